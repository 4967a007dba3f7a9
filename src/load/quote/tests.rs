//! Replies and forwards as real mailers write them, with invented texts, and how they are cut.

mod notes;
mod signatures;

use super::split;
use crate::load::line::Line;
use crate::load::parts::PieceKind::{self, Own, Quoted, Signature};
use crate::load::{html, text};

/// Each line must start with `o ` (own), `s ` (signature) or `q ` (quoted) and is cut as it says.
#[track_caller]
fn check(expected: &str) {
    let expected: Vec<&str> = expected.lines().map(str::trim_start).filter(|line| !line.is_empty()).collect();
    let body: String = expected.iter().map(|line| format!("{}\n", line.get(2..).unwrap_or_default())).collect();
    let seen = labelled(text::lines(&body, false, false));
    assert_eq!(seen, expected.iter().map(|line| line.trim_end().to_owned()).collect::<Vec<_>>());
}

fn labelled(lines: Vec<Line>) -> Vec<String> {
    let mut labelled = Vec::new();
    for piece in split(lines) {
        let label = match piece.kind {
            Own => 'o',
            Signature => 's',
            Quoted => 'q',
        };
        labelled.extend(piece.text.lines().map(|line| format!("{label} {line}").trim_end().to_owned()));
    }
    labelled
}

/// The text of one kind in HTML.
fn of_html(markup: &str, kind: PieceKind) -> String {
    split(html::read(markup, 256).lines)
        .into_iter()
        .filter(|piece| piece.kind == kind)
        .map(|piece| piece.text)
        .collect()
}

#[test]
fn the_pieces_together_are_the_lines() {
    let lines = text::lines("a\n\n> b\n\nc\n-- \nd", false, false);
    let joined: String = lines.iter().map(|line| format!("{}\n", line.text)).collect();
    assert_eq!(split(lines).into_iter().map(|piece| piece.text).collect::<String>(), joined);
}

#[test]
fn no_lines_are_no_pieces() {
    assert!(split(Vec::new()).is_empty());
}

#[test]
fn a_plain_message_is_own() {
    check(
        "o 山田様
         o
         o 資料をお送りします。
         o 鈴木",
    );
}

#[test]
fn outlook_english_reply() {
    check(
        "o Fine with me.
         o
         q From: Ann Example <ann@a.example>
         q Sent: Monday, February 1, 2026 10:00 AM
         q To: Bob Example <bob@b.example>
         q Subject: Lunch
         q
         q Lunch on Friday?",
    );
}

#[test]
fn outlook_japanese_reply_with_its_rule() {
    check(
        "o 承知しました。
         o
         q ________________________________
         q 差出人: 山田 太郎 <yamada@a.example>
         q 送信日時: 2026年2月1日 10:00
         q 宛先: 鈴木 花子
         q 件名: 会議
         q
         q 会議は来週です。",
    );
}

#[test]
fn original_message_line() {
    check(
        "o Yes.
         q -----Original Message-----
         q From: Ann
         q
         q Really?",
    );
    check(
        "o はい。
         q -----元のメッセージ-----
         q よろしいですか。",
    );
}

#[test]
fn asterisks_around_field_names() {
    check(
        "o ok
         q *From:* Ann <ann@a.example>
         q *Sent:* 1 February 2026
         q *To:* Bob
         q text",
    );
}

#[test]
fn gmail_english_reply_with_wrapped_attribution() {
    check(
        "o Done.
         o
         q On Mon, 1 Feb 2026 at 10:00, Ann Example With A Long Name
         q <ann.example@department.a.example> wrote:
         q
         q > Please do.
         q >
         q > Ann",
    );
}

#[test]
fn gmail_japanese_reply() {
    check(
        "o ありがとうございます。
         o
         q 2026年2月1日(日) 10:00 山田太郎 <yamada@a.example>:
         q
         q > 資料です。",
    );
}

#[test]
fn gmail_reply_whose_quotation_lost_its_marks() {
    check(
        "o ありがとうございます。
         q 2026年2月1日(日) 10:00 山田太郎 <yamada@a.example>:
         q 資料です。",
    );
}

#[test]
fn thunderbird_replies() {
    check(
        "q On 2/1/26 10:00, Ann wrote:
         q > question
         o answer below",
    );
    check(
        "q (2026/02/01 10:00), 山田 さんは書きました:
         q > 質問
         o 回答",
    );
    check(
        "o 回答
         q 2026/02/01 10:00、山田さんのメール:
         q > 質問",
    );
}

