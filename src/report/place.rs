//! Where a place of the view lies in the file: line, column and bytes of an .eml, property of a .msg.
//! Knows no format of a report.

use crate::draft::view::{Origin, View};
use crate::report::outcome::Outcome;
use crate::span::Span;

/// Where something stands in the file; what does not apply is `None`, and all of it for text that we wrote
/// ourselves into the view.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Place {
    /// Line of the file, from 1.
    pub line: Option<usize>,
    /// Column, from 1, in Unicode scalar values of the line decoded as UTF-8; each invalid byte counts one.
    pub column: Option<usize>,
    /// First byte in the file, and one past the last.
    pub bytes: Option<[usize; 2]>,
    /// `recipients[2]/PidTagSmtpAddress`; without a slash for the message itself.
    pub property: Option<String>,
    /// Where in an attachment. Always `None` as long as the view holds nothing from inside attachments.
    pub part: Option<String>,
}

/// Finds places in the file of one outcome; the lines are counted once.
#[derive(Debug)]
pub struct Places<'a> {
    view: Option<&'a View>,
    raw: &'a [u8],
    raw_offset: usize,
    /// Bytes at which lines begin.
    lines: Vec<usize>,
}

impl<'a> Places<'a> {
    /// The places of that draft.
    #[must_use]
    pub fn new(outcome: &'a Outcome) -> Self {
        let lines = if outcome.findings.is_empty() { Vec::new() } else { line_starts(&outcome.raw) };
        Self { view: outcome.view.as_ref(), raw: &outcome.raw, raw_offset: outcome.raw_offset, lines }
    }

    /// Where the text at `span` of the view came from.
    #[must_use]
    pub fn of(&self, span: Span) -> Place {
        match self.view.and_then(|view| view.origin(span)) {
            None => Place::default(),
            Some(Origin::Property { storage, tag }) if storage.is_empty() => {
                Place { property: Some((*tag).to_owned()), ..Place::default() }
            }
            Some(Origin::Property { storage, tag }) => {
                Place { property: Some(format!("{storage}/{tag}")), ..Place::default() }
            }
            Some(Origin::Raw(range)) => {
                let [start, end] = [range.start, range.end].map(|byte| byte.saturating_add(self.raw_offset));
                let line = self.lines.partition_point(|begin| *begin <= start).max(1);
                let line_start = self.lines.get(line - 1).copied().unwrap_or(0);
                let before = self.raw.get(line_start..start).unwrap_or_default();
                Place {
                    line: Some(line),
                    column: Some(scalar_values(before) + 1),
                    bytes: Some([start, end]),
                    ..Place::default()
                }
            }
        }
    }
}

/// Where lines begin. They end with LF; with CR only in a file that has no LF at all (an old Macintosh's), since a
/// lone CR elsewhere is a byte like any other to every editor.
fn line_starts(raw: &[u8]) -> Vec<usize> {
    let line_end = if raw.contains(&b'\n') { b'\n' } else { b'\r' };
    let ends = raw.iter().enumerate().filter(|(_, byte)| **byte == line_end);
    std::iter::once(0).chain(ends.map(|(at, _)| at + 1)).collect()
}

fn scalar_values(bytes: &[u8]) -> usize {
    bytes.utf8_chunks().map(|chunk| chunk.valid().chars().count() + chunk.invalid().len()).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::view::Segment;

    fn place(raw: &[u8], raw_offset: usize, origin: Origin) -> Place {
        let view = View::new("x".into(), vec![Segment { span: Span::new(0, 1), origin }]);
        let finding = crate::report::sample::finding("any", vec![]);
        let outcome =
            Outcome { raw: raw.into(), raw_offset, view: Some(view), findings: vec![finding], ..Outcome::default() };
        Places::new(&outcome).of(Span::new(0, 1))
    }

    #[test]
    fn columns_count_characters_and_invalid_bytes() {
        let raw = "To: a\r\nSubject: 見積".as_bytes();
        let place = place(raw, 0, Origin::Raw(19..22));
        assert_eq!((place.line, place.column, place.bytes), (Some(2), Some(11), Some([19, 22])));
        let place = self::place(b"To: \x8c\x95\xff ann", 0, Origin::Raw(8..11));
        assert_eq!((place.line, place.column), (Some(1), Some(9)));
    }

    #[test]
    fn a_message_of_an_mbox_is_placed_in_the_file() {
        let place = place(b"From x\nTo: a\n\nFrom y\nTo: b\n", 21, Origin::Raw(4..5));
        assert_eq!((place.line, place.column, place.bytes), (Some(5), Some(5), Some([25, 26])));
    }

    #[test]
    fn a_file_with_carriage_returns_alone_has_lines_too() {
        assert_eq!(place(b"To: a\rCc: b\r", 0, Origin::Raw(10..11)).line, Some(2));
        assert_eq!(place(b"To: \r a\nCc: b\n", 0, Origin::Raw(12..13)).line, Some(2));
    }

    #[test]
    fn bytes_outside_the_file_do_not_stop_the_report() {
        assert_eq!(place(b"To: a\n", 0, Origin::Raw(400..usize::MAX)).column, Some(1));
    }

    #[test]
    fn a_property_names_its_storage_unless_it_is_the_message() {
        let origin = |storage: &str| Origin::Property { storage: storage.into(), tag: "PidTagSubject" };
        assert_eq!(place(b"", 0, origin("")).property.as_deref(), Some("PidTagSubject"));
        let inner = place(b"", 0, origin("attachments[0]"));
        assert_eq!(inner.property.as_deref(), Some("attachments[0]/PidTagSubject"));
        assert_eq!(inner.line, None);
    }
}
