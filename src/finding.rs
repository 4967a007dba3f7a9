//! What a rule found in a draft: places, counts and values, no text and no language; texts are made in the report.

use crate::lang::{Bilingual, Lang};
use crate::severity::Severity;
use crate::span::Span;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Something about the draft that a rule reports.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Id of the rule.
    pub rule: String,
    /// After grades, raises and settings.
    pub severity: Severity,
    /// Places in the view, in the order of the view; exactly one is primary.
    pub labels: Vec<Label>,
    /// Values for the placeholders of message and help, by placeholder name.
    pub values: BTreeMap<String, Filler>,
    /// What could be proposed.
    pub fix: Vec<FixId>,
    /// Why it does not count, when it does not.
    pub suppressed: Option<Suppression>,
}

/// Places whose text nobody may print.
#[must_use]
pub fn private_places(findings: &[Finding]) -> Vec<Span> {
    let labels = findings.iter().flat_map(|finding| &finding.labels);
    labels.filter(|label| label.is_private).map(|label| label.span).collect()
}

/// A place that a finding points at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// Where in the view.
    pub span: Span,
    /// Which of the rule's label texts stands there: the number of the `when` table.
    pub test: usize,
    /// The place to look at first.
    pub is_primary: bool,
    /// Nobody may print what stands there: a report shows its place and not its value.
    pub is_private: bool,
    /// Values for the placeholders of that label text, taken from this row alone.
    pub values: BTreeMap<String, Filler>,
}

/// What fills a placeholder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Filler {
    /// A number.
    Number(u64),
    /// Distinct values in order of appearance; a report prints the first three and how many more.
    Texts(Vec<String>),
    /// Sentences of the settings or of a fact, names of the draft in quotation marks; a report prints all of them, in its language.
    Sentences(Vec<Bilingual>),
}

impl Filler {
    /// The same without a second language, for documents in one.
    #[must_use]
    pub fn in_language(&self, lang: Lang) -> Cow<'_, Filler> {
        match self {
            Filler::Sentences(sentences) => {
                Cow::Owned(Filler::Texts(sentences.iter().map(|sentence| sentence.get(lang).to_owned()).collect()))
            }
            other => Cow::Borrowed(other),
        }
    }
}

/// Why a finding does not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Suppression {
    /// An `[[allow]]` covers it.
    Allow,
    /// It stands in the baseline.
    Baseline,
}

/// The closed set of corrections that can be proposed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FixId {
    /// Visible outside recipients go to Bcc, the sender's own address to To.
    MoveToBcc,
    /// One draft for each recipient.
    Split,
    /// Repeated addresses go.
    Dedupe,
    /// The domain that was meant, or the address without its slip of the pen.
    ReplaceAddress,
    /// The quoted thread goes.
    StripQuote,
    /// The line goes.
    RemoveLine,
}

impl FixId {
    /// Every correction.
    pub const ALL: [FixId; 6] =
        [FixId::MoveToBcc, FixId::Split, FixId::Dedupe, FixId::ReplaceAddress, FixId::StripQuote, FixId::RemoveLine];

    /// The word in rule files and reports.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            FixId::MoveToBcc => "move-to-bcc",
            FixId::Split => "split",
            FixId::Dedupe => "dedupe",
            FixId::ReplaceAddress => "replace-address",
            FixId::StripQuote => "strip-quote",
            FixId::RemoveLine => "remove-line",
        }
    }

    /// The correction of that name, or `None`.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|fix| fix.name() == name)
    }
}
