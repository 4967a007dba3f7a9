//! Members of the roster whom a text tells of: by whole name, by address, by number. Knows one draft at a time; who it is
//! for is told by its recipients.

use super::digest::{Mention, What};
use super::members::Members;
use crate::domain_name::fold_address;
use crate::draft::Draft;
use crate::fold::{PlacedFold, fold, fold_name, fold_variants};
use crate::settings::Roster;
use crate::span::Span;
use std::collections::{HashMap, HashSet};

/// Shorter Japanese names are words too often: 林一 in 一林一木.
const LEAST_CHARACTERS: usize = 3;
/// Shorter Latin names, their words in one, may arise where two words meet.
const LEAST_LETTERS: usize = 7;
/// Shorter numbers are years, prices, rooms.
const LEAST_DIGITS: usize = 3;
/// Most mentions that are kept of one draft: a thousand say no more than this.
const MOST_MENTIONS: usize = 16;
/// What stands before a member's number on its line, folded.
const NUMBER_WORDS: [&str; 12] =
    ["番号", "会員", "顧客", "お客様", "受付", "id", "no.", "no:", "no ", "number", "member", "account"];

/// What of a roster can be found in a text.
#[derive(Debug, Default)]
pub struct Names {
    /// Rows by the name without spaces.
    rows: HashMap<String, Vec<u32>>,
    /// The first two characters of every name: most places of a text are passed over by these.
    beginnings: HashSet<(char, char)>,
    /// Lengths of names, in characters.
    lengths: Vec<usize>,
    /// The name with its words apart, as it is looked for when its place is wanted.
    spaced: HashMap<u32, String>,
    /// Rows by the folded number.
    numbers: HashMap<String, Vec<u32>>,
}

impl Names {
    /// The names and numbers of a roster; not those too short to be told from other words.
    #[must_use]
    pub fn of(roster: &Roster) -> Self {
        let mut names = Self::default();
        let mut lengths = HashSet::new();
        for (row, number) in roster.rows.iter().zip(0..) {
            if let Some(member_number) = row.member_number.as_deref().map(|text| fold(text.trim())) {
                let digits = member_number.chars().filter(char::is_ascii_digit).count();
                if digits >= LEAST_DIGITS && !member_number.contains(char::is_whitespace) {
                    names.numbers.entry(member_number).or_default().push(number);
                }
            }
            let Some(name) = &row.name else { continue };
            let squeezed = fold_name(name);
            let characters: Vec<char> = squeezed.chars().collect();
            let is_latin = squeezed.is_ascii();
            let is_long = if is_latin {
                characters.len() >= LEAST_LETTERS && name.trim().contains(' ')
            } else {
                characters.len() >= LEAST_CHARACTERS
            };
            if !is_long {
                continue;
            }
            names.beginnings.insert((characters[0], characters[1]));
            lengths.insert(characters.len());
            names.spaced.insert(number, fold_variants(name).split_whitespace().collect::<Vec<_>>().join(" "));
            names.rows.entry(squeezed).or_default().push(number);
        }
        names.lengths = lengths.into_iter().collect();
        names.lengths.sort_unstable();
        names
    }

    /// Rows whose name stands in a text without spaces, with the name.
    fn named_in<'t>(&self, squeezed: &'t str) -> Vec<(&'t str, &[u32])> {
        let places: Vec<(usize, char)> = squeezed.char_indices().collect();
        let end_of = |index: usize| places.get(index).map_or(squeezed.len(), |(start, _)| *start);
        let mut found = Vec::new();
        for (index, pair) in places.windows(2).enumerate() {
            if !self.beginnings.contains(&(pair[0].1, pair[1].1)) {
                continue;
            }
            for length in self.lengths.iter().take_while(|length| index + **length <= places.len()) {
                let name = &squeezed[pair[0].0..end_of(index + length)];
                if let Some(rows) = self.rows.get(name) {
                    found.push((name, rows.as_slice()));
                }
            }
        }
        found
    }
}

