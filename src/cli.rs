//! The command line: options in, exit code out. The only room that knows clap. Knows nothing of the inside beyond
//! `run` and `settings`.

pub mod args;
mod commands;
mod japanese;
mod manual;
mod output_file;
mod output_place;
mod reports;
mod terminal;
mod watch;

use crate::lang::Lang;
use crate::native_host::manifest::PROGRAM_NAME;
use crate::run::drafts::EXIT_FAILURE;
use args::{Arguments, Check, Command};
use clap::{Args, CommandFactory, FromArgMatches};
use std::ffi::OsString;
use std::path::Path;
use std::process::ExitCode;

/// Runs the program with these arguments, the first being its name.
#[must_use]
pub fn main(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let mut arguments: Vec<OsString> = arguments.into_iter().collect();
    let lang = terminal::language_of(&arguments);
    let is_called =
        |name: &str| arguments.first().and_then(|path| Path::new(path).file_stem()).is_some_and(|stem| stem == name);
    if is_called("sendmail") {
        return ExitCode::from(commands::sendmail::run(&arguments[1..], lang));
    }
    // Its words are those of another program, with other rules than ours.
    if arguments.get(1).is_some_and(|command| command == "sendmail") && !asks_for_help(&arguments[2..]) {
        return ExitCode::from(commands::sendmail::run(&arguments[2..], lang));
    }
    if is_called(PROGRAM_NAME) {
        arguments.insert(1, "native-host".into());
    }
    let matches = match command(lang).try_get_matches_from(&arguments) {
        Ok(matches) => matches,
        Err(error) => {
            return ExitCode::from(terminal::print_answer(&error));
        }
    };
    let parsed = match Arguments::from_arg_matches(&matches) {
        Ok(parsed) => parsed,
        Err(error) => {
            return ExitCode::from(terminal::print_answer(&error));
        }
    };
    if let Some(stray) = stray_of_checking(&matches) {
        let message = format!("`{stray}` belongs to checking drafts, not to this command");
        let error = command(lang).error(clap::error::ErrorKind::ArgumentConflict, message);
        return ExitCode::from(terminal::print_answer(&error));
    }
    let result = match &parsed.command {
        None => commands::drafts::run(&parsed),
        Some(Command::Show(show)) => commands::show::run(&parsed, show),
        Some(Command::Rules { command }) => commands::rules::run(&parsed, command),
        Some(Command::Explain { rule }) => commands::explain::run(&parsed, rule),
        Some(Command::Config { command }) => commands::config::run(&parsed, command),
        Some(Command::Lsp { .. }) => commands::lsp::run(&parsed),
        Some(Command::Book { command }) => commands::book::run(&parsed, command),
        Some(Command::Fix(fix)) => commands::fix::run(&parsed, fix),
        Some(Command::Sheet(sheet)) => commands::sheet::run(&parsed, sheet),
        Some(Command::Init(init)) => commands::init::run(&parsed, init),
        Some(Command::Digest(digest)) => commands::digest::run(&parsed, digest),
        Some(Command::Sent(sent)) => commands::sent::run(&parsed, sent),
        Some(Command::Completions { shell }) => commands::completions::run(command(lang), *shell),
        Some(Command::Split(split)) => commands::split::run(&parsed, split),
        Some(Command::Approve(approve)) => commands::approve::run(&parsed, approve),
        Some(Command::Verify(verify)) => commands::verify::run(&parsed, verify),
        Some(Command::Approvals(approvals)) => commands::verify::list(&parsed, approvals),
        Some(Command::Apology(apology)) => commands::split::apologize(&parsed, apology),
        Some(Command::Gate(gate)) => Ok(commands::gate::run(gate, parsed.common.config.as_deref(), lang)),
        Some(Command::Milter(milter)) => Ok(commands::milter::run(milter, parsed.common.config.as_deref(), lang)),
        Some(Command::NativeHost(host)) => commands::native_host::run(host, parsed.common.config.as_deref(), lang),
        Some(Command::OpensmtpdFilter { fail_on }) => {
            Ok(commands::opensmtpd_filter::run(*fail_on, parsed.common.config.as_deref(), lang))
        }
        Some(Command::GitValidate { files }) => {
            Ok(commands::gate::validate(files, parsed.common.config.as_deref(), lang))
        }
        Some(Command::Sendmail { words }) => Ok(commands::sendmail::run(words, lang)),
        Some(Command::Man) => commands::man::run(command(lang), lang),
    };
    ExitCode::from(result.unwrap_or_else(|report| {
        terminal::print_error(&report, &parsed.common);
        EXIT_FAILURE
    }))
}

/// sendmail itself has no such options.
fn asks_for_help(words: &[OsString]) -> bool {
    words.first().is_some_and(|word| word == "--help" || word == "-h" && words.len() == 1)
}

/// An option of checking, or a draft, that was given together with another command, which would not heed it.
fn stray_of_checking(matches: &clap::ArgMatches) -> Option<String> {
    matches.subcommand_name()?;
    let mut of_checking = Check::augment_args(clap::Command::new("mailcheck").disable_help_flag(true));
    of_checking.build();
    let is_given = |id: &clap::Id| matches.value_source(id.as_str()) == Some(clap::parser::ValueSource::CommandLine);
    of_checking.get_arguments().find(|argument| is_given(argument.get_id())).map(ToString::to_string)
}

/// The command with its help in `lang`.
#[must_use]
pub fn command(lang: Lang) -> clap::Command {
    let command = Arguments::command();
    match lang {
        Lang::En => command,
        Lang::Ja => japanese::translate(command),
    }
}
