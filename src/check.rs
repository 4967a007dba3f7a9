//! Facts x Rule -> Finding. Pure: knows no draft, no file, no language.

mod matching;

use crate::facts::Facts;
use crate::facts::schema::{Collection, Row, Value};
use crate::finding::{Filler, Finding, Label};
use crate::fold::fold_name;
use crate::lang::Bilingual;
use crate::rule::template::placeholders;
use crate::rule::{Rule, Test};
use crate::severity::Severity;
use crate::span::Span;
use matching::matches;
use std::collections::{BTreeMap, HashSet};

/// Says whether an allowance takes this row out of the rule's sight.
pub type IsExempt<'a> = &'a dyn Fn(&dyn Row) -> bool;

/// Judges one rule over one draft; `None` when it does not hold.
///
/// Rows that are exempt are taken out of every `when` and `raise` test before anything is counted; `let` sets and
/// `unless` tests still see them, since what is allowed is still there.
#[must_use]
pub fn check(facts: &Facts, rule: &Rule, is_exempt: IsExempt<'_>) -> Option<Finding> {
    let judge = Judge { facts, sets: named_sets(facts, rule) };
    let mut selections = Vec::with_capacity(rule.when.len());
    for test in &rule.when {
        selections.push(judge.selection(test, Some(is_exempt))?);
    }
    if rule.unless.iter().any(|test| judge.selection(test, None).is_some()) {
        return None;
    }
    let graded = selections.iter().filter_map(|selection| selection.grade).max();
    let raised = rule
        .raise
        .iter()
        .filter(|(_, test)| judge.selection(test, Some(is_exempt)).is_some())
        .map(|(severity, _)| *severity)
        .max();
    let asked = asked_level(rule, &selections);
    let severity = rule.fixed_severity.or(raised).or(graded).or(asked).unwrap_or(rule.severity);
    Some(Finding {
        rule: rule.id.clone(),
        severity,
        labels: labels(facts, rule, &selections),
        values: values(rule, &selections, &judge.sets),
        fix: rule.fix.clone(),
        suppressed: None,
    })
}

/// The highest level that the rows of the primary test ask for; `None` when none of them asks for one. A row that
/// does not ask takes the rule's.
fn asked_level(rule: &Rule, selections: &[Selection<'_>]) -> Option<Severity> {
    let rows = &selections.get(primary(rule))?.rows;
    rows.iter().any(|row| row.level().is_some()).then_some(())?;
    rows.iter().map(|row| row.level().unwrap_or(rule.severity)).max()
}

/// The number of the test that a finding points at first.
fn primary(rule: &Rule) -> usize {
    rule.when.iter().position(|test| test.label.is_some()).unwrap_or(0)
}

/// What a test that holds has selected.
struct Selection<'a> {
    rows: Vec<&'a dyn Row>,
    count: u64,
    grade: Option<Severity>,
}

/// Values of the rule's `let`s, folded as names, with their spelling.
type Sets = Vec<BTreeMap<String, String>>;

fn named_sets(facts: &Facts, rule: &Rule) -> Sets {
    // A `let` selects by plain tests only: sets that refer to sets would be an expression language.
    let judge = Judge { facts, sets: Vec::new() };
    rule.lets
        .iter()
        .map(|named| {
            let rows = judge.rows(&named.test, None).0;
            rows.iter().flat_map(|row| texts_of(row.value(named.take))).map(|text| (fold_name(&text), text)).collect()
        })
        .collect()
}

struct Judge<'a> {
    facts: &'a Facts,
    sets: Sets,
}

