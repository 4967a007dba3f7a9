//! Text as it is compared before and after the post had it in hand: charsets, folding, wrapping and flowing of lines leave
//! it as it is; any other change of a character does not.

use crate::fold::composed;
use sha2::{Digest, Sha256};

/// `text` without white space and what only parts words, composed (NFC), with signs made one that conversions between
/// Japanese charsets mistake for each other. White space between a digit and another one, or a sign that numbers are
/// written with, stays as one blank: `1 000` is not `1000`, and `- 5` is not `-5`.
///
/// What shows nothing and changes how the rest is shown stays: marks of direction, joiners, variation selectors.
#[must_use]
pub fn canonical(text: &str) -> String {
    let mut canonical = String::with_capacity(text.len());
    let mut is_behind_space = false;
    for sign in composed_but_variants(text).chars().filter(|sign| !is_nothing(*sign)) {
        if sign.is_whitespace() || sign.is_control() {
            is_behind_space = true;
            continue;
        }
        if is_behind_space && canonical.chars().next_back().is_some_and(|before| is_number(before, sign)) {
            canonical.push(' ');
        }
        is_behind_space = false;
        canonical.push(twin(sign));
    }
    canonical
}

/// Composed, but for kanji that are another form of one that is written in the same names (U+FA10 and U+585A): NFC makes them one.
pub(super) fn composed_but_variants(text: &str) -> String {
    let is_variant = |sign: char| matches!(sign, '\u{F900}'..='\u{FAFF}' | '\u{2F800}'..='\u{2FA1F}');
    let mut whole = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((at, variant)) = rest.char_indices().find(|(_, sign)| is_variant(*sign)) {
        whole.push_str(&composed(&rest[..at]));
        whole.push(variant);
        rest = &rest[at + variant.len_utf8()..];
    }
    whole.push_str(&composed(rest));
    whole
}

/// A place where a line may be broken or not, and the mark of the byte order.
pub(super) const fn is_nothing(sign: char) -> bool {
    matches!(sign, '\u{ad}' | '\u{200B}' | '\u{2060}' | '\u{FEFF}')
}

/// True for two signs that would be one number.
fn is_number(before: char, sign: char) -> bool {
    let is_of_numbers = |sign: char| sign.is_numeric() || matches!(sign, '.' | ',' | '-' | '+' | '/' | ':' | '\'');
    (before.is_numeric() && is_of_numbers(sign)) || (is_of_numbers(before) && sign.is_numeric())
}

/// One sign for those that stand for the same code in Shift_JIS and ISO-2022-JP, read by the tables of JIS or of Microsoft.
const fn twin(sign: char) -> char {
    match sign {
        '\u{301C}' => '\u{FF5E}',
        '\u{2212}' => '\u{FF0D}',
        '\u{2016}' => '\u{2225}',
        '\u{2014}' => '\u{2015}',
        '\u{A2}' => '\u{FFE0}',
        '\u{A3}' => '\u{FFE1}',
        '\u{AC}' => '\u{FFE2}',
        '\u{A6}' => '\u{FFE4}',
        other => other,
    }
}

/// `sha256:` and the hash in hexadecimal.
#[must_use]
pub fn sha256(bytes: &[u8]) -> String {
    let hash = Sha256::digest(bytes);
    let hexadecimal: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("sha256:{hexadecimal}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrapping_and_charsets_change_nothing() {
        for (before, after) in [
            ("Dear Bob,\n\nhere it is.", "DearBob,hereitis."),
            ("議事録を\r\n お送りします。", "議事録をお送りします。"),
            ("10〜20 － 30", "10～20−30"),
            ("か\u{3099}", "が"),
            ("a\u{a0}b\u{200b}c\u{ad}d", "abcd"),
        ] {
            assert_eq!(canonical(before), canonical(after), "{before}");
        }
    }

    #[test]
    fn a_space_between_digits_is_a_space() {
        assert_eq!(canonical("1 000 yen, 2 \n 3"), "1 000yen, 2 3");
        for (spaced, dense) in [("1 000", "1000"), ("１ ０", "１０"), ("- 5", "-5"), ("1. 5", "1.5"), ("1 ,5", "1,5")]
        {
            assert_ne!(canonical(spaced), canonical(dense), "{spaced}");
        }
    }

    #[test]
    fn any_other_character_counts() {
        for (before, after) in [
            ("a", "A"),
            ("髙", "高"),
            ("\u{fa10}", "\u{585a}"),
            ("①", "1"),
            ("a.", "a"),
            ("ア", "ｱ"),
            ("12", "\u{200f}12"),
            ("12", "\u{202e}12"),
            ("葛\u{e0100}", "葛"),
            ("a\u{200d}b", "ab"),
        ] {
            assert_ne!(canonical(before), canonical(after), "{before}");
        }
    }
}
