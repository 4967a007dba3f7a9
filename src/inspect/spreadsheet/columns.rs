//! Which columns of a sheet are hidden.

use super::MAX_COLUMNS;

/// Takes ranges in any order and number; each costs the same, however wide it is.
pub(super) struct Columns {
    /// How many ranges begin at a column, less those that ended before it.
    changes: Vec<i32>,
    hidden: Vec<bool>,
}

impl Columns {
    /// All columns are shown.
    pub(super) fn new() -> Self {
        Self { changes: Vec::new(), hidden: Vec::new() }
    }

    /// Hides the columns from `first` to `last`, counted from 0; what lies out of the sheet is left out.
    pub(super) fn hide(&mut self, first: u32, last: u32) {
        let last = last.min(MAX_COLUMNS - 1);
        if first > last {
            return;
        }
        self.changes.resize(MAX_COLUMNS as usize + 1, 0);
        let (first, after) = (first as usize, last as usize + 1);
        self.changes[first] = self.changes[first].saturating_add(1);
        self.changes[after] = self.changes[after].saturating_sub(1);
        self.hidden.clear();
    }

    /// Whether a column, counted from 0, is hidden.
    pub(super) fn is_hidden(&mut self, column: u32) -> bool {
        if self.changes.is_empty() {
            return false;
        }
        if self.hidden.is_empty() {
            let depths = self.changes.iter().scan(0_i32, |depth, change| {
                *depth = depth.saturating_add(*change);
                Some(*depth > 0)
            });
            self.hidden = depths.collect();
        }
        self.hidden.get(column as usize).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_may_overlap_and_leave_the_sheet() {
        let mut columns = Columns::new();
        assert!(!columns.is_hidden(0));
        columns.hide(2, 4);
        columns.hide(3, u32::MAX);
        columns.hide(9, 8);
        let hidden: Vec<_> = (0..6).map(|column| columns.is_hidden(column)).collect();
        assert_eq!(hidden, [false, false, true, true, true, true]);
        assert!(columns.is_hidden(MAX_COLUMNS - 1) && !columns.is_hidden(MAX_COLUMNS + 1));
    }
}
