//! tar: ustar with its prefixes (POSIX.1-1988), pax headers (POSIX.1-2001), long names and sizes of GNU tar.

use super::super::look::Look;
use super::super::visitor::{InnerFile, Obstacle};
use super::{is_left_behind, listed, name};

const BLOCK_BYTES: usize = 512;

/// What the headers before a file say of it.
#[derive(Default)]
struct Ahead {
    path: Option<Vec<u8>>,
    size: Option<usize>,
}

pub(super) fn read(bytes: &[u8], file: &InnerFile, look: &mut Look<'_>) {
    look.tell(file);
    let mut rest = bytes;
    let mut ahead = Ahead::default();
    // Two empty blocks end it; some writers leave them out.
    while let Some((header, after)) = rest.split_at_checked(BLOCK_BYTES).filter(|(header, _)| header[0] != 0) {
        let size = ahead.size.or_else(|| number(&header[124..136]));
        let content = size.filter(|_| is_header(header)).and_then(|size| after.get(..size));
        let Some(content) = content else { return look.meet(Obstacle::Damaged) };
        let after = after.get(content.len().next_multiple_of(BLOCK_BYTES)..).unwrap_or_default();
        match header[156] {
            // One file, and its older sign.
            b'0' | 0 | b'7' => {
                if let Err(obstacle) = look.budget.take_entry() {
                    return look.meet(obstacle);
                }
                read_file(&std::mem::take(&mut ahead).path.unwrap_or_else(|| path(header)), content, look);
            }
            b'L' => ahead.path = Some(until_nul(content).to_vec()),
            b'x' => read_records(content, &mut ahead),
            // For all files that follow, nothing that matters here; links, folders, devices.
            b'g' | b'K' => {}
            _ => ahead = Ahead::default(),
        }
        rest = after;
    }
}

fn read_file(path: &[u8], content: &[u8], look: &mut Look<'_>) {
    let name = name(path, look);
    if name.ends_with('/') {
        return;
    }
    if is_left_behind(&name) {
        look.inner_named(&name, &listed(&name, Some(content.len() as u64), false));
    } else {
        look.inner(&name, content);
    }
}

/// Records like `30 path=2026/list.csv\n`: their length in bytes, a key, a value.
fn read_records(mut records: &[u8], ahead: &mut Ahead) {
    while let Some(space) = records.iter().position(|byte| *byte == b' ') {
        let length = std::str::from_utf8(&records[..space]).ok().and_then(|length| length.parse::<usize>().ok());
        let Some(record) = length.and_then(|length| records.get(space + 1..length)) else { return };
        let record = record.strip_suffix(b"\n").unwrap_or(record);
        if let Some(path) = record.strip_prefix(b"path=") {
            ahead.path = Some(path.to_vec());
        } else if let Some(size) = record.strip_prefix(b"size=") {
            ahead.size = std::str::from_utf8(size).ok().and_then(|size| size.parse().ok());
        }
        records = &records[space + 1 + record.len()..];
        records = records.strip_prefix(b"\n").unwrap_or(records);
    }
}

/// The sum of all bytes, its own counted as spaces.
fn is_header(header: &[u8]) -> bool {
    let sum: u64 = header.iter().map(|byte| u64::from(*byte)).sum();
    let own: u64 = header[148..156].iter().map(|byte| u64::from(*byte)).sum();
    number(&header[148..156]).is_some_and(|told| told as u64 == sum - own + 8 * u64::from(b' '))
}

fn path(header: &[u8]) -> Vec<u8> {
    let (name, prefix) = (until_nul(&header[..100]), until_nul(&header[345..500]));
    // GNU tar keeps times where ustar keeps the prefix.
    if prefix.is_empty() || header[257..263] != *b"ustar\0" { name.to_vec() } else { [prefix, b"/", name].concat() }
}

fn until_nul(bytes: &[u8]) -> &[u8] {
    bytes.split(|byte| *byte == 0).next().unwrap_or_default()
}

/// Octal digits between spaces; or, with the highest bit set, bytes from high to low.
fn number(field: &[u8]) -> Option<usize> {
    if field[0] & 0x80 != 0 {
        return field[1..].iter().try_fold(0_usize, |number, byte| Some(number.checked_mul(256)? | usize::from(*byte)));
    }
    let digits = std::str::from_utf8(until_nul(field)).ok()?.trim();
    if digits.is_empty() { Some(0) } else { usize::from_str_radix(digits, 8).ok() }
}
