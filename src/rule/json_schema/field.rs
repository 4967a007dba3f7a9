//! Schemas of what a test asks of one field, by the field's kind. Knows no other part of a rule file.

use super::{alternatives, described, list_of, words_schema};
use crate::facts::schema::{Field, Kind};
use crate::rule::file::matchers_for;
use serde_json::{Map, Value, json};

/// `$name` of a param.
const REFERENCE: &str = r"^\$[A-Za-z][A-Za-z0-9_.-]*$";

/// The value of the key `field` in a test, or of its `not`.
pub(super) fn field_schema(field: &Field, has_grades: bool, is_negated: bool) -> Value {
    let mut schema = match field.kind {
        Kind::Flag => json!({ "type": ["boolean", "object"] }),
        Kind::Number => {
            let number = number_schema();
            json!({
                "type": ["integer", "string", "array", "object"],
                "minimum": 0, "pattern": REFERENCE, "items": number, "minItems": 1,
            })
        }
        Kind::Text | Kind::Name => json!({
            "type": ["string", "array", "object"],
            "minLength": 1, "items": word_schema(), "minItems": 1,
        }),
        Kind::Choice(words) => json!({
            "type": ["string", "array", "object"],
            "pattern": alternatives(words.iter().copied()), "items": words_schema(words), "minItems": 1,
        }),
        Kind::Texts => json!({ "type": "object" }),
    };
    let properties = matchers_for(field.kind, has_grades, is_negated).into_iter().map(|key| {
        let schema = if key == "not" { field_schema(field, false, true) } else { matcher_schema(key) };
        (key.to_owned(), described(schema, meaning(key)))
    });
    schema["properties"] = Value::Object(properties.collect());
    schema["additionalProperties"] = json!(false);
    schema["minProperties"] = json!(1);
    schema
}

/// `count` of a test over rows with these fields.
pub(super) fn count_schema(fields: &[&Field], has_grades: bool) -> Value {
    let names: Vec<&str> = fields.iter().map(|field| field.name).collect();
    let mut properties = Map::new();
    let distinct = described(words_schema(&names), "count different values of this field instead of rows");
    properties.insert("distinct".into(), distinct);
    let mut keys = vec!["at-least", "at-most"];
    if has_grades {
        keys.extend(["info", "warning", "error"]);
    }
    for key in keys {
        properties.insert(key.into(), described(number_schema(), meaning(key)));
    }
    json!({
        "type": "object",
        "description": "how many rows; without it one at least",
        "properties": properties,
        "additionalProperties": false,
    })
}

fn matcher_schema(key: &str) -> Value {
    match key {
        "at-least" | "at-most" | "info" | "warning" | "error" => number_schema(),
        "present" => json!({ "type": "boolean" }),
        "list" => word_schema(),
        "some-in" | "none-in" | "all-in" | "some-not-in" => json!({
            "type": ["string", "array", "object"],
            "minLength": 1,
            "items": word_schema(),
            "minItems": 1,
            "properties": { "list": described(word_schema(), meaning("list")) },
            "required": ["list"],
            "additionalProperties": false,
        }),
        _ => list_of(&word_schema()),
    }
}

fn word_schema() -> Value {
    json!({ "type": "string", "minLength": 1 })
}

fn number_schema() -> Value {
    json!({ "type": ["integer", "string"], "minimum": 0, "pattern": REFERENCE })
}

fn meaning(key: &str) -> &'static str {
    match key {
        "contains" => "contains one of these; width and case do not matter",
        "word" => "contains one of these with no letter or digit of the same script beside it",
        "glob" => "the whole of it matches one of these globs; case does not matter",
        "regex" => "one of these patterns is found in it",
        "list" => "a word or domain list of rules/data, or one of your own",
        "at-least" => "this number or more",
        "at-most" => "this number or less",
        "info" => "from this number on the severity is info",
        "warning" => "from this number on the severity is warning",
        "error" => "from this number on the severity is error",
        "some-in" => "some member is in that set",
        "none-in" => "no member is in that set",
        "all-in" => "every member is in that set",
        "some-not-in" => "some member is not in that set",
        "present" => "whether there is a value",
        _ => "it does not match",
    }
}
