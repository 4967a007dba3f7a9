//! An Outlook item -> an .eml that Outlook opens as a draft (`X-Unsent: 1`). Nothing is left out in silence: what cannot
//! be carried over is a [`Refusal`] or a [`Change`]. Judges nothing, and reads and writes no file.

mod compose;
mod same;
mod words;

use crate::load::{self, Limits, LoadError, msg, write};
use std::collections::BTreeSet;

/// The message made of an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Converted {
    /// An Internet message (RFC 5322), its lines ended by CR LF.
    pub message: Vec<u8>,
    /// What is otherwise than in the item, each once.
    pub changes: BTreeSet<Change>,
}

/// What the draft has otherwise than the item it was made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Change {
    /// It had been sent: it is a draft again, without its Date and the traces of its way.
    Sent,
    /// Rich text became plain text.
    Layout,
    /// It was to be sent at a certain time only.
    Deferred,
    /// A receipt was asked for, and nobody is known to get it.
    Receipt,
    /// An attachment that Outlook hid is to be seen.
    Shown,
    /// The sender stands in the file without an address, and is left out.
    Sender,
}

/// Why an item is not made into a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Refusal {
    /// An invitation, a task, a contact: no mail.
    NoMail,
    /// Signed or encrypted as a whole.
    Sealed,
    /// Not all of it could be read.
    Damaged,
    /// Somebody stands in it without an address.
    NoAddress,
    /// An attachment is a link or an object of another program.
    NotInFile,
    /// Something inside cannot be made into a message.
    Inside,
    /// Read again, the message would not be the item.
    Different,
}

/// True when the file is one of Outlook, or of an older Office.
#[must_use]
pub fn is_item(bytes: &[u8]) -> bool {
    msg::looks_like_compound_file(bytes)
}

/// Makes a message of the item in `bytes`; `code_page` is that of strings that do not say theirs.
///
/// # Errors
/// The outer one: the file cannot be read. The inner one: it can, and is no mail that a message could hold.
pub fn converted(bytes: &[u8], limits: &Limits, code_page: u16) -> Result<Result<Converted, Refusal>, LoadError> {
    let parts = msg::parse_whole(bytes, limits, code_page)?;
    let made = compose::composed(&parts);
    let (message, changes) = match made {
        Ok(made) => made,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let item = write::write(parts);
    let again = load::load(&message, limits, code_page);
    let is_same = again.is_ok_and(|again| matches!(&again[..], [one] if same::is_same(&item, &one.draft)));
    Ok(if is_same { Ok(Converted { message, changes }) } else { Err(Refusal::Different) })
}
