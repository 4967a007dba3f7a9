//! What a rule file says: read from TOML with all its problems at once, names resolved. Knows no draft, no settings
//! and no compiled form; `build.rs` runs this same code over the built-in rules.

mod example;
mod head;
mod inline;
mod matcher;
mod param;
mod scope;
mod table;
mod texts;
mod value;
mod words;
mod written;

#[cfg(test)]
pub(crate) mod tests;

pub(crate) use example::EXAMPLE_KEYS;
pub use example::Example;
pub(crate) use head::HEAD_KEYS;
pub(crate) use matcher::matchers_for;
pub(crate) use table::Place;
pub use words::{Category, ConfiguredSet, Need, REMEDIES, RESERVED, STAGES, id_problem, is_kebab_case};
pub use written::{
    Number, Param, WrittenCondition, WrittenCount, WrittenGrades, WrittenLet, WrittenMatcher, WrittenSet, WrittenTest,
};

use crate::document::{Document, DocumentError, Item, Problem, TableReader};
use crate::facts::schema::Collection;
use crate::finding::FixId;
use crate::lang::Bilingual;
use crate::severity::Severity;
use crate::span::Span;
use scope::Scope;
use serde::{Deserialize, Serialize};
use std::cell::{Cell, RefCell};

/// A valid rule file. Built-in rules in compact form lack what is marked so: their text is at hand for that.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleFile {
    /// File stem.
    pub id: String,
    /// What kind of slip.
    pub category: Category,
    /// Level when neither a grade nor a raise says another.
    pub severity: Severity,
    /// Version it first appeared in, `major.minor.patch`.
    pub since: String,
    /// Ids it had before.
    pub formerly: Vec<String>,
    /// What could be proposed.
    pub fix: Vec<FixId>,
    /// In force unless the settings say otherwise (`default = "on"`).
    pub is_on_by_default: bool,
    /// Setting without which it stays off.
    pub needs: Option<Need>,
    /// Message with placeholders.
    pub message: Bilingual,
    /// Help with placeholders.
    pub help: Bilingual,
    /// The harm, a published case, when it is fine; empty in compact form.
    #[serde(skip)]
    pub why: Bilingual,
    /// Numbers that users may change.
    pub params: Vec<Param>,
    /// Named sets.
    pub lets: Vec<WrittenLet>,
    /// All must hold; in the order of the file.
    pub when: Vec<WrittenTest>,
    /// Judged after the rule holds.
    pub raise: Vec<(Severity, WrittenTest)>,
    /// None may hold.
    pub unless: Vec<WrittenTest>,
    /// Drafts that must be reported; empty in compact form.
    #[serde(skip)]
    pub bad: Vec<Example>,
    /// Near misses that must stay silent; empty in compact form.
    #[serde(skip)]
    pub good: Vec<Example>,
}

impl RuleFile {
    /// Reads the rule `id` from `text`; `name` is what the file is called in messages, `lists` the word and domain
    /// lists that exist.
    ///
    /// # Errors
    /// Every problem of the file, each with its place.
    pub fn parse(id: &str, name: &str, text: &str, lists: &[&str]) -> Result<Self, DocumentError> {
        let document = Document::parse(name, text)?;
        let mut problems = Vec::new();
        if let Some(problem) = id_problem(id) {
            problems.push(Problem::new(Span::new(0, 0), problem).with_help("rename the file"));
        }
        inline::check(&document, &mut problems);
        let file = read(id, &document, lists, &mut problems);
        match file {
            Some(file) if problems.is_empty() => Ok(file),
            _ => Err(DocumentError::new(name, text, problems)),
        }
    }

    /// The number of the test that a finding points at first: the first `when` with a label.
    #[must_use]
    pub fn primary(&self) -> Option<usize> {
        primary(&self.when)
    }

    /// Every level that a finding may have while no setting changes it, lightest first, with the parameter that holds
    /// the number from which a graded level is reached.
    #[must_use]
    pub fn levels(&self) -> Vec<(Severity, Option<&Param>)> {
        let grade = |severity: Severity| self.params.iter().find(|param| param.name == severity.name());
        let is_graded = Severity::ALL.into_iter().any(|severity| grade(severity).is_some());
        let is_reached = |severity: Severity| {
            let is_base = self.severity == severity && !is_graded;
            grade(severity).is_some() || is_base || self.raise.iter().any(|(raised, _)| *raised == severity)
        };
        Severity::ALL
            .into_iter()
            .filter(|severity| is_reached(*severity))
            .map(|severity| (severity, grade(severity)))
            .collect()
    }
}

fn primary(when: &[WrittenTest]) -> Option<usize> {
    when.iter().position(|test| test.label.is_some())
}

