//! The folder of a loop guard: a lock, a secret, and the messages of the last minutes. Nobody but its owner can read it
//! where the system knows owners. Knows no time.

use super::{GuardNote, MOST_BYTES, MOST_MESSAGES, Message};
use crate::facts::mailing::key::{KeyWriter, Secret};
use crate::lang::Bilingual;
use std::fs::{File, OpenOptions, TryLockError};
use std::hash::{BuildHasher, RandomState};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// What the file of messages begins with.
const HEADER: &[u8] = b"mailcheck-guard 1\n";
const LOCK: &str = "mailcheck-guard.lock";
const SECRET: &str = "mailcheck-guard.secret";
const MESSAGES: &str = "mailcheck-guard.recent";
/// Becomes the file of messages when it is whole.
const UNFINISHED: &str = "mailcheck-guard.unfinished";
/// Nobody works in it for longer.
const LONGEST_WAIT: Duration = Duration::from_secs(10);

/// Why a guard cannot do its work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Trouble {
    /// The folder cannot be used, with the reason.
    Unusable(String),
    /// Others may write into it.
    Open,
    /// A file of that name is none of ours.
    Foreign(&'static str),
    /// What was remembered is lost, and remembering begins anew.
    Damaged,
    /// Another process did not give it free.
    Locked,
}

impl Trouble {
    /// In words for people.
    pub(super) fn note(&self, folder: &str) -> GuardNote {
        let (en, ja) = match self {
            Trouble::Unusable(reason) => (
                format!("{folder}: the loop guard cannot be used: {reason}; messages were checked without it"),
                format!("{folder}：ループ検知のフォルダーを使えません（{reason}）。ループ検知なしで検査しました"),
            ),
            Trouble::Open => (
                format!(
                    "{folder}: others may write into the folder of the loop guard; messages were checked without it"
                ),
                format!("{folder}：ループ検知のフォルダーに他人が書き込めます。ループ検知なしで検査しました"),
            ),
            Trouble::Foreign(name) => (
                format!("{folder}/{name}: this file is none of the loop guard's; messages were checked without it"),
                format!("{folder}/{name}：ループ検知のファイルではありません。ループ検知なしで検査しました"),
            ),
            Trouble::Damaged => (
                format!("{folder}: the record of the loop guard was damaged and begins anew"),
                format!("{folder}：ループ検知の記録が壊れていたため、新しく作り直しました"),
            ),
            Trouble::Locked => (
                format!("{folder}: another program keeps the loop guard locked; messages were checked without it"),
                format!(
                    "{folder}：ループ検知のフォルダーを別のプログラムが使い続けています。ループ検知なしで検査しました"
                ),
            ),
        };
        GuardNote { text: Bilingual { en, ja }, is_failure: *self != Trouble::Damaged }
    }
}

impl From<io::Error> for Trouble {
    fn from(error: io::Error) -> Self {
        Trouble::Unusable(error.to_string())
    }
}

/// A folder that nobody else works in until this goes.
pub(super) struct Folder {
    path: PathBuf,
    /// Gives the lock back when it is closed.
    _lock: File,
}

impl Folder {
    /// Makes the folder when there is none, and waits for its turn.
    pub(super) fn open(path: &Path) -> Result<Self, Trouble> {
        make(path)?;
        let lock = private(OpenOptions::new().write(true).create(true).truncate(false)).open(ordinary(path, LOCK)?)?;
        let began = Instant::now();
        loop {
            match lock.try_lock() {
                Ok(()) => return Ok(Self { path: path.to_owned(), _lock: lock }),
                Err(TryLockError::WouldBlock) if began.elapsed() < LONGEST_WAIT => {
                    std::thread::sleep(Duration::from_millis(2));
                }
                Err(TryLockError::WouldBlock) => return Err(Trouble::Locked),
                Err(TryLockError::Error(error)) => return Err(error.into()),
            }
        }
    }

