//! Personal data in a text: which kinds stand where, and how many people they are about. Works on any text - a body,
//! a quoted thread, a table - and knows neither mail nor rules. What it finds is shown by kind and place, never by value.

mod account;
mod birth_date;
mod cell;
mod identity_document;
mod key_words;
mod my_number;
mod name;
mod narrow;
mod organization;
mod payment_card;
mod persons;
mod phone;
mod postal_code;
mod special_category;

pub use cell::{Signs, signs_of};
pub use key_words::KeyWords;
pub use name::is_whole_name;
pub use persons::{Persons, persons};

use crate::lang::Bilingual;
use key_words::Words;
use narrow::Narrow;
use std::ops::Range;

/// What a number or date says of somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PersonalKind {
    /// Telephone of a person or a company; free and charged lines are left out.
    Phone,
    /// Japanese postal code.
    PostalCode,
    /// Japanese address down to the number of the house.
    Address,
    /// Health, welfare, conduct, grades or origin of somebody who is named.
    SpecialCategory,
    /// Date of birth.
    BirthDate,
    /// Bank account, Japanese or IBAN.
    BankAccount,
    /// 個人番号 of twelve digits with its check digit.
    MyNumber,
    /// Credit or debit card.
    PaymentCard,
    /// Passport or residence card.
    Passport,
    /// Number of a driver's licence, pension or health insurance.
    Insurance,
    /// US social security or UK national insurance number.
    SocialSecurity,
}

impl PersonalKind {
    /// Every kind.
    pub const ALL: [PersonalKind; 11] = [
        PersonalKind::Phone,
        PersonalKind::PostalCode,
        PersonalKind::Address,
        PersonalKind::SpecialCategory,
        PersonalKind::BirthDate,
        PersonalKind::BankAccount,
        PersonalKind::MyNumber,
        PersonalKind::PaymentCard,
        PersonalKind::Passport,
        PersonalKind::Insurance,
        PersonalKind::SocialSecurity,
    ];

    /// The word in rule files and in the list `personal-key-words`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            PersonalKind::Phone => "phone",
            PersonalKind::PostalCode => "postal-code",
            PersonalKind::Address => "address",
            PersonalKind::SpecialCategory => "special-category",
            PersonalKind::BirthDate => "birth-date",
            PersonalKind::BankAccount => "bank-account",
            PersonalKind::MyNumber => "my-number",
            PersonalKind::PaymentCard => "payment-card",
            PersonalKind::Passport => "passport",
            PersonalKind::Insurance => "insurance",
            PersonalKind::SocialSecurity => "social-security",
        }
    }

    /// The kind of that name, or `None`.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// True for a number that a state or a bank gave one person: one of them is enough for harm.
    #[must_use]
    pub const fn is_identifier(self) -> bool {
        matches!(
            self,
            PersonalKind::MyNumber
                | PersonalKind::PaymentCard
                | PersonalKind::Passport
                | PersonalKind::Insurance
                | PersonalKind::SocialSecurity
        )
    }

    /// What people call it.
    #[must_use]
    pub fn called(self) -> Bilingual {
        let (en, ja) = match self {
            PersonalKind::Phone => ("telephone number", "電話番号"),
            PersonalKind::PostalCode | PersonalKind::Address => ("postal address", "住所"),
            PersonalKind::SpecialCategory => ("health, welfare, conduct or grades", "病歴・福祉・処分・成績など"),
            PersonalKind::BirthDate => ("date of birth", "生年月日"),
            PersonalKind::BankAccount => ("bank account", "口座番号"),
            PersonalKind::MyNumber => ("My Number", "マイナンバー"),
            PersonalKind::PaymentCard => ("payment card number", "カード番号"),
            PersonalKind::Passport => ("passport or residence card number", "旅券・在留カードの番号"),
            PersonalKind::Insurance => ("licence, pension or insurance number", "免許証・年金・保険の番号"),
            PersonalKind::SocialSecurity => ("social security number", "社会保障番号"),
        };
        Bilingual { en: en.to_owned(), ja: ja.to_owned() }
    }
}

