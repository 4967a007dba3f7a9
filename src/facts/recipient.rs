//! Rows of `recipients`: what is known of everyone in To, Cc and Bcc, and of attendees. Knows no rule and counts nothing.

mod acquaintance;
mod book;
mod domain_facts;
mod invitation;
mod known_names;
mod look_alike;
mod mailing_list;
mod name_claim;
pub mod private_mailbox;
pub(in crate::facts) mod resemblance;
mod slip;

pub use acquaintance::Acquaintances;

use super::addr_spec::FoldedAddress;
use super::own::Own;
use super::schema::RecipientRow;
use super::thread::ThreadAddresses;
use crate::draft::{Address, Draft, Recipient, RecipientField};
use crate::lists::Lists;
use domain_facts::{DomainFacts, DomainJudge, Party};
use mailing_list::MailingLists;
use slip::Certainty;
use std::collections::{HashMap, HashSet};

/// Everyone in To, Cc and Bcc, in the order of the view.
///
/// `thread` is what the quoted text shows: addresses in it are not newly exposed.
#[must_use]
pub fn rows(
    draft: &Draft,
    own: &Own,
    acquaintances: &Acquaintances,
    lists: &Lists,
    thread: &ThreadAddresses,
) -> Vec<RecipientRow> {
    let judge = DomainJudge::new(own, lists, acquaintances);
    let mailing_lists = MailingLists::of(draft, lists, acquaintances);
    let (domains, thread_parties) = (HashMap::new(), HashSet::new());
    let mut reader = Reader { own, lists, thread, acquaintances, mailing_lists, judge, domains, thread_parties };
    reader.thread_parties = reader.parties_of_thread();
    let mut seen = HashSet::new();
    let mut rows: Vec<RecipientRow> = draft
        .recipients
        .iter()
        .map(|recipient| {
            let mut row = reader.row(recipient);
            row.repeated = row.address.clone().is_some_and(|address| !seen.insert((row.delivered, address)));
            row
        })
        .collect();
    invitation::compare(&mut rows, &draft.recipients);
    rows
}

/// Everything that rows are made from; judges each domain once.
struct Reader<'a> {
    own: &'a Own,
    lists: &'a Lists,
    thread: &'a ThreadAddresses,
    acquaintances: &'a Acquaintances,
    mailing_lists: MailingLists<'a>,
    judge: DomainJudge<'a>,
    domains: HashMap<String, DomainFacts>,
    /// Outside parties of the quoted thread.
    thread_parties: HashSet<String>,
}

