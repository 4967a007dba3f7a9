//! aerc, which sends only from its screen: tmux is the terminal, and presses the keys.

use crate::post::{HIDDEN, Post, REASON, SENDER, said};
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::process::Output;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

/// What the screen says on which a message is looked at before it goes.
const REVIEW: &str = "Send this email?";

/// Each gets a socket of its own: the last one may still be closing.
static OPENED: AtomicUsize = AtomicUsize::new(0);

/// A terminal of its own, closed at the end.
struct Terminal<'p> {
    post: &'p Post,
    socket: PathBuf,
}

impl<'p> Terminal<'p> {
    fn open(post: &'p Post, words: &str) -> Self {
        let socket = post.path(&format!("tmux-{}", OPENED.fetch_add(1, Ordering::Relaxed)));
        let terminal = Self { post, socket };
        let opened = terminal.tmux(&["new-session", "-d", "-x", "100", "-y", "30", words]);
        assert!(opened.status.success(), "{opened:?}");
        terminal
    }

    fn tmux(&self, words: &[&str]) -> Output {
        let mut command = self.post.command("tmux");
        command.env("XDG_RUNTIME_DIR", self.post.path("")).env_remove("TMUX");
        command.args(["-f", "/dev/null", "-S"]).arg(&self.socket).args(words).output().unwrap()
    }

    /// Waits until the message is shown for review; presses a key that means nothing, so that aerc draws again.
    fn review(&self) -> Output {
        let mut screen = self.tmux(&["capture-pane", "-p"]);
        wait_until(|| {
            self.tmux(&["send-keys", "F9"]);
            screen = self.tmux(&["capture-pane", "-p"]);
            said(&screen).contains(REVIEW)
        });
        screen
    }
}

impl Drop for Terminal<'_> {
    fn drop(&mut self) {
        self.tmux(&["kill-server"]);
    }
}

#[track_caller]
fn wait_until(mut is_so: impl FnMut() -> bool) {
    let end = Instant::now() + Duration::from_secs(20);
    while !is_so() {
        assert!(Instant::now() < end, "waited too long");
        thread::sleep(Duration::from_millis(50));
    }
}

#[test]
fn aerc_shows_the_draft_again_but_no_reason() {
    let Some(mut post) = Post::with("aerc", &["aerc", "tmux"]) else { return };
    post.shuffles_fields = true;
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
        let terminal =
            Terminal::open(&post, &format!("aerc 'mailto:{to}?bcc={HIDDEN}&subject=Minutes&body=Dear%20Bob'"));
        terminal.review();
        terminal.tmux(&["send-keys", "y"]);
        let is_refused = || post.log().contains("refused: ");
        wait_until(|| !post.sink.is_empty() || is_refused());
        // An Output of a good end that says nothing, where it is sent.
        if is_refused() { terminal.review() } else { terminal.tmux(&["has-session"]) }
    });
    assert!(!said(&refused).contains(REASON), "{refused:?}");
    assert!(post.log().contains(REASON), "{}", post.log());
}
