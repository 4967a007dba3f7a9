//! What a run is told beside its settings. Knows nothing of how it is heeded.

use crate::document::DocumentError;
use crate::facts::mailing::sending::History;
pub use crate::facts::message::Sending;
use crate::lists::Lists;
use crate::run::baseline::BaselineOptions;
use crate::run::guard::GuardOptions;
use crate::settings::{Roster, RosterField, Settings, read_roster};
use jiff::civil::Date;

/// Options of a run that change what is looked for.
#[derive(Debug, Clone, Default)]
pub struct CheckOptions {
    /// `--only`.
    pub only: Vec<String>,
    /// `--skip`.
    pub skip: Vec<String>,
    /// `--stage template`.
    pub is_template_stage: bool,
    /// For the send path: how the message is about to leave.
    pub sending: Option<Sending>,
    /// Local date of the check.
    pub today: Date,
    /// For `mailcheck show`, which prints facts that no rule asks for.
    pub wants_all_facts: bool,
    /// For reports that bring corrections along, each of which is proved by checking the corrected draft.
    pub wants_edits: bool,
    /// `--mailing`: the drafts go out together.
    pub is_mailing: bool,
    /// `mailcheck digest`: the drafts are a part of a mailing, and will not be at hand when it is judged.
    pub is_part: bool,
    /// `--expect`: how many drafts the mailing has.
    pub expected_drafts: Option<u64>,
    /// `--roster`: whom the mailing is for.
    pub roster: Option<RosterText>,
    /// `--history`: what was sent before.
    pub history: Option<History>,
    /// For `mailcheck sent`, which asks each draft for the key of its sending.
    pub wants_sendings: bool,
    /// `--loop-guard`; heeded for drafts that are checked alone.
    pub loop_guard: Option<GuardOptions>,
    /// `--baseline` and `--write-baseline`.
    pub baseline: Option<BaselineOptions>,
}

/// A roster that was read and not yet understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RosterText {
    /// What it is called in messages.
    pub name: String,
    /// Its text.
    pub text: String,
}

/// The roster in that table, its heads read with the list `roster-columns`.
pub(super) fn roster(table: &RosterText, settings: &Settings, lists: &Lists) -> Result<Roster, DocumentError> {
    let heads = lists.needed("roster-columns");
    let field_of = |head: &str| heads.exactly(head)?.column(0).and_then(RosterField::from_name);
    read_roster(&table.name, &table.text, &settings.roster_columns, &field_of)
}