impl<'a> Judge<'a> {
    /// The rows of a test that holds, or `None` when it does not.
    fn selection(&self, test: &Test, is_exempt: Option<IsExempt<'_>>) -> Option<Selection<'a>> {
        let (rows, row_grade) = self.rows(test, is_exempt);
        let Some(wanted) = &test.count else {
            let count = rows.len() as u64;
            return (count > 0).then_some(Selection { rows, count, grade: row_grade });
        };
        let count = wanted.distinct.map_or(rows.len() as u64, |field| distinct(&rows, field));
        if wanted.at_least.is_some_and(|number| count < number) || wanted.at_most.is_some_and(|number| count > number) {
            return None;
        }
        let grade = match wanted.grades {
            Some(grades) => Some(grades.reached(count)?),
            None => row_grade,
        };
        // `at-least` is 1 unless the test says otherwise: a test over nothing proves nothing.
        let wants_none = wanted.at_most.is_some() && wanted.at_least.is_none() && wanted.grades.is_none();
        (count > 0 || wants_none || wanted.at_least == Some(0)).then_some(Selection { rows, count, grade })
    }

    /// The rows for which all conditions hold, and the highest grade a graded condition reached.
    fn rows(&self, test: &Test, is_exempt: Option<IsExempt<'_>>) -> (Vec<&'a dyn Row>, Option<Severity>) {
        let mut grade = None;
        let mut selected = Vec::new();
        for row in self.facts.rows(test.collection) {
            let mut row_grade = None;
            let holds = test
                .conditions
                .iter()
                .all(|condition| matches(&condition.matcher, row.value(condition.field), &self.sets, &mut row_grade));
            if holds && !is_exempt.is_some_and(|is_exempt| is_exempt(row)) {
                grade = grade.max(row_grade);
                selected.push(row);
            }
        }
        (selected, grade)
    }
}

/// Different values of a field; a row that has none counts as one of its own, so that what we could not read is
/// never folded away.
fn distinct(rows: &[&dyn Row], field: usize) -> u64 {
    let mut seen = HashSet::new();
    let mut unknown = 0;
    for row in rows {
        match row.value(field) {
            Value::Text(text) => {
                seen.insert(fold_name(text));
            }
            value => {
                let texts = texts_of(value);
                unknown += u64::from(texts.is_empty());
                seen.extend(texts.iter().map(|text| fold_name(text)));
            }
        }
    }
    seen.len() as u64 + unknown
}

fn texts_of(value: Value<'_>) -> Vec<String> {
    match value {
        Value::Unknown => Vec::new(),
        Value::Flag(flag) => vec![flag.to_string()],
        Value::Number(number) => vec![number.to_string()],
        Value::Text(text) => vec![text.to_owned()],
        Value::Texts(texts) => texts.to_vec(),
    }
}

/// Labels in the order of the view; the first row of the first labelled test is the primary one.
fn labels(facts: &Facts, rule: &Rule, selections: &[Selection<'_>]) -> Vec<Label> {
    let mut labels: Vec<Label> = Vec::new();
    let mut has_primary = false;
    for (number, (test, selection)) in rule.when.iter().zip(selections).enumerate() {
        let Some(text) = &test.label else { continue };
        let names = placeholders(&text.en);
        for row in &selection.rows {
            labels.push(Label {
                span: row.span(),
                test: number,
                is_primary: !has_primary,
                is_private: row.is_private(),
                values: names
                    .iter()
                    .filter_map(|name| {
                        let field = test.collection.field_index(name)?;
                        Some(((*name).to_owned(), filler(&[*row], field)))
                    })
                    .collect(),
            });
            has_primary = true;
        }
    }
    if labels.is_empty() {
        labels.push(fallback_label(facts, rule));
    }
    labels.sort_by_key(|label| (label.span, !label.is_primary));
    labels.dedup_by(|later, earlier| later.span == earlier.span && later.test == earlier.test);
    labels
}

/// A rule about the absence of rows has none to point at: the message stands for them.
fn fallback_label(facts: &Facts, rule: &Rule) -> Label {
    let test = primary(rule);
    let span: Span = facts.rows(Collection::Message).first().map_or(Span::default(), |row| row.span());
    Label { span, test, is_primary: true, is_private: false, values: BTreeMap::new() }
}

/// What fills the placeholders of message and help.
fn values(rule: &Rule, selections: &[Selection<'_>], sets: &Sets) -> BTreeMap<String, Filler> {
    let primary = primary(rule);
    let mut values = BTreeMap::new();
    let names = placeholders(&rule.message.en).into_iter().chain(placeholders(&rule.help.en));
    for name in names {
        let (Some(test), Some(selection)) = (rule.when.get(primary), selections.get(primary)) else { continue };
        let filler = if name == "count" {
            Filler::Number(selection.count)
        } else if let Some(number) = rule.params.get(name) {
            Filler::Number(*number)
        } else if let Some(number) = rule.lets.iter().position(|named| named.name == name) {
            Filler::Texts(sets[number].values().cloned().collect())
        } else if let Some(field) = test.collection.field_index(name) {
            filler(&selection.rows, field)
        } else {
            continue;
        };
        values.insert(name.to_owned(), filler);
    }
    values
}

/// Sentences that a message spells out.
const MOST_SENTENCES: usize = 8;

/// The different values of a field; sentences in both languages where the user wrote them.
fn filler(rows: &[&dyn Row], field: usize) -> Filler {
    let mut sentences: Vec<Bilingual> = Vec::new();
    for sentence in rows.iter().filter_map(|row| row.bilingual(field)) {
        if !sentences.contains(sentence) {
            sentences.push(sentence.clone());
        }
    }
    if sentences.is_empty() {
        return Filler::Texts(distinct_texts(rows, field));
    }
    // A house says few things; a file may have hundreds of places, the gravest of which come first.
    let more = sentences.len().saturating_sub(MOST_SENTENCES);
    if more > 0 {
        sentences.truncate(MOST_SENTENCES);
        sentences.push(Bilingual { en: format!("{more} more"), ja: format!("ほか {more} 件") });
    }
    Filler::Sentences(sentences)
}

fn distinct_texts(rows: &[&dyn Row], field: usize) -> Vec<String> {
    let mut seen = HashSet::new();
    rows.iter().flat_map(|row| texts_of(row.value(field))).filter(|text| seen.insert(fold_name(text))).collect()
}
