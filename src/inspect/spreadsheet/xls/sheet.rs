//! One pass over a sheet of an .xls: its rows with what hides them, remarks, text boxes (MS-XLS 2.1.7.20.5).

use super::records::{Record, Records};
use super::workbook::{BOF, EOF, Workbook};
use crate::inspect::budget::Budget;
use crate::inspect::spreadsheet::biff::{f64_at, u16_at, u32_at};
use crate::inspect::spreadsheet::cell_text::{boolean, error, rk};
use crate::inspect::spreadsheet::columns::Columns;
use crate::inspect::spreadsheet::row_buffer::RowBuffer;
use crate::inspect::spreadsheet::section::Section;
use crate::inspect::visitor::Obstacle;

/// Kind of drawing that is a remark (`ot` of `FtCmo`, 2.5.143).
const NOTE: u16 = 0x19;
/// A cell with a formula and what it gave last (`Formula`, 2.4.127).
const FORMULA: u16 = 0x06;

/// What is read of a sheet beside its rows, to be shown when its rows are.
#[derive(Default)]
pub(super) struct Beside {
    pub(super) comments: Vec<String>,
    pub(super) text_boxes: Vec<String>,
    pub(super) margins: Vec<String>,
}

/// What goes along while a sheet is read.
struct Progress<'p, 'v> {
    row: RowBuffer,
    columns: Columns,
    /// Rows without height, by number from 0; their records stand before their cells.
    hidden_rows: Vec<bool>,
    /// A formula whose text follows in a record of its own.
    awaited: Option<(u16, u16)>,
    section: &'p mut Section<'v>,
    budget: &'p mut Budget,
}

