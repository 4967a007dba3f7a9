//! Small readings of text inside a mailbox: names without quotes, addresses without comments and routes.

use super::addr_spec;
use super::token::{Kind, Token};
use crate::draft::Address;
use crate::load::decoded_text::DecodedText;
use std::ops::Range;

/// The text of words and quoted strings, unquoted, comments left out.
pub(super) fn text_of(decoded: &DecodedText, tokens: &[Token]) -> String {
    let mut text = String::new();
    for token in tokens.iter().filter(|token| token.kind != Kind::Comment) {
        if token.is_spaced && !text.is_empty() {
            text.push(' ');
        }
        let written = &decoded.text()[token.range.clone()];
        match token.kind {
            Kind::Quoted => text.push_str(&unescape(&written[1..written.len() - 1])),
            _ => text.push_str(written),
        }
    }
    text.trim().to_owned()
}

/// A quoted string's or comment's content without its backslashes.
pub(super) fn unescape(quoted: &str) -> String {
    let mut text = String::with_capacity(quoted.len());
    let mut characters = quoted.chars();
    while let Some(character) = characters.next() {
        match character {
            '\\' => text.extend(characters.next()),
            _ => text.push(character),
        }
    }
    text
}

/// `a@(a comment)x.example` without its comments and the blanks beside them (RFC 5322 3.2.2); `None` when that is no
/// address either.
pub(super) fn without_comments(literal: &str) -> Option<String> {
    if !literal.contains('(') {
        return None;
    }
    let mut depth = 0usize;
    let mut text = String::with_capacity(literal.len());
    for character in literal.chars() {
        match character {
            '(' => depth += 1,
            ')' => depth = depth.checked_sub(1)?,
            _ if depth == 0 => text.push(character),
            _ => {}
        }
    }
    let (local_part, domain) = text.rsplit_once('@')?;
    let text = format!("{}@{}", local_part.trim(), domain.trim());
    matches!(addr_spec::read(&text), Address::Ok(_)).then_some(text)
}

/// `range` without white space at its ends.
pub(super) fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let literal = &text[range.clone()];
    let start = range.start + (literal.len() - literal.trim_start().len());
    start..(start + literal.trim().len())
}

/// Length of a source route `@a,@b:` (RFC 5322 4.4).
pub(super) fn route_len(literal: &str) -> usize {
    match literal.split_once(':') {
        Some((route, rest)) if route.starts_with('@') && rest.contains('@') => route.len() + 1,
        _ => 0,
    }
}
