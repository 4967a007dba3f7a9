//! Where a place of the view lies in the file: line, column and bytes of an .eml, property of a .msg.
//! Knows no format of a report.

mod letters;

use crate::draft::view::{Origin, Segment, View};
use crate::report::outcome::Outcome;
use crate::span::Span;
use letters::Letters;
use serde::{Deserialize, Serialize};
use std::cell::Cell;
use std::collections::BTreeMap;
use std::ops::Range;

/// Where something stands in the file; what does not apply is `None`, and all of it for text that we wrote
/// ourselves into the view.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
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

/// How far a place goes, and its columns in bytes; all `None` when the file is not at hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Extent {
    /// Column of the first byte, from 1, in bytes of the line.
    pub byte_column: Option<usize>,
    /// The first character behind; `None` for a place so long that it is a whole part of the message.
    pub end: Option<End>,
}

/// A position in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct End {
    /// Line, from 1.
    pub line: usize,
    /// Column, from 1, as in [`Place`].
    pub column: usize,
    /// Column, from 1, in bytes.
    pub byte_column: usize,
}

/// Finds places in the file of one outcome; the lines are counted once.
#[derive(Debug)]
pub struct Places<'a> {
    view: Option<&'a View>,
    /// Those found where the file was at hand.
    known: &'a BTreeMap<Span, Place>,
    raw: &'a [u8],
    /// Bytes from the start of the file to that of `raw`.
    raw_start: usize,
    raw_offset: usize,
    line_end: u8,
    /// At every [`STEP_BYTES`]: the line that goes on there, from 1, and where it began.
    steps: Vec<(usize, usize)>,
    /// The place found last, and its column: labels come mostly in order, and a line may be the whole file.
    last: Cell<(usize, usize)>,
    letters: Letters,
}

/// Bytes of the file between two places whose line is kept: the lines themselves may be as many as the bytes.
const STEP_BYTES: usize = 4096;

/// A place with more bytes is a part of the message whose end nobody wants marked.
const LONGEST_MARKED_BYTES: usize = 4096;

impl<'a> Places<'a> {
    /// The places of that draft's findings.
    #[must_use]
    pub fn new(outcome: &'a Outcome) -> Self {
        // Without findings nobody asks, and lines need not be counted.
        Self::counted(outcome, !outcome.findings.is_empty())
    }

    /// Places of that draft that findings about others may point at.
    #[must_use]
    pub fn of_any(outcome: &'a Outcome) -> Self {
        Self::counted(outcome, true)
    }

    fn counted(outcome: &'a Outcome, is_asked: bool) -> Self {
        let raw: &[u8] = &outcome.raw;
        // Lines end with LF; with CR only in a file that has no LF at all (an old Macintosh's), since a lone CR
        // elsewhere is a byte like any other to every editor.
        let line_end = if raw.contains(&b'\n') { b'\n' } else { b'\r' };
        let mut steps = Vec::with_capacity(raw.len() / STEP_BYTES + 1);
        let mut line = (outcome.lines_before + 1, 0);
        for (number, bytes) in raw.chunks(STEP_BYTES).enumerate().filter(|_| is_asked) {
            steps.push(line);
            line = line_after(line, number * STEP_BYTES, bytes, line_end);
        }
        Self {
            view: outcome.view.as_ref(),
            known: &outcome.known_places,
            raw,
            raw_start: outcome.raw_start,
            raw_offset: outcome.raw_offset,
            line_end,
            steps,
            last: Cell::new((0, 1)),
            letters: Letters::default(),
        }
    }

    /// Where the text at `span` of the view came from.
    #[must_use]
    pub fn of(&self, span: Span) -> Place {
        if let Some(place) = self.known.get(&span) {
            return place.clone();
        }
        let Some((view, segment)) = self.view.and_then(|view| Some((view, view.segment(span)?))) else {
            return Place::default();
        };
        match &segment.origin {
            Origin::Property { storage, tag } if storage.is_empty() => {
                Place { property: Some((*tag).to_owned()), ..Place::default() }
            }
            Origin::Property { storage, tag } => {
                Place { property: Some(format!("{storage}/{tag}")), ..Place::default() }
            }
            Origin::Raw(range) => {
                let finer = self.finer(view, span, segment, range);
                let range = finer.as_ref().unwrap_or(range);
                let [start, end] = [range.start, range.end].map(|byte| byte.saturating_add(self.raw_offset));
                let (line, column) = self.line_and_column(start.saturating_sub(self.raw_start));
                Place { line: Some(line), column: Some(column), bytes: Some([start, end]), ..Place::default() }
            }
        }
    }

    /// The bytes of the text alone, counted as those of the segment around it; `None` when only the segment is known.
    fn finer(&self, view: &View, span: Span, segment: &Segment, range: &Range<usize>) -> Option<Range<usize>> {
        let in_raw = |byte: usize| byte.checked_add(self.raw_offset)?.checked_sub(self.raw_start);
        let written = self.raw.get(in_raw(range.start)?..in_raw(range.end)?)?;
        let found = self.letters.find(view.text(), span, segment, written)?;
        Some(range.start + found.start..range.start + found.end)
    }