/// One piece of personal data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Datum {
    /// Bytes of the text.
    pub range: Range<usize>,
    /// What it says.
    pub kind: PersonalKind,
    /// Only what identifies: digits and Latin letters. For comparing, never for showing.
    pub value: String,
}

/// Digits on a line from which it is looked at: the number of a house may have two, 1-1, and so may 令和元年5月3日.
const FEWEST_DIGITS: usize = 2;
/// First byte of every full-width digit in UTF-8.
const WIDE_DIGITS_LEAD: u8 = 0xEF;
/// Lines longer than this are no prose and no table: base64, minified code.
const LONGEST_LINE_BYTES: usize = 20_000;
/// More than anybody counts; keeps a dump of a million numbers from costing as much memory.
const MOST_DATA: usize = 5_000;

/// The personal data of a text, in order, without overlap; where two kinds claim a place the stricter one has it.
///
/// Time is linear in the length of the text. A text without numbers costs one look at each line.
#[must_use]
pub fn personal_data(text: &str, key_words: &KeyWords) -> Vec<Datum> {
    let words = Words::new(text, key_words);
    let mut found = Vec::new();
    let mut start = 0;
    // A column is called by its head, however far above it stands.
    let mut called: Vec<PersonalKind> = Vec::new();
    for line in text.split_inclusive('\n') {
        if found.len() < MOST_DATA && line.len() <= LONGEST_LINE_BYTES && has_digits(line) {
            let data = data_of_line(&Narrow::new(line), (start, &called), &words);
            called = data.iter().map(|datum| datum.kind).collect();
            found.extend(data);
        } else if !line.trim().is_empty() {
            called.clear();
        }
        start += line.len();
    }
    special_category::add_to(&mut found, text, key_words);
    found
}

fn has_digits(line: &str) -> bool {
    // No full-width digit begins with another byte: most lines need no look at their characters.
    if !line.as_bytes().contains(&WIDE_DIGITS_LEAD) {
        return line.bytes().filter(u8::is_ascii_digit).count() >= FEWEST_DIGITS;
    }
    line.chars()
        .filter(|character| character.is_ascii_digit() || matches!(character, '０'..='９'))
        .nth(FEWEST_DIGITS - 1)
        .is_some()
}

/// The data of the line that begins at `start`, below one with data of the kinds `called`.
fn data_of_line(line: &Narrow<'_>, (start, called): (usize, &[PersonalKind]), words: &Words<'_>) -> Vec<Datum> {
    let digits = line.text().bytes().filter(u8::is_ascii_digit).count();
    let look = |kind, fewest_digits, found_in: fn(&Narrow<'_>) -> Vec<Candidate>| {
        // No pattern is made ready for what the text has no word for.
        let is_called_so = !needs_key_word(kind, line) || words.stand_somewhere(kind);
        let places = if digits >= fewest_digits && is_called_so { found_in(line) } else { Vec::new() };
        (kind, places)
    };
    // Strict kinds first: twelve digits that are a My Number are no telephone.
    let found = [
        look(PersonalKind::PaymentCard, 14, payment_card::found_in),
        look(PersonalKind::MyNumber, 12, my_number::found_in),
        look(PersonalKind::SocialSecurity, 6, identity_document::social_security_found_in),
        look(PersonalKind::Passport, 7, identity_document::passports_found_in),
        look(PersonalKind::Insurance, 8, identity_document::insurance_found_in),
        look(PersonalKind::BirthDate, FEWEST_DIGITS, birth_date::found_in),
        look(PersonalKind::BankAccount, 7, account::found_in),
        look(PersonalKind::PostalCode, 7, postal_code::found_in),
        look(PersonalKind::Address, FEWEST_DIGITS, postal_code::addresses_found_in),
        look(PersonalKind::Phone, 9, phone::found_in),
    ];
    let mut data: Vec<Datum> = Vec::new();
    for (kind, places) in found {
        for place in places {
            let range = line.place(&place.range);
            let range = start + range.start..start + range.end;
            let is_taken = data.iter().any(|datum| datum.range.start < range.end && range.start < datum.range.end);
            if !is_taken && (place.is_sure || called.contains(&kind) || words.stand_near(&range, kind)) {
                let value = line.text()[place.range].chars().filter(char::is_ascii_alphanumeric).collect();
                data.push(Datum { range, kind, value });
            }
        }
    }
    data.sort_by_key(|datum| datum.range.start);
    data
}

