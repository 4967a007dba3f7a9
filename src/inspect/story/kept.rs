//! Texts and rows that wait for their turn, close together: a document may hold millions of them.

use super::super::place::{Hidden, Place};
use super::super::visitor::{Cell, Row, Visitor};

/// Cells of one row with content.
#[derive(Debug, Default)]
pub(super) struct Cells {
    text: String,
    /// Column, and where its text ends.
    cells: Vec<(u32, usize)>,
}

impl Cells {
    pub(super) fn push(&mut self, column: u32, text: &str) {
        self.text.push_str(text);
        self.cells.push((column, self.text.len()));
    }

    pub(super) fn len(&self) -> usize {
        self.cells.len()
    }

    pub(super) fn clear(&mut self) {
        self.text.clear();
        self.cells.clear();
    }

    fn iter(&self) -> impl Iterator<Item = (u32, &str)> {
        let mut start = 0;
        self.cells.iter().map(move |(column, end)| {
            let text = &self.text[start..*end];
            start = *end;
            (*column, text)
        })
    }

    pub(super) fn show(&self, number: u64, hidden: Option<Hidden>, visitor: &mut dyn Visitor) {
        let cell = |(column, text)| Cell { column, text, is_in_hidden_column: false, is_computed: false };
        let cells: Vec<Cell<'_>> = self.iter().map(cell).collect();
        visitor.row(&Row { number, hidden, cells: &cells });
    }
}

/// Begins a row; its number and its cells follow.
const ROW: char = '\u{1}';
/// Stands before the column of a cell.
const CELL: char = '\u{2}';
/// Stands before the text of a cell.
const TEXT: char = '\u{3}';
/// A line of its own between tables.
const BOUNDARY: &str = "\u{4}";

/// Texts and rows one after another, a line each.
#[derive(Debug, Default)]
pub(super) struct Kept {
    lines: String,
    is_parted: bool,
}

impl Kept {
    /// Keeps a text without control characters.
    pub(super) fn text(&mut self, text: &str) {
        self.begin();
        self.lines.push_str(text);
        self.lines.push('\n');
    }

    /// Keeps a row; its texts have no control characters either.
    pub(super) fn row(&mut self, number: u64, cells: &Cells) {
        self.begin();
        self.lines += &format!("{ROW}{number}");
        for (column, text) in cells.iter() {
            self.lines += &format!("{CELL}{column}{TEXT}{text}");
        }
        self.lines.push('\n');
    }

    /// What follows stands in another table, or in none.
    pub(super) fn part(&mut self) {
        self.is_parted = !self.lines.is_empty();
    }

    fn begin(&mut self) {
        if std::mem::take(&mut self.is_parted) {
            self.lines += BOUNDARY;
            self.lines.push('\n');
        }
    }

    /// Shows it all as standing in `place`.
    pub(super) fn show(&self, place: &Place, visitor: &mut dyn Visitor) {
        if self.lines.is_empty() {
            return;
        }
        visitor.enter(place);
        for line in self.lines.lines() {
            if line == BOUNDARY {
                visitor.leave();
                visitor.enter(place);
            } else if let Some(row) = line.strip_prefix(ROW) {
                let mut cells = row.split(CELL);
                let number = cells.next().and_then(|number| number.parse().ok()).unwrap_or_default();
                let cells: Vec<Cell<'_>> = cells.filter_map(cell).collect();
                visitor.row(&Row { number, hidden: None, cells: &cells });
            } else {
                visitor.text(line);
            }
        }
        visitor.leave();
    }
}

fn cell(text: &str) -> Option<Cell<'_>> {
    let (column, text) = text.split_once(TEXT)?;
    Some(Cell { column: column.parse().ok()?, text, is_in_hidden_column: false, is_computed: false })
}