    /// How far a place found here goes.
    #[must_use]
    pub fn extent(&self, place: &Place) -> Extent {
        let (Some(line), Some(column), Some([start, end])) = (place.line, place.column, place.bytes) else {
            return Extent::default();
        };
        let [start, end] = [start, end].map(|byte| byte.saturating_sub(self.raw_start));
        let Some(before) = self.raw.get(..start).filter(|_| !self.raw.is_empty()) else { return Extent::default() };
        let byte_column = start - before.iter().rposition(|byte| *byte == self.line_end).map_or(0, |at| at + 1) + 1;
        let marked = self.raw.get(start..end).filter(|marked| marked.len() <= LONGEST_MARKED_BYTES);
        let end = marked.map(|marked| match marked.iter().rposition(|byte| *byte == self.line_end) {
            None => End { line, column: column + scalar_values(marked), byte_column: byte_column + marked.len() },
            Some(at) => End {
                line: line + marked.iter().filter(|byte| **byte == self.line_end).count(),
                column: scalar_values(&marked[at + 1..]) + 1,
                byte_column: marked.len() - at,
            },
        });
        Extent { byte_column: Some(byte_column), end }
    }

    /// Both from 1; the end of the file for what lies outside of it.
    fn line_and_column(&self, at: usize) -> (usize, usize) {
        let at = at.min(self.raw.len());
        let step = (at / STEP_BYTES).min(self.steps.len().saturating_sub(1));
        let Some(known) = self.steps.get(step) else { return (1, 1) };
        let from = step * STEP_BYTES;
        let (line, line_start) = line_after(*known, from, &self.raw[from..at], self.line_end);
        let (last_at, last_column) = self.last.get();
        let column = if (line_start..=at).contains(&last_at) && last_at > 0 {
            last_column + scalar_values(&self.raw[last_at..at])
        } else {
            scalar_values(&self.raw[line_start..at]) + 1
        };
        self.last.set((at, column));
        (line, column)
    }
}

/// The line that goes on after `bytes`, which begin at `from` in the line `before`.
fn line_after(before: (usize, usize), from: usize, bytes: &[u8], line_end: u8) -> (usize, usize) {
    let ends = bytes.iter().filter(|byte| **byte == line_end).count();
    match bytes.iter().rposition(|byte| *byte == line_end) {
        Some(last) => (before.0 + ends, from + last + 1),
        None => before,
    }
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
    fn a_message_cut_out_of_an_mbox_is_placed_in_the_file() {
        let origin = Origin::Raw(7..13);
        let view = View::new("x".into(), vec![Segment { span: Span::new(0, 1), origin }]);
        let outcome = Outcome {
            raw: b"From y\nTo: b\n".as_slice().into(),
            raw_start: 21,
            lines_before: 3,
            raw_offset: 21,
            view: Some(view),
            findings: vec![crate::report::sample::finding("any", vec![])],
            ..Outcome::default()
        };
        let place = Places::new(&outcome).of(Span::new(0, 1));
        assert_eq!((place.line, place.column, place.bytes), (Some(5), Some(1), Some([28, 34])));
    }

    #[test]
    fn places_far_into_a_file_and_back_are_found_again() {
        let raw = "見積 a@x.example\n".repeat(2_000);
        let spans = [(30_008, 0), (30_011, 1), (26, 2), (34_018, 3), (34_017, 4)];
        let segments =
            spans.map(|(at, number)| Segment { span: Span::new(number, number + 1), origin: Origin::Raw(at..at + 1) });
        let outcome = Outcome {
            raw: raw.as_bytes().into(),
            view: Some(View::new("xxxxx".into(), segments.into())),
            findings: vec![crate::report::sample::finding("any", vec![])],
            ..Outcome::default()
        };
        let places = Places::new(&outcome);
        for (at, number) in spans {
            let place = places.of(Span::new(number, number + 1));
            let line_start = raw.as_bytes()[..at].iter().rposition(|byte| *byte == b'\n').map_or(0, |end| end + 1);
            let line = raw.as_bytes()[..at].iter().filter(|byte| **byte == b'\n').count() + 1;
            let column = scalar_values(&raw.as_bytes()[line_start..at]) + 1;
            assert_eq!((place.line, place.column), (Some(line), Some(column)), "{at}");
        }
    }

    #[test]
    fn an_end_is_behind_the_last_character() {
        let extent = |raw: &str, range: std::ops::Range<usize>| {
            let outcome = Outcome {
                raw: raw.as_bytes().into(),
                view: Some(View::new("x".into(), vec![Segment { span: Span::new(0, 1), origin: Origin::Raw(range) }])),
                findings: vec![crate::report::sample::finding("any", vec![])],
                ..Outcome::default()
            };
            let places = Places::new(&outcome);
            places.extent(&places.of(Span::new(0, 1)))
        };
        let end = End { line: 2, column: 13, byte_column: 18 };
        assert_eq!(extent("To: a\r\nSubject: 見積é", 16..24), Extent { byte_column: Some(10), end: Some(end) });
        let end = End { line: 3, column: 3, byte_column: 5 };
        assert_eq!(extent("a\nTo: a,\n 見b", 3..13), Extent { byte_column: Some(2), end: Some(end) });
        assert_eq!(extent(&"a".repeat(9_000), 2..8_000), Extent { byte_column: Some(3), end: None });
        assert_eq!(extent("a", 9..12), Extent::default());
    }

    #[test]
    fn a_file_with_carriage_returns_alone_has_lines_too() {
        assert_eq!(place(b"To: a\rCc: b\r", 0, Origin::Raw(10..11)).line, Some(2));
        assert_eq!(place(b"To: \r a\nCc: b\n", 0, Origin::Raw(12..13)).line, Some(2));
    }

    #[test]
    fn bytes_outside_the_file_do_not_stop_the_report() {
        assert_eq!(place(b"To: a\n", 0, Origin::Raw(400..usize::MAX)).line, Some(2));
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
