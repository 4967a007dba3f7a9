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
