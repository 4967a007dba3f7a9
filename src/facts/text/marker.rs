//! Marks that say "draft" or "test" in the subject or the first line. A word alone in brackets, before a colon or by
//! itself is a mark; a word among others (「サンプル送付のご案内」, "test results") is what the mail is about.

use super::Vocabulary;
use crate::draft::Draft;
use crate::facts::schema::{BodyKind, BodyPlace, BodyRow, Certainty};
use crate::fold::fold;
use crate::span::Span;

/// Brackets that set a mark apart, and whether they may also close a subject: what stands in round ones there mostly
/// belongs to the name of a document (「議事録（案）」).
const BRACKETS: [(char, char, bool); 8] = [
    ('【', '】', true),
    ('[', ']', true),
    ('［', '］', true),
    ('〔', '〕', true),
    ('＜', '＞', true),
    ('<', '>', true),
    ('（', '）', false),
    ('(', ')', false),
];
/// What a mail is: with 「（案）」 behind it, the mail itself is the draft.
const NOTICES: [&str; 10] = ["知らせ", "案内", "通知", "依頼", "回答", "お願い", "連絡", "お詫び", "照会", "文面"];
/// Words by which a mail asks for a look at a draft: then the mark is meant (folded).
const REVIEWS: [&str; 13] = [
    "確認",
    "レビュー",
    "意見",
    "校正",
    "修正",
    "検討",
    "相談",
    "共有",
    "review",
    "comment",
    "feedback",
    "proofread",
    "discussion",
];
/// Longest line that is looked at.
const LONGEST_LINE_BYTES: usize = 400;

/// Rows for the marks in subject and first line.
pub(super) fn rows(draft: &Draft, vocabulary: &Vocabulary) -> Vec<BodyRow> {
    let subject = draft.subject.iter().filter_map(|subject| {
        in_subject(draft.view.slice(subject.span), vocabulary)
            .map(|(span, certainty)| (BodyPlace::Subject, span.shifted(subject.span.start), certainty))
    });
    let line = first_line(draft).and_then(|line| {
        let span = in_line(draft.view.slice(line), vocabulary)?;
        Some((BodyPlace::OwnText, span.shifted(line.start), Certainty::Sure))
    });
    subject
        .chain(line)
        .map(|(place, span, certainty)| {
            let text = draft.view.slice(span).to_owned();
            BodyRow { certainty, ..BodyRow::new(span, BodyKind::DraftMarker, place, text) }
        })
        .collect()
}

fn first_line(draft: &Draft) -> Option<Span> {
    let own = draft.body.own.first()?;
    let text = draft.view.slice(*own);
    let start = text.len() - text.trim_start().len();
    let length = text[start..].find('\n').unwrap_or(text.len() - start);
    (length > 0).then(|| Span::new(own.start + start, own.start + start + length))
}

fn in_subject(subject: &str, vocabulary: &Vocabulary) -> Option<(Span, Certainty)> {
    if subject.len() > LONGEST_LINE_BYTES {
        return None;
    }
    let span = in_brackets(subject, vocabulary).or_else(|| label(subject, vocabulary)).or_else(|| {
        let trimmed = trimmed(subject);
        counts(without_number(trimmed.1), "alone", vocabulary).then_some(trimmed.0)
    })?;
    let rest = fold(&subject.replace(&subject[span.range()], " "));
    let is_review = REVIEWS.iter().any(|word| rest.contains(word));
    Some((span, if is_review { Certainty::Weak } else { Certainty::Sure }))
}

/// The first of the brackets that open a subject, one after the other, or the last one that closes it.
fn in_brackets(subject: &str, vocabulary: &Vocabulary) -> Option<Span> {
    let mut at = subject.len() - subject.trim_start().len();
    while let Some((open, close, _)) = BRACKETS.iter().find(|(open, ..)| subject[at..].starts_with(*open)) {
        let inner = at + open.len_utf8();
        let end = inner + subject[inner..].find(*close)?;
        if counts(&subject[inner..end], "bracket", vocabulary) {
            return Some(Span::new(at, end + close.len_utf8()));
        }
        at = end + close.len_utf8();
        at += subject[at..].len() - subject[at..].trim_start().len();
    }
    let trimmed = subject.trim_end();
    let (open, close, may_close) = BRACKETS.iter().find(|(_, close, _)| trimmed.ends_with(*close))?;
    let start = trimmed.rfind(*open)?;
    let inner = &trimmed[start + open.len_utf8()..trimmed.len() - close.len_utf8()];
    let is_notice = NOTICES.iter().any(|notice| trimmed[..start].trim_end().ends_with(notice));
    ((*may_close || is_notice) && counts(inner, "bracket", vocabulary)).then(|| Span::new(start, trimmed.len()))
}

