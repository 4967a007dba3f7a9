//! A terminal for programs that send only from their screen: tmux is the terminal, and presses the keys.

use crate::post::{Post, said};
use std::path::PathBuf;
use std::process::Output;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

/// Each gets a socket of its own: the last one may still be closing.
static OPENED: AtomicUsize = AtomicUsize::new(0);

/// A terminal of its own, closed at the end.
pub struct Terminal<'p> {
    post: &'p Post,
    socket: PathBuf,
    /// A key that means nothing: the program draws again when it comes.
    pub nudge: Option<&'static str>,
}

impl<'p> Terminal<'p> {
    pub fn open(post: &'p Post, words: &str) -> Self {
        let socket = post.path(&format!("tmux-{}", OPENED.fetch_add(1, Ordering::Relaxed)));
        let terminal = Self { post, socket, nudge: None };
        let opened = terminal.tmux(&["new-session", "-d", "-x", "100", "-y", "30", words]);
        assert!(opened.status.success(), "{opened:?}");
        terminal
    }

    pub fn tmux(&self, words: &[&str]) -> Output {
        let mut command = self.post.command("tmux");
        command.env("XDG_RUNTIME_DIR", self.post.path("")).env_remove("TMUX");
        command.args(["-f", "/dev/null", "-S"]).arg(&self.socket).args(words).output().unwrap()
    }

    pub fn press(&self, key: &str) {
        self.tmux(&["send-keys", key]);
    }

    /// Waits until the screen says one of `words`.
    #[track_caller]
    pub fn shows(&self, words: &[&str]) -> Output {
        let mut screen = self.tmux(&["capture-pane", "-p"]);
        wait_until(|| {
            self.nudge.into_iter().for_each(|key| self.press(key));
            screen = self.tmux(&["capture-pane", "-p"]);
            let text = said(&screen);
            words.iter().any(|word| text.contains(word))
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
pub fn wait_until(mut is_so: impl FnMut() -> bool) {
    let end = Instant::now() + Duration::from_secs(20);
    while !is_so() {
        assert!(Instant::now() < end, "waited too long");
        thread::sleep(Duration::from_millis(50));
    }
}
