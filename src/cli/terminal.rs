//! What the terminal can show, and the user's language. Knows nothing of reports' inside.

use super::args::{ColorArgument, Common};
use crate::lang::Lang;
use crate::report::human::Style;
use crate::report::safe;
use crate::run::drafts::{EXIT_CLEAN, EXIT_FAILURE};
use miette::{
    Diagnostic, GraphicalReportHandler, GraphicalTheme, IntoDiagnostic, LabeledSpan, NarratableReportHandler,
    SourceCode,
};
use std::ffi::OsString;
use std::fmt;
use std::io::{ErrorKind, IsTerminal, Write};

/// Columns when nothing tells.
const DEFAULT_COLUMNS: usize = 80;

/// The language before settings are read: `--lang` anywhere on the command line, else the system's locale. Help
/// and complaints about options are printed in it.
pub(super) fn language_of(arguments: &[OsString]) -> Lang {
    let words: Vec<&str> = arguments.iter().filter_map(|argument| argument.to_str()).collect();
    let named = words.iter().enumerate().find_map(|(index, word)| match word.strip_prefix("--lang") {
        Some("") => words.get(index + 1).and_then(|name| Lang::from_name(name)),
        Some(rest) => rest.strip_prefix('=').and_then(Lang::from_name),
        None => None,
    });
    named.unwrap_or_else(locale_language)
}

/// The language of the system's locale.
pub(super) fn locale_language() -> Lang {
    sys_locale::get_locale().map_or(Lang::En, |locale| Lang::from_locale(&locale))
}

/// Prints to standard output, nothing of it able to steer a terminal. A reader that has closed its end (`| head`) has seen enough: that is no failure.
pub(super) fn print(text: &str) -> miette::Result<()> {
    match std::io::stdout().lock().write_all(safe::block(text).as_bytes()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(error).into_diagnostic(),
        _ => Ok(()),
    }
}

/// The same for a text that has our colours in it.
pub(super) fn print_coloured(text: &str) -> miette::Result<()> {
    match std::io::stdout().lock().write_all(safe_but_coloured(text).as_bytes()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(error).into_diagnostic(),
        _ => Ok(()),
    }
}

/// Prints what clap has to say, and gives the exit code. An argument may be the name of a file that somebody else chose
/// (`mailcheck *`), so a complaint about one is made safe.
pub(super) fn print_answer(answer: &clap::Error) -> u8 {
    // Nobody is left to tell when standard error is closed.
    if !answer.use_stderr() {
        // Help and version are answers, not mistakes, and all our own words.
        let _ = answer.print();
        return EXIT_CLEAN;
    }
    let text = answer.render();
    let is_coloured = supports_color::on(supports_color::Stream::Stderr).is_some();
    let text =
        if is_coloured { safe_but_coloured(&text.ansi().to_string()) } else { safe::block(&text.to_string()).into() };
    let _ = std::io::stderr().lock().write_all(text.as_bytes());
    EXIT_FAILURE
}

/// What standard output can show.
pub(super) fn style(color: ColorArgument) -> Style {
    Style {
        color: match color {
            ColorArgument::Always => true,
            ColorArgument::Never => false,
            ColorArgument::Auto => supports_color::on(supports_color::Stream::Stdout).is_some(),
        },
        // A pipe takes UTF-8; only a terminal can be unable to draw.
        unicode: !std::io::stdout().is_terminal() || supports_unicode::on(supports_unicode::Stream::Stdout),
        width: terminal_size::terminal_size().map_or(DEFAULT_COLUMNS, |(width, _)| usize::from(width.0)),
        graphics: std::env::var_os("NO_GRAPHICS").is_none_or(|value| value == "0"),
    }
}

