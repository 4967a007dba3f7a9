//! A cell of OpenDocument while it is read: what it shows, and remarks on it.

use crate::inspect::spreadsheet::MAX_COLUMNS;
use crate::inspect::visitor::Obstacle;
use crate::inspect::xml::Element;

/// Bytes of a cell; LibreOffice takes 65,535 characters.
const MAX_TEXT_BYTES: usize = 1024 * 1024;
/// Spaces written as a number (`text:s`, ODF 1.3 part 3, 6.1.3).
const MAX_SPACES: usize = 100;

/// A cell while it is read.
#[derive(Default)]
pub(super) struct Cell {
    /// A day in ISO 8601, which is shown in place of its text.
    date: String,
    /// What it is worth when it has no text.
    value: String,
    text: String,
    /// It has a formula.
    pub(super) is_computed: bool,
    /// Columns in a row that show the same.
    pub(super) repeated: u32,
}

impl Cell {
    /// The cell that begins.
    pub(super) fn of(element: &Element<'_>) -> Self {
        let mut cell = Cell { repeated: 1, ..Cell::default() };
        for (name, value) in element.attributes() {
            match name {
                "number-columns-repeated" => cell.repeated = repeated(&value),
                "formula" => cell.is_computed = true,
                "date-value" => value.trim_end_matches("T00:00:00").clone_into(&mut cell.date),
                "value" | "string-value" | "boolean-value" => value.into_owned().clone_into(&mut cell.value),
                _ => {}
            }
        }
        cell
    }

    /// Another paragraph begins.
    pub(super) fn begin_paragraph(&mut self) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
    }

    /// More text of the paragraph.
    ///
    /// # Errors
    /// [`Obstacle::Text`] when it is longer than a cell may be.
    pub(super) fn push(&mut self, text: &str) -> Result<(), Obstacle> {
        if self.text.len() > MAX_TEXT_BYTES {
            return Err(Obstacle::Text);
        }
        self.text.push_str(text);
        Ok(())
    }

    /// What it shows.
    pub(super) fn shown(&self) -> &str {
        [&self.date, &self.text, &self.value].into_iter().find(|text| !text.is_empty()).map_or("", String::as_str)
    }
}

/// What an element of a paragraph stands for that is no text.
pub(super) fn spacing(element: &Element<'_>) -> Option<String> {
    match element.name() {
        "s" => {
            let count = element.attribute("c").and_then(|count| count.parse().ok()).unwrap_or(1);
            Some(" ".repeat(MAX_SPACES.min(count)))
        }
        "tab" => Some("\t".into()),
        "line-break" => Some("\n".into()),
        _ => None,
    }
}

/// A number of repetitions, at least one and no more than a sheet has columns.
fn repeated(value: &str) -> u32 {
    value.parse().unwrap_or(MAX_COLUMNS).clamp(1, MAX_COLUMNS)
}
