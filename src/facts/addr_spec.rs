//! Addresses as they are compared. Knows no lists and no settings.

use crate::domain_name::{fold_address, fold_domain};
use crate::draft::{AddrSpec, Mailbox};
use crate::facts::domain::is_address_literal;
use crate::fold::{fold, narrow};
use std::ops::Range;

/// An addr-spec in the form in which two of them are one mailbox (see [`fold_address`]).
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct FoldedAddress {
    /// `local@domain`.
    pub address: String,
    /// Left of the last `@`, in lower case.
    pub local_part: String,
    /// Lower-case A-labels, or an address literal. `None` when it cannot be a domain.
    pub domain: Option<String>,
}

impl FoldedAddress {
    /// Folds an addr-spec. Never fails: what cannot be a domain is kept in lower case in `address`.
    #[must_use]
    pub fn of(addr_spec: &AddrSpec) -> Self {
        let domain = fold_domain(&addr_spec.domain).or_else(|| literal(&addr_spec.domain));
        let written = addr_spec.to_string();
        let address = fold_address(&written).unwrap_or_else(|| written.trim().to_lowercase());
        let local_part = address.rsplit_once('@').map_or("", |(local_part, _)| local_part).to_owned();
        Self { address, local_part, domain }
    }

    /// The address of a mailbox: the one written, else the repaired one, folded.
    #[must_use]
    pub fn of_mailbox(mailbox: &Mailbox) -> Option<Self> {
        mailbox.addr_spec().map(Self::of)
    }
}

/// The addresses that stand in a text, folded, in order. Only what has a dot in its domain and a top level of letters:
/// `sales@alpha` is a name.
#[must_use]
pub fn addresses_in(text: &str) -> Vec<FoldedAddress> {
    placed_addresses_in(&fold(text)).into_iter().map(|(_, found)| found).collect()
}

/// The same with their places in the text as written, full-width letters read as ASCII.
#[must_use]
pub fn placed_addresses_in(text: &str) -> Vec<(Range<usize>, FoldedAddress)> {
    let signs = text.char_indices().filter(|(_, character)| narrow(*character) == '@');
    signs.filter_map(|(at, sign)| address_around(text, at, at + sign.len_utf8())).collect()
}

/// Longest local part in bytes (RFC 5321 4.5.3.1.1).
const LONGEST_LOCAL_PART_BYTES: usize = 64;
/// Longest domain in bytes (RFC 5321 4.5.3.1.2).
const LONGEST_DOMAIN_BYTES: usize = 255;

/// The address whose sign stands at `at`.
fn address_around(text: &str, at: usize, after_sign: usize) -> Option<(Range<usize>, FoldedAddress)> {
    let before = text[..at].char_indices().rev().take(LONGEST_LOCAL_PART_BYTES);
    let start = before.take_while(|(_, character)| is_local_part_character(narrow(*character))).last()?.0;
    let start = at - text[start..at].trim_start_matches(['\'', '.', '*', '=']).len();
    let after = text[after_sign..].char_indices().take(LONGEST_DOMAIN_BYTES);
    let end = after.take_while(|(_, character)| is_domain_character(narrow(*character))).last()?;
    let end = after_sign + end.0 + end.1.len_utf8();
    let end = after_sign + text[after_sign..end].trim_end_matches(['.', '-']).len();
    let folded = |part: &str| part.chars().map(narrow).collect::<String>().to_ascii_lowercase();
    let (local_part, domain) = (folded(&text[start..at]), folded(&text[after_sign..end]));
    let (_, top_level) = domain.rsplit_once('.')?;
    let is_name = top_level.len() >= 2 && top_level.starts_with(|first: char| first.is_ascii_alphabetic());
    if local_part.is_empty() || !is_name {
        return None;
    }
    let found = FoldedAddress::of(&AddrSpec { local_part, domain });
    found.domain.is_some().then_some((start..end, found))
}

/// What people write left of the `@` in running text; not all that RFC 5322 allows.
fn is_local_part_character(character: char) -> bool {
    character.is_ascii_alphanumeric() || "._%+-&'#!$~=^*".contains(character)
}

fn is_domain_character(character: char) -> bool {
    character.is_ascii_alphanumeric() || matches!(character, '.' | '-')
}

/// `[192.0.2.1]`, `[IPv6:...]` (RFC 5321 4.1.3) in lower case.
fn literal(domain: &str) -> Option<String> {
    let is_literal =
        is_address_literal(domain) && domain.bytes().all(|b| b.is_ascii_alphanumeric() || b"[]:.".contains(&b));
    is_literal.then(|| domain.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(local_part: &str, domain: &str) -> FoldedAddress {
        FoldedAddress::of(&AddrSpec { local_part: local_part.to_owned(), domain: domain.to_owned() })
    }

    #[test]
    fn case_does_not_make_two_people() {
        assert_eq!(folded("foo", "alpha.example"), folded("FOO", "Alpha.EXAMPLE."));
    }

    #[test]
    fn an_address_literal_is_a_domain() {
        assert_eq!(folded("Root", "[IPv6:2001:DB8::1]").domain.as_deref(), Some("[ipv6:2001:db8::1]"));
        assert_eq!(folded("root", "[192.0.2.1]").address, "root@[192.0.2.1]");
    }

    #[test]
    fn addresses_are_found_in_running_text() {
        let found =
            addresses_in("山田 'Taro@alpha.example' [mailto:ｊiro＠beta.example]. 「三郎」saburo@gamma.example様");
        let found: Vec<&str> = found.iter().map(|found| found.address.as_str()).collect();
        assert_eq!(found, ["taro@alpha.example", "jiro@beta.example", "saburo@gamma.example"]);
    }

    #[test]
    fn a_place_is_that_of_the_text_as_written() {
        let text = "ｊiro＠beta.example。";
        let (range, found) = placed_addresses_in(text).remove(0);
        assert_eq!((&text[range], found.address.as_str()), ("ｊiro＠beta.example", "jiro@beta.example"));
    }

    #[test]
    fn a_name_with_an_at_sign_is_no_address() {
        assert!(addresses_in("sales@alpha, @beta.example, 3pm@2.30, a@.example").is_empty());
    }

    #[test]
    fn what_cannot_be_a_domain_is_none_but_still_compared() {
        let address = folded("taro", "al pha.example");
        assert_eq!((address.domain, address.address.as_str()), (None, "taro@al pha.example"));
    }
}
