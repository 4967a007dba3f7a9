//! Approvals of a draft: found beside it and in the folder of the settings, read, and held against it. Only this file reads
//! them; what they mean is in `approval`.

mod files;
mod keys;
mod places;

use crate::approval::allowed_signers::{Flaw, LeftOut};
use crate::approval::canonical_text::sha256;
use crate::approval::components::{Component, Components, DRAFT_FORM, is_whole};
use crate::approval::difference;
use crate::approval::envelope;
use crate::approval::reason::{Reason, ReasonKey};
use crate::approval::signature::{Signed, Verifier};
use crate::approval::standing::{Approval, Refused, Standing};
use crate::approval::statement::{NAMESPACE, Statement};
use crate::approval::writer::{is_unknown, is_written_by};
use crate::draft::Draft;
use crate::lang::Bilingual;
use crate::settings::ApprovalSettings;
use files::{modified, read_text, said};
use jiff::{SignedDuration, Timestamp};
use keys::{KeyFiles, Keys};
use places::places;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

/// How the name of a statement's file ends.
pub const SUFFIX: &str = ".approval";
/// What is added to it for the signature below the statement.
pub const SIGNATURE_SUFFIX: &str = ".sig";
/// How the name of a statement about a mailing begins.
pub const MAILING_PREFIX: &str = "mailing-";
/// Hexadecimal digits of a digest in the name of a file.
pub const NAME_DIGITS: usize = 16;
/// Files that are looked into for one draft; who finds more has a folder that nobody clears.
const MOST_FILES: usize = 4096;
/// So long a statement about many drafts, and a folder's list, are not read again: keys expire, signatures come later, and times
/// of files are coarse.
const KEPT: SignedDuration = SignedDuration::from_secs(20);
/// Clocks of two machines differ by less.
const CLOCKS_DIFFER: SignedDuration = SignedDuration::from_mins(5);

/// Whose keys count and where approvals lie: made ready once.
#[derive(Debug)]
pub struct Approvals {
    settings: ApprovalSettings,
    keys: KeyFiles,
    /// Hash of the table that this run's mailing was made from.
    roster: Option<String>,
    folders: Mutex<HashMap<PathBuf, Listed>>,
    mailings: Mutex<HashMap<PathBuf, ReadMailing>>,
}

/// A statement about a mailing, as long as neither its file nor the keys change.
type ReadMailing = (Option<SystemTime>, Timestamp, Arc<Keys>, Arc<Examined>);

/// The approvals in a folder, as long as it does not change.
type Listed = (Option<SystemTime>, Timestamp, Arc<Vec<String>>);

/// A file that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unusable {
    /// As the settings name it.
    pub file: PathBuf,
    /// What is wrong with it.
    pub why: Bilingual,
}

/// A statement whose signature was looked at.
#[derive(Debug, Clone)]
pub struct Examined {
    /// `None` when the file is no statement.
    pub statement: Option<Statement>,
    /// Why it counts for nothing, whatever the draft.
    pub flaw: Option<Reason>,
    /// Who signed it, when nothing is wrong with that.
    pub signed: Option<Signed>,
}

impl Examined {
    /// When the approval or its key ends, whichever is first; `None` when neither does.
    #[must_use]
    pub fn valid_until(&self) -> Option<Timestamp> {
        let approval = self.statement.as_ref().and_then(|statement| statement.expires_at);
        let key = self.signed.as_ref().and_then(|signed| signed.valid_until);
        [approval, key].into_iter().flatten().min()
    }
}

impl Approvals {
    /// Reads whose keys count.
    ///
    /// # Errors
    /// A file of the settings cannot be read.
    pub fn new(settings: &ApprovalSettings) -> Result<Self, Unusable> {
        let (settings, keys) = (settings.clone(), KeyFiles::new(settings)?);
        Ok(Self { settings, keys, roster: None, folders: Mutex::default(), mailings: Mutex::default() })
    }

    /// The same for a run that is told the table that its mailing was made from: an approval of another one does not count.
    #[must_use]
    pub fn with_roster(mut self, table: Option<&str>) -> Self {
        self.roster = table.map(|text| sha256(text.as_bytes()));
        self
    }

    /// Lines of the file of keys that count for nobody, each with the reason.
    #[must_use]
    pub fn left_out(&self) -> Vec<LeftOut> {
        let Some(file) = &self.settings.signers else { return Vec::new() };
        let keys = self.keys.at(Timestamp::now());
        let told = |(line, flaw): (usize, &Flaw)| LeftOut { file: file.clone(), line, why: flaw.told() };
        keys.signers.left_out().map(told).collect()
    }

