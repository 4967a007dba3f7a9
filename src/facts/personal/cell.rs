//! What a single cell of a table looks like, by itself: signs that a column's header or its other cells then make sense
//! of. No pattern is compiled: a table has millions of cells. Knows neither rows nor columns.

use super::identity_document::is_given;
use super::{my_number, name, organization, payment_card, phone, postal_code};
use crate::fold::narrow;
use std::borrow::Cow;

/// A set of signs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Signs(u32);

impl Signs {
    /// Something stands there, and it is not 「なし」 or a dash.
    pub const FILLED: Signs = Signs(1);
    /// Two letters or more and no address: may be a name.
    pub const LETTERS: Signs = Signs(1 << 1);
    /// Three digits or more: may be a date.
    pub const DIGITS: Signs = Signs(1 << 2);
    /// Seven digits or more: may be a telephone number that lost its zero and its hyphens.
    pub const MANY_DIGITS: Signs = Signs(1 << 3);
    /// 姓 名, or a name with 様.
    pub const NAME: Signs = Signs(1 << 4);
    /// An e-mail address of somebody.
    pub const EMAIL: Signs = Signs(1 << 5);
    /// A telephone number by its form.
    pub const PHONE: Signs = Signs(1 << 6);
    /// A mobile one: a person's.
    pub const MOBILE: Signs = Signs(1 << 7);
    /// Three digits, a hyphen, four digits: a postal code or an item.
    pub const POSTAL_FORM: Signs = Signs(1 << 8);
    /// A prefecture with a municipality and a number, or 〒.
    pub const ADDRESS: Signs = Signs(1 << 9);
    /// Twelve digits that pass the check.
    pub const MY_NUMBER: Signs = Signs(1 << 10);
    /// An issuer's range, its length and the check digit.
    pub const PAYMENT_CARD: Signs = Signs(1 << 11);
    /// A passport's or residence card's form.
    pub const PASSPORT: Signs = Signs(1 << 12);
    /// A US or UK social security number's form.
    pub const SOCIAL_SECURITY: Signs = Signs(1 << 13);
    /// An address of ours, of a reader, or of a desk: nobody who is exposed.
    pub const KNOWN_ADDRESS: Signs = Signs(1 << 14);
    /// Its row names what it is: 「個人番号」 in the cell before.
    pub const NAMED: Signs = Signs(1 << 15);
    /// 「山田太郎」: a common surname and a few letters more. Set by the caller, who has the surnames.
    pub const WHOLE_NAME: Signs = Signs(1 << 16);
    /// A company, a branch, a desk, a symbol: no person, whatever the head of its column calls it.
    pub const NOBODY: Signs = Signs(1 << 17);
    /// Letters and digits as on the identity documents of any country.
    pub const DOCUMENT: Signs = Signs(1 << 18);
    /// One Latin word: a given name, and many things.
    pub const ONE_WORD: Signs = Signs(1 << 19);
    /// Its address stood in the same place before.
    pub const REPEATED: Signs = Signs(1 << 20);

    /// The signs as bits, for keeping.
    #[must_use]
    pub const fn bits(self) -> u32 {
        self.0
    }

    /// The signs of these bits.
    #[must_use]
    pub const fn of_bits(bits: u32) -> Self {
        Self(bits)
    }

    /// True when all of `signs` are there.
    #[must_use]
    pub const fn has(self, signs: Signs) -> bool {
        self.0 & signs.0 == signs.0
    }

    /// True when one of `signs` is there.
    #[must_use]
    pub const fn has_any(self, signs: Signs) -> bool {
        self.0 & signs.0 != 0
    }

    /// Both sets.
    #[must_use]
    pub const fn and(self, signs: Signs) -> Self {
        Self(self.0 | signs.0)
    }

    /// These without those.
    #[must_use]
    pub const fn without(self, signs: Signs) -> Self {
        Self(self.0 & !signs.0)
    }
}

/// Longer cells are prose: they are looked through as running text.
const LONGEST_CELL_BYTES: usize = 400;
/// What people write into a cell that has nothing to say.
const NOTHING: [&str; 16] =
    ["-", "--", "－", "ー", "―", "‐", "/", "なし", "無", "無し", "該当なし", "特になし", "none", "n/a", "no", "nil"];

