//! Tells prose from what prose speaks about: sentences, quotations, code.

use std::ops::Range;

/// Farthest that a sentence, a line or a quotation mark is looked for, in bytes on either side: longer ones nobody
/// reads as one, and a text of one line would cost its length for every word found in it.
const FARTHEST_BYTES: usize = 600;

/// The sentence (or line) around a place: up to `。`, `！`, `？` or a line end on either side.
pub(super) fn sentence(text: &str, place: &Range<usize>) -> Range<usize> {
    around(text, place, is_end)
}

fn is_end(character: char) -> bool {
    matches!(character, '。' | '！' | '？' | '\n' | '!' | '?')
}

/// What stands around a place up to a character on either side, as far as is looked.
fn around(text: &str, place: &Range<usize>, is_end: impl Fn(char) -> bool) -> Range<usize> {
    let before = &text[..place.start];
    let first = before.floor_char_boundary(before.len().saturating_sub(FARTHEST_BYTES));
    let last = text.floor_char_boundary(place.end.saturating_add(FARTHEST_BYTES));
    let start = before[first..].char_indices().rev().find(|(_, character)| is_end(*character));
    let start = start.map_or(first, |(index, character)| first + index + character.len_utf8());
    let end = text[place.end..last].find(is_end).map_or(last, |index| place.end + index);
    start..end
}

/// The line around a place, as far as is looked.
pub(super) fn around_line(text: &str, place: &Range<usize>) -> Range<usize> {
    around(text, place, |character| character == '\n')
}

/// True when the place stands in quotation marks or backticks of its own: 「{{name}}」, `%s`.
pub(super) fn is_mentioned(text: &str, place: &Range<usize>) -> bool {
    let line = around_line(text, place);
    let before = text[line.start..place.start].trim_end().chars().next_back();
    let after = text[place.end..line.end].trim_start().chars().next();
    matches!(
        (before, after),
        (Some('「'), Some('」'))
            | (Some('『'), Some('』'))
            | (Some('“'), Some('”'))
            | (Some('‘'), Some('’'))
            | (Some('"'), Some('"'))
            | (Some('\''), Some('\''))
            | (Some('`'), Some('`'))
            | (Some('('), Some(')'))
            | (Some('（'), Some('）'))
    )
}

/// Where the code of a text is, found in one pass.
#[derive(Debug, Default)]
pub(super) struct Code {
    /// Places of the marks that begin and end a fenced block.
    fences: Vec<usize>,
    /// Where a diff begins; all that follows belongs to it.
    diff: Option<usize>,
}

impl Code {
    pub(super) fn of(text: &str) -> Self {
        let mut code = Self::default();
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            let is_fence = |mark: &str| line.trim_start().starts_with(mark);
            if is_fence("```") || is_fence("~~~") {
                code.fences.push(start);
            }
            if code.diff.is_none() && (line.starts_with("diff --git ") || line.starts_with("@@ -")) {
                code.diff = Some(start);
            }
            start += line.len();
        }
        code
    }

    /// True when the place stands in a fenced block, in a diff, in backticks, or on a line that is written like code.
    /// Evidence for where a merge field may stand too; see [`super::field`] for evidence that a greeting outweighs.
    pub(super) fn holds(&self, text: &str, place: &Range<usize>) -> bool {
        let is_in_fence = self.fences.partition_point(|fence| *fence <= place.start) % 2 == 1;
        if is_in_fence || self.diff.is_some_and(|diff| diff < place.start) {
            return true;
        }
        let bounds = around_line(text, place);
        let line = &text[bounds.clone()];
        let is_indented = line.starts_with("    ") || line.starts_with('\t');
        let looks_like_statement =
            line.trim_end().ends_with([';', '{']) || line.contains(" = ") || line.contains("=\"");
        let is_inside_backticks = text[bounds.start..place.start].matches('`').count() % 2 == 1;
        let has_code_signs = ["::", "();", "&&", " | ", "=="].iter().any(|sign| line.contains(sign));
        is_inside_backticks || (is_indented && looks_like_statement) || (has_code_signs && looks_like_statement)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_ends_at_its_stop_or_its_line() {
        let text = "資料を送ります。添付は不要です。\n以上";
        let place = text.find("不要").expect("there");
        assert_eq!(&text[sentence(text, &(place..place + 6))], "添付は不要です");
    }

    #[test]
    fn a_line_without_end_is_looked_at_in_part() {
        let text = "あ".repeat(10_000);
        let sentence = sentence(&text, &(9_000..9_003));
        assert!(sentence.contains(&9_000) && sentence.len() < 3 * FARTHEST_BYTES);
    }

    #[test]
    fn a_quoted_field_is_mentioned_only() {
        let text = "「{{name}}」を直しました";
        assert!(is_mentioned(text, &(3..11)));
        assert!(!is_mentioned("{{name}} 様", &(0..8)));
    }

    #[track_caller]
    fn is_code(text: &str, field: usize, expected: bool) {
        let start = text.match_indices("{{").nth(field).expect("there").0;
        assert_eq!(Code::of(text).holds(text, &(start..start + 2)), expected, "{text}");
    }

    #[test]
    fn a_fence_makes_code() {
        let text = "見本:\n```\n{{name}}\n```\n{{name}}";
        is_code(text, 0, true);
        is_code(text, 1, false);
    }

    #[test]
    fn a_diff_is_code_to_its_end() {
        is_code("{{a}}\ndiff --git a/x b/x\n+{{b}}\n", 0, false);
        is_code("{{a}}\ndiff --git a/x b/x\n+{{b}}\n", 1, true);
    }

    #[test]
    fn backticks_and_statements_are_code() {
        is_code("write `{{name}}` here", 0, true);
        is_code("std::cout << \"{{name}}\" << std::endl;", 0, true);
        is_code("Dear {{name}};", 0, false);
    }
}
