//! The program that really sends: runs it with the same words and the same bytes, and hands back how it ended.

use std::ffi::{OsStr, OsString};
use std::io::{self, Write};
use std::path::Path;
use std::process::{Command, ExitStatus, Stdio};
use std::thread;

/// Set for the program that sends: one that comes back to us would go round for ever.
pub const RUNNING: &str = "MAILCHECK_SENDING";

/// Runs `program` with `words`; `message` on its standard input, or ours when `None`. Standard output and error are ours.
///
/// # Errors
/// It cannot be run.
pub fn run(program: &Path, words: &[OsString], message: Option<&[u8]>) -> io::Result<ExitStatus> {
    let stdin = if message.is_some() { Stdio::piped() } else { Stdio::inherit() };
    let mut child = Command::new(program).args(words).env(RUNNING, OsStr::new("1")).stdin(stdin).spawn()?;
    let input = child.stdin.take();
    thread::scope(|scope| {
        if let (Some(mut input), Some(message)) = (input, message) {
            // A program that has read enough may close its end; how it ends tells whether it was.
            scope.spawn(move || drop(input.write_all(message)));
        }
        child.wait()
    })
}
