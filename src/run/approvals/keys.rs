//! Whose keys count and which count no more, as the files say *now*: a server runs for months, and a key that was called back
//! must not count until it is started again.

use super::Unusable;
use super::files::{read_bytes, said};
use crate::approval::allowed_signers::AllowedSigners;
use crate::approval::signature::Revoked;
use crate::lang::Bilingual;
use crate::settings::ApprovalSettings;
use jiff::{SignedDuration, Timestamp};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

/// After so long the files are read whatever their times say: who copies a file may keep its time and length.
const KEPT: SignedDuration = SignedDuration::from_secs(20);

/// The two files of the settings.
#[derive(Debug)]
pub(super) struct KeyFiles {
    signers: Option<PathBuf>,
    revoked: Option<PathBuf>,
    held: Mutex<Held>,
}

#[derive(Debug)]
struct Held {
    stamps: [Option<Stamp>; 2],
    read_at: Timestamp,
    keys: Arc<Keys>,
}

/// Time and length of a file.
type Stamp = (SystemTime, u64);

/// What the files say.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Keys {
    pub(super) signers: AllowedSigners,
    pub(super) revoked: Revoked,
    /// Why nobody's key counts: a file cannot be read any more.
    pub(super) unusable: Option<Unusable>,
}

impl KeyFiles {
    /// Reads both.
    pub(super) fn new(settings: &ApprovalSettings) -> Result<Self, Unusable> {
        let (signers, revoked) = (settings.signers.clone(), settings.revoked.clone());
        let stamps = stamps(&signers, &revoked);
        let keys = Arc::new(read(signers.as_deref(), revoked.as_deref())?);
        let held = Mutex::new(Held { stamps, read_at: Timestamp::now(), keys });
        Ok(Self { signers, revoked, held })
    }

    /// What they say at `now`. The same pointer as before when nothing has changed.
    pub(super) fn at(&self, now: Timestamp) -> Arc<Keys> {
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        let stamps = stamps(&self.signers, &self.revoked);
        let is_fresh = now >= held.read_at && now.duration_since(held.read_at) < KEPT;
        if is_fresh && stamps == held.stamps && held.keys.unusable.is_none() {
            return Arc::clone(&held.keys);
        }
        let keys = read(self.signers.as_deref(), self.revoked.as_deref()).unwrap_or_else(|unusable| Keys {
            signers: AllowedSigners::default(),
            revoked: Revoked::default(),
            unusable: Some(unusable),
        });
        if keys != *held.keys {
            held.keys = Arc::new(keys);
        }
        (held.stamps, held.read_at) = (stamps, now);
        Arc::clone(&held.keys)
    }
}

fn stamps(signers: &Option<PathBuf>, revoked: &Option<PathBuf>) -> [Option<Stamp>; 2] {
    [signers, revoked].map(|file| {
        let metadata = file.as_ref()?.metadata().ok()?;
        Some((metadata.modified().ok()?, metadata.len()))
    })
}

fn read(signers: Option<&Path>, revoked: Option<&Path>) -> Result<Keys, Unusable> {
    let bytes = |file: &Path| read_bytes(file).map_err(|why| unusable(file, why));
    let mut keys = Keys { signers: AllowedSigners::default(), revoked: Revoked::default(), unusable: None };
    if let Some(file) = signers {
        keys.signers = AllowedSigners::read(&bytes(file)?);
    }
    if let Some(file) = revoked {
        keys.revoked = Revoked::read(&bytes(file)?).map_err(|line| unusable(file, not_revoked(line)))?;
    }
    Ok(keys)
}

fn unusable(file: &Path, why: Bilingual) -> Unusable {
    Unusable { file: file.to_owned(), why }
}

fn not_revoked(line: usize) -> Bilingual {
    match line {
        0 => said(
            "a list in OpenSSH's binary form is not read: write the public keys, one a line",
            "OpenSSH のバイナリー形式の失効リストは読めません。公開鍵を 1 行に 1 つ書いてください",
        ),
        line => said(&format!("line {line} is no public key"), &format!("{line} 行目が公開鍵ではありません")),
    }
}
