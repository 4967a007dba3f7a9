//! Takes a Latin greeting line apart: "Dear Mr. Smith,", "Hi Bob and Carol", "Sato-san,".

use super::Addressed;
use crate::facts::name::person::{PersonName, is_latin_name};
use crate::facts::name::{LatinWord, NameWords};
use crate::facts::text::Vocabulary;
use crate::fold::fold;

/// Most words of one name: "Maria de la Cruz".
const NAME_WORDS: usize = 4;

/// Openings among friends, after which any word may stand.
const INTIMATE: [&str; 1] = ["hey"];
/// What stands between a greeting and what follows it.
const ENDS: [char; 9] = [',', ':', '!', '-', '.', '~', '\u{2013}', '\u{2014}', ' '];

/// Everyone a line (as written) speaks to; empty when it is no greeting.
pub(super) fn addressed_in(line: &str, vocabulary: &Vocabulary) -> Vec<Addressed> {
    let names = &vocabulary.names;
    let line = line.trim();
    let Some((opening, rest)) = after_opening(line, names) else {
        // "Sato-san," needs no opening.
        let alone = line.trim_end_matches([',', ':', '!']);
        return addressed(alone, names).filter(|_| has_honorific(alone, names)).into_iter().collect();
    };
    // "Hi Bob, Carol and Dan," ends with its list; "Hi Bob, see below" goes on.
    let list = rest.trim_end_matches(ENDS);
    let people: Vec<Option<Addressed>> = pieces(list).map(|piece| addressed(piece, names)).collect();
    let people = if list.len() < rest.len() && people.iter().all(Option::is_some) {
        people
    } else {
        let first = rest.split([',', '!', ':', ';', '\u{2013}', '\u{2014}']).next().unwrap_or_default();
        let first = first.split(" - ").next().unwrap_or_default().trim_end_matches(ENDS).trim();
        pieces(first).map(|piece| addressed(piece, names)).collect()
    };
    let mut people = people.into_iter().collect::<Option<Vec<_>>>().unwrap_or_default();
    if INTIMATE.contains(&opening) {
        let is_known = |person: &Addressed| {
            person.person.as_ref().is_some_and(|person| person.words.iter().any(|word| names.is_given_name(word)))
        };
        people.iter_mut().for_each(|person| person.may_be_pet_name |= !is_known(person));
    }
    people
}

/// "Dear" and what follows it, where a name may follow: text that ends or goes on with punctuation.
fn after_opening<'l, 'n>(line: &'l str, names: &'n NameWords) -> Option<(&'n str, &'l str)> {
    names.openings().find_map(|opening| {
        let start = line.get(..opening.len()).filter(|start| fold(start) == opening)?;
        let rest = &line[start.len()..];
        rest.starts_with([' ', ',']).then(|| (opening, rest.trim_start_matches([' ', ','])))
    })
}

fn pieces(list: &str) -> impl Iterator<Item = &str> {
    const ANDS: [&str; 5] = [" and ", " und ", " et ", " y ", " e "];
    let mut pieces = vec![list];
    for and in ANDS {
        pieces = pieces.into_iter().flat_map(|piece| piece.split(and)).collect();
    }
    pieces.into_iter().flat_map(|piece| piece.split([',', '&', '/', '+'])).map(str::trim).filter(|p| !p.is_empty())
}

/// The person of one piece; `None` when it is no name. Names begin with a capital letter; one word alone need not.
fn addressed(piece: &str, names: &NameWords) -> Option<Addressed> {
    let honorific = |word: &str| names.latin(&fold(word));
    let words: Vec<&str> = piece.split_whitespace().collect();
    let before = words.iter().take_while(|word| honorific(word) == Some(LatinWord::Before)).count();
    let mut name: Vec<&str> = words[before..].to_vec();
    if name.len() > 1 && name.last().and_then(|word| honorific(word)) == Some(LatinWord::After) {
        name.pop();
    }
    let name: Vec<&str> = name.iter().map(|word| without_suffix(word, names)).collect();
    let is_capital = |word: &&str| word.starts_with(char::is_uppercase);
    let is_person = (1..=NAME_WORDS).contains(&name.len())
        && name.iter().all(|word| is_latin_name(word, names) && !names.is_office(&fold(word)))
        && (name.len() == 1 || name.iter().filter(|word| is_capital(word)).count() >= 2)
        && (is_capital(&name[0]) || words.len() == 1 || name.len() > 1);
    let folded: Vec<String> = name.iter().map(|word| fold(word)).collect();
    let person = PersonName::new(&folded.iter().map(String::as_str).collect::<Vec<_>>());
    // "hi bob" is to Bob, "hi gorgeous" to anybody.
    let is_in_lower_case = words.len() == 1 && !is_capital(&words[0]);
    let may_be_pet_name = is_in_lower_case && !person.words.iter().any(|word| names.is_given_name(word));
    (is_person && !person.words.is_empty()).then(|| Addressed {
        text: fold(piece),
        person: Some(person),
        names_organization: false,
        may_be_pet_name,
    })
}

/// `Sato` of `Sato-san`.
fn without_suffix<'w>(word: &'w str, names: &NameWords) -> &'w str {
    word.rsplit_once('-')
        .filter(|(_, suffix)| names.latin(&fold(suffix)) == Some(LatinWord::After))
        .map_or(word, |(name, _)| name)
}

fn has_honorific(text: &str, names: &NameWords) -> bool {
    text.split([' ', '-']).skip(1).last().is_some_and(|word| names.latin(&fold(word)) == Some(LatinWord::After))
}
