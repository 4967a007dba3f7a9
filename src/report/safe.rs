//! Makes text of a draft safe to print: what would move the cursor, turn the direction of reading or hide is shown
//! as a visible escape, `\u{202E}`. One notation for all of them: it needs no font and can be typed into a search.
//! Knows neither drafts nor terminals.

use crate::span::Span;
use std::borrow::Cow;
use std::fmt::Write;
use unicode_width::UnicodeWidthChar;

/// Text for one line of a terminal or a log.
#[must_use]
pub fn line(text: &str) -> Cow<'_, str> {
    replace(text, |_| false)
}

/// Text that may keep its line ends and tabs.
#[must_use]
pub fn block(text: &str) -> Cow<'_, str> {
    replace(text, |character| matches!(character, '\n' | '\t'))
}

/// True for a character that a terminal, a log viewer or an editor may not show as what it is.
///
/// Variation selectors are harmless and kept: Japanese names need them (U+E0100 and on, UTS 37).
#[must_use]
pub fn is_unsafe(character: char) -> bool {
    matches!(character,
        '\u{0}'..='\u{1F}' | '\u{7F}'..='\u{9F}'                 // C0, DEL, C1: escape sequences begin here
        | '\u{61C}' | '\u{200E}' | '\u{200F}'                    // direction marks
        | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{206F}'      // embeddings, overrides, isolates, deprecated marks
        | '\u{2028}' | '\u{2029}'                                // line and paragraph separator
        | '\u{AD}' | '\u{34F}' | '\u{180E}' | '\u{200B}'..='\u{200D}' | '\u{2060}'..='\u{2064}' | '\u{FEFF}' // no width
        | '\u{115F}' | '\u{1160}' | '\u{3164}' | '\u{FFA0}'      // Hangul fillers: blank
        | '\u{FFF9}'..='\u{FFFB}'                                // interlinear annotation
        | '\u{FFFE}' | '\u{FFFF}'                               // no characters, and XML cannot hold them
        | '\u{E0000}'..='\u{E007F}') // tag characters
}

/// Columns that a character takes once it is safe.
#[must_use]
pub fn columns(character: char) -> usize {
    if is_unsafe(character) { escape(character).len() } else { character.width().unwrap_or(0) }
}

/// A safe text that knows where each byte of the original went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mapped {
    text: String,
    /// Byte in the original and in `text` from which both run in step.
    steps: Vec<(usize, usize)>,
}

impl Mapped {
    /// `text` made safe, for one line.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let mut mapped = Self { text: String::with_capacity(text.len()), steps: vec![(0, 0)] };
        for (start, character, is_kept) in characters(text) {
            if is_kept || !is_unsafe(character) {
                mapped.text.push(character);
            } else {
                mapped.steps.push((start, mapped.text.len()));
                mapped.text.push_str(&escape(character));
                mapped.steps.push((start + character.len_utf8(), mapped.text.len()));
            }
        }
        mapped
    }

    /// The safe text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Where `span` of the original, on character boundaries, stands in the safe text.
    #[must_use]
    pub fn span(&self, span: Span) -> Span {
        Span::new(self.offset(span.start), self.offset(span.end))
    }

    fn offset(&self, original: usize) -> usize {
        let (from, to) = self.steps[self.steps.partition_point(|(from, _)| *from <= original).saturating_sub(1)];
        (to + original - from).min(self.text.len())
    }
}

fn replace(text: &str, keeps: impl Fn(char) -> bool) -> Cow<'_, str> {
    if !text.chars().any(is_unsafe) {
        return Cow::Borrowed(text);
    }
    let mut safe = String::with_capacity(text.len() + 16);
    for (_, character, is_kept) in characters(text) {
        if is_kept || keeps(character) || !is_unsafe(character) {
            safe.push(character);
        } else {
            safe.push_str(&escape(character));
        }
    }
    Cow::Owned(safe)
}

/// Each character with its place, and whether it stays although it has no width: a joiner between two emoji makes
/// one picture of them (UTS 51), anywhere else it makes two words look like one.
fn characters(text: &str) -> impl Iterator<Item = (usize, char, bool)> {
    let mut before = '\0';
    let mut characters = text.char_indices().peekable();
    std::iter::from_fn(move || {
        let (start, character) = characters.next()?;
        let after = characters.peek().map_or('\0', |(_, after)| *after);
        let is_kept = character == '\u{200D}' && is_pictorial(before) && is_pictorial(after);
        before = character;
        Some((start, character, is_kept))
    })
}

fn is_pictorial(character: char) -> bool {
    matches!(character, '\u{2600}'..='\u{27BF}' | '\u{FE0F}' | '\u{1F300}'..='\u{1FAFF}')
}

fn escape(character: char) -> String {
    let mut escaped = String::with_capacity(9);
    write!(escaped, "\\u{{{:X}}}", u32::from(character)).expect("writing to a String does not fail");
    escaped
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail loudly")]
mod tests {
    use super::*;

    #[test]
    fn nothing_reaches_the_terminal_that_it_would_obey() {
        assert_eq!(line("\u{1b}]0;owned\u{7}"), "\\u{1B}]0;owned\\u{7}");
        assert_eq!(line("\u{9b}31m"), "\\u{9B}31m");
        assert_eq!(line("invoice\u{202e}fdp.exe"), "invoice\\u{202E}fdp.exe");
        assert_eq!(line("a\u{2028}b\u{200b}c\u{e0041}"), "a\\u{2028}b\\u{200B}c\\u{E0041}");
        assert_eq!(line("a\r\nb"), "a\\u{D}\\u{A}b");
    }

    #[test]
    fn a_block_keeps_its_lines_and_nothing_else() {
        assert_eq!(block("a\tb\nc\r"), "a\tb\nc\\u{D}");
    }

    #[test]
    fn names_and_pictures_stay_whole() {
        for text in ["葛\u{e0100}飾区", "👨\u{200d}👩\u{200d}👧", "❤\u{fe0f}", "ｶﾞ"] {
            assert_eq!(line(text), text);
        }
        assert_eq!(line("pay\u{200d}pal"), "pay\\u{200D}pal");
    }

    #[test]
    fn a_span_still_covers_its_text_when_something_before_it_grew() {
        let text = "\u{202e}宛先\u{1b}[1m:ann";
        let at = text.find("ann").unwrap();
        let mapped = Mapped::new(text);
        assert_eq!(&mapped.text()[mapped.span(Span::new(at, at + 3)).range()], "ann");
        assert_eq!(&mapped.text()[mapped.span(Span::new(0, 3)).range()], "\\u{202E}");
        assert_eq!(mapped.span(Span::new(0, text.len())), Span::new(0, mapped.text().len()));
    }
}