impl Reader<'_> {
    fn row(&mut self, recipient: &Recipient) -> RecipientRow {
        let mailbox = &recipient.mailbox;
        let display_name = mailbox.display_name.as_ref().map(|name| name.value.clone());
        let mut row = RecipientRow {
            span: mailbox.address.span,
            field: recipient.field.name(),
            display_name,
            visible: recipient.field != RecipientField::Bcc,
            group: recipient.group.clone(),
            resent: recipient.is_resent,
            delivered: recipient.is_delivered,
            resource: recipient.is_resource,
            ..RecipientRow::default()
        };
        (row.address_status, row.problem) = status(&mailbox.address.value);
        match FoldedAddress::of_mailbox(mailbox) {
            Some(address) => self.judge_address(&mut row, &address, &mailbox.address.value),
            None if mailbox.address.value == Address::Unresolved => row.external = Some(false),
            None => {}
        }
        let has_address = !matches!(mailbox.address.value, Address::NameOnly | Address::Placeholder(_));
        // A room has an address like everyone; it is no person whom anybody would get to know.
        row.exposed = row.visible && has_address && !row.sender && !row.in_thread && !row.resource;
        row
    }

    fn judge_address(&mut self, row: &mut RecipientRow, address: &FoldedAddress, written: &Address) {
        row.address = Some(address.address.clone());
        row.local_part = Some(address.local_part.clone());
        row.domain.clone_from(&address.domain);
        row.suggestion = repaired(address, written);
        row.sender = self.own.is_sender(&address.address);
        row.in_thread = self.thread.shows(&address.address, row.display_name.as_deref());
        row.private_list = self.acquaintances.private_list(&address.address).map(str::to_owned);
        row.list_has_outsiders = self.acquaintances.list_has_outsiders(&address.address, self.own, self.lists);
        row.public_archive = mailing_list::is_public_archive(address, self.lists);
        let book = self.acquaintances.book();
        row.in_book = (!book.is_empty()).then(|| book.has(&address.address));
        self.judge_letters(row, written);
        let Some(domain) = &address.domain else {
            row.address_status = "malformed";
            row.problem = row.problem.or(Some("domain"));
            return;
        };
        let facts = self.facts(domain);
        (row.mailing_list, row.public_list) = self.mailing_lists.judge(address, domain, &facts);
        row.distribution_list =
            row.mailing_list || mailing_list::is_for_everybody(address, self.lists, self.acquaintances);
        row.external = facts.external;
        row.member = facts.is_member;
        row.kind = Some(facts.kind);
        row.party = facts.party.of(&address.address);
        row.organization = facts
            .partner
            .clone()
            .or_else(|| self.acquaintances.organization(&address.address).map(str::to_owned))
            .or_else(|| self.own_name(&facts));
        if row.sender {
            (row.external, row.party) = (Some(false), None);
        } else {
            row.new_to_thread = self.new_to_thread(row);
            self.judge_spelling(row, address, &facts);
            self.judge_resemblance(row, address, domain, &facts);
            let claim = name_claim::find(row, &facts, self);
            (row.name_claims, row.name_claims_party) = claim.unzip();
            let display_name = row.display_name.as_deref().unwrap_or_default();
            let other = self.acquaintances.names().other_address(&address.address, display_name);
            row.name_of_another = other.map(|(other, _)| other.to_owned());
            row.name_of_another_certainty = other.map(|(_, is_known)| if is_known { "sure" } else { "likely" });
        }
    }

    /// Problems of the domain that lists can tell.
    fn judge_spelling(&self, row: &mut RecipientRow, address: &FoldedAddress, facts: &DomainFacts) {
        if let Some(slip) = &facts.slip {
            row.typo_of = Some(slip.meant.clone());
            row.typo_certainty = Some(slip.certainty.name());
        }
        let Some(problem) = facts.problem.filter(|_| !self.acquaintances.knows_address(&address.address)) else {
            return;
        };
        if row.problem.is_none() {
            row.problem = Some(problem);
            if problem == "unknown-top-level" {
                row.address_status = "malformed";
            }
            if let Some(slip) = facts.slip.as_ref().filter(|slip| slip.certainty == Certainty::Sure) {
                row.suggestion = Some(format!("{}@{}", address.local_part, slip.meant));
            }
        }
    }

    /// Whether the address is written in letters that pass for others.
    fn judge_letters(&self, row: &mut RecipientRow, written: &Address) {
        let is_familiar = |domain: &str| {
            let consumers = self.lists.needed("consumer-domains");
            self.own.domains().iter().any(|own| own == domain)
                || consumers.domain(domain).is_some()
                || self.acquaintances.partner(domain).is_some()
                || self.acquaintances.knows_domain(domain)
        };
        let found = match written {
            Address::Ok(addr_spec) => look_alike::find(&addr_spec.to_string(), &is_familiar),
            Address::Malformed { text, .. } => look_alike::find(text, &is_familiar),
            Address::Unresolved | Address::NameOnly | Address::Placeholder(_) => None,
        };
        // What the settings know by these very letters is meant.
        let is_known = |kind: &str| kind == "imitation" && row.domain.as_deref().is_some_and(is_familiar);
        if let Some(found) = found.filter(|found| !is_known(found.kind)) {
            row.look_alike = Some(found.kind);
            row.reads_as = found.reads_as;
        }
    }

    /// Whether it nearly is an address of the book.
    fn judge_resemblance(&self, row: &mut RecipientRow, address: &FoldedAddress, domain: &str, facts: &DomainFacts) {
        let is_listed_slip = facts.slip.as_ref().is_some_and(|slip| slip.certainty == Certainty::Sure);
        if row.in_book != Some(false) || row.in_thread || is_listed_slip {
            return;
        }
        let is_consumer = facts.kind != "organization";
        let is_ours = facts.external == Some(false);
        let is_domain_known =
            is_consumer || is_ours || facts.partner.is_some() || self.acquaintances.knows_domain(domain);
        let local_part = address.local_part.as_str();
        let stranger = resemblance::Stranger { local_part, domain, is_consumer, is_ours, is_domain_known };
        let found = resemblance::find(stranger, self.acquaintances.book(), self.lists);
        (row.resembles, row.resembles_certainty) = found.unzip();
    }

    /// Whether the recipient's party takes no part in the quoted thread; `None` when the quote does not tell.
    fn new_to_thread(&self, row: &RecipientRow) -> Option<bool> {
        let is_external = row.external.filter(|_| row.delivered && self.thread.names_recipients())?;
        let is_known = row.in_thread || row.party.as_ref().is_some_and(|party| self.thread_parties.contains(party));
        let may_be_named = self.thread.may_name(row.display_name.as_deref());
        if !is_external || is_known { Some(false) } else { (!may_be_named).then_some(true) }
    }

    fn parties_of_thread(&self) -> HashSet<String> {
        if !self.thread.names_recipients() {
            return HashSet::new();
        }
        let thread = self.thread;
        thread.addresses().filter_map(|address| self.judge.party_of(address)).collect()
    }

    /// Facts of a folded domain, judged once.
    fn facts(&mut self, domain: &str) -> DomainFacts {
        if let Some(facts) = self.domains.get(domain) {
            return facts.clone();
        }
        let facts = self.judge.judge(domain);
        self.domains.insert(domain.to_owned(), facts.clone());
        facts
    }

    fn own_name(&self, facts: &DomainFacts) -> Option<String> {
        let is_own = facts.external == Some(false) && !facts.is_member;
        is_own.then(|| self.acquaintances.own_name()).flatten().map(str::to_owned)
    }

    /// The party of another address than the row's.
    fn party_of(&mut self, address: &FoldedAddress) -> (Option<String>, Option<bool>) {
        let Some(domain) = &address.domain else { return (Some(address.address.clone()), None) };
        let facts = self.facts(domain);
        (facts.party.of(&address.address), facts.external)
    }
}

