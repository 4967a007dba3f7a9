//! One draft for many -> one draft for each of them, in which nobody sees anybody else. Every byte of the text and the
//! attachments stays as it is; only fields that name recipients change. Reads and writes no file.

use crate::draft::{Address, Draft};
use crate::send::compose::to_field;
use crate::send::header_block;
use std::collections::HashSet;

/// Fields that name recipients, and the one that must be another for each message: servers take two messages with one
/// Message-ID for one.
const REPLACED: [&str; 4] = ["To", "Cc", "Bcc", "Message-ID"];

/// The draft for one recipient.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Share {
    /// Whom it is for, as written.
    pub address: String,
    /// The whole message.
    pub message: Vec<u8>,
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
pub fn split(message: &[u8], draft: &Draft, name_of: &dyn Fn(&str) -> Option<String>) -> Result<Vec<Share>, NotSplit> {
    if draft.recipients.iter().any(|recipient| recipient.is_resent) {
        return Err(NotSplit::Resent);
    }
    if draft.recipients.iter().any(|recipient| recipient.is_invited) {
        return Err(NotSplit::Invitation);
    }
    let mut seen = HashSet::new();
    let (mut shares, mut unusable) = (Vec::new(), Vec::new());
    for recipient in draft.recipients.iter().filter(|recipient| recipient.is_delivered) {
        match &recipient.mailbox.address.value {
            Address::Ok(addr_spec) => {
                let address = addr_spec.to_string();
                if seen.insert(address.to_lowercase()) {
                    let written = recipient.mailbox.display_name.as_ref().map(|name| name.value.clone());
                    let name = name_of(&address).or(written).filter(|name| *name != address);
                    let field = to_field("To", name.as_deref(), &address, line_end(message));
                    let message = header_block::with_field_instead(message, &REPLACED, &field);
                    shares.push(Share { address, message });
                }
            }
            _ => unusable.push(draft.view.slice(recipient.mailbox.address.span).to_owned()),
        }
    }
    match (shares.is_empty(), unusable.is_empty()) {
        (_, false) => Err(NotSplit::Unusable(unusable)),
        (true, true) => Err(NotSplit::NoRecipients),
        (false, true) => Ok(shares),
    }
}

/// As the first line ends.
fn line_end(message: &[u8]) -> &'static str {
    let first = message.iter().position(|byte| *byte == b'\n');
    if first.is_some_and(|at| at > 0 && message[at - 1] == b'\r') { "\r\n" } else { "\n" }
}
