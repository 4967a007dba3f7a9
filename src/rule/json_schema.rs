//! JSON Schema (draft 2020-12) of rule files, for editors: made from the tables that the reader uses. Knows no TOML.
//!
//! A value that may be a word, a list or a table is written with a list of types, never with `anyOf`: an editor would
//! blame the whole table for one wrong key in it.

mod field;

#[cfg(test)]
mod tests;

use super::file::{Category, EXAMPLE_KEYS, HEAD_KEYS, Need, Place, STAGES};
use crate::facts::schema::{Collection, Field, Kind};
use crate::finding::FixId;
use crate::lang::Lang;
use crate::severity::Severity;
use field::{count_schema, field_schema};
use serde_json::{Map, Value, json};

/// What a rule's id, a param and a `let` look like.
const KEBAB_CASE: &str = "^[a-z][a-z0-9]*(-[a-z0-9]+)*$";

/// The schema of a file in `rules/`.
#[must_use]
pub fn rule_file_schema() -> Value {
    let mut definitions = Map::new();
    definitions.insert("texts".into(), texts_schema());
    definitions.insert("param".into(), param_schema());
    definitions.insert("let".into(), let_schema());
    definitions.insert("bad".into(), example_schema(true));
    definitions.insert("good".into(), example_schema(false));
    for place in [Place::When, Place::Unless, Place::Let] {
        for collection in Collection::ALL {
            definitions.insert(definition_name(place, collection), test_schema(place, collection));
            for field in collection.fields() {
                let schema = || field_schema(field, place.has_grades(), false);
                definitions.entry(kind_name(place, collection, field)).or_insert_with(schema);
            }
        }
    }
    let properties = HEAD_KEYS.iter().map(|(key, meaning)| ((*key).to_owned(), described(head_schema(key), meaning)));
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "mailcheck rule",
        "type": "object",
        "properties": properties.collect::<Map<_, _>>(),
        "required": ["category", "severity", "since", "message", "help", "why", "when", "bad"],
        "additionalProperties": false,
        "$defs": definitions,
    })
}

fn head_schema(key: &str) -> Value {
    match key {
        "category" => words_schema(&Category::ALL.map(Category::name)),
        "severity" => words_schema(&Severity::ALL.map(Severity::name)),
        "since" => json!({ "type": "string", "pattern": r"^\d+\.\d+\.\d+$" }),
        "formerly" => list_of(&json!({ "type": "string", "pattern": KEBAB_CASE })),
        "fix" => list_of(&words_schema(&FixId::ALL.map(FixId::name))),
        "default" => words_schema(&["on", "off"]),
        "needs" => words_schema(&Need::ALL.map(Need::name)),
        "params" => named_by_kebab_case("param"),
        "let" => named_by_kebab_case("let"),
        "when" => tests_schema(Place::When),
        "unless" => tests_schema(Place::Unless),
        "raise" => {
            let levels = Severity::ALL.map(|severity| (severity.name().to_owned(), tests_schema(Place::Unless)));
            json!({ "type": "object", "properties": Map::from_iter(levels), "additionalProperties": false })
        }
        "bad" | "good" => json!({ "type": "array", "items": { "$ref": format!("#/$defs/{key}") }, "minItems": 1 }),
        _ => json!({ "$ref": "#/$defs/texts" }),
    }
}

/// One of these words.
fn words_schema(words: &[&str]) -> Value {
    json!({ "type": "string", "enum": words })
}

/// A list of such strings, or one alone: `item` speaks of strings.
fn list_of(item: &Value) -> Value {
    let mut schema = item.clone();
    schema["type"] = json!(["string", "array"]);
    schema["items"] = item.clone();
    if let Some(words) = schema.as_object_mut().and_then(|schema| schema.remove("enum")) {
        schema["pattern"] = json!(alternatives(words.as_array().into_iter().flatten().filter_map(Value::as_str)));
    }
    schema
}

/// A pattern for one of these words: unlike `enum` it says nothing of lists and tables.
fn alternatives<'a>(words: impl Iterator<Item = &'a str>) -> String {
    format!("^({})$", words.collect::<Vec<_>>().join("|"))
}

fn described(mut schema: Value, meaning: &str) -> Value {
    schema["description"] = json!(meaning);
    schema
}

fn named_by_kebab_case(definition: &str) -> Value {
    json!({
        "type": "object",
        "propertyNames": { "pattern": KEBAB_CASE },
        "additionalProperties": { "$ref": format!("#/$defs/{definition}") },
    })
}

