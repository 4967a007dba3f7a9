//! One input -> what came of each draft in it. Knows neither reports nor exit codes.

use super::checker::Checker;
use super::drafts::shown_path;
use super::mailing::Source;
use super::mailing::pieces::Pieces;
use super::read::{messages, read};
use crate::draft::{Defect, DefectPart, Draft};
use crate::facts::Facts;
use crate::facts::mailing::digest::DraftDigest;
use crate::finding::private_places;
use crate::load::{Loaded, Messages};
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
    /// One draft, or a failure.
    Draft(Box<Judged>),
    /// A file of many.
    Mbox(Mbox),
}

/// Judges the draft of an input. Those of an mbox are left for later: together they may be a hundred times as large
/// as their file.
pub(super) fn judge(input: &Input, checker: &Checker) -> Work {
    if let Input::Deleted(path) = input {
        return Work::Draft(Box::new(skipped(path, 1)));
    }
    let judged = match read(input, checker.limits()) {
        Err(failure) => unreadable(input, failure),
        Ok(bytes) => match messages(&bytes, checker.limits(), checker.settings().code_page) {
            Err(failure) => unreadable(input, failure),
            Ok(Messages::Mbox(_)) => {
                let bytes = matches!(input, Input::Stdin(_)).then(|| Arc::clone(&bytes));
                return Work::Mbox(Mbox { input: input.clone(), bytes });
            }
            Ok(Messages::One(loaded)) => {
                let raw = Raw { bytes: Arc::clone(&bytes), start: 0, lines_before: 0 };
                judge_message(*loaded, input, raw, checker)
            }
        },
    };
    Work::Draft(Box::new(judged))
}

/// A file of many messages, which are judged one by one when it is their turn.
pub(super) struct Mbox {
    input: Input,
    /// Kept only of standard input, which cannot be read again.
    bytes: Option<Arc<[u8]>>,
}

impl Mbox {
    /// Hands over what comes of each message, in order.
    pub(super) fn each<E>(self, checker: &Checker, take: &mut impl FnMut(Judged) -> Result<(), E>) -> Result<(), E> {
        let bytes = match self.bytes.map_or_else(|| read(&self.input, checker.limits()), Ok) {
            Ok(bytes) => bytes,
            Err(failure) => return take(unreadable(&self.input, failure)),
        };
        let messages = match messages(&bytes, checker.limits(), checker.settings().code_page) {
            Ok(messages) => messages,
            Err(failure) => return take(unreadable(&self.input, failure)),
        };
        let mut counted = 0;
        let mut lines_before = 0;
        for message in messages {
            lines_before += bytes[counted..message.start].iter().filter(|byte| **byte == b'\n').count();
            counted = message.start;
            // A report counts the lines of what it is given: were it the whole file, it would do so for each message.
            let raw = Raw { bytes: bytes[message.start..message.end].into(), start: message.start, lines_before };
            take(judge_message(message, &self.input, raw, checker))?;
        }
        Ok(())
    }
}

/// The bytes that an outcome points into.
struct Raw {
    bytes: Arc<[u8]>,
    /// Byte of the file at which they begin.
    start: usize,
    lines_before: usize,
}

fn judge_message(message: Loaded, input: &Input, raw: Raw, checker: &Checker) -> Judged {
    if message.is_deleted {
        return skipped(path_of(input), message.message);
    }
    let real_path = match input {
        Input::Stdin(_) => None,
        Input::File(path) | Input::Deleted(path) | Input::Broken(path, _) => Some(path.as_path()),
    };
    let mut facts = checker.facts(&message.draft);
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
        length: u32::try_from(raw.bytes.len()).unwrap_or(u32::MAX),
        lines_before: u32::try_from(raw.lines_before).unwrap_or(u32::MAX),
    };
    let left = checker.digest(&message.draft, &facts).map(|digest| (digest, source));
    let pieces = left.as_ref().filter(|_| checker.is_part()).map(|(digest, _)| {
        let whole = Outcome {
            view: Some(message.draft.view.clone()),
            raw: Arc::clone(&raw.bytes),
            raw_start: raw.start,
            lines_before: raw.lines_before,
            raw_offset: message.start,
            ..Outcome::default()
        };
        Pieces::of(&whole, &digest.places())
    });
    let outcome = Outcome {
        path,
        path_lossy,
        message: message.message,
        format: message.format.name().to_owned(),
        status: Status::Checked,
        inspection,
        failure: None,
        view: Some(message.draft.view.with_asterisks(&private_places(&findings))),
        // Without findings there is nothing to point at, and drafts wait for their turn in a report.
        raw: if findings.is_empty() { Arc::default() } else { raw.bytes },
        raw_start: raw.start,
        lines_before: raw.lines_before,
        raw_offset: message.start,
        known_places: BTreeMap::new(),
        findings,
        edits: BTreeMap::new(),
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
    let (path, path_lossy) = shown_path(path_of(input));
    let outcome = Outcome {
        path,
        path_lossy,
        message: 1,
        format: String::new(),
        status: Status::Unreadable,
        inspection: Inspection::None,
        failure: Some(failure),
        ..Outcome::default()
    };
    Judged { outcome, is_sender_known: true, left: None, pieces: None }
}
