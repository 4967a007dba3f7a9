//! Tells a mailing list by its address. Cautious: a person taken for a list would be shown to nobody.

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
