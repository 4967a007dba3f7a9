//! Tells addresses behind which many people stand, or the public: mailing lists by their address and by the fields that
//! they add to what they deliver, names for everybody, public archives. Cautious: a person taken for a list would be
//! shown to nobody.

use super::acquaintance::Acquaintances;
use super::domain_facts::DomainFacts;
use crate::draft::Draft;
use crate::facts::addr_spec::{FoldedAddress, addresses_in};
use crate::fold::fold;
use crate::lists::{List, Lists};
use std::collections::HashSet;
use std::sync::Arc;

/// First labels of hosts that serve lists to the public.
const PUBLIC_HOSTS: [&str; 3] = ["lists.", "listserv.", "mailman."];

/// What tells the mailing lists among the recipients of one draft.
pub(super) struct MailingLists<'a> {
    acquaintances: &'a Acquaintances,
    domains: Arc<List>,
    name_endings: Arc<List>,
    /// Addresses of the lists that the message says it comes from (RFC 2369 List-Post, X-Mailing-List).
    posted: HashSet<String>,
    /// Identifiers of such lists (RFC 2919 List-Id): the address with a dot for its `@`.
    identifiers: HashSet<String>,
}

impl<'a> MailingLists<'a> {
    /// Reads the list fields of the draft; drafts mostly have none.
    pub(super) fn of(draft: &Draft, lists: &Lists, acquaintances: &'a Acquaintances) -> Self {
        let (mut posted, mut identifiers) = (HashSet::new(), HashSet::new());
        for field in draft.headers.iter().filter(|field| field.is_present) {
            match field.name.trim().to_ascii_lowercase().as_str() {
                "list-post" | "x-mailing-list" => {
                    let addresses = addresses_in(&fold(&field.body).replace("mailto:", " "));
                    posted.extend(addresses.into_iter().map(|found| found.address));
                }
                "list-id" => {
                    let body = fold(&field.body);
                    let identifier = body.rsplit_once('<').map_or(&*body, |(_, identifier)| identifier);
                    identifiers.insert(identifier.trim_end_matches('>').trim().to_owned());
                }
                _ => {}
            }
        }
        let (domains, name_endings) = (lists.needed("mailing-list-domains"), lists.needed("mailing-list-names"));
        Self { acquaintances, domains, name_endings, posted, identifiers }
    }

    /// Whether the address is a mailing list, and whether it is one whose readers write to each other.
    ///
    /// A list by its name alone (list `mailing-list-names`) is public only outside our organization: inside it is the
    /// address of a team. At a consumer provider such a name is a person's.
    pub(super) fn judge(&self, address: &FoldedAddress, domain: &str, facts: &DomainFacts) -> (bool, bool) {
        let local_part = &address.local_part;
        let named = facts.kind == "organization" && self.has_list_name(local_part);
        let is_public = PUBLIC_HOSTS.iter().any(|host| domain.starts_with(host))
            || self.domains.domain(domain).is_some()
            || self.is_named_by_fields(address, domain)
            || (named && facts.external != Some(false));
        let is_list = is_public
            || named
            || self.acquaintances.is_mailing_list(&address.address)
            || local_part.starts_with("ml-")
            || local_part.ends_with("-ml")
            || domain.starts_with("ml.");
        (is_list, is_public)
    }

    fn has_list_name(&self, local_part: &str) -> bool {
        let ending = local_part.rfind('-').filter(|hyphen| *hyphen > 0).map(|hyphen| &local_part[hyphen..]);
        ending.is_some_and(|ending| self.name_endings.has(ending))
    }

    fn is_named_by_fields(&self, address: &FoldedAddress, domain: &str) -> bool {
        self.posted.contains(&address.address)
            || (!self.identifiers.is_empty() && self.identifiers.contains(&format!("{}.{domain}", address.local_part)))
    }
}

/// True for every list of the settings, and for names such as `all`, `zenin` or `sales-all` (list `everybody-names`) at
/// one end of the local part.
pub(super) fn is_for_everybody(address: &FoldedAddress, lists: &Lists, acquaintances: &Acquaintances) -> bool {
    if acquaintances.is_list(&address.address) {
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
    use super::{is_for_everybody, is_public_archive};
    use crate::facts::addr_spec::{FoldedAddress, addresses_in};
    use crate::facts::own::Own;
    use crate::facts::recipient::{Acquaintances, rows};
    use crate::facts::test_draft::draft;
    use crate::facts::thread::ThreadAddresses;
    use crate::lists::Lists;
    use crate::settings::Settings;

    /// Whether the only recipient is a list, and a public one.
    #[track_caller]
    fn list(fields: &str, recipient: &str, expected: (bool, bool)) {
        let draft = draft(&format!("From: me@alpha.example\n{fields}To: {recipient}\n\nx\n"));
        let (settings, lists) = (Settings::default(), Lists::builtin());
        let own = Own::of(&draft, &settings, &lists);
        let thread = ThreadAddresses::of(&draft);
        let rows = rows(&draft, &own, &Acquaintances::new(&settings), &lists, &thread);
        assert_eq!((rows[0].mailing_list, rows[0].public_list), expected, "{recipient}");
    }

    #[test]
    fn list_services_and_hosts_for_lists_are_public() {
        list("", "linux-demo@vger.kernel.org", (true, true));
        list("", "yuzu@lists.beta.example", (true, true));
        list("", "yuzu@listserv.beta.example", (true, true));
        list("", "yuzu@beta.example", (false, false));
    }

    #[test]
    fn a_name_like_a_lists_is_public_outside_a_team_inside_and_a_person_at_a_provider() {
        list("", "yuzu-devel@beta.example", (true, true));
        list("", "web-dev@alpha.example", (true, false));
        list("", "demo-dev@gmail.com", (false, false));
        list("", "-devel@beta.example", (false, false));
    }

    #[test]
    fn a_house_list_may_be_anything() {
        list("", "eigyo-ml@beta.example", (true, false));
    }

    #[test]
    fn a_list_is_told_by_the_fields_that_it_adds() {
        list("List-Post: <mailto:Yuzu@beta.example>\n", "yuzu@beta.example", (true, true));
        list("List-Id: Yuzu talk <yuzu.beta.example>\n", "yuzu@beta.example", (true, true));
        list("List-Id: <yuzu.beta.example>\n", "other@beta.example", (false, false));
        list("List-Post: NO\n", "yuzu@beta.example", (false, false));
    }

    fn address(text: &str) -> FoldedAddress {
        addresses_in(text).remove(0)
    }

    #[track_caller]
    fn everybody(text: &str, expected: bool) {
        let acquaintances = Acquaintances::new(&Settings::default());
        assert_eq!(is_for_everybody(&address(text), &Lists::builtin(), &acquaintances), expected, "{text}");
    }

    #[test]
    fn names_for_everybody_are_lists() {
        everybody("all@alpha.example", true);
        everybody("zenin@alpha.example", true);
        everybody("sales-all@alpha.example", true);
        everybody("all_staff@alpha.example", true);
        everybody("small@alpha.example", false);
        everybody("allen@alpha.example", false);
        everybody("all@gmail.com", false);
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
