//! The JSON Schema (draft 2020-12) of `mailcheck show --format json`; facts come from the schema tables.

use crate::draft::{DefectKind, MessageKind, TargetKind};
use crate::facts::schema::{Collection, Field, Kind};
use crate::shape::{closed, nullable};
use serde_json::{Map, Value, json};

/// The schema, published as `docs/show.schema.json`.
#[must_use]
pub fn show_schema() -> Value {
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "mailcheck show --format json",
        "type": "object",
        "required": ["version", "drafts"],
        "additionalProperties": false,
        "properties": {
            "version": { "const": 1 },
            "drafts": { "type": "array", "items": { "$ref": "#/$defs/draft" } },
        },
        "$defs": {
            "draft": closed(draft_properties()),
            "mailbox": closed(vec![("name", nullable("string")), ("address", nullable("string"))]),
            "recipient": closed(recipient_properties()),
            "attachment": closed(attachment_properties()),
            "facts": facts_schema(),
        },
    })
}

fn draft_properties() -> Vec<(&'static str, Value)> {
    let kinds: Vec<&str> = DefectKind::ALL.iter().map(|kind| kind.name()).collect();
    let mailboxes = || json!({ "type": "array", "items": { "$ref": "#/$defs/mailbox" } });
    vec![
        ("path", json!({ "type": "string" })),
        ("message", json!({ "type": "integer", "minimum": 1 })),
        ("format", json!({ "enum": ["eml", "emlx", "mbox", "msg", "oft"] })),
        ("unsent", json!({ "type": "boolean" })),
        ("message-class", nullable("string")),
        ("kind", json!({ "enum": MessageKind::ALL.map(MessageKind::name) })),
        ("from", mailboxes()),
        ("sender", json!({ "oneOf": [{ "type": "null" }, { "$ref": "#/$defs/mailbox" }] })),
        ("reply-to", mailboxes()),
        ("date", nullable("string")),
        ("subject", nullable("string")),
        ("recipients", json!({ "type": "array", "items": { "$ref": "#/$defs/recipient" } })),
        ("body", body()),
        ("attachments", json!({ "type": "array", "items": { "$ref": "#/$defs/attachment" } })),
        ("nested", json!({ "type": "array", "items": { "$ref": "#/$defs/draft" } })),
        ("defects", json!({ "type": "array", "items": { "enum": kinds } })),
        ("facts", json!({ "$ref": "#/$defs/facts" })),
    ]
}

fn body() -> Value {
    let text = || json!({ "type": "string" });
    let kinds = TargetKind::ALL.map(TargetKind::name);
    let target = closed(vec![
        ("kind", json!({ "enum": kinds })),
        ("target", text()),
        ("shown", text()),
        ("quoted", json!({ "type": "boolean" })),
    ]);
    closed(vec![
        ("own-text", text()),
        ("quoted-text", text()),
        ("targets", json!({ "type": "array", "items": target })),
    ])
}

fn recipient_properties() -> Vec<(&'static str, Value)> {
    vec![
        ("field", json!({ "enum": ["to", "cc", "bcc", "attendee"] })),
        ("name", nullable("string")),
        ("address", nullable("string")),
        ("address-status", json!({ "enum": ["ok", "malformed", "unresolved", "placeholder"] })),
        ("group", nullable("string")),
        ("resent", json!({ "type": "boolean" })),
        ("external", nullable("boolean")),
        ("member", json!({ "type": "boolean" })),
        ("kind", json!({ "enum": ["organization", "free-mail", "carrier", "isp", null] })),
        ("organization", nullable("string")),
        ("party", nullable("string")),
    ]
}

fn attachment_properties() -> Vec<(&'static str, Value)> {
    vec![
        ("filename", nullable("string")),
        ("media-type", json!({ "type": "string" })),
        ("size", json!({ "type": "integer", "minimum": 0 })),
        ("inline", json!({ "type": "boolean" })),
        ("hidden", json!({ "type": "boolean" })),
        ("sha256", nullable("string")),
        ("part", json!({ "type": "string" })),
        ("inspection", json!({ "enum": ["complete", "partial", "none"] })),
        ("contents", contents_schema()),
    ]
}

/// What was found inside; empty for what was not looked into, and in nested messages, whose files stand under the
/// attachment that they are.
fn contents_schema() -> Value {
    let list = |item: Value| json!({ "type": "array", "items": item });
    let number = || json!({ "type": "integer", "minimum": 0 });
    let flag = || json!({ "type": "boolean" });
    let file = [
        ("path", json!({ "type": "string" })),
        ("file-type", json!({ "type": "string" })),
        ("container", json!({ "type": "string" })),
        ("size", nullable("integer")),
        ("encrypted", flag()),
        ("has-macros", flag()),
    ];
    let place = [
        ("file", nullable("string")),
        ("file-type", json!({ "type": "string" })),
        ("part", json!({ "enum": content_words("part") })),
        ("sheet", nullable("string")),
        ("hidden", choice(content_words("hidden"))),
        ("active", nullable("boolean")),
        ("rows", number()),
        ("cells", number()),
        ("persons", number()),
        ("personal-kinds", list(json!({ "type": "string" }))),
        ("identifiers", number()),
        ("addresses", number()),
        ("special-category", flag()),
    ];
    let obstacle = [("file", nullable("string")), ("obstacle", json!({ "enum": content_words("obstacle") }))];
    let filled = closed(vec![
        ("file-type", json!({ "type": "string" })),
        ("encrypted", flag()),
        ("has-macros", flag()),
        ("files", list(closed(file.into()))),
        ("places", list(closed(place.into()))),
        ("obstacles", list(closed(obstacle.into()))),
    ]);
    json!({ "oneOf": [{ "type": "object", "maxProperties": 0 }, filled] })
}

/// Facts of the outermost message; nested ones have none.
fn facts_schema() -> Value {
    let mut properties = Map::new();
    for collection in Collection::ALL {
        let fields = collection.fields();
        let row = closed(fields.iter().map(|field| (field.name, field_schema(field))).collect::<Vec<_>>());
        let schema = match collection {
            Collection::Message => row,
            _ => json!({ "type": "array", "items": row }),
        };
        properties.insert(collection.name().to_owned(), schema);
    }
    json!({ "type": "object", "additionalProperties": false, "properties": properties })
}

fn field_schema(field: &Field) -> Value {
    let mut schema = match field.kind {
        Kind::Flag => nullable("boolean"),
        Kind::Number => nullable("integer"),
        Kind::Text | Kind::Name => nullable("string"),
        Kind::Texts => json!({ "type": "array", "items": { "type": "string" } }),
        Kind::Choice(words) => choice(words),
    };
    schema["description"] = json!(field.doc_en);
    schema
}

/// The words of a field of `contents`.
fn content_words(name: &str) -> &'static [&'static str] {
    let fields = Collection::Contents.fields();
    match fields.iter().find(|field| field.name == name).map(|field| field.kind) {
        Some(Kind::Choice(words)) => words,
        _ => &[],
    }
}

/// One of these words, or null.
fn choice(words: &[&str]) -> Value {
    let mut words: Vec<Value> = words.iter().map(|word| json!(word)).collect();
    words.push(Value::Null);
    json!({ "enum": words })
}
