//! Counts the people in a table while its rows pass by: which columns hold what is known only at the end, so rows are
//! kept as patterns (which columns had which signs) with how often each came, and never as values.

mod column;

use super::headers::HeaderWords;
use super::kind::{ColumnKind, Kinds};
use crate::facts::personal::Signs;
use column::{Column, Held, SHARED, fits, identifier_named_in_row, shows};
use std::collections::HashMap;

/// One number does the harm of many addresses: one is worth a warning at three people, three an error at fifty.
pub(super) const IDENTIFIER_WEIGHT: u64 = 16;
/// A head stands in one of so many rows.
const HEAD_ROWS: u64 = 10;
/// Columns looked at; what stands farther right is counted as cells only.
pub(super) const MOST_COLUMNS: usize = 256;
/// Patterns kept; later rows of another pattern are judged by the columns as they are known then.
const MOST_PATTERNS: usize = 2_048;
/// A table of which the rows pass by.
#[derive(Debug, Default)]
pub(super) struct Table {
    columns: Vec<Column>,
    has_head: bool,
    rows_seen: u64,
    /// Kinds that a title or a head names, by the key words of running text.
    named: Kinds,
    patterns: HashMap<Box<[Seen]>, u64>,
    /// Rows of patterns that were too many.
    overflow: People,
    judged: Option<Vec<Option<Held>>>,
    /// Rows below the head.
    body_rows: u64,
}

/// A cell as it is kept: where and what it looked like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Seen {
    column: u16,
    signs: u32,
    is_hidden: bool,
}

/// A cell as it comes.
#[derive(Debug, Clone, Copy)]
pub(super) struct TableCell<'a> {
    pub column: u32,
    pub text: &'a str,
    pub signs: Signs,
    pub is_hidden: bool,
}

/// The people of a table, by what somebody sees who opens it.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct People {
    /// Told by visible cells of visible rows.
    pub visible: Group,
    /// Of whom hidden columns of visible rows tell something.
    pub hidden_columns: Group,
    /// In hidden rows.
    pub hidden_rows: Group,
    /// Each row once.
    pub all: Group,
}

/// Counts of people.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Group {
    pub persons: u64,
    pub identifiers: u64,
    pub kinds: Kinds,
    pub has_special: bool,
}

impl Group {
    /// People, and the more for numbers that identify them.
    pub fn weight(self) -> u64 {
        self.persons + IDENTIFIER_WEIGHT * self.identifiers
    }

    fn add(&mut self, kinds: Kinds, times: u64) {
        let identifiers = kinds.iter().filter(|kind| kind.is_identifier()).count() as u64;
        self.persons += times;
        self.identifiers += times * identifiers;
        self.kinds.add_all(kinds);
        self.has_special |= kinds.has(ColumnKind::Special);
    }
}

