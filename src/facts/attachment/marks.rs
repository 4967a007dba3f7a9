//! Marks in the names of files: words of a list by themselves or at the end, the names that programs give to copies, and
//! names with more than one "final". Knows one name at a time, folded.

use crate::lists::{Entry, List};

/// 「案」 is a mark, and a letter of many other words.
const PROPOSAL: &str = "案";
/// What follows 案 in words that are none: 案内, 案件, 案分, 案じる, 案外.
const PROPOSAL_GOES_ON: [char; 6] = ['内', '件', '分', 'じ', '外', '出'];
/// Words by which a mail asks for a look at a draft: then it is meant (folded).
const REVIEWS: [&str; 8] = ["意見", "校正", "レビュー", "review", "comments", "feedback", "proofread", "たたき台"];
/// What follows the last word of a name and is none.
const NUMBER_WORDS: [&str; 6] = ["", "v", "ver", "version", "rev", "no"];
/// Words that only one file of a kind should have (folded).
const FINALS: [&str; 6] = ["最終", "最新", "確定", "決定版", "final", "latest"];
/// Numbers of copies have as many digits at most.
const COUNTER_DIGITS: usize = 2;

/// What a program has named after another file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Copied<'a> {
    /// The name of the other file without its ending, folded.
    pub stem: &'a str,
    /// Told by a number alone: `plan (1)`.
    pub is_counter: bool,
}

/// The first mark of the list that stands in a name; `stem` is its folded stem.
pub(super) fn mark_in<'a>(name: &str, stem: &str, words: &'a List) -> Option<&'a Entry> {
    let marks = words.entries.iter().filter(|entry| entry.column(0) != Some("other") && stem.contains(&*entry.key));
    marks.into_iter().find(|entry| {
        let word = &*entry.key;
        stem.match_indices(word).any(|(at, _)| {
            let (before, after) = (&stem[..at], &stem[at + word.len()..]);
            if word.is_ascii() {
                is_latin_mark(name, before, word, after)
            } else {
                !is_other_word(before, word, after, words)
                    && (is_apart(before, after) || (entry.column(1) != Some("alone") && is_end(after)))
            }
        })
    })
}

/// True when the author speaks of a draft, or asks for an opinion.
pub(super) fn is_about_drafts(spoken: &str, words: &List) -> bool {
    let is_spoken_of = |entry: &&Entry| {
        let word = &*entry.key;
        spoken.match_indices(word).any(|(at, _)| {
            let (before, after) = (&spoken[..at], &spoken[at + word.len()..]);
            if word.is_ascii() { is_whole(before, after) } else { !is_other_word(before, word, after, words) }
        })
    };
    REVIEWS.iter().any(|word| spoken.contains(word))
        || words.entries.iter().filter(|entry| entry.column(0) == Some("draft")).any(|entry| is_spoken_of(&entry))
}

/// A word in a text; Latin ones with no letter beside them.
pub(super) fn stands_in(text: &str, word: &str) -> bool {
    let mut places = text.match_indices(word);
    places.any(|(at, _)| !word.is_ascii() || is_whole(&text[..at], &text[at + word.len()..]))
}

/// The name that `計画 - コピー (2)`, `copy of plan` and `plan (1)` were made from.
pub(super) fn copied_from(stem: &str) -> Option<Copied<'_>> {
    let (base, has_counter) = match without_counter(stem) {
        Some(base) => (base, true),
        None => (stem, false),
    };
    let suffixes = [" - コピー", "のコピー", "_コピー", " コピー", " - copy", "_copy"];
    let prefixes = ["copy of ", "コピー ~ ", "コピー ~", "コピー - "];
    let named = suffixes.iter().find_map(|suffix| base.strip_suffix(suffix));
    let named = named.or_else(|| prefixes.iter().find_map(|prefix| base.strip_prefix(prefix))).map(str::trim);
    match named {
        Some(stem) => (!stem.is_empty()).then_some(Copied { stem, is_counter: false }),
        None => (has_counter && !base.is_empty()).then_some(Copied { stem: base, is_counter: true }),
    }
}

/// True for `最終_最新2`, `final2`, `final_final`.
pub(super) fn counts_finals(stem: &str) -> bool {
    let mut places: Vec<(usize, usize)> = Vec::new();
    for word in FINALS {
        let found = stem.match_indices(word).map(|(at, _)| (at, at + word.len()));
        places.extend(found.filter(|(start, end)| {
            let behind = stem[*end..].trim_start_matches(|character: char| character.is_ascii_digit());
            !word.is_ascii() || is_whole(&stem[..*start], behind)
        }));
    }
    let is_counted = |end: &usize| {
        let rest = stem[*end..].trim_start_matches(['版', '稿', '_', '-', ' ', '(', ')']);
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        (1..=COUNTER_DIGITS).contains(&digits) && is_end(&rest[digits..])
    };
    places.len() >= 2 || places.iter().any(|(_, end)| is_counted(end))
}

/// `plan (2)`: a space, and half-width brackets around a small number, as browsers and Windows write it.
fn without_counter(stem: &str) -> Option<&str> {
    let (base, counter) = stem.strip_suffix(')')?.rsplit_once(" (")?;
    let is_number = (1..=COUNTER_DIGITS).contains(&counter.len()) && counter.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then_some(base.trim_end())
}

/// A Latin mark is the last word, stands in brackets, before an underscore at the start, or there in capitals; elsewhere
/// it is a word of the title.
fn is_latin_mark(name: &str, before: &str, word: &str, after: &str) -> bool {
    let rest = after.trim_start_matches(|character: char| character.is_ascii_digit());
    if !is_whole(before, rest) {
        return false;
    }
    let is_in_brackets = before.ends_with(['(', '[', '【', '「']) && rest.starts_with([')', ']', '】', '」']);
    let capitals = word.to_ascii_uppercase();
    let is_loud = before.is_empty() && name.starts_with(&capitals) && name.contains(char::is_lowercase);
    is_in_brackets
        || (before.is_empty() && rest.starts_with('_'))
        || (is_loud && rest.starts_with([' ', '-']))
        || (!before.is_empty() && is_end(rest))
}

/// Nothing but numbers and signs follows.
fn is_end(after: &str) -> bool {
    let letters: String = after.chars().filter(|character| character.is_alphabetic()).collect();
    NUMBER_WORDS.contains(&letters.as_str())
}

/// No letter of a Latin word on either side.
fn is_whole(before: &str, after: &str) -> bool {
    !before.ends_with(|character: char| character.is_ascii_alphanumeric())
        && !after.starts_with(|character: char| character.is_ascii_alphanumeric())
}

/// A word by itself, perhaps with a number behind it.
fn is_apart(before: &str, after: &str) -> bool {
    let after = after.trim_start_matches(|character: char| character.is_ascii_digit());
    !before.ends_with(char::is_alphanumeric) && !after.starts_with(char::is_alphanumeric)
}

/// The sign belongs to another word: 提案, 案内, or to one of several proposals: A案, 案2.
fn is_other_word(before: &str, word: &str, after: &str, words: &List) -> bool {
    let mut others = words.entries.iter().filter(|entry| entry.column(0) == Some("other"));
    let is_listed = others.any(|other| other.key.strip_suffix(word).is_some_and(|start| before.ends_with(start)));
    let is_one_of_several = before.ends_with(|character: char| character.is_ascii_alphanumeric())
        || after.starts_with(|character: char| character.is_ascii_digit());
    is_listed || (word == PROPOSAL && (is_one_of_several || after.starts_with(PROPOSAL_GOES_ON)))
}
