//! Greetings as people write them, and lines that only look like one.

use super::*;
use crate::facts::test_draft::draft;
use crate::lists::Lists;

/// The text under each salutation and the words of the person.
fn spoken_to(text: &str) -> Vec<(String, Option<String>)> {
    let draft = draft(&format!("From: a@alpha.example\n\n{text}\n"));
    let vocabulary = Vocabulary::new(&|name| Lists::builtin().get(name));
    let found = salutations(&draft, &vocabulary);
    let name = |person: &PersonName| person.words.join(" ");
    found.iter().map(|s| (draft.view.slice(s.span).to_owned(), s.person.as_ref().map(name))).collect()
}

#[track_caller]
fn speaks_to(text: &str, expected: &[(&str, Option<&str>)]) {
    let found = spoken_to(text);
    let found: Vec<(&str, Option<&str>)> = found.iter().map(|(text, name)| (text.as_str(), name.as_deref())).collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn organization_department_and_title_are_no_part_of_the_name() {
    speaks_to("株式会社山田商事　営業部　山田太郎様", &[("株式会社山田商事　営業部　山田太郎様", Some("山田太郎"))]);
    speaks_to("㈱ヤマセミ 営業部長 佐藤 一郎 様", &[("㈱ヤマセミ 営業部長 佐藤 一郎 様", Some("佐藤 一郎"))]);
    speaks_to("ヤマセミ　佐藤様", &[("ヤマセミ　佐藤様", Some("佐藤"))]);
    speaks_to("営業部山田様", &[("営業部山田様", Some("山田"))]);
    speaks_to("佐藤部長様", &[("佐藤部長様", Some("佐藤"))]);
}

#[test]
fn a_title_alone_is_a_form_of_address() {
    speaks_to("山田部長", &[("山田部長", Some("山田"))]);
    speaks_to("田中先生", &[("田中先生", Some("田中"))]);
    speaks_to("営業部長", &[]);
    speaks_to("課長", &[]);
}

#[test]
fn several_are_spoken_to_one_by_one() {
    speaks_to("佐藤様、鈴木様", &[("佐藤様", Some("佐藤")), ("鈴木様", Some("鈴木"))]);
    speaks_to("佐藤様・鈴木課長（Cc：田中様）", &[("佐藤様", Some("佐藤")), ("鈴木課長", Some("鈴木"))]);
    speaks_to("佐藤様\n鈴木様\nお世話になっております。", &[("佐藤様", Some("佐藤")), ("鈴木様", Some("鈴木"))]);
    speaks_to("Dear Bob and Carol,", &[("Bob", Some("bob")), ("Carol", Some("carol"))]);
    speaks_to("Hi Bob, Carol & Dan -", &[("Bob", Some("bob")), ("Carol", Some("carol")), ("Dan", Some("dan"))]);
}

#[test]
fn prose_may_follow_in_the_same_line() {
    speaks_to("佐藤様、先日はどうも", &[("佐藤様", Some("佐藤"))]);
    speaks_to("Hi Bob, see below", &[("Bob", Some("bob"))]);
}

#[test]
fn an_organization_may_stand_on_the_line_above() {
    let expected = [("株式会社ヤマセミ", None), ("佐藤様", Some("佐藤"))];
    speaks_to("株式会社ヤマセミ\n佐藤様\n", &expected);
    speaks_to("株式会社つばめ印刷\nお知らせ\n", &[]);
    speaks_to("株式会社ヤマセミ 御中", &[("株式会社ヤマセミ 御中", None)]);
}

#[test]
fn latin_titles_and_japanese_honorifics_in_latin() {
    speaks_to("Dear Mr. Smith,", &[("Mr. Smith", Some("smith"))]);
    speaks_to("Sehr geehrte Frau Müller,", &[("Frau Müller", Some("muller"))]);
    speaks_to("Sato-san,", &[("Sato-san", Some("sato"))]);
    speaks_to("hi bob", &[("bob", Some("bob"))]);
}

#[test]
fn nobody_is_named() {
    for text in [
        "ご担当者様",
        "お客様",
        "関係者各位",
        "Dear all,",
        "Dear team,",
        "Hi there,",
        "Hello world",
        "Dear Acme Support Team,",
        "Dear Sir or Madam,",
        "Hi Bob's friend,",
    ] {
        assert!(spoken_to(text).iter().all(|(_, name)| name.is_none()), "{text}");
    }
}

#[test]
fn a_name_in_prose_is_not_spoken_to() {
    speaks_to("佐藤様のご紹介でご連絡しました", &[]);
    speaks_to("昨日、田中様とお会いしました", &[]);
    speaks_to("先日お会いした佐藤様", &[("先日お会いした佐藤様", None)]);
    speaks_to("下書きです。\n佐藤様", &[]);
    speaks_to("Forwarding what I wrote to him:\nDear Bob,", &[]);
    speaks_to("佐藤様\n資料の件です\n鈴木様", &[("佐藤様", Some("佐藤"))]);
    speaks_to("仕様", &[]);
}
