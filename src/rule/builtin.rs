//! The built-in rules, embedded by `build.rs` after the code of `rule::file` found them valid. Knows no settings.

use super::file::RuleFile;
use crate::lists::builtin::BUILTIN;

/// Id and text of every built-in rule, in the order of the ids.
static TEXTS: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/rules.rs"));

/// The same rules in compact form: reading TOML at every start would cost more than checking a draft.
static COMPACT: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/rules.bin"));

/// Every built-in rule by id, without prose and examples.
#[must_use]
pub fn rule_files() -> Vec<RuleFile> {
    postcard::from_bytes(COMPACT).expect("build.rs wrote it from this very type")
}

/// The whole text of a built-in rule, or `None` when no built-in rule has that id.
#[must_use]
pub fn builtin_text(id: &str) -> Option<&'static str> {
    TEXTS.binary_search_by_key(&id, |(id, _)| *id).ok().map(|at| TEXTS[at].1)
}

/// A built-in rule with its prose and examples, read from its text; `None` when there is none of that id.
#[must_use]
pub fn builtin_file(id: &str) -> Option<RuleFile> {
    let lists: Vec<&str> = BUILTIN.iter().map(|(name, _)| *name).collect();
    let name = format!("rules/{id}.toml");
    RuleFile::parse(id, &name, builtin_text(id)?, &lists).ok()
}

/// Ids of the built-in rules, in order.
pub fn builtin_ids() -> impl Iterator<Item = &'static str> {
    TEXTS.iter().map(|(id, _)| *id)
}

/// Every built-in rule with the names of its params.
#[must_use]
pub fn rule_params() -> Vec<(String, Vec<String>)> {
    let params = |file: RuleFile| file.params.into_iter().map(|param| param.name).collect();
    rule_files().into_iter().map(|file| (file.id.clone(), params(file))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_compact_rule_has_its_text() {
        let ids: Vec<String> = rule_files().into_iter().map(|file| file.id).collect();
        assert!(!ids.is_empty());
        assert!(builtin_ids().eq(ids.iter().map(String::as_str)));
        assert!(ids.iter().all(|id| builtin_text(id).is_some_and(|text| text.contains("[[bad]]"))));
        assert!(ids.iter().all(|id| builtin_file(id).is_some_and(|file| !file.bad.is_empty())));
        assert_eq!(builtin_text("missing"), None);
    }
}
