//! The manual page, written from the commands and options as clap knows them. What no option says stands in `prose`.

mod prose;
mod roff;

use crate::lang::Lang;
use clap::{Arg, Command};
use roff::{Roff, bold, syntax};

/// The page as `man` reads it, from the command with its help in `lang`.
pub(super) fn page(mut command: Command, lang: Lang) -> String {
    command.build();
    let mut page = Roff::new("mailcheck", env!("CARGO_PKG_VERSION"));
    page.section(lang.pick("NAME", "名前"));
    page.text(&format!("mailcheck - {}", prose::name(lang)));
    page.section(lang.pick("SYNOPSIS", "書式"));
    synopsis(&mut page, &command);
    page.section(lang.pick("DESCRIPTION", "説明"));
    for paragraph in prose::description(lang) {
        page.paragraph(paragraph);
    }
    page.section(lang.pick("OPTIONS", "オプション"));
    options(&mut page, &command, lang, |argument| !is_common(argument));
    page.subsection(lang.pick("Options of every command", "すべてのコマンドに共通のオプション"));
    options(&mut page, &command, lang, is_common);
    page.section(lang.pick("COMMANDS", "コマンド"));
    for sub in command.get_subcommands() {
        describe(&mut page, sub, lang);
    }
    for section in prose::sections(lang) {
        page.section(section.title);
        for (term, text) in section.items {
            page.item(&bold(term), text);
        }
        for (text, example) in section.examples {
            page.paragraph(text);
            page.example(example);
        }
    }
    page.section(lang.pick("SEE ALSO", "関連項目"));
    page.text(prose::see_also(lang));
    page.finish()
}

/// A command that does something, or those below it.
fn describe(page: &mut Roff, command: &Command, lang: Lang) {
    if command.has_subcommands() {
        for sub in command.get_subcommands() {
            describe(page, sub, lang);
        }
        return;
    }
    page.subsection(command.get_bin_name().unwrap_or_else(|| command.get_name()));
    synopsis(page, command);
    page.paragraph(&sentence(&command.get_about().map(ToString::to_string).unwrap_or_default(), lang));
    options(page, command, lang, |argument| !is_common(argument));
}

fn synopsis(page: &mut Roff, command: &Command) {
    let usage = command.clone().render_usage().to_string();
    // "Usage: " stands before the first.
    for line in usage.lines().filter_map(|line| line.find("mailcheck").map(|start| &line[start..])) {
        page.usage(line);
    }
}

/// Help, version and what every command heeds: told once.
fn is_common(argument: &Arg) -> bool {
    argument.is_global_set() || matches!(argument.get_id().as_str(), "help" | "version")
}

fn options(page: &mut Roff, command: &Command, lang: Lang, is_told: impl Fn(&Arg) -> bool) {
    let arguments = command.get_arguments().filter(|argument| is_told(argument) && !argument.is_hide_set());
    for argument in arguments {
        let text = sentence(&argument.get_help().map(ToString::to_string).unwrap_or_default(), lang);
        let default = default(argument, lang);
        let values = argument.get_possible_values();
        let is_listed = argument.get_action().takes_values() && !argument.is_hide_possible_values_set();
        let listed = values.iter().filter(|_| is_listed).map(|value| (value.get_name(), value.get_help()));
        let (explained, plain): (Vec<_>, Vec<_>) = listed.partition(|(_, help)| help.is_some());
        let names: Vec<String> = plain.iter().map(|(name, _)| format!("`{name}`")).collect();
        let names = if names.is_empty() { String::new() } else { format!(" {}.", names.join(", ")) };
        page.item(&syntax(&term(argument)), &format!("{text}{names}{default}"));
        if !explained.is_empty() {
            page.words(explained.iter().map(|(name, help)| (*name, help.map(ToString::to_string).unwrap_or_default())));
        }
    }
}

/// `-o, --output <FILE>`, `[PATH]...`
fn term(argument: &Arg) -> String {
    if argument.is_positional() {
        return argument.to_string();
    }
    let names = argument.get_value_names().filter(|_| argument.get_action().takes_values()).unwrap_or_default();
    let short = argument.get_short().map(|short| format!("-{short}"));
    let long = argument.get_long().map(|long| format!("--{long}"));
    let called = short.into_iter().chain(long).collect::<Vec<_>>().join(", ");
    names.iter().fold(called, |called, name| format!("{called} <{name}>"))
}

fn sentence(text: &str, lang: Lang) -> String {
    format!("{}{}", text.trim_end_matches(['.', '。']), lang.pick(".", "。"))
}

/// What holds without the option.
fn default(argument: &Arg, lang: Lang) -> String {
    let values = argument.get_default_values().iter().filter_map(|value| value.to_str());
    let values: Vec<&str> = values.filter(|_| argument.get_action().takes_values()).collect();
    if values.is_empty() {
        return String::new();
    }
    lang.pick(" Default: `{}`.", "省略時は `{}`。").replace("{}", &values.join(" "))
}
