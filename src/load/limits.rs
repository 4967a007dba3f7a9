//! Limits on what a file may make us do. Hostile files meet a limit, and the limit met is reported as a defect.

/// Stated limits of loading; each one met becomes a `Defect`, never silence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Largest file read, in bytes.
    pub file_bytes: u64,
    /// Depth of messages inside messages, and of multiparts inside multiparts.
    pub depth: usize,
    /// MIME parts, or attachments of a .msg, in one message.
    pub parts: usize,
    /// Recipients read from one message.
    pub recipients: usize,
    /// Decoded body text in bytes; what is longer is cut there.
    pub body_bytes: usize,
    /// Depth of HTML elements that is still told apart (html5ever is quadratic in depth).
    pub html_depth: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            file_bytes: 200 * 1024 * 1024,
            depth: 16,
            parts: 2_000,
            recipients: 50_000,
            body_bytes: 4 * 1024 * 1024,
            html_depth: 256,
        }
    }
}
