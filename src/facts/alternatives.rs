//! What the two forms of one body (text/plain and text/html, RFC 2046 5.1.4) say differently: whom they greet, dates,
//! amounts, merge fields, hosts of links. Knows the text of both, and where the links of the page lead: the plain form
//! writes that out.

use super::dates::written::dates_in;
use super::schema::{BodyKind, BodyPlace, BodyRow, Certainty};
use super::text::Vocabulary;
use crate::draft::Draft;
use crate::fold::fold;
use crate::pattern::Pattern;
use crate::span::Span;
use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::LazyLock;

/// Forms of which one is this many times longer are no twins: a page with a stub beside it.
const LARGEST_RATIO: usize = 2;
/// Longest body that is compared, in bytes.
const LONGEST_BODY_BYTES: usize = 200_000;
/// Most values of one kind that are compared.
const MOST_VALUES: usize = 200;

static AMOUNTS: LazyLock<Pattern> =
    LazyLock::new(|| Pattern::new(r"[¥￥$€£][ ]?[0-9][0-9,]*(?:\.[0-9]{2})?|[0-9０-９][0-9０-９,，]*円".to_owned()));
static HOSTS: LazyLock<Pattern> = LazyLock::new(|| Pattern::new(r"(?i)https?://[a-z0-9.-]+[a-z0-9]".to_owned()));

/// A value in one form: how it is compared, as it is written, and where.
type Value = (String, Range<usize>);

/// Rows for the differences; none where there is one form, or two that are not meant to say the same.
pub(super) fn rows(draft: &Draft, body: &[BodyRow], vocabulary: &Vocabulary) -> Vec<BodyRow> {
    let Some(plain) = &draft.body.plain_alternative else { return Vec::new() };
    let page = draft.view.slice(draft.body.span);
    if page.len().max(plain.len()) > LONGEST_BODY_BYTES || !are_twins(page, plain) {
        return Vec::new();
    }
    let at = |range: &Range<usize>| Span::from(range.clone()).shifted(draft.body.span.start);
    let row = |span, text: &str, problem, actual: &str| BodyRow {
        certainty: Certainty::Likely,
        problem: Some(problem),
        actual: Some(actual.to_owned()),
        ..BodyRow::new(span, BodyKind::Disagreement, BodyPlace::OwnText, text.to_owned())
    };
    let targets = draft.body.targets.iter().map(|target| target.target.as_str()).collect::<Vec<_>>().join("\n");
    let mut rows = Vec::new();
    for (problem, values) in [("date", dates as fn(&str) -> Vec<Value>), ("amount", amounts), ("link", hosts)] {
        let (shown, hidden) = (values(page), values(plain));
        let mut known = shown.clone();
        if problem == "link" {
            known.extend(values(&targets));
        }
        if let (Some(only_shown), Some(only_hidden)) = (first_missing(&shown, &hidden), first_missing(&hidden, &known))
        {
            rows.push(row(at(only_shown), &page[only_shown.clone()], problem, &plain[only_hidden.clone()]));
        }
    }
    let page_compact = compact(page) + &compact(&targets);
    let mut fields = vocabulary.sure_placeholders(plain).into_iter();
    if let Some(field) = fields.find(|field| !page_compact.contains(&compact(field))) {
        let line = draft.body.own.first().map_or(draft.body.span, |own| first_line(draft, *own));
        rows.push(row(line, field, "placeholder", field));
    } else if let Some((greeting, other)) = other_greeting(body, plain) {
        rows.push(row(greeting.span, &greeting.text, "name", other));
    }
    rows
}

/// Folded, without white space: how lines are broken makes no difference.
fn compact(text: &str) -> String {
    fold(text).chars().filter(|sign| !sign.is_whitespace()).collect()
}

/// About as long, and half of the lines of the page stand in the plain form.
fn are_twins(page: &str, plain: &str) -> bool {
    let whole = compact(plain);
    let lines: Vec<String> =
        page.lines().map(compact).filter(|line| line.chars().count() >= 4).take(MOST_VALUES).collect();
    let length: usize = page.lines().map(|line| compact(line).len()).sum();
    let is_alike = length <= whole.len() * LARGEST_RATIO && whole.len() <= length * LARGEST_RATIO;
    let shared = lines.iter().filter(|line| whole.contains(line.as_str())).count();
    is_alike && !lines.is_empty() && shared * 2 >= lines.len()
}

fn first_missing<'v>(values: &'v [Value], others: &[Value]) -> Option<&'v Range<usize>> {
    let known: BTreeSet<&str> = others.iter().map(|(value, _)| value.as_str()).collect();
    values.iter().find(|(value, _)| !known.contains(value.as_str())).map(|(_, place)| place)
}

fn dates(text: &str) -> Vec<Value> {
    let mut values = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        for date in dates_in(line) {
            let place = start + date.place.start..start + date.place.end;
            values.push((format!("{}-{}", date.month, date.day), place));
        }
        start += line.len();
        if values.len() >= MOST_VALUES {
            break;
        }
    }
    values
}

fn amounts(text: &str) -> Vec<Value> {
    let places = AMOUNTS.places_in(text).take(MOST_VALUES);
    places.map(|place| (compact(&text[place.clone()]).replace(',', ""), place)).collect()
}

