//! Collects the Content-IDs that HTML refers to. Knows nothing of layout.

use super::raw_kind;
use crate::link::percent_decoded;
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
