//! Where reports go: standard output, files, nowhere.

use super::desk::Desk;
use super::drafts::{CLEAN, WARNING, error};
use serde_json::Value;

#[test]
fn machine_formats_own_standard_output() {
    let desk = Desk::with(&[("a.eml", WARNING)]);
    let ran = desk.run(&["--format", "json", "a.eml"]);
    assert!(serde_json::from_str::<Value>(&ran.out).is_ok(), "{}", ran.out);
    assert!(ran.err.contains("1 draft checked"), "{}", ran.err);
    let short = desk.run(&["--format", "short", "a.eml"]);
    assert_eq!(short.out.lines().count(), 1, "{}", short.out);
    assert!(short.err.contains("1 draft checked"), "{}", short.err);
}

#[test]
fn a_run_that_found_no_draft_is_still_a_document() {
    let desk = Desk::with(&[("out/notes.txt", "")]);
    let report = desk.json(&["out"]);
    assert_eq!(report["drafts"], serde_json::json!([]));
    assert_eq!(report["exit-code"], 2);
}

#[test]
fn several_reports_come_from_one_run() {
    let desk = Desk::with(&[("a.eml", &error())]);
    let ran = desk.run(&["--output", "json=report.json", "--output", "short=report.txt", "a.eml"]).expect_code(1);
    assert!(ran.out.contains("mailcheck explain mixed-external-domains"), "{}", ran.out);
    let report: Value = serde_json::from_str(&desk.read("report.json")).unwrap();
    assert_eq!(report["drafts"][0]["findings"][0]["rule"], "mixed-external-domains");
    assert!(desk.read("report.txt").starts_with("a.eml:2:"));
    assert_eq!(desk.names(), ["a.eml", "report.json", "report.txt"]);
}

#[test]
fn a_file_is_never_coloured() {
    let desk = Desk::with(&[("a.eml", WARNING)]);
    let ran = desk.run(&["--color", "always", "--output", "human=report.txt", "a.eml"]);
    assert!(ran.out.contains("\u{1b}["));
    assert!(!desk.read("report.txt").contains('\u{1b}'));
}

#[test]
fn a_report_that_cannot_be_written_leaves_the_old_ones_alone() {
    let desk = Desk::with(&[("a.eml", CLEAN), ("report.json", "old")]);
    let ran = desk.run(&["--output", "json=report.json", "--output", "json=nowhere/report.json", "a.eml"]);
    ran.expect_code(2).expect(&["nowhere/report.json", "cannot be written"]);
    assert_eq!(desk.read("report.json"), "old");
    assert_eq!(desk.names(), ["a.eml", "report.json"]);
}

#[test]
fn a_report_takes_the_place_of_the_old_one() {
    let desk = Desk::with(&[("a.eml", CLEAN), ("report.json", "old")]);
    desk.run(&["--output", "json=report.json", "a.eml"]).expect_code(0);
    assert!(desk.read("report.json").starts_with('{'));
}

#[test]
fn nothing_is_written_over_what_is_read() {
    let desk = Desk::with(&[("out/a.eml", CLEAN), ("mbox", CLEAN), ("known", ""), ("mailcheck.toml", "")]);
    desk.run(&["--write-baseline", "known", "out"]).expect_code(0);
    let kept = desk.read("known");
    for (written, drafts) in [
        ("out/a.eml", "out"),
        ("./out/../out/a.eml", "out/a.eml"),
        ("mbox", "mbox"),
        ("new.MSG", "out"),
        ("known", "out"),
        ("mailcheck.toml", "out"),
        ("out", "mbox"),
    ] {
        let output = format!("json={written}");
        let ran = desk.run(&["--output", &output, "--baseline", "known", drafts]).expect_code(2);
        assert!(ran.err.contains("nothing is written to `"), "{written}: {}", ran.err);
        assert_eq!(ran.out, "", "before anything is checked");
        desk.run(&["digest", "--output", written, "--roster", "known", drafts]).expect_code(2);
    }
    desk.run(&["--write-baseline", "mbox", "mbox"]).expect_code(2).expect(&["it is a draft"]);
    assert_eq!((desk.read("out/a.eml").as_str(), desk.read("mbox").as_str()), (CLEAN, CLEAN));
    assert_eq!((desk.read("known"), desk.read("mailcheck.toml").as_str()), (kept, ""));
}

