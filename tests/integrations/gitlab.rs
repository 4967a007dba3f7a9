//! The GitLab job: its scripts run in a shell as GitLab's runner does, its reports where the file says they are.

use super::python;
use super::workspace::{GOOD, Ran, Workspace, bad, project_file, project_text};
use serde_json::Value;

const FILE: &str = "templates/mailcheck.gitlab-ci.yml";

/// The entries of a list in the job, blocks and lines alike.
fn entries(name: &str) -> Vec<String> {
    let text = project_text(FILE);
    let (_, list) = text.split_once(&format!("\n  {name}:\n")).unwrap();
    let end = list
        .match_indices("\n  ")
        .find(|(at, _)| !list[at + 3..].starts_with([' ', '-']))
        .map_or(list.len(), |it| it.0);
    let entries = list[..end].split("    - ").skip(1);
    entries.map(|entry| entry.trim_start_matches("|\n").trim_end().to_owned()).collect()
}

fn run(workspace: &Workspace, variables: &[(&str, &str)]) -> Ran {
    let script = [entries("before_script"), entries("script")].concat().join("\n");
    let mut command = workspace.command("/bin/sh");
    command.args(["-e", "-c", &script]).env("CI_PROJECT_DIR", workspace.path(""));
    command.envs([("MAILCHECK_PATHS", "."), ("MAILCHECK_ARGS", ""), ("MAILCHECK_REPOSITORY", "")]);
    command.env("MAILCHECK_TAG", "v0.1.0").envs(variables.iter().copied());
    Ran::from(command.output().unwrap())
}

#[test]
fn a_bad_draft_fails_the_job_and_stands_in_both_reports() {
    let workspace = Workspace::with(&[("notices/good.eml", GOOD), ("notices/お知らせ 1.eml", &bad())]);
    let ran = run(&workspace, &[]);
    assert_eq!(ran.code, 1, "{ran:?}");
    let issues: Value = serde_json::from_str(&workspace.read("gl-code-quality-report.json")).unwrap();
    assert_eq!(issues[0]["location"]["path"], "notices/お知らせ 1.eml", "GitLab wants no `./`");
    assert_eq!((&issues[0]["location"]["lines"]["begin"], issues.as_array().unwrap().len()), (&5.into(), 1));
    assert!(workspace.read("mailcheck-junit.xml").contains("failures=\"1\""));
    let ran =
        run(&workspace, &[("MAILCHECK_PATHS", "notices/good.eml\n"), ("MAILCHECK_ARGS", "--fail-on warning --redact")]);
    assert_eq!(ran.code, 0, "{ran:?}");
}

#[test]
fn the_reports_are_those_that_gitlab_is_told_to_take() {
    let text = project_text(FILE);
    for report in ["gl-code-quality-report.json", "mailcheck-junit.xml"] {
        assert_eq!(text.matches(report).count(), 3, "written, reported, kept");
    }
}

#[test]
fn without_mailcheck_the_job_says_what_is_missing() {
    let workspace = Workspace::with(&[("good.eml", GOOD)]);
    let ran = run(&workspace, &[("PATH", "/nowhere")]);
    assert_ne!(ran.code, 0);
    assert!(ran.err.contains("MAILCHECK_REPOSITORY: is not set, and mailcheck is not installed"), "{ran:?}");
}

#[test]
fn the_file_holds_to_the_schema_of_gitlab() {
    let workspace = Workspace::with(&[]);
    let file = project_file(FILE);
    let arguments = ["--builtin-schema", "vendor.gitlab-ci", file.to_str().unwrap()];
    let Some(ran) = python::ran(&workspace, "check_jsonschema", &arguments) else { return };
    assert_eq!(ran.code, 0, "{}", ran.out);
}
