//! Whom we know by settings: partners, the address book, distribution lists, and our own names. Knows no draft.

use crate::domain_name::is_same_or_under;
use crate::settings::{ListMember, Partner, Settings};
use std::collections::{HashMap, HashSet};

/// Settings about people and organizations, by address and by domain; made once for all drafts, since an address
/// book has thousands of entries.
#[derive(Debug, Default)]
pub struct Acquaintances {
    partners: Vec<Partner>,
    own_name: Option<String>,
    organizations: HashMap<String, Option<String>>,
    book_domains: HashSet<String>,
    mailing_lists: HashSet<String>,
    private_lists: HashMap<String, String>,
}

impl Acquaintances {
    /// The people and partners of these settings.
    #[must_use]
    pub fn new(settings: &Settings) -> Self {
        let book = &settings.people.address_book;
        let (private, known): (Vec<&ListMember>, Vec<&ListMember>) =
            settings.people.lists.iter().partition(|member| member.audience.as_deref() == Some("private"));
        let domains = book.iter().filter_map(|person| person.address.rsplit_once('@'));
        Self {
            partners: settings.partners.clone(),
            own_name: settings.organization.name.clone(),
            organizations: book.iter().map(|person| (person.address.clone(), person.organization.clone())).collect(),
            book_domains: domains.map(|(_, domain)| domain.to_owned()).collect(),
            mailing_lists: known.into_iter().map(|member| member.list.clone()).collect(),
            private_lists: private
                .into_iter()
                .map(|row| (row.member.clone(), row.name.clone().unwrap_or_else(|| row.list.clone())))
                .collect(),
        }
    }

    /// The partner that a folded domain belongs to.
    pub(super) fn partner(&self, domain: &str) -> Option<&Partner> {
        let owns = |partner: &&Partner| partner.domains.iter().any(|own| is_same_or_under(domain, own));
        self.partners.iter().find(owns)
    }

    pub(super) fn partners(&self) -> &[Partner] {
        &self.partners
    }

    /// The organization that the address book gives for a folded address.
    pub(super) fn organization(&self, address: &str) -> Option<&str> {
        self.organizations.get(address)?.as_deref()
    }

    pub(super) fn knows_address(&self, address: &str) -> bool {
        self.organizations.contains_key(address)
    }

    /// True when someone in the address book has exactly this domain.
    pub(super) fn knows_domain(&self, domain: &str) -> bool {
        self.book_domains.contains(domain)
    }

    /// The domains of the address book, in no order.
    pub(super) fn book_domains(&self) -> impl Iterator<Item = &str> {
        self.book_domains.iter().map(String::as_str)
    }

    /// True for the address of a distribution list whose members may know of each other.
    pub(super) fn is_mailing_list(&self, address: &str) -> bool {
        self.mailing_lists.contains(address)
    }

    /// A list marked private that this folded address is a member of: its name, else its address.
    pub(super) fn private_list(&self, address: &str) -> Option<&str> {
        self.private_lists.get(address).map(String::as_str)
    }

    pub(super) fn own_name(&self) -> Option<&str> {
        self.own_name.as_deref()
    }
}
