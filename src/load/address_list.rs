//! Tolerant reader of address lists (RFC 5322 3.4 and what people make of it): every piece of the text becomes a
//! mailbox, a name or a problem; nothing is dropped. Knows no fields and decides nothing about domains.

mod addr_spec;
mod literal;
mod mailbox;
mod placeholder;
mod token;

pub use addr_spec::read as read_addr_spec;

use crate::draft::{Address, AddressProblem, DefectKind, Origin};
use crate::load::decoded_text::DecodedText;
use crate::load::met::Met;
use crate::load::parts::{PartMailbox, Sourced};
use crate::load::source_map::SourceMap;
use mailbox::Found;
use std::ops::Range;
use token::{Kind, Token, Tokens};

/// A mailbox with the name of the group it stands in.
pub type Member = (Option<String>, PartMailbox);

/// What one address-list field holds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AddressList {
    /// In order of appearance.
    pub mailboxes: Vec<Member>,
    /// Breaches met; the number is the mailbox (from 0) that a breach touches.
    pub met: Vec<(Option<usize>, Met)>,
    /// True when a group was named, be it an empty one (`undisclosed-recipients:;`).
    pub has_group: bool,
    /// True when the limit of recipients was reached and the rest left unread.
    pub is_cut: bool,
}

/// Reads decoded text; origins are ranges of plain `text` itself.
#[must_use]
pub fn parse_text(text: &str) -> Vec<Member> {
    parse(&DecodedText::verbatim(text), &SourceMap::shifted(0, text.len()), usize::MAX).mailboxes
}

/// Reads a decoded field body; `map` leads from its sources to the file. Reads at most `limit` mailboxes.
#[must_use]
pub fn parse(decoded: &DecodedText, map: &SourceMap, limit: usize) -> AddressList {
    let mut reader = Reader { decoded, map, list: AddressList::default(), group: None, limit, can_reparse: true };
    reader.read();
    reader.list
}

/// Words and brackets between two separators that are kept together.
const ITEM_TOKENS: usize = 1_000;

struct Reader<'a> {
    decoded: &'a DecodedText,
    map: &'a SourceMap,
    list: AddressList,
    group: Option<String>,
    limit: usize,
    /// False inside text that was already taken out of an encoded-word or a pair of angle brackets.
    can_reparse: bool,
}

