//! Lines that introduce a quotation: `On Mon, 1 Feb 2026 at 10:00, Ann <ann@a.example> wrote:`.
//! Knows the wordings of mailers, and that wording alone proves nothing without a quotation below.

use super::{is_blank, words};
use crate::load::line::Line;
use crate::load::scan;
use std::borrow::Cow;

/// Mailers wrap the attribution at 72 or so columns, some at each comma.
const LINE_LIMIT: usize = 4;
/// Longer lines, in bytes, are text.
const LENGTH_LIMIT: usize = 400;
/// Characters in which the day must begin.
const DAY_WITHIN: usize = 24;
/// Words of three letters and more before the hour: day of the week and month, in some languages a preposition.
const WORDS_BEFORE_HOUR: usize = 3;

/// Marks attributions with a quotation below, and everything below one that names day, address and act but whose
/// mailer put no marks on the quotation.
pub(super) fn mark(lines: &[Line], is_excerpt: &[bool], is_quoted: &mut [bool]) {
    let last_quoted = is_quoted.iter().rposition(|is_quoted| *is_quoted);
    let mut next_text = following_text(lines);
    next_text.push(None);
    for first in 0..lines.len() {
        if is_quoted[first] || is_excerpt[first] || !may_start(&lines[first].text) {
            continue;
        }
        let Some((end, certainty)) = attribution(lines, is_quoted, first) else { continue };
        let has_quotation_below = next_text[end].is_some_and(|below| is_quoted[below]);
        let is_last_quotation = last_quoted.is_none_or(|last| last < first);
        if has_quotation_below {
            is_quoted[first..end].fill(true);
        } else if certainty == Certainty::Certain && is_last_quotation {
            is_quoted[first..].fill(true);
            return;
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Certainty {
    /// Day, address and act: nobody writes that by hand.
    Certain,
    /// May be a sentence.
    Likely,
}

/// For each line the first line from there on that has text.
fn following_text(lines: &[Line]) -> Vec<Option<usize>> {
    let mut next = None;
    let mut following: Vec<Option<usize>> = (0..lines.len())
        .rev()
        .map(|index| {
            if !is_blank(&lines[index]) {
                next = Some(index);
            }
            next
        })
        .collect();
    following.reverse();
    following
}

fn may_start(text: &str) -> bool {
    !text.trim().is_empty() && text.len() <= LENGTH_LIMIT
}

/// The attribution that starts at `first`: the line after it, and how sure it is.
fn attribution(lines: &[Line], is_quoted: &[bool], first: usize) -> Option<(usize, Certainty)> {
    let mut joined = Cow::Borrowed("");
    for index in first..lines.len().min(first + LINE_LIMIT) {
        let text = lines[index].text.trim();
        if is_quoted[index] || text.is_empty() || joined.len() + text.len() > LENGTH_LIMIT {
            return None;
        }
        let text = without_direction_marks(text);
        if joined.is_empty() {
            joined = text;
        } else {
            joined = Cow::Owned(format!("{joined} {text}"));
        }
        if let Some(certainty) = certainty(&joined) {
            // A sentence may begin like one and another, lines below, end like one.
            let is_one =
                index == first || certainty == Certainty::Certain || has_hour(&joined) || !starts_with_word(&joined);
            return is_one.then_some((index + 1, certainty));
        }
        let may_go_on = starts_with_day(&joined) || joined.ends_with('<') || starts_with_hour(&joined);
        if !may_go_on {
            return None;
        }
    }
    None
}

fn certainty(text: &str) -> Option<Certainty> {
    let (text, is_framed) = unframed(text);
    let before_colon = text.strip_suffix([':', '：']).map(str::trim_end);
    let has_colon = before_colon.is_some();
    let sentence = before_colon.unwrap_or(text);
    let has_act = words::ACTS.end(sentence) || (has_digit(sentence) && words::ACTS_BEFORE_NAME.are_in(sentence));
    let ends_with_address = sentence.ends_with('>') && sentence.contains('@');
    if !has_act && !ends_with_address {
        return None;
    }
    let has_mailbox = sentence.contains('@') && sentence.contains(['<', '(']);
    let is_dated = starts_with_day(text) && text.chars().take(DAY_WITHIN).any(is_digit);
    let has_hour = has_hour(text);

    if has_act {
        // Thunderbird names no address, but always marks what it quotes.
        let names_mailbox = sentence.contains(['@', '<']) || is_framed;
        let is_certain = (is_dated && names_mailbox) || (has_mailbox && has_hour);
        return match (is_certain, has_colon || is_framed) {
            (true, true) => Some(Certainty::Certain),
            // Some mailers leave the colon away; without an hour that is a sentence.
            (true, false) => (has_hour && has_mailbox).then_some(Certainty::Certain),
            (false, true) => (!is_in_sentence(sentence)).then_some(Certainty::Likely),
            (false, false) => None,
        };
    }
    // Gmail in Japanese and Russian names no act: `2026年2月1日(日) 10:00 山田太郎 <yamada@a.example>:`.
    let is_day_first = starts_with_numeric_day(text) || (starts_with_hour(text) && has_year(text));
    match (is_day_first, has_colon) {
        (true, true) => Some(Certainty::Certain),
        (true, false) if starts_with_numeric_day(text) => Some(Certainty::Likely),
        _ => None,
    }
}

/// `---- On Mon, 1 Feb 2026 Ann wrote ----` without its dashes, and whether there were some.
fn unframed(text: &str) -> (&str, bool) {
    if !(text.starts_with("---") && text.ends_with("---")) {
        return (text, false);
    }
    let inner = text.trim_matches('-').trim();
    if inner.is_empty() { (text, false) } else { (inner, true) }
}

fn starts_with_day(text: &str) -> bool {
    words::DAY_STARTS.start(text) || starts_with_numeric_day(text)
}

/// Whether another sentence, or the answer itself, stands before the act: `See you there. As Ann wrote`.
fn is_in_sentence(text: &str) -> bool {
    let ends_word = |before: &str| before.chars().rev().take_while(|character| character.is_lowercase()).count() > 3;
    let has_end = text.match_indices(". ").any(|(index, _)| ends_word(&text[..index]));
    has_end || text.contains(['。', '！', '？', '!', '?']) || (!starts_with_day(text) && text.contains(" On "))
}

fn starts_with_word(text: &str) -> bool {
    text.starts_with(char::is_alphabetic)
}

/// `2026年2月`, `2026/02/01`, `2026-02-01`, `(2026/02/01`, also `2/1/26`.
pub(super) fn starts_with_numeric_day(text: &str) -> bool {
    let text = text.trim_start_matches('(');
    let digits = text.chars().take_while(char::is_ascii_digit).count();
    (1..=4).contains(&digits) && text[digits..].starts_with(['年', '/', '-', '.'])
}

/// `10:00`, `17.45`, `10時30分`.
pub(super) fn has_hour(text: &str) -> bool {
    has_digit(text) && hour(&without_direction_marks(text)).is_some()
}

fn without_direction_marks(text: &str) -> Cow<'_, str> {
    // The first byte of both: most texts have none such.
    let may_have_marks = scan::find_byte(text.as_bytes(), 0xe2).is_some();
    if may_have_marks && text.contains(is_direction_mark) {
        return Cow::Owned(text.replace(is_direction_mark, ""));
    }
    Cow::Borrowed(text)
}

/// Windows puts marks of direction around the numbers of a date.
fn is_direction_mark(character: char) -> bool {
    matches!(character, '\u{200e}' | '\u{200f}')
}

/// Where the hour stands: up to two digits, a sign, two digits and no more.
fn hour(text: &str) -> Option<usize> {
    let mut digits = 0;
    let mut before_digits = ' ';
    let mut before = ' ';
    for (index, character) in text.char_indices() {
        if is_digit(character) {
            if digits == 0 {
                before_digits = before;
            }
            digits += 1;
        } else {
            let after = &text[index + character.len_utf8()..];
            // `01.02.2026` and `192.168.0.10` are no hours.
            let is_sign = match character {
                ':' | '：' | '時' => before_digits != ':',
                '.' => before_digits.is_whitespace() && !after.get(2..).is_some_and(|rest| rest.starts_with('.')),
                _ => false,
            };
            let minutes = after.chars().take(3).take_while(|after| is_digit(*after)).count();
            if is_sign && (1..=2).contains(&digits) && minutes == 2 {
                return Some(index);
            }
            digits = 0;
        }
        before = character;
    }
    None
}

/// Whether little but the day stands before the hour.
fn starts_with_hour(text: &str) -> bool {
    has_hour(text) && words_before_hour(text) <= WORDS_BEFORE_HOUR
}

fn has_year(text: &str) -> bool {
    text.split(|character: char| !character.is_ascii_digit())
        .any(|digits| digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20")))
}

fn words_before_hour(text: &str) -> usize {
    let before = &text[..hour(text).unwrap_or(text.len())];
    before.split(|character: char| !character.is_alphabetic()).filter(|word| word.chars().count() >= 3).count()
}

/// Whether a digit of either width stands in the text.
fn has_digit(text: &str) -> bool {
    scan::has(text.as_bytes(), |byte| byte.is_ascii_digit() || byte == FULL_WIDTH_LEAD) && text.contains(is_digit)
}

/// The first byte of full-width digits.
const FULL_WIDTH_LEAD: u8 = 0xef;

fn is_digit(character: char) -> bool {
    character.is_ascii_digit() || ('０'..='９').contains(&character)
}

#[cfg(test)]
mod tests {
    use super::has_hour;

    #[test]
    fn an_hour_is_no_day_and_no_address_of_a_host() {
        assert!(has_hour("\u{200e}15\u{200e}:\u{200e}05"));
        for hour in ["10:00", "at 9:05 AM", "10：00", "klo 17.50", "10時30分", "2013.02.08. 7:31", "10:00:00 +0900"]
        {
            assert!(has_hour(hour), "{hour}");
        }
        for other in ["2026年11月1日", "01.02.2026", "1.02.26", "192.168.10.20", "10:1", "1:100", "2026:10", "時10", ""]
        {
            assert!(!has_hour(other), "{other}");
        }
    }
}
