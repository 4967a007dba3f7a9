//! What ordinary mail says that looks like a slip, and slips that look like ordinary mail.

use super::*;
use crate::facts::test_draft::draft;
use crate::lists::Lists;

fn rows_of(text: &str) -> Vec<BodyRow> {
    let draft = draft(&format!("From: a@alpha.example\n\n{text}\n"));
    let vocabulary = Vocabulary::new(&|name| Lists::builtin().get(name));
    rows(&draft, &Searching { vocabulary: &vocabulary, intranet_hosts: &["portal.alpha.example".to_owned()] })
}

#[track_caller]
fn promises(text: &str, expected: bool) {
    assert_eq!(rows_of(text).iter().any(|row| row.kind == BodyKind::AttachmentPhrase), expected, "{text}");
}

/// The merge fields that a rule would report.
fn fields(text: &str) -> Vec<(String, Certainty)> {
    let rows = rows_of(text).into_iter();
    let reported = rows.filter(|row| row.kind == BodyKind::Placeholder && row.certainty != Certainty::Weak);
    reported.map(|row| (row.text, row.certainty)).collect()
}

#[track_caller]
fn is_field(text: &str, field: &str, certainty: Certainty) {
    assert_eq!(fields(text), [(field.to_owned(), certainty)], "{text}");
}

#[track_caller]
fn no_field(text: &str) {
    assert_eq!(fields(text), [], "{text}");
}

#[test]
fn thanks_for_what_was_sent_promise_nothing() {
    promises("資料をお送りいただき、ありがとうございます。", false);
    promises("ご査収いただきありがとうございます。", false);
    promises("Thanks for the attached report.", false);
    promises("Did you see the attached file I sent yesterday?", false);
}

#[test]
fn a_request_promises_nothing() {
    promises("資料をお送りいただけますか。", false);
    promises("議事録を送付してもらえると助かります。", false);
}

#[test]
fn what_goes_by_post_is_not_attached() {
    promises("請求書を書留で送付いたします。", false);
    promises("見積書を送付しましたが届いておりますでしょうか。", false);
}

#[test]
fn things_are_attached_to_things() {
    promises("The garage is attached to the house.", false);
    promises("We attach great importance to quality.", false);
    promises("The quote you asked for is attached.", true);
    promises("The agenda is attached to this mail", true);
}

#[test]
fn a_promise_may_stand_over_two_lines() {
    promises("Please find\nattached the report.", true);
    promises("Please find\n\nattached", false);
}

#[test]
fn japanese_is_broken_anywhere() {
    promises("資料を添付いた\nします。", true);
    promises("見積書を添\n付いたします。", true);
    promises("資料の添付は不\n要です。", false);
    promises("先ほど添\n付いたしました資料です。", false);
    promises("添付\n\nいたします", false);
}

#[test]
fn a_word_left_for_later_is_told_from_a_joke() {
    is_field("We meet on [Insert date] in the hall.", "[Insert date]", Certainty::Sure);
    is_field("[INSERT COMPANY NAME] will pay.", "[INSERT COMPANY NAME]", Certainty::Sure);
    no_field("an incredible room [insert suitable grunt here].");
    no_field("<<Obvious suggestion entails>>");
    is_field("Dear <<Name>>,", "<<Name>>", Certainty::Sure);
    is_field("{name} 様", "{name}", Certainty::Sure);
    no_field("Ftoc_PickMsgs {{1 hit}}");
    is_field("Hello {{1}}!", "{{1}}", Certainty::Sure);
}

#[test]
fn announcements_promise_a_file() {
    promises("見積書をお送りします。", true);
    promises("請求書を送付いたします。", true);
}

#[test]
fn decorated_headings_are_no_fields() {
    no_field("≪重要≫ 来週は休みです。");
    no_field("≪会場≫\n市民会館");
    no_field("＜＜お知らせ＞＞");
    no_field("＊＊月例会のお知らせ＊＊");
}

