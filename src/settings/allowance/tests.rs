//! What an allowance lets pass, and for how long.

use super::*;
use std::path::PathBuf;

fn today() -> Date {
    jiff::civil::date(2027, 3, 31)
}

fn allowance(recipients: &[&str], files: &[&str], until: Option<&str>) -> Allowance {
    let owned = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect();
    Allowance {
        rule: "mixed-external-domains".to_owned(),
        recipients: owned(recipients),
        files: owned(files),
        reason: "公開メーリングリスト".to_owned(),
        until: until.map(str::to_owned),
        base: PathBuf::from("/office"),
        place: "mailcheck.toml:3".to_owned(),
    }
}

fn exempts(recipients: &[&str], address: &str) -> bool {
    let allowances = Allowances::new(&[allowance(recipients, &[], None)], &str::to_owned, today());
    allowances.exempts("mixed-external-domains", None, address)
}

fn covers(files: &[&str], path: &str) -> bool {
    let allowances = Allowances::new(&[allowance(&[], files, None)], &str::to_owned, today());
    allowances.covers_draft("mixed-external-domains", Some(Path::new(path))).is_some()
}

fn is_in_force(until: &str) -> bool {
    let allowances = Allowances::new(&[allowance(&[], &[], Some(until))], &str::to_owned, today());
    allowances.covers_draft("mixed-external-domains", None).is_some()
}

#[test]
fn the_last_day_still_counts() {
    assert!(is_in_force("2027-03-31"));
    assert!(is_in_force("2027-04-01"));
    assert!(!is_in_force("2027-03-30"));
}

#[test]
fn a_day_that_cannot_be_read_lets_nothing_pass() {
    assert!(!is_in_force("soon"));
}

#[test]
fn case_and_width_of_globs_do_not_matter() {
    assert!(exempts(&["*@Lists.EXAMPLE"], "all@lists.example"));
    assert!(exempts(&["*＠lists.example"], "All@Lists.Example"));
    assert!(covers(&["Notices/**"], "/office/NOTICES/consortium/a.EML"));
}

#[test]
fn a_domain_in_japanese_finds_its_a_label() {
    assert!(exempts(&["*@日本語.example"], "a@xn--wgv71a119e.example"));
    assert!(exempts(&["*@xn--wgv71a119e.example"], "A@日本語.example"));
}

#[test]
fn a_glob_matches_the_whole_address() {
    assert!(!exempts(&["*@lists.example"], "a@lists.example.test"));
    assert!(!exempts(&["*@lists.example"], "a@notlists.example"));
    assert!(exempts(&["*@*.lists.example"], "a@b.lists.example"));
}

#[test]
fn paths_are_relative_to_the_configuration_file() {
    assert!(covers(&["notices/*.eml"], "/office/notices/a.eml"));
    assert!(covers(&["./notices/*.eml"], "/office/drafts/../notices/a.eml"));
    assert!(!covers(&["notices/*.eml"], "/office/notices/deep/a.eml"));
    assert!(!covers(&["notices/*.eml"], "/elsewhere/notices/a.eml"));
    assert!(!covers(&["**"], "/office-two/a.eml"));
}

#[cfg(unix)]
#[test]
fn an_absolute_glob_needs_no_configuration_file_above_the_draft() {
    assert!(covers(&["/srv/drafts/**"], "/srv/drafts/2027/a.eml"));
}

#[test]
fn a_file_name_decomposed_by_the_system_is_the_same_name() {
    assert!(covers(&["お知らせ/ガイド.eml"], "/office/お知らせ/カ\u{3099}イト\u{3099}.eml"));
}

#[test]
fn standard_input_is_no_file() {
    let allowances = Allowances::new(&[allowance(&[], &["**"], None)], &str::to_owned, today());
    assert!(allowances.covers_draft("mixed-external-domains", None).is_none());
}

#[test]
fn files_and_recipients_must_both_hold() {
    let allowances =
        Allowances::new(&[allowance(&["*@lists.example"], &["notices/**"], None)], &str::to_owned, today());
    let asked =
        |path: &str, address: &str| allowances.exempts("mixed-external-domains", Some(Path::new(path)), address);
    assert!(asked("/office/notices/a.eml", "a@lists.example"));
    assert!(!asked("/office/a.eml", "a@lists.example"));
    assert!(!asked("/office/notices/a.eml", "a@other.example"));
    assert!(allowances.covers_draft("mixed-external-domains", Some(Path::new("/office/notices/a.eml"))).is_none());
}

#[test]
fn an_allowance_serves_its_own_rule_only() {
    let allowances = Allowances::new(&[allowance(&[], &[], None)], &str::to_owned, today());
    assert!(allowances.covers_draft("exposed-personal-addresses", None).is_none());
    assert_eq!(allowances.left_over()[0].reason, LeftOverReason::Unused);
}

#[test]
fn what_was_used_is_not_left_over_and_what_expired_is() {
    let allowances = Allowances::new(
        &[allowance(&["*@lists.example"], &[], None), allowance(&[], &[], Some("2027-03-30"))],
        &str::to_owned,
        today(),
    );
    assert!(allowances.exempts("mixed-external-domains", None, "a@lists.example"));
    let left_over = allowances.left_over();
    assert_eq!(left_over.len(), 1);
    assert_eq!(left_over[0].reason, LeftOverReason::Expired(jiff::civil::date(2027, 3, 30)));
}

#[test]
fn a_rule_may_be_allowed_under_a_name_it_had() {
    let given = Allowance { rule: "once".to_owned(), ..allowance(&[], &[], None) };
    let allowances = Allowances::new(&[given], &|id| id.replace("once", "rule"), today());
    assert!(allowances.covers_draft("rule", None).is_some() && allowances.covers_draft("once", None).is_none());
}

#[test]
fn globs_that_could_never_match_are_refused() {
    assert!(check_file_glob("notices\\**").is_err());
    assert!(check_file_glob("../notices/**").is_err());
    assert!(check_file_glob("a[").is_err());
}
