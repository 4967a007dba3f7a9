//! What the JSON Schemas (draft 2020-12) of our formats are made of. Knows no format.

use serde_json::{Map, Value, json};

/// An object with exactly these properties.
#[must_use]
pub fn closed(properties: Vec<(&str, Value)>) -> Value {
    let names: Vec<&str> = properties.iter().map(|(name, _)| *name).collect();
    let names = json!(names);
    let properties: Map<String, Value> =
        properties.into_iter().map(|(name, schema)| (name.to_owned(), schema)).collect();
    json!({ "type": "object", "required": names, "additionalProperties": false, "properties": properties })
}

/// As many of these as there are.
#[must_use]
pub fn list(items: Value) -> Value {
    json!({ "type": "array", "items": items })
}

/// What stands under that name in `$defs`.
#[must_use]
pub fn reference(name: &str) -> Value {
    json!({ "$ref": format!("#/$defs/{name}") })
}

/// A value of that type, or null.
#[must_use]
pub fn nullable(kind: &str) -> Value {
    json!({ "type": [kind, "null"] })
}
