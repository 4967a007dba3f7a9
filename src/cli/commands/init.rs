//! `mailcheck init`: a first mailcheck.toml; asks nothing it can find out.

use crate::cli::args::{Arguments, Init};
use crate::cli::terminal;
use crate::domain_name::fold_domain;
use crate::lang::Lang;
use crate::lists::{List, Lists};
use crate::load::{Limits, load};
use crate::paths::inputs;
use crate::run::drafts::{DEFAULT_CODE_PAGE, EXIT_CLEAN};
use crate::run::read::{load_failure, read};
use crate::settings::{FILE_NAME, Guess, starter};
use miette::{IntoDiagnostic, Result, WrapErr, miette};
use std::collections::BTreeSet;
use std::fs::OpenOptions;
use std::io::{ErrorKind, Write};
use std::process::Command;

pub(in crate::cli) fn run(arguments: &Arguments, init: &Init) -> Result<u8> {
    let lang = arguments.common.lang.map_or_else(terminal::locale_language, Lang::from);
    let consumers = Lists::builtin().get("consumer-domains").unwrap_or_default();
    let mut domains = sender_domains(init, &consumers, lang)?;
    if domains.is_empty() {
        domains.extend(git_domain(&consumers));
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

/// Domains of the drafts' senders, without those of mail providers.
fn sender_domains(init: &Init, consumers: &List, lang: Lang) -> Result<BTreeSet<String>> {
    let limits = Limits::default();
    let mut domains = BTreeSet::new();
    for input in inputs(&init.drafts, None).inputs {
        let bytes = read(&input, &limits);
        let messages = bytes
            .and_then(|bytes| load(&bytes, &limits, DEFAULT_CODE_PAGE).map_err(|error| load_failure(&error)))
            .map_err(|failure| miette!("{}", failure.text.get(lang)))?;
        let senders = messages.iter().flat_map(|message| &message.draft.from);
        let folded = senders.filter_map(|mailbox| fold_domain(&mailbox.addr_spec()?.domain));
        domains.extend(folded.filter(|domain| consumers.domain(domain).is_none()));
    }
    Ok(domains)
}

/// The domain of the address by which git knows the user; `None` without git, or for a provider's domain.
fn git_domain(consumers: &List) -> Option<String> {
    let output = Command::new("git").args(["config", "user.email"]).output().ok()?;
    let address = String::from_utf8(output.stdout).ok()?;
    let domain = fold_domain(address.trim().rsplit_once('@')?.1)?;
    let is_nobodys = consumers.domain(&domain).is_some() || domain.contains("noreply");
    (!is_nobodys).then_some(domain)
}