/// Members whom the draft's own text tells of, but for those of `own_rows`, and but for names in `greetings`: who is
/// spoken to is judged by other means.
pub(super) fn mentions(draft: &Draft, members: &Members, own_rows: &[u32], greetings: &[Span]) -> Vec<Mention> {
    let mut found: Vec<Mention> = Vec::new();
    let subject = draft.subject.iter().map(|subject| subject.span);
    for span in draft.body.own.iter().copied().chain(subject) {
        let text = draft.view.slice(span);
        let is_greeting = |place: Span| greetings.iter().any(|greeting| greeting.contains(place));
        let mut add = |rows: &[u32], what: What, place: Span| {
            if rows.iter().any(|row| own_rows.contains(row)) || is_greeting(place) {
                return;
            }
            let Some(row) = rows.first() else { return };
            if found.len() < MOST_MENTIONS && !found.iter().any(|mention| mention.row == *row && mention.what == what) {
                found.push(Mention { row: *row, what, place: place.into() });
            }
        };
        names(text, members, &mut |rows, place| add(rows, What::Name, Span::from(place).shifted(span.start)));
        addresses(text, members, &mut |rows, place| add(rows, What::Address, Span::from(place).shifted(span.start)));
        numbers(text, members, &mut |rows, place| add(rows, What::Number, Span::from(place).shifted(span.start)));
    }
    found.sort_by_key(|mention| mention.place);
    found
}

type Add<'a> = dyn FnMut(&[u32], std::ops::Range<usize>) + 'a;

fn names(text: &str, members: &Members, add: &mut Add<'_>) {
    let squeezed = fold_name(text);
    let found = members.texts().named_in(&squeezed);
    if found.is_empty() {
        return;
    }
    let placed = PlacedFold::of_names(text);
    for (name, rows) in found {
        let spaced = rows.first().and_then(|row| members.texts().spaced.get(row)).map_or(name, String::as_str);
        // Where two Latin words meet, a name may seem to stand: it does when it is found with its space.
        let places = placed.places_of(spaced).chain(placed.places_of(name));
        for place in places.filter(|place| stands_alone(text, place)) {
            add(rows, place);
        }
    }
}

/// Latin names have no letter beside them, and before a Japanese one stands no kanji: 林太郎 is not in 小林太郎.
fn stands_alone(text: &str, place: &std::ops::Range<usize>) -> bool {
    let (before, after) = (text[..place.start].chars().next_back(), text[place.end..].chars().next());
    let name = &text[place.clone()];
    if name.is_ascii() {
        let is_letter = |beside: Option<char>| beside.is_some_and(char::is_alphabetic);
        return !is_letter(before) && !is_letter(after);
    }
    let is_kanji = |character: char| matches!(character, '々' | '\u{3400}'..='\u{9FFF}' | '\u{20000}'..='\u{3FFFF}');
    !(before.is_some_and(is_kanji) && name.starts_with(is_kanji))
}

fn addresses(text: &str, members: &Members, add: &mut Add<'_>) {
    let is_part = |character: char| character.is_ascii_alphanumeric() || "@.!#$%&'*+/=?^_`{|}~-".contains(character);
    let mut start = 0;
    while let Some(at) = text[start..].find('@').map(|at| start + at) {
        let from = text[..at]
            .rfind(|character: char| !is_part(character))
            .map_or(0, |before| before + text[before..].chars().next().map_or(1, char::len_utf8));
        let to = text[at..].find(|character: char| !is_part(character)).map_or(text.len(), |end| at + end);
        let written = text[from..to].trim_end_matches(['.', '-', '\'', '?', '!']);
        if let Some(row) = fold_address(written).and_then(|address| members.row_of_address(&address)) {
            add(&[row], from..from + written.len());
        }
        start = to.max(at + 1);
    }
}

/// Numbers of members with a word before them on their line that says so.
fn numbers(text: &str, members: &Members, add: &mut Add<'_>) {
    let known = &members.texts().numbers;
    if known.is_empty() {
        return;
    }
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let is_part = |character: char| {
            character.is_alphanumeric() && fold(&character.to_string()).is_ascii() || "-_".contains(character)
        };
        let mut from = 0;
        while let Some(begin) = line[from..].find(is_part).map(|begin| from + begin) {
            let end = line[begin..].find(|character: char| !is_part(character)).map_or(line.len(), |end| begin + end);
            let has_digit = line[begin..end].chars().any(char::is_numeric);
            if has_digit && let Some(rows) = known.get(&fold(&line[begin..end])) {
                let before = fold(&line[..begin]);
                if NUMBER_WORDS.iter().any(|word| before.contains(word)) {
                    add(rows, start + begin..start + end);
                }
            }
            from = end;
        }
        start += line.len();
    }
}
