//! `rules test --format junit` holds to JUnit's schema, as the report on drafts does.

use super::junit_schema;
use super::reports::project_file;
use super::xml::read;
use std::process::Command;

#[test]
fn the_examples_of_rules_are_junits_tests() {
    let output = Command::new(env!("CARGO_BIN_EXE_mailcheck"))
        .args(["--lang", "ja", "rules", "test", "--format", "junit"])
        .arg(project_file("examples/rules"))
        .current_dir(tempfile::tempdir().unwrap().path())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    let document = read(&String::from_utf8(output.stdout).unwrap());
    junit_schema::assert_valid(&document);
    let suite = &document.children[0];
    assert_eq!((&suite["tests"], &suite["failures"], suite.children.len()), ("4", "0", 4));
}
