//! `mailcheck [PATH]...`

use super::{language, load_settings};
use crate::cli::args::{Arguments, Check, FormatArgument, Living, Sources, StageArgument};
use crate::cli::output_file::OutputFile;
use crate::cli::output_place;
use crate::cli::reports::{ReportOptions, report};
use crate::cli::terminal;
use crate::cli::watch::TerminalWatch;
use crate::lang::Lang;
use crate::paths::{Inputs, inputs};
use crate::report::human::Style;
use crate::report::{Texts, redact, summary};
use crate::run::baseline::{Baseline, BaselineOptions};
use crate::run::checker::{CheckOptions, Checker, RosterText};
use crate::run::drafts::{EXIT_FAILURE, RunError, RunOptions, Sink, run as run_drafts};
use crate::run::guard::{DEFAULT_MINUTES, GuardOptions};
use crate::run::history;
use crate::run::merge::{self, MergeError};
use crate::settings::{LARGEST_TABLE_BYTES, Settings, decode_table};
use crate::severity::Severity;
use crate::zone;
use jiff::Timestamp;
use jiff::civil::Date;
use miette::{IntoDiagnostic, Result, WrapErr, miette};
use std::fs::File;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

/// A list of paths is read up to this size: a million of them.
const LARGEST_LIST_BYTES: u64 = 64 * 1024 * 1024;

const VERSION: &str = env!("CARGO_PKG_VERSION");

pub(in crate::cli) fn run(arguments: &Arguments) -> Result<u8> {
    let check = &arguments.check;
    let loaded = load_settings(arguments)?;
    let lang = language(&arguments.common, &loaded);
    let inputs = if check.beyond.digests.is_empty() { find_inputs(check, lang)? } else { Inputs::default() };
    output_place::hold(&written(check), &inputs, &read(arguments), lang)?;
    let guard = check.beyond.loop_guard.as_ref().or(loaded.settings.loop_guard.as_ref());
    let guard = guard.filter(|_| !check.mailing).map(|folder| guard_options(folder, check, &loaded.settings));
    let check_options = CheckOptions { loop_guard: guard.transpose()?, ..check_options(check)? };
    let checker = Checker::new(loaded.settings, &check_options)?;
    let digests = &check.beyond.digests;
    let mut parts = if digests.is_empty() { Vec::new() } else { merge::open(digests, &checker, &check_options)? };
    let fail_on = check.reporting.fail_on.severity();
    let show = check.show.map_or_else(|| shown_from(check, &checker), Severity::from);
    let texts = || Texts::new(checker.rules().rules(), lang, show, VERSION);
    let report_options =
        ReportOptions { rules: checker.rules(), is_mailing: check.mailing, fail_on, is_redacted: check.living.redact };
    let report = |format: FormatArgument, style: Style| report(format, texts(), style, report_options);
    let style = terminal::style(arguments.common.color);
    // Messages of a loop come one after another, and each is compared with those before it.
    let jobs = if checker.guard().is_some() { Some(1) } else { check.sources.jobs.map(usize::from) };
    let options =
        RunOptions { fail_on, show, jobs, is_empty_allowed: check.allow_empty, is_fail_fast: check.fail_fast };
    let mut files = check.output.iter().map(|output| OutputFile::create(&output.file)).collect::<Result<Vec<_>>>()?;
    let watch =
        TerminalWatch::new(lang, files.iter().filter_map(|file| file.temporary().map(Path::to_owned)).collect());
    let mut held = Vec::new();
    let summary = {
        let out: Box<dyn Write + '_> = if check.quiet { Box::new(&mut held) } else { watch.stdout() };
        let mut sinks = vec![Sink { report: report(check.reporting.format, style), out }];
        // What is written to a file is never coloured: nobody knows who reads it.
        let plain = Style { color: false, ..style };
        for (output, file) in check.output.iter().zip(&mut files) {
            sinks.push(Sink { report: report(output.format, plain), out: Box::new(file.writer()) });
        }
        let ended = if parts.is_empty() {
            run_drafts(&inputs, &checker, options, &watch, &mut sinks).map_err(miette::Report::from)
        } else {
            merge::run(&mut parts, &checker, options, &mut sinks).map_err(miette::Report::from)
        };
        match ended {
            // Whoever read our output has closed it: nothing more to say, and nothing that passed.
            Err(error) if is_closed_pipe(&error) => return Ok(EXIT_FAILURE),
            ended => ended?,
        }
    };
    files.into_iter().try_for_each(OutputFile::keep)?;
    if let Some(file) = &check.living.write_baseline {
        write_baseline(file, &checker, summary.exit_code, lang)?;
    }
    let is_worth_reading = summary.exit_code != 0 || summary.errors + summary.warnings > 0;
    if check.quiet && is_worth_reading {
        io::stdout().lock().write_all(&held).into_diagnostic()?;
    }
    if check.reporting.format != FormatArgument::Human && !check.quiet {
        for note in &summary.notes {
            let note = note.get(lang);
            eprintln!("{}", if check.living.redact { redact::addresses(note) } else { note.into() });
        }
        eprintln!("{}", summary::line(&summary, show, lang));
    }
    Ok(summary.exit_code)
}

