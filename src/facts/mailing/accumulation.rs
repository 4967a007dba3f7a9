//! Drafts that show people whom other drafts are for: a loop that sends one message after another and does not clear its
//! list. Told from what is constant and meant: a colleague, or an agency, in every Cc.

use super::Mailing;
use super::digest::{DraftDigest, Reader};
use super::key::Key;
use crate::draft::RecipientField;
use crate::facts::schema::{MailingKind, MailingPlace, MailingRow};
use std::collections::{HashMap, HashSet};

/// Fields that loops fill.
const FIELDS: [RecipientField; 3] = RecipientField::HEADERS;
/// One list inside of another may be chance; a third around both is a loop.
const NESTED_LISTS: u32 = 3;
/// As few people as this that nearly every draft shows are copied on purpose.
const STANDING_COPIES: usize = 2;
/// Fewer drafts than this have no "nearly every".
const DRAFTS_FOR_STANDING: usize = 5;

/// One row for each draft that shows somebody whom another draft is for, or whose list has grown around those of others.
pub(super) fn rows(mailing: &Mailing<'_>) -> Vec<MailingRow> {
    let at_home: HashSet<Key> = mailing
        .drafts
        .iter()
        .flat_map(|draft| {
            let home = home(draft);
            draft.readers.iter().filter(move |reader| home.is_some() && reader.party == home)
        })
        .map(|reader| reader.address)
        .collect();
    let mut shown: Vec<Vec<&Reader>> = mailing.drafts.iter().map(|draft| guests(draft, &at_home)).collect();
    if are_standing_copies(&shown) {
        shown = vec![Vec::new(); mailing.drafts.len()];
    }
    let grown = Grown::of(mailing.drafts);
    let drafts = mailing.drafts.iter().zip(shown).zip(0..);
    drafts
        .filter_map(|((draft, mut shown), number)| {
            if shown.is_empty() {
                shown = grown.list_of(draft);
            }
            let first = shown.first()?;
            Some(MailingRow {
                kind: MailingKind::AccumulatedRecipients,
                place: MailingPlace::Draft { draft: number, span: first.place.into() },
                shown: shown.len() as u64,
                ..MailingRow::default()
            })
        })
        .collect()
}

fn is_outside(reader: &Reader) -> bool {
    reader.external != Some(false)
}

/// The party whom a draft is for: that of all in To; `None` when they are of several, or ours.
fn home(draft: &DraftDigest) -> Option<Key> {
    let mut to = draft.readers.iter().filter(|reader| reader.field == RecipientField::To && is_outside(reader));
    let party = to.next()?.party?;
    to.all(|reader| reader.party == Some(party)).then_some(party)
}

/// Those in To and Cc of other parties than the draft's own, each of whom has a draft elsewhere.
fn guests<'d>(draft: &'d DraftDigest, at_home: &HashSet<Key>) -> Vec<&'d Reader> {
    let home = home(draft);
    let others = draft
        .readers
        .iter()
        .filter(|reader| reader.is_visible && is_outside(reader) && (home.is_none() || reader.party != home));
    others.filter(|reader| at_home.contains(&reader.address)).collect()
}

/// True when all that is shown are the same one or two people in nearly every draft: somebody who reads along.
fn are_standing_copies(shown: &[Vec<&Reader>]) -> bool {
    let mut drafts_of: HashMap<Key, usize> = HashMap::new();
    for reader in shown.iter().flatten() {
        *drafts_of.entry(reader.address).or_default() += 1;
        if drafts_of.len() > STANDING_COPIES {
            return false;
        }
    }
    // They get a draft of their own, which does not show them as guests.
    let nearly_all = shown.len().saturating_sub(STANDING_COPIES);
    shown.len() >= DRAFTS_FOR_STANDING && drafts_of.values().all(|drafts| *drafts >= nearly_all)
}

/// Lists of recipients that stand inside of one another.
struct Grown {
    /// How many lists are nested up to this one, it included; by [`fingerprint`].
    depths: HashMap<u64, u32>,
}

impl Grown {
    fn of(drafts: &[DraftDigest]) -> Self {
        let mut lists: Vec<Vec<&Reader>> = Vec::new();
        let mut seen = HashSet::new();
        for list in drafts.iter().flat_map(|draft| FIELDS.map(|field| list(draft, field))) {
            if !list.is_empty() && seen.insert(fingerprint(&list)) {
                lists.push(list);
            }
        }
        // Shorter lists first: a list is as deep as the deepest that it begins with, and one more.
        lists.sort_by_key(Vec::len);
        let mut depths: HashMap<u64, u32> = HashMap::new();
        for list in &lists {
            let beginnings = beginnings(list);
            let deepest = beginnings.filter_map(|print| depths.get(&print)).max().copied().unwrap_or(0);
            depths.insert(fingerprint(list), deepest + 1);
        }
        // A list inside of a deep one belongs to the loop as well, but shows nobody of others yet.
        Self { depths }
    }

    /// The list of a draft that has grown around others', or nobody.
    fn list_of<'d>(&self, draft: &'d DraftDigest) -> Vec<&'d Reader> {
        let lists = FIELDS.map(|field| list(draft, field));
        let is_deep =
            |list: &Vec<&Reader>| self.depths.get(&fingerprint(list)).is_some_and(|depth| *depth >= NESTED_LISTS);
        lists.into_iter().find(|list| !list.is_empty() && is_deep(list)).unwrap_or_default()
    }
}

/// Those in a field who are neither ours nor of the party that the draft is for.
fn list(draft: &DraftDigest, field: RecipientField) -> Vec<&Reader> {
    let home = if field == RecipientField::To { None } else { home(draft) };
    let is_other =
        |reader: &&Reader| reader.field == field && is_outside(reader) && (home.is_none() || reader.party != home);
    draft.readers.iter().filter(is_other).collect()
}

/// A number for the set of these readers, whatever their order.
fn fingerprint(list: &[&Reader]) -> u64 {
    list.iter().fold(0, |print, reader| print ^ reader.address.number())
}

/// Fingerprints of the first one, two, three ... but not of all: what loops add stands at the end.
fn beginnings<'l>(list: &'l [&Reader]) -> impl Iterator<Item = u64> + 'l {
    let all_but_last = &list[..list.len().saturating_sub(1)];
    all_but_last.iter().scan(0, |print, reader| {
        *print ^= reader.address.number();
        Some(*print)
    })
}
