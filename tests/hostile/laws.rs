//! What must hold of any bytes whatever: places in the view are what they say, reports steer no terminal, and a
//! mistake in a rule file or in settings has a place in its text. The tests and the fuzzer ask the same.

use super::spans;
use mailcheck::check::check;
use mailcheck::document::DocumentError;
use mailcheck::facts::Facts;
use mailcheck::lang::Lang;
use mailcheck::lists::Lists;
use mailcheck::load::{Limits, Loaded, load};
use mailcheck::report::human::{Human, Style};
use mailcheck::report::json::Json;
use mailcheck::report::short::Short;
use mailcheck::report::{Outcome, Report, Summary, Texts, safe};
use mailcheck::rule::compile::{Context, compile};
use mailcheck::rule::file::RuleFile;
use mailcheck::rule::page::page;
use mailcheck::run::checker::{CheckOptions, Checker};
use mailcheck::settings::{Broken, RuleSettings, Settings, decode_table, from_text, read_address_book, read_lists};
use mailcheck::severity::Severity;
use mailcheck::show;
use miette::{Diagnostic, GraphicalReportHandler, GraphicalTheme, NarratableReportHandler};
use std::path::Path;
use std::sync::Arc;

/// A draft that gives every collection of facts something to hold.
const SAMPLE: &str = "\
From: Ann <ann@city.example>
To: =?UTF-8?B?5bGx55Sw5qeY?= <taro@yamada.example>, hanako@gmail.com
Cc: all@lists.city.example
Subject: Minutes of Thursday
Content-Type: multipart/mixed; boundary=b

--b
Content-Type: text/plain; charset=utf-8

Please find attached the minutes. 議事録を添付します。

On Monday Taro wrote:
> Thank you.
--b
Content-Type: application/pdf; name=minutes.pdf
Content-Disposition: attachment; filename=minutes.pdf

x
--b--
";

/// A folder in which nothing lies.
const NOWHERE: &str = "/nowhere/to/be/found";

/// How much is asked of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Depth {
    /// Loading alone.
    Load,
    /// Loading, facts, rules and every report.
    Report,
}

/// Everything that is wrong with what becomes of `bytes`; empty when all laws hold. A panic is for the caller.
pub fn problems(bytes: &[u8], checker: &Checker, depth: Depth) -> Vec<String> {
    let Ok(messages) = load(bytes, &Limits::default(), 932) else { return Vec::new() };
    let raw: Arc<[u8]> = Arc::from(bytes);
    messages.into_iter().flat_map(|loaded| of_message(loaded, &raw, checker, depth)).collect()
}

fn of_message(loaded: Loaded, raw: &Arc<[u8]>, checker: &Checker, depth: Depth) -> Vec<String> {
    let own_bytes = &raw[loaded.start..];
    if depth == Depth::Load {
        return spans::problems(&loaded.draft, own_bytes, &Facts::default(), &[]);
    }
    let facts = checker.facts(&loaded.draft, None);
    let findings = checker.findings(&facts, None);
    let mut problems = spans::problems(&loaded.draft, own_bytes, &facts, &findings);
    let mut shown = Vec::new();
    let json = show::draft_json("a.eml", loaded.message, loaded.format.name(), &loaded.draft, Some(&facts));
    mailcheck::report::json::write(&json, &mut shown).expect("memory takes it");
    problems.extend(json_problems("show --format json", &shown));
    problems.extend(text_problems("show", &safe::block(loaded.draft.view.text()).replace('\t', " ")));
    let outcome = Outcome {
        path: "a\u{1b}[2J\u{202e}.eml".to_owned(),
        message: loaded.message,
        format: loaded.format.name().to_owned(),
        view: Some(loaded.draft.view),
        raw: Arc::clone(raw),
        raw_offset: loaded.start,
        findings,
        ..Outcome::default()
    };
    problems.extend(report_problems(&outcome, checker));
    problems
}

/// What is wrong with the reports about a draft: in one language and one style, so that many drafts can be tried; which
/// ones is told by the size of the file.
fn report_problems(outcome: &Outcome, checker: &Checker) -> Vec<String> {
    const STYLES: [Style; 4] = [
        Style { color: true, unicode: true, graphics: true, width: 40 },
        Style { color: false, unicode: true, graphics: true, width: 80 },
        Style { color: false, unicode: false, graphics: true, width: 72 },
        Style { color: false, unicode: true, graphics: false, width: 80 },
    ];
    let size_bytes = outcome.raw.len();
    let lang = if size_bytes.is_multiple_of(2) { Lang::En } else { Lang::Ja };
    let texts = || Texts::new(checker.rules().rules(), lang, Severity::Info, "0.0.0");
    let style = STYLES[size_bytes / 2 % STYLES.len()];
    let text = written(&mut Human::new(texts(), style), outcome);
    let text = if style.color { without_colours(&text) } else { text };
    let human = text_problems(&format!("the human report ({style:?})"), &text);
    let short = text_problems("the short report", &written(&mut Short::new(texts()), outcome));
    let json = json_problems("the JSON report", written(&mut Json::new(texts()), outcome).as_bytes());
    [human, short, json].into_iter().flatten().collect()
}

fn written(report: &mut dyn Report, outcome: &Outcome) -> String {
    let mut out = Vec::new();
    report.begin(&mut out).expect("memory takes it");
    report.draft(outcome, &mut out).expect("memory takes it");
    report.end(&Summary::default(), &mut out).expect("memory takes it");
    String::from_utf8(out).expect("a report is text")
}

