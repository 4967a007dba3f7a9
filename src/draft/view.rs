//! The decoded view: the text that every finding points into, and where each piece of it came from.
//! Knows no file format beyond the two kinds of [`Origin`].

mod origins;

use crate::span::Span;
use origins::Origins;
use std::ops::Range;
use std::sync::OnceLock;

/// Where a piece of the view came from in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// Bytes of the file as it lies on disk (an .eml), as fine as is true: the address literal,
    /// else the header field, else the MIME part.
    Raw(Range<usize>),
    /// A property of a .msg. `storage` is empty for the message itself, else `recipients[2]`, `attachments[0]`
    /// (counted from 0 in file order); `tag` is the MAPI name, `PidTagSmtpAddress`.
    Property {
        /// The part of the message that holds the property.
        storage: String,
        /// Canonical property name (MS-OXPROPS).
        tag: &'static str,
    },
}

/// One piece of the view with its origin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment {
    /// Where it stands in the view.
    pub span: Span,
    /// Where it came from.
    pub origin: Origin,
}

/// The decoded text of one draft, as its author will read it: the header fields that matter to a sender in a
/// fixed order, one mailbox a line where there are several, `Attachment:` lines, a blank line, the body.
///
/// Always complete; reports shorten a copy. Written only by `load::write`, which records every span while it
/// writes, so `view.slice(span)` *is* the value.
#[derive(Debug, Clone, Default)]
pub struct View {
    text: String,
    segments: Vec<Segment>,
    /// Made when first asked: most drafts have nothing to point at.
    origins: OnceLock<Origins>,
}

impl PartialEq for View {
    fn eq(&self, other: &Self) -> bool {
        (&self.text, &self.segments) == (&other.text, &other.segments)
    }
}

impl Eq for View {}

impl View {
    /// A view of `text`; `segments` may nest but not overlap otherwise, and each lies inside `text`.
    #[must_use]
    pub fn new(text: String, segments: Vec<Segment>) -> Self {
        Self { text, segments, origins: OnceLock::new() }
    }

    /// The whole text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text at `span`.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        &self.text[span.range()]
    }

    /// The same view with every character at these places made an asterisk; all other places and the length stay.
    #[must_use]
    pub fn with_asterisks(mut self, spans: &[Span]) -> Self {
        for span in spans {
            let asterisks: String = self.slice(*span).chars().map(asterisk).collect();
            self.text.replace_range(span.range(), &asterisks);
        }
        self
    }

    /// Where the text at `span` came from: the shortest segment that holds all of it, or `None` for text that we
    /// wrote ourselves (the name of a field the draft does not have).
    #[must_use]
    pub fn origin(&self, span: Span) -> Option<&Origin> {
        self.segment(span).map(|segment| &segment.origin)
    }

    /// The shortest segment that holds all of `span`.
    #[must_use]
    pub fn segment(&self, span: Span) -> Option<&Segment> {
        let origins = self.origins.get_or_init(|| Origins::of(&self.segments));
        origins.smallest_around(span, &self.segments)
    }

    /// Every segment, in the order written.
    #[must_use]
    pub fn segments(&self) -> &[Segment] {
        &self.segments
    }
}

/// A sign as long in bytes as the character it stands for.
fn asterisk(character: char) -> &'static str {
    match character {
        '\n' => "\n",
        '\r' => "\r",
        _ => ["*", "×", "＊", "＊*"][character.len_utf8() - 1],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn asterisks_leave_every_other_place_where_it_was() {
        let view = View::new("氏名 é １2\n𠮷様".to_owned(), Vec::new()).with_asterisks(&[Span::new(0, 19)]);
        assert_eq!(view.text(), "＊＊*×*＊*\n＊*様");
    }
}
