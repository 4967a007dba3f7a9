//! The JSON document against its schema and against what is promised in words.

use super::*;
use crate::lang::Lang;
use crate::report::json_schema::report_schema;
use crate::report::sample::{self, bilingual, exposed, finding, notice, outcome, span_of};
use crate::report::{Edit, Inspection, Status};
use crate::rule::Rule;
use crate::span::Span;
use serde_json::Value;

fn text(outcomes: &[Outcome], rules: &[Rule], lang: Lang) -> String {
    let mut json = Json::new(Texts::new(rules, lang, Severity::Error, "0.1.0"));
    let mut out = Vec::new();
    json.begin(&mut out).unwrap();
    for outcome in outcomes {
        json.draft(outcome, &mut out).unwrap();
    }
    json.end(&sample::summary(), &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

/// The document, which is valid.
fn document(outcomes: &[Outcome], lang: Lang) -> Value {
    let document: Value = serde_json::from_str(&text(outcomes, &[exposed()], lang)).unwrap();
    let validator = jsonschema::validator_for(&report_schema()).unwrap();
    let errors: Vec<_> = validator.iter_errors(&document).map(|error| error.to_string()).collect();
    assert!(errors.is_empty(), "{errors:#?}\n{document:#}");
    document
}

fn unreadable() -> Outcome {
    Outcome {
        path: "%FFbroken.msg".into(),
        path_lossy: true,
        message: 1,
        format: "msg".into(),
        status: Status::Unreadable,
        inspection: Inspection::None,
        failure: Some(crate::report::Failure {
            code: "not-a-compound-file".into(),
            text: bilingual("it is empty", "空です"),
        }),
        ..Outcome::default()
    }
}

#[test]
fn an_empty_run_is_a_valid_document() {
    let document = document(&[], Lang::En);
    assert_eq!(document["drafts"], serde_json::json!([]));
    assert_eq!(document["mailing"], Value::Null);
}

#[test]
fn every_label_is_in_the_document_with_its_place() {
    let (text, spans) = notice(294);
    let document = document(&[outcome("a.eml", &text, vec![finding("exposed-personal-addresses", spans)])], Lang::Ja);
    let finding = &document["drafts"][0]["findings"][0];
    assert_eq!(finding["message"], "個人のアドレス 294 件が全員に見えます");
    assert_eq!(finding["values"], serde_json::json!({ "count": 294 }));
    let labels = finding["labels"].as_array().unwrap();
    assert_eq!(labels.len(), 294);
    let last = &labels[293];
    assert_eq!((&last["role"], &last["text"]), (&"secondary".into(), &"hana294@gmail.com".into()));
    assert_eq!(last["note"], "全員に見えます");
    assert_eq!((&last["line"], &last["property"]), (&296.into(), &Value::Null));
}

#[test]
fn what_is_hidden_or_allowed_is_in_the_document_too() {
    let mut hidden = finding("exposed-personal-addresses", vec![]);
    hidden.severity = Severity::Info;
    hidden.suppressed = Some(Suppression::Baseline);
    hidden.fix = FixId::ALL.to_vec();
    let edits = BTreeMap::from([(0, vec![Edit { bytes: 4..9, replacement: "a@b.example".into() }])]);
    let document = document(&[Outcome { edits, ..outcome("a.eml", "To: a\n", vec![hidden]) }], Lang::En);
    let finding = &document["drafts"][0]["findings"][0];
    assert_eq!((&finding["severity"], &finding["suppressed"]), (&"info".into(), &"baseline".into()));
    assert_eq!(finding["edits"], serde_json::json!([{ "bytes": [4, 9], "replacement": "a@b.example" }]));
}

#[test]
fn an_unreadable_draft_says_why() {
    let document = document(&[unreadable(), outcome("b.eml", "To: b\n", vec![])], Lang::En);
    let draft = &document["drafts"][0];
    assert_eq!(draft["error"], serde_json::json!({ "code": "not-a-compound-file", "text": "it is empty" }));
    assert_eq!(draft["path-lossy"], true);
    assert_eq!(document["drafts"][1].get("path-lossy"), None);
}

#[test]
fn keys_stand_in_the_order_of_the_published_example() {
    let body = "To: a\n";
    let text = text(
        &[outcome("a.eml", body, vec![finding("exposed-personal-addresses", vec![span_of(body, "a")])])],
        &[exposed()],
        Lang::En,
    );
    let keys = "version tool name version lang exit-code drafts path message format status inspection error findings \
                rule severity message help labels role text note path message line column bytes property part \
                values count fix edits suppressed mailing summary drafts checked unreadable skipped rules errors \
                warnings infos suppressed";
    let mut rest = text.as_str();
    for key in keys.split_whitespace() {
        let quoted = format!("\"{key}\":");
        let at = rest.find(&quoted).unwrap_or_else(|| panic!("{key} is not where it should be: {rest}"));
        assert_eq!(rest[..at].matches("\":").count(), 0, "something stands before {key}: {rest}");
        rest = &rest[at + quoted.len()..];
    }
}

#[test]
fn a_terminal_obeys_nothing_in_the_document_and_a_parser_reads_the_same() {
    let evil = "\u{1b}]0;x\u{7}\u{202e}\u{9b}\u{e0041}\"\\宛先";
    let span = Span::new(0, evil.len());
    let text = text(&[outcome("a.eml", evil, vec![finding("x", vec![span])])], &[], Lang::En);
    assert_eq!(text.chars().find(|character| *character != '\n' && safe::is_unsafe(*character)), None);
    let document: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(document["drafts"][0]["findings"][0]["labels"][0]["text"], evil);
}

#[test]
fn the_schema_refuses_keys_it_does_not_know() {
    let mut document = document(&[unreadable()], Lang::En);
    let validator = jsonschema::validator_for(&report_schema()).unwrap();
    document["drafts"][0]["statuz"] = "checked".into();
    assert!(!validator.is_valid(&document));
}