impl Reader<'_> {
    fn read(&mut self) {
        let mut item: Vec<Token> = Vec::new();
        let mut is_after_tight_comma = false;
        let mut tokens = Tokens::new(self.decoded);
        while let Some(token) = tokens.next_token() {
            match token.kind {
                Kind::Separator(separator) => {
                    self.item(&mut item, is_after_tight_comma);
                    is_after_tight_comma = separator == ',' && !tokens.is_at_space();
                    if separator == ';' {
                        self.group = None;
                    }
                }
                Kind::Colon if self.group.is_none() && is_group_name(&item) => {
                    self.group = Some(literal::text_of(self.decoded, &item));
                    self.list.has_group = true;
                    item.clear();
                }
                Kind::Colon if item.is_empty() => {}
                Kind::Colon => item.push(Token { kind: Kind::Word { has_placeholder: false }, ..token }),
                _ => item.push(token),
            }
            // No mailbox has as many words: what follows is read as if a comma stood before it.
            if item.len() >= ITEM_TOKENS {
                self.item(&mut item, false);
            }
            if self.list.mailboxes.len() >= self.limit {
                self.list.is_cut = true;
                return;
            }
        }
        self.item(&mut item, is_after_tight_comma);
    }

    /// What stands between two ASCII separators.
    fn item(&mut self, item: &mut Vec<Token>, is_after_tight_comma: bool) {
        let item = std::mem::take(item);
        let last_angle = item.iter().rposition(Token::is_angle);
        let mut start = 0;
        let mut has_at_sign = false;
        for (index, token) in item.iter().enumerate() {
            has_at_sign |= self.has_at_sign(&item[index..=index]);
            // `営業部、山田 <a@x.example>` is one mailbox; `a@x.example、b@x.example` and `営業部、山田` are two.
            let separates = has_at_sign || last_angle.is_none_or(|last| last < index);
            if matches!(token.kind, Kind::WideSeparator) && separates {
                self.piece(&item[start..index]);
                start = index + 1;
                has_at_sign = false;
            }
        }
        if !(start == 0 && is_after_tight_comma && self.joins_dotless_domain(&item)) {
            self.piece(&item[start..]);
        }
    }

    fn has_at_sign(&self, tokens: &[Token]) -> bool {
        tokens.iter().any(|token| addr_spec::has_at_sign(&self.decoded.text()[token.range.clone()]))
    }

    fn piece(&mut self, tokens: &[Token]) {
        if tokens.is_empty() {
            return;
        }
        if self.can_reparse && self.is_hidden_in_encoded_words(tokens) {
            let range = tokens[0].range.start..tokens[tokens.len() - 1].range.end;
            self.list.met.push((None, Met::new(DefectKind::EncodedWord, "address inside an encoded-word")));
            self.reparse(range);
            return;
        }
        let mut is_first = true;
        let found = mailbox::read(self.decoded, tokens);
        if found.is_empty() && tokens.iter().any(|token| !matches!(token.kind, Kind::Comment)) {
            self.list.met.push((None, Met::new(DefectKind::UnreadableField, "a recipient without name and address")));
        }
        for found in found {
            if self.list.mailboxes.len() >= self.limit {
                self.list.is_cut = true;
                return;
            }
            if let Found::List(range) = found {
                if self.can_reparse {
                    self.reparse(range);
                } else {
                    self.push_malformed(range);
                }
            } else if let Some(part_mailbox) = self.part_mailbox(found) {
                if !is_first {
                    let met = Met::new(DefectKind::MissingComma, "two addresses without a comma between them");
                    self.list.met.push((Some(self.list.mailboxes.len()), met));
                }
                self.list.mailboxes.push((self.group.clone(), part_mailbox));
            }
            is_first = false;
        }
    }

    /// A whole mailbox, or several, written as one encoded-word: no mailer can send it so, but its author meant them.
    fn is_hidden_in_encoded_words(&self, tokens: &[Token]) -> bool {
        tokens.iter().all(|token| token.is_encoded) && self.has_at_sign(tokens)
    }

    fn reparse(&mut self, range: Range<usize>) {
        let slice = self.decoded.slice(range);
        let mut inner = Reader {
            decoded: &slice,
            map: self.map,
            list: AddressList::default(),
            group: self.group.clone(),
            limit: self.limit.saturating_sub(self.list.mailboxes.len()),
            can_reparse: false,
        };
        inner.read();
        let offset = self.list.mailboxes.len();
        let AddressList { mailboxes, met, has_group, is_cut } = inner.list;
        self.list.mailboxes.extend(mailboxes);
        self.list.met.extend(met.into_iter().map(|(index, met)| (index.map(|index| index + offset), met)));
        self.list.has_group |= has_group;
        self.list.is_cut |= is_cut;
    }

    fn part_mailbox(&self, found: Found) -> Option<PartMailbox> {
        let (name, address, range) = match found {
            Found::Mailbox { name, address, range } => (name, address, range),
            Found::Name { name, range } => (Some((name, range.clone())), Address::NameOnly, range),
            Found::List(_) => return None,
        };
        let display_name = name.map(|(value, range)| Sourced { value, origin: self.origin(range) });
        Some(PartMailbox { display_name, address: Sourced { value: address, origin: self.origin(range) } })
    }

    fn push_malformed(&mut self, range: Range<usize>) {
        let address = Address::Malformed {
            text: self.decoded.text()[range.clone()].to_owned(),
            problem: AddressProblem::Separator,
            repaired: None,
        };
        let address = Sourced { value: address, origin: self.origin(range) };
        self.list.mailboxes.push((self.group.clone(), PartMailbox { display_name: None, address }));
    }

    /// `a@x,example`: a comma where a dot should be, told by the dotless domain before it and no blank after it.
    fn joins_dotless_domain(&mut self, item: &[Token]) -> bool {
        let [token] = item else { return false };
        let label = &self.decoded.text()[token.range.clone()];
        let is_label = matches!(token.kind, Kind::Word { .. })
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.'))
            && label.starts_with(|character: char| character.is_ascii_alphabetic());
        let Some((_, last)) = self.list.mailboxes.last() else { return false };
        let Address::Malformed { text, problem: AddressProblem::Domain, .. } = &last.address.value else {
            return false;
        };
        let is_dotless = last.display_name.is_none() && !text.rsplit('@').next().unwrap_or_default().contains('.');
        if !is_label || !is_dotless {
            return false;
        }
        let written = format!("{text},{label}");
        let repaired = match addr_spec::read(&format!("{text}.{label}")) {
            Address::Ok(addr_spec) => Some(addr_spec),
            _ => return false,
        };
        let origin = match (&last.address.origin, self.origin(token.range.clone())) {
            (Origin::Raw(first), Origin::Raw(second)) => Origin::Raw(first.start..second.end.max(first.end)),
            (first, _) => first.clone(),
        };
        let address = Address::Malformed { text: written, problem: AddressProblem::Separator, repaired };
        if let Some((_, last)) = self.list.mailboxes.last_mut() {
            last.address = Sourced { value: address, origin };
        }
        true
    }

    fn origin(&self, range: Range<usize>) -> Origin {
        Origin::Raw(self.map.file_range(self.decoded.source(range)))
    }
}

/// Names of groups are words; an address before a colon is a slip.
fn is_group_name(item: &[Token]) -> bool {
    !item.is_empty() && item.iter().all(|token| matches!(token.kind, Kind::Word { .. } | Kind::Quoted | Kind::Comment))
}

#[cfg(test)]
mod tests;
