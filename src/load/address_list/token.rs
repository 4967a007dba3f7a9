//! Cuts decoded text into words, quoted strings, comments, angle brackets and separators. Characters of an
//! encoded-word are never syntax. Knows nothing of what the pieces mean together.

use super::addr_spec::has_at_sign;
use super::placeholder::placeholder_len;
use crate::load::decoded_text::{Cursor, DecodedText};
use std::ops::Range;

/// A piece of an address list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    pub kind: Kind,
    /// In the decoded text, with quotes or brackets.
    pub range: Range<usize>,
    /// True when white space stands before it.
    pub is_spaced: bool,
    /// True when all of it comes from encoded-words.
    pub is_encoded: bool,
}

/// What a piece is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Kind {
    /// Anything up to white space or syntax; `"local part"@domain` too.
    Word { has_placeholder: bool },
    /// `"..."`.
    Quoted,
    /// `(...)`.
    Comment,
    /// `<...>`; the range within the brackets. Wide when the brackets are full-width.
    Angle { inner: Range<usize>, is_wide: bool },
    /// `,` or `;`.
    Separator(char),
    /// `，`, `、` or `；`.
    WideSeparator,
    /// `:` after words.
    Colon,
}

impl Token {
    pub(super) fn is_angle(&self) -> bool {
        matches!(self.kind, Kind::Angle { .. })
    }
}

/// Yields the tokens of a text, each character looked at a bounded number of times.
pub(super) struct Tokens<'a> {
    text: &'a str,
    cursor: Cursor<'a>,
    /// Closers that are known to be missing from here on, so that nobody looks for them again.
    no_quote: bool,
    no_comment: bool,
    no_angle: bool,
}

impl<'a> Tokens<'a> {
    pub(super) fn new(decoded: &'a DecodedText) -> Self {
        Self { text: decoded.text(), cursor: decoded.cursor(), no_quote: false, no_comment: false, no_angle: false }
    }

    /// True when white space comes next.
    pub(super) fn is_at_space(&self) -> bool {
        self.cursor.peek().is_some_and(|glyph| glyph.character.is_whitespace())
    }

    pub(super) fn next_token(&mut self) -> Option<Token> {
        let mut is_spaced = false;
        while self.cursor.peek().is_some_and(|glyph| is_space(glyph.character)) {
            self.cursor.next();
            is_spaced = true;
        }
        let start = self.cursor.at();
        let glyph = self.cursor.peek()?;
        let kind = self.syntax().unwrap_or_else(|| self.word());
        let is_encoded = glyph.is_encoded && matches!(kind, Kind::Word { .. }) && self.is_word_encoded(start);
        Some(Token { kind, range: start..self.cursor.at(), is_spaced, is_encoded })
    }

    fn is_word_encoded(&self, start: usize) -> bool {
        self.cursor.is_encoded_since(start)
    }

    /// A token that is not a word, when one begins here.
    fn syntax(&mut self) -> Option<Kind> {
        let character = self.cursor.peek_literal()?;
        let kind = match character {
            ',' | ';' => Kind::Separator(character),
            '，' | '、' | '；' => Kind::WideSeparator,
            ':' => Kind::Colon,
            '"' => return self.quoted(),
            '(' => return self.comment(),
            '<' | '＜' => return self.angle(character == '＜'),
            _ => return None,
        };
        self.cursor.next();
        Some(kind)
    }

    fn quoted(&mut self) -> Option<Kind> {
        let end = self.quote_end(self.cursor)?;
        // `"local part"@domain` is a word.
        if self.text[end..].starts_with(['@', '＠']) {
            return None;
        }
        self.cursor.move_to(end);
        Some(Kind::Quoted)
    }

    /// The end of the quoted string that begins at `cursor`; `None` when it is a stray quote.
    fn quote_end(&mut self, mut cursor: Cursor<'_>) -> Option<usize> {
        if self.no_quote {
            return None;
        }
        let start = cursor.at();
        cursor.next();
        while let Some(glyph) = cursor.next() {
            match glyph.character {
                '\\' if !glyph.is_encoded => {
                    cursor.next();
                }
                '"' if !glyph.is_encoded => {
                    // `"Ann <a@x.example>, "Bob" <b@x.example>`: the first quote was never closed.
                    let has_swallowed_mailbox = swallows_mailbox(&self.text[start + 1..glyph.at]);
                    return (!has_swallowed_mailbox).then(|| cursor.at());
                }
                _ => {}
            }
        }
        self.no_quote = true;
        None
    }

