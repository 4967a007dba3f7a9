//! The file of a part of a mailing: what it was made with, a record for each draft, an end that says how many. Written in
//! one go, read record by record. It comes from another machine, so it is looked through as a whole before anything of it
//! is used; memory is bounded by one record and the digests.
//!
//! It holds the texts of drafts with findings and is as private as the drafts themselves.

mod made_with;
mod record;

pub use made_with::MadeWith;
pub use record::PartDraft;

use crate::facts::mailing::digest::DraftDigest;
use crate::facts::mailing::key::{Key, KeyWriter};
use crate::report::Outcome;
use crate::run::mailing::pieces::Pieces;
use record::Record;
use serde::{Deserialize, Serialize};
use std::fs::File;
use std::io::{self, BufReader, Read, Seek, Write};
use std::path::{Path, PathBuf};

/// What the file begins with; the last byte but one is the version of the form.
const HEADER: &[u8] = b"mailcheck-digest 1\n";
/// A draft of 4 MB of text, which is as much as is read of one, has far less.
const LARGEST_RECORD_BYTES: usize = 64 << 20;
const DRAFT: u8 = 1;
const END: u8 = 2;

/// Why a part cannot be written or used.
#[derive(Debug, thiserror::Error, miette::Diagnostic)]
pub enum PartError {
    /// The system says no.
    #[error("`{path}` cannot be read: {error}", path = .path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// Why.
        error: io::Error,
    },
    /// The system says no.
    #[error("the digest cannot be written: {0}")]
    Write(io::Error),
    /// One draft is too much.
    #[error("`{path}`, message {message}: what is found in it is more than a digest holds")]
    #[diagnostic(help("check this draft alone"))]
    TooLarge {
        /// The draft.
        path: String,
        /// Its number in its file.
        message: u32,
    },
    /// Something else than a part.
    #[error("`{path}` is no digest of mailcheck", path = .path.display())]
    #[diagnostic(help("a digest is written by `mailcheck digest PATH... --output FILE`"))]
    Foreign {
        /// The file.
        path: PathBuf,
    },
    /// A part in another form.
    #[error("`{path}` is a digest in a form that this version does not know", path = .path.display())]
    #[diagnostic(help("make all parts with the version that joins them"))]
    OtherForm {
        /// The file.
        path: PathBuf,
    },
    /// It is not as it was written.
    #[error("`{path}` is damaged or was not written to its end", path = .path.display())]
    #[diagnostic(help("make this part again"))]
    Damaged {
        /// The file.
        path: PathBuf,
    },
    /// It does not go together with this run.
    #[error("`{path}` was made with {what}", path = .path.display())]
    #[diagnostic(help("{help}"))]
    MadeWith {
        /// The file.
        path: PathBuf,
        /// What is different.
        what: String,
        /// What to do.
        help: String,
    },
    /// The same drafts a second time.
    #[error("`{path}` is the same part as `{other}`", path = .path.display(), other = .other.display())]
    #[diagnostic(help("give each part once"))]
    Twice {
        /// The file.
        path: PathBuf,
        /// The one before it.
        other: PathBuf,
    },
}

/// What stands at the end of a part.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct PartEnd {
    /// Records before it.
    pub drafts: u64,
    /// Files that ignore files kept out of the walk.
    pub ignored: u64,
    /// A folder was walked.
    pub has_walked: bool,
    /// Folders named that hold no draft, as shown.
    pub without_draft: Vec<String>,
    /// Which allowances let something pass, in the order of the settings.
    pub used_allowances: Vec<bool>,
}

/// Writes a part.
pub struct PartWriter<'w> {
    out: &'w mut dyn Write,
    drafts: u64,
    written: KeyWriter,
}

