//! `mailcheck sheet --since`: what changed since an earlier sheet, or an earlier version of the draft.

use super::desk::Desk;
use super::sheet::{json, questions};

const BEFORE: &str = "From: a@city.example\nTo: b@beta.example\nCc: carl@gamma.example\nSubject: Minutes\n\n\
                      Please come at 9.\nhttps://city.example/minutes?key=4711\n";

/// A desk with the draft as it was, its sheets, and the draft as it is.
fn desk() -> Desk {
    let desk = Desk::with(&[("notice.eml", BEFORE)]);
    for (format, file) in [("html", "first.html"), ("json", "first.json"), ("text", "first.txt")] {
        desk.run(&["sheet", "--now", "2026-04-01", "--format", format, "-o", file, "notice.eml"]).expect_code(0);
    }
    desk.write("before.eml", BEFORE);
    let after = BEFORE
        .replace("Cc: carl@gamma.example", "Bcc: carl@gamma.example, dora@delta.example")
        .replace("at 9", "at 10")
        .replace("4711", "4712");
    desk.write("notice.eml", after);
    desk
}

const CHANGES: [&str; 3] =
    ["! carl@gamma.example: moved from Cc to Bcc", "! Bcc: dora@delta.example added", "! The text has changed"];

#[test]
fn a_sheet_says_what_changed_since_an_earlier_one() {
    let desk = desk();
    for file in ["first.html", "first.json"] {
        let ran = desk.run(&["sheet", "--since", file, "notice.eml"]).expect_code(0);
        assert!(ran.out.contains("1. Changed since the sheet of 1 April 2026 ─"), "{}", ran.out);
        for change in CHANGES {
            assert!(ran.out.contains(change), "{change}: {}", ran.out);
        }
        assert!(ran.out.contains("[ ] Is every change of section 1 meant"), "{}", ran.out);
    }
    let ran = desk.run_with(&[], &["--lang", "ja", "sheet", "--since", "first.html", "notice.eml"], "");
    assert!(ran.out.contains("1. 2026年4月1日の確認票からの変更"), "{}", ran.out);
    assert!(ran.out.contains("! carl@gamma.example が Cc から Bcc に移りました"), "{}", ran.out);
}

#[test]
fn an_earlier_version_of_the_draft_does_as_well() {
    let ran = desk().run(&["sheet", "--since", "before.eml", "notice.eml"]).expect_code(0);
    assert!(ran.out.contains("1. Changed since the earlier draft"), "{}", ran.out);
    assert!(CHANGES.iter().all(|change| ran.out.contains(change)), "{}", ran.out);
}

#[test]
fn nothing_changed_is_said_as_well() {
    let desk = desk();
    desk.write("notice.eml", format!("Date: Wed, 1 Apr 2026 09:00:00 +0900\n{BEFORE}"));
    let document = json(&desk, &["--since", "first.html", "notice.eml"]);
    let sheet = &document["sheets"][0];
    assert_eq!(sheet["since"]["changes"], serde_json::json!([]));
    assert!(!questions(sheet).contains(&"changed-since"));
    let ran = desk.run(&["sheet", "--since", "first.html", "notice.eml"]).expect_code(0);
    assert!(ran.out.contains("Nothing: recipients, subject, text, links and attachments are the same."), "{}", ran.out);
}

#[test]
fn of_several_drafts_each_is_compared_with_its_own_sheet() {
    let desk = desk();
    desk.write("other.eml", BEFORE.replace("beta", "zeta"));
    let document = json(&desk, &["--since", "first.json", "notice.eml", "other.eml"]);
    let changes = |number: usize| document["sheets"][number]["since"]["changes"].as_array().map(Vec::len);
    assert_eq!((changes(0), changes(1)), (Some(4), None));
    let ran = desk.run(&["sheet", "--since", "first.json", "notice.eml", "other.eml"]).expect_code(0);
    assert!(ran.out.contains("! There is nothing about this draft: look at all of it."), "{}", ran.out);
}

#[test]
fn a_file_that_is_neither_sheet_nor_draft_is_refused() {
    let desk = desk();
    desk.write("notes.txt", "Nothing of the kind\n");
    desk.write("mailing/a.eml", BEFORE);
    desk.run(&["sheet", "--format", "json", "-o", "mailing.json", "--mailing", "mailing"]).expect_code(0);
    for (file, why) in [
        ("notes.txt", "notes.txt: this is neither a sheet that mailcheck wrote"),
        ("first.txt", "first.txt: this is neither a sheet"),
        ("mailing.json", "mailing.json: this is the sheet of a mailing"),
        ("gone.html", "gone.html: there is no such file"),
    ] {
        let ran = desk.run(&["sheet", "--since", file, "notice.eml"]).expect_code(2);
        assert!(ran.err.contains(why) && ran.out.is_empty(), "{}", ran.err);
    }
    desk.write("draft.txt", BEFORE);
    desk.run(&["sheet", "--since", "draft.txt", "-o", "draft.txt", "notice.eml"]).expect_code(2);
    assert_eq!(desk.read("draft.txt"), BEFORE);
}

#[test]
fn the_sheet_that_is_written_over_is_compared_with() {
    let desk = desk();
    let print = || desk.run(&["sheet", "--format", "html", "-o", "first.html", "notice.eml"]).expect_code(0);
    let changes = "Cc to Bcc</bdi></p>";
    print();
    assert!(desk.read("first.html").contains(changes), "{}", desk.read("first.html"));
    print();
    assert!(desk.read("first.html").contains(changes), "printed again, it says what it said");
    desk.write("notice.eml", BEFORE);
    print();
    assert!(desk.read("first.html").contains("moved from Bcc to Cc</bdi></p>"), "{}", desk.read("first.html"));
    desk.write("other.eml", BEFORE);
    desk.run(&["sheet", "--format", "html", "-o", "first.html", "other.eml"]).expect_code(0);
    assert!(!desk.read("first.html").contains("Changed since"), "another draft's sheet is none of this one");
}
