//! Kinds of personal data as columns of tables and running texts have them. Knows no table.

use crate::facts::personal::PersonalKind;
use crate::lang::Bilingual;

/// What a column says of somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ColumnKind {
    /// Name, or its reading.
    Name,
    /// Postal address.
    Address,
    /// Postal code.
    PostalCode,
    /// Telephone.
    Phone,
    /// E-mail address.
    Email,
    /// Date of birth.
    BirthDate,
    /// Sex, age, school year, relation.
    Profile,
    /// Bank account.
    BankAccount,
    /// 個人番号.
    MyNumber,
    /// Credit or debit card.
    PaymentCard,
    /// Passport or residence card.
    Passport,
    /// Licence, pension or health insurance.
    Insurance,
    /// US or UK social security.
    SocialSecurity,
    /// Health, origin, conduct, pay: what harms most.
    Special,
}

impl ColumnKind {
    /// Every kind.
    pub const ALL: [ColumnKind; 14] = [
        ColumnKind::Name,
        ColumnKind::Address,
        ColumnKind::PostalCode,
        ColumnKind::Phone,
        ColumnKind::Email,
        ColumnKind::BirthDate,
        ColumnKind::Profile,
        ColumnKind::BankAccount,
        ColumnKind::MyNumber,
        ColumnKind::PaymentCard,
        ColumnKind::Passport,
        ColumnKind::Insurance,
        ColumnKind::SocialSecurity,
        ColumnKind::Special,
    ];

    /// The word in rule files and in the list `personal-headers`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            ColumnKind::Name => "name",
            ColumnKind::Address => "address",
            ColumnKind::PostalCode => "postal-code",
            ColumnKind::Phone => "phone",
            ColumnKind::Email => "email",
            ColumnKind::BirthDate => "birth-date",
            ColumnKind::Profile => "profile",
            ColumnKind::BankAccount => "bank-account",
            ColumnKind::MyNumber => "my-number",
            ColumnKind::PaymentCard => "payment-card",
            ColumnKind::Passport => "passport",
            ColumnKind::Insurance => "insurance",
            ColumnKind::SocialSecurity => "social-security",
            ColumnKind::Special => "special",
        }
    }

    /// The kind of that name, or `None`.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// What people call it.
    #[must_use]
    pub fn called(self) -> Bilingual {
        let (en, ja) = match self {
            ColumnKind::Name => ("name", "氏名"),
            ColumnKind::Address => ("address", "住所"),
            ColumnKind::PostalCode => ("postal code", "郵便番号"),
            ColumnKind::Phone => ("telephone", "電話番号"),
            ColumnKind::Email => ("e-mail", "メールアドレス"),
            ColumnKind::BirthDate => ("date of birth", "生年月日"),
            ColumnKind::Profile => ("age or sex", "年齢・性別など"),
            ColumnKind::BankAccount => ("bank account", "口座番号"),
            ColumnKind::MyNumber => ("My Number", "マイナンバー"),
            ColumnKind::PaymentCard => ("payment card", "カード番号"),
            ColumnKind::Passport => ("passport", "旅券・在留カードの番号"),
            ColumnKind::Insurance => ("licence, pension or insurance number", "免許証・年金・保険の番号"),
            ColumnKind::SocialSecurity => ("social security number", "社会保障番号"),
            ColumnKind::Special => ("health, origin or assessment", "病歴・国籍・評価など"),
        };
        Bilingual { en: en.to_owned(), ja: ja.to_owned() }
    }

    /// True for a number that a state or a bank gave one person: one of them is enough for harm.
    #[must_use]
    pub const fn is_identifier(self) -> bool {
        matches!(
            self,
            ColumnKind::MyNumber
                | ColumnKind::PaymentCard
                | ColumnKind::Passport
                | ColumnKind::Insurance
                | ColumnKind::SocialSecurity
        )
    }

    /// The same as told of running text.
    #[must_use]
    pub const fn of_personal(kind: PersonalKind) -> Self {
        match kind {
            PersonalKind::Phone => ColumnKind::Phone,
            PersonalKind::PostalCode | PersonalKind::Address => ColumnKind::Address,
            PersonalKind::BirthDate => ColumnKind::BirthDate,
            PersonalKind::BankAccount => ColumnKind::BankAccount,
            PersonalKind::MyNumber => ColumnKind::MyNumber,
            PersonalKind::PaymentCard => ColumnKind::PaymentCard,
            PersonalKind::Passport => ColumnKind::Passport,
            PersonalKind::Insurance => ColumnKind::Insurance,
            PersonalKind::SocialSecurity => ColumnKind::SocialSecurity,
            PersonalKind::SpecialCategory => ColumnKind::Special,
        }
    }
}

/// A set of kinds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Kinds(u16);

impl Kinds {
    /// Adds one.
    pub fn add(&mut self, kind: ColumnKind) {
        self.0 |= 1 << kind as u16;
    }

    /// Adds those of another set.
    pub fn add_all(&mut self, others: Kinds) {
        self.0 |= others.0;
    }

    /// True when it is in the set.
    #[must_use]
    pub const fn has(self, kind: ColumnKind) -> bool {
        self.0 & (1 << kind as u16) != 0
    }

    /// True when nothing is in the set.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// True when nothing but names and e-mail addresses is in the set.
    #[must_use]
    pub const fn are_names_and_addresses(self) -> bool {
        self.0 & !(1 << ColumnKind::Name as u16 | 1 << ColumnKind::Email as u16) == 0
    }

    /// True when nothing but names, ages and the like is in the set.
    #[must_use]
    pub const fn are_names_and_profiles(self) -> bool {
        self.0 & !(1 << ColumnKind::Name as u16 | 1 << ColumnKind::Profile as u16) == 0
    }

    /// Those in the set, in the order of [`ColumnKind::ALL`].
    pub fn iter(self) -> impl Iterator<Item = ColumnKind> {
        ColumnKind::ALL.into_iter().filter(move |kind| self.has(*kind))
    }

    /// True for a row that is about somebody: a number that identifies, an e-mail address, or two kinds of which one says
    /// that it is a person and no shop (name, date of birth). A postal code is part of an address.
    #[must_use]
    pub fn is_somebody(self, has_mobile: bool) -> bool {
        if self.iter().any(ColumnKind::is_identifier) || self.has(ColumnKind::Email) {
            return true;
        }
        let is_person = has_mobile || self.has(ColumnKind::Name) || self.has(ColumnKind::BirthDate);
        let has_both = self.has(ColumnKind::Address) && self.has(ColumnKind::PostalCode);
        is_person && self.iter().count() - usize::from(has_both) >= 2
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(kinds: &[ColumnKind]) -> Kinds {
        let mut set = Kinds::default();
        kinds.iter().for_each(|kind| set.add(*kind));
        set
    }

    #[test]
    fn a_shop_is_nobody_and_a_named_address_is_somebody() {
        assert!(!kinds(&[ColumnKind::Address, ColumnKind::PostalCode, ColumnKind::Phone]).is_somebody(false));
        assert!(kinds(&[ColumnKind::Name, ColumnKind::Address]).is_somebody(false));
        assert!(kinds(&[ColumnKind::Address, ColumnKind::Phone]).is_somebody(true));
    }

    #[test]
    fn a_name_alone_says_little_and_an_identifier_alone_enough() {
        assert!(!kinds(&[ColumnKind::Name]).is_somebody(false));
        assert!(kinds(&[ColumnKind::MyNumber]).is_somebody(false));
        assert!(kinds(&[ColumnKind::Email]).is_somebody(false));
    }
}