#[test]
fn a_field_of_a_merge_is_told_by_its_word_or_its_honorific() {
    is_field("≪お客様≫ 様", "≪お客様≫ 様", Certainty::Sure);
    is_field("会社名：≪会社名≫", "≪会社名≫", Certainty::Sure);
    is_field("＜＜氏名＞＞", "＜＜氏名＞＞", Certainty::Sure);
    is_field("<<First Name>>", "<<First Name>>", Certainty::Sure);
    is_field("Our office is in <<Street>>.", "<<Street>>", Certainty::Sure);
    is_field("Our office is in <<Head_Office>>.", "<<Head_Office>>", Certainty::Sure);
}

#[test]
fn the_marks_of_attachments_that_exchange_writes_are_no_fields() {
    no_field("See below. <<Expense Document>> ");
    no_field("<<BORED MEETING.EXE>> <<S0044082>> <<Jo Brown>>");
    no_field("<<COMPUTERS>>\n<<BOOKS>>");
    no_field("YORK#032#NEW#032#JO and I will attend __XX_____");
}

#[test]
fn guillemets_quote_words_and_mark_fields() {
    no_field("Il a dit «oui» hier.");
    no_field("Das «Haus» ist alt.");
    is_field("Bonjour «Nom»,", "«Nom»", Certainty::Sure);
    is_field("Order «Order_Number»", "«Order_Number»", Certainty::Sure);
    is_field("«氏名»", "«氏名»", Certainty::Sure);
}

#[test]
fn a_form_to_be_filled_is_no_unfilled_one() {
    no_field("【会社名】の記入をお願いします。");
    no_field("[会社名]欄は必須です。");
    is_field("[会社名] 様", "[会社名] 様", Certainty::Sure);
    is_field("【会社名】の鈴木です", "【会社名】", Certainty::Sure);
}

#[test]
fn a_date_to_come_is_doubtful() {
    is_field("○月○日に開催します。", "○月○日", Certainty::Likely);
    no_field("時期は○月○日頃で調整中です。");
}

#[test]
fn talk_of_code_has_examples() {
    no_field("GitHub Actions uses ${{ secrets.TOKEN }} here");
    no_field("Run this in a shell: cat ${FILE}");
    no_field("例：○○株式会社 御中");
    is_field("Your mysqlx order {{order}} is ready", "{{order}}", Certainty::Sure);
}

#[test]
fn an_attachment_is_announced_in_many_forms() {
    for text in [
        "資料を添付したのでご確認ください。",
        "詳細は添付ファイルの通りです。",
        "添付：見積書.pdf",
        "添付 2点です。",
        "添付の申込書に記入し、返信してください。",
        "議事録を送ります。",
        "別添資料をご確認ください。",
        "I am attaching the invoice.",
        "PFA the report.",
        "Please check the attachment.",
        "Anbei das Angebot.",
        "Je vous joins le rapport.",
        "W załączniku przesyłam umowę.",
    ] {
        promises(text, true);
    }
}

#[test]
fn an_attachment_of_another_mail_or_day_is_none_of_this() {
    for text in [
        "いただいた添付資料のとおりで問題ありません。",
        "添付の資料、拝見しました。",
        "添付のファイルが開けませんでした。",
        "添付：なし",
        "資料は後ほどお送りします。見積書も明日お送りします。",
        "添付の有無をお知らせください。",
        "Danke für das Angebot im Anhang.",
    ] {
        promises(text, false);
    }
}

#[test]
fn a_slot_of_a_greeting_takes_no_mark() {
    for text in ["Dear [Customer],", "Hello {username}!", "Hi %First Name%,", "Dear XXX,", "Dear (null),"] {
        assert!(!fields(text).is_empty(), "{text}");
    }
    no_field("Hi @bob,");
    no_field("Dear X,");
}

#[test]
fn a_field_word_before_an_honorific_is_unfilled() {
    for text in ["＜氏名＞様", "##氏名##様", "「会社名」御中", "氏名 様", "(null) 様", "**様", "○様"]
    {
        assert!(!fields(text).is_empty(), "{text}");
    }
    no_field("氏名：佐藤様");
    no_field("氏名　様式1のとおり");
    no_field("会社名は株式会社ヤマセミ様です。");
}
