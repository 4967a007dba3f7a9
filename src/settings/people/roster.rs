//! The roster of a mailing: the table that its drafts were filled from, with whatever columns it has. Mistakes in its rows
//! are findings of a rule and no errors here: the program that rendered the drafts took them as they are.

use super::csv::{split_rows, texts_of};
use crate::document::{DocumentError, Problem};
use crate::domain_name::fold_address;
use crate::fold::fold;
use crate::settings::{Roster, RosterRow};
use crate::span::Span;
use std::collections::BTreeMap;

/// What a column of a roster holds, as far as rules ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RosterField {
    /// Where the mail goes.
    Address,
    /// Name of the person.
    Name,
    /// Surname alone.
    Surname,
    /// Given name alone.
    GivenName,
    /// Organization.
    Organization,
    /// Number or other mark by which the sender knows the member.
    Number,
    /// Name of the file that goes to this member.
    Attachment,
}

impl RosterField {
    /// Every field.
    pub const ALL: [RosterField; 7] = [
        RosterField::Address,
        RosterField::Name,
        RosterField::Surname,
        RosterField::GivenName,
        RosterField::Organization,
        RosterField::Number,
        RosterField::Attachment,
    ];

    /// The word in `[mailing.columns]` and in the list `roster-columns`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            RosterField::Address => "address",
            RosterField::Name => "name",
            RosterField::Surname => "surname",
            RosterField::GivenName => "given-name",
            RosterField::Organization => "organization",
            RosterField::Number => "number",
            RosterField::Attachment => "attachment",
        }
    }

    /// The field of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.name() == name)
    }
}

/// Reads a roster. `columns` are those of `[mailing.columns]`, by the head as written; `field_of` says what any other head
/// means, folded.
///
/// # Errors
/// The table is empty, has no column with addresses or lacks one that `columns` names, or a quote is never closed.
pub fn read_roster(
    name: &str,
    text: &str,
    columns: &BTreeMap<RosterField, String>,
    field_of: &dyn Fn(&str) -> Option<RosterField>,
) -> Result<Roster, DocumentError> {
    let mut problems = Vec::new();
    let mut rows = split_rows(text, &mut problems).into_iter();
    let heads = rows.next().map(|(_, cells)| texts_of(cells)).unwrap_or_default();
    let places = places_of(&heads, columns, field_of, &mut problems);
    let mut roster = Roster { name: name.to_owned(), rows: Vec::new() };
    for ((_, cells), number) in rows.zip(2..) {
        let cells = texts_of(cells);
        if cells.iter().any(|(text, _)| !text.trim().is_empty()) {
            roster.rows.push(row(number, &cells, &places));
        }
    }
    if problems.is_empty() { Ok(roster) } else { Err(DocumentError::new(name, text, problems)) }
}

/// The number of each field's column.
fn places_of(
    heads: &[(String, Span)],
    columns: &BTreeMap<RosterField, String>,
    field_of: &dyn Fn(&str) -> Option<RosterField>,
    problems: &mut Vec<Problem>,
) -> BTreeMap<RosterField, usize> {
    let header = Span::new(0, heads.last().map_or(0, |(_, span)| span.end));
    let mut places = BTreeMap::new();
    for (field, written) in columns {
        match heads.iter().position(|(head, _)| folded_head(head) == folded_head(written)) {
            Some(number) => {
                places.insert(*field, number);
            }
            None => {
                let problem = Problem::new(header, format!("the roster has no column `{written}`"));
                problems.push(problem.with_help(format!("`[mailing.columns] {}` names it", field.name())));
            }
        }
    }
    for (number, (head, _)) in heads.iter().enumerate() {
        if let Some(field) = field_of(&folded_head(head)) {
            places.entry(field).or_insert(number);
        }
    }
    if !places.contains_key(&RosterField::Address) && problems.is_empty() {
        let message = if heads.iter().all(|(head, _)| head.trim().is_empty()) {
            "the roster is empty".to_owned()
        } else {
            "no column of the roster holds addresses".to_owned()
        };
        let help = match heads {
            [(head, _)] if head.contains(['\t', ';']) => "separate the columns with commas",
            _ => {
                "call it `address` or メールアドレス, or name it under [mailing.columns]: address = \"the column's head\""
            }
        };
        problems.push(Problem::new(header, message).with_help(help));
    }
    places
}

