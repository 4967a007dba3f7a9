//! One input -> what came of each draft in it. Knows neither reports nor exit codes.

use super::checker::Checker;
use super::drafts::shown_path;
use super::fix::safe_edits;
use super::mailing::Source;
use super::mailing::pieces::Pieces;
use super::mbox::{Batches, Mbox};
use super::read::{Opened, io_failure, load_failure, messages, open};
use super::stored::Stored;
use crate::draft::{Defect, DefectPart, Draft};
use crate::facts::Facts;
use crate::facts::mailing::digest::DraftDigest;
use crate::finding::private_places;
use crate::load::{Format, LoadError, Loaded};
use crate::paths::Input;
use crate::report::{Failure, Inspection, Outcome, Status};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

/// An outcome, and whether anything said who "we" are.
pub(super) struct Judged {
    pub(super) outcome: Outcome,
    pub(super) is_sender_known: bool,
    /// What the draft leaves for the judgement of its mailing, and where in its file it stands.
    pub(super) left: Option<(DraftDigest, Source)>,
    /// Of a part of a mailing: what findings about it can show, since nobody will read the draft again.
    pub(super) pieces: Option<Pieces>,
}

/// What one input comes to.
pub(super) enum Work {
    /// Its draft, or its few, or a failure.
    Drafts(Vec<Judged>),
    /// A file of so many that they are left for later, for all cores.
    Mbox(Box<Mbox>),
}

/// Judges the drafts of an input, and says where they can be read again when that is not its file.
pub(super) fn judge(input: &Input, checker: &Checker) -> (Work, Option<Arc<Stored>>) {
    if let Input::Deleted(path) = input {
        return (Work::Drafts(vec![skipped(path, 1)]), None);
    }
    let is_read_again = matches!(input, Input::Stdin(_)) && checker.is_mailing();
    match open(input, checker.limits()) {
        Err(failure) => (Work::Drafts(vec![unreadable(input, failure)]), None),
        Ok(Opened::Whole(bytes)) => {
            let stored = is_read_again.then(|| Arc::new(Stored::Memory(Arc::clone(&bytes))));
            (Work::Drafts(judge_whole(&bytes, input, checker)), stored)
        }
        Ok(Opened::Mbox(stored)) => {
            let again = is_read_again.then(|| Arc::clone(&stored));
            (judge_mbox(stored, input, checker), again)
        }
    }
}

pub(super) fn judge_whole(bytes: &Arc<[u8]>, input: &Input, checker: &Checker) -> Vec<Judged> {
    match messages(bytes, &checker.check_limits(), checker.settings().code_page) {
        Err(failure) => vec![unreadable(input, failure)],
        Ok(messages) => {
            let raw = Raw { start: 0, length: bytes.len(), lines_before: 0, keep: &|| Arc::clone(bytes) };
            messages.into_iter().map(|message| judge_message(message, input, &raw, checker)).collect()
        }
    }
}

/// Judges what begins as an mbox does; a single message after such a line is a file like any other.
fn judge_mbox(stored: Arc<Stored>, input: &Input, checker: &Checker) -> Work {
    let mut batches = Batches::new(Arc::clone(&stored));
    let Some(first) = batches.next() else { return Work::Drafts(Vec::new()) };
    if batches.has_more() {
        batches.put_back(first);
        return Work::Mbox(Box::new(Mbox { input: input.clone(), stored, batches }));
    }
    if first.messages() > 1 || first.is_cut_off() {
        return Work::Drafts(first.judge(input, &stored, checker));
    }
    let (size_bytes, limit_bytes) = (first.end(), checker.limits().file_bytes);
    if size_bytes > limit_bytes {
        return Work::Drafts(vec![unreadable(input, load_failure(&LoadError::TooLarge { size_bytes, limit_bytes }))]);
    }
    Work::Drafts(match stored.read(0, size_bytes) {
        Ok(bytes) => judge_whole(&bytes, input, checker),
        Err(error) => vec![unreadable(input, io_failure(&error))],
    })
}

/// The bytes that an outcome points into.
pub(super) struct Raw<'a> {
    /// Byte of the file at which they begin.
    pub(super) start: usize,
    /// How many.
    pub(super) length: usize,
    pub(super) lines_before: usize,
    /// The bytes, to be kept.
    pub(super) keep: &'a dyn Fn() -> Arc<[u8]>,
}

