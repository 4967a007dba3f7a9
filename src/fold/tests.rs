//! Folding, and that its short way leads where the long one does.

use super::*;
use std::collections::HashSet;
use std::iter::once;
use unicode_normalization::char::canonical_combining_class;
use unicode_normalization::{IsNormalized, is_nfc_quick};

/// Folding as it is defined: all characters together.
fn plainly(text: &str) -> String {
    folded_together(text).collect()
}

fn every_character() -> impl Iterator<Item = char> {
    '\0'..=char::MAX
}

/// Each character that may make one of the character before it; of those that only stand in order with such, one for
/// each class.
fn marks() -> Vec<char> {
    let mut classes = HashSet::new();
    every_character()
        .filter(|character| {
            let may_compose = is_nfc_quick(once(*character)) == IsNormalized::Maybe;
            may_compose || classes.insert(canonical_combining_class(*character))
        })
        .collect()
}

#[test]
fn every_character_folds_as_normalising_would() {
    let all: Vec<char> = every_character().collect();
    for some in all.chunks(4096) {
        let lines: String = some.iter().flat_map(|character| ['\n', *character]).collect();
        assert_eq!(fold(&lines), plainly(&lines), "from {:?}", some[0]);
    }
}

#[test]
fn what_folds_alone_is_changed_by_nothing_before_it() {
    for character in every_character().filter(|character| alone(*character).is_some()) {
        let first = character.nfkc().next().expect("it stands for something");
        assert_eq!(canonical_combining_class(first), 0, "{character:?}");
        assert_eq!(is_nfc_quick(once(first)), IsNormalized::Yes, "{character:?}");
        assert_eq!(alone(character).map(String::from), Some(plainly(&character.to_string())));
    }
}

#[test]
fn every_pair_that_may_compose_folds_as_normalising_would() {
    // All kanji, and all syllables of Korean that have no final consonant, compose alike.
    let is_many = |character: char| matches!(character, '\u{4e10}'..='\u{9fff}' | '\u{ac40}'..='\u{d7a3}');
    let alone: Vec<char> = every_character().filter(|one| super::alone(*one).is_some() && !is_many(*one)).collect();
    let marks = marks();
    assert!(marks.len() > 100 && alone.len() > 500, "{} {}", marks.len(), alone.len());
    for mark in marks {
        let pairs: String = alone.iter().flat_map(|character| [*character, mark]).collect();
        assert_eq!(fold(&pairs), plainly(&pairs), "{mark:?}");
        let between: String =
            ['か', mark, '\u{301}', 'ハ', '\u{323}', mark, 'ａ', mark, 'é', 'ﾊ', mark].iter().collect();
        assert_eq!(fold(&between), plainly(&between), "{mark:?}");
    }
}

#[test]
fn texts_of_many_scripts_fold_as_normalising_would() {
    for text in
        ["㈱ﾔﾏﾀﾞ　ＡＢＣ〜", "가\u{11a8}각 a\u{301}\u{323}", "\u{3099}か\u{3099}", "\u{200b}山\u{fe00}", "ﾊﾟー・ﬁ…Σς", ""]
    {
        assert_eq!(fold(text), plainly(text), "{text}");
    }
}

#[test]
fn width_and_case_do_not_matter() {
    assert_eq!(fold("ＡＢＣ㈱ ﾔﾏﾀﾞ"), fold("abc(株) ヤマダ"));
}

#[test]
fn what_cannot_be_seen_is_dropped() {
    assert_eq!(fold("山\u{200B}田\u{FE00}"), "山田");
}

#[test]
fn marks_are_taken_off() {
    assert_eq!(without_marks("gmáil e\u{301} łß"), "gmail e łß");
}

#[test]
fn kanji_variants_are_one_name() {
    assert_eq!(fold_name("髙橋　邉"), fold_name("高橋 辺"));
    assert_ne!(fold_name("高橋"), fold_name("高田"));
}
