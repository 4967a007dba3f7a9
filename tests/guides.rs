//! The pages written by hand speak only of rules, commands, options and settings that exist, and say the same in both
//! languages. Knows nothing of how well they say it.

#![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

use mailcheck::rule::builtin::{builtin_ids, rule_params};
use mailcheck::settings::settings_schema;
use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

/// A page in one language.
struct Page {
    text: String,
    rules_page: &'static str,
}

fn pages() -> [Page; 2] {
    [("docs/countermeasures.md", "rules.md"), ("docs/countermeasures.ja.md", "rules.ja.md")].map(
        |(path, rules_page)| {
            let text = std::fs::read_to_string(root().join(path)).unwrap();
            Page { text, rules_page }
        },
    )
}

impl Page {
    /// The rows of its table, without the two of the head.
    fn rows(&self) -> impl Iterator<Item = &str> {
        self.text.lines().filter(|line| line.starts_with('|')).skip(2)
    }

    /// What stands between backquotes.
    fn codes(&self) -> impl Iterator<Item = &str> {
        self.text.lines().flat_map(|line| line.split('`').skip(1).step_by(2))
    }

    /// The rules that `text` links to; every link must show the rule's id.
    fn rules(&self, text: &str) -> Vec<String> {
        let target = format!("]({}#", self.rules_page);
        let links = text.match_indices(&target).map(|(at, _)| {
            let shown = text[..at].rsplit('[').next().unwrap();
            let linked = text[at + target.len()..].split(')').next().unwrap();
            assert_eq!(shown, linked, "a link that leads elsewhere");
            linked.to_owned()
        });
        links.collect()
    }
}

#[test]
fn every_countermeasure_stands_in_both_languages_with_the_same_rules() {
    let [english, japanese] = pages();
    assert_eq!(english.rows().count(), 18, "the measures that the published cases name");
    assert_eq!(english.rows().count(), japanese.rows().count());
    for (row, other) in english.rows().zip(japanese.rows()) {
        assert_eq!(row.matches(" |").count(), 3, "{row}");
        assert_eq!(other.matches(" |").count(), 3, "{other}");
        let rules = |page: &Page, row: &str| page.rules(row).into_iter().collect::<BTreeSet<_>>();
        assert_eq!(rules(&english, row), rules(&japanese, other), "{row}");
    }
}

#[test]
fn every_rule_that_a_guide_names_exists() {
    let ids: BTreeSet<&str> = builtin_ids().collect();
    for page in pages() {
        let named = page.rules(&page.text);
        assert!(named.len() >= 20, "{} rules", named.len());
        let unknown: Vec<_> = named.iter().filter(|id| !ids.contains(id.as_str())).collect();
        assert!(unknown.is_empty(), "no such rules: {unknown:?}");
    }
}

#[test]
fn every_command_that_a_guide_names_works() {
    let mut count = 0;
    for page in pages() {
        let commands = page.codes().filter_map(|code| code.strip_prefix("mailcheck "));
        for command in commands.collect::<BTreeSet<_>>() {
            let words = command.split(' ').map(|word| match word {
                "DRAFT" | "下書き" => "fixtures/incidents/zoo-school.eml",
                "BOOK" | "アドレス帳" => "fixtures/incidents/ministry.book.csv",
                "LIST" | "名簿" => "fixtures/mailings/household.roster.csv",
                "LETTERS" | "文面" => "fixtures/mailings/household.mbox",
                "RULE" | "ルール名" => "recall-message",
                word => word,
            });
            // 2 says that it could not do what it was told.
            assert!(code_of(&words.collect::<Vec<_>>()) < 2, "mailcheck {command}");
            count += 1;
        }
    }
    assert!(count >= 8, "{count} commands");
}

#[test]
fn every_option_and_setting_that_a_guide_names_exists() {
    let schema = settings_schema(&rule_params());
    for code in pages().iter().flat_map(Page::codes) {
        if code.starts_with("mailcheck ") {
            continue;
        } else if code.starts_with("--") {
            let words: Vec<&str> = code.split(' ').chain(["fixtures/incidents/zoo-school.eml"]).collect();
            assert!(code_of(&words) < 2, "{code}");
        } else {
            assert!(is_setting(&schema, code), "`{code}` is neither a command nor an option nor a setting");
        }
    }
}

#[test]
fn the_changelog_tells_once_of_every_rule_that_was_added() {
    let text = std::fs::read_to_string(root().join("CHANGELOG.md")).unwrap();
    let added = text.split("\n### ").filter(|section| section.starts_with("Added"));
    let codes: Vec<&str> = added.flat_map(|section| section.split('`').skip(1).step_by(2)).collect();
    let counted = builtin_ids().map(|id| (id, codes.iter().filter(|code| **code == id).count()));
    let wrong: Vec<_> = counted.filter(|(_, count)| *count != 1).collect();
    assert!(wrong.is_empty(), "named not once, but so many times: {wrong:?}");
}

/// `[table] key`, `[table] key = value` or `[[table]]`, as the schema of settings has them.
fn is_setting(schema: &serde_json::Value, code: &str) -> bool {
    let Some((table, key)) = code.trim_start_matches('[').split_once(']') else { return false };
    let key = key.trim_matches([']', ' ']);
    let (key, value) = key.split_once(" = ").unwrap_or((key, ""));
    let names = table.split('.').chain((!key.is_empty()).then_some(key));
    let property = names.fold(schema.clone(), |schema, name| {
        let table = if schema["items"].is_object() { &schema["items"] } else { &schema };
        table["properties"][name].clone()
    });
    let takes_value = value.is_empty()
        || property["enum"]
            .as_array()
            .is_some_and(|words| words.iter().any(|word| word.as_str() == Some(value.trim_matches('"'))));
    property.is_object() && takes_value
}

/// Exit code of the program in the project's root, with nobody's settings.
fn code_of(words: &[&str]) -> i32 {
    let nobodys_settings = tempfile::tempdir().unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_mailcheck"))
        .args(words)
        .current_dir(root())
        .env("HOME", nobodys_settings.path())
        .env("XDG_CONFIG_HOME", nobodys_settings.path())
        .env("APPDATA", nobodys_settings.path())
        .env("PROGRAMDATA", nobodys_settings.path())
        .output()
        .unwrap();
    output.status.code().expect("it ended by itself")
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}
