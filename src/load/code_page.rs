//! Windows code pages (the numbers MAPI and RTF name charsets by) -> text.
//! Knows neither MIME charset labels nor where the bytes came from.

use super::charset::Charset;
use encoding_rs::Encoding;

/// Code page of Japanese Windows, the one an Outlook in a Japanese office writes when it names none.
pub const SHIFT_JIS: u16 = 932;

/// Decodes `bytes`; the flag is true when some of them are not valid in that code page (U+FFFD stands for them) or
/// when the code page is unknown to us and the text was decoded by guess.
#[must_use]
pub fn decode(bytes: &[u8], code_page: u16) -> (String, bool) {
    if bytes.is_ascii() && !matches!(code_page, 1200 | 1201 | 50220..=50222 | 65000) {
        return (String::from_utf8_lossy(bytes).into_owned(), false);
    }
    // Seven-bit charsets, which encoding_rs reads without the extensions of Windows or not at all.
    match code_page {
        50220..=50222 => return Charset::Iso2022Jp.decode(bytes),
        65000 => return Charset::Utf7.decode(bytes),
        _ => {}
    }
    let Some(encoding) = encoding(code_page) else {
        // US-ASCII (20127) with high bytes comes here too: what follows is a guess either way.
        return match std::str::from_utf8(bytes) {
            Ok(text) => (text.to_owned(), true),
            Err(_) => (encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned(), true),
        };
    };
    let (text, had_invalid) = encoding.decode_with_bom_removal(bytes);
    (text.into_owned(), had_invalid)
}

/// True when [`decode`] knows the code page.
#[must_use]
pub fn is_known(code_page: u16) -> bool {
    matches!(code_page, 20127 | 50220..=50222 | 65000) || encoding(code_page).is_some()
}

/// The ANSI code page of a Windows locale id (MS-LCID), or `None` for one that has no non-Unicode code page of its own.
///
/// The low ten bits name the language; Chinese and Serbian are told apart by the whole id.
#[must_use]
pub fn of_locale(locale_id: u32) -> Option<u16> {
    let locale_id = locale_id & 0xFFFF;
    Some(match (locale_id & 0x3FF, locale_id) {
        (0x11, _) => SHIFT_JIS,
        (0x04, 0x0404 | 0x0C04 | 0x1404) => 950,
        (0x04, _) => 936,
        (0x12, _) => 949,
        (0x1E, _) => 874,
        (0x1A, 0x0C1A | 0x1C1A | 0x281A | 0x301A) => 1251,
        (0x02 | 0x19 | 0x22 | 0x23 | 0x2F, _) => 1251,
        (0x05 | 0x0E | 0x15 | 0x18 | 0x1A | 0x1B | 0x1C | 0x24, _) => 1250,
        (0x08, _) => 1253,
        (0x1F, _) => 1254,
        (0x0D, _) => 1255,
        (0x01 | 0x20 | 0x29, _) => 1256,
        (0x25..=0x27, _) => 1257,
        (0x2A, _) => 1258,
        (0x00, _) => return None,
        _ => 1252,
    })
}

fn encoding(code_page: u16) -> Option<&'static Encoding> {
    Some(match code_page {
        SHIFT_JIS => encoding_rs::SHIFT_JIS,
        936 | 20936 => encoding_rs::GBK,
        54936 => encoding_rs::GB18030,
        949 | 51949 => encoding_rs::EUC_KR,
        950 => encoding_rs::BIG5,
        866 => encoding_rs::IBM866,
        874 => encoding_rs::WINDOWS_874,
        1200 => encoding_rs::UTF_16LE,
        1201 => encoding_rs::UTF_16BE,
        1250 => encoding_rs::WINDOWS_1250,
        1251 => encoding_rs::WINDOWS_1251,
        1252 | 28591 => encoding_rs::WINDOWS_1252,
        1253 => encoding_rs::WINDOWS_1253,
        1254 | 28599 => encoding_rs::WINDOWS_1254,
        1255 => encoding_rs::WINDOWS_1255,
        1256 => encoding_rs::WINDOWS_1256,
        1257 => encoding_rs::WINDOWS_1257,
        1258 => encoding_rs::WINDOWS_1258,
        10000 => encoding_rs::MACINTOSH,
        20866 => encoding_rs::KOI8_R,
        21866 => encoding_rs::KOI8_U,
        20932 | 51932 => encoding_rs::EUC_JP,
        28592 => encoding_rs::ISO_8859_2,
        28593 => encoding_rs::ISO_8859_3,
        28594 => encoding_rs::ISO_8859_4,
        28595 => encoding_rs::ISO_8859_5,
        28596 => encoding_rs::ISO_8859_6,
        28597 => encoding_rs::ISO_8859_7,
        28598 | 38598 => encoding_rs::ISO_8859_8,
        28603 => encoding_rs::ISO_8859_13,
        28605 => encoding_rs::ISO_8859_15,
        65001 => encoding_rs::UTF_8,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shift_jis_keeps_the_extensions_of_windows() {
        let (text, had_invalid) = decode(&[0x87, 0x40, 0xFA, 0xB1, 0x5C], 932);
        assert_eq!(text, "①﨑\\");
        assert!(!had_invalid);
    }

    #[test]
    fn iso_2022_jp_is_seven_bit_and_still_decoded() {
        assert_eq!(decode(b"\x1b$B;3\x1b(B", 50220), ("山".to_owned(), false));
        assert_eq!(decode(b"\x1b$B|b\x1b(I1\x1b(B", 50221), ("髙ｱ".to_owned(), false));
        assert_eq!(decode(b"+XHE-", 65000), ("山".to_owned(), false));
    }

    #[test]
    fn a_cut_character_is_told() {
        let (text, had_invalid) = decode(&[0x8E, 0x52, 0x8E], 932);
        assert_eq!(text, "山\u{FFFD}");
        assert!(had_invalid);
    }

    #[test]
    fn an_unknown_code_page_is_told_even_when_the_guess_is_good() {
        assert_eq!(decode("山".as_bytes(), 65002), ("山".to_owned(), true));
    }

    #[test]
    fn high_bytes_in_ascii_are_told() {
        assert!(decode(&[0xE9], 20127).1);
    }

    #[test]
    fn locales_lead_to_the_code_page_of_their_windows() {
        for (locale_id, code_page) in
            [(1041, 932), (1033, 1252), (1042, 949), (2052, 936), (1028, 950), (1049, 1251), (1031, 1252)]
        {
            assert_eq!(of_locale(locale_id), Some(code_page), "{locale_id}");
        }
        assert_eq!(of_locale(0), None);
    }
}
