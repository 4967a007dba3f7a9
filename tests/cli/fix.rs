//! `mailcheck fix`: shows, writes, writes beside, and says what it leaves.

use super::compose_msg::{MsgBody, MsgDraft, Person};
use super::desk::Desk;

const LEAK: &str = "From: Ann <ann@city.example>\r\nTo: b@beta.example, c@gamma.example,\r\n d@delta.example\r\nSubject: News\r\n\
    \r\nDear members,\r\n\r\nthe hall is closed on Monday.\r\n";
const HIDDEN: &str = "From: Ann <ann@city.example>\r\nTo: ann@city.example\r\nBcc: b@beta.example, c@gamma.example, d@delta.example\r\n\
    Subject: News\r\n\r\nDear members,\r\n\r\nthe hall is closed on Monday.\r\n";
const SETTINGS: &str = "organization.domains = ['city.example']\n";

/// Begins a message in an mbox.
const FROM_LINE: &str = "From - Mon Apr  6 09:00:00 2026\n";

fn desk() -> Desk {
    Desk::with(&[("mailcheck.toml", SETTINGS), ("a.eml", LEAK)])
}

#[test]
fn a_correction_is_shown_and_nothing_is_written_until_asked() {
    let desk = desk();
    let ran = desk.run(&["fix", "a.eml"]).expect_code(1);
    let expected = "--- a.eml\n+++ a.eml\n@@ -1,6 +1,6 @@\n From: Ann <ann@city.example>\n-To: b@beta.example, c@gamma.example,\n\
        - d@delta.example\n+To: ann@city.example\n+Bcc: b@beta.example, c@gamma.example, d@delta.example\n Subject: News\n \n \
        Dear members,\n";
    assert_eq!(ran.out, expected);
    assert!(ran.err.contains("a.eml: can be corrected (--write): "), "{}", ran.err);
    assert_eq!(desk.read("a.eml"), LEAK);
}

#[test]
fn a_corrected_draft_is_found_clean_and_stays_as_it_is() {
    let desk = desk();
    desk.run(&["fix", "--write", "a.eml"]).expect_code(0);
    assert_eq!(desk.read("a.eml"), HIDDEN);
    desk.run(&["a.eml"]).expect_code(0);
    let ran = desk.run(&["fix", "--write", "a.eml"]).expect_code(0);
    assert!(ran.err.contains("nothing to correct"), "{}", ran.err);
    assert_eq!(desk.read("a.eml"), HIDDEN);
    assert_eq!(desk.names(), ["a.eml", "mailcheck.toml"]);
}

#[test]
fn standard_input_goes_to_another_file() {
    let desk = Desk::with(&[("mailcheck.toml", SETTINGS)]);
    desk.run_with(&[], &["fix", "-", "-o", "b.eml"], LEAK).expect_code(0);
    assert_eq!(desk.read("b.eml"), HIDDEN);
    desk.run_with(&[], &["fix", "--write", "-"], LEAK).expect_code(2);
}

#[test]
fn an_emlx_tells_its_new_length() {
    let property_list = "<?xml version=\"1.0\"?><plist/>\n";
    let file = |message: &str| format!("{:<10}\n{message}{property_list}", message.len());
    let desk = desk();
    desk.write("a.emlx", file(LEAK));
    desk.run(&["fix", "--write", "a.emlx"]).expect_code(0);
    assert_eq!(desk.read("a.emlx"), file(HIDDEN));
}

#[test]
fn guesses_are_made_only_when_asked() {
    let draft = "From: a@city.example\nTo: midori-demo@gmai.com\nCc: Ｋen＠beta.example\nSubject: x\n\nHello.\n";
    let desk = Desk::with(&[("mailcheck.toml", SETTINGS), ("a.eml", draft)]);
    desk.run(&["fix", "--write", "a.eml"]);
    let certain = draft.replace("Ｋen＠", "Ken@");
    assert_eq!(desk.read("a.eml"), certain);
    desk.run(&["fix", "--unsafe", "--write", "a.eml"]).expect_code(0);
    assert_eq!(desk.read("a.eml"), certain.replace("gmai.com", "gmail.com"));
}

