//! The one door to compound files (MS-CFB): opens a hostile one in time and memory that its own size bounds.
//! Knows storages and streams by name, and nothing of what is in them.

use crate::load::Limits;
use std::io::{Cursor, Read};

/// First eight bytes of every compound file (MS-CFB 2.2).
pub const SIGNATURE: [u8; 8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

const HEADER_BYTES: usize = 512;
const MAX_REGULAR_SECTOR: u32 = 0xFFFF_FFFA;

/// Why a compound file was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CompoundError {
    /// Another signature.
    #[error("not a compound file")]
    NotACompoundFile,
    /// Ends before its header does.
    #[error("the file ends inside its header")]
    Truncated,
    /// The chains or the directory contradict themselves.
    #[error("damaged compound file: {0}")]
    Damaged(String),
    /// Larger than [`Limits::file_bytes`].
    #[error("larger than {limit_bytes} bytes")]
    TooLarge {
        /// The limit met.
        limit_bytes: u64,
    },
}

/// A stream that is named in the directory and whose bytes are not all there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnreadableStream;

/// A child of a storage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Child {
    /// As written.
    pub name: String,
    /// A storage, not a stream.
    pub is_storage: bool,
    /// Bytes of a stream; never more than the file has.
    pub len_bytes: u64,
}

/// An open compound file. Its streams together are not larger than the file itself, so whoever reads each of them
/// once has read no more than that.
#[derive(Debug)]
pub struct Compound<'bytes> {
    file: cfb::CompoundFile<Cursor<&'bytes [u8]>>,
}

/// Opens `bytes`.
///
/// `Err` for anything whose chains point back, twice to one place or out of the file, and for streams that share sectors.
pub fn open<'bytes>(bytes: &'bytes [u8], limits: &Limits) -> Result<Compound<'bytes>, CompoundError> {
    let signature_bytes = bytes.len().min(SIGNATURE.len());
    if bytes.is_empty() || bytes[..signature_bytes] != SIGNATURE[..signature_bytes] {
        return Err(CompoundError::NotACompoundFile);
    }
    if bytes.len() < HEADER_BYTES {
        return Err(CompoundError::Truncated);
    }
    if bytes.len() as u64 > limits.file_bytes {
        return Err(CompoundError::TooLarge { limit_bytes: limits.file_bytes });
    }
    check_sector_tables(bytes)?;
    let file = cfb::OpenOptions::new()
        .open_with(Cursor::new(bytes))
        .map_err(|error| CompoundError::Damaged(error.to_string()))?;
    let streams_bytes = file
        .walk()
        .filter(|entry| entry.is_stream())
        .try_fold(0u64, |sum, entry| sum.checked_add(entry.len()).filter(|sum| *sum <= bytes.len() as u64));
    if streams_bytes.is_none() {
        return Err(CompoundError::Damaged("the streams together are larger than the file".to_owned()));
    }
    Ok(Compound { file })
}

impl Compound<'_> {
    /// Class id of the root storage, which tells a template from a message.
    #[must_use]
    pub fn root_class(&self) -> String {
        self.file.root_entry().clsid().to_string()
    }

    /// The children of the storage at `path`; none when there is no such storage.
    #[must_use]
    pub fn children(&self, path: &str) -> Vec<Child> {
        let Ok(entries) = self.file.read_storage(path) else { return Vec::new() };
        entries
            .map(|entry| Child {
                name: entry.name().to_owned(),
                is_storage: entry.is_storage(),
                len_bytes: if entry.is_stream() { entry.len() } else { 0 },
            })
            .collect()
    }

    /// Bytes of all streams at and below `path`.
    #[must_use]
    pub fn len_bytes_below(&self, path: &str) -> u64 {
        let Ok(entries) = self.file.walk_storage(path) else { return 0 };
        entries.filter(cfb::Entry::is_stream).map(|entry| entry.len()).sum()
    }

    /// Every stream that can be read, by the names of its storages and its own; together no longer than the file.
    #[must_use]
    pub fn streams(&mut self) -> Vec<(Vec<String>, Vec<u8>)> {
        let paths: Vec<_> =
            self.file.walk().filter(cfb::Entry::is_stream).map(|entry| entry.path().to_owned()).collect();
        let streams = paths.into_iter().filter_map(|path| {
            let bytes = self.read(path.to_str()?).ok()?;
            let names = path.components().skip(1).map(|name| name.as_os_str().to_string_lossy().into_owned());
            Some((names.collect(), bytes))
        });
        streams.collect()
    }

    /// The whole stream at `path`.
    pub fn read(&mut self, path: &str) -> Result<Vec<u8>, UnreadableStream> {
        let mut stream = self.file.open_stream(path).map_err(|_| UnreadableStream)?;
        // `open` has checked the length against the size of the file.
        let mut bytes = vec![0; usize::try_from(stream.len()).map_err(|_| UnreadableStream)?];
        stream.read_exact(&mut bytes).map_err(|_| UnreadableStream)?;
        Ok(bytes)
    }
}

