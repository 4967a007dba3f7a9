//! Every kind of leak that a file can hold, in one table for each family of files (`tests/leaks/*.toml`): what is attached,
//! which rules must see it at which level, and where the message says it is, in both languages; and the near misses, which
//! nobody is warned of. A warning that a row does not expect is a failure. No report may print a value of a file.
//! Knows no format: the files are made by the scripts in `tests/attachments/`.

#![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

#[expect(dead_code, reason = "bodies of drafts are written in other ways elsewhere")]
#[path = "support/mime.rs"]
mod mime;

use mailcheck::lang::Lang;
use mailcheck::load::{Limits, load};
use mailcheck::report::human::{Human, Style};
use mailcheck::report::json::Json;
use mailcheck::report::{Outcome, Report, Summary, Texts};
use mailcheck::run::checker::{CheckOptions, Checker};
use mailcheck::run::drafts::DEFAULT_CODE_PAGE;
use mailcheck::settings::from_text;
use mailcheck::severity::Severity;
use mailcheck::show;
use mime::{base64_lines, parameter};
use serde::Deserialize;
use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;

/// One family of files.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Table {
    /// What stands in cells and texts of the files and must stand in no report.
    values: Vec<String>,
    row: Vec<Row>,
}

/// A draft with one file, and what is to be said of it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Row {
    /// Kind of leak, or of near miss.
    kind: String,
    /// Path below `tests/attachments/files/`.
    file: Option<String>,
    /// The same in other formats: attached under the same name with their ending.
    #[serde(default)]
    also: Vec<String>,
    /// The content itself, in place of `file`.
    text: Option<String>,
    /// As it is attached.
    filename: String,
    #[serde(default = "outsider")]
    to: String,
    bcc: Option<String>,
    /// The author's own words.
    #[serde(default = "greeting")]
    body: String,
    /// Settings; without them city.example is ours.
    #[serde(default = "settings")]
    config: String,
    #[serde(default)]
    expect: Vec<Expected>,
    /// Nothing is found at warning or above.
    #[serde(default)]
    silent: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Expected {
    rule: String,
    severity: String,
    /// What the message must hold, word for word but for `{filename}`.
    en: Vec<String>,
    ja: Vec<String>,
}

fn outsider() -> String {
    "川辺 <kawabe@yamasemi.example>".to_owned()
}

fn greeting() -> String {
    "川辺様\r\n\r\nいつもお世話になっております。\r\nファイルをお送りしますので、ご確認ください。\r\n".to_owned()
}

fn settings() -> String {
    "[organization]\ndomains = [\"city.example\"]\n".to_owned()
}

