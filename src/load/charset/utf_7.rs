//! UTF-7 (RFC 2152): ASCII with sections of UTF-16 in base64 between `+` and `-`.
//! Not the dialect of IMAP's mailbox names. Kept here rather than taken from the crate `charset`, whose other half
//! would be a second opinion on every label.

use std::ops::Range;

/// Decodes `bytes`; true when replacement characters stand for some of them, or a section breaks off.
pub(super) fn decode(bytes: &[u8]) -> (String, bool) {
    let mut text = String::with_capacity(bytes.len());
    let mut is_damaged = false;
    let mut at = 0;
    for section in sections(bytes) {
        is_damaged |= direct(&bytes[at..section.start], &mut text);
        is_damaged |= shifted(&bytes[section.clone()], &mut text);
        at = section.end;
    }
    is_damaged |= direct(&bytes[at..], &mut text);
    (text, is_damaged)
}

/// From each `+` to the `-` that ends it, or to the first byte that is no base64.
pub(super) fn sections(bytes: &[u8]) -> Vec<Range<usize>> {
    let mut sections = Vec::new();
    let mut at = 0;
    while let Some(found) = bytes[at..].iter().position(|byte| *byte == b'+') {
        let start = at + found;
        let digits = bytes[start + 1..].iter().take_while(|byte| digit(**byte).is_some()).count();
        let end = start + 1 + digits;
        at = if bytes.get(end) == Some(&b'-') { end + 1 } else { end };
        sections.push(start..at);
    }
    sections
}

/// Bytes that stand for themselves.
fn direct(bytes: &[u8], text: &mut String) -> bool {
    text.push_str(&String::from_utf8_lossy(bytes));
    std::str::from_utf8(bytes).is_err()
}

fn shifted(section: &[u8], text: &mut String) -> bool {
    let digits = section.strip_prefix(b"+").unwrap_or(section);
    let digits = digits.strip_suffix(b"-").unwrap_or(digits);
    if digits.is_empty() {
        // `+-` is a plus sign; one without either was never meant as a section.
        text.push('+');
        return !section.ends_with(b"-");
    }
    let mut units = Vec::with_capacity(digits.len() * 3 / 8 + 1);
    let mut bits = 0u32;
    let mut bit_count = 0;
    for value in digits.iter().filter_map(|byte| digit(*byte)) {
        bits = (bits << 6 | u32::from(value)) & 0x3f_ffff;
        bit_count += 6;
        if bit_count >= 16 {
            bit_count -= 16;
            units.push((bits >> bit_count & 0xffff) as u16);
        }
    }
    let is_cut = bit_count >= 6 || bits & ((1 << bit_count) - 1) != 0;
    let mut has_lone_surrogate = false;
    for unit in char::decode_utf16(units) {
        has_lone_surrogate |= unit.is_err();
        text.push(unit.unwrap_or(char::REPLACEMENT_CHARACTER));
    }
    if is_cut {
        text.push(char::REPLACEMENT_CHARACTER);
    }
    is_cut || has_lone_surrogate
}

fn digit(byte: u8) -> Option<u8> {
    match byte {
        b'A'..=b'Z' => Some(byte - b'A'),
        b'a'..=b'z' => Some(byte - b'a' + 26),
        b'0'..=b'9' => Some(byte - b'0' + 52),
        b'+' => Some(62),
        b'/' => Some(63),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(bytes: &[u8], text: &str, is_damaged: bool) {
        assert_eq!(decode(bytes), (text.to_owned(), is_damaged));
    }

    #[test]
    fn sections_end_with_a_hyphen_or_with_the_first_other_byte() {
        check(b"Hi Mom -+Jjo--!", "Hi Mom -☺-!", false);
        check(b"+cXF1MA-, +cXF1MA.", "煱田, 煱田.", false);
        check(b"+MEIwRDBG", "あいう", false);
    }

    #[test]
    fn a_plus_sign_is_written_with_a_hyphen() {
        check(b"1 +- 2", "1 + 2", false);
    }

    #[test]
    fn characters_beyond_the_basic_plane_are_pairs() {
        check(b"+2D3eAA-", "😀", false);
    }

    #[test]
    fn what_is_cut_or_broken_is_told() {
        check(b"+MEIw", "あ\u{fffd}", true);
        check(b"+2D0-", "\u{fffd}", true);
        check(b"a + b", "a + b", true);
        check(b"caf\xe9", "caf\u{fffd}", true);
    }
}
