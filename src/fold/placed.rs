//! Folded text that remembers where each piece stood, so that what is found in it can be pointed at.

use super::{alone, common_kanji, fold};
use std::ops::Range;
use unicode_normalization::char::canonical_combining_class;

/// A text folded for a search ([`fold`]), any white space made one space, and a line break inside of Japanese made
/// nothing: a word broken at the end of a line is still found.
#[derive(Debug, Clone)]
pub struct PlacedFold {
    folded: String,
    /// For each piece of the text that folds by itself: where it begins in the folded text, and where in the text.
    pieces: Vec<(usize, usize)>,
    length: usize,
}

impl PlacedFold {
    /// Folds `text`.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self::by(text, fold, |single| single)
    }

    /// Folds `text` to look for names in it: variants of kanji are made one, as by [`fold_variants`](super::fold_variants).
    #[must_use]
    pub fn of_names(text: &str) -> Self {
        Self::by(text, super::fold_variants, common_kanji)
    }

    fn by(text: &str, fold: fn(&str) -> String, fold_single: fn(char) -> char) -> Self {
        let mut folded = String::with_capacity(text.len());
        let mut pieces = Vec::new();
        let mut characters = text.char_indices().peekable();
        while let Some((start, first)) = characters.next() {
            let mut end = start + first.len_utf8();
            let is_space = first.is_whitespace();
            while let Some((at, next)) =
                characters.next_if(|(_, next)| if is_space { next.is_whitespace() } else { joins(*next) })
            {
                end = at + next.len_utf8();
            }
            pieces.push((folded.len(), start));
            if is_space {
                if !is_break_in_word(&text[..start], &text[start..end], &text[end..]) {
                    folded.push(' ');
                }
            } else if let Some(single) = alone(first).filter(|_| end == start + first.len_utf8()) {
                folded.push(fold_single(single));
            } else {
                folded.push_str(&fold(&text[start..end]));
            }
        }
        Self { folded, pieces, length: text.len() }
    }

    /// Where `word` stands in the text, in order, without overlap; `word` must be folded, its spaces single.
    pub fn places_of<'t>(&'t self, word: &'t str) -> impl Iterator<Item = Range<usize>> + 't {
        let found = if word.is_empty() { "" } else { self.folded.as_str() };
        found.match_indices(word).filter(|(_, found)| !found.is_empty()).map(|(start, found)| {
            let first = self.pieces.partition_point(|(folded, _)| *folded <= start).saturating_sub(1);
            let after = self.pieces.partition_point(|(folded, _)| *folded < start + found.len());
            self.begin_of(first)..self.begin_of(after)
        })
    }

    fn begin_of(&self, piece: usize) -> usize {
        self.pieces.get(piece).map_or(self.length, |(_, start)| *start)
    }
}

/// True for one line break between two characters of a script without spaces.
fn is_break_in_word(before: &str, space: &str, after: &str) -> bool {
    let is_wide = |character: Option<char>| character.is_some_and(|character| character >= '\u{3000}');
    matches!(space, "\n" | "\r\n") && is_wide(before.chars().next_back()) && is_wide(after.chars().next())
}

/// True for what makes one character of the one before it: accents, dakuten (half-width too), jamo.
fn joins(character: char) -> bool {
    alone(character).is_none()
        && (matches!(character, '\u{FF9E}' | '\u{FF9F}' | '\u{1160}'..='\u{11FF}')
            || canonical_combining_class(character) != 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn found(text: &str, word: &str, expected: &[&str]) {
        let placed = PlacedFold::new(text);
        let word = fold(word);
        let places: Vec<&str> = placed.places_of(&word).map(|place| &text[place]).collect();
        assert_eq!(places, expected);
    }

    #[test]
    fn a_word_is_pointed_at_as_it_is_written() {
        found("これは社外秘です。社外秘", "社外秘", &["社外秘", "社外秘"]);
        found("ＴＯＰ　Secret!", "top secret", &["ＴＯＰ　Secret"]);
        found("㈱ﾔﾏﾀﾞの件", "(株)ヤマダ", &["㈱ﾔﾏﾀﾞ"]);
        found("か\u{3099}くせい", "がくせい", &["か\u{3099}くせい"]);
    }

    #[test]
    fn a_name_is_found_in_each_of_its_spellings() {
        let text = "𠮷髙様、㈱髙﨑の件";
        let placed = PlacedFold::of_names(text);
        assert_eq!(placed.places_of("吉高").map(|place| &text[place]).collect::<Vec<_>>(), ["𠮷髙"]);
        assert_eq!(placed.places_of("(株)高崎").map(|place| &text[place]).collect::<Vec<_>>(), ["㈱髙﨑"]);
    }

    #[test]
    fn the_end_of_a_line_is_a_space() {
        found("internal\r\nuse only", "internal use only", &["internal\r\nuse only"]);
    }

    #[test]
    fn a_line_break_inside_of_japanese_is_nothing() {
        found("これは社外\n秘です", "社外秘", &["社外\n秘"]);
        found("社外\n\n秘書課", "社外秘", &[]);
    }

    #[test]
    fn a_part_of_a_sign_points_at_the_whole_sign() {
        found("㈱山田", "株", &["㈱"]);
    }

    #[test]
    fn folding_by_pieces_is_folding() {
        for text in ["Ünïcode e\u{301} ﾊﾟﾋﾟ", "山\u{200B}田\u{FE00}〜", "각 ﬁ ㍿"] {
            assert_eq!(PlacedFold::new(text).folded, fold(text), "{text}");
        }
    }

    #[test]
    fn an_empty_word_stands_nowhere() {
        found("abc", "", &[]);
    }
}
