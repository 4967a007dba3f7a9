//! Strings outside of pages: names, remarks, values of fields (ISO 32000-1, 7.9.2.2).

use super::font::encoding::document_character;

/// UTF-16 and UTF-8 by their marks, else PDFDocEncoding; language marks are left out.
pub(super) fn text(bytes: &[u8]) -> String {
    let text = if let Some(units) = bytes.strip_prefix(&[0xFE, 0xFF]) {
        utf_16(units, u16::from_be_bytes)
    } else if let Some(units) = bytes.strip_prefix(&[0xFF, 0xFE]) {
        utf_16(units, u16::from_le_bytes)
    } else if let Some(utf_8) = bytes.strip_prefix(&[0xEF, 0xBB, 0xBF]) {
        String::from_utf8_lossy(utf_8).into_owned()
    } else if let (Ok(utf_8), false) = (std::str::from_utf8(bytes), bytes.is_ascii()) {
        // What many programs write although nothing says so.
        utf_8.to_owned()
    } else {
        bytes.iter().map(|byte| document_character(*byte).unwrap_or('\u{FFFD}')).collect()
    };
    text.replace(['\r', '\0'], "\n")
}

/// ESC begins and ends the name of a language.
fn utf_16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let (pairs, _) = bytes.as_chunks::<2>();
    let mut is_language = false;
    let units: Vec<u16> = pairs
        .iter()
        .map(|pair| unit(*pair))
        .filter(|unit| {
            let is_mark = *unit == 0x1B;
            is_language ^= is_mark;
            !is_mark && !is_language
        })
        .collect();
    String::from_utf16_lossy(&units)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_tell_their_charset() {
        assert_eq!(text(b"\xFE\xFF\x89\x8b\x67\x2c"), "見本");
        assert_eq!(text(b"\xFE\xFF\0\x1b\0j\0a\0\x1b\x89\x8b"), "見");
        assert_eq!(text(b"\xEF\xBB\xBF\xE8\xA6\x8B"), "見");
        assert_eq!(text("見".as_bytes()), "見");
        assert_eq!(text(b"caf\xe9\ra"), "café\na");
    }
}
