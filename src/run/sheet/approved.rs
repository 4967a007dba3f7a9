//! Approvals as a sheet tells them: of one draft one by one, of a mailing with how many of its drafts each is good for.

use crate::approval::standing::{Approval, Refused, Standing};
use crate::lang::Bilingual;
use crate::sheet::Approved;
use std::collections::BTreeMap;

/// Approvals that are told of a mailing.
const MOST_TOLD: usize = 8;
/// Different ones that are counted.
const MOST_COUNTED: usize = 1_000;

/// Those of a mailing, draft by draft.
#[derive(Debug, Default)]
pub(super) struct Tally {
    /// Somebody asks for approvals.
    is_asked: bool,
    /// Who, and since when -> of how many drafts.
    valid: BTreeMap<(String, String), usize>,
    /// Who, and why it does not count, in both languages -> of how many drafts.
    refused: BTreeMap<(String, String, String), usize>,
}

impl Tally {
    /// Takes note of a draft's.
    pub(super) fn add(&mut self, standing: &Standing) {
        self.is_asked = true;
        for Approval { approver, approved_at, .. } in &standing.valid {
            count(&mut self.valid, (approver.clone(), approved_at.to_string()));
        }
        for Refused { approver, why, .. } in &standing.refused {
            count(&mut self.refused, (approver.clone(), why.told.en.clone(), why.told.ja.clone()));
        }
    }

    /// Those of all drafts first; `None` when nobody asks for any.
    pub(super) fn told(self, drafts: usize) -> Option<Vec<Approved>> {
        self.is_asked.then_some(())?;
        let mut valid: Vec<_> = self.valid.into_iter().collect();
        valid.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        let mut refused: Vec<_> = self.refused.into_iter().collect();
        refused.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        let valid = valid.into_iter().map(|((approver, since), count)| match count == drafts {
            true => Approved {
                text: Bilingual {
                    en: format!("{approver} approved all {drafts} drafts as they are, {since}"),
                    ja: format!("{approver} が {drafts} 通すべてをこのままの内容で承認しています（{since}）"),
                },
                is_valid: true,
            },
            false => Approved {
                text: Bilingual {
                    en: format!("{approver} approved {count} of {drafts} drafts, {since}"),
                    ja: format!("{approver} が承認しているのは {drafts} 通のうち {count} 通だけです（{since}）"),
                },
                is_valid: false,
            },
        });
        let refused = refused.into_iter().map(|((approver, en, ja), count)| {
            let (drafts, ja_drafts) = (if count == 1 { "draft" } else { "drafts" }, format!("{count} 通について、"));
            let text = Bilingual {
                en: format!("for {count} {drafts}: {approver} {en}"),
                ja: format!("{ja_drafts}{approver} {ja}"),
            };
            Approved { text, is_valid: false }
        });
        let mut told: Vec<Approved> = valid.chain(refused).collect();
        let left = told.len().saturating_sub(MOST_TOLD);
        told.truncate(MOST_TOLD);
        if left > 0 {
            let text = Bilingual { en: format!("and {left} more"), ja: format!("ほか {left} 件") };
            told.push(Approved { text, is_valid: false });
        }
        Some(told)
    }
}

fn count<Key: Ord>(counts: &mut BTreeMap<Key, usize>, key: Key) {
    if counts.len() < MOST_COUNTED || counts.contains_key(&key) {
        *counts.entry(key).or_default() += 1;
    }
}

/// Those that count first.
pub(super) fn approvals(standing: &Standing) -> Vec<Approved> {
    let valid = standing.valid.iter().map(|Approval { approver, approved_at, .. }| {
        let text = Bilingual {
            en: format!("{approver} approved exactly this draft, {approved_at}"),
            ja: format!("{approver} がこのままの内容を承認しています（{approved_at}）"),
        };
        Approved { text, is_valid: true }
    });
    let refused = standing.refused.iter().map(|Refused { approver, why, .. }| {
        let text = Bilingual { en: format!("{approver} {}", why.told.en), ja: format!("{approver} {}", why.told.ja) };
        Approved { text, is_valid: false }
    });
    let doubt = standing.doubt().map(|text| Approved { text, is_valid: false });
    valid.chain(refused).chain(doubt).collect()
}
