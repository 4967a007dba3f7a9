//! Puts right what hides a whole message from a parser: byte-order marks, UTF-16, blank lines or an mbox line before
//! the header, what an mbox quotes, bare carriage returns. Keeps a map back to the file. Knows no header fields.

use crate::draft::DefectKind;
use crate::load::scan;
use crate::load::source_map::SourceMap;
use std::borrow::Cow;

/// A message as a parser wants it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Normalised<'a> {
    /// Begins with the first header field.
    pub bytes: Cow<'a, [u8]>,
    /// Where each byte lies in the file.
    pub map: SourceMap,
    /// What was put right.
    pub met: Vec<DefectKind>,
}

/// Puts `file` right.
#[must_use]
pub fn normalise(file: &[u8]) -> Normalised<'_> {
    let mut met = Vec::new();
    let (bytes, mut map, mut skipped) = match utf_16(file) {
        Some((bytes, map)) => {
            met.push(DefectKind::Utf16);
            (Cow::Owned(bytes), Some(map), 0)
        }
        None => (Cow::Borrowed(file), None, 0),
    };
    if let Some(rest) = bytes.strip_prefix(b"\xef\xbb\xbf") {
        met.push(DefectKind::ByteOrderMark);
        skipped = bytes.len() - rest.len();
    }
    let bytes = bare_carriage_returns(bytes, &mut map, &mut met);
    skipped += preamble_len(&bytes[skipped..], &mut met);
    let mut bytes = match (bytes, skipped) {
        (bytes, 0) => bytes,
        (Cow::Borrowed(bytes), skipped) => Cow::Borrowed(&bytes[skipped..]),
        (Cow::Owned(mut bytes), skipped) => {
            bytes.drain(..skipped);
            Cow::Owned(bytes)
        }
    };
    let map = match map {
        Some(map) => map.after(skipped),
        None if is_of_mbox(&file[..skipped]) => match unquoted_from_lines(&bytes, skipped, file.len()) {
            Some((unquoted, map)) => {
                bytes = Cow::Owned(unquoted);
                map
            }
            None => SourceMap::shifted(skipped, file.len()),
        },
        None => SourceMap::shifted(skipped, file.len()),
    };
    Normalised { bytes, map, met }
}

/// True when a message was cut out of an mbox: a `From ` line stands before its header.
fn is_of_mbox(preamble: &[u8]) -> bool {
    preamble.split(|byte| *byte == b'\n').any(|line| line.starts_with(b"From "))
}

/// The text without the `>` that an mbox puts before `From ` at the start of a line, where it would look quoted; `None`
/// when there is none. One sign goes from `>From ` only: mboxrd also quotes `>>From `, mboxo does not, and quoted text
/// stays quoted either way.
fn unquoted_from_lines(bytes: &[u8], skipped: usize, file_len: usize) -> Option<(Vec<u8>, SourceMap)> {
    let signs: Vec<usize> = scan::find_all(bytes, b"\n>From ").map(|line_end| line_end + 1).collect();
    if signs.is_empty() {
        return None;
    }
    let mut unquoted = Vec::with_capacity(bytes.len());
    let mut map = SourceMap::empty(file_len);
    let mut start = 0;
    for sign in signs.into_iter().chain([bytes.len()]) {
        map.push(unquoted.len(), 1, skipped + start, 1);
        unquoted.extend_from_slice(&bytes[start..sign]);
        start = sign + 1;
    }
    Some((unquoted, map))
}

/// Bytes before the first header field: blank lines, mbox lines, and blanks before its name.
pub fn preamble_len(bytes: &[u8], met: &mut Vec<DefectKind>) -> usize {
    let mut at = 0;
    loop {
        let line = &bytes[at..scan::line_end(bytes, at)];
        let kind = if !line.is_empty() && line.trim_ascii().is_empty() {
            DefectKind::LeadingBlankLine
        } else if line.starts_with(b"From ") || line.starts_with(b">From ") {
            DefectKind::MboxFromLine
        } else if let indent @ 1.. = field_indent(line) {
            // Copied from a web page: a folded line of no field would hide this one.
            if !met.contains(&DefectKind::LeadingBlankLine) {
                met.push(DefectKind::LeadingBlankLine);
            }
            return at + indent;
        } else {
            return at;
        };
        if !met.contains(&kind) {
            met.push(kind);
        }
        at += line.len();
    }
}

