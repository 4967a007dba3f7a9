//! Values inside of a matcher: words, patterns, sets, grades, names of fields. Knows no matcher.

use super::scope::{Scope, reference, unknown, word};
use super::words::ConfiguredSet;
use super::written::{WrittenGrades, WrittenSet};
use crate::document::{Item, Node, Problem, TableReader, as_text, as_texts};
use crate::facts::schema::Field;
use crate::fold;
use crate::span::Spanned;

/// `info`, `warning` and `error` of a table, at least one of them.
pub(super) fn grades(
    reader: &TableReader<'_>,
    scope: &Scope<'_>,
    problems: &mut Vec<Problem>,
) -> Option<WrittenGrades> {
    let mut number = |key: &'static str| {
        let node = reader.node(key)?;
        scope.number(node, &reader.path_of(key), problems)
    };
    let grades = WrittenGrades { info: number("info"), warning: number("warning"), error: number("error") };
    let steps = [("info", grades.info), ("warning", grades.warning), ("error", grades.error)];
    let steps: Vec<(&str, u64)> =
        steps.iter().filter_map(|(name, number)| Some((*name, scope.default_of((*number)?)))).collect();
    for pair in steps.windows(2) {
        let [(lower, from), (higher, to)] = pair else { continue };
        if from >= to {
            let message = format!("`{lower}` begins at {from} and would never be seen: `{higher}` begins at {to}");
            problems.push(Problem::new(reader.span(), message));
        }
    }
    (!steps.is_empty()).then_some(grades)
}

/// Folded words; an empty one would be found in everything.
pub(super) fn words(node: &Node, path: &str, problems: &mut Vec<Problem>) -> Option<Vec<String>> {
    let before = problems.len();
    let words = as_texts(node, path, problems);
    for word in &words {
        if fold::fold(&word.value).trim().is_empty() {
            problems.push(Problem::new(word.span, format!("`{path}` holds an empty text")));
        } else if let Some(name) = reference(&word.value) {
            let problem = Problem::new(word.span, format!("`${name}` cannot stand here: `{path}` wants words"));
            problems.push(problem.with_help(format!("for the text itself write regex = '\\${name}'")));
        }
    }
    if words.is_empty() && problems.len() == before {
        problems.push(Problem::new(node.span, format!("`{path}` is an empty list: nothing would match")));
    }
    (problems.len() == before).then(|| words.iter().map(|word| fold::fold(&word.value)).collect())
}

pub(super) fn globs(node: &Node, path: &str, problems: &mut Vec<Problem>) -> Option<Vec<String>> {
    let before = problems.len();
    for glob in as_texts(node, path, problems) {
        if let Err(error) = globset::Glob::new(&fold::fold(&glob.value)) {
            let problem = Problem::new(glob.span, format!("`{}` is no glob", glob.value));
            problems.push(problem.with_help(error.kind().to_string()));
        }
    }
    if problems.len() > before { None } else { words(node, path, problems) }
}

pub(super) fn regexes(node: &Node, path: &str, problems: &mut Vec<Problem>) -> Option<Vec<String>> {
    let before = problems.len();
    let sources = as_texts(node, path, problems);
    for source in &sources {
        match regex::Regex::new(&source.value) {
            Err(error) => {
                let problem = Problem::new(source.span, format!("`{}` is no regular expression", source.value));
                let text = error.to_string();
                let cause = text.lines().last().unwrap_or_default().trim_start_matches("error: ");
                problems.push(problem.with_help(cause));
            }
            // A private-use character stands for any text that nobody thought of.
            Ok(regex) if regex.is_match("") && regex.is_match("\u{E000}") => {
                let problem = Problem::new(source.span, format!("`{}` is found in every text", source.value));
                problems.push(problem.with_help("ask for at least one character"));
            }
            Ok(_) => {}
        }
    }
    if sources.is_empty() && problems.len() == before {
        problems.push(Problem::new(node.span, format!("`{path}` is an empty list: nothing would match")));
    }
    (problems.len() == before).then(|| sources.into_iter().map(|source| source.value).collect())
}

/// A list of names, `"$let"`, `"$organization.domains"` and the like, or `{ list = "name" }`.
pub(super) fn set(node: &Node, path: &str, scope: &Scope<'_>, problems: &mut Vec<Problem>) -> Option<WrittenSet> {
    match &node.item {
        Item::Table(_) => {
            let reader = TableReader::of(node, path, problems)?;
            let name = match reader.node("list") {
                Some(list) => scope.list(list, &reader.path_of("list"), problems),
                None => {
                    reader.missing("list", problems);
                    None
                }
            };
            reader.finish(problems);
            name.map(WrittenSet::List)
        }
        Item::Text(text) if reference(text).is_some() => {
            let name = reference(text)?;
            if name.contains('.') {
                let sets = ConfiguredSet::ALL.map(|set| (set.name(), set));
                let name = Spanned::new(name.to_owned(), node.span);
                return word(&name, "setting", &sets, problems).map(WrittenSet::Configured);
            }
            scope.let_index(name, node.span, problems).map(WrittenSet::Let)
        }
        _ => {
            let before = problems.len();
            words(node, path, problems)?;
            let names = as_texts(node, path, problems);
            (problems.len() == before)
                .then(|| WrittenSet::Names(names.iter().map(|name| fold::fold_name(&name.value)).collect()))
        }
    }
}

/// The number of the field that `node` names.
pub(super) fn field_name(
    node: &Node,
    path: &str,
    fields: &[&'static Field],
    problems: &mut Vec<Problem>,
) -> Option<usize> {
    let name = as_text(node, path, problems)?;
    let found = fields.iter().position(|field| field.name == name.value);
    if found.is_none() {
        let known = fields.iter().map(|field| field.name);
        problems.push(unknown(name.span, "field", &name.value, &name.value, known));
    }
    found
}
