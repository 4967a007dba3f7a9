//! Which names of files say that they were not meant to be sent.

use super::*;
use crate::facts::test_draft;
use crate::lists::Lists;

/// Kind of the first file, with `?` behind it when it is only told on request.
fn judged(names: &[&str], text: &str, goes_outside: bool) -> Option<String> {
    let draft = test_draft::draft(&format!("Subject: x\n\n{text}\n"));
    let words = Lists::builtin().get("superseded-file-words").unwrap();
    let files = Files::new(&draft, names.iter().copied(), &words, goes_outside);
    let found = files.judge(names[0])?;
    Some(format!("{}{}", found.kind, if found.is_likely { "" } else { "?" }))
}

#[track_caller]
fn outside(names: &[&str], expected: &str) {
    assert_eq!(judged(names, "添付します。", true).as_deref().unwrap_or_default(), expected, "{names:?}");
}

#[test]
fn a_mark_of_an_old_file_is_seen() {
    for name in [
        "計画_旧.docx",
        "【旧】計画.docx",
        "計画旧版.docx",
        "旧版_計画.docx",
        "計画（修正前）.docx",
        "plan_old.docx",
        "plan old2.docx",
        "old_plan.docx",
        "plan (old).docx",
        "計画ボツ.docx",
    ] {
        outside(&[name], "old");
    }
}

#[test]
fn other_words_with_the_same_signs_are_no_marks() {
    for name in [
        "新旧対照表.docx",
        "旧姓届.docx",
        "復旧計画.docx",
        "没収.docx",
        "Old Town map.pdf",
        "gold.pdf",
        "threshold.pdf",
        "template.docx",
        "room_temp.csv",
        "draft-ietf-x-00.txt",
        "Draft agreement.docx",
        "redraft.docx",
        "overdraft.pdf",
    ] {
        outside(&[name], "");
    }
}

#[test]
fn a_draft_that_goes_outside_is_seen() {
    for name in [
        "計画（案）.docx",
        "計画_案.docx",
        "挨拶文案.docx",
        "案内文_案_20260401.docx",
        "計画たたき台.docx",
        "下書き.docx",
        "plan_draft.docx",
        "plan draft v2.docx",
        "DRAFT plan.docx",
        "[draft] plan.docx",
    ] {
        outside(&[name], "draft");
        assert_eq!(judged(&[name], "添付します。", false), None, "{name}");
    }
}

#[test]
fn documents_that_are_called_so_are_no_drafts() {
    for name in [
        "ご案内.pdf",
        "提案.pptx",
        "ご提案.pptx",
        "議案.docx",
        "令和8年度予算案.pdf",
        "学習指導案.docx",
        "A案.pdf",
        "レイアウト案2.pdf",
        "第1案.pdf",
    ] {
        outside(&[name], "");
    }
}

#[test]
fn an_author_who_speaks_of_a_draft_means_it() {
    for text in ["議事録の案を送ります。", "ご意見をお願いします。", "Here is the draft.", "For your review."]
    {
        assert_eq!(judged(&["議事録（案）.docx"], text, true), None, "{text}");
    }
    for text in ["ご案内を添付します。", "この案件の資料です。", "議案を添付します。"] {
        assert_eq!(judged(&["議事録（案）.docx"], text, true).as_deref(), Some("draft"), "{text}");
    }
}

#[test]
fn an_author_who_speaks_of_the_old_one_means_it() {
    assert_eq!(judged(&["計画_旧.docx"], "旧計画も参考に添付します。", true), None);
    assert_eq!(judged(&["plan_old.docx"], "The old plan is attached too.", true), None);
    assert_eq!(judged(&["計画_修正前.docx", "計画_修正後.docx"], "添付します。", true), None);
}

#[test]
fn what_editors_keep_is_never_meant() {
    outside(&["~$計画.docx"], "lock-file");
    assert_eq!(judged(&["~$計画.docx"], "", false).as_deref(), Some("lock-file"));
    outside(&["計画.docx.bak"], "working-file");
    outside(&["計画.docx~"], "working-file");
    outside(&["計画_作業用.xlsx"], "working-file");
    assert_eq!(judged(&["計画.bak"], "", false).as_deref(), Some("working-file?"));
}

#[test]
fn of_two_editions_the_older_one_is_seen() {
    outside(&["plan_v1.docx", "plan_v2.pdf"], "older-version");
    outside(&["plan_v2.docx", "plan_v1.docx"], "");
    outside(&["計画第1版.docx", "計画第3版.docx"], "older-version");
    outside(&["計画_20260401.docx", "計画_20260415.docx"], "older-date?");
    assert_eq!(judged(&["plan_v1.docx", "plan_v2.docx"], "", false).as_deref(), Some("older-version?"));
    assert_eq!(judged(&["plan_v1.docx", "plan_v2.docx"], "What changed since v1 is marked.", true), None);
}

#[test]
fn a_series_of_dates_is_no_old_edition() {
    outside(&["議事録_20260401.docx", "議事録_20260408.docx", "議事録_20260415.docx"], "");
}

#[test]
fn a_copy_is_seen_and_more_so_beside_its_original() {
    outside(&["計画 - コピー.docx"], "copy?");
    outside(&["計画 - コピー (2).docx", "計画.docx"], "copy");
    outside(&["計画のコピー.docx"], "copy?");
    outside(&["Copy of plan.docx", "plan.docx"], "copy");
    outside(&["plan - Copy.docx"], "copy?");
    outside(&["plan (1).docx"], "copy?");
    outside(&["plan (1).docx", "plan.docx"], "copy");
}

#[test]
fn numbers_and_copies_that_are_spoken_of_are_meant() {
    outside(&["様式 (1).docx", "様式 (2).docx"], "");
    outside(&["様式（1）.docx"], "");
    outside(&["plan (2026).docx"], "");
    assert_eq!(judged(&["免許証のコピー.pdf"], "免許証のコピーを添付します。", true), None);
}

#[test]
fn several_final_ones_are_told_on_request() {
    for name in
        ["計画_最終_最新2.docx", "計画最終版2.docx", "plan final2.docx", "plan_final_final.docx", "計画_最新_最終.docx"]
    {
        outside(&[name], "several-finals?");
    }
    for name in ["計画_最終.docx", "plan final.docx", "最終報告_20260401.docx", "finalist 2.docx", "計画_確定.docx"]
    {
        outside(&[name], "");
    }
}
