//! Numbers of payment cards: the issuer's range, the length that goes with it, and the check digit.

use super::Candidate;
use super::narrow::Narrow;
use crate::pattern::Pattern;
use std::sync::LazyLock;

static DIGITS: LazyLock<Pattern> = LazyLock::new(|| Pattern::new(r"[0-9](?:[- ]?[0-9]){13,18}".to_owned()));

/// Digits that stand alone, belong to an issuer and pass the check. One in ten of all numbers passes it, so a key word
/// must stand near.
pub(super) fn found_in(line: &Narrow<'_>) -> Vec<Candidate> {
    DIGITS
        .places_in(line.text())
        .filter(|place| line.stands_alone(place) && is_payment_card(&line.text()[place.clone()]))
        .map(Candidate::in_doubt)
        .collect()
}

/// True for a number in a range of Visa, Mastercard, American Express, JCB, Diners Club or Discover that passes ISO/IEC
/// 7812-1. Visa's old numbers of 13 digits are left out: product codes (JAN, EAN) have as many.
pub fn is_payment_card(text: &str) -> bool {
    let digits: Vec<u32> = text.chars().filter_map(|character| character.to_digit(10)).collect();
    is_issued(&digits) && passes_luhn(&digits)
}

fn is_issued(digits: &[u32]) -> bool {
    let first = |count: usize| digits.iter().take(count).fold(0, |number, digit| number * 10 + digit);
    match digits.len() {
        16 => {
            first(1) == 4
                || matches!(first(2), 51..=55 | 65)
                || matches!(first(4), 2221..=2720 | 3528..=3589 | 6011)
                || matches!(first(3), 644..=649)
        }
        15 => matches!(first(2), 34 | 37),
        14 => matches!(first(2), 36 | 38) || matches!(first(3), 300..=305),
        19 => first(1) == 4,
        _ => false,
    }
}

/// ISO/IEC 7812-1 annex B.
fn passes_luhn(digits: &[u32]) -> bool {
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(at, digit)| if at % 2 == 0 { *digit } else { (digit * 2) / 10 + (digit * 2) % 10 })
        .sum();
    sum.is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    use super::super::tests::kinds;
    use super::*;

    #[test]
    fn issuer_length_and_check_digit_all_count() {
        assert!(
            ["4111 1111 1111 1111", "5555555555554444", "378282246310005", "3530111333300000"]
                .iter()
                .all(|n| is_payment_card(n))
        );
        assert!(
            ["4111111111111112", "4006381333931", "1111111111111117", "0000000000000000"]
                .iter()
                .all(|n| !is_payment_card(n))
        );
    }

    #[test]
    fn a_key_word_makes_it_one() {
        assert_eq!(kinds("クレジットカード番号 4111-1111-1111-1111"), ["payment-card"]);
        assert_eq!(kinds("Card number: 4111111111111111, exp. 12/29"), ["payment-card"]);
        assert!(kinds("Tracking 4111111111111111").is_empty());
    }
}
