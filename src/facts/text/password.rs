//! Passwords written into a text: a word, a separator and a value. Knows no attachment: whether something is locked
//! with it, rules ask.

use super::patterns::{Patterns, Searched};
use crate::facts::schema::Certainty;
use std::ops::Range;

/// Shortest and longest value: a PIN of three digits is a date or a count, and nobody types more by hand.
const VALUE_CHARACTERS: std::ops::RangeInclusive<usize> = 4..=64;
/// Signs by which a word is no word. A hyphen and a full stop stand in ordinary words (`case-sensitive`).
const SIGNS: &str = "!#$%&*+=?@^_~";
/// What follows a number that says how a password must be, not what it is.
const MEASURES: [&str; 9] = ["桁", "文字", "字", "以上", "characters", "chars", "digits", "letters", "回"];

/// Where a text names a password and gives it: the name with its separator, not the value, which no report repeats.
pub(super) fn found_in(text: &str, searched: &Searched<'_>, phrases: &Patterns) -> Vec<(Range<usize>, Certainty)> {
    let mut found = phrases.found_in(searched);
    found.retain(|(range, _)| gives_value(&text[range.end..]));
    let trimmed = |range: Range<usize>| range.start..range.start + text[range].trim_end().len();
    found.into_iter().map(|(range, certainty)| (trimmed(range), certainty)).collect()
}

/// A value on the same line, or alone on the next one that is not blank.
fn gives_value(after: &str) -> bool {
    let (line, rest) = after.split_once('\n').unwrap_or((after, ""));
    let line = line.trim_matches(|sign: char| sign.is_whitespace() || OPENING.contains(sign));
    let is_below =
        ["", "以下のとおりです。", "以下の通りです。", "下記のとおりです。", "下記の通りです。", "次のとおりです。"];
    if !is_below.contains(&line) {
        return is_value(line);
    }
    let below = rest.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default();
    let below = below.trim_matches(|sign: char| OPENING.contains(sign));
    !below.contains([' ', '　']) && is_value(below)
}

/// Quotation marks and brackets around a value.
const OPENING: &str = "「」『』“”‘’\"'`（）()【】[]<>*：: ";

/// True when what stands at the beginning of `text` is a password and not a word, a link, a date or a blank.
fn is_value(text: &str) -> bool {
    let length = text.find(|sign: char| !sign.is_ascii_graphic()).unwrap_or(text.len());
    let (value, after) = text.split_at(length);
    let value = value.split(['"', '\'', '`', '<', '>', ')', ',', ';']).next().unwrap_or_default();
    let value = value.trim_end_matches(['.', ':', '!', '?']);
    let first = value.chars().next();
    let has_digit = value.bytes().any(|byte| byte.is_ascii_digit());
    let is_address = value.contains('@') && value.rsplit('@').next().is_some_and(|domain| domain.contains('.'));
    let is_one_sign = first.is_some_and(|first| value.chars().all(|sign| sign == first));
    let is_code =
        value.contains("://") || value.contains("()") || value.starts_with(['$', '%', '{', '[', '/', '\\', '-']);
    let after = after.trim_start();
    VALUE_CHARACTERS.contains(&value.len())
        && (has_digit || value.contains(|sign| SIGNS.contains(sign)))
        && !(is_address || is_one_sign || is_code || is_date_or_count(value))
        && !MEASURES.iter().any(|measure| after.starts_with(measure))
}

/// `2026/11/22`, `12-character`, `90-day`.
fn is_date_or_count(value: &str) -> bool {
    let parts: Vec<&str> = value.split(['/', '-']).collect();
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let is_date = parts.len() == 3 && parts.iter().copied().all(is_number);
    let is_count = parts.len() == 2 && is_number(parts[0]) && parts[1].bytes().all(|byte| byte.is_ascii_lowercase());
    is_date || is_count
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lists::Lists;

    #[track_caller]
    fn password(text: &str, expected: Option<Certainty>) {
        let list = Lists::builtin().get("password-phrases").expect("built in");
        let found = found_in(text, &Searched::new(text), &Patterns::new(&list));
        assert_eq!(found.first().map(|(_, certainty)| *certainty), expected, "{text}");
    }

    #[test]
    fn a_name_a_separator_and_a_value_are_a_password() {
        password("パスワードは「tsubame2026」です。", Some(Certainty::Likely));
        password("解凍パスワード：Kawa#se\n", Some(Certainty::Sure));
        password("【パスワード】abcd1234", Some(Certainty::Likely));
        password("パスワードは以下のとおりです。\n\n  Xk39-aa2\n", Some(Certainty::Sure).map(|_| Certainty::Likely));
        password("The password for the zip file is Blue42sky.", Some(Certainty::Sure));
        password("Password: hunter2!", Some(Certainty::Likely));
        password("PW：0412ab", Some(Certainty::Likely));
    }

    #[test]
    fn talk_of_passwords_gives_none() {
        for text in [
            "パスワードは別途お電話でお知らせします。",
            "パスワードは8文字以上です。",
            "パスワードは 2026/12/01 までに変更してください。",
            "パスワード：12文字以上",
            "The password is case-sensitive.",
            "Password: required",
            "your password is needed.",
            "The password is 12-character long",
            "Passport: TK1234567",
            "bypass: x1234567",
            "password: ********",
            "Password reset: https://tsubame.example/reset?id=1",
            "password: https://tsubame.example/reset?id=1",
            "compass=1234abcd",
        ] {
            password(text, None);
        }
    }
}
