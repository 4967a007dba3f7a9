//! What a test asks of one field, read by the field's kind. Knows no other part of a rule file.

use super::scope::{Scope, unknown};
use super::table::Place;
use super::value::{globs, grades, regexes, set, words};
use super::written::{WrittenGrades, WrittenMatcher};
use crate::document::{Item, Node, Problem, TableReader, as_texts, wrong_type};
use crate::facts::schema::{Field, Kind};

/// Every key that can stand in the table of a field.
const MATCHERS: &[&str] = &[
    "contains",
    "word",
    "glob",
    "regex",
    "list",
    "at-least",
    "at-most",
    "info",
    "warning",
    "error",
    "some-in",
    "none-in",
    "all-in",
    "some-not-in",
    "present",
    "not",
];

/// The keys that fit a field of `kind`: grades only where a test decides the severity, `not` only once.
pub(crate) fn matchers_for(kind: Kind, has_grades: bool, is_negated: bool) -> Vec<&'static str> {
    let mut keys: Vec<&str> = match kind {
        Kind::Flag | Kind::Choice(_) => vec![],
        Kind::Number if has_grades && !is_negated => vec!["at-least", "at-most", "info", "warning", "error"],
        Kind::Number => vec!["at-least", "at-most"],
        Kind::Text => vec!["contains", "word", "glob", "regex", "list"],
        // One name is a set of one: to be in it, or not to be.
        Kind::Name => vec!["contains", "word", "glob", "regex", "list", "some-in", "none-in"],
        Kind::Texts => vec!["some-in", "none-in", "all-in", "some-not-in"],
    };
    keys.push("present");
    if !is_negated {
        keys.push("not");
    }
    keys
}

/// What a kind is called in a message.
pub(crate) const fn kind_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Flag => "true or false",
        Kind::Number => "a number",
        Kind::Text => "a text",
        Kind::Name => "a name",
        Kind::Texts => "a set of names",
        Kind::Choice(_) => "one of a closed list of words",
    }
}

/// Reads the value of one key of a test.
pub(super) fn read(
    node: &Node,
    field: &Field,
    path: &str,
    place: Place,
    scope: &Scope<'_>,
    problems: &mut Vec<Problem>,
) -> Option<WrittenMatcher> {
    FieldReading { field, place, is_negated: false, scope }.value(node, path, problems)
}

#[derive(Clone, Copy)]
struct FieldReading<'a> {
    field: &'a Field,
    place: Place,
    is_negated: bool,
    scope: &'a Scope<'a>,
}

