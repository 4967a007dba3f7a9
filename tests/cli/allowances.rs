//! `[[allow]]`: what is let pass leaves before anything is counted, and what no longer serves is told.

use super::desk::Desk;
use super::drafts::to_parties;
use serde_json::Value;

const RULE: &str = "mixed-external-domains";

/// A desk with a draft to so many organizations and one allowance with these further lines.
fn desk(parties: usize, lines: &str) -> Desk {
    let allowance = format!("[[allow]]\nrule = \"{RULE}\"\nreason = \"they know each other\"\n{lines}");
    Desk::with(&[("out/a.eml", &to_parties(parties)), ("mailcheck.toml", &allowance)])
}

/// The finding of the rule, if there is one.
fn finding(report: &Value) -> Option<&Value> {
    let drafts = report["drafts"].as_array().unwrap();
    drafts.iter().flat_map(|draft| draft["findings"].as_array().unwrap()).find(|finding| finding["rule"] == RULE)
}

#[test]
fn allowed_recipients_leave_before_the_count() {
    let report = desk(12, "recipients = [\"*@org1.example\", \"P2@ORG2.EXAMPLE\", \"p3@*\"]\n").json(&["out/a.eml"]);
    let found = finding(&report).unwrap();
    assert_eq!(found["values"]["count"], 9);
    assert_eq!(found["severity"], "warning", "twelve would be an error");
    assert_eq!(found["labels"].as_array().unwrap().len(), 9);
    assert_eq!(found["suppressed"], Value::Null);
}

#[test]
fn one_allowed_address_does_not_silence_a_finding() {
    let report = desk(10, "recipients = [\"p1@org1.example\"]\n").json(&["out/a.eml"]);
    assert_eq!(finding(&report).unwrap()["values"]["count"], 9);
    let few = desk(5, "recipients = [\"p1@org1.example\"]\n").json(&["out/a.eml"]);
    assert_eq!(finding(&few), None);
}

#[test]
fn without_recipients_the_whole_finding_leaves() {
    let desk = desk(10, "");
    let report = desk.json(&["out/a.eml"]);
    assert_eq!(finding(&report).unwrap()["suppressed"], "allow");
    assert_eq!(report["summary"]["suppressed"], 1);
    assert_eq!(report["summary"]["errors"], 0);
    assert!(!desk.run(&["out/a.eml"]).expect_code(0).out.contains(RULE));
}

#[test]
fn files_name_drafts_from_the_folder_of_the_settings() {
    for (files, is_allowed) in [("out/**", true), ("OUT/*.eml", true), ("other/**", false), ("a.eml", false)] {
        let desk = desk(10, &format!("files = [\"{files}\"]\n"));
        desk.run(&["out/a.eml"]).expect_code(if is_allowed { 0 } else { 1 });
        let inside = desk.run_in("out", &[], &["a.eml"], "");
        assert_eq!(inside.code, if is_allowed { 0 } else { 1 }, "{files}: {}", inside.all());
    }
}

#[test]
fn files_and_recipients_must_both_hold() {
    let elsewhere = desk(10, "files = [\"other/**\"]\nrecipients = [\"*@*\"]\n");
    elsewhere.run(&["out/a.eml"]).expect_code(1);
    let here = desk(10, "files = [\"out/**\"]\nrecipients = [\"*@*\"]\n");
    here.run(&["out/a.eml"]).expect_code(0);
}

#[test]
fn standard_input_lies_in_no_folder() {
    let desk = desk(10, "files = [\"**\"]\n");
    desk.run_with(&[], &["--stdin-filename", "out/a.eml", "-"], to_parties(10)).expect_code(1);
}

#[test]
fn an_allowance_holds_through_its_last_day() {
    let desk = desk(10, "until = 2027-03-31\n");
    desk.run(&["--now", "2027-03-31", "out/a.eml"]).expect_code(0);
    let late = desk.run(&["--format", "short", "--now", "2027-04-01", "out/a.eml"]).expect_code(1);
    late.expect(&["mailcheck.toml:2", "ended on 2027-03-31"]);
    let by_epoch = desk.run_with(&[("SOURCE_DATE_EPOCH", "1806537600")], &["out/a.eml"], "");
    assert_eq!(by_epoch.code, 1, "2027-04-01 in UTC: {}", by_epoch.all());
}

#[test]
fn an_allowance_that_lets_nothing_pass_is_told_over_a_folder() {
    let desk = desk(3, "");
    desk.run(&["--format", "short", "out"]).expect_code(0).expect(&["mailcheck.toml:2", "let nothing pass"]);
}

#[test]
fn an_allowance_without_a_reason_is_refused() {
    let desk = Desk::with(&[("mailcheck.toml", "[[allow]]\nrule = \"missing-bcc\"\n")]);
    desk.run(&["config", "check"]).expect_code(2).expect(&["reason"]);
}
