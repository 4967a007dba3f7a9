//! Where a place of the view lies in the message as people speak of it: a header field, an attachment, a line of the
//! body. For what has no line in the file, and for what has one that nobody can read. Knows no format of a report.

use crate::draft::view::View;
use crate::lang::Lang;
use crate::report::outcome::Outcome;
use crate::span::Span;
use std::cell::Cell;

/// A part of a message, or a row of a roster.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LogicalPlace {
    /// The header field of that name.
    HeaderField(String),
    /// The attachment of that name.
    Attachment(String),
    /// The line of the text below the header, from 1.
    BodyLine(usize),
    /// The row of the roster, the header being row 1.
    RosterRow(u32),
    /// No part of a message.
    Nowhere,
}

impl LogicalPlace {
    /// The kind, a word for programs.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            LogicalPlace::HeaderField(_) => "headerField",
            LogicalPlace::Attachment(_) => "attachment",
            LogicalPlace::BodyLine(_) => "bodyLine",
            LogicalPlace::RosterRow(_) => "rosterRow",
            LogicalPlace::Nowhere => "nowhere",
        }
    }

    /// `To`, `見積書.pdf`, `12`; `None` for no part of a message.
    #[must_use]
    pub fn name(&self) -> Option<String> {
        match self {
            LogicalPlace::HeaderField(name) | LogicalPlace::Attachment(name) => Some(name.clone()),
            LogicalPlace::BodyLine(line) => Some(line.to_string()),
            LogicalPlace::RosterRow(row) => Some(row.to_string()),
            LogicalPlace::Nowhere => None,
        }
    }

    /// The place in words.
    #[must_use]
    pub fn words(&self, lang: Lang) -> Option<String> {
        let name = self.name()?;
        let words = match self {
            LogicalPlace::HeaderField(_) => lang.pick("in {}", "{} 欄"),
            LogicalPlace::Attachment(_) => lang.pick("attachment {}", "添付ファイル {}"),
            LogicalPlace::BodyLine(_) => lang.pick("line {} of the text", "本文の {} 行目"),
            LogicalPlace::RosterRow(_) => lang.pick("row {}", "名簿の {} 行目"),
            LogicalPlace::Nowhere => return None,
        };
        Some(words.replace("{}", &name))
    }
}

/// Finds logical places in one view.
#[derive(Debug)]
pub struct Logical<'a> {
    text: &'a str,
    /// First byte of the text below the header.
    body: usize,
    /// The place in the body found last, and its line: labels come mostly in order.
    last: Cell<(usize, usize)>,
}

impl<'a> Logical<'a> {
    /// The places of that draft's view. In a draft without one, and in a table of addresses, everything is nowhere.
    #[must_use]
    pub fn of_draft(outcome: &'a Outcome) -> Self {
        let is_message = matches!(outcome.format.as_str(), "eml" | "mbox" | "emlx" | "msg" | "oft");
        Self::new(outcome.view.as_ref().filter(|_| is_message))
    }

    fn new(view: Option<&'a View>) -> Self {
        let text = view.map_or("", View::text);
        let body = if text.starts_with('\n') { 1 } else { text.find("\n\n").map_or(text.len(), |end| end + 2) };
        Self { text, body, last: Cell::new((body, 1)) }
    }

    /// Where the text at `span` of the view belongs.
    #[must_use]
    pub fn of(&self, span: Span) -> LogicalPlace {
        let at = span.start.min(self.text.len());
        if self.text.is_empty() {
            LogicalPlace::Nowhere
        } else if at >= self.body {
            LogicalPlace::BodyLine(self.body_line(at))
        } else {
            self.in_header(at)
        }
    }

    /// What of the place stays when lines move and attachments are renamed: its kind, and the name of a field.
    #[must_use]
    pub fn kind_and_field(&self, span: Span) -> String {
        if !self.text.is_empty() && span.start >= self.body {
            return LogicalPlace::BodyLine(0).kind().to_owned();
        }
        match self.of(span) {
            LogicalPlace::HeaderField(name) => format!("headerField/{}", name.to_ascii_lowercase()),
            place => place.kind().to_owned(),
        }
    }

    fn body_line(&self, at: usize) -> usize {
        let (last, line) = self.last.get();
        let (from, before) = if last <= at { (last, line) } else { (self.body, 1) };
        let line = before + self.text.as_bytes()[from..at].iter().filter(|byte| **byte == b'\n').count();
        self.last.set((at, line));
        line
    }

    fn in_header(&self, at: usize) -> LogicalPlace {
        let header = &self.text[..self.body];
        let end = header[at..].find('\n').map_or(header.len(), |end| at + end);
        // A line that begins with a space goes on with the field above it.
        let mut lines = header[..end].rsplit('\n');
        let Some((name, value)) =
            lines.find(|line| !line.starts_with([' ', '\t'])).and_then(|line| line.split_once(':'))
        else {
            return LogicalPlace::Nowhere;
        };
        if name != "Attachment" {
            return LogicalPlace::HeaderField(name.to_owned());
        }
        // `name (type, size)`: a name may have brackets of its own.
        let value = value.trim_start();
        LogicalPlace::Attachment(value.rsplit_once(" (").map_or(value, |(name, _)| name).to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample::span_of;

    const TEXT: &str =
        "To: a@x.example,\n    b@x.example\nAttachment: 見積 (2).pdf (application/pdf, 3 kB)\n\nHello\n\nb and c\nd\n";

    fn place(needle: &str) -> LogicalPlace {
        let view = View::new(TEXT.to_owned(), Vec::new());
        Logical::new(Some(&view)).of(span_of(TEXT, needle))
    }

    #[test]
    fn a_continued_line_belongs_to_its_field() {
        assert_eq!(place("a@x.example"), LogicalPlace::HeaderField("To".into()));
        assert_eq!(place("b@x.example"), LogicalPlace::HeaderField("To".into()));
        assert_eq!(place("To"), LogicalPlace::HeaderField("To".into()));
    }

    #[test]
    fn an_attachment_is_called_by_its_name() {
        assert_eq!(place("pdf"), LogicalPlace::Attachment("見積 (2).pdf".into()));
    }

    #[test]
    fn lines_of_the_text_count_from_below_the_header() {
        let view = View::new(TEXT.to_owned(), Vec::new());
        let logical = Logical::new(Some(&view));
        for (needle, line) in [("Hello", 1), ("and c", 3), ("c\nd", 3), ("Hello", 1)] {
            assert_eq!(logical.of(span_of(TEXT, needle)), LogicalPlace::BodyLine(line), "{needle}");
        }
    }

    #[test]
    fn without_a_view_everything_is_nowhere() {
        assert_eq!(Logical::new(None).of(Span::new(3, 9)), LogicalPlace::Nowhere);
    }
}
