//! Names in greetings against the other drafts and the roster: a name column that slipped by a row, one person's notice
//! for everybody.

use super::Mailing;
use super::digest::{DraftDigest, Greeted};
use super::key::Key;
use crate::facts::schema::{MailingKind, MailingPlace, MailingRow};
use crate::lang::Bilingual;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Share of the slips that must be as far for the distance to be told, in percent.
const SHARE_OF_ONE_OFFSET: usize = 80;

/// One row for each draft that speaks to the person of another row of the roster.
pub(super) fn of_other_rows(mailing: &Mailing<'_>) -> Vec<MailingRow> {
    let Some(roster) = mailing.roster else { return Vec::new() };
    let slips: Vec<(u32, Greeted, u32, u32)> = numbered(mailing.drafts)
        .filter_map(|(number, draft)| {
            let own = draft.roster_row()?;
            let (greeted, other) = draft.greeted.iter().find_map(|greeted| Some((*greeted, greeted.other_row?)))?;
            Some((number, greeted, own, other))
        })
        .collect();
    let offset = common_offset(slips.iter().map(|(_, _, own, other)| i64::from(*other) - i64::from(*own)));
    let row_number = |row: u32| roster.rows.get(row as usize).map(|row| u64::from(row.number));
    slips
        .iter()
        .map(|(draft, greeted, own, other)| MailingRow {
            kind: MailingKind::NameOfAnotherRow,
            place: MailingPlace::Draft { draft: *draft, span: greeted.place.into() },
            roster_row: row_number(*own),
            other_row: row_number(*other),
            offset: offset.map(|offset| format!("{offset:+}")),
            told: distance(offset),
            ..MailingRow::default()
        })
        .collect()
}

fn distance(offset: Option<i64>) -> Bilingual {
    match offset {
        Some(offset) => {
            let rows = if offset.abs() == 1 { "row" } else { "rows" };
            Bilingual { en: format!("{offset:+} {rows} off"), ja: format!("{offset:+} 行のずれ") }
        }
        None => Bilingual { en: "at different distances".into(), ja: "ずれ方は一定でない".into() },
    }
}

/// The distance that four of five have, when there are several.
fn common_offset(offsets: impl Iterator<Item = i64>) -> Option<i64> {
    let mut counts: BTreeMap<i64, usize> = BTreeMap::new();
    for offset in offsets {
        *counts.entry(offset).or_default() += 1;
    }
    let all: usize = counts.values().sum();
    let (offset, most) = counts.into_iter().max_by_key(|(_, count)| *count)?;
    (all > 1 && most * 100 >= all * SHARE_OF_ONE_OFFSET).then_some(offset)
}

/// One row for each draft that speaks to somebody whom drafts to other people speak to as well. Not told: a name that is
/// the reader's own, and names as frequent as they are among so many people anyway.
pub(super) fn repeated(mailing: &Mailing<'_>) -> Vec<MailingRow> {
    let mut by_name: HashMap<Key, Vec<(u32, Greeted)>> = HashMap::new();
    for (number, draft) in numbered(mailing.drafts) {
        for greeted in draft.greeted.iter().filter(|greeted| greeted.is_reader != Some(true)) {
            by_name.entry(greeted.name).or_default().push((number, *greeted));
        }
    }
    let drafts = mailing.drafts.len();
    let mut rows: Vec<MailingRow> = Vec::new();
    for found in by_name.into_values() {
        let readers = found.iter().filter_map(|(number, _)| first_reader(mailing.drafts.get(*number as usize)?));
        let readers = readers.collect::<BTreeSet<_>>().len();
        let is_short = found.iter().any(|(_, greeted)| greeted.is_short);
        if readers <= namesakes_by_chance(drafts, is_short) {
            continue;
        }
        rows.extend(found.iter().map(|(draft, greeted)| MailingRow {
            kind: MailingKind::RepeatedPersonalBlock,
            place: MailingPlace::Draft { draft: *draft, span: greeted.place.into() },
            alike: found.len() as u64,
            readers: readers as u64,
            ..MailingRow::default()
        }));
    }
    rows.sort_by_key(|row| row.place);
    rows
}

/// How many of that many people may well have one name.
///
/// A surname alone: the commonest of Japan (佐藤) has 1.5 %, of one region (比嘉, in Okinawa) some 4 %; the commonest
/// given name in English some 3 %. So one in ten is surely too many. A whole name: one in 9,000 for James Smith in the
/// United States and one in 25,000 for 田中 実 in Japan; two people of some one name meet among a few hundred.
fn namesakes_by_chance(people: usize, is_short: bool) -> usize {
    if is_short { 3 + people / 10 } else { 1 + people.isqrt() / 15 + people / 5000 }
}

/// Whom the draft is for: the first outside, else the first.
fn first_reader(draft: &DraftDigest) -> Option<Key> {
    let outside = draft.readers.iter().find(|reader| reader.external == Some(true));
    outside.or(draft.readers.first()).map(|reader| reader.address)
}

fn numbered(drafts: &[DraftDigest]) -> impl Iterator<Item = (u32, &DraftDigest)> {
    (0..).zip(drafts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_distance_is_told_when_four_of_five_have_it() {
        assert_eq!(common_offset([1, 1, 1, 1, -7].into_iter()), Some(1));
        assert_eq!(common_offset([1, 1, 1, 2, -7].into_iter()), None);
        assert_eq!(common_offset([3].into_iter()), None, "one is no pattern");
    }

    #[test]
    fn namesakes_grow_with_the_crowd() {
        assert_eq!(
            [2, 200, 2_000, 100_000, 1_000_000].map(|people| namesakes_by_chance(people, false)),
            [1, 1, 3, 42, 267]
        );
        assert_eq!([2, 17, 200].map(|people| namesakes_by_chance(people, true)), [3, 4, 23]);
    }
}
