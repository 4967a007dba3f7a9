//! Whose the e-mail addresses in an attachment are: ours, the readers', those of the lists in the settings, or somebody
//! else's. Keeps hashes of them, never themselves.

use super::Known;
use crate::facts::addr_spec::FoldedAddress;
use crate::facts::recipient::party_of;
use crate::lists::List;
use std::cell::{OnceCell, RefCell};
use std::collections::hash_map::DefaultHasher;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::hash::{Hash, Hasher};
use std::sync::Arc;

/// Addresses told apart in one place; a list of so many is one, however long it is.
const MOST_ADDRESSES: usize = 20_000;
/// Domains whose party is kept.
const MOST_DOMAINS: usize = 4_096;

/// Different addresses of one place.
#[derive(Debug, Default)]
pub(super) struct Addresses {
    hashes: HashSet<u64>,
    /// How many of them are recipients of the draft.
    pub recipients: u64,
    /// How many of them stand on a distribution list of the settings.
    pub listed: u64,
}

impl Addresses {
    /// Different addresses so far.
    pub fn count(&self) -> u64 {
        self.hashes.len() as u64
    }

    /// Takes an address. False for one that was there before.
    pub fn add(&mut self, address: &FoldedAddress, judge: &AddressJudge<'_>) -> bool {
        let hash = hash_of(&address.address);
        if self.hashes.contains(&hash) {
            return false;
        }
        if self.hashes.len() < MOST_ADDRESSES && self.hashes.insert(hash) {
            self.recipients += u64::from(judge.outside.contains(address.address.as_str()));
            self.listed += u64::from(judge.list_members().contains(&hash));
        }
        true
    }
}

fn hash_of(address: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    address.hash(&mut hasher);
    hasher.finish()
}

/// Settings and recipients, ready to be asked about addresses.
pub(super) struct AddressJudge<'a> {
    known: &'a Known<'a>,
    /// Recipients who get it and are not ours.
    outside: HashSet<&'a str>,
    /// The one outside party that reads it; `None` when there are several, or none.
    only_party: Option<&'a str>,
    /// Made when the first address asks.
    list_members: OnceCell<HashSet<u64>>,
    roles: Arc<List>,
    domains: RefCell<HashMap<String, bool>>,
}

impl<'a> AddressJudge<'a> {
    pub fn new(known: &'a Known<'a>) -> Self {
        let outside = || known.recipients.iter().filter(|row| row.delivered && row.external != Some(false));
        let parties: BTreeSet<&str> = outside().filter_map(|row| row.party.as_deref()).collect();
        Self {
            known,
            outside: outside().filter_map(|row| row.address.as_deref()).collect(),
            only_party: if parties.len() == 1 { parties.first().copied() } else { None },
            list_members: OnceCell::new(),
            roles: known.lists.needed("role-local-parts"),
            domains: RefCell::default(),
        }
    }

    fn list_members(&self) -> &HashSet<u64> {
        let members = &self.known.settings.people.lists;
        self.list_members.get_or_init(|| members.iter().map(|row| hash_of(&row.member)).collect())
    }

    /// True for the address of a desk, of one of ours, or of somebody of the one organization that reads it: nobody
    /// learns of them.
    pub fn is_known(&self, address: &FoldedAddress) -> bool {
        let folded = address.address.as_str();
        let is_desk = || {
            let local_part = address.local_part.as_str();
            self.roles.has(local_part) || local_part.split(['-', '_', '.', '+']).any(|part| self.roles.has(part))
        };
        self.known.own.is_sender(folded)
            || self.only_party == Some(folded)
            || is_desk()
            || self.is_known_domain(address)
    }

    fn is_known_domain(&self, address: &FoldedAddress) -> bool {
        let Some(domain) = &address.domain else { return false };
        if let Some(is_known) = self.domains.borrow().get(domain) {
            return *is_known;
        }
        let known = self.known;
        let is_known = match party_of(address, known.own, known.acquaintances, known.lists) {
            None => !known.own.is_member(domain),
            Some(party) => party != address.address && self.only_party == Some(party.as_str()),
        };
        let mut domains = self.domains.borrow_mut();
        if domains.len() < MOST_DOMAINS {
            domains.insert(domain.clone(), is_known);
        }
        is_known
    }
}