/// Refuses a sector table that is longer than the file could need, before anyone collects it: cfb follows the DIFAT
/// chain first and compares with the size of the file afterwards, and a chain whose sectors all name the same FAT sector
/// grows to a hundred times the file.
fn check_sector_tables(bytes: &[u8]) -> Result<(), CompoundError> {
    let sector_bytes = match u16_at(bytes, 0x1E) {
        9 => 512,
        12 => 4096,
        _ => return Err(CompoundError::Damaged("unknown sector size".to_owned())),
    };
    let sectors = bytes.len().div_ceil(sector_bytes);
    let entries_per_sector = sector_bytes / 4;
    let fat_sectors = sectors.div_ceil(entries_per_sector);
    let difat_sectors_limit = fat_sectors.div_ceil(entries_per_sector - 1) + 1;
    let mut sector = u32_at(bytes, 0x44);
    let mut difat_sectors = 0;
    while sector <= MAX_REGULAR_SECTOR {
        difat_sectors += 1;
        if difat_sectors > difat_sectors_limit {
            return Err(CompoundError::Damaged("the DIFAT is longer than the file needs".to_owned()));
        }
        let next = (sector as usize + 2).checked_mul(sector_bytes).map(|end| end - 4);
        let Some(next) = next.filter(|next| next + 4 <= bytes.len()) else {
            return Err(CompoundError::Damaged("the DIFAT leaves the file".to_owned()));
        };
        sector = u32_at(bytes, next);
    }
    Ok(())
}

fn u16_at(bytes: &[u8], offset: usize) -> u16 {
    u16::from_le_bytes([bytes[offset], bytes[offset + 1]])
}

fn u32_at(bytes: &[u8], offset: usize) -> u32 {
    u32::from_le_bytes([bytes[offset], bytes[offset + 1], bytes[offset + 2], bytes[offset + 3]])
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail loudly")]
mod tests {
    use super::*;
    use std::io::Write;

    /// A file with one stream of 5,000 bytes, which needs ten sectors.
    fn file_with_one_stream() -> Vec<u8> {
        let mut file = cfb::CompoundFile::create_with_version(cfb::Version::V3, Cursor::new(Vec::new())).unwrap();
        file.create_stream("/body").unwrap().write_all(&[b'x'; 5000]).unwrap();
        file.flush().unwrap();
        file.into_inner().into_inner()
    }

    fn set_u32(bytes: &mut [u8], offset: usize, value: u32) {
        bytes[offset..offset + 4].copy_from_slice(&value.to_le_bytes());
    }

    /// Offset in the file of the FAT entry of `sector`.
    fn fat_entry(bytes: &[u8], sector: usize) -> usize {
        (u32_at(bytes, 0x4C) as usize + 1) * 512 + sector * 4
    }

    fn start_of_stream(bytes: &[u8]) -> (usize, usize) {
        let name: Vec<u8> = "body".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let entry = bytes.windows(name.len()).position(|window| window == name).unwrap();
        (entry, u32_at(bytes, entry + 116) as usize)
    }

    #[test]
    fn a_stream_is_read_whole() {
        let bytes = file_with_one_stream();
        let mut compound = open(&bytes, &Limits::default()).unwrap();
        assert_eq!(compound.read("/body").unwrap(), [b'x'; 5000]);
        assert_eq!(compound.read("/nothing"), Err(UnreadableStream));
    }

    #[test]
    fn a_fat_chain_that_points_back_is_refused() {
        let mut bytes = file_with_one_stream();
        let (_, start) = start_of_stream(&bytes);
        let third = fat_entry(&bytes, start + 2);
        set_u32(&mut bytes, third, start as u32 + 1);
        assert!(matches!(open(&bytes, &Limits::default()), Err(CompoundError::Damaged(_))));
    }

    #[test]
    fn a_fat_chain_that_closes_on_its_start_is_refused_when_read() {
        let mut bytes = file_with_one_stream();
        let (_, start) = start_of_stream(&bytes);
        let third = fat_entry(&bytes, start + 2);
        set_u32(&mut bytes, third, start as u32);
        let read = open(&bytes, &Limits::default()).map(|mut compound| compound.read("/body"));
        assert!(!matches!(read, Ok(Ok(_))));
    }

    #[test]
    fn a_stream_larger_than_the_file_is_refused_before_it_is_read() {
        let mut bytes = file_with_one_stream();
        let (entry, _) = start_of_stream(&bytes);
        set_u32(&mut bytes, entry + 120, 0x7FFF_FFFF);
        assert!(matches!(open(&bytes, &Limits::default()), Err(CompoundError::Damaged(_))));
    }

    #[test]
    fn a_difat_that_runs_in_a_circle_is_refused() {
        let mut bytes = file_with_one_stream();
        let (_, start) = start_of_stream(&bytes);
        set_u32(&mut bytes, 0x44, start as u32);
        let last = (start + 2) * 512 - 4;
        set_u32(&mut bytes, last, start as u32);
        assert!(matches!(open(&bytes, &Limits::default()), Err(CompoundError::Damaged(_))));
    }

    #[test]
    fn a_file_over_the_limit_is_not_opened() {
        let limits = Limits { file_bytes: 1000, ..Limits::default() };
        assert_eq!(open(&file_with_one_stream(), &limits).unwrap_err(), CompoundError::TooLarge { limit_bytes: 1000 });
    }

    #[test]
    fn a_cut_header_and_another_signature_are_told_apart() {
        let bytes = file_with_one_stream();
        assert_eq!(open(&bytes[..100], &Limits::default()).unwrap_err(), CompoundError::Truncated);
        assert_eq!(open(b"From: a", &Limits::default()).unwrap_err(), CompoundError::NotACompoundFile);
        assert_eq!(open(b"", &Limits::default()).unwrap_err(), CompoundError::NotACompoundFile);
    }
}
