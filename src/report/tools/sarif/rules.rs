//! The rules in force as SARIF describes them: what each says, why, at which level, and its page as help.

use super::values::level;
use crate::lang::Lang;
use crate::rule::Rule as InForce;
use crate::rule::file::RuleFile;
use crate::rule::page::page;
use crate::rule::template::{Piece, split};
use serde::Serialize;

/// `reportingDescriptor` (SARIF 3.49).
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Rule<'a> {
    id: &'a str,
    short_description: Text,
    #[serde(skip_serializing_if = "Option::is_none")]
    full_description: Option<Text>,
    default_configuration: Configuration,
    help: Help,
    properties: Properties<'a>,
}

#[derive(Debug, Serialize)]
struct Text {
    text: String,
}

#[derive(Debug, Serialize)]
struct Configuration {
    level: &'static str,
}

#[derive(Debug, Serialize)]
struct Help {
    text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    markdown: Option<String>,
}

#[derive(Debug, Serialize)]
struct Properties<'a> {
    tags: Vec<&'a str>,
}

impl<'a> Rule<'a> {
    /// The rule in force, with the prose of its file when that is at hand.
    pub(super) fn new(rule: &'a InForce, file: Option<&RuleFile>, lang: Lang) -> Self {
        let why = file.map(|file| file.why.get(lang).trim()).filter(|why| !why.is_empty());
        Self {
            id: &rule.id,
            short_description: Text { text: without_values(rule.message.get(lang)) },
            full_description: why.map(|why| Text { text: why.to_owned() }),
            default_configuration: Configuration { level: level(rule.fixed_severity.unwrap_or(rule.severity)) },
            help: Help {
                text: without_values(rule.help.get(lang)),
                markdown: why.and(file).map(|file| page(file, lang, None)),
            },
            properties: Properties {
                tags: std::iter::once("email").chain(file.map(|file| file.category.name())).collect(),
            },
        }
    }
}

/// The text of a rule with a sign for what only a finding knows.
fn without_values(text: &str) -> String {
    let Ok(pieces) = split(text) else { return text.to_owned() };
    let piece = |piece: Piece<'_>| match piece {
        Piece::Literal(literal) => literal.to_owned(),
        Piece::Placeholder(_) => "…".to_owned(),
    };
    pieces.into_iter().map(piece).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_speaks_of_no_draft() {
        assert_eq!(without_values("{count} people see {{name}}"), "… people see {name}");
    }
}
