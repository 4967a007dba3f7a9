//! Placeholders of messages, help and labels: each must exist, and both languages must use the same ones.
//! Knows no test.

use super::scope::{Scope, Texts, unknown};
use crate::document::Problem;
use crate::rule::template::{LoneBrace, placeholders, split};
use crate::span::Spanned;
use std::collections::BTreeSet;

/// Notes placeholders that are not among `known`, lone braces, and names that stand in one language alone.
pub(super) fn check_placeholders(
    texts: &Texts,
    path: &str,
    known: &[&str],
    scope: &Scope<'_>,
    problems: &mut Vec<Problem>,
) {
    for text in [&texts.en, &texts.ja] {
        check_text(text, known, scope, problems);
    }
    let (en, ja) = (names(&texts.en), names(&texts.ja));
    let mut lacks = |name: &str, here: &str, there: &str, text: &Spanned<String>| {
        let placeholder = format!("{{{name}}}");
        let message = format!("`{placeholder}` stands in `{path}.{here}` but not in `{path}.{there}`");
        problems.push(Problem::new(scope.narrowed(text.span, &placeholder), message));
    };
    for name in en.difference(&ja) {
        lacks(name, "en", "ja", &texts.en);
    }
    for name in ja.difference(&en) {
        lacks(name, "ja", "en", &texts.ja);
    }
}

fn check_text(text: &Spanned<String>, known: &[&str], scope: &Scope<'_>, problems: &mut Vec<Problem>) {
    if let Err(LoneBrace(_)) = split(&text.value) {
        let problem = Problem::new(text.span, "a brace without its partner".to_owned());
        problems.push(problem.with_help("for a brace in the text write it twice"));
    }
    for name in names(text) {
        scope.used.borrow_mut().insert(name.to_owned());
        if !known.contains(&name) {
            let placeholder = format!("{{{name}}}");
            let span = scope.narrowed(text.span, &placeholder);
            problems.push(unknown(span, "placeholder", &placeholder, name, known.iter().copied()));
        }
    }
}

fn names(text: &Spanned<String>) -> BTreeSet<&str> {
    placeholders(&text.value).into_iter().collect()
}
