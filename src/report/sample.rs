//! Small hand-made rules, findings and outcomes for the tests of this room.

use crate::draft::view::{Origin, Segment, View};
use crate::facts::schema::Collection;
use crate::finding::{Filler, Finding, Label};
use crate::lang::Bilingual;
use crate::report::outcome::{Outcome, Summary};
use crate::rule::{Rule, Test};
use crate::severity::Severity;
use crate::span::Span;
use std::collections::BTreeMap;

pub fn bilingual(en: &str, ja: &str) -> Bilingual {
    Bilingual { en: en.into(), ja: ja.into() }
}

pub fn rule(id: &str, message: Bilingual, help: Bilingual, labels: Vec<Bilingual>) -> Rule {
    let test =
        |label| Test { collection: Collection::Recipients, conditions: Vec::new(), count: None, label: Some(label) };
    Rule {
        id: id.into(),
        severity: Severity::Error,
        fixed_severity: None,
        fix: Vec::new(),
        params: std::collections::BTreeMap::new(),
        message,
        help,
        lets: Vec::new(),
        when: labels.into_iter().map(test).collect(),
        raise: Vec::new(),
        unless: Vec::new(),
    }
}

/// An error of that rule; the first label is the primary one.
pub fn finding(rule: &str, spans: Vec<Span>) -> Finding {
    let count = Filler::Number(spans.len() as u64);
    let labels = spans
        .into_iter()
        .enumerate()
        .map(|(number, span)| Label {
            span,
            test: 0,
            is_primary: number == 0,
            is_private: false,
            values: BTreeMap::new(),
        })
        .collect();
    Finding {
        rule: rule.into(),
        severity: Severity::Error,
        labels,
        values: BTreeMap::from([("count".to_owned(), count)]),
        fix: Vec::new(),
        suppressed: None,
    }
}

/// An .eml whose view is its text, byte for byte.
pub fn outcome(path: &str, text: &str, findings: Vec<Finding>) -> Outcome {
    let span = Span::new(0, text.len());
    let lines = text.split_inclusive('\n').scan(0, |start, line| {
        let span = Span::new(*start, *start + line.len());
        *start = span.end;
        Some(Segment { span, origin: Origin::Raw(span.range()) })
    });
    let segments = std::iter::once(Segment { span, origin: Origin::Raw(span.range()) }).chain(lines).collect();
    Outcome {
        path: path.into(),
        message: 1,
        format: "eml".into(),
        view: Some(View::new(text.into(), segments)),
        raw: text.as_bytes().into(),
        findings,
        ..Outcome::default()
    }
}

/// Where `needle` first stands in `text`.
pub fn span_of(text: &str, needle: &str) -> Span {
    let start = text.find(needle).expect("the sample holds it");
    Span::new(start, start + needle.len())
}

/// A notice to `count` people in Cc, one a line as the view has them, and the places of their addresses.
pub fn notice(count: usize) -> (String, Vec<Span>) {
    let mut text = String::from("From: 公園課 <parks@city.example>\nTo: parks@city.example\nCc: ");
    let mut spans = Vec::new();
    for number in 1..=count {
        text.push_str(if number == 1 { "" } else { ",\n    " });
        let start = text.len();
        text.push_str(&format!("hana{number}@gmail.com"));
        spans.push(Span::new(start, text.len()));
    }
    text.push_str("\nSubject: 植樹イベントのご案内\n\n皆様\n");
    (text, spans)
}

/// The rule that such a notice breaks.
pub fn exposed() -> Rule {
    rule(
        "exposed-personal-addresses",
        bilingual("{count} personal addresses can be seen by everyone", "個人のアドレス {count} 件が全員に見えます"),
        bilingual("move them to Bcc, or send one message to each", "Bcc に移すか、1 通ずつ送ってください"),
        vec![bilingual("visible to everyone", "全員に見えます")],
    )
}

pub fn summary() -> Summary {
    Summary {
        drafts: 1,
        checked: 1,
        unreadable: 0,
        skipped: 0,
        rules: 17,
        errors: 0,
        warnings: 0,
        infos: 0,
        suppressed: 0,
        hidden: 0,
        partly_inspected: 0,
        ignored: 0,
        stopped: None,
        notes: Vec::new(),
        fail_on: Some(Severity::Error),
        exit_code: 0,
    }
}