/// Blanks before the name of a header field; 0 when `line` begins with none, or is no field.
fn field_indent(line: &[u8]) -> usize {
    let field = line.trim_ascii_start();
    let name = field.split(|byte| *byte == b':').next().unwrap_or_default();
    let is_field = !name.is_empty() && name.len() < field.len() && name.iter().all(u8::is_ascii_graphic);
    if is_field { line.len() - field.len() } else { 0 }
}

/// Lone carriage returns become line feeds when they are the line ends of the header; a stray one in a text that has
/// real line ends is left alone. `\r\r\n`, a line end translated twice, loses its first half.
fn bare_carriage_returns<'a>(
    mut bytes: Cow<'a, [u8]>,
    map: &mut Option<SourceMap>,
    met: &mut Vec<DefectKind>,
) -> Cow<'a, [u8]> {
    let is_bare = |at: usize, bytes: &[u8]| bytes[at] == b'\r' && bytes.get(at + 1) != Some(&b'\n');
    let header_len = header_len(&bytes);
    let line_feeds = scan::count(&bytes[..header_len], b'\n');
    let bare_returns = scan::find_all(&bytes[..header_len], b"\r").filter(|at| is_bare(*at, &bytes)).count();
    if bare_returns == 0 || bare_returns < line_feeds {
        return bytes;
    }
    met.push(DefectKind::BareCarriageReturns);
    let is_doubled = |at: usize, bytes: &[u8]| bytes.get(at..at + 3) == Some(b"\r\r\n");
    if map.is_none() && (0..header_len).any(|at| is_doubled(at, &bytes)) {
        let mut kept = Vec::with_capacity(bytes.len());
        let mut kept_map = SourceMap::empty(bytes.len());
        for at in (0..bytes.len()).filter(|at| !is_doubled(*at, &bytes)) {
            kept_map.push(kept.len(), 1, at, 1);
            kept.push(bytes[at]);
        }
        *map = Some(kept_map);
        bytes = Cow::Owned(kept);
    }
    for at in 0..bytes.len() {
        if is_bare(at, &bytes) {
            bytes.to_mut()[at] = b'\n';
        }
    }
    bytes
}

/// Bytes up to the first blank line after a line with text.
fn header_len(bytes: &[u8]) -> usize {
    let mut has_text = false;
    let mut at = 0;
    while at < bytes.len() {
        let end = scan::line_end(bytes, at);
        let is_blank = bytes[at..end].iter().all(|byte| matches!(byte, b'\r' | b'\n'));
        if is_blank && has_text && bytes[end - 1] == b'\n' {
            return end - 1;
        }
        has_text |= !is_blank;
        at = end;
    }
    bytes.len()
}