fn read(id: &str, document: &Document, lists: &[&str], problems: &mut Vec<Problem>) -> Option<RuleFile> {
    let root = document.reader();
    let head = head::read(&root, problems);
    let params = param::read(&root, problems);
    let mut scope = Scope {
        document,
        lists,
        params,
        let_names: let_names(document),
        lets: None,
        used: RefCell::default(),
        has_label: Cell::new(false),
    };
    scope.lets = Some(lets(&root, &scope, problems));
    let when = tests_of(&root, "when", Place::When, &scope, problems);
    if root.table().get("when").is_none() {
        root.missing("when", problems);
    } else if !when.is_empty() && !scope.has_label.get() {
        let problem = Problem::new(root.span(), "no test has a label: a finding would point nowhere".to_owned());
        problems.push(problem.with_help("give a `when` test label.en and label.ja"));
    }
    let raise = table::raises(&root, &scope, problems);
    let unless = tests_of(&root, "unless", Place::Unless, &scope, problems);
    let (bad, good) = (example::read(&root, true, problems), example::read(&root, false, problems));
    let is_mixed = !is_one_level(&when, &raise, &unless, scope.lets.as_deref().unwrap_or_default());
    if is_mixed {
        let message = "a rule about `mailing` asks about nothing else: its rows stand for many drafts".to_owned();
        problems.push(Problem::new(root.span(), message).with_help("make two rules, one for each draft alone"));
    }
    check_texts(&head, &when, &scope, problems);
    root.finish(problems);
    if problems.is_empty() {
        unused(document, &scope, problems);
    }
    let head = head.complete()?;
    Some(RuleFile {
        id: id.to_owned(),
        category: head.category,
        severity: head.severity,
        since: head.since,
        formerly: head.formerly,
        fix: head.fix,
        is_on_by_default: head.is_on_by_default,
        needs: head.needs,
        message: head.message,
        help: head.help,
        why: head.why,
        params: scope.params,
        lets: scope.lets.unwrap_or_default(),
        when,
        raise,
        unless,
        bad,
        good,
    })
}

/// True when all tests are about one draft, or all about the mailing.
fn is_one_level(
    when: &[WrittenTest],
    raise: &[(Severity, WrittenTest)],
    unless: &[WrittenTest],
    lets: &[WrittenLet],
) -> bool {
    let tests = when.iter().chain(raise.iter().map(|(_, test)| test)).chain(unless);
    let mut tests = tests.chain(lets.iter().map(|named| &named.test));
    let is_mailing = |test: &WrittenTest| test.collection == Collection::Mailing;
    let Some(first) = tests.next().map(is_mailing) else { return true };
    tests.all(|test| is_mailing(test) == first)
}

fn tests_of<'a>(
    root: &TableReader<'a>,
    key: &'a str,
    place: Place,
    scope: &Scope<'_>,
    problems: &mut Vec<Problem>,
) -> Vec<WrittenTest> {
    table::tests(root, key, place, scope, problems).into_iter().map(|(_, test)| test).collect()
}

/// Names under `let`, those of broken sets too: a use of one is not a problem of its own.
fn let_names(document: &Document) -> Vec<&str> {
    match document.root.get("let").map(|node| &node.item) {
        Some(Item::Table(table)) => table.entries.iter().map(|(key, _)| key.value.as_str()).collect(),
        _ => Vec::new(),
    }
}

/// The sets of `[let.*]`, without those that have a problem.
fn lets(root: &TableReader<'_>, scope: &Scope<'_>, problems: &mut Vec<Problem>) -> Vec<WrittenLet> {
    let Some(tables) = root.table_reader("let", problems) else { return Vec::new() };
    let mut lets = Vec::new();
    for (key, _) in &tables.table().entries {
        param::check_name(key, &scope.params, problems);
        let Some(reader) = tables.table_reader(&key.value, problems) else { continue };
        lets.extend(table::named_set(&key.value, reader, scope, problems));
    }
    lets
}

/// Placeholders of message and help: `{count}`, fields of the primary table, lets and params.
fn check_texts(head: &head::Head, when: &[WrittenTest], scope: &Scope<'_>, problems: &mut Vec<Problem>) {
    let mut known = vec!["count"];
    known.extend(&scope.let_names);
    known.extend(scope.params.iter().map(|param| param.name.as_str()));
    let Some(primary) = primary(when).and_then(|number| when.get(number)) else { return };
    known.extend(primary.collection.fields().iter().map(|field| field.name));
    for (path, texts) in [("message", &head.message), ("help", &head.help)] {
        if let Some(texts) = texts {
            texts::check_placeholders(texts, path, &known, scope, problems);
        }
    }
}

/// Params and lets that nothing refers to: a misspelt or forgotten use, which would change nothing silently.
fn unused(document: &Document, scope: &Scope<'_>, problems: &mut Vec<Problem>) {
    let used = scope.used.borrow();
    for (table, what) in [("params", "param"), ("let", "let")] {
        let Some(Item::Table(table)) = document.root.get(table).map(|node| &node.item) else {
            continue;
        };
        for (key, _) in table.entries.iter().filter(|(key, _)| !used.contains(&key.value)) {
            let problem = Problem::new(key.span, format!("nothing uses the {what} `{}`", key.value));
            problems.push(problem.with_help(format!("write `${}` where it is meant, or take it out", key.value)));
        }
    }
}
