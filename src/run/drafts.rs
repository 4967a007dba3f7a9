//! `mailcheck PATH...`: reads each draft, judges it, reports it, and says with its exit code what came of it.

use super::checker::Checker;
use super::course::Course;
pub use super::read::DEFAULT_CODE_PAGE;
use super::watch::Watch;
use crate::finding::Finding;
use crate::paths::Inputs;
use crate::report::{Inspection, Outcome, Report, Status, Summary};
use crate::severity::Severity;
use std::io;
use std::path::Path;

/// How a run ends and what it writes.
#[derive(Debug, Clone, Copy)]
pub struct RunOptions {
    /// `--fail-on`; `None` is `never`.
    pub fail_on: Option<Severity>,
    /// `--show`: findings below are counted as hidden.
    pub show: Severity,
    /// `--jobs`.
    pub jobs: Option<usize>,
    /// `--allow-empty`: nothing to check is no failure.
    pub is_empty_allowed: bool,
    /// `--fail-fast`: the first finding at or above `fail_on` ends the run.
    pub is_fail_fast: bool,
}

/// Nothing was wrong.
pub const EXIT_CLEAN: u8 = 0;
/// Findings at or above `--fail-on`.
pub const EXIT_FINDINGS: u8 = 1;
/// Something could not be checked; weighs more than findings.
pub const EXIT_FAILURE: u8 = 2;

/// A report that cannot be written, or threads that cannot be started.
#[derive(Debug, thiserror::Error, miette::Diagnostic)]
pub enum RunError {
    /// The report's file or terminal.
    #[error("the report cannot be written: {0}")]
    Write(#[from] io::Error),
    /// The system gives no threads.
    #[error("no threads to work with: {0}")]
    Threads(#[from] rayon::ThreadPoolBuildError),
}

/// A report and where it is written to.
pub struct Sink<'a> {
    /// The report.
    pub report: Box<dyn Report + 'a>,
    /// A file, or standard output.
    pub out: Box<dyn io::Write + 'a>,
}

/// Checks every input and writes every report. `watch` is told how far it has come, and may end it early.
///
/// # Errors
/// A report cannot be written. Drafts that cannot be read are part of the report, not errors.
pub fn run(
    inputs: &Inputs,
    checker: &Checker,
    options: RunOptions,
    watch: &dyn Watch,
    sinks: &mut [Sink<'_>],
) -> Result<Summary, RunError> {
    for sink in &mut *sinks {
        sink.report.begin(&mut sink.out)?;
    }
    let mut course = Course::new(inputs, checker, options, watch, sinks);
    course.check()?;
    watch.ends();
    course.end()
}

/// The path with `/` on every system; bytes that are not UTF-8 percent-escaped, and whether there were any.
#[must_use]
pub fn shown_path(path: &Path) -> (String, bool) {
    let bytes = path.as_os_str().as_encoded_bytes();
    let mut shown = String::new();
    let mut is_lossy = false;
    for chunk in bytes.utf8_chunks() {
        shown.push_str(chunk.valid());
        for byte in chunk.invalid() {
            shown.push_str(&format!("%{byte:02X}"));
            is_lossy = true;
        }
    }
    (if std::path::MAIN_SEPARATOR == '\\' { shown.replace('\\', "/") } else { shown }, is_lossy)
}

pub(super) fn count(outcome: &Outcome, options: RunOptions, summary: &mut Summary) {
    summary.drafts += 1;
    match outcome.status {
        Status::Checked => summary.checked += 1,
        Status::Unreadable => summary.unreadable += 1,
        Status::Skipped => summary.skipped += 1,
    }
    if outcome.status == Status::Checked && outcome.inspection != Inspection::Complete {
        summary.partly_inspected += 1;
    }
    count_findings(&outcome.findings, options, summary);
}

pub(super) fn count_findings(findings: &[Finding], options: RunOptions, summary: &mut Summary) {
    for finding in findings {
        if finding.suppressed.is_some() {
            summary.suppressed += 1;
            continue;
        }
        match finding.severity {
            Severity::Error => summary.errors += 1,
            Severity::Warning => summary.warnings += 1,
            Severity::Info => summary.infos += 1,
        }
        if finding.severity < options.show {
            summary.hidden += 1;
        }
    }
}

pub(super) fn exit_code(summary: &Summary, options: RunOptions) -> u8 {
    if summary.unreadable > 0 || (summary.checked == 0 && !options.is_empty_allowed) {
        return EXIT_FAILURE;
    }
    let reaches = |severity: Severity| options.fail_on.is_some_and(|fail_on| severity >= fail_on);
    let fails = (summary.errors > 0 && reaches(Severity::Error))
        || (summary.warnings > 0 && reaches(Severity::Warning))
        || (summary.infos > 0 && reaches(Severity::Info));
    if fails { EXIT_FINDINGS } else { EXIT_CLEAN }
}