/// The outside party that an address belongs to; `None` for internal ones. Slips of the pen are not looked for.
#[must_use]
pub fn party_of(address: &FoldedAddress, own: &Own, acquaintances: &Acquaintances, lists: &Lists) -> Option<String> {
    DomainJudge::new(own, lists, acquaintances).party_of(address)
}

impl DomainJudge<'_> {
    fn party_of(&self, address: &FoldedAddress) -> Option<String> {
        let domain = address.domain.as_deref();
        domain.map_or_else(|| Some(address.address.clone()), |domain| self.party(domain).of(&address.address))
    }
}

impl Party {
    /// The party that an address at the domain belongs to; `None` for internal ones.
    fn of(&self, address: &str) -> Option<String> {
        match self {
            Party::None => None,
            Party::EachAddress => Some(address.to_owned()),
            Party::Organization(name) => Some(name.clone()),
        }
    }
}

/// Status and problem as the draft itself tells them.
fn status(address: &Address) -> (&'static str, Option<&'static str>) {
    match address {
        Address::Ok(_) => ("ok", None),
        Address::Malformed { problem, .. } => ("malformed", Some(problem.name())),
        Address::Unresolved => ("unresolved", None),
        Address::NameOnly => ("unresolved", Some("no-address")),
        Address::Placeholder(_) => ("placeholder", None),
    }
}

/// The repaired address where it is another than the one written: nothing is proposed for old carrier addresses with
/// two dots, which are right as they are.
fn repaired(address: &FoldedAddress, written: &Address) -> Option<String> {
    match written {
        Address::Malformed { text, .. } if text.to_lowercase() != address.address => Some(address.address.clone()),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
