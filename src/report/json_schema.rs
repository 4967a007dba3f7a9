//! The JSON Schemas of the JSON report and of its lines, `docs/report.schema.json` and `docs/jsonl.schema.json`. Stands
//! beside [`super::json`], and a test holds real output of that against them. Knows no draft.

use super::json::VERSION;
use super::outcome::Stopped;
use crate::finding::FixId;
use crate::lang::Lang;
use crate::severity::Severity;
use serde_json::{Value, json};

/// The schema (JSON Schema 2020-12). Closed: a key that is not in it is a mistake of ours.
#[must_use]
pub fn report_schema() -> Value {
    let langs = Lang::ALL.map(Lang::name);
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "mailcheck report",
        "description": "What `mailcheck --format json` writes. Within one version keys are added, never renamed or removed.",
        "type": "object",
        "required": ["version", "tool", "lang", "exit-code", "drafts", "mailing", "summary"],
        "additionalProperties": false,
        "properties": {
            "version": { "const": VERSION },
            "tool": {
                "type": "object",
                "required": ["name", "version"],
                "additionalProperties": false,
                "properties": { "name": { "const": "mailcheck" }, "version": { "type": "string" } }
            },
            "lang": { "description": "Language of message, help, note and text.", "enum": langs },
            "exit-code": {
                "description": "0: nothing at or above the fail level; 1: findings at or above it; 2: could not check.",
                "enum": [0, 1, 2]
            },
            "drafts": { "type": "array", "items": { "$ref": "#/$defs/draft" } },
            "mailing": {
                "description": "Findings about the mailing as a whole; null without --mailing, and when the run was stopped before.",
                "type": ["object", "null"],
                "required": ["findings"],
                "additionalProperties": false,
                "properties": { "findings": { "type": "array", "items": finding("#/$defs/mailing-label") } }
            },
            "summary": summary()
        },
        "$defs": { "draft": draft(), "label": draft_label(), "mailing-label": mailing_label() }
    })
}

/// The schema of one line of the report by lines, `docs/jsonl.schema.json`.
#[must_use]
pub fn jsonl_schema() -> Value {
    let report = report_schema();
    let mut mailing = report["properties"]["mailing"].clone();
    mailing["type"] = json!("object");
    let mut end = summary();
    for name in ["version", "tool", "lang", "exit-code"] {
        end["properties"][name] = report["properties"][name].clone();
        if let Some(required) = end["required"].as_array_mut() {
            required.push(json!(name));
        }
    }
    let of_type = |name: &str, mut object: Value| {
        object["properties"]["type"] = json!({ "const": name });
        if let Some(required) = object["required"].as_array_mut() {
            required.insert(0, json!("type"));
        }
        object
    };
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "mailcheck report by lines",
        "description": "One line of what `mailcheck --format jsonl` writes: drafts, then the mailing, last the summary.",
        "oneOf": [of_type("draft", draft()), of_type("mailing", mailing), of_type("summary", end)],
        "$defs": { "label": draft_label(), "mailing-label": mailing_label() }
    })
}

fn draft_label() -> Value {
    label(&["role", "text", "note", "path", "message", "line", "column", "bytes", "property", "part"], &[])
}

fn mailing_label() -> Value {
    let row = json!({ "description": "Row of the roster, from 1.", "type": "integer", "minimum": 1 });
    let path = json!({ "description": "Null for the mailing as a whole.", "type": ["string", "null"] });
    let message = json!({ "type": ["integer", "null"], "minimum": 1 });
    label(&["role", "text", "note"], &[("roster-row", row), ("path", path), ("message", message)])
}

