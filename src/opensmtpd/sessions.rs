//! Sessions of a mail server as conversations: lines in, what follows from them out, messages put together on the way. Reads
//! and writes nothing. A message is held back to its end, so that a field meant for us alone can be left out of it; one that
//! cannot be held passes line by line, and is refused or not at its end.

use super::header::Without;
use super::protocol::{Event, Phase, Request};
use crate::mail_server::bounds::{Pool, Share};
use crate::mail_server::message::{Excess, Message, Room, Verdict};
use std::collections::HashMap;

/// What every message begins with here: the mail server has put it there, and no draft has it.
const OF_THE_SERVER: &str = "Received";
/// Bytes of a message's name that are kept: it has 8.
const LONGEST_ID: usize = 64;

/// All sessions, and what is held of their messages.
#[derive(Debug)]
pub struct Sessions<'p> {
    sessions: HashMap<String, Session<'p>>,
    pool: &'p Pool,
    message_bytes: u64,
    without: &'static str,
    whole: u64,
}

/// What follows from a line.
#[derive(Debug)]
pub enum Turn<'p> {
    /// Nothing.
    Nothing,
    /// To be sent.
    Say(Vec<u8>),
    /// These lines go on, but for fields that are meant for us alone.
    Pass(Passing),
    /// The message is whole.
    Judge(Task<'p>),
    /// Nothing is known of the message that is to be accepted.
    Unknown(Request),
}

/// Lines of a message that go on.
#[derive(Debug)]
pub struct Passing {
    /// To whom.
    pub request: Request,
    lines: Vec<u8>,
    without: Without,
}

/// A message to be judged. Its room is given back when it is dropped.
#[derive(Debug)]
pub struct Task<'p> {
    /// Whose it is.
    pub request: Request,
    number: u64,
    sender: Option<String>,
    envelope: Vec<String>,
    queue_id: Option<String>,
    excess: Option<Excess>,
    lines: Vec<u8>,
    without: Without,
    _room: Share<'p>,
}

#[derive(Debug)]
struct Session<'p> {
    sender: Option<String>,
    envelope: Vec<String>,
    queue_id: Option<String>,
    excess: Option<Excess>,
    /// As they came, each with `\n` behind it.
    lines: Vec<u8>,
    without: Without,
    room: Share<'p>,
    /// Of the message that is judged, or was.
    number: u64,
    verdict: Option<Verdict>,
}

impl<'p> Sessions<'p> {
    /// Holds up to `message_bytes` of each message, and of all together what `pool` has. Fields named `without` do not go on.
    #[must_use]
    pub fn new(pool: &'p Pool, message_bytes: u64, without: &'static str) -> Self {
        Self { sessions: HashMap::new(), pool, message_bytes, without, whole: 0 }
    }

    /// Something happened in a session.
    pub fn event(&mut self, session: &str, event: &Event<'_>) {
        match event {
            Event::Gone | Event::Reset => drop(self.sessions.remove(session)),
            Event::Begin(id) => {
                let id = String::from_utf8_lossy(&id[..id.len().min(LONGEST_ID)]).into_owned();
                let begun = Session { queue_id: Some(id), ..self.begun() };
                self.sessions.insert(session.to_owned(), begun);
            }
            Event::Sender(address) => {
                let session = self.session(session);
                if session.has_room(address.len()) {
                    session.sender = Some(String::from_utf8_lossy(address).into_owned());
                }
            }
            Event::Recipient(address) => {
                let session = self.session(session);
                if session.has_room(address.len() + size_of::<String>()) {
                    session.envelope.push(String::from_utf8_lossy(address).into_owned());
                }
            }
        }
    }

