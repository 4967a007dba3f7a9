//! The GitHub action: its last step run as GitHub runs it, and the whole file held to GitHub's schema.

use super::python;
use super::workspace::{GOOD, Ran, Workspace, bad, project_file, project_text};

/// A step of the action: how inputs come into its script, and the script.
struct Step {
    variables: Vec<(String, String)>,
    script: String,
}

/// Reads the little YAML that the file has: blocks are told by their indentation.
fn step(name: &str) -> Step {
    let text = project_text("action.yml");
    let start = text.find(&format!("- name: {name}\n")).unwrap_or_else(|| panic!("no step `{name}`"));
    let step = text[start..].split("\n    - ").next().unwrap();
    let (before, script) = step.split_once("run: |\n").unwrap();
    let variables = before.lines().filter_map(|line| {
        let (variable, rest) = line.trim().split_once(": ${{ inputs.")?;
        Some((variable.to_owned(), rest.strip_suffix(" }}")?.to_owned()))
    });
    let lines = script.lines().map(|line| line.strip_prefix("        ").unwrap_or(line));
    Step { variables: variables.collect(), script: lines.collect::<Vec<_>>().join("\n") }
}

/// The last step, with these inputs and the defaults of the others.
fn check(workspace: &Workspace, inputs: &[(&str, &str)]) -> Ran {
    let step = step("Check drafts");
    // As `shell: bash` is run.
    let mut command = workspace.command("bash");
    command.args(["--noprofile", "--norc", "-eo", "pipefail", "-c", &step.script]);
    command
        .env("GITHUB_ACTION_PATH", project_file(""))
        .env("RUNNER_TEMP", workspace.path(""))
        .env("GITHUB_ACTIONS", "true");
    for (variable, input) in &step.variables {
        let default = match input.as_str() {
            "paths" => ".",
            "format" => "github",
            "binary" => env!("CARGO_BIN_EXE_mailcheck"),
            _ => "",
        };
        let given = inputs.iter().find(|(name, _)| name == input).map_or(default, |(_, value)| value);
        command.env(variable, given);
    }
    assert_eq!(step.variables.len(), 4, "the inputs are handed over as variables, never as text of the script");
    Ran::from(command.output().unwrap())
}

#[test]
fn a_bad_draft_is_annotated_and_fails_the_step() {
    let workspace = Workspace::with(&[("notices/good.eml", GOOD), ("notices/お知らせ 1.eml", &bad())]);
    let ran = check(&workspace, &[]);
    assert_eq!(ran.code, 1, "{ran:?}");
    let place = "file=notices/お知らせ 1.eml,line=5,col=6,endColumn=14,title=unresolved-placeholder";
    assert!(ran.out.starts_with(&format!("::error {place}")), "{ran:?}");
    let ran = check(&workspace, &[("paths", "notices/good.eml")]);
    assert_eq!((ran.code, ran.out.as_str()), (0, ""), "{ran:?}");
}

#[test]
fn paths_are_lines_and_options_are_words() {
    let workspace = Workspace::with(&[("a b/1.eml", GOOD), ("c/2.eml", &bad()), ("d.eml", &bad())]);
    let ran =
        check(&workspace, &[("paths", "a b\nc\n"), ("args", "--lang ja\n--fail-on never --output html=report.html")]);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(ran.out.contains("差し込まれていない") && ran.out.contains("file=c/2.eml") && !ran.out.contains("d.eml"));
    assert!(workspace.read("report.html").contains("c/2.eml"));
    let ran = check(&workspace, &[("paths", "there-is-none.eml")]);
    assert_eq!(ran.code, 2, "{ran:?}");
}

#[test]
fn nothing_of_an_input_is_run() {
    let workspace = Workspace::with(&[("a.eml", GOOD)]);
    let ran = check(&workspace, &[("paths", "a.eml"), ("args", "$(touch forged) `touch forged` * ; touch forged")]);
    assert_eq!(ran.code, 2, "{ran:?}");
    assert!(!workspace.path("forged").exists());
}

#[test]
fn with_short_lines_the_matcher_is_there_for_the_step() {
    let workspace = Workspace::with(&[("bad.eml", &bad())]);
    let ran = check(&workspace, &[("format", "short")]);
    let lines: Vec<&str> = ran.out.lines().collect();
    let matcher = lines[0].strip_prefix("::add-matcher::").unwrap();
    assert!(std::path::Path::new(matcher).is_file(), "{matcher}");
    assert!(lines[1].starts_with("./bad.eml:5:6: error[unresolved-placeholder]: "), "{ran:?}");
    assert_eq!((ran.code, lines[2]), (1, "::remove-matcher owner=mailcheck::"));
}

#[test]
fn the_cache_is_asked_for_the_sources_of_this_version() {
    let workspace = Workspace::with(&[]);
    let ran = workspace
        .command("bash")
        .args(["--noprofile", "--norc", "-eo", "pipefail", "-c", &step("Tell which mailcheck this is").script])
        .env("GITHUB_ACTION_PATH", project_file(""))
        .env("GITHUB_OUTPUT", workspace.path("output"))
        .envs([("RUNNER_OS", "Linux"), ("RUNNER_ARCH", "X64")])
        .output()
        .unwrap();
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    let key = workspace.read("output");
    let digest = key.trim_end().strip_prefix("key=mailcheck-Linux-X64-").unwrap();
    assert!(digest.len() == 40 && digest.bytes().all(|byte| byte.is_ascii_hexdigit()), "{key}");
}

#[test]
fn the_file_holds_to_the_schema_of_actions() {
    let workspace = Workspace::with(&[]);
    let file = project_file("action.yml");
    let arguments = ["--builtin-schema", "vendor.github-actions", file.to_str().unwrap()];
    let Some(ran) = python::ran(&workspace, "check_jsonschema", &arguments) else { return };
    assert_eq!(ran.code, 0, "{}", ran.out);
}
