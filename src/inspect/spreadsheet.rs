//! Workbooks: sheets and their visibility, rows, comments, what is left of other data.
//!
//! Everything streams: a sheet is never held, only its row, the shared strings and the number formats. All four formats
//! are read here and not by calamine. It gives no hidden rows or columns, makes a grid of whatever range a file declares,
//! and trusts records of .xls and .xlsb: one changed byte ends in a panic or asks for 263 GB. Its answers on whole files
//! are what the tests compare with.

mod biff;
mod cell_text;
mod columns;
mod date;
mod header_footer;
mod number_format;
mod ods;
mod office;
mod parts;
mod property_set;
mod row_buffer;
mod section;
mod strings;
mod xls;
mod xlsb;
mod xlsx;

use super::file_type::FileType;
use super::look::Look;
use super::readers::Readers;
use super::visitor::InnerFile;

/// Most rows of a sheet (Excel 2007 and later, LibreOffice).
const MAX_ROWS: u64 = 1_048_576;
/// Most columns of a sheet.
const MAX_COLUMNS: u32 = 16_384;
/// Sheets, names and other things that a workbook lists; Excel stops at far fewer.
const MAX_LISTED: usize = 10_000;

/// Whether a compound file is a workbook of Excel 5 to 2003, whatever is embedded in it.
pub(super) fn is_xls(bytes: &[u8], readers: &Readers<'_>) -> bool {
    (readers.compound)(bytes).is_some_and(|streams| xls::workbook_stream(&streams).is_some())
}

/// Shows what the file holds.
pub(super) fn read(bytes: &[u8], file: InnerFile, look: &mut Look<'_>) {
    match file.file_type {
        FileType::Xls => xls::read(bytes, file, look),
        FileType::Xlsb => xlsb::read(bytes, file, look),
        FileType::Ods => ods::read(bytes, file, look),
        _ => xlsx::read(bytes, file, look),
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail loudly")]
mod tests {
    use crate::inspect::test_visitor::{fixture, record};
    use calamine::{Data, Reader, SheetVisible};
    use std::io::Cursor;

    /// Sheets as `record` tells them, each with texts of its rows by their number.
    fn sheets(name: &str) -> Vec<(String, Vec<String>)> {
        let mut sheets: Vec<(String, Vec<String>)> = Vec::new();
        for line in record(name, &fixture(name)) {
            if let Some(sheet) = line.strip_prefix("enter ") {
                sheets.push((sheet.to_owned(), Vec::new()));
            } else if let (Some(row), Some((_, rows))) = (line.strip_prefix("row "), sheets.last_mut()) {
                rows.push(row.to_owned());
            }
        }
        sheets
    }

    #[test]
    fn another_reader_finds_the_same_texts() {
        for name in ["hidden.xlsx", "hidden.xlsb", "hidden.xls", "hidden.ods", "residue.xlsx"] {
            let ours = sheets(name);
            let mut theirs = calamine::open_workbook_auto_from_rs(Cursor::new(fixture(name))).unwrap();
            for sheet in theirs.sheets_metadata().to_owned() {
                let (told, rows) =
                    ours.iter().find(|(told, _)| told.starts_with(&format!("sheet {:?} ", sheet.name))).unwrap();
                assert_eq!(told.contains("hidden="), sheet.visible != SheetVisible::Visible, "{name}: {told}");
                let range = theirs.worksheet_range(&sheet.name).unwrap();
                let first = range.start().unwrap_or_default().0 as usize + 1;
                let cells = range.used_cells().filter_map(|(row, _, cell)| match cell {
                    Data::String(text) => Some((row + first, text)),
                    _ => None,
                });
                for (number, text) in cells {
                    let row = rows
                        .iter()
                        .find(|row| row.starts_with(&format!("{number}:")) || row.starts_with(&format!("{number} ")));
                    assert!(row.is_some_and(|row| row.contains(text)), "{name}, {told}: row {number} lacks {text}");
                }
            }
        }
    }
}
