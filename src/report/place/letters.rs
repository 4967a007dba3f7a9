//! A place in the view -> its place among the bytes it came from, where they are there letter by letter. A part of a
//! message may be encoded, and then nobody could find a word in it; where it is not, the word stands there to be seen.
//! Knows no draft.

use crate::draft::view::Segment;
use crate::span::Span;
use std::cell::RefCell;
use std::ops::Range;

/// Parts with more bytes are marked as a whole: every line of them would have to be known.
const LARGEST_PART_BYTES: usize = 8 << 20;

/// Lines with more bytes are not compared: a line may hold thousands of places.
const LONGEST_LINE_BYTES: usize = 1 << 13;

/// The largest part that is searched for a text that is not on the same line.
const LARGEST_SEARCHED_BYTES: usize = 1 << 16;

/// Finds places in the part looked at last: places come mostly in order.
#[derive(Debug, Default)]
pub(super) struct Letters {
    last: RefCell<Option<Part>>,
}

/// Where the lines of a part begin, as they are shown and as they are written.
#[derive(Debug)]
struct Part {
    segment: Span,
    shown: Vec<u32>,
    written: Vec<u32>,
}

impl Letters {
    /// Where in `written`, the bytes that `segment` of the view came from, the text at `span` stands. `None` when it is not
    /// there letter by letter, and when nobody can tell which of several places it is.
    pub(super) fn find(&self, view: &str, span: Span, segment: &Segment, written: &[u8]) -> Option<Range<usize>> {
        let shown = view.get(segment.span.range())?;
        let is_small = shown.len().max(written.len()) <= LARGEST_PART_BYTES;
        if !is_small || span.is_empty() || span.len() == segment.span.len() {
            return None;
        }
        let [start, end] = [span.start, span.end].map(|byte| byte - segment.span.start);
        let mut last = self.last.borrow_mut();
        let part = match last.take() {
            Some(part) if part.segment == segment.span => part,
            _ => Part { segment: segment.span, shown: line_starts(shown.as_bytes()), written: line_starts(written) },
        };
        let part = last.insert(part);
        let on_lines = part.on_same_line(shown, start, written).zip(part.on_same_line(shown, end, written));
        on_lines.map(|(start, end)| start..end).or_else(|| same_of_as_many(shown, start..end, written))
    }
}

impl Part {
    /// The same line and column, when that line is there as it is. What nobody may print is asterisks in the view, and as
    /// long as what it stands for.
    fn on_same_line(&self, shown: &str, at: usize, written: &[u8]) -> Option<usize> {
        let number = self.shown.partition_point(|start| *start as usize <= at) - 1;
        let [shown_start, start] = [self.shown[number], *self.written.get(number)?].map(|start| start as usize);
        let column = at - shown_start;
        let expected = std::str::from_utf8(line_at(shown.as_bytes(), shown_start)?).ok()?;
        let plain = std::str::from_utf8(line_at(written, start)?).ok()?;
        let is_asterisk = |letter: char| matches!(letter, '*' | '×' | '＊');
        let is_same = expected.len() == plain.len()
            && expected.char_indices().all(|(at, letter)| plain[at..].starts_with(letter) || is_asterisk(letter));
        (is_same && plain.is_char_boundary(column)).then_some(start + column)
    }
}

/// In a text that is written otherwise, such as HTML: when the text at that place stands there as often as in the view,
/// the one with the same number.
fn same_of_as_many(shown: &str, at: Range<usize>, written: &[u8]) -> Option<Range<usize>> {
    if shown.len().max(written.len()) > LARGEST_SEARCHED_BYTES {
        return None;
    }
    let written = std::str::from_utf8(written).ok()?;
    let text = &shown[at.clone()];
    let number = shown.match_indices(text).position(|(start, _)| start == at.start)?;
    let mut places = written.match_indices(text).map(|(start, _)| start);
    let start = places.nth(number)?;
    let is_as_often = number + 1 + places.count() == shown.matches(text).count();
    is_as_often.then(|| start..start + text.len())
}

/// Of a text of at most `LARGEST_PART_BYTES`.
fn line_starts(text: &[u8]) -> Vec<u32> {
    let ends = text.iter().enumerate().filter(|(_, byte)| **byte == b'\n');
    std::iter::once(0).chain(ends.filter_map(|(at, _)| u32::try_from(at + 1).ok())).collect()
}

/// The line that begins at `start`, without its end; `None` for a long one.
fn line_at(text: &[u8], start: usize) -> Option<&[u8]> {
    let rest = &text[start..];
    let within = &rest[..rest.len().min(LONGEST_LINE_BYTES)];
    let line = match within.iter().position(|byte| *byte == b'\n') {
        Some(end) => &within[..end],
        None => Some(within).filter(|_| within.len() == rest.len())?,
    };
    Some(line.strip_suffix(b"\r").unwrap_or(line))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::view::Origin;

    /// Of the last place of `marked` in `shown`.
    fn place<'t>(shown: &str, marked: &str, written: &'t str) -> Option<(usize, &'t str)> {
        let segment = Segment { span: Span::new(0, shown.len()), origin: Origin::Raw(0..written.len()) };
        let start = shown.rfind(marked)?;
        let span = Span::new(start, start + marked.len());
        let found = Letters::default().find(shown, span, &segment, written.as_bytes())?;
        Some((found.start, &written[found]))
    }

    #[test]
    fn a_word_is_found_where_the_text_is_as_it_is_shown() {
        let text = "様 {{x}}\r\n様 {{x}}\r\n";
        assert_eq!(place("様 {{x}}\n様 {{x}}\n", "{{x}}", text), Some((15, "{{x}}")));
        assert_eq!(place("様 {{x}}\n＊ ****}\n", "****", text), Some((15, "{{x}")));
        assert_eq!(place("a b\nc d\n", "b\nc", "a b\r\nc d\r\n"), Some((2, "b\r\nc")), "over a line end");
    }

    #[test]
    fn in_other_spellings_it_is_found_when_it_can_be_no_other() {
        assert_eq!(place("a\nb {{x}}", "{{x}}", "<p>a</p>\n<b>b</b> {{x}}"), Some((18, "{{x}}")));
        assert_eq!(place("b {{x}}", "{{x}}", "<i title='{{x}}'>b {{x}}</i>"), None);
        assert_eq!(place("b {{x}}", "{{x}}", "YiB7e3h9fQ=="), None);
        assert_eq!(place("ああ\nx", "x", "é\u{1f600}"), None);
    }

    #[test]
    fn a_whole_part_and_a_gap_are_not_looked_for() {
        assert_eq!(place("b {{x}}", "b {{x}}", "b {{x}}"), None);
        assert_eq!(place("b {{x}}", "", "b {{x}}"), None);
        let large = "word\n".repeat(LARGEST_PART_BYTES / 4);
        assert_eq!(place(&large, "word", &large), None);
    }

    #[test]
    fn bytes_that_are_no_text_have_no_letters() {
        let segment = Segment { span: Span::new(0, 5), origin: Origin::Raw(0..5) };
        assert_eq!(Letters::default().find("a b c", Span::new(2, 3), &segment, b"a b \xff"), None);
    }
}