/// The signs of a cell. Addresses are found by the caller, who can tell whose they are.
#[must_use]
pub fn signs_of(cell: &str) -> Signs {
    let cell = cell.trim();
    if cell.is_empty() || cell.len() <= 12 && NOTHING.iter().any(|nothing| cell.eq_ignore_ascii_case(nothing)) {
        return Signs::default();
    }
    if cell.len() > LONGEST_CELL_BYTES {
        return Signs::FILLED.and(Signs::LETTERS);
    }
    let narrowed = narrowed(cell);
    let text = narrowed.trim();
    let count = text.bytes().filter(u8::is_ascii_digit).count();
    let letters = text.chars().filter(|character| character.is_alphabetic()).take(2).count();
    let mut signs = Signs::FILLED;
    let mut add = |holds: bool, sign: Signs| {
        if holds {
            signs = signs.and(sign);
        }
    };
    add(letters == 2, Signs::LETTERS);
    // 令和元年5月1日 has two.
    add(count >= 3 || count == 2 && text.contains('元'), Signs::DIGITS);
    add(count >= 7, Signs::MANY_DIGITS);
    add(letters == 2 && organization::is_nobody(text), Signs::NOBODY);
    add(letters == 2 && text.is_ascii() && !text.contains(' '), Signs::ONE_WORD);
    add(text.is_ascii() && (5..=10).contains(&count) && is_document(text), Signs::DOCUMENT);
    add(count == 6 && text.is_ascii() && is_national_insurance(text), Signs::SOCIAL_SECURITY);
    if !text.is_ascii() {
        add(is_name(text), Signs::NAME);
        add(count > 0 && postal_code::is_address(text), Signs::ADDRESS);
    }
    if count >= 7 {
        numbers(text, count, &mut add);
    }
    signs
}

fn numbers(text: &str, count: usize, add: &mut impl FnMut(bool, Signs)) {
    let joined = |between: &str| text.bytes().all(|byte| byte.is_ascii_digit() || between.as_bytes().contains(&byte));
    let is_number = joined("-() +.");
    let starts_as_number = text.starts_with(|first: char| first.is_ascii_digit() || matches!(first, '+' | '('));
    if is_number && starts_as_number {
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        let is_mobile = phone::is_mobile(&digits);
        let is_separated = text.contains(['-', '(', ' ']);
        let is_international = text.starts_with('+') && (9..=15).contains(&count);
        add(is_mobile, Signs::MOBILE);
        add(is_mobile || is_separated && phone::is_japanese(text) || is_international, Signs::PHONE);
        add(count == 7 && text.len() == 8 && text.as_bytes()[3] == b'-', Signs::POSTAL_FORM);
        let is_plain = joined("- ");
        add(is_plain && count == 12 && my_number::is_my_number(&digits), Signs::MY_NUMBER);
        add(is_plain && (14..=19).contains(&count) && payment_card::is_payment_card(&digits), Signs::PAYMENT_CARD);
        let parts: Vec<usize> = text.split('-').map(str::len).collect();
        add(count == 9 && (parts == [3, 2, 4] || parts == [9]) && is_given(text), Signs::SOCIAL_SECURITY);
    } else if text.is_ascii() {
        let upper = |range: std::ops::Range<usize>| {
            text.as_bytes().get(range).is_some_and(|letters| letters.iter().all(u8::is_ascii_uppercase))
        };
        let is_passport = text.len() == 9 && count == 7 && upper(0..2);
        add(is_passport || text.len() == 12 && count == 8 && upper(0..2) && upper(10..12), Signs::PASSPORT);
    }
}

/// Full-width digits, signs and letters as ASCII.
fn narrowed(cell: &str) -> Cow<'_, str> {
    let is_narrow = cell.is_ascii() || !cell.chars().any(|character| narrowed_character(character) != character);
    if is_narrow { Cow::Borrowed(cell) } else { Cow::Owned(cell.chars().map(narrowed_character).collect()) }
}

fn narrowed_character(character: char) -> char {
    match character {
        '\u{3000}' | '\u{a0}' => ' ',
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        other => narrow(other),
    }
}

