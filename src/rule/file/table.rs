//! Tables of tests: `when`, `raise`, `unless` and `let`. Knows what may stand where, not what a field is asked.

use super::matcher::{self, kind_name};
use super::scope::{Scope, texts};
use super::texts::check_placeholders;
use super::value::{field_name, grades};
use super::written::{WrittenCondition, WrittenCount, WrittenLet, WrittenTest};
use crate::document::{Item, Problem, TableReader, wrong_type};
use crate::facts::schema::{Collection, Kind};
use crate::lang::Bilingual;
use crate::severity::Severity;
use crate::span::Span;

/// Where a test stands: that decides which keys make sense.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// `[[when.*]]`
    When,
    /// `[[raise.*.*]]`
    Raise,
    /// `[[unless.*]]`
    Unless,
    /// `[let.*]`
    Let,
}

impl Place {
    /// Grades set the severity; only a test that must hold can do that.
    pub(crate) const fn has_grades(self) -> bool {
        matches!(self, Place::When)
    }

    /// A finding points at what made it.
    pub(crate) const fn has_label(self) -> bool {
        matches!(self, Place::When)
    }

    /// A `let` takes values and counts nothing.
    pub(crate) const fn has_count(self) -> bool {
        !matches!(self, Place::Let)
    }
}

/// The tests under `key` of `reader`, in the order of the file, each with its place.
pub(super) fn tests<'a>(
    reader: &TableReader<'a>,
    key: &'a str,
    place: Place,
    scope: &Scope<'_>,
    problems: &mut Vec<Problem>,
) -> Vec<(Span, WrittenTest)> {
    let Some(collections) = reader.table_reader(key, problems) else { return Vec::new() };
    let mut tests = Vec::new();
    for collection in Collection::ALL {
        for table in collections.table_readers(collection.name(), problems) {
            tests.push((table.span(), test(table, collection, place, scope, problems)));
        }
    }
    collections.finish(problems);
    tests.sort_by_key(|(span, _)| *span);
    tests
}

/// The tests under `raise`, by severity, in the order of the file.
pub(super) fn raises(
    root: &TableReader<'_>,
    scope: &Scope<'_>,
    problems: &mut Vec<Problem>,
) -> Vec<(Severity, WrittenTest)> {
    let Some(severities) = root.table_reader("raise", problems) else { return Vec::new() };
    let mut raises = Vec::new();
    for severity in Severity::ALL.into_iter().rev() {
        let tests = tests(&severities, severity.name(), Place::Raise, scope, problems);
        raises.extend(tests.into_iter().map(|(_, test)| (severity, test)));
    }
    severities.finish(problems);
    raises
}

/// The `let` called `name`.
pub(super) fn named_set(
    name: &str,
    reader: TableReader<'_>,
    scope: &Scope<'_>,
    problems: &mut Vec<Problem>,
) -> Option<WrittenLet> {
    let mut found = Vec::new();
    for collection in Collection::ALL {
        if let Some(table) = reader.table_reader(collection.name(), problems) {
            found.push(test(table, collection, Place::Let, scope, problems));
        }
    }
    let take = reader.node("take");
    if take.is_none() {
        reader.missing("take", problems);
    }
    let span = reader.span();
    let take_path = reader.path_of("take");
    reader.finish(problems);
    if found.len() != 1 {
        let problem = Problem::new(span, format!("`let.{name}` must select from one collection"));
        problems.push(problem.with_help(format!("for example recipients = {{ ... }}, not {} of them", found.len())));
        return None;
    }
    let test = found.pop()?;
    let fields = test.collection.fields();
    let take_node = take?;
    let take = field_name(take_node, &take_path, &fields, problems)?;
    if matches!(fields[take].kind, Kind::Flag | Kind::Number) {
        let message = format!("`{}` is {}: a set is made of names", fields[take].name, kind_name(fields[take].kind));
        problems.push(Problem::new(take_node.span, message));
        return None;
    }
    Some(WrittenLet { name: name.to_owned(), test, take })
}

