//! One row of a sheet while its cells are gathered, within the budget. Knows no file format.

use super::MAX_COLUMNS;
use super::columns::Columns;
use super::section::Section;
use crate::inspect::budget::Budget;
use crate::inspect::place::Hidden;
use crate::inspect::visitor::{Cell, Obstacle, Row};

/// Bytes of a cell that count as a cell; what is longer counts as text: a million cells may all name one long string.
const CELL_BYTES: usize = 64;

/// The row that is read. Cells of two rows are never held at once.
#[derive(Default)]
pub(super) struct RowBuffer {
    number: u64,
    is_hidden: bool,
    text: String,
    cells: Vec<Gathered>,
}

/// A cell, with where its text begins and ends.
struct Gathered {
    column: u32,
    start: usize,
    end: usize,
    is_computed: bool,
}

impl RowBuffer {
    /// Begins the row of this number; what was gathered before must have been shown.
    pub(super) fn begin(&mut self, number: u64, is_hidden: bool) {
        (self.number, self.is_hidden) = (number, is_hidden);
        self.text.clear();
        self.cells.clear();
    }

    /// As the program counts, from 1.
    pub(super) fn number(&self) -> u64 {
        self.number
    }

    /// Adds a cell, when there is something in it.
    ///
    /// # Errors
    /// The limit met.
    pub(super) fn push(&mut self, column: u32, text: &str, budget: &mut Budget) -> Result<(), Obstacle> {
        self.add(column, text, false, budget)
    }

    /// The same for a cell that a formula may have given.
    ///
    /// # Errors
    /// The limit met.
    pub(super) fn add(
        &mut self,
        column: u32,
        text: &str,
        is_computed: bool,
        budget: &mut Budget,
    ) -> Result<(), Obstacle> {
        if text.trim().is_empty() {
            return Ok(());
        }
        budget.take_cells(1)?;
        budget.take_text(text.len().saturating_sub(CELL_BYTES) as u64)?;
        let start = self.text.len();
        self.text.push_str(text);
        self.cells.push(Gathered { column, start, end: self.text.len(), is_computed });
        Ok(())
    }

    /// True when no more cells should be gathered before they are shown: no sheet has more columns.
    pub(super) fn is_full(&self) -> bool {
        self.cells.len() >= MAX_COLUMNS as usize
    }

    /// Shows what was gathered, left to right, and forgets it; nothing when there is nothing.
    pub(super) fn show(&mut self, columns: &mut Columns, section: &mut Section<'_>) {
        if self.cells.is_empty() {
            return;
        }
        if !self.cells.is_sorted_by_key(|cell| cell.column) {
            self.cells.sort_by_key(|cell| cell.column);
        }
        let cells: Vec<Cell<'_>> = self
            .cells
            .iter()
            .map(|cell| Cell {
                column: cell.column,
                text: &self.text[cell.start..cell.end],
                is_in_hidden_column: columns.is_hidden(cell.column),
                is_computed: cell.is_computed,
            })
            .collect();
        section.row(&Row { number: self.number, hidden: self.is_hidden.then_some(Hidden::Rows), cells: &cells });
        self.cells.clear();
        self.text.clear();
    }
}