/// The files that the options tell to write.
fn written(check: &Check) -> Vec<&Path> {
    let reports = check.output.iter().map(|output| output.file.as_path());
    reports.chain(check.living.write_baseline.as_deref()).collect()
}

/// The files that the options tell to read, but for a baseline, which may be written anew.
fn read(arguments: &Arguments) -> Vec<&Path> {
    let Check { sources, roster, beyond, living, .. } = &arguments.check;
    let is_kept = |baseline: &&PathBuf| living.write_baseline.as_ref() != Some(*baseline);
    let baseline = living.baseline.as_ref().filter(is_kept);
    let optional = [&sources.files_from, roster, &beyond.history, &arguments.common.config];
    optional.into_iter().flatten().chain(&beyond.digests).chain(baseline).map(PathBuf::as_path).collect()
}

/// True when a report could not be written since nobody reads it any more.
fn is_closed_pipe(error: &miette::Report) -> bool {
    let of_run =
        error.downcast_ref::<RunError>().map(|error| matches!(error, RunError::Write(error) if is_closed(error)));
    let of_merge =
        error.downcast_ref::<MergeError>().map(|error| matches!(error, MergeError::Write(error) if is_closed(error)));
    of_run.or(of_merge).unwrap_or(false)
}

fn is_closed(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::BrokenPipe
}

fn find_inputs(check: &Check, lang: Lang) -> Result<Inputs> {
    if check.paths.is_empty() && check.sources.files_from.is_none() && !check.allow_empty {
        let help = lang.pick(
            "mailcheck draft.eml, or `-` for standard input; `mailcheck --help` tells more",
            "例：mailcheck draft.eml（標準入力は -）。詳しくは mailcheck --help をご覧ください",
        );
        let message = lang.pick("nothing to check: no draft was named", "検査する下書きが指定されていません");
        return Err(miette!(help = help, "{message}"));
    }
    named_inputs(&check.paths, &check.sources)
}

/// The drafts of a command line: the paths on it, then those of `--files-from`.
pub(super) fn named_inputs(paths: &[PathBuf], sources: &Sources) -> Result<Inputs> {
    let mut paths = paths.to_vec();
    if let Some(file) = &sources.files_from {
        paths.extend(listed_paths(file, sources.null)?);
    }
    Ok(inputs(&paths, sources.stdin_filename.as_deref()))
}

/// Paths from a file or standard input, one a line or NUL-terminated.
fn listed_paths(file: &Path, is_null: bool) -> Result<Vec<PathBuf>> {
    let named = || format!("`{}` cannot be read", file.display());
    let source: Box<dyn Read> = if file.as_os_str() == "-" {
        Box::new(io::stdin().lock())
    } else {
        Box::new(File::open(file).into_diagnostic().wrap_err_with(named)?)
    };
    let mut bytes = Vec::new();
    source.take(LARGEST_LIST_BYTES + 1).read_to_end(&mut bytes).into_diagnostic().wrap_err_with(named)?;
    if bytes.len() as u64 > LARGEST_LIST_BYTES {
        return Err(miette!("`{}` has more than {LARGEST_LIST_BYTES} bytes: that is no list of paths", file.display()));
    }
    let separator = if is_null { b'\0' } else { b'\n' };
    let lines = bytes.split(|byte| *byte == separator);
    let lines = lines.map(|line| if is_null { line } else { line.strip_suffix(b"\r").unwrap_or(line) });
    Ok(lines.filter(|line| !line.is_empty()).map(path_of_bytes).collect())
}

#[cfg(unix)]
fn path_of_bytes(bytes: &[u8]) -> PathBuf {
    use std::os::unix::ffi::OsStrExt;
    PathBuf::from(std::ffi::OsStr::from_bytes(bytes))
}

/// Lists of paths are UTF-8 where file names are not bytes.
#[cfg(not(unix))]
fn path_of_bytes(bytes: &[u8]) -> PathBuf {
    PathBuf::from(String::from_utf8_lossy(bytes).into_owned())
}

/// The text of a table of people, in UTF-8, UTF-16 or Shift_JIS.
pub(super) fn read_table(file: &Path) -> Result<RosterText> {
    let named = || format!("`{}` cannot be read", file.display());
    let mut bytes = Vec::new();
    let source = File::open(file).into_diagnostic().wrap_err_with(named)?;
    source.take(LARGEST_TABLE_BYTES + 1).read_to_end(&mut bytes).into_diagnostic().wrap_err_with(named)?;
    if bytes.len() as u64 > LARGEST_TABLE_BYTES {
        return Err(miette!("`{}` has more than {LARGEST_TABLE_BYTES} bytes: that is no table", file.display()));
    }
    let name = file.display().to_string();
    Ok(RosterText { text: decode_table(&name, &bytes)?, name })
}

