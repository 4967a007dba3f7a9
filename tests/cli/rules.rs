//! `mailcheck rules list|test|check`: rules in force, rules of one's own, and mistakes shown where they stand.

use super::desk::{Desk, project_file};
use super::drafts::CLEAN;

const RULE: &str = r#"category = "exposure"
severity = "warning"
since = "0.1.0"
message.en = "somebody outside"
message.ja = "組織外の宛先があります"
help.en = "look again"
help.ja = "確かめてください"
why.en = "An example."
why.ja = "例です。"

[[when.recipients]]
external = true
label.en = "outside"
label.ja = "組織外"

[[bad]]
points-at = ["b@beta.example"]
draft = '''
From: a@city.example
To: b@beta.example

x
'''

[[good]]
because = "a colleague"
draft = '''
From: a@city.example
To: b@city.example

x
'''
"#;

#[test]
fn every_rule_is_listed_with_its_level_and_state() {
    let desk = Desk::with(&[("mailcheck.toml", "[rule.missing-bcc]\nseverity = \"off\"\n")]);
    let ran = desk.run(&["rules", "list"]).expect_code(0);
    let line =
        |id: &str| ran.out.lines().find(|line| line.starts_with(id)).unwrap_or_else(|| panic!("{id}: {}", ran.out));
    assert!(line("missing-bcc ").ends_with("off: by the settings"));
    assert!(line("missing-attachment ").ends_with("on"));
    for id in mailcheck::rule::builtin::builtin_ids() {
        line(id);
    }
}

#[test]
fn the_built_in_rules_prove_themselves() {
    Desk::new().run(&["rules", "test"]).expect_code(0).expect(&[", 0 failures"]);
    Desk::new().run(&["rules", "check"]).expect_code(0).expect(&["nothing is wrong"]);
}

#[test]
fn every_mistake_is_shown_where_it_stands_in_one_run() {
    let desk = Desk::new();
    for (name, was, is) in [
        ("misspelt-field", "external = true", "exterrnal = true"),
        ("wrong-type", "external = true", "external = \"yes\""),
        ("broken-pattern", "external = true", "domain = { regex = \"(\" }"),
        ("missing-language", "help.ja = \"確かめてください\"\n", ""),
        ("good-rule", "", ""),
    ] {
        assert!(RULE.contains(was));
        desk.write(&format!("rules/{name}.toml"), RULE.replace(was, is));
    }
    let ran = desk.run(&["rules", "check", "rules"]).expect_code(2);
    let ran = ran.expect(&[
        "rules/misspelt-field.toml:12:1",
        "unknown key `when.recipients.exterrnal`",
        "did you mean `external`?",
    ]);
    let ran = ran.expect(&["rules/wrong-type.toml:12:12", "must be true or false, not a string"]);
    let ran = ran.expect(&["rules/broken-pattern.toml:12:20", "`(` is no regular expression"]);
    let ran = ran.expect(&["rules/missing-language.toml", "`help.ja` is missing"]);
    assert!(!ran.all().contains("good-rule"), "{}", ran.all());
    let underlined = ran.err.lines().collect::<Vec<_>>();
    for text in ["exterrnal = true", "external = \"yes\"", "regex = \"(\""] {
        let at = underlined.iter().position(|line| line.contains(text)).unwrap();
        assert!(underlined[at + 1].contains('┬'), "{text}: {}", ran.err);
    }
}

#[test]
fn a_draft_is_not_checked_while_a_rule_of_ones_own_is_broken() {
    let desk =
        Desk::with(&[("mailcheck.toml", "rules = [\"own\"]\n"), ("a.eml", CLEAN), ("own/broken.toml", "since = 1\n")]);
    let ran = desk.run(&["a.eml"]).expect_code(2).expect(&["own/broken.toml"]);
    assert_eq!(ran.out, "");
}

#[test]
fn examples_that_do_not_hold_are_told_with_their_line() {
    let desk = Desk::new();
    desk.write("rules/noisy-rule.toml", RULE.replace("To: b@city.example", "To: c@gamma.example"));
    desk.write("rules/missing-rule.toml", RULE.replace("To: b@beta.example", "To: b@city.example"));
    desk.write("rules/misplaced-rule.toml", RULE.replace("[\"b@beta.example\"]", "[\"beta\"]"));
    let idle = RULE.replace("external = true\n", "external = true\naddress-status = \"ok\"\n");
    desk.write("rules/idle-rule.toml", idle);
    let ran = desk.run(&["rules", "test", "rules"]).expect_code(1);
    let ran =
        ran.expect(&["rules/noisy-rule.toml:25: noisy", "rules/missing-rule.toml:16: missing", "4 rules, 8 examples"]);
    ran.expect(&[
        "rules/misplaced-rule.toml:16: misplaced",
        "rules/idle-rule.toml",
        "no example needs `address-status`",
    ]);
}

