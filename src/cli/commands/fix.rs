//! `mailcheck fix DRAFT...`

use super::drafts::today;
use super::{language, load_settings};
use crate::cli::args::{Arguments, Fix};
use crate::cli::output_file::OutputFile;
use crate::cli::terminal;
use crate::fix::{Reach, applied, diff};
use crate::lang::Lang;
use crate::paths::{Input, inputs};
use crate::report::safe;
use crate::run::checker::{CheckOptions, Checker};
use crate::run::drafts::{EXIT_CLEAN, EXIT_FAILURE, EXIT_FINDINGS, shown_path};
use crate::run::fix::{Corrected, corrected};
use crate::run::read::read;
use miette::{IntoDiagnostic, Result, miette};
use std::io::Write;
use std::path::Path;

pub(in crate::cli) fn run(arguments: &Arguments, fix: &Fix) -> Result<u8> {
    let loaded = load_settings(arguments)?;
    let lang = language(&arguments.common, &loaded);
    let options = CheckOptions { only: fix.only.clone(), today: today(None)?, ..CheckOptions::default() };
    let checker = Checker::new(loaded.settings, &options)?;
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
    let reach = if fix.guesses { Reach::Guesses } else { Reach::Safe };
    let (mut code, mut is_silent) = (EXIT_CLEAN, true);
    for input in &inputs {
        let (Input::Stdin(path) | Input::File(path) | Input::Deleted(path) | Input::Broken(path, _)) = input;
        let path = safe::line(&shown_path(path).0).into_owned();
        let bytes = read(input, checker.limits());
        let found = bytes
            .as_ref()
            .map_err(Clone::clone)
            .and_then(|bytes| corrected(bytes, input.file(), &checker, reach).map(|corrected| (bytes, corrected)));
        let (bytes, found) = match found {
            Ok(found) => found,
            Err(failure) => {
                eprintln!("{path}: {}", failure.text.get(lang));
                (code, is_silent) = (EXIT_FAILURE, false);
                continue;
            }
        };
        is_silent &= found.edits.is_empty() && found.left.is_empty();
        let is_written = write(fix, input, bytes, &found, lang)?;
        tell(&path, &found, is_written, lang);
        let has_more = !found.left.is_empty() || !is_written && !found.edits.is_empty();
        code = code.max(if has_more { EXIT_FINDINGS } else { EXIT_CLEAN });
    }
    if is_silent {
        eprintln!("{}", lang.pick("nothing to correct", "直すところはありません"));
    }
    Ok(code)
}

/// Writes the corrected draft, or shows what would change; true when it was written.
fn write(fix: &Fix, input: &Input, bytes: &[u8], found: &Corrected, lang: Lang) -> Result<bool> {
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
    if !found.edits.is_empty() {
        replace(target, input.file(), &applied(bytes, &found.edits))?;
    }
    Ok(true)
}

/// The whole file at once, or the old one; what nobody else could read stays so.
fn replace(target: &Path, source: Option<&Path>, bytes: &[u8]) -> Result<()> {
    let mut file = OutputFile::create(target)?;
    let permissions = source.and_then(|source| std::fs::metadata(source).ok()).map(|metadata| metadata.permissions());
    if let (Some(temporary), Some(permissions)) = (file.temporary(), permissions) {
        std::fs::set_permissions(temporary, permissions).into_diagnostic()?;
    }
    file.writer().write_all(bytes).into_diagnostic()?;
    file.keep()
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
