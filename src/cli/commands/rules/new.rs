//! `mailcheck rules new NAME`: a rule to start from.

use crate::cli::args::Arguments;
use crate::cli::commands::{language, load_settings};
use crate::cli::terminal;
use crate::lang::Lang;
use crate::rule::builtin::builtin_ids;
use crate::rule::file::id_problem;
use crate::rule::skeleton::skeleton;
use crate::run::drafts::EXIT_CLEAN;
use miette::{IntoDiagnostic, Result, WrapErr, miette};
use std::fs::OpenOptions;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

/// Where the rule goes when neither an option nor the settings say where rules are.
const FOLDER: &str = "rules";

pub(super) fn run(arguments: &Arguments, name: &str, folder: Option<&Path>) -> Result<u8> {
    let loaded = load_settings(arguments)?;
    let lang = language(&arguments.common, &loaded);
    if let Some(problem) = id_problem(name) {
        let help = lang.pick(
            "name the slip in lower-case words with hyphens, such as `old-price-list`",
            "誤りそのものを、小文字の英単語とハイフンで表してください（例：old-price-list）",
        );
        return Err(miette!(help = help, "{problem}"));
    }
    if builtin_ids().any(|id| id == name) {
        let message = lang.pick("there is a rule `{}` already", "「{}」というルールはすでにあります");
        return Err(miette!(help = format!("mailcheck explain {name}"), "{}", message.replace("{}", name)));
    }
    let named = loaded.settings.rule_folders.iter().find(|path| path.is_dir());
    let is_used = folder.is_none() && named.is_some();
    let folder = folder.map(PathBuf::from).or_else(|| named.cloned()).unwrap_or_else(|| PathBuf::from(FOLDER));
    let path = folder.join(format!("{name}.toml"));
    write(&path, &skeleton(name, lang), lang)?;
    let shown = path.display();
    terminal::print(&match lang {
        Lang::En => format!("wrote {shown}; prove it with `mailcheck rules test {shown}`\n"),
        Lang::Ja => format!("{shown} を作成しました。mailcheck rules test {shown} で試せます\n"),
    })?;
    if !is_used {
        let folder = folder.display().to_string().replace('\\', "/");
        terminal::print(&match lang {
            Lang::En => format!("to use it, name its folder in mailcheck.toml: rules = [\"{folder}\"]\n"),
            Lang::Ja => format!("使うには、mailcheck.toml にフォルダーを書いてください：rules = [\"{folder}\"]\n"),
        })?;
    }
    Ok(EXIT_CLEAN)
}

/// Writes the file, its folder made if need be; one that is there already is never overwritten.
fn write(path: &Path, text: &str, lang: Lang) -> Result<()> {
    let shown = path.display().to_string();
    let cannot = || lang.pick("{} cannot be written", "{} に書き込めません").replace("{}", &shown);
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        std::fs::create_dir_all(folder).into_diagnostic().wrap_err_with(cannot)?;
    }
    let mut file = match OpenOptions::new().write(true).create_new(true).open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            let message = lang.pick("{} is there already", "{} はすでにあります").replace("{}", &shown);
            let help = lang.pick("edit it, or choose another name", "それを編集するか、別の名前にしてください");
            return Err(miette!(help = help, "{message}"));
        }
        Err(error) => return Err(error).into_diagnostic().wrap_err_with(cannot),
    };
    file.write_all(text.as_bytes()).into_diagnostic().wrap_err_with(cannot)
}
