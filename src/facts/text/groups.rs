//! Words by which a text speaks to many: 「会員の皆様」, "Dear members". A listed one stands for its relatives: who is
//! greeted as 会員の皆様 is greeted as 会員各位 as well.

use crate::lists::{List, WordIndex};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::OnceLock;

/// Endings of greetings to many, after a noun.
const ENDINGS: [&str; 5] = ["各位", "様各位", "の皆様", "皆様", "の方々"];
/// Spellings of 皆様, folded.
const EVERYBODY: [&str; 6] = ["皆さま", "みなさま", "皆さん", "みなさん", "みな様", "皆々様"];
/// Words before a Latin noun; what stands between them may name the club.
const OPENINGS: [&str; 7] = ["dear", "hi", "hello", "hey", "to", "attention", "attn"];
/// Most words of a Latin greeting: "Dear Minato Tennis Club members".
const LATIN_WORDS: usize = 6;

/// Greetings to many and whom they mean.
#[derive(Debug)]
pub struct Groups {
    /// The words, in one spelling, and whom they mean.
    words: BTreeMap<String, &'static str>,
    /// The same, to be looked for; made when the first line asks.
    index: OnceLock<WordIndex>,
    /// Latin nouns: `members`.
    nouns: BTreeMap<String, &'static str>,
    /// Those of the words that greet nobody outside.
    insiders: BTreeSet<String>,
}

impl Groups {
    /// Takes the columns words and audience of the list `group-greetings`.
    #[must_use]
    pub fn new(list: &List) -> Self {
        let mut groups =
            Self { words: BTreeMap::new(), index: OnceLock::new(), nouns: BTreeMap::new(), insiders: BTreeSet::new() };
        for entry in &list.entries {
            let audience = match entry.column(0) {
                Some("public") => "public",
                Some("internal") => "internal",
                _ => "group",
            };
            groups.add(one_spelling(&entry.key), audience, list);
        }
        groups
    }

    /// The same, with the words of the list `insider-greetings`: those that greet nobody outside.
    #[must_use]
    pub fn with_insiders(mut self, list: &List) -> Self {
        for entry in &list.entries {
            let words = one_spelling(&entry.key);
            // Whoever adds words here need not add them to the other list as well.
            self.words.entry(words.clone()).or_insert("internal");
            self.insiders.extend(relatives(&words).filter(|relative| !list.lacks(relative)));
            self.insiders.insert(words);
        }
        self
    }

    /// The words and their relatives, but none that the user took out of the list.
    fn add(&mut self, words: String, audience: &'static str, list: &List) {
        if let Some(noun) = words.strip_prefix("dear ").filter(|noun| audience == "public" && noun.ends_with('s')) {
            self.nouns.insert(noun.to_owned(), audience);
        }
        for relative in relatives(&words).filter(|relative| !list.lacks(relative)) {
            self.words.entry(relative).or_insert(audience);
        }
        self.words.insert(words, audience);
    }

    /// Whom a folded line speaks to: the audience of the longest words it turns to; `None` when it greets no group.
    #[must_use]
    pub fn greeted(&self, folded: &str) -> Option<&'static str> {
        let line = one_spelling(folded);
        self.longest(&line).map(|(_, audience)| audience).or_else(|| self.latin(&line))
    }

    /// True when a folded line speaks to colleagues by words that are never said to people outside.
    #[must_use]
    pub fn greets_insiders(&self, folded: &str) -> bool {
        self.longest(&one_spelling(folded)).is_some_and(|(words, _)| self.insiders.contains(words))
    }

    /// The longest words that a line turns to, and whom they mean.
    fn longest<'t>(&self, line: &'t str) -> Option<(&'t str, &'static str)> {
        let places = self.places_in(line).filter(|place| turns_to(line, place));
        let words = places.map(|place| &line[place]).max_by_key(|words| (words.len(), *words))?;
        Some((words, self.words.get(words)?))
    }

    fn places_in<'t>(&'t self, text: &'t str) -> impl Iterator<Item = Range<usize>> + use<'t> {
        let index = self.index.get_or_init(|| WordIndex::new(self.words.keys().cloned()));
        index.found_in(text).map(|(_, place)| place)
    }

    /// "Hello club members!", "To our customers,".
    fn latin(&self, line: &str) -> Option<&'static str> {
        let line = line.trim_end_matches([',', '!', ':', '.', ' ']);
        let (first, rest) = line.split_once(' ')?;
        let is_opening = OPENINGS.contains(&first) && rest.split(' ').count() < LATIN_WORDS;
        let ends_with =
            |noun: &str| rest.strip_suffix(noun).is_some_and(|before| before.is_empty() || before.ends_with(' '));
        let mut nouns = self.nouns.iter().filter(|(noun, _)| is_opening && ends_with(noun));
        nouns.next().map(|(_, audience)| *audience)
    }

    /// The longest words for the public that stand in a folded text, and what follows them.
    #[must_use]
    pub fn after_public<'t>(&self, one_spelling: &'t str) -> Option<&'t str> {
        let is_public = |words: &str| self.words.get(words) == Some(&"public");
        let public = self.places_in(one_spelling).filter(|place| is_public(&one_spelling[place.clone()]));
        let longest = public.max_by_key(|place| (place.len(), &one_spelling[place.clone()], Reverse(place.start)))?;
        Some(&one_spelling[longest.end..])
    }
}

