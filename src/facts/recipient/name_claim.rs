//! Display names that speak of somebody else: another address, or a partner's name beside a stranger's address.

use super::Reader;
use super::domain_facts::DomainFacts;
use crate::facts::addr_spec::addresses_in;
use crate::facts::domain::{TopLevelStatus, top_level_status};
use crate::facts::schema::RecipientRow;
use crate::fold::fold;

/// Local parts that every organization has: two of them alike are no sign of one person.
const OFFICES: [&str; 16] = [
    "info",
    "mail",
    "office",
    "contact",
    "sales",
    "support",
    "admin",
    "hello",
    "soumu",
    "jimu",
    "jimukyoku",
    "eigyo",
    "kanri",
    "keiri",
    "toiawase",
    "jinji",
];

/// What the display name of a row claims, and whether that is the `same` party as its address or an `other`.
///
/// `moved` when left of the `@` both are one: people keep that part when the domain changes, and a list is one list
/// under each of the names that its host has had.
///
/// A mailing list that writes `taro@alpha.example via Committee` into the name claims nothing.
pub(super) fn find(row: &RecipientRow, facts: &DomainFacts, reader: &mut Reader<'_>) -> Option<(String, &'static str)> {
    let display_name = row.display_name.as_deref()?;
    if row.mailing_list && fold(display_name).contains(" via ") {
        return None;
    }
    address(row, display_name, reader).or_else(|| partner(facts, display_name, reader).map(|name| (name, "other")))
}

/// The first address in the display name that is not the row's own.
fn address(row: &RecipientRow, display_name: &str, reader: &mut Reader<'_>) -> Option<(String, &'static str)> {
    let exists = |domain: &str| top_level_status(domain, reader.lists) != TopLevelStatus::Unknown;
    let claimed = addresses_in(display_name)
        .into_iter()
        .find(|found| Some(&found.address) != row.address.as_ref() && found.domain.as_deref().is_some_and(exists))?;
    let (party, external) = reader.party_of(&claimed);
    let relation = if party == row.party && external == row.external {
        "same"
    } else if Some(&claimed.local_part) == row.local_part.as_ref() && !OFFICES.contains(&claimed.local_part.as_str()) {
        "moved"
    } else {
        "other"
    };
    let is_same_list = row.mailing_list && relation == "moved";
    (!is_same_list).then_some((claimed.address, relation))
}

/// The partner whose name or alias stands in the display name while the address is nobody's of that partner. Silent
/// for our own people (`営業部 アルファ商事担当`) and where the address's own organization is named beside it.
fn partner(facts: &DomainFacts, display_name: &str, reader: &Reader<'_>) -> Option<String> {
    if facts.external == Some(false) {
        return None;
    }
    let named = reader.acquaintances.partners_named_in(display_name, reader.lists);
    let first = named.first()?;
    let is_own = |name: &str| facts.partner.as_deref() == Some(name);
    (!named.iter().any(|partner| is_own(&partner.name))).then(|| first.name.clone())
}
