//! Which organization a domain belongs to, and what its top level says. The one door to the Public Suffix List; the
//! list is case-sensitive and takes any unknown top level for a suffix, so it is asked about folded names only.

use crate::lists::Lists;
use psl::Psl;

/// Labels of a local government's kind: under `lg.jp` the name of the place is shared by prefecture and city, and the
/// Public Suffix List takes both for one organization.
const LOCAL_GOVERNMENT_KINDS: [&str; 5] = ["pref", "metro", "city", "town", "vill"];

/// What is known of a domain's top level.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TopLevelStatus {
    /// In the Public Suffix List, or an address literal (RFC 5321 4.1.3), which has no top level to doubt.
    Known,
    /// Of private networks (`local`, `lan`): list `private-top-levels`.
    Private,
    /// Reserved for documents and tests (RFC 2606): list `reserved-top-levels`.
    Reserved,
    /// Does not exist.
    Unknown,
}

/// The part of a folded domain that one organization registered: one label more than its public suffix, private
/// suffixes included (`example.github.io`).
///
/// Under `lg.jp` a label `pref`, `metro`, `city`, `town` or `vill` is kept (`pref.osaka.lg.jp`, `city.osaka.lg.jp`);
/// below a suffix of the list `shared-tenant-suffixes` every name is another organization. A top level that the
/// Public Suffix List lacks counts as a suffix of one label. A suffix itself and an address literal are returned
/// as they are.
#[must_use]
pub fn organizational_domain(domain: &str, lists: &Lists) -> String {
    if is_address_literal(domain) {
        return domain.to_owned();
    }
    if let Some(shared) = lists.needed("shared-tenant-suffixes").domain(domain) {
        return with_label_before(domain, &shared.key).to_owned();
    }
    let Some(registered) = registered(domain) else {
        return domain.to_owned();
    };
    if registered.ends_with(".lg.jp") {
        let longer = with_label_before(domain, registered);
        let kind = longer.split('.').next().unwrap_or_default();
        if LOCAL_GOVERNMENT_KINDS.contains(&kind) {
            return longer.to_owned();
        }
    }
    registered.to_owned()
}

/// The public suffix of a folded domain: `co.jp`, `com`; its last label for a top level that nobody knows.
#[must_use]
pub fn public_suffix(domain: &str) -> &str {
    match psl::List.suffix(domain.as_bytes()) {
        Some(suffix) if suffix.is_known() => &domain[domain.len() - suffix.as_bytes().len()..],
        _ => domain.rsplit('.').next().unwrap_or(domain),
    }
}

/// True when the Public Suffix List has the top level of this folded domain.
#[must_use]
pub fn is_known_top_level(domain: &str) -> bool {
    psl::List.suffix(domain.as_bytes()).is_some_and(|suffix| suffix.is_known())
}

/// What is known of the top level of a folded domain.
#[must_use]
pub fn top_level_status(domain: &str, lists: &Lists) -> TopLevelStatus {
    if is_address_literal(domain) {
        TopLevelStatus::Known
    } else if lists.needed("reserved-top-levels").domain(domain).is_some() {
        TopLevelStatus::Reserved
    } else if lists.needed("private-top-levels").domain(domain).is_some() {
        TopLevelStatus::Private
    } else if is_known_top_level(domain) {
        TopLevelStatus::Known
    } else {
        TopLevelStatus::Unknown
    }
}

/// True for `[192.0.2.1]` and `[IPv6:...]`.
#[must_use]
pub fn is_address_literal(domain: &str) -> bool {
    domain.starts_with('[') && domain.ends_with(']')
}

/// Suffix and one label; `None` when the domain is a suffix itself.
fn registered(domain: &str) -> Option<&str> {
    let suffix = public_suffix(domain);
    let longer = with_label_before(domain, suffix);
    (longer.len() > suffix.len()).then_some(longer)
}

