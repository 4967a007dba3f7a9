//! The hooks, run by pre-commit itself when somebody commits: drafts with errors stay out, others go in.

use super::python;
use super::workspace::{GOOD, Ran, Workspace, bad, project_file, project_text};

const BAD: &str = "notices/お知らせ 1.eml";

/// A repository in which this hook runs at every commit; `None` where there is no pre-commit.
fn repository(hooks: &str, files: &[(&str, &str)]) -> Option<Workspace> {
    let workspace = Workspace::with(files);
    // What pre-commit reads of the repository that it is told: its hooks alone, since `language: system` builds nothing.
    workspace.write("../mailcheck/.pre-commit-hooks.yaml", &project_text(".pre-commit-hooks.yaml"));
    for folder in ["../mailcheck", ""] {
        git(&workspace, folder, &["init", "--quiet"]);
    }
    git(&workspace, "../mailcheck", &["add", "."]);
    git(&workspace, "../mailcheck", &["commit", "--quiet", "-m", "hooks"]);
    let rev = git(&workspace, "../mailcheck", &["rev-parse", "HEAD"]).out;
    let hooks: String = hooks.split(' ').map(|id| format!("      - id: {id}\n")).collect();
    let config = format!("repos:\n  - repo: ../mailcheck\n    rev: {rev}    hooks:\n{hooks}");
    workspace.write(".pre-commit-config.yaml", &config);
    let ran = python::ran(&workspace, "pre_commit", &["install"])?;
    assert_eq!(ran.code, 0, "{ran:?}");
    Some(workspace)
}

fn git(workspace: &Workspace, folder: &str, arguments: &[&str]) -> Ran {
    let mut command = workspace.command("git");
    command.args(arguments).current_dir(workspace.path(folder));
    command.envs([("GIT_CONFIG_GLOBAL", "/dev/null"), ("GIT_CONFIG_NOSYSTEM", "1")]);
    for role in ["AUTHOR", "COMMITTER"] {
        command.env(format!("GIT_{role}_NAME"), "Ann").env(format!("GIT_{role}_EMAIL"), "ann@city.example");
    }
    Ran::from(command.output().unwrap())
}

fn commit(workspace: &Workspace) -> Ran {
    git(workspace, "", &["add", "."]);
    git(workspace, "", &["commit", "-m", "a notice"])
}

#[test]
fn a_bad_draft_is_kept_out_until_it_is_put_right() {
    let files = [("notices/good one.eml", GOOD), (BAD, &bad()), ("notes.txt", "{{name}}")];
    let Some(workspace) = repository("mailcheck-system", &files) else { return };
    let blocked = commit(&workspace);
    let said = format!("{}{}", blocked.out, blocked.err);
    assert_ne!(blocked.code, 0, "{said}");
    assert!(said.contains(&format!("{BAD}:5:6: error[unresolved-placeholder]: not filled in: {{{{name}}}}")), "{said}");
    assert!(!said.contains("good one.eml") && !said.contains("notes.txt"), "{said}");
    workspace.write(BAD, GOOD);
    let passed = commit(&workspace);
    assert_eq!(passed.code, 0, "{passed:?}");
    assert_eq!(git(&workspace, "", &["rev-list", "--count", "HEAD"]).out.trim(), "1");
}

#[test]
fn templates_may_have_placeholders_and_settings_no_mistakes() {
    let files = [("templates/notice.eml.j2", bad()), ("mailcheck.toml", "lang = \"en\"\n".to_owned())];
    let files = files.each_ref().map(|(name, text)| (*name, text.as_str()));
    let Some(workspace) = repository("mailcheck-template-system mailcheck-config-system", &files) else { return };
    let passed = commit(&workspace);
    assert_eq!(passed.code, 0, "{passed:?}");
    assert_eq!(passed.err.matches("Passed").count(), 2, "{passed:?}");
    workspace.write("mailcheck.toml", "langs = \"en\"\n");
    let blocked = commit(&workspace);
    assert!(blocked.code != 0 && blocked.err.contains("did you mean `lang`"), "{blocked:?}");
}

#[test]
fn every_hook_has_its_twin_for_an_installed_program() {
    let text = project_text(".pre-commit-hooks.yaml");
    let hooks: Vec<&str> = text.split("\n- id: ").skip(1).collect();
    assert_eq!(hooks.len(), 6);
    for pair in hooks.chunks(2) {
        let [compiled, installed] = pair else { panic!("an odd number") };
        let twin = compiled.replacen('\n', "-system\n", 1).replace("language: rust", "language: system");
        assert_eq!(twin.trim(), installed.trim());
        assert!(!compiled.contains("stages:"), "versions of pre-commit differ in their names");
    }
}

#[test]
fn pre_commit_reads_the_hooks() {
    let workspace = Workspace::with(&[]);
    let file = project_file(".pre-commit-hooks.yaml");
    let Some(ran) = python::ran(&workspace, "pre_commit", &["validate-manifest", file.to_str().unwrap()]) else {
        return;
    };
    assert_eq!(ran.code, 0, "{ran:?}");
}
