//! `mailcheck fix DRAFT...`

use super::drafts::today;
use super::{language, load_settings};
use crate::cli::args::{Arguments, Fix};
use crate::cli::output_file::OutputFile;
use crate::cli::terminal;
use crate::convert::{Change, Refusal};
use crate::fix::{Reach, applied, diff};
use crate::lang::Lang;
use crate::paths::{Input, inputs};
use crate::report::{Failure, safe};
use crate::run::checker::{CheckOptions, Checker};
use crate::run::drafts::{EXIT_CLEAN, EXIT_FAILURE, EXIT_FINDINGS, shown_path};
use crate::run::fix::{Corrected, converted, corrected};
use crate::run::read::read;
use miette::{IntoDiagnostic, miette};
use std::collections::BTreeSet;
use std::io::Write;
use std::path::Path;
use std::sync::Arc;

pub(in crate::cli) fn run(arguments: &Arguments, fix: &Fix) -> miette::Result<u8> {
    let loaded = load_settings(arguments)?;
    let lang = language(&arguments.common, &loaded);
    let options = CheckOptions { only: fix.only.clone(), today: today(None)?, ..CheckOptions::default() };
    let checker = Checker::new(loaded.settings, &options)?;
    refuse_rules_without_correction(fix, &checker, lang)?;
    let inputs = inputs(&fix.drafts, None).inputs;
    if fix.output.is_some() && inputs.len() != 1 {
        let text = lang.pick("--output takes one draft at a time", "--output に指定できる下書きは 1 つだけです");
        return Err(miette!("{text}"));
    }
    if let Some(there) = fix.output.as_ref().filter(|output| output.is_file()) {
        let help = lang.pick(
            "name another file, or correct the draft itself with --write",
            "別のファイルを指定するか、--write で下書きそのものを修正してください",
        );
        let message = lang.pick("`{}` is there already", "「{}」はすでにあります");
        return Err(miette!(help = help, "{}", message.replace("{}", &there.display().to_string())));
    }
    if let Some(item) = fix.output.as_ref().filter(|output| has_ending_of_item(output)) {
        let help = lang.pick("name a file that ends in .eml", ".eml で終わるファイル名を指定してください");
        let message =
            lang.pick("`{}` would be no file of Outlook", "「{}」を Outlook のファイルとして書き出すことはできません");
        return Err(miette!(help = help, "{}", message.replace("{}", &item.display().to_string())));
    }
    let reach = if fix.guesses { Reach::Guesses } else { Reach::Safe };
    let (mut code, mut is_silent) = (EXIT_CLEAN, true);
    for input in &inputs {
        let (Input::Stdin(path) | Input::File(path) | Input::Deleted(path) | Input::Broken(path, _)) = input;
        let path = safe::line(&shown_path(path).0).into_owned();
        let draft = match draft(fix, input, &checker, reach) {
            Ok(Ok(draft)) => draft,
            Ok(Err(refusal)) => {
                let text = lang.pick("not converted", "変換できません");
                eprintln!("{path}: {text}: {}", refusal.text().get(lang));
                (code, is_silent) = (code.max(EXIT_FINDINGS), false);
                continue;
            }
            Err(failure) => {
                eprintln!("{path}: {}", failure.text.get(lang));
                (code, is_silent) = (EXIT_FAILURE, false);
                continue;
            }
        };
        let found = &draft.found;
        is_silent &= found.edits.is_empty() && found.left.is_empty() && draft.changes.is_none();
        let is_written = write(fix, input, &draft, lang)?;
        tell_conversion(&path, fix, &draft, lang);
        tell(&path, found, is_written, lang);
        let has_more = !found.left.is_empty() || !is_written && !found.edits.is_empty();
        code = code.max(if has_more { EXIT_FINDINGS } else { EXIT_CLEAN });
    }
    if is_silent {
        eprintln!("{}", lang.pick("nothing to correct", "直すところはありません"));
    }
    Ok(code)
}

