//! `mailcheck show`: the decoded view, and everything that rules can see.

use super::desk::Desk;
use super::drafts::{CLEAN, WARNING};

#[test]
fn the_view_is_the_decoded_text() {
    let desk = Desk::with(&[(
        "a.eml",
        "From: a@city.example\nTo: b@beta.example\nSubject: =?UTF-8?B?6K2w5LqL6Yyy?=\n\nHello.\n",
    )]);
    let ran = desk.run(&["show", "a.eml"]).expect_code(0);
    assert!(ran.out.contains("Subject: 議事録\n"), "{}", ran.out);
    assert!(ran.out.ends_with("\n\nHello.\n"), "{}", ran.out);
}

#[test]
fn json_tells_every_recipient() {
    let desk = Desk::with(&[("a.eml", CLEAN)]);
    let ran = desk.run(&["show", "--format", "json", "a.eml"]).expect_code(0);
    let shown: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    let recipient = &shown["drafts"][0]["recipients"][0];
    assert_eq!(recipient["address"], "taro@yamada.example");
    assert_eq!(recipient["external"], true);
}

#[test]
fn a_draft_that_cannot_be_read_does_not_hide_the_others() {
    let desk = Desk::with(&[("a.eml", WARNING)]);
    desk.run(&["show", "missing.eml", "a.eml"]).expect_code(2).expect(&["missing.eml", "Please find attached"]);
    desk.run(&["show"]).expect_code(2);
}

#[test]
fn standard_input_can_be_shown() {
    let ran = Desk::new().run_with(&[], &["show", "-"], CLEAN).expect_code(0);
    assert!(ran.out.contains("See you on Thursday."), "{}", ran.out);
}
