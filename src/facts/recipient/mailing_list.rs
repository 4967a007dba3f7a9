//! Tells addresses behind which many people stand, or the public. Cautious: a person taken for a list would be shown to
//! nobody.

use super::acquaintance::Acquaintances;
use crate::facts::addr_spec::FoldedAddress;
use crate::lists::Lists;

/// True for addresses at list services (list `mailing-list-domains`), at hosts called `ml` or `lists`, with `ml` set
/// off at either end of the local part, and for the distribution lists of the settings.
pub(super) fn is_mailing_list(address: &FoldedAddress, lists: &Lists, acquaintances: &Acquaintances) -> bool {
    let Some(domain) = &address.domain else { return false };
    let local_part = &address.local_part;
    acquaintances.is_mailing_list(&address.address)
        || local_part.starts_with("ml-")
        || local_part.ends_with("-ml")
        || domain.starts_with("ml.")
        || domain.starts_with("lists.")
        || lists.needed("mailing-list-domains").domain(domain).is_some()
}

/// True for mailing lists, for every list of the settings, and for names such as `all`, `zenin` or `sales-all` (list
/// `everybody-names`) at one end of the local part.
pub(super) fn is_distribution_list(address: &FoldedAddress, lists: &Lists, acquaintances: &Acquaintances) -> bool {
    if acquaintances.is_list(&address.address) || is_mailing_list(address, lists, acquaintances) {
        return true;
    }
    let names = lists.needed("everybody-names");
    let local_part = address.local_part.as_str();
    let is_end = |entry: &crate::lists::Entry| {
        let rest = local_part.strip_prefix(&*entry.key).map(|rest| rest.starts_with(['-', '_', '.']));
        let start = local_part.strip_suffix(&*entry.key).map(|start| start.ends_with(['-', '_', '.']));
        rest == Some(true) || start == Some(true)
    };
    // An address at a provider is one person's: `all-demo@gmail.com` is nobody's list.
    let is_consumer =
        address.domain.as_deref().is_some_and(|domain| lists.needed("consumer-domains").domain(domain).is_some());
    !is_consumer && (names.has(local_part) || names.entries.iter().any(is_end))
}

/// True for addresses whose mail anybody can read (list `public-archives`): requests at freedom-of-information sites,
/// and what the user has added. The people who run such a site have addresses there too; they are not the public.
pub(super) fn is_public_archive(address: &FoldedAddress, lists: &Lists) -> bool {
    let archives = lists.needed("public-archives");
    let Some(domain) = &address.domain else { return false };
    let Some(entry) = archives.exactly(&address.address).or_else(|| archives.domain(domain)) else { return false };
    match entry.column(0) {
        Some("request") => is_request(&address.local_part),
        Some("person") => !lists.needed("role-names").has(&address.local_part),
        _ => true,
    }
}

/// `request-1234-ab12cd`, with or without something before it (Alaveteli).
fn is_request(local_part: &str) -> bool {
    local_part.match_indices("request-").any(|(start, word)| {
        let is_apart = local_part[..start].chars().next_back().is_none_or(|before| !before.is_alphanumeric());
        is_apart && local_part[start + word.len()..].starts_with(|first: char| first.is_ascii_digit())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::addr_spec::addresses_in;
    use crate::settings::Settings;

    fn address(text: &str) -> FoldedAddress {
        addresses_in(text).remove(0)
    }

    #[track_caller]
    fn list(text: &str, expected: bool) {
        let acquaintances = Acquaintances::new(&Settings::default());
        assert_eq!(is_distribution_list(&address(text), &Lists::builtin(), &acquaintances), expected, "{text}");
    }

    #[test]
    fn names_for_everybody_are_lists() {
        list("all@alpha.example", true);
        list("zenin@alpha.example", true);
        list("sales-all@alpha.example", true);
        list("all_staff@alpha.example", true);
        list("eigyo-ml@alpha.example", true);
        list("small@alpha.example", false);
        list("allen@alpha.example", false);
        list("all@gmail.com", false);
    }

    #[test]
    fn requests_are_public_and_those_who_run_the_site_are_not() {
        let lists = Lists::builtin();
        let public = |text: &str| is_public_archive(&address(text), &lists);
        assert!(public("request-12345-ab12cd34@whatdotheyknow.com"));
        assert!(public("foi+request-12345-ab12cd34@whatdotheyknow.com"));
        assert!(!public("team@whatdotheyknow.com"));
        assert!(!public("prequest-1@whatdotheyknow.com"));
        assert!(public("m.muster.ab12cd@fragdenstaat.de"));
        assert!(!public("info@fragdenstaat.de"));
        assert!(public("12345-67890@requests.muckrock.com"));
    }
}
