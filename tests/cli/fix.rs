//! `mailcheck fix`: shows, writes, writes beside, and says what it leaves.

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
