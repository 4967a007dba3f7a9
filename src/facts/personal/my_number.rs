//! 個人番号 (My Number): twelve digits, the last of which checks the others.

use super::Candidate;
use super::narrow::Narrow;
use crate::pattern::Pattern;
use std::sync::LazyLock;

static DIGITS: LazyLock<Pattern> = LazyLock::new(|| Pattern::new(r"[0-9]{4}[- ]?[0-9]{4}[- ]?[0-9]{4}".to_owned()));

/// Twelve digits that stand alone and pass the check. One in ten of all numbers of twelve digits does, parcel slips among
/// them: a key word must stand near, or most of a column must pass.
pub(super) fn found_in(line: &Narrow<'_>) -> Vec<Candidate> {
    DIGITS
        .places_in(line.text())
        .filter(|place| line.stands_alone(place) && is_my_number(&line.text()[place.clone()]))
        .map(Candidate::in_doubt)
        .collect()
}

/// The check digit of 平成26年総務省令第85号 第5条: 11 less the sum of the other digits, each weighted by its place
/// from the right (2 to 7, then 2 to 6), modulo 11; 0 where that is over 9.
pub fn is_my_number(text: &str) -> bool {
    let digits: Vec<u32> = text.chars().filter_map(|character| character.to_digit(10)).collect();
    let [others @ .., check] = digits.as_slice() else { return false };
    let weights = (2..=7).chain(2..=6);
    let sum: u32 = others.iter().rev().zip(weights).map(|(digit, weight)| digit * weight).sum();
    let rest = sum % 11;
    others.len() == 11 && *check == if rest <= 1 { 0 } else { 11 - rest }
}

#[cfg(test)]
mod tests {
    use super::super::tests::kinds;
    use super::*;

    #[test]
    fn the_check_digit_decides() {
        assert!(["123456789018", "111111111118", "9876 5432 1093"].iter().all(|number| is_my_number(number)));
        assert!(
            ["123456789012", "123456789019", "12345678901", "7000012050002"].iter().all(|number| !is_my_number(number))
        );
    }

    #[test]
    fn a_key_word_makes_it_one() {
        assert_eq!(kinds("マイナンバー：1234-5678-9018"), ["my-number"]);
        assert_eq!(kinds("個人番号\n１２３４５６７８９０１８"), ["my-number"]);
        assert!(kinds("伝票番号：1234-5678-9018").is_empty());
        assert!(kinds("マイナンバー：1234-5678-9012").is_empty());
    }
}
