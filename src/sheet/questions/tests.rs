//! Which questions a sheet asks, and how many.

use super::*;
use crate::sheet::File;
use crate::sheet::{Readers, Words};

fn asked(sheet: &Sheet) -> Vec<&'static str> {
    of(sheet).iter().map(|question| question.id).collect()
}

fn words() -> Words {
    Words { beginning: vec!["Hello".to_owned()], ..Words::default() }
}

#[test]
fn a_draft_without_anything_is_asked_what_fits_every_draft() {
    let readers = Readers { people: 2, ..Readers::default() };
    assert_eq!(
        asked(&Sheet { readers, words: words(), ..Sheet::default() }),
        ["subject", "everybody-needed", "last-words"]
    );
    assert_eq!(asked(&Sheet::default()), ["nobody", "empty-text", "subject"]);
}

#[test]
fn strangers_in_sight_of_each_other_are_asked_about_first() {
    let readers = Readers { people: 30, visible: 30, visible_parties: 24, ..Readers::default() };
    let sheet = Sheet { readers, words: words(), is_reply: true, ..Sheet::default() };
    assert_eq!(asked(&sheet), ["seen-by-each-other", "reply-to-all", "subject"]);
    assert!(of(&sheet)[0].text.en.contains("the 30 people"), "{:?}", of(&sheet)[0]);
    assert!(of(&sheet)[0].text.ja.contains("30 人（組織外は 24 組織・個人）"), "{:?}", of(&sheet)[0]);
}

#[test]
fn a_locked_file_is_asked_about_by_its_name() {
    let file = File { name: Some("名簿.zip".to_owned()), is_encrypted: true, ..File::default() };
    let readers = Readers { people: 1, ..Readers::default() };
    let sheet = Sheet { files: vec![file], words: words(), readers, ..Sheet::default() };
    assert_eq!(asked(&sheet), ["unread-files", "subject", "everybody-needed"], "who has opened it is asked once");
    assert!(of(&sheet)[0].text.ja.starts_with("「名簿.zip」は鍵がかかっています"), "{:?}", of(&sheet)[0]);
}

#[test]
fn no_sheet_asks_more_than_seven_questions() {
    let file = File { persons: 30, is_encrypted: true, ..File::default() };
    let words = Words {
        greeted: vec!["Dear all".to_owned()],
        dates: vec!["1 May".to_owned()],
        amounts: vec!["$5".to_owned()],
        ..Words::default()
    };
    let readers = Readers { people: 9, visible: 9, visible_parties: 5, hidden: 2, unusable: 1, ..Readers::default() };
    let sheet = Sheet { files: vec![file], words, readers, is_reply: true, ..Sheet::default() };
    assert_eq!(of(&sheet).len(), MOST);
}

#[test]
fn every_question_has_another_id() {
    let ids: std::collections::BTreeSet<_> = QUESTIONS.iter().chain(ALWAYS).map(|row| row.id).collect();
    assert_eq!(ids.len(), QUESTIONS.len() + ALWAYS.len());
}
