//! Who receives a draft, in numbers and in groups, and who will see whom. Counts addresses, each once: how many people
//! stand behind a list is not known.

use super::Who;
use crate::draft::Draft;
use crate::facts::Facts;
use crate::facts::schema::RecipientRow;
use crate::finding::Finding;
use crate::span::Span;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// Everybody in To, Cc and Bcc, and the attendees of an invitation.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Readers {
    /// Different addresses that get it.
    pub people: usize,
    /// Of them outside; `None`: nothing says who we are.
    pub outside: Option<usize>,
    /// Organizations outside.
    pub organizations: usize,
    /// Addresses at providers that stand for one person each.
    pub private: usize,
    /// Not in the address book; `None` without one.
    pub first_time: Option<usize>,
    /// Addresses that cannot be used.
    pub unusable: usize,
    /// Mailing lists and distribution lists.
    pub lists: usize,
    /// Addresses that stand there once more.
    pub repeated: usize,
    /// By field, in the order of the view; fields without anybody are left out.
    pub fields: Vec<FieldCount>,
    /// Whose addresses everybody sees.
    pub visible: usize,
    /// Of them: outside parties, the sender left out.
    pub visible_parties: usize,
    /// In Bcc.
    pub hidden: usize,
    /// Shown and not mailed: attendees, the old To of a message that is passed on.
    pub only_shown: usize,
    /// In Bcc, and named by the calendar that everybody gets.
    pub betrayed: usize,
    /// Ours first, then partners, then by domain.
    pub groups: Vec<Group>,
}

/// How many stand in a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FieldCount {
    /// `to`, `cc`, `bcc`, `attendee`.
    pub field: &'static str,
    /// Different addresses.
    pub people: usize,
    /// Of them outside; 0 where nobody knows.
    pub outside: usize,
}

/// People who belong together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// Why.
    pub kind: GroupKind,
    /// Name of the organization or partner, or the domain; empty for private mailboxes and for what cannot be used.
    pub name: String,
    /// In the order of the view.
    pub people: Vec<Person>,
}

/// What holds a group together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum GroupKind {
    /// Our organization.
    Own,
    /// An organization of the settings or the address book.
    Partner,
    /// A domain.
    Domain,
    /// Addresses at providers: each a person of their own.
    Private,
    /// No address that can be used.
    Unusable,
}

impl GroupKind {
    /// The word in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            GroupKind::Own => "own",
            GroupKind::Partner => "partner",
            GroupKind::Domain => "domain",
            GroupKind::Private => "private",
            GroupKind::Unusable => "unusable",
        }
    }
}

/// A recipient.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// `to`, `cc`, `bcc`, `attendee`.
    pub field: &'static str,
    /// Name and address.
    pub who: Who,
    /// `None`: nothing says who we are.
    pub is_outside: Option<bool>,
    /// Not in the address book.
    pub is_first_time: bool,
    /// Cannot be used as it is written.
    pub is_unusable: bool,
    /// More people stand behind it.
    pub is_list: bool,
    /// A room or a thing.
    pub is_resource: bool,
    /// The sender's own address.
    pub is_sender: bool,
    /// Gets no mail, and is shown.
    pub is_only_shown: bool,
    /// Numbers of the findings about it, from 1.
    pub findings: Vec<usize>,
}

