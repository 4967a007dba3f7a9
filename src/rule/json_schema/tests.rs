//! Reader and schema must agree: an editor may neither blame a good file nor pass a wrong key.
#![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

use super::*;
use crate::document::{Document, Item};
use crate::rule::builtin::{builtin_ids, builtin_text};
use crate::rule::file::RuleFile;
use crate::rule::file::tests::broken::{BROKEN, Broken, VALID};
use std::collections::BTreeSet;

fn value(item: &Item) -> Value {
    match item {
        Item::Text(text) | Item::Date(text) => json!(text),
        Item::Integer(number) => json!(number),
        Item::Float(number) => json!(number),
        Item::Flag(flag) => json!(flag),
        Item::Array(nodes) => nodes.iter().map(|node| value(&node.item)).collect(),
        Item::Table(table) => {
            Value::Object(table.entries.iter().map(|(key, node)| (key.value.clone(), value(&node.item))).collect())
        }
    }
}

fn as_json(text: &str) -> Value {
    value(&Item::Table(Document::parse("rule.toml", text).unwrap().root))
}

fn validator() -> jsonschema::Validator {
    jsonschema::draft202012::new(&rule_file_schema()).unwrap()
}

#[test]
fn it_is_a_schema() {
    jsonschema::draft202012::meta::validate(&rule_file_schema()).unwrap();
}

#[test]
fn valid_files_are_accepted() {
    let validator = validator();
    let built_in = builtin_ids().filter_map(|id| Some((id, builtin_text(id)?)));
    for (id, text) in built_in.chain([("the valid file", VALID)]) {
        let instance = as_json(text);
        let errors: Vec<String> =
            validator.iter_errors(&instance).map(|error| format!("{}: {error}", error.instance_path())).collect();
        assert!(errors.is_empty(), "{id}: {errors:#?}");
    }
}

#[test]
fn unknown_keys_wrong_types_and_wrong_words_are_refused() {
    let validator = validator();
    let kinds = ["unknown key", "must", "is missing", "unknown category", "unknown severity", "unknown fix"];
    let more = ["unknown stage", "unknown value", "unknown setting", "unknown field", "does not fit", "a grade sets"];
    let mut refused = 0;
    for Broken { from, to, message, .. } in BROKEN {
        if kinds.iter().chain(&more).any(|kind| message.contains(kind)) {
            assert!(!validator.is_valid(&as_json(&VALID.replacen(from, to, 1))), "{message}");
            refused += 1;
        }
    }
    assert!(refused > 20, "{refused}");
}

/// What the reader lists as known where it meets a key that nobody knows.
fn known_to_the_reader(text: &str) -> BTreeSet<String> {
    let error = RuleFile::parse("wide-audience", "rule.toml", text, &["consumer-domains"]).unwrap_err();
    let problem = error.problems().iter().find(|problem| problem.message.contains("qqqqqqqqqq")).unwrap();
    let help = problem.help.as_deref().unwrap().strip_prefix("known here: ").unwrap();
    help.split(", ").map(str::to_owned).collect()
}

fn keys(schema: &Value) -> BTreeSet<String> {
    schema["properties"].as_object().unwrap().keys().cloned().collect()
}

#[test]
fn the_reader_knows_the_same_keys() {
    let schema = rule_file_schema();
    assert_eq!(known_to_the_reader("qqqqqqqqqq = 1"), keys(&schema));
    for example in ["bad", "good"] {
        let known = known_to_the_reader(&format!("[[{example}]]\nqqqqqqqqqq = 1"));
        assert_eq!(known, keys(&schema["$defs"][example]), "{example}");
    }
    for collection in Collection::ALL {
        let name = collection.name();
        for (place, table) in [
            (Place::When, format!("[[when.{name}]]")),
            (Place::Unless, format!("[[unless.{name}]]")),
            (Place::Raise, format!("[[raise.error.{name}]]")),
            (Place::Let, format!("[let.ours.{name}]")),
        ] {
            let known = known_to_the_reader(&format!("{table}\nqqqqqqqqqq = 1"));
            assert_eq!(known, keys(&schema["$defs"][definition_name(place, collection)]), "{table}");
        }
    }
}

#[test]
fn the_reader_knows_the_same_matchers() {
    let schema = rule_file_schema();
    for collection in Collection::ALL {
        let test = &schema["$defs"][definition_name(Place::When, collection)];
        for field in collection.fields() {
            let text = format!("[[when.{}]]\n{} = {{ qqqqqqqqqq = 1 }}", collection.name(), field.name);
            let reference = test["properties"][field.name]["$ref"].as_str().unwrap();
            let definition = &schema["$defs"][reference.trim_start_matches("#/$defs/")];
            assert_eq!(known_to_the_reader(&text), keys(definition), "{}", field.name);
        }
    }
}
