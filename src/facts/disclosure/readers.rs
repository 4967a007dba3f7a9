//! Whose addresses the outside readers know anyway. Knows no text.

use super::Known;
use crate::facts::addr_spec::FoldedAddress;
use crate::facts::recipient::party_of;
use crate::facts::schema::RecipientRow;
use std::cell::RefCell;
use std::collections::{HashMap, HashSet};

/// Everyone who gets the draft, by address and by party.
pub(super) struct Readers<'a> {
    known: &'a Known<'a>,
    visible: HashSet<&'a str>,
    hidden: HashSet<&'a str>,
    parties: HashSet<&'a str>,
    /// Party of each domain's addresses that was asked for.
    asked: RefCell<HashMap<String, Option<String>>>,
}

impl<'a> Readers<'a> {
    pub(super) fn new(known: &'a Known<'a>) -> Self {
        let addresses = |is_visible: bool| {
            let rows = known.recipients.iter().filter(move |row| row.visible == is_visible);
            rows.filter_map(|row| row.address.as_deref()).collect::<HashSet<_>>()
        };
        let is_visible_or_alone = |row: &&RecipientRow| row.visible || known.recipients.len() == 1;
        let parties = known.recipients.iter().filter(is_visible_or_alone).filter_map(|row| row.party.as_deref());
        Self {
            known,
            visible: addresses(true),
            hidden: addresses(false),
            parties: parties.collect(),
            asked: RefCell::default(),
        }
    }

    /// The recipients outside that get it.
    pub(super) fn outside(&self) -> impl Iterator<Item = &'a RecipientRow> {
        self.known.recipients.iter().filter(|row| row.delivered && row.external == Some(true))
    }

    /// True for an address of ours, of a visible recipient or that recipient's organization, or of the quoted thread.
    pub(super) fn know(&self, address: &FoldedAddress) -> bool {
        let folded = address.address.as_str();
        if self.known.own.is_sender(folded) || self.visible.contains(folded) || self.known.thread.shows(folded, None) {
            return true;
        }
        !self.hidden.contains(folded) && self.party(address).is_none_or(|party| self.parties.contains(party.as_str()))
    }

    /// True for the address of a recipient or of a visible recipient's organization.
    pub(super) fn is_reader(&self, address: &FoldedAddress) -> bool {
        self.visible.contains(address.address.as_str())
            || self.hide(address)
            || self.party(address).is_some_and(|party| self.parties.contains(party.as_str()))
    }

    /// True for an address in Bcc alone.
    pub(super) fn hide(&self, address: &FoldedAddress) -> bool {
        self.hidden.contains(address.address.as_str())
    }

    fn party(&self, address: &FoldedAddress) -> Option<String> {
        let mut asked = self.asked.borrow_mut();
        if let Some(party) = asked.get(&address.address) {
            return party.clone();
        }
        let party = party_of(address, self.known.own, self.known.acquaintances, self.known.lists);
        asked.insert(address.address.clone(), party.clone());
        party
    }
}
