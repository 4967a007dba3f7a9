//! Tells prose from what prose speaks about: sentences, quotations, code.

use std::ops::Range;

/// The sentence (or line) around a place: up to `。`, `. `, `！`, `？` or a line end on either side.
pub(super) fn sentence(text: &str, place: &Range<usize>) -> Range<usize> {
    let start = text[..place.start]
        .rfind(is_end)
        .map_or(0, |index| index + text[index..].chars().next().map_or(1, char::len_utf8));
    let end = text[place.end..].find(is_end).map_or(text.len(), |index| place.end + index);
    start..end
}

fn is_end(character: char) -> bool {
    matches!(character, '。' | '！' | '？' | '\n' | '!' | '?')
}

/// True when the place stands in quotation marks or backticks of its own: 「{{name}}」, `%s`.
pub(super) fn is_mentioned(text: &str, place: &Range<usize>) -> bool {
    let before = text[..place.start].trim_end().chars().next_back();
    let after = text[place.end..].trim_start().chars().next();
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

/// True when the place stands in code: a fenced block, a line of a diff, a line indented like code, or a line that
/// ends like a statement.
pub(super) fn is_in_code(text: &str, place: usize) -> bool {
    let fences = text[..place].matches("```").count() + text[..place].matches("~~~").count();
    if fences % 2 == 1 {
        return true;
    }
    if text[..place].contains("diff --git ") || text[..place].lines().any(|line| line.starts_with("@@ -")) {
        return true;
    }
    let start = text[..place].rfind('\n').map_or(0, |index| index + 1);
    let end = text[place..].find('\n').map_or(text.len(), |index| place + index);
    let line = &text[start..end];
    let is_indented = line.starts_with("    ") || line.starts_with('\t');
    let looks_like_statement = line.trim_end().ends_with([';', '{']) || line.contains(" = ") || line.contains("=\"");
    let is_inside_backticks = text[start..place].matches('`').count() % 2 == 1;
    is_inside_backticks || (is_indented && looks_like_statement)
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
    fn a_quoted_field_is_mentioned_only() {
        let text = "「{{name}}」を直しました";
        assert!(is_mentioned(text, &(3..11)));
        assert!(!is_mentioned("{{name}} 様", &(0..8)));
    }

    #[test]
    fn a_fence_makes_code() {
        let text = "見本:\n```\n{{name}}\n```\n{{name}}";
        assert!(is_in_code(text, text.find("{{").expect("there")));
        assert!(!is_in_code(text, text.rfind("{{").expect("there")));
    }
}
