//! What is shown of a rule under the cursor: its page, as `mailcheck explain` prints it. Knows no client.

use super::bench::Bench;
use super::diagnose::Found;
use super::position::Lines;
use super::protocol::{Position, Range};
use crate::lists::Lists;
use crate::report::safe;
use crate::rule::builtin::builtin_text;
use crate::rule::file::RuleFile;
use crate::run::pages::rule_page;
use crate::span::Span;
use serde_json::{Value, json};

/// How many rules are told at one place.
const MOST_RULES: usize = 3;

/// The pages of the rules that were found here; null when there is none.
pub(super) fn of_findings(found: &[Found], position: Position, bench: &Bench) -> Value {
    let cursor = Range { start: position, end: position };
    let mut rules: Vec<&str> = Vec::new();
    for here in found.iter().filter(|found| found.diagnostic.range.touches(cursor)) {
        rules.extend(here.rule.as_deref().filter(|rule| !rules.contains(rule)));
    }
    let pages: Vec<String> = rules.into_iter().take(MOST_RULES).filter_map(|rule| page_of(rule, bench)).collect();
    if pages.is_empty() { Value::Null } else { shown(&pages.join("\n---\n\n"), None) }
}

/// The page of the rule that is named here in settings or in a rule file; null when the word names none.
pub(super) fn of_word(lines: &Lines<'_>, text: &str, position: Position, bench: &Bench) -> Value {
    let at = lines.byte(position);
    let is_part = |letter: char| letter.is_ascii_alphanumeric() || letter == '-';
    let start = text[..at].rfind(|letter| !is_part(letter)).map_or(0, |other| text.ceil_char_boundary(other + 1));
    let end = text[at..].find(|letter| !is_part(letter)).map_or(text.len(), |length| at + length);
    match page_of(&text[start..end], bench) {
        Some(page) => shown(&page, Some(lines.range(Span::new(start, end)))),
        None => Value::Null,
    }
}

fn shown(page: &str, range: Option<Range>) -> Value {
    let mut hover = json!({ "contents": { "kind": "markdown", "value": page } });
    if let Some(range) = range {
        hover["range"] = json!(range);
    }
    hover
}

/// The page of the rule of that name, one of the user's too; while the settings are broken those of built-in ones.
fn page_of(id: &str, bench: &Bench) -> Option<String> {
    let (id, text) = match &bench.checker {
        Ok(checker) => checker.rules().find(id).map(|rule| (rule.file.id.as_str(), rule.text()))?,
        Err(_) => (id, builtin_text(id)?),
    };
    let file = RuleFile::parse(id, &format!("{id}.toml"), text, &Lists::names()).ok()?;
    Some(safe::block(&rule_page(&file, bench.lang)).into_owned())
}
