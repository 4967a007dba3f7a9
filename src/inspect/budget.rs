//! What is left of the limits while the attachments of one draft are looked into. Knows no file format.

use super::limits::Limits;
use super::visitor::Obstacle;

/// Counts down over all attachments of a draft: a limit that each of a hundred files may reach anew is none.
#[derive(Debug, Clone)]
pub struct Budget {
    limits: Limits,
    entries: usize,
    inflated_bytes: u64,
    cells: u64,
    text_characters: u64,
    elements: u64,
    held_bytes: u64,
}

impl Budget {
    /// A budget of which nothing is used.
    #[must_use]
    pub fn new(limits: Limits) -> Self {
        Self {
            limits,
            entries: limits.entries,
            inflated_bytes: limits.inflated_bytes,
            cells: limits.cells,
            text_characters: limits.text_characters,
            elements: limits.elements,
            held_bytes: 0,
        }
    }

    /// The limits it began with.
    #[must_use]
    pub fn limits(&self) -> &Limits {
        &self.limits
    }

    /// Takes one file of an archive.
    ///
    /// # Errors
    /// The limit met.
    pub fn take_entry(&mut self) -> Result<(), Obstacle> {
        self.entries = self.entries.checked_sub(1).ok_or(Obstacle::Entries)?;
        Ok(())
    }

    /// Takes bytes that came out of compression.
    ///
    /// # Errors
    /// The limit met.
    pub fn take_inflated(&mut self, bytes: u64) -> Result<(), Obstacle> {
        take(&mut self.inflated_bytes, bytes, Obstacle::Size)
    }

    /// Bytes of the next part that may be held as a whole: files inside one another are all held at once.
    #[must_use]
    pub fn part_bytes(&self) -> u64 {
        self.limits.part_bytes.min(self.limits.held_bytes.saturating_sub(self.held_bytes))
    }

    /// Counts a file that is held while what is inside it is looked into; [`Budget::let_go`] follows.
    pub fn hold(&mut self, bytes: u64) {
        self.held_bytes = self.held_bytes.saturating_add(bytes);
    }

    /// The file is held no more.
    pub fn let_go(&mut self, bytes: u64) {
        self.held_bytes = self.held_bytes.saturating_sub(bytes);
    }

    /// Takes elements of XML, whatever is in them.
    ///
    /// # Errors
    /// The limit met.
    pub fn take_elements(&mut self, elements: u64) -> Result<(), Obstacle> {
        take(&mut self.elements, elements, Obstacle::Size)
    }

    /// Bytes that may still come out of compression.
    #[must_use]
    pub fn inflated_left(&self) -> u64 {
        self.inflated_bytes
    }

    /// Takes cells of a table.
    ///
    /// # Errors
    /// The limit met.
    pub fn take_cells(&mut self, cells: u64) -> Result<(), Obstacle> {
        take(&mut self.cells, cells, Obstacle::Cells)
    }

    /// Takes running text.
    ///
    /// # Errors
    /// The limit met.
    pub fn take_text(&mut self, characters: u64) -> Result<(), Obstacle> {
        take(&mut self.text_characters, characters, Obstacle::Text)
    }
}

/// Leaves nothing once a limit is met, so that what comes later is not looked into by halves.
fn take(left: &mut u64, wanted: u64, obstacle: Obstacle) -> Result<(), Obstacle> {
    let Some(rest) = left.checked_sub(wanted) else {
        *left = 0;
        return Err(obstacle);
    };
    *left = rest;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_limit_met_stays_met() {
        let mut budget = Budget::new(Limits { cells: 10, ..Limits::default() });
        assert_eq!(budget.take_cells(6), Ok(()));
        assert_eq!(budget.take_cells(6), Err(Obstacle::Cells));
        assert_eq!(budget.take_cells(1), Err(Obstacle::Cells));
    }
}
