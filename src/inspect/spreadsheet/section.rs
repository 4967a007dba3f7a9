//! One place of a workbook while it is shown: entered when there is something to show, and always left.

use crate::inspect::budget::Budget;
use crate::inspect::place::Place;
use crate::inspect::visitor::{Obstacle, Row, Visitor};

/// A place and who is told of it.
pub(super) struct Section<'v> {
    visitor: &'v mut dyn Visitor,
    place: Place,
    is_entered: bool,
    rows: u64,
}

impl<'v> Section<'v> {
    /// Not entered yet.
    pub(super) fn new(place: Place, visitor: &'v mut dyn Visitor) -> Self {
        Self { visitor, place, is_entered: false, rows: 0 }
    }

    /// Enters it, if nothing has yet: a sheet is told of even when it is empty.
    pub(super) fn enter(&mut self) {
        if !self.is_entered {
            self.visitor.enter(&self.place);
            self.is_entered = true;
        }
    }

    /// A row of this place.
    pub(super) fn row(&mut self, row: &Row<'_>) {
        self.enter();
        self.visitor.row(row);
        self.rows += 1;
    }

    /// Rows so far.
    pub(super) fn rows(&self) -> u64 {
        self.rows
    }

    /// A text of this place, line by line; nothing when it is blank.
    ///
    /// # Errors
    /// The limit met.
    pub(super) fn text(&mut self, text: &str, budget: &mut Budget) -> Result<(), Obstacle> {
        let lines = text.split(['\r', '\n']).filter(|line| !line.trim().is_empty());
        for line in lines {
            budget.take_text(line.len() as u64)?;
            self.enter();
            self.visitor.text(line);
        }
        Ok(())
    }

    /// Leaves it, and tells what kept it from being read wholly.
    pub(super) fn end(self, outcome: Result<(), Obstacle>) {
        if self.is_entered {
            self.visitor.leave();
        }
        if let Err(obstacle) = outcome {
            self.visitor.obstacle(&self.place, obstacle);
        }
    }
}
