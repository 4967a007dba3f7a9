//! Text as it is compared before and after the post had it in hand: charsets, folding, wrapping and flowing of lines leave
//! it as it is; any other change of a character does not.

use crate::fold::{composed, is_invisible};
use sha2::{Digest, Sha256};

/// `text` without white space and signs that show nothing, composed (NFC), with signs made one that conversions between
/// Japanese charsets mistake for each other. White space between two digits stays, as one blank: `1 000` is not `1000`.
#[must_use]
pub fn canonical(text: &str) -> String {
    let mut canonical = String::with_capacity(text.len());
    let mut is_behind_space = false;
    for sign in composed(text).chars().filter(|sign| !is_invisible(*sign) && *sign != '\u{ad}') {
        if sign.is_whitespace() || sign.is_control() {
            is_behind_space = true;
            continue;
        }
        if is_behind_space && sign.is_numeric() && canonical.ends_with(char::is_numeric) {
            canonical.push(' ');
        }
        is_behind_space = false;
        canonical.push(twin(sign));
    }
    canonical
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
        assert_eq!(canonical("1 000 yen, 2 \n 3"), "1 000yen,2 3");
        assert_ne!(canonical("1 000"), canonical("1000"));
        assert_ne!(canonical("１ ０"), canonical("１０"));
    }

    #[test]
    fn any_other_character_counts() {
        for (before, after) in [("a", "A"), ("髙", "高"), ("①", "1"), ("a.", "a"), ("ア", "ｱ")] {
            assert_ne!(canonical(before), canonical(after));
        }
    }
}
