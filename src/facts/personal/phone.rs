//! Telephone numbers: Japanese ones with their separators, and international ones.

use super::Candidate;
use super::narrow::Narrow;
use crate::pattern::Pattern;
use std::sync::LazyLock;

static JAPANESE: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(r"0[0-9]{1,4}[-(][0-9]{1,4}[-)][0-9]{3,4}|\(0[0-9]{1,4}\) ?[0-9]{1,4}-[0-9]{4}|0[5-9]0 [0-9]{4} [0-9]{4}|0[0-9]{9,10}".to_owned())
});
static INTERNATIONAL: LazyLock<Pattern> =
    LazyLock::new(|| Pattern::new(r"\+[1-9][0-9]{0,2}(?:[-. ()]{1,2}[0-9]{1,5}){2,5}".to_owned()));
/// Lines that belong to nobody: free, charged to the caller, premium.
const NOBODYS: [&str; 5] = ["0120", "0800", "0570", "0990", "00"];
/// Words that say that digits without separators are a telephone number.
const NAMES: [&str; 9] = ["電話", "携帯", "連絡先", "tel", "phone", "mobile", "fax", "cell", "ＴＥＬ"];

/// Numbers that stand alone. Without separators the line must call it a telephone: orders and slips have as many digits.
pub(super) fn found_in(line: &Narrow<'_>) -> Vec<Candidate> {
    let text = line.text();
    let mut found = Vec::new();
    if text.contains('0') {
        let is_called_phone = {
            let lower = text.to_lowercase();
            NAMES.iter().any(|name| lower.contains(name))
        };
        let japanese = JAPANESE.places_in(text).filter(|place| {
            let written = &text[place.clone()];
            line.stands_alone(place) && is_japanese(written) && (is_called_phone || written.contains(['-', '(', ' ']))
        });
        found.extend(japanese.map(Candidate::sure));
    }
    if text.contains('+') {
        let international = INTERNATIONAL.places_in(text);
        found.extend(
            international
                .filter(|place| line.stands_alone(place) && (9..=15).contains(&digits(&text[place.clone()]).len()))
                .map(Candidate::sure),
        );
    }
    found
}

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

/// Ten digits, or eleven for mobile and IP telephones (電気通信番号計画).
pub(super) fn is_japanese(text: &str) -> bool {
    let digits = digits(text);
    let is_mobile = matches!(digits.get(..3), Some("050" | "060" | "070" | "080" | "090"));
    !NOBODYS.iter().any(|prefix| digits.starts_with(prefix)) && digits.len() == if is_mobile { 11 } else { 10 }
}

/// True for the digits of a mobile telephone: those belong to a person.
pub(super) fn is_mobile(digits: &str) -> bool {
    digits.len() == 11 && matches!(digits.get(..3), Some("060" | "070" | "080" | "090"))
}

#[cfg(test)]
mod tests {
    use super::super::tests::kinds;

    #[test]
    fn separators_make_a_telephone() {
        for text in [
            "03-1234-5678",
            "090-0000-1234",
            "(03) 1234-5678",
            "03(1234)5678",
            "０９６－３２８－１２３４",
            "+81 90 0000 1234",
            "+44 20 7946 0958",
        ] {
            assert_eq!(kinds(text), ["phone"], "{text}");
        }
    }

    #[test]
    fn digits_alone_need_the_word() {
        assert_eq!(kinds("携帯 09000001234"), ["phone"]);
        assert!(kinds("受付番号 09000001234").is_empty());
    }

    #[test]
    fn free_lines_and_other_numbers_are_none() {
        for text in
            ["0120-123-456", "0800-123-4567", "0570-000-123", "01-02-2026", "100-0001-0002", "2026-03-1234-5678"]
        {
            assert!(kinds(text).is_empty(), "{text}");
        }
    }
}
