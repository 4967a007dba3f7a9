//! Programs in which people write: run without a terminal, as scripts run them.

use crate::post::{BAD, Draft, HIDDEN, Post, REASON, REFUSED, SENDER, TEXT, Way, given, said};
use std::process::Output;
use std::time::{Duration, Instant};

fn mutt_or_neomutt(program: &str) {
    let Some(post) = Post::with(program, &[program]) else { return };
    let refused = post.tries(|way, draft| {
        let line = post.line("mutt", way);
        post.write(".muttrc", &format!("{line}\nset from={SENDER}\nset copy=no\nset hostname=tsubame.example\n"));
        let mut command = post.command(program);
        command.args(["-n", "-F"]).arg(post.path(".muttrc"));
        given(command.args(["-s", draft.subject, "-b", HIDDEN, "--"]).args(draft.to), TEXT)
    });
    assert_eq!(refused.status.code(), Some(1));
    assert!(said(&refused).contains(REFUSED) && said(&refused).contains(REASON), "{refused:?}");
}

#[test]
fn mutt() {
    mutt_or_neomutt("mutt");
}

#[test]
fn neomutt() {
    mutt_or_neomutt("neomutt");
}

#[test]
fn mutt_shows_the_reason_in_japanese() {
    let Some(post) = Post::with("mutt", &["mutt"]) else { return };
    post.write(".muttrc", &format!("{}\nset from={SENDER} copy=no\n", post.line("mutt", Way::Checked)));
    let mut command = post.command("mutt");
    command.env_remove("LC_ALL").env("LC_CTYPE", "C.UTF-8").env("LANG", "ja_JP.UTF-8");
    command.args(["-n", "-F"]).arg(post.path(".muttrc")).args(["-s", "Minutes", "--"]).args(BAD.to);
    let told = said(&given(&mut command, TEXT));
    assert!(told.contains("mailcheck：送信していません：error[exposed-personal-addresses]: 5 人の"), "{told}");
}

#[test]
fn mutt_that_does_not_wait_says_that_it_sent_what_stays() {
    let Some(post) = Post::with("mutt with sendmail_wait", &["mutt"]) else { return };
    post.settings("log = \"send.log\"\n");
    let rc = format!("{}\nset from={SENDER} copy=no sendmail_wait=-1\n", post.line("mutt", Way::Checked));
    post.write(".muttrc", &rc);
    let mut command = post.command("mutt");
    command.args(["-n", "-F"]).arg(post.path(".muttrc")).args(["-s", "Minutes", "--"]).args(BAD.to);
    assert_eq!(given(&mut command, TEXT).status.code(), Some(0));
    let end = Instant::now() + Duration::from_secs(20);
    while !post.log().contains("refused: ") && Instant::now() < end {
        std::thread::sleep(Duration::from_millis(20));
    }
    assert!(post.log().contains(REASON), "{}", post.log());
    assert_eq!(post.sink.take(), []);
}

/// The three programs that are called mail.
fn mail(post: &Post, program: &str, row: &str, more: &str, hidden: &[&str]) -> Output {
    post.tries(|way, draft| {
        post.write("mailrc", &format!("{}\n{more}\n", post.line(row, way)));
        std::fs::copy(post.path("mailrc"), post.path(".mailrc")).unwrap();
        let mut command = post.command(program);
        given(command.args(["-s", draft.subject]).args(hidden).args(draft.to), TEXT)
    })
}

#[test]
fn s_nail() {
    let Some(post) = Post::with("s-nail", &["s-nail"]) else { return };
    let refused = mail(&post, "s-nail", "s-nail", &format!("set from={SENDER}"), &["-b", HIDDEN]);
    assert_eq!(refused.status.code(), Some(4));
    assert!(said(&refused).contains(REASON) && said(&refused).contains("message not sent"), "{refused:?}");
    assert!(std::fs::read_to_string(post.path("dead.letter")).unwrap().contains("Dear Bob"), "the draft is kept");
}

#[test]
fn bsd_mailx() {
    let Some(mut post) = Post::with("bsd-mailx", &["bsd-mailx"]) else { return };
    // It writes no From.
    post.writes_its_own = true;
    let refused = mail(&post, "bsd-mailx", "bsd-mailx", "", &["-b", HIDDEN]);
    assert_eq!(refused.status.code(), Some(1));
    let told = "sendmail process failed with error code 65";
    assert!(said(&refused).contains(REASON) && said(&refused).contains(told), "{refused:?}");
    assert_eq!(std::fs::metadata(post.path("dead.letter")).unwrap().len(), 0, "it loses the draft");
}

#[test]
fn mailutils_keeps_the_reason_to_itself_but_the_log_has_it() {
    let Some(mut post) = Post::with("mailutils", &["mail.mailutils"]) else { return };
    // It writes no From.
    post.writes_its_own = true;
    post.settings("log = \"send.log\"\n");
    let refused = mail(&post, "mail.mailutils", "mailutils", "", &[&format!("--append=Bcc: {HIDDEN}")]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(said(&refused).contains("cannot send message") && !said(&refused).contains(REASON), "{refused:?}");
    assert!(post.log().contains(REASON), "{}", post.log());
    assert!(std::fs::read_to_string(post.path("dead.letter")).unwrap().contains("Dear Bob"), "the draft is kept");
}

#[test]
fn mblaze() {
    let Some(post) = Post::with("mblaze", &["mcom"]) else { return };
    std::fs::create_dir_all(post.path(".mblaze")).unwrap();
    post.write("text", TEXT);
    let refused = post.tries(|way, draft| {
        let profile = format!("Local-Mailbox: Ann <{SENDER}>\nFQDN: tsubame.example\n{}\n", post.line("mblaze", way));
        post.write(".mblaze/profile", &profile);
        let mut command = post.command("mcom");
        command.args(["-send", "-subject", "Minutes", "-bcc", HIDDEN, "-body", "text", "-to"]);
        command.args(draft.to).output().unwrap()
    });
    assert_eq!(refused.status.code(), Some(2));
    assert!(said(&refused).contains(REFUSED) && said(&refused).contains("kept draft ./snd."), "{refused:?}");
    assert!(std::fs::read_to_string(post.path("snd.0")).unwrap().contains("Dear Bob"), "the draft is kept");
}

/// Ends with the text that Emacs keeps for the user, and with whether the buffer still holds the draft.
const EMACS: &str = r#"
(setq user-full-name "Ann" user-mail-address "SENDER" mail-host-address "tsubame.example")
(require 'message)
(set-buffer (generate-new-buffer "draft"))
(insert-file-contents "draft")
(message-mode)
(condition-case failure (let ((inhibit-message t)) (message-send))
  (error
   (princ (format "%s\n%s\nkept: %s" (error-message-string failure)
                  (with-current-buffer " sendmail errors" (buffer-string))
                  (and (buffer-modified-p) (string-match-p "^Bcc: " (buffer-string)))))
   (kill-emacs 1)))
"#;

#[test]
fn emacs() {
    let Some(post) = Post::with("Emacs", &["emacs"]) else { return };
    let refused = post.tries(|way, draft: &Draft| {
        post.write("draft", &draft.message("--text follows this line--"));
        post.write("send.el", &format!("{}{}", post.line("Emacs", way), EMACS.replace("SENDER", SENDER)));
        post.command("emacs").args(["-Q", "--batch", "-l", "send.el"]).output().unwrap()
    });
    assert_eq!(refused.status.code(), Some(1));
    let told = said(&refused);
    assert!(told.contains("failed with exit value 65") && told.contains(REASON), "{told}");
    assert!(!told.contains("kept: nil"), "{told}");
}
