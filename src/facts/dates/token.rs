//! Words, numbers and signs of a line, and the names of weekdays among them. Knows no dates.

use jiff::civil::Weekday;
use std::ops::Range;

const KANJI_WEEKDAYS: [(char, Weekday); 7] = [
    ('月', Weekday::Monday),
    ('火', Weekday::Tuesday),
    ('水', Weekday::Wednesday),
    ('木', Weekday::Thursday),
    ('金', Weekday::Friday),
    ('土', Weekday::Saturday),
    ('日', Weekday::Sunday),
];
const WEEKDAYS: [(&str, Weekday); 7] = [
    ("mon", Weekday::Monday),
    ("tue", Weekday::Tuesday),
    ("wed", Weekday::Wednesday),
    ("thu", Weekday::Thursday),
    ("fri", Weekday::Friday),
    ("sat", Weekday::Saturday),
    ("sun", Weekday::Sunday),
];

/// A word of a line: a number, Latin letters, or one other sign. Full-width forms are read as narrow ones.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) text: String,
    pub(super) number: Option<u32>,
    pub(super) place: Range<usize>,
}

/// The tokens of a line, in order; spaces are none.
pub(super) fn tokens(line: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    for (start, character) in line.char_indices() {
        let narrow = match character {
            '\u{FF01}'..='\u{FF5E}' => char::from_u32(character as u32 - 0xFEE0).unwrap_or(character),
            '　' => ' ',
            other => other,
        };
        let place = start..start + character.len_utf8();
        if let Some(last) = tokens.last_mut()
            && last.place.end == start
            && continues(&last.text, narrow)
        {
            last.text.push(narrow.to_ascii_lowercase());
            last.place.end = place.end;
        } else {
            tokens.push(Token { text: narrow.to_ascii_lowercase().to_string(), number: None, place });
        }
    }
    tokens.retain(|token| token.text != " ");
    for token in &mut tokens {
        token.number = token.text.parse().ok().filter(|_| token.text.len() <= 4);
        if token.text == "元" {
            token.number = Some(1);
        }
    }
    tokens
}

fn continues(word: &str, next: char) -> bool {
    let is_digits = word.bytes().all(|byte| byte.is_ascii_digit());
    let is_letters = word.bytes().all(|byte| byte.is_ascii_alphabetic());
    (is_digits && next.is_ascii_digit()) || (is_letters && next.is_ascii_alphabetic())
}

/// `(火)`, `（火曜日）`, `(火・祝)`, `(Tue)`, 「火曜日」.
pub(super) fn kanji_weekday(tokens: &[Token], at: usize) -> Option<(Weekday, usize)> {
    let sign = |at: usize| tokens.get(at).map_or("", |token| token.text.as_str());
    let is_open = matches!(sign(at), "(" | "[" | "<" | "〔" | "【");
    let word = sign(at + usize::from(is_open));
    let kanji = KANJI_WEEKDAYS.iter().find(|(kanji, _)| word.chars().eq([*kanji])).map(|(_, weekday)| *weekday);
    let weekday = kanji.or_else(|| latin_weekday(word))?;
    let after = at + usize::from(is_open) + 1;
    if is_open {
        let close = (after..after + 7).find(|at| matches!(sign(*at), ")" | "]" | ">" | "〕" | "】"))?;
        return (kanji.is_none()
            || matches!(sign(after), ")" | "]" | ">" | "〕" | "】" | "曜" | "・" | "祝" | "," | "、"))
        .then_some((weekday, close + 1));
    }
    (kanji.is_some() && sign(after) == "曜").then(|| (weekday, after + 1 + usize::from(sign(after + 1) == "日")))
}

pub(super) fn latin_weekday(word: &str) -> Option<Weekday> {
    let (short, weekday) = WEEKDAYS.iter().find(|(short, _)| word.starts_with(short))?;
    let is_name = word == *short || word.ends_with("day") || matches!(word, "tues" | "weds" | "thur" | "thurs");
    is_name.then_some(*weekday)
}
