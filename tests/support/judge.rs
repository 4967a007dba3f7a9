//! Bytes of a draft -> its findings as plain values, to be compared with each other. Knows no file and no carrier.

use mailcheck::draft::Draft;
use mailcheck::finding::Finding;
use mailcheck::load::{Limits, load};
use mailcheck::run::checker::{CheckOptions, Checker};
use mailcheck::run::drafts::DEFAULT_CODE_PAGE;
use mailcheck::settings::Settings;

/// What one rule says of a draft, without places in the file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Verdict {
    pub rule: String,
    pub severity: &'static str,
    /// Text under each label, in order.
    pub labels: Vec<String>,
}

/// All default rules, with nothing set.
pub fn default_checker() -> Checker {
    Checker::new(Settings::default(), &CheckOptions::default()).expect("the built-in rules are sound")
}

/// The one draft in a file; `Err` says why there is none.
pub fn draft_of(bytes: &[u8]) -> Result<Draft, String> {
    let loaded = load(bytes, &Limits::default(), DEFAULT_CODE_PAGE).map_err(|error| error.to_string())?;
    loaded.into_iter().next().map(|loaded| loaded.draft).ok_or_else(|| "no message".to_owned())
}

/// What the rules in force find, in the order of the report.
pub fn findings(draft: &Draft, checker: &Checker) -> Vec<Finding> {
    checker.findings(&checker.facts(draft, None), None)
}

/// The findings by rule: their order hangs on where fields stand in the view, which a carrier may change.
pub fn verdicts(draft: &Draft, checker: &Checker) -> Vec<Verdict> {
    let mut verdicts: Vec<Verdict> = findings(draft, checker)
        .into_iter()
        .map(|finding| Verdict {
            labels: finding.labels.iter().map(|label| draft.view.slice(label.span).to_owned()).collect(),
            severity: finding.severity.name(),
            rule: finding.rule,
        })
        .collect();
    verdicts.sort();
    verdicts
}

/// What `shown` has more, less or elsewhere than `original`.
pub fn differences(original: &[Verdict], shown: &[Verdict]) -> Vec<String> {
    let of = |verdicts: &[Verdict], rule: &str| verdicts.iter().find(|verdict| verdict.rule == rule).cloned();
    let missing = original.iter().filter(|verdict| of(shown, &verdict.rule).is_none());
    let noisy = shown.iter().filter(|verdict| of(original, &verdict.rule).is_none());
    let misplaced = shown.iter().filter_map(|now| {
        let before = of(original, &now.rule).filter(|before| before != now)?;
        let labels = now.labels.iter().zip(&before.labels).find(|(now, before)| now != before);
        let counts = (before.labels.len(), now.labels.len());
        let levels = (before.severity, now.severity);
        Some(format!("misplaced: {}: levels {levels:?}, counts {counts:?}, first other label {labels:?}", now.rule))
    });
    let missing = missing.map(|verdict| format!("missing: {}", verdict.rule));
    let noisy = noisy.map(|verdict| format!("noisy: {} at {:?}", verdict.rule, verdict.labels.first()));
    missing.chain(noisy).chain(misplaced).collect()
}
