//! The parts of an .xlsb that all sheets share: list of sheets, names of cells, formats, strings (MS-XLSB 2.1.7).

use super::records::Records;
use crate::inspect::budget::Budget;
use crate::inspect::look::Look;
use crate::inspect::place::{Hidden, Part};
use crate::inspect::spreadsheet::MAX_LISTED;
use crate::inspect::spreadsheet::biff::{u16_at, u32_at, wide_string};
use crate::inspect::spreadsheet::cell_text::NumberStyle;
use crate::inspect::spreadsheet::parts::Parts;
use crate::inspect::spreadsheet::section::Section;
use crate::inspect::spreadsheet::strings::Strings;
use crate::inspect::visitor::Obstacle;

/// Bit of the flags of `BrtName`: it stands in no list (2.4.711).
const NAME_IS_HIDDEN: u32 = 1;
/// Bit of the flags of `BrtName`: Excel gave it itself.
const NAME_IS_BUILT_IN: u32 = 0x20;

/// What the parts say.
pub(super) struct Workbook {
    pub(super) sheets: Vec<SheetEntry>,
    /// Number of the sheet in front.
    pub(super) active: usize,
    pub(super) style: NumberStyle,
    pub(super) strings: Strings,
    /// Names of cells, and whether each is hidden.
    names: Vec<(String, bool)>,
}

/// A line of the list of sheets.
pub(super) struct SheetEntry {
    pub(super) name: String,
    pub(super) hidden: Option<Hidden>,
    /// Id of the relationship to its part.
    pub(super) relationship: String,
}

impl Workbook {
    /// Nothing read yet; the strings may take so much memory.
    pub(super) fn new(most_bytes: u64) -> Self {
        Self {
            sheets: Vec::new(),
            active: 0,
            style: NumberStyle::default(),
            strings: Strings::new(most_bytes),
            names: Vec::new(),
        }
    }

    /// Reads the workbook's own part, as far as it goes.
    ///
    /// # Errors
    /// The limit met, encryption, or damage.
    pub(super) fn read(&mut self, parts: &mut Parts<'_>, part: &str, budget: &mut Budget) -> Result<(), Obstacle> {
        let mut records = Records::open(parts, part, budget).ok_or(Obstacle::Damaged)??;
        while let Some((number, record)) = records.next()? {
            match number {
                // BrtWbProp
                153 => self.style.is_1904 = record.first().is_some_and(|flags| flags & 1 != 0),
                // BrtBookView
                158 => self.active = u32_at(record, 24).unwrap_or_default() as usize,
                // BrtBundleSh
                156 => self.sheets.push(sheet_entry(record).ok_or(Obstacle::Damaged)?),
                // BrtName
                39 => {
                    let flags = u32_at(record, 0).unwrap_or_default();
                    let name = wide_string(record, 9).filter(|_| flags & NAME_IS_BUILT_IN == 0);
                    self.names.extend(name.map(|(name, _)| (name, flags & NAME_IS_HIDDEN != 0)));
                }
                _ => {}
            }
            if self.sheets.len() > MAX_LISTED || self.names.len() > MAX_LISTED {
                return Err(Obstacle::Entries);
            }
        }
        Ok(())
    }

    /// Reads formats of cells from the part `name`, if there is one.
    ///
    /// # Errors
    /// The limit met, encryption, or damage.
    pub(super) fn read_styles(
        &mut self,
        parts: &mut Parts<'_>,
        name: &str,
        budget: &mut Budget,
    ) -> Result<(), Obstacle> {
        let Some(records) = Records::open(parts, name, budget) else { return Ok(()) };
        let mut records = records?;
        let mut is_of_cells = false;
        while let Some((number, record)) = records.next()? {
            match number {
                // BrtFmt
                44 => {
                    if let (Some(id), Some((code, _))) = (u16_at(record, 0), wide_string(record, 2)) {
                        self.style.formats.define(u32::from(id), &code);
                    }
                }
                // BrtBeginCellXFs, BrtEndCellXFs
                617 => is_of_cells = true,
                618 => is_of_cells = false,
                // BrtXF
                47 if is_of_cells => {
                    self.style.formats.add_cell_format(u16_at(record, 2).unwrap_or_default().into());
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// Reads the shared strings from the part `name`, if there is one.
    ///
    /// # Errors
    /// The limit met, encryption, or damage.
    pub(super) fn read_strings(
        &mut self,
        parts: &mut Parts<'_>,
        name: &str,
        budget: &mut Budget,
    ) -> Result<(), Obstacle> {
        let Some(records) = Records::open(parts, name, budget) else { return Ok(()) };
        let mut records = records?;
        while let Some((number, record)) = records.next()? {
            // BrtSSTItem
            if number == 19 {
                let (text, _) = wide_string(record, 1).unwrap_or_default();
                self.strings.push_str(&text)?;
                self.strings.end()?;
            }
        }
        Ok(())
    }

    /// Shows names of cells: those in the list first, then those that only a macro brings up.
    pub(super) fn show_names(&self, look: &mut Look<'_>) {
        for is_hidden in [false, true] {
            let place = look.place(Part::DefinedNames, is_hidden.then_some(Hidden::Residue));
            let mut section = Section::new(place, &mut *look.visitor);
            let mut names = self.names.iter().filter(|(_, hidden)| *hidden == is_hidden);
            let outcome = names.try_for_each(|(name, _)| section.text(name, look.budget));
            section.end(outcome);
        }
    }
}

/// `BrtBundleSh` (2.4.312).
fn sheet_entry(record: &[u8]) -> Option<SheetEntry> {
    let hidden = match u32_at(record, 0)? {
        1 => Some(Hidden::Sheet),
        2 => Some(Hidden::VerySheet),
        _ => None,
    };
    // A sheet of macros may have no part.
    let (relationship, end) = wide_string(record, 8).unwrap_or((String::new(), 12));
    let (name, _) = wide_string(record, end)?;
    let cut = |text: String| text.chars().take(256).collect();
    Some(SheetEntry { name: cut(name), hidden, relationship: cut(relationship) })
}
