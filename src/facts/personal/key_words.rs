//! Words that say what a number is: マイナンバー, card number, 生年月日; surnames, and words of what is nobody else's
//! business. Knows no number.

use super::PersonalKind;
use crate::lists::{List, WordIndex};
use std::cell::OnceCell;
use std::ops::Range;
use std::sync::Arc;

/// Farthest that a key word stands from its number, in characters (Microsoft Purview asks for 300).
const FARTHEST_CHARACTERS: usize = 300;
/// Shorter words are no stems.
const FEWEST_LETTERS_OF_STEM: usize = 5;

/// The list `personal-key-words`, by kind.
#[derive(Debug, Default)]
pub struct KeyWords {
    /// What each word of the index says that a number is.
    kinds: Vec<PersonalKind>,
    index: WordIndex,
    surnames: Arc<List>,
    special: Arc<List>,
}

impl KeyWords {
    /// Reads the columns word and kind. An entry without a kind, which only a user can write, speaks of a My Number: the
    /// kind that most needs a word.
    #[must_use]
    pub fn new(list: &List) -> Self {
        let kind = |name: Option<&str>| name.and_then(PersonalKind::from_name).unwrap_or(PersonalKind::MyNumber);
        let kinds = list.entries.iter().map(|entry| kind(entry.column(0))).collect();
        let index = WordIndex::new(list.entries.iter().map(|entry| entry.key.clone()));
        Self { kinds, index, ..Self::default() }
    }

    /// With the lists `surnames` and `special-category-words`.
    #[must_use]
    pub fn with_lists(self, surnames: Arc<List>, special: Arc<List>) -> Self {
        Self { surnames, special, ..self }
    }

    /// Common surnames, folded.
    #[must_use]
    pub fn surnames(&self) -> &List {
        &self.surnames
    }

    /// The first word of health, welfare, conduct or grades in a text, and its place.
    #[must_use]
    pub fn special_in(&self, text: &str) -> Option<Range<usize>> {
        // Keeps the length, so that places hold; Japanese words are written alike in folded text.
        let text = text.to_ascii_lowercase();
        self.special.words_in(&text).map(|(_, place)| place).find(|place| begins_word(&text, place))
    }

    /// The kinds that words of a short text name: a title, a head, the label of a form.
    pub fn kinds_named_in(&self, text: &str) -> Vec<PersonalKind> {
        let mut kinds = Vec::new();
        self.each_in(text, |kind, _| kinds.push(kind));
        kinds
    }

    /// Where the words of each kind stand, from left to right.
    fn places_in(&self, text: &str) -> PlacesByKind {
        let mut places = PlacesByKind::default();
        self.each_in(text, |kind, place| places[kind as usize].push(place));
        places
    }

    fn each_in(&self, text: &str, mut take: impl FnMut(PersonalKind, Range<usize>)) {
        // Keeps the length, so that places hold; key words are folded, Japanese ones are written alike in folded text.
        let lower = text.to_ascii_lowercase();
        let found = self.index.found_in(&lower).filter(|(_, place)| is_word(&lower, place));
        found.for_each(|(number, place)| take(self.kinds[number], place));
    }
}

/// Bytes of a text, by the kind of number that the words there name.
type PlacesByKind = [Vec<Range<usize>>; PersonalKind::ALL.len()];

/// The key words of one text, looked for when a number first asks.
pub(super) struct Words<'a> {
    text: &'a str,
    key_words: &'a KeyWords,
    places: OnceCell<PlacesByKind>,
}

impl<'a> Words<'a> {
    pub(super) fn new(text: &'a str, key_words: &'a KeyWords) -> Self {
        Self { text, key_words, places: OnceCell::new() }
    }

    /// True when a key word of that kind stands on either side within 300 characters.
    pub(super) fn stand_near(&self, place: &Range<usize>, kind: PersonalKind) -> bool {
        let places = self.places(kind);
        let next = places.partition_point(|word| word.start < place.start);
        let is_near = |from: usize, to: usize| {
            self.text.get(from..to).is_some_and(|between| between.chars().nth(FARTHEST_CHARACTERS).is_none())
        };
        places[..next].last().is_some_and(|word| is_near(word.end.min(place.start), place.start))
            || places.get(next).is_some_and(|word| is_near(place.end.min(word.start), word.start))
    }

    /// True when the text has a key word of that kind.
    pub(super) fn stand_somewhere(&self, kind: PersonalKind) -> bool {
        !self.places(kind).is_empty()
    }

    fn places(&self, kind: PersonalKind) -> &[Range<usize>] {
        &self.places.get_or_init(|| self.key_words.places_in(self.text))[kind as usize]
    }
}

/// A Latin word begins a word (`pregnan` does), and a short one is a whole one: `hiv` is not in `archive`.
fn begins_word(text: &str, place: &Range<usize>) -> bool {
    !text[place.clone()].is_ascii()
        || !is_letter_before(text, place) && (place.len() >= FEWEST_LETTERS_OF_STEM || !is_letter_behind(text, place))
}

/// Latin words stand alone: `dob` is not in `Adobe`.
fn is_word(text: &str, place: &Range<usize>) -> bool {
    !text[place.clone()].is_ascii() || !is_letter_before(text, place) && !is_letter_behind(text, place)
}

fn is_letter_before(text: &str, place: &Range<usize>) -> bool {
    text[..place.start].ends_with(|before: char| before.is_ascii_alphanumeric())
}

fn is_letter_behind(text: &str, place: &Range<usize>) -> bool {
    text[place.end..].starts_with(|behind: char| behind.is_ascii_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lists::Lists;

    fn near(text: &str) -> bool {
        let key_words = KeyWords::new(&Lists::builtin().needed("personal-key-words"));
        let start = text.find('#').expect("a number");
        Words::new(text, &key_words).stand_near(&(start..start + 1), PersonalKind::MyNumber)
    }

    #[test]
    fn a_key_word_counts_on_either_side_and_not_from_afar() {
        assert!(near("マイナンバーは#") && near("# (my number)") && near("個人番号\n\n氏名\n#"));
        assert!(!near(&format!("マイナンバー{}#", "あ".repeat(301))));
        assert!(!near("番号 #"));
    }

    #[test]
    fn a_latin_word_of_health_begins_a_word() {
        let lists = Lists::builtin();
        let words = KeyWords::default().with_lists(Arc::default(), lists.needed("special-category-words"));
        for text in ["HIV status", "She is pregnant.", "HIV/AIDS", "要介護3"] {
            assert!(words.special_in(text).is_some(), "{text}");
        }
        for text in ["the archive of Shivam", "a hive", "Achivers"] {
            assert!(words.special_in(text).is_none(), "{text}");
        }
    }

    #[test]
    fn a_latin_key_word_stands_alone() {
        assert!(!near("dummy numbers #"));
    }

    #[test]
    fn every_kind_in_the_list_is_one() {
        for entry in &Lists::builtin().needed("personal-key-words").entries {
            assert!(entry.column(0).and_then(PersonalKind::from_name).is_some(), "{}", entry.key);
        }
    }
}