impl Table {
    /// Takes a row. `named` are the kinds that key words in it name, asked only for the first rows.
    pub fn row(
        &mut self,
        cells: &[TableCell<'_>],
        is_hidden_row: bool,
        words: &HeaderWords,
        named: impl FnOnce() -> Kinds,
    ) {
        self.rows_seen += 1;
        if self.rows_seen <= HEAD_ROWS {
            self.named.add_all(named());
            if !self.has_head && self.take_head(cells, words) {
                return;
            }
            // 連絡先 above 電話 and 住所: the head has two rows.
            if self.has_head && self.body_rows == 0 && self.take_second_head(cells, words) {
                return;
            }
        }
        self.body_rows += 1;
        let mut pattern: Vec<Seen> = Vec::with_capacity(cells.len());
        for cell in cells {
            let Some(number) = usize::try_from(cell.column).ok().filter(|number| *number < MOST_COLUMNS) else {
                continue;
            };
            if self.columns.len() <= number {
                self.columns.resize(number + 1, Column::default());
            }
            // A head printed again on each page.
            if !cell.signs.has(Signs::FILLED) || words.is_head(cell.text) {
                continue;
            }
            let column = &mut self.columns[number];
            column.filled += 1;
            for (count, (sign, _)) in column.counts.iter_mut().zip(SHARED) {
                *count += u64::from(cell.signs.has_any(sign));
            }
            let is_head_still_to_come = !self.has_head && self.rows_seen <= HEAD_ROWS;
            let kept =
                if column.head.is_some() || is_head_still_to_come { cell.signs } else { cell.signs.without(PLAIN) };
            if kept != Signs::default() {
                let column = u16::try_from(number).unwrap_or(u16::MAX);
                pattern.push(Seen { column, signs: kept.bits(), is_hidden: cell.is_hidden });
            }
        }
        if !pattern.is_empty() {
            self.keep(pattern, is_hidden_row);
        }
    }

    fn keep(&mut self, mut pattern: Vec<Seen>, is_hidden_row: bool) {
        // A row's own hiddenness is kept as a cell beyond the last column.
        if is_hidden_row {
            pattern.push(HIDDEN_ROW);
        }
        if let Some(times) = self.patterns.get_mut(pattern.as_slice()) {
            *times += 1;
        } else if self.patterns.len() < MOST_PATTERNS {
            self.patterns.insert(pattern.into_boxed_slice(), 1);
        } else {
            if self.judged.is_none() {
                self.judged = Some(self.kinds());
            }
            let judged = self.judged.as_deref().unwrap_or_default();
            add_row(&mut self.overflow, &pattern, 1, judged);
        }
    }

    /// True when the row is the head: two words for personal data, or one for a number that identifies.
    fn take_head(&mut self, cells: &[TableCell<'_>], words: &HeaderWords) -> bool {
        let proves = |kind: ColumnKind| kind.is_identifier() || kind == ColumnKind::Email;
        let cells = &cells[..cells.len().min(MOST_COLUMNS)];
        let heads = heads_of(cells, words);
        // In a form the labels stand beside what was filled in.
        let is_filled_in = cells.iter().any(|cell| cell.signs.has_any(FILLED_IN));
        let is_head = heads.len() >= 2 && !is_filled_in
            || cells.len() >= 2 && cells.iter().all(is_word) && heads.iter().any(|(_, kind)| proves(*kind));
        if is_head {
            self.has_head = true;
            self.set_heads(heads);
        }
        is_head
    }

    /// True when the row, right below the head, names columns as well: those without a head take it from here.
    fn take_second_head(&mut self, cells: &[TableCell<'_>], words: &HeaderWords) -> bool {
        let cells = &cells[..cells.len().min(MOST_COLUMNS)];
        let is_head = cells.iter().all(is_word) && cells.iter().any(|cell| words.is_head(cell.text));
        if is_head {
            let is_without = |column: u32| {
                usize::try_from(column)
                    .ok()
                    .and_then(|number| self.columns.get(number))
                    .is_none_or(|it| it.head.is_none())
            };
            let heads = heads_of(cells, words).into_iter().filter(|(column, _)| is_without(*column)).collect();
            self.set_heads(heads);
        }
        is_head
    }

    fn set_heads(&mut self, heads: Vec<(u32, ColumnKind)>) {
        for (column, kind) in heads {
            let Some(number) = usize::try_from(column).ok().filter(|number| *number < MOST_COLUMNS) else {
                continue;
            };
            if self.columns.len() <= number {
                self.columns.resize(number + 1, Column::default());
            }
            self.columns[number].head = Some(kind);
        }
    }

    /// True when the row is the head of another table farther down: nothing but words, most of them heads, and not the
    /// ones that the table has.
    pub fn ends_before(&self, cells: &[TableCell<'_>], words: &HeaderWords) -> bool {
        let cells = &cells[..cells.len().min(MOST_COLUMNS)];
        let may_be_head = if self.has_head { self.body_rows > 0 } else { self.rows_seen >= HEAD_ROWS };
        // Whole heads are looked up; the rest costs more.
        if !may_be_head || !cells.iter().all(is_word) || !cells.iter().any(|cell| words.is_head(cell.text)) {
            return false;
        }
        let heads = heads_of(cells, words);
        let filled = cells.iter().filter(|cell| cell.signs.has(Signs::FILLED)).count();
        let is_same = |(column, kind): &(u32, ColumnKind)| {
            let column = usize::try_from(*column).ok().and_then(|number| self.columns.get(number));
            column.is_some_and(|column| column.head == Some(*kind))
        };
        heads.len() >= 2 && heads.len() * 2 >= filled && !heads.iter().all(is_same)
    }

    /// The people of the whole table.
    pub fn people(&self) -> People {
        let kinds = self.kinds();
        let mut people = self.overflow;
        for (pattern, times) in &self.patterns {
            add_row(&mut people, pattern, *times, &kinds);
        }
        people
    }

    /// What each column holds.
    fn kinds(&self) -> Vec<Option<Held>> {
        self.columns.iter().map(|column| column.kind(self.named)).collect()
    }
}

/// Signs that say something only below a head.
const PLAIN: Signs = Signs::of_bits(
    Signs::FILLED.bits()
        | Signs::LETTERS.bits()
        | Signs::DIGITS.bits()
        | Signs::MANY_DIGITS.bits()
        | Signs::POSTAL_FORM.bits()
        | Signs::NOBODY.bits()
        | Signs::DOCUMENT.bits()
        | Signs::ONE_WORD.bits(),
);
/// What stands in no head.
const FILLED_IN: Signs =
    Signs::of_bits(Signs::EMAIL.bits() | Signs::PHONE.bits() | Signs::ADDRESS.bits() | Signs::WHOLE_NAME.bits());
const HIDDEN_ROW: Seen = Seen { column: u16::MAX, signs: 0, is_hidden: true };

fn is_word(cell: &TableCell<'_>) -> bool {
    !cell.signs.has_any(Signs::DIGITS.and(Signs::EMAIL))
}

fn heads_of(cells: &[TableCell<'_>], words: &HeaderWords) -> Vec<(u32, ColumnKind)> {
    let heads = cells.iter().filter(|cell| is_word(cell));
    heads.filter_map(|cell| words.kind_of(cell.text).map(|kind| (cell.column, kind))).collect()
}

/// Adds a row that came `times` times.
fn add_row(people: &mut People, pattern: &[Seen], times: u64, columns: &[Option<Held>]) {
    let (mut visible, mut hidden) = (Kinds::default(), Kinds::default());
    let (mut has_mobile, mut is_known, mut is_hidden_row) = (false, false, false);
    let (mut names, mut words, mut is_repeated) = (0, 0, false);
    for seen in pattern {
        if *seen == HIDDEN_ROW {
            is_hidden_row = true;
            continue;
        }
        let signs = Signs::of_bits(seen.signs);
        is_known |= signs.has(Signs::KNOWN_ADDRESS);
        is_repeated |= signs.has(Signs::REPEATED);
        let of_column = columns.get(usize::from(seen.column)).copied().flatten();
        let named = || identifier_named_in_row(signs).map(|kind| Held { kind, by_head: false });
        let Some(Held { kind, by_head }) = of_column.or_else(named) else { continue };
        if !(if by_head { fits(kind, signs) } else { shows(kind, signs) }) {
            continue;
        }
        has_mobile |= kind == ColumnKind::Phone && signs.has(Signs::MOBILE);
        names += u64::from(kind == ColumnKind::Name);
        words += u64::from(kind == ColumnKind::Name && signs.has(Signs::ONE_WORD));
        if seen.is_hidden { hidden.add(kind) } else { visible.add(kind) }
    }
    let mut all = visible;
    all.add_all(hidden);
    // Ann, F, 120 000: statistics know given names.
    let is_given_name = names == 1 && words == 1;
    let is_somebody = |kinds: Kinds| {
        kinds.is_somebody(has_mobile)
            && (!is_known || kinds.iter().any(ColumnKind::is_identifier))
            && !(is_given_name && kinds.are_names_and_profiles())
            // Who wrote many lines is one.
            && !(is_repeated && kinds.are_names_and_addresses())
    };
    if !is_somebody(all) {
        return;
    }
    people.all.add(all, times);
    if is_hidden_row {
        people.hidden_rows.add(all, times);
        return;
    }
    if !hidden.is_empty() {
        people.hidden_columns.add(hidden, times);
    }
    if is_somebody(visible) {
        people.visible.add(visible, times);
    }
}

#[cfg(test)]
mod tests;