/// Prints an error of ours to standard error, every problem on its own and in its place.
pub(super) fn print_error(error: &miette::Report, common: &Common) {
    let is_coloured = is_error_coloured(common.color);
    let mut diagnostics: Vec<&dyn Diagnostic> = Vec::new();
    flatten(error.as_ref(), &mut diagnostics);
    for diagnostic in diagnostics {
        let mut text = String::new();
        let rendered = if std::env::var_os("NO_GRAPHICS").is_some_and(|value| value != "0") {
            NarratableReportHandler::new().render_report(&mut text, &Alone(diagnostic))
        } else {
            graphical(is_coloured).render_report(&mut text, &Alone(diagnostic))
        };
        match rendered {
            Ok(()) if is_coloured => eprintln!("{}\n", safe_but_coloured(text.trim_end())),
            Ok(()) => eprintln!("{}\n", safe::block(text.trim_end())),
            Err(_) => eprintln!("{}", safe::block(&diagnostic.to_string())),
        }
    }
}

/// What miette and clap write: plain, bold, dim, underlined and five colours. None of them hides text on the background of
/// a terminal, as others do when a file brings them along.
const OUR_COLOURS: [&str; 12] = ["", "0", "1", "2", "4", "22", "31", "32", "33", "35", "36", "39"];

/// Settings and rules may come from a folder that somebody else wrote: of what steers a terminal only our colours
/// are kept.
fn safe_but_coloured(text: &str) -> String {
    let mut parts = text.split("\u{1b}[");
    let mut kept = safe::block(parts.next().unwrap_or_default()).into_owned();
    for part in parts {
        let (colour, rest) = part.split_at(part.find(|letter: char| !matches!(letter, '0'..='9' | ';')).unwrap_or(0));
        match rest.strip_prefix('m') {
            Some(rest) if colour.split(';').all(|number| OUR_COLOURS.contains(&number)) => {
                kept.extend(["\u{1b}[", colour, "m"]);
                kept.push_str(&safe::block(rest));
            }
            _ => kept.push_str(&safe::block(&format!("\u{1b}[{part}"))),
        }
    }
    kept
}

fn is_error_coloured(color: ColorArgument) -> bool {
    match color {
        ColorArgument::Always => true,
        ColorArgument::Never => false,
        ColorArgument::Auto => supports_color::on(supports_color::Stream::Stderr).is_some(),
    }
}

fn graphical(color: bool) -> GraphicalReportHandler {
    let unicode = !std::io::stderr().is_terminal() || supports_unicode::on(supports_unicode::Stream::Stderr);
    let theme = match (unicode, color) {
        (true, true) => GraphicalTheme::unicode(),
        (true, false) => GraphicalTheme::unicode_nocolor(),
        (false, true) => GraphicalTheme::ascii(),
        (false, false) => GraphicalTheme::none(),
    };
    let width = terminal_size::terminal_size().map_or(DEFAULT_COLUMNS, |(width, _)| usize::from(width.0));
    GraphicalReportHandler::new_themed(theme).with_width(width.max(40))
}

/// An error and everything related to it, in order.
fn flatten<'a>(diagnostic: &'a dyn Diagnostic, all: &mut Vec<&'a dyn Diagnostic>) {
    all.push(diagnostic);
    for related in diagnostic.related().into_iter().flatten() {
        flatten(related, all);
    }
}

/// A diagnostic without those related to it: miette would print these under an empty heading of its own.
struct Alone<'a>(&'a dyn Diagnostic);

impl fmt::Debug for Alone<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.0, formatter)
    }
}

impl fmt::Display for Alone<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self.0, formatter)
    }
}

impl std::error::Error for Alone<'_> {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.0.source()
    }
}

impl Diagnostic for Alone<'_> {
    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.0.help()
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        self.0.source_code()
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        self.0.labels()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_what_steers_a_terminal_only_colours_are_kept() {
        let text = "\u{1b}[1;31mred\u{1b}[0m \u{1b}[8mhidden \u{1b}[2J \u{1b}]0;title\u{7} \u{202e}\n";
        let kept = "\u{1b}[1;31mred\u{1b}[0m \\u{1B}[8mhidden \\u{1B}[2J \\u{1B}]0;title\\u{7} \\u{202E}\n";
        assert_eq!(safe_but_coloured(text), kept);
    }
}