    fn comment(&mut self) -> Option<Kind> {
        if self.no_comment {
            return None;
        }
        let mut cursor = self.cursor;
        let mut depth = 0usize;
        while let Some(glyph) = cursor.next() {
            match glyph.character {
                '\\' if !glyph.is_encoded => {
                    cursor.next();
                }
                '(' if !glyph.is_encoded => depth += 1,
                ')' if !glyph.is_encoded => {
                    depth -= 1;
                    if depth == 0 {
                        self.cursor.move_to(cursor.at());
                        return Some(Kind::Comment);
                    }
                }
                _ => {}
            }
        }
        self.no_comment = true;
        None
    }

    fn angle(&mut self, is_wide: bool) -> Option<Kind> {
        if placeholder_len(self.cursor.rest()).is_some() && !self.cursor.rest().starts_with("<<<") {
            return None;
        }
        let mut cursor = self.cursor;
        cursor.next();
        let inner_start = cursor.at();
        let mut first_separator = None;
        if let Some(length) = placeholder_len(cursor.rest()) {
            cursor.move_to(inner_start + length);
        }
        while let Some(glyph) = cursor.peek() {
            if glyph.is_encoded {
                cursor.next();
                continue;
            }
            match glyph.character {
                '>' | '＞' => {
                    cursor.next();
                    // `<a@x.example>>` closes twice.
                    self.cursor.move_to(cursor.at());
                    return Some(Kind::Angle { inner: inner_start..glyph.at, is_wide });
                }
                '<' | '＜' if glyph.at > inner_start => {
                    // `Ann <Mrs. Bell <a@x.example>>`: the first bracket opens no address.
                    if first_separator.is_none() && !has_at_sign(&self.text[inner_start..glyph.at]) {
                        return None;
                    }
                    break;
                }
                ',' | ';' | '、' | '，' | '；' if first_separator.is_none() => first_separator = Some(glyph.at),
                '"' => {
                    if let Some(end) = self.quote_end(cursor) {
                        cursor.move_to(end);
                        continue;
                    }
                }
                _ => {}
            }
            if self.no_angle && first_separator.is_some() {
                break;
            }
            cursor.next();
        }
        if cursor.peek().is_none() {
            self.no_angle = true;
        }
        // Never closed: it ends where the next mailbox may begin.
        let end = first_separator.unwrap_or(cursor.at());
        self.cursor.move_to(end);
        Some(Kind::Angle { inner: inner_start..end, is_wide })
    }

    fn word(&mut self) -> Kind {
        let start = self.cursor.at();
        let mut has_placeholder = false;
        let mut has_at_sign = false;
        while let Some(glyph) = self.cursor.peek() {
            if is_space(glyph.character) {
                break;
            }
            if glyph.is_encoded {
                self.cursor.next();
                continue;
            }
            // After the at sign `[192.0.2.1]` is a domain, not a merge field.
            if let Some(length) = placeholder_len(self.cursor.rest()).filter(|_| !has_at_sign) {
                has_placeholder = true;
                self.cursor.move_to(glyph.at + length);
                continue;
            }
            let is_first = glyph.at == start;
            match glyph.character {
                ',' | ';' | '，' | '、' | '；' => break,
                '<' | '＜' if !is_first => break,
                '(' if !is_first && !self.no_comment => break,
                ':' if !has_at_sign && !holds_colon(&self.text[start..glyph.at], self.cursor.rest()) => break,
                '@' => has_at_sign = true,
                '"' => match self.quote_end(self.cursor) {
                    Some(end) if is_first => {
                        self.cursor.move_to(end);
                        continue;
                    }
                    Some(_) => break,
                    None => {}
                },
                _ => {}
            }
            self.cursor.next();
        }
        Kind::Word { has_placeholder }
    }
}

fn is_space(character: char) -> bool {
    character.is_whitespace() || character == '\0'
}

/// A colon that ends no group name: `mailto:a`, `http://`.
fn holds_colon(written: &str, rest: &str) -> bool {
    let is_scheme = ["mailto", "smtp", "sip", "ex", "x500"].iter().any(|scheme| written.eq_ignore_ascii_case(scheme));
    rest.starts_with("://") || (is_scheme && rest.len() > 1 && !rest[1..].starts_with([' ', ';']))
}

/// True when a quoted string holds a whole `<mailbox>,`.
fn swallows_mailbox(content: &str) -> bool {
    let mut has_at_sign = None;
    for (at, character) in content.char_indices() {
        match character {
            '<' => has_at_sign = Some(false),
            '@' if has_at_sign.is_some() => has_at_sign = Some(true),
            '>' if has_at_sign.take() == Some(true) && content[at + 1..].trim_start().starts_with([',', ';']) => {
                return true;
            }
            _ => {}
        }
    }
    false
}
