//! `--loop-guard`: a program that sends one message after another has each of them checked by a process of its own, and
//! none of these sees the others. So each leaves, for some minutes, whom its message goes to. What is left tells nobody
//! anything: keys of addresses and subjects, made with a secret that never leaves the folder. Knows no rule.
//!
//! A guard that cannot do its work never keeps a message from being checked; it says so, and the run ends as one in which
//! something could not be checked.

mod folder;

use crate::draft::{Draft, RecipientField};
use crate::facts::mailing::digest::{DraftDigest, Place, Reader};
use crate::facts::mailing::key::{Key, Secret};
use crate::facts::mailing::sending::{sender_key, subject_key};
use crate::lang::Bilingual;
use folder::{Folder, Trouble};
use serde::{Deserialize, Serialize};
use std::path::PathBuf;
use std::sync::Mutex;

/// How long a message is remembered when nobody says otherwise.
pub const DEFAULT_MINUTES: u64 = 10;
/// Messages that are remembered at most; the oldest go first.
const MOST_MESSAGES: usize = 512;
/// Bytes that they take at most on disk.
const MOST_BYTES: usize = 64 * 1024;
/// Recipients that are remembered of one message: a loop is told by fewer.
const MOST_READERS: usize = 256;

/// Where and how long to remember, and what time it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GuardOptions {
    /// The folder; made when there is none.
    pub folder: PathBuf,
    /// How long a message is remembered.
    pub minutes: u64,
    /// Seconds since 1970.
    pub now: i64,
}

/// Remembers messages from process to process.
#[derive(Debug)]
pub struct Guard {
    options: GuardOptions,
    trouble: Mutex<Vec<Trouble>>,
}

/// What a guard has to say at the end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GuardNote {
    /// For people.
    pub text: Bilingual,
    /// Messages were checked without it: the run has failed.
    pub is_failure: bool,
}

/// A message that was checked a short time ago.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Message {
    /// Seconds since 1970.
    time: i64,
    sender: Key,
    subject: Key,
    readers: Vec<Remembered>,
}

/// A recipient of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
struct Remembered {
    address: Key,
    party: Option<Key>,
    /// Place in [`RecipientField::ALL`].
    field: u8,
    is_visible: bool,
    external: Option<bool>,
}

impl Guard {
    /// A guard that has not looked into its folder yet.
    #[must_use]
    pub fn new(options: GuardOptions) -> Self {
        Self { options, trouble: Mutex::default() }
    }

    /// The messages of the same sender and subject that were checked a short time ago, and this one as the last, which
    /// is remembered from now on. This one alone when the guard cannot do its work.
    pub fn messages_up_to(&self, draft: &Draft, digest: &DraftDigest) -> Vec<DraftDigest> {
        match self.remember(draft, digest) {
            Ok(before) => before,
            Err(trouble) => {
                self.note(trouble);
                vec![digest.clone()]
            }
        }
    }

    /// What is to be said at the end of a run; each thing once.
    #[must_use]
    pub fn notes(&self) -> Vec<GuardNote> {
        let folder = super::drafts::shown_path(&self.options.folder).0;
        let trouble = self.trouble.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        trouble.iter().map(|trouble| trouble.note(&folder)).collect()
    }

    fn note(&self, trouble: Trouble) {
        let mut known = self.trouble.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if !known.contains(&trouble) {
            known.push(trouble);
        }
    }

    fn remember(&self, draft: &Draft, digest: &DraftDigest) -> Result<Vec<DraftDigest>, Trouble> {
        let folder = Folder::open(&self.options.folder)?;
        let secret = folder.secret()?;
        let mut messages = match folder.messages() {
            Err(trouble @ Trouble::Damaged) => {
                self.note(trouble);
                Vec::new()
            }
            messages => messages?,
        };
        let now = self.options.now;
        let longest = self.options.minutes.saturating_mul(60);
        // A clock that was set back makes messages of the future; they go as well, else they would stay for ever.
        messages.retain(|message| message.time.abs_diff(now) < longest);
        let current = Message::of(draft, digest, now, &secret);
        let is_related = |message: &&Message| message.sender == current.sender && message.subject == current.subject;
        // The same message a second time is one that is tried again.
        messages.retain(|message| !(is_related(&message) && message.readers == current.readers));
        let mut related: Vec<DraftDigest> = messages.iter().filter(is_related).map(Message::digest).collect();
        messages.push(current);
        folder.keep(&bounded(messages))?;
        related.push(veiled(digest, &secret));
        Ok(related)
    }
}

/// The newest ones that there is room for.
fn bounded(mut messages: Vec<Message>) -> Vec<Message> {
    messages.sort_by_key(|message| message.time);
    let mut bytes = 0;
    let fits = |message: &&Message| {
        bytes += message.largest_bytes();
        bytes <= MOST_BYTES
    };
    let count = messages.iter().rev().take(MOST_MESSAGES).take_while(fits).count();
    messages.split_off(messages.len() - count)
}

/// The digest as those of messages that were remembered.
fn veiled(digest: &DraftDigest, secret: &Secret) -> DraftDigest {
    let readers = digest.readers.iter().map(|reader| Reader {
        address: reader.address.veiled(secret),
        party: reader.party.map(|party| party.veiled(secret)),
        ..*reader
    });
    DraftDigest { readers: readers.collect(), ..digest.clone() }
}

impl Message {
    fn of(draft: &Draft, digest: &DraftDigest, time: i64, secret: &Secret) -> Self {
        let readers = veiled(digest, secret);
        let readers = readers.readers.iter().take(MOST_READERS).map(|reader| Remembered {
            address: reader.address,
            party: reader.party,
            field: RecipientField::ALL.iter().position(|field| *field == reader.field).unwrap_or_default() as u8,
            is_visible: reader.is_visible,
            external: reader.external,
        });
        Self {
            time,
            sender: sender_key(draft).veiled(secret),
            subject: subject_key(draft).veiled(secret),
            readers: readers.collect(),
        }
    }

    fn digest(&self) -> DraftDigest {
        let readers = self.readers.iter().map(|reader| Reader {
            address: reader.address,
            party: reader.party,
            field: RecipientField::ALL.get(usize::from(reader.field)).copied().unwrap_or(RecipientField::Bcc),
            is_visible: reader.is_visible,
            external: reader.external,
            roster_row: None,
            place: Place::default(),
        });
        DraftDigest { readers: readers.collect(), ..DraftDigest::default() }
    }

    /// Bytes on disk, at most: keys take ten, times too.
    fn largest_bytes(&self) -> usize {
        3 * 10 + 3 + self.readers.len() * (10 + 11 + 1 + 1 + 2)
    }
}

#[cfg(test)]
mod tests;
