//! `approve --confirm` at a terminal, which `script` gives it: one no is enough.

use crate::desk::Desk;
use crate::keys::{DRAFT, SATO, desk};
use std::io::Write;
use std::process::Stdio;
use std::thread;
use std::time::Duration;

/// Answers the questions; what was shown, and how it ended. `None` where there is no `script`.
fn answered(desk: &Desk, answers: &[&str], words: &str) -> Option<(String, Option<i32>)> {
    let command =
        format!("{} --lang en approve --as {SATO} --key sato --confirm {words}", env!("CARGO_BIN_EXE_mailcheck"));
    let mut script = desk.command("", &[("TERM", "xterm")]);
    // The same folder and variables, another program.
    let mut program = std::process::Command::new("script");
    program.current_dir(desk.path("")).envs(script.get_envs().filter_map(|(name, value)| Some((name, value?))));
    script = program;
    script.args(["-qec", &command, "/dev/null"]).stdin(Stdio::piped()).stdout(Stdio::piped());
    let Ok(mut child) = script.spawn() else {
        println!("skipped: there is no `script` to answer questions with");
        return None;
    };
    let mut input = child.stdin.take().unwrap();
    for answer in answers {
        // A question that comes later throws away what was typed before it.
        thread::sleep(Duration::from_millis(300));
        let _ = input.write_all(answer.as_bytes());
    }
    let ran = child.wait_with_output().unwrap();
    Some((String::from_utf8_lossy(&ran.stdout).into_owned(), ran.status.code()))
}

#[test]
fn whoever_says_no_once_has_not_approved() {
    let Some(desk) = desk() else { return };
    desk.write("draft.eml", DRAFT.replace("Subject:", "Cc: carol@gamma.example\nSubject:"));
    let Some((shown, code)) = answered(&desk, &["y", "n"], "draft.eml") else { return };
    assert_eq!(code, Some(1), "{shown}");
    assert!(
        shown.contains("Check sheet") && shown.contains("beta.example, 1 person: shall all of them get it?"),
        "{shown}"
    );
    assert!(shown.contains("not approved") && !desk.path("draft.eml.approval").exists(), "{shown}");
    let answers = ["y"; 12];
    let (shown, code) = answered(&desk, &answers, "draft.eml").unwrap();
    assert_eq!(code, Some(0), "{shown}");
    assert!(shown.contains("approved: draft.eml.approval") && shown.contains("to the end? "), "{shown}");
    desk.run(&["--only", "approval-required", "draft.eml"]).expect_code(0);
}

#[test]
fn without_a_terminal_nothing_is_asked() {
    let Some(desk) = desk() else { return };
    let ran = desk.run(&["approve", "draft.eml", "--as", SATO, "--key", "sato", "--confirm"]).expect_code(2);
    assert!(ran.err.contains("needs a terminal") && !desk.path("draft.eml.approval").exists(), "{}", ran.err);
}