#[cfg(unix)]
#[test]
fn a_draft_behind_a_link_is_not_written_over() {
    let desk = Desk::with(&[("letter", CLEAN)]);
    std::os::unix::fs::symlink("letter", desk.path("link")).unwrap();
    for (written, draft) in [("letter", "link"), ("link", "letter")] {
        desk.run(&["--output", &format!("json={written}"), draft]).expect_code(2).expect(&["it is a draft"]);
    }
    assert_eq!(desk.read("letter"), CLEAN);
}

#[test]
fn two_reports_do_not_share_a_file() {
    let desk = Desk::with(&[("a.eml", CLEAN), ("sub/x", "")]);
    let ran = desk.run(&["--output", "json=report", "--output", "sarif=sub/../report", "a.eml"]);
    ran.expect_code(2).expect(&["sub/../report", "two options name it"]);
    desk.run(&["--output", "json=known", "--write-baseline", "known", "a.eml"]).expect_code(2);
    assert_eq!(desk.names(), ["a.eml", "sub"]);
}

#[test]
fn an_output_without_format_or_file_is_refused() {
    let desk = Desk::with(&[("a.eml", CLEAN)]);
    for output in ["report.json", "json=", "jsn=report.json"] {
        desk.run(&["--output", output, "a.eml"]).expect_code(2).expect(&["--output"]);
    }
    assert_eq!(desk.names(), ["a.eml"]);
}

#[test]
fn quiet_is_silent_only_when_nothing_is_found() {
    let desk = Desk::with(&[("a.eml", CLEAN), ("b.eml", WARNING)]);
    assert_eq!(desk.run(&["--quiet", "a.eml"]).expect_code(0).all(), "");
    assert!(desk.run(&["--quiet", "b.eml"]).out.contains("missing-attachment"));
    assert!(desk.run(&["--quiet", "c.eml"]).expect_code(2).out.contains("no such file"));
}

#[test]
fn show_hides_and_counts_what_is_below() {
    let desk = Desk::with(&[("a.eml", WARNING)]);
    let ran = desk.run(&["--show", "error", "a.eml"]);
    assert!(!ran.out.contains("missing-attachment"), "{}", ran.out);
    assert!(ran.out.contains("1 finding hidden"), "{}", ran.out);
    assert_eq!(desk.json(&["--show", "error", "a.eml"])["summary"]["warnings"], 1);
}

#[cfg(unix)]
#[test]
fn a_pipe_is_written_to_and_a_link_stays_a_link() {
    let desk = Desk::with(&[("a.eml", WARNING), ("old.json", "{}")]);
    let pipe = desk.path("pipe");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let reader = std::thread::spawn({
        let pipe = pipe.clone();
        move || std::fs::read_to_string(pipe).unwrap()
    });
    desk.run(&["--output", "json=pipe", "a.eml"]).expect_code(0);
    assert!(reader.join().unwrap().contains("\"drafts\""));
    assert!(!std::fs::metadata(&pipe).unwrap().is_file(), "the pipe is still one");
    std::os::unix::fs::symlink("old.json", desk.path("link.json")).unwrap();
    desk.run(&["--output", "json=link.json", "a.eml"]).expect_code(0);
    assert!(std::fs::symlink_metadata(desk.path("link.json")).unwrap().is_symlink());
    assert!(std::fs::read_to_string(desk.path("old.json")).unwrap().contains("\"drafts\""));
}
