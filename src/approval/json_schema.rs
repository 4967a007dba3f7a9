//! The JSON Schemas (draft 2020-12) of `mailcheck verify --format json` and `mailcheck approvals --format json`.

use super::json::{APPROVAL_STATES, DRAFT_STATES};
use super::reason::ReasonKey;
use crate::shape::{closed, list, reference};
use serde_json::{Value, json};

/// Published as `docs/verify.schema.json`.
#[must_use]
pub fn verify_schema() -> Value {
    let approval = closed(vec![
        ("approver", text("An address, in small letters")),
        ("key", text("Fingerprint: one key is one person")),
        ("approved-at", text("RFC 3339")),
        ("valid-until", or_null(text("RFC 3339: when the approval or its key ends; null when neither does"))),
        ("file", text("The statement")),
    ]);
    let refused = closed(vec![
        ("approver", text("Whose it says it is; the file's name where it does not say")),
        ("file", text("The statement")),
        ("reason", reference("reason")),
    ]);
    let draft = closed(vec![
        ("path", text("As it was named")),
        ("message", json!({ "type": "integer", "minimum": 1, "description": "Which message of the file" })),
        (
            "state",
            state(
                "approved: by somebody else than who wrote it; refused: no approval of it counts, or nobody knows whether that one is its writer's; none: there is none",
                &DRAFT_STATES,
            ),
        ),
        ("digest", or_null(text("What an approval of this draft names"))),
        (
            "sender-unknown",
            json!({ "type": "boolean", "description": "No sender is named: it takes one approval more than is asked for" }),
        ),
        ("approvals", list(approval)),
        ("refused", list(refused)),
        ("error", or_null(text("Why it could not be read"))),
    ]);
    document("mailcheck verify --format json", "drafts", draft)
}

/// Published as `docs/approvals.schema.json`.
#[must_use]
pub fn approvals_schema() -> Value {
    let approval = closed(vec![
        ("file", text("The statement")),
        ("state", state("orphaned: no draft that was looked at is what it approves", &APPROVAL_STATES)),
        ("of", json!({ "enum": ["draft", "mailing", null] })),
        ("digest", or_null(text("What it approves"))),
        ("approver", or_null(text("Whose it says it is"))),
        ("approved-at", or_null(text("RFC 3339"))),
        ("valid-until", or_null(text("RFC 3339: when the approval or its key ends; null when neither does"))),
        ("reason", json!({ "oneOf": [{ "type": "null" }, reference("reason")] })),
    ]);
    document("mailcheck approvals --format json", "approvals", approval)
}

fn document(title: &str, name: &str, item: Value) -> Value {
    let keys: Vec<&str> = ReasonKey::ALL.iter().map(|key| key.name()).collect();
    let change = closed(vec![
        ("change", json!({ "enum": ["added", "removed", "changed"] })),
        (
            "component",
            text("As in a statement: to, cc, subject, text, link, attach ...; order when only that is another"),
        ),
        (
            "value",
            or_null(text(
                "An address, a link, a file's name, else the beginning of a hash; null where that tells nothing",
            )),
        ),
    ]);
    let line = closed(vec![
        ("file", text("The file of keys")),
        ("line", json!({ "type": "integer", "minimum": 1 })),
        ("text", text("Why it counts for nobody")),
    ]);
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": title,
        "type": "object",
        "required": ["version", "language", "lines-left-out", name],
        "additionalProperties": false,
        "properties": {
            "version": { "const": 1 },
            "language": { "enum": ["en", "ja"] },
            "lines-left-out": list(line),
            name: list(item),
        },
        "$defs": {
            "reason": closed(vec![
                ("key", json!({ "enum": keys, "description": "Added to, and never renamed" })),
                ("text", text("The end of a sentence that begins with the approver")),
                ("changes", list(change)),
            ]),
        },
    })
}

fn text(description: &str) -> Value {
    json!({ "type": "string", "description": description })
}

fn or_null(mut schema: Value) -> Value {
    schema["type"] = json!([schema["type"], "null"]);
    schema
}

fn state(description: &str, states: &[&str]) -> Value {
    json!({ "enum": states, "description": description })
}
