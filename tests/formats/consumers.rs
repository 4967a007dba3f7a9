//! Reports as programs of others read them, where those are installed: junitparser, xmlschema, sarif-tools.

use super::reports::{project_file, runs};
use super::told;
use serde_json::Value;
use std::io::Write;
use std::process::Command;

/// Exit code of the script when something it needs is missing.
const NOT_INSTALLED: i32 = 77;

#[test]
fn programs_of_others_read_what_was_written() {
    let named = std::env::var("MAILCHECK_PYTHON");
    // Where `.ci/run` has found a pip, it has installed them.
    let must_be_there = named.is_ok() && std::env::var_os("CI").is_some();
    let python = named.unwrap_or_else(|_| "python3".to_owned());
    let folder = tempfile::tempdir().unwrap();
    for run in runs() {
        let file = |format: &str| {
            let path = folder.path().join(format!("{}.{format}", run.name));
            std::fs::write(&path, run.text(format)).unwrap();
            path
        };
        let ran = Command::new(&python)
            .arg(project_file("tests/formats/consumers.py"))
            .args([project_file("tests/formats/junit-10.xsd"), file("junit"), file("sarif")])
            .env("PYTHONUTF8", "1")
            .output();
        let reason = match &ran {
            Err(error) => error.to_string(),
            Ok(ran) if ran.status.code() == Some(NOT_INSTALLED) => {
                String::from_utf8_lossy(&ran.stderr).trim().to_owned()
            }
            Ok(_) => String::new(),
        };
        if !reason.is_empty() {
            assert!(!must_be_there, "{python}: {reason}");
            let _ = writeln!(std::io::stderr(), "skipped: nobody else reads our reports: {python}: {reason}");
            return;
        }
        let ran = ran.unwrap();
        assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
        let read: Value = serde_json::from_slice(&ran.stdout).unwrap();
        let (report, summary) = (run.json(), run.json()["summary"].clone());
        assert_eq!(read["failures"], summary["errors"], "{}", run.name);
        let undone = told::json(&report).iter().filter(|told| told.weight == "failure").count();
        assert_eq!(read["errors"], undone, "{}", run.name);
        let of_run = usize::from(undone as u64 != summary["unreadable"].as_u64().unwrap());
        let suites = report["drafts"].as_array().unwrap().len() + usize::from(run.is_mailing) + of_run;
        assert_eq!(read["suites"], suites, "{}", run.name);
        for (level, count) in [("error", "errors"), ("warning", "warnings"), ("note", "infos")] {
            assert_eq!(read["levels"][level], summary[count], "{} {level}", run.name);
        }
    }
}