#[test]
fn what_is_not_corrected_is_said() {
    let desk = desk();
    let group = LEAK.replace("To: ", "To: members: ").replace("d@delta.example", "d@delta.example;");
    desk.write("group.eml", &group);
    let ran = desk.run(&["fix", "--write", "group.eml"]).expect_code(1);
    assert!(ran.err.contains("group.eml: not corrected: missing-bcc: a group stands in the field"), "{}", ran.err);
    assert_eq!(desk.read("group.eml"), group);
    desk.write("two.mbox", format!("{FROM_LINE}{LEAK}\n{FROM_LINE}{LEAK}"));
    let ran = desk.run(&["fix", "--write", "two.mbox"]).expect_code(1);
    assert!(ran.err.contains("several messages"), "{}", ran.err);
}

#[test]
fn the_report_for_programs_has_the_edits() {
    let desk = desk();
    let report = desk.json(&["a.eml"]);
    let findings = report["drafts"][0]["findings"].as_array().unwrap();
    let finding = findings.iter().find(|finding| finding["rule"] == "missing-bcc").unwrap();
    let edits = finding["edits"].as_array().unwrap();
    assert_eq!(edits[0]["replacement"], "ann@city.example");
    let bytes = |number: usize| usize::try_from(edits[0]["bytes"][number].as_u64().unwrap()).unwrap();
    assert_eq!(&LEAK[bytes(0)..bytes(1)], "b@beta.example, c@gamma.example,\r\n d@delta.example");
}

#[cfg(unix)]
#[test]
fn a_private_draft_stays_private() {
    use std::os::unix::fs::PermissionsExt;
    let desk = desk();
    let mode = |mode: u32| std::fs::Permissions::from_mode(mode);
    std::fs::set_permissions(desk.path("a.eml"), mode(0o600)).unwrap();
    desk.run(&["fix", "--write", "a.eml"]).expect_code(0);
    let permissions = std::fs::metadata(desk.path("a.eml")).unwrap().permissions();
    assert_eq!(permissions.mode() & 0o777, 0o600);
}

#[test]
fn no_other_draft_is_written_over() {
    let draft = "From: a@tsubame.example\nTo: b@beta.example, B@beta.example\nSubject: Minutes\n\nDear Bob,\n\nhere.\n";
    let desk = Desk::with(&[("a.eml", draft), ("b.eml", "mine")]);
    let ran = desk.run(&["fix", "a.eml", "-o", "b.eml"]).expect_code(2);
    assert!(ran.err.contains("`b.eml` is there already"), "{}", ran.err);
    assert_eq!((desk.read("a.eml").as_str(), desk.read("b.eml").as_str()), (draft, "mine"));
}

fn item(recipients: &[&str]) -> Vec<u8> {
    let recipients = recipients.iter().map(|address| (1, Person::smtp("", address))).collect();
    MsgDraft {
        subject: Some("News".to_owned()),
        from: Some(Person::smtp("Ann", "ann@city.example")),
        recipients,
        body: MsgBody::Plain("Dear members,\r\n\r\nthe hall is closed on Monday.\r\n".to_owned()),
        ..MsgDraft::default()
    }
    .compose()
}

#[test]
fn an_outlook_item_becomes_a_corrected_draft() {
    let desk = desk();
    desk.write("a.msg", item(&["b@beta.example", "c@gamma.example", "d@delta.example"]));
    let ran = desk.run(&["fix", "a.msg", "-o", "new.eml"]).expect_code(0);
    assert!(ran.err.contains("a.msg: converted to: new.eml\n"), "{}", ran.err);
    assert!(ran.err.contains("corrected: missing-bcc"), "{}", ran.err);
    let written = desk.read("new.eml");
    assert!(written.contains("X-Unsent: 1\r\n") && written.contains("\r\nBcc: "), "{written}");
    desk.run(&["new.eml"]).expect_code(0);
    let ran = desk.run_with(&[], &["--lang", "ja", "fix", "a.msg", "-o", "other.eml"], "").expect_code(0);
    assert!(ran.err.contains("変換しました"), "{}", ran.err);
}

#[test]
fn an_outlook_item_is_never_rewritten() {
    let desk = desk();
    let bytes = item(&["b@beta.example", "c@gamma.example", "d@delta.example"]);
    desk.write("a.msg", &bytes);
    let ran = desk.run(&["fix", "--write", "a.msg"]).expect_code(1);
    assert!(ran.err.contains("files of Outlook are not rewritten: `-o FILE.eml` writes"), "{}", ran.err);
    let ran = desk.run(&["fix", "a.msg", "-o", "b.msg"]).expect_code(2);
    assert!(ran.err.contains("ends in .eml"), "{}", ran.err);
    assert_eq!(std::fs::read(desk.path("a.msg")).unwrap(), bytes);
    assert_eq!(desk.names(), ["a.eml", "a.msg", "mailcheck.toml"]);
}

