//! A place in the view -> its place in the editor, finer than the report has it. A report points at the whole part of a
//! message for a word in its body, because the part may be encoded; where it is not, the word stands there to be seen.

use crate::draft::View;
use crate::span::Span;

/// Where the text at `span` of the view stands in `raw`, the bytes of `text` that it came from. `None` when it is not
/// there letter by letter, or when nobody can tell which of several places it is.
pub(super) fn narrowed(view: &View, span: Span, text: &str, raw: Span) -> Option<Span> {
    let around = view.segments().iter().map(|segment| segment.span).filter(|segment| segment.contains(span));
    let segment = around.min_by_key(|segment| segment.len())?;
    let within = text.get(raw.range())?;
    let shown = view.slice(segment);
    let start = span.start - segment.start;
    // What goes over several lines is marked on its first.
    let label = view.slice(span).lines().next().filter(|line| !line.is_empty())?;
    let found = on_same_line(shown, start, within).or_else(|| same_of_as_many(shown, start, label, within))?;
    let end = within.floor_char_boundary(found + label.len());
    Some(Span::new(raw.start + found, raw.start + end))
}

/// In a text that is there as it is: the same line, the same column. What nobody may print is asterisks in the view,
/// and as long as what it stands for.
fn on_same_line(shown: &str, start: usize, within: &str) -> Option<usize> {
    let before = &shown[..start];
    let number = before.matches('\n').count();
    let column = start - before.rfind('\n').map_or(0, |end| end + 1);
    let line = within.split('\n').nth(number)?;
    let expected = shown.split('\n').nth(number)?;
    let [expected, plain] = [expected, line].map(|line| line.strip_suffix('\r').unwrap_or(line));
    let is_asterisk = |letter: &char| matches!(letter, '*' | '×' | '＊');
    let is_same = expected.len() == plain.len()
        && expected
            .char_indices()
            .all(|(at, letter)| plain.get(at..).is_some_and(|rest| rest.starts_with(letter)) || is_asterisk(&letter));
    let line_start: usize = within.split_inclusive('\n').take(number).map(str::len).sum();
    (is_same && plain.is_char_boundary(column)).then_some(line_start + column)
}

/// In a text that is written otherwise, such as HTML: when the label stands there as often as in the view, the one with
/// the same number.
fn same_of_as_many(shown: &str, start: usize, label: &str, within: &str) -> Option<usize> {
    let places: Vec<usize> = within.match_indices(label).map(|(at, _)| at).collect();
    if places.is_empty() || places.len() != shown.matches(label).count() {
        return None;
    }
    let number = shown.match_indices(label).position(|(at, _)| at == start)?;
    places.get(number).copied()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::view::{Origin, Segment};

    fn place<'t>(shown: &str, label: &str, text: &'t str, from: usize) -> Option<(usize, &'t str)> {
        let whole = Span::new(0, shown.len());
        let segment = Segment { span: whole, origin: Origin::Raw(from..text.len()) };
        let view = View::new(shown.to_owned(), vec![segment]);
        let start = shown.rfind(label)?;
        let span = Span::new(start, start + label.len());
        let found = narrowed(&view, span, text, Span::new(from, text.len()))?;
        Some((found.start, &text[found.range()]))
    }

    #[test]
    fn a_word_is_found_where_the_text_is_as_it_is_shown() {
        let text = "To: a\r\n\r\n様 {{x}}\r\n様 {{x}}\r\n";
        assert_eq!(place("様 {{x}}\n様 {{x}}\n", "{{x}}", text, 9), Some((24, "{{x}}")));
        assert_eq!(place("様 {{x}}\n＊ ****}\n", "****", text, 9), Some((24, "{{x}")));
    }

    #[test]
    fn in_other_spellings_it_is_found_when_it_can_be_no_other() {
        assert_eq!(place("a\nb {{x}}", "{{x}}", "<p>a</p>\n<b>b</b> {{x}}", 0), Some((18, "{{x}}")));
        assert_eq!(place("b {{x}}", "{{x}}", "<i title='{{x}}'>b {{x}}</i>", 0), None);
        assert_eq!(place("b {{x}}", "{{x}}", "YiB7e3h9fQ==", 0), None);
        assert_eq!(place("ああ\nx", "x", "é\u{1f600}", 0), None);
    }
}
