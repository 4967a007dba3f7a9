//! `mailcheck rules check`: rule files that cannot be read, and those that can and are of no use.

use super::{Written, counted, none_found, written};
use crate::cli::args::Arguments;
use crate::cli::commands::{language, load_settings};
use crate::cli::terminal;
use crate::lang::{Bilingual, Lang};
use crate::rule::builtin::{builtin_file, builtin_ids, builtin_text};
use crate::rule::file::RuleFile;
use crate::rule::lint::{Lint, LintKind, lint};
use crate::run::drafts::{EXIT_CLEAN, EXIT_FINDINGS};
use crate::run::proof::{FailureKind, prove};
use miette::Result;
use std::path::PathBuf;

pub(super) fn run(arguments: &Arguments, paths: &[PathBuf]) -> Result<u8> {
    let lang = language(&arguments.common, &load_settings(arguments)?);
    let rules = written(arguments, paths)?;
    if rules.is_empty() {
        return Ok(none_found(lang));
    }
    let builtin: Vec<(RuleFile, String)> = builtin_ids().filter_map(|id| builtin_beside(&rules, id)).collect();
    let builtin = || builtin.iter().map(|(file, name)| (file, name.as_str()));
    let mut failures = 0;
    for (number, rule) in rules.iter().enumerate() {
        // Of two that have one name the later is told, of two that shadow each other both.
        let is_other = |at: usize, other: &Written| at < number || (at > number && other.file.id != rule.file.id);
        let others = rules.iter().enumerate().filter(|(at, other)| is_other(*at, other));
        let others: Vec<_> = others.map(|(_, other)| (&other.file, other.name.as_str())).chain(builtin()).collect();
        let mut lints = lint(&rule.file, &others);
        if lints.iter().all(|lint| lint.kind != LintKind::NeverMatching) {
            lints.extend(unproven(&rule.file));
        }
        for Lint { kind, text } in lints {
            failures += 1;
            terminal::print(&format!("{}:1: {}[{}]: {}\n", rule.name, kind.name(), rule.file.id, text.get(lang)))?;
        }
    }
    terminal::print(&match (lang, failures) {
        (Lang::En, 0) => format!("nothing is wrong with {}\n", counted(rules.len(), "rule file")),
        (Lang::Ja, 0) => format!("ルールファイル {} 件に問題はありません\n", rules.len()),
        (Lang::En, _) => format!("{}, {}\n", counted(rules.len(), "rule file"), counted(failures, "failure")),
        (Lang::Ja, _) => format!("ルールファイル {} 件、問題 {failures} 件\n", rules.len()),
    })?;
    Ok(if failures == 0 { EXIT_CLEAN } else { EXIT_FINDINGS })
}

/// The built-in rule of that id and what it is called, unless it is itself among those that are checked.
fn builtin_beside(rules: &[Written], id: &str) -> Option<(RuleFile, String)> {
    let with_plain_ends = |text: &str| text.replace("\r\n", "\n");
    let text = with_plain_ends(builtin_text(id)?);
    let is_itself = |rule: &Written| rule.file.id == id && with_plain_ends(&rule.text) == text;
    if rules.iter().any(is_itself) { None } else { Some((builtin_file(id)?, format!("mailcheck explain {id}"))) }
}

/// A rule of which no example shows that it is ever reported.
fn unproven(file: &RuleFile) -> Option<Lint> {
    let failures = prove(file);
    let missing = failures.iter().filter(|failure| failure.kind == FailureKind::Missing).count();
    let text = Bilingual {
        en: "none of its bad examples is reported".to_owned(),
        ja: "bad の例がどれも報告されません".to_owned(),
    };
    (missing == file.bad.len()).then_some(Lint { kind: LintKind::NeverMatching, text })
}
