//! What makes a finding the same one as in an earlier run, though lines before it came or went. Tools that compare two
//! runs know findings by it, and so does a baseline. Knows no format of a report.

use crate::finding::{Finding, Label};
use crate::report::logical::Logical;
use crate::report::outcome::{MAILING, MailingOutcome, Outcome};
use sha2::{Digest, Sha256};
use std::collections::HashMap;

/// Version of what goes into a fingerprint; another version makes every finding a new one.
pub const VERSION: &str = "mailcheck/1";

/// Gives fingerprints to the findings of a run, in the order of the run.
///
/// What is equal in one file is counted: the second of two equal findings has another fingerprint than the first, and
/// when one of them goes, the last is missed. Counters are kept for one file at a time, so memory does not grow with
/// the number of drafts.
#[derive(Debug, Clone, Default)]
pub struct Fingerprints {
    counted_for: String,
    seen: HashMap<[u8; 16], u32>,
}

/// What goes into a fingerprint. Lines, columns and the number of the message in an mbox are left out, since they move;
/// the severity and the wording, since they change with settings and versions.
struct Parts<'a> {
    rule: &'a str,
    path: &'a str,
    /// Kind of the place: the name of the header field, the body, an attachment.
    kind: &'a str,
    /// What stands at each place, in any order: one address more is another finding, the same ones in another order are
    /// not. What nobody may print has asterisks in the view, so that no value can be guessed from a digest.
    texts: Vec<&'a str>,
}

impl Fingerprints {
    /// The fingerprint of the next finding of that draft: 32 hexadecimal digits, `:` and the counter from 1. Ask for
    /// those that are not shown, too: they are counted.
    pub fn of_draft(&mut self, outcome: &Outcome, finding: &Finding) -> String {
        let logical = Logical::of_draft(outcome);
        let label = primary(finding);
        let kind = label.map_or_else(String::new, |label| logical.kind_and_field(label.span));
        let texts = texts_of(outcome, finding.labels.iter());
        self.next(&outcome.path, Parts { rule: &finding.rule, path: &outcome.path, kind: &kind, texts })
    }

    /// The fingerprint of the next finding about all drafts together.
    pub fn of_mailing(&mut self, mailing: &MailingOutcome, finding: &Finding) -> String {
        let label = primary(finding);
        let place = label.and_then(|label| mailing.places.get(&label.span));
        let kind = match place {
            Some(place) if place.roster_row.is_some() => "rosterRow",
            Some(_) => "draft",
            None => MAILING,
        };
        let path = place.map_or("", |place| place.path.as_str());
        // How many drafts there are is no part of a finding about all of them.
        let is_placed = |label: &&Label| mailing.places.contains_key(&label.span);
        let texts = texts_of(&mailing.outcome, finding.labels.iter().filter(is_placed));
        self.next(MAILING, Parts { rule: &finding.rule, path, kind, texts })
    }

    /// The fingerprint of what could not be checked in the file at `path`, of the whole run when that is empty; `code`
    /// says why.
    pub fn of_failure(&mut self, path: &str, code: &str) -> String {
        self.next(path, Parts { rule: code, path, kind: "failure", texts: Vec::new() })
    }

    fn next(&mut self, counted_for: &str, mut parts: Parts<'_>) -> String {
        if self.counted_for != counted_for {
            counted_for.clone_into(&mut self.counted_for);
            self.seen.clear();
        }
        let path = parts.path.strip_prefix("./").unwrap_or(parts.path);
        let mut digest = Sha256::new();
        for part in [VERSION, parts.rule, path, parts.kind] {
            digest.update(part);
            digest.update([0]);
        }
        parts.texts.sort_unstable();
        for (place, text) in parts.texts.iter().enumerate() {
            digest.update(if place > 0 { "\0" } else { "" });
            for (number, word) in text.split_whitespace().enumerate() {
                digest.update(if number > 0 { " " } else { "" });
                digest.update(word);
            }
        }
        let mut key = [0; 16];
        key.copy_from_slice(&digest.finalize()[..16]);
        let count = self.seen.entry(key).or_default();
        *count += 1;
        format!("{:032x}:{count}", u128::from_be_bytes(key))
    }
}

