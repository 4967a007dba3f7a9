//! `mailcheck PATH...`: reads each draft, judges it, reports it, and says with its exit code what came of it.

use super::checker::Checker;
use super::guard::Guard;
use super::judge::{Judged, Work, judge};
use super::mailing::{Gathered, Source};
pub use super::read::DEFAULT_CODE_PAGE;
use super::stream::in_order;
use crate::finding::Finding;
use crate::lang::Bilingual;
use crate::paths::{Input, Inputs};
use crate::report::{Inspection, Outcome, Report, Status, Summary};
use crate::settings::allowance::LeftOverReason;
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

/// Checks every input and writes every report.
///
/// # Errors
/// A report cannot be written. Drafts that cannot be read are part of the report, not errors.
pub fn run(
    inputs: &Inputs,
    checker: &Checker,
    options: RunOptions,
    sinks: &mut [Sink<'_>],
) -> Result<Summary, RunError> {
    let mut summary = Summary {
        rules: checker.rules().rules().len(),
        ignored: inputs.ignored,
        fail_on: options.fail_on,
        ..Summary::default()
    };
    for sink in &mut *sinks {
        sink.report.begin(&mut sink.out)?;
    }
    let mut knows_who_we_are = true;
    let mut gathered = Gathered::default();
    let mut take = |input: u32, Judged { outcome, is_sender_known, left, .. }: Judged| {
        knows_who_we_are &= is_sender_known;
        count(&outcome, options, &mut summary);
        if let Some((digest, source)) = left {
            gathered.add(digest, Source { input, ..source });
        }
        Ok(sinks.iter_mut().try_for_each(|sink| sink.report.draft(&outcome, &mut sink.out))?)
    };
    each(&inputs.inputs, checker, options.jobs, &mut take)?;
    if checker.is_mailing() {
        let mailing = gathered.judge(&inputs.inputs, checker);
        count_findings(&mailing.outcome.findings, options, &mut summary);
        for sink in &mut *sinks {
            sink.report.mailing(&mailing, &mut sink.out)?;
        }
    }
    summary.notes = notes(checker, knows_who_we_are, inputs.has_walked);
    summary.notes.extend(inputs.without_draft.iter().map(|folder| without_draft(folder)));
    summary.exit_code = exit_code(&summary, options);
    if !inputs.without_draft.is_empty() && !options.is_empty_allowed {
        summary.exit_code = EXIT_FAILURE;
    }
    for note in checker.guard().map(Guard::notes).unwrap_or_default() {
        summary.notes.push(note.text);
        if note.is_failure {
            summary.exit_code = EXIT_FAILURE;
        }
    }
    for sink in &mut *sinks {
        sink.report.end(&summary, &mut sink.out)?;
        sink.out.flush()?;
    }
    Ok(summary)
}

/// Judges the drafts of these inputs and hands over what comes of each, with the number of its input, in order.
pub(super) fn each(
    inputs: &[Input],
    checker: &Checker,
    jobs: Option<usize>,
    take: &mut dyn FnMut(u32, Judged) -> Result<(), RunError>,
) -> Result<(), RunError> {
    let mut input = 0;
    in_order(
        inputs,
        jobs,
        |input| judge(input, checker),
        |work| {
            match work {
                Work::Draft(judged) => take(input, *judged)?,
                Work::Mbox(mbox) => mbox.each(checker, &mut |judged| take(input, judged))?,
            }
            input += 1;
            Ok(())
        },
    )
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

/// What else the user should know. That an allowance let nothing pass is told only of a whole collection: one draft
/// rarely meets them all.
pub(super) fn notes(checker: &Checker, knows_who_we_are: bool, is_collection: bool) -> Vec<Bilingual> {
    let mut notes = Vec::new();
    if !knows_who_we_are {
        notes.push(Bilingual {
            en: "a draft does not say who sends it; set `[organization] domains` in mailcheck.toml to tell inside \
                 from outside"
                .into(),
            ja: "差出人の分からない下書きがあります。組織の内と外を区別するには、mailcheck.toml の [organization] domains を設定してください"
                .into(),
        });
    }
    for left_over in checker.allowances().left_over() {
        let (place, rule) = (&left_over.place, &left_over.rule);
        notes.push(match left_over.reason {
            LeftOverReason::Unused if !is_collection => continue,
            LeftOverReason::Unused => Bilingual {
                en: format!("{place}: the allowance for `{rule}` let nothing pass"),
                ja: format!("{place}：「{rule}」の許可は、どこにも当てはまりませんでした"),
            },
            LeftOverReason::Expired(date) => Bilingual {
                en: format!("{place}: the allowance for `{rule}` ended on {date}"),
                ja: format!("{place}：「{rule}」の許可は {date} で期限が切れています"),
            },
        });
    }
    notes
}

/// A folder that was named holds nothing to check: perhaps another one was meant.
pub(super) fn without_draft(folder: &Path) -> Bilingual {
    let folder = shown_path(folder).0;
    Bilingual {
        en: format!("{folder}: there is no draft in this folder"),
        ja: format!("{folder}：このフォルダーに下書きはありません"),
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
