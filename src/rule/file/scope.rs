//! What names mean while a rule file is read, and the small readings that every part of it needs.
//! Knows no collection.

use super::written::{Number, Param, WrittenLet};
use crate::document::{Document, Item, Node, Problem, TableReader, as_number, as_text, nearest, wrong_type};
use crate::lang::Bilingual;
use crate::span::{Span, Spanned};
use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;

/// The names in force at some place of a rule file.
pub(super) struct Scope<'a> {
    /// The file.
    pub document: &'a Document,
    /// Word and domain lists that exist.
    pub lists: &'a [&'a str],
    /// `[params]`.
    pub params: Vec<Param>,
    /// Names under `[let.*]`.
    pub let_names: Vec<&'a str>,
    /// `[let.*]`, without broken ones; `None` while they are read: a set sees no other, so that nothing can go in
    /// a circle.
    pub lets: Option<Vec<WrittenLet>>,
    /// Params and lets that something refers to.
    pub used: RefCell<BTreeSet<String>>,
    /// Some `when` test has a label, right or wrong.
    pub has_label: Cell<bool>,
}

impl Scope<'_> {
    /// A number, or `$name` of a param.
    pub fn number(&self, node: &Node, path: &str, problems: &mut Vec<Problem>) -> Option<Number> {
        let Item::Text(text) = &node.item else {
            return as_number(node, path, problems).map(|number| Number::Literal(number.value));
        };
        let Some(name) = reference(text) else {
            problems.push(wrong_type(node.span, path, "a whole number or `$name` of a param", &node.item));
            return None;
        };
        self.used.borrow_mut().insert(name.to_owned());
        let found = self.params.iter().position(|param| param.name == name);
        if found.is_none() {
            let known = self.params.iter().map(|param| param.name.as_str());
            problems.push(unknown(node.span, "param", &format!("${name}"), name, known));
        }
        found.map(Number::Param)
    }

    /// The number of the `let` that `$name` names.
    pub fn let_index(&self, name: &str, span: Span, problems: &mut Vec<Problem>) -> Option<usize> {
        self.used.borrow_mut().insert(name.to_owned());
        let Some(lets) = &self.lets else {
            let problem = Problem::new(span, format!("`${name}` stands in a `let`, which sees no other"));
            problems.push(problem.with_help("compare the two sets in a test"));
            return None;
        };
        if !self.let_names.contains(&name) {
            problems.push(unknown(span, "let", &format!("${name}"), name, self.let_names.iter().copied()));
        }
        lets.iter().position(|named| named.name == name)
    }

    /// The name of a list that exists.
    pub fn list(&self, node: &Node, path: &str, problems: &mut Vec<Problem>) -> Option<String> {
        let name = as_text(node, path, problems)?;
        if self.lists.contains(&name.value.as_str()) {
            return Some(name.value);
        }
        problems.push(unknown(name.span, "list", &name.value, &name.value, self.lists.iter().copied()));
        None
    }

    /// What a number is unless the user changes it.
    pub fn default_of(&self, number: Number) -> u64 {
        match number {
            Number::Literal(number) => number,
            Number::Param(param) => self.params.get(param).map_or(0, |param| param.default),
        }
    }

    /// The part of `span` where `words` stand, or all of it when they are written otherwise (escapes).
    pub fn narrowed(&self, span: Span, words: &str) -> Span {
        let at = self.document.text.get(span.range()).and_then(|text| text.find(words));
        at.map_or(span, |at| Span::new(span.start + at, span.start + at + words.len()))
    }
}

/// `name` of a text that is wholly `$name`; anything else is meant as text.
pub(super) fn reference(text: &str) -> Option<&str> {
    let name = text.strip_prefix('$')?;
    let is_name = name.starts_with(|first: char| first.is_ascii_alphabetic())
        && name.chars().all(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_' | '.'));
    is_name.then_some(name)
}

/// A word nobody knows, with the nearest one that exists, or with all of them.
pub(super) fn unknown<'a>(
    span: Span,
    what: &str,
    written: &str,
    name: &str,
    known: impl IntoIterator<Item = &'a str>,
) -> Problem {
    let known: Vec<&str> = known.into_iter().collect();
    let problem = Problem::new(span, format!("unknown {what} `{written}`"));
    let prefix = if written.starts_with('$') { "$" } else { "" };
    match nearest(name, known.iter().copied()) {
        Some(name) => problem.with_help(format!("did you mean `{prefix}{name}`?")),
        None if known.is_empty() => problem.with_help(format!("there is no {what} here")),
        None => problem.with_help(format!("known here: {}", known.join(", "))),
    }
}

/// One word of a closed set.
pub(super) fn word<T: Copy>(
    text: &Spanned<String>,
    what: &str,
    all: &[(&str, T)],
    problems: &mut Vec<Problem>,
) -> Option<T> {
    let found = all.iter().find(|(name, _)| *name == text.value).map(|(_, word)| *word);
    if found.is_none() {
        let known = all.iter().map(|(name, _)| *name);
        problems.push(unknown(text.span, what, &text.value, &text.value, known));
    }
    found
}

/// Both languages of one text, with their places.
#[derive(Debug, Clone)]
pub(super) struct Texts {
    pub en: Spanned<String>,
    pub ja: Spanned<String>,
}

impl Texts {
    pub fn into_bilingual(self) -> Bilingual {
        Bilingual { en: self.en.value, ja: self.ja.value }
    }
}

/// `key.en` and `key.ja`; `None` when `key` is absent or something is wrong with it.
pub(super) fn texts<'a>(reader: &TableReader<'a>, key: &'a str, problems: &mut Vec<Problem>) -> Option<Texts> {
    let node = reader.node(key)?;
    let path = reader.path_of(key);
    let Item::Table(table) = &node.item else {
        let problem = wrong_type(node.span, &path, "a table of two languages", &node.item);
        problems.push(problem.with_help(format!("write {key}.en and {key}.ja")));
        return None;
    };
    let languages = TableReader::new(table, node.span, &path);
    let en = filled_text(&languages, "en", problems);
    let ja = filled_text(&languages, "ja", problems);
    languages.finish(problems);
    Some(Texts { en: en?, ja: ja? })
}

/// Both languages of a text that must be there.
pub(super) fn required_texts<'a>(reader: &TableReader<'a>, key: &'a str, problems: &mut Vec<Problem>) -> Option<Texts> {
    let texts = texts(reader, key, problems);
    if reader.table().get(key).is_none() {
        reader.missing(key, problems);
    }
    texts
}

/// A text that must be there and must not be blank.
pub(super) fn filled_text<'a>(
    reader: &TableReader<'a>,
    key: &'a str,
    problems: &mut Vec<Problem>,
) -> Option<Spanned<String>> {
    let text = reader.required_text(key, problems)?;
    if text.value.trim().is_empty() {
        problems.push(Problem::new(text.span, format!("`{}` is empty", reader.path_of(key))));
        return None;
    }
    Some(text)
}
