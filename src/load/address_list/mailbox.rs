//! Tokens between two separators -> the mailboxes they stand for, also when a comma is missing between them.
//! Knows no groups and no lists.

use super::addr_spec::{self, has_at_sign};
use super::literal::{route_len, text_of, trimmed, unescape, without_comments};
use super::token::{Kind, Token};
use crate::draft::{AddrSpec, Address, AddressProblem};
use crate::load::decoded_text::DecodedText;
use std::ops::Range;

/// One thing found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Found {
    /// An address, with the name beside it; `range` is the address literal.
    Mailbox { name: Option<(String, Range<usize>)>, address: Address, range: Range<usize> },
    /// Words without an address.
    Name { name: String, range: Range<usize> },
    /// Angle brackets around several addresses.
    List(Range<usize>),
}

/// The mailboxes in `tokens`, in order.
pub(super) fn read(decoded: &DecodedText, tokens: &[Token]) -> Vec<Found> {
    let mut reader = Reader { decoded, found: Vec::new(), words: Vec::new(), comment: None };
    for token in tokens {
        match &token.kind {
            Kind::Comment => reader.comment(token),
            Kind::Angle { inner, is_wide } => reader.angle(token, inner.clone(), *is_wide),
            _ => reader.words.push(token.clone()),
        }
    }
    reader.finish();
    reader.found
}

struct Reader<'a> {
    decoded: &'a DecodedText,
    found: Vec<Found>,
    /// Words since the last address.
    words: Vec<Token>,
    /// The last comment, when no mailbox has taken it as its name.
    comment: Option<(String, Range<usize>)>,
}

