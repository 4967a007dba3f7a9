//! Door for the `csv` crate: rows of a text table, also where quotes are broken.

use super::{Look, row};
use crate::inspect::place::Part;
use crate::inspect::visitor::Obstacle;
use csv::{ReaderBuilder, StringRecord};

/// A cell in quotes may hold a letter, but no record has more lines.
const RECORD_LINES: usize = 100;
/// Columns that a spreadsheet has (Excel, LibreOffice); what stands further right nobody sees.
const COLUMN_LIMIT: usize = 16_384;
/// Lines longer than this are no rows that a program wrote.
const LINE_BYTES: usize = 1024 * 1024;

/// Shows the rows of `text`.
pub(super) fn show(text: &str, delimiter: u8, look: &mut Look<'_>) {
    let place = look.place(Part::Sheet { name: String::new(), is_active: true }, None);
    look.visitor.enter(&place);
    let is_sane = text.split(['\r', '\n']).all(|line| line.len() <= LINE_BYTES);
    let shown = if is_sane { records(text, delimiter, look) } else { lines(text, delimiter, look) };
    look.visitor.leave();
    if let Err(obstacle) = shown {
        look.visitor.obstacle(&place, obstacle);
    }
}

fn records(text: &str, delimiter: u8, look: &mut Look<'_>) -> Result<(), Obstacle> {
    let is_quoted = text.contains('"') && are_quotes_sound(text, delimiter);
    let mut reader = ReaderBuilder::new()
        .delimiter(delimiter)
        .quoting(is_quoted)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut record = StringRecord::new();
    let mut number = 0;
    let mut is_cut = false;
    while let Ok(true) = reader.read_record(&mut record) {
        // Programs count records and empty lines; lines inside of cells are none.
        let start = record.position().map_or(0, csv::Position::byte);
        number += 1 + empty_lines(text, usize::try_from(start).unwrap_or(usize::MAX));
        let cells = record.iter().map(|cell| if is_quoted { cell } else { cell.trim().trim_matches('"') });
        is_cut |= record.len() > COLUMN_LIMIT;
        row(number, cells.take(COLUMN_LIMIT), look)?;
    }
    if is_cut { Err(Obstacle::Cells) } else { Ok(()) }
}

/// Rows of a text with lines that no table has: quotes mean nothing in it.
fn lines(text: &str, delimiter: u8, look: &mut Look<'_>) -> Result<(), Obstacle> {
    let mut is_cut = false;
    for (number, line) in (1..).zip(text.split('\n')) {
        let mut cells = line.split(char::from(delimiter));
        let shown = cells.by_ref().take(COLUMN_LIMIT).map(|cell| cell.trim().trim_matches('"'));
        row(number, shown, look)?;
        is_cut |= cells.next().is_some();
    }
    if is_cut { Err(Obstacle::Cells) } else { Ok(()) }
}

/// Whether quotes pair up: one that is never closed would make all that follows a single cell.
fn are_quotes_sound(text: &str, delimiter: u8) -> bool {
    #[derive(PartialEq)]
    enum Cell {
        Start,
        Plain,
        Quoted,
        /// Behind a quote that ends the cell, unless another one follows.
        Closed,
    }
    let (mut cell, mut cells, mut lines) = (Cell::Start, 0, 0);
    for byte in text.bytes() {
        cell = match (cell, byte) {
            (Cell::Start | Cell::Closed, b'"') => Cell::Quoted,
            (Cell::Quoted, b'"') => Cell::Closed,
            (Cell::Quoted, b'\n') => {
                lines += 1;
                Cell::Quoted
            }
            (Cell::Quoted, _) => Cell::Quoted,
            (_, b'\r' | b'\n') => {
                (cells, lines) = (0, 0);
                Cell::Start
            }
            (_, byte) if byte == delimiter => {
                cells += 1;
                Cell::Start
            }
            _ => Cell::Plain,
        };
        if lines > RECORD_LINES || cells > COLUMN_LIMIT {
            return false;
        }
    }
    cell != Cell::Quoted
}

/// Lines without anything before the record that is read next at `start`.
fn empty_lines(text: &str, start: usize) -> u64 {
    let ends = text.as_bytes().get(start..).unwrap_or_default().iter();
    let ends = ends.take_while(|byte| matches!(byte, b'\r' | b'\n'));
    let (mut newlines, mut returns) = (0, 0);
    ends.for_each(|end| if *end == b'\n' { newlines += 1 } else { returns += 1 });
    newlines.max(returns)
}

#[cfg(test)]
mod tests {
    use crate::inspect::Limits;
    use crate::inspect::test_visitor::{record, record_within};

    fn rows(name: &str, text: &str) -> Vec<String> {
        record(name, text.as_bytes()).into_iter().filter(|line| line.starts_with("row")).collect()
    }

    #[test]
    fn cells_in_quotes_keep_commas_and_line_ends() {
        assert_eq!(
            rows("a.csv", "氏名,住所\n見本,\"東京都\n千代田区,1\"\n\n次,3\n"),
            ["row 1: 氏名 | 住所", "row 2: 見本 | 東京都\n千代田区,1", "row 4: 次 | 3"]
        );
    }

    #[test]
    fn a_quote_that_is_never_closed_swallows_nothing() {
        assert_eq!(
            rows("a.csv", "a,b\n\"c,d\ne,f\ng,h\n"),
            ["row 1: a | b", "row 2: c | d", "row 3: e | f", "row 4: g | h"]
        );
    }

    #[test]
    fn quotes_that_close_far_below_swallow_nothing() {
        let text = format!("a,b\n\"c,d\n{}\"y,z\n", "e,f\n".repeat(200));
        assert_eq!(rows("a.csv", &text).len(), 203);
    }

    #[test]
    fn a_quote_within_a_cell_is_a_sign_like_others() {
        assert_eq!(rows("a.csv", "a,12\" screen\nb,\"x\"\"y\"\n"), ["row 1: a | 12\" screen", "row 2: b | x\"y"]);
    }

    #[test]
    fn columns_that_no_program_shows_are_told_to_be_left_out() {
        let told = record("a.csv", "a,".repeat(1_000_000).as_bytes());
        assert_eq!(told.last().map(String::as_str), Some("obstacle sheet \"\" active=true: cells"));
    }

    #[test]
    fn rows_may_have_different_lengths_and_empty_cells() {
        assert_eq!(rows("a.tsv", "a\tb\tc\n\t2\n"), ["row 1: a | b | c", "row 2: 1=2"]);
    }

    #[test]
    fn a_text_that_is_a_table_is_one_sheet() {
        let told = record("list.txt", "氏名\t電話\n見本\t1\n見本\t2".as_bytes());
        assert_eq!(told[1], "enter sheet \"\" active=true");
        assert_eq!(told[2], "row 1: 氏名 | 電話");
    }

    #[test]
    fn cells_end_at_their_limit() {
        let told = record_within(Limits { cells: 3, ..Limits::default() }, "a.csv", b"a,b\nc,d\ne,f\n");
        assert_eq!(
            told,
            ["file csv", "enter sheet \"\" active=true", "row 1: a | b", "obstacle sheet \"\" active=true: cells"]
        );
    }
}