    /// A line of that session was too long to be read: its message must not pass.
    pub fn lost_line(&mut self, session: &str) -> Turn<'p> {
        let session = self.session(session);
        session.excess = Some(Excess::Line);
        Turn::Nothing
    }

    /// Answers a request.
    pub fn request(&mut self, request: Request, phase: &Phase<'_>) -> Turn<'p> {
        match phase {
            Phase::Other => Turn::Say(request.proceed()),
            Phase::DataLine(b".") => Turn::Judge(self.whole(request)),
            Phase::DataLine(line) => {
                let session = self.session(&request.session);
                let had_room = session.excess.is_none();
                if session.has_room(line.len() + 1) {
                    session.hold(line);
                    return Turn::Nothing;
                }
                if had_room {
                    session.room.give_back();
                }
                session.hold(line);
                let passing =
                    Passing { request, lines: std::mem::take(&mut session.lines), without: session.without.clone() };
                // The copy and the original see the same lines.
                for line in lines(&passing.lines) {
                    session.without.keeps(unstuffed(line));
                }
                Turn::Pass(passing)
            }
            Phase::Commit => match self.sessions.remove(&request.session).and_then(|session| session.verdict) {
                Some(Verdict::Pass { .. }) => Turn::Say(request.proceed()),
                Some(Verdict::Refuse(reply)) => Turn::Say(request.reject(&reply.line())),
                None => Turn::Unknown(request),
            },
        }
    }

    /// Keeps what becomes of a message until the mail server asks. False when its session is gone: then nothing may be said.
    pub fn judged(&mut self, request: &Request, number: u64, verdict: Verdict) -> bool {
        let session = self.sessions.get_mut(&request.session).filter(|session| session.number == number);
        session.map(|session| session.verdict = Some(verdict)).is_some()
    }

    fn whole(&mut self, request: Request) -> Task<'p> {
        self.whole += 1;
        let (number, begun) = (self.whole, self.begun());
        let session = std::mem::replace(self.session(&request.session), Session { number, ..begun });
        let Session { sender, envelope, queue_id, excess, lines, without, room, .. } = session;
        Task { request, number, sender, envelope, queue_id, excess, lines, without, _room: room }
    }

    fn session(&mut self, session: &str) -> &mut Session<'p> {
        if !self.sessions.contains_key(session) {
            let begun = self.begun();
            self.sessions.insert(session.to_owned(), begun);
        }
        self.sessions.get_mut(session).expect("it was put there")
    }

    fn begun(&self) -> Session<'p> {
        Session {
            sender: None,
            envelope: Vec::new(),
            queue_id: None,
            excess: None,
            lines: Vec::new(),
            without: Without::new(self.without, usize::MAX),
            room: Share::new(self.pool, self.message_bytes),
            number: 0,
            verdict: None,
        }
    }
}

impl Session<'_> {
    fn has_room(&mut self, bytes: usize) -> bool {
        if self.excess.is_none() {
            self.excess = self.room.take(bytes).err();
        }
        self.excess.is_none()
    }

    fn hold(&mut self, line: &[u8]) {
        self.lines.extend_from_slice(line);
        self.lines.push(b'\n');
    }
}

impl Passing {
    /// The lines that go on, byte for byte.
    pub fn lines(&mut self) -> impl Iterator<Item = &[u8]> {
        let without = &mut self.without;
        lines(&self.lines).filter(|line| without.keeps(unstuffed(line)))
    }
}

impl Task<'_> {
    /// By which its verdict is kept.
    #[must_use]
    pub fn number(&self) -> u64 {
        self.number
    }

    /// The message as its author sent it: without the dots of SMTP and the field of this server.
    pub fn message(&mut self) -> Message {
        let (envelope, queue_id) = (std::mem::take(&mut self.envelope), self.queue_id.take());
        let sender = self.sender.take();
        if self.excess.is_some() {
            return Message { queue_id, excess: self.excess, ..Message::default() };
        }
        let mut of_the_server = Without::new(OF_THE_SERVER, 1);
        let mut bytes = Vec::with_capacity(self.lines.len() + self.lines.len() / 32);
        for line in lines(&self.lines).map(unstuffed).filter(|line| of_the_server.keeps(line)) {
            bytes.extend_from_slice(line);
            bytes.extend_from_slice(b"\r\n");
        }
        Message { bytes, sender, envelope, queue_id, excess: None }
    }

    /// The lines that were held back.
    #[must_use]
    pub fn passing(&mut self) -> Passing {
        let lines = std::mem::take(&mut self.lines);
        Passing { request: self.request.clone(), lines, without: self.without.clone() }
    }
}

fn lines(held: &[u8]) -> impl Iterator<Item = &[u8]> {
    held.split_inclusive(|byte| *byte == b'\n').map(|line| line.strip_suffix(b"\n").unwrap_or(line))
}

/// A line without the dot that SMTP puts before a dot (RFC 5321 4.5.2).
fn unstuffed(line: &[u8]) -> &[u8] {
    line.strip_prefix(b".").unwrap_or(line)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail loudly")]
mod tests;