fn test(
    reader: TableReader<'_>,
    collection: Collection,
    place: Place,
    scope: &Scope<'_>,
    problems: &mut Vec<Problem>,
) -> WrittenTest {
    let fields = collection.fields();
    let mut conditions = Vec::new();
    for (number, field) in fields.iter().enumerate() {
        let Some(node) = reader.node(field.name) else { continue };
        let path = reader.path_of(field.name);
        if let Some(matcher) = matcher::read(node, field, &path, place, scope, problems) {
            conditions.push(WrittenCondition { field: number, matcher });
        }
    }
    let count = if place.has_count() { count(&reader, collection, place, scope, problems) } else { None };
    let label = if place.has_label() {
        label(&reader, collection, scope, problems)
    } else {
        if let Some((key, _)) = reader.table().entries.iter().find(|(key, _)| key.value == "label") {
            reader.node("label");
            problems.push(Problem::new(key.span, "a label is shown only for a `when` test".to_owned()));
        }
        None
    };
    check_sense(&reader, &conditions, count.as_ref(), label.is_some(), scope, problems);
    reader.finish(problems);
    WrittenTest { collection, conditions, count, label }
}

/// Notes parts of a test that would silently mean nothing beside its other parts.
fn check_sense(
    reader: &TableReader<'_>,
    conditions: &[WrittenCondition],
    count: Option<&WrittenCount>,
    has_label: bool,
    scope: &Scope<'_>,
    problems: &mut Vec<Problem>,
) {
    let by_field = conditions.iter().filter(|condition| condition.matcher.is_graded()).count();
    let by_count = usize::from(count.is_some_and(|count| count.grades.is_some()));
    if by_field + by_count > 1 {
        let problem = Problem::new(reader.span(), "two sets of grades in one test".to_owned());
        problems.push(problem.with_help("only one can set the severity: make it two rules"));
    }
    let most = count.and_then(|count| count.at_most).map(|number| scope.default_of(number));
    if has_label && most == Some(0) {
        let problem =
            Problem::new(reader.span(), "this test holds when there is no row: a label has no place".to_owned());
        problems.push(problem.with_help("give the label to another test"));
    }
}

fn label(
    reader: &TableReader<'_>,
    collection: Collection,
    scope: &Scope<'_>,
    problems: &mut Vec<Problem>,
) -> Option<Bilingual> {
    scope.has_label.set(scope.has_label.get() || reader.table().get("label").is_some());
    let label = texts(reader, "label", problems)?;
    let fields: Vec<&str> = collection.fields().iter().map(|field| field.name).collect();
    check_placeholders(&label, &reader.path_of("label"), &fields, scope, problems);
    Some(label.into_bilingual())
}

fn count(
    reader: &TableReader<'_>,
    collection: Collection,
    place: Place,
    scope: &Scope<'_>,
    problems: &mut Vec<Problem>,
) -> Option<WrittenCount> {
    let node = reader.node("count")?;
    let path = reader.path_of("count");
    if !matches!(node.item, Item::Table(_)) {
        let problem = wrong_type(node.span, &path, "a table", &node.item);
        problems.push(problem.with_help("for example count = { at-least = 3 }"));
        return None;
    }
    let table = TableReader::of(node, &path, problems)?;
    let fields = collection.fields();
    let distinct =
        table.node("distinct").and_then(|node| field_name(node, &table.path_of("distinct"), &fields, problems));
    let mut number = |key: &'static str| {
        let node = table.node(key)?;
        scope.number(node, &table.path_of(key), problems)
    };
    let (at_least, at_most) = (number("at-least"), number("at-most"));
    let grades = if place.has_grades() {
        grades(&table, scope, problems)
    } else {
        for (key, _) in table.table().entries.iter().filter(|(key, _)| Severity::from_name(&key.value).is_some()) {
            table.node(&key.value);
            let problem =
                Problem::new(key.span, "a grade sets the severity, and only a `when` test can do that".to_owned());
            problems.push(problem.with_help("use at-least here"));
        }
        None
    };
    if let (Some(least), Some(most)) = (at_least, at_most)
        && scope.default_of(least) > scope.default_of(most)
    {
        problems.push(Problem::new(table.span(), "`at-least` is above `at-most`: nothing would match".to_owned()));
    }
    table.finish(problems);
    Some(WrittenCount { distinct, at_least, at_most, grades })
}