impl Workbook<'_> {
    /// Shows the rows of the sheet that begins at byte `at` of the stream.
    ///
    /// # Errors
    /// The limit met, or damage.
    pub(super) fn show(
        &self,
        stream: &[u8],
        at: usize,
        section: &mut Section<'_>,
        budget: &mut Budget,
        beside: &mut Beside,
    ) -> Result<(), Obstacle> {
        let mut progress = Progress {
            row: RowBuffer::default(),
            columns: Columns::new(),
            hidden_rows: Vec::new(),
            awaited: None,
            section,
            budget,
        };
        let outcome = self.gather(stream, at, &mut progress, beside);
        progress.row.show(&mut progress.columns, progress.section);
        outcome
    }

    fn gather(
        &self,
        stream: &[u8],
        at: usize,
        progress: &mut Progress<'_, '_>,
        beside: &mut Beside,
    ) -> Result<(), Obstacle> {
        let mut records = Records::from(stream, at);
        if records.next().is_none_or(|first| first.number != BOF) {
            return Err(Obstacle::Damaged);
        }
        let (mut depth, mut is_note) = (0_usize, false);
        while let Some(record) = records.next() {
            // Thousands of sheets may begin at one place.
            progress.budget.take_inflated(record.content.len() as u64 + 4)?;
            match record.number {
                BOF => depth += 1,
                EOF if depth == 0 => return Ok(()),
                EOF => depth -= 1,
                // Charts in a sheet keep values of cells, which the sheet has too.
                _ if depth > 0 => {}
                // Obj
                0x5D => is_note = u16_at(record.content, 4) == Some(NOTE),
                // TxO
                0x01B6 => {
                    let texts = if is_note { &mut beside.comments } else { &mut beside.text_boxes };
                    texts.push(self.drawing_text(record.content, &records));
                    is_note = false;
                }
                // Note, which before Excel 97 held its text.
                0x1C if !self.charset.is_unicode => {
                    let text = record.content.get(6..).unwrap_or_default();
                    beside.comments.push(self.charset.in_code_page(text).into_owned());
                }
                // Header, Footer
                0x14 | 0x15 => beside.margins.extend(match self.charset.is_unicode {
                    true => self.charset.string(record.content, 0),
                    false => self.charset.short_string(record.content, 0),
                }),
                // ColInfo
                0x7D => progress.col_info(record.content),
                // Row
                0x0208 => progress.row_info(record.content).ok_or(Obstacle::Damaged)?,
                _ => self.cells(record, progress).ok_or(Obstacle::Damaged)??,
            }
        }
        Err(Obstacle::Damaged)
    }

    /// Takes the cells in a record; `None` when it is too short.
    fn cells(&self, record: Record<'_>, progress: &mut Progress<'_, '_>) -> Option<Result<(), Obstacle>> {
        let content = record.content;
        let mut text = String::new();
        let is_cell = matches!(record.number, FORMULA | 0xBD | 0xD6 | 0xFD | 0x0203 | 0x0204 | 0x0205 | 0x027E);
        if record.number == 0x0207 {
            // String: what the formula before gives.
            let (row, column) = progress.awaited.take()?;
            text.push_str(&self.charset.string(content, 0)?);
            return Some(progress.push(row, column, &text, true));
        }
        if !is_cell {
            return Some(Ok(()));
        }
        let (row, column, style) = (u16_at(content, 0)?, u16_at(content, 2)?, usize::from(u16_at(content, 4)?));
        match record.number {
            // Number
            0x0203 => self.style.write(f64_at(content, 6)?, style, &mut text),
            // RK
            0x027E => self.style.write(rk(u32_at(content, 6)?), style, &mut text),
            // MulRk
            0xBD => {
                let packed = content.get(4..content.len().checked_sub(2)?)?.chunks_exact(6);
                for (packed, column) in packed.zip(column..=u16::MAX) {
                    text.clear();
                    self.style.write(rk(u32_at(packed, 2)?), u16_at(packed, 0)?.into(), &mut text);
                    if let Err(obstacle) = progress.push(row, column, &text, false) {
                        return Some(Err(obstacle));
                    }
                }
                return Some(Ok(()));
            }
            // LabelSst
            0xFD => text.push_str(self.strings.get(u32_at(content, 6)? as usize).unwrap_or_default()),
            // Label, RString
            0x0204 | 0xD6 => text.push_str(&self.charset.string(content, 6)?),
            // BoolErr
            0x0205 if *content.get(7)? == 0 => text.push_str(boolean(*content.get(6)? != 0)),
            0x0205 => text.push_str(error(*content.get(6)?)),
            // Formula, with what it gave last (FormulaValue, 2.5.133)
            _ => match (u16_at(content, 12)?, *content.get(6)?) {
                (0xFFFF, 0) => progress.awaited = Some((row, column)),
                (0xFFFF, 1) => text.push_str(boolean(*content.get(8)? != 0)),
                (0xFFFF, 2) => text.push_str(error(*content.get(8)?)),
                (0xFFFF, _) => {}
                _ => self.style.write(f64_at(content, 6)?, style, &mut text),
            },
        }
        Some(progress.push(row, column, &text, record.number == FORMULA))
    }

    /// Text of a drawing, in the records that go on with its own (2.4.329).
    fn drawing_text(&self, content: &[u8], after: &Records<'_>) -> String {
        let mut left = usize::from(u16_at(content, 10).unwrap_or_default());
        let mut text = String::new();
        for piece in after.continued() {
            let Some(characters) = self.charset.characters(piece, 0, left).filter(|text| !text.is_empty()) else {
                break;
            };
            left = left.saturating_sub(characters.encode_utf16().count());
            text.push_str(&characters);
            if left == 0 {
                break;
            }
        }
        text
    }
}

impl Progress<'_, '_> {
    fn push(&mut self, row: u16, column: u16, text: &str, is_computed: bool) -> Result<(), Obstacle> {
        let number = u64::from(row) + 1;
        if number != self.row.number() || self.row.is_full() {
            self.row.show(&mut self.columns, self.section);
            let is_hidden = self.hidden_rows.get(usize::from(row)).copied().unwrap_or_default();
            self.row.begin(number, is_hidden);
        }
        self.row.add(column.into(), text, is_computed, self.budget)
    }

    /// Hides columns without width (2.4.53).
    fn col_info(&mut self, content: &[u8]) {
        let is_hidden = u16_at(content, 8).is_some_and(|flags| flags & 1 != 0) || u16_at(content, 4) == Some(0);
        if let (true, Some(first), Some(last)) = (is_hidden, u16_at(content, 0), u16_at(content, 2)) {
            self.columns.hide(first.into(), last.into());
        }
    }

    /// Remembers a row without height (2.4.221).
    fn row_info(&mut self, content: &[u8]) -> Option<()> {
        let row = usize::from(u16_at(content, 0)?);
        let is_hidden = u16_at(content, 12)? & 0x20 != 0 || u16_at(content, 6)? & 0x7FFF == 0;
        if is_hidden {
            self.hidden_rows.resize(self.hidden_rows.len().max(row + 1), false);
            self.hidden_rows[row] = true;
        }
        Some(())
    }
}
