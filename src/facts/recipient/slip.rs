//! Domains that are probably slips of the pen: listed ones, a provider's name with another suffix, and names one
//! letter away from a provider or from somebody we know. Looks nothing up in DNS.

use super::acquaintance::Acquaintances;
use crate::facts::domain::{is_known_top_level, organizational_domain, public_suffix};
use crate::facts::own::Own;
use crate::lists::{Entry, List, Lists};
use std::cell::OnceCell;
use std::sync::Arc;

/// Below this a name has too many neighbours that mean themselves (measured on 13,000 real free-mail domains).
const SHORTEST_LABEL_BYTES: usize = 5;
/// Suffixes that people in Japan take one for another.
const CONFUSED_SUFFIXES: [&str; 4] = ["ne.jp", "co.jp", "or.jp", "jp"];

/// Bytes by which names that are one slip apart may differ in length.
const FARTHEST_LENGTH: usize = 1;

/// How far a suffix that does not exist may be from the provider's: `cojp`, `vom`, `jpp`.
const FARTHEST_SUFFIX: usize = 2;

/// What was probably meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Slip {
    /// The domain.
    pub(super) meant: String,
    pub(super) certainty: Certainty,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Certainty {
    /// A look-alike; the name may well exist.
    Likely,
    /// A listed slip, or a provider's name under a suffix the provider does not use.
    Sure,
}

impl Certainty {
    /// A word of `typo-certainty`.
    pub(super) fn name(self) -> &'static str {
        match self {
            Certainty::Likely => "likely",
            Certainty::Sure => "sure",
        }
    }
}

/// Finds slips.
pub(super) struct Slips<'a> {
    own: &'a Own,
    lists: &'a Lists,
    acquaintances: &'a Acquaintances,
    listed: Arc<List>,
    allowed: Arc<List>,
    consumers: Arc<List>,
    familiar: OnceCell<Vec<String>>,
}

impl<'a> Slips<'a> {
    pub(super) fn new(own: &'a Own, lists: &'a Lists, acquaintances: &'a Acquaintances) -> Self {
        Self {
            own,
            lists,
            acquaintances,
            listed: lists.needed("typo-domains"),
            allowed: lists.needed("typo-allow"),
            consumers: lists.needed("consumer-domains"),
            familiar: OnceCell::new(),
        }
    }

    /// What a folded domain was probably meant to be. The caller knows that it is none of ours, of a partner's or of
    /// the address book.
    pub(super) fn find(&self, domain: &str) -> Option<Slip> {
        if let Some(entry) = self.listed.exactly(domain) {
            let certainty = if entry.column(1) == Some("likely") { Certainty::Likely } else { Certainty::Sure };
            return entry.column(0).map(|meant| Slip { meant: meant.to_owned(), certainty });
        }
        if self.consumers.domain(domain).is_some() || self.allowed.domain(domain).is_some() {
            return None;
        }
        let organization = organizational_domain(domain, self.lists);
        let sure = |meant: &str| Slip { meant: meant.to_owned(), certainty: Certainty::Sure };
        let likely = |meant: &str| Slip { meant: meant.to_owned(), certainty: Certainty::Likely };
        self.provider_under_another_suffix(&organization)
            .or_else(|| self.provider_under_another_suffix(domain))
            .map(sure)
            .or_else(|| self.familiar_look_alike(domain, &organization).map(likely))
            .or_else(|| self.provider_look_alike(domain, &organization).map(likely))
    }

    /// The provider whose name stands under a suffix that does not exist (`hotmail.vom`) or under another Japanese one
    /// (`infoseek.or.jp`). Other real suffixes are left to the list: `.co` and `.cm` are countries.
    fn provider_under_another_suffix(&self, written: &str) -> Option<&str> {
        let (label, suffix) = written.split_once('.')?;
        let (is_unknown, is_japanese) = (!is_known_top_level(written), CONFUSED_SUFFIXES.contains(&suffix));
        let may_be_registered = !(is_unknown || is_japanese) || is_reserved_or_private(written, self.lists);
        if label.len() < SHORTEST_LABEL_BYTES || may_be_registered {
            return None;
        }
        let people = self.consumers.entries.iter().filter(|entry| entry.column(0) != Some("isp"));
        people
            .filter_map(|entry| {
                let provider_suffix = entry.key.strip_prefix(label)?.strip_prefix('.')?;
                let distance = strsim::osa_distance(suffix, provider_suffix);
                let is_confused = (is_unknown && distance <= FARTHEST_SUFFIX)
                    || (is_japanese && CONFUSED_SUFFIXES.contains(&provider_suffix));
                (is_confused && provider_suffix == public_suffix(&entry.key)).then_some((distance, &*entry.key))
            })
            .min_by_key(|(distance, _)| *distance)
            .map(|(_, provider)| provider)
    }

    /// One of ours, of a partner's or of the address book that is one letter away, or differs in its Japanese suffix.
    fn familiar_look_alike(&self, domain: &str, organization: &str) -> Option<&str> {
        let familiar = self.familiar.get_or_init(|| self.familiar());
        if familiar.iter().any(|known| known == organization) {
            return None;
        }
        let looks_alike = |known: &&String| {
            is_long(known)
                && !both_local_governments(organization, known)
                && !differ_in_digits(organization, known)
                && (is_one_slip_apart(organization, known)
                    || is_one_slip_apart(domain, known)
                    || differ_in_japanese_suffix(organization, known))
        };
        familiar.iter().find(looks_alike).map(String::as_str)
    }