/// 会員各位 and 会員の方々 for 会員の皆様.
fn relatives(words: &str) -> impl Iterator<Item = String> {
    let noun = ENDINGS.iter().filter_map(|ending| words.strip_suffix(ending)).min_by_key(|noun| noun.len());
    let noun = noun.filter(|noun| noun.chars().count() >= 2);
    noun.into_iter().flat_map(|noun| ENDINGS.map(|ending| format!("{noun}{ending}")))
}

/// Folded text with 皆様 in one spelling, and without the spaces that set Japanese words apart (「会員　各位」).
#[must_use]
pub fn one_spelling(folded: &str) -> String {
    let mut text = folded.to_owned();
    for spelling in EVERYBODY {
        if text.contains(spelling) {
            text = text.replace(spelling, "皆様");
        }
    }
    let characters: Vec<char> = text.chars().collect();
    let is_japanese = |at: Option<&char>| at.is_some_and(|character| !character.is_ascii());
    let kept = characters.iter().enumerate().filter(|(at, character)| {
        **character != ' '
            || !(is_japanese(at.checked_sub(1).and_then(|at| characters.get(at)))
                && is_japanese(characters.get(at + 1)))
    });
    kept.map(|(_, character)| *character).collect()
}

/// True when the line ends with the words that stand at this place, or goes on as a greeting does (「各位へ」, "Dear
/// all,").
fn turns_to(line: &str, place: &Range<usize>) -> bool {
    let before = &line[..place.start];
    let after = line[place.end..].trim_start();
    let is_latin = line[place.clone()].is_ascii();
    let starts_well = !is_latin || before.trim().is_empty();
    let ends_well = after.is_empty()
        || after.starts_with(['、', ',', ':', '!', '-', '(', '>', '】', '」', '~'])
        || (after.starts_with('へ') && after.chars().count() <= 3)
        || after == "様"
        || after.starts_with("におかれましては")
        || after.starts_with("には");
    starts_well && ends_well && !before.contains('、')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fold::fold;
    use crate::lists::Lists;

    #[track_caller]
    fn greets(line: &str, audience: Option<&str>) {
        let groups = Groups::new(&Lists::builtin().get("group-greetings").expect("built in"));
        assert_eq!(groups.greeted(&fold(line)), audience, "{line}");
    }

    #[test]
    fn a_listed_greeting_stands_for_its_relatives() {
        greets("保護者のみなさまへ", Some("public"));
        greets("会員　各位", Some("public"));
        greets("受講者様各位", Some("public"));
        greets("みなと小学校 PTA会員の皆さん", Some("public"));
        greets("社員の皆さま", Some("internal"));
    }

    #[test]
    fn some_words_greet_nobody_outside() {
        let list = |name: &str| Lists::builtin().get(name).expect("built in");
        let groups = Groups::new(&list("group-greetings")).with_insiders(&list("insider-greetings"));
        for line in ["職員各位", "教職員の皆さま", "dear staff,"] {
            assert!(groups.greets_insiders(line), "{line}");
        }
        for line in ["講師各位", "hi team,", "保護者各位"] {
            assert!(!groups.greets_insiders(line), "{line}");
        }
    }

    #[test]
    fn a_club_may_be_named_before_its_members() {
        greets("Dear Minato Tennis Club members,", Some("public"));
        greets("To our customers,", Some("public"));
        greets("Hello members!", Some("public"));
        greets("Hi team members,", Some("internal"));
        greets("I met the members", None);
    }
}
