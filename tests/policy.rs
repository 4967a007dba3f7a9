//! Rules of the house, from `mailcheck.toml` to the finding.

#![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

use mailcheck::finding::{Filler, Finding};
use mailcheck::lang::Lang;
use mailcheck::load::{Limits, load};
use mailcheck::run::checker::{CheckOptions, Checker};
use mailcheck::settings::from_text;
use mailcheck::severity::Severity;
use std::path::Path;

const DRAFT: &str = "From: ann@tsubame.example\nTo: sales@rival.example, ok@rival.example\n\
                     Bcc: desk@yamasemi.example\nSubject: Hello\n\nHello.\n";

const RIVAL: &str = "[[policy.forbidden-recipient]]\ntext.en = 'ask first'\ntext.ja = '先に相談'\nlevel = 'warning'\n\
                     recipients = ['@rival.example']\n";

const CLOSED: &str =
    "[[policy.forbidden-recipient]]\ntext = 'closed in March'\nrecipients = ['desk@yamasemi.example']\n";

fn findings(config: &str) -> Vec<Finding> {
    let settings = from_text("mailcheck.toml", config, Path::new(".")).unwrap();
    let checker = Checker::new(settings, &CheckOptions::default()).unwrap();
    let message = load(DRAFT.as_bytes(), &Limits::default(), 932).unwrap().remove(0);
    let facts = checker.facts(&message.draft, None);
    let findings = checker.findings(&facts, None);
    findings.into_iter().filter(|finding| finding.rule == "forbidden-recipient").collect()
}

#[test]
fn an_entry_without_a_level_takes_the_rules_and_the_highest_counts() {
    assert_eq!(findings(RIVAL)[0].severity, Severity::Warning);
    assert_eq!(findings(&format!("{RIVAL}{CLOSED}"))[0].severity, Severity::Error);
}

#[test]
fn the_level_of_the_rule_in_the_settings_counts_more_than_the_entrys() {
    let config = format!("{RIVAL}{CLOSED}[rule.forbidden-recipient]\nseverity = 'info'\n");
    assert_eq!(findings(&config)[0].severity, Severity::Info);
}

#[test]
fn a_finding_carries_the_sentence_of_each_entry_once_in_both_languages() {
    let finding = findings(&format!("{RIVAL}{CLOSED}")).remove(0);
    let said = |lang| finding.values["text"].in_language(lang).into_owned();
    let texts = |texts: [&str; 2]| Filler::Texts(texts.map(str::to_owned).to_vec());
    assert_eq!(said(Lang::En), texts(["ask first", "closed in March"]));
    assert_eq!(said(Lang::Ja), texts(["先に相談", "closed in March"]));
}

#[test]
fn an_allowance_takes_out_its_recipient_alone() {
    let allow = "[[allow]]\nrule = 'forbidden-recipient'\nreason = 'r'\nrecipients = ['ok@rival.example']\n";
    assert_eq!(findings(RIVAL)[0].labels.len(), 2);
    assert_eq!(findings(&format!("{RIVAL}{allow}"))[0].labels.len(), 1);
    assert!(findings(&format!("{RIVAL}{}", allow.replace("ok@", "@"))).is_empty());
}

#[test]
fn without_an_entry_of_its_kind_a_rule_is_off() {
    let settings = from_text("mailcheck.toml", RIVAL, Path::new(".")).unwrap();
    let checker = Checker::new(settings, &CheckOptions::default()).unwrap();
    assert!(checker.rules().get("forbidden-recipient").is_some());
    assert!(checker.rules().get("forbidden-text").is_none());
}
