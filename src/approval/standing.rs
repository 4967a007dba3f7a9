//! Which approvals of a draft count, and what those that do not lack. Knows neither files nor keys.

use super::reason::{Reason, ReasonKey};
use crate::lang::Bilingual;
use jiff::{Span, Timestamp};
use std::collections::HashSet;
use std::path::PathBuf;

/// Reasons that are told; more nobody reads.
const MOST_TOLD: usize = 20;

/// Every approval that was found for a draft.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Standing {
    /// Signed by the person it names, for this draft, and in force.
    pub valid: Vec<Approval>,
    /// Others, each with the reason.
    pub refused: Vec<Refused>,
    /// Nobody is named as who sends: one of those who have approved it may be who wrote it.
    pub is_writer_unknown: bool,
    /// Somebody has approved, or tried to, a mailing with it.
    pub is_in_mailing: bool,
    /// When.
    pub now: Timestamp,
}

/// An approval that counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Approval {
    /// Whose, in lower case.
    pub approver: String,
    /// Fingerprint of the key: who has two addresses is still one person.
    pub key: String,
    /// Since when.
    pub approved_at: Timestamp,
    /// When the approval or its key ends, whichever is first; `None` when neither does.
    pub valid_until: Option<Timestamp>,
    /// The statement.
    pub file: PathBuf,
}

/// An approval that does not count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// Whose it says it is; the file when it does not say.
    pub approver: String,
    /// What it lacks.
    pub why: Reason,
    /// The statement.
    pub file: PathBuf,
}

/// What somebody asks of approvals.
pub struct Wanted<'a> {
    /// How many people.
    pub count: u64,
    /// Whether an approver is one of those who may.
    pub is_meant: &'a dyn Fn(&str) -> bool,
    /// Days that an approval holds.
    pub valid_days: Option<u64>,
}

impl Standing {
    /// How many people must have approved it, so that as many of them as are wanted are others than who wrote it.
    #[must_use]
    pub fn needed(&self, wanted: u64) -> u64 {
        wanted.saturating_add(u64::from(self.is_writer_unknown))
    }

    /// True when somebody else than who wrote it has agreed.
    #[must_use]
    pub fn is_approved(&self) -> bool {
        let keys: HashSet<&str> = self.valid.iter().map(|approval| approval.key.as_str()).collect();
        keys.len() as u64 >= self.needed(1)
    }

    /// Why it takes one approval more than is asked for; `None` when it does not.
    #[must_use]
    pub fn doubt(&self) -> Option<Bilingual> {
        self.is_writer_unknown.then(|| Bilingual {
            en: "no sender is named, so one approval more is needed than is asked for: write an address into From"
                .to_owned(),
            ja:
                "差出人（From）のアドレスがないため、決まりより 1 件多く承認が必要です。From にアドレスを書いてください"
                    .to_owned(),
        })
    }

    /// `None` when there is what is wanted; else how far it is, and why.
    #[must_use]
    pub fn lacks(&self, wanted: &Wanted<'_>) -> Option<Bilingual> {
        let mut keys = Vec::new();
        let mut refused: Vec<Refused> = Vec::new();
        for approval in &self.valid {
            let approver = &approval.approver;
            let mut refuse = |key, en: &str, ja: &str| {
                let why = Reason::new(key, en, ja);
                refused.push(Refused { approver: approver.clone(), why, file: approval.file.clone() });
            };
            if !(wanted.is_meant)(approver) {
                refuse(ReasonKey::NotEntitled, "is not one of those who may", "には、この承認の権限がありません");
            } else if self.is_too_old(approval, wanted) {
                refuse(ReasonKey::TooOld, "approved it too long ago", "の承認は期限が切れています");
            } else if !keys.contains(&&approval.key) {
                keys.push(&approval.key);
            }
        }
        let (there, count) = (keys.len(), self.needed(wanted.count));
        if there as u64 >= count {
            return None;
        }
        refused.extend(self.refused.iter().cloned());
        let mut en = match (there, count) {
            (0, 1) => "nobody has approved it".to_owned(),
            (0, count) => format!("{count} must approve it, and nobody has"),
            (there, count) => format!("{there} of {count} have approved it"),
        };
        let mut ja = match (there, count) {
            (0, 1) => "承認がありません".to_owned(),
            (there, count) => format!("承認 {count} 件のうち {there} 件しかありません"),
        };
        let rest = refused.len().saturating_sub(MOST_TOLD);
        for Refused { approver, why, .. } in refused.into_iter().take(MOST_TOLD) {
            en.push_str(&format!("; {approver} {}", why.told.en));
            ja.push_str(&format!("。{approver} {}", why.told.ja));
        }
        if rest > 0 {
            en.push_str(&format!("; and {rest} more do not count"));
            ja.push_str(&format!("。ほかに無効なものが {rest} 件あります"));
        }
        if let Some(doubt) = self.doubt() {
            en.push_str(&format!("; {}", doubt.en));
            ja.push_str(&format!("。{}", doubt.ja));
        }
        Some(Bilingual { en, ja })
    }

