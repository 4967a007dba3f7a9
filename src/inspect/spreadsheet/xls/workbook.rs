//! What stands before the sheets of an .xls: their list, strings, formats, names, links (MS-XLS 2.1.7.20.3).

use super::records::{Charset, Record, Records};
use super::strings;
use crate::inspect::place::Hidden;
use crate::inspect::spreadsheet::MAX_LISTED;
use crate::inspect::spreadsheet::biff::{f64_at, u16_at, u32_at};
use crate::inspect::spreadsheet::cell_text::{NumberStyle, boolean, error};
use crate::inspect::spreadsheet::strings::Strings;
use crate::inspect::visitor::Obstacle;

/// Number of the record that begins a stream or a part of one (2.4.21).
pub(super) const BOF: u16 = 0x0809;
/// Number of the record that ends what `BOF` began.
pub(super) const EOF: u16 = 0x000A;

/// What stands before the sheets.
pub(super) struct Workbook<'r> {
    pub(super) charset: Charset<'r>,
    pub(super) sheets: Vec<SheetEntry>,
    /// Number of the sheet in front.
    pub(super) active: usize,
    pub(super) style: NumberStyle,
    pub(super) strings: Strings,
    /// Names of cells, and whether each is hidden.
    pub(super) names: Vec<(String, bool)>,
    /// Cells of other workbooks: their row from 1, column from 0, text.
    pub(super) links: Vec<(u64, u32, String)>,
    /// It opens only with a password (`FilePass`, 2.4.117).
    pub(super) is_encrypted: bool,
}

/// A line of the list of sheets (`BoundSheet8`, 2.4.28).
pub(super) struct SheetEntry {
    pub(super) name: String,
    pub(super) hidden: Option<Hidden>,
    /// Where in the stream it begins.
    pub(super) at: usize,
}

impl<'r> Workbook<'r> {
    /// Nothing read yet; the strings may take so much memory.
    pub(super) fn new(charset: Charset<'r>, most_bytes: u64) -> Self {
        Self {
            charset,
            sheets: Vec::new(),
            active: 0,
            style: NumberStyle::default(),
            strings: Strings::new(most_bytes),
            names: Vec::new(),
            links: Vec::new(),
            is_encrypted: false,
        }
    }

    /// Reads from the beginning of the stream up to the first sheet.
    ///
    /// # Errors
    /// The limit met, or damage; [`Obstacle::UnknownKind`] before Excel 5.
    pub(super) fn read(&mut self, stream: &[u8]) -> Result<(), Obstacle> {
        let mut records = Records::from(stream, 0);
        let first = records.next().filter(|record| record.number == BOF).ok_or(Obstacle::Damaged)?;
        match u16_at(first.content, 0) {
            Some(0x0600) => self.charset.is_unicode = true,
            Some(0x0500) => self.charset.is_unicode = false,
            _ => return Err(Obstacle::UnknownKind),
        }
        let mut outcome = Ok(());
        while let Some(record) = records.next() {
            match record.number {
                EOF => return outcome,
                // FilePass: all that follows is unreadable.
                0x2F => {
                    self.is_encrypted = true;
                    return Ok(());
                }
                // SST
                0xFC => outcome = strings::read(record, &records, &mut self.strings),
                _ => self.record(record)?,
            }
        }
        Err(Obstacle::Damaged)
    }

    fn record(&mut self, record: Record<'_>) -> Result<(), Obstacle> {
        let content = record.content;
        match record.number {
            // CodePage
            0x42 => self.charset.code_page = u16_at(content, 0).unwrap_or(1252),
            // Date1904
            0x22 => self.style.is_1904 = u16_at(content, 0) == Some(1),
            // Window1
            0x3D => self.active = u16_at(content, 10).unwrap_or_default().into(),
            0x85 => self.sheets.push(self.sheet_entry(content).ok_or(Obstacle::Damaged)?),
            // Format
            0x041E => {
                let code = match self.charset.is_unicode {
                    true => self.charset.string(content, 2),
                    false => self.charset.short_string(content, 2),
                };
                if let (Some(id), Some(code)) = (u16_at(content, 0), code) {
                    self.style.formats.define(id.into(), &code);
                }
            }
            // XF
            0xE0 => self.style.formats.add_cell_format(u16_at(content, 2).unwrap_or_default().into()),
            // Lbl: bits for hidden and for names of Excel's own (2.4.150)
            0x18 => {
                let (flags, count) = (u16_at(content, 0).unwrap_or_default(), content.get(3).copied());
                let name = count.and_then(|count| self.charset.characters(content, 14, count.into()));
                self.names.extend(name.filter(|_| flags & 0x20 == 0).map(|name| (name, flags & 1 != 0)));
            }
            // CRN: the limit on links is that each takes bytes of the file.
            0x5A => self.link(content).unwrap_or_default(),
            _ => {}
        }
        if self.sheets.len() > MAX_LISTED || self.names.len() > MAX_LISTED {
            return Err(Obstacle::Entries);
        }
        Ok(())
    }

    fn sheet_entry(&self, content: &[u8]) -> Option<SheetEntry> {
        let hidden = match content.get(4)? & 3 {
            1 => Some(Hidden::Sheet),
            2 => Some(Hidden::VerySheet),
            _ => None,
        };
        Some(SheetEntry { name: self.charset.short_string(content, 6)?, hidden, at: u32_at(content, 0)? as usize })
    }

    /// Takes cells of another workbook (2.4.65); stops at what is no value.
    fn link(&mut self, content: &[u8]) -> Option<()> {
        let (last, first) = (*content.first()?, *content.get(1)?);
        let row = u64::from(u16_at(content, 2)?) + 1;
        let mut at = 4;
        for column in first..=last {
            let mut text = String::new();
            let kind = *content.get(at)?;
            match kind {
                1 => NumberStyle::default().write(f64_at(content, at + 1)?, 0, &mut text),
                2 => text = self.charset.string(content, at + 1)?,
                4 => text.push_str(boolean(*content.get(at + 1)? != 0)),
                16 => text.push_str(error(*content.get(at + 1)?)),
                _ => {}
            }
            at += match kind {
                2 => {
                    let is_wide = self.charset.is_unicode && content.get(at + 3)? & 1 != 0;
                    let characters = usize::from(u16_at(content, at + 1)?);
                    3 + usize::from(self.charset.is_unicode) + characters * (1 + usize::from(is_wide))
                }
                _ => 9,
            };
            self.links.push((row, column.into(), text));
        }
        Some(())
    }
}