#[test]
fn becky_names_day_and_writer_on_two_lines() {
    check(
        "o 回答
         q On Sun, 01 Nov 2026 10:00:00 +0900
         q 山田 wrote:
         q
         q > 質問",
    );
}

#[test]
fn a_day_and_an_act_without_address_and_marks_quote_nothing() {
    check(
        "o On 01/11/2026 10:00, Ann wrote:
         o question
         o answer",
    );
}

#[test]
fn apple_mail_reply() {
    check(
        "o 了解です。
         q 2026/02/01 10:00、山田 <yamada@a.example>のメール:
         q
         q > 明日です",
    );
}

#[test]
fn answers_between_quoted_lines_are_own() {
    check(
        "q > first
         q > question
         o first answer
         q > second
         o
         o second answer",
    );
}

#[test]
fn answers_below_an_original_message_line_with_quote_marks_are_own() {
    check(
        "q ----- Original Message -----
         q From: Ann
         q To: Bob
         q
         q > question
         o answer",
    );
}

#[test]
fn a_forward_with_nothing_written_is_quoted() {
    check(
        "q
         q ---------- Forwarded message ---------
         q From: Ann <ann@a.example>
         q Date: Mon, Feb 1, 2026 at 10:00
         q Subject: Plan
         q To: Bob
         q
         q the plan",
    );
}

#[test]
fn apple_and_thunderbird_forwards() {
    check(
        "o fyi
         q Begin forwarded message:
         q
         q From: Ann
         q text",
    );
    check(
        "o 転送します。
         q -------- 転送メッセージ --------
         q 件名: 計画
         q 日付: 2026年2月1日
         q 差出人: 山田
         q 宛先: 鈴木",
    );
}

#[test]
fn from_in_a_sentence_stays_own() {
    check(
        "o From: this Monday on we meet at ten.
         o 差出人：の欄をご確認ください。
         o On Monday Ann wrote:
         o nothing at all",
    );
}

#[test]
fn a_memo_with_the_hour_of_a_meeting_is_own() {
    check(
        "o 日時：3月5日 10:00
         o 差出人：総務課
         o 宛先：各課長
         o 件名：会議
         o
         o 本文",
    );
}

#[test]
fn calling_a_reader_is_no_quotation() {
    check(
        "o ＞山田様
         o 資料をご確認ください。",
    );
}

#[test]
fn a_prompt_is_no_quotation() {
    check(
        "o I typed
         o >>> print(1)
         o and saw 1",
    );
}

#[test]
fn tables_of_bars_are_own_and_bars_before_text_quote() {
    check(
        "o | a | b |
         o |---|---|
         o | 1 | 2 |",
    );
    check(
        "q | one
         q | two
         o answer",
    );
}

#[test]
fn html_reply_of_outlook_without_its_line_is_told_by_its_header_block() {
    let markup =
        "<p>own</p><hr><p><b>差出人:</b> 山田<br><b>送信日時:</b> 2026年2月1日 10:00<br><b>宛先:</b> 鈴木</p><p>q</p>";
    assert_eq!(of_html(markup, Own).trim_end(), "own");
    assert!(of_html(markup, Quoted).ends_with("q\n"));
}

#[test]
fn html_reply_of_apple_mail_quotes_its_attribution() {
    let markup = "own<div><br><blockquote type=cite><div>On Feb 1, 2026, Ann &lt;ann@a.example&gt; wrote:</div>q</blockquote></div>end";
    assert_eq!(of_html(markup, Own), "own\n\n\nend\n");
}

#[test]
fn a_body_of_one_pattern_is_cut_without_getting_lost() {
    for pattern in [
        "From: a\n",
        "> q\n",
        "On 1\n",
        "\n",
        "-----------\n",
        "本メール\n",
        "a\n> b\n",
        "2026年 <a@a>:\n",
        "| \n",
        "a> b\n",
        "```\n",
        "Received: a\n",
        "From: a@a\nDate: 10:00\n",
        "On 1 10:00 <\n",
        "iPhoneから送信\n",
    ] {
        let body = pattern.repeat(4 * 1024 * 1024 / pattern.len() / 8);
        assert!(!split(text::lines(&body, true, true)).is_empty());
    }
}
