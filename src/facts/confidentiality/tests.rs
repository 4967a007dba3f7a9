//! Labels and what only looks like one.

use super::*;
use crate::lists::Lists;

fn confidentiality() -> Confidentiality {
    let lists = Lists::builtin();
    Confidentiality::new(lists.needed("confidentiality-markers"), lists.needed("confidentiality-notices"))
}

#[track_caller]
fn title(text: &str, expected: Option<(&str, Certainty)>) {
    let found = confidentiality().in_title(text);
    assert_eq!(found.map(|label| (&text[label.range], label.certainty)), expected, "{text}");
}

#[test]
fn a_subject_is_labelled() {
    title("【社外秘】来期予算", Some(("社外秘", Certainty::Sure)));
    title("社外秘　来期予算", Some(("社外秘", Certainty::Sure)));
    title("来期予算（関係者限り）", Some(("関係者限り", Certainty::Sure)));
    title("[CONFIDENTIAL] Budget", Some(("CONFIDENTIAL", Certainty::Sure)));
    title("Internal use only: Budget", Some(("Internal use only", Certainty::Sure)));
    title("㊙ 予算", Some(("㊙", Certainty::Sure)));
    title("Incident 42 TLP:AMBER", Some(("TLP:AMBER", Certainty::Sure)));
    title("【転送禁止】ご招待", Some(("転送禁止", Certainty::Likely)));
}

#[test]
fn a_subject_about_secrets_is_not_labelled() {
    for text in [
        "社外秘情報の取り扱いについて",
        "機密保持契約書の件",
        "秘密保持契約（NDA）締結のお願い",
        "Confidentiality agreement",
        "Confidential information policy",
        "極秘ではありません",
        "How to mark mail as confidential",
    ] {
        title(text, None);
    }
}

#[test]
fn an_answer_reaches_those_who_know_and_a_forward_does_not() {
    title("Re: 【社外秘】来期予算", Some(("社外秘", Certainty::Likely)));
    title("Fw: Re: 【社外秘】来期予算", Some(("社外秘", Certainty::Sure)));
}

#[test]
fn a_sensitivity_label_is_judged_by_its_name() {
    let confidentiality = confidentiality();
    for name in ["Confidential", "Highly Confidential", "Confidential\\All employees", "社外秘 - 総務", "Internal"]
    {
        assert!(confidentiality.is_label_name(name), "{name}");
    }
    for name in ["Public", "General", "Personal", "一般", "Non-confidential", "International"] {
        assert!(!confidentiality.is_label_name(name), "{name}");
    }
}

fn lines(text: &str) -> usize {
    confidentiality().in_text(text, "").len()
}

#[test]
fn a_text_is_labelled_by_lines_brackets_and_fields() {
    for text in [
        "　　　　　　　　　社外秘\n",
        "※※ 取扱注意 ※※\n",
        "*** CONFIDENTIAL ***\n",
        "【部外秘】来期の予算です。\n",
        "機密区分：社外秘\n",
        "Classification: Confidential\n",
        "> 件名: 【社外秘】予算\n",
        "資料を送ります（庁内限り）\n",
        "機密・取扱注意\n",
    ] {
        assert_eq!(lines(text), 1, "{text}");
    }
}

#[test]
fn sentences_about_secrets_label_nothing() {
    for text in [
        "社外秘の資料は送らないでください。\n",
        "「社外秘」と書かれた紙を廃棄します。\n",
        "This is not confidential.\n",
        "all of it is kept strictly\nconfidential.\n",
        "It is\nconfidential, and so on\n",
        "秘密保持契約書をお送りします。\n",
        "The restricted area is closed.\n",
        "機密保持にご留意ください。\n",
    ] {
        assert_eq!(lines(text), 0, "{text}");
    }
}

#[test]
fn the_heading_of_a_legal_notice_is_none() {
    assert_eq!(lines("CONFIDENTIAL\nThis message is for the intended recipient.\n"), 0);
    assert_eq!(lines("【機密情報】\n本メールは名宛人のためのものです。\n"), 0);
}

#[test]
fn a_file_name_is_labelled_by_a_whole_word() {
    let confidentiality = confidentiality();
    for name in
        ["社外秘_予算.xlsx", "予算【極秘】.pdf", "plan-internal_use-only v2.pdf", "Confidential.docx", "㊙予算 ㊙.xlsx"]
    {
        assert!(confidentiality.in_file_name(name).is_some(), "{name}");
    }
    for name in ["秘密保持契約書.pdf", "NDA_confidentiality.pdf", "機密保持誓約書.docx", "社外秘区分の説明.pdf"]
    {
        assert!(confidentiality.in_file_name(name).is_none(), "{name}");
    }
}
