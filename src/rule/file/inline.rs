//! Keeps files to TOML 1.0: the parser takes inline tables over several lines, editors call them an error.
//! Knows no rule.

use crate::document::{Document, Item, Node, Problem, Table};
use crate::span::Span;

/// Notes every inline table with a line break or a trailing comma between its values.
pub(super) fn check(document: &Document, problems: &mut Vec<Problem>) {
    check_table(document, &document.root, problems);
}

fn check_table(document: &Document, table: &Table, problems: &mut Vec<Problem>) {
    for (_, node) in &table.entries {
        check_node(document, node, problems);
    }
}

fn check_node(document: &Document, node: &Node, problems: &mut Vec<Problem>) {
    match &node.item {
        Item::Array(nodes) => nodes.iter().for_each(|node| check_node(document, node, problems)),
        Item::Table(table) => {
            if is_inline(document, node.span) {
                check_inline(document, node.span, table, problems);
            }
            check_table(document, table, problems);
        }
        _ => {}
    }
}

fn is_inline(document: &Document, span: Span) -> bool {
    document.text.get(span.range()).is_some_and(|text| text.starts_with('{'))
}

/// What lies between the values of an inline table may hold no line break; the values themselves may (strings with
/// three quotes, lists).
fn check_inline(document: &Document, span: Span, table: &Table, problems: &mut Vec<Problem>) {
    let mut values = Vec::new();
    value_spans(document, table, &mut values);
    values.sort();
    let mut gap_start = span.start;
    let mut breaks_line = false;
    for value in values {
        breaks_line |= document.text.get(gap_start..value.start).is_some_and(|gap| gap.contains('\n'));
        gap_start = gap_start.max(value.end);
    }
    let tail = document.text.get(gap_start..span.end).unwrap_or_default();
    if breaks_line || tail.contains('\n') {
        let problem = Problem::new(span, "an inline table over several lines is TOML 1.1, not 1.0".to_owned());
        problems.push(problem.with_help("write it on one line, or as a table of its own"));
    } else if tail.contains(',') {
        let problem = Problem::new(span, "a comma before `}` is TOML 1.1, not 1.0".to_owned());
        problems.push(problem.with_help("take the last comma out"));
    }
}

/// Spans of the values of an inline table; dotted keys in it make tables without braces, whose values count as its own.
fn value_spans(document: &Document, table: &Table, spans: &mut Vec<Span>) {
    for (_, node) in &table.entries {
        match &node.item {
            Item::Table(inner) if !is_inline(document, node.span) => {
                value_spans(document, inner, spans);
            }
            _ => spans.push(node.span),
        }
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail loudly")]
mod tests {
    use super::*;

    fn problems(text: &str) -> Vec<String> {
        let document = Document::parse("t.toml", text).unwrap();
        let mut problems = Vec::new();
        check(&document, &mut problems);
        problems.into_iter().map(|problem| problem.message).collect()
    }

    #[test]
    fn an_inline_table_over_two_lines_is_reported() {
        assert_eq!(problems("a = { b = 1,\n c = 2 }\n"), ["an inline table over several lines is TOML 1.1, not 1.0"]);
        assert_eq!(problems("a = [{ b.c = 1\n }]\n").len(), 1);
    }

    #[test]
    fn a_trailing_comma_is_reported() {
        assert_eq!(problems("a = { b = 1, }\n"), ["a comma before `}` is TOML 1.1, not 1.0"]);
    }

    #[test]
    fn values_over_several_lines_are_toml_1_0() {
        assert!(problems("a = { b = '''x\ny,\n''', c = [\n1,\n2,\n], e.f = '''\n''' }\n[d]\nx = 1\n").is_empty());
    }
}