    /// Every address of whoever has a key with which `approver` may sign, and that address itself, in lower case.
    #[must_use]
    pub fn people_of(&self, approver: &str) -> Vec<String> {
        let mut people = self.keys.at(Timestamp::now()).signers.people_of(approver);
        people.push(approver.to_lowercase());
        people
    }

    /// Every approval of `draft` that can be found. `path` is `None` for a message that no file holds.
    #[must_use]
    pub fn standing(&self, draft: &Draft, path: Option<&Path>, now: Timestamp) -> Standing {
        let present = envelope::components(draft);
        let mut standing = Standing { now, is_writer_unknown: is_unknown(draft), ..Standing::default() };
        let digest = present.digest();
        let short: String = digest.trim_start_matches("sha256:").chars().take(NAME_DIGITS).collect();
        let mut seen = Vec::new();
        for place in places(path, self.settings.folder.as_ref(), short) {
            let names = self.names_in(&place.folder, now);
            let (own, mailings): (Vec<&String>, Vec<&String>) = names
                .iter()
                .filter(|name| place.has(name) || name.starts_with(MAILING_PREFIX))
                .partition(|name| place.has(name));
            if own.len() > MOST_FILES || mailings.len() > MOST_FILES {
                let why = Reason::new(
                    ReasonKey::TooManyFiles,
                    &format!("holds more than {MOST_FILES} approvals, and the rest was not read"),
                    &format!("には承認のファイルが {MOST_FILES} 件より多くあり、残りは読んでいません"),
                );
                let (approver, file) = (place.folder.display().to_string(), place.folder.clone());
                standing.refused.push(Refused { approver, why, file });
            }
            for name in own.into_iter().take(MOST_FILES) {
                let file = place.folder.join(name);
                let read = self.read(&file, now);
                seen.push((file, read));
            }
            for name in mailings.into_iter().take(MOST_FILES) {
                let file = place.folder.join(name);
                let read = self.read_mailing(&file, now);
                let is_in = read.statement.as_ref().is_some_and(|statement| has_draft(statement, &digest));
                standing.is_in_mailing |= is_in;
                // Beside the draft it is about drafts that lie here; in the folder of the settings it may be about any.
                if is_in || place.is_beside {
                    seen.push((file, Arc::unwrap_or_clone(read)));
                }
            }
        }
        for (file, read) in seen {
            match self.judge(read, file, &present, draft) {
                Ok(approval) => standing.valid.push(approval),
                Err(refused) => standing.refused.push(*refused),
            }
        }
        standing
    }

    /// Reads a statement and looks at its signature.
    #[must_use]
    pub fn read(&self, file: &Path, now: Timestamp) -> Examined {
        let flawed = |statement, why| Examined { statement, flaw: Some(why), signed: None };
        let text = match read_text(file) {
            Ok(text) => text,
            Err(why) => return flawed(None, Reason::of(ReasonKey::FileUnreadable, why)),
        };
        let statement = match Statement::read(&text) {
            Ok(statement) => statement,
            Err(why) => return flawed(None, why.reason()),
        };
        let mut signature = file.as_os_str().to_owned();
        signature.push(SIGNATURE_SUFFIX);
        let Ok(signature) = read_text(Path::new(&signature)) else {
            return flawed(
                Some(statement),
                Reason::new(
                    ReasonKey::Unsigned,
                    "has not signed it: there is no .sig file",
                    "の署名（.sig ファイル）がありません",
                ),
            );
        };
        if self.settings.signers.is_none() {
            let why = Reason::new(
                ReasonKey::NoSigners,
                "cannot be known: [approval] signers is not set",
                "の鍵を確かめられません。[approval] signers を設定してください",
            );
            return flawed(Some(statement), why);
        }
        let keys = self.keys.at(now);
        if let Some(Unusable { file, why }) = &keys.unusable {
            let why = Reason::new(
                ReasonKey::KeysUnusable,
                &format!("cannot be known: {} {}", file.display(), why.en),
                &format!("の鍵を確かめられません。{} {}", file.display(), why.ja),
            );
            return flawed(Some(statement), why);
        }
        let verifier = Verifier { signers: &keys.signers, revoked: &keys.revoked, namespace: NAMESPACE, now };
        let signed = match verifier.verify(text.as_bytes(), &signature, &statement.approver) {
            Ok(signed) => signed,
            Err(why) => return flawed(Some(statement), why.reason()),
        };
        if statement.approved_at > now + CLOCKS_DIFFER {
            return flawed(
                Some(statement),
                Reason::new(
                    ReasonKey::InFuture,
                    "approved it in the future: check the clocks",
                    "の承認日時が未来になっています。時計を確かめてください",
                ),
            );
        }
        if let Some(end) = statement.expires_at.filter(|end| *end <= now) {
            let why = Reason::new(
                ReasonKey::Expired,
                &format!("approved it until {end} only"),
                &format!("の承認は {end} で期限が切れています"),
            );
            return flawed(Some(statement), why);
        }
        Examined { statement: Some(statement), flaw: None, signed: Some(signed) }
    }

