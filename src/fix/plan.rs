//! Findings -> what is to become of which recipient. Knows what rules found, and no bytes.

use crate::draft::{Address, Draft};
use crate::facts::schema::RecipientRow;
use crate::finding::{Finding, FixId};
use crate::severity::Severity;
use std::collections::{BTreeMap, BTreeSet};

/// What is to become of the recipients, by their number in the draft.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Plan {
    /// They go.
    pub dropped: BTreeSet<usize>,
    /// They go to Bcc.
    pub hidden: BTreeSet<usize>,
    /// They get this address.
    pub replaced: BTreeMap<usize, String>,
    /// The quoted thread goes.
    pub cuts_quote: bool,
}

/// Which corrections are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// Those that leave no doubt about what was meant.
    Safe,
    /// Guesses as well: the address that was probably meant, a quote that was probably not.
    Guesses,
}

impl Reach {
    /// From where on one of these corrections is made; `None` when none of them ever is.
    #[must_use]
    pub fn of(fixes: &[FixId]) -> Option<Self> {
        const SAFE: [FixId; 3] = [FixId::MoveToBcc, FixId::Dedupe, FixId::ReplaceAddress];
        if fixes.iter().any(|fix| SAFE.contains(fix)) {
            return Some(Self::Safe);
        }
        fixes.contains(&FixId::StripQuote).then_some(Self::Guesses)
    }
}

/// Slips of the pen that leave no doubt about the address.
const CERTAIN_PROBLEMS: [&str; 3] = ["full-width", "space", "scheme"];
const CERTAIN_LOOK_ALIKE: &str = "full-width";

impl Plan {
    /// What answers that finding about a draft; empty when nothing does. `rows` are one for each of its recipients.
    #[must_use]
    pub fn of(finding: &Finding, draft: &Draft, rows: &[RecipientRow], reach: Reach) -> Self {
        let mut plan = Self::default();
        if finding.suppressed.is_some() || rows.len() != draft.recipients.len() {
            return plan;
        }
        let spans: BTreeSet<_> = finding.labels.iter().map(|label| label.span).collect();
        let named = || rows.iter().enumerate().filter(|(_, row)| row.delivered && spans.contains(&row.span));
        // Who sees whom is the author's choice: mere information changes nothing about it.
        if finding.fix.contains(&FixId::MoveToBcc) && finding.severity >= Severity::Warning {
            let can_move = |row: &RecipientRow| row.exposed && !row.sender && !row.mailing_list && !row.resource;
            let is_outside = |row: &RecipientRow| row.external == Some(true);
            plan.hidden.extend(named().filter(|(_, row)| can_move(row)).map(|(number, _)| number));
            if plan.hidden.iter().any(|number| is_outside(&rows[*number])) {
                let outside = rows.iter().enumerate().filter(|(_, row)| can_move(row) && is_outside(row));
                plan.hidden.extend(outside.filter(|(_, row)| row.delivered).map(|(number, _)| number));
            }
        }
        if finding.fix.contains(&FixId::Dedupe) {
            plan.dropped.extend(named().filter(|(_, row)| row.repeated).map(|(number, _)| number));
        }
        if finding.fix.contains(&FixId::ReplaceAddress) {
            plan.replaced.extend(named().filter_map(|(number, row)| Some((number, meant(number, row, draft, reach)?))));
        }
        plan.cuts_quote = reach == Reach::Guesses
            && finding.fix.contains(&FixId::StripQuote)
            && finding.severity >= Severity::Warning
            && !draft.body.quoted.is_empty();
        plan
    }

    /// Both together.
    #[must_use]
    pub fn and(&self, other: &Self) -> Self {
        let mut both = self.clone();
        both.dropped.extend(&other.dropped);
        both.hidden.extend(&other.hidden);
        both.cuts_quote |= other.cuts_quote;
        for (number, address) in &other.replaced {
            both.replaced.entry(*number).or_insert_with(|| address.clone());
        }
        both
    }

    /// Nothing is to change.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.dropped.is_empty() && self.hidden.is_empty() && self.replaced.is_empty() && !self.cuts_quote
    }
}

/// The address that was meant, its letters as written where they are known; `None` when that is what stands there.
fn meant(number: usize, row: &RecipientRow, draft: &Draft, reach: Reach) -> Option<String> {
    let mailbox = &draft.recipients[number].mailbox;
    let written = draft.view.slice(mailbox.address.span);
    let repaired = match &mailbox.address.value {
        Address::Malformed { repaired, .. } => repaired.as_ref().map(ToString::to_string),
        _ => None,
    };
    let repaired = repaired.filter(|repaired| repaired != written);
    let reads_as = row.reads_as.clone().filter(|reads_as| reads_as != written);
    if row.problem.is_some_and(|problem| CERTAIN_PROBLEMS.contains(&problem)) && repaired.is_some() {
        return repaired;
    }
    if row.look_alike == Some(CERTAIN_LOOK_ALIKE) && reads_as.is_some() {
        return reads_as;
    }
    if reach == Reach::Safe {
        return None;
    }
    let typo = row.typo_of.as_ref().and_then(|domain| Some(format!("{}@{domain}", mailbox.addr_spec()?.local_part)));
    typo.or(repaired).or(reads_as).or_else(|| row.resembles.clone())
}
