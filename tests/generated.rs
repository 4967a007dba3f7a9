//! Everything that is written from the code and the rules is up to date: pages, schemas, the table in the README. The
//! published schemas hold for what the program really writes. `MAILCHECK_UPDATE=1 cargo test` is the only writer.

#![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

#[path = "support/expected.rs"]
mod expected;
#[path = "generated/formats.rs"]
mod formats;
#[path = "generated/markdown.rs"]
mod markdown;
#[path = "generated/printed.rs"]
mod printed;
#[path = "generated/toml_tools.rs"]
mod toml_tools;

use mailcheck::approval::json_schema::{approvals_schema, verify_schema};
use mailcheck::lang::Lang;
use mailcheck::report::json_schema::{jsonl_schema, report_schema};
use mailcheck::rule::builtin::rule_params;
use mailcheck::rule::facts_doc::facts_markdown;
use mailcheck::rule::json_schema::rule_file_schema;
use mailcheck::settings::settings_schema;
use mailcheck::sheet::json_schema::sheet_schema;
use mailcheck::show::json_schema::show_schema;
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

#[test]
fn every_rule_has_its_page_in_both_languages() {
    hold("docs/rules.md", &markdown::rules_page(Lang::En));
    hold("docs/rules.ja.md", &markdown::rules_page(Lang::Ja));
}

#[test]
fn every_fact_is_on_the_page_of_facts() {
    hold("docs/facts.md", &facts_markdown(Lang::En));
    hold("docs/facts.ja.md", &facts_markdown(Lang::Ja));
}

#[test]
fn the_readme_has_every_rule_in_its_table() {
    for (path, lang) in [("README.md", Lang::En), ("README.ja.md", Lang::Ja)] {
        let text = std::fs::read_to_string(root().join(path)).unwrap();
        hold(path, &markdown::with_rules_table(&text.replace("\r\n", "\n"), path, lang));
    }
}

#[test]
fn the_readme_shows_a_real_report() {
    const DRAFT: &str = "fixtures/incidents/zoo-school.eml";
    for (path, lang) in [("README.md", "en"), ("README.ja.md", "ja")] {
        let text = std::fs::read_to_string(root().join(path)).unwrap().replace("\r\n", "\n");
        let (before, rest) = text.split_once("```text\n").expect("a block with the report");
        let (_, after) = rest.split_once("\n```\n").expect("the end of the block");
        let ran = run(&["--lang", lang, "--color", "never", DRAFT]);
        let report = String::from_utf8(ran.stdout).unwrap();
        let code = ran.status.code().expect("it ended by itself");
        let block = format!("$ mailcheck {DRAFT}\n{report}$ echo $?\n{code}");
        hold(path, &format!("{before}```text\n{block}\n```\n{after}"));
    }
}

#[test]
fn the_page_of_formats_shows_real_reports() {
    for (path, lang) in [("docs/formats.md", "en"), ("docs/formats.ja.md", "ja")] {
        let text = std::fs::read_to_string(root().join(path)).unwrap().replace("\r\n", "\n");
        hold(path, &formats::with_samples(&text, path, lang));
    }
}

#[test]
fn the_published_schemas_are_those_of_the_program() {
    for (name, schema) in schemas() {
        assert!(jsonschema::meta::is_valid(&schema), "{name} is no JSON Schema");
        hold(&format!("docs/{name}.schema.json"), &format!("{}\n", serde_json::to_string_pretty(&schema).unwrap()));
    }
}

