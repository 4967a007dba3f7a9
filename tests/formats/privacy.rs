//! What the report for people does not print, no other report prints either.

use super::judge::{draft_of, findings};
use super::reports::{SETTINGS, project_file, runs};
use mailcheck::run::checker::{CheckOptions, Checker};
use mailcheck::settings::from_text;
use std::collections::BTreeSet;

#[test]
fn values_that_nobody_may_print_are_in_no_report() {
    let settings = std::fs::read_to_string(project_file(SETTINGS)).unwrap();
    let settings = from_text("settings", &settings, &project_file("fixtures/slips")).unwrap();
    let checker = Checker::new(settings, &CheckOptions::default()).unwrap();
    let mut hidden = BTreeSet::new();
    for fixture in super::fixture::fixtures().into_iter().filter(|fixture| fixture.name.contains("personal")) {
        let Ok(draft) = draft_of(&fixture.bytes) else { continue };
        for finding in findings(&draft, &checker) {
            let private = finding.labels.iter().filter(|label| label.is_private);
            hidden.extend(private.map(|label| draft.view.slice(label.span).to_owned()));
        }
    }
    hidden.retain(|value| value.chars().filter(char::is_ascii_digit).count() >= 4);
    assert!(hidden.len() >= 3, "{hidden:?}");
    for run in runs() {
        for (format, text) in run.texts() {
            let shown: Vec<_> = hidden.iter().filter(|value| text.contains(value.as_str())).collect();
            assert!(shown.is_empty(), "{} {format}: {shown:?}", run.name);
        }
    }
}
