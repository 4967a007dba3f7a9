//! Many words looked for in millions of short texts at once, by how they begin. Knows not what the words say.

use std::ops::Range;

/// Groups of words; the lower byte of its first character says in which a word is.
const GROUPS: usize = 256;

/// Words, ready to be looked for.
#[derive(Debug, Default)]
pub(super) struct WordIndex {
    /// The number of each word in the order given, and the word.
    groups: Vec<Vec<(usize, String)>>,
}

impl WordIndex {
    /// Words that are folded as the texts will be; empty ones stand nowhere.
    pub(super) fn new<'w>(words: impl IntoIterator<Item = &'w str>) -> Self {
        let mut groups = vec![Vec::new(); GROUPS];
        for (number, word) in words.into_iter().enumerate() {
            if let Some(first) = word.chars().next() {
                groups[group(first)].push((number, word.to_owned()));
            }
        }
        Self { groups }
    }

    /// The number of each word wherever it stands in `text`, and its place, from left to right.
    pub(super) fn found_in<'t>(&self, text: &'t str) -> impl Iterator<Item = (usize, Range<usize>)> + use<'_, 't> {
        text.char_indices().flat_map(move |(start, first)| {
            let words = self.groups.get(group(first)).into_iter().flatten();
            let found = words.filter(move |(_, word)| text[start..].starts_with(word.as_str()));
            found.map(move |(number, word)| (*number, start..start + word.len()))
        })
    }
}

fn group(first: char) -> usize {
    first as usize % GROUPS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_found_wherever_it_stands() {
        let index = WordIndex::new(["番号", "", "電話番号", "tel"]);
        let found: Vec<_> = index.found_in("電話番号 tel").collect();
        assert_eq!(found, [(2, 0..12), (0, 6..12), (3, 13..16)]);
        assert_eq!(WordIndex::default().found_in("tel").count(), 0);
    }
}