fn hosts(text: &str) -> Vec<Value> {
    let host = |place: &Range<usize>| {
        let link = text[place.clone()].to_ascii_lowercase();
        link.split_once("://").map_or(link.clone(), |(_, host)| host.trim_start_matches("www.").to_owned())
    };
    HOSTS.places_in(text).take(MOST_VALUES).map(|place| (host(&place), place)).collect()
}

/// The greeting of the page, and the first line of the plain form where that greets somebody else.
fn other_greeting<'a>(body: &'a [BodyRow], plain: &'a str) -> Option<(&'a BodyRow, &'a str)> {
    let mut greetings = body.iter().filter(|row| row.kind == BodyKind::Greeting && row.place == BodyPlace::OwnText);
    let greeting = greetings.find(|row| matches!(row.audience, Some("person" | "organization")))?;
    let first = plain.lines().map(str::trim).find(|line| !line.is_empty())?;
    let folded = fold(first);
    let greets = ["様", "殿", "御中", "先生"].iter().any(|honorific| folded.ends_with(honorific))
        || ["dear ", "hi ", "hello "].iter().any(|word| folded.starts_with(word) && folded.len() < 60);
    (greets && !compact(plain).contains(&compact(&greeting.text))).then_some((greeting, first))
}

fn first_line(draft: &Draft, own: Span) -> Span {
    let text = draft.view.slice(own);
    let start = text.len() - text.trim_start().len();
    let length = text[start..].find('\n').unwrap_or(text.len() - start);
    Span::new(own.start + start, own.start + start + length)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::{LinkTarget, TargetKind};
    use crate::facts::test_draft::draft;
    use crate::facts::text::{Searching, greeting, rows as text_rows};
    use crate::lists::Lists;

    fn differences(page: &str, plain: &str) -> Vec<(String, &'static str, String)> {
        let mut draft = draft(&format!("From: a@alpha.example\n\n{page}\n"));
        draft.body.plain_alternative = Some(plain.to_owned());
        let vocabulary = Vocabulary::new(&|name| Lists::builtin().get(name));
        let mut body = text_rows(&draft, &Searching { vocabulary: &vocabulary, intranet_hosts: &[] });
        body.extend(greeting::rows(&draft, &vocabulary));
        let rows = rows(&draft, &body, &vocabulary).into_iter();
        rows.filter_map(|row| Some((row.text, row.problem?, row.actual?))).collect()
    }

    #[track_caller]
    fn differs(page: &str, plain: &str, expected: (&str, &'static str, &str)) {
        let expected = (expected.0.to_owned(), expected.1, expected.2.to_owned());
        assert_eq!(differences(page, plain), [expected], "{page}");
    }

    const REST: &str = "Our office is on the second floor.\nPlease bring your papers with you.\n";

    #[test]
    fn two_forms_say_the_same_of_names_dates_and_amounts() {
        differs(
            &format!("It is on 1 Dec 2026.\n{REST}"),
            &format!("It is on 2 Dec 2026.\n{REST}"),
            ("1 Dec 2026", "date", "2 Dec 2026"),
        );
        differs(
            &format!("会費は3,000円です。\n{REST}"),
            &format!("会費は2,500円です。\n{REST}"),
            ("3,000円", "amount", "2,500円"),
        );
        differs(&format!("佐藤様\n{REST}"), &format!("田中様\n{REST}"), ("佐藤様", "name", "田中様"));
        differs(
            &format!("See https://tsubame.example/a\n{REST}"),
            &format!("See https://evil.example/a\n{REST}"),
            ("https://tsubame.example", "link", "https://evil.example"),
        );
        differs(
            &format!("Dear Bob,\n{REST}"),
            &format!("Dear {{{{name}}}},\n{REST}"),
            ("{{name}}", "placeholder", "{{name}}"),
        );
    }

    #[test]
    fn another_line_break_or_a_target_written_out_is_no_difference() {
        let page = format!("It is on 1 December 2026, see https://tsubame.example/\n{REST}");
        let plain = format!("It is on\n1 December 2026, see https://tsubame.example/ <https://t.example/>\n{REST}");
        assert_eq!(differences(&page, &plain), []);
    }

    #[test]
    fn where_the_links_of_the_page_lead_is_known() {
        let page = format!("Stop these mails, or see https://tsubame.example/\n{REST}");
        let plain = format!("Stop these mails ({{{{stop_url}}}}), or see https://t.example/1\n{REST}");
        assert_eq!(differences(&page, &plain).len(), 2);
        let mut draft = draft(&format!("From: a@alpha.example\n\n{page}\n"));
        let span = draft.body.own[0];
        let target =
            |target: &str| LinkTarget { target: target.to_owned(), kind: TargetKind::Link, span, is_quoted: false };
        draft.body.targets = vec![target("{{stop_url}}"), target("https://t.example/1")];
        draft.body.plain_alternative = Some(plain);
        let vocabulary = Vocabulary::new(&|name| Lists::builtin().get(name));
        assert_eq!(rows(&draft, &[], &vocabulary), []);
    }

    #[test]
    fn a_stub_is_no_twin() {
        assert_eq!(differences(&format!("It costs $20.\n{REST}"), "This mail needs HTML. $10"), []);
    }
}
