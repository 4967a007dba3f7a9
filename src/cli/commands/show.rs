//! `mailcheck show DRAFT...`

use super::{language, load_settings};
use crate::cli::args::{Arguments, Show, ShowFormatArgument};
use crate::cli::terminal;
use crate::paths::{Input, inputs};
use crate::report::{json, safe};
use crate::run::checker::{CheckOptions, Checker};
use crate::run::drafts::{EXIT_CLEAN, EXIT_FAILURE, shown_path};
use crate::run::read::{messages, read};
use crate::show::{Piece, Shown, draft_json, pieces};
use miette::{IntoDiagnostic, Result};

pub(in crate::cli) fn run(arguments: &Arguments, show: &Show) -> Result<u8> {
    let loaded = load_settings(arguments)?;
    let lang = language(&arguments.common, &loaded);
    let options = CheckOptions { wants_all_facts: true, ..CheckOptions::default() };
    let checker = Checker::new(loaded.settings, &options)?;
    let mut drafts = Vec::new();
    let mut texts = Vec::new();
    let mut code = EXIT_CLEAN;
    for input in inputs(&show.drafts, None).inputs {
        let (Input::Stdin(path) | Input::File(path) | Input::Deleted(path) | Input::Broken(path, _)) = &input;
        let path = shown_path(path).0;
        let bytes = read(&input, checker.limits());
        let bytes = bytes.as_ref().map_err(Clone::clone);
        match bytes.and_then(|bytes| messages(bytes, checker.limits(), checker.settings().code_page)) {
            Ok(messages) if show.format == ShowFormatArgument::Json => {
                drafts.extend(messages.into_iter().map(|message| {
                    let facts = checker.facts(&message.draft, input.file());
                    draft_json(&path, message.message, message.format.name(), &message.draft, Some(&facts))
                }));
            }
            Ok(messages) => {
                texts.extend(messages.into_iter().map(|message| {
                    let pieces = pieces(&message.draft, &checker.facts(&message.draft, input.file()), lang);
                    pieces.into_iter().map(text).collect::<String>()
                }));
            }
            Err(failure) => {
                eprintln!("{}: {}", safe::line(&path), failure.text.get(lang));
                code = EXIT_FAILURE;
            }
        }
    }
    match show.format {
        ShowFormatArgument::Json => {
            let mut document = Vec::new();
            json::write(&Shown::new(drafts), &mut document).into_diagnostic()?;
            document.push(b'\n');
            terminal::print(&String::from_utf8_lossy(&document))?;
        }
        ShowFormatArgument::Text => terminal::print(&texts.join("\n"))?,
    }
    Ok(code)
}

fn text(piece: Piece<'_>) -> String {
    match piece {
        Piece::View(lines) => safe::block(lines).into_owned(),
        Piece::Heading(line) => format!("\n{}\n", safe::line(&line)),
        Piece::Inside(line) => format!("    {}\n", safe::line(&line)),
    }
}
