//! Where each value comes from: layer, file and line of everything written in a configuration file. Knows TOML
//! trees, not what their keys mean.

use crate::document::{Document, Item, Table};
use crate::span::Span;
use std::fmt;

/// Who says something; later ones count more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Layer {
    /// The system-wide file, and what it extends.
    System,
    /// The user's own file.
    User,
    /// `mailcheck.toml` at or above the working directory.
    Project,
    /// The file that `--config` names, in place of the user's and the project's.
    Config,
    /// An option of this run.
    CommandLine,
}

impl Layer {
    /// The word in `config show`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Layer::System => "system",
            Layer::User => "user",
            Layer::Project => "project",
            Layer::Config => "--config",
            Layer::CommandLine => "command line",
        }
    }
}

/// Where a value stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Who says it.
    pub layer: Layer,
    /// The file as shown to people, or the option of the command line.
    pub file: String,
    /// Line in the file, from 1; `None` on the command line.
    pub line: Option<usize>,
}

impl fmt::Display for Place {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(formatter, "{}:{line} ({})", self.file, self.layer.name()),
            None => write!(formatter, "{} ({})", self.file, self.layer.name()),
        }
    }
}

/// One value in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Dotted key: `organization.domains`; tables of a list are numbered from 1: `partner[1]`. The keys whose values
    /// add up (`rules`, `extends`, `lists.NAME.add`) come once for each file.
    pub key: String,
    /// The value as TOML.
    pub value: String,
    /// Where it stands.
    pub place: Place,
    /// Where values stand that it takes the place of, the strongest first.
    pub overrides: Vec<Place>,
}

/// Beginnings of the lines of one text.
#[derive(Debug)]
pub(super) struct Lines {
    starts: Vec<usize>,
}

impl Lines {
    /// The lines of `text`.
    pub fn of(text: &str) -> Self {
        let after_breaks = text.match_indices('\n').map(|(at, _)| at + 1);
        Self { starts: std::iter::once(0).chain(after_breaks).collect() }
    }

    /// The line in which `span` begins, from 1.
    pub fn line_of(&self, span: Span) -> usize {
        self.starts.partition_point(|start| *start <= span.start)
    }
}

/// A value with its dotted key and line, before it is known whether it counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    /// Dotted key; `partner` and `allow` without a number.
    pub key: String,
    /// As TOML.
    pub value: String,
    /// From 1.
    pub line: usize,
}

/// Everything written in a document, in its order.
pub(super) fn entries_of(document: &Document, lines: &Lines) -> Vec<Entry> {
    let mut entries = Vec::new();
    flatten(&document.root, "", lines, &mut entries);
    entries
}

fn flatten(table: &Table, path: &str, lines: &Lines, entries: &mut Vec<Entry>) {
    for (key, node) in &table.entries {
        let name = bare_or_quoted(&key.value);
        let path = if path.is_empty() { name } else { format!("{path}.{name}") };
        match &node.item {
            Item::Table(table) => flatten(table, &path, lines, entries),
            Item::Array(nodes) if nodes.iter().any(|node| matches!(node.item, Item::Table(_))) => {
                entries.extend(nodes.iter().map(|node| Entry {
                    key: path.clone(),
                    value: toml_text(&node.item),
                    line: lines.line_of(node.span),
                }));
            }
            item => entries.push(Entry { key: path, value: toml_text(item), line: lines.line_of(key.span) }),
        }
    }
}

/// True when values of this key add up over files instead of one taking the other's place.
pub(super) fn adds_up(key: &str) -> bool {
    let is_policy_entry = || key.strip_prefix("policy.").is_some_and(|kind| !matches!(kind, "bulk" | "encrypt"));
    matches!(key, "rules" | "extends" | "partner" | "override" | "template" | "allow")
        || key.starts_with("lists.")
        || is_policy_entry()
}

/// The value as TOML on one line; what a terminal would obey or not show is escaped.
pub(super) fn toml_text(item: &Item) -> String {
    let list = |texts: Vec<String>| texts.join(", ");
    match item {
        Item::Text(text) => quoted(text),
        Item::Integer(number) => number.to_string(),
        Item::Float(number) => number.to_string(),
        Item::Flag(flag) => flag.to_string(),
        Item::Date(date) => date.clone(),
        Item::Array(nodes) => format!("[{}]", list(nodes.iter().map(|node| toml_text(&node.item)).collect())),
        Item::Table(table) => {
            let pair = |(key, node): &(crate::span::Spanned<String>, crate::document::Node)| {
                format!("{} = {}", bare_or_quoted(&key.value), toml_text(&node.item))
            };
            format!("{{ {} }}", list(table.entries.iter().map(pair).collect()))
        }
    }
}

/// A TOML basic string.
pub(crate) fn quoted(text: &str) -> String {
    let mut quoted = String::from('"');
    for character in text.chars() {
        match character {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}' => {
                quoted.push_str(&format!("\\u{:04X}", u32::from(character)));
            }
            control if control.is_control() => quoted.push_str(&format!("\\u{:04X}", u32::from(control))),
            other => quoted.push(other),
        }
    }
    quoted.push('"');
    quoted
}

fn bare_or_quoted(key: &str) -> String {
    let is_bare = |character: char| character.is_ascii_alphanumeric() || matches!(character, '-' | '_');
    if !key.is_empty() && key.chars().all(is_bare) { key.to_owned() } else { quoted(key) }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail loudly")]
mod tests {
    use super::*;

    #[test]
    fn a_document_is_laid_flat_with_its_lines() {
        let text = "lang = 'ja'\n[rule.x]\n\nseverity = 'off'\n[[partner]]\nname = '山田'\ndomains = ['a.example']\n";
        let document = Document::parse("t.toml", text).unwrap();
        let entries = entries_of(&document, &Lines::of(text));
        let shown: Vec<String> =
            entries.iter().map(|entry| format!("{}:{} = {}", entry.line, entry.key, entry.value)).collect();
        assert_eq!(
            shown,
            [
                "1:lang = \"ja\"",
                "4:rule.x.severity = \"off\"",
                "5:partner = { name = \"山田\", domains = [\"a.example\"] }"
            ]
        );
    }

    #[test]
    fn what_a_terminal_would_obey_is_escaped() {
        assert_eq!(quoted("a\u{1b}[2J\u{202e}\"\\"), "\"a\\u001B[2J\\u202E\\\"\\\\\"");
    }
}
