//! mailcheck.toml: where it is found, where it is not, and what is said of a broken one.

use super::desk::Desk;
use super::drafts::WARNING;

const OFF: &str = "[rule.missing-attachment]\nseverity = \"off\"\n";
const RAISED: &str = "[rule.missing-attachment]\nseverity = \"error\"\n";

#[test]
fn settings_are_found_upwards_from_the_working_directory() {
    let desk = Desk::with(&[("mailcheck.toml", RAISED), ("deep/down/a.eml", WARNING)]);
    desk.run(&["deep/down/a.eml"]).expect_code(1);
    let ran = desk.run_in("deep/down", &[], &["a.eml"], "");
    ran.expect_code(1);
}

#[test]
fn settings_beside_a_draft_do_not_count() {
    let desk = Desk::with(&[("theirs/mailcheck.toml", OFF), ("theirs/a.eml", WARNING)]);
    desk.run(&["theirs/a.eml"]).expect(&["missing-attachment"]);
    let ran = desk.run_in("theirs", &[], &["a.eml", "--lang", "en"], "");
    assert!(!ran.all().contains("missing-attachment"), "{}", ran.all());
}

#[test]
fn a_file_named_takes_the_place_of_those_found() {
    let desk = Desk::with(&[("mailcheck.toml", RAISED), ("other.toml", OFF), ("a.eml", WARNING)]);
    desk.run(&["--config", "other.toml", "a.eml"]).expect_code(0).expect(&["nothing found"]);
    desk.run(&["--config", "nowhere.toml", "a.eml"]).expect_code(2).expect(&["nowhere.toml"]);
}

#[test]
fn the_project_goes_before_the_user() {
    let desk = Desk::with(&[("a.eml", WARNING)]);
    desk.write_user_settings(RAISED);
    desk.run(&["a.eml"]).expect_code(1);
    desk.write("mailcheck.toml", OFF);
    desk.run(&["a.eml"]).expect_code(0).expect(&["nothing found"]);
}

#[test]
fn every_mistake_is_shown_where_it_stands() {
    let text = "lang = \"jp\"\n\n[organisation]\ndomains = [\"city.example\"]\n\n[rule.missing-bbc]\nseverity = \"loud\"\n\n\
                [[allow]]\nrule = \"missing-bcc\"\nuntil = \"soon\"\n";
    let desk = Desk::with(&[("mailcheck.toml", text), ("a.eml", WARNING)]);
    for arguments in [["a.eml"].as_slice(), &["config", "check"], &["config", "show"], &["rules", "list"]] {
        let ran = desk.run(arguments).expect_code(2).expect(&[
            "mailcheck.toml:1:8",
            "`jp`",
            "mailcheck.toml:3:",
            "`organization`",
        ]);
        let ran = ran.expect(&["mailcheck.toml:7:12", "`loud`", "reason", "mailcheck.toml:11:"]);
        assert_eq!(ran.out, "", "{arguments:?}");
    }
}

#[test]
fn a_rule_in_the_settings_that_nobody_knows_is_refused() {
    let desk = Desk::with(&[("mailcheck.toml", "[rule.missing-bbc]\nseverity = \"off\"\n"), ("a.eml", WARNING)]);
    for arguments in [["a.eml"].as_slice(), &["config", "check"]] {
        desk.run(arguments).expect_code(2).expect(&["missing-bbc", "`missing-bcc`"]);
    }
}

#[test]
fn text_that_is_no_toml_is_refused_with_its_place() {
    let desk = Desk::with(&[("mailcheck.toml", "lang = \"en\"\nrules = [\n"), ("a.eml", WARNING)]);
    desk.run(&["a.eml"]).expect_code(2).expect(&["mailcheck.toml:2:"]);
}

#[test]
fn settings_tell_where_they_come_from() {
    let desk = Desk::with(&[("mailcheck.toml", RAISED)]);
    desk.write_user_settings("lang = \"en\"\n");
    let ran = desk.run_with(&[], &["config", "show"], "").expect_code(0);
    let line = |begin: &str| ran.out.lines().find(|line| line.starts_with(begin)).unwrap().to_owned();
    assert!(line("lang = \"en\"").contains("mailcheck.toml:1"), "{}", ran.out);
    assert!(line("rule.missing-attachment.severity = \"error\"").contains("mailcheck.toml:2"), "{}", ran.out);
}

#[test]
fn the_schemas_are_those_that_are_published() {
    let desk = Desk::new();
    for (what, file) in [("config", "mailcheck"), ("rule", "rule"), ("report", "report"), ("show", "show")] {
        let ran = desk.run(&["config", "schema", what]).expect_code(0);
        let published =
            std::fs::read_to_string(super::desk::project_file(&format!("docs/{file}.schema.json"))).unwrap();
        assert_eq!(ran.out, published.replace("\r\n", "\n"), "{what}");
    }
    assert_eq!(desk.run(&["config", "schema"]).out, desk.run(&["config", "schema", "config"]).out);
}

#[test]
fn a_time_that_is_none_is_refused() {
    Desk::with(&[("a.eml", WARNING)])
        .run(&["--now", "tomorrow", "a.eml"])
        .expect_code(2)
        .expect(&["tomorrow", "2026-04-01"]);
}