    /// A provider one letter away. The same name under another real suffix is taken for the provider's own.
    fn provider_look_alike(&self, domain: &str, organization: &str) -> Option<&str> {
        let label = organization.split('.').next()?;
        let is_real = is_known_top_level(organization)
            && organization
                .strip_prefix(label)
                .is_some_and(|rest| rest.trim_start_matches('.') == public_suffix(organization));
        let is_near = |provider: &str| {
            [organization, domain].iter().any(|written| written.len().abs_diff(provider.len()) <= FARTHEST_LENGTH)
        };
        let looks_alike = |provider: &str| {
            is_near(provider)
                && is_long(provider)
                && !(is_real && provider.split('.').next() == Some(label))
                && (is_one_slip_apart(organization, provider) || is_one_slip_apart(domain, provider))
        };
        let mut providers = self.consumers.entries.iter().filter(|entry| looks_alike(&entry.key));
        providers.find(|entry| self.has_look_alikes(entry)).map(|entry| &*entry.key)
    }

    /// Access providers abroad have too many neighbours, and so have names that are themselves near another.
    fn has_look_alikes(&self, provider: &Entry) -> bool {
        let is_isp_abroad = provider.column(0) == Some("isp") && provider.column(1) != Some("jp");
        !is_isp_abroad && !self.allowed.has(&provider.key)
    }

    /// The domains we know, each with its organizational domain, each once, ours first.
    fn familiar(&self) -> Vec<String> {
        let partners = self.acquaintances.partners().iter().flat_map(|partner| &partner.domains).map(String::as_str);
        let own = self.own.domains().iter().map(String::as_str);
        let mut book: Vec<&str> = self.acquaintances.book_domains().collect();
        book.sort_unstable();
        let mut seen = std::collections::HashSet::new();
        own.chain(partners)
            .chain(book)
            .filter(|domain| self.consumers.domain(domain).is_none() && self.listed.exactly(domain).is_none())
            .flat_map(|domain| [domain.to_owned(), organizational_domain(domain, self.lists)])
            .filter(|domain| seen.insert(domain.clone()))
            .collect()
    }
}

fn is_reserved_or_private(domain: &str, lists: &Lists) -> bool {
    ["reserved-top-levels", "private-top-levels"].iter().any(|name| lists.needed(name).domain(domain).is_some())
}

fn is_long(domain: &str) -> bool {
    domain.split('.').next().is_some_and(|label| label.len() >= SHORTEST_LABEL_BYTES)
}

/// Neighbouring towns write to each other daily, and `lg.jp` is given to towns only.
fn both_local_governments(one: &str, other: &str) -> bool {
    one.ends_with(".lg.jp") && other.ends_with(".lg.jp")
}

fn differ_in_japanese_suffix(one: &str, other: &str) -> bool {
    match (one.split_once('.'), other.split_once('.')) {
        (Some((label, suffix)), Some((other_label, other_suffix))) => {
            label == other_label
                && suffix != other_suffix
                && CONFUSED_SUFFIXES.contains(&suffix)
                && CONFUSED_SUFFIXES.contains(&other_suffix)
        }
        _ => false,
    }
}

/// `school1`, `school2` and `school` are different on purpose.
fn differ_in_digits(one: &str, other: &str) -> bool {
    let without_digits = |domain: &str| domain.bytes().filter(|byte| !byte.is_ascii_digit()).collect::<Vec<u8>>();
    without_digits(one) == without_digits(other)
}

/// True when one letter was typed too much, left out, replaced or swapped with its neighbour: optimal string
/// alignment distance 1, in linear time.
fn is_one_slip_apart(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    if one.len().abs_diff(other.len()) > 1 {
        return false;
    }
    let same_start = one.iter().zip(other).take_while(|(a, b)| a == b).count();
    let (one, other) = (&one[same_start..], &other[same_start..]);
    let same_end = one.iter().rev().zip(other.iter().rev()).take_while(|(a, b)| a == b).count();
    match (&one[..one.len() - same_end], &other[..other.len() - same_end]) {
        ([_], [_]) | ([], [_]) | ([_], []) => true,
        ([a, b], [c, d]) => a == d && b == c,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::{differ_in_digits, is_one_slip_apart};

    #[test]
    fn one_slip_is_distance_one() {
        let names =
            ["gmail.com", "gmial.com", "gmai.com", "gmaill.com", "gnail.com", "gmail.co", "mgail.com", "gmil.co"];
        for one in names {
            for other in names {
                assert_eq!(is_one_slip_apart(one, other), strsim::osa_distance(one, other) == 1, "{one} {other}");
            }
        }
    }

    #[test]
    fn numbered_names_are_different_on_purpose() {
        assert!(differ_in_digits("school1.example", "school2.example"));
        assert!(differ_in_digits("school.example", "school2.example"));
        assert!(!differ_in_digits("gmai1.example", "gmail.example"));
    }
}