/// A head as it is compared: `氏　名` is 氏名.
fn folded_head(head: &str) -> String {
    let folded = fold(head.trim());
    if folded.is_ascii() { folded } else { folded.split_whitespace().collect() }
}

fn row(number: u32, cells: &[(String, Span)], places: &BTreeMap<RosterField, usize>) -> RosterRow {
    let cell = |field: RosterField| {
        let text = cells.get(*places.get(&field)?)?.0.trim();
        (!text.is_empty()).then(|| text.to_owned())
    };
    let written_address = cell(RosterField::Address);
    let joined = || match (cell(RosterField::Surname), cell(RosterField::GivenName)) {
        // The order does not matter to whoever compares names, but a surname comes first in a Japanese list.
        (Some(surname), Some(given)) if surname.is_ascii() => Some(format!("{given} {surname}")),
        (Some(surname), Some(given)) => Some(format!("{surname} {given}")),
        (surname, given) => surname.or(given),
    };
    RosterRow {
        number,
        address: written_address.as_deref().and_then(fold_address),
        written_address,
        name: cell(RosterField::Name).or_else(joined),
        organization: cell(RosterField::Organization),
        member_number: cell(RosterField::Number),
        attachment: cell(RosterField::Attachment),
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail loudly")]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Roster, DocumentError> {
        let fields = |head: &str| match head {
            "メールアドレス" | "address" => Some(RosterField::Address),
            "氏名" | "name" => Some(RosterField::Name),
            "姓" => Some(RosterField::Surname),
            "名" => Some(RosterField::GivenName),
            _ => None,
        };
        read_roster("members.csv", text, &BTreeMap::new(), &fields)
    }

    #[test]
    fn rows_are_numbered_as_a_table_program_does() {
        let roster =
            read("会員番号,氏　名,メールアドレス\n1,見本 太郎,Taro@Gmail.com\n,,\n3,例田 花子,hanako\n").unwrap();
        let rows: Vec<_> = roster.rows.iter().map(|row| (row.number, row.address.as_deref())).collect();
        assert_eq!(rows, [(2, Some("taro@gmail.com")), (4, None)]);
        assert_eq!(roster.rows[1].written_address.as_deref(), Some("hanako"));
    }

    #[test]
    fn two_columns_make_one_name() {
        let roster = read("姓,名,address\n見本,太郎,taro@gmail.com\n").unwrap();
        assert_eq!(roster.rows[0].name.as_deref(), Some("見本 太郎"));
    }

    #[test]
    fn a_table_without_addresses_says_what_to_do() {
        let error = read("氏名,連絡先\n見本 太郎,taro@gmail.com\n").unwrap_err();
        assert!(error.problems()[0].help.as_deref().unwrap_or_default().contains("[mailing.columns]"));
        assert!(read("").is_err());
        assert!(read("氏名;address\n").unwrap_err().problems()[0].help.as_deref().unwrap().contains("commas"));
    }

    #[test]
    fn a_column_may_be_named() {
        let columns = BTreeMap::from([(RosterField::Address, "連絡 先".to_owned())]);
        let read = |text: &str| read_roster("members.csv", text, &columns, &|_| None);
        assert_eq!(
            read("氏名,連絡先\n見本 太郎,taro@gmail.com\n").unwrap().rows[0].address.as_deref(),
            Some("taro@gmail.com")
        );
        assert!(read("氏名,メール\n").unwrap_err().problems()[0].message.contains("連絡 先"));
    }
}