impl<'w> PartWriter<'w> {
    /// Begins a part.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn new(out: &'w mut dyn Write, made_with: &MadeWith) -> Result<Self, PartError> {
        out.write_all(HEADER).map_err(PartError::Write)?;
        let mut writer = Self { out, drafts: 0, written: KeyWriter::default() };
        writer.frame(0, &encoded(made_with)?)?;
        Ok(writer)
    }

    /// Writes the next draft.
    ///
    /// # Errors
    /// It cannot be written, or is too large.
    pub fn draft(
        &mut self,
        outcome: Outcome,
        is_sender_known: bool,
        left: Option<(DraftDigest, Pieces)>,
    ) -> Result<(), PartError> {
        let (path, message) = (outcome.path.clone(), outcome.message);
        let record = encoded(&Record::of(outcome, is_sender_known, left))?;
        if record.len() > LARGEST_RECORD_BYTES {
            return Err(PartError::TooLarge { path, message });
        }
        self.drafts += 1;
        self.frame(DRAFT, &record)
    }

    /// Writes the end; without it a part counts as damaged.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn end(mut self, end: PartEnd) -> Result<(), PartError> {
        self.frame(END, &encoded(&PartEnd { drafts: self.drafts, ..end })?)?;
        let key = self.written.key().number().to_le_bytes();
        self.out.write_all(&key).and_then(|()| self.out.flush()).map_err(PartError::Write)
    }

    fn frame(&mut self, kind: u8, bytes: &[u8]) -> Result<(), PartError> {
        let length = u32::try_from(bytes.len()).unwrap_or(u32::MAX).to_le_bytes();
        let head = [kind, length[0], length[1], length[2], length[3]];
        for piece in [head.as_slice(), bytes] {
            self.written.add(piece);
            self.out.write_all(piece).map_err(PartError::Write)?;
        }
        Ok(())
    }
}

fn encoded(value: &impl Serialize) -> Result<Vec<u8>, PartError> {
    postcard::to_allocvec(value).map_err(|error| PartError::Write(io::Error::other(error)))
}

/// A part that was looked through and found whole.
#[derive(Debug)]
pub struct Part {
    path: PathBuf,
    file: BufReader<File>,
    /// Where the frames of its drafts begin.
    starts: Vec<u64>,
    /// Rows that a roster has.
    roster_rows: usize,
    /// What it says at its end.
    pub end: PartEnd,
    /// Of all it holds: two parts with the same are the same.
    pub key: Key,
}

