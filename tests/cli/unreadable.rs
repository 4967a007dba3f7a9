//! What cannot be read, and limits that are met, are findings: nobody is told that all is well.

use super::desk::Desk;
use super::show::with_files;
use crate::compose_msg::{MsgAttachment, MsgBody, MsgDraft, Person};

fn eml(to: &str) -> String {
    format!("From: ann@tsubame.example\nTo: {to}\nSubject: Meeting\n\nSee you on Monday.\n")
}

#[test]
fn an_eml_in_which_nobody_can_be_read_fails() {
    for to in [",;", "<>", "=?utf-8?B?IA==?= ,"] {
        let ran = Desk::with(&[("draft.eml", &eml(to))]).run(&["draft.eml"]).expect_code(1);
        ran.expect(&["mailcheck explain unreadable-part", "could not be read"]);
    }
}

#[test]
fn one_who_cannot_be_read_among_others_fails_too() {
    let draft = eml("bob@beta.example, <>, carol@beta.example");
    let ran = Desk::with(&[("draft.eml", &draft)]).run(&["draft.eml"]).expect_code(1);
    ran.expect(&["mailcheck explain unreadable-part"]);
}

#[test]
fn a_msg_whose_recipients_are_lost_fails() {
    let draft = MsgDraft {
        subject: Some("Meeting".into()),
        from: Some(Person::smtp("Ann", "ann@tsubame.example")),
        display_to: Some("Bob; Carol".into()),
        body: MsgBody::Plain("See you on Monday.".into()),
        ..MsgDraft::default()
    };
    let desk = Desk::with(&[]);
    desk.write("draft.msg", draft.compose());
    desk.run(&["draft.msg"]).expect_code(1).expect(&["mailcheck explain unreadable-part", "Bob; Carol"]);
    let lost_one = MsgDraft {
        recipients: vec![(1, Person::smtp("Bob", "bob@beta.example")), (1, Person::smtp("", ""))],
        attachments: vec![MsgAttachment::file("a.txt", b"a")],
        ..draft
    };
    desk.write("draft.msg", lost_one.compose());
    desk.run(&["draft.msg"]).expect_code(1).expect(&["mailcheck explain unreadable-part"]);
}

#[test]
fn limits_can_be_set_and_what_is_beyond_them_is_told() {
    let draft = eml("bob@beta.example, carol@beta.example, dan@beta.example");
    let desk = Desk::with(&[("draft.eml", &draft), ("mailcheck.toml", "[limits.reading]\nrecipients = 2\n")]);
    let ran = desk.run(&["--format", "short", "draft.eml"]).expect_code(1);
    ran.expect(&["more than 2 recipients"]);
    desk.run(&["config", "show"]).expect_code(0).expect(&["limits.reading.recipients = 2  # mailcheck.toml:2"]);
    desk.write("mailcheck.toml", b"[limits.reading]\nfile-bytes = 20\n");
    desk.run(&["draft.eml"]).expect_code(2).expect(&["the file has 122 bytes"]);
    desk.write("mailcheck.toml", b"[limits.reading]\ndepth = 1000\n");
    desk.run(&["draft.eml"]).expect_code(2).expect(&["`limits.reading.depth` cannot be 1000", "the most is 32"]);
}

#[test]
fn the_summary_counts_drafts_with_locked_attachments() {
    let part = "attachments of 1 draft inspected only in part";
    let desk =
        Desk::with(&[("a.eml", &with_files(&["people-user-password.pdf"])), ("b.eml", &with_files(&["photo.png"]))]);
    desk.run(&["a.eml", "b.eml"]).expect(&[part]);
    assert_eq!(desk.json(&["a.eml"])["drafts"][0]["inspection"], "partial");
    assert_eq!(desk.json(&["b.eml"])["drafts"][0]["inspection"], "complete");
}
