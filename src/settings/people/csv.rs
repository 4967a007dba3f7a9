//! Comma-separated rows with a header, each cell with its place (RFC 4180; CR, LF and CRLF end a row). Knows
//! nothing of people.

use crate::document::{Problem, nearest};
use crate::span::Span;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A table with a header.
#[derive(Debug)]
pub(super) struct Sheet {
    /// Rows after the header.
    pub rows: Vec<Row>,
}

/// One row.
#[derive(Debug)]
pub(super) struct Row {
    /// Where it stands.
    pub span: Span,
    cells: Vec<Cell>,
    columns: Arc<BTreeMap<&'static str, usize>>,
}

#[derive(Debug)]
pub(super) struct Cell {
    text: String,
    span: Span,
}

impl Sheet {
    /// Reads `text`. `columns` are the known ones, `aliases` other names of them, `required` must be in the header.
    pub fn parse(
        text: &str,
        columns: &[&'static str],
        aliases: &[(&'static str, &'static str)],
        required: &[&str],
        problems: &mut Vec<Problem>,
    ) -> Self {
        let mut rows = split_rows(text, problems).into_iter();
        let Some((_, header)) = rows.next() else {
            let problem = Problem::new(Span::new(0, 0), "this table is empty".to_owned());
            problems.push(problem.with_help(format!("begin with the header `{}`", columns.join(","))));
            return Self { rows: Vec::new() };
        };
        let numbers = Arc::new(number_columns(&header, columns, aliases, problems));
        for column in required {
            if !numbers.contains_key(column) {
                let span = Span::new(0, header.last().map_or(0, |cell| cell.span.end));
                problems.push(Problem::new(span, format!("the header has no column `{column}`")));
            }
        }
        let width = header.len();
        let rows = rows.map(|(span, cells)| Row { span, cells, columns: Arc::clone(&numbers) }).collect::<Vec<_>>();
        for row in &rows {
            if let Some(cell) = row.cells.get(width).filter(|_| !row.is_blank()) {
                let message = format!("this row has {} cells, the header {width}", row.cells.len());
                problems.push(Problem::new(cell.span, message).with_help("put a cell with a comma in quotes"));
            }
        }
        Self { rows }
    }
}

impl Row {
    /// The cell in that column, trimmed, and its place; `None` when it is blank or the column is absent.
    pub fn cell(&self, column: &str) -> Option<(String, Span)> {
        let cell = self.cells.get(*self.columns.get(column)?)?;
        let text = cell.text.trim();
        (!text.is_empty()).then(|| (text.to_owned(), cell.span))
    }

    /// True when no cell holds anything.
    pub fn is_blank(&self) -> bool {
        self.cells.iter().all(|cell| cell.text.trim().is_empty())
    }
}

fn number_columns(
    header: &[Cell],
    columns: &[&'static str],
    aliases: &[(&'static str, &'static str)],
    problems: &mut Vec<Problem>,
) -> BTreeMap<&'static str, usize> {
    let mut numbers = BTreeMap::new();
    for (number, cell) in header.iter().enumerate() {
        let name = crate::fold::fold(cell.text.trim());
        let alias = aliases.iter().find(|(alias, _)| *alias == name).map(|(_, column)| *column);
        match alias.or_else(|| columns.iter().copied().find(|column| *column == name)) {
            Some(column) if numbers.contains_key(column) => {
                problems.push(Problem::new(cell.span, format!("column `{column}` is there twice")));
            }
            Some(column) => {
                numbers.insert(column, number);
            }
            None => {
                let problem = Problem::new(cell.span, format!("unknown column `{}`", cell.text.trim()));
                problems.push(match nearest(&name, columns.iter().copied()) {
                    Some(known) => problem.with_help(format!("did you mean `{known}`?")),
                    None => problem.with_help(format!("known here: {}", columns.join(", "))),
                });
            }
        }
    }
    numbers
}

/// What cells hold, and where.
pub(super) fn texts_of(cells: Vec<Cell>) -> Vec<(String, Span)> {
    cells.into_iter().map(|cell| (cell.text, cell.span)).collect()
}

/// Rows of cells. Quotes are taken away and doubled quotes made one; a cell's place includes its quotes.
pub(super) fn split_rows(text: &str, problems: &mut Vec<Problem>) -> Vec<(Span, Vec<Cell>)> {
    let bytes = text.as_bytes();
    let mut rows = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let row_start = at;
        let mut cells = Vec::new();
        loop {
            let (cell, end) = read_cell(text, at, problems);
            cells.push(cell);
            at = end;
            if bytes.get(at) != Some(&b',') {
                break;
            }
            at += 1;
        }
        rows.push((Span::new(row_start, at), cells));
        at += match (bytes.get(at), bytes.get(at + 1)) {
            (Some(b'\r'), Some(b'\n')) => 2,
            _ => 1,
        };
    }
    rows
}

/// The cell that begins at `start`, and where it ends: at a comma, a line end or the end of the text.
fn read_cell(text: &str, start: usize, problems: &mut Vec<Problem>) -> (Cell, usize) {
    let bare_end = |from: usize| text[from..].find([',', '\r', '\n']).map_or(text.len(), |length| from + length);
    if !text[start..].starts_with('"') {
        let end = bare_end(start);
        return (Cell { text: text[start..end].to_owned(), span: Span::new(start, end) }, end);
    }
    let mut value = String::new();
    let mut at = start + 1;
    loop {
        let Some(length) = text[at..].find('"') else {
            problems.push(Problem::new(Span::new(start, start + 1), "this quote is never closed".to_owned()));
            return (Cell { text: value, span: Span::new(start, text.len()) }, text.len());
        };
        value.push_str(&text[at..at + length]);
        at += length + 1;
        if !text[at..].starts_with('"') {
            break;
        }
        value.push('"');
        at += 1;
    }
    let end = bare_end(at);
    if !text[at..end].trim().is_empty() {
        problems.push(Problem::new(Span::new(at, end), "text after a closing quote".to_owned()));
    }
    (Cell { text: value, span: Span::new(start, end) }, end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_commas_and_line_ends_inside_a_cell_belong_to_it() {
        let mut problems = Vec::new();
        let text = "b,a\r\n\"x, \"\"y\"\"\nz\",1\r2,3";
        let sheet = Sheet::parse(text, &["a", "b"], &[], &["a"], &mut problems);
        assert!(problems.is_empty(), "{problems:?}");
        let cells =
            |column| sheet.rows.iter().filter_map(|row| row.cell(column).map(|(text, _)| text)).collect::<Vec<_>>();
        assert_eq!(cells("a"), ["1", "3"]);
        assert_eq!(cells("b"), ["x, \"y\"\nz", "2"]);
    }

    #[test]
    fn a_quote_left_open_is_a_problem_at_its_place() {
        let mut problems = Vec::new();
        Sheet::parse("a\n\"x\ny\n", &["a"], &[], &[], &mut problems);
        assert_eq!(problems[0].span, Span::new(2, 3));
    }

    #[test]
    fn a_cell_too_many_is_a_problem() {
        let mut problems = Vec::new();
        Sheet::parse("a,b\n1,2,3\n", &["a", "b"], &[], &[], &mut problems);
        assert_eq!(problems.len(), 1);
    }

    #[test]
    fn an_empty_table_is_a_problem() {
        let mut problems = Vec::new();
        Sheet::parse("", &["a"], &[], &["a"], &mut problems);
        assert_eq!(problems.len(), 1);
    }
}