/// `DRAFT: ...`, `DRAFT - ...`, 「テスト：...」.
fn label(subject: &str, vocabulary: &Vocabulary) -> Option<Span> {
    let end = [":", "：", " - ", " – ", " — "].iter().filter_map(|mark| subject.find(mark)).min()?;
    let (span, word) = trimmed(&subject[..end]);
    counts(word, "label", vocabulary).then_some(span)
}

/// The whole line, with or without brackets and signs of attention around it.
fn in_line(line: &str, vocabulary: &Vocabulary) -> Option<Span> {
    if line.len() > LONGEST_LINE_BYTES {
        return None;
    }
    let is_frame = |sign: char| sign.is_whitespace() || "※■●◆□*=-_＊＝－―─〓★☆".contains(sign);
    let inner = line.trim_matches(is_frame);
    let start = line.find(inner)?;
    let span = Span::new(start, start + inner.len());
    if BRACKETS.iter().any(|(open, close, _)| {
        let word = inner.strip_prefix(*open).and_then(|inner| inner.strip_suffix(*close));
        word.is_some_and(|word| counts(word, "bracket", vocabulary))
    }) {
        return Some(span);
    }
    counts(inner.trim_end_matches(['。', '.', '！', '!']), "alone", vocabulary).then_some(span)
}

/// `test 2`, 「テスト③」, `Integration Test Email #1`: trials are counted.
fn without_number(word: &str) -> &str {
    word.trim_end_matches(|sign: char| sign.is_numeric() || matches!(sign, '#' | '＃' | ' ' | '　'))
}

fn trimmed(text: &str) -> (Span, &str) {
    let inner = text.trim();
    let start = text.len() - text.trim_start().len();
    (Span::new(start, start + inner.len()), inner)
}

/// True when the list has the word for that place; a word that a user added counts everywhere.
fn counts(word: &str, place: &str, vocabulary: &Vocabulary) -> bool {
    let folded = fold(word.trim());
    let entry = vocabulary.draft_markers.entries.iter().find(|entry| *entry.key == *folded);
    entry.is_some_and(|entry| entry.column(0).is_none_or(|places| places.split('+').any(|known| known == place)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::test_draft::draft;
    use crate::lists::Lists;

    fn marks(subject: &str, body: &str) -> Vec<(String, Certainty)> {
        let draft = draft(&format!("Subject: {subject}\n\n{body}\n"));
        let rows = rows(&draft, &Vocabulary::new(&|name| Lists::builtin().get(name)));
        rows.into_iter().map(|row| (row.text, row.certainty)).collect()
    }

    #[track_caller]
    fn marked(subject: &str, mark: &str) {
        assert_eq!(marks(subject, "x"), [(mark.to_owned(), Certainty::Sure)], "{subject}");
    }

    #[test]
    fn a_mark_stands_in_brackets_before_a_colon_or_alone() {
        marked("【案】講座のお知らせ", "【案】");
        marked("【重要】［ＤＲＡＦＴ］ Opening hours", "［ＤＲＡＦＴ］");
        marked("(案) 講座のお知らせ", "(案)");
        marked("講座のお知らせ（案）", "（案）");
        marked("Opening hours [DRAFT]", "[DRAFT]");
        marked("テスト：講座のお知らせ", "テスト");
        marked("test", "test");
        marked("DRAFT - Opening hours", "DRAFT");
        marked("テスト③", "テスト③");
        marked("Integration Test Email #1", "Integration Test Email #1");
    }

    #[test]
    fn a_word_among_others_is_no_mark() {
        for subject in [
            "テスト結果のご報告",
            "サンプル送付のご案内",
            "Test results",
            "Draft agreement",
            "議事録（案）",
            "避難訓練のお知らせ",
            "[tests] CI is red",
            "案内",
            "Unit test: how to",
            "Test drive - Friday",
            "テスト 2 の結果",
        ] {
            assert_eq!(marks(subject, "x"), [], "{subject}");
        }
    }

    #[test]
    fn a_draft_that_is_sent_for_review_is_meant() {
        let weak = |subject: &str| marks(subject, "x").iter().all(|(_, certainty)| *certainty == Certainty::Weak);
        assert!(weak("【案】講座のお知らせのご確認"));
        assert!(weak("[DRAFT] Press release for your review"));
    }

    #[test]
    fn the_first_line_is_a_mark_when_it_is_nothing_else() {
        assert_eq!(marks("x", "【下書き】\n佐藤様"), [("【下書き】".to_owned(), Certainty::Sure)]);
        assert_eq!(marks("x", "※これはテストです。\n"), [("これはテストです。".to_owned(), Certainty::Sure)]);
        assert_eq!(marks("x", "Test the pump first.\nDRAFT\n"), []);
    }
}