    /// A statement about many drafts is read once, and again when it has changed.
    fn read_mailing(&self, file: &Path, now: Timestamp) -> Arc<Examined> {
        let (changed, keys) = (modified(file), self.keys.at(now));
        let mut mailings = self.mailings.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((then, at, with, read)) = mailings.get(file)
            && then.is_some()
            && *then == changed
            && is_fresh(*at, now)
            && Arc::ptr_eq(with, &keys)
        {
            return Arc::clone(read);
        }
        let read = Arc::new(self.read(file, now));
        mailings.insert(file.to_owned(), (changed, now, keys, Arc::clone(&read)));
        read
    }

    /// An approval of this draft, by somebody else than its author.
    fn judge(
        &self,
        read: Examined,
        file: PathBuf,
        present: &Components,
        draft: &Draft,
    ) -> Result<Approval, Box<Refused>> {
        let valid_until = read.valid_until();
        let unsigned = || Reason::new(ReasonKey::Unsigned, "has not signed it", "の署名がありません");
        let Some(statement) = read.statement else {
            let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
            return Err(Box::new(Refused { approver: name, why: read.flaw.unwrap_or_else(unsigned), file }));
        };
        let approver = statement.approver.to_lowercase();
        let refuse = |why| Err(Box::new(Refused { approver: approver.clone(), why, file: file.clone() }));
        if let Some(flaw) = read.flaw {
            return refuse(flaw);
        }
        let Some(signed) = read.signed else { return refuse(unsigned()) };
        if !is_whole(draft) {
            return refuse(Reason::new(
                ReasonKey::DraftNotWhole,
                "cannot be held against it: the draft was not read whole",
                "の承認と照合できません。下書きの全体を読めませんでした",
            ));
        }
        if signed.people.iter().any(|person| is_written_by(draft, person)) {
            return refuse(Reason::new(ReasonKey::OwnDraft, "is who sends it", "は差出人本人です"));
        }
        if statement.components.form != DRAFT_FORM {
            if !has_draft(&statement, &present.digest()) {
                return refuse(Reason::new(
                    ReasonKey::OtherMailing,
                    "approved a mailing without this draft",
                    "が承認した一斉送信に、この下書きは入っていません",
                ));
            }
            let table = statement.components.lines.iter().find(|line| line.kind == "roster");
            if let (Some(approved), Some(roster)) = (table, &self.roster)
                && approved.value != *roster
            {
                return refuse(Reason::new(
                    ReasonKey::OtherRoster,
                    "approved a mailing from another roster",
                    "が承認した一斉送信は、別の名簿によるものです",
                ));
            }
        }
        if statement.components.form == DRAFT_FORM && statement.components != *present {
            let changes = difference::changes(&statement.components, present);
            let told = difference::told(&changes);
            let told = said(
                &format!("approved something else ({})", told.en),
                &format!("が承認したときから変わっています（{}）", told.ja),
            );
            return refuse(Reason { changes, ..Reason::of(ReasonKey::DraftChanged, told) });
        }
        Ok(Approval { approver, key: signed.key, approved_at: statement.approved_at, valid_until, file })
    }

    /// Names of the statements in a folder; none when it cannot be read.
    fn names_in(&self, folder: &Path, now: Timestamp) -> Arc<Vec<String>> {
        let changed = modified(folder);
        let mut folders = self.folders.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((then, at, names)) = folders.get(folder)
            && then.is_some()
            && *then == changed
            && is_fresh(*at, now)
        {
            return Arc::clone(names);
        }
        let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
        let mut names: Vec<String> = entries.filter_map(|entry| entry.file_name().into_string().ok()).collect();
        names.retain(|name| name.ends_with(SUFFIX));
        names.sort_unstable();
        let names = Arc::new(names);
        folders.insert(folder.to_owned(), (changed, now, Arc::clone(&names)));
        names
    }
}

fn has_draft(statement: &Statement, digest: &str) -> bool {
    statement.components.form != DRAFT_FORM
        && statement.components.lines.iter().any(|Component { kind, value }| kind == "draft" && value == digest)
}

fn is_fresh(at: Timestamp, now: Timestamp) -> bool {
    now >= at && now.duration_since(at) < KEPT
}
