//! What a part of a mailing holds of one draft: its outcome, what it leaves for the mailing, and the lines that findings
//! about the mailing can point at. The types of the other rooms are written as they are where they can be, and spelled
//! out where their form is that of a report. Nothing that is read is believed: a record from elsewhere may say anything.

use crate::draft::View;
use crate::facts::mailing::digest::DraftDigest;
use crate::finding::{Filler, Finding, FixId, Label, Suppression};
use crate::lang::Bilingual;
use crate::report::place::{Place, Places};
use crate::report::{Edit, Failure, Inspection, Outcome, Status};
use crate::run::mailing::pieces::Pieces;
use crate::severity::Severity;
use crate::span::Span;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One draft of a part.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Record {
    path: String,
    path_lossy: bool,
    message: u32,
    format: String,
    status: WrittenStatus,
    inspection: WrittenInspection,
    failure: Option<(String, Bilingual)>,
    /// Without findings nobody looks at it.
    view: Option<String>,
    findings: Vec<WrittenFinding>,
    /// Where the labels of the findings are in the file, sorted.
    places: Vec<(Span, Place)>,
    edits: Vec<(usize, Vec<WrittenEdit>)>,
    is_sender_known: bool,
    left: Option<(DraftDigest, Pieces)>,
}

/// A draft of a part, read.
#[derive(Debug)]
pub struct PartDraft {
    /// As the run had it that wrote the part, without the file.
    pub outcome: Outcome,
    /// Somebody or something said who "we" are.
    pub is_sender_known: bool,
    /// What it leaves for the mailing; `None` for one that could not be read.
    pub left: Option<(DraftDigest, Pieces)>,
}

#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
enum WrittenStatus {
    Checked,
    Unreadable,
    Skipped,
}

#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
enum WrittenInspection {
    Complete,
    Partial,
    None,
}

#[derive(Debug, Serialize, Deserialize)]
struct WrittenEdit {
    start: usize,
    end: usize,
    replacement: String,
}

#[derive(Debug, Serialize, Deserialize)]
struct WrittenFinding {
    rule: String,
    severity: Severity,
    labels: Vec<WrittenLabel>,
    values: BTreeMap<String, WrittenFiller>,
    fix: Vec<FixId>,
    suppressed: Option<WrittenSuppression>,
}

#[derive(Debug, Serialize, Deserialize)]
struct WrittenLabel {
    span: Span,
    test: usize,
    is_primary: bool,
    is_private: bool,
    values: BTreeMap<String, WrittenFiller>,
}

#[derive(Debug, Serialize, Deserialize)]
enum WrittenFiller {
    Number(u64),
    Texts(Vec<String>),
    Sentences(Vec<Bilingual>),
}

#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
enum WrittenSuppression {
    Allow,
    Baseline,
}

impl Record {
    pub(super) fn of(outcome: Outcome, is_sender_known: bool, left: Option<(DraftDigest, Pieces)>) -> Self {
        let places = places_of(&outcome);
        let edits = outcome.edits.into_iter().map(|(number, edits)| {
            let edits = edits.into_iter().map(|Edit { bytes, replacement }| WrittenEdit {
                start: bytes.start,
                end: bytes.end,
                replacement,
            });
            (number, edits.collect())
        });
        Self {
            path: outcome.path,
            path_lossy: outcome.path_lossy,
            message: outcome.message,
            format: outcome.format,
            status: match outcome.status {
                Status::Checked => WrittenStatus::Checked,
                Status::Unreadable => WrittenStatus::Unreadable,
                Status::Skipped => WrittenStatus::Skipped,
            },
            inspection: match outcome.inspection {
                Inspection::Complete => WrittenInspection::Complete,
                Inspection::Partial => WrittenInspection::Partial,
                Inspection::None => WrittenInspection::None,
            },
            failure: outcome.failure.map(|failure| (failure.code, failure.text)),
            view: outcome.view.filter(|_| !outcome.findings.is_empty()).map(|view| view.text().to_owned()),
            findings: outcome.findings.into_iter().map(WrittenFinding::from).collect(),
            places,
            edits: edits.collect(),
            is_sender_known,
            left,
        }
    }

