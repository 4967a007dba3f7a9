//! The JSON Schema (draft 2020-12) of `mailcheck sheet --format json`.

use super::GroupKind;
use crate::shape::{closed, list, nullable, reference};
use serde_json::{Value, json};

/// The schema, published as `docs/sheet.schema.json`.
#[must_use]
pub fn sheet_schema() -> Value {
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "mailcheck sheet --format json",
        "type": "object",
        "required": ["version", "language", "sheets", "mailing"],
        "additionalProperties": false,
        "properties": {
            "version": { "const": 1 },
            "language": { "enum": ["en", "ja"] },
            "sheets": list(reference("sheet")),
            "mailing": one_or_null(reference("mailing")),
        },
        "$defs": {
            "sheet": closed(sheet()),
            "mailing": closed(mailing()),
            "since": closed(since()),
            "mailbox": closed(vec![("name", nullable("string")), ("address", nullable("string"))]),
            "readers": closed(readers()),
            "person": closed(person()),
            "text": closed(words()),
            "attachment": closed(attachment()),
            "finding": closed(finding()),
            "question": closed(vec![("id", text()), ("text", text())]),
        },
    })
}

fn sheet() -> Vec<(&'static str, Value)> {
    vec![
        ("path", text()),
        ("message", number()),
        ("checked-on", text()),
        ("digest", nullable("string")),
        ("components", one_or_null(closed(vec![("form", text()), ("lines", list(text()))]))),
        ("since", one_or_null(reference("since"))),
        ("subject", nullable("string")),
        ("from", list(reference("mailbox"))),
        ("reply-to", list(reference("mailbox"))),
        ("readers", reference("readers")),
        ("reply", flag()),
        ("text", reference("text")),
        ("attachments", list(reference("attachment"))),
        ("pictures", number()),
        ("findings", list(reference("finding"))),
        ("findings-below", number()),
        ("approvals", approvals()),
        ("questions", list(reference("question"))),
    ]
}

fn approvals() -> Value {
    json!({ "type": ["array", "null"], "items": closed(vec![("text", text()), ("valid", flag())]) })
}

fn since() -> Vec<(&'static str, Value)> {
    let words = json!({ "enum": ["added", "removed", "changed"] });
    let change = closed(vec![("change", words), ("component", text()), ("value", nullable("string"))]);
    vec![
        ("file", text()),
        ("checked-on", nullable("string")),
        ("changes", json!({ "type": ["array", "null"], "items": change })),
        ("text", list(text())),
    ]
}

fn mailing() -> Vec<(&'static str, Value)> {
    let counted = || list(closed(vec![("text", text()), ("drafts", number())]));
    let sample = closed(vec![
        ("path", text()),
        ("message", number()),
        ("subject", nullable("string")),
        ("readers", list(reference("mailbox"))),
        ("readers-left", number()),
        ("beginning", list(text())),
        ("attachments", list(text())),
    ]);
    let common = finding().into_iter().chain([("drafts", number())]).collect();
    vec![
        ("paths", list(text())),
        ("checked-on", text()),
        ("digest", nullable("string")),
        ("roster", one_or_null(closed(vec![("name", text()), ("rows", number()), ("hash", text())]))),
        ("approvals", approvals()),
        ("drafts", number()),
        ("unreadable", number()),
        ("people", number()),
        ("outside", nullable("integer")),
        ("organizations", number()),
        ("private", number()),
        ("get-several", number()),
        ("most-people", number()),
        ("exposing", number()),
        ("senders", counted()),
        ("subjects", counted()),
        ("shared-attachments", list(reference("attachment"))),
        ("other-attachments", number()),
        ("without-attachment", number()),
        ("findings", list(closed(common))),
        ("findings-together", list(reference("finding"))),
        ("samples", list(sample)),
        ("questions", list(reference("question"))),
    ]
}

fn readers() -> Vec<(&'static str, Value)> {
    let fields = || json!({ "enum": ["to", "cc", "bcc", "attendee"] });
    let kinds = [GroupKind::Own, GroupKind::Partner, GroupKind::Domain, GroupKind::Private, GroupKind::Unusable];
    let group = closed(vec![
        ("kind", json!({ "enum": kinds.map(GroupKind::name) })),
        ("name", text()),
        ("outside", flag()),
        ("people", list(reference("person"))),
    ]);
    vec![
        ("people", number()),
        ("outside", nullable("integer")),
        ("organizations", number()),
        ("private", number()),
        ("first-time", nullable("integer")),
        ("unusable", number()),
        ("lists", number()),
        ("repeated", number()),
        ("fields", list(closed(vec![("field", fields()), ("people", number()), ("outside", number())]))),
        ("visible", number()),
        ("visible-parties", number()),
        ("hidden", number()),
        ("only-shown", number()),
        ("named-by-calendar", number()),
        ("groups", list(group)),
    ]
}

fn person() -> Vec<(&'static str, Value)> {
    vec![
        ("field", json!({ "enum": ["to", "cc", "bcc", "attendee"] })),
        ("name", nullable("string")),
        ("address", nullable("string")),
        ("outside", nullable("boolean")),
        ("first-time", flag()),
        ("unusable", flag()),
        ("list", flag()),
        ("resource", flag()),
        ("sender", flag()),
        ("only-shown", flag()),
        ("findings", list(json!({ "type": "integer", "minimum": 1 }))),
    ]
}

fn words() -> Vec<(&'static str, Value)> {
    let quoted = closed(vec![("lines", number()), ("messages", number()), ("addresses", list(text()))]);
    let link = closed(vec![("target", text()), ("host", nullable("string")), ("shares-file", flag())]);
    vec![
        ("beginning", list(text())),
        ("lines-left", number()),
        ("greeted", list(text())),
        ("dates", list(text())),
        ("amounts", list(text())),
        ("quoted", one_or_null(quoted)),
        ("links", list(link)),
    ]
}

fn attachment() -> Vec<(&'static str, Value)> {
    let place =
        closed(vec![("text", text()), ("sheet", nullable("string")), ("hidden", flag()), ("persons", number())]);
    vec![
        ("filename", nullable("string")),
        ("media-type", text()),
        ("file-type", nullable("string")),
        ("size", number()),
        ("sha256", nullable("string")),
        ("encrypted", flag()),
        ("has-macros", flag()),
        ("persons", number()),
        ("files", list(text())),
        ("places", list(place)),
        ("obstacles", list(text())),
    ]
}

fn finding() -> Vec<(&'static str, Value)> {
    let severities = json!({ "enum": ["info", "warning", "error"] });
    vec![("rule", text()), ("severity", severities), ("message", text()), ("help", text())]
}

fn text() -> Value {
    json!({ "type": "string" })
}

fn flag() -> Value {
    json!({ "type": "boolean" })
}

fn number() -> Value {
    json!({ "type": "integer", "minimum": 0 })
}

fn one_or_null(value: Value) -> Value {
    json!({ "oneOf": [{ "type": "null" }, value] })
}
