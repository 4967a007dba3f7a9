//! Findings -> something to read: for people, for editors, for programs. Knows neither facts nor how drafts are
//! loaded; what could not be done reaches it as a plain [`outcome::Failure`].

pub mod excerpt;
pub mod fingerprint;
pub mod html;
pub mod human;
pub mod json;
pub mod json_schema;
pub mod jsonl;
pub mod logical;
pub mod outcome;
pub mod place;
pub mod redact;
pub mod safe;
pub mod short;
mod shown;
pub mod summary;
pub mod tools;

#[cfg(test)]
mod sample;

pub use outcome::{Edit, Failure, Inspection, MailingOutcome, MailingPlace, Outcome, Status, Stopped, Summary};

use crate::finding::{Finding, Label};
use crate::lang::Lang;
use crate::rule::{Rule, template};
use crate::severity::Severity;
use std::collections::BTreeMap;
use std::io;

/// One report of a run. Drafts are handed over one by one, in the order they are to be read, so that a report can
/// be written while the next draft is still being checked.
pub trait Report {
    /// Before the first draft.
    fn begin(&mut self, out: &mut dyn io::Write) -> io::Result<()>;

    /// One draft, checked or not.
    fn draft(&mut self, outcome: &Outcome, out: &mut dyn io::Write) -> io::Result<()>;

    /// After the last draft, when they go out together: what all of them show.
    fn mailing(&mut self, mailing: &MailingOutcome, out: &mut dyn io::Write) -> io::Result<()>;

    /// At the very end; also when there was no draft.
    fn end(&mut self, summary: &Summary, out: &mut dyn io::Write) -> io::Result<()>;
}

/// What a report says of findings: the texts of the rules in one language, and from which severity on.
#[derive(Debug, Clone)]
pub struct Texts<'a> {
    rules: BTreeMap<&'a str, &'a Rule>,
    /// The language of every text.
    pub lang: Lang,
    /// Findings below are counted, not shown, by reports for people.
    pub show: Severity,
    /// Version of the program.
    pub version: &'a str,
}

impl<'a> Texts<'a> {
    /// The texts of `rules`.
    pub fn new(rules: impl IntoIterator<Item = &'a Rule>, lang: Lang, show: Severity, version: &'a str) -> Self {
        let rules = rules.into_iter().map(|rule| (rule.id.as_str(), rule)).collect();
        Self { rules, lang, show, version }
    }

    /// The rule of that id; `None` when it is not in force.
    #[must_use]
    pub fn rule(&self, id: &str) -> Option<&'a Rule> {
        self.rules.get(id).copied()
    }

    /// Every rule in force, in the order of the ids.
    pub fn rules(&self) -> impl Iterator<Item = &'a Rule> + use<'a, '_> {
        self.rules.values().copied()
    }

    /// The message of a finding, its placeholders filled; the rule's id for a rule that is not in force.
    #[must_use]
    pub fn message(&self, finding: &Finding) -> String {
        match self.rule(&finding.rule) {
            Some(rule) => template::fill(rule.message.get(self.lang), &finding.values, self.lang),
            None => finding.rule.clone(),
        }
    }

    /// What to do about a finding; `None` for a rule that is not in force.
    #[must_use]
    pub fn help(&self, finding: &Finding) -> Option<String> {
        let rule = self.rule(&finding.rule)?;
        Some(template::fill(rule.help.get(self.lang), &finding.values, self.lang))
    }

    /// What is said at one place of a finding; `None` when the rule only points there.
    #[must_use]
    pub fn note(&self, finding: &Finding, label: &Label) -> Option<String> {
        let text = self.rule(&finding.rule)?.when.get(label.test)?.label.as_ref()?;
        Some(template::fill(text.get(self.lang), &label.values, self.lang))
    }

    /// Findings for people to read: those that count and reach the severity asked for.
    pub fn shown<'o>(&self, outcome: &'o Outcome) -> impl Iterator<Item = &'o Finding> + use<'o> {
        let show = self.show;
        outcome.findings.iter().filter(move |finding| finding.suppressed.is_none() && finding.severity >= show)
    }
}
