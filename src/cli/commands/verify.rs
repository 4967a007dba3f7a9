//! `mailcheck verify DRAFT...` and `mailcheck approvals`: which approvals count, and what others lack.

use super::drafts::today;
use super::{language, load_settings, shown};
use crate::approval::allowed_signers::LeftOut;
use crate::approval::components::DRAFT_FORM;
use crate::approval::json::{self, ListedApproval, VerifiedDraft};
use crate::approval::standing::{Refused, Standing};
use crate::cli::args::{self, Arguments, ListFormatArgument, Verify};
use crate::cli::terminal;
use crate::lang::Lang;
use crate::paths::inputs;
use crate::report::safe;
use crate::run::approvals::{Approvals, SUFFIX};
use crate::run::approve::{Listed, listed, standings};
use crate::run::checker::{CheckOptions, Checker};
use crate::run::drafts::{EXIT_CLEAN, EXIT_FAILURE, EXIT_FINDINGS};
use crate::settings::Loaded;
use jiff::Timestamp;
use miette::{IntoDiagnostic, Result, miette};
use serde_json::Value;
use std::path::{Path, PathBuf};

/// Folders below a folder, as deep as anybody puts approvals.
const DEEPEST: usize = 16;
/// Lines of allowed_signers that are named; who has more knows it after these.
const MOST_LINES: usize = 8;

/// `mailcheck verify`.
pub(in crate::cli) fn run(arguments: &Arguments, verify: &Verify) -> Result<u8> {
    let loaded = load_settings(arguments)?;
    let lang = language(&arguments.common, &loaded);
    let Ready { approvals, checker, left_out } = ready(loaded, lang)?;
    let now = Timestamp::now();
    let mut code = EXIT_CLEAN;
    let mut drafts = Vec::new();
    for input in &inputs(&verify.drafts, None).inputs {
        let path = shown(input);
        match standings(input, &approvals, &checker, now) {
            Ok(stood) => drafts.extend(stood.into_iter().map(|stood| VerifiedDraft {
                path: path.clone(),
                message: stood.message,
                outcome: Ok((stood.digest, stood.standing)),
            })),
            Err(why) => {
                eprintln!("{path}: {}", why.get(lang));
                drafts.push(VerifiedDraft { path, message: 1, outcome: Err(why) });
            }
        }
    }
    for draft in &drafts {
        code = code.max(match &draft.outcome {
            Err(_) => EXIT_FAILURE,
            Ok((_, standing)) if !standing.is_approved() => EXIT_FINDINGS,
            Ok(_) => EXIT_CLEAN,
        });
    }
    match verify.format {
        ListFormatArgument::Json => print_json(&json::verified(&drafts, &left_out, lang))?,
        ListFormatArgument::Text => {
            for VerifiedDraft { path, outcome, .. } in &drafts {
                let Ok((_, standing)) = outcome else { continue };
                terminal::print(&told(path, standing, lang))?;
            }
        }
    }
    Ok(code)
}

/// Lines about one draft.
fn told(path: &str, standing: &Standing, lang: Lang) -> String {
    let mut lines = String::new();
    for approval in &standing.valid {
        let text = lang.pick("approved by {who} at {when}", "{who} が {when} に承認しました");
        let text = text.replace("{who}", &safe::line(&approval.approver));
        lines += &format!("{path}: {}\n", text.replace("{when}", &approval.approved_at.to_string()));
    }
    for Refused { approver, why, .. } in &standing.refused {
        let text = lang.pick("does not count", "無効");
        lines += &format!("{path}: {text}: {} {}\n", safe::line(approver), safe::line(why.told.get(lang)));
    }
    if lines.is_empty() {
        lines = format!("{path}: {}\n", lang.pick("nobody has approved it", "承認がありません"));
    }
    if let Some(doubt) = standing.doubt() {
        lines += &format!("{path}: {}\n", doubt.get(lang));
    }
    lines
}