/// The file as UTF-8 when it is UTF-16: by its mark, or by NULs in every other byte of the first line.
fn utf_16(file: &[u8]) -> Option<(Vec<u8>, SourceMap)> {
    let (start, is_big_endian) = match file {
        [0xff, 0xfe, ..] => (2, false),
        [0xfe, 0xff, ..] => (2, true),
        _ => {
            let head = &file[..file.len().min(64) & !1];
            let zeros = |offset: usize| head.iter().skip(offset).step_by(2).filter(|byte| **byte == 0).count();
            let enough = head.len() * 3 / 8;
            match (zeros(0), zeros(1)) {
                _ if head.len() < 8 => return None,
                (high, low) if low >= enough && high * 4 <= low => (0, false),
                (high, low) if high >= enough && low * 4 <= high => (0, true),
                _ => return None,
            }
        }
    };
    let mut bytes = Vec::with_capacity(file.len() / 2);
    let mut map = SourceMap::empty(file.len());
    let units = file[start..].chunks(2).map(|pair| match pair {
        [first, second] if is_big_endian => u16::from_be_bytes([*first, *second]),
        [first, second] => u16::from_le_bytes([*first, *second]),
        _ => 0xfffd,
    });
    let mut file_start = start;
    for unit in char::decode_utf16(units) {
        let (character, file_unit) = match unit {
            Ok(character) => (character, character.len_utf16() * 2),
            Err(_) => (char::REPLACEMENT_CHARACTER, 2),
        };
        map.push(bytes.len(), character.len_utf8(), file_start, file_unit);
        bytes.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes());
        file_start += file_unit;
    }
    Some((bytes, map))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(file: &[u8], met: &[DefectKind]) {
        let normalised = normalise(file);
        assert_eq!(normalised.met, met, "{file:?}");
        assert!(
            normalised.bytes.starts_with(b"To: a@x.example\n") || normalised.bytes.starts_with(b"To: a@x.example\r\n")
        );
        let text = std::str::from_utf8(&normalised.bytes).expect("these tests are UTF-8");
        let at = text.find("a@x").expect("the address is there");
        let range = normalised.map.file_range(at..at + 11);
        let raw: Vec<u8> = file[range].iter().copied().filter(|byte| *byte != 0).collect();
        assert_eq!(raw, b"a@x.example");
    }

    #[test]
    fn what_stands_before_the_header_is_skipped() {
        check(b"\xef\xbb\xbfTo: a@x.example\n\n", &[DefectKind::ByteOrderMark]);
        check(b"\r\n \nTo: a@x.example\n\n", &[DefectKind::LeadingBlankLine]);
        check(b"From ann Mon Jan 1\nTo: a@x.example\n\n", &[DefectKind::MboxFromLine]);
        check(b">From ann Mon Jan 1\nTo: a@x.example\n\n", &[DefectKind::MboxFromLine]);
        check(b"  To: a@x.example\n\n", &[DefectKind::LeadingBlankLine]);
    }

    #[test]
    fn a_line_that_an_mbox_quoted_is_as_it_was_written() {
        let file = b"From ann Mon Jan 1\nTo: b@x.example\n\n>From here\n>>From there\n>From now on\n";
        let normalised = normalise(file);
        assert_eq!(*normalised.bytes, *b"To: b@x.example\n\nFrom here\n>>From there\nFrom now on\n");
        let at = normalised.bytes.windows(3).position(|word| word == b"now").expect("it is there");
        assert_eq!(&file[normalised.map.file_range(at..at + 3)], b"now");
        assert_eq!(*normalise(b"To: b@x.example\n\n>From\n>From me\n").bytes, *b"To: b@x.example\n\n>From\n>From me\n");
    }

    #[test]
    fn bare_carriage_returns_end_lines() {
        check(b"To: a@x.example\rSubject: b\r\rc", &[DefectKind::BareCarriageReturns]);
    }

    #[test]
    fn line_ends_translated_twice_are_halved() {
        check(b"To: a@x.example\r\r\nSubject: b\r\r\n\r\r\nc\r\r\n", &[DefectKind::BareCarriageReturns]);
        let normalised = normalise(b"To: a@x.example\r\r\n\r\r\nc\r\r\n");
        assert_eq!(&normalised.bytes[..], b"To: a@x.example\r\n\r\nc\r\n");
        assert_eq!(normalised.map.file_range(19..20), 21..22);
    }

    #[test]
    fn a_stray_carriage_return_between_real_line_ends_stays() {
        check(b"To: a@x.example\r\nSubject: b\rc\r\n\r\nd\r\n", &[]);
    }

    #[test]
    fn a_file_in_the_last_part_gains_no_line_end() {
        assert!(normalise(b"To: a@x.example\n\nc").bytes.ends_with(b"\n\nc"));
    }

    #[test]
    fn utf_16_is_told_by_its_mark_and_by_its_zeros() {
        let text = "To: a@x.example\nSubject: 山田\u{1f600}\n\n";
        let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        check(&[&[0xff, 0xfe][..], &little].concat(), &[DefectKind::Utf16]);
        check(&[&[0xfe, 0xff][..], &big].concat(), &[DefectKind::Utf16]);
        check(&little, &[DefectKind::Utf16]);
        check(&big, &[DefectKind::Utf16]);
        let normalised = normalise(&little);
        assert!(normalised.bytes.ends_with("山田\u{1f600}\n\n".as_bytes()));
    }
}
