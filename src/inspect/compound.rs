//! Compound files of Office (MS-CFB), their streams read by a function that is handed in: what a file embedded by OLE
//! really is, and whether an old .doc or .ppt is encrypted or has macros. Reads neither text of these nor workbooks.

use super::file_type::FileType;
use super::look::Look;
use super::readers::CompoundStream;
use super::visitor::{InnerFile, Obstacle};

/// FibBase, `fEncrypted` in the flags at 0x0A (MS-DOC 2.5.2).
const WORD_ENCRYPTED: u16 = 0x0100;
/// CurrentUserAtom, `headerToken` of an encrypted file (MS-PPT 2.3.2), after a record header and a size.
const POWER_POINT_ENCRYPTED: u32 = 0xF3D1_C4DF;
/// Streams that hold a whole file (MS-OLEDS 2.3.6; `Package` and `CONTENTS` are what Office and Acrobat name theirs).
const PACKAGES: [&str; 2] = ["Package", "CONTENTS"];

/// Shows what the file holds.
pub(super) fn read(bytes: &[u8], file: InnerFile, look: &mut Look<'_>) {
    let Some(streams) = (look.readers.compound)(bytes) else {
        look.tell(&file);
        return look.meet(Obstacle::Damaged);
    };
    let has_macros = streams.iter().any(|stream| stream.path.last().is_some_and(|name| name == "_VBA_PROJECT"));
    let is_encrypted = match file.file_type {
        FileType::Doc => {
            let flags = stream(&streams, "WordDocument").and_then(|fib| u16_at(fib, 0x0A));
            flags.is_some_and(|flags| flags & WORD_ENCRYPTED != 0)
        }
        FileType::Ppt => {
            stream(&streams, "Current User").and_then(|atom| u32_at(atom, 12)) == Some(POWER_POINT_ENCRYPTED)
        }
        _ => false,
    };
    let is_package = file.file_type == FileType::Compound;
    look.tell(&InnerFile { is_encrypted, has_macros, ..file });
    if is_encrypted {
        return look.meet(Obstacle::Encrypted);
    }
    match package(&streams, look).filter(|_| is_package) {
        Some((name, content)) => look.inner(&name, content),
        None => look.meet(Obstacle::UnknownKind),
    }
}

/// The file that this one was made to carry, and its name.
fn package<'s>(streams: &'s [CompoundStream], look: &Look<'_>) -> Option<(String, &'s [u8])> {
    for name in PACKAGES {
        if let Some(content) = stream(streams, name) {
            return Some((name.to_owned(), content));
        }
    }
    let (label, content) = native_package(stream(streams, "\u{1}Ole10Native")?)?;
    // Windows writes the label in its own code page.
    let name = match std::str::from_utf8(label) {
        Ok(label) => label.to_owned(),
        Err(_) => (look.readers.text)(label, None).into_owned(),
    };
    Some((name, content))
}

/// The stream with this name in the root.
fn stream<'s>(streams: &'s [CompoundStream], name: &str) -> Option<&'s [u8]> {
    streams.iter().find(|stream| stream.path == [name]).map(|stream| &*stream.bytes)
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

/// What the Packager of Windows wraps files in: a size, 2, a label, the path it came from, some numbers, the path it
/// goes to, a size, the content. Paths end with a zero.
fn native_package(native: &[u8]) -> Option<(&[u8], &[u8])> {
    let rest = native.get(6..)?;
    let (label, rest) = split_nul(rest)?;
    let (_, rest) = split_nul(rest)?;
    let rest = rest.get(8..)?;
    let (_, rest) = split_nul(rest)?;
    let size = u32::from_le_bytes(rest.get(..4)?.try_into().ok()?) as usize;
    let content = rest.get(4..size.checked_add(4)?)?;
    Some((label, content))
}

fn split_nul(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let end = bytes.iter().position(|byte| *byte == 0)?;
    Some((&bytes[..end], &bytes[end + 1..]))
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail loudly")]
mod tests {
    use super::super::test_visitor::record;
    use std::io::{Cursor, Write};

    fn compound(streams: &[(&str, &[u8])]) -> Vec<u8> {
        let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
        for (path, content) in streams {
            file.create_stream(path).unwrap().write_all(content).unwrap();
        }
        file.flush().unwrap();
        file.into_inner().into_inner()
    }

    #[test]
    fn a_file_in_a_package_is_looked_into() {
        let csv = b"name,phone";
        let mut native = b"\0\0\0\0\x02\0list.csv\0C:\\list.csv\0\0\0\x03\0\x0C\0\0\0C:\\t\\list.csv\0".to_vec();
        native.extend(10_u32.to_le_bytes());
        native.extend(csv);
        let lines = record("oleObject1.bin", &compound(&[("\u{1}Ole10Native", &native)]));
        assert_eq!(lines[..2], ["file compound", "file list.csv > csv"]);
        let docx = include_bytes!("../../tests/attachments/files/minutes.docx");
        let lines = record("oleObject1.bin", &compound(&[("Package", docx)]));
        assert_eq!(lines[..2], ["file compound", "file Package > docx pages=1"]);
    }

    #[test]
    fn old_documents_tell_whether_they_are_encrypted() {
        let mut fib = [0_u8; 512];
        assert_eq!(record("a.doc", &compound(&[("WordDocument", &fib)])), ["file doc", "obstacle unknown-kind"]);
        fib[0x0B] = 1;
        assert_eq!(record("a.doc", &compound(&[("WordDocument", &fib)])), ["file doc encrypted", "obstacle encrypted"]);
        let mut atom = [0_u8; 40];
        atom[12..16].copy_from_slice(&0xF3D1_C4DF_u32.to_le_bytes());
        let lines = record("a.ppt", &compound(&[("Current User", &atom), ("PowerPoint Document", b"")]));
        assert_eq!(lines, ["file ppt encrypted", "obstacle encrypted"]);
    }
}