/// The text without the escapes that only colour.
pub fn without_colours(text: &str) -> String {
    let mut plain = String::new();
    for (number, part) in text.split("\u{1b}[").enumerate() {
        let letters = part.trim_start_matches(|letter: char| letter.is_ascii_digit() || letter == ';');
        match letters.strip_prefix('m') {
            Some(rest) if number > 0 => plain.push_str(rest),
            _ if number > 0 => plain.extend(["\u{1b}[", part]),
            _ => plain.push_str(part),
        }
    }
    plain
}

/// A text that steers the terminal it is printed on, as a problem.
pub fn text_problems(what: &str, text: &str) -> Option<String> {
    let (at, letter) = text.char_indices().find(|(_, letter)| *letter != '\n' && steers(*letter))?;
    let before: String = text[..at].chars().rev().take(40).collect::<Vec<_>>().into_iter().rev().collect();
    Some(format!("{what} holds {letter:?} after {before:?}"))
}

/// A document that cannot be read back or steers a terminal, as a problem.
fn json_problems(what: &str, document: &[u8]) -> Option<String> {
    let text = match std::str::from_utf8(document) {
        Ok(text) => text,
        Err(error) => return Some(format!("{what} is no text: {error}")),
    };
    if let Err(error) = serde_json::from_str::<serde_json::Value>(text) {
        return Some(format!("{what} is no JSON: {error}"));
    }
    text_problems(what, text)
}

/// Characters that a terminal obeys, that turn the direction of reading, or that cannot be seen: said here once more,
/// so that a hole in `report::safe` is found. A joiner may stay, between two pictures.
pub fn steers(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{61c}' | '\u{200b}' | '\u{200c}' | '\u{200e}' | '\u{200f}' | '\u{2060}' | '\u{feff}')
        || matches!(letter, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// What is wrong with an error about a text: a mistake without a place in it, or one that cannot be drawn.
pub fn error_problems(error: &DocumentError, text: &str) -> Vec<String> {
    let mut problems = Vec::new();
    if error.problems().is_empty() {
        problems.push("an error that names no mistake".to_owned());
    }
    for problem in error.problems() {
        if text.get(problem.span.start..problem.span.end).is_none() {
            problems.push(format!("{:?} is no place in the text: {}", problem.span, problem.message));
        }
    }
    draw(error);
    problems
}

/// Draws an error in every way the program does; only a panic can go wrong here.
pub fn draw(error: &dyn Diagnostic) {
    let themes = [GraphicalTheme::unicode(), GraphicalTheme::ascii(), GraphicalTheme::none()];
    for (theme, width) in themes.into_iter().zip([80, 40, 120]) {
        let mut drawn = String::new();
        let _ = GraphicalReportHandler::new_themed(theme).with_width(width).render_report(&mut drawn, error);
    }
    let mut told = String::new();
    let _ = NarratableReportHandler::new().render_report(&mut told, error);
}

/// What is wrong with what becomes of a text read as a rule file.
pub fn rule_problems(text: &str, checker: &Checker) -> Vec<String> {
    let file = match RuleFile::parse("a-rule", "a-rule.toml", text, &Lists::names()) {
        Ok(file) => file,
        Err(error) => return error_problems(&error, text),
    };
    let lists = Lists::builtin();
    let settings = Settings::default();
    let context = Context { settings: &RuleSettings::default(), configured: &settings, lists: &|name| lists.get(name) };
    let rule = match compile(&file, &context) {
        Ok(rule) => rule,
        Err(errors) => {
            errors.iter().for_each(|error| draw(error));
            return Vec::new();
        }
    };
    let mut problems = Vec::new();
    for loaded in load(SAMPLE.as_bytes(), &Limits::default(), 932).expect("it is a draft") {
        let facts = checker.facts(&loaded.draft, None);
        let findings: Vec<_> = check(&facts, &rule, &|_| false).into_iter().collect();
        problems.extend(spans::problems(&loaded.draft, SAMPLE.as_bytes(), &facts, &findings));
        let outcome = Outcome { view: Some(loaded.draft.view), findings, ..Outcome::default() };
        let texts = Texts::new([&rule], Lang::En, Severity::Info, "0.0.0");
        problems.extend(text_problems("the short report", &written(&mut Short::new(texts), &outcome)));
    }
    for lang in [Lang::En, Lang::Ja] {
        problems.extend(text_problems("the page", &safe::block(&page(&file, lang, None)).replace('\t', " ")));
    }
    problems
}

/// What is wrong with what becomes of a text read as settings.
pub fn settings_problems(text: &str) -> Vec<String> {
    let settings = match from_text("mailcheck.toml", text, Path::new(NOWHERE)) {
        Ok(settings) => settings,
        Err(error) => {
            draw(&error);
            return error
                .broken
                .iter()
                .flat_map(|broken| match broken {
                    // Of another file, which the text names, we know no text.
                    Broken::Document(error) if error.name().ends_with("mailcheck.toml") => error_problems(error, text),
                    _ => Vec::new(),
                })
                .collect();
        }
    };
    // Rules of a folder are the user's own: what is there is not for this test to read.
    let settings = Settings { rule_folders: Vec::new(), ..settings };
    match Checker::new(settings, &CheckOptions::default()) {
        Ok(checker) => self::problems(SAMPLE.as_bytes(), &checker, Depth::Report),
        Err(error) => {
            draw(&error);
            Vec::new()
        }
    }
}

/// What is wrong with what becomes of bytes read as a table of people.
pub fn table_problems(bytes: &[u8]) -> Vec<String> {
    let text = match decode_table("people.csv", bytes) {
        Ok(text) => text,
        Err(error) => {
            draw(&error);
            return Vec::new();
        }
    };
    let errors = [read_address_book("people.csv", &text).err(), read_lists("people.csv", &text).err()];
    errors.iter().flatten().flat_map(|error| error_problems(error, &text)).collect()
}
