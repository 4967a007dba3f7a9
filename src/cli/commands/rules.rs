//! `mailcheck rules list|test|check|new`: which rule files are meant, and what is in force.

mod check;
mod new;
mod test;

use super::{language, load_settings};
use crate::cli::args::{Arguments, RulesCommand};
use crate::cli::terminal;
use crate::lang::Lang;
use crate::lists::Lists;
use crate::rule::builtin::{builtin_file, builtin_ids, builtin_text};
use crate::rule::file::RuleFile;
use crate::rule::folder::{UserRule, read_paths};
use crate::rule::set::WhyOff;
use crate::run::checker::{CheckOptions, Checker, CheckerError};
use crate::run::drafts::{EXIT_CLEAN, EXIT_FAILURE};
use miette::Result;
use std::path::PathBuf;

pub(in crate::cli) fn run(arguments: &Arguments, command: &RulesCommand) -> Result<u8> {
    match command {
        RulesCommand::List => list(arguments),
        RulesCommand::Test { paths, format } => test::run(arguments, paths, *format),
        RulesCommand::Check { paths } => check::run(arguments, paths),
        RulesCommand::New { name, dir } => new::run(arguments, name, dir.as_deref()),
    }
}

/// Columns of the longest level, `info, warning, error`.
const LEVEL_WIDTH: usize = 20;

fn list(arguments: &Arguments) -> Result<u8> {
    let loaded = load_settings(arguments)?;
    let lang = language(&arguments.common, &loaded);
    let checker = Checker::new(loaded.settings, &CheckOptions::default())?;
    let known = checker.rules().known();
    let width = known.iter().map(|rule| rule.file.id.len()).max().unwrap_or(0);
    for rule in known {
        let tuned = checker.rules().get(&rule.file.id).and_then(|rule| rule.fixed_severity);
        let levels = rule.file.levels().into_iter().map(|(level, _)| level.name());
        let level = tuned.map_or_else(|| levels.collect::<Vec<_>>().join(", "), |tuned| tuned.name().to_owned());
        let state = rule.off.map_or_else(|| lang.pick("on", "有効").to_owned(), |why| reason(why, lang));
        terminal::print(&format!("{:width$}  {level:LEVEL_WIDTH$}  {state}\n", rule.file.id))?;
    }
    Ok(EXIT_CLEAN)
}

fn reason(why: WhyOff, lang: Lang) -> String {
    match why {
        WhyOff::NotSelected => lang.pick("off: not selected", "無効：選ばれていません").to_owned(),
        WhyOff::Skipped => lang.pick("off: skipped", "無効：--skip で除外").to_owned(),
        WhyOff::Settings => lang.pick("off: by the settings", "無効：設定による").to_owned(),
        WhyOff::Needs(need) => lang.pick("off: needs {}", "無効：{} の設定が必要").replace("{}", need.name()),
        WhyOff::Default => lang.pick("off: unless switched on", "無効：既定では使いません").to_owned(),
    }
}

/// A rule file with its text and the name it goes by in messages.
struct Written {
    file: RuleFile,
    text: String,
    name: String,
}

impl Written {
    /// The line on which that byte stands, from 1.
    fn line_of(&self, at: usize) -> usize {
        self.text[..at.min(self.text.len())].matches('\n').count() + 1
    }
}

impl From<UserRule> for Written {
    fn from(rule: UserRule) -> Self {
        Self { file: rule.file, text: rule.text, name: rule.path.display().to_string() }
    }
}

/// The rule files named, else the built-in ones and those of the settings.
fn written(arguments: &Arguments, paths: &[PathBuf]) -> Result<Vec<Written>> {
    let mut all = Vec::new();
    let folders = if paths.is_empty() {
        all.extend(builtin_ids().filter_map(|id| {
            let name = format!("rules/{id}.toml");
            Some(Written { file: builtin_file(id)?, text: builtin_text(id)?.to_owned(), name })
        }));
        load_settings(arguments)?.settings.rule_folders
    } else {
        paths.to_vec()
    };
    let mut errors = Vec::new();
    all.extend(read_paths(&folders, &Lists::names(), &mut errors).into_iter().map(Written::from));
    if errors.is_empty() { Ok(all) } else { Err(CheckerError::Rules(errors).into()) }
}

/// `1 rule`, `2 rules`.
fn counted(number: usize, what: &str) -> String {
    format!("{number} {what}{}", if number == 1 { "" } else { "s" })
}

/// A check that checked nothing is not a pass.
fn none_found(lang: Lang) -> u8 {
    eprintln!("{}", lang.pick("no rule file was found", "ルールファイルがありません"));
    EXIT_FAILURE
}
