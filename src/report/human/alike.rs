//! Findings that many drafts of a mailing share: shown in full for the first draft, counted for the others. A thousand
//! letters from one template have the same mistake a thousand times.

use crate::finding::Finding;
use crate::severity::Severity;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Drafts that are named beside the number.
const NAMED: usize = 3;

/// What has been shown, and where it was met again.
#[derive(Debug, Default)]
pub(super) struct Alike {
    met: BTreeMap<(Reverse<Severity>, String), Again>,
}

/// Further drafts with a finding.
#[derive(Debug, Default)]
pub(super) struct Again {
    /// How many.
    pub(super) drafts: usize,
    /// The first of them.
    pub(super) names: Vec<String>,
    last: String,
}

impl Alike {
    /// The findings of a draft that were not met before; the others are counted.
    pub(super) fn new_among<'f>(&mut self, findings: &[&'f Finding], name: &str) -> Vec<&'f Finding> {
        let mut new: Vec<&Finding> = Vec::new();
        let is_of_this_draft = |new: &[&Finding], finding: &Finding| {
            new.iter().any(|other| other.rule == finding.rule && other.severity == finding.severity)
        };
        for finding in findings {
            let key = (Reverse(finding.severity), finding.rule.clone());
            match self.met.get_mut(&key) {
                Some(_) if is_of_this_draft(&new, finding) => new.push(finding),
                Some(again) => again.add(name),
                None => {
                    self.met.insert(key, Again::default());
                    new.push(finding);
                }
            }
        }
        new
    }

    /// What was met again, the gravest first.
    pub(super) fn again(&self) -> impl Iterator<Item = (Severity, &str, &Again)> {
        let met = self.met.iter().filter(|(_, again)| again.drafts > 0);
        met.map(|((Reverse(severity), rule), again)| (*severity, rule.as_str(), again))
    }
}

impl Again {
    fn add(&mut self, name: &str) {
        if self.last == name {
            return;
        }
        name.clone_into(&mut self.last);
        self.drafts += 1;
        if self.names.len() < NAMED {
            self.names.push(name.to_owned());
        }
    }

    /// `a.eml, b.eml, c.eml and 655 more`, as far as the language joins them so.
    pub(super) fn named(&self, lang: crate::lang::Lang) -> String {
        let named = self.names.join(lang.pick(", ", "、"));
        match self.drafts - self.names.len() {
            0 => named,
            more => named + &lang.pick(" and {} more", " ほか {} 通").replace("{}", &more.to_string()),
        }
    }
}
