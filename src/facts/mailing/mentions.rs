//! Members of the roster whom a text tells of: by whole name, by address, by number. Knows one draft at a time; who it is
//! for is told by its recipients.

use super::digest::{Mention, What};
use super::members::Members;
use crate::domain_name::fold_address;
use crate::draft::Draft;
use crate::fold::{PlacedFold, fold, fold_name, folds_to_itself};
use crate::span::Span;
use std::collections::HashSet;
use std::ops::Range;

/// Most mentions that are kept of one draft: a thousand say no more than this.
const MOST_MENTIONS: usize = 16;
/// What stands before a member's number on its line, folded.
const NUMBER_WORDS: [&str; 12] =
    ["番号", "会員", "顧客", "お客様", "受付", "id", "no.", "no:", "no ", "number", "member", "account"];
/// None of [`NUMBER_WORDS`] has more bytes.
const LONGEST_NUMBER_WORD: usize = 16;

/// Members whom the draft's own text tells of, but for those of `own_rows`, and but for names in `greetings`: who is
/// spoken to is judged by other means.
pub(super) fn mentions(draft: &Draft, members: &Members, own_rows: &[u32], greetings: &[Span]) -> Vec<Mention> {
    let mut search = Search::new(members, own_rows, greetings);
    let subject = draft.subject.iter().map(|subject| subject.span);
    for span in draft.body.own.iter().copied().chain(subject) {
        let text = draft.view.slice(span);
        search.names(text, span.start);
        search.addresses(text, span.start);
        search.numbers(text, span.start);
    }
    search.found.sort_by_key(|mention| mention.place);
    search.found
}

/// The first member whom a file's text tells of, and what of them; `None` when it tells of somebody of `own_rows` as
/// well: a list, the minutes of a meeting. So it is when nobody could tell, since no name of theirs can be looked for.
pub(super) fn told_by_file(text: &str, members: &Members, own_rows: &[u32]) -> Option<(u32, What)> {
    if !own_rows.iter().all(|row| members.texts().spaced.contains_key(row)) {
        return None;
    }
    let mut search = Search::new(members, own_rows, &[]);
    search.names(text, 0);
    search.addresses(text, 0);
    search.numbers(text, 0);
    let first = search.found.iter().min_by_key(|mention| mention.place)?;
    (!search.has_own).then_some((first.row, first.what))
}

/// A search through the texts of one draft; each text begins somewhere in the view.
struct Search<'a> {
    members: &'a Members,
    /// Sorted.
    own_rows: Vec<u32>,
    greetings: &'a [Span],
    found: Vec<Mention>,
    /// Somebody whom the draft is for stands in a text.
    has_own: bool,
}

impl<'a> Search<'a> {
    fn new(members: &'a Members, own_rows: &[u32], greetings: &'a [Span]) -> Self {
        let mut own_rows = own_rows.to_vec();
        own_rows.sort_unstable();
        Self { members, own_rows, greetings, found: Vec::new(), has_own: false }
    }

    fn is_full(&self) -> bool {
        self.found.len() >= MOST_MENTIONS
    }

    /// Whether the draft is for one of these, which are in order.
    fn is_own(&self, rows: &[u32]) -> bool {
        let (few, many) =
            if rows.len() < self.own_rows.len() { (rows, &*self.own_rows) } else { (&*self.own_rows, rows) };
        few.iter().any(|row| many.binary_search(row).is_ok())
    }

    fn add(&mut self, rows: &[u32], what: What, place: Span) {
        let is_own = self.is_own(rows);
        self.has_own |= is_own;
        let is_greeting = || self.greetings.iter().any(|greeting| greeting.contains(place));
        let Some(row) = rows.first().filter(|_| !is_own && !self.is_full() && !is_greeting()) else { return };
        if !self.found.iter().any(|mention| mention.row == *row && mention.what == what) {
            self.found.push(Mention { row: *row, what, place: place.into() });
        }
    }

    fn names(&mut self, text: &str, start: usize) {
        let squeezed = fold_name(text);
        let mut seen = HashSet::new();
        let mut found = self.members.texts().named_in(&squeezed);
        // Most drafts name their own reader and nobody else: where, nobody asks.
        found.retain(|(name, rows)| {
            let is_own = self.is_own(rows);
            self.has_own |= is_own;
            !is_own && seen.insert(*name)
        });
        if found.is_empty() {
            return;
        }
        let placed = PlacedFold::of_names(text);
        for (name, rows) in found {
            if self.is_full() {
                return;
            }
            let spaced = rows.first().and_then(|row| self.members.texts().spaced.get(row)).map_or(name, String::as_str);
            // Where two Latin words meet, a name may seem to stand: it does when it is found with its space.
            let places = placed.places_of(spaced).chain(placed.places_of(name));
            for place in places.filter(|place| stands_alone(text, place)) {
                self.add(rows, What::Name, Span::from(place).shifted(start));
            }
        }
    }