#[test]
fn a_folder_without_rules_is_no_pass() {
    let desk = Desk::with(&[("rules/notes.txt", "")]);
    for command in ["test", "check"] {
        desk.run(&["rules", command, "rules"]).expect_code(2);
        desk.run(&["rules", command, "nowhere"]).expect_code(2);
    }
}

#[test]
fn the_rules_of_the_project_can_be_named_by_their_folder() {
    let folder = project_file("rules");
    Desk::new().run(&["rules", "check", folder.to_str().unwrap()]).expect_code(0);
}

#[test]
fn a_rule_that_never_matches_or_repeats_another_is_told() {
    let desk = Desk::new();
    desk.write("rules/outside.toml", RULE);
    desk.write("rules/outside-again.toml", RULE.replace("label.en = \"outside\"", "label.en = \"abroad\""));
    let narrow = RULE.replace("external = true\n", "external = true\nfield = \"to\"\n");
    desk.write("rules/outside-in-to.toml", narrow);
    desk.write("rules/never.toml", RULE.replace("external = true\n", "external = true\nfield = \"bcc\"\n"));
    desk.write("rules/missing-bcc.toml", RULE.replace("external = true\n", "external = true\nfield = \"cc\"\n"));
    let ran = desk.run(&["rules", "check", "rules"]).expect_code(1);
    let ran = ran.expect(&[
        "rules/outside-again.toml:1: duplicate[outside-again]: `outside` (rules/outside.toml) asks the same",
        "rules/outside-in-to.toml:1: shadowed[outside-in-to]: wherever this is reported, `outside`",
        "rules/never.toml:1: never-matching[never]: none of its bad examples is reported",
        "rules/missing-bcc.toml:1: duplicate[missing-bcc]: there is a rule of that name already",
        "5 rule files, ",
    ]);
    assert!(!ran.out.contains("shadowed[outside]"), "{}", ran.out);
    let ran = desk.run_with(&[], &["--lang", "ja", "rules", "check", "rules"], "").expect_code(1);
    ran.expect(&["必ず「outside」", "bad の例がどれも報告されません"]);
    desk.write("without/example.toml", RULE.split("[[bad]]").next().unwrap());
    desk.run(&["rules", "check", "without"]).expect_code(2).expect(&["no [[bad]] example"]);
}

#[test]
fn a_new_rule_proves_itself_and_works_at_once() {
    for lang in ["en", "ja"] {
        let desk = Desk::with(&[("mailcheck.toml", "rules = [\"house\"]\n"), ("house/outside.toml", RULE)]);
        let run = |arguments: &[&str]| desk.run_with(&[], &[&["--lang", lang], arguments].concat(), "");
        run(&["rules", "new", "old-price-list"]).expect_code(0).expect(&["house", "old-price-list.toml"]);
        for command in ["test", "check"] {
            run(&["rules", command, "house/old-price-list.toml"]).expect_code(0);
        }
        run(&["rules", "list"]).expect_code(0).expect(&["old-price-list"]);
        let before = desk.read("house/old-price-list.toml");
        run(&["rules", "new", "old-price-list"]).expect_code(2);
        assert_eq!(desk.read("house/old-price-list.toml"), before);
    }
}

#[test]
fn a_new_rule_is_named_after_the_slip() {
    let desk = Desk::new();
    for name in ["Old_List", "use-old-list", "../old-list", "missing-bcc"] {
        desk.run(&["rules", "new", name]).expect_code(2).expect(&[name]);
    }
    assert_eq!(desk.names(), [""; 0]);
    desk.run(&["rules", "new", "old-list"]).expect_code(0).expect(&["rules = [\"rules\"]"]);
    assert_eq!(desk.names(), ["rules"]);
}

#[test]
fn a_ci_system_reads_the_examples_as_tests() {
    let desk = Desk::new();
    desk.write("rules/good-rule.toml", RULE);
    desk.write("rules/noisy-rule.toml", RULE.replace("To: b@city.example", "To: c@gamma.example"));
    let idle = RULE.replace("external = true\n", "external = true\naddress-status = \"ok\"\n");
    desk.write("rules/idle-rule.toml", idle);
    let ran = desk.run(&["rules", "test", "--format", "junit", "rules"]).expect_code(1);
    let ran = ran.expect(&["<testsuite name=\"rules/good-rule.toml\" tests=\"3\" failures=\"0\""]);
    let ran = ran.expect(&["<testcase name=\"good 1: a colleague\" classname=\"rules/noisy-rule.toml\">"]);
    let ran =
        ran.expect(&["message=\"rules/noisy-rule.toml:25: noisy[noisy-rule]", "no example needs `address-status`"]);
    assert_eq!(ran.out.matches("<failure").count(), 2);
    assert!(ran.err.contains("3 rules, 6 examples, 2 failures"), "{}", ran.err);
}
