//! The one door to TOML: a text with every key and value in its place, and all its problems at once.
//! Knows neither rules nor settings.
//!
//! Not serde: derived deserializers stop at the first error, and `untagged`, `flatten` and internally tagged
//! enums lose the place. People who write rules want all mistakes, underlined.

mod problem;
mod reader;

pub use problem::{DocumentError, Problem, nearest};
pub use reader::{TableReader, as_number, as_text, as_texts, wrong_type};

use crate::span::{Span, Spanned};
use toml::de::{DeTable, DeValue};

/// A TOML text that parsed, with its tree.
#[derive(Debug, Clone)]
pub struct Document {
    /// How the file is called in messages.
    pub name: String,
    /// The text that spans point into.
    pub text: String,
    /// The tree.
    pub root: Table,
}

/// A value with its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// The value; for a table written as `[a.b]` the header, for an inline value the value itself.
    pub span: Span,
    /// What it is.
    pub item: Item,
}

/// A TOML value.
#[derive(Debug, Clone, PartialEq)]
pub enum Item {
    /// String.
    Text(String),
    /// Integer; out of the range of `i64` is a problem at parsing.
    Integer(i64),
    /// Float.
    Float(f64),
    /// Boolean.
    Flag(bool),
    /// Date or date-time, as written.
    Date(String),
    /// Array.
    Array(Vec<Node>),
    /// Table.
    Table(Table),
}

impl Item {
    /// What to call it in a message.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Item::Text(_) => "a string",
            Item::Integer(_) => "a whole number",
            Item::Float(_) => "a fraction",
            Item::Flag(_) => "true or false",
            Item::Date(_) => "a date",
            Item::Array(_) => "a list",
            Item::Table(_) => "a table",
        }
    }
}

/// A table in the order written.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Table {
    /// Keys with their places, and values.
    pub entries: Vec<(Spanned<String>, Node)>,
}

impl Table {
    /// The value of `key`.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.entries.iter().find(|(name, _)| name.value == key).map(|(_, node)| node)
    }
}

impl Document {
    /// Parses `text`.
    ///
    /// # Errors
    /// All syntax errors, each with its place.
    pub fn parse(name: &str, text: &str) -> Result<Self, DocumentError> {
        let (table, errors) = DeTable::parse_recoverable(text);
        let mut problems: Vec<Problem> = errors
            .iter()
            .map(|error| {
                let span = error.span().unwrap_or(0..text.len().min(1));
                Problem::new(on_boundaries(text, span), error.message().trim_end_matches('.').to_owned())
            })
            .collect();
        let root = convert_table(table.get_ref(), &mut problems);
        if problems.is_empty() {
            Ok(Self { name: name.to_owned(), text: text.to_owned(), root })
        } else {
            Err(DocumentError::new(name, text, problems))
        }
    }

    /// A reader over the whole document.
    #[must_use]
    pub fn reader(&self) -> TableReader<'_> {
        TableReader::new(&self.root, Span::new(0, 0), "")
    }
}

/// The parser's ranges, widened to character boundaries.
fn on_boundaries(text: &str, range: std::ops::Range<usize>) -> Span {
    let mut start = range.start.min(text.len());
    let mut end = range.end.clamp(start, text.len());
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    while !text.is_char_boundary(end) {
        end += 1;
    }
    Span::new(start, end)
}

fn convert_table(table: &DeTable<'_>, problems: &mut Vec<Problem>) -> Table {
    let mut entries: Vec<(Spanned<String>, Node)> = table
        .iter()
        .map(|(key, value)| {
            let name = Spanned::new(key.get_ref().to_string(), key.span().into());
            (name, convert(value, problems))
        })
        .collect();
    entries.sort_by_key(|(key, _)| key.span.start);
    Table { entries }
}

fn convert(value: &toml::Spanned<DeValue<'_>>, problems: &mut Vec<Problem>) -> Node {
    let span = Span::from(value.span());
    let item = match value.get_ref() {
        DeValue::String(text) => Item::Text(text.to_string()),
        DeValue::Integer(integer) => {
            let digits = integer.as_str().replace('_', "");
            match i64::from_str_radix(&digits, integer.radix()) {
                Ok(number) => Item::Integer(number),
                Err(_) => {
                    problems.push(Problem::new(span, "this number is too large".to_owned()));
                    Item::Integer(0)
                }
            }
        }
        DeValue::Float(float) => Item::Float(float.as_str().replace('_', "").parse().unwrap_or(f64::NAN)),
        DeValue::Boolean(flag) => Item::Flag(*flag),
        DeValue::Datetime(datetime) => Item::Date(datetime.to_string()),
        DeValue::Array(array) => Item::Array(array.iter().map(|node| convert(node, problems)).collect()),
        DeValue::Table(table) => Item::Table(convert_table(table, problems)),
    };
    Node { span, item }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail loudly")]
mod tests {
    use super::*;

    #[test]
    fn every_value_knows_its_place() {
        let text = "a = 1\n[b]\nc = [\"x\", \"日本\"]\n";
        let document = Document::parse("t.toml", text).unwrap();
        let Item::Table(table) = &document.root.get("b").unwrap().item else { panic!("b is a table") };
        let Item::Array(nodes) = &table.get("c").unwrap().item else { panic!("c is a list") };
        assert_eq!(&text[nodes[1].span.range()], "\"日本\"");
    }

    #[test]
    fn all_syntax_errors_are_listed() {
        let error = Document::parse("t.toml", "a = \nb = [1,\n").unwrap_err();
        assert!(error.problems().len() >= 2, "{:?}", error.problems());
    }

    #[test]
    fn an_unknown_key_names_the_known_one() {
        let document = Document::parse("t.toml", "severty = 'error'\n").unwrap();
        let mut problems = Vec::new();
        let reader = document.reader();
        assert!(reader.text("severity", &mut problems).is_none());
        reader.finish(&mut problems);
        assert_eq!(problems[0].message, "unknown key `severty`");
        assert_eq!(problems[0].help.as_deref(), Some("did you mean `severity`?"));
    }

    #[test]
    fn nothing_is_suggested_for_a_word_that_is_far_from_all() {
        assert_eq!(nearest("zzz", ["severity", "category"]), None);
        assert_eq!(nearest("at_least", ["at-least", "at-most"]), Some("at-least"));
    }
}
