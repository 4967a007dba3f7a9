//! What is wrong with settings and rules, flattened: one message each, and what it is about. Knows no positions.

use crate::document::{Document, DocumentError, Item, Problem, Table};
use crate::rule::compile::CompileError;
use crate::rule::error::RuleSetError;
use crate::run::checker::CheckerError;
use crate::settings::{Broken, SettingsError};
use crate::span::Span;

/// One thing that keeps settings or rules from being used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Trouble {
    pub about: About,
    /// The fact, lower case, no full stop.
    pub message: String,
    /// One thing to do.
    pub help: Option<String>,
}

/// What a trouble is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum About {
    /// A place in the file of that name.
    Text(String, Span),
    /// Wherever the settings name this rule.
    Rule(String),
    /// Where `[rule.ID]` sets this number.
    Param(String, String),
    /// Where `[lists]` changes this list.
    List(String),
    Nothing,
}

impl Trouble {
    fn new(about: About, message: &impl ToString) -> Self {
        Self { about, message: message.to_string(), help: None }
    }

    /// In words, with the file it is about.
    pub fn in_words(&self) -> String {
        let place = match &self.about {
            About::Text(name, _) => format!("{name}: "),
            _ => String::new(),
        };
        with_help(&format!("{place}{}", self.message), self.help.as_deref())
    }

    /// Where it stands in the file of that name, when the file itself was read so far.
    pub fn place_in(&self, file: &str) -> Option<Span> {
        match &self.about {
            About::Text(name, span) if name == file => Some(*span),
            _ => None,
        }
    }

    /// Where it stands in that text: several places when it is named several times, none when it is about another file.
    pub fn places(&self, document: &Document) -> Vec<Span> {
        let table = |name: &str| match document.root.get(name).map(|node| &node.item) {
            Some(Item::Table(table)) => Some(table),
            _ => None,
        };
        match &self.about {
            About::Text(..) => self.place_in(&document.name).into_iter().collect(),
            About::Rule(id) => {
                let tuned = table("rule").and_then(|rules| key_of(rules, id));
                tuned.into_iter().chain(allowed(document, id)).collect()
            }
            About::Param(rule, param) => {
                let rule = table("rule").and_then(|rules| rules.get(rule));
                let Some(Item::Table(params)) = rule.map(|rule| &rule.item) else { return Vec::new() };
                key_of(params, param).into_iter().collect()
            }
            About::List(list) => table("lists").and_then(|lists| key_of(lists, list)).into_iter().collect(),
            About::Nothing => Vec::new(),
        }
    }
}

/// A message, and below it what to do.
pub(super) fn with_help(message: &str, help: Option<&str>) -> String {
    match help {
        Some(help) => format!("{message}\n{help}"),
        None => message.to_owned(),
    }
}

fn key_of(table: &Table, name: &str) -> Option<Span> {
    table.entries.iter().find(|(key, _)| key.value == name).map(|(key, _)| key.span)
}

/// Where `[[allow]]` names that rule.
fn allowed<'d>(document: &'d Document, id: &'d str) -> impl Iterator<Item = Span> + 'd {
    let entries = match document.root.get("allow").map(|node| &node.item) {
        Some(Item::Array(entries)) => entries.as_slice(),
        _ => &[],
    };
    entries.iter().filter_map(move |entry| {
        let Item::Table(table) = &entry.item else { return None };
        let rule = table.get("rule")?;
        matches!(&rule.item, Item::Text(text) if text == id).then_some(rule.span)
    })
}

/// Every problem of a text.
pub(super) fn of_document(error: &DocumentError) -> Vec<Trouble> {
    let trouble = |problem: &Problem| Trouble {
        about: About::Text(error.name().to_owned(), problem.span),
        message: problem.message.clone(),
        help: problem.help.clone(),
    };
    error.problems().iter().map(trouble).collect()
}

/// Everything that is wrong with the settings.
pub(super) fn of_settings(error: &SettingsError) -> Vec<Trouble> {
    let troubles = error.broken.iter().map(|broken| match broken {
        Broken::Document(error) => of_document(error),
        other => vec![Trouble::new(About::Nothing, other)],
    });
    troubles.flatten().collect()
}

/// Everything that keeps rules from being used with the settings.
pub(super) fn of_checker(error: &CheckerError) -> Vec<Trouble> {
    match error {
        CheckerError::List(list) => vec![Trouble::new(About::List(list.name.clone()), error)],
        CheckerError::ListPattern { list, .. } => vec![Trouble::new(About::List(list.clone()), error)],
        CheckerError::Roster(error) => of_document(error),
        CheckerError::Approvals(_) => vec![Trouble::new(About::Nothing, error)],
        CheckerError::Rules(errors) => errors.iter().flat_map(of_rule_set).collect(),
    }
}

fn of_rule_set(error: &RuleSetError) -> Vec<Trouble> {
    let with =
        |about: About, help: Option<&String>| vec![Trouble { help: help.cloned(), ..Trouble::new(about, error) }];
    match error {
        RuleSetError::Document(error) => of_document(error),
        RuleSetError::UnknownRule { id, help, .. } => with(About::Rule(id.clone()), Some(help)),
        RuleSetError::Compile(
            CompileError::UnknownParam { rule, param, help } | CompileError::OutOfRange { rule, param, help, .. },
        ) => with(About::Param(rule.clone(), param.clone()), Some(help)),
        RuleSetError::Locked { id, .. } => with(About::Rule(id.clone()), None),
        RuleSetError::Compile(_) | RuleSetError::Unreadable { .. } | RuleSetError::TakenId { .. } => {
            with(About::Nothing, None)
        }
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail loudly")]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_found_wherever_it_is_written() {
        let text = "[rule.x]\nat-leest = 3\n[lists]\nwords.add = ['a']\n[[allow]]\nrule = 'x'\n[[allow]]\nrule = 'y'\n";
        let document = Document::parse("mailcheck.toml", text).unwrap();
        let places = |about: About| -> Vec<&str> {
            let trouble = Trouble::new(about, &"wrong");
            trouble.places(&document).into_iter().map(|span| &text[span.range()]).collect()
        };
        assert_eq!(places(About::Rule("x".into())), ["x", "'x'"]);
        assert_eq!(places(About::Param("x".into(), "at-leest".into())), ["at-leest"]);
        assert_eq!(places(About::List("words".into())), ["words"]);
        assert_eq!(places(About::Text("mailcheck.toml".into(), Span::new(1, 5))), ["rule"]);
        assert_eq!(places(About::Text("other.toml".into(), Span::new(1, 5))), [""; 0]);
        assert_eq!(places(About::Rule("z".into())), [""; 0]);
    }
}
