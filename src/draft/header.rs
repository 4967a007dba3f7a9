//! A header field (RFC 5322 2.2), decoded.

use crate::span::Span;

/// One header field of the message, in file order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeaderField {
    /// Field name as written, without the colon.
    pub name: String,
    /// Field body: unfolded, encoded-words decoded. Empty for a field that is absent.
    pub body: String,
    /// Its line (or lines) in the view; `None` for a field that the view does not show.
    pub span: Option<Span>,
    /// False for `From`, `To` and `Subject` lines that the view shows although the message has no such field,
    /// so that a finding about what is missing has a place to point at.
    pub is_present: bool,
}