fn texts_schema() -> Value {
    let languages = Lang::ALL.map(|lang| (lang.name().to_owned(), json!({ "type": "string", "minLength": 1 })));
    json!({
        "type": "object",
        "properties": Map::from_iter(languages),
        "required": Lang::ALL.map(Lang::name),
        "additionalProperties": false,
    })
}

fn param_schema() -> Value {
    let number = |meaning: &str| json!({ "type": "integer", "minimum": 0, "description": meaning });
    json!({
        "type": "object",
        "properties": {
            "default": number("used when the user sets none"),
            "min": number("smallest value that makes sense"),
            "max": number("largest value that makes sense"),
            "doc": { "$ref": "#/$defs/texts", "description": "what it does" },
        },
        "required": ["default", "doc"],
        "additionalProperties": false,
    })
}

fn let_schema() -> Value {
    let mut properties = Map::from_iter(Collection::ALL.map(|collection| {
        let reference = json!({ "$ref": format!("#/$defs/{}", definition_name(Place::Let, collection)) });
        (collection.name().to_owned(), described(reference, collection.doc().0))
    }));
    properties.insert("take".into(), json!({ "type": "string", "description": "the field whose values make the set" }));
    json!({
        "type": "object",
        "properties": properties,
        "required": ["take"],
        "minProperties": 2,
        "maxProperties": 2,
        "additionalProperties": false,
    })
}

/// Tables by collection.
fn tests_schema(place: Place) -> Value {
    let properties = Collection::ALL.map(|collection| {
        let reference = json!({ "$ref": format!("#/$defs/{}", definition_name(place, collection)) });
        let tables = json!({ "type": "array", "items": reference });
        (collection.name().to_owned(), described(tables, collection.doc().0))
    });
    json!({ "type": "object", "properties": Map::from_iter(properties), "additionalProperties": false })
}

/// `raise` and `unless` take the same tests.
fn definition_name(place: Place, collection: Collection) -> String {
    let place = match place {
        Place::When => "when",
        Place::Raise | Place::Unless => "unless",
        Place::Let => "let",
    };
    format!("{place}-{}", collection.name())
}

/// What can be asked of a field, written once for all fields of its kind; closed words are each field's own.
fn kind_name(place: Place, collection: Collection, field: &Field) -> String {
    match field.kind {
        Kind::Flag => "flag".to_owned(),
        Kind::Number if place.has_grades() => "graded-number".to_owned(),
        Kind::Number => "number".to_owned(),
        Kind::Text => "text".to_owned(),
        Kind::Name => "name".to_owned(),
        Kind::Texts => "set".to_owned(),
        Kind::Choice(_) => format!("{}-{}", collection.name(), field.name),
    }
}

fn test_schema(place: Place, collection: Collection) -> Value {
    let fields = collection.fields();
    let mut properties: Map<String, Value> = fields
        .iter()
        .map(|field| {
            let reference = json!({ "$ref": format!("#/$defs/{}", kind_name(place, collection, field)) });
            (field.name.to_owned(), described(reference, field.doc_en))
        })
        .collect();
    if place.has_count() {
        properties.insert("count".into(), count_schema(&fields, place.has_grades()));
    }
    if place.has_label() {
        let label = json!({ "$ref": "#/$defs/texts" });
        properties.insert("label".into(), described(label, "what the finding says there; {FIELD} of its own row"));
    }
    json!({ "type": "object", "properties": properties, "additionalProperties": false })
}

fn example_schema(is_bad: bool) -> Value {
    let is_theirs = |key: &str| is_bad || !matches!(key, "severity" | "points-at");
    let properties = EXAMPLE_KEYS.iter().filter(|(key, _)| is_theirs(key)).map(|(key, meaning)| {
        let text = json!({ "type": "string" });
        let schema = match *key {
            "severity" => words_schema(&Severity::ALL.map(Severity::name)),
            "lang" => words_schema(&Lang::ALL.map(Lang::name)),
            "expect" => json!({ "type": "integer", "minimum": 0 }),
            "stage" => words_schema(STAGES),
            "points-at" | "drafts" => list_of(&text),
            "attach" => list_of(&json!({ "type": "string", "pattern": r"^[^/\\\n]+$" })),
            _ => text,
        };
        ((*key).to_owned(), described(schema, meaning))
    });
    // Some editors take each part of a condition for a whole table, and every other key in it for unknown.
    json!({
        "type": "object",
        "properties": properties.collect::<Map<_, _>>(),
        "required": [if is_bad { "points-at" } else { "because" }],
        "if": { "required": ["drafts"], "additionalProperties": true },
        "then": { "properties": { "draft": false }, "additionalProperties": true },
        "else": { "required": ["draft"], "additionalProperties": true },
        "additionalProperties": false,
    })
}
