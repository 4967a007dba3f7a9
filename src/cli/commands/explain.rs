//! `mailcheck explain RULE`: the rule's page.

use super::{language, load_settings};
use crate::cli::args::Arguments;
use crate::cli::terminal;
use crate::document::nearest;
use crate::lists::Lists;
use crate::rule::file::RuleFile;
use crate::run::checker::{CheckOptions, Checker};
use crate::run::drafts::EXIT_CLEAN;
use crate::run::pages::rule_page;
use miette::{Result, miette};

pub(in crate::cli) fn run(arguments: &Arguments, id: &str) -> Result<u8> {
    let loaded = load_settings(arguments)?;
    let lang = language(&arguments.common, &loaded);
    let checker = Checker::new(loaded.settings, &CheckOptions::default())?;
    let Some(rule) = checker.rules().find(id) else {
        let ids = checker.rules().known().iter().map(|rule| rule.file.id.as_str());
        let help = match nearest(id, ids) {
            Some(name) => lang.pick("did you mean `{}`?", "「{}」ではありませんか").replace("{}", name),
            None => lang
                .pick("`mailcheck rules list` names every rule", "一覧は mailcheck rules list で見られます")
                .to_owned(),
        };
        let message = lang.pick("there is no rule `{}`", "「{}」というルールはありません").replace("{}", id);
        return Err(miette!(help = help, "{message}"));
    };
    // Built-in rules are kept in memory without prose: the page needs the whole file.
    let file = RuleFile::parse(&rule.file.id, &format!("{}.toml", rule.file.id), rule.text(), &Lists::names())?;
    terminal::print(&rule_page(&file, lang))?;
    Ok(EXIT_CLEAN)
}
