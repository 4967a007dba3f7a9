//! Whole mailings: each story is caught and each clean one silent, with its roster and without, in any order of its drafts
//! and with any number of jobs. Stories and what they must show stand in fixtures/mailings.toml.

#![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Story {
    story: Option<String>,
    #[serde(default)]
    roster: bool,
    expect: Option<u64>,
    finds: BTreeMap<String, String>,
    with_roster: Option<BTreeMap<String, String>>,
    #[serde(default)]
    single: Vec<String>,
}

fn stories() -> BTreeMap<String, Story> {
    toml::from_str(&std::fs::read_to_string("fixtures/mailings.toml").unwrap()).unwrap()
}

/// The mailing of that name: a folder of drafts or an mbox.
fn path_of(name: &str) -> PathBuf {
    let folder = Path::new("fixtures/mailings").join(name);
    if folder.is_dir() { folder } else { folder.with_extension("mbox") }
}

fn roster_of(name: &str) -> PathBuf {
    Path::new("fixtures/mailings").join(format!("{name}.roster.csv"))
}

fn mailcheck(name: &str, story: &Story, with_roster: bool, paths: &[PathBuf], more: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_mailcheck"));
    command.args(["--mailing", "--now", "2026-04-01", "--color", "never"]).args(more).args(paths);
    if with_roster {
        command.arg("--roster").arg(roster_of(name));
    }
    if let Some(expect) = story.expect {
        command.args(["--expect", &expect.to_string()]);
    }
    let output = command.output().unwrap();
    assert!(matches!(output.status.code(), Some(0 | 1)), "{name}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn report(name: &str, story: &Story, with_roster: bool, paths: &[PathBuf], more: &[&str]) -> Value {
    let more: Vec<&str> = more.iter().copied().chain(["--format", "json"]).collect();
    serde_json::from_str(&mailcheck(name, story, with_roster, paths, &more)).unwrap()
}

/// Rule and level of the findings about all drafts.
fn found(report: &Value) -> BTreeMap<String, String> {
    let findings = report["mailing"]["findings"].as_array().unwrap();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    findings.iter().map(|finding| (text(&finding["rule"]), text(&finding["severity"]))).collect()
}

#[test]
fn every_story_is_caught_and_every_clean_mailing_is_silent() {
    let stories = stories();
    assert_eq!(
        stories.values().filter_map(|story| story.story.as_deref()).collect::<Vec<_>>(),
        ["A06", "A11", "A10", "A15"]
    );
    for (name, story) in &stories {
        let paths = [path_of(name)];
        let plain = report(name, story, false, &paths, &[]);
        assert_eq!(found(&plain), story.finds, "{name}");
        assert_eq!(story.roster, story.with_roster.is_some(), "{name}: what does the roster show?");
        if let Some(with_roster) = &story.with_roster {
            assert_eq!(found(&report(name, story, true, &paths, &[])), *with_roster, "{name}");
        }
        let drafts = plain["drafts"].as_array().unwrap().iter();
        let single = drafts.flat_map(|draft| draft["findings"].as_array().unwrap());
        let mut single: Vec<&str> = single
            .filter(|finding| finding["severity"] != "info")
            .map(|finding| finding["rule"].as_str().unwrap())
            .collect();
        single.sort_unstable();
        single.dedup();
        assert_eq!(single, story.single, "{name}");
    }
}

#[test]
fn the_order_of_the_drafts_and_the_number_of_jobs_do_not_matter() {
    let stories = stories();
    for name in ["career-forum", "newsletter"] {
        let story = &stories[name];
        let shown = |paths: &[PathBuf], jobs: &str| {
            let report = report(name, story, false, paths, &["--jobs", jobs]);
            let mut findings: Vec<(String, String, Vec<String>)> = report["mailing"]["findings"]
                .as_array()
                .unwrap()
                .iter()
                .map(|finding| {
                    let mut labels: Vec<String> = finding["labels"]
                        .as_array()
                        .unwrap()
                        .iter()
                        .map(|label| format!("{} {} {}", label["path"], label["text"], label["line"]))
                        .collect();
                    labels.sort_unstable();
                    (finding["rule"].to_string(), finding["message"].to_string(), labels)
                })
                .collect();
            findings.sort();
            findings
        };
        let mut paths = match path_of(name) {
            folder if folder.is_dir() => {
                std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect()
            }
            file => vec![file],
        };
        paths.sort_unstable();
        let straight = shown(&paths, "1");
        assert_eq!(straight, shown(&paths, "2"), "{name}");
        paths.reverse();
        assert_eq!(straight, shown(&paths, "1"), "{name}");
    }
}

#[test]
fn the_report_for_people_is_as_expected_in_both_languages() {
    for (name, story) in stories() {
        for (lang, ending) in [("en", "expected"), ("ja", "ja.expected")] {
            let report = mailcheck(&name, &story, story.roster, &[path_of(&name)], &["--lang", lang]);
            let file = Path::new("fixtures/mailings").join(format!("{name}.{ending}"));
            if std::env::var_os("MAILCHECK_UPDATE").is_some() {
                std::fs::write(&file, &report).unwrap();
            }
            let expected = std::fs::read_to_string(&file).unwrap_or_default();
            assert_eq!(report, expected, "{name}: MAILCHECK_UPDATE=1 rewrites {}", file.display());
        }
    }
}

#[test]
fn nothing_lies_about_that_no_story_names() {
    let stories = stories();
    for entry in std::fs::read_dir("fixtures/mailings").unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let story = name.split('.').next().unwrap();
        let has_roster = || stories.get(story).is_some_and(|story| story.roster);
        assert!(stories.contains_key(story) && (!name.ends_with(".csv") || has_roster()), "{name}");
    }
}
