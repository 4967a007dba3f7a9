//! Whom we know by settings: partners, the address book, distribution lists, and our own names. Knows no draft.

use crate::domain_name::is_same_or_under;
use crate::settings::{Partner, Settings};
use std::collections::{HashMap, HashSet};

/// Settings about people and organizations, by address and by domain.
pub(super) struct Acquaintances<'s> {
    settings: &'s Settings,
    organizations: HashMap<&'s str, Option<&'s str>>,
    book_domains: HashSet<&'s str>,
    mailing_lists: HashSet<&'s str>,
}

impl<'s> Acquaintances<'s> {
    pub(super) fn new(settings: &'s Settings) -> Self {
        let book = &settings.people.address_book;
        let domain = |address: &'s str| address.rsplit_once('@').map(|(_, domain)| domain);
        let lists = settings.people.lists.iter();
        Self {
            settings,
            organizations: book.iter().map(|person| (&*person.address, person.organization.as_deref())).collect(),
            book_domains: book.iter().filter_map(|person| domain(&person.address)).collect(),
            mailing_lists: lists
                .filter(|member| member.audience.as_deref() != Some("private"))
                .map(|member| &*member.list)
                .collect(),
        }
    }

    /// The partner that a folded domain belongs to.
    pub(super) fn partner(&self, domain: &str) -> Option<&'s Partner> {
        let owns = |partner: &&Partner| partner.domains.iter().any(|own| is_same_or_under(domain, own));
        self.settings.partners.iter().find(owns)
    }

    pub(super) fn partners(&self) -> &'s [Partner] {
        &self.settings.partners
    }

    /// The organization that the address book gives for a folded address.
    pub(super) fn organization(&self, address: &str) -> Option<&'s str> {
        self.organizations.get(address).copied().flatten()
    }

    pub(super) fn knows_address(&self, address: &str) -> bool {
        self.organizations.contains_key(address)
    }

    /// True when someone in the address book has exactly this domain.
    pub(super) fn knows_domain(&self, domain: &str) -> bool {
        self.book_domains.contains(domain)
    }

    /// The domains of the address book, in no order.
    pub(super) fn book_domains(&self) -> impl Iterator<Item = &'s str> {
        self.book_domains.iter().copied()
    }

    /// True for the address of a distribution list whose members may know of each other.
    pub(super) fn is_mailing_list(&self, address: &str) -> bool {
        self.mailing_lists.contains(address)
    }

    pub(super) fn own_name(&self) -> Option<&'s str> {
        self.settings.organization.name.as_deref()
    }
}
