//! `mailcheck lsp`: serves an editor over standard input and output.

use super::drafts::today;
use crate::cli::args::Arguments;
use crate::cli::terminal;
use crate::lang::Lang;
use crate::lsp::{Surroundings, serve};
use crate::run::checker::CheckOptions;
use miette::{IntoDiagnostic, Result, WrapErr};
use std::io;

pub(in crate::cli) fn run(arguments: &Arguments) -> Result<u8> {
    let working_directory =
        std::env::current_dir().into_diagnostic().wrap_err("the working directory cannot be read")?;
    let surroundings = Surroundings {
        config: arguments.common.config.clone(),
        lang: arguments.common.lang.map(Lang::from),
        locale: terminal::locale_language(),
        working_directory,
        // Without `--now` there is nothing in it that could be wrong.
        check_options: Box::new(|| CheckOptions {
            today: today(None).unwrap_or_default(),
            wants_edits: true,
            ..CheckOptions::default()
        }),
    };
    let input = io::BufReader::new(io::stdin());
    serve(surroundings, input, &mut io::stdout()).into_diagnostic()
}