fn texts_of<'o, 'l>(outcome: &'o Outcome, labels: impl Iterator<Item = &'l Label>) -> Vec<&'o str> {
    let Some(view) = &outcome.view else { return Vec::new() };
    labels.map(|label| view.slice(label.span)).collect()
}

/// The place of a finding to look at first; `None` when it points nowhere.
#[must_use]
pub fn primary(finding: &Finding) -> Option<&Label> {
    finding.labels.iter().find(|label| label.is_primary).or(finding.labels.first())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample::{finding, outcome, span_of};

    const TEXT: &str = "To: a@x.example\nCc: b@x.example,\n    c@x.example\n\nDear all,\nsee a@x.example\n";

    fn of(path: &str, text: &str, needle: &str) -> String {
        let outcome = outcome(path, text, vec![finding("rule", vec![span_of(text, needle)])]);
        Fingerprints::default().of_draft(&outcome, &outcome.findings[0])
    }

    #[test]
    fn lines_that_came_before_do_not_matter() {
        let moved = TEXT.replace("Dear all,", "Hello!\n\nDear all,").replace("To: a", "To: new@x.example, a");
        assert_eq!(of("a.eml", TEXT, "see a@x.example"), of("a.eml", &moved, "see a@x.example"));
        assert_eq!(of("a.eml", TEXT, "c@x.example"), of("./a.eml", &moved, "c@x.example"));
    }

    #[test]
    fn a_text_broken_into_lines_anew_is_the_same() {
        let broken = TEXT.replace("see a", "see\n   a");
        assert_eq!(of("a.eml", TEXT, "see a@x.example"), of("a.eml", &broken, "see\n   a@x.example"));
    }

    #[test]
    fn places_in_another_order_are_the_same_and_one_more_is_not() {
        let of = |needles: &[&str]| {
            let spans = needles.iter().map(|needle| span_of(TEXT, needle)).collect();
            let outcome = outcome("a.eml", TEXT, vec![finding("rule", spans)]);
            Fingerprints::default().of_draft(&outcome, &outcome.findings[0])
        };
        assert_eq!(of(&["b@x.example", "c@x.example"]), of(&["c@x.example", "b@x.example"]));
        assert_ne!(of(&["b@x.example"]), of(&["b@x.example", "c@x.example"]));
    }

    #[test]
    fn another_place_text_or_file_is_another_finding() {
        let mut seen = std::collections::BTreeSet::new();
        for (path, text, needle) in [
            ("a.eml", TEXT, "a@x.example"),
            ("b.eml", TEXT, "a@x.example"),
            ("a.eml", TEXT, "b@x.example"),
            ("a.eml", "Cc: a@x.example\n\nx", "a@x.example"),
            ("a.eml", "To: b\n\na@x.example", "a@x.example"),
        ] {
            assert!(seen.insert(of(path, text, needle)), "{path} {needle} in {text}");
        }
    }

    #[test]
    fn equal_findings_of_one_file_are_counted() {
        let outcome = |path: &str| outcome(path, TEXT, vec![finding("rule", vec![span_of(TEXT, "Dear")])]);
        let mut fingerprints = Fingerprints::default();
        let mut next =
            |path: &str| fingerprints.of_draft(&outcome(path), &finding("rule", vec![span_of(TEXT, "Dear")]));
        let (first, second, elsewhere) = (next("a.eml"), next("a.eml"), next("b.eml"));
        assert!(first.ends_with(":1") && second.ends_with(":2") && elsewhere.ends_with(":1"));
        assert_eq!(first[..32], second[..32]);
        assert_ne!(first[..32], elsewhere[..32]);
    }
}
