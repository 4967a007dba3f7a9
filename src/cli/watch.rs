//! A long run as the terminal sees it: how far it has come, after a second and on standard error alone, and Ctrl-C,
//! which ends it with whole reports. Knows nothing of drafts.

use crate::lang::Lang;
use crate::run::drafts::EXIT_FAILURE;
use crate::run::watch::{Progress, Watch};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressFinish, ProgressStyle};
use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// Nobody wants to see how far something is that is done in a moment.
const PATIENCE: Duration = Duration::from_secs(1);
/// Parts of a whole.
const WHOLE: u64 = 1_000;
/// Written to a terminal at once, as far as lines go.
const PIECE_BYTES: usize = 8 * 1024;

/// Watches a run for whoever sits at the terminal.
pub(super) struct TerminalWatch {
    bar: ProgressBar,
    lang: Lang,
    start: Instant,
    is_interrupted: Arc<AtomicBool>,
    /// Files to take away when the run is ended at once.
    half_written: Vec<PathBuf>,
}

impl TerminalWatch {
    pub(super) fn new(lang: Lang, half_written: Vec<PathBuf>) -> Self {
        let bar = ProgressBar::with_draw_target(Some(WHOLE), ProgressDrawTarget::hidden());
        let style = ProgressStyle::with_template("[{bar:24}] {percent:>3} %  {wide_msg}");
        let bar = bar
            .with_finish(ProgressFinish::AndClear)
            .with_style(style.expect("the template is ours and is valid").progress_chars("=> "));
        Self { bar, lang, start: Instant::now(), is_interrupted: Arc::default(), half_written }
    }

    /// Standard output, which may be the terminal on which the bar stands.
    pub(super) fn stdout(&self) -> Box<dyn Write> {
        let stdout = io::stdout().lock();
        if stdout.is_terminal() && io::stderr().is_terminal() {
            Box::new(BesideBar { bar: self.bar.clone(), out: stdout, waiting: Vec::new() })
        } else {
            Box::new(io::BufWriter::new(stdout))
        }
    }
}

impl Watch for TerminalWatch {
    fn begins(&self) {
        let (is_interrupted, bar, lang) = (Arc::clone(&self.is_interrupted), self.bar.clone(), self.lang);
        let half_written = self.half_written.clone();
        let interrupt = move || {
            if is_interrupted.swap(true, Ordering::SeqCst) {
                for file in &half_written {
                    // Best effort: whoever presses twice wants to be gone.
                    let _ = std::fs::remove_file(file);
                }
                std::process::exit(EXIT_FAILURE.into());
            }
            if io::stderr().is_terminal() {
                let text = lang.pick(
                    "stopping after the drafts under way; Ctrl-C again ends at once",
                    "検査中の下書きを終えたら止めます。もう一度 Ctrl-C を押すと、すぐに終了します",
                );
                bar.suspend(|| eprintln!("{text}"));
            }
        };
        // Called a second time, or where there are no signals: Ctrl-C then ends the program as ever.
        let _ = ctrlc::set_handler(interrupt);
    }

    fn came(&self, progress: Progress) {
        let elapsed = self.start.elapsed();
        if elapsed < PATIENCE {
            return;
        }
        if io::stderr().is_terminal() {
            self.bar.set_message(message(progress, elapsed, self.lang));
            self.bar.set_position((progress.share * WHOLE as f64) as u64);
            if self.bar.is_hidden() {
                self.bar.set_draw_target(ProgressDrawTarget::stderr());
            }
        }
    }

    fn ends(&self) {
        self.bar.finish_and_clear();
    }

    fn is_interrupted(&self) -> bool {
        self.is_interrupted.load(Ordering::SeqCst)
    }
}

/// How many drafts, and how long it will still take.
fn message(progress: Progress, elapsed: Duration, lang: Lang) -> String {
    let left = elapsed.as_secs_f64() * (1.0 - progress.share) / progress.share.max(0.001);
    let (seconds, minutes) = (left.ceil() as u64, (left / 60.0).ceil() as u64);
    let drafts = progress.drafts;
    match (lang, seconds) {
        (Lang::En, 0..90) => format!("{drafts} drafts checked, about {seconds} s left"),
        (Lang::En, _) => format!("{drafts} drafts checked, about {minutes} min left"),
        (Lang::Ja, 0..90) => format!("{drafts} 通を検査しました（残り約 {seconds} 秒）"),
        (Lang::Ja, _) => format!("{drafts} 通を検査しました（残り約 {minutes} 分）"),
    }
}

/// A terminal on which the bar stands, too: the bar is taken away while whole lines are written.
struct BesideBar<W: Write> {
    bar: ProgressBar,
    out: W,
    waiting: Vec<u8>,
}

impl<W: Write> BesideBar<W> {
    fn write_to(&mut self, end: usize) -> io::Result<()> {
        let Self { bar, out, waiting } = self;
        bar.suspend(|| out.write_all(&waiting[..end]).and_then(|()| out.flush()))?;
        waiting.drain(..end);
        Ok(())
    }
}

impl<W: Write> Write for BesideBar<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.waiting.extend_from_slice(bytes);
        if self.waiting.len() >= PIECE_BYTES
            && let Some(end) = self.waiting.iter().rposition(|byte| *byte == b'\n')
        {
            self.write_to(end + 1)?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.write_to(self.waiting.len())
    }
}

impl<W: Write> Drop for BesideBar<W> {
    fn drop(&mut self) {
        // As a `BufWriter` does: what was said before an error is worth reading.
        let _ = self.flush();
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail loudly")]
mod tests {
    use super::*;

    #[test]
    fn only_whole_lines_are_written_beside_the_bar() {
        let mut written = BesideBar { bar: ProgressBar::hidden(), out: Vec::new(), waiting: Vec::new() };
        written.write_all(b"short\n").unwrap();
        assert!(written.out.is_empty());
        written.write_all(&vec![b'x'; PIECE_BYTES]).unwrap();
        assert_eq!(written.out, b"short\n");
        written.flush().unwrap();
        assert_eq!(written.out.len(), PIECE_BYTES + 6);
    }

    #[test]
    fn what_is_left_is_told_in_seconds_or_minutes() {
        let told = |share, lang| message(Progress { drafts: 500, share }, Duration::from_secs(60), lang);
        assert_eq!(told(0.5, Lang::En), "500 drafts checked, about 60 s left");
        assert_eq!(told(0.1, Lang::En), "500 drafts checked, about 9 min left");
        assert_eq!(told(0.1, Lang::Ja), "500 通を検査しました（残り約 9 分）");
        assert_eq!(told(1.0, Lang::Ja), "500 通を検査しました（残り約 0 秒）");
    }
}