    /// The draft; `None` when the record says what cannot be: a place outside of its text, a row that a roster of
    /// `roster_rows` rows does not have.
    pub(super) fn read(self, roster_rows: usize) -> Option<PartDraft> {
        let findings: Vec<Finding> = self.findings.into_iter().map(Finding::from).collect();
        let text = self.view.unwrap_or_default();
        let is_place = |span: &Span| {
            span.start <= span.end && text.is_char_boundary(span.start) && text.is_char_boundary(span.end)
        };
        let labels = || findings.iter().flat_map(|finding| &finding.labels);
        let has_row = |row: u32| (row as usize) < roster_rows;
        if !labels().all(|label| is_place(&label.span))
            || !self.left.as_ref().is_none_or(|(digest, _)| digest.roster_rows().all(has_row))
        {
            return None;
        }
        let edits = self.edits.into_iter().map(|(number, edits)| {
            let edits = edits
                .into_iter()
                .map(|WrittenEdit { start, end, replacement }| Edit { bytes: start..end, replacement });
            (number, edits.collect())
        });
        let outcome = Outcome {
            path: self.path,
            path_lossy: self.path_lossy,
            message: self.message,
            format: self.format,
            status: match self.status {
                WrittenStatus::Checked => Status::Checked,
                WrittenStatus::Unreadable => Status::Unreadable,
                WrittenStatus::Skipped => Status::Skipped,
            },
            inspection: match self.inspection {
                WrittenInspection::Complete => Inspection::Complete,
                WrittenInspection::Partial => Inspection::Partial,
                WrittenInspection::None => Inspection::None,
            },
            failure: self.failure.map(|(code, text)| Failure { code, text }),
            known_places: self.places.into_iter().collect(),
            view: Some(View::new(text, Vec::new())),
            edits: edits.collect(),
            findings,
            ..Outcome::default()
        };
        Some(PartDraft { outcome, is_sender_known: self.is_sender_known, left: self.left })
    }
}

/// Where each label is in the file.
fn places_of(outcome: &Outcome) -> Vec<(Span, Place)> {
    let places = Places::new(outcome);
    let labels = outcome.findings.iter().flat_map(|finding| &finding.labels);
    let mut spans: Vec<Span> = labels.map(|label| label.span).collect();
    spans.sort_unstable();
    spans.dedup();
    spans.into_iter().map(|span| (span, places.of(span))).collect()
}

impl From<Finding> for WrittenFinding {
    fn from(finding: Finding) -> Self {
        let labels = finding.labels.into_iter().map(|label| WrittenLabel {
            span: label.span,
            test: label.test,
            is_primary: label.is_primary,
            is_private: label.is_private,
            values: written(label.values),
        });
        Self {
            rule: finding.rule,
            severity: finding.severity,
            labels: labels.collect(),
            values: written(finding.values),
            fix: finding.fix,
            suppressed: finding.suppressed.map(|suppressed| match suppressed {
                Suppression::Allow => WrittenSuppression::Allow,
                Suppression::Baseline => WrittenSuppression::Baseline,
            }),
        }
    }
}

impl From<WrittenFinding> for Finding {
    fn from(finding: WrittenFinding) -> Self {
        let labels = finding.labels.into_iter().map(|label| Label {
            span: label.span,
            test: label.test,
            is_primary: label.is_primary,
            is_private: label.is_private,
            values: read(label.values),
        });
        Self {
            rule: finding.rule,
            severity: finding.severity,
            labels: labels.collect(),
            values: read(finding.values),
            fix: finding.fix,
            suppressed: finding.suppressed.map(|suppressed| match suppressed {
                WrittenSuppression::Allow => Suppression::Allow,
                WrittenSuppression::Baseline => Suppression::Baseline,
            }),
        }
    }
}

fn written(values: BTreeMap<String, Filler>) -> BTreeMap<String, WrittenFiller> {
    let values = values.into_iter().map(|(name, filler)| match filler {
        Filler::Number(number) => (name, WrittenFiller::Number(number)),
        Filler::Texts(texts) => (name, WrittenFiller::Texts(texts)),
        Filler::Sentences(sentences) => (name, WrittenFiller::Sentences(sentences)),
    });
    values.collect()
}

fn read(values: BTreeMap<String, WrittenFiller>) -> BTreeMap<String, Filler> {
    let values = values.into_iter().map(|(name, filler)| match filler {
        WrittenFiller::Number(number) => (name, Filler::Number(number)),
        WrittenFiller::Texts(texts) => (name, Filler::Texts(texts)),
        WrittenFiller::Sentences(sentences) => (name, Filler::Sentences(sentences)),
    });
    values.collect()
}