/// `suffix` and the label before it, if there is one; the whole domain when it ends otherwise.
fn with_label_before<'d>(domain: &'d str, suffix: &str) -> &'d str {
    let before = domain.strip_suffix(suffix).unwrap_or_default().trim_end_matches('.');
    let start = before.rfind('.').map_or(0, |dot| dot + 1);
    &domain[start..]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn organization(domain: &str, expected: &str) {
        assert_eq!(organizational_domain(domain, &Lists::builtin()), expected);
    }

    #[test]
    fn an_organization_is_one_label_and_the_public_suffix() {
        organization("a.b.alpha.co.jp", "alpha.co.jp");
        organization("mail.alpha.com", "alpha.com");
        organization("alpha.co.jp", "alpha.co.jp");
        organization("someone.github.io", "someone.github.io");
    }

    #[test]
    fn partner01_and_partner02_under_one_company_are_one() {
        organization("partner01.example.jp", "example.jp");
        organization("partner02.example.jp", "example.jp");
    }

    #[test]
    fn prefecture_and_city_of_one_name_are_two_organizations() {
        organization("pref.osaka.lg.jp", "pref.osaka.lg.jp");
        organization("gbox.pref.osaka.lg.jp", "pref.osaka.lg.jp");
        organization("city.osaka.lg.jp", "city.osaka.lg.jp");
        organization("section.metro.tokyo.lg.jp", "metro.tokyo.lg.jp");
        organization("town.aoba.lg.jp", "town.aoba.lg.jp");
        organization("vill.aoba.lg.jp", "vill.aoba.lg.jp");
        organization("mail.aoba-kouiki.lg.jp", "aoba-kouiki.lg.jp");
    }

    #[test]
    fn old_municipal_domains_are_organizations_by_the_list() {
        organization("soumu.city.yokohama.jp", "city.yokohama.jp");
        organization("city.kiyose.tokyo.jp", "city.kiyose.tokyo.jp");
        organization("pref.osaka.jp", "pref.osaka.jp");
    }

    #[test]
    fn tenants_of_one_service_are_not_one_organization() {
        organization("alpha.onmicrosoft.com", "alpha.onmicrosoft.com");
        organization("alpha.mail.onmicrosoft.com", "alpha.mail.onmicrosoft.com");
        organization("x.alpha.onmicrosoft.com", "alpha.onmicrosoft.com");
    }

    #[test]
    fn reserved_and_unknown_top_levels_count_as_suffixes() {
        organization("a.alpha.example", "alpha.example");
        organization("partner.example", "partner.example");
        organization("mx.alpha.test", "alpha.test");
        organization("alpha.con", "alpha.con");
        organization("mx.town.local", "town.local");
    }

    #[test]
    fn suffixes_hosts_and_literals_stand_for_themselves() {
        organization("co.jp", "co.jp");
        organization("localhost", "localhost");
        organization("", "");
        organization("[192.0.2.1]", "[192.0.2.1]");
    }

    #[test]
    fn top_levels_are_known_private_reserved_or_unknown() {
        let lists = Lists::builtin();
        let status = |domain: &str| top_level_status(domain, &lists);
        assert_eq!(status("alpha.co.jp"), TopLevelStatus::Known);
        assert_eq!(status("gmail.co"), TopLevelStatus::Known);
        assert_eq!(status("alpha.xn--q9jyb4c"), TopLevelStatus::Known);
        assert_eq!(status("gmail.con"), TopLevelStatus::Unknown);
        assert_eq!(status("192.0.2.1"), TopLevelStatus::Unknown);
        assert_eq!(status("mailhost"), TopLevelStatus::Unknown);
        assert_eq!(status("dc1.town.local"), TopLevelStatus::Private);
        assert_eq!(status("alpha.example"), TopLevelStatus::Reserved);
        assert_eq!(status("www.example.com"), TopLevelStatus::Reserved);
        assert_eq!(status("[IPv6:2001:db8::1]"), TopLevelStatus::Known);
    }
}
