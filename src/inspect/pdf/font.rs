//! Which characters the codes of a font stand for, and how wide they are (ISO 32000-1, 9.5 to 9.10). A code of which
//! nothing says what it means has no character: glyph numbers of an embedded font are no text.

pub(super) mod encoding;
mod fonts;
mod widths;

pub(super) use fonts::Fonts;

use encoding::{Encoding, glyph_text};
use hayro_cmap::{BfString, CMap};
use hayro_syntax::object::{Array, Dict, Name, Object, Stream};
use std::borrow::Cow;
use std::rc::Rc;
use widths::Widths;

/// A font as far as its text goes.
#[derive(Debug)]
pub(super) struct Font {
    codes: Codes,
    to_unicode: Option<CMap>,
    widths: Widths,
    /// Letters stand one below another.
    pub(super) is_vertical: bool,
    /// Bullets and drawings: no letter is missed in it.
    is_symbol: bool,
}

#[derive(Debug)]
enum Codes {
    /// One byte each; what each stands for.
    Bytes(Vec<Option<String>>),
    /// As the encoding cuts them, and what their CIDs stand for.
    Composite { cut: Cut, collection: Option<Rc<CMap>> },
}

/// How codes of several bytes are cut from a string.
#[derive(Debug, Clone)]
enum Cut {
    /// The codes are UTF-16 themselves.
    Utf16,
    /// Two bytes, which are the CID.
    Identity,
    Map(Rc<CMap>),
    /// An encoding that nobody here knows.
    Unknown,
}

/// One code of a string.
#[derive(Debug)]
pub(super) struct Character<'a> {
    /// `None` when nothing says what it stands for.
    pub(super) text: Option<Cow<'a, str>>,
    /// In thousandths of the size.
    pub(super) width: f64,
    /// The one code that word spacing goes with (ISO 32000-1, 9.3.3).
    pub(super) is_space_code: bool,
}

impl Font {
    /// Shows each code of `bytes` to `take`, until that has enough.
    pub(super) fn each(&self, bytes: &[u8], mut take: impl FnMut(Character<'_>) -> bool) {
        let mut rest = bytes;
        while !rest.is_empty() {
            let (code, length) = self.cut(rest);
            let text = self.text(code, length);
            let width = self.widths.of(self.cid(code, length), text.as_deref());
            let text = match text {
                None if self.is_symbol => Some(Cow::Borrowed("•")),
                None if code == 0 => Some(Cow::Borrowed(" ")),
                text => text,
            };
            if !take(Character { text, width, is_space_code: length == 1 && code == 32 }) {
                return;
            }
            rest = &rest[usize::from(length).min(rest.len())..];
        }
    }

    /// The first code, and how many bytes it has.
    fn cut(&self, bytes: &[u8]) -> (u32, u8) {
        let code = |length: u8| {
            let bytes = bytes.iter().copied().chain(std::iter::repeat(0)).take(usize::from(length));
            bytes.fold(0_u32, |code, byte| code << 8 | u32::from(byte))
        };
        match &self.codes {
            Codes::Bytes(_) => (code(1), 1),
            Codes::Composite { cut: Cut::Identity | Cut::Unknown, .. } => (code(2), 2),
            Codes::Composite { cut: Cut::Utf16, .. } => {
                if (0xD800..0xDC00).contains(&code(2)) {
                    (code(4), 4)
                } else {
                    (code(2), 2)
                }
            }
            Codes::Composite { cut: Cut::Map(map), .. } => {
                let known = (1..=4).find(|length| map.lookup_cid_code(code(*length), *length).is_some());
                let length = known.unwrap_or(2);
                (code(length), length)
            }
        }
    }

    fn cid(&self, code: u32, length: u8) -> u32 {
        match &self.codes {
            Codes::Composite { cut: Cut::Map(map), .. } => map.lookup_cid_code(code, length).unwrap_or(0),
            _ => code,
        }
    }

    fn text(&self, code: u32, length: u8) -> Option<Cow<'_, str>> {
        let mapped = self.to_unicode.as_ref().and_then(|map| map.lookup_bf_string(code)).and_then(meaning);
        if mapped.is_some() {
            return mapped;
        }
        match &self.codes {
            Codes::Bytes(texts) => texts.get(code as usize)?.as_deref().map(Cow::Borrowed),
            Codes::Composite { cut: Cut::Utf16, .. } => {
                let units = [u16::try_from(code >> 16).ok()?, u16::try_from(code & 0xFFFF).ok()?];
                let units = if length == 4 { &units[..] } else { &units[1..] };
                String::from_utf16(units).ok().filter(|text| is_text(text)).map(Cow::Owned)
            }
            Codes::Composite { cut: Cut::Unknown, .. } => None,
            Codes::Composite { collection, .. } => {
                let cid = self.cid(code, length);
                collection.as_ref()?.lookup_bf_string(cid).and_then(meaning)
            }
        }
    }
}

