//! OpenSMTPD on two streams: lines are read one by one, messages judged by threads beside, so that no session waits for the
//! check of another. The mail server ends itself when its filter does: whatever comes, this ends with its input only.

use super::protocol::{self, Line, REGISTRATION};
use super::sessions::{Passing, Sessions, Task, Turn};
use crate::mail_server::bounds::Pool;
use crate::mail_server::message::{Excess, Message, Verdict};
use std::io::{self, BufRead, Read, Write};
use std::sync::{Mutex, MutexGuard, PoisonError, mpsc};
use std::thread;

/// The longest line: OpenSMTPD takes 64 KiB of a client.
const LONGEST_LINE: u64 = 1024 * 1024;
/// Written at once, before the answers of others get their turn.
const PIECE_BYTES: usize = 64 * 1024;

/// What may be used at most.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bounds {
    /// Messages judged at the same time; the next one waits.
    pub checks: usize,
    /// Bytes of one message.
    pub message_bytes: u64,
    /// Bytes of all messages that are on their way.
    pub all_bytes: u64,
}

/// Serves until `input` ends, and then until the messages on their way are judged. Header fields named `without` do not go
/// on. `judge` is asked by several threads at once.
///
/// # Errors
/// The mail server is gone in the middle of a line, or no longer reads.
pub fn serve(
    mut input: impl BufRead,
    output: impl Write + Send,
    bounds: &Bounds,
    without: &'static str,
    judge: &(dyn Fn(Message) -> Verdict + Sync),
) -> io::Result<()> {
    let mut line = Vec::new();
    loop {
        match read_line(&mut input, &mut line)? {
            Heard::End => return Ok(()),
            Heard::Line if protocol::line(&line) == Line::Ready => break,
            Heard::Line | Heard::Cut => {}
        }
    }
    let pool = Pool::new(bounds.all_bytes);
    let server = Server {
        sessions: Mutex::new(Sessions::new(&pool, bounds.message_bytes, without)),
        output: Mutex::new(output),
        judge,
    };
    server.say(REGISTRATION)?;
    let (sender, receiver) = mpsc::channel();
    let tasks = Mutex::new(receiver);
    thread::scope(|scope| {
        for _ in 0..bounds.checks.max(1) {
            scope.spawn(|| server.work(&tasks));
        }
        let end = server.listen(&mut input, &mut line, &sender);
        // Without it the others would wait for more.
        drop(sender);
        end
    })
}

struct Server<'s, 'p, W> {
    sessions: Mutex<Sessions<'p>>,
    output: Mutex<W>,
    judge: &'s (dyn Fn(Message) -> Verdict + Sync),
}

impl<'p, W: Write + Send> Server<'_, 'p, W> {
    fn listen(&self, input: &mut impl BufRead, line: &mut Vec<u8>, tasks: &mpsc::Sender<Task<'p>>) -> io::Result<()> {
        loop {
            let turn = match read_line(input, line)? {
                Heard::End => return Ok(()),
                Heard::Cut => match protocol::session(line) {
                    Some(session) => self.sessions().lost_line(session),
                    None => Turn::Nothing,
                },
                Heard::Line => match protocol::line(line) {
                    Line::Ready | Line::Other => Turn::Nothing,
                    Line::Event { session, event } => {
                        self.sessions().event(session, &event);
                        Turn::Nothing
                    }
                    Line::Request { request, phase } => self.sessions().request(request, &phase),
                },
            };
            match turn {
                Turn::Nothing => {}
                Turn::Say(answer) => self.say(&answer)?,
                Turn::Pass(passing) => self.pass(passing, false)?,
                // Nobody takes tasks any more only when everything is over.
                Turn::Judge(task) => drop(tasks.send(task)),
                Turn::Unknown(request) => {
                    let message = Message { excess: Some(Excess::Nothing), ..Message::default() };
                    let answer = match (self.judge)(message) {
                        Verdict::Pass { .. } => request.proceed(),
                        Verdict::Refuse(reply) => request.reject(&reply.line()),
                    };
                    self.say(&answer)?;
                }
            }
        }
    }

    fn work(&self, tasks: &Mutex<mpsc::Receiver<Task<'p>>>) {
        loop {
            let next = tasks.lock().unwrap_or_else(PoisonError::into_inner).recv();
            let Ok(mut task) = next else { return };
            let verdict = (self.judge)(task.message());
            // Not in the condition: the lock must be free again while lines are written.
            let is_awaited = self.sessions().judged(&task.request, task.number(), verdict);
            if is_awaited {
                // A mail server that reads no more has ended, and with it the input.
                let _ = self.pass(task.passing(), true);
            }
        }
    }

    /// Lets lines go on, and the dot behind them when they are the last.
    fn pass(&self, mut passing: Passing, is_end: bool) -> io::Result<()> {
        let request = passing.request.clone();
        let mut piece = Vec::new();
        for line in passing.lines() {
            request.pass(line, &mut piece);
            if piece.len() >= PIECE_BYTES {
                self.say(&piece)?;
                piece.clear();
            }
        }
        if is_end {
            request.pass(b".", &mut piece);
        }
        self.say(&piece)
    }

    fn say(&self, answer: &[u8]) -> io::Result<()> {
        let mut output = self.output.lock().unwrap_or_else(PoisonError::into_inner);
        output.write_all(answer)?;
        output.flush()
    }

    fn sessions(&self) -> MutexGuard<'_, Sessions<'p>> {
        // Whoever panicked here has left nothing half done.
        self.sessions.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What came of reading a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Heard {
    /// All of it, without its end.
    Line,
    /// Its beginning; it was too long.
    Cut,
    /// No more lines, and none that was begun.
    End,
}

fn read_line(input: &mut impl BufRead, line: &mut Vec<u8>) -> io::Result<Heard> {
    line.clear();
    line.shrink_to(PIECE_BYTES);
    input.by_ref().take(LONGEST_LINE).read_until(b'\n', line)?;
    if line.pop_if(|last| *last == b'\n').is_some() {
        return Ok(Heard::Line);
    }
    if (line.len() as u64) < LONGEST_LINE {
        return Ok(Heard::End);
    }
    loop {
        let more = input.fill_buf()?;
        let end = more.iter().position(|byte| *byte == b'\n');
        let read = end.map_or(more.len(), |end| end + 1);
        let is_over = end.is_some() || more.is_empty();
        input.consume(read);
        if is_over {
            return Ok(Heard::Cut);
        }
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail loudly")]
mod tests;
