//! The files in TNEF (`winmail.dat`, MS-OXTNEF), as Outlook packs them for readers of its own. Reads slices of what is
//! there and believes no length; the text of the message, which is in it as well, is not read.

use super::file_type::FileType;
use super::look::Look;
use super::visitor::{InnerFile, Obstacle};

/// Word for it in findings.
pub const NAME: &str = "TNEF (winmail.dat)";

/// TNEFSignature (MS-OXTNEF 2.1.3.3), low byte first.
const SIGNATURE: [u8; 4] = [0x78, 0x9f, 0x3e, 0x22];
/// Bytes before the first attribute: signature and key.
const HEAD_BYTES: usize = 6;
/// idAttachRendData: an attachment begins.
const RENDERING: u32 = 0x0006_9002;
/// idAttachTitle: its short name.
const TITLE: u32 = 0x0001_8010;
/// idAttachData: its content.
const DATA: u32 = 0x0006_800F;
/// idAttachment: its MAPI properties.
const PROPERTIES: u32 = 0x0006_9005;
/// Files that are told apart; no mailer packs as many.
const MOST_FILES: usize = 100_000;
/// PidTagAttachLongFilename.
const LONG_FILENAME: u16 = 0x3707;

/// A file as it lies there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Enclosed<'a> {
    /// In whatever charset, or in UTF-16 when `is_wide`.
    name: &'a [u8],
    is_wide: bool,
    /// Empty for a message inside, which is kept among the properties.
    bytes: &'a [u8],
}

/// Whether an attachment is TNEF, by what it is called or by how it begins.
#[must_use]
pub fn is_tnef(media_type: &str, bytes: &[u8]) -> bool {
    matches!(media_type, "application/ms-tnef" | "application/vnd.ms-tnef") || bytes.starts_with(&SIGNATURE)
}

/// True when it holds files, or may hold some that nobody can find.
#[must_use]
pub fn may_hold_files(bytes: &[u8]) -> bool {
    let (files, is_damaged) = files(bytes);
    is_damaged || !files.is_empty()
}

/// Every file, and whether something of the whole could not be read.
#[must_use]
pub fn files(bytes: &[u8]) -> (Vec<Enclosed<'_>>, bool) {
    let mut files: Vec<Enclosed<'_>> = Vec::new();
    let Some(mut rest) = bytes.strip_prefix(&SIGNATURE).and_then(|_| bytes.get(HEAD_BYTES..)) else {
        return (files, true);
    };
    while !rest.is_empty() {
        let Some((id, value, after)) = attribute(rest) else { return (files, true) };
        rest = after;
        if id == RENDERING {
            if files.len() >= MOST_FILES {
                return (files, true);
            }
            files.push(Enclosed::default());
        }
        let Some(file) = files.last_mut() else { continue };
        match id {
            TITLE if !file.is_wide && file.name.is_empty() => file.name = value,
            DATA => file.bytes = value,
            PROPERTIES => {
                if let Some((name, is_wide)) = long_filename(value) {
                    (file.name, file.is_wide) = (name, is_wide);
                }
            }
            _ => {}
        }
    }
    (files, false)
}

/// Shows the files.
pub(super) fn read(bytes: &[u8], file: &InnerFile, look: &mut Look<'_>) {
    look.tell(file);
    let (files, is_damaged) = files(bytes);
    for (number, enclosed) in (1..).zip(files) {
        if look.budget.take_entry().is_err() {
            return look.meet(Obstacle::Entries);
        }
        let name = name(enclosed, look).unwrap_or_else(|| number.to_string());
        if enclosed.bytes.is_empty() {
            look.inner_unread(&name, &InnerFile::new(Some(&name), FileType::Other, 0), Obstacle::UnknownKind);
        } else {
            look.inner(&name, enclosed.bytes);
        }
    }
    if is_damaged {
        look.meet(Obstacle::Damaged);
    }
}

fn name(enclosed: Enclosed<'_>, look: &Look<'_>) -> Option<String> {
    let name = if enclosed.is_wide {
        let units: Vec<u16> =
            enclosed.name.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]])).collect();
        String::from_utf16_lossy(&units)
    } else {
        (look.readers.text)(enclosed.name, None).into_owned()
    };
    let name = name.trim_end_matches('\0').trim();
    (!name.is_empty()).then(|| name.to_owned())
}

/// The attribute at the front: its id, its value, and what follows: level, id, length, value, checksum (2.1.3.2).
fn attribute(bytes: &[u8]) -> Option<(u32, &[u8], &[u8])> {
    let id = number(bytes.get(1..)?)?;
    let length = usize::try_from(number(bytes.get(5..)?)?).ok()?;
    let rest = bytes.get(9..)?;
    let value = rest.get(..length)?;
    // Some writers leave the last checksum out.
    Some((id, value, rest.get(length + 2..).unwrap_or_default()))
}

