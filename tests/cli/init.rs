//! `mailcheck init`: a first mailcheck.toml that loads and overwrites nothing.

use super::desk::Desk;
use super::drafts::CLEAN;

#[test]
fn the_first_settings_load_in_both_languages() {
    for lang in ["en", "ja"] {
        let desk = Desk::new();
        desk.run_with(&[], &["init", "--lang", lang], "").expect_code(0).expect(&["mailcheck.toml"]);
        desk.run(&["config", "check"]).expect_code(0).expect(&["fine"]);
        assert!(desk.read("mailcheck.toml").contains(&format!("lang = \"{lang}\"")));
    }
}

#[test]
fn what_is_there_is_not_overwritten() {
    let desk = Desk::with(&[("mailcheck.toml", "lang = \"ja\"\n")]);
    desk.run(&["init"]).expect_code(2).expect(&["already"]);
    assert_eq!(desk.read("mailcheck.toml"), "lang = \"ja\"\n");
}

#[test]
fn the_domains_come_from_the_drafts_without_those_of_providers() {
    let desk =
        Desk::with(&[("a.eml", CLEAN), ("b.eml", &CLEAN.replace("ann@city.example", "ann.of.the.river@gmail.com"))]);
    desk.run(&["init", "a.eml", "b.eml"]).expect_code(0);
    assert!(
        desk.read("mailcheck.toml").contains("\ndomains = [\"city.example\"]\n"),
        "{}",
        desk.read("mailcheck.toml")
    );
    desk.run(&["config", "show"]).expect_code(0).expect(&["organization.domains = [\"city.example\"]"]);
}

#[test]
fn a_draft_that_cannot_be_read_starts_nothing() {
    let desk = Desk::new();
    desk.run(&["init", "missing.eml"]).expect_code(2);
    assert_eq!(desk.names(), [""; 0]);
}
