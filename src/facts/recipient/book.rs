//! The address book, laid out to be asked: by address, by domain and by the name before the `@`. Knows no draft.

use crate::settings::Person;
use std::collections::{BTreeSet, HashMap};

/// The address book; made once for all drafts, since it has thousands of entries.
#[derive(Debug, Default)]
pub(super) struct AddressBook {
    entries: HashMap<String, Entry>,
    /// Local parts by domain, sorted so that answers do not depend on the order of a hash.
    local_parts: HashMap<String, BTreeSet<String>>,
    /// Domains by local part.
    domains: HashMap<String, BTreeSet<String>>,
}

/// What the book says of one address.
#[derive(Debug)]
struct Entry {
    name: String,
    organization: Option<String>,
}

impl AddressBook {
    pub(super) fn new(people: &[Person]) -> Self {
        let mut book = Self::default();
        for person in people {
            let entry = Entry { name: person.name.clone(), organization: person.organization.clone() };
            book.entries.insert(person.address.clone(), entry);
            if let Some((local_part, domain)) = person.address.rsplit_once('@') {
                book.local_parts.entry(domain.to_owned()).or_default().insert(local_part.to_owned());
                book.domains.entry(local_part.to_owned()).or_default().insert(domain.to_owned());
            }
        }
        book
    }

    pub(super) fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// True when this folded address is in it.
    pub(super) fn has(&self, address: &str) -> bool {
        self.entries.contains_key(address)
    }

    /// True when someone in it has exactly this domain.
    pub(super) fn has_domain(&self, domain: &str) -> bool {
        self.local_parts.contains_key(domain)
    }

    /// The organization it gives for a folded address.
    pub(super) fn organization(&self, address: &str) -> Option<&str> {
        self.entries.get(address)?.organization.as_deref()
    }

    /// Folded addresses with their names, in no order.
    pub(super) fn people(&self) -> impl Iterator<Item = (&str, &str)> {
        self.entries.iter().map(|(address, entry)| (address.as_str(), entry.name.as_str()))
    }

    /// Each domain with the number of its addresses, in no order.
    pub(super) fn domains(&self) -> impl Iterator<Item = (&str, usize)> {
        self.local_parts.iter().map(|(domain, local_parts)| (domain.as_str(), local_parts.len()))
    }

    /// What stands before the `@` of its addresses at a domain.
    pub(super) fn local_parts_at(&self, domain: &str) -> impl Iterator<Item = &str> {
        self.local_parts.get(domain).into_iter().flatten().map(String::as_str)
    }

    /// The domains at which it has this local part.
    pub(super) fn domains_of(&self, local_part: &str) -> impl Iterator<Item = &str> {
        self.domains.get(local_part).into_iter().flatten().map(String::as_str)
    }
}