impl Readers {
    pub(super) fn of(draft: &Draft, facts: &Facts, findings: &[&Finding], own_name: Option<&str>) -> Self {
        let marks = marks(findings, facts);
        let mut readers = Self::default();
        let mut groups: BTreeMap<(GroupKind, String), Vec<Person>> = BTreeMap::new();
        let mut organizations = BTreeSet::new();
        let mut parties = BTreeSet::new();
        let knows_us = facts.recipients.iter().any(|row| row.external.is_some());
        let has_book = facts.recipients.iter().any(|row| row.in_book.is_some());
        let delivered: HashSet<&str> =
            facts.recipients.iter().filter(|row| row.delivered).filter_map(|row| row.address.as_deref()).collect();
        let gets_it = |row: &RecipientRow| {
            row.delivered || row.address.as_deref().is_some_and(|address| delivered.contains(address))
        };
        let (mut outside, mut first_time) = (0, 0);
        for (recipient, row) in draft.recipients.iter().zip(&facts.recipients) {
            if row.repeated {
                readers.repeated += 1;
                continue;
            }
            let mut person = person(Who::of(&recipient.mailbox), row, &marks);
            person.is_only_shown = !gets_it(row);
            let key = group_key(row, own_name);
            let is_outside = row.external == Some(true);
            if row.delivered {
                readers.people += 1;
                outside += usize::from(is_outside);
                first_time += usize::from(person.is_first_time);
                readers.private += usize::from(key.0 == GroupKind::Private);
                if matches!(key.0, GroupKind::Partner | GroupKind::Domain) {
                    organizations.insert(key.clone());
                }
            }
            readers.only_shown += usize::from(person.is_only_shown);
            readers.unusable += usize::from(person.is_unusable);
            readers.lists += usize::from(person.is_list);
            readers.count_in_field(row.field, is_outside);
            if row.visible && !row.resource {
                readers.visible += 1;
                parties.extend(row.party.as_deref().filter(|_| is_outside && !row.sender));
            }
            readers.hidden += usize::from(row.field == "bcc");
            readers.betrayed += usize::from(row.invitation == Some("hidden"));
            groups.entry(key).or_default().push(person);
        }
        readers.outside = knows_us.then_some(outside);
        readers.first_time = has_book.then_some(first_time);
        readers.organizations = organizations.len();
        readers.visible_parties = parties.len();
        readers.groups = groups.into_iter().map(|((kind, name), people)| Group { kind, name, people }).collect();
        readers.groups.sort_by_key(|group| (group.kind, std::cmp::Reverse(group.people.len())));
        readers
    }

    fn count_in_field(&mut self, field: &'static str, is_outside: bool) {
        let at = self.fields.iter().position(|count| count.field == field).unwrap_or_else(|| {
            self.fields.push(FieldCount { field, people: 0, outside: 0 });
            self.fields.len() - 1
        });
        self.fields[at].people += 1;
        self.fields[at].outside += usize::from(is_outside);
    }

    /// How many stand in that field.
    #[must_use]
    pub fn in_field(&self, field: &str) -> usize {
        self.fields.iter().find(|count| count.field == field).map_or(0, |count| count.people)
    }

    /// Everybody, group by group.
    pub fn everybody(&self) -> impl Iterator<Item = &Person> {
        self.groups.iter().flat_map(|group| &group.people)
    }
}

impl Group {
    /// True when somebody in it is known to be none of us.
    #[must_use]
    pub fn is_outside(&self) -> bool {
        self.people.iter().any(|person| person.is_outside == Some(true))
    }

    /// Domains of its addresses with how many there are of each, the most frequent first.
    #[must_use]
    pub fn domains(&self) -> Vec<(String, usize)> {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for person in &self.people {
            *counts.entry(person.who.domain().unwrap_or_default()).or_default() += 1;
        }
        let mut domains: Vec<_> = counts.into_iter().filter(|(domain, _)| !domain.is_empty()).collect();
        domains.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        domains
    }
}

fn person(who: Who, row: &RecipientRow, marks: &HashMap<Span, Vec<usize>>) -> Person {
    Person {
        field: row.field,
        who,
        is_outside: row.external,
        is_first_time: row.in_book == Some(false) && row.external != Some(false),
        is_unusable: matches!(row.address_status, "malformed" | "placeholder"),
        is_list: row.distribution_list,
        is_resource: row.resource,
        is_sender: row.sender,
        is_only_shown: false,
        findings: marks.get(&row.span).cloned().unwrap_or_default(),
    }
}

fn group_key(row: &RecipientRow, own_name: Option<&str>) -> (GroupKind, String) {
    let Some(domain) = &row.domain else { return (GroupKind::Unusable, String::new()) };
    if row.external == Some(false) && !row.member {
        return (GroupKind::Own, own_name.unwrap_or_default().to_owned());
    }
    match (&row.organization, row.kind) {
        (Some(organization), _) => (GroupKind::Partner, organization.clone()),
        (None, None | Some("organization")) => (GroupKind::Domain, domain.clone()),
        (None, Some(_)) => (GroupKind::Private, String::new()),
    }
}

/// Numbers of findings by the recipient they point at.
fn marks(findings: &[&Finding], facts: &Facts) -> HashMap<Span, Vec<usize>> {
    let people: BTreeSet<Span> = facts.recipients.iter().map(|row| row.span).collect();
    let mut marks: HashMap<Span, Vec<usize>> = HashMap::new();
    for (finding, number) in findings.iter().zip(1..) {
        let pointed: BTreeSet<Span> =
            finding.labels.iter().map(|label| label.span).filter(|span| people.contains(span)).collect();
        for span in pointed {
            marks.entry(span).or_default().push(number);
        }
    }
    marks
}
