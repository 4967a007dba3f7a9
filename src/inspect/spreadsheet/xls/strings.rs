//! The shared strings of an .xls, which run on over as many records as they need (MS-XLS 2.4.265).

use super::records::{Record, Records};
use crate::inspect::spreadsheet::biff::{latin_1, u16_at, u32_at, utf_16};
use crate::inspect::spreadsheet::strings::Strings;
use crate::inspect::visitor::Obstacle;

/// Bits of the flags of a string (2.5.293).
const IS_WIDE: u8 = 1;
const HAS_READING_AID: u8 = 4;
const HAS_FONTS: u8 = 8;

/// Reads the strings in the record `SST` and those that go on with it.
///
/// # Errors
/// [`Obstacle::Size`] when there are too many, [`Obstacle::Damaged`] when they end too early.
pub(super) fn read(record: Record<'_>, after: &Records<'_>, strings: &mut Strings) -> Result<(), Obstacle> {
    let count = u32_at(record.content, 4).ok_or(Obstacle::Damaged)?;
    let mut run = Run { content: &record.content[8..], next: after.continued() };
    for _ in 0..count {
        // Some programs count more strings than they write.
        if run.is_at_end() {
            return Ok(());
        }
        run.string(strings).ok_or(Obstacle::Damaged)??;
    }
    Ok(())
}

/// Bytes of a record and of those that go on with it.
struct Run<'a, I> {
    content: &'a [u8],
    next: I,
}

impl<'a, I: Iterator<Item = &'a [u8]>> Run<'a, I> {
    fn is_at_end(&mut self) -> bool {
        if self.content.is_empty() {
            self.content = self.next.next().unwrap_or_default();
        }
        self.content.is_empty()
    }

    /// Reads one string (XLUnicodeRichExtendedString, 2.5.293); `None` when it ends too early.
    fn string(&mut self, strings: &mut Strings) -> Option<Result<(), Obstacle>> {
        let mut left = usize::from(u16_at(self.take(2)?, 0)?);
        let mut flags = self.take(1)?[0];
        let mut after = 0;
        if flags & HAS_FONTS != 0 {
            after += usize::from(u16_at(self.take(2)?, 0)?) * 4;
        }
        if flags & HAS_READING_AID != 0 {
            after += u32_at(self.take(4)?, 0)? as usize;
        }
        while left > 0 {
            if self.content.is_empty() {
                self.content = self.next.next()?;
                // Where a string is cut, the next record begins with the width of what follows (2.5.293).
                flags = flags & !IS_WIDE | self.take(1)?[0] & IS_WIDE;
                continue;
            }
            let width = 1 + usize::from(flags & IS_WIDE);
            let count = left.min(self.content.len() / width);
            if count == 0 {
                return None;
            }
            let bytes = self.take(count * width)?;
            let text = if width == 1 { latin_1(bytes) } else { utf_16(bytes) };
            if let Err(obstacle) = strings.push_str(&text) {
                return Some(Err(obstacle));
            }
            left -= count;
        }
        while after > 0 {
            if self.content.is_empty() {
                self.content = self.next.next()?;
            }
            let count = after.min(self.content.len());
            self.content = &self.content[count..];
            after -= count;
        }
        Some(strings.end())
    }

    /// The next bytes, which are never parted between records.
    fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        if self.content.is_empty() {
            self.content = self.next.next()?;
        }
        let (taken, rest) = self.content.split_at_checked(count)?;
        self.content = rest;
        Some(taken)
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail loudly")]
mod tests {
    use super::super::records::CONTINUE;
    use super::*;

    /// The strings in records with these contents.
    fn read_all(contents: &[&[u8]]) -> (Result<(), Obstacle>, Vec<String>) {
        let mut stream = Vec::new();
        for (index, content) in contents.iter().enumerate() {
            stream.extend(if index == 0 { 0xFC_u16 } else { CONTINUE }.to_le_bytes());
            stream.extend(u16::try_from(content.len()).unwrap().to_le_bytes());
            stream.extend(*content);
        }
        let mut records = Records::from(&stream, 0);
        let record = records.next().unwrap();
        let mut strings = Strings::new(1_000);
        let outcome = read(record, &records, &mut strings);
        (outcome, (0..strings.len()).map(|index| strings.get(index).unwrap().to_owned()).collect())
    }

    #[test]
    fn a_string_may_change_its_width_where_a_record_ends() {
        let first = [1, 0, 0, 0, 2, 0, 0, 0, 4, 0, 0, b'A', b'B'];
        let second = [1, 0x8B, 0x89, 0x2C, 0x67, 1, 0, 0, b'C'];
        let (outcome, strings) = read_all(&[&first, &second]);
        assert_eq!(outcome, Ok(()));
        assert_eq!(strings, ["AB見本", "C"]);
    }

    #[test]
    fn fonts_and_kana_are_passed_over() {
        let string = [1, 0, 0, 0, 2, 0, 0, 0, 1, 0, 12, 1, 0, 2, 0, 0, 0, b'A', 9, 9, 9, 9, 8, 8, 1, 0, 0, b'B'];
        assert_eq!(read_all(&[&string]).1, ["A", "B"]);
    }

    #[test]
    fn a_list_may_count_more_strings_than_it_has_and_none_may_be_cut() {
        let (outcome, strings) = read_all(&[&[1, 0, 0, 0, 255, 255, 255, 255, 1, 0, 0, b'A']]);
        assert_eq!((outcome, strings), (Ok(()), vec!["A".to_owned()]));
        let (outcome, strings) = read_all(&[&[1, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, b'A']]);
        assert_eq!((outcome, strings), (Err(Obstacle::Damaged), vec![]));
    }
}