fn draft() -> Value {
    json!({
        "type": "object",
        "required": ["path", "message", "format", "status", "inspection", "error", "findings"],
        "additionalProperties": false,
        "properties": {
            "path": { "description": "With `/`; bytes that are not UTF-8 are percent-escaped.", "type": "string" },
            "path-lossy": { "description": "Present when `path` holds such an escape.", "const": true },
            "message": { "description": "Number of the message in an mbox, from 1.", "type": "integer", "minimum": 1 },
            "format": { "description": "As told from the content: eml, msg, mbox.", "type": "string" },
            "status": { "enum": ["checked", "unreadable", "skipped"] },
            "inspection": {
                "description": "How much of the attachments was looked at.",
                "enum": ["complete", "partial", "none"]
            },
            "error": {
                "description": "Why the draft could not be read.",
                "type": ["object", "null"],
                "required": ["code", "text"],
                "additionalProperties": false,
                "properties": { "code": { "type": "string" }, "text": { "type": "string" } }
            },
            "findings": { "type": "array", "items": finding("#/$defs/label") }
        }
    })
}

fn finding(label: &str) -> Value {
    let severities = Severity::ALL.map(Severity::name);
    let fixes = FixId::ALL.map(FixId::name);
    json!({
        "type": "object",
        "required": ["rule", "severity", "message", "help", "labels", "values", "fix", "edits", "suppressed"],
        "additionalProperties": false,
        "properties": {
            "rule": { "type": "string" },
            "severity": { "enum": severities },
            "message": { "type": "string" },
            "help": { "type": "string" },
            "labels": { "description": "All of them, in the order of the view.", "type": "array", "items": { "$ref": label } },
            "values": {
                "description": "What stands behind the numbers and names of the message.",
                "type": "object",
                "additionalProperties": { "type": ["integer", "array"], "minimum": 0, "items": { "type": "string" } }
            },
            "fix": { "description": "Corrections that could be proposed.", "type": "array", "items": { "enum": fixes } },
            "edits": {
                "description": "Safe corrections of the file.",
                "type": "array",
                "items": {
                    "type": "object",
                    "required": ["bytes", "replacement"],
                    "additionalProperties": false,
                    "properties": { "bytes": bytes(json!("array")), "replacement": { "type": "string" } }
                }
            },
            "suppressed": {
                "description": "Why the finding does not count; such findings are in no other number of the summary.",
                "enum": [null, "allow", "baseline"]
            }
        }
    })
}

fn label(required: &[&str], more: &[(&str, Value)]) -> Value {
    let mut label = json!({
        "type": "object",
        "required": required,
        "additionalProperties": false,
        "properties": {
            "role": { "enum": ["primary", "secondary"] },
            "text": { "description": "The text of the decoded view that the label covers.", "type": "string" },
            "note": { "description": "What is said there.", "type": ["string", "null"] },
            "path": { "type": "string" },
            "message": { "type": "integer", "minimum": 1 },
            "line": { "description": "Line of the file, from 1.", "type": ["integer", "null"], "minimum": 1 },
            "column": {
                "description": "From 1, in Unicode scalar values of the line read as UTF-8; an invalid byte counts one.",
                "type": ["integer", "null"],
                "minimum": 1
            },
            "bytes": bytes(json!(["array", "null"])),
            "property": {
                "description": "Where in a .msg: `recipients[2]/PidTagSmtpAddress`.",
                "type": ["string", "null"]
            },
            "part": { "description": "Where in an attachment: `2/Sheet3`.", "type": ["string", "null"] }
        }
    });
    for (name, value) in more {
        label["properties"][*name] = value.clone();
    }
    label
}

/// A range of the file; `kind` is `array`, or that and `null`.
fn bytes(kind: Value) -> Value {
    json!({
        "description": "First byte in the file, and one past the last.",
        "type": kind,
        "items": { "type": "integer", "minimum": 0 },
        "minItems": 2,
        "maxItems": 2
    })
}

fn summary() -> Value {
    let counts = ["drafts", "checked", "unreadable", "skipped", "rules", "errors", "warnings", "infos", "suppressed"];
    let mut properties: serde_json::Map<_, _> =
        counts.iter().map(|name| ((*name).to_owned(), json!({ "type": "integer", "minimum": 0 }))).collect();
    let stopped = json!({
        "description": "Present when the run ended before its last draft: drafts behind were not checked, and the rules \
                        about the mailing as a whole did not run.",
        "enum": Stopped::ALL.map(Stopped::name)
    });
    properties.insert("stopped".to_owned(), stopped);
    json!({ "type": "object", "required": counts, "additionalProperties": false, "properties": properties })
}
