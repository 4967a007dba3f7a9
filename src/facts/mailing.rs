//! What drafts that go out together show, and no single one does. Each draft leaves a small digest; these, the roster and
//! what was announced are all that is looked at here. Knows neither files nor how drafts are loaded.
//!
//! Nothing depends on the order of the drafts: a mailing is a set, however it was rendered.

mod accumulation;
pub mod digest;
pub mod key;
pub mod members;
mod names;
mod roster;
mod size;

use super::schema::{MailingKind, MailingPlace, MailingRow};
use crate::settings::Roster;
use crate::span::Span;
use digest::DraftDigest;

/// A mailing as it is judged.
#[derive(Debug, Clone, Copy)]
pub struct Mailing<'a> {
    /// What each draft left, in the order of the mailing; drafts that could not be read left nothing.
    pub drafts: &'a [DraftDigest],
    /// Whom it is for.
    pub roster: Option<&'a Roster>,
    /// `--expect`.
    pub expected: Option<u64>,
}

/// Every row of `mailing`; the first is the mailing as a whole. The span of a row is its number, since what it stands
/// for lies in many views: see [`MailingRow::place`].
#[must_use]
pub fn rows(mailing: &Mailing<'_>) -> Vec<MailingRow> {
    let drafts = mailing.drafts.len() as u64;
    let mut rows = vec![MailingRow { kind: MailingKind::Whole, place: MailingPlace::Whole, ..MailingRow::default() }];
    rows.extend(accumulation::rows(mailing));
    rows.extend(names::of_other_rows(mailing));
    rows.extend(names::repeated(mailing));
    rows.extend(roster::of_drafts(mailing));
    rows.extend(roster::incomplete(mailing));
    rows.extend(size::rows(mailing));
    for (number, row) in rows.iter_mut().enumerate() {
        row.span = Span::new(number, number + 1);
        row.drafts = drafts;
    }
    rows
}