impl Reader<'_> {
    fn comment(&mut self, token: &Token) {
        let range = token.range.start + 1..token.range.end - 1;
        let text = unescape(&self.decoded.text()[range.clone()]).trim().to_owned();
        if text.is_empty() {
            return;
        }
        // RFC 5322 has no other use for a comment than to name the address beside it: `a@x.example (Ann)`.
        if self.words.is_empty()
            && let Some(Found::Mailbox { name: name @ None, .. }) = self.found.last_mut()
        {
            *name = Some((text, range));
        } else {
            self.comment = Some((text, range));
        }
    }

    fn angle(&mut self, token: &Token, inner: Range<usize>, is_wide: bool) {
        let name_start = self.name_start();
        let before: Vec<Token> = self.words.drain(..name_start).collect();
        self.bare(&before);
        let words = std::mem::take(&mut self.words);
        let name = self.name(&words).or_else(|| self.comment.take());
        let inner = trimmed(self.decoded.text(), inner);
        let literal = &self.decoded.text()[inner.clone()];
        if literal.is_empty() {
            self.found.extend(name.map(|(name, range)| Found::Name { name, range }));
            return;
        }
        let route_len = route_len(literal);
        let range = inner.start + route_len..inner.end;
        let literal = &literal[route_len..];
        let at_signs = literal.matches(['@', '＠']).count();
        if at_signs > 1 && literal.contains([',', ';', '，', '、', '；', '<']) && !literal.contains('"') {
            self.found.push(Found::List(range));
            return;
        }
        let without_comments = without_comments(literal);
        let literal = without_comments.as_deref().unwrap_or(literal);
        let address = match (addr_spec::read(literal), is_wide) {
            (Address::Ok(addr_spec), true) => Address::Malformed {
                text: self.decoded.text()[token.range.clone()].to_owned(),
                problem: AddressProblem::FullWidth,
                repaired: Some(addr_spec),
            },
            (address, _) => address,
        };
        self.found.push(Found::Mailbox { name, address, range });
    }

    /// Index of the first word that belongs to the name before an angle bracket: of several words that are addresses
    /// only the last can be a name, the others stand for themselves.
    fn name_start(&self) -> usize {
        let mut addresses = (0..self.words.len()).filter(|index| self.is_address(&self.words[*index])).rev();
        match (addresses.next(), addresses.next()) {
            (Some(_), Some(before)) => before + 1,
            _ => 0,
        }
    }

    fn is_address(&self, token: &Token) -> bool {
        matches!(token.kind, Kind::Word { .. }) && has_at_sign(&self.decoded.text()[token.range.clone()])
    }

    /// Words with no angle bracket after them.
    fn bare(&mut self, words: &[Token]) {
        let words = self.joined(words);
        let mut start = 0;
        for (index, word) in words.iter().enumerate() {
            if self.is_address(word) {
                self.bare_address(&words[start..index], word);
                start = index + 1;
            }
        }
        let rest = &words[start..];
        if !rest.is_empty() {
            self.trailing_words(rest);
        }
    }

    fn bare_address(&mut self, before: &[Token], word: &Token) {
        let text = &self.decoded.text()[word.range.clone()];
        if matches!(word.kind, Kind::Word { has_placeholder: true }) {
            let name = self.name(before);
            self.found.push(Found::Mailbox {
                name,
                address: Address::Placeholder(text.to_owned()),
                range: word.range.clone(),
            });
        } else if before.is_empty() {
            let name = self.comment.take();
            self.found.push(Found::Mailbox { name, address: addr_spec::read(text), range: word.range.clone() });
        } else {
            self.push_spaced(before[0].range.start..word.range.end, text.to_owned());
        }
    }

    /// `Taro taro@x.example`: angle brackets forgotten, or a space inside; either way it cannot be sent as it stands.
    fn push_spaced(&mut self, range: Range<usize>, addr_spec: String) {
        let repaired = usable(addr_spec::read(&addr_spec));
        let text = self.decoded.text()[range.clone()].to_owned();
        let address = Address::Malformed { text, problem: AddressProblem::Space, repaired };
        self.found.push(Found::Mailbox { name: None, address, range });
    }

    /// Words after the last address, or without any.
    fn trailing_words(&mut self, words: &[Token]) {
        let range = words[0].range.start..words[words.len() - 1].range.end;
        let text = &self.decoded.text()[range.clone()];
        if let Some(last) = words.last().filter(|word| matches!(word.kind, Kind::Word { has_placeholder: true })) {
            let literal = self.decoded.text()[last.range.clone()].to_owned();
            let name = self.name(&words[..words.len() - 1]);
            let range = last.range.clone();
            self.found.push(Found::Mailbox { name, address: Address::Placeholder(literal), range });
            return;
        }
        match self.found.last_mut() {
            // `<a@x.example> Ann`: a name on the wrong side.
            Some(Found::Mailbox { name, address: Address::Ok(_), .. }) if name.is_none() => {
                *name = Some((text_of(self.decoded, words), range));
            }
            _ if has_at_sign(text) => {
                // `"a@x.example"`: an address in quotes.
                let address = Address::Malformed {
                    text: text.to_owned(),
                    problem: AddressProblem::Character,
                    repaired: usable(addr_spec::read(&text_of(self.decoded, words))),
                };
                self.found.push(Found::Mailbox { name: None, address, range });
            }
            _ => {
                let name = text_of(self.decoded, words);
                let is_name = if self.found.is_empty() {
                    name.chars().any(|character| !matches!(character, '.' | '>' | '<' | '"' | '\''))
                } else {
                    // `<a@x.example>&?>`: signs behind an address name nobody.
                    name.chars().any(char::is_alphanumeric)
                };
                if is_name {
                    self.found.push(Found::Name { name, range });
                }
            }
        }
    }

    /// Words joined over white space beside an at sign: `a @ x.example`.
    fn joined(&self, words: &[Token]) -> Vec<Token> {
        let mut joined: Vec<Token> = Vec::with_capacity(words.len());
        for word in words {
            let text = &self.decoded.text()[word.range.clone()];
            let is_part = matches!(word.kind, Kind::Word { .. });
            if let Some(last) = joined.last_mut().filter(|last| is_part && matches!(last.kind, Kind::Word { .. })) {
                let before = &self.decoded.text()[last.range.clone()];
                let opens = before.ends_with(['@', '＠']) && !has_at_sign(text);
                let closes = text.starts_with(['@', '＠']) && !has_at_sign(before);
                // `a@x . example`: blanks around a dot of the domain (RFC 5322 4.4).
                let is_dot = has_at_sign(before) && (text.starts_with('.') || before.ends_with(" ."));
                if opens || closes || is_dot {
                    last.range.end = word.range.end;
                    continue;
                }
            }
            joined.push(word.clone());
        }
        joined
    }

    fn name(&self, words: &[Token]) -> Option<(String, Range<usize>)> {
        let text = text_of(self.decoded, words);
        let (first, last) = (words.first()?, words.last()?);
        let range = match (words.len(), &first.kind) {
            (1, Kind::Quoted) => first.range.start + 1..first.range.end - 1,
            _ => first.range.start..last.range.end,
        };
        (!text.is_empty()).then_some((text, range))
    }

    fn finish(&mut self) {
        let words = std::mem::take(&mut self.words);
        let mut name = None;
        if self.comment_address().is_some() && !words.iter().any(|word| self.is_address(word)) {
            // `"ann@y.example" (<a@x.example>)`: a quoted name, whatever it looks like.
            name = self.name(&words);
        } else {
            self.bare(&words);
        }
        // A comment that nobody took holds an address only when its author put it there: `Ann (a@x.example)`.
        let address = self.comment_address();
        let Some((text, range)) = self.comment.take().filter(|(text, _)| has_at_sign(text)) else {
            return;
        };
        let found = match address {
            Some(addr_spec) => {
                let name = name.or_else(|| self.take_name());
                let address =
                    Address::Malformed { text, problem: AddressProblem::Character, repaired: Some(addr_spec) };
                Found::Mailbox { name, address, range }
            }
            None => Found::Name { name: text, range },
        };
        self.found.push(found);
    }

    /// The address that the comment at hand holds.
    fn comment_address(&self) -> Option<AddrSpec> {
        let (text, _) = self.comment.as_ref().filter(|(text, _)| has_at_sign(text))?;
        usable(addr_spec::read(text))
    }

    /// The name found last, taken back: its address stood in a comment.
    fn take_name(&mut self) -> Option<(String, Range<usize>)> {
        match self.found.pop() {
            Some(Found::Name { name, range }) => Some((name, range)),
            Some(other) => {
                self.found.push(other);
                None
            }
            None => None,
        }
    }
}

fn usable(address: Address) -> Option<AddrSpec> {
    match address {
        Address::Ok(addr_spec) => Some(addr_spec),
        Address::Malformed { repaired, .. } => repaired,
        Address::Unresolved | Address::NameOnly | Address::Placeholder(_) => None,
    }
}
