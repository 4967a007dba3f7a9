//! The body the recipient will read, cut into what the author wrote and what is quoted.

use crate::span::Span;

/// The body of a draft: places in the view, in order, without overlap.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Body {
    /// The whole body in the view; empty at the end of the view when there is none.
    pub span: Span,
    /// What the author wrote for this message, without signature.
    pub own: Vec<Span>,
    /// The author's signature, and notices below the quoted text.
    pub signatures: Vec<Span>,
    /// The thread below (or between): quoted and forwarded text with its header blocks.
    pub quoted: Vec<Span>,
    /// The text/plain twin of an HTML body, decoded; `None` when there is only one form.
    pub plain_alternative: Option<String>,
}
