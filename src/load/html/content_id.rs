//! Collects the Content-IDs that HTML refers to. Knows nothing of layout.

use super::raw_kind;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{TagKind, Token};
use std::collections::HashSet;

/// Content-IDs in order of appearance.
#[derive(Debug, Default)]
pub(super) struct ContentIds {
    found: Vec<String>,
    seen: HashSet<String>,
    is_in_style: bool,
}

impl ContentIds {
    pub(super) fn token(&mut self, token: &Token) -> Option<RawKind> {
        match token {
            Token::TagToken(tag) => {
                for attribute in &tag.attrs {
                    self.scan(&attribute.value);
                }
                self.is_in_style = tag.kind == TagKind::StartTag && &*tag.name == "style";
                return raw_kind(&tag.name).filter(|_| tag.kind == TagKind::StartTag);
            }
            // Outlook shows what stands in its conditional comments, background pictures for instance.
            Token::CommentToken(text) => self.scan(text),
            Token::CharacterTokens(text) if self.is_in_style => self.scan(text),
            _ => {}
        }
        None
    }

    pub(super) fn finish(self) -> Vec<String> {
        self.found
    }

    fn scan(&mut self, text: &str) {
        let mut before = None;
        for (index, character) in text.char_indices() {
            let starts_value = before.is_none_or(|before: char| before.is_whitespace() || "\"'(=".contains(before));
            before = Some(character);
            let is_scheme =
                text.as_bytes().get(index..index + 4).is_some_and(|bytes| bytes.eq_ignore_ascii_case(b"cid:"));
            if !(starts_value && is_scheme) {
                continue;
            }
            let value = &text[index + 4..];
            let end = value
                .find(|character: char| character.is_whitespace() || "\"'()<>".contains(character))
                .unwrap_or(value.len());
            let content_id = percent_decoded(&value[..end]);
            if !content_id.is_empty() && self.seen.insert(content_id.clone()) {
                self.found.push(content_id);
            }
        }
    }
}

/// RFC 2392: a cid URL carries the Content-ID with percent encoding. What is no UTF-8 afterwards stays as written.
fn percent_decoded(url: &str) -> String {
    let mut decoded = Vec::with_capacity(url.len());
    let mut rest = url.as_bytes();
    while let [byte, after @ ..] = rest {
        let escaped = match after {
            [high, low, after @ ..] if *byte == b'%' => hex(*high).zip(hex(*low)).map(|digits| (digits, after)),
            _ => None,
        };
        let (value, after) = escaped.map_or((*byte, after), |((high, low), after)| (high * 16 + low, after));
        decoded.push(value);
        rest = after;
    }
    String::from_utf8(decoded).unwrap_or_else(|_| url.to_owned())
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok())
}
