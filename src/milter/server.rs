//! Connections of mail servers, each in a thread of its own: no more of them than agreed, no more bytes held than agreed,
//! and an end at which every message on its way still gets its answer. Knows nothing of mail.

use super::listen::{Connection, Listener};
use super::protocol::Packets;
use super::session::Session;
use crate::mail_server::bounds::{Pool, Share, Slots};
use crate::mail_server::message::{Message, Verdict};
use std::io::{self, ErrorKind, Read, Write};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

/// How often a waiting connection looks whether the end has come.
const LOOK_UP: Duration = Duration::from_millis(500);
/// How long a connection may say nothing: libmilter's `MI_TIMEOUT`.
const SILENCE: Duration = Duration::from_secs(7210);
/// How long a message may still take once the end has come.
const LAST_WAIT: Duration = Duration::from_secs(60);
/// Before trying again when no connection can be had: too many files are open, say.
const PAUSE: Duration = Duration::from_millis(100);
/// Read at once.
const PIECE_BYTES: usize = 64 * 1024;

/// What may be used at most.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bounds {
    /// Connections; the next one waits.
    pub connections: usize,
    /// Messages judged at the same time; the next one waits.
    pub checks: usize,
    /// Bytes of one message.
    pub message_bytes: u64,
    /// Bytes of all messages that are on their way.
    pub all_bytes: u64,
}

/// Serves until `ends` is set and somebody has woken the listener; then returns as soon as the messages on their way have
/// their answers. `judge` is asked by several threads at once.
pub fn serve(listener: Listener, bounds: &Bounds, ends: &AtomicBool, judge: &(dyn Fn(Message) -> Verdict + Sync)) {
    let server = Server { bounds, ends, judge, checks: Slots::new(bounds.checks), pool: Pool::new(bounds.all_bytes) };
    let connections = Slots::new(bounds.connections);
    thread::scope(|scope| {
        while !ends.load(Ordering::SeqCst) {
            let slot = connections.wait();
            let Ok(connection) = listener.accept() else {
                thread::sleep(PAUSE);
                continue;
            };
            let server = &server;
            let talk = move || {
                // A connection that is gone has told its mail server all there is to tell.
                let _ = server.talk(connection);
                drop(slot);
            };
            // Without a thread the connection is closed: the mail server does what it does when nobody answers.
            let _ = thread::Builder::new().name("milter".into()).spawn_scoped(scope, talk);
        }
        // From here on a mail server finds nobody, while the others are still served.
        drop(listener);
    });
}

struct Server<'s> {
    bounds: &'s Bounds,
    ends: &'s AtomicBool,
    judge: &'s (dyn Fn(Message) -> Verdict + Sync),
    checks: Slots,
    pool: Pool,
}

impl Server<'_> {
    fn talk(&self, mut connection: Box<dyn Connection>) -> io::Result<()> {
        connection.look_up_every(LOOK_UP)?;
        let mut room = Share::new(&self.pool, self.bounds.message_bytes);
        let mut judge = |message| {
            let _slot = self.checks.wait();
            (self.judge)(message)
        };
        let (mut session, mut packets) = (Session::default(), Packets::default());
        let mut piece = vec![0; PIECE_BYTES];
        let mut heard = Instant::now();
        let mut end: Option<Instant> = None;
        loop {
            if self.ends.load(Ordering::SeqCst) {
                let since = *end.get_or_insert_with(Instant::now);
                if session.is_idle() && packets.is_empty() || since.elapsed() > LAST_WAIT {
                    return Ok(());
                }
            }
            let read = match connection.read(&mut piece) {
                Ok(0) => return Ok(()),
                Ok(read) => read,
                Err(error) if is_pause(&error) && heard.elapsed() < SILENCE => continue,
                Err(error) => return Err(error),
            };
            heard = Instant::now();
            packets.push(&piece[..read]);
            let commands = packets.commands().map_err(|broken| io::Error::new(ErrorKind::InvalidData, broken))?;
            let mut answers = Vec::new();
            for command in commands {
                let turn = session.take(command, &mut room, &mut judge);
                answers.extend(turn.answers.iter().flat_map(|answer| answer.bytes()));
                if turn.is_over {
                    return connection.write_all(&answers);
                }
            }
            connection.write_all(&answers)?;
        }
    }
}

/// Nothing came yet.
fn is_pause(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut | ErrorKind::Interrupted)
}
