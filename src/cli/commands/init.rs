//! `mailcheck init`: a first mailcheck.toml; asks nothing it can find out.

use crate::cli::args::{Arguments, Init};
use crate::cli::terminal;
use crate::lang::Lang;
use crate::run::drafts::EXIT_CLEAN;
use crate::run::senders::Senders;
use crate::settings::{FILE_NAME, Guess, starter};
use miette::{IntoDiagnostic, Result, WrapErr, miette};
use std::fs::OpenOptions;
use std::io::{ErrorKind, Write};
use std::process::Command;

pub(in crate::cli) fn run(arguments: &Arguments, init: &Init) -> Result<u8> {
    let lang = arguments.common.lang.map_or_else(terminal::locale_language, Lang::from);
    let senders = Senders::default();
    let mut domains = senders.domains_of(&init.drafts).map_err(|failure| miette!("{}", failure.text.get(lang)))?;
    if domains.is_empty() {
        domains.extend(git_address().and_then(|address| senders.domain_of(&address)));
    }
    let text = starter(&Guess { domains: domains.into_iter().collect() }, lang);
    // `create_new`: a file that is there already is never overwritten.
    let mut file = match OpenOptions::new().write(true).create_new(true).open(FILE_NAME) {
        Ok(file) => file,
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            let help = lang.pick("edit it, or remove it first", "編集するか、削除してからやり直してください");
            let message = lang.pick(
                "there is a mailcheck.toml in this folder already",
                "このフォルダーにはすでに mailcheck.toml があります",
            );
            return Err(miette!(help = help, "{message}"));
        }
        Err(error) => return Err(error).into_diagnostic().wrap_err("mailcheck.toml cannot be written"),
    };
    file.write_all(text.as_bytes()).into_diagnostic().wrap_err("mailcheck.toml cannot be written")?;
    terminal::print(lang.pick("wrote mailcheck.toml\n", "mailcheck.toml を作成しました\n"))?;
    Ok(EXIT_CLEAN)
}

/// The address by which git knows the user; `None` without git.
fn git_address() -> Option<String> {
    let output = Command::new("git").args(["config", "user.email"]).output().ok()?;
    Some(String::from_utf8(output.stdout).ok()?.trim().to_owned())
}
