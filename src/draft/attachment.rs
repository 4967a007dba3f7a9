//! A file that travels with the message (RFC 2183, RFC 2045; MS-OXCMSG attachment objects).

use crate::span::{Span, Spanned};
use std::sync::Arc;

/// An attachment as the author sees it in the list of attachments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// Decoded file name; its span is the name in the view. `None` when the part has none.
    pub filename: Option<Spanned<String>>,
    /// Names besides it that some program may show: of a parameter given twice, of the other field, or
    /// Content-Location.
    pub other_names: Vec<String>,
    /// Lower-case `type/subtype`; `application/octet-stream` when unknown.
    pub media_type: String,
    /// Size of the decoded content in bytes.
    pub size_bytes: u64,
    /// True for a picture shown inside the body (Content-ID referenced there, or disposition `inline` image):
    /// nobody would call it an attachment.
    pub is_inline: bool,
    /// True when the mailer marks it hidden (PidTagAttachmentHidden).
    pub is_hidden: bool,
    /// Content-ID without angle brackets.
    pub content_id: Option<String>,
    /// MIME part number as IMAP counts them (`2`, `2.1`), or the number in a .msg from 1.
    pub part: String,
    /// The `Attachment:` line in the view.
    pub span: Span,
    /// What is in it.
    pub content: Content,
}

/// Content of an attachment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// Decoded bytes.
    Bytes(Arc<[u8]>),
    /// A message: index into `Draft::nested`.
    Message(usize),
    /// Not in the file (a link to a cloud file, or data that could not be read: see the draft's defects).
    Absent,
}
