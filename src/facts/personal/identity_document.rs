//! Numbers that authorities give: passports, residence cards, licences, pensions, insurance. None of them proves itself;
//! each needs its key word.

use super::Candidate;
use super::narrow::Narrow;
use crate::pattern::Pattern;
use std::sync::LazyLock;

static PASSPORT: LazyLock<Pattern> =
    LazyLock::new(|| Pattern::new("[A-Z]{2}[0-9]{8}[A-Z]{2}|[A-Z]{2}[0-9]{7}".to_owned()));
/// 運転免許証 has twelve digits, 基礎年金番号 four and six, 被保険者番号 eight or ten.
static INSURANCE: LazyLock<Pattern> =
    LazyLock::new(|| Pattern::new("[0-9]{12}|[0-9]{4}-[0-9]{6}|[0-9]{10}|[0-9]{8}".to_owned()));
/// How near the words 免許証番号 and the like must stand before such digits, in bytes: they have no other sign.
const NEAR_BYTES: usize = 40;
const INSURANCE_WORDS: [&str; 9] = [
    "免許証番号",
    "免許番号",
    "免許証の番号",
    "年金番号",
    "被保険者番号",
    "保険証番号",
    "保険証の番号",
    "保険証の記号",
    "受給者番号",
];
static SOCIAL_SECURITY: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new("[0-9]{3}-[0-9]{2}-[0-9]{4}|[A-Z]{2} ?[0-9]{2} ?[0-9]{2} ?[0-9]{2} ?[A-D]".to_owned())
});

/// Japanese passports (`TK1234567`) and residence cards (`AB12345678CD`).
pub(super) fn passports_found_in(line: &Narrow<'_>) -> Vec<Candidate> {
    found(line, &PASSPORT).filter(|place| line.stands_alone(place)).map(Candidate::in_doubt).collect()
}

/// Licence, pension and insurance numbers right behind their names.
pub(super) fn insurance_found_in(line: &Narrow<'_>) -> Vec<Candidate> {
    let text = line.text();
    if !INSURANCE_WORDS.iter().any(|word| text.contains(word)) {
        return Vec::new();
    }
    let is_named = |place: &std::ops::Range<usize>| {
        let before = &text[text.floor_char_boundary(place.start.saturating_sub(NEAR_BYTES))..place.start];
        INSURANCE_WORDS.iter().any(|word| before.contains(word))
    };
    found(line, &INSURANCE).filter(|place| line.stands_alone(place) && is_named(place)).map(Candidate::sure).collect()
}

/// US social security numbers that can have been given (no 000, 666, 9xx), and UK national insurance numbers.
pub(super) fn social_security_found_in(line: &Narrow<'_>) -> Vec<Candidate> {
    found(line, &SOCIAL_SECURITY)
        .filter(|place| line.stands_alone(place) && is_given(&line.text()[place.clone()]))
        .map(Candidate::in_doubt)
        .collect()
}

/// False for beginnings that the US social security administration does not give.
pub(super) fn is_given(written: &str) -> bool {
    !["000", "666", "9"].iter().any(|prefix| written.starts_with(prefix))
}

fn found<'a>(line: &'a Narrow<'_>, pattern: &'a Pattern) -> impl Iterator<Item = std::ops::Range<usize>> + 'a {
    pattern.places_in(line.text())
}

#[cfg(test)]
mod tests {
    use super::super::tests::kinds;

    #[test]
    fn a_key_word_makes_a_passport() {
        assert_eq!(kinds("旅券番号 TK1234567"), ["passport"]);
        assert_eq!(kinds("在留カード：AB12345678CD"), ["passport"]);
        assert!(kinds("部品 TK1234567").is_empty());
    }

    #[test]
    fn licence_pension_and_insurance_stand_behind_their_names() {
        for text in ["運転免許証番号 301234567890", "基礎年金番号：1234-567890", "被保険者番号 0012345678"]
        {
            assert_eq!(kinds(text), ["insurance"], "{text}");
        }
        assert!(kinds("免許証の写しを送ります。伝票は次の番号です。お荷物の番号は 301234567890").is_empty());
    }

    #[test]
    fn a_social_security_number_needs_its_word_and_a_given_range() {
        assert_eq!(kinds("SSN: 123-45-6789"), ["social-security"]);
        assert_eq!(kinds("National Insurance number: QQ 12 34 56 C"), ["social-security"]);
        assert!(kinds("SSN 000-45-6789, 912-45-6789").is_empty());
        assert!(kinds("Part 123-45-6789").is_empty());
    }
}