/// `mailcheck approvals`.
pub(in crate::cli) fn list(arguments: &Arguments, asked: &args::Approvals) -> Result<u8> {
    let loaded = load_settings(arguments)?;
    let lang = language(&arguments.common, &loaded);
    let mut folders = asked.paths.clone();
    if folders.is_empty() {
        folders.push(PathBuf::from("."));
        folders.extend(loaded.settings.approval.folder.clone());
    }
    let Ready { approvals, checker, left_out } = ready(loaded, lang)?;
    let mut files = Vec::new();
    for folder in &folders {
        statements_below(folder, DEEPEST, &mut files);
    }
    files.sort_unstable();
    files.dedup();
    let drafts = inputs(&folders, None).inputs;
    let found = listed(files, &drafts, &approvals, &checker, Timestamp::now());
    let is_flawed = |listed: &Listed| listed.examined.flaw.is_some() || listed.is_orphaned;
    match asked.format {
        ListFormatArgument::Json => {
            let approvals: Vec<ListedApproval<'_>> = found.iter().map(for_programs).collect();
            print_json(&json::listed(&approvals, &left_out, lang))?;
        }
        ListFormatArgument::Text => {
            for listed in &found {
                terminal::print(&line(listed, lang))?;
            }
        }
    }
    Ok(if found.iter().any(is_flawed) { EXIT_FINDINGS } else { EXIT_CLEAN })
}

fn for_programs(listed: &Listed) -> ListedApproval<'_> {
    ListedApproval {
        file: &listed.file,
        statement: listed.examined.statement.as_ref(),
        flaw: listed.examined.flaw.as_ref(),
        valid_until: listed.examined.valid_until(),
        is_orphaned: listed.is_orphaned,
    }
}

/// The line about one approval.
fn line(Listed { file, examined, is_orphaned }: &Listed, lang: Lang) -> String {
    let name = safe::line(&file.display().to_string()).into_owned();
    let flaw = examined.flaw.as_ref().map(|flaw| safe::line(flaw.told.get(lang)).into_owned());
    let Some(statement) = &examined.statement else { return format!("{name}: {}\n", flaw.unwrap_or_default()) };
    let who = safe::line(&statement.approver).into_owned();
    let kind = match statement.components.form {
        DRAFT_FORM => lang.pick("draft", "下書き"),
        _ => lang.pick("mailing", "一斉送信"),
    };
    let orphaned = lang.pick(
        "orphaned, no draft here is what was approved",
        "対応する下書きがありません（変更されたか、ほかの場所にあります）",
    );
    let state = match (flaw, is_orphaned) {
        (Some(flaw), _) => format!("{who} {flaw}"),
        (None, true) => format!("{who}: {orphaned}"),
        (None, false) => format!("{who}: {}", lang.pick("in force", "有効")),
    };
    format!("{name}: {kind}: {state}\n")
}

fn print_json(document: &Value) -> Result<()> {
    terminal::print(&(serde_json::to_string_pretty(document).into_diagnostic()? + "\n"))
}

/// What both commands need.
struct Ready {
    approvals: Approvals,
    checker: Checker,
    /// Told on standard error already.
    left_out: Vec<LeftOut>,
}

fn ready(loaded: Loaded, lang: Lang) -> Result<Ready> {
    let settings = loaded.settings.approval.clone();
    let approvals = Approvals::new(&settings)
        .map_err(|unusable| miette!("{}: {}", unusable.file.display(), unusable.why.get(lang)))?;
    let left_out = approvals.left_out();
    for LeftOut { file, line, why } in left_out.iter().take(MOST_LINES) {
        let text = lang.pick("line {line} counts for nobody: ", "{line} 行目は無効です：");
        let text = text.replace("{line}", &line.to_string());
        eprintln!("{}: {text}{}", safe::line(&file.display().to_string()), safe::line(why.get(lang)));
    }
    if left_out.len() > MOST_LINES {
        let rest = (left_out.len() - MOST_LINES).to_string();
        eprintln!("{}", lang.pick("and {rest} more such lines", "ほか {rest} 行").replace("{rest}", &rest));
    }
    let checker = Checker::new(loaded.settings, &CheckOptions { today: today(None)?, ..CheckOptions::default() })?;
    Ok(Ready { approvals, checker, left_out })
}

fn statements_below(folder: &Path, depth: usize, found: &mut Vec<PathBuf>) {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    for entry in entries {
        let path = entry.path();
        let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
        if is_folder && depth > 0 {
            statements_below(&path, depth - 1, found);
        } else if !is_folder && path.to_string_lossy().ends_with(SUFFIX) {
            found.push(path);
        }
    }
}
