//! Heads of HCL Notes, as it writes them in English and Japanese.

use super::check;

#[test]
fn a_head_of_notes_begins_a_quotation() {
    check(
        "o I cannot come.
         o
         q \"Ann Smith\" <ann@alpha.example> on 01/12/2026 10:52:53 AM
         q Please respond to ann@alpha.example
         q To: bob@beta.example,
         q carol@gamma.example
         q cc:
         q Subject: Party
         q
         q Who comes?",
    );
    check(
        "o 承知しました。
         o
         q 鈴木花子/総務部/GAMMA
         q 2026/07/12 10:52
         q 宛先: 山田太郎/営業部/ALPHA
         q cc:
         q 件名: 見学
         q
         q 人数をお知らせください。",
    );
}

#[test]
fn a_separator_of_notes_may_be_wrapped() {
    check(
        "o Look at this.
         q ---------------------- Forwarded by Ann Smith/HQ/Alpha on 08/01/2026
         q 08:44 AM ---------------------------
         q
         q Hello all.",
    );
}

#[test]
fn a_day_above_a_memo_is_no_head_of_notes() {
    check(
        "o The bus leaves on 01/12/2026 10:52 AM
         o To: the harbour
         o Subject to change.",
    );
    check(
        "o 集合 2026/07/12 10:52
         o 宛先: 各課
         o cc:
         o
         o 件名: 見学",
    );
}
