//! Whether a mailing has the size it should have: a list pasted twice, a filter that was not set.

use super::Mailing;
use crate::facts::schema::{MailingKind, MailingPlace, MailingRow};

/// Without `--expect`, a mailing may have up to half as many drafts again as its roster has rows: somebody may get a
/// copy, and a household two.
const MOST_FOR_TWO_ROWS: u64 = 3;

/// One row when the number of drafts is not the one announced, or far above that of the roster's rows.
pub(super) fn rows(mailing: &Mailing<'_>) -> Option<MailingRow> {
    let drafts = mailing.drafts.len() as u64;
    let (expected, is_exact) = match (mailing.expected, mailing.roster) {
        (Some(expected), _) => (expected, true),
        (None, Some(roster)) => (roster.rows.len() as u64, false),
        (None, None) => return None,
    };
    let is_far_more = drafts.saturating_mul(2) > expected.saturating_mul(MOST_FOR_TWO_ROWS);
    let problem = match drafts.cmp(&expected) {
        std::cmp::Ordering::Less if is_exact => "fewer",
        std::cmp::Ordering::Greater if is_exact || is_far_more => "more",
        _ => return None,
    };
    Some(MailingRow {
        kind: MailingKind::UnexpectedSize,
        place: MailingPlace::Whole,
        problem: Some(problem),
        expected: Some(expected),
        ..MailingRow::default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::mailing::digest::DraftDigest;
    use crate::settings::{Roster, RosterRow};

    fn problem(drafts: usize, roster: Option<usize>, expected: Option<u64>) -> Option<&'static str> {
        let drafts = vec![DraftDigest::default(); drafts];
        let roster = roster.map(|rows| Roster { rows: vec![RosterRow::default(); rows], ..Roster::default() });
        rows(&Mailing { drafts: &drafts, roster: roster.as_ref(), expected, history: None })?.problem
    }

    #[test]
    fn a_number_that_was_announced_is_exact() {
        assert_eq!(problem(17, None, Some(1)), Some("more"));
        assert_eq!(problem(16, Some(16), Some(17)), Some("fewer"));
        assert_eq!(problem(17, Some(3), Some(17)), None, "what was said wins over the roster");
    }

    #[test]
    fn a_roster_says_only_what_is_far_too_many() {
        assert_eq!(problem(15, Some(10), None), None);
        assert_eq!(problem(16, Some(10), None), Some("more"));
        assert_eq!(problem(1, Some(10), None), None, "rows without a draft are told one by one");
        assert_eq!(problem(900, None, None), None);
    }
}
