//! ISO-2022-JP as Japanese mailers write it: NEC row 13 and the IBM extension rows, half-width katakana, JIS X 0212.
//! encoding_rs alone reads neither `ESC ( I` in all its forms nor JIS X 0212, and marks two escapes in a row as an
//! error; so each section is carried over to Shift_JIS or EUC-JP, which hold the same characters.

use encoding_rs::{EUC_JP, SHIFT_JIS};
use std::ops::Range;

const ESCAPE: u8 = 0x1b;

/// The set in force after an escape sequence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Set {
    /// ASCII, and JIS X 0201 Roman, which mailers mean as ASCII.
    Ascii,
    /// JIS X 0201 katakana.
    Katakana,
    /// JIS X 0208 with the extension rows of CP932.
    Kanji,
    /// JIS X 0212.
    Supplement,
}

/// Decodes `bytes`; true when replacement characters stand for some of them.
pub(super) fn decode(bytes: &[u8]) -> (String, bool) {
    let mut text = String::with_capacity(bytes.len());
    let mut is_damaged = false;
    each_run(bytes, |set, run| is_damaged |= decode_run(set, run, &mut text));
    (text, is_damaged)
}

/// Ranges from the escape that leaves ASCII to the one that returns to it, and raw 8-bit bytes.
pub(super) fn sections(bytes: &[u8]) -> Vec<Range<usize>> {
    let mut sections: Vec<Range<usize>> = Vec::new();
    let mut start = None;
    let mut at = 0;
    while at < bytes.len() {
        if let Some((set, length)) = escape(&bytes[at..]) {
            let section_start = *start.get_or_insert(at);
            at += length;
            if set == Set::Ascii {
                sections.push(section_start..at);
                start = None;
            }
        } else if bytes[at] == b'\n' || bytes[at] == b'\r' {
            // RFC 1468: a line ends in ASCII.
            if let Some(section_start) = start.take() {
                sections.push(section_start..at);
            }
            at += 1;
        } else {
            if bytes[at] >= 0x80 && start.is_none() {
                sections.push(at..at + 1);
            }
            at += 1;
        }
    }
    if let Some(section_start) = start {
        sections.push(section_start..bytes.len());
    }
    sections
}

/// Hands over the bytes between escapes, in order. Nothing is kept of them: every third byte may be an escape.
fn each_run(bytes: &[u8], mut take: impl FnMut(Set, &[u8])) {
    let mut set = Set::Ascii;
    let mut start = 0;
    let mut at = 0;
    while at < bytes.len() {
        let (next_set, length) = match bytes[at] {
            ESCAPE => match escape(&bytes[at..]) {
                Some(found) => found,
                None => {
                    at += 1;
                    continue;
                }
            },
            0x0e => (Set::Katakana, 1),
            0x0f => (Set::Ascii, 1),
            b'\n' | b'\r' if set != Set::Ascii => (Set::Ascii, 0),
            _ => {
                at += 1;
                continue;
            }
        };
        take(set, &bytes[start..at]);
        set = next_set;
        at += length;
        start = at;
    }
    take(set, &bytes[start..]);
}

fn escape(bytes: &[u8]) -> Option<(Set, usize)> {
    match bytes {
        [ESCAPE, b'(', b'B' | b'J' | b'H', ..] => Some((Set::Ascii, 3)),
        [ESCAPE, b'(', b'I', ..] => Some((Set::Katakana, 3)),
        [ESCAPE, b'$', b'(', b'D', ..] => Some((Set::Supplement, 4)),
        [ESCAPE, b'$', b'(', b'@' | b'B', ..] => Some((Set::Kanji, 4)),
        // JIS X 0213 plane 1 agrees with JIS X 0208 where mailers use it.
        [ESCAPE, b'$', b'(', b'O' | b'Q', ..] => Some((Set::Kanji, 4)),
        [ESCAPE, b'$', b'@' | b'B', ..] => Some((Set::Kanji, 3)),
        _ => None,
    }
}