/// What a map says, when it is text.
fn meaning(mapped: BfString) -> Option<Cow<'static, str>> {
    let text = match mapped {
        BfString::Char('\t' | '\n' | '\r') => return Some(Cow::Borrowed(" ")),
        BfString::Char(character) => String::from(character),
        BfString::String(text) => text,
    };
    is_text(&text).then_some(Cow::Owned(text))
}

/// Private characters and controls mean nothing to anybody else.
fn is_text(text: &str) -> bool {
    let is_private = |character: char| matches!(character, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFF}');
    let is_nothing = |character: char| character.is_control() || matches!(character, '\u{FFF0}'..='\u{FFFF}');
    !text.chars().any(|character| is_private(character) || is_nothing(character))
}

/// What the codes of a font of one byte stand for.
fn byte_codes(dict: &Dict<'_>, base_font: &[u8], is_type_3: bool) -> Vec<Option<String>> {
    let descriptor = dict.get::<Dict<'_>>("FontDescriptor");
    let flags = descriptor.as_ref().and_then(|descriptor| descriptor.get::<i32>("Flags")).unwrap_or(0);
    let is_embedded = descriptor.as_ref().is_some_and(|descriptor| {
        ["FontFile", "FontFile2", "FontFile3"].iter().any(|key| descriptor.contains_key(key))
    });
    let mut base = None;
    let mut differences = None;
    match dict.get::<Object<'_>>("Encoding") {
        Some(Object::Name(name)) => base = Encoding::named(&name),
        Some(Object::Dict(encoding)) => {
            base = encoding.get::<Name<'_>>("BaseEncoding").and_then(|name| Encoding::named(&name));
            differences = encoding.get::<Array<'_>>("Differences");
        }
        _ => {}
    }
    // Without a table an embedded font of signs has its own, which only the font knows.
    let is_own = is_embedded && flags & 4 != 0 || is_type_3 || is_symbol_font(base_font);
    let base = base.or((!is_own).then_some(Encoding::Standard));
    let mut texts: Vec<Option<String>> =
        (0..=255).map(|code| base.and_then(|base| base.character(code)).map(String::from)).collect();
    let mut code = 0_usize;
    for item in differences.iter().flat_map(|differences| differences.iter::<Object<'_>>()).take(1024) {
        match item {
            Object::Number(number) => code = usize::try_from(number.as_i64()).unwrap_or(256),
            Object::Name(name) => {
                if let Some(text) = texts.get_mut(code) {
                    *text = glyph_text(&name);
                }
                code = code.saturating_add(1);
            }
            _ => {}
        }
    }
    texts
}

/// Fonts of signs, whose letters are no letters.
fn is_symbol_font(base_font: &[u8]) -> bool {
    let name = String::from_utf8_lossy(base_font).to_ascii_lowercase();
    ["symbol", "dingbats", "wingdings", "webdings", "marlett"].iter().any(|sign| name.contains(sign))
}

/// The descendant of a composite font (ISO 32000-1, 9.7.6), of which there is always one.
fn descendant<'a>(dict: &Dict<'a>) -> Option<Dict<'a>> {
    dict.get::<Array<'a>>("DescendantFonts")?.iter::<Dict<'a>>().next()
}

/// A stream under this key, as in `/ToUnicode`.
fn stream<'a>(dict: &Dict<'a>, key: &str) -> Option<Stream<'a>> {
    dict.get::<Stream<'a>>(key)
}
