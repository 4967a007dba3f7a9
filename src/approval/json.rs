//! Approvals for programs: what `mailcheck verify` and `mailcheck approvals` tell, its sentences in one language. Its shape is
//! held by `docs/verify.schema.json` and `docs/approvals.schema.json`; keys are added, never renamed.

use super::allowed_signers::LeftOut;
use super::components::DRAFT_FORM;
use super::difference::Change;
use super::reason::Reason;
use super::standing::{Approval, Refused, Standing};
use super::statement::Statement;
use crate::lang::{Bilingual, Lang};
use jiff::Timestamp;
use serde_json::{Value, json};
use std::path::Path;

/// A draft and who has approved it.
#[derive(Debug, Clone)]
pub struct VerifiedDraft {
    /// As it was named.
    pub path: String,
    /// Which message of the file, from 1.
    pub message: u32,
    /// What an approval of it names, and what was found; else why the file was not read.
    pub outcome: Result<(String, Standing), Bilingual>,
}

/// An approval in a file.
#[derive(Debug, Clone)]
pub struct ListedApproval<'a> {
    /// The statement's.
    pub file: &'a Path,
    /// `None` when it is none.
    pub statement: Option<&'a Statement>,
    /// Why it counts for nothing.
    pub flaw: Option<&'a Reason>,
    /// When it or its key ends.
    pub valid_until: Option<Timestamp>,
    /// No draft that was looked at is what it approves.
    pub is_orphaned: bool,
}

/// States of a draft in [`verified`].
pub(super) const DRAFT_STATES: [&str; 4] = ["approved", "refused", "none", "unreadable"];
/// States of an approval in [`listed`].
pub(super) const APPROVAL_STATES: [&str; 3] = ["in-force", "orphaned", "refused"];

/// What `mailcheck verify` tells.
#[must_use]
pub fn verified(drafts: &[VerifiedDraft], left_out: &[LeftOut], lang: Lang) -> Value {
    json!({
        "version": 1,
        "language": lang.name(),
        "lines-left-out": lines(left_out, lang),
        "drafts": drafts.iter().map(|draft| verified_draft(draft, lang)).collect::<Vec<_>>(),
    })
}

/// What `mailcheck approvals` tells.
#[must_use]
pub fn listed(approvals: &[ListedApproval<'_>], left_out: &[LeftOut], lang: Lang) -> Value {
    json!({
        "version": 1,
        "language": lang.name(),
        "lines-left-out": lines(left_out, lang),
        "approvals": approvals.iter().map(|approval| listed_approval(approval, lang)).collect::<Vec<_>>(),
    })
}

fn lines(left_out: &[LeftOut], lang: Lang) -> Vec<Value> {
    let line = |left: &LeftOut| json!({ "file": shown(&left.file), "line": left.line, "text": left.why.get(lang) });
    left_out.iter().map(line).collect()
}

fn verified_draft(draft: &VerifiedDraft, lang: Lang) -> Value {
    let [approved, refused, none, unreadable] = DRAFT_STATES;
    let empty = Standing::default();
    let (state, digest, standing, error) = match &draft.outcome {
        Ok((digest, standing)) => {
            let is_none = standing.valid.is_empty() && standing.refused.is_empty();
            let state = match (standing.is_approved(), is_none) {
                (true, _) => approved,
                (false, false) => refused,
                (false, true) => none,
            };
            (state, Some(digest), standing, None)
        }
        Err(why) => (unreadable, None, &empty, Some(why.get(lang))),
    };
    json!({
        "path": draft.path,
        "message": draft.message,
        "state": state,
        "digest": digest,
        "sender-unknown": standing.is_writer_unknown,
        "approvals": standing.valid.iter().map(approval).collect::<Vec<_>>(),
        "refused": standing.refused.iter().map(|refused| refused_approval(refused, lang)).collect::<Vec<_>>(),
        "error": error,
    })
}

fn approval(approval: &Approval) -> Value {
    json!({
        "approver": approval.approver,
        "key": approval.key,
        "approved-at": approval.approved_at.to_string(),
        "valid-until": approval.valid_until.map(|time| time.to_string()),
        "file": shown(&approval.file),
    })
}

fn refused_approval(refused: &Refused, lang: Lang) -> Value {
    json!({
        "approver": refused.approver,
        "file": shown(&refused.file),
        "reason": reason(&refused.why, lang),
    })
}

fn reason(reason: &Reason, lang: Lang) -> Value {
    let change =
        |change: &Change| json!({ "change": change.name(), "component": change.component(), "value": change.value() });
    json!({
        "key": reason.key.name(),
        "text": reason.told.get(lang),
        "changes": reason.changes.iter().map(change).collect::<Vec<_>>(),
    })
}

fn listed_approval(approval: &ListedApproval<'_>, lang: Lang) -> Value {
    let [in_force, orphaned, refused] = APPROVAL_STATES;
    let state = match (approval.flaw, approval.is_orphaned) {
        (Some(_), _) => refused,
        (None, true) => orphaned,
        (None, false) => in_force,
    };
    let statement = approval.statement;
    json!({
        "file": shown(approval.file),
        "state": state,
        "of": statement.map(|statement| if statement.components.form == DRAFT_FORM { "draft" } else { "mailing" }),
        "digest": statement.map(Statement::digest),
        "approver": statement.map(|statement| &statement.approver),
        "approved-at": statement.map(|statement| statement.approved_at.to_string()),
        "valid-until": approval.valid_until.map(|time| time.to_string()),
        "reason": approval.flaw.map(|flaw| reason(flaw, lang)),
    })
}

fn shown(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}
