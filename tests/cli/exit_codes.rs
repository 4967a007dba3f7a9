//! 0, 1 and 2: what scripts rely on.

use super::desk::Desk;
use super::drafts::{CLEAN, INFO, WARNING, error};

fn desk() -> Desk {
    Desk::with(&[
        ("clean.eml", CLEAN),
        ("info.eml", INFO),
        ("warning.eml", WARNING),
        ("error.eml", &error()),
        ("empty.eml", ""),
    ])
}

#[test]
fn the_code_follows_the_gravest_finding_and_fail_on() {
    let desk = desk();
    for (draft, fail_on, code) in [
        ("clean.eml", "info", 0),
        ("info.eml", "error", 0),
        ("info.eml", "warning", 0),
        ("info.eml", "info", 1),
        ("warning.eml", "error", 0),
        ("warning.eml", "warning", 1),
        ("warning.eml", "info", 1),
        ("error.eml", "error", 1),
        ("error.eml", "warning", 1),
        ("error.eml", "never", 0),
    ] {
        let ran = desk.run(&["--fail-on", fail_on, draft]);
        assert_eq!(ran.code, code, "{draft} --fail-on {fail_on}\n{}", ran.all());
    }
    desk.run(&["error.eml"]).expect_code(1);
    desk.run(&["warning.eml"]).expect_code(0);
}

#[test]
fn fail_on_info_shows_what_it_fails_over() {
    let ran = desk().run(&["--fail-on", "info", "info.eml"]).expect_code(1);
    ran.expect(&["mailcheck explain duplicate-recipient"]);
}

#[test]
fn a_draft_that_cannot_be_read_outweighs_findings_and_the_others_are_checked() {
    let ran = desk().run(&["missing.eml", "error.eml", "empty.eml"]).expect_code(2);
    ran.expect(&["missing.eml", "there is no such file", "the file is empty", "mixed-external-domains"]);
}

#[test]
fn fail_on_never_does_not_lift_a_failure() {
    desk().run(&["--fail-on", "never", "missing.eml", "clean.eml"]).expect_code(2);
}

#[test]
fn the_code_is_the_same_for_every_format() {
    let desk = desk();
    for format in ["human", "short", "json"] {
        for (draft, code) in [("clean.eml", 0), ("error.eml", 1), ("missing.eml", 2)] {
            desk.run(&["--format", format, draft]).expect_code(code);
        }
    }
}

#[test]
fn a_report_says_its_own_exit_code() {
    let desk = desk();
    for (draft, code) in [("clean.eml", 0), ("error.eml", 1), ("missing.eml", 2)] {
        assert_eq!(desk.json(&[draft])["exit-code"], code, "{draft}");
    }
}

#[test]
fn a_run_that_checked_nothing_is_not_a_pass() {
    let desk = desk();
    desk.run(&[]).expect_code(2).expect(&["nothing to check"]);
    desk.write("empty/notes.txt", "no draft");
    desk.run(&["empty"]).expect_code(2).expect(&["no draft checked"]);
    desk.run(&["--allow-empty", "empty"]).expect_code(0);
    desk.run(&["--allow-empty"]).expect_code(0);
}

#[test]
fn a_rule_that_nobody_knows_is_refused_with_the_nearest() {
    let desk = desk();
    let ran = desk.run(&["--only", "missing-atachment", "clean.eml"]).expect_code(2);
    ran.expect(&["missing-atachment", "did you mean `missing-attachment`?"]);
    desk.run(&["--skip", "missing-bbc", "clean.eml"]).expect_code(2).expect(&["did you mean `missing-bcc`?"]);
}

#[test]
fn an_option_that_nobody_knows_is_refused_with_the_nearest() {
    desk().run(&["--formt", "json", "clean.eml"]).expect_code(2).expect(&["--formt", "--format"]);
}

#[test]
fn options_of_checking_in_front_of_another_command_are_refused() {
    let desk = desk();
    desk.run(&["--format", "json", "rules", "list"]).expect_code(2).expect(&["--format"]);
    desk.run(&["clean.eml", "rules", "list"]).expect_code(2).expect(&["[PATH]"]);
    desk.run(&["clean.eml", "init"]).expect_code(2);
    assert!(!desk.names().contains(&"mailcheck.toml".to_owned()));
    assert_eq!(desk.run(&["rules", "list"]).code, 0);
}

#[test]
fn only_and_skip_choose_the_rules() {
    let desk = desk();
    desk.run(&["--only", "missing-bcc", "error.eml"]).expect_code(0).expect(&["(1 rule)"]);
    let ran = desk.run(&["--skip", "mixed-external-domains,missing-bcc", "error.eml"]).expect_code(0);
    assert!(!ran.out.contains("mixed-external-domains"), "{}", ran.out);
}

#[test]
fn help_and_version_are_answers() {
    let desk = desk();
    let help = desk.run(&["--help"]).expect_code(0);
    for word in ["Reads the network never", "Exit codes", "--fail-on"] {
        assert!(help.out.contains(word), "{}", help.out);
    }
    assert!(desk.run(&["--version"]).expect_code(0).out.starts_with("mailcheck 0."));
}
