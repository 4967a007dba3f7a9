//! Where a draft does not keep the rules of the house (`[policy]`). Each entry is compiled once for a run. Knows
//! what an entry asks for, not how grave it is.

mod demand;
mod texts;

#[cfg(test)]
mod tests;

use super::addr_spec::FoldedAddress;
use super::labels::labels;
use super::message::has_external;
use super::own::Own;
use super::schema::{AttachmentRow, ContentRow, MessageRow, PolicyRow, RecipientRow, policy_kind};
use crate::approval::standing::Standing;
use crate::draft::Draft;
use crate::fold::fold;
use crate::lang::Bilingual;
use crate::lists::Lists;
use crate::settings::{AddressGlobs, Policy, PolicyCondition, PolicyEntry, PolicyKind, TextPlace};
use crate::severity::Severity;
use demand::Demand;
use std::collections::HashSet;
use texts::{Needles, Texts};

/// The entries of `[policy]`, ready to be asked about each draft.
#[derive(Debug, Default)]
pub struct Policies(Vec<Compiled>);

/// A draft with what is already known of it.
#[derive(Debug, Clone, Copy)]
pub struct KnownDraft<'a> {
    /// The draft.
    pub draft: &'a Draft,
    /// Its row of `message`.
    pub message: &'a MessageRow,
    /// Its rows of `recipients`.
    pub recipients: &'a [RecipientRow],
    /// Who is outside of an approval.
    pub of_approvals: Outside<'a>,
    /// Its rows of `attachments`, one for each attachment of the draft.
    pub attachments: &'a [AttachmentRow],
    /// Its rows of `contents`.
    pub contents: &'a [ContentRow],
    /// Who has approved it.
    pub standing: &'a Standing,
}

/// Who is outside, by those settings that say it of approvals.
#[derive(Debug, Clone, Copy)]
pub struct Outside<'a> {
    /// Who "we" are.
    pub own: &'a Own,
    /// Rows of `recipients` by that.
    pub recipients: &'a [RecipientRow],
    /// Word and domain lists.
    pub lists: &'a Lists,
}

/// More places of one entry's words than anybody reads.
const MOST_PLACES: usize = 100;

#[derive(Debug)]
struct Compiled {
    kind: &'static str,
    name: String,
    text: Bilingual,
    level: Option<Severity>,
    condition: Condition,
    demand: Demand,
}

#[derive(Debug)]
struct Condition {
    external: bool,
    attachment: bool,
    words: Needles,
    senders: AddressGlobs,
    outside_recipients: Option<u64>,
    persons: Option<u64>,
    /// Folded.
    labels: Vec<String>,
    mailing: bool,
    /// It is one of an approval, which must be asked for in case of doubt.
    is_strict: bool,
}

impl Policies {
    /// Compiles the entries.
    #[must_use]
    pub fn new(policy: &Policy) -> Self {
        let number = |at: usize| {
            let kind = policy.entries[at].demand.kind();
            policy.entries[..=at].iter().filter(|entry| entry.demand.kind() == kind).count()
        };
        Self(policy.entries.iter().enumerate().map(|(at, entry)| Compiled::new(entry, number(at))).collect())
    }

    /// Rows of `policy`, in the order of the view.
    #[must_use]
    pub fn rows(&self, known: &KnownDraft<'_>) -> Vec<PolicyRow> {
        if self.0.is_empty() {
            return Vec::new();
        }
        let texts = Texts::of(known.draft);
        let mut rows: Vec<PolicyRow> = self.0.iter().flat_map(|compiled| compiled.rows(known, &texts)).collect();
        rows.sort_by_key(|row| row.span);
        rows
    }
}

impl Compiled {
    fn new(entry: &PolicyEntry, number: usize) -> Self {
        let kind = entry.demand.kind().name();
        Self {
            // A test holds that both sides have the same words.
            kind: policy_kind(kind).unwrap_or_default(),
            name: format!("{kind}[{number}]"),
            text: entry.text.clone(),
            level: entry.level,
            condition: Condition::new(&entry.condition, entry.demand.kind()),
            demand: Demand::new(&entry.demand),
        }
    }

