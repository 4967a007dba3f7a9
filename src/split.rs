//! One draft for many -> one draft for each of them, in which nobody sees anybody else. Every byte of the text and the
//! attachments stays as it is; only fields that name recipients change. Reads and writes no file.

mod reader;

pub use reader::{Reader, Readers, readers};

use crate::draft::Draft;
use crate::send::compose::to_field;
use crate::send::header_block;

/// Fields that name recipients, and the one that must be another for each message: servers take two messages with one
/// Message-ID for one.
const REPLACED: [&str; 4] = ["To", "Cc", "Bcc", "Message-ID"];

/// From how many bytes of text and attachments on files are laid out so that they can share them.
pub const WORTH_SHARING: usize = 256 * 1024;
/// Longest line of a message, without its end (RFC 5322 2.1.1).
const LONGEST_LINE: usize = 998;

/// A draft for each recipient: its own header fields, and what is the same for all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shares<'m> {
    /// In the order of the draft.
    pub shares: Vec<Share>,
    /// From the blank line on, as it was.
    pub rest: &'m [u8],
}

/// What one recipient gets before the rest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Share {
    /// Whom it is for, as written.
    pub address: String,
    /// The header fields. When the rest is large they have as many bytes in every share, so that files can have the rest in
    /// common where the file system knows how.
    pub head: Vec<u8>,
}

/// Why a draft cannot be split.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotSplit {
    /// Nobody would get it.
    NoRecipients,
    /// Addresses that cannot be written to, as they stand there.
    Unusable(Vec<String>),
    /// It is passed on with Resent fields (RFC 5322 3.6.6), whose recipients are no part of the original.
    Resent,
    /// A calendar inside names those who are invited: each would see the others there.
    Invitation,
}

/// Splits the draft whose bytes are `message`. `name_of` knows a recipient's name better than the draft does.
///
/// # Errors
/// The drafts would not reach everybody, or not hide them from each other.
pub fn split<'m>(
    message: &'m [u8],
    draft: &Draft,
    name_of: &dyn Fn(&str) -> Option<String>,
) -> Result<Shares<'m>, NotSplit> {
    if draft.recipients.iter().any(|recipient| recipient.is_resent) {
        return Err(NotSplit::Resent);
    }
    if draft.recipients.iter().any(|recipient| recipient.is_invited) {
        return Err(NotSplit::Invitation);
    }
    let Readers { named, unusable } = readers(draft, name_of);
    if !unusable.is_empty() {
        return Err(NotSplit::Unusable(unusable));
    }
    if named.is_empty() {
        return Err(NotSplit::NoRecipients);
    }
    let end = line_end(message);
    let (head, rest) = message.split_at(header_block::len(message));
    let fields = named.iter().map(|Reader { address, name }| to_field("To", name.as_deref(), address, end));
    let mut fields: Vec<String> = fields.collect();
    if rest.len() >= WORTH_SHARING {
        make_equally_long(&mut fields, end);
    }
    let shares = named.into_iter().zip(fields).map(|(reader, field)| Share {
        address: reader.address,
        head: header_block::with_field_instead(head, &REPLACED, &field),
    });
    Ok(Shares { shares: shares.collect(), rest })
}

/// With blanks before the line end, which mean nothing there (RFC 5322 3.2.2); a line that would be too long stays short.
fn make_equally_long(fields: &mut [String], line_end: &str) {
    let longest = fields.iter().map(String::len).max().unwrap_or_default();
    for field in fields {
        let blanks = longest - field.len();
        let at = field.len() - line_end.len();
        let line = field[..at].rfind('\n').map_or(at, |last| at - last - 1);
        if line + blanks <= LONGEST_LINE {
            field.insert_str(at, &" ".repeat(blanks));
        }
    }
}

/// As the first line ends.
fn line_end(message: &[u8]) -> &'static str {
    let first = message.iter().position(|byte| *byte == b'\n');
    if first.is_some_and(|at| at > 0 && message[at - 1] == b'\r') { "\r\n" } else { "\n" }
}
