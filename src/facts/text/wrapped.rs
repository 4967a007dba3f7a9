//! Text as it was before a mailer broke its lines, with the way back to where each piece stands. Knows Japanese only:
//! a break between words with spaces is a space, and stands where it stood.

use std::ops::Range;

/// A text without the line breaks inside of Japanese words and sentences.
#[derive(Debug)]
pub(super) struct Unwrapped<'a> {
    original: &'a str,
    /// `None`: nothing was broken.
    joined: Option<String>,
    /// For each break taken out: where it was in the joined text, and how many bytes are gone up to there.
    cuts: Vec<(usize, usize)>,
}

impl<'a> Unwrapped<'a> {
    /// Takes out one line break, and the indent after it, between two kana or kanji. A heading, a list and a line that
    /// ends a sentence end or begin with another sign, and stay.
    pub(super) fn new(text: &'a str) -> Self {
        let mut unwrapped = Self { original: text, joined: None, cuts: Vec::new() };
        let (mut joined, mut from, mut gone) = (String::new(), 0, 0);
        for (at, _) in text.match_indices('\n') {
            let before = text[..at].trim_end_matches('\r');
            let rest = text[at + 1..].trim_start_matches([' ', '　']);
            let (is_wide_before, is_wide_after) =
                (before.chars().next_back().is_some_and(is_word), rest.chars().next().is_some_and(is_word));
            if before.len() < from || !is_wide_before || !is_wide_after {
                continue;
            }
            let after = text.len() - rest.len();
            joined.push_str(&text[from..before.len()]);
            gone += after - before.len();
            unwrapped.cuts.push((joined.len(), gone));
            from = after;
        }
        if !unwrapped.cuts.is_empty() {
            joined.push_str(&text[from..]);
            unwrapped.joined = Some(joined);
        }
        unwrapped
    }

    /// True when some line was broken.
    pub(super) fn differs(&self) -> bool {
        self.joined.is_some()
    }

    /// The text without those breaks.
    pub(super) fn text(&self) -> &str {
        self.joined.as_deref().unwrap_or(self.original)
    }

    /// Where a stretch of the joined text stands in the original.
    pub(super) fn place_of(&self, joined: &Range<usize>) -> Range<usize> {
        let gone_before = |end: usize| {
            let cuts = self.cuts.partition_point(|(at, _)| *at < end);
            cuts.checked_sub(1).and_then(|last| self.cuts.get(last)).map_or(0, |(_, gone)| *gone)
        };
        // A stretch that begins right after a break begins on the next line; one that ends there ends before it.
        let start = joined.start + gone_before(joined.start + 1);
        start..(joined.end + gone_before(joined.end)).max(start)
    }

    /// Where a stretch of the original stands in the joined text.
    pub(super) fn range_of(&self, original: &Range<usize>) -> Range<usize> {
        self.joined_at(original.start)..self.joined_at(original.end)
    }

    fn joined_at(&self, original: usize) -> usize {
        let cuts = self.cuts.partition_point(|(at, gone)| at + gone <= original);
        let gone = cuts.checked_sub(1).and_then(|last| self.cuts.get(last)).map_or(0, |(_, gone)| *gone);
        // Inside of a break that was taken out: its place.
        let limit = self.cuts.get(cuts).map_or(self.text().len(), |(at, _)| *at);
        (original - gone).min(limit)
    }
}

/// Kana, kanji and the signs that belong to words.
fn is_word(character: char) -> bool {
    matches!(character, '々' | 'ー' | '\u{3041}'..='\u{3096}' | '\u{30A1}'..='\u{30FA}' | '\u{4E00}'..='\u{9FFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_break_inside_of_japanese_is_taken_out() {
        assert_eq!(Unwrapped::new("添付いた\nします。\n・一覧\n表").text(), "添付いたします。\n・一覧表");
        assert_eq!(Unwrapped::new("添付\r\n　いたします").text(), "添付いたします");
        assert!(!Unwrapped::new("添付\n\nいたします\nsee").differs());
    }

    #[test]
    fn what_is_found_stands_where_it_was_written() {
        let text = "資料を\n添付いた\n  します。次";
        let unwrapped = Unwrapped::new(text);
        let start = unwrapped.text().find("添付").expect("there");
        let end = unwrapped.text().find('。').expect("there");
        assert_eq!(&text[unwrapped.place_of(&(start..end))], "添付いた\n  します");
        assert_eq!(unwrapped.range_of(&unwrapped.place_of(&(start..end))), start..end);
        for (at, _) in text.char_indices() {
            let joined = unwrapped.range_of(&(at..text.len()));
            assert!(unwrapped.text().get(joined).is_some(), "{at}");
        }
    }
}
