//! A line of body text on its way from markup to pieces. Knows neither markup nor how quotes are told.

/// A line of the body as its reader sees it, without its line end.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Line {
    /// Decoded text without `\n` and without trailing white space, save in the signature separator `-- `.
    pub text: String,
    /// The markup says that the line is quoted or forwarded (`<blockquote>`, a quote depth of RFC 3676).
    pub is_quoted: bool,
    /// The markup says that the line belongs to the author's signature.
    pub is_signature: bool,
}

impl Line {
    /// Whether no line has text.
    #[must_use]
    pub fn are_blank(lines: &[Self]) -> bool {
        lines.iter().all(|line| line.text.trim().is_empty())
    }
}
