//! One pass over a sheet: its rows with what hides them (MS-XLSB 2.1.7.62), and the other parts that hold cells.

use super::records::Records;
use super::workbook::Workbook;
use crate::inspect::spreadsheet::biff::{f64_at, u16_at, u32_at, wide_string};
use crate::inspect::spreadsheet::cell_text::{boolean, error, rk};
use crate::inspect::spreadsheet::columns::Columns;
use crate::inspect::spreadsheet::row_buffer::RowBuffer;
use crate::inspect::spreadsheet::section::Section;
use crate::inspect::spreadsheet::{MAX_COLUMNS, MAX_ROWS};
use crate::inspect::visitor::Obstacle;

/// Bit of the flags of `BrtRowHdr` at byte 11: no height (2.4.740).
const ROW_IS_HIDDEN: u8 = 0x10;

impl Workbook {
    /// Shows the rows of a sheet, or the cells that a link to another workbook keeps.
    ///
    /// # Errors
    /// The limit met, or damage.
    pub(super) fn show(&self, records: &mut Records<'_>, section: &mut Section<'_>) -> Result<(), Obstacle> {
        let (mut row, mut columns) = (RowBuffer::default(), Columns::new());
        let outcome = self.gather(records, &mut row, &mut columns, section);
        row.show(&mut columns, section);
        outcome
    }

    fn gather(
        &self,
        records: &mut Records<'_>,
        row: &mut RowBuffer,
        columns: &mut Columns,
        section: &mut Section<'_>,
    ) -> Result<(), Obstacle> {
        let mut text = String::new();
        while let Some((number, record)) = records.next()? {
            match number {
                // BrtRowHdr, BrtExternRowHdr
                0 | 366 => {
                    row.show(columns, section);
                    let index = u64::from(u32_at(record, 0).ok_or(Obstacle::Damaged)?);
                    let is_hidden = number == 0
                        && (record.get(11).is_some_and(|flags| flags & ROW_IS_HIDDEN != 0)
                            || u16_at(record, 8) == Some(0));
                    row.begin(if index < MAX_ROWS { index + 1 } else { row.number() }, is_hidden);
                }
                // BrtColInfo
                60 => {
                    let is_hidden =
                        u16_at(record, 16).is_some_and(|flags| flags & 1 != 0) || u32_at(record, 8) == Some(0);
                    if let (true, Some(first), Some(last)) = (is_hidden, u32_at(record, 0), u32_at(record, 4)) {
                        columns.hide(first, last);
                    }
                }
                _ => {
                    text.clear();
                    let is_cell = match number {
                        1..=11 | 62 => self.write_cell(number, record, &mut text),
                        368..=371 => write_extern_cell(number, record, &mut text),
                        _ => continue,
                    };
                    let column = u32_at(record, 0).filter(|column| *column < MAX_COLUMNS);
                    let (Some(()), Some(column)) = (is_cell, column) else { return Err(Obstacle::Damaged) };
                    row.add(column, &text, matches!(number, 8..=11), records.budget())?;
                    if row.is_full() {
                        row.show(columns, section);
                    }
                }
            }
        }
        Ok(())
    }

    /// Appends what a cell shows; `None` when its record is too short.
    fn write_cell(&self, number: u16, record: &[u8], text: &mut String) -> Option<()> {
        // The high byte holds flags.
        let style = (u32_at(record, 4)? & 0x00FF_FFFF) as usize;
        match number {
            // BrtCellRk
            2 => self.style.write(rk(u32_at(record, 8)?), style, text),
            // BrtCellError, BrtFmlaError
            3 | 11 => text.push_str(error(*record.get(8)?)),
            // BrtCellBool, BrtFmlaBool
            4 | 10 => text.push_str(boolean(*record.get(8)? != 0)),
            // BrtCellReal, BrtFmlaNum
            5 | 9 => self.style.write(f64_at(record, 8)?, style, text),
            // BrtCellSt, BrtFmlaString
            6 | 8 => text.push_str(&wide_string(record, 8)?.0),
            // BrtCellIsst
            7 => text.push_str(self.strings.get(u32_at(record, 8)? as usize).unwrap_or_default()),
            // BrtCellRString
            62 => text.push_str(&wide_string(record, 9)?.0),
            // BrtCellBlank
            _ => {}
        }
        Some(())
    }
}

/// Appends what a cell of another workbook shows (2.4.624 to 2.4.628).
fn write_extern_cell(number: u16, record: &[u8], text: &mut String) -> Option<()> {
    match number {
        // BrtExternCellReal: without a format, a day is a number.
        368 => super::NumberStyle::default().write(f64_at(record, 4)?, 0, text),
        // BrtExternCellBool
        369 => text.push_str(boolean(*record.get(4)? != 0)),
        // BrtExternCellError
        370 => text.push_str(error(*record.get(4)?)),
        // BrtExternCellString
        _ => text.push_str(&wide_string(record, 4)?.0),
    }
    Some(())
}
