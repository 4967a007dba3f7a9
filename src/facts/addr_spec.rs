//! Addresses as they are compared. Knows no lists and no settings.

use crate::domain_name::{fold_address, fold_domain};
use crate::draft::{AddrSpec, Mailbox};
use crate::facts::domain::is_address_literal;
use crate::fold::fold;

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
    let folded = fold(text);
    folded.match_indices('@').filter_map(|(at, _)| address_around(&folded, at)).collect()
}

/// Longest local part in bytes (RFC 5321 4.5.3.1.1).
const LONGEST_LOCAL_PART_BYTES: usize = 64;
/// Longest domain in bytes (RFC 5321 4.5.3.1.2).
const LONGEST_DOMAIN_BYTES: usize = 255;

fn address_around(folded: &str, at: usize) -> Option<FoldedAddress> {
    let before = folded[..at].bytes().rev().take(LONGEST_LOCAL_PART_BYTES).take_while(is_local_part_byte).count();
    let after = folded[at + 1..].bytes().take(LONGEST_DOMAIN_BYTES).take_while(is_domain_byte).count();
    let local_part = folded[at - before..at].trim_start_matches(['\'', '.', '*', '=']);
    let domain = folded[at + 1..at + 1 + after].trim_end_matches(['.', '-']);
    let (_, top_level) = domain.rsplit_once('.')?;
    let is_name = top_level.len() >= 2 && top_level.starts_with(|first: char| first.is_ascii_alphabetic());
    if local_part.is_empty() || !is_name {
        return None;
    }
    let addr_spec = AddrSpec { local_part: local_part.to_owned(), domain: domain.to_owned() };
    Some(FoldedAddress::of(&addr_spec)).filter(|found| found.domain.is_some())
}

/// What people write left of the `@` in running text; not all that RFC 5322 allows.
fn is_local_part_byte(byte: &u8) -> bool {
    byte.is_ascii_alphanumeric() || b"._%+-&'#!$~=^*".contains(byte)
}

fn is_domain_byte(byte: &u8) -> bool {
    byte.is_ascii_alphanumeric() || b".-".contains(byte)
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
    fn a_name_with_an_at_sign_is_no_address() {
        assert!(addresses_in("sales@alpha, @beta.example, 3pm@2.30, a@.example").is_empty());
    }

    #[test]
    fn what_cannot_be_a_domain_is_none_but_still_compared() {
        let address = folded("taro", "al pha.example");
        assert_eq!((address.domain, address.address.as_str()), (None, "taro@al pha.example"));
    }
}
