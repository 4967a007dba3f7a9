//! `mailcheck completions SHELL`: the script that a shell loads. Reads no settings: a shell that starts asks nobody.

use crate::cli::terminal;
use crate::rule::builtin::builtin_ids;
use crate::run::drafts::EXIT_CLEAN;
use clap::Command;
use clap::builder::{PossibleValue, PossibleValuesParser};
use clap_complete::Shell;
use miette::{IntoDiagnostic, Result};

pub(in crate::cli) fn run(command: Command, shell: Shell) -> Result<u8> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut with_rules(command), "mailcheck", &mut script);
    terminal::print(&String::from_utf8(script).into_diagnostic()?)?;
    Ok(EXIT_CLEAN)
}

/// The same command, where a rule is one of the built-in ones: a shell offers them. Checking takes other rules too.
fn with_rules(command: Command) -> Command {
    let names: Vec<String> = command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
    let command = command.mut_args(|argument| {
        let takes_rule = argument.get_value_names().is_some_and(|names| names.iter().any(|name| name == "RULE"));
        if takes_rule {
            return argument.value_parser(PossibleValuesParser::new(builtin_ids()));
        }
        // In Japanese the words stand in the help, and what clap says of each is English.
        let words: Vec<PossibleValue> =
            argument.get_possible_values().into_iter().map(|word| word.help(None)).collect();
        let is_explained = argument.get_action().takes_values() && argument.is_hide_possible_values_set();
        if is_explained { argument.value_parser(PossibleValuesParser::new(words)) } else { argument }
    });
    names.into_iter().fold(command, |command, name| command.mut_subcommand(name, with_rules))
}