impl Part {
    /// Looks through a part. `roster_rows`: how many rows the roster of this run has.
    ///
    /// # Errors
    /// It cannot be read, is none, is damaged, or was made with something else than `made_with`.
    pub fn open(path: &Path, made_with: &MadeWith, roster_rows: usize) -> Result<Self, PartError> {
        let failed = |error| PartError::Read { path: path.to_owned(), error };
        let damaged = || PartError::Damaged { path: path.to_owned() };
        if std::fs::metadata(path).map_err(failed)?.is_dir() {
            return Err(failed(io::ErrorKind::IsADirectory.into()));
        }
        let mut file = BufReader::new(File::open(path).map_err(failed)?);
        let mut header = [0; HEADER.len()];
        match file.read_exact(&mut header) {
            Err(error) if error.kind() != io::ErrorKind::UnexpectedEof => return Err(failed(error)),
            Err(_) => return Err(PartError::Foreign { path: path.to_owned() }),
            Ok(()) if header == *HEADER => {}
            Ok(()) if header.starts_with(&HEADER[..HEADER.len() - 2]) => {
                return Err(PartError::OtherForm { path: path.to_owned() });
            }
            Ok(()) => return Err(PartError::Foreign { path: path.to_owned() }),
        }
        let mut read = KeyWriter::default();
        let mut at = HEADER.len() as u64;
        let mut next = |file: &mut BufReader<File>| -> Result<(u8, Vec<u8>), PartError> {
            let (kind, bytes) = frame(file).map_err(failed)?.ok_or_else(damaged)?;
            let length = u32::try_from(bytes.len()).unwrap_or(u32::MAX).to_le_bytes();
            read.add(&[kind, length[0], length[1], length[2], length[3]]);
            read.add(&bytes);
            Ok((kind, bytes))
        };
        let (_, bytes) = next(&mut file)?;
        at += frame_bytes(&bytes);
        let theirs: MadeWith = postcard::from_bytes(&bytes).map_err(|_| {
            // What it was made with is written in other words by other versions.
            PartError::OtherForm { path: path.to_owned() }
        })?;
        if let Some((what, help)) = made_with.difference_from(&theirs) {
            return Err(PartError::MadeWith { path: path.to_owned(), what, help });
        }
        let mut starts = Vec::new();
        let end = loop {
            let (kind, bytes) = next(&mut file)?;
            match kind {
                DRAFT => {
                    // Read now, so that nothing is reported of a part that turns out to be damaged.
                    draft_of(&bytes, roster_rows).ok_or_else(damaged)?;
                    starts.push(at);
                }
                END => break postcard::from_bytes::<PartEnd>(&bytes).map_err(|_| damaged())?,
                _ => return Err(damaged()),
            }
            at += frame_bytes(&bytes);
        };
        let mut key = [0; 8];
        file.read_exact(&mut key).map_err(|_| damaged())?;
        let is_at_end = matches!(file.read(&mut [0]), Ok(0));
        let key = Key::from_number(u64::from_le_bytes(key)).filter(|key| *key == read.key()).ok_or_else(damaged)?;
        if !is_at_end || end.drafts != starts.len() as u64 {
            return Err(damaged());
        }
        Ok(Self { path: path.to_owned(), file, starts, roster_rows, end, key })
    }

    /// The file.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// How many drafts it has.
    #[must_use]
    pub fn drafts(&self) -> usize {
        self.starts.len()
    }

    /// The draft of that number, from 0.
    ///
    /// # Errors
    /// The file is not any more what it was.
    pub fn draft(&mut self, number: usize) -> Result<PartDraft, PartError> {
        let failed = |error| PartError::Read { path: self.path.clone(), error };
        let damaged = || PartError::Damaged { path: self.path.clone() };
        let start = *self.starts.get(number).ok_or_else(damaged)?;
        let here = self.file.stream_position().map_err(failed)?;
        // Drafts are mostly read in order: what is in the buffer stays there.
        let step = i64::try_from(i128::from(start) - i128::from(here)).unwrap_or(i64::MAX);
        self.file.seek_relative(step).map_err(failed)?;
        match frame(&mut self.file).map_err(failed)? {
            Some((DRAFT, bytes)) => draft_of(&bytes, self.roster_rows).ok_or_else(damaged),
            _ => Err(damaged()),
        }
    }
}

/// The next frame; `None` when it is cut off or larger than any of ours.
fn frame(file: &mut BufReader<File>) -> io::Result<Option<(u8, Vec<u8>)>> {
    let mut head = [0; 5];
    match file.read_exact(&mut head) {
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(None),
        read => read?,
    }
    let length = u32::from_le_bytes([head[1], head[2], head[3], head[4]]) as usize;
    if length > LARGEST_RECORD_BYTES {
        return Ok(None);
    }
    // A length is a claim: memory is taken for what is really there.
    let mut bytes = Vec::new();
    file.by_ref().take(length as u64).read_to_end(&mut bytes)?;
    Ok((bytes.len() == length).then_some((head[0], bytes)))
}

/// Bytes of a frame with this in it.
fn frame_bytes(bytes: &[u8]) -> u64 {
    5 + bytes.len() as u64
}

fn draft_of(bytes: &[u8], roster_rows: usize) -> Option<PartDraft> {
    let (record, rest): (Record, &[u8]) = postcard::take_from_bytes(bytes).ok()?;
    if rest.is_empty() { record.read(roster_rows) } else { None }
}

#[cfg(test)]
mod tests;
