//! `mailcheck book lint [FILE]...`

use super::{language, request};
use crate::cli::args::{Arguments, BookCommand, BookLint, FormatArgument};
use crate::cli::reports::{ReportOptions, report};
use crate::cli::terminal;
use crate::lang::Lang;
use crate::paths::Input;
use crate::report::{Texts, summary};
use crate::run::book::lint;
use crate::run::checker::{CheckOptions, Checker};
use crate::run::drafts::{RunOptions, Sink};
use crate::settings::{Settings, load};
use crate::severity::Severity;
use crate::zone;
use jiff::Timestamp;
use miette::{Result, miette};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

const VERSION: &str = env!("CARGO_PKG_VERSION");

pub(in crate::cli) fn run(arguments: &Arguments, command: &BookCommand) -> Result<u8> {
    let BookCommand::Lint(options) = command;
    // A broken address book must not keep the settings from being read: it is what is looked at.
    let mut request = request(arguments)?;
    request.leaves_people_unread = true;
    let loaded = load(&request)?;
    let lang = language(&arguments.common, &loaded);
    let inputs = files(options, &loaded.settings, lang)?;
    let check_options =
        CheckOptions { today: Timestamp::now().to_zoned(zone::system()).date(), ..CheckOptions::default() };
    let checker = Checker::new(loaded.settings, &check_options)?;
    let (format, fail_on, show) = (
        options.reporting.format,
        options.reporting.fail_on.severity(),
        options.show.map_or_else(|| options.reporting.shown(), Severity::from),
    );
    let texts = Texts::new(checker.rules().rules(), lang, show, VERSION);
    let style = terminal::style(arguments.common.color);
    let report_options = ReportOptions { rules: checker.rules(), is_mailing: false, fail_on, is_redacted: false };
    let report = report(format, texts, style, report_options);
    let mut sink = Sink { report, out: Box::new(BufWriter::new(io::stdout().lock())) };
    let run_options = RunOptions { fail_on, show, jobs: None, is_empty_allowed: false, is_fail_fast: false };
    let linted = lint(&inputs, &checker, run_options, &mut sink)?;
    let line = summary::addresses_line(&linted.summary, linted.addresses, show, lang);
    // The report's own last sentence counts drafts.
    let written = match format {
        FormatArgument::Human => writeln!(sink.out, "{line}"),
        _ => sink.report.end(&linted.summary, &mut sink.out),
    };
    match written.and_then(|()| sink.out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            return Err(miette!("the report cannot be written: {error}"));
        }
        _ => {}
    }
    if format != FormatArgument::Human {
        eprintln!("{line}");
    }
    Ok(linted.summary.exit_code)
}

/// The files named, else those of the settings.
fn files(options: &BookLint, settings: &Settings, lang: Lang) -> Result<Vec<Input>> {
    let people = &settings.people;
    let of_settings =
        || people.address_book_file.iter().chain(&people.lists_file).map(|file| shortened(file)).collect();
    let paths: Vec<PathBuf> = if options.files.is_empty() { of_settings() } else { options.files.clone() };
    if paths.is_empty() {
        let help = lang.pick(
            "mailcheck book lint book.csv, or set `address-book` under [people] in mailcheck.toml",
            "例：mailcheck book lint book.csv。または mailcheck.toml の [people] に address-book を設定してください",
        );
        let message = lang.pick("nothing to check: no file was named", "検査するファイルが指定されていません");
        return Err(miette!(help = help, "{message}"));
    }
    let input = |path: PathBuf| match path.as_os_str() == "-" {
        true => Input::Stdin(Path::new("<stdin>").to_owned()),
        false => Input::File(path),
    };
    Ok(paths.into_iter().map(input).collect())
}

/// The path from the working directory, when it lies below.
fn shortened(file: &Path) -> PathBuf {
    let working_directory = std::env::current_dir().unwrap_or_default();
    file.strip_prefix(working_directory).unwrap_or(file).to_owned()
}
