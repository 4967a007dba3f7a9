//! Reads one table key by key: says what has the wrong type, what is missing and what nobody knows.

use super::{Item, Node, Problem, Table, nearest};
use crate::span::{Span, Spanned};
use std::cell::RefCell;

/// Takes values out of a [`Table`]; what was never asked for is an unknown key.
///
/// Every method that fails notes a [`Problem`] in `problems` and returns `None`, so that reading goes on and all
/// mistakes are found in one run.
#[derive(Debug)]
pub struct TableReader<'a> {
    table: &'a Table,
    span: Span,
    path: String,
    asked: RefCell<Vec<&'a str>>,
}

impl<'a> TableReader<'a> {
    /// A reader over `table`, which stands at `span` and is called `path` in messages (empty for the root).
    #[must_use]
    pub fn new(table: &'a Table, span: Span, path: &str) -> Self {
        Self { table, span, path: path.to_owned(), asked: RefCell::new(Vec::new()) }
    }

    /// A reader over `node`, or a problem when it is not a table.
    pub fn of(node: &'a Node, path: &str, problems: &mut Vec<Problem>) -> Option<Self> {
        match &node.item {
            Item::Table(table) => Some(Self::new(table, node.span, path)),
            other => {
                problems.push(wrong_type(node.span, path, "a table", other));
                None
            }
        }
    }

    /// Where the table stands.
    #[must_use]
    pub const fn span(&self) -> Span {
        self.span
    }

    /// The table itself.
    #[must_use]
    pub const fn table(&self) -> &'a Table {
        self.table
    }

    /// The dotted path of `key`, for messages.
    #[must_use]
    pub fn path_of(&self, key: &str) -> String {
        if self.path.is_empty() { key.to_owned() } else { format!("{}.{key}", self.path) }
    }

    /// The value of `key`, of any type; `None` when absent. Marks the key as known.
    pub fn node(&self, key: &'a str) -> Option<&'a Node> {
        self.asked.borrow_mut().push(key);
        self.table.get(key)
    }

    /// A string.
    pub fn text(&self, key: &'a str, problems: &mut Vec<Problem>) -> Option<Spanned<String>> {
        let node = self.node(key)?;
        as_text(node, &self.path_of(key), problems)
    }

    /// A string that must be there.
    pub fn required_text(&self, key: &'a str, problems: &mut Vec<Problem>) -> Option<Spanned<String>> {
        if self.table.get(key).is_none() {
            self.asked.borrow_mut().push(key);
            self.missing(key, problems);
            return None;
        }
        self.text(key, problems)
    }

    /// A whole number that is not negative.
    pub fn number(&self, key: &'a str, problems: &mut Vec<Problem>) -> Option<Spanned<u64>> {
        let node = self.node(key)?;
        as_number(node, &self.path_of(key), problems)
    }

    /// True or false.
    pub fn flag(&self, key: &'a str, problems: &mut Vec<Problem>) -> Option<Spanned<bool>> {
        let node = self.node(key)?;
        match &node.item {
            Item::Flag(flag) => Some(Spanned::new(*flag, node.span)),
            other => {
                problems.push(wrong_type(node.span, &self.path_of(key), "true or false", other));
                None
            }
        }
    }

    /// A list of strings; a lone string counts as a list of one.
    pub fn texts(&self, key: &'a str, problems: &mut Vec<Problem>) -> Option<Vec<Spanned<String>>> {
        let node = self.node(key)?;
        Some(as_texts(node, &self.path_of(key), problems))
    }

    /// A table.
    pub fn table_reader(&self, key: &'a str, problems: &mut Vec<Problem>) -> Option<TableReader<'a>> {
        let node = self.node(key)?;
        TableReader::of(node, &self.path_of(key), problems)
    }

    /// A list of tables (`[[key]]`); empty when absent.
    pub fn table_readers(&self, key: &'a str, problems: &mut Vec<Problem>) -> Vec<TableReader<'a>> {
        let Some(node) = self.node(key) else { return Vec::new() };
        let path = self.path_of(key);
        match &node.item {
            Item::Array(nodes) => nodes.iter().filter_map(|node| TableReader::of(node, &path, problems)).collect(),
            other => {
                let problem = wrong_type(node.span, &path, "a list of tables", other);
                problems.push(problem.with_help(format!("write it as [[{path}]]")));
                Vec::new()
            }
        }
    }

    /// Notes that `key` is missing.
    pub fn missing(&self, key: &str, problems: &mut Vec<Problem>) {
        problems.push(Problem::new(self.span, format!("`{}` is missing", self.path_of(key))));
    }

    /// Notes every key that was never asked for, with the nearest known one.
    pub fn finish(self, problems: &mut Vec<Problem>) {
        let asked = self.asked.borrow();
        for (key, _) in &self.table.entries {
            if !asked.contains(&key.value.as_str()) {
                let problem = Problem::new(key.span, format!("unknown key `{}`", self.path_of(&key.value)));
                problems.push(match nearest(&key.value, asked.iter().copied()) {
                    Some(name) => problem.with_help(format!("did you mean `{name}`?")),
                    None => problem.with_help(format!("known here: {}", asked.join(", "))),
                });
            }
        }
    }
}

/// The string in `node`, or a problem.
pub fn as_text(node: &Node, path: &str, problems: &mut Vec<Problem>) -> Option<Spanned<String>> {
    match &node.item {
        Item::Text(text) => Some(Spanned::new(text.clone(), node.span)),
        other => {
            problems.push(wrong_type(node.span, path, "a string", other));
            None
        }
    }
}

/// The non-negative whole number in `node`, or a problem.
pub fn as_number(node: &Node, path: &str, problems: &mut Vec<Problem>) -> Option<Spanned<u64>> {
    match &node.item {
        Item::Integer(number) => match u64::try_from(*number) {
            Ok(number) => Some(Spanned::new(number, node.span)),
            Err(_) => {
                problems.push(Problem::new(node.span, format!("`{path}` must not be negative")));
                None
            }
        },
        other => {
            problems.push(wrong_type(node.span, path, "a whole number", other));
            None
        }
    }
}

/// The strings in `node` (a list, or one alone); what is no string becomes a problem.
pub fn as_texts(node: &Node, path: &str, problems: &mut Vec<Problem>) -> Vec<Spanned<String>> {
    match &node.item {
        Item::Array(nodes) => nodes.iter().filter_map(|node| as_text(node, path, problems)).collect(),
        Item::Text(text) => vec![Spanned::new(text.clone(), node.span)],
        other => {
            problems.push(wrong_type(node.span, path, "a string or a list of strings", other));
            Vec::new()
        }
    }
}

/// A value of another type than `wanted`.
#[must_use]
pub fn wrong_type(span: Span, path: &str, wanted: &str, found: &Item) -> Problem {
    Problem::new(span, format!("`{path}` must be {wanted}, not {}", found.kind()))
}
