//! Text that grows, and where each piece of it came from.

use crate::draft::{Origin, Segment, View};
use crate::span::Span;

/// The view while it is written.
#[derive(Debug, Default)]
pub(super) struct Page {
    text: String,
    segments: Vec<Segment>,
}

impl Page {
    /// Bytes written so far.
    pub(super) fn position(&self) -> usize {
        self.text.len()
    }

    /// Writes text as it is.
    pub(super) fn plain(&mut self, text: &str) -> Span {
        let start = self.position();
        self.text.push_str(text);
        Span::new(start, self.position())
    }

    /// Writes a value that must stay on one line.
    pub(super) fn one_line(&mut self, value: &str, origin: Option<&Origin>) -> Span {
        let span = self.plain(&one_line(value));
        if let Some(origin) = origin {
            self.origin(span, origin);
        }
        span
    }

    /// Writes `Name: value` and a line end; the spans of the line without its end, and of the value.
    pub(super) fn field(&mut self, name: &str, value: &str, origin: Option<&Origin>) -> (Span, Span) {
        let start = self.position();
        self.plain(name);
        self.plain(":");
        if !value.is_empty() {
            self.plain(" ");
        }
        let value = self.one_line(value, None);
        let line = Span::new(start, self.position());
        if let Some(origin) = origin {
            self.origin(line, origin);
        }
        self.plain("\n");
        (line, value)
    }

    /// Records where the text at `span` came from.
    pub(super) fn origin(&mut self, span: Span, origin: &Origin) {
        self.segments.push(Segment { span, origin: origin.clone() });
    }

    /// What stands at `span`.
    pub(super) fn value(&self, span: Span) -> String {
        self.text[span.range()].to_owned()
    }

    /// The finished view.
    pub(super) fn finish(self) -> View {
        View::new(self.text, self.segments)
    }
}

/// Line ends and tabs in a header value would break the line structure of the view: a space stands for each.
pub(super) fn one_line(value: &str) -> String {
    // Controls, and the first bytes of those that are no ASCII: most values have none.
    if !value.bytes().any(|byte| byte < b' ' || matches!(byte, 0xc2 | 0xe2)) {
        return value.to_owned();
    }
    value
        .chars()
        .map(|character| match character {
            '\n' | '\r' | '\t' | '\u{2028}' | '\u{2029}' | '\u{85}' | '\u{B}' | '\u{C}' => ' ',
            other => other,
        })
        .collect()
}