    fn addresses(&mut self, text: &str, start: usize) {
        let is_part =
            |character: char| character.is_ascii_alphanumeric() || "@.!#$%&'*+/=?^_`{|}~-".contains(character);
        let mut done = 0;
        while let Some(at) = text[done..].find('@').map(|at| done + at) {
            let from = text[..at]
                .rfind(|character: char| !is_part(character))
                .map_or(0, |before| before + text[before..].chars().next().map_or(1, char::len_utf8));
            let to = text[at..].find(|character: char| !is_part(character)).map_or(text.len(), |end| at + end);
            let written = text[from..to].trim_end_matches(['.', '-', '\'', '?', '!']);
            if let Some(row) = fold_address(written).and_then(|address| self.members.row_of_address(&address)) {
                self.add(&[row], What::Address, Span::new(from, from + written.len()).shifted(start));
            }
            done = to.max(at + 1);
        }
    }

    /// Numbers of members with a word before them on their line that says so.
    fn numbers(&mut self, text: &str, start: usize) {
        let known = &self.members.texts().numbers;
        if known.is_empty() {
            return;
        }
        let mut before = LineBefore { text, read: 0, tail: String::new(), has_word: false };
        let mut done = 0;
        while let Some(digit) = text[done..].find(is_digit).map(|digit| done + digit) {
            let is_other = |character: char| !is_number_part(character);
            let begin = text[done..digit]
                .rfind(is_other)
                .map_or(done, |other| done + other + text[done + other..].chars().next().map_or(1, char::len_utf8));
            let end = text[digit..].find(is_other).map_or(text.len(), |end| digit + end);
            if let Some(rows) = known.get(&fold(&text[begin..end]))
                && before.has_number_word(begin)
            {
                self.add(rows, What::Number, Span::new(begin, end).shifted(start));
            }
            done = end;
        }
    }
}

/// The line before a number. Asked about places in order, it reads each part once.
struct LineBefore<'t> {
    text: &'t str,
    read: usize,
    /// The end of what was read of the line, folded: the beginning of a word may be in it.
    tail: String,
    has_word: bool,
}

impl LineBefore<'_> {
    fn has_number_word(&mut self, place: usize) -> bool {
        if let Some(end) = self.text[self.read..place].rfind('\n') {
            self.read += end + 1;
            self.tail.clear();
            self.has_word = false;
        }
        if !self.has_word {
            self.tail.push_str(&fold(&self.text[self.read..place]));
            self.has_word = NUMBER_WORDS.iter().any(|word| self.tail.contains(word));
            let cut = self.tail.floor_char_boundary(self.tail.len().saturating_sub(LONGEST_NUMBER_WORD));
            self.tail.drain(..cut);
        }
        self.read = place;
        self.has_word
    }
}

/// True for digits in any width and style that folds to ASCII.
fn is_digit(character: char) -> bool {
    character.is_ascii_digit()
        || !character.is_ascii() && !folds_to_itself(character) && character.is_numeric() && is_number_part(character)
}

/// True for what numbers of members are made of: letters and digits that fold to ASCII, `-` and `_`.
fn is_number_part(character: char) -> bool {
    if character.is_ascii() {
        return character.is_ascii_alphanumeric() || matches!(character, '-' | '_');
    }
    !folds_to_itself(character) && character.is_alphanumeric() && fold(character.encode_utf8(&mut [0; 4])).is_ascii()
}

/// Latin names have no letter beside them, and before a Japanese one stands no kanji: 林太郎 is not in 小林太郎.
fn stands_alone(text: &str, place: &Range<usize>) -> bool {
    let (before, after) = (text[..place.start].chars().next_back(), text[place.end..].chars().next());
    let name = &text[place.clone()];
    if name.is_ascii() {
        let is_letter = |beside: Option<char>| beside.is_some_and(char::is_alphabetic);
        return !is_letter(before) && !is_letter(after);
    }
    let is_kanji = |character: char| matches!(character, '々' | '\u{3400}'..='\u{9FFF}' | '\u{20000}'..='\u{3FFFF}');
    !(before.is_some_and(is_kanji) && name.starts_with(is_kanji))
}