    fn rows(&self, known: &KnownDraft<'_>, texts: &Texts<'_>) -> Vec<PolicyRow> {
        if !self.condition.holds(known, texts) {
            return Vec::new();
        }
        let said = if self.text.en == self.text.ja {
            self.text.en.clone()
        } else {
            format!("{} / {}", self.text.en, self.text.ja)
        };
        let row = |violation: demand::Violation| PolicyRow {
            span: violation.span,
            kind: self.kind,
            text: self.text.clone(),
            said: said.clone(),
            level: self.level,
            told: violation.told,
            entry: self.name.clone(),
            address: violation.address,
            filename: violation.filename,
        };
        self.demand.violations(known, texts).into_iter().map(row).collect()
    }
}

impl Condition {
    fn new(condition: &PolicyCondition, kind: PolicyKind) -> Self {
        Self {
            external: condition.external,
            attachment: condition.attachment,
            words: Needles::new(&condition.words, None),
            senders: AddressGlobs::new(&condition.senders),
            outside_recipients: condition.outside_recipients,
            persons: condition.persons,
            labels: condition.labels.iter().map(|label| fold(label)).collect(),
            mailing: condition.mailing,
            is_strict: kind == PolicyKind::Approval,
        }
    }

    fn holds(&self, known: &KnownDraft<'_>, texts: &Texts<'_>) -> bool {
        let outsiders = || match self.is_strict {
            true => known.of_approvals.count(),
            false => count(known.recipients, &|row| row.external == Some(true)),
        };
        // What lies behind a limit of reading may be what is asked about.
        let may_be = self.is_strict && known.draft.defects.iter().any(|defect| defect.kind.is_limit());
        let is_in_mailing = known.message.in_mailing || self.is_strict && known.standing.is_in_mailing;
        let is_external = || if self.is_strict { known.of_approvals.is_any() } else { known.message.has_external };
        (!self.external || may_be || is_external())
            && (!self.attachment || may_be || known.attachments.iter().any(|attachment| attachment.real))
            && (self.senders.is_empty() || sender_addresses(known.draft).any(|address| self.senders.matches(&address)))
            && self.outside_recipients.is_none_or(|least| may_be || outsiders() >= least)
            && self.persons.is_none_or(|least| may_be || persons(known) >= least)
            && (self.labels.is_empty() || may_be || self.is_labelled(known.draft))
            && (!self.mailing || is_in_mailing)
            && (self.words.is_empty() || may_be || texts.have(&self.words, &[TextPlace::Subject, TextPlace::OwnText]))
    }
}

impl Condition {
    /// A label of Purview may be one below another (`Confidential\All staff`), a marking the value of a key (`SEC=PROTECTED`).
    fn is_labelled(&self, draft: &Draft) -> bool {
        let carried = labels(draft);
        let mut carried = carried.iter().flat_map(|label| label.split(['\\', '=']).chain([label.as_str()]));
        carried.any(|label| self.labels.contains(&fold(label.trim())))
    }
}

impl Outside<'_> {
    /// Whoever is in From or Sender as well gets a copy of their own mail, unless their domain is none of ours: or else
    /// nobody were outside who is named there too.
    fn is_outside(&self, row: &RecipientRow) -> bool {
        let is_foreign = || row.domain.as_deref().and_then(|domain| self.own.is_external(domain, self.lists));
        row.external == Some(true) || row.sender && self.own.is_configured() && is_foreign() == Some(true)
    }

    fn is_any(&self) -> bool {
        has_external(self.recipients) || self.recipients.iter().any(|row| self.is_outside(row))
    }

    fn count(&self) -> u64 {
        count(self.recipients, &|row| self.is_outside(row))
    }
}

/// Different addresses of those who get it.
fn count(recipients: &[RecipientRow], is_counted: &dyn Fn(&RecipientRow) -> bool) -> u64 {
    let counted = recipients.iter().filter(|row| row.delivered && is_counted(row));
    counted.filter_map(|row| row.address.as_deref()).collect::<HashSet<_>>().len() as u64
}

/// People of whom the text tells, or the fullest place of a file.
fn persons(known: &KnownDraft<'_>) -> u64 {
    let of_files = known.contents.iter().map(|row| row.persons).max();
    of_files.unwrap_or_default().max(known.message.personal_weight)
}

/// Folded addresses of From; of Sender when From has none.
fn sender_addresses(draft: &Draft) -> impl Iterator<Item = String> + '_ {
    let from: Vec<FoldedAddress> = draft.from.iter().filter_map(FoldedAddress::of_mailbox).collect();
    let sender = if from.is_empty() { draft.sender.as_ref() } else { None };
    from.into_iter().chain(sender.and_then(FoldedAddress::of_mailbox)).map(|found| found.address)
}
