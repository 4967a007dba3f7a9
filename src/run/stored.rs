//! Bytes that can be read at any place and as often as needed: a file, or what came in on standard input. Knows nothing
//! of what is in them.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::sync::{Arc, Mutex, PoisonError};

/// Standard input up to this size is kept in memory, beyond it in a temporary file without a name, which is gone when
/// the program ends, however it ends.
const KEPT_IN_MEMORY_BYTES: u64 = 16 << 20;

/// Bytes that stay where they are.
#[derive(Debug)]
pub enum Stored {
    /// In memory.
    Memory(Arc<[u8]>),
    /// In a file, which is read by one at a time.
    File(Mutex<File>),
}

impl Stored {
    /// Reads `source` to its end and keeps what it held.
    ///
    /// # Errors
    /// It cannot be read, or what it holds cannot be written to the disk.
    pub fn keep(mut source: impl Read) -> io::Result<Self> {
        let mut bytes = Vec::new();
        source.by_ref().take(KEPT_IN_MEMORY_BYTES + 1).read_to_end(&mut bytes)?;
        if bytes.len() as u64 <= KEPT_IN_MEMORY_BYTES {
            return Ok(Stored::Memory(bytes.into()));
        }
        let mut file = tempfile::tempfile()?;
        file.write_all(&bytes)?;
        drop(bytes);
        io::copy(&mut source, &mut file)?;
        Ok(Stored::File(Mutex::new(file)))
    }

    /// How many bytes there are.
    ///
    /// # Errors
    /// The file cannot be asked.
    pub fn size_bytes(&self) -> io::Result<u64> {
        match self {
            Stored::Memory(bytes) => Ok(bytes.len() as u64),
            Stored::File(file) => Ok(file.lock().unwrap_or_else(PoisonError::into_inner).metadata()?.len()),
        }
    }

    /// The `length` bytes from `start` on.
    ///
    /// # Errors
    /// They cannot be read, or there are fewer.
    pub fn read(&self, start: u64, length: u64) -> io::Result<Arc<[u8]>> {
        let length = usize::try_from(length).map_err(|_| io::ErrorKind::OutOfMemory)?;
        match self {
            Stored::Memory(bytes) => {
                let start = usize::try_from(start).map_err(|_| io::ErrorKind::UnexpectedEof)?;
                let end = start.checked_add(length).ok_or(io::ErrorKind::UnexpectedEof)?;
                if (start, end) == (0, bytes.len()) {
                    return Ok(Arc::clone(bytes));
                }
                Ok(bytes.get(start..end).ok_or(io::ErrorKind::UnexpectedEof)?.into())
            }
            Stored::File(file) => {
                // Read where it stays: a vector would be copied into the `Arc`, and be there twice.
                let mut bytes: Arc<[u8]> = std::iter::repeat_n(0, length).collect();
                let place = Arc::get_mut(&mut bytes).expect("nobody else has it yet");
                let mut file = file.lock().unwrap_or_else(PoisonError::into_inner);
                file.seek(SeekFrom::Start(start))?;
                file.read_exact(place)?;
                drop(file);
                Ok(bytes)
            }
        }
    }
}

/// Reads from the top to the end, whoever else reads meanwhile.
#[derive(Debug)]
pub struct FromTop {
    stored: Arc<Stored>,
    position: u64,
}

impl FromTop {
    /// At the top.
    #[must_use]
    pub const fn new(stored: Arc<Stored>) -> Self {
        Self { stored, position: 0 }
    }
}

impl Read for FromTop {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = match &*self.stored {
            Stored::Memory(bytes) => {
                let start = usize::try_from(self.position).unwrap_or(usize::MAX).min(bytes.len());
                (&bytes[start..]).read(buffer)?
            }
            Stored::File(file) => {
                let mut file = file.lock().unwrap_or_else(PoisonError::into_inner);
                file.seek(SeekFrom::Start(self.position))?;
                file.read(buffer)?
            }
        };
        self.position += read as u64;
        Ok(read)
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail loudly")]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_is_read_again_at_any_place_in_memory_and_on_disk() {
        for size_bytes in [0, 5, KEPT_IN_MEMORY_BYTES, KEPT_IN_MEMORY_BYTES + 7] {
            let bytes: Vec<u8> = (0..size_bytes).map(|byte| (byte % 251) as u8).collect();
            let stored = Arc::new(Stored::keep(bytes.as_slice()).unwrap());
            assert_eq!(matches!(*stored, Stored::File(_)), size_bytes > KEPT_IN_MEMORY_BYTES);
            assert_eq!(stored.size_bytes().unwrap(), size_bytes);
            let mut read = Vec::new();
            let mut from_top = FromTop::new(Arc::clone(&stored));
            from_top.by_ref().take(3).read_to_end(&mut read).unwrap();
            let last = size_bytes.saturating_sub(4);
            assert_eq!(*stored.read(last, size_bytes - last).unwrap(), bytes[last as usize..]);
            from_top.read_to_end(&mut read).unwrap();
            assert!(read == bytes, "{size_bytes}");
            assert!(stored.read(last, 5).is_err());
        }
    }
}
