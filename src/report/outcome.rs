//! What a run hands to its reports: one outcome for each draft and a summary at the end. Plain values; knows no
//! format of a report and no rule.

use crate::draft::view::View;
use crate::finding::Finding;
use crate::lang::Bilingual;
use crate::report::place::Place;
use crate::severity::Severity;
use crate::span::Span;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

/// What became of one draft.
#[derive(Debug, Clone, Default)]
pub struct Outcome {
    /// Where the draft lies, with `/`; bytes that are not UTF-8 are percent-escaped.
    pub path: String,
    /// True when `path` holds such an escape.
    pub path_lossy: bool,
    /// Number of the message in its file, from 1; above 1 only in an mbox.
    pub message: u32,
    /// `eml`, `msg`, `mbox` ..., as told from the content.
    pub format: String,
    /// How far we came.
    pub status: Status,
    /// How much of the attachments was looked at.
    pub inspection: Inspection,
    /// Why the draft could not be read.
    pub failure: Option<Failure>,
    /// What the findings point into; `None` when there are none.
    pub view: Option<View>,
    /// The file, for lines and columns; of an mbox only the message.
    pub raw: Arc<[u8]>,
    /// Byte of the file at which `raw` begins; 0 but in an mbox.
    pub raw_start: usize,
    /// Lines of the file before `raw`.
    pub lines_before: usize,
    /// Byte of the file at which the message begins; 0 but in an mbox. Origins in the view count from there.
    pub raw_offset: usize,
    /// Places of labels in a file that is no longer at hand; empty where it is.
    pub known_places: BTreeMap<Span, Place>,
    /// In the order of the report; with those that do not count.
    pub findings: Vec<Finding>,
    /// Safe corrections of the file, by number of the finding.
    pub edits: BTreeMap<usize, Vec<Edit>>,
}

/// Format of the outcome that stands for all drafts of a mailing.
pub const MAILING: &str = "mailing";

/// What was found in drafts that go out together.
#[derive(Debug, Clone, Default)]
pub struct MailingOutcome {
    /// The findings, and the view they point into: one line for each place, of whatever draft, with the draft's name.
    pub outcome: Outcome,
    /// Where each place of that view really is, by the label's span; a span that is missing is nowhere in a file.
    pub places: BTreeMap<Span, MailingPlace>,
}

/// Where a label of a mailing's finding points.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailingPlace {
    /// The draft's path, or the roster's.
    pub path: String,
    /// Number of the message in its file; 1 for the roster.
    pub message: u32,
    /// In that file.
    pub place: Place,
    /// Row of the roster, the header being row 1; `None` in a draft.
    pub roster_row: Option<u32>,
}

/// How far the check of a draft came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Status {
    /// Rules ran over it.
    #[default]
    Checked,
    /// It could not be read; see the failure.
    Unreadable,
    /// It was left out on purpose: a message marked as deleted.
    Skipped,
}

impl Status {
    /// The word in reports.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Status::Checked => "checked",
            Status::Unreadable => "unreadable",
            Status::Skipped => "skipped",
        }
    }
}

/// How much of the attachments was looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Inspection {
    /// All that rules can ask about.
    #[default]
    Complete,
    /// A limit or an encrypted file stood in the way.
    Partial,
    /// Nothing was looked at.
    None,
}

impl Inspection {
    /// The word in reports.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Inspection::Complete => "complete",
            Inspection::Partial => "partial",
            Inspection::None => "none",
        }
    }
}

/// Why a draft could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// A word for programs: `not-a-compound-file`.
    pub code: String,
    /// The fact, lower case, no full stop.
    pub text: Bilingual,
}

/// One replacement in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// Bytes of the file.
    pub bytes: Range<usize>,
    /// What comes in their place.
    pub replacement: String,
}

/// Why a run ended early.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stopped {
    /// Somebody pressed Ctrl-C.
    Interrupted,
    /// `--fail-fast`, and something was found.
    FailFast,
}

impl Stopped {
    /// Both of them.
    pub const ALL: [Stopped; 2] = [Stopped::Interrupted, Stopped::FailFast];

    /// The word in reports.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Stopped::Interrupted => "interrupted",
            Stopped::FailFast => "fail-fast",
        }
    }
}

/// A run in numbers.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Summary {
    /// Drafts found: checked, unreadable and skipped.
    pub drafts: usize,
    /// Drafts that rules ran over.
    pub checked: usize,
    /// Drafts that could not be read.
    pub unreadable: usize,
    /// Drafts left out on purpose.
    pub skipped: usize,
    /// Rules in force.
    pub rules: usize,
    /// Findings that count, by severity.
    pub errors: usize,
    /// See `errors`.
    pub warnings: usize,
    /// See `errors`.
    pub infos: usize,
    /// Findings that an allowance or the baseline covers; counted nowhere else.
    pub suppressed: usize,
    /// Findings that count but lie below `--show`.
    pub hidden: usize,
    /// Checked drafts whose attachments were looked at only in part.
    pub partly_inspected: usize,
    /// Files that ignore files kept out of the walk.
    pub ignored: usize,
    /// What else the user should know: an allowance that covers nothing, a setting that is missing.
    pub notes: Vec<Bilingual>,
    /// Why the run ended before its last draft; `None` when it did not.
    pub stopped: Option<Stopped>,
    /// The severity from which the run fails; `None` for never.
    pub fail_on: Option<Severity>,
    /// The code the program will end with.
    pub exit_code: u8,
}

impl Summary {
    /// True when the run did not do what it was to do, and no unreadable draft says so: it was ended early, or there was
    /// nothing to check.
    #[must_use]
    pub const fn is_incomplete(&self) -> bool {
        self.exit_code == 2 && (self.stopped.is_some() || self.unreadable == 0)
    }
}
