//! Addresses that are not in the address book and nearly are: a letter off, or the same name at a domain that looks
//! alike. Knows nothing about the names beside them.

use super::book::AddressBook;
use crate::lists::Lists;

/// Shorter local parts have too many neighbours that mean themselves: `sato` and `saito`.
const SHORTEST_LOCAL_PART_CHARS: usize = 6;
/// First label of a domain from which one slip, and from which two slips are taken for one.
const SHORTEST_LABELS_BYTES: [usize; 2] = [5, 8];
/// Farthest domains are apart in optimal string alignment.
const FARTHEST_DOMAIN: usize = 2;
/// Dots in the local part do not matter there: both spellings are one mailbox.
const DOTLESS_DOMAINS: [&str; 2] = ["gmail.com", "googlemail.com"];

/// An address that has a name like one in the book.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stranger<'a> {
    /// Folded.
    pub(super) local_part: &'a str,
    /// Folded.
    pub(super) domain: &'a str,
    /// At a free-mail, carrier or ISP provider, where each name is somebody else's.
    pub(super) is_consumer: bool,
    /// At a domain of ours, where a slip bounces or reaches a colleague.
    pub(super) is_ours: bool,
    /// The domain is ours, a partner's, somebody's in the book, or a provider's: it is meant.
    pub(super) is_domain_known: bool,
}

/// The address in the book that was probably meant, and how certain that is: a word of `resembles-certainty`.
///
/// `weak` at a domain of ours, and where only the initial differs, as with two people of one surname. `sure` is only a
/// person's name at a domain that looks like the one in the book: two people whose names differ by a letter are
/// ordinary, and so is `info` at two companies.
pub(super) fn find(stranger: Stranger<'_>, book: &AddressBook, lists: &Lists) -> Option<(String, &'static str)> {
    let Stranger { local_part, domain, .. } = stranger;
    let same_domain = book.local_parts_at(domain).find(|known| is_near_name(local_part, known, stranger));
    if let Some(known) = same_domain {
        let is_weak = stranger.is_ours || !stranger.is_consumer && differs_in_initial(local_part, known);
        return Some((format!("{known}@{domain}"), if is_weak { "weak" } else { "likely" }));
    }
    if stranger.is_domain_known {
        return None;
    }
    let known = book.domains_of(local_part).find(|known| is_near_domain(domain, known))?;
    let is_role = lists.needed("role-names").has(local_part);
    Some((format!("{local_part}@{known}"), if is_role { "likely" } else { "sure" }))
}

fn is_near_name(written: &str, known: &str, stranger: Stranger<'_>) -> bool {
    if without_separators(written) == without_separators(known) {
        let differs_in_dots = written.replace('.', "") == known.replace('.', "");
        return !(differs_in_dots && DOTLESS_DOMAINS.contains(&stranger.domain));
    }
    let is_long = |name: &str| name.chars().count() >= SHORTEST_LOCAL_PART_CHARS;
    // Numbers at an organization are given out in a row; at a provider the wrong one is a stranger.
    let may_differ = stranger.is_consumer || without_digits(written) != without_digits(known);
    is_long(written) && is_long(known) && may_differ && is_within(written, known, 1)
}

/// `jporter` and `tporter` are two people.
fn differs_in_initial(written: &str, known: &str) -> bool {
    let rest = |name: &str| name.chars().skip(1).collect::<String>();
    written.chars().next() != known.chars().next() && rest(written) == rest(known)
}

fn is_near_domain(written: &str, known: &str) -> bool {
    // `lg.jp` is given to towns only, and neighbouring towns have a public relations office each.
    if written.ends_with(".lg.jp") && known.ends_with(".lg.jp") || without_digits(written) == without_digits(known) {
        return false;
    }
    if without_separators(written) == without_separators(known) {
        return true;
    }
    let label_bytes = known.split('.').next().unwrap_or_default().len();
    let farthest = SHORTEST_LABELS_BYTES.iter().filter(|shortest| label_bytes >= **shortest).count();
    is_within(written, known, farthest.min(FARTHEST_DOMAIN))
}

