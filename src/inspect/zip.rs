//! Door for the `zip` crate: what a zip lists, and the content of one file at a time, never more than the budget allows.
//! Knows no other format.

use super::budget::Budget;
use super::visitor::Obstacle;
use std::io::{self, Cursor, Read};
use zip::ZipArchive;
use zip::result::ZipError;

/// How much is inflated at a time.
const CHUNK_BYTES: usize = 64 * 1024;
/// Lines of a directory that are taken into memory: each costs half a kilobyte there.
const DIRECTORY_LINES: usize = 100_000;
/// Marks of a directory's end in the last bytes of a file. Each one may begin a walk through the whole file.
const DIRECTORY_ENDS: usize = 64;
/// How far from the end such a mark may stand, as the `zip` crate looks for it (APPNOTE 4.3.16).
const TAIL_BYTES: usize = 65_536 + 26;

/// An opened archive.
pub(super) struct Zip<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
}

/// One line of an archive's directory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    /// Bytes of the name, folders parted by `/`; the charset is not told.
    pub(super) name: Vec<u8>,
    /// Opens only with a password.
    pub(super) is_encrypted: bool,
    /// Bytes of content, as the directory says.
    pub(super) size_bytes: u64,
}

impl<'a> Zip<'a> {
    /// The archive in `bytes`.
    ///
    /// # Errors
    /// [`Obstacle::Damaged`] when its directory cannot be read, [`Obstacle::Entries`] when it is too long to hold.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, Obstacle> {
        let tail = &bytes[bytes.len().saturating_sub(TAIL_BYTES)..];
        if marks(tail, *b"PK\x05\x06").nth(DIRECTORY_ENDS).is_some() {
            return Err(Obstacle::Damaged);
        }
        if marks(bytes, *b"PK\x01\x02").nth(DIRECTORY_LINES).is_some() {
            return Err(Obstacle::Entries);
        }
        ZipArchive::new(Cursor::new(bytes)).map(|archive| Self { archive }).map_err(|_| Obstacle::Damaged)
    }

    /// How many files and folders it lists; of two of one name only the last counts.
    pub(super) fn len(&self) -> usize {
        self.archive.len()
    }

    /// True when two entries have one name: other programs may show the one that is not read here.
    pub(super) fn has_duplicates(&self) -> bool {
        self.archive.has_duplicate_names()
    }

    /// What the directory says of number `index`; `None` for a folder and for what cannot be read.
    pub(super) fn entry(&self, index: usize) -> Option<Entry> {
        let file = self.archive.by_index_data(index).ok()?;
        let name = file.name_raw().to_vec();
        let is_folder = name.ends_with(b"/") || name.ends_with(b"\\");
        (!is_folder).then(|| Entry { is_encrypted: file.encrypted(), size_bytes: file.size(), name })
    }

    /// The number of the file with exactly this name.
    pub(super) fn find(&self, name: &str) -> Option<usize> {
        self.archive.index_for_name_raw(name.as_bytes())
    }

    /// The whole content of number `index`.
    ///
    /// # Errors
    /// The limit met, encryption, or damage.
    pub(super) fn read(&mut self, index: usize, budget: &mut Budget) -> Result<Vec<u8>, Obstacle> {
        let most = budget.part_bytes();
        // Content longer than the directory says is damage, so this is room enough.
        let size = self.archive.by_index_data(index).map_err(|_| Obstacle::Damaged)?.size();
        if size > most {
            return Err(Obstacle::Size);
        }
        let mut content = Vec::with_capacity(usize::try_from(size).map_err(|_| Obstacle::Size)?);
        let mut stream = self.stream(index, budget)?;
        let mut chunk = vec![0; CHUNK_BYTES];
        loop {
            let count = match stream.read(&mut chunk) {
                Ok(0) => return Ok(content),
                Ok(count) => count,
                Err(_) => return Err(stream.met.unwrap_or(Obstacle::Damaged)),
            };
            if (content.len() + count) as u64 > size {
                return Err(Obstacle::Damaged);
            }
            content.extend_from_slice(&chunk[..count]);
        }
    }

    /// The content of number `index`, inflated while it is read.
    ///
    /// # Errors
    /// Encryption or damage; a limit is met while reading, see [`Stream::met`].
    pub(super) fn stream<'s>(&'s mut self, index: usize, budget: &'s mut Budget) -> Result<Stream<'s>, Obstacle> {
        let is_encrypted = self.archive.by_index_data(index).is_ok_and(|file| file.encrypted());
        if is_encrypted {
            return Err(Obstacle::Encrypted);
        }
        let file = self.archive.by_index(index).map_err(|error| match error {
            ZipError::UnsupportedArchive(_) => Obstacle::UnknownKind,
            _ => Obstacle::Damaged,
        })?;
        Ok(Stream { file: Box::new(file), budget, met: None })
    }
}

/// Where `mark` stands in `bytes`.
fn marks(bytes: &[u8], mark: [u8; 4]) -> impl Iterator<Item = usize> {
    let mut at = 0;
    std::iter::from_fn(move || {
        while let Some(next) = bytes.get(at..)?.iter().position(|byte| *byte == mark[0]) {
            at += next + 1;
            if bytes[at..].starts_with(&mark[1..]) {
                return Some(at - 1);
            }
        }
        None
    })
}

/// A file of an archive while it is read; ends with an error where a limit is met.
pub(super) struct Stream<'s> {
    file: Box<dyn Read + 's>,
    budget: &'s mut Budget,
    /// The limit met, when reading ended with an error for it.
    pub(super) met: Option<Obstacle>,
}

impl Stream<'_> {
    /// Why reading failed.
    pub(super) fn obstacle(&self) -> Obstacle {
        self.met.unwrap_or(Obstacle::Damaged)
    }

    /// Cells and text are counted while the stream is read.
    pub(super) fn budget(&mut self) -> &mut Budget {
        self.budget
    }
}

impl Read for Stream<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.file.read(buffer)?;
        if let Err(obstacle) = self.budget.take_inflated(count as u64) {
            self.met = Some(obstacle);
            return Err(io::Error::other("limit"));
        }
        Ok(count)
    }
}