    /// What keys are made with; made up when there is none yet.
    pub(super) fn secret(&self) -> Result<Secret, Trouble> {
        let path = ordinary(&self.path, SECRET)?;
        if let Some(bytes) = read(&path, size_of::<Secret>())? {
            return Secret::try_from(bytes).map_err(|_| Trouble::Foreign(SECRET));
        }
        let secret = chance();
        self.write(SECRET, &secret)?;
        Ok(secret)
    }

    /// What was remembered; nothing when there is no record yet.
    pub(super) fn messages(&self) -> Result<Vec<Message>, Trouble> {
        let path = ordinary(&self.path, MESSAGES)?;
        let Some(bytes) = read(&path, HEADER.len() + MOST_BYTES + 16)? else { return Ok(Vec::new()) };
        let Some(record) = bytes.strip_prefix(HEADER) else { return Err(Trouble::Foreign(MESSAGES)) };
        match postcard::take_from_bytes::<Vec<Message>>(record) {
            Ok((messages, [])) if messages.len() <= MOST_MESSAGES => Ok(messages),
            _ => Err(Trouble::Damaged),
        }
    }

    /// Remembers these from now on.
    pub(super) fn keep(&self, messages: &[Message]) -> Result<(), Trouble> {
        let record = postcard::to_allocvec(messages).map_err(|error| Trouble::Unusable(error.to_string()))?;
        self.write(MESSAGES, &[HEADER, &record].concat())
    }

    /// Writes a file whole: a process that ends in the middle leaves the old one.
    fn write(&self, name: &'static str, bytes: &[u8]) -> Result<(), Trouble> {
        let unfinished = ordinary(&self.path, UNFINISHED)?;
        private(OpenOptions::new().write(true).create(true).truncate(true)).open(&unfinished)?.write_all(bytes)?;
        Ok(std::fs::rename(&unfinished, self.path.join(name))?)
    }
}

/// The path of a file of ours. A link could lead anywhere, and opening a pipe would wait.
fn ordinary(folder: &Path, name: &'static str) -> Result<PathBuf, Trouble> {
    let path = folder.join(name);
    match std::fs::symlink_metadata(&path) {
        Ok(found) if !found.is_file() => Err(Trouble::Foreign(name)),
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error.into()),
        _ => Ok(path),
    }
}

/// The file's bytes, one more than `most` at most; `None` when there is no such file.
fn read(path: &Path, most: usize) -> io::Result<Option<Vec<u8>>> {
    let file = match File::open(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        file => file?,
    };
    let mut bytes = Vec::new();
    file.take(most as u64 + 1).read_to_end(&mut bytes)?;
    Ok(Some(bytes))
}

/// Bytes that nobody can guess. The standard library asks the system for the seeds of its hash tables, which are there
/// to keep strangers from foreseeing them: 128 bits, made into as many as a secret has.
fn chance() -> Secret {
    let seed = RandomState::new();
    let mut secret = Secret::default();
    for (number, bytes) in secret.chunks_exact_mut(8).enumerate() {
        let mut writer = KeyWriter::default();
        for part in 0..4_u64 {
            writer.add(&seed.hash_one((number, part)).to_be_bytes());
        }
        bytes.copy_from_slice(&writer.key().number().to_be_bytes());
    }
    secret
}

#[cfg(unix)]
fn make(path: &Path) -> Result<(), Trouble> {
    use std::os::unix::fs::{DirBuilderExt, PermissionsExt};
    std::fs::DirBuilder::new().recursive(true).mode(0o700).create(path)?;
    let mode = std::fs::metadata(path)?.permissions().mode();
    if mode & 0o022 == 0 { Ok(()) } else { Err(Trouble::Open) }
}

/// Folders below one's own belong to their maker there.
#[cfg(not(unix))]
fn make(path: &Path) -> Result<(), Trouble> {
    Ok(std::fs::create_dir_all(path)?)
}

#[cfg(unix)]
fn private(options: &mut OpenOptions) -> &mut OpenOptions {
    use std::os::unix::fs::OpenOptionsExt;
    options.mode(0o600)
}

#[cfg(not(unix))]
fn private(options: &mut OpenOptions) -> &mut OpenOptions {
    options
}
