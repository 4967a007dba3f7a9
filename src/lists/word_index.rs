//! Many words looked for in one text at once, by their first two characters. Knows not what the words say.

use std::borrow::Cow;
use std::ops::Range;
use std::str::Chars;

/// Groups of words, by the code point of their first character.
const GROUPS: usize = 1024;

/// Words, ready to be looked for: a text is gone through once, however many they are.
#[derive(Debug, Clone)]
pub struct WordIndex {
    /// For each group a bit for each second character, by its code point modulo 64: most places of a text are told by
    /// it to begin no word.
    seconds: Box<[u64; GROUPS]>,
    /// By group, and in it in the order given.
    words: Vec<Word>,
}

#[derive(Debug, Clone)]
struct Word {
    group: usize,
    /// In the order given, from 0.
    number: usize,
    text: Cow<'static, str>,
}

impl Default for WordIndex {
    /// No words.
    fn default() -> Self {
        Self { seconds: Box::new([0; GROUPS]), words: Vec::new() }
    }
}

impl WordIndex {
    /// Words that are folded as the texts will be; empty ones stand nowhere.
    pub fn new<W: Into<Cow<'static, str>>>(words: impl IntoIterator<Item = W>) -> Self {
        let mut index = Self::default();
        for (number, text) in words.into_iter().map(Into::into).enumerate() {
            let mut characters = text.chars();
            let Some(first) = characters.next() else { continue };
            let group = group(first);
            // Behind a word of one character anything may stand.
            index.seconds[group] |= characters.next().map_or(u64::MAX, bit);
            index.words.push(Word { group, number, text });
        }
        index.words.sort_by_key(|word| word.group);
        index
    }

    /// The number of each word wherever it stands in `text`, and its place, from left to right; of those that begin at
    /// one place the first given comes first.
    pub fn found_in<'t>(&'t self, text: &'t str) -> impl Iterator<Item = (usize, Range<usize>)> + use<'t> {
        self.starts_in(text).flat_map(move |(start, group)| {
            let first = self.words.partition_point(|word| word.group < group);
            let words = self.words[first..].iter().take_while(move |word| word.group == group);
            let found = words.filter(move |word| text[start..].starts_with(&*word.text));
            found.map(move |word| (word.number, start..start + word.text.len()))
        })
    }

    /// Where a word may begin, and the group it is in.
    fn starts_in<'t>(&'t self, text: &'t str) -> impl Iterator<Item = (usize, usize)> + use<'t> {
        let mut rest = text.chars();
        let mut next = rest.next();
        std::iter::from_fn(move || {
            let (first, second) = self.next_start(next?, &mut rest)?;
            next = second;
            let bytes_left = rest.as_str().len() + second.map_or(0, char::len_utf8) + first.len_utf8();
            Some((text.len() - bytes_left, group(first)))
        })
    }

    /// The next two characters that a word may begin with.
    fn next_start(&self, mut first: char, rest: &mut Chars<'_>) -> Option<(char, Option<char>)> {
        loop {
            let second = rest.next();
            if self.seconds[group(first)] & bit(second.unwrap_or_default()) != 0 {
                return Some((first, second));
            }
            first = second?;
        }
    }
}

#[inline]
fn group(first: char) -> usize {
    first as usize % GROUPS
}

#[inline]
fn bit(second: char) -> u64 {
    1 << (u32::from(second) % u64::BITS)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(words: &[&'static str], text: &str) -> Vec<(usize, Range<usize>)> {
        WordIndex::new(words.iter().copied()).found_in(text).collect()
    }

    #[test]
    fn every_word_is_found_wherever_it_stands() {
        assert_eq!(found(&["番号", "", "電話番号", "tel"], "電話番号 tel"), [(2, 0..12), (0, 6..12), (3, 13..16)]);
        assert_eq!(WordIndex::default().found_in("tel").count(), 0);
    }

    #[test]
    fn words_that_begin_alike_come_in_the_order_given() {
        assert_eq!(found(&["皆様", "皆", "皆様方"], "皆様方へ"), [(0, 0..6), (1, 0..3), (2, 0..9)]);
    }

    #[test]
    fn a_word_of_one_character_may_end_the_text() {
        assert_eq!(found(&["様", "a"], "佐藤様 A a"), [(0, 6..9), (1, 12..13)]);
    }

    #[test]
    fn what_falls_into_the_same_group_is_another_word() {
        // 'a' and U+0461 share a group, 'b' and U+00A2 a bit.
        assert_eq!(found(&["ab"], "\u{461}b a\u{a2} ab"), [(0, 8..10)]);
    }
}
