//! What holds for corrections of any draft (law 4): what they answer is gone, nothing new came, a second run changes
//! nothing, and no byte below the header fields is another one.

use super::{all_drafts, collect};
use mailcheck::fix::{Obstacle, Plan, Reach, applied};
use mailcheck::load::{Limits, load};
use mailcheck::run::checker::{CheckOptions, Checker};
use mailcheck::run::fix::corrected;
use mailcheck::settings::{Settings, from_text};
use mailcheck::severity::Severity;
use std::collections::BTreeSet;
use std::path::Path;

/// Rules whose correction cuts the text.
const QUOTING: [&str; 2] = ["quoted-history-external", "thread-new-external"];

fn organization() -> Settings {
    let text = "organization.domains = ['city.example', 'alpha.example']";
    from_text("mailcheck.toml", text, Path::new(".")).unwrap()
}

/// Rules whose findings name a correction.
fn correcting(checker: &Checker) -> Vec<String> {
    let rules = checker.rules().rules().iter();
    rules.filter(|rule| !rule.fix.is_empty()).map(|rule| rule.id.clone()).collect()
}

/// The rules that find something of that weight, and those that a correction could still answer.
fn rules(bytes: &[u8], checker: &Checker, reach: Reach) -> (BTreeSet<String>, BTreeSet<String>) {
    let draft = load(bytes, &Limits::default(), 932).unwrap().remove(0).draft;
    let facts = checker.facts(&draft, None);
    let findings = checker.findings(&facts, None);
    let is_grave = |severity: Severity| severity >= Severity::Warning;
    let grave = findings.iter().filter(|finding| is_grave(finding.severity));
    let open = findings.iter().filter(|finding| !Plan::of(finding, &draft, &facts.recipients, reach).is_empty());
    (grave.map(|finding| finding.rule.clone()).collect(), open.map(|finding| finding.rule.clone()).collect())
}

/// As long as the header fields, with the blank line.
fn head(bytes: &[u8]) -> usize {
    let ends = [&b"\n\n"[..], b"\r\n\r\n"];
    let end = |end: &[u8]| bytes.windows(end.len()).position(|window| window == end).map(|at| at + end.len());
    ends.into_iter().filter_map(end).min().unwrap_or(bytes.len())
}

#[test]
fn corrections_answer_what_was_found_and_touch_nothing_else() {
    let own = Checker::new(organization(), &CheckOptions::default()).unwrap();
    let default = collect::default_checker();
    // Most drafts have nothing to correct, which few rules can tell.
    let correcting = correcting(&own);
    let first = CheckOptions { only: correcting.clone(), ..CheckOptions::default() };
    let first = Checker::new(organization(), &first).unwrap();
    let (mut made, mut unproven) = (0, Vec::new());
    let mut still = Vec::new();
    for (title, bytes) in all_drafts() {
        let of_rule = title.split_once(" example").map(|(rule, _)| rule.to_owned());
        if of_rule.is_some_and(|rule| !correcting.contains(&rule)) || rules(&bytes, &first, Reach::Guesses).1.is_empty()
        {
            continue;
        }
        for (checker, reach) in [(&default, Reach::Safe), (&own, Reach::Guesses)] {
            let found = corrected(&bytes, None, checker, reach).unwrap();
            let refused = found.left.iter().filter(|(_, obstacle)| *obstacle == Obstacle::Unproven);
            unproven.extend(refused.map(|(rule, _)| format!("{title}: {rule}")));
            if found.edits.is_empty() {
                continue;
            }
            made += 1;
            let after = applied(&bytes, &found.edits);
            // Quotes have a law of their own.
            if !found.answered.iter().any(|rule| QUOTING.contains(&rule.as_str())) {
                assert_eq!(bytes[head(&bytes)..], after[head(&after)..], "{title}");
                assert!(found.edits.iter().all(|edit| edit.bytes.end <= head(&bytes)), "{title}");
            }
            let ((before, _), (grave, open)) = (rules(&bytes, checker, reach), rules(&after, checker, reach));
            assert!(grave.is_subset(&before), "{title}: {grave:?} is not in {before:?}");
            still.extend(
                found.answered.iter().filter(|rule| grave.contains(*rule)).map(|rule| format!("{title}: {rule}")),
            );
            let left: BTreeSet<String> = found.left.into_iter().map(|(rule, _)| rule).collect();
            assert!(open.is_subset(&left), "{title}: {open:?} could still be corrected");
            assert_eq!(corrected(&after, None, checker, reach).unwrap().edits, [], "{title}");
        }
    }
    assert!(made > 80, "only {made} drafts were corrected");
    assert!(still.is_empty(), "{still:#?}");
    assert!(unproven.is_empty(), "{unproven:#?}");
}
