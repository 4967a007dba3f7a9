//! Files across drafts: one with people in it that goes to everybody, and one that is for somebody else.

use super::Mailing;
use super::digest::{DraftDigest, FileDigest};
use super::key::Key;
use crate::facts::schema::{MailingKind, MailingPlace, MailingRow};
use std::collections::{BTreeSet, HashMap, HashSet};

/// Fewer drafts with a file that are for different parties may be for people who know of each other.
const DRAFTS_WITH_ONE_FILE: usize = 3;

/// One row for each draft that carries a file which drafts to several parties carry. A rule asks whose data are in it.
pub(super) fn shared(mailing: &Mailing<'_>) -> Vec<MailingRow> {
    let mut by_content: HashMap<Key, Vec<(u32, &FileDigest)>> = HashMap::new();
    for (draft, number) in mailing.drafts.iter().zip(0..) {
        for file in &draft.files {
            by_content.entry(file.content).or_default().push((number, file));
        }
    }
    let mut rows: Vec<MailingRow> = Vec::new();
    for found in by_content.into_values() {
        let drafts = found.iter().filter_map(|(number, _)| mailing.drafts.get(*number as usize));
        let parties: BTreeSet<Key> = drafts.filter_map(party).collect();
        if parties.len() < DRAFTS_WITH_ONE_FILE {
            continue;
        }
        rows.extend(found.iter().map(|(draft, file)| MailingRow {
            kind: MailingKind::SharedPersonalFile,
            place: MailingPlace::Draft { draft: *draft, span: file.place.into() },
            alike: found.len() as u64,
            readers: parties.len() as u64,
            persons: file.persons,
            filename: file.filename.as_deref().map(str::to_owned),
            ..MailingRow::default()
        }));
    }
    rows.sort_by_key(|row| row.place);
    rows
}

/// Tells which files as many drafts carry as many parties may.
pub(super) fn shared_by_many(drafts: &[DraftDigest]) -> impl Fn(&FileDigest) -> bool {
    let mut drafts_with: HashMap<Key, usize> = HashMap::new();
    for file in drafts.iter().flat_map(|draft| &draft.files) {
        *drafts_with.entry(file.content).or_default() += 1;
    }
    move |file| drafts_with.get(&file.content).is_some_and(|drafts| *drafts >= DRAFTS_WITH_ONE_FILE)
}

/// Whom the draft is for: the first party outside.
fn party(draft: &DraftDigest) -> Option<Key> {
    draft.readers.iter().find_map(|reader| reader.party)
}

/// One row for each draft with a file for somebody who has a draft of their own: told by the roster, or by the name in
/// the file's name.
pub(super) fn swapped(mailing: &Mailing<'_>) -> Vec<MailingRow> {
    let row_number = |row: u32| Some(u64::from(mailing.roster?.rows.get(row as usize)?.number));
    let mut for_rows: HashSet<u32> = HashSet::new();
    let mut for_names: HashMap<Key, u32> = HashMap::new();
    for draft in mailing.drafts {
        for_rows.extend(draft.readers.iter().filter_map(|reader| reader.roster_row));
        for name in &draft.reader_names {
            *for_names.entry(*name).or_default() += 1;
        }
    }
    let mut rows = Vec::new();
    for (draft, number) in mailing.drafts.iter().zip(0..) {
        for file in &draft.files {
            let other_row = file.other_row.filter(|row| for_rows.contains(row));
            // Its own draft counts nobody: a name among its readers makes the file theirs.
            let is_own = file.named.iter().any(|name| draft.reader_names.contains(name));
            let is_others = !is_own && file.named.iter().any(|name| for_names.contains_key(name));
            if other_row.is_some() || is_others {
                rows.push(MailingRow {
                    kind: MailingKind::SwappedAttachment,
                    place: MailingPlace::Draft { draft: number, span: file.place.into() },
                    roster_row: draft.roster_row().and_then(row_number),
                    other_row: other_row.and_then(row_number),
                    persons: file.persons,
                    filename: file.filename.as_deref().map(str::to_owned),
                    ..MailingRow::default()
                });
            }
        }
    }
    rows
}
