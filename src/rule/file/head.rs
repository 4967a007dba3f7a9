//! The keys at the top of a rule file, which say what the rule is. Knows no test.

use super::scope::{Texts, required_texts, unknown, word};
use super::words::{Category, Need, id_problem, is_version};
use crate::document::{Problem, TableReader};
use crate::finding::FixId;
use crate::lang::Bilingual;
use crate::severity::Severity;

/// Every key at the top of a rule file with what it means, for the JSON Schema.
pub(crate) const HEAD_KEYS: &[(&str, &str)] = &[
    ("category", "what kind of slip the rule is about"),
    ("severity", "level of its findings; a grade or a `raise` may change it"),
    ("since", "version the rule first appeared in"),
    ("formerly", "ids it had before"),
    ("fix", "corrections that could be proposed"),
    ("default", "`off` for rules that somebody must switch on"),
    ("needs", "key of mailcheck.toml without which the rule stays off"),
    ("message", "what a finding says; {count}, fields of the primary test, lets and params stand in braces"),
    ("help", "one thing to do; placeholders as in `message`"),
    ("why", "the harm, one published case, when it is fine"),
    ("params", "numbers that a user may change"),
    ("let", "sets taken from the message, for relations between two collections"),
    ("when", "tests that must all hold"),
    ("raise", "tests judged after the rule holds; the highest that holds replaces the severity"),
    ("unless", "tests of which none may hold"),
    ("bad", "drafts that must be reported"),
    ("good", "near misses that must stay silent"),
];

/// What was read; a part that had a problem is `None`.
pub(super) struct Head {
    category: Option<Category>,
    severity: Option<Severity>,
    since: Option<String>,
    formerly: Vec<String>,
    fix: Vec<FixId>,
    is_on_by_default: bool,
    needs: Option<Need>,
    pub message: Option<Texts>,
    pub help: Option<Texts>,
    why: Option<Texts>,
}

/// A head without problems.
pub(super) struct CompleteHead {
    pub category: Category,
    pub severity: Severity,
    pub since: String,
    pub formerly: Vec<String>,
    pub fix: Vec<FixId>,
    pub is_on_by_default: bool,
    pub needs: Option<Need>,
    pub message: Bilingual,
    pub help: Bilingual,
    pub why: Bilingual,
}

impl Head {
    pub fn complete(self) -> Option<CompleteHead> {
        Some(CompleteHead {
            category: self.category?,
            severity: self.severity?,
            since: self.since?,
            formerly: self.formerly,
            fix: self.fix,
            is_on_by_default: self.is_on_by_default,
            needs: self.needs,
            message: self.message?.into_bilingual(),
            help: self.help?.into_bilingual(),
            why: self.why?.into_bilingual(),
        })
    }
}

pub(super) fn read(root: &TableReader<'_>, problems: &mut Vec<Problem>) -> Head {
    let category = root
        .required_text("category", problems)
        .and_then(|text| word(&text, "category", &Category::ALL.map(|category| (category.name(), category)), problems));
    let severity = root
        .required_text("severity", problems)
        .and_then(|text| word(&text, "severity", &Severity::ALL.map(|severity| (severity.name(), severity)), problems));
    let is_on_by_default = root
        .text("default", problems)
        .and_then(|text| word(&text, "default", &[("on", true), ("off", false)], problems))
        .unwrap_or(true);
    let needs = root
        .text("needs", problems)
        .and_then(|text| word(&text, "setting", &Need::ALL.map(|need| (need.name(), need)), problems));
    Head {
        category,
        severity,
        since: since(root, problems),
        formerly: formerly(root, problems),
        fix: fix(root, problems),
        is_on_by_default,
        needs,
        message: required_texts(root, "message", problems),
        help: required_texts(root, "help", problems),
        why: required_texts(root, "why", problems),
    }
}

fn since(root: &TableReader<'_>, problems: &mut Vec<Problem>) -> Option<String> {
    let since = root.required_text("since", problems)?;
    if is_version(&since.value) {
        return Some(since.value);
    }
    let problem = Problem::new(since.span, format!("`{}` is no version", since.value));
    problems.push(problem.with_help("three numbers, for example 0.1.0"));
    None
}

fn formerly(root: &TableReader<'_>, problems: &mut Vec<Problem>) -> Vec<String> {
    let ids = root.texts("formerly", problems).unwrap_or_default();
    for id in &ids {
        problems.extend(id_problem(&id.value).map(|problem| Problem::new(id.span, problem)));
    }
    ids.into_iter().map(|id| id.value).collect()
}

fn fix(root: &TableReader<'_>, problems: &mut Vec<Problem>) -> Vec<FixId> {
    let mut fixes = Vec::new();
    for name in root.texts("fix", problems).unwrap_or_default() {
        match FixId::from_name(&name.value) {
            Some(fix) => fixes.push(fix),
            None => {
                let known = FixId::ALL.map(FixId::name);
                problems.push(unknown(name.span, "fix", &name.value, &name.value, known));
            }
        }
    }
    fixes
}