/// True for names of at least four letters that are a slip apart, two from eight letters on; `address1` and `address2`
/// are two names.
pub(in crate::facts) fn is_misspelling(written: &str, known: &str) -> bool {
    let letters = known.chars().count();
    let farthest = usize::from(letters >= 4) + usize::from(letters >= 8);
    farthest > 0 && without_digits(written) != without_digits(known) && is_within(written, known, farthest)
}

/// Optimal string alignment of at most `farthest`; names of very different length are not even compared.
fn is_within(one: &str, other: &str, farthest: usize) -> bool {
    one.len().abs_diff(other.len()) <= farthest * 4 && strsim::osa_distance(one, other) <= farthest
}

fn without_separators(name: &str) -> String {
    name.chars().filter(|character| !matches!(character, '.' | '-' | '_')).collect()
}

fn without_digits(name: &str) -> String {
    name.chars().filter(|character| !character.is_ascii_digit()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::Person;

    fn resembles(known: &str, written: &str, is_consumer: bool) -> Option<(String, &'static str)> {
        let book = AddressBook::new(&[Person { address: known.to_owned(), ..Person::default() }]);
        let (local_part, domain) = written.rsplit_once('@')?;
        let is_domain_known = is_consumer || book.has_domain(domain);
        find(
            Stranger { local_part, domain, is_consumer, is_ours: domain == "alpha.example", is_domain_known },
            &book,
            &Lists::builtin(),
        )
    }

    #[track_caller]
    fn is(known: &str, written: &str, expected: Option<&str>) {
        let found = resembles(known, written, false);
        assert_eq!(found.as_ref().map(|(_, certainty)| *certainty), expected, "{written} for {known}");
    }

    #[test]
    fn one_letter_off_is_likely_meant() {
        is("yamada.taro@beta.example", "yamada.tarou@beta.example", Some("likely"));
        is("yamada.taro@beta.example", "yamada-taro@beta.example", Some("likely"));
    }

    #[test]
    fn colleagues_and_namesakes_with_another_initial_are_weak() {
        is("yamada.taro@alpha.example", "yamada.tarou@alpha.example", Some("weak"));
        is("tporter@beta.example", "jporter@beta.example", Some("weak"));
        assert_eq!(resembles("tporter@gmail.com", "jporter@gmail.com", true).map(|found| found.1), Some("likely"));
    }

    #[test]
    fn short_names_and_numbers_have_neighbours_that_mean_themselves() {
        is("sato@beta.example", "saito@beta.example", None);
        is("teacher1@beta.example", "teacher2@beta.example", None);
        assert!(resembles("midori1985-demo@gmail.com", "midori1986-demo@gmail.com", true).is_some());
    }

    #[test]
    fn dots_do_not_matter_at_gmail() {
        assert_eq!(resembles("midori.demo@gmail.com", "midoridemo@gmail.com", true), None);
        assert!(resembles("midori.demo@docomo.ne.jp", "midoridemo@docomo.ne.jp", true).is_some());
    }

    #[test]
    fn one_name_at_two_domains_that_look_alike_is_one_person() {
        is("tanaka@yamasemi.example", "tanaka@yamasemy.example", Some("sure"));
        is("tanaka@yamasemi.co.jp", "tanaka@yamasemi.or.jp", Some("sure"));
        is("info@yamasemi.example", "info@yamasemy.example", Some("likely"));
    }

    #[test]
    fn short_domains_numbered_schools_and_towns_are_others() {
        is("tanaka@abc.example", "tanaka@abd.example", None);
        is("tanaka@school1.example", "tanaka@school2.example", None);
        is("tanaka@minato.example", "tanaka@minami.example", None);
        is("tanaka@city.osaka.lg.jp", "tanaka@city.asaka.lg.jp", None);
    }
}
