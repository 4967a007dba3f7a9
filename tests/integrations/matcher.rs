//! The problem matcher fits every line that `--format short` can print, in both languages, and takes it apart rightly.

use super::workspace::{Workspace, bad, project_file, project_text};
use regex::{Captures, Regex};
use serde_json::Value;

const MISSING: &str = "fixtures/there-is-none.eml";

fn matcher() -> (Regex, Value) {
    let document: Value = serde_json::from_str(&project_text(".github/mailcheck-matcher.json")).unwrap();
    let pattern = document["problemMatcher"][0]["pattern"][0].clone();
    (Regex::new(pattern["regexp"].as_str().unwrap()).unwrap(), pattern)
}

/// What GitHub would annotate: file, line, column, severity, code, message.
fn taken_apart(line: &str) -> [String; 6] {
    let (regex, pattern) = matcher();
    let found = regex.captures(line).unwrap_or_else(|| panic!("`{line}` is no line for the matcher"));
    ["file", "line", "column", "severity", "code", "message"].map(|name| group(&found, &pattern, name))
}

fn group(found: &Captures, pattern: &Value, name: &str) -> String {
    let number = usize::try_from(pattern[name].as_u64().unwrap()).unwrap();
    found.get(number).map_or_else(String::new, |group| group.as_str().to_owned())
}

#[test]
fn every_line_of_a_real_run_is_taken_apart_as_json_tells_it() {
    let mailing = ["--mailing", "--roster", "fixtures/mailings/job-site.roster.csv", "--expect", "1"];
    let roster = ["--mailing", "--roster", "fixtures/mailings/magazine.roster.csv", "fixtures/mailings/metro.mbox"];
    let mut places = [0; 3];
    for lang in ["en", "ja"] {
        for arguments in [
            ["fixtures/incidents", "fixtures/slips", MISSING].as_slice(),
            &[&mailing, ["fixtures/mailings/job-site.mbox"].as_slice()].concat(),
            &roster,
        ] {
            let workspace = Workspace::with(&[]);
            let report = workspace.path("report.json");
            let ran = workspace
                .command("mailcheck")
                .args(["--format", "short", "--show", "info", "--lang", lang, "--output"])
                .arg(format!("json={}", report.display()))
                .args(arguments)
                .current_dir(project_file(""))
                .output()
                .unwrap();
            let printed = String::from_utf8(ran.stdout).unwrap();
            let told: Vec<[String; 6]> = printed.lines().map(taken_apart).collect();
            let report: Value = serde_json::from_str(&std::fs::read_to_string(report).unwrap()).unwrap();
            let drafts =
                report["drafts"].as_array().unwrap().iter().chain(report.get("mailing").filter(|it| it.is_object()));
            let mut expected: Vec<(String, String)> = Vec::new();
            for draft in drafts {
                let findings = draft["findings"].as_array().unwrap().iter();
                let findings = findings.filter(|finding| finding["suppressed"].is_null());
                expected.extend(findings.map(|finding| (text(&finding["rule"]), text(&finding["message"]))));
                expected.extend(draft["error"].as_object().map(|error| (text(&error["code"]), text(&error["text"]))));
            }
            let mut seen: Vec<_> = told.iter().map(|parts| (parts[4].clone(), parts[5].clone())).collect();
            expected.sort();
            seen.sort();
            assert_eq!(seen, expected);
            for [file, line, column, ..] in &told {
                assert!(file.is_empty() || file == MISSING || project_file(file).is_file(), "{file}");
                let place = usize::from(!line.is_empty()) + usize::from(!column.is_empty());
                places[place] += 1;
            }
        }
    }
    assert!(places.iter().all(|count| *count > 0), "without a line, with a line, with a column: {places:?}");
}

fn text(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
}

#[test]
fn a_path_of_windows_keeps_its_drive() {
    // On this system a name like any other.
    let name = r"C:\drafts\お知らせ 1.eml";
    let workspace = Workspace::with(&[(name, &bad())]);
    let ran = workspace.command("mailcheck").args(["--format", "short", name]).output().unwrap();
    let printed = String::from_utf8(ran.stdout).unwrap();
    let [file, line, column, severity, code, _] = taken_apart(printed.trim_end());
    assert_eq!([file, line, column], [name, "5", "6"].map(str::to_owned));
    assert_eq!([severity, code], ["error", "unresolved-placeholder"].map(str::to_owned));
    let [file, line, ..] = taken_apart(r"C:\drafts\a.msg:recipients[2]: warning[stale-date]: text");
    assert_eq!([file.as_str(), line.as_str()], [r"C:\drafts\a.msg", ""]);
}

#[test]
fn a_draft_cannot_forge_a_place() {
    let line = "error[mailing-size-unexpected]: see b.eml:1:1: error[other]: text";
    let [file, _, _, _, code, _] = taken_apart(line);
    assert_eq!([file.as_str(), code.as_str()], ["", "mailing-size-unexpected"]);
    let [file, _, _, _, code, _] = taken_apart("a.eml:3:1: error[empty-subject]: see b.eml:1:1: error[other]: text");
    assert_eq!([file.as_str(), code.as_str()], ["a.eml", "empty-subject"]);
}
