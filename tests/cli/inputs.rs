//! Where drafts come from: standard input, lists of paths, folders.

use super::desk::Desk;
use super::drafts::{CLEAN, WARNING, error};

#[test]
fn a_dash_is_standard_input() {
    let desk = Desk::new();
    desk.run_with(&[], &["-", "--lang", "en"], error()).expect_code(1).expect(&["<stdin>", "mixed-external-domains"]);
    let named = desk.run_with(&[], &["--stdin-filename", "outbox/notice.eml", "--format", "short", "-"], error());
    assert!(named.out.starts_with("outbox/notice.eml:2:"), "{}", named.all());
}

#[test]
fn paths_come_from_a_list() {
    let desk = Desk::with(&[("a.eml", CLEAN), ("b c.eml", WARNING), ("list", "a.eml\r\n\nb c.eml\n")]);
    for (arguments, stdin) in [
        (["--files-from", "list", "--format", "json"].as_slice(), ""),
        (&["--files-from", "-", "--format", "json"], "a.eml\nb c.eml"),
        (&["--files-from", "-", "-0", "--format", "json"], "a.eml\0b c.eml\0"),
    ] {
        let report: serde_json::Value = serde_json::from_str(&desk.run_with(&[], arguments, stdin).out).unwrap();
        let paths: Vec<_> = report["drafts"].as_array().unwrap().iter().map(|draft| &draft["path"]).collect();
        assert_eq!(paths, ["a.eml", "b c.eml"], "{arguments:?}");
    }
}

#[test]
fn a_name_with_a_line_end_survives_in_a_nul_list() {
    let ran = Desk::new().run_with(&[], &["--files-from", "-", "-0", "--format", "json"], "a\nb.eml\0");
    let report: serde_json::Value = serde_json::from_str(&ran.expect_code(2).out).unwrap();
    assert_eq!(report["drafts"][0]["path"], "a\nb.eml");
}

#[test]
fn a_list_that_cannot_be_read_is_a_failure() {
    Desk::new().run(&["--files-from", "nowhere"]).expect_code(2).expect(&["nowhere"]);
}

#[test]
fn an_empty_list_is_nothing_to_check() {
    let desk = Desk::with(&[("list", "")]);
    desk.run(&["--files-from", "list"]).expect_code(2);
}

#[test]
fn nul_without_a_list_is_refused() {
    Desk::new().run(&["-0", "a.eml"]).expect_code(2).expect(&["--files-from"]);
}

#[test]
fn a_folder_is_walked_in_the_order_of_its_names_whatever_the_jobs() {
    let desk =
        Desk::with(&[("out/b.eml", WARNING), ("out/a.eml", WARNING), ("out/in/c.EML", WARNING), ("out/d.txt", "")]);
    let one = desk.run(&["--jobs", "1", "--format", "short", "out"]);
    let paths: Vec<_> = one.out.lines().map(|line| line.split(':').next().unwrap()).collect();
    assert_eq!(paths, ["out/a.eml", "out/b.eml", "out/in/c.EML"]);
    assert_eq!(desk.run(&["--jobs", "4", "--format", "short", "out"]).out, one.out);
}

#[test]
fn a_file_named_is_told_apart_by_content() {
    let desk = Desk::with(&[("draft.txt", WARNING), ("letter.msg", WARNING)]);
    let report = desk.json(&["draft.txt", "letter.msg"]);
    assert_eq!(report["summary"]["warnings"], 2);
    assert_eq!(report["drafts"][1]["format"], "eml");
}

#[test]
fn what_ignore_files_leave_out_is_counted() {
    let desk = Desk::with(&[("out/a.eml", CLEAN), ("out/b.eml", WARNING), ("out/.ignore", "b.eml\n")]);
    desk.run(&["out"]).expect_code(0).expect(&["1 draft checked", "ignore"]);
    desk.run(&["out/b.eml"]).expect(&["missing-attachment"]);
}
