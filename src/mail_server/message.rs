//! A message on its way through a mail server, and what becomes of it. Knows neither how it came nor what it is judged by.

use super::reply::Reply;

/// A message as it came, and whom it goes to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Message {
    /// Header and body; lines of the header end with CRLF, bytes of the body are those that came.
    pub bytes: Vec<u8>,
    /// Sender of the envelope; empty, or `<>`, for mail that nobody sends.
    pub sender: Option<String>,
    /// Recipients of the envelope.
    pub envelope: Vec<String>,
    /// By which the mail server calls it in its own journal.
    pub queue_id: Option<String>,
    /// Why it was not kept, if so: `bytes`, `sender` and `envelope` are empty then.
    pub excess: Option<Excess>,
}

/// Why a message is not kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Excess {
    /// It is larger than any message may be.
    Message,
    /// Together with the others that are on their way it is too much.
    Together,
    /// One of its lines is longer than any mail server takes, and was not read to its end.
    Line,
    /// The mail server ends a message that never came.
    Nothing,
}

/// What becomes of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// It may pass, without the header fields of that name.
    Pass {
        /// A field that is meant for us alone.
        without: &'static str,
    },
    /// It may not.
    Refuse(Reply),
}

/// Counts the bytes that are held of a message.
pub trait Room {
    /// Takes room for `bytes` more.
    ///
    /// # Errors
    /// There is none, and none is taken.
    fn take(&mut self, bytes: usize) -> Result<(), Excess>;
    /// Gives all room back that was taken.
    fn give_back(&mut self);
}
