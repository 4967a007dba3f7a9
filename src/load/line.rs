//! One line of a body as read, before it is told who wrote it. Knows neither HTML nor MIME.

/// A line of body text without its line end.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Line {
    /// Decoded text, without line end.
    pub text: String,
    /// True when the format itself marks it as quoted (blockquote, `>`).
    pub is_quoted: bool,
    /// True when the format itself marks it as signature.
    pub is_signature: bool,
}
