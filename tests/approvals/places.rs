//! Approvals are found, or it is said why not, whatever drafts and folders are called and however much lies there.

use crate::keys::{DRAFT, SATO, approve, desk};
use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;

#[test]
fn drafts_with_names_that_cannot_be_made_longer_are_approved_by_digest() {
    let Some(desk) = desk() else { return };
    let long = format!("{}.eml", "あ".repeat(83));
    let longer = format!("{}.eml", "a".repeat(251));
    for name in [OsStr::new(&long), OsStr::new(&longer), OsStr::from_bytes(b"\x8b\xa4.eml")] {
        let draft = desk.path("letters").join(name);
        std::fs::create_dir_all(desk.path("letters")).unwrap();
        if std::fs::write(&draft, DRAFT).is_err() {
            // Not every file system takes every name.
            continue;
        }
        let check = |code| desk.run(&["--only", "approval-required", "letters"]).expect_code(code);
        check(1);
        desk.run(&["verify", "letters"]).expect_code(1);
        approve(&desk, &["letters"]);
        check(0);
        assert_eq!(desk.run(&["verify", "letters"]).expect_code(0).out.matches("approved by").count(), 1);
        assert!(desk.run(&["approvals", "letters"]).expect_code(0).out.contains("in force"));
        std::fs::remove_dir_all(desk.path("letters")).unwrap();
    }
}

#[test]
fn an_approval_is_told_once_where_drafts_and_approvals_share_a_folder() {
    let Some(desk) = desk() else { return };
    desk.write("approvals/draft.eml", DRAFT);
    approve(&desk, &["approvals/draft.eml"]);
    let ran = desk.run(&["verify", "approvals/draft.eml"]).expect_code(0);
    assert_eq!(ran.out.matches(SATO).count(), 1, "{}", ran.out);
}

#[test]
fn more_approvals_than_are_read_are_told() {
    let Some(desk) = desk() else { return };
    for number in 0..4097 {
        desk.write(&format!("approvals/mailing-{number:05}.approval"), "");
    }
    let ran = desk.run(&["verify", "draft.eml"]).expect_code(1);
    assert!(ran.out.contains("approvals holds more than 4096 approvals, and the rest was not read"), "{}", ran.out);
    assert!(desk.json(&["draft.eml"]).to_string().contains("the rest was not read"));
}
