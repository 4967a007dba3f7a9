//! One pass over a sheet: its rows with what hides them (ECMA-376 part 1, 18.3).

use super::workbook::is_true;
use crate::inspect::package::Events;
use crate::inspect::spreadsheet::cell_text::{NumberStyle, boolean, reference, unescape};
use crate::inspect::spreadsheet::columns::Columns;
use crate::inspect::spreadsheet::header_footer;
use crate::inspect::spreadsheet::row_buffer::RowBuffer;
use crate::inspect::spreadsheet::section::Section;
use crate::inspect::spreadsheet::strings::Strings;
use crate::inspect::spreadsheet::{MAX_COLUMNS, MAX_ROWS};
use crate::inspect::visitor::Obstacle;
use crate::inspect::xml::{Element, Event};

/// Bytes of a cell; Excel takes 32,767 characters.
const MAX_VALUE_BYTES: usize = 1024 * 1024;
/// Headers and footers of a sheet: first, odd and even pages.
const MARGINS: [&str; 6] = ["oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter"];

/// What the values of cells mean.
pub(super) struct Values<'w> {
    pub(super) style: &'w NumberStyle,
    pub(super) strings: &'w Strings,
}

/// A cell while it is read.
#[derive(Default)]
struct CellInProgress {
    column: u32,
    kind: CellKind,
    style: usize,
    value: String,
    is_computed: bool,
}

/// `ST_CellType` (18.18.11).
#[derive(Default, Clone, Copy, PartialEq)]
enum CellKind {
    #[default]
    Number,
    SharedString,
    Boolean,
    /// A string in the cell, an error, a date in ISO 8601.
    AsWritten,
}

impl Values<'_> {
    /// Shows the rows of a sheet, and puts its headers and footers aside.
    ///
    /// # Errors
    /// The limit met, or damage.
    pub(super) fn show(
        &self,
        xml: &mut Events<'_>,
        section: &mut Section<'_>,
        margins: &mut Vec<String>,
    ) -> Result<(), Obstacle> {
        let (mut row, mut columns) = (RowBuffer::default(), Columns::new());
        let outcome = self.gather(xml, &mut row, &mut columns, section, margins);
        row.show(&mut columns, section);
        outcome
    }

    fn gather(
        &self,
        xml: &mut Events<'_>,
        row: &mut RowBuffer,
        columns: &mut Columns,
        section: &mut Section<'_>,
        margins: &mut Vec<String>,
    ) -> Result<(), Obstacle> {
        let mut cell = CellInProgress::default();
        let (mut is_value, mut is_reading_aid, mut next_column) = (false, false, 0);
        while let Some(event) = xml.next() {
            match event {
                Event::Start(element) => match element.name() {
                    "row" => {
                        begin_row(&element, row);
                        next_column = 0;
                    }
                    // Links to other workbooks call it `cell`.
                    "c" | "cell" => cell.begin(&element, next_column),
                    "v" => {
                        cell.value.clear();
                        is_value = true;
                    }
                    "is" => cell.value.clear(),
                    "f" => cell.is_computed = true,
                    "t" => is_value = !is_reading_aid,
                    "rPh" => is_reading_aid = true,
                    "col" => hide_columns(&element, columns),
                    name if MARGINS.contains(&name) => {
                        cell.value.clear();
                        is_value = true;
                    }
                    _ => {}
                },
                Event::Text(text) if is_value => {
                    if cell.value.len() > MAX_VALUE_BYTES {
                        return Err(Obstacle::Text);
                    }
                    cell.value.push_str(&text);
                }
                Event::Text(_) => {}
                Event::End(name) => match &*name {
                    "v" | "t" => is_value = false,
                    "rPh" => is_reading_aid = false,
                    "c" | "cell" => {
                        next_column = cell.column.saturating_add(1);
                        let is_computed = cell.is_computed;
                        row.add(cell.column, self.text(&mut cell), is_computed, xml.budget())?;
                        if row.is_full() {
                            row.show(columns, section);
                        }
                    }
                    "row" => row.show(columns, section),
                    name if MARGINS.contains(&name) => {
                        is_value = false;
                        if margins.len() < MARGINS.len() {
                            margins.push(header_footer::text(&cell.value));
                        }
                    }
                    _ => {}
                },
            }
        }
        xml.end()
    }

    /// The cell as it is shown.
    fn text<'c>(&'c self, cell: &'c mut CellInProgress) -> &'c str {
        match cell.kind {
            CellKind::SharedString => {
                cell.value.trim().parse().ok().and_then(|index| self.strings.get(index)).unwrap_or_default()
            }
            CellKind::Boolean => match cell.value.trim() {
                "" => "",
                value => boolean(is_true(Some(value))),
            },
            CellKind::Number if cell.value.is_empty() => "",
            CellKind::Number => {
                let decimal = std::mem::take(&mut cell.value);
                self.style.write_decimal(&decimal, cell.style, &mut cell.value);
                &cell.value
            }
            CellKind::AsWritten => {
                if let std::borrow::Cow::Owned(plain) = unescape(&cell.value) {
                    cell.value = plain;
                }
                &cell.value
            }
        }
    }
}

impl CellInProgress {
    /// A cell without a reference, or with one that no sheet has, follows the one before.
    fn begin(&mut self, element: &Element<'_>, next_column: u32) {
        self.value.clear();
        self.is_computed = false;
        (self.column, self.kind, self.style) = (next_column.min(MAX_COLUMNS - 1), CellKind::Number, 0);
        for (name, value) in element.attributes() {
            match name {
                "r" => self.column = reference(&value).map_or(self.column, |(column, _)| column),
                "s" => self.style = value.parse().unwrap_or_default(),
                "t" => {
                    self.kind = match &*value {
                        "s" => CellKind::SharedString,
                        "b" => CellKind::Boolean,
                        "str" | "inlineStr" | "e" | "d" => CellKind::AsWritten,
                        _ => CellKind::Number,
                    };
                }
                _ => {}
            }
        }
    }
}

/// A row without a number, or with one that no sheet has, follows the one before.
fn begin_row(element: &Element<'_>, row: &mut RowBuffer) {
    let (mut number, mut is_hidden) = (row.number().saturating_add(1), false);
    for (name, value) in element.attributes() {
        match name {
            "r" => number = value.parse().ok().filter(|number| (1..=MAX_ROWS).contains(number)).unwrap_or(number),
            "hidden" => is_hidden |= is_true(Some(&value)),
            "ht" => is_hidden |= is_zero(&value),
            _ => {}
        }
    }
    row.begin(number, is_hidden);
}

fn hide_columns(element: &Element<'_>, columns: &mut Columns) {
    let (mut first, mut last, mut is_hidden) = (None, None, false);
    for (name, value) in element.attributes() {
        match name {
            "min" => first = value.parse::<u32>().ok(),
            "max" => last = value.parse::<u32>().ok(),
            "hidden" => is_hidden |= is_true(Some(&value)),
            "width" => is_hidden |= is_zero(&value),
            _ => {}
        }
    }
    if let (true, Some(first), Some(last)) = (is_hidden, first, last) {
        columns.hide(first.saturating_sub(1), last.saturating_sub(1));
    }
}

fn is_zero(length: &str) -> bool {
    length.parse() == Ok(0.0)
}
