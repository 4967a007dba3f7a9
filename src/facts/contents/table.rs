//! Counts the people in a table while its rows pass by: which columns hold what is known only at the end, so rows are
//! kept as patterns (which columns had which signs) with how often each came, and never as values.

use super::headers::HeaderWords;
use super::kind::{ColumnKind, Kinds};
use crate::facts::personal::Signs;
use std::collections::HashMap;

/// A head stands in one of so many rows.
const HEAD_ROWS: u64 = 10;
/// Columns looked at; what stands farther right is counted as cells only.
pub(super) const MOST_COLUMNS: usize = 256;
/// Patterns kept; later rows of another pattern are judged by the columns as they are known then.
const MOST_PATTERNS: usize = 2_048;
/// Cells of a column that must be filled before their likeness says anything.
const FEWEST_FILLED: u64 = 3;
/// Share of the filled cells that must be of one kind, in percent.
const SHARE_PERCENT: u64 = 60;

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
    judged: Option<Vec<Option<ColumnKind>>>,
}

#[derive(Debug, Clone, Copy, Default)]
struct Column {
    head: Option<ColumnKind>,
    filled: u64,
    counts: [u64; SHARED.len()],
}

/// Kinds that cells show by themselves.
const SHARED: [(Signs, ColumnKind); 8] = [
    (Signs::NAME, ColumnKind::Name),
    (Signs::ADDRESS, ColumnKind::Address),
    (Signs::PHONE, ColumnKind::Phone),
    (Signs::EMAIL, ColumnKind::Email),
    (Signs::MY_NUMBER, ColumnKind::MyNumber),
    (Signs::PAYMENT_CARD, ColumnKind::PaymentCard),
    (Signs::PASSPORT, ColumnKind::Passport),
    (Signs::SOCIAL_SECURITY, ColumnKind::SocialSecurity),
];

/// A cell as it is kept: where and what it looked like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Seen {
    column: u16,
    signs: u16,
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
        }
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
                *count += u64::from(cell.signs.has(sign));
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
        let is_word = |cell: &&TableCell<'_>| !cell.signs.has_any(Signs::DIGITS.and(Signs::EMAIL));
        let proves = |kind: ColumnKind| kind.is_identifier() || kind == ColumnKind::Email;
        let cells = &cells[..cells.len().min(MOST_COLUMNS)];
        let heads: Vec<(u32, ColumnKind)> = cells
            .iter()
            .filter(is_word)
            .filter_map(|cell| words.kind_of(cell.text).map(|kind| (cell.column, kind)))
            .collect();
        let is_head = heads.len() >= 2
            || cells.len() >= 2
                && cells.iter().all(|cell| is_word(&cell))
                && heads.iter().any(|(_, kind)| proves(*kind));
        if is_head {
            self.has_head = true;
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
        is_head
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
    fn kinds(&self) -> Vec<Option<ColumnKind>> {
        self.columns.iter().map(|column| column.kind(self.named)).collect()
    }
}

/// Signs that say something only below a head.
const PLAIN: Signs = Signs::of_bits(
    Signs::FILLED.bits()
        | Signs::LETTERS.bits()
        | Signs::DIGITS.bits()
        | Signs::MANY_DIGITS.bits()
        | Signs::POSTAL_FORM.bits(),
);
const HIDDEN_ROW: Seen = Seen { column: u16::MAX, signs: 0, is_hidden: true };

impl Column {
    /// A head decides, but a My Number or a card must also look like one: most cells below 「カード番号」 may be those of
    /// library cards. Without a head most cells must be of one kind.
    fn kind(&self, named: Kinds) -> Option<ColumnKind> {
        let has_share = |count: u64| count > 0 && count * 100 >= self.filled * SHARE_PERCENT;
        let count_of =
            |kind| SHARED.iter().zip(self.counts).find(|((_, shared), _)| *shared == kind).map(|(_, count)| count);
        if let Some(head) = self.head {
            let must_pass = head.is_identifier() && head != ColumnKind::Insurance;
            return (!must_pass || count_of(head).is_some_and(has_share)).then_some(head);
        }
        if self.filled < FEWEST_FILLED {
            return None;
        }
        let shared = SHARED.iter().zip(self.counts).find(|(_, count)| has_share(*count)).map(|((_, kind), _)| *kind)?;
        match shared {
            // Slips, licences and items have as many digits; cards alone have an issuer and a check digit.
            ColumnKind::MyNumber | ColumnKind::Passport | ColumnKind::SocialSecurity => {
                named.has(shared).then_some(shared)
            }
            _ => Some(shared),
        }
    }
}

/// Adds a row that came `times` times.
fn add_row(people: &mut People, pattern: &[Seen], times: u64, columns: &[Option<ColumnKind>]) {
    let (mut visible, mut hidden) = (Kinds::default(), Kinds::default());
    let (mut has_mobile, mut is_known, mut is_hidden_row) = (false, false, false);
    for seen in pattern {
        if *seen == HIDDEN_ROW {
            is_hidden_row = true;
            continue;
        }
        let signs = Signs::of_bits(seen.signs);
        is_known |= signs.has(Signs::KNOWN_ADDRESS);
        let of_column = columns.get(usize::from(seen.column)).copied().flatten();
        let Some(kind) = of_column.or_else(|| identifier_named_in_row(signs)) else { continue };
        if !fits(kind, signs) {
            continue;
        }
        has_mobile |= kind == ColumnKind::Phone && signs.has(Signs::MOBILE);
        if seen.is_hidden { hidden.add(kind) } else { visible.add(kind) }
    }
    let mut all = visible;
    all.add_all(hidden);
    let is_somebody =
        |kinds: Kinds| kinds.is_somebody(has_mobile) && (!is_known || kinds.iter().any(ColumnKind::is_identifier));
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

/// What a number is whose row says so: a form has its labels before its cells.
fn identifier_named_in_row(signs: Signs) -> Option<ColumnKind> {
    let kinds = SHARED.iter().filter(|(_, kind)| kind.is_identifier());
    signs.has(Signs::NAMED).then(|| kinds.copied().find(|(sign, _)| signs.has(*sign))).flatten().map(|(_, kind)| kind)
}

/// Whether a cell can be what its column holds.
fn fits(kind: ColumnKind, signs: Signs) -> bool {
    match kind {
        ColumnKind::Name => signs.has(Signs::LETTERS) && !signs.has(Signs::EMAIL),
        ColumnKind::Address => signs.has(Signs::LETTERS),
        ColumnKind::PostalCode => signs.has_any(Signs::POSTAL_FORM.and(Signs::MANY_DIGITS)),
        ColumnKind::Phone => signs.has_any(Signs::PHONE.and(Signs::MANY_DIGITS)),
        ColumnKind::Email => signs.has(Signs::EMAIL),
        ColumnKind::BirthDate => signs.has(Signs::DIGITS),
        ColumnKind::Profile | ColumnKind::Special => signs.has(Signs::FILLED),
        ColumnKind::BankAccount => signs.has(Signs::DIGITS),
        ColumnKind::Insurance => signs.has(Signs::MANY_DIGITS),
        ColumnKind::MyNumber => signs.has(Signs::MY_NUMBER),
        ColumnKind::PaymentCard => signs.has(Signs::PAYMENT_CARD),
        ColumnKind::Passport => signs.has(Signs::PASSPORT),
        ColumnKind::SocialSecurity => signs.has(Signs::SOCIAL_SECURITY),
    }
}

#[cfg(test)]
mod tests;
