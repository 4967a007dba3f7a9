//! Members of the roster whom a text tells of: by whole name, by address, by number. Knows one draft at a time; who it is
//! for is told by its recipients.

use super::digest::{Mention, What};
use super::members::Members;
use crate::domain_name::fold_address;
use crate::draft::Draft;
use crate::fold::{PlacedFold, fold, fold_name};
use crate::span::Span;

/// Most mentions that are kept of one draft: a thousand say no more than this.
const MOST_MENTIONS: usize = 16;
/// What stands before a member's number on its line, folded.
const NUMBER_WORDS: [&str; 12] =
    ["番号", "会員", "顧客", "お客様", "受付", "id", "no.", "no:", "no ", "number", "member", "account"];

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