fn schemas() -> [(&'static str, Value); 8] {
    [
        ("mailcheck", settings_schema(&rule_params())),
        ("rule", rule_file_schema()),
        ("report", report_schema()),
        ("jsonl", jsonl_schema()),
        ("show", show_schema()),
        ("sheet", sheet_schema()),
        ("verify", verify_schema()),
        ("approvals", approvals_schema()),
    ]
}

#[test]
fn every_report_holds_to_its_schema() {
    let drafts = drafts();
    let mut paths: Vec<&str> = drafts.iter().map(|path| path.to_str().unwrap()).collect();
    paths.push("fixtures/there-is-no-such-draft.eml");
    for lang in ["en", "ja"] {
        let report = output(&[&["--format", "json", "--lang", lang], paths.as_slice()].concat());
        assert_valid(&report_schema(), &report);
        // An mbox holds several.
        let named: BTreeSet<&str> =
            report["drafts"].as_array().unwrap().iter().map(|draft| draft["path"].as_str().unwrap()).collect();
        assert_eq!(named.len(), paths.len());
    }
}

#[test]
fn the_report_of_a_mailing_holds_to_the_schema() {
    let roster = ["--mailing", "--roster", "fixtures/mailings/job-site.roster.csv", "--expect", "1"];
    let report = output(&[&roster, ["--format", "json", "fixtures/mailings/job-site.mbox"].as_slice()].concat());
    assert_valid(&report_schema(), &report);
    assert_eq!(report["mailing"]["findings"].as_array().unwrap().len(), 4);
    let roster = ["--mailing", "--roster", "fixtures/mailings/magazine.roster.csv"];
    let report = output(&[&roster, ["--format", "json", "fixtures/mailings/metro.mbox"].as_slice()].concat());
    assert_valid(&report_schema(), &report);
    let findings = report["mailing"]["findings"].as_array().unwrap().iter();
    let mut labels = findings.flat_map(|finding| finding["labels"].as_array().unwrap());
    assert!(labels.any(|label| label["roster-row"].is_number()), "a label in the roster");
}

#[test]
fn everything_shown_of_a_draft_holds_to_its_schema() {
    let drafts = drafts();
    let paths: Vec<&str> = drafts.iter().map(|path| path.to_str().unwrap()).collect();
    let shown = output(&[&["show", "--format", "json"], paths.as_slice()].concat());
    assert_valid(&show_schema(), &shown);
    assert!(shown["drafts"].as_array().unwrap().len() >= drafts.len() / 2);
}

#[test]
fn every_sheet_holds_to_its_schema() {
    let drafts = drafts();
    let paths: Vec<&str> = drafts.iter().map(|path| path.to_str().unwrap()).collect();
    let made = output(&[&["sheet", "--format", "json"], paths.as_slice()].concat());
    assert_valid(&sheet_schema(), &made);
    assert!(made["sheets"].as_array().unwrap().len() >= drafts.len() / 2);
    let made = output(&["sheet", "--mailing", "--format", "json", "fixtures/mailings/job-site.mbox"]);
    assert_valid(&sheet_schema(), &made);
}

#[test]
fn every_rule_file_holds_to_the_schema_of_rule_files() {
    let schema = rule_file_schema();
    let folders = ["rules", "examples/rules"].map(|folder| files(&root().join(folder)));
    let rules = folders.concat().into_iter().filter(|path| path.extension().is_some_and(|ending| ending == "toml"));
    let mut count = 0;
    for path in rules {
        let rule: toml::Table = std::fs::read_to_string(&path).unwrap().parse().unwrap();
        assert_valid(&schema, &serde_json::to_value(rule).unwrap());
        count += 1;
    }
    assert!(count >= 17, "{count} rule files");
}

/// Holds the file at `path` (from the project's root) to `text`.
fn hold(path: &str, text: &str) {
    if let Some(difference) = expected::difference(&root().join(path), text.as_bytes()) {
        panic!("{difference}\n{path} has drifted; `MAILCHECK_UPDATE=1 cargo test` writes it anew");
    }
}

fn assert_valid(schema: &Value, document: &Value) {
    let validator = jsonschema::validator_for(schema).unwrap();
    let errors: Vec<String> =
        validator.iter_errors(document).take(10).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert!(errors.is_empty(), "\n{}", errors.join("\n"));
}

/// Every draft in `fixtures/`, as paths from the project's root.
fn drafts() -> Vec<PathBuf> {
    let is_draft = |path: &PathBuf| {
        path.extension()
            .and_then(|ending| ending.to_str())
            .is_some_and(|ending| ["eml", "msg", "oft", "mbox"].contains(&ending))
    };
    let drafts: Vec<_> = files(&root().join("fixtures")).into_iter().filter(is_draft).collect();
    assert!(drafts.len() > 80, "{} drafts", drafts.len());
    drafts.iter().map(|path| path.strip_prefix(root()).unwrap().to_owned()).collect()
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut entries: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found
}

/// What the program writes as JSON, whatever its exit code.
fn output(arguments: &[&str]) -> Value {
    let output = run(arguments);
    serde_json::from_slice(&output.stdout).unwrap_or_else(|error| {
        panic!("{error}: {}", String::from_utf8_lossy(&output.stderr));
    })
}

/// Runs the program in the project's root with nobody's settings.
fn run(arguments: &[&str]) -> Output {
    let nobodys_settings = tempfile::tempdir().unwrap();
    Command::new(env!("CARGO_BIN_EXE_mailcheck"))
        .args(arguments)
        .current_dir(root())
        .env("HOME", nobodys_settings.path())
        .env("XDG_CONFIG_HOME", nobodys_settings.path())
        .env("APPDATA", nobodys_settings.path())
        .env("PROGRAMDATA", nobodys_settings.path())
        .env_remove("NO_GRAPHICS")
        .output()
        .unwrap()
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}
