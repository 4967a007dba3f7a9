//! `[params]`: numbers with a default, limits and a reason. Knows no test.

use super::scope::required_texts;
use super::words::{RESERVED, is_kebab_case};
use super::written::Param;
use crate::document::{Problem, TableReader};
use crate::facts::schema::Collection;
use crate::span::Spanned;

pub(super) fn read(root: &TableReader<'_>, problems: &mut Vec<Problem>) -> Vec<Param> {
    let Some(tables) = root.table_reader("params", problems) else { return Vec::new() };
    let mut params = Vec::new();
    for (key, _) in &tables.table().entries {
        check_name(key, &params, problems);
        let reader = tables.table_reader(&key.value, problems);
        params.push(param(&key.value, reader, problems));
    }
    params
}

/// A param, with zero for what has a problem: later uses of its name are not problems of their own.
fn param(name: &str, reader: Option<TableReader<'_>>, problems: &mut Vec<Problem>) -> Param {
    let mut param = Param { name: name.to_owned(), default: 0, min: 0, max: None, doc: Default::default() };
    let Some(reader) = reader else { return param };
    if reader.table().get("default").is_none() {
        reader.missing("default", problems);
    }
    let default = reader.number("default", problems);
    param.min = reader.number("min", problems).map_or(0, |number| number.value);
    param.max = reader.number("max", problems).map(|number| number.value);
    if let Some(default) = default {
        param.default = default.value;
        if param.default < param.min || param.max.is_some_and(|max| param.default > max) {
            let message = format!("the default of `{name}` lies outside of its own `min` and `max`");
            problems.push(Problem::new(default.span, message));
        }
    }
    if let Some(doc) = required_texts(&reader, "doc", problems) {
        param.doc = doc.into_bilingual();
    }
    reader.finish(problems);
    param
}

/// Notes a name that is no kebab-case word, or that means something else where it can stand.
pub(super) fn check_name(name: &Spanned<String>, params: &[Param], problems: &mut Vec<Problem>) {
    let value = name.value.as_str();
    let is_field = Collection::ALL.iter().any(|collection| collection.field_index(value).is_some());
    let message = if !is_kebab_case(value) {
        format!("`{value}` is not kebab-case")
    } else if RESERVED.contains(&value) {
        format!("`{value}` is reserved")
    } else if is_field {
        format!("`{value}` is the name of a field")
    } else if params.iter().any(|param| param.name == value) {
        format!("`{value}` is the name of a param already")
    } else {
        return;
    };
    problems.push(Problem::new(name.span, message).with_help("choose another name"));
}
