//! Bytes of a text <-> lines and characters as the client counts them. Knows no document.

use super::protocol::{Position, Range};
use crate::span::Span;

/// What the client counts characters of a line in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Encoding {
    /// Bytes.
    Utf8,
    /// What every client speaks.
    #[default]
    Utf16,
    /// Unicode scalar values.
    Utf32,
}

impl Encoding {
    /// The word in the protocol.
    pub const fn name(self) -> &'static str {
        match self {
            Encoding::Utf8 => "utf-8",
            Encoding::Utf16 => "utf-16",
            Encoding::Utf32 => "utf-32",
        }
    }

    /// The encoding of that name, or `None`.
    pub fn from_name(name: &str) -> Option<Self> {
        [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32].into_iter().find(|encoding| encoding.name() == name)
    }

    const fn units(self, character: char) -> usize {
        match self {
            Encoding::Utf8 => character.len_utf8(),
            Encoding::Utf16 => character.len_utf16(),
            Encoding::Utf32 => 1,
        }
    }
}

/// The lines of a text. Unlike elsewhere a lone CR ends a line too: so the protocol has it.
#[derive(Debug)]
pub(super) struct Lines<'t> {
    text: &'t str,
    encoding: Encoding,
    /// Where each line begins.
    starts: Vec<usize>,
}

impl<'t> Lines<'t> {
    pub fn new(text: &'t str, encoding: Encoding) -> Self {
        let bytes = text.as_bytes();
        let ends = bytes.iter().enumerate().filter(|(at, byte)| match byte {
            b'\n' => true,
            b'\r' => bytes.get(at + 1) != Some(&b'\n'),
            _ => false,
        });
        let starts = std::iter::once(0).chain(ends.map(|(at, _)| at + 1)).collect();
        Self { text, encoding, starts }
    }

    /// The place before that byte; the end of the text for what lies outside of it.
    pub fn position(&self, byte: usize) -> Position {
        let byte = self.text.floor_char_boundary(byte);
        let line = self.starts.partition_point(|start| *start <= byte) - 1;
        let before = &self.text[self.starts[line]..byte];
        let character = before.chars().map(|character| self.encoding.units(character)).sum();
        Position { line: number(line), character: number(character) }
    }

    /// The range of these bytes.
    pub fn range(&self, span: Span) -> Range {
        Range { start: self.position(span.start), end: self.position(span.end.max(span.start)) }
    }

    /// From that byte to the end of its line.
    pub fn rest_of_line(&self, byte: usize) -> Range {
        let byte = self.text.floor_char_boundary(byte);
        let rest = &self.text[byte..];
        let end = byte + rest.find(['\r', '\n']).unwrap_or(rest.len());
        self.range(Span::new(byte, end))
    }

    /// The byte at a place; the end of the line for a place behind it.
    pub fn byte(&self, position: Position) -> usize {
        let Some(start) = self.starts.get(position.line as usize) else { return self.text.len() };
        let mut left = position.character as usize;
        for (at, character) in self.text[*start..].char_indices() {
            if left == 0 || matches!(character, '\r' | '\n') {
                return start + at;
            }
            left = left.saturating_sub(self.encoding.units(character));
        }
        self.text.len()
    }

    /// The end of the text.
    pub fn end(&self) -> Position {
        self.position(self.text.len())
    }
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_are_counted_as_the_client_counts() {
        let text = "To: a\r\n件名𠮷x\rz\n";
        let at = text.find('x').unwrap_or_default();
        for (encoding, character) in [(Encoding::Utf8, 10), (Encoding::Utf16, 4), (Encoding::Utf32, 3)] {
            let lines = Lines::new(text, encoding);
            assert_eq!(lines.position(at), Position { line: 1, character });
            assert_eq!(lines.byte(Position { line: 1, character }), at);
            assert_eq!(lines.position(at + 2), Position { line: 2, character: 0 });
            assert_eq!(lines.end(), Position { line: 3, character: 0 });
        }
    }

    #[test]
    fn places_outside_of_the_text_are_at_its_ends() {
        let lines = Lines::new("ab\ncd", Encoding::Utf16);
        assert_eq!(lines.position(99), Position { line: 1, character: 2 });
        assert_eq!(lines.byte(Position { line: 0, character: 99 }), 2);
        assert_eq!(lines.byte(Position { line: 9, character: 0 }), 5);
        assert_eq!(lines.rest_of_line(1), Range { start: lines.position(1), end: lines.position(2) });
    }

    #[test]
    fn every_byte_is_found_again_from_its_place() {
        let text = "a\r\n\r\nあ𠮷\rb\n";
        for encoding in [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32] {
            let lines = Lines::new(text, encoding);
            for (at, character) in text.char_indices().filter(|(_, character)| *character != '\n') {
                assert_eq!(lines.byte(lines.position(at)), at, "{encoding:?} {character:?}");
            }
        }
    }
}