/// 「見本 太郎」, 「見本太郎様」: family and given name with a space between them, or an honorific behind.
fn is_name(text: &str) -> bool {
    let is_han = |character: char| matches!(character, '々' | '\u{3400}'..='\u{9FFF}' | '\u{20000}'..='\u{3FFFF}');
    let is_kana = |character: char| matches!(character, '\u{3041}'..='\u{309F}' | '\u{30A1}'..='\u{30FF}');
    if let Some(bare) = ["様", "さま", "さん", "氏", "殿"].iter().find_map(|honorific| text.strip_suffix(honorific))
    {
        let bare = bare.trim_end();
        return (2..=8).contains(&bare.chars().count())
            && bare.chars().all(|character| is_han(character) || is_kana(character) || character == ' ');
    }
    let Some((family, given)) = text.split_once(' ') else { return false };
    let given = given.trim_start();
    (1..=4).contains(&family.chars().count())
        && (1..=5).contains(&given.chars().count())
        && family.chars().all(is_han)
        && given.chars().all(|character| is_han(character) || is_kana(character))
        && !name::ORGANIZATIONS.iter().any(|ending| given.ends_with(ending))
}

/// `50123456`, `C01X00T47`: seven to twelve letters and digits.
fn is_document(text: &str) -> bool {
    (7..=12).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
}

/// `QQ 12 34 56 C` (HMRC NIM39110).
fn is_national_insurance(text: &str) -> bool {
    let written: Vec<u8> = text.bytes().filter(|byte| *byte != b' ').collect();
    written.len() == 9
        && written[..2].iter().all(u8::is_ascii_uppercase)
        && written[2..8].iter().all(u8::is_ascii_digit)
        && matches!(written[8], b'A'..=b'D')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn sign(cells: &[&str], sign: Signs, expected: bool) {
        for cell in cells {
            assert_eq!(signs_of(cell).has(sign), expected, "{cell}");
        }
    }

    #[test]
    fn a_name_has_two_parts_or_an_honorific() {
        sign(&["見本 太郎", "見本　花子", "佐々木 かおり", "見本太郎様"], Signs::NAME, true);
        sign(&["大阪 支店", "東京都 千代田区役所", "見本太郎", "商品 A", "りんご 青森"], Signs::NAME, false);
    }

    #[test]
    fn a_telephone_number_has_its_form() {
        sign(
            &["090-0000-0001", "０９０－００００－０００１", "09000000001", "03-0000-0001", "+81 90 0000 0001"],
            Signs::PHONE,
            true,
        );
        sign(
            &["0300000001", "123-4567", "4912345678904", "2026-04-01", "0120-000-001", "1,234,567"],
            Signs::PHONE,
            false,
        );
    }

    #[test]
    fn numbers_of_goods_are_not_those_of_people() {
        let identifier = Signs::MY_NUMBER.and(Signs::PAYMENT_CARD).and(Signs::SOCIAL_SECURITY).and(Signs::PASSPORT);
        for cell in ["4912345678904", "123456789012", "A1234567", "12-345-6789", "4111111111111112", "000-12-3456"] {
            assert!(!signs_of(cell).has_any(identifier), "{cell}");
        }
        sign(&["123456789018", "1234-5678-9018"], Signs::MY_NUMBER, true);
        sign(&["4111111111111111", "4111-1111-1111-1111"], Signs::PAYMENT_CARD, true);
        sign(&["123-45-6789", "123456789", "QQ 12 34 56 C", "QQ123456C"], Signs::SOCIAL_SECURITY, true);
        sign(&["TK1234567", "AB12345678CD"], Signs::PASSPORT, true);
    }

    #[test]
    fn an_address_has_a_prefecture_a_municipality_and_a_number() {
        sign(&["熊本県熊本市中央区1-1", "〒860-0001 熊本市", "860-0001"], Signs::FILLED, true);
        sign(&["熊本県熊本市中央区1-1", "東京都千代田区丸の内１丁目", "〒860-0001 熊本市"], Signs::ADDRESS, true);
        sign(&["熊本県", "東京都", "北海道 3 店", "860-0001", "都道府県コード 43"], Signs::ADDRESS, false);
    }

    #[test]
    fn a_date_of_the_first_year_of_an_era_has_few_digits() {
        sign(&["令和元年5月1日", "H2/5/3", "1985-04-01"], Signs::DIGITS, true);
        sign(&["元気です", "2名", "1-1"], Signs::DIGITS, false);
    }

    #[test]
    fn a_dash_is_nothing() {
        sign(&["", " ", "-", "なし", "N/A", "－"], Signs::FILLED, false);
        sign(&["0", "男"], Signs::FILLED, true);
    }
}