impl FieldReading<'_> {
    fn value(self, node: &Node, path: &str, problems: &mut Vec<Problem>) -> Option<WrittenMatcher> {
        match &node.item {
            Item::Table(_) => self.table(node, path, problems),
            Item::Array(nodes) if nodes.is_empty() => {
                problems.push(Problem::new(node.span, format!("`{path}` is an empty list: nothing would match")));
                None
            }
            _ => self.plain(node, path, problems),
        }
    }

    fn plain(self, node: &Node, path: &str, problems: &mut Vec<Problem>) -> Option<WrittenMatcher> {
        match self.field.kind {
            Kind::Flag => match node.item {
                Item::Flag(flag) => Some(WrittenMatcher::Flag(flag)),
                _ => {
                    problems.push(wrong_type(node.span, path, "true or false", &node.item));
                    None
                }
            },
            Kind::Number => {
                let nodes = if let Item::Array(nodes) = &node.item { nodes } else { std::slice::from_ref(node) };
                let numbers = nodes.iter().map(|node| self.scope.number(node, path, problems)).collect::<Option<_>>();
                numbers.map(WrittenMatcher::NumberIs)
            }
            Kind::Text => words(node, path, problems).map(WrittenMatcher::Contains),
            Kind::Name => words(node, path, problems).map(WrittenMatcher::Is),
            Kind::Choice(choices) => self.choices(node, path, choices, problems).map(WrittenMatcher::Is),
            Kind::Texts => {
                let problem = Problem::new(node.span, format!("`{path}` is a set and needs a set comparison"));
                problems.push(problem.with_help(format!("for example {} = {{ some-in = [...] }}", self.field.name)));
                None
            }
        }
    }

    fn choices(self, node: &Node, path: &str, choices: &[&str], problems: &mut Vec<Problem>) -> Option<Vec<String>> {
        let before = problems.len();
        let words = as_texts(node, path, problems);
        for word in words.iter().filter(|word| !choices.contains(&word.value.as_str())) {
            let what = format!("value of `{}`:", self.field.name);
            problems.push(unknown(word.span, &what, &word.value, &word.value, choices.iter().copied()));
        }
        (problems.len() == before).then(|| words.into_iter().map(|word| word.value).collect())
    }

    fn table(self, node: &Node, path: &str, problems: &mut Vec<Problem>) -> Option<WrittenMatcher> {
        let reader = TableReader::of(node, path, problems)?;
        let before = problems.len();
        let allowed = matchers_for(self.field.kind, self.place.has_grades(), self.is_negated);
        let mut matchers = Vec::new();
        for (key, node) in &reader.table().entries {
            let Some(matcher) = MATCHERS.iter().copied().find(|matcher| *matcher == key.value) else { continue };
            reader.node(matcher);
            if allowed.contains(&matcher) {
                matchers.extend(self.matcher(matcher, node, &reader.path_of(matcher), problems));
            } else {
                problems.push(self.misfit(matcher, key.span, &allowed));
            }
        }
        matchers.extend(self.grades(&reader, &allowed, problems).map(WrittenMatcher::Graded));
        for key in &allowed {
            reader.node(key);
        }
        if reader.table().entries.is_empty() {
            let problem = Problem::new(node.span, format!("`{path}` asks nothing"));
            problems.push(problem.with_help(format!("known here: {}", allowed.join(", "))));
        }
        reader.finish(problems);
        if problems.len() > before {
            return None;
        }
        // None at all when its one value leans on a broken `let`, which is a problem already.
        if matchers.len() > 1 { Some(WrittenMatcher::All(matchers)) } else { matchers.pop() }
    }

    fn misfit(self, matcher: &str, span: crate::span::Span, allowed: &[&str]) -> Problem {
        let is_grade = matches!(matcher, "info" | "warning" | "error");
        if self.field.kind == Kind::Number && is_grade {
            let problem =
                Problem::new(span, "a grade sets the severity, and only a `when` test can do that".to_owned());
            return problem.with_help("use at-least here");
        }
        if matcher == "not" {
            return Problem::new(span, "a `not` inside a `not`".to_owned()).with_help("take both out");
        }
        let message =
            format!("`{matcher}` does not fit `{}`, which is {}", self.field.name, kind_name(self.field.kind));
        Problem::new(span, message).with_help(format!("known here: {}", allowed.join(", ")))
    }

    fn matcher(self, key: &str, node: &Node, path: &str, problems: &mut Vec<Problem>) -> Option<WrittenMatcher> {
        let scope = self.scope;
        match key {
            "contains" => words(node, path, problems).map(WrittenMatcher::Contains),
            "word" => words(node, path, problems).map(WrittenMatcher::Word),
            "glob" => globs(node, path, problems).map(WrittenMatcher::Glob),
            "regex" => regexes(node, path, problems).map(WrittenMatcher::Regex),
            "list" if self.field.kind == Kind::Text => {
                scope.list(node, path, problems).map(WrittenMatcher::ContainsListed)
            }
            "list" => scope.list(node, path, problems).map(WrittenMatcher::InList),
            "at-least" => scope.number(node, path, problems).map(WrittenMatcher::AtLeast),
            "at-most" => scope.number(node, path, problems).map(WrittenMatcher::AtMost),
            "some-in" => set(node, path, scope, problems).map(WrittenMatcher::SomeIn),
            "none-in" => set(node, path, scope, problems).map(WrittenMatcher::NoneIn),
            "all-in" => set(node, path, scope, problems).map(WrittenMatcher::AllIn),
            "some-not-in" => set(node, path, scope, problems).map(WrittenMatcher::SomeNotIn),
            "present" => match node.item {
                Item::Flag(flag) => Some(WrittenMatcher::Present(flag)),
                _ => {
                    problems.push(wrong_type(node.span, path, "true or false", &node.item));
                    None
                }
            },
            "not" => {
                let inner = FieldReading { is_negated: true, ..self };
                inner.value(node, path, problems).map(|matcher| WrittenMatcher::Not(Box::new(matcher)))
            }
            // The grades, which `grades` reads together.
            _ => None,
        }
    }

    fn grades(self, reader: &TableReader<'_>, allowed: &[&str], problems: &mut Vec<Problem>) -> Option<WrittenGrades> {
        if allowed.contains(&"info") { grades(reader, self.scope, problems) } else { None }
    }
}
