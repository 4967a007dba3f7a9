//! Whom we know by settings: partners, the address book, distribution lists, who may send for us, and our own
//! names. Knows no draft.

use super::book::AddressBook;
use super::known_names::KnownNames;
use crate::domain_name::is_same_or_under;
use crate::facts::name::NameWords;
use crate::facts::own::Own;
use crate::facts::partner_name::PartnerNames;
use crate::lists::Lists;
use crate::settings::{AddressGlobs, Partner, Settings};
use std::collections::{BTreeSet, HashMap};
use std::sync::OnceLock;

/// Settings about people and organizations, by address and by domain; made once for all drafts, since an address
/// book has thousands of entries.
#[derive(Debug, Default)]
pub struct Acquaintances {
    partners: Vec<Partner>,
    own_name: Option<String>,
    book: AddressBook,
    /// Address of each distribution list.
    lists: HashMap<String, KnownList>,
    allowed_senders: AddressGlobs,
    /// Members of lists marked private, with the name of the list, else its address.
    private_lists: HashMap<String, String>,
    names: KnownNames,
    partner_names: OnceLock<PartnerNames>,
    name_words: OnceLock<NameWords>,
}

/// A distribution list of the settings.
#[derive(Debug, Default)]
struct KnownList {
    /// Its members must not know of each other.
    is_private: bool,
    /// A member is marked as outside.
    has_outsiders: bool,
    /// Folded domains of its members.
    domains: BTreeSet<String>,
}

impl Acquaintances {
    /// The people and partners of these settings.
    #[must_use]
    pub fn new(settings: &Settings) -> Self {
        let mut lists: HashMap<String, KnownList> = HashMap::new();
        for member in &settings.people.lists {
            let list = lists.entry(member.list.clone()).or_default();
            list.is_private |= member.audience.as_deref() == Some("private");
            list.has_outsiders |= member.external;
            list.domains.extend(member.member.rsplit_once('@').map(|(_, domain)| domain.to_owned()));
        }
        let private = settings.people.lists.iter().filter(|member| member.audience.as_deref() == Some("private"));
        Self {
            partners: settings.partners.clone(),
            own_name: settings.organization.name.clone(),
            book: AddressBook::new(&settings.people.address_book),
            lists,
            allowed_senders: AddressGlobs::new(&settings.organization.allowed_senders),
            private_lists: private
                .map(|row| (row.member.clone(), row.name.clone().unwrap_or_else(|| row.list.clone())))
                .collect(),
            names: KnownNames::new(&settings.people.address_book),
            partner_names: OnceLock::new(),
            name_words: OnceLock::new(),
        }
    }

    /// The address book.
    pub(super) fn book(&self) -> &AddressBook {
        &self.book
    }

    /// How many addresses of the book are known to be outside; `None` without a book.
    #[must_use]
    pub fn outsiders_in_book(&self, own: &Own, lists: &Lists) -> Option<u64> {
        let domains = self.book.domains().filter(|(domain, _)| own.is_external(domain, lists) == Some(true));
        (!self.book.is_empty()).then(|| domains.map(|(_, addresses)| addresses as u64).sum())
    }

    /// True for a folded address that `[organization] allowed-senders` names.
    #[must_use]
    pub fn may_send(&self, address: &str) -> bool {
        self.allowed_senders.matches(address)
    }

    /// The partner that a folded domain belongs to.
    pub(super) fn partner(&self, domain: &str) -> Option<&Partner> {
        let owns = |partner: &&Partner| partner.domains.iter().any(|own| is_same_or_under(domain, own));
        self.partners.iter().find(owns)
    }

    pub(crate) fn partners(&self) -> &[Partner] {
        &self.partners
    }

    /// The organization that the address book gives for a folded address.
    pub(super) fn organization(&self, address: &str) -> Option<&str> {
        self.book.organization(address)
    }

    pub(super) fn knows_address(&self, address: &str) -> bool {
        self.book.has(address)
    }

    /// True when someone in the address book has exactly this domain.
    pub(super) fn knows_domain(&self, domain: &str) -> bool {
        self.book.has_domain(domain)
    }

    /// The domains of the address book, in no order.
    pub(super) fn book_domains(&self) -> impl Iterator<Item = &str> {
        self.book.domains().map(|(domain, _)| domain)
    }

    /// True for the address of a distribution list of the settings.
    pub(super) fn is_list(&self, address: &str) -> bool {
        self.lists.contains_key(address)
    }

    /// True for the address of a distribution list whose members may know of each other.
    pub(super) fn is_mailing_list(&self, address: &str) -> bool {
        self.lists.get(address).is_some_and(|list| !list.is_private)
    }

    /// Whether a distribution list of the settings has members who are marked or known as outside; `None` for other
    /// addresses.
    pub(super) fn list_has_outsiders(&self, address: &str, own: &Own, lists: &Lists) -> Option<bool> {
        let list = self.lists.get(address)?;
        let is_external = |domain: &String| own.is_external(domain, lists) == Some(true);
        Some(list.has_outsiders || list.domains.iter().any(is_external))
    }

    /// A list marked private that this folded address is a member of: its name, else its address.
    pub(super) fn private_list(&self, address: &str) -> Option<&str> {
        self.private_lists.get(address).map(String::as_str)
    }

    /// The names of the address book.
    pub(crate) fn names(&self) -> &KnownNames {
        &self.names
    }

    /// The names of the partners; made when first asked, with these words.
    pub(crate) fn partner_names(&self, words: &NameWords) -> &PartnerNames {
        self.partner_names.get_or_init(|| PartnerNames::new(&self.partners, words))
    }

    /// The partners that a display name speaks of.
    pub(super) fn partners_named_in(&self, display_name: &str, lists: &Lists) -> Vec<&Partner> {
        if self.partners.is_empty() {
            return Vec::new();
        }
        let words = self.name_words.get_or_init(|| NameWords::new(&|name| lists.get(name).unwrap_or_default()));
        let mentions = self.partner_names(words).mentions_in(display_name, words);
        mentions.iter().flat_map(|mention| &mention.partners).filter_map(|index| self.partners.get(*index)).collect()
    }

    pub(super) fn own_name(&self) -> Option<&str> {
        self.own_name.as_deref()
    }
}
