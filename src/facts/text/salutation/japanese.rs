//! Takes a Japanese greeting line apart: 「株式会社ヤマセミ 営業部 佐藤 一郎様、鈴木課長」.

use super::Addressed;
use crate::facts::name::person::{PersonName, bare_person};
use crate::facts::name::{NameMark, NameWords};
use crate::facts::text::Vocabulary;

/// Longest surname and longest given name, in characters.
const NAME_CHARACTERS: usize = 6;
/// Between two who are spoken to in one line.
const SEPARATORS: [char; 6] = ['、', ',', '・', '/', '&', ' '];

/// Everyone a folded line speaks to; empty when it is no greeting.
pub(super) fn addressed_in(line: &str, vocabulary: &Vocabulary) -> Vec<Addressed> {
    let mut found = Vec::new();
    if line.is_ascii() {
        return found;
    }
    let mut rest = line.trim_end_matches([' ', '、', ',', ':', '!', 'へ']);
    while let Some((end, addressed)) = first_addressed(rest, vocabulary) {
        rest = rest[end..].trim_start_matches(SEPARATORS);
        found.extend(addressed);
    }
    found
}

/// Where the first salutation of the text ends, and who it is; nobody for 「ご担当者様」. `None` when the text does
/// not begin with one.
fn first_addressed(text: &str, vocabulary: &Vocabulary) -> Option<(usize, Option<Addressed>)> {
    let names = &vocabulary.names;
    let ends = names
        .marks_in(text)
        .map(|(mark, place)| (place.end, place.start, mark == NameMark::Title, mark == NameMark::Organization));
    let (end, start, is_title, is_organization) =
        ends.filter(|(end, start, is_title, _)| *start > 0 && is_end(&text[*end..], *is_title)).min()?;
    let before = text[..start].trim_end();
    if before.is_empty() || before.contains(['、', '。', ',', ':', '「', '」', '@', '!', '?', '>']) {
        return None;
    }
    let spoken = &text[..end];
    let names_nobody = |word: &str| vocabulary.greeting_stop_words.has(word);
    if names_nobody(spoken.rsplit(' ').next().unwrap_or_default()) || before.ends_with(['々', '各']) {
        return Some((end, None));
    }
    let person = if is_organization { None } else { person_in(before, names) };
    let is_known = person.is_some() || !is_title;
    let addressed = Addressed { text: spoken.to_owned(), person, names_organization: true, may_be_pet_name: false };
    is_known.then_some((end, Some(addressed)))
}

/// True when a greeting may end here: at the end, before a bracket, or before a separator. A name may follow the
/// title after a space (「営業部長 佐藤様」).
fn is_end(rest: &str, is_title: bool) -> bool {
    rest.is_empty() || rest.starts_with('(') || (rest.starts_with(SEPARATORS) && !(is_title && rest.starts_with(' ')))
}

/// The person in what stands before the honorific: without titles, organization and department.
fn person_in(before: &str, names: &NameWords) -> Option<PersonName> {
    let mut words: Vec<&str> = before.split(' ').collect();
    let around = |word: &str| names.is_office(word) || names.has_form(word);
    // 「佐藤 部長」, 「佐藤部長」.
    while let Some(last) = words.pop() {
        let bare = bare_person(last, names);
        if !bare.is_empty() {
            words.push(bare);
            break;
        }
    }
    let after_organization = words.iter().rposition(|word| around(word) || bare_person(word, names).is_empty());
    let words = &words[after_organization.map_or(0, |index| index + 1)..];
    let [.., last] = words else { return None };
    // 「営業部佐藤」 is one word.
    let last = names.after_office(last).unwrap_or(last);
    let surname = words.len().checked_sub(2).and_then(|index| words.get(index));
    let name: Vec<&str> = surname.into_iter().copied().filter(|word| goes_before(word, last)).chain([last]).collect();
    name.iter().all(|word| is_name(word)).then(|| PersonName::new(&name))
}

/// True when a word may be the surname before a given name: ヤマセミ before 佐藤 is a company.
fn goes_before(word: &str, last: &str) -> bool {
    let is_kana = |text: &str| text.chars().all(|c| matches!(c, '\u{3041}'..='\u{30FF}'));
    is_name(word) && (!is_kana(word) || is_kana(last))
}

/// A name has few characters, no digits, and no particle between its kanji (「昨日の佐藤」).
fn is_name(word: &str) -> bool {
    let is_kanji = |c: char| !c.is_ascii() && !matches!(c, '\u{3041}'..='\u{30FF}');
    let characters: Vec<char> = word.chars().collect();
    let has_particle = characters.windows(2).enumerate().any(|(index, pair)| {
        let is_hiragana = matches!(pair[0], '\u{3041}'..='\u{3096}');
        is_hiragana && is_kanji(pair[1]) && characters[..index].iter().any(|c| is_kanji(*c))
    });
    (1..=NAME_CHARACTERS).contains(&characters.len())
        && !has_particle
        && characters.iter().all(|c| !c.is_ascii() && (c.is_alphabetic() || matches!(c, '々' | 'ー')))
}