/// The long name among MAPI properties (2.1.3.4), and whether it is in UTF-16.
fn long_filename(mut bytes: &[u8]) -> Option<(&[u8], bool)> {
    let count = take_number(&mut bytes)?;
    for _ in 0..count {
        let tag = take_number(&mut bytes)?.to_le_bytes();
        let (kind, id) = (u16::from_le_bytes([tag[0], tag[1]]), u16::from_le_bytes([tag[2], tag[3]]));
        if id >= 0x8000 {
            take(&mut bytes, 16)?;
            if take_number(&mut bytes)? == 0 {
                take(&mut bytes, 4)?;
            } else {
                take_sized(&mut bytes)?;
            }
        }
        let values = if kind & 0x1000 != 0 || is_sized(kind) { take_number(&mut bytes)? } else { 1 };
        for _ in 0..values {
            if is_sized(kind) {
                let value = take_sized(&mut bytes)?;
                if id == LONG_FILENAME {
                    return Some((value, kind & 0xFFF == 0x1F));
                }
            } else {
                take(&mut bytes, if matches!(kind & 0xFFF, 5 | 6 | 7 | 0x14 | 0x40) { 8 } else { 4 })?;
                if kind & 0xFFF == 0x48 {
                    take(&mut bytes, 12)?;
                }
            }
        }
    }
    None
}

/// Strings, objects and binary values have a length of their own.
fn is_sized(kind: u16) -> bool {
    matches!(kind & 0xFFF, 0x1E | 0x1F | 0x0D | 0x102)
}

fn take_sized<'a>(bytes: &mut &'a [u8]) -> Option<&'a [u8]> {
    let length = usize::try_from(take_number(bytes)?).ok()?;
    let value = take(bytes, length)?;
    // The last one may lack what fills it up to four bytes.
    let padding = (length.wrapping_neg() % 4).min(bytes.len());
    take(bytes, padding)?;
    Some(value)
}

fn take_number(bytes: &mut &[u8]) -> Option<u32> {
    number(take(bytes, 4)?)
}

fn take<'a>(bytes: &mut &'a [u8], length: usize) -> Option<&'a [u8]> {
    let (value, rest) = bytes.split_at_checked(length)?;
    *bytes = rest;
    Some(value)
}

fn number(bytes: &[u8]) -> Option<u32> {
    Some(u32::from_le_bytes(*bytes.first_chunk()?))
}

#[cfg(test)]
mod tests {
    use super::super::test_visitor::record;
    use super::*;

    fn attribute_of(id: u32, value: &[u8]) -> Vec<u8> {
        let mut bytes = vec![2];
        bytes.extend(id.to_le_bytes());
        bytes.extend(u32::try_from(value.len()).expect("short").to_le_bytes());
        bytes.extend(value);
        bytes.extend([0, 0]);
        bytes
    }

    fn tnef(attributes: &[(u32, &[u8])]) -> Vec<u8> {
        let mut bytes = vec![0x78, 0x9f, 0x3e, 0x22, 1, 0];
        bytes.extend(attributes.iter().flat_map(|(id, value)| attribute_of(*id, value)));
        bytes
    }

    /// A number, a property with a name, then the long name in UTF-16.
    fn properties(name: &str) -> Vec<u8> {
        let mut bytes = vec![3, 0, 0, 0, 3, 0, 0x20, 0x0E, 9, 0, 0, 0, 3, 0, 1, 0x80];
        bytes.extend([0; 20]);
        bytes.extend([7, 0, 0, 0, 5, 0, 0, 0, 0x1F, 0, 0x07, 0x37, 1, 0, 0, 0]);
        let units: Vec<u8> = name.encode_utf16().chain([0]).flat_map(u16::to_le_bytes).collect();
        bytes.extend(u32::try_from(units.len()).expect("short").to_le_bytes());
        bytes.extend(units);
        bytes
    }

    #[test]
    fn tnef_is_told_under_any_name() {
        assert!(is_tnef("application/ms-tnef", b""));
        assert!(is_tnef("application/octet-stream", b"\x78\x9f\x3e\x22\x01\x00"));
        assert!(!is_tnef("application/octet-stream", b"\x78\x9f\x3e"));
    }

    #[test]
    fn files_are_shown_with_their_long_names_and_looked_into() {
        let (csv, name) = (b"a,b\r\n1,2\r\n".as_slice(), properties("名簿.csv"));
        let bytes = tnef(&[
            (RENDERING, &[0; 14]),
            (TITLE, b"MEIBO~1.CSV\0"),
            (DATA, csv),
            (PROPERTIES, &name),
            (RENDERING, &[0; 14]),
            (TITLE, b"memo.txt\0"),
            (DATA, b"Hello"),
        ]);
        let lines = record("winmail.dat", &bytes);
        assert_eq!(lines[0], "file tnef");
        assert!(lines.contains(&"file 名簿.csv > csv".to_owned()), "{lines:?}");
        assert!(lines.contains(&"file memo.txt > text".to_owned()), "{lines:?}");
    }

    #[test]
    fn a_text_without_files_holds_none_and_what_is_cut_may_hold_some() {
        let text = tnef(&[(0x0006_9003, b"properties of the message")]);
        assert!(!may_hold_files(&text));
        assert!(may_hold_files(&tnef(&[(RENDERING, &[0; 14])])));
        assert!(may_hold_files(&text[..text.len() - 9]));
    }

    #[test]
    fn no_length_is_believed() {
        let whole = tnef(&[(RENDERING, &[0; 14]), (DATA, b"abc"), (PROPERTIES, &properties("a.txt"))]);
        for at in 0..whole.len() {
            let _ = files(&whole[..at]);
            for value in [0, 1, 0x7F, 0xFF] {
                let mut changed = whole.clone();
                changed[at] = value;
                let _ = files(&changed);
                let _ = record("winmail.dat", &changed);
            }
        }
    }
}
