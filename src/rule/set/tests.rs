//! Which rules are in force, and which settings are refused.
#![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

use super::*;
use crate::rule::file::Need;
use crate::settings::{Allowance, Partner, Wish};
use crate::severity::Severity;

/// A rule of the user; `extra` are further keys at its top.
fn rule_text(extra: &str) -> String {
    format!(
        r#"category = "text"
severity = "info"
since = "0.1.0"
{extra}
message = {{ en = "x", ja = "x" }}
help = {{ en = "x", ja = "x" }}
why = {{ en = "x", ja = "x" }}
[[when.message]]
reply = true
label = {{ en = "x", ja = "x" }}
[[bad]]
points-at = "x"
draft = "x"
"#
    )
}

fn folder(files: &[(&str, &str)]) -> (tempfile::TempDir, Settings) {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    let settings = Settings { rule_folders: vec![folder.path().to_owned()], ..Settings::default() };
    (folder, settings)
}

fn load(settings: &Settings, only: &[&str], skip: &[&str]) -> Result<RuleSet, Vec<String>> {
    let owned = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect::<Vec<_>>();
    RuleSet::load(settings, &|_| None, &owned(only), &owned(skip))
        .map_err(|errors| errors.iter().map(ToString::to_string).collect())
}

fn off(set: &RuleSet, id: &str) -> Option<WhyOff> {
    set.find(id).unwrap().off
}

fn tuned(settings: &mut Settings, id: &str, severity: Option<Severity>) {
    let tuning = RuleSettings { severity: Some(severity), ..RuleSettings::default() };
    settings.rules.insert(id.to_owned(), tuning);
}

#[test]
fn built_in_rules_need_no_settings() {
    let set = load(&Settings::default(), &[], &[]).unwrap();
    assert!(set.get("empty-subject").is_some());
    assert_eq!(set.find("empty-subject").unwrap().source, RuleSource::BuiltIn);
    assert!(set.rules().is_sorted_by_key(|rule| &rule.id));
}

#[test]
fn each_switch_has_its_say() {
    let (_folder, mut settings) = folder(&[
        ("quiet-slip.toml", &rule_text("default = \"off\"")),
        ("needy-slip.toml", &rule_text("needs = \"partner\"")),
        ("plain-slip.toml", &rule_text("formerly = \"old-slip\"")),
    ]);
    let set = load(&settings, &[], &["plain-slip"]).unwrap();
    assert_eq!(off(&set, "quiet-slip"), Some(WhyOff::Default));
    assert_eq!(off(&set, "needy-slip"), Some(WhyOff::Needs(Need::Partner)));
    assert_eq!(off(&set, "plain-slip"), Some(WhyOff::Skipped));

    tuned(&mut settings, "quiet-slip", Some(Severity::Warning));
    tuned(&mut settings, "old-slip", None);
    settings.partners.push(Partner::default());
    let set = load(&settings, &[], &[]).unwrap();
    assert_eq!(set.get("quiet-slip").unwrap().fixed_severity, Some(Severity::Warning));
    assert!(set.get("needy-slip").is_some());
    assert_eq!(off(&set, "plain-slip"), Some(WhyOff::Settings), "by its former name");

    let set = load(&settings, &["plain-slip"], &[]).unwrap();
    assert_eq!(set.rules().len(), 1);
    assert_eq!(off(&set, "empty-subject"), Some(WhyOff::NotSelected));
}

#[test]
fn a_lock_holds_under_every_name_of_the_rule() {
    let (_folder, settings) = folder(&[("plain-slip.toml", &rule_text("formerly = [\"old-slip\", \"first-slip\"]"))]);
    for (locked, wished) in [("old-slip", "plain-slip"), ("plain-slip", "old-slip"), ("old-slip", "first-slip")] {
        let mut settings = settings.clone();
        let lock = RuleSettings { is_locked: true, place: "system.toml:2".to_owned(), ..RuleSettings::default() };
        settings.rules.insert(locked.to_owned(), lock);
        settings.wishes = vec![Wish { rule: "empty-subject".to_owned(), place: "mailcheck.toml:1".to_owned() }];
        assert!(load(&settings, &[], &[]).is_ok(), "another rule may be tuned");
        settings.wishes.push(Wish { rule: wished.to_owned(), place: "mailcheck.toml:5".to_owned() });
        let refused = format!("mailcheck.toml:5: `{wished}` is `{locked}`, which `system.toml:2` locks");
        assert_eq!(load(&settings, &[], &[]).unwrap_err(), [refused]);
    }
}

#[test]
fn a_name_of_today_counts_before_one_that_another_rule_had() {
    let (_folder, settings) = folder(&[("a-slip.toml", &rule_text("formerly = \"empty-subject\""))]);
    assert_eq!(load(&settings, &[], &[]).unwrap().find("empty-subject").unwrap().source, RuleSource::BuiltIn);
}

#[test]
fn a_rule_selected_by_name_is_in_force_though_off_by_default() {
    let (_folder, settings) = folder(&[("quiet-slip.toml", &rule_text("default = \"off\""))]);
    assert!(load(&settings, &["quiet-slip"], &[]).unwrap().get("quiet-slip").is_some());
}

#[test]
fn every_name_that_no_rule_has_is_an_error() {
    let mut settings = Settings::default();
    tuned(&mut settings, "empty-subjet", None);
    settings.allowances.push(Allowance {
        rule: "void".to_owned(),
        place: "mailcheck.toml:3".to_owned(),
        ..Allowance::default()
    });
    let errors = RuleSet::load(&settings, &|_| None, &["nothing".to_owned()], &["nobody".to_owned()]).unwrap_err();
    let said: Vec<String> = errors.iter().map(ToString::to_string).collect();
    assert_eq!(
        said,
        [
            "[rule.empty-subjet]: there is no rule `empty-subjet`",
            "mailcheck.toml:3: there is no rule `void`",
            "--only: there is no rule `nothing`",
            "--skip: there is no rule `nobody`",
        ]
    );
    let help = miette::Diagnostic::help(&errors[0]).map(|help| help.to_string());
    assert_eq!(help.as_deref(), Some("did you mean `empty-subject`?"));
}

#[test]
fn every_broken_file_is_listed() {
    let (_folder, mut settings) = folder(&[
        ("one.toml", "x = "),
        ("two.toml", &rule_text("sevrity = 1")),
        ("empty-subject.toml", &rule_text("")),
        ("notes.txt", "no rule"),
    ]);
    settings.rule_folders.push("surely/not/there".into());
    let errors = load(&settings, &[], &[]).unwrap_err();
    assert_eq!(errors.len(), 4, "{errors:#?}");
    assert!(errors[1].starts_with("unknown key `sevrity`"), "{errors:#?}");
    assert!(errors[2].contains("surely/not/there"), "{errors:#?}");
    assert!(errors[3].contains("there is a rule `empty-subject` already"), "{errors:#?}");
}

#[test]
fn what_the_system_locks_stays_in_force_beside_a_selection() {
    let locked = RuleSettings { is_locked: true, ..RuleSettings::default() };
    let settings = Settings { rules: [("recall-message".to_owned(), locked)].into(), ..Settings::default() };
    let set = RuleSet::load(&settings, &|_| None, &["empty-subject".to_owned()], &[]).unwrap();
    assert_eq!(
        set.rules().iter().map(|rule| rule.id.as_str()).collect::<Vec<_>>(),
        ["empty-subject", "recall-message"]
    );
}
