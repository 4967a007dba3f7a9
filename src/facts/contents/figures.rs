//! Tells figures that say something from numbers that only count: row numbers, sort keys, a one in every row. Knows no
//! table: each column is a run of numbers by itself.

use crate::inspect::Cell;

/// Columns that are told apart; farther right all numbers are one run.
const MOST_COLUMNS: usize = 256;
/// Numbers from which even steps are no chance: three rows numbered 10, 20, 30.
const FEWEST_STEPPED: u64 = 3;

/// Numbers of a sheet by column, as they pass by.
#[derive(Debug, Default)]
pub(super) struct Figures {
    columns: Vec<Run>,
}

#[derive(Debug, Clone, Copy, Default)]
struct Run {
    count: u64,
    last: f64,
    step: f64,
    is_broken: bool,
}

impl Figures {
    /// Takes a cell; what is no number, or was computed, says nothing here.
    pub fn add(&mut self, cell: &Cell<'_>) {
        let text = cell.text.trim();
        let is_written = !cell.is_computed && text.starts_with(|first: char| first.is_ascii_digit() || first == '-');
        let Some(number) = text.parse().ok().filter(|number: &f64| is_written && number.is_finite()) else { return };
        let column = usize::try_from(cell.column).unwrap_or(MOST_COLUMNS).min(MOST_COLUMNS);
        if self.columns.len() <= column {
            self.columns.resize(column + 1, Run::default());
        }
        self.columns[column].add(number);
    }

    /// How many of the numbers say something.
    pub fn telling(&self) -> u64 {
        self.columns.iter().filter(|run| !run.only_counts()).map(|run| run.count).sum()
    }
}

impl Run {
    fn add(&mut self, number: f64) {
        let step = number - self.last;
        // Sums of fractions are a little off.
        self.is_broken |= self.count > 1 && (step - self.step).abs() > 1e-9 * number.abs().max(1.0);
        if self.count == 1 {
            self.step = step;
        }
        (self.count, self.last) = (self.count + 1, number);
    }

    fn only_counts(&self) -> bool {
        let first = self.last - self.step;
        match self.count {
            0 => true,
            1 => self.last == 0.0 || self.last == 1.0,
            count if count < FEWEST_STEPPED => self.step == 1.0 && first <= 1.0 || self.step == 0.0,
            _ => !self.is_broken,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn telling(texts: &[&str]) -> u64 {
        let mut figures = Figures::default();
        for text in texts {
            figures.add(&Cell { column: 2, text, is_in_hidden_column: true, is_computed: false });
        }
        figures.telling()
    }

    #[test]
    fn prices_say_something() {
        assert_eq!(telling(&["原価", "640", "655", "590"]), 3);
        assert_eq!(telling(&["0.35"]), 1);
        assert_eq!(telling(&["640", "700"]), 2);
        assert_eq!(telling(&["-5", "x", "80"]), 2);
    }

    #[test]
    fn numbers_of_rows_and_sort_keys_only_count() {
        assert_eq!(telling(&["No.", "1", "2", "3"]), 0);
        assert_eq!(telling(&["10", "20", "30", "40"]), 0);
        assert_eq!(telling(&["0.1", "0.2", "0.3"]), 0);
        assert_eq!(telling(&["1", "1", "1"]), 0);
        assert_eq!(telling(&["1"]), 0);
    }

    #[test]
    fn a_day_and_a_code_are_no_figures() {
        assert_eq!(telling(&["2026-04-01", "A-001", "090-0000-1111", "NaN", ""]), 0);
    }

    #[test]
    fn what_a_formula_gives_says_nothing_new() {
        let mut figures = Figures::default();
        figures.add(&Cell { column: 0, text: "640", is_in_hidden_column: true, is_computed: true });
        assert_eq!(figures.telling(), 0);
    }

    #[test]
    fn far_columns_are_one() {
        let mut figures = Figures::default();
        for column in [300, 40_000, u32::MAX] {
            figures.add(&Cell { column, text: "7.5", is_in_hidden_column: true, is_computed: false });
        }
        assert_eq!((figures.columns.len(), figures.telling()), (MOST_COLUMNS + 1, 0));
    }
}