/// Nobody should wait for a correction that is never made.
fn refuse_rules_without_correction(fix: &Fix, checker: &Checker, lang: Lang) -> miette::Result<()> {
    for rule in checker.rules().rules().iter().filter(|rule| fix.only.contains(&rule.id)) {
        let (message, help) = match Reach::of(&rule.fix) {
            None => (
                lang.pick("there is no correction for `{}`", "「{}」が見つけたものを自動で修正することはできません"),
                lang.pick("`mailcheck explain` says what to do", "直し方は mailcheck explain で確認できます"),
            ),
            Some(Reach::Guesses) if !fix.guesses => (
                lang.pick("`{}` is corrected with --unsafe only", "「{}」の修正には --unsafe が必要です"),
                lang.pick("look at the result before it is sent", "修正結果を確かめてから送信してください"),
            ),
            Some(_) => continue,
        };
        return Err(miette!(help = help, "{}", message.replace("{}", &rule.id)));
    }
    Ok(())
}

/// A draft with its corrections.
struct Draft {
    bytes: Arc<[u8]>,
    /// What changed when it was made of an Outlook item; `None` when it was not.
    changes: Option<BTreeSet<Change>>,
    found: Corrected,
}

/// Reads a draft; an Outlook item becomes another one where there is a place to write it to.
fn draft(fix: &Fix, input: &Input, checker: &Checker, reach: Reach) -> Result<Result<Draft, Refusal>, Failure> {
    let mut bytes = read(input, checker.limits())?;
    let mut changes = None;
    if fix.output.is_some() {
        match converted(&bytes, checker)? {
            Some(Ok(converted)) => (bytes, changes) = (converted.message.into(), Some(converted.changes)),
            Some(Err(refusal)) => return Ok(Err(refusal)),
            None => {}
        }
    }
    let found = corrected(&bytes, input.file(), checker, reach)?;
    Ok(Ok(Draft { bytes, changes, found }))
}

/// Writes the corrected draft, or shows what would change; true when it was written.
fn write(fix: &Fix, input: &Input, draft: &Draft, lang: Lang) -> miette::Result<bool> {
    let Draft { bytes, found, .. } = draft;
    let target = match (&fix.output, input.file()) {
        (Some(output), _) => Some(output.as_path()),
        (None, Some(path)) if fix.write => Some(path),
        (None, None) if fix.write => {
            let text = lang.pick(
                "standard input cannot be corrected where it lies: use --output FILE",
                "標準入力は書き換えられません。--output で書き出し先を指定してください",
            );
            return Err(miette!("{text}"));
        }
        _ => None,
    };
    let Some(target) = target else {
        let (Input::Stdin(path) | Input::File(path) | Input::Deleted(path) | Input::Broken(path, _)) = input;
        terminal::print(&safe::block(&diff(&shown_path(path).0, bytes, &found.edits)))?;
        return Ok(false);
    };
    if !found.edits.is_empty() || draft.changes.is_some() {
        replace(target, input.file(), &applied(bytes, &found.edits))?;
    }
    Ok(true)
}

/// The whole file at once, or the old one; what nobody else could read stays so.
fn replace(target: &Path, source: Option<&Path>, bytes: &[u8]) -> miette::Result<()> {
    let mut file = OutputFile::create(target)?;
    let permissions = source.and_then(|source| std::fs::metadata(source).ok()).map(|metadata| metadata.permissions());
    if let (Some(temporary), Some(permissions)) = (file.temporary(), permissions) {
        std::fs::set_permissions(temporary, permissions).into_diagnostic()?;
    }
    file.writer().write_all(bytes).into_diagnostic()?;
    file.keep()
}

fn has_ending_of_item(path: &Path) -> bool {
    let ending = path.extension().unwrap_or_default();
    ["msg", "oft"].iter().any(|item| ending.eq_ignore_ascii_case(item))
}

fn tell_conversion(path: &str, fix: &Fix, draft: &Draft, lang: Lang) {
    let (Some(changes), Some(output)) = (&draft.changes, &fix.output) else { return };
    let text = lang.pick("converted to", "次のファイルに変換しました");
    eprintln!("{path}: {text}: {}", safe::line(&shown_path(output).0));
    for change in changes {
        eprintln!("{path}: {}", change.text().get(lang));
    }
}

fn tell(path: &str, found: &Corrected, is_written: bool, lang: Lang) {
    if !found.answered.is_empty() {
        let text = match is_written {
            true => lang.pick("corrected", "修正しました"),
            false => lang.pick("can be corrected (--write)", "修正できます（--write）"),
        };
        eprintln!("{path}: {text}: {}", found.answered.join(", "));
    }
    for (rule, obstacle) in &found.left {
        let text = lang.pick("not corrected", "修正できません");
        eprintln!("{path}: {text}: {rule}: {}", obstacle.text().get(lang));
    }
}
