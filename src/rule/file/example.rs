//! `[[bad]]` and `[[good]]`: the drafts that prove a rule. Knows neither tests nor how drafts are read.

use super::scope::{filled_text, unknown, word};
use super::words::{GENERATORS, STAGES};
use crate::document::{Item, Problem, TableReader, wrong_type};
use crate::lang::Lang;
use crate::severity::Severity;
use crate::span::Span;

/// Every key of an example with what it means, for the JSON Schema.
pub(crate) const EXAMPLE_KEYS: &[(&str, &str)] = &[
    ("because", "what was put right; one clause"),
    ("severity", "the level it must have"),
    ("points-at", "the text under every label, in order"),
    ("draft", "an e-mail in the form of RFC 5322"),
    ("drafts", "several of them that go out as one mailing"),
    ("lang", "language of its report in the documentation"),
    ("config", "text of a mailcheck.toml"),
    ("roster", "CSV text of `--roster`"),
    ("book", "CSV text of an address book"),
    ("lists", "CSV text of distribution lists"),
    ("history", "a draft that was sent before (`--history`), on the day of `now`"),
    ("expect", "number of `--expect`, for a mailing"),
    ("attach", "names of small files that travel with it, or what a generator makes, as `gen:NAME`"),
    ("now", "time of the check (RFC 3339)"),
    ("stage", "`--stage`"),
];

/// One example.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Example {
    /// Where it stands in the file: the header of its table.
    pub span: Span,
    /// Bad: the level it must have, when it says one.
    pub severity: Option<Severity>,
    /// Bad: text under every label, in order. Empty for good ones.
    pub points_at: Vec<String>,
    /// What was put right; always there for good ones.
    pub because: Option<String>,
    /// The drafts; exactly one unless it is a mailing.
    pub drafts: Vec<String>,
    /// Written as `drafts`: they go out together.
    pub is_mailing: bool,
    /// Language of its report in the documentation.
    pub lang: Option<Lang>,
    /// Text of a mailcheck.toml.
    pub config: Option<String>,
    /// CSV text of a roster.
    pub roster: Option<String>,
    /// CSV text of an address book.
    pub book: Option<String>,
    /// CSV text of distribution lists.
    pub lists: Option<String>,
    /// A draft that was sent before.
    pub history: Option<String>,
    /// How many drafts the mailing should have.
    pub expected: Option<u64>,
    /// Names of small files that travel with it; `gen:NAME` is what a generator makes.
    pub attach: Vec<String>,
    /// Time of the check, RFC 3339.
    pub now: Option<String>,
    /// One of [`STAGES`].
    pub stage: Option<String>,
}

/// The examples under `bad` or `good`.
pub(super) fn read(root: &TableReader<'_>, is_bad: bool, problems: &mut Vec<Problem>) -> Vec<Example> {
    let key = if is_bad { "bad" } else { "good" };
    let tables = root.table_readers(key, problems);
    if is_bad && root.table().get(key).is_none() {
        let problem = Problem::new(root.span(), "no [[bad]] example: nothing proves the rule".to_owned());
        problems.push(problem.with_help("add the smallest draft that it must report"));
    }
    tables.into_iter().map(|reader| example(reader, is_bad, problems)).collect()
}

fn example(reader: TableReader<'_>, is_bad: bool, problems: &mut Vec<Problem>) -> Example {
    let mut example = Example { span: reader.span(), ..Example::default() };
    if is_bad {
        example.severity = reader.text("severity", problems).and_then(|text| {
            word(&text, "severity", &Severity::ALL.map(|severity| (severity.name(), severity)), problems)
        });
        match reader.texts("points-at", problems) {
            Some(texts) => example.points_at = texts.into_iter().map(|text| text.value).collect(),
            None => reader.missing("points-at", problems),
        }
        example.because = reader.text("because", problems).map(|text| text.value);
    } else {
        example.because = filled_text(&reader, "because", problems).map(|text| text.value);
    }
    drafts(&reader, &mut example, problems);
    let langs = Lang::ALL.map(|lang| (lang.name(), lang));
    example.lang = reader.text("lang", problems).and_then(|text| word(&text, "language", &langs, problems));
    let mut text = |key: &'static str| reader.text(key, problems).map(|text| text.value);
    example.config = text("config");
    example.roster = text("roster");
    example.book = text("book");
    example.lists = text("lists");
    example.history = text("history");
    example.expected = reader.number("expect", problems).map(|number| number.value);
    example.attach = attach(&reader, problems);
    example.now = now(&reader, problems);
    example.stage = stage(&reader, problems);
    reader.finish(problems);
    example
}

/// Exactly one of `draft` and `drafts`.
fn drafts(reader: &TableReader<'_>, example: &mut Example, problems: &mut Vec<Problem>) {
    let one = reader.text("draft", problems);
    let many = reader.texts("drafts", problems);
    match (reader.table().get("draft"), reader.table().get("drafts")) {
        (None, None) => reader.missing("draft", problems),
        (Some(_), Some(node)) => {
            problems.push(Problem::new(node.span, "an example has either `draft` or `drafts`".to_owned()));
        }
        _ => {}
    }
    example.is_mailing = many.is_some();
    example.drafts = one.into_iter().chain(many.unwrap_or_default()).map(|text| text.value).collect();
}

/// File names: each becomes a small file of that name, or with `gen:` what a generator makes.
fn attach(reader: &TableReader<'_>, problems: &mut Vec<Problem>) -> Vec<String> {
    let names = reader.texts("attach", problems).unwrap_or_default();
    for name in &names {
        if let Some(generator) = name.value.strip_prefix("gen:")
            && !GENERATORS.contains(&generator)
        {
            problems.push(unknown(name.span, "generator", generator, generator, GENERATORS.iter().copied()));
        } else if name.value.trim().is_empty() || name.value.contains(['/', '\\', '\n']) {
            problems.push(Problem::new(name.span, "an attachment needs a plain file name".to_owned()));
        }
    }
    names.into_iter().map(|name| name.value).collect()
}

fn now(reader: &TableReader<'_>, problems: &mut Vec<Problem>) -> Option<String> {
    let node = reader.node("now")?;
    match &node.item {
        Item::Date(now) | Item::Text(now) => Some(now.clone()),
        other => {
            problems.push(wrong_type(node.span, &reader.path_of("now"), "a date", other));
            None
        }
    }
}

fn stage(reader: &TableReader<'_>, problems: &mut Vec<Problem>) -> Option<String> {
    let stage = reader.text("stage", problems)?;
    if STAGES.contains(&stage.value.as_str()) {
        return Some(stage.value);
    }
    problems.push(unknown(stage.span, "stage", &stage.value, &stage.value, STAGES.iter().copied()));
    None
}