fn needs_key_word(kind: PersonalKind, line: &Narrow<'_>) -> bool {
    match kind {
        PersonalKind::BirthDate => !line.text().contains('生') && !line.text().to_ascii_lowercase().contains('b'),
        PersonalKind::MyNumber | PersonalKind::PaymentCard | PersonalKind::Passport | PersonalKind::SocialSecurity => {
            true
        }
        PersonalKind::Phone
        | PersonalKind::PostalCode
        | PersonalKind::Address
        | PersonalKind::SpecialCategory
        | PersonalKind::BankAccount
        | PersonalKind::Insurance => false,
    }
}

/// What looks like a datum on a line.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Candidate {
    /// Bytes of the narrow line.
    range: Range<usize>,
    /// Its form says enough; else a key word must stand near it.
    is_sure: bool,
}

impl Candidate {
    fn sure(range: Range<usize>) -> Self {
        Self { range, is_sure: true }
    }

    fn in_doubt(range: Range<usize>) -> Self {
        Self { range, is_sure: false }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lists::Lists;

    pub(super) fn key_words() -> KeyWords {
        let list = |name| Lists::builtin().needed(name);
        KeyWords::new(&list("personal-key-words")).with_lists(list("surnames"), list("special-category-words"))
    }

    pub(super) fn kinds(text: &str) -> Vec<&'static str> {
        personal_data(text, &key_words()).iter().map(|datum| datum.kind.name()).collect()
    }

    #[test]
    fn everyday_numbers_are_nobodys() {
        for text in [
            "お荷物伝票番号: 1234-5678-9018 で発送しました",
            "注文番号 202611220001 / 伝票番号：123456789018",
            "JAN 4912345678904、4006381333931",
            "価格は 1,234,567 円（税込 1,358,023 円）です",
            "Order 4111-1111-1111-1111 was shipped",
            "2026年11月22日 10:00〜11:30、会議室 203",
            "フリーダイヤル 0120-123-456 / 0570-012-345",
            "192.168.10.21:8080 build 20261122.1 sha 0123456789",
            "予算 2026-1234 号、議案第 123-4567 号",
            "ISBN 978-4-00-310101-8, arXiv 2611.01234",
            "登録番号 T7000012050002",
        ] {
            assert!(kinds(text).is_empty(), "{text}: {:?}", kinds(text));
        }
    }

    #[test]
    fn digits_are_digits_in_either_width() {
        for (line, expected) in
            [("第1回", false), ("１の2", true), ("（1）、０", true), ("12", true), ("（一）1", false)]
        {
            assert_eq!(has_digits(line), expected, "{line}");
        }
    }

    #[test]
    fn one_line_may_hold_several_kinds() {
        let text = "生年月日：昭和60年4月1日　〒100-0001　ＴＥＬ：０９０－００００－１２３４";
        assert_eq!(kinds(text), ["birth-date", "postal-code", "phone"]);
    }

    #[test]
    fn a_place_is_told_in_the_text_as_written() {
        let key_words = KeyWords::new(&Lists::builtin().needed("personal-key-words"));
        let text = "一行目\n電話：０９０－００００－１２３４です";
        let found = personal_data(text, &key_words);
        assert_eq!(&text[found[0].range.clone()], "０９０－００００－１２３４");
        assert_eq!(found[0].value, "09000001234");
    }
}
