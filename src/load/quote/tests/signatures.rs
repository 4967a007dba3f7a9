//! Signatures and legal notices as people write them, and own text that only looks like them.

use super::*;

#[test]
fn signature_after_its_separator() {
    check(
        "o Regards
         s --
         s Ann Example",
    );
    assert_eq!(labelled(text::lines("a\n-- \nAnn\n\n> q\n", false, false)), ["o a", "s --", "s Ann", "s", "q > q"]);
}

#[test]
fn the_footer_of_a_mailing_list_follows_the_signature() {
    assert_eq!(
        labelled(text::lines("a\n-- \nAnn\n-- \nlist@a.example\n", false, false)),
        ["o a", "s --", "s Ann", "s --", "s list@a.example"]
    );
}

#[test]
fn japanese_signature_boxes() {
    check(
        "o よろしくお願いいたします。
         o
         s ************************
         s 例示市役所 総務課
         s 山田 太郎
         s TEL 0123-45-6789
         s ************************",
    );
    check(
        "o よろしくお願いいたします。
         s ━━━━━━━━━━━━
         s 株式会社例示
         s ------------------
         s yamada@a.example
         s ━━━━━━━━━━━━
         s
         q > 質問",
    );
}

#[test]
fn a_box_of_an_announcement_is_own() {
    check(
        "o ご案内
         o ------------------
         o 日時：2026年2月1日 10:00
         o 会場：株式会社例示 https://a.example/
         o ------------------",
    );
    check(
        "o ------------------
         o 品名 10個 tel 012-345-6789
         o ------------------
         o 以上、よろしくお願いします。",
    );
}

#[test]
fn a_box_that_is_the_whole_message_is_own() {
    check(
        "o ==========
         o 株式会社例示 https://a.example/
         o ==========",
    );
}

#[test]
fn a_signature_alone_above_a_forward_is_no_own_text() {
    check(
        "s
         s ==========
         s 山田 yamada@a.example
         s ==========
         s
         q -----Original Message-----
         q text",
    );
}

#[test]
fn sentences_below_a_rule_are_own() {
    check(
        "o Agenda
         o ------------------
         o Please register at https://a.example/ before the end of this very month.
         o Ann",
    );
}

#[test]
fn a_legal_notice_at_the_end_belongs_to_the_signature() {
    check(
        "o See you.
         o
         s This e-mail is confidential. If you are not the
         s intended recipient, delete it.",
    );
    check(
        "o 以上です。
         s ==========
         s 山田 yamada@a.example
         s ==========
         s
         s ※本メールには機密情報が含まれます。
         s 誤って受信された場合は削除してください。",
    );
}

#[test]
fn a_sentence_about_this_mail_is_no_legal_notice() {
    check(
        "o 本メールは送信専用です。
         o
         o This message is confidential between us.
         o
         o Ann",
    );
}

#[test]
fn html_signature_is_taken_from_its_mark() {
    let markup = "own<br>-- <br><div class=gmail_signature>Ann</div>";
    assert_eq!(of_html(markup, Signature), "--\nAnn\n");
}