#[test]
fn an_outlook_item_without_mistakes_is_converted_all_the_same() {
    let desk = desk();
    desk.write("a.msg", item(&["b@beta.example"]));
    let ran = desk.run(&["fix", "a.msg", "-o", "new.eml"]).expect_code(0);
    assert_eq!(ran.err, "a.msg: converted to: new.eml\n");
    desk.write(
        "meeting.msg",
        MsgDraft { message_class: "IPM.Schedule.Meeting.Request".into(), ..MsgDraft::default() }.compose(),
    );
    let ran = desk.run(&["fix", "meeting.msg", "-o", "meeting.eml"]).expect_code(1);
    assert!(ran.err.starts_with("meeting.msg: not converted: this is an invitation"), "{}", ran.err);
    assert!(!desk.path("meeting.eml").exists());
}

#[test]
fn each_refusal_has_its_reason() {
    let desk = desk();
    let visible = "b@beta.example, c@gamma.example,\r\n d@delta.example";
    let in_words =
        LEAK.replace(visible, "=?utf-8?Q?b=40beta.example=2C_c=40gamma.example?=, d@delta.example, e@eta.example");
    let resent =
        LEAK.replace("Subject:", &format!("Resent-From: ann@city.example\r\nResent-To: {visible}\r\nSubject:"));
    let calendar = "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART:20260406T090000Z\r\n\
        ORGANIZER:mailto:ann@city.example\r\nATTENDEE:mailto:b@beta.example\r\nATTENDEE:mailto:c@gamma.example\r\n\
        ATTENDEE:mailto:d@delta.example\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
    let (head, body) = LEAK.split_once("\r\n\r\n").unwrap();
    let invited = format!(
        "{head}\r\nMIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\n\r\n{body}\r\n--b\r\n\
         Content-Type: text/calendar; method=REQUEST\r\n\r\n{calendar}--b--\r\n"
    );
    for (name, draft, reason) in [
        ("words.eml", in_words, "without touching the rest of it"),
        ("resent.eml", resent, "correct them where it is resent"),
        ("invited.eml", invited, "the calendar inside names them"),
    ] {
        desk.write(name, &draft);
        let ran = desk.run(&["fix", "--write", name]).expect_code(1);
        assert!(ran.err.contains(reason), "{name}: {}", ran.err);
        assert_eq!(desk.read(name), draft);
    }
    let ran = desk.run(&["fix", "--only", "empty-subject", "a.eml"]).expect_code(2);
    assert!(ran.err.contains("there is no correction for `empty-subject`"), "{}", ran.err);
}

#[test]
fn a_quote_is_cut_only_when_asked() {
    let own = "From: Ann <ann@city.example>\nTo: carol@gamma.example\nSubject: Fw: Budget\n\nCarol, see below.\n\n";
    let quote = "-----Original Message-----\nFrom: Bob <bob@city.example>\nSent: Monday, November 16, 2026\n\
        To: Ann <ann@city.example>\nSubject: [CONFIDENTIAL] Budget\n\nThe figures.\n";
    let desk = Desk::with(&[("mailcheck.toml", SETTINGS), ("a.eml", &format!("{own}{quote}"))]);
    let ran = desk.run(&["fix", "--only", "quoted-history-external", "a.eml"]).expect_code(2);
    assert!(ran.err.contains("with --unsafe only"), "{}", ran.err);
    desk.run(&["fix", "--unsafe", "--write", "a.eml"]).expect_code(0);
    assert_eq!(desk.read("a.eml"), own);
}

#[test]
fn edits_for_programs_are_those_that_fix_makes() {
    let desk = desk();
    let draft =
        "From: Ann <ann@city.example>\nTo: b@beta.example, B@beta.example\nSubject: News\n\nDear Bob,\n\nhere.\n";
    desk.write("a.eml", draft);
    let report = desk.json(&["a.eml"]);
    let findings = report["drafts"][0]["findings"].as_array().unwrap();
    let edits: Vec<_> =
        findings.iter().flat_map(|finding| finding["edits"].as_array().cloned().unwrap_or_default()).collect();
    assert_eq!(edits.len(), 1, "{edits:?}");
    desk.run(&["fix", "--write", "a.eml"]).expect_code(0);
    let place = |number: usize| usize::try_from(edits[0]["bytes"][number].as_u64().unwrap()).unwrap();
    assert_eq!(desk.read("a.eml"), [&draft[..place(0)], &draft[place(1)..]].concat());
}
