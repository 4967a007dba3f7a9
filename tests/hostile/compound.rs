//! Changes a compound file (MS-CFB) where its structure is, and the Outlook item in it (MS-OXMSG) where its properties
//! are. Shares no code with the loader.

use super::random::Random;
use super::text::change_bytes;
use std::io::{Cursor, Read, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;

/// Changes `file` in one to three ways; `other` is an Outlook item to take streams from.
pub fn change(file: &mut Vec<u8>, other: &[u8], random: &mut Random) {
    for _ in 0..=random.below(3) {
        match random.below(10) {
            0 => change_header(file, random),
            1 => change_table_entry(file, FIRST_FAT_SECTOR, random),
            2 => change_table_entry(file, FIRST_MINI_FAT_SECTOR, random),
            3 | 4 => change_directory_entry(file, random),
            5 => swap_sectors(file, random),
            6 => file.truncate(random.below(file.len() + 1)),
            7 => change_bytes(file, random),
            _ => {
                // Writing trusts a directory that earlier changes may have broken. Only reading is on trial: such a file
                // goes there as it is.
                let changed = catch_unwind(AssertUnwindSafe(|| change_streams(file, other, random)));
                if let Ok(Some(changed)) = changed {
                    *file = changed;
                }
            }
        }
    }
}

// Places in the header (MS-CFB 2.2).
const SECTOR_SHIFT: usize = 0x1E;
const FIRST_DIRECTORY_SECTOR: usize = 0x30;
const FIRST_MINI_FAT_SECTOR: usize = 0x3C;
const FIRST_FAT_SECTOR: usize = 0x4C;
/// Bytes of a directory entry (MS-CFB 2.6).
const DIRECTORY_ENTRY_BYTES: usize = 128;

fn number(file: &[u8], at: usize) -> usize {
    let bytes = file.get(at..at + 4).and_then(|bytes| bytes.try_into().ok()).unwrap_or_default();
    usize::try_from(u32::from_le_bytes(bytes)).expect("32 bits fit")
}

fn put(file: &mut [u8], at: usize, bytes: &[u8]) {
    if let Some(place) = file.get_mut(at..at + bytes.len()) {
        place.copy_from_slice(bytes);
    }
}

fn sector_bytes(file: &[u8]) -> usize {
    // Version 4 has 4,096; whatever else is said there, the file stays one of 512.
    if file.get(SECTOR_SHIFT) == Some(&12) { 4096 } else { 512 }
}

/// Where the sector begins whose number stands at `field`.
fn sector(file: &[u8], field: usize) -> usize {
    number(file, field).saturating_add(1).saturating_mul(sector_bytes(file))
}

fn change_header(file: &mut [u8], random: &mut Random) {
    let field = 0x18 + 2 * random.below(0x1E);
    put(file, field, &random.edge().to_le_bytes());
}

/// A chain of sectors leads elsewhere: into another chain, back into itself, or nowhere.
fn change_table_entry(file: &mut [u8], field: usize, random: &mut Random) {
    let entry = sector(file, field).saturating_add(4 * random.below(sector_bytes(file) / 4));
    let target =
        if random.below(2) == 0 { random.edge() } else { u32::try_from(random.below(100)).expect("below 100") };
    if entry < file.len() {
        put(file, entry, &target.to_le_bytes());
    }
}

/// Name, kind, tree, first sector or size of a storage or stream; or two entries change places.
fn change_directory_entry(file: &mut [u8], random: &mut Random) {
    let directory = sector(file, FIRST_DIRECTORY_SECTOR);
    // Entries stand one sector after another in files that nobody has worked on.
    let entry = directory.saturating_add(DIRECTORY_ENTRY_BYTES * random.below(24));
    if entry.saturating_add(DIRECTORY_ENTRY_BYTES) > file.len() {
        return;
    }
    match random.below(8) {
        // A character of the name: another property, another type (`__substg1.0_0037001F`).
        0 | 1 => put(file, entry + 2 * random.below(32), &[b"0123456789ABCDEF#_"[random.below(18)], 0]),
        2 => put(file, entry + 0x40, &random.edge().to_le_bytes()[..2]),
        3 => put(file, entry + 0x42, &random.edge().to_le_bytes()[..2]),
        4 => put(file, entry + 0x44 + 4 * random.below(3), &random.edge().to_le_bytes()),
        5 => put(file, entry + 0x74, &random.edge().to_le_bytes()),
        6 => put(file, entry + 0x78, &u64::from(random.edge()).to_le_bytes()),
        _ => {
            let other = directory + DIRECTORY_ENTRY_BYTES * random.below(24);
            if let Some(copy) = file.get(other..other + DIRECTORY_ENTRY_BYTES).map(<[u8]>::to_vec) {
                put(file, entry, &copy);
            }
        }
    }
}

fn swap_sectors(file: &mut [u8], random: &mut Random) {
    let size = sector_bytes(file);
    let count = file.len() / size;
    let (one, other) = (random.below(count) * size, random.below(count) * size);
    if one != other {
        for at in 0..size {
            file.swap(one + at, other + at);
        }
    }
}

/// The file with one stream changed, gone, doubled, of another type or of another item; `None` when the file can no
/// longer be opened.
fn change_streams(file: &[u8], other: &[u8], random: &mut Random) -> Option<Vec<u8>> {
    let mut item = cfb::CompoundFile::open(Cursor::new(file.to_vec())).ok()?;
    let streams: Vec<PathBuf> =
        item.walk().filter(|entry| entry.is_stream()).map(|entry| entry.path().to_owned()).collect();
    let path = streams.get(random.below(streams.len()))?;
    let mut content = read(&mut item, path)?;
    match random.below(8) {
        0 => item.remove_stream(path).ok()?,
        1 => {
            content.truncate(random.below(content.len() + 1));
            write(&mut item, path, &content)?;
        }
        2 => {
            let copies = content.repeat(1 << random.below(7));
            write(&mut item, path, &copies[..copies.len().min(1 << 16)])?;
        }
        3 | 4 if path.ends_with("__properties_version1.0") => {
            change_properties(&mut content, random);
            write(&mut item, path, &content)?;
        }
        5 => {
            let name = path.file_name()?.to_str()?;
            let kind = random.pick(&["001E", "001F", "0102", "0003", "000D", "101F", "0048"]);
            let renamed = path.with_file_name(format!("{}{kind}", name.get(..name.len().checked_sub(4)?)?));
            write(&mut item, &renamed, &content)?;
            item.remove_stream(path).ok()?;
        }
        6 => {
            let mut donor = cfb::CompoundFile::open(Cursor::new(other.to_vec())).ok()?;
            let gifts: Vec<PathBuf> =
                donor.walk().filter(|entry| entry.is_stream()).map(|entry| entry.path().to_owned()).collect();
            let gift = read(&mut donor, gifts.get(random.below(gifts.len()))?)?;
            write(&mut item, path, &gift)?;
        }
        _ => {
            change_bytes(&mut content, random);
            write(&mut item, path, &content)?;
        }
    }
    item.flush().ok()?;
    Some(item.into_inner().into_inner())
}

/// Rows of sixteen bytes: type, tag, flags, value or size (MS-OXMSG 2.4.2).
fn change_properties(content: &mut Vec<u8>, random: &mut Random) {
    let row = content.len().saturating_sub(16 * (1 + random.below(content.len() / 16)));
    match random.below(5) {
        0 => put(content, row, &random.edge().to_le_bytes()[..2]),
        1 => put(content, row + 2, &random.edge().to_le_bytes()[..2]),
        2 => put(content, row + 8, &random.edge().to_le_bytes()),
        3 => {
            let copy = content[row..].to_vec();
            content.extend(copy.repeat(1 + random.below(200)));
            content.truncate(1 << 16);
        }
        _ => put(content, random.below(32), &random.edge().to_le_bytes()),
    }
}

type Item = cfb::CompoundFile<Cursor<Vec<u8>>>;

fn read(item: &mut Item, path: &std::path::Path) -> Option<Vec<u8>> {
    let mut content = Vec::new();
    item.open_stream(path).ok()?.take(1 << 20).read_to_end(&mut content).ok()?;
    Some(content)
}

fn write(item: &mut Item, path: &std::path::Path, content: &[u8]) -> Option<()> {
    let mut stream = item.create_stream(path).ok()?;
    stream.write_all(content).ok()?;
    stream.flush().ok()
}
