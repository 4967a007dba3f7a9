//! minimal; replaced

/// One line of a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Without line end.
    pub text: String,
    /// Marked as quoted.
    pub is_quoted: bool,
    /// Marked as signature.
    pub is_signature: bool,
}
