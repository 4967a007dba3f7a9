//! Limits on what a file may make us do. Hostile files meet a limit, and the limit met is reported as a defect.
//! Knows no settings: whoever loads hands them in. docs/limits.md tells each with its reason.

/// Stated limits of loading; each one met becomes a `Defect`, never silence.
///
/// Parts, recipients and header fields are counted over a whole message with all messages inside it: a limit that
/// each of two thousand attached messages may reach anew is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Largest file read, in bytes; a larger one is a failure.
    pub file_bytes: u64,
    /// Header bytes read, over all parts; what follows is left unread.
    pub header_bytes: usize,
    /// Header fields read, over all parts.
    pub header_fields: usize,
    /// Depth of messages inside messages, and of multiparts inside multiparts.
    pub depth: usize,
    /// Messages in base64 or quoted-printable inside one another: each is held decoded while the next is read.
    pub encodings: usize,
    /// MIME parts, or attachments of a .msg, in one message and those inside it.
    pub parts: usize,
    /// Mailboxes read from one message and those inside it.
    pub recipients: usize,
    /// Decoded body text in bytes; what is longer is cut there.
    pub body_bytes: usize,
    /// Depth of HTML elements that is still told apart (html5ever is quadratic in depth).
    pub html_depth: usize,
    /// Whether what an approval holds of a page is kept (`draft::Body::markup`); reading a page costs a fifth more with it.
    pub keeps_markup: bool,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            file_bytes: 200 * 1024 * 1024,
            header_bytes: 8 * 1024 * 1024,
            header_fields: 100_000,
            depth: 16,
            encodings: 4,
            parts: 2_000,
            recipients: 50_000,
            body_bytes: 4 * 1024 * 1024,
            html_depth: 256,
            keeps_markup: true,
        }
    }
}
