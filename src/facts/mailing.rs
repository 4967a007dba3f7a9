//! What drafts that go out together show, and no single one does. Each draft leaves a small digest; these, the roster and
//! what was announced are all that is looked at here. Knows neither files nor how drafts are loaded.
//!
//! Nothing depends on the order of the drafts: a mailing is a set, however it was rendered.

mod accumulation;
pub mod digest;
mod files;
pub mod inside;
pub mod key;
pub mod members;
mod mentions;
mod names;
pub mod remembering;
mod roster;
pub mod roster_names;
pub mod sending;
mod size;

use super::schema::{MailingKind, MailingPlace, MailingRow};
use crate::lang::Bilingual;
use crate::settings::Roster;
use crate::span::Span;
use digest::{DraftDigest, What};
use sending::History;
use std::collections::{BTreeSet, HashMap};

/// A mailing as it is judged.
#[derive(Debug, Clone, Copy)]
pub struct Mailing<'a> {
    /// What each draft left, in the order of the mailing; drafts that could not be read left nothing.
    pub drafts: &'a [DraftDigest],
    /// Whom it is for.
    pub roster: Option<&'a Roster>,
    /// `--expect`.
    pub expected: Option<u64>,
    /// `--history`.
    pub history: Option<&'a History>,
}

/// Every row of `mailing`; the first is the mailing as a whole. The span of a row is its number, since what it stands
/// for lies in many views: see [`MailingRow::place`].
#[must_use]
pub fn rows(mailing: &Mailing<'_>) -> Vec<MailingRow> {
    let drafts = mailing.drafts.len() as u64;
    let mut rows = vec![MailingRow { kind: MailingKind::Whole, place: MailingPlace::Whole, ..MailingRow::default() }];
    rows.extend(accumulation::rows(mailing));
    rows.extend(names::of_other_rows(mailing));
    rows.extend(names::repeated(mailing));
    rows.extend(members_told(mailing));
    rows.extend(files::shared(mailing));
    rows.extend(files::swapped(mailing));
    rows.extend(roster::of_drafts(mailing));
    rows.extend(roster::incomplete(mailing));
    rows.extend(size::rows(mailing));
    rows.extend(sending::rows(mailing.drafts, mailing.history));
    for (number, row) in rows.iter_mut().enumerate() {
        row.span = Span::new(number, number + 1);
        row.drafts = drafts;
    }
    rows
}

/// Rows of a draft that is checked alone, the last of `drafts`: what it shows together with those that were sent shortly
/// before, and whether it went out itself. Their spans are places in its view.
#[must_use]
pub fn rows_of_last(drafts: &[DraftDigest], history: Option<&History>) -> Vec<MailingRow> {
    let Some(last) = drafts.len().checked_sub(1) else { return Vec::new() };
    let mut rows = accumulation::rows(&Mailing { drafts, roster: None, expected: None, history: None });
    rows.retain(|row| matches!(row.place, MailingPlace::Draft { draft, .. } if draft as usize == last));
    rows.extend(sending::rows(&drafts[last..], history));
    for row in &mut rows {
        row.drafts = drafts.len() as u64;
        if let MailingPlace::Draft { span, .. } = row.place {
            row.span = span;
        }
    }
    rows
}

fn told(what: What) -> Bilingual {
    let (en, ja) = match what {
        What::Name => ("the name of another member", "別の会員の氏名"),
        What::Address => ("the address of another member", "別の会員のアドレス"),
        What::Number => ("the number of another member", "別の会員の番号"),
    };
    Bilingual { en: en.into(), ja: ja.into() }
}

fn told_inside(what: What) -> Bilingual {
    let Bilingual { en, ja } = told(what);
    Bilingual { en: format!("in this file, {en}"), ja: format!("このファイルの中に、{ja}") }
}

/// Fewer drafts than this that tell of one member are a slip each.
const DRAFTS_OF_A_TEXT: usize = 3;

/// One row for each draft that tells of a member whom it is not for. A member of whom half of the drafts tell is part of
/// their common text: the one who answers questions, at whose house one meets.
fn members_told(mailing: &Mailing<'_>) -> Vec<MailingRow> {
    let Some(roster) = mailing.roster else { return Vec::new() };
    let mut drafts_with: HashMap<u32, usize> = HashMap::new();
    for draft in mailing.drafts {
        let told = draft.mentions.iter().chain(draft.files.iter().filter_map(|file| file.told.as_ref()));
        let rows: BTreeSet<u32> = told.map(|mention| mention.row).collect();
        for row in rows {
            *drafts_with.entry(row).or_default() += 1;
        }
    }
    let is_common = |row: u32| {
        let drafts = drafts_with.get(&row).copied().unwrap_or(0);
        drafts >= DRAFTS_OF_A_TEXT && drafts * 2 >= mailing.drafts.len()
    };
    let number_of = |row: u32| roster.rows.get(row as usize).map(|row| u64::from(row.number));
    let is_shared = files::shared_by_many(mailing.drafts);
    let mut rows = Vec::new();
    for (draft, number) in mailing.drafts.iter().zip(0..) {
        let mentions = draft.mentions.iter().map(|mention| (mention, told(mention.what)));
        // One file for many is a letter to all, whoever stands in it.
        let files = draft.files.iter().filter(|file| !is_shared(file));
        let inside = files.filter_map(|file| file.told.as_ref()).map(|mention| (mention, told_inside(mention.what)));
        let others = mentions.chain(inside).filter(|(mention, _)| !is_common(mention.row));
        rows.extend(others.map(|(mention, told)| MailingRow {
            kind: MailingKind::OtherMemberContent,
            place: MailingPlace::Draft { draft: number, span: mention.place.into() },
            problem: Some(mention.what.name()),
            told,
            roster_row: draft.roster_row().and_then(number_of),
            other_row: number_of(mention.row),
            alike: drafts_with.get(&mention.row).copied().unwrap_or(0) as u64,
            ..MailingRow::default()
        }));
    }
    rows
}
