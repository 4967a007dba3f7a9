//! Programs that send only from their screen.

use crate::post::{HIDDEN, Post, REASON, SENDER, said};
use crate::terminal::{Terminal, wait_until};
use std::os::unix::fs::PermissionsExt;

/// What aerc says on the screen on which a message is looked at before it goes.
const REVIEW: &str = "Send this email?";

#[test]
fn aerc_shows_the_draft_again_but_no_reason() {
    let Some(mut post) = Post::with("aerc", &["aerc", "tmux"]) else { return };
    post.shuffles_fields = true;
    post.writes_its_own = true;
    post.settings("log = \"send.log\"\n");
    for folder in ["config/aerc", "Mail/INBOX/cur", "Mail/INBOX/new", "Mail/INBOX/tmp"] {
        std::fs::create_dir_all(post.path(folder)).unwrap();
    }
    post.write("config/aerc/aerc.conf", "[compose]\neditor=true\n");
    let refused = post.tries(|way, draft| {
        let folder = post.path("Mail").display().to_string();
        let line = post.line("aerc", way);
        let account = format!("[tsubame]\nsource = maildir://{folder}\n{line}\nfrom = Ann <{SENDER}>\n");
        post.write("config/aerc/accounts.conf", &account);
        let only_ours = std::fs::Permissions::from_mode(0o600);
        std::fs::set_permissions(post.path("config/aerc/accounts.conf"), only_ours).unwrap();
        let to = draft.to.join(",");
        let mut terminal =
            Terminal::open(&post, &format!("aerc 'mailto:{to}?bcc={HIDDEN}&subject=Minutes&body=Dear%20Bob'"));
        terminal.nudge = Some("F9");
        terminal.shows(&[REVIEW]);
        terminal.press("y");
        let is_refused = || post.log().contains("refused: ");
        wait_until(|| !post.sink.is_empty() || is_refused());
        // An Output of a good end that says nothing, where it is sent.
        if is_refused() { terminal.shows(&[REVIEW]) } else { terminal.tmux(&["has-session"]) }
    });
    assert!(!said(&refused).contains(REASON), "{refused:?}");
    assert!(post.log().contains(REASON), "{}", post.log());
}

#[test]
fn alpine_shows_the_reason_and_keeps_the_draft() {
    let Some(mut post) = Post::with("alpine", &["alpine", "tmux"]) else { return };
    post.writes_its_own = true;
    post.write("inbox", "");
    let refused = post.tries(|way, draft| {
        let settings = format!(
            "{}\nuser-domain=tsubame.example\ndefault-fcc=\"\"\ninbox-path={}\nfeature-list=send-without-confirm\n\
             customized-hdrs=From: Ann <{SENDER}>,Bcc: {HIDDEN}\nlast-version-used=6.26\n",
            post.line("alpine", way),
            post.path("inbox").display(),
        );
        post.write(".pinerc", &settings);
        let to = draft.to.join(",");
        let terminal = Terminal::open(
            &post,
            &format!("alpine -p .pinerc -url 'mailto:{to}?subject=Minutes&body=Dear%20Bob'; sleep 60"),
        );
        terminal.shows(&["^X Send"]);
        terminal.press("C-x");
        let screen = terminal.shows(&["POSTING ERRORS", "Alpine finished"]);
        if said(&screen).contains("POSTING") {
            terminal.press("e");
            terminal.shows(&["Message Text"]);
            return screen;
        }
        terminal.tmux(&["has-session"])
    });
    assert!(said(&refused).contains("5 people's private addresses"), "{refused:?}");
}

#[test]
fn alot_shows_the_reason_and_keeps_the_draft() {
    let Some(post) = Post::with("alot", &["alot", "notmuch", "tmux"]) else { return };
    std::fs::create_dir_all(post.path("Mail")).unwrap();
    let database = format!("[database]\npath={}\n[user]\nprimary_email={SENDER}\n", post.path("Mail").display());
    post.write("notmuch", &database);
    let made = post.command("notmuch").arg("--config=notmuch").arg("new").output().unwrap();
    assert!(made.status.success(), "{made:?}");
    let refused = post.tries(|way, draft| {
        let line = post.line("alot", way);
        post.write("alot", &format!("[accounts]\n[[tsubame]]\nrealname = Ann\naddress = {SENDER}\n{line}\n"));
        post.write("draft", &draft.message(""));
        let draft = post.path("draft").display().to_string();
        let words = format!("NOTMUCH_CONFIG=notmuch EDITOR=true alot -c alot -n notmuch compose --template {draft}");
        let terminal = Terminal::open(&post, &words);
        terminal.shows(&["envelope (plaintext)"]);
        terminal.press("y");
        let screen = terminal.shows(&["mail sent successfully", "returned with code 65"]);
        if said(&screen).contains("returned") { screen } else { terminal.tmux(&["has-session"]) }
    });
    let screen = said(&refused);
    assert!(screen.contains("5 people's private addresses"), "{screen}");
    assert!(screen.contains("Subject Minutes"), "the draft is still there: {screen}");
}
