//! The roster against the drafts: people on it without a draft, drafts to people who are not on it, rows that lack
//! something.

use super::Mailing;
use super::digest::DraftDigest;
use crate::draft::RecipientField;
use crate::facts::schema::{MailingKind, MailingPlace, MailingRow};
use crate::fold::fold_name;
use crate::lang::Bilingual;
use crate::settings::RosterRow;
use crate::span::Span;
use std::collections::HashMap;

/// Rows about drafts that go to nobody on the roster, about rows of it without a draft, and about those with more drafts
/// than rows.
pub(super) fn of_drafts(mailing: &Mailing<'_>) -> Vec<MailingRow> {
    let Some(roster) = mailing.roster else { return Vec::new() };
    let mut rows = Vec::new();
    let mut drafts_of: HashMap<u32, u64> = HashMap::new();
    for (draft, number) in mailing.drafts.iter().zip(0..) {
        for row in rows_of(draft) {
            *drafts_of.entry(row).or_default() += 1;
        }
        rows.extend(stranger(draft).map(|span| MailingRow {
            kind: MailingKind::UnknownRecipient,
            place: MailingPlace::Draft { draft: number, span },
            told: Bilingual { en: "not on the roster".into(), ja: "名簿にありません".into() },
            ..MailingRow::default()
        }));
    }
    let mut rows_with: HashMap<&str, u64> = HashMap::new();
    for address in roster.rows.iter().filter_map(|row| row.address.as_deref()) {
        *rows_with.entry(address).or_default() += 1;
    }
    let mut first = HashMap::new();
    for (row, number) in roster.rows.iter().zip(0..) {
        let Some(address) = row.address.as_deref() else { continue };
        // Drafts are counted for the first row of an address: several people may share it.
        if *first.entry(address).or_insert(number) != number {
            continue;
        }
        let drafts = drafts_of.get(&number).copied().unwrap_or(0);
        let (kind, told) = match drafts {
            0 => {
                let told = Bilingual { en: "no draft".into(), ja: "下書きがありません".into() };
                (MailingKind::RowWithoutDraft, told)
            }
            drafts if drafts > rows_with[address] => {
                let told =
                    Bilingual { en: format!("{drafts} drafts"), ja: format!("下書きが {drafts} 通あります") };
                (MailingKind::RowWithSeveralDrafts, told)
            }
            _ => continue,
        };
        rows.push(MailingRow { kind, alike: drafts, told, ..in_roster(row) });
    }
    rows
}

/// Rows of the roster whom the draft goes to, each once.
fn rows_of(draft: &DraftDigest) -> Vec<u32> {
    let mut rows: Vec<u32> = draft.readers.iter().filter_map(|reader| reader.roster_row).collect();
    rows.sort_unstable();
    rows.dedup();
    rows
}

/// Where the first recipient stands of a draft that goes to outsiders in To (or to nobody there) and to no row.
fn stranger(draft: &DraftDigest) -> Option<Span> {
    if draft.roster_row().is_some() {
        return None;
    }
    let is_outside = |reader: &&super::digest::Reader| reader.external != Some(false);
    let mut outside = draft.readers.iter().filter(is_outside);
    let in_to = outside.clone().find(|reader| reader.field == RecipientField::To);
    in_to.or_else(|| outside.next()).map(|reader| reader.place.into())
}

/// Rows of the roster that lack an address or a name, or repeat another.
pub(super) fn incomplete(mailing: &Mailing<'_>) -> Vec<MailingRow> {
    let Some(roster) = mailing.roster else { return Vec::new() };
    let has_names = roster.rows.iter().any(|row| row.name.is_some());
    let mut first: HashMap<&str, &RosterRow> = HashMap::new();
    let mut rows = Vec::new();
    for row in &roster.rows {
        let problem = match &row.address {
            None if row.written_address.is_none() => Some("no-address"),
            None => Some("invalid-address"),
            Some(address) => match first.insert(address, row) {
                Some(earlier) if !is_household(earlier, row) => Some("repeated-address"),
                _ => None,
            },
        };
        let problem = problem.or((has_names && row.name.is_none()).then_some("no-name"));
        rows.extend(problem.map(|problem| MailingRow {
            kind: MailingKind::IncompleteRow,
            problem: Some(problem),
            told: told(problem),
            ..in_roster(row)
        }));
    }
    rows
}

fn told(problem: &str) -> Bilingual {
    let (en, ja) = match problem {
        "no-address" => ("no address", "アドレスがありません"),
        "invalid-address" => ("this is no address", "アドレスの形になっていません"),
        "repeated-address" => ("the same address as further up", "上の行と同じアドレスです"),
        _ => ("no name", "名前がありません"),
    };
    Bilingual { en: en.into(), ja: ja.into() }
}

/// Two people who may share an address: not the same name twice, and the same surname.
fn is_household(one: &RosterRow, other: &RosterRow) -> bool {
    let (Some(one), Some(other)) = (&one.name, &other.name) else { return false };
    let words = |name: &str| -> Vec<String> { name.split_whitespace().map(fold_name).collect() };
    let (one, other) = (words(one), words(other));
    let begins_alike = || {
        let (one, other) = (one.concat(), other.concat());
        // 林太郎 and 林花子: where the surname ends is not written.
        !one.is_ascii() && one.chars().next() == other.chars().next()
    };
    one != other && (one.iter().any(|word| other.contains(word)) || begins_alike())
}

fn in_roster(row: &RosterRow) -> MailingRow {
    MailingRow {
        place: MailingPlace::RosterRow(row.number),
        roster_row: Some(u64::from(row.number)),
        ..MailingRow::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::Roster;

    fn problems(rows: &[(&str, &str)]) -> Vec<Option<&'static str>> {
        let rows = rows.iter().zip(2..).map(|((address, name), number)| RosterRow {
            number,
            address: address.contains('@').then(|| (*address).to_owned()),
            written_address: (!address.is_empty()).then(|| (*address).to_owned()),
            name: (!name.is_empty()).then(|| (*name).to_owned()),
            ..RosterRow::default()
        });
        let roster = Roster { name: "members.csv".to_owned(), rows: rows.collect() };
        let rows = incomplete(&Mailing { drafts: &[], roster: Some(&roster), expected: None, history: None });
        rows.into_iter().map(|row| row.problem).collect()
    }

    #[test]
    fn what_a_row_lacks_is_told() {
        assert_eq!(
            problems(&[("a@gmail.com", "見本 太郎"), ("", "例田 花子"), ("hanako", "仮名 次郎")]),
            [Some("no-address"), Some("invalid-address")]
        );
        assert_eq!(problems(&[("a@gmail.com", "見本 太郎"), ("b@gmail.com", "")]), [Some("no-name")]);
        assert!(problems(&[("a@gmail.com", ""), ("b@gmail.com", "")]).is_empty(), "a roster without names is one");
    }

    #[test]
    fn a_household_shares_an_address_and_strangers_do_not() {
        assert!(problems(&[("a@gmail.com", "見本 太郎"), ("a@gmail.com", "見本 花子")]).is_empty());
        assert!(problems(&[("a@gmail.com", "林太郎"), ("a@gmail.com", "林花子")]).is_empty());
        assert!(problems(&[("a@gmail.com", "Ann Sample"), ("a@gmail.com", "Bob Sample")]).is_empty());
        assert_eq!(problems(&[("a@gmail.com", "見本 太郎"), ("a@gmail.com", "例田 花子")]), [Some("repeated-address")]);
        assert_eq!(problems(&[("a@gmail.com", "見本 太郎"), ("a@gmail.com", "見本 太郎")]), [Some("repeated-address")]);
    }
}
