//! What a run has to say beside its findings, in both languages. Knows no report.

use super::baseline::Keeper;
use super::checker::Checker;
use super::drafts::shown_path;
use crate::lang::Bilingual;
use crate::report::Stopped;
use crate::settings::allowance::LeftOverReason;
use std::path::Path;

/// What else the user should know. That an allowance let nothing pass is told only of a whole collection: one draft
/// rarely meets them all.
pub(super) fn notes(checker: &Checker, knows_who_we_are: bool, is_collection: bool) -> Vec<Bilingual> {
    let mut notes = Vec::new();
    if !knows_who_we_are {
        notes.push(Bilingual {
            en: "a draft does not say who sends it; set `[organization] domains` in mailcheck.toml to tell inside \
                 from outside"
                .into(),
            ja: "差出人の分からない下書きがあります。組織の内と外を区別するには、mailcheck.toml の [organization] domains を設定してください"
                .into(),
        });
    }
    for left_over in checker.allowances().left_over() {
        let (place, rule) = (&left_over.place, &left_over.rule);
        notes.push(match left_over.reason {
            LeftOverReason::Unused if !is_collection => continue,
            LeftOverReason::Unused => Bilingual {
                en: format!("{place}: the allowance for `{rule}` let nothing pass"),
                ja: format!("{place}：「{rule}」の許可は、どこにも当てはまりませんでした"),
            },
            LeftOverReason::Expired(date) => Bilingual {
                en: format!("{place}: the allowance for `{rule}` ended on {date}"),
                ja: format!("{place}：「{rule}」の許可は {date} で期限が切れています"),
            },
        });
    }
    notes.extend(checker.baseline().filter(|_| is_collection).and_then(Keeper::left_over));
    notes
}

/// A folder that was named holds nothing to check: perhaps another one was meant.
pub(super) fn without_draft(folder: &Path) -> Bilingual {
    let folder = shown_path(folder).0;
    Bilingual {
        en: format!("{folder}: there is no draft in this folder"),
        ja: format!("{folder}：このフォルダーに下書きはありません"),
    }
}

/// What was left when a run ended early.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Left {
    /// Of the file in which it ended: its path, and its messages that were not checked; `None` when nobody counted them.
    pub(super) rest: Option<(String, Option<u64>)>,
    /// Files behind that one.
    pub(super) files: usize,
    /// The rules about the mailing as a whole did not run.
    pub(super) is_mailing: bool,
}

/// Why the run ended early, and what was left.
pub(super) fn stopped(why: Stopped, left: &Left) -> Bilingual {
    let (mut en, mut ja) = match why {
        Stopped::Interrupted => ("interrupted".to_owned(), "途中で中断されました".to_owned()),
        Stopped::FailFast => (
            "stopped at the first finding (--fail-fast)".to_owned(),
            "最初の問題で止めました（--fail-fast）".to_owned(),
        ),
    };
    let mut english = Vec::new();
    let mut japanese = Vec::new();
    match &left.rest {
        Some((path, Some(messages @ 1..))) => {
            english.push(format!("{messages} more message{} of {path}", if *messages == 1 { "" } else { "s" }));
            japanese.push(format!("{path} の残り {messages} 通"));
        }
        Some((path, None)) => {
            english.push(format!("the rest of {path}"));
            japanese.push(format!("{path} の残り"));
        }
        _ => {}
    }
    if left.files > 0 {
        english.push(format!("{} more file{}", left.files, if left.files == 1 { "" } else { "s" }));
        japanese.push(format!("ほかの {} ファイル", left.files));
    }
    if !english.is_empty() {
        en += &format!("; not checked: {}", english.join(" and "));
        ja += &format!("。{}は検査していません", japanese.join("と"));
    }
    if left.is_mailing {
        en += "; the rules about the mailing as a whole did not run";
        ja += "。一斉送信全体に関するルールは実行していません";
    }
    Bilingual { en, ja }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_early_end_says_what_was_left() {
        let left =
            |rest: Option<u64>, files, is_mailing| Left { rest: Some(("a.mbox".into(), rest)), files, is_mailing };
        let said = |why, left: Left| {
            let text = stopped(why, &left);
            [text.en, text.ja]
        };
        assert_eq!(
            said(Stopped::FailFast, left(Some(12), 3, true)),
            [
                "stopped at the first finding (--fail-fast); not checked: 12 more messages of a.mbox and 3 more \
                 files; the rules about the mailing as a whole did not run",
                "最初の問題で止めました（--fail-fast）。a.mbox の残り 12 通とほかの 3 ファイルは検査していません。\
                 一斉送信全体に関するルールは実行していません"
            ]
        );
        assert_eq!(
            said(Stopped::Interrupted, left(None, 0, false)),
            ["interrupted; not checked: the rest of a.mbox", "途中で中断されました。a.mbox の残りは検査していません"]
        );
        assert_eq!(
            said(Stopped::FailFast, Left { rest: None, files: 1, is_mailing: false })[0],
            "stopped at the first finding (--fail-fast); not checked: 1 more file"
        );
        assert_eq!(said(Stopped::FailFast, left(Some(0), 0, false))[0], "stopped at the first finding (--fail-fast)");
    }
}
