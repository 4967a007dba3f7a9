//! `mailcheck digest`: the drafts of one part of a mailing -> the file of the part. Knows no report.

use super::checker::Checker;
use super::course::each;
use super::drafts::{RunError, shown_path};
use super::judge::Judged;
use super::part::{MadeWith, PartEnd, PartError, PartWriter};
use crate::paths::Inputs;
use crate::report::Status;
use std::io::Write;

/// A part in numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Written {
    /// Drafts in it.
    pub drafts: usize,
    /// Of these, drafts that could not be read.
    pub unreadable: usize,
}

/// Why a part was not written.
#[derive(Debug, thiserror::Error, miette::Diagnostic)]
pub enum DigestError {
    /// The system gives no threads.
    #[error(transparent)]
    Run(#[from] RunError),
    /// It cannot be written.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Part(#[from] PartError),
}

/// Checks the drafts and writes their part. `checker` must be one for a part of a mailing.
///
/// # Errors
/// The part cannot be written. Drafts that cannot be read are written as such.
pub fn write(
    inputs: &Inputs,
    checker: &Checker,
    made_with: &MadeWith,
    jobs: Option<usize>,
    out: &mut dyn Write,
) -> Result<Written, DigestError> {
    let mut written = Written::default();
    let mut writer = PartWriter::new(out, made_with)?;
    let mut failed = None;
    let ended = each(&inputs.inputs, checker, jobs, &mut |_, judged: Judged| {
        let Judged { outcome, is_sender_known, left, pieces } = judged;
        written.drafts += 1;
        written.unreadable += usize::from(outcome.status == Status::Unreadable);
        let left = left.map(|(digest, _)| digest).zip(pieces);
        writer.draft(outcome, is_sender_known, left).map_err(|error| {
            failed = Some(error);
            RunError::Write(std::io::ErrorKind::Other.into())
        })
    });
    if let Some(error) = failed {
        return Err(error.into());
    }
    ended?;
    writer.end(PartEnd {
        drafts: 0,
        ignored: inputs.ignored as u64,
        has_walked: inputs.has_walked,
        without_draft: inputs.without_draft.iter().map(|folder| shown_path(folder).0).collect(),
        used_allowances: checker.allowances().used(),
    })?;
    Ok(written)
}
