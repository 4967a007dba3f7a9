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
    /// Where the links, pictures, forms and frames of an HTML body lead, in order of the markup.
    pub targets: Vec<LinkTarget>,
    /// What an HTML body holds for whoever agrees to it: its texts, seen and unseen, with every tag and attribute that is
    /// not known to say nothing, and of several pages for the same words all. Equal up to white space however mail
    /// programs wrap and encode the page; empty without HTML, `None` where it was not kept.
    pub markup: Option<String>,
}

/// Where something in an HTML body leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkTarget {
    /// As written: character references decoded, percent escapes kept, cut where no mailer follows it any more.
    pub target: String,
    /// What leads there.
    pub kind: TargetKind,
    /// The first line of what is shown for it, or text beside it when nothing is; the Subject of a body without text.
    pub span: Span,
    /// It stands in the quoted thread.
    pub is_quoted: bool,
}

/// What has a target.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TargetKind {
    /// `<a href>`, `<area href>`.
    Link,
    /// `<img src>`, `background`.
    Picture,
    /// `<form action>`.
    Form,
    /// `<iframe src>`.
    Frame,
}

impl TargetKind {
    /// Every kind.
    pub const ALL: [TargetKind; 4] = [TargetKind::Link, TargetKind::Picture, TargetKind::Form, TargetKind::Frame];

    /// The word in `show --format json`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            TargetKind::Link => "link",
            TargetKind::Picture => "picture",
            TargetKind::Form => "form",
            TargetKind::Frame => "frame",
        }
    }
}
