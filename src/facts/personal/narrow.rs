//! A line in which full-width digits, letters and signs are ASCII, with the way back to the line as written.

use std::borrow::Cow;
use std::ops::Range;

/// A line made narrow. Nothing else is folded, so that each character keeps its place.
pub(super) struct Narrow<'a> {
    text: Cow<'a, str>,
    /// Place in the written line of each byte of the narrow one; empty when they are the same.
    places: Vec<usize>,
    length: usize,
}

impl<'a> Narrow<'a> {
    pub(super) fn new(line: &'a str) -> Self {
        if !line.chars().any(|character| narrow(character) != character) {
            return Self { text: Cow::Borrowed(line), places: Vec::new(), length: line.len() };
        }
        let mut text = String::with_capacity(line.len());
        let mut places = Vec::with_capacity(line.len());
        for (at, character) in line.char_indices() {
            text.push(narrow(character));
            places.resize(text.len(), at);
        }
        Self { text: Cow::Owned(text), places, length: line.len() }
    }

    /// The narrow line.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Where a place of the narrow line stands in the line as written.
    pub(super) fn place(&self, range: &Range<usize>) -> Range<usize> {
        if self.places.is_empty() {
            return range.clone();
        }
        let written = |at: usize| self.places.get(at).copied().unwrap_or(self.length);
        written(range.start)..written(range.end)
    }

    /// True when no letter, digit or hyphen joins the place to something longer.
    pub(super) fn stands_alone(&self, range: &Range<usize>) -> bool {
        let before = self.text[..range.start].chars().next_back();
        let mut after = self.text[range.end..].chars();
        let (next, second) = (after.next(), after.next());
        // A full stop ends a sentence unless a digit follows.
        let goes_on = match next {
            Some('-' | '/') => true,
            Some('.' | ',') => second.is_some_and(|second| second.is_ascii_digit()),
            Some(next) => next.is_ascii_alphanumeric() || next == '_',
            None => false,
        };
        let is_joined = before.is_some_and(|before| {
            before.is_ascii_alphanumeric() || matches!(before, '-' | '_' | '/' | '.' | '=' | '#' | '+')
        });
        !goes_on && !is_joined
    }
}

fn narrow(character: char) -> char {
    match character {
        '\u{3000}' | '\u{a0}' => ' ',
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        other => crate::fold::narrow(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_comes_back_in_the_width_it_was_written() {
        let line = "電話０９０－1234";
        let narrow = Narrow::new(line);
        let start = narrow.text().find("090-1234").expect("narrow");
        assert_eq!(&line[narrow.place(&(start..start + 8))], "０９０－1234");
    }

    #[test]
    fn a_number_inside_of_another_does_not_stand_alone() {
        let narrow = Narrow::new("A-1234 1234. 12.34");
        let alone = |text: &str, nth: usize| {
            let start = narrow.text().match_indices(text).nth(nth).expect("there").0;
            narrow.stands_alone(&(start..start + text.len()))
        };
        assert!(!alone("1234", 0) && alone("1234", 1) && !alone("12", 2));
    }
}
