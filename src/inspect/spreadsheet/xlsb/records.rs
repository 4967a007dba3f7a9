//! Records of .xlsb parts, one after another (MS-XLSB 2.1.4). Knows no record by its meaning.

use crate::inspect::budget::Budget;
use crate::inspect::spreadsheet::parts::{Parts, fill};
use crate::inspect::visitor::Obstacle;
use crate::inspect::zip::Stream;
use std::io::BufReader;

/// Bytes of a record that is held; those that say something here are far shorter.
const MAX_RECORD_BYTES: usize = 4 * 1024 * 1024;

/// A part while it is read.
pub(super) struct Records<'s> {
    part: BufReader<Stream<'s>>,
    record: Vec<u8>,
}

impl<'s> Records<'s> {
    /// The records of the part `name`; `None` when there is no such part.
    pub(super) fn open(parts: &'s mut Parts<'_>, name: &str, budget: &'s mut Budget) -> Option<Result<Self, Obstacle>> {
        Some(parts.stream(name, budget)?.map(|part| Self { part, record: Vec::new() }))
    }

    /// Number and content of the next record; `None` at the end.
    ///
    /// # Errors
    /// The limit met, or damage.
    pub(super) fn next(&mut self) -> Result<Option<(u16, &[u8])>, Obstacle> {
        let mut first = [0];
        if !fill(&mut self.part, &mut first)? {
            return Ok(None);
        }
        let mut number = u16::from(first[0]);
        if number & 0x80 != 0 {
            number = number & 0x7F | u16::from(self.byte()? & 0x7F) << 7;
        }
        let mut length = 0;
        for shift in [0, 7, 14, 21] {
            let byte = self.byte()?;
            length |= usize::from(byte & 0x7F) << shift;
            if byte & 0x80 == 0 {
                break;
            }
        }
        if length > MAX_RECORD_BYTES {
            return Err(Obstacle::Size);
        }
        self.record.resize(length, 0);
        if length > 0 && !fill(&mut self.part, &mut self.record)? {
            return Err(Obstacle::Damaged);
        }
        Ok(Some((number, &self.record)))
    }

    /// Cells and text are counted while a part is read.
    pub(super) fn budget(&mut self) -> &mut Budget {
        self.part.get_mut().budget()
    }

    fn byte(&mut self) -> Result<u8, Obstacle> {
        let mut byte = [0];
        if fill(&mut self.part, &mut byte)? { Ok(byte[0]) } else { Err(Obstacle::Damaged) }
    }
}
