//! `mailcheck verify DRAFT...` and `mailcheck approvals`: which approvals count, and what others lack.

use super::drafts::today;
use super::{language, load_settings, shown};
use crate::approval::components::DRAFT_FORM;
use crate::approval::standing::Refused;
use crate::cli::args::{self, Arguments, Verify};
use crate::cli::terminal;
use crate::lang::Lang;
use crate::paths::inputs;
use crate::report::safe;
use crate::run::approvals::{Approvals, SUFFIX, Unusable};
use crate::run::approve::{Listed, listed, standings};
use crate::run::checker::{CheckOptions, Checker};
use crate::run::drafts::{EXIT_CLEAN, EXIT_FAILURE, EXIT_FINDINGS};
use crate::settings::Loaded;
use jiff::Timestamp;
use miette::{Result, miette};
use std::path::{Path, PathBuf};

/// Folders below a folder, as deep as anybody puts approvals.
const DEEPEST: usize = 16;
/// Lines of allowed_signers that are named; who has more knows it after these.
const MOST_LINES: usize = 8;

/// `mailcheck verify`.
pub(in crate::cli) fn run(arguments: &Arguments, verify: &Verify) -> Result<u8> {
    let loaded = load_settings(arguments)?;
    let lang = language(&arguments.common, &loaded);
    let (approvals, checker) = ready(loaded, lang)?;
    let now = Timestamp::now();
    let mut code = EXIT_CLEAN;
    for input in &inputs(&verify.drafts, None).inputs {
        let standings = match standings(input, &approvals, &checker, now) {
            Ok(standings) => standings,
            Err(why) => {
                eprintln!("{}: {}", shown(input), why.get(lang));
                code = EXIT_FAILURE;
                continue;
            }
        };
        for standing in standings {
            let path = shown(input);
            for approval in &standing.valid {
                let text = lang.pick("approved by {who} at {when}", "{who} が {when} に承認しました");
                let text = text.replace("{who}", &safe::line(&approval.approver));
                terminal::print(&format!("{path}: {}\n", text.replace("{when}", &approval.approved_at.to_string())))?;
            }
            for Refused { approver, why } in &standing.refused {
                let text = lang.pick("does not count", "無効");
                terminal::print(&format!("{path}: {text}: {} {}\n", safe::line(approver), safe::line(why.get(lang))))?;
            }
            if standing.valid.is_empty() {
                if standing.refused.is_empty() {
                    terminal::print(&format!("{path}: {}\n", lang.pick("nobody has approved it", "承認がありません")))?;
                }
                code = code.max(EXIT_FINDINGS);
            }
        }
    }
    Ok(code)
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
    let (approvals, checker) = ready(loaded, lang)?;
    let mut files = Vec::new();
    for folder in &folders {
        statements_below(folder, DEEPEST, &mut files);
    }
    files.sort_unstable();
    files.dedup();
    let drafts = inputs(&folders, None).inputs;
    let mut code = EXIT_CLEAN;
    for Listed { file, examined, is_orphaned } in listed(files, &drafts, &approvals, &checker, Timestamp::now()) {
        let name = safe::line(&file.display().to_string()).into_owned();
        let Some(statement) = &examined.statement else {
            let flaw = examined.flaw.as_ref().map_or("", |flaw| flaw.get(lang));
            terminal::print(&format!("{name}: {}\n", safe::line(flaw)))?;
            code = EXIT_FINDINGS;
            continue;
        };
        let who = safe::line(&statement.approver).into_owned();
        let kind = match statement.components.form {
            DRAFT_FORM => lang.pick("draft", "下書き"),
            _ => lang.pick("mailing", "一斉送信"),
        };
        let state = match (&examined.flaw, is_orphaned) {
            (Some(flaw), _) => format!("{who} {}", safe::line(flaw.get(lang))),
            (None, true) => format!(
                "{who}: {}",
                lang.pick(
                    "orphaned, no draft here is what was approved",
                    "対応する下書きがありません（変更されたか、ほかの場所にあります）"
                )
            ),
            (None, false) => format!("{who}: {}", lang.pick("in force", "有効")),
        };
        if examined.flaw.is_some() || is_orphaned {
            code = EXIT_FINDINGS;
        }
        terminal::print(&format!("{name}: {kind}: {state}\n"))?;
    }
    Ok(code)
}

fn ready(loaded: Loaded, lang: Lang) -> Result<(Approvals, Checker)> {
    let settings = loaded.settings.approval.clone();
    let approvals = Approvals::new(&settings)
        .map_err(|unusable| miette!("{}: {}", unusable.file.display(), unusable.why.get(lang)))?;
    for Unusable { file, why } in approvals.left_out().into_iter().take(MOST_LINES) {
        eprintln!("{}: {}", safe::line(&file.display().to_string()), safe::line(why.get(lang)));
    }
    let checker = Checker::new(loaded.settings, &CheckOptions { today: today(None)?, ..CheckOptions::default() })?;
    Ok((approvals, checker))
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