    fn is_too_old(&self, approval: &Approval, wanted: &Wanted<'_>) -> bool {
        let Some(days) = wanted.valid_days else { return false };
        let hours = i64::try_from(days).ok().and_then(|days| days.checked_mul(24));
        let span = hours.and_then(|hours| Span::new().try_hours(hours).ok());
        // Longer than time is kept: it never ends.
        let end = span.and_then(|span| approval.approved_at.checked_add(span).ok());
        end.is_some_and(|end| self.now >= end)
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail loudly")]
mod tests {
    use super::*;

    fn standing(approvers: &[&str]) -> Standing {
        let approval = |approver: &&str| Approval {
            approver: (*approver).to_owned(),
            key: (*approver).to_owned(),
            approved_at: "2026-11-01T00:00:00Z".parse().unwrap(),
            valid_until: None,
            file: PathBuf::new(),
        };
        Standing {
            valid: approvers.iter().map(approval).collect(),
            refused: Vec::new(),
            is_writer_unknown: false,
            is_in_mailing: false,
            now: "2026-11-08T00:00:00Z".parse().unwrap(),
        }
    }

    #[test]
    fn as_many_people_as_are_wanted_must_agree() {
        let anybody = |_: &str| true;
        let wanted = |count| Wanted { count, is_meant: &anybody, valid_days: None };
        assert_eq!(standing(&["a@x.example"]).lacks(&wanted(1)), None);
        assert_eq!(standing(&[]).lacks(&wanted(1)).unwrap().en, "nobody has approved it");
        let twice = standing(&["a@x.example", "a@x.example"]);
        assert_eq!(twice.lacks(&wanted(2)).unwrap().en, "1 of 2 have approved it");
        assert_eq!(twice.lacks(&wanted(2)).unwrap().ja, "承認 2 件のうち 1 件しかありません");
    }

    /// One of them may have written it.
    #[test]
    fn without_a_sender_one_more_must_agree() {
        let anybody = |_: &str| true;
        let wanted = |count| Wanted { count, is_meant: &anybody, valid_days: None };
        let of = |approvers: &[&str]| Standing { is_writer_unknown: true, ..standing(approvers) };
        let alone = of(&["a@x.example"]);
        assert!(alone.lacks(&wanted(1)).unwrap().en.starts_with("1 of 2 have approved it; no sender is named"));
        assert!(!alone.is_approved() && standing(&["a@x.example"]).is_approved());
        let two = of(&["a@x.example", "b@x.example"]);
        assert!(two.lacks(&wanted(1)).is_none() && two.is_approved());
        assert!(two.lacks(&wanted(2)).unwrap().ja.contains("1 件多く"));
        assert!(!of(&["a@x.example", "a@x.example"]).is_approved());
    }

    #[test]
    fn the_right_people_in_time() {
        let head = |address: &str| address.starts_with("head@");
        let wanted = |valid_days| Wanted { count: 1, is_meant: &head, valid_days };
        assert_eq!(
            standing(&["a@x.example"]).lacks(&wanted(None)).unwrap().en,
            "nobody has approved it; a@x.example is not one of those who may"
        );
        assert_eq!(standing(&["head@x.example"]).lacks(&wanted(Some(8))), None);
        let late = standing(&["head@x.example"]).lacks(&wanted(Some(7))).unwrap();
        assert_eq!(late.ja, "承認がありません。head@x.example の承認は期限が切れています");
    }
}