fn decode_run(set: Set, bytes: &[u8], text: &mut String) -> bool {
    let mut carried = Vec::new();
    let (encoding, bytes) = match set {
        Set::Ascii => (SHIFT_JIS, bytes),
        Set::Katakana => {
            carried.extend(bytes.iter().map(|byte| if (0x21..=0x5f).contains(byte) { byte | 0x80 } else { *byte }));
            (SHIFT_JIS, carried.as_slice())
        }
        Set::Kanji => {
            carried.reserve(bytes.len());
            bytes.chunks(2).for_each(|pair| kanji_to_shift_jis(pair, &mut carried));
            (SHIFT_JIS, carried.as_slice())
        }
        Set::Supplement => {
            bytes.chunks(2).for_each(|pair| supplement_to_euc_jp(pair, &mut carried));
            (EUC_JP, carried.as_slice())
        }
    };
    let (decoded, is_damaged) = encoding.decode_without_bom_handling(bytes);
    text.push_str(&decoded);
    is_damaged
}

/// Row and cell of JIS X 0208 (rows to 120: the IBM extensions lie in 115 to 119) as Shift_JIS.
fn kanji_to_shift_jis(pair: &[u8], carried: &mut Vec<u8>) {
    match *pair {
        [lead @ 0x21..=0x98, trail @ 0x21..=0x7e] => {
            let row = lead - 0x20;
            let cell = trail - 0x20;
            let first = (row - 1) / 2 + if row <= 62 { 0x81 } else { 0xc1 };
            let second = match (row % 2, cell) {
                (1, 64..) => cell + 0x40,
                (1, _) => cell + 0x3f,
                _ => cell + 0x9e,
            };
            carried.extend_from_slice(&[first, second]);
        }
        // A space inside a kanji section stands for itself in old mailers.
        [space @ (b' ' | b'\t')] => carried.push(space),
        // A byte that Shift_JIS never holds shows as a replacement character.
        _ => carried.push(0xfd),
    }
}

fn supplement_to_euc_jp(pair: &[u8], carried: &mut Vec<u8>) {
    match *pair {
        [lead @ 0x21..=0x7e, trail @ 0x21..=0x7e] => carried.extend_from_slice(&[0x8f, lead | 0x80, trail | 0x80]),
        _ => carried.push(0xff),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_extensions_of_cp932_are_read() {
        // NEC row 13, NEC-selected IBM row 92.
        assert_eq!(decode(b"\x1b$B-!-j\x1b(B"), ("①㈱".to_owned(), false));
        assert_eq!(decode(b"\x1b$B|b\x1b(B"), ("髙".to_owned(), false));
    }

    #[test]
    fn the_ibm_rows_are_read() {
        // The first cell of row 115, the last one of row 118, the last character in row 119.
        assert_eq!(decode(b"\x1b$B\x93\x21\x96\x7e\x97\x2c\x1b(B"), ("ⅰ髙黑".to_owned(), false));
        assert!(decode(b"\x1b$B\x97\x2d\x1b(B").1, "nothing stands there");
    }

    #[test]
    fn half_width_katakana_is_read() {
        assert_eq!(decode(b"\x1b(I1\x1b(B!"), ("ｱ!".to_owned(), false));
        assert_eq!(decode(b"\x0e1\x0f!"), ("ｱ!".to_owned(), false));
        assert_eq!(decode(b"\x1b$B;3\x1b(I6^\x1b(J\\"), ("山ｶﾞ\\".to_owned(), false));
        assert_eq!(decode(b"\x1b(J~\x1b(B\xb1"), ("~ｱ".to_owned(), false), "raw 8-bit katakana");
    }

    #[test]
    fn two_escapes_in_a_row_are_no_error() {
        assert_eq!(decode(b"\x1b(B\x1b$B;3\x1b(B\x1b$BED\x1b(B"), ("山田".to_owned(), false));
    }

    #[test]
    fn a_cut_character_is_damage() {
        let (text, is_damaged) = decode(b"\x1b$B;3E");
        assert!(text.starts_with('山') && text.ends_with('\u{fffd}') && is_damaged, "{text}");
    }

    #[test]
    fn a_section_spans_its_escapes() {
        assert_eq!(sections(b"a\x1b$B;3\x1b(Bb").first(), Some(&(1..9)));
    }
}
