//! 7z and RAR: told, and whether they are encrypted; what is in them is not read.

use super::super::file_type::FileType;
use super::super::look::Look;
use super::super::visitor::{InnerFile, Obstacle};

/// Coder 7zAES as 7z writes it.
const SEVEN_ZIP_AES: &[u8] = &[0x06, 0xF1, 0x07, 0x01];
const RAR_4: &[u8] = b"Rar!\x1A\x07\x00";
const RAR_5: &[u8] = b"Rar!\x1A\x07\x01\x00";
/// Blocks of a RAR that are looked at: one file tells of the others.
const BLOCKS: usize = 1_000;

pub(super) fn read(bytes: &[u8], file: InnerFile, look: &mut Look<'_>) {
    let is_encrypted = if file.file_type == FileType::SevenZip {
        seven_zip_is_encrypted(bytes)
    } else if bytes.starts_with(RAR_4) {
        rar_4_is_encrypted(bytes)
    } else {
        bytes.starts_with(RAR_5) && rar_5_is_encrypted(bytes) == Some(true)
    };
    look.tell(&InnerFile { is_encrypted, ..file });
    look.meet(if is_encrypted { Obstacle::Encrypted } else { Obstacle::UnknownKind });
}

/// Coders are named in the header at the end (7zFormat.txt, "SignatureHeader"). Where the header is compressed itself and
/// not encrypted, the coders of the files are not seen.
fn seven_zip_is_encrypted(bytes: &[u8]) -> bool {
    let number = |at: usize| {
        let number = bytes.get(at..at + 8)?.try_into().ok()?;
        usize::try_from(u64::from_le_bytes(number)).ok()
    };
    let header = || {
        let start = number(12)?.checked_add(32)?;
        bytes.get(start..start.checked_add(number(20)?)?)
    };
    header().is_some_and(|header| header.windows(SEVEN_ZIP_AES.len()).any(|window| window == SEVEN_ZIP_AES))
}

/// Flag 0x80 of the archive's header (type 0x73): all headers are encrypted. Flag 0x04 of a file's (type 0x74): the file is.
fn rar_4_is_encrypted(bytes: &[u8]) -> bool {
    let u16_at = |at: usize| Some(u16::from_le_bytes(bytes.get(at..at.checked_add(2)?)?.try_into().ok()?));
    let mut at = RAR_4.len();
    for _ in 0..BLOCKS {
        let (Some(kind), Some(flags), Some(size)) = (bytes.get(at + 2), u16_at(at + 3), u16_at(at + 5)) else {
            return false;
        };
        match kind {
            0x73 if flags & 0x80 != 0 => return true,
            0x74 if flags & 0x04 != 0 => return true,
            _ => {}
        }
        let has_content = flags & 0x8000 != 0 || *kind == 0x74;
        let content = if has_content { u32_at(bytes, at + 7).unwrap_or_default() as usize } else { 0 };
        // A header is seven bytes at least.
        at = at.saturating_add(usize::from(size).max(7)).saturating_add(content);
        if at >= bytes.len() {
            return false;
        }
    }
    false
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at.checked_add(4)?)?.try_into().ok()?))
}

/// Header type 4 encrypts all that follow; a file says so in record 1 of its extra area (RAR 5.0 archive format).
fn rar_5_is_encrypted(bytes: &[u8]) -> Option<bool> {
    let mut at = RAR_5.len();
    for _ in 0..BLOCKS {
        // After a checksum of four bytes.
        let mut fields = Fields { bytes, at: at.checked_add(4)? };
        let size = fields.next()?;
        let start = fields.at;
        let (kind, flags) = (fields.next()?, fields.next()?);
        let extra = if flags & 1 != 0 { fields.next()? } else { 0 };
        let content = if flags & 2 != 0 { fields.next()? } else { 0 };
        let end = start.checked_add(size)?;
        if kind == 4 || kind == 2 && extra > 0 && has_encryption_record(bytes, end.checked_sub(extra)?, end) {
            return Some(true);
        }
        if kind == 5 {
            return Some(false);
        }
        at = end.checked_add(content)?;
    }
    None
}

fn has_encryption_record(bytes: &[u8], start: usize, end: usize) -> bool {
    let mut fields = Fields { bytes, at: start };
    while fields.at < end {
        let Some(size) = fields.next() else { return false };
        let next = fields.at.saturating_add(size.max(1));
        if fields.next() == Some(1) {
            return true;
        }
        fields.at = next;
    }
    false
}

/// Numbers of seven bits a byte, low ones first.
struct Fields<'b> {
    bytes: &'b [u8],
    at: usize,
}

impl Fields<'_> {
    fn next(&mut self) -> Option<usize> {
        let mut number = 0_usize;
        for shift in (0..56).step_by(7) {
            let byte = *self.bytes.get(self.at)?;
            self.at += 1;
            number |= usize::from(byte & 0x7F) << shift;
            if byte & 0x80 == 0 {
                return Some(number);
            }
        }
        None
    }
}
