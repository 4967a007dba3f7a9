//! Decoded text that still knows which bytes each piece came from. Knows no charset and no syntax.

use std::ops::Range;

/// How a run of text relates to its source bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum RunKind {
    /// Byte for byte.
    Verbatim,
    /// Decoded as a whole, from raw bytes of another charset.
    Decoded,
    /// Decoded from an encoded-word: no character in it has a meaning in the syntax (RFC 2047 5).
    EncodedWord,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Run {
    start: usize,
    source: Range<usize>,
    kind: RunKind,
}

/// Text with a source range for every piece of it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DecodedText {
    text: String,
    runs: Vec<Run>,
}

/// One character with what the syntax needs to know of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Glyph {
    /// Byte offset in the decoded text.
    pub at: usize,
    /// The character.
    pub character: char,
    /// True inside an encoded-word.
    pub is_encoded: bool,
}

impl DecodedText {
    /// Text whose bytes are its own source.
    #[must_use]
    pub fn verbatim(text: &str) -> Self {
        let mut decoded = Self::default();
        decoded.push_verbatim(text, 0);
        decoded
    }

    /// Text that came from one range as a whole.
    #[must_use]
    pub fn decoded(text: &str, source: Range<usize>) -> Self {
        let mut decoded = Self::default();
        decoded.push_decoded(text, source);
        decoded
    }

    /// Adds text that stands in the source byte for byte from `source_start`.
    pub fn push_verbatim(&mut self, text: &str, source_start: usize) {
        self.push(text, source_start..source_start + text.len(), RunKind::Verbatim);
    }

    /// Adds text decoded as a whole from `source`.
    pub fn push_decoded(&mut self, text: &str, source: Range<usize>) {
        self.push(text, source, RunKind::Decoded);
    }

    /// Adds the text of an encoded-word.
    pub fn push_encoded_word(&mut self, text: &str, source: Range<usize>) {
        self.push(text, source, RunKind::EncodedWord);
    }

    fn push(&mut self, text: &str, source: Range<usize>, kind: RunKind) {
        if !text.is_empty() {
            self.runs.push(Run { start: self.text.len(), source, kind });
            self.text.push_str(text);
        }
    }

    /// The text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The bytes that `range` of the text came from, as fine as is true.
    #[must_use]
    pub fn source(&self, range: Range<usize>) -> Range<usize> {
        let first = self.run_at(range.start);
        let last = self.run_at(range.end.saturating_sub(1).max(range.start));
        let (Some(first), Some(last)) = (first, last) else {
            let end = self.runs.last().map_or(0, |run| run.source.end);
            return end..end;
        };
        let start = match first.kind {
            RunKind::Verbatim => first.source.start + (range.start - first.start),
            RunKind::Decoded | RunKind::EncodedWord => first.source.start,
        };
        let end = match last.kind {
            RunKind::Verbatim => last.source.start + (range.end - last.start),
            RunKind::Decoded | RunKind::EncodedWord => last.source.end,
        };
        start..end.max(start)
    }

    /// A part of the text with its sources. Encoded-words in it count as plain text, since they were understood.
    #[must_use]
    pub fn slice(&self, range: Range<usize>) -> Self {
        let mut slice = Self::default();
        let first = self.runs.partition_point(|run| run.start <= range.start).saturating_sub(1);
        for (index, run) in self.runs.iter().enumerate().skip(first) {
            let run_end = self.runs.get(index + 1).map_or(self.text.len(), |next| next.start);
            let (start, end) = (run.start.max(range.start), run_end.min(range.end));
            if start >= end {
                break;
            }
            match run.kind {
                RunKind::Verbatim => slice.push_verbatim(&self.text[start..end], run.source.start + start - run.start),
                RunKind::Decoded | RunKind::EncodedWord => {
                    slice.push_decoded(&self.text[start..end], run.source.clone());
                }
            }
        }
        slice
    }

    /// A cursor at the beginning.
    #[must_use]
    pub fn cursor(&self) -> Cursor<'_> {
        Cursor { decoded: self, at: 0, run: 0 }
    }

    fn run_at(&self, at: usize) -> Option<&Run> {
        let after = self.runs.partition_point(|run| run.start <= at);
        self.runs.get(after.checked_sub(1)?)
    }
}

/// Walks over the characters, always forward.
#[derive(Debug, Clone, Copy)]
pub struct Cursor<'a> {
    decoded: &'a DecodedText,
    at: usize,
    run: usize,
}

impl<'a> Cursor<'a> {
    /// Byte offset of the next character.
    #[must_use]
    pub fn at(&self) -> usize {
        self.at
    }

    /// The text from here on.
    #[must_use]
    pub fn rest(&self) -> &'a str {
        &self.decoded.text[self.at..]
    }

    /// The next character, without moving.
    #[must_use]
    pub fn peek(&self) -> Option<Glyph> {
        let character = self.rest().chars().next()?;
        let run = self.decoded.runs.get(self.run)?;
        Some(Glyph { at: self.at, character, is_encoded: run.kind == RunKind::EncodedWord })
    }

    /// The next character when it stands for itself in the syntax.
    #[must_use]
    pub fn peek_literal(&self) -> Option<char> {
        self.peek().filter(|glyph| !glyph.is_encoded).map(|glyph| glyph.character)
    }

    /// True when everything from `start` to here comes from encoded-words.
    #[must_use]
    pub fn is_encoded_since(&self, start: usize) -> bool {
        let runs = &self.decoded.runs;
        let first = runs.partition_point(|run| run.start <= start).saturating_sub(1);
        runs[first..].iter().take_while(|run| run.start < self.at).all(|run| run.kind == RunKind::EncodedWord)
    }

    /// Moves to `at`, which lies ahead.
    pub fn move_to(&mut self, at: usize) {
        self.at = at;
        while self.decoded.runs.get(self.run + 1).is_some_and(|next| next.start <= at) {
            self.run += 1;
        }
    }
}

impl Iterator for Cursor<'_> {
    type Item = Glyph;

    fn next(&mut self) -> Option<Glyph> {
        let glyph = self.peek()?;
        self.move_to(self.at + glyph.character.len_utf8());
        Some(glyph)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_piece_knows_its_source() {
        let mut decoded = DecodedText::default();
        decoded.push_verbatim("a ", 10);
        decoded.push_encoded_word("山田", 12..40);
        decoded.push_verbatim(" b", 40);
        assert_eq!(decoded.text(), "a 山田 b");
        assert_eq!(decoded.source(0..1), 10..11);
        assert_eq!(decoded.source(5..8), 12..40, "a character of an encoded-word is as fine as it gets");
        assert_eq!(decoded.source(0..10), 10..42);
        assert_eq!(decoded.slice(2..9).source(6..7), 40..41);
    }
}
