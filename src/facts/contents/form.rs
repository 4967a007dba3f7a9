//! Forms: labels with what was filled in beside them, one below the other (氏名 | 見本太郎). Their rows are read as the lines
//! of a running text. Knows no columns.

use super::headers::HeaderWords;
use super::kind::ColumnKind;
use super::passage::{Passage, Reading};
use super::table::{Group, TableCell};
use crate::facts::personal::Signs;

/// Rows without a label after which no more forms are looked for: a table has a head, and rows that cost nothing.
const PATIENCE_ROWS: u64 = 200;
/// More cells stand in a row of a table.
const MOST_CELLS: usize = 8;

/// The forms of a place.
#[derive(Debug, Default)]
pub(super) struct Forms {
    passage: Passage,
    last_row: u64,
    rows_without_label: u64,
    is_open: bool,
}

impl Forms {
    /// Takes row `number`.
    pub fn row(&mut self, number: u64, cells: &[TableCell<'_>], words: &HeaderWords, reading: &Reading<'_>) {
        if self.rows_without_label > PATIENCE_ROWS {
            return;
        }
        self.rows_without_label += 1;
        let filled: Vec<&TableCell<'_>> = cells.iter().filter(|cell| !cell.text.trim().is_empty()).collect();
        let is_apart = filled.is_empty() || number > self.last_row + 1;
        self.last_row = number;
        if is_apart && self.is_open {
            self.passage.line("", reading);
            self.is_open = false;
        }
        if filled.len() > MOST_CELLS {
            return;
        }
        for beside in filled.windows(2) {
            let (label, value) = (beside[0], beside[1]);
            let may_be_label = !label.signs.has_any(Signs::DIGITS.and(Signs::EMAIL)) && value.signs.has(Signs::FILLED);
            let Some(kind) = Some(label).filter(|_| may_be_label).and_then(|label| words.kind_of(label.text)) else {
                continue;
            };
            let is_company = kind == ColumnKind::Name && value.signs.has_any(Signs::NOBODY.and(Signs::EMAIL));
            if !is_company && words.kind_of(value.text).is_none() {
                let value = value.text.replace('\n', " ");
                self.passage.line(&format!("{}: {value}", written(kind, label.text)), reading);
                self.rows_without_label = 0;
                self.is_open = true;
            }
        }
    }

    /// The people of all of them.
    pub fn people(&mut self, reading: &Reading<'_>) -> Group {
        self.passage.people(reading)
    }
}

/// The label as running text has it: お名前 and 申込者名 say 氏名.
fn written(kind: ColumnKind, label: &str) -> &str {
    match kind {
        ColumnKind::Name => "氏名",
        ColumnKind::Address => "住所",
        ColumnKind::PostalCode => "〒",
        ColumnKind::Phone => "電話",
        ColumnKind::BirthDate => "生年月日",
        ColumnKind::BankAccount => "口座番号",
        ColumnKind::MyNumber => "個人番号",
        ColumnKind::PaymentCard => "カード番号",
        ColumnKind::Passport => "旅券番号",
        ColumnKind::SocialSecurity => "SSN",
        ColumnKind::Email | ColumnKind::Profile | ColumnKind::Insurance | ColumnKind::Special => label.trim(),
    }
}
