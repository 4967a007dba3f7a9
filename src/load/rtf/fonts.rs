//! Which code page the bytes of an RTF font are in (RTF 1.9.1, "Font table").

use std::collections::HashMap;

/// Code pages of the fonts in a font table.
#[derive(Debug, Default)]
pub(super) struct Fonts {
    code_pages: HashMap<i32, u16>,
    current: Option<i32>,
}

impl Fonts {
    /// Takes a control word inside `\fonttbl`.
    pub(super) fn define(&mut self, word: &[u8], number: Option<i32>) {
        match (word, number) {
            (b"f", Some(font)) => self.current = Some(font),
            (b"fcharset", Some(charset)) => self.set(code_page_of_charset(charset)),
            (b"cpg", Some(code_page)) => self.set(u16::try_from(code_page).ok()),
            _ => {}
        }
    }

    /// The code page of `font`; `None` when the table does not say.
    pub(super) fn code_page(&self, font: i32) -> Option<u16> {
        self.code_pages.get(&font).copied()
    }

    fn set(&mut self, code_page: Option<u16>) {
        if let (Some(font), Some(code_page)) = (self.current, code_page) {
            self.code_pages.insert(font, code_page);
        }
    }
}

/// `\fcharsetN`; `None` for "default" and for symbol fonts, whose bytes are no text in any code page.
fn code_page_of_charset(charset: i32) -> Option<u16> {
    Some(match charset {
        0 => 1252,
        77 => 10000,
        128 => 932,
        129 => 949,
        134 => 936,
        136 => 950,
        161 => 1253,
        162 => 1254,
        163 => 1258,
        177 => 1255,
        178 => 1256,
        186 => 1257,
        204 => 1251,
        222 => 874,
        238 => 1250,
        _ => return None,
    })
}
