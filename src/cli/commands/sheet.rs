//! `mailcheck sheet DRAFT...`

use super::drafts::{read_table, today};
use super::{language, load_settings};
use crate::cli::args::{Arguments, Sheet, SheetFormatArgument};
use crate::cli::output_file::OutputFile;
use crate::cli::output_place;
use crate::cli::terminal;
use crate::lang::Lang;
use crate::paths::inputs;
use crate::report::human::Style;
use crate::report::{Texts, json, safe};
use crate::run::checker::{CheckOptions, Checker};
use crate::run::drafts::{EXIT_CLEAN, EXIT_FAILURE, shown_path};
use crate::run::sheet::{Kind, Making, Unread, earlier, found, mailing, sheets};
use crate::sheet::html::html;
use crate::sheet::json::document;
use crate::sheet::page::{Page, bundle_page};
use crate::sheet::text::text;
use crate::sheet::{Earlier, MailingSheet, Sheet as Made};
use miette::{IntoDiagnostic, Result, miette};
use std::io::Write;

const VERSION: &str = env!("CARGO_PKG_VERSION");

pub(in crate::cli) fn run(arguments: &Arguments, wanted: &Sheet) -> Result<u8> {
    let loaded = load_settings(arguments)?;
    let lang = language(&arguments.common, &loaded);
    let inputs = inputs(&wanted.drafts, None);
    let written: Vec<_> = wanted.output.iter().map(|output| output.as_path()).collect();
    let read: Vec<_> = arguments.common.config.iter().chain(&wanted.roster).map(|file| file.as_path()).collect();
    output_place::hold(&written, &inputs, &read, lang)?;
    let today = today(wanted.now.as_deref())?;
    let roster = wanted.roster.as_deref().map(read_table).transpose()?;
    let options = CheckOptions {
        wants_all_facts: true,
        is_mailing: wanted.mailing,
        roster: roster.clone(),
        today,
        ..CheckOptions::default()
    };
    let checker = Checker::new(loaded.settings, &options)?;
    let texts = Texts::new(checker.rules().rules(), lang, wanted.show.into(), VERSION);
    let roster = roster.as_ref().map(|roster| roster.text.as_str());
    let making = Making { checker: &checker, texts: &texts, checked_on: &today.to_string(), roster };
    let earlier = earlier_sheets(wanted, &making, lang)?;
    if let (Some(since), Some((_, Kind::Draft))) = (&wanted.since, &earlier) {
        output_place::hold(&written, &inputs, &[since], lang)?;
    }
    let (made, whole, unread) = make(wanted, &inputs.inputs, &making);
    let is_only = made.len() == 1;
    let since = |sheet: &Made| earlier.as_ref().and_then(|(earlier, _)| earlier.since(sheet, is_only));
    let made: Vec<Made> = made
        .into_iter()
        .map(|sheet| {
            let since = since(&sheet);
            sheet.with_since(since)
        })
        .collect();
    for (path, failure) in &unread {
        eprintln!("{}{}{}", safe::line(path), lang.pick(": ", "："), failure.text.get(lang));
    }
    if made.is_empty() && whole.is_none() {
        if unread.is_empty() {
            return Err(miette!("{}", lang.pick("there is no draft", "下書きがありません")));
        }
        return Ok(EXIT_FAILURE);
    }
    // What is written to a file is never coloured: nobody knows who reads it.
    let style = terminal::style(arguments.common.color);
    let style = if wanted.output.is_some() { Style { color: false, ..style } } else { style };
    let drawn = drawn(wanted, &made, whole.as_ref(), style, lang)?;
    match &wanted.output {
        Some(output) => {
            let mut file = OutputFile::create(output)?;
            file.writer().write_all(drawn.as_bytes()).into_diagnostic()?;
            file.keep()?;
        }
        None => terminal::print_coloured(&drawn)?,
    }
    Ok(if unread.is_empty() { EXIT_CLEAN } else { EXIT_FAILURE })
}

/// The file of `--since`; without one the sheet that this one takes the place of, if it is one.
fn earlier_sheets(wanted: &Sheet, making: &Making<'_>, lang: Lang) -> Result<Option<(Earlier, Kind)>> {
    if let Some(file) = &wanted.since {
        let earlier = earlier(file, making);
        let file = safe::line(&shown_path(file).0).into_owned();
        return earlier.map(Some).map_err(|why| miette!("{file}{}{}", lang.pick(": ", "："), why.get(lang)));
    }
    let old = wanted.output.as_ref().filter(|output| !wanted.mailing && output.is_file());
    Ok(old.and_then(|old| found(old, making)).map(|earlier| (earlier, Kind::Sheet)))
}

fn make(
    wanted: &Sheet,
    inputs: &[crate::paths::Input],
    making: &Making<'_>,
) -> (Vec<Made>, Option<MailingSheet>, Vec<Unread>) {
    if !wanted.mailing {
        let (sheets, unread) = sheets(inputs, making);
        return (sheets, None, unread);
    }
    let (whole, unread) = mailing(inputs, making);
    let paths = wanted.drafts.iter().map(|path| shown_path(path).0).collect();
    let whole = (whole.drafts > 0).then_some(MailingSheet { paths, ..whole });
    (Vec::new(), whole, unread)
}

fn drawn(wanted: &Sheet, made: &[Made], whole: Option<&MailingSheet>, style: Style, lang: Lang) -> Result<String> {
    if wanted.format == SheetFormatArgument::Json {
        let mut written = Vec::new();
        json::write(&document(made, whole, lang), &mut written).into_diagnostic()?;
        written.push(b'\n');
        return Ok(String::from_utf8_lossy(&written).into_owned());
    }
    let pages: Vec<Page> =
        made.iter().map(|sheet| Page::of(sheet, lang)).chain(whole.map(|whole| bundle_page(whole, lang))).collect();
    Ok(match wanted.format {
        SheetFormatArgument::Html => html(&pages, lang, VERSION),
        _ => text(&pages, style, lang, wanted.all),
    })
}