pub(super) fn judge_message(message: Loaded, input: &Input, raw: &Raw<'_>, checker: &Checker) -> Judged {
    if message.is_deleted {
        return skipped(path_of(input), message.message);
    }
    let real_path = input.file();
    let mut facts = checker.facts(&message.draft, real_path);
    checker.add_what_went_before(&message.draft, &mut facts);
    let findings = checker.findings(&facts, real_path);
    // Somebody without a domain is nobody's, whoever writes.
    let mut with_domain = facts.recipients.iter().filter(|row| row.domain.is_some()).peekable();
    let is_sender_known = with_domain.peek().is_none() || with_domain.any(|row| row.external.is_some());
    let (path, path_lossy) = shown_path(path_of(input));
    let inspection = inspection(&message.draft, &facts);
    let source = Source {
        input: 0,
        message: message.message,
        start: raw.start as u64,
        length: u32::try_from(raw.length).unwrap_or(u32::MAX),
        lines_before: u32::try_from(raw.lines_before).unwrap_or(u32::MAX),
    };
    let left = checker.digest(&message.draft, &facts).map(|digest| (digest, source));
    let pieces = left.as_ref().filter(|_| checker.is_part()).map(|(digest, _)| {
        let whole = Outcome {
            view: Some(message.draft.view.clone()),
            raw: (raw.keep)(),
            raw_start: raw.start,
            lines_before: raw.lines_before,
            raw_offset: message.start,
            ..Outcome::default()
        };
        Pieces::of(&whole, &digest.places())
    });
    let can_be_fixed = checker.wants_edits() && findings.iter().any(|finding| !finding.fix.is_empty());
    let edits = match can_be_fixed {
        true => safe_edits(&message, &(raw.keep)(), &facts, &findings, real_path, checker),
        false => BTreeMap::new(),
    };
    // Without findings there is nothing to point at, and drafts wait for their turn in a report.
    let (view, bytes) = if findings.is_empty() {
        (None, Arc::default())
    } else {
        (Some(message.draft.view.with_asterisks(&private_places(&findings))), (raw.keep)())
    };
    let outcome = Outcome {
        path,
        path_lossy,
        message: message.message,
        format: message.format.name().to_owned(),
        status: Status::Checked,
        inspection,
        failure: None,
        view,
        raw: bytes,
        raw_start: raw.start,
        lines_before: raw.lines_before,
        raw_offset: message.start,
        known_places: BTreeMap::new(),
        findings,
        edits,
    };
    Judged { outcome, is_sender_known, left, pieces }
}

fn path_of(input: &Input) -> &Path {
    let (Input::Stdin(path) | Input::File(path) | Input::Deleted(path) | Input::Broken(path, _)) = input;
    path
}

/// Partial when something about the attachments that rules ask for could not be read: lost with the message, locked,
/// damaged, or beyond a limit. Pictures and other kinds that nothing reads are no gap that anybody could close.
fn inspection(draft: &Draft, facts: &Facts) -> Inspection {
    let is_loss = |defect: &Defect| {
        defect.kind.is_loss() && matches!(defect.part, DefectPart::Attachment | DefectPart::Structure)
    };
    let is_gap = |obstacle: &str| !matches!(obstacle, "unknown-kind" | "image-only");
    let is_partial =
        draft.defects.iter().any(is_loss) || facts.contents.iter().any(|row| row.obstacle.is_some_and(is_gap));
    if is_partial { Inspection::Partial } else { Inspection::Complete }
}

/// A draft that its author has thrown away, and whose mail program still keeps it.
fn skipped(path: &Path, message: u32) -> Judged {
    let (path, path_lossy) = shown_path(path);
    let outcome = Outcome {
        path,
        path_lossy,
        message,
        status: Status::Skipped,
        inspection: Inspection::None,
        ..Outcome::default()
    };
    Judged { outcome, is_sender_known: true, left: None, pieces: None }
}

fn unreadable(input: &Input, failure: Failure) -> Judged {
    unreadable_draft(input, 1, "", failure)
}

/// A message of an mbox that cannot be read.
pub(super) fn unreadable_message(input: &Input, message: u32, failure: Failure) -> Judged {
    unreadable_draft(input, message, Format::Mbox.name(), failure)
}

fn unreadable_draft(input: &Input, message: u32, format: &str, failure: Failure) -> Judged {
    let (path, path_lossy) = shown_path(path_of(input));
    let outcome = Outcome {
        path,
        path_lossy,
        message,
        format: format.to_owned(),
        status: Status::Unreadable,
        inspection: Inspection::None,
        failure: Some(failure),
        ..Outcome::default()
    };
    Judged { outcome, is_sender_known: true, left: None, pieces: None }
}
