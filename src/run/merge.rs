//! `--digests`: the parts of a mailing, checked on any number of machines, reported and judged as one run would have
//! done. Knows no draft.

use super::checker::{CheckOptions, Checker};
use super::drafts::{EXIT_FAILURE, RunOptions, Sink, count, count_findings, exit_code};
use super::mailing::judge;
use super::mailing::view::{Name, NamedDraft};
use super::notes::{notes, without_draft};
use super::part::{MadeWith, Part, PartError};
use crate::facts::mailing::digest::DraftDigest;
use crate::report::Summary;
use std::collections::HashMap;
use std::io;
use std::path::{Path, PathBuf};

/// Why parts cannot be put together.
#[derive(Debug, thiserror::Error, miette::Diagnostic)]
pub enum MergeError {
    /// A part cannot be used.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Part(#[from] PartError),
    /// The report's file or terminal.
    #[error("the report cannot be written: {0}")]
    Write(#[from] io::Error),
}

/// Opens every part and looks through it.
///
/// # Errors
/// The first part that cannot be used together with this run, or that was given before.
pub fn open(paths: &[PathBuf], checker: &Checker, options: &CheckOptions) -> Result<Vec<Part>, PartError> {
    let made_with = MadeWith::of(checker, options);
    let roster_rows = checker.settings().people.roster.as_ref().map_or(0, |roster| roster.rows.len());
    let mut parts: Vec<Part> = Vec::new();
    let mut seen = HashMap::new();
    for path in paths {
        let part = Part::open(path, &made_with, roster_rows)?;
        // Shards without a draft are all alike.
        if part.drafts() > 0
            && let Some(other) = seen.insert(part.key, parts.len())
        {
            let other: &Path = parts[other].path();
            return Err(PartError::Twice { path: path.clone(), other: other.to_owned() });
        }
        parts.push(part);
    }
    Ok(parts)
}

/// Writes every report of a run over all drafts of the parts, in their order.
///
/// # Errors
/// A report cannot be written, or a part changes while it is read.
pub fn run(
    parts: &mut [Part],
    checker: &Checker,
    options: RunOptions,
    sinks: &mut [Sink<'_>],
) -> Result<Summary, MergeError> {
    let ends = || parts.iter().map(|part| &part.end);
    let mut summary = Summary {
        rules: checker.rules().rules().len(),
        ignored: ends().map(|end| usize::try_from(end.ignored).unwrap_or(0)).fold(0, usize::saturating_add),
        fail_on: options.fail_on,
        ..Summary::default()
    };
    for end in ends() {
        checker.allowances().take_for_used(&end.used_allowances);
    }
    let has_walked = ends().any(|end| end.has_walked);
    let folders: Vec<PathBuf> = ends().flat_map(|end| &end.without_draft).map(PathBuf::from).collect();
    for sink in &mut *sinks {
        sink.report.begin(&mut sink.out)?;
    }
    let mut knows_who_we_are = true;
    let mut digests: Vec<DraftDigest> = Vec::new();
    // Where each digest came from: the part, and the number in it.
    let mut sources: Vec<(u32, u32)> = Vec::new();
    for (part, part_number) in parts.iter_mut().zip(0..) {
        for (number, draft_number) in (0..part.drafts()).zip(0..) {
            let mut draft = part.draft(number)?;
            if let Some(baseline) = checker.baseline() {
                baseline.take_draft(&mut draft.outcome);
            }
            knows_who_we_are &= draft.is_sender_known;
            count(&draft.outcome, options, &mut summary);
            if let Some((digest, _)) = draft.left {
                digests.push(digest);
                sources.push((part_number, draft_number));
            }
            for sink in &mut *sinks {
                sink.report.draft(&draft.outcome, &mut sink.out)?;
            }
        }
    }
    let mut lost = None;
    // Nobody watches a run over parts: Ctrl-C ends it as any program.
    let mailing = judge(&digests, checker, &|| false, &mut |draft, _| {
        let (part, number) = *sources.get(draft as usize)?;
        let read = parts.get_mut(part as usize)?.draft(number as usize);
        let draft = read.map_err(|error| lost = Some(error)).ok()?;
        let name = Name { path: draft.outcome.path, message: draft.outcome.message };
        Some(NamedDraft { name, pieces: draft.left.map(|(_, pieces)| pieces) })
    });
    if let Some(error) = lost {
        return Err(error.into());
    }
    if let Some(mut mailing) = mailing {
        if let Some(baseline) = checker.baseline() {
            baseline.take_mailing(&mut mailing);
        }
        count_findings(&mailing.outcome.findings, options, &mut summary);
        for sink in &mut *sinks {
            sink.report.mailing(&mailing, &mut sink.out)?;
        }
    }
    summary.notes = notes(checker, knows_who_we_are, has_walked);
    summary.notes.extend(folders.iter().map(|folder| without_draft(folder)));
    summary.exit_code = exit_code(&summary, options);
    if !folders.is_empty() && !options.is_empty_allowed {
        summary.exit_code = EXIT_FAILURE;
    }
    for sink in &mut *sinks {
        sink.report.end(&summary, &mut sink.out)?;
        sink.out.flush()?;
    }
    Ok(summary)
}
