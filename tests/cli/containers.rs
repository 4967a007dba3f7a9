//! Every form that a mail program keeps a draft in, as a file and on standard input; and what is no draft.

use super::compose_msg::{MsgBody, MsgDraft, Person, Strings};
use super::desk::Desk;
use super::drafts::{CLEAN, WARNING};

/// The same draft with nothing attached, in every container.
fn containers() -> Vec<(&'static str, &'static str, Vec<u8>)> {
    let item = || MsgDraft {
        subject: Some("議事録".into()),
        recipients: vec![(1, Person::smtp("山田", "taro@yamada.example"))],
        body: MsgBody::Plain("議事録を添付いたします。\r\n".into()),
        ..MsgDraft::default()
    };
    let crlf = WARNING.replace('\n', "\r\n");
    vec![
        ("outlook.msg", "msg", item().compose()),
        ("large-sectors.msg", "msg", MsgDraft { has_large_sectors: true, ..item() }.compose()),
        ("old.msg", "msg", MsgDraft { strings: Strings::ShiftJisUntold, ..item() }.compose()),
        ("template.oft", "oft", MsgDraft { is_template: true, ..item() }.compose()),
        ("thunderbird.eml", "eml", format!("X-Mozilla-Draft-Info: internal/draft; vcard=0\r\n{crlf}").into()),
        ("outlook.eml", "eml", format!("X-Unsent: 1\r\n{crlf}").into()),
        ("gmail-original.txt", "eml", format!("\u{feff}{crlf}").into()),
        ("apple.emlx", "emlx", format!("{}      \n{WARNING}<?xml version=\"1.0\"?>\n<plist/>\n", WARNING.len()).into()),
        ("Drafts", "mbox", format!("{0}{WARNING}\n{0}{CLEAN}\n", "From - Mon Apr  6 09:00:00 2026\n").into()),
    ]
}

#[test]
fn every_container_is_read_as_a_file_and_on_standard_input() {
    for (name, format, bytes) in containers() {
        let desk = Desk::new();
        desk.write(name, &bytes);
        let stdin = desk.run_with(&[], &["--lang", "en", "--format", "json", "-"], &bytes);
        let stdin: serde_json::Value = serde_json::from_str(&stdin.out).unwrap();
        for report in [desk.json(&[name]), stdin] {
            assert_eq!(report["drafts"][0]["format"], format, "{name}");
            assert_eq!(report["drafts"][0]["findings"][0]["rule"], "missing-attachment", "{name}: {report}");
        }
    }
}

#[test]
fn a_draft_thrown_away_in_thunderbird_is_skipped_and_counted() {
    let message = |status: &str, draft: &str| {
        format!("From - Mon Apr  6 09:00:00 2026\nX-Mozilla-Status: {status}\nX-Mozilla-Status2: 00000000\n{draft}\n")
    };
    let folder = format!("{}{}{}", message("0009", WARNING), message("0001", CLEAN), message("0008", WARNING));
    let desk = Desk::with(&[("Drafts", &folder), ("Old", &message("0009", CLEAN))]);
    desk.run(&["Drafts"])
        .expect_code(0)
        .expect(&["1 draft checked, nothing found", "2 drafts marked as deleted skipped"]);
    let report = desk.json(&["Drafts"]);
    assert_eq!(
        (&report["drafts"][0]["status"], &report["drafts"][1]["status"]),
        (&"skipped".into(), &"checked".into())
    );
    // Nothing checked is no pass.
    desk.run(&["Old"]).expect_code(2).expect(&["no draft checked", "1 draft marked as deleted skipped"]);
}

#[test]
fn a_maildir_is_walked_and_its_trash_counted() {
    let desk =
        Desk::with(&[("m/cur/1!2,D", WARNING), ("m/cur/2!2,DT", WARNING), ("m/new/3", CLEAN), ("m/tmp/4", WARNING)]);
    desk.run(&["m"]).expect_code(0).expect(&["2 drafts checked: 1 warning", "1 draft marked as deleted skipped"]);
    // One that is named is meant.
    desk.run(&["m/cur/2!2,DT"]).expect(&["1 draft checked: 1 warning"]);
}

#[test]
fn text_that_an_mbox_quoted_is_the_authors_own() {
    let draft = CLEAN.replace("See you", ">From Monday, please find attached the plan.\nSee you");
    let desk = Desk::with(&[("Drafts", &format!("From - Mon Apr  6 09:00:00 2026\n{draft}"))]);
    desk.run(&["Drafts"]).expect(&["missing-attachment", "From Monday, please"]);
}

#[test]
fn what_is_no_draft_is_refused_with_the_reason() {
    let desk = Desk::new();
    for (name, text, words) in [
        ("invite.ics", "BEGIN:VCALENDAR\nMETHOD:REQUEST\nEND:VCALENDAR\n", "this is a calendar file"),
        ("Gmail - Notice.html", "<!DOCTYPE html>\n<html><body>To: a@x.example</body></html>\n", "this is a web page"),
        ("Notice.mht", "From: <Saved by Blink>\nSubject: Notice\nMIME-Version: 1.0\n\nx\n", "this is a web page"),
        ("ann.vcf", "BEGIN:VCARD\nEMAIL:a@x.example\nEND:VCARD\n", "this is a contact card"),
    ] {
        desk.write(name, text);
        desk.run(&[name]).expect_code(2).expect(&[words]);
        desk.run_with(&[], &["--lang", "ja", "--format", "short", "-"], text)
            .expect_code(2)
            .expect(&["メールではありません"]);
    }
}

#[test]
fn what_outlook_keeps_beside_mail_is_no_mail_without_recipients() {
    for class in ["IPM.Contact", "IPM.StickyNote", "IPM.Task", "IPM.Appointment", "IPM.Post", "IPM.Activity"] {
        let desk = Desk::new();
        let item = MsgDraft { message_class: class.into(), subject: Some("計画".into()), ..MsgDraft::default() };
        desk.write("item.msg", item.compose());
        desk.run(&["item.msg"]).expect_code(0).expect(&["1 draft checked, nothing found"]);
    }
}