impl Row {
    /// Each file with the name it is attached under.
    fn files(&self) -> Vec<(String, Vec<u8>)> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/attachments/files");
        let read = |file: &String| std::fs::read(folder.join(file)).unwrap_or_else(|error| panic!("{file}: {error}"));
        let stem = self.filename.rsplit_once('.').map_or(self.filename.as_str(), |(stem, _)| stem);
        let ending = |file: &String| file.rsplit_once('.').expect("a file with an ending").1.to_owned();
        let first = match (&self.file, &self.text) {
            (Some(file), None) => read(file),
            (None, Some(text)) => text.clone().into_bytes(),
            _ => panic!("{}: either `file` or `text`", self.kind),
        };
        let others = self.also.iter().map(|file| (format!("{stem}.{}", ending(file)), read(file)));
        [(self.filename.clone(), first)].into_iter().chain(others).collect()
    }

    /// The draft with a file attached.
    fn draft(&self, filename: &str, content: &[u8]) -> Vec<u8> {
        let filename = parameter("filename", filename, encoding_rs::UTF_8).unwrap();
        let bcc = self.bcc.iter().fold(String::new(), |_, bcc| format!("Bcc: {bcc}\r\n"));
        let message = format!(
            "From: 鈴木 <suzuki@city.example>\r\nTo: {}\r\n{bcc}Subject: ファイルの送付\r\nMIME-Version: 1.0\r\n\
             Content-Type: multipart/mixed; boundary=\"=_leak\"\r\n\r\n--=_leak\r\n\
             Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n{}\r\n--=_leak\r\n\
             Content-Type: application/octet-stream\r\nContent-Disposition: attachment;\r\n {filename}\r\n\
             Content-Transfer-Encoding: base64\r\n\r\n{}\r\n--=_leak--\r\n",
            self.to,
            self.body,
            base64_lines(content)
        );
        message.into_bytes()
    }

    /// What is not as the table says of one file.
    fn problems(&self, filename: &str, content: &[u8], values: &[String]) -> Vec<String> {
        assert!(self.silent == self.expect.is_empty(), "{}: either `silent` or `expect`", self.kind);
        let settings = from_text("mailcheck.toml", &self.config, Path::new(".")).unwrap();
        let checker = Checker::new(settings, &CheckOptions::default()).unwrap();
        let raw = self.draft(filename, content);
        let loaded = load(&raw, &Limits::default(), DEFAULT_CODE_PAGE).unwrap().remove(0);
        let facts = checker.facts(&loaded.draft, None);
        let mut shown = Vec::new();
        let json = show::draft_json("a.eml", 1, "eml", &loaded.draft, Some(&facts));
        mailcheck::report::json::write(&json, &mut shown).unwrap();
        let outcome = Outcome {
            path: "a.eml".to_owned(),
            findings: checker.findings(&facts, None),
            view: Some(loaded.draft.view),
            raw: Arc::from(raw),
            ..Outcome::default()
        };
        let texts = |lang| Texts::new(checker.rules().rules(), lang, Severity::Info, "0.0.0");
        let mut problems = self.differences(filename, &outcome, &texts(Lang::En), &texts(Lang::Ja));
        let mut reports = vec![("show".to_owned(), String::from_utf8(shown).unwrap())];
        for lang in [Lang::En, Lang::Ja] {
            let style = Style { color: false, unicode: true, graphics: true, width: 100 };
            let human = written(&mut Human::new(texts(lang), style), &outcome);
            reports.push((format!("{lang:?} report for people"), human));
            reports.push((format!("{lang:?} JSON"), written(&mut Json::new(texts(lang)), &outcome)));
        }
        for (report, text) in &reports {
            let printed = values.iter().filter(|value| text.contains(value.as_str()));
            problems.extend(printed.map(|value| format!("the {report} prints `{value}`")));
        }
        problems
    }

    /// What is missing, at another level, elsewhere, or too much.
    fn differences(&self, filename: &str, outcome: &Outcome, english: &Texts<'_>, japanese: &Texts<'_>) -> Vec<String> {
        let mut problems = Vec::new();
        for expected in &self.expect {
            let Some(finding) = outcome.findings.iter().find(|finding| finding.rule == expected.rule) else {
                problems.push(format!("missing: {}", expected.rule));
                continue;
            };
            if finding.severity.name() != expected.severity {
                problems.push(format!("{}: {}, not {}", expected.rule, finding.severity.name(), expected.severity));
            }
            for (texts, words) in [(english, &expected.en), (japanese, &expected.ja)] {
                assert!(!words.is_empty(), "{}: {} must say where, in both languages", self.kind, expected.rule);
                let message = texts.message(finding);
                let words = words.iter().map(|words| words.replace("{filename}", filename));
                let missing = words.filter(|words| !message.contains(words));
                problems.extend(missing.map(|words| format!("{}: no `{words}` in: {message}", expected.rule)));
            }
        }
        let is_expected = |rule: &str| self.expect.iter().any(|expected| expected.rule == rule);
        for finding in outcome.findings.iter().filter(|finding| finding.severity >= Severity::Warning) {
            if !is_expected(&finding.rule) {
                let message = english.message(finding);
                problems.push(format!("too much: {} {}: {message}", finding.severity.name(), finding.rule));
            }
        }
        problems
    }
}

fn written(report: &mut dyn Report, outcome: &Outcome) -> String {
    let mut out = Vec::new();
    report.begin(&mut out).unwrap();
    report.draft(outcome, &mut out).unwrap();
    report.end(&Summary::default(), &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[track_caller]
fn assert_told(table: &str) {
    let table: Table = toml::from_str(table).unwrap();
    let mut report = String::new();
    for row in &table.row {
        for (filename, content) in row.files() {
            for problem in row.problems(&filename, &content, &table.values) {
                writeln!(report, "{} ({filename}): {problem}", row.kind).unwrap();
            }
        }
    }
    assert!(report.is_empty(), "\n{report}");
}

#[test]
fn workbooks() {
    assert_told(include_str!("leaks/workbooks.toml"));
}

#[test]
fn documents() {
    assert_told(include_str!("leaks/documents.toml"));
}

#[test]
fn archives_messages_and_texts() {
    assert_told(include_str!("leaks/texts.toml"));
}
