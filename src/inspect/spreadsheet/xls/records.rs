//! Records of an .xls stream, one after another (MS-XLS 2.1.4), and strings in them. Knows few records by their meaning.

use crate::inspect::readers::Readers;
use crate::inspect::spreadsheet::biff::{latin_1, u16_at, utf_16};
use std::borrow::Cow;

/// Goes on with the record before (2.4.58).
pub(super) const CONTINUE: u16 = 0x3C;

/// A record.
#[derive(Clone, Copy)]
pub(super) struct Record<'a> {
    pub(super) number: u16,
    pub(super) content: &'a [u8],
}

/// Records from some place in a stream on; ends where no whole one follows.
#[derive(Clone)]
pub(super) struct Records<'a> {
    rest: &'a [u8],
}

impl<'a> Records<'a> {
    /// From byte `at` of the stream.
    pub(super) fn from(stream: &'a [u8], at: usize) -> Self {
        Self { rest: stream.get(at..).unwrap_or_default() }
    }

    /// Contents of the records that go on with the one told last.
    pub(super) fn continued(&self) -> impl Iterator<Item = &'a [u8]> + use<'a> {
        self.clone().take_while(|record| record.number == CONTINUE).map(|record| record.content)
    }
}

impl<'a> Iterator for Records<'a> {
    type Item = Record<'a>;

    fn next(&mut self) -> Option<Record<'a>> {
        let (number, length) = (u16_at(self.rest, 0)?, usize::from(u16_at(self.rest, 2)?));
        let content = self.rest.get(4..4 + length)?;
        self.rest = &self.rest[4 + length..];
        Some(Record { number, content })
    }
}

/// How strings of a workbook are written: in Unicode since Excel 97, before in a code page.
pub(super) struct Charset<'r> {
    readers: Readers<'r>,
    /// Excel 97 and later.
    pub(super) is_unicode: bool,
    /// Of Windows.
    pub(super) code_page: u16,
}

impl<'r> Charset<'r> {
    /// Excel 97 and later, until the stream says otherwise.
    pub(super) fn new(readers: Readers<'r>) -> Self {
        Self { readers, is_unicode: true, code_page: 1252 }
    }

    /// A string at `at` whose count takes two bytes (XLUnicodeString, 2.5.294).
    pub(super) fn string(&self, record: &[u8], at: usize) -> Option<String> {
        let count = usize::from(u16_at(record, at)?);
        self.characters(record, at + 2, count)
    }

    /// A string at `at` whose count takes one byte (ShortXLUnicodeString, 2.5.240).
    pub(super) fn short_string(&self, record: &[u8], at: usize) -> Option<String> {
        let count = usize::from(*record.get(at)?);
        self.characters(record, at + 1, count)
    }

    /// So many characters at `at`, as many as there are; in Unicode after a byte that says how wide they are.
    pub(super) fn characters(&self, record: &[u8], at: usize, count: usize) -> Option<String> {
        if !self.is_unicode {
            let bytes = record.get(at..)?;
            return Some(self.in_code_page(&bytes[..count.min(bytes.len())]).into_owned());
        }
        let (flags, bytes) = record.get(at..)?.split_first()?;
        Some(match flags & 1 {
            0 => latin_1(&bytes[..count.min(bytes.len())]),
            _ => utf_16(&bytes[..(count * 2).min(bytes.len())]),
        })
    }

    /// Text in the code page of the workbook.
    pub(super) fn in_code_page<'b>(&self, bytes: &'b [u8]) -> Cow<'b, str> {
        self.decode(bytes, self.code_page)
    }

    /// Text in a code page of Windows.
    pub(super) fn decode<'b>(&self, bytes: &'b [u8], code_page: u16) -> Cow<'b, str> {
        let charset = match code_page {
            932 => Cow::Borrowed("shift_jis"),
            936 => Cow::Borrowed("gbk"),
            949 => Cow::Borrowed("euc-kr"),
            950 => Cow::Borrowed("big5"),
            65001 => Cow::Borrowed("utf-8"),
            // Macintosh, and a mark for Windows Latin-1 (2.4.52).
            0x8000 => Cow::Borrowed("macintosh"),
            0x8001 => Cow::Borrowed("windows-1252"),
            number => Cow::Owned(format!("windows-{number}")),
        };
        (self.readers.text)(bytes, Some(&charset))
    }
}
