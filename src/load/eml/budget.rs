//! What is left of the limits while a message and those inside it are read. Knows nothing of what is read.

use crate::load::Limits;

/// Counts down over one message of a file, with everything inside it.
#[derive(Debug)]
pub(super) struct Budget<'a> {
    pub limits: &'a Limits,
    /// Parts that may still be split off.
    pub parts: usize,
    /// Recipients that may still be read.
    pub recipients: usize,
    /// Mailboxes of From, Sender and Reply-To that may still be read: as many again, so that they displace nobody.
    pub authors: usize,
    /// Header bytes that may still be read.
    pub header_bytes: usize,
    /// Header fields that may still be read.
    pub header_fields: usize,
    /// Messages in a transfer encoding that may still be opened inside this one.
    pub encodings: usize,
}

impl<'a> Budget<'a> {
    pub(super) fn new(limits: &'a Limits) -> Self {
        Self {
            limits,
            // The message itself is the first.
            parts: limits.parts.saturating_sub(1),
            recipients: limits.recipients,
            authors: limits.recipients,
            header_bytes: limits.header_bytes,
            header_fields: limits.header_fields,
            encodings: limits.encodings,
        }
    }
}
