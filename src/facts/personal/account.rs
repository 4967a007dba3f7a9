//! Bank accounts: Japanese ones beside the word that names them, and IBAN.

use super::Candidate;
use super::narrow::Narrow;
use crate::pattern::Pattern;
use std::sync::LazyLock;

static JAPANESE: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new("(?:口座番号|普通(?:預金)?|当座(?:預金)?)[ :　(（)）No.]{0,6}([0-9]{7,8})".to_owned())
});
static IBAN: LazyLock<Pattern> =
    LazyLock::new(|| Pattern::new("[A-Z]{2}[0-9]{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?".to_owned()));

/// Account numbers that stand alone.
pub(super) fn found_in(line: &Narrow<'_>) -> Vec<Candidate> {
    let text = line.text();
    let mut found = Vec::new();
    if ["口座", "普通", "当座"].iter().any(|word| text.contains(word)) {
        found.extend(JAPANESE.places_in(text).filter(|place| line.stands_alone(place)).map(Candidate::sure));
    }
    let has_country = text
        .as_bytes()
        .windows(4)
        .any(|four| four[..2].iter().all(u8::is_ascii_uppercase) && four[2..].iter().all(u8::is_ascii_digit));
    if !has_country {
        return found;
    }
    let ibans = IBAN.places_in(text);
    found.extend(ibans.filter(|place| line.stands_alone(place) && is_iban(&text[place.clone()])).map(Candidate::sure));
    found
}

/// ISO 13616: the country and the check digits moved to the end, letters as 10 to 35, modulo 97 is 1.
pub fn is_iban(text: &str) -> bool {
    let letters: Vec<char> = text.chars().filter(|character| !character.is_whitespace()).collect();
    if !(15..=34).contains(&letters.len()) {
        return false;
    }
    let rest = letters[4..].iter().chain(&letters[..4]).try_fold(0_u32, |rest, character| {
        let value = character.to_digit(36)?;
        Some(if value > 9 { (rest * 100 + value) % 97 } else { (rest * 10 + value) % 97 })
    });
    rest == Some(1)
}

#[cfg(test)]
mod tests {
    use super::super::tests::kinds;
    use super::*;

    #[test]
    fn the_word_beside_it_makes_an_account() {
        assert_eq!(kinds("みなと銀行 本店 普通 1234567"), ["bank-account"]);
        assert_eq!(kinds("口座番号：１２３４５６７"), ["bank-account"]);
        assert!(kinds("普通郵便で 1234567 通").is_empty());
    }

    #[test]
    fn the_check_digits_make_an_iban() {
        assert!(is_iban("GB82 WEST 1234 5698 7654 32"));
        assert!(!is_iban("GB83 WEST 1234 5698 7654 32"));
        assert_eq!(kinds("IBAN DE89 3704 0044 0532 0130 00"), ["bank-account"]);
    }
}
