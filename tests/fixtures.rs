//! The drafts under fixtures/ against all default rules: every report stands beside its draft, ordinary mail is silent,
//! every published incident is caught, every slip is seen by the rule it is named for (laws 3 and 7).
#![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

#[expect(dead_code, reason = "the composer writes more than these laws need")]
#[path = "support/compose_msg.rs"]
mod compose_msg;
#[path = "support/expected.rs"]
mod expected;
#[path = "support/fixture.rs"]
mod fixture;
#[path = "fixtures/incidents.rs"]
mod incidents;
#[path = "support/judge.rs"]
mod judge;
#[path = "support/outlook.rs"]
mod outlook;
#[path = "fixtures/report.rs"]
mod report;
#[path = "fixtures/splits.rs"]
mod splits;
#[path = "fixtures/twins.rs"]
mod twins;

use fixture::Fixture;
use judge::{default_checker, draft_of, verdicts};
use mailcheck::run::checker::{CheckOptions, Checker};
use mailcheck::settings::from_text;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// Every draft; Outlook twins that are to be made anew are made before anything reads them.
fn fixtures() -> Vec<Fixture> {
    drifted_twins();
    fixture::fixtures()
}

fn drifted_twins() -> &'static [String] {
    static DRIFTED: OnceLock<Vec<String>> = OnceLock::new();
    DRIFTED.get_or_init(twins::drifted)
}

/// File name without its ending.
fn stem(fixture: &Fixture) -> &str {
    fixture.name.rsplit_once('.').map_or(&fixture.name, |(stem, _)| stem)
}

/// `<file name>.expected`, or `<file name>.with-settings.expected` when `<stem>.toml` says what is set.
fn expected_path(fixture: &Fixture, with_settings: bool) -> PathBuf {
    let middle = if with_settings { ".with-settings" } else { "" };
    fixture.path.with_file_name(format!("{}{middle}.expected", fixture.name))
}

fn settings_path(fixture: &Fixture) -> PathBuf {
    fixture.path.with_file_name(format!("{}.toml", stem(fixture)))
}

fn report_of(fixture: &Fixture, checker: &Checker) -> String {
    let draft = draft_of(&fixture.bytes).unwrap_or_else(|error| panic!("{}: {error}", fixture.title()));
    let findings = report::findings(&draft, &judge::findings(&draft, checker), checker);
    if fixture.folder == "malformed" { format!("{}\n{findings}", report::recipients(&draft)) } else { findings }
}

/// With the settings that lie beside the draft; `None` when there are none.
fn checker_with_settings(fixture: &Fixture) -> Option<Checker> {
    let settings = std::fs::read_to_string(settings_path(fixture)).ok()?;
    let settings = from_text("settings", &settings, fixture.path.parent().unwrap())
        .unwrap_or_else(|error| panic!("{}: {:?}", settings_path(fixture).display(), error.broken));
    Some(Checker::new(settings, &CheckOptions::default()).unwrap())
}

/// The address book and the lists that settings name; none when there are no settings.
fn tables_of(settings: &Path) -> Vec<PathBuf> {
    let Ok(text) = std::fs::read_to_string(settings) else { return Vec::new() };
    let settings_table: toml::Table = text.parse().unwrap();
    let people = settings_table.get("people").and_then(toml::Value::as_table).into_iter().flatten();
    people.filter_map(|(_, name)| name.as_str()).map(|name| settings.with_file_name(name)).collect()
}

#[test]
fn every_report_stands_beside_its_draft() {
    let checker = default_checker();
    let mut differences = Vec::new();
    for fixture in fixtures() {
        differences
            .extend(expected::difference(&expected_path(&fixture, false), report_of(&fixture, &checker).as_bytes()));
        let Some(checker) = checker_with_settings(&fixture) else { continue };
        differences
            .extend(expected::difference(&expected_path(&fixture, true), report_of(&fixture, &checker).as_bytes()));
    }
    assert!(
        differences.is_empty(),
        "\n{}\nMAILCHECK_UPDATE=1 cargo test rewrites them; read the diff",
        differences.join("\n")
    );
}

#[test]
fn no_report_and_no_settings_are_left_without_their_draft() {
    let fixtures = fixtures();
    let known: BTreeSet<PathBuf> = fixtures
        .iter()
        .flat_map(|fixture| {
            let settings = settings_path(fixture);
            let with_settings = settings.exists().then(|| expected_path(fixture, true));
            let tables = tables_of(&settings);
            let paths = [fixture.path.clone(), expected_path(fixture, false), settings];
            paths.into_iter().chain(with_settings).chain(tables).chain(splits::split_path(fixture))
        })
        .collect();
    // tests/mailings.rs holds those of whole mailings.
    let mailings = fixture::root().join("mailings");
    let idle: Vec<PathBuf> = fixture::files(&fixture::root())
        .into_iter()
        .filter(|path| !known.contains(path) && !path.starts_with(&mailings))
        .collect();
    assert!(idle.is_empty(), "idle: {idle:?}");
}

#[test]
fn ordinary_mail_is_silent() {
    let checker = default_checker();
    let mut noisy = Vec::new();
    let mut count = 0;
    for fixture in fixtures().iter().filter(|fixture| fixture.folder == "clean") {
        count += 1;
        let draft = draft_of(&fixture.bytes).unwrap();
        let with_settings = checker_with_settings(fixture).map(|checker| verdicts(&draft, &checker));
        for verdict in verdicts(&draft, &checker).into_iter().chain(with_settings.into_iter().flatten()) {
            if verdict.severity != "info" {
                let labels = &verdict.labels[..verdict.labels.len().min(3)];
                noisy.push(format!("noisy: {}: {} {} at {labels:?}", fixture.title(), verdict.severity, verdict.rule));
            }
        }
    }
    assert!(count >= 20, "{count} drafts");
    assert!(noisy.is_empty(), "\n{}", noisy.join("\n"));
}

#[test]
fn every_slip_is_seen_by_the_rule_it_is_named_for() {
    let checker = default_checker();
    let mut failures = Vec::new();
    for fixture in fixtures().iter().filter(|fixture| fixture.folder == "slips") {
        let rule = stem(fixture).strip_suffix("-ja").or_else(|| stem(fixture).strip_suffix("-en"));
        let rule = rule.unwrap_or_else(|| panic!("{}: not RULE-LANGUAGE", fixture.name));
        // A rule that needs settings has them beside its draft.
        let with_settings = checker_with_settings(fixture);
        let checker = with_settings.as_ref().unwrap_or(&checker);
        let is_seen = verdicts(&draft_of(&fixture.bytes).unwrap(), checker).iter().any(|verdict| verdict.rule == rule);
        if !is_seen {
            failures.push(format!("missing: {}", fixture.title()));
        }
    }
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
}