/// What is shown when nobody says so. A template whose fields nothing is declared for is checked to see them listed.
fn shown_from(check: &Check, checker: &Checker) -> Severity {
    if check.judging.stage == StageArgument::Template && checker.settings().templates.is_empty() {
        return Severity::Info;
    }
    check.reporting.shown()
}

fn check_options(check: &Check) -> Result<CheckOptions> {
    Ok(CheckOptions {
        only: check.judging.only.clone(),
        skip: check.judging.skip.clone(),
        is_template_stage: check.judging.stage == StageArgument::Template,
        sending: None,
        today: today(check.judging.now.as_deref())?,
        wants_all_facts: false,
        wants_edits: brings_edits(check),
        is_part: false,
        loop_guard: None,
        baseline: baseline_options(&check.living)?,
        is_mailing: check.mailing,
        expected_drafts: check.expect,
        roster: check.roster.as_deref().map(read_table).transpose()?,
        wants_sendings: false,
        history: check.beyond.history.as_deref().map(history::read).transpose()?,
    })
}

/// Some report of this run holds corrections.
fn brings_edits(check: &Check) -> bool {
    let others = check.output.iter().map(|output| output.format);
    let mut formats = others.chain([check.reporting.format]);
    formats.any(|format| matches!(format, FormatArgument::Json | FormatArgument::Jsonl))
}

/// What is known, and whether that is written anew; `None` when nobody asks.
fn baseline_options(living: &Living) -> Result<Option<BaselineOptions>> {
    let Living { baseline, write_baseline, .. } = living;
    if baseline.is_none() && write_baseline.is_none() {
        return Ok(None);
    }
    // The first time there is nothing to read in the file that is to be written.
    let is_first = |file: &&PathBuf| write_baseline.as_ref() == Some(*file) && !file.exists();
    let known = baseline.as_ref().filter(|file| !is_first(file));
    let known = known.map(|file| Baseline::read(file)).transpose()?;
    Ok(Some(BaselineOptions { known, is_written: write_baseline.is_some() }))
}

/// Puts the baseline of this run in its place. After a run that could not check everything it stays as it was.
fn write_baseline(file: &Path, checker: &Checker, exit_code: u8, lang: Lang) -> Result<()> {
    let Some(baseline) = checker.baseline() else { return Ok(()) };
    let name = file.display().to_string();
    if exit_code == EXIT_FAILURE {
        let note = lang.pick(
            "{}: not written, since not everything could be checked",
            "{}：検査できないものがあったため、書き出しませんでした",
        );
        eprintln!("{}", note.replace("{}", &name));
        return Ok(());
    }
    let mut output = OutputFile::create(file)?;
    output.writer().write_all(baseline.text().as_bytes()).into_diagnostic()?;
    output.keep()?;
    eprintln!("{}", baseline.written(&name).get(lang));
    Ok(())
}

fn guard_options(folder: &Path, check: &Check, settings: &Settings) -> Result<GuardOptions> {
    Ok(GuardOptions {
        folder: folder.to_owned(),
        minutes: settings.loop_guard_minutes.unwrap_or(DEFAULT_MINUTES),
        now: moment(check.judging.now.as_deref())?,
    })
}

/// Seconds since 1970: `--now`, a day beginning at midnight, SOURCE_DATE_EPOCH, the clock.
fn moment(now: Option<&str>) -> Result<i64> {
    if let Some(time) = now.and_then(|now| now.parse::<Timestamp>().ok()) {
        return Ok(time.as_second());
    }
    if now.is_some() {
        let midnight = today(now)?.to_zoned(zone::system()).into_diagnostic()?;
        return Ok(midnight.timestamp().as_second());
    }
    let epoch = std::env::var("SOURCE_DATE_EPOCH").ok().and_then(|seconds| seconds.parse::<i64>().ok());
    Ok(epoch.unwrap_or_else(|| Timestamp::now().as_second()))
}

/// The local date of the check: `--now`, SOURCE_DATE_EPOCH, the clock.
pub(super) fn today(now: Option<&str>) -> Result<Date> {
    if let Some(now) = now {
        let day = now.parse::<Date>().ok().filter(|_| now.len() == "2026-04-01".len());
        let moment = || now.parse::<Timestamp>().ok().map(|time| time.to_zoned(zone::system()).date());
        return day.or_else(moment).ok_or_else(|| {
            miette!(help = "for example 2026-04-01 or 2026-04-01T09:00:00+09:00", "`--now {now}` is no time")
        });
    }
    let epoch = std::env::var("SOURCE_DATE_EPOCH").ok().and_then(|seconds| seconds.parse::<i64>().ok());
    Ok(match epoch.and_then(|seconds| Timestamp::from_second(seconds).ok()) {
        Some(time) => time.to_zoned(jiff::tz::TimeZone::UTC).date(),
        None => Timestamp::now().to_zoned(zone::system()).date(),
    })
}
