//! docs/continuous-integration.md: its commands run, its YAML is what GitHub, GitLab and pre-commit read, and both languages
//! have the same of both.

use super::python;
use super::workspace::{GOOD, Ran, Workspace, project_text};

const PAGES: [&str; 2] = ["docs/continuous-integration.md", "docs/continuous-integration.ja.md"];

/// The blocks of a page in this notation.
fn blocks(page: &str, notation: &str) -> Vec<String> {
    let text = project_text(page);
    let pieces = text.split("```").skip(1).step_by(2).filter_map(|block| block.split_once('\n'));
    pieces.filter(|(word, _)| *word == notation).map(|(_, block)| block.to_owned()).collect()
}

#[test]
fn both_languages_have_the_same_blocks() {
    for (notation, count) in [("sh", 5), ("yaml", 3)] {
        let [english, japanese] = PAGES.map(|page| blocks(page, notation));
        assert_eq!(english.len(), count);
        assert_eq!(english, japanese);
    }
}

#[test]
fn every_command_works() {
    let workspace = Workspace::with(&[("notices/good.eml", GOOD)]);
    for line in blocks(PAGES[0], "sh") {
        // What it is piped into is not ours.
        let command = line.split(" | ").next().unwrap();
        let ran = Ran::from(workspace.command("sh").args(["-e", "-c", command]).output().unwrap());
        assert_eq!(ran.code, 0, "{command}: {ran:?}");
        if let Some(command) = line.strip_prefix("mailcheck --output ") {
            for output in command.split(' ').filter_map(|word| word.split_once('=')) {
                assert!(!workspace.read(output.1).is_empty(), "{}", output.1);
            }
        }
    }
}

#[test]
fn hooks_inputs_and_variables_are_those_of_the_files() {
    let [hooks, workflow, job] = blocks(PAGES[0], "yaml").try_into().unwrap();
    let known = project_text(".pre-commit-hooks.yaml");
    let ids: Vec<&str> = hooks.lines().filter_map(|line| line.trim().strip_prefix("- id: ")).collect();
    assert!(ids.len() == 3 && ids.iter().all(|id| known.contains(&format!("- id: {id}\n"))), "{ids:?}");
    let action = project_text("action.yml");
    let (_, with) = workflow.split_once("with:\n").unwrap();
    for input in with.lines().filter_map(|line| line.trim().split(':').next()) {
        assert!(action.contains(&format!("\n  {input}:\n")), "`{input}` is no input");
    }
    let template = project_text("templates/mailcheck.gitlab-ci.yml");
    let variables: Vec<&str> = job.split("    MAILCHECK").skip(1).filter_map(|line| line.split(':').next()).collect();
    assert_eq!(variables.len(), 4);
    for variable in variables {
        assert!(template.contains(&format!("\n    MAILCHECK{variable}: ")), "MAILCHECK{variable}");
    }
    assert!(job.contains("templates/mailcheck.gitlab-ci.yml"));
    let version = format!("v{}", env!("CARGO_PKG_VERSION"));
    for text in [&hooks, &workflow, &job, &template] {
        assert!(text.contains(&version), "{text}");
    }
}

#[test]
fn every_input_is_in_the_table() {
    let action = project_text("action.yml");
    let (_, inputs) = action.split_once("\ninputs:\n").unwrap();
    let (inputs, _) = inputs.split_once("\nruns:").unwrap();
    let inputs: Vec<&str> = inputs.lines().filter_map(|line| line.strip_prefix("  ")?.strip_suffix(':')).collect();
    assert_eq!(inputs.len(), 4, "{inputs:?}");
    for page in PAGES {
        let text = project_text(page);
        assert!(inputs.iter().all(|input| text.contains(&format!("\n| `{input}` |"))), "{page}");
    }
}

#[test]
fn the_yaml_is_what_others_read() {
    let blocks = blocks(PAGES[0], "yaml");
    for (block, schema) in blocks[1..].iter().zip(["vendor.github-workflows", "vendor.gitlab-ci"]) {
        let workspace = Workspace::with(&[("file.yml", block)]);
        let arguments = ["--builtin-schema", schema, "file.yml"];
        let Some(ran) = python::ran(&workspace, "check_jsonschema", &arguments) else { return };
        assert_eq!(ran.code, 0, "{}", ran.out);
    }
    let workspace = Workspace::with(&[("config.yaml", &blocks[0])]);
    let Some(ran) = python::ran(&workspace, "pre_commit", &["validate-config", "config.yaml"]) else { return };
    assert_eq!(ran.code, 0, "{ran:?}");
}
