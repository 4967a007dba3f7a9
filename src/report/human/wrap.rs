//! Breaks sentences into lines: English at spaces, Japanese between characters, but not before 「。」 or after 「（」
//! (kinsoku, JIS X 4051). Knows nothing of what the sentences say.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Characters that begin no line.
const NOT_FIRST: &str = "。、，．：；！？）」』】〕］｝〉》・ー～…‥々ゝゞぁぃぅぇぉっゃゅょァィゥェォッャュョ,.:;!?)]}";

/// Characters that end no line.
const NOT_LAST: &str = "（「『【〔［｛〈《([{";

/// Terminal columns of `text`.
pub(crate) fn columns(text: &str) -> usize {
    text.width()
}

/// `text` in lines of at most `width` columns; at least one line. A word that is wider gets broken.
pub(crate) fn wrap(text: &str, width: usize) -> Vec<&str> {
    let width = width.max(10);
    let mut lines = Vec::new();
    let mut rest = text;
    while let Some(end) = line_end(rest, width) {
        lines.push(rest[..end].trim_end());
        rest = rest[end..].trim_start();
    }
    lines.push(rest);
    lines
}

/// Where the first line of `text` ends; `None` when all of it fits.
fn line_end(text: &str, width: usize) -> Option<usize> {
    let mut used = 0;
    let mut end = 0;
    let mut before: Option<char> = None;
    for (at, character) in text.char_indices() {
        if before.is_some_and(|before| may_break(before, character)) {
            end = at;
        }
        used += character.width().unwrap_or(0);
        if used > width && character != ' ' {
            return Some(if end > 0 { end } else { at.max(text.chars().next().map_or(0, char::len_utf8)) });
        }
        before = Some(character);
    }
    None
}

fn may_break(before: char, after: char) -> bool {
    if after == ' ' || NOT_FIRST.contains(after) || NOT_LAST.contains(before) {
        return false;
    }
    before == ' ' || is_wide(before) || is_wide(after)
}

fn is_wide(character: char) -> bool {
    character.width() == Some(2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn english_breaks_at_spaces() {
        assert_eq!(wrap("move them to Bcc, or send one", 14), ["move them to", "Bcc, or send", "one"]);
    }

    #[test]
    fn japanese_breaks_anywhere_but_before_a_full_stop() {
        assert_eq!(wrap("一二三四五六。七八", 12), ["一二三四五", "六。七八"]);
        assert_eq!(wrap("一二三四五（六七）", 12), ["一二三四五", "（六七）"]);
    }

    #[test]
    fn what_has_no_break_is_broken_where_it_must() {
        assert_eq!(wrap("aaaaaaaaaaaaaaa", 10), ["aaaaaaaaaa", "aaaaa"]);
        assert_eq!(wrap("", 10), [""]);
    }
}
