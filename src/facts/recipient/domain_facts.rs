//! What holds for every address at one domain: ours or not, of what kind, which party, rightly spelt or not.

use super::acquaintance::Acquaintances;
use super::slip::{Slip, Slips};
use crate::facts::domain::{TopLevelStatus, organizational_domain, top_level_status};
use crate::facts::own::Own;
use crate::facts::schema::recipient_kind;
use crate::lists::{Entry, List, Lists};
use std::sync::Arc;

/// Facts of a domain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct DomainFacts {
    /// See `RecipientRow::external`.
    pub(super) external: Option<bool>,
    pub(super) is_member: bool,
    /// A word of `kind`.
    pub(super) kind: &'static str,
    pub(super) party: Party,
    /// Name of the partner it belongs to.
    pub(super) partner: Option<String>,
    /// `unknown-top-level` or `private-top-level`.
    pub(super) problem: Option<&'static str>,
    pub(super) slip: Option<Slip>,
}

/// Who counts as one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Party {
    /// Internal.
    None,
    /// Everyone for themselves: members and consumers.
    EachAddress,
    /// All together.
    Organization(String),
}

/// Judges domains.
pub(super) struct DomainJudge<'a> {
    own: &'a Own,
    lists: &'a Lists,
    acquaintances: &'a Acquaintances,
    consumers: Arc<List>,
    slips: Slips<'a>,
}

impl<'a> DomainJudge<'a> {
    pub(super) fn new(own: &'a Own, lists: &'a Lists, acquaintances: &'a Acquaintances) -> Self {
        let slips = Slips::new(own, lists, acquaintances);
        Self { own, lists, acquaintances, consumers: lists.needed("consumer-domains"), slips }
    }

    /// The facts of a folded domain.
    pub(super) fn judge(&self, domain: &str) -> DomainFacts {
        let external = self.own.is_external(domain, self.lists);
        let partner = self.acquaintances.partner(domain);
        let is_set = external == Some(false) || partner.is_some();
        // An entry that a user added may lack its kind; most such providers are free-mail.
        let kind = self
            .consumer(domain)
            .map_or("organization", |entry| entry.column(0).and_then(recipient_kind).unwrap_or("free-mail"));
        let is_known = is_set || self.acquaintances.knows_domain(domain);
        let problem = match top_level_status(domain, self.lists) {
            TopLevelStatus::Known | TopLevelStatus::Reserved => None,
            _ if is_known => None,
            TopLevelStatus::Private => Some("private-top-level"),
            TopLevelStatus::Unknown => Some("unknown-top-level"),
        };
        let slip = if is_known { None } else { self.slips.find(domain) };
        DomainFacts {
            external,
            is_member: self.own.is_member(domain),
            kind,
            party: self.party(domain),
            partner: partner.map(|partner| partner.name.clone()),
            problem,
            slip,
        }
    }

    /// Who an address at the folded domain counts with.
    pub(super) fn party(&self, domain: &str) -> Party {
        if self.own.is_member(domain) {
            Party::EachAddress
        } else if self.own.is_external(domain, self.lists) == Some(false) {
            Party::None
        } else if let Some(partner) = self.acquaintances.partner(domain) {
            Party::Organization(partner.name.clone())
        } else if self.consumer(domain).is_some() {
            Party::EachAddress
        } else {
            Party::Organization(organizational_domain(domain, self.lists))
        }
    }

    /// The provider of personal mailboxes that the domain belongs to. A shop whose mail is at its provider is an
    /// organization to those who have set it as theirs or a partner's.
    fn consumer(&self, domain: &str) -> Option<&Entry> {
        let is_set =
            self.own.is_external(domain, self.lists) == Some(false) || self.acquaintances.partner(domain).is_some();
        self.consumers.domain(domain).filter(|_| !is_set)
    }
}
