//! Names of partners in texts and file names: whole names and what is left of them without 株式会社, in any spelling of
//! their kanji. Knows no recipients.

use super::name::NameWords;
use crate::fold::{PlacedFold, fold, fold_variants};
use crate::lists::List;
use crate::settings::Partner;
use std::cmp::Reverse;
use std::ops::Range;

/// A name of at most so many kanji, without its form, may as well be a surname: 山田 of 山田株式会社.
const SURNAME_CHARACTERS: usize = 3;

/// The names of all partners, ready for a search.
#[derive(Debug, Default)]
pub struct PartnerNames {
    /// The longest first.
    names: Vec<PartnerName>,
}

#[derive(Debug)]
struct PartnerName {
    /// Folded, variants of kanji made one, with single spaces.
    name: String,
    /// Index into `Settings::partners`.
    partner: usize,
}

/// A name that stands in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// Where, in the text.
    pub range: Range<usize>,
    /// Whom it may mean: more than one where two partners differ in 前株 and 後株 only and the text has neither.
    pub partners: Vec<usize>,
}

impl PartnerNames {
    /// Names and aliases of the partners. A name of one character, or of two Latin letters, is found by its whole form
    /// only.
    #[must_use]
    pub fn new(partners: &[Partner], words: &NameWords) -> Self {
        let mut names = Vec::new();
        for (partner, settings) in partners.iter().enumerate() {
            for written in std::iter::once(&settings.name).chain(&settings.aliases) {
                let single = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
                let mut forms =
                    vec![single(&fold_variants(written)), single(&fold_variants(&words.without_forms(written)))];
                forms.dedup();
                let is_long = |name: &String| name.chars().count() >= if name.is_ascii() { 3 } else { 2 };
                let forms = forms.into_iter().filter(is_long);
                names.extend(forms.map(|name| PartnerName { name, partner }));
            }
        }
        names.sort_by_key(|name| Reverse(name.name.len()));
        Self { names }
    }

    /// Partners named in a text, in order; a longer name wins over a shorter one inside of it.
    #[must_use]
    pub fn mentions_in(&self, text: &str, words: &NameWords) -> Vec<Mention> {
        self.found_in(text, words, |range| stands_alone(text, range, words))
    }

    /// The same for a file name, in which words stand side by side (`AcmePrices2026`, 見積書山田商事) after one of
    /// `document_words`.
    #[must_use]
    pub fn mentions_in_filename(&self, stem: &str, words: &NameWords, document_words: &List) -> Vec<Mention> {
        self.found_in(stem, words, |range| {
            let before = fold(&stem[..range.start]);
            let mut documents = document_words.entries.iter().map(|entry| &*entry.key);
            if stem[range.clone()].is_ascii() {
                !is_inside_latin(stem, range)
            } else {
                stands_alone(stem, range, words) || documents.any(|document| before.ends_with(document))
            }
        })
    }

    fn found_in(&self, text: &str, words: &NameWords, stands_alone: impl Fn(&Range<usize>) -> bool) -> Vec<Mention> {
        if self.names.is_empty() {
            return Vec::new();
        }
        let places = PlacedFold::of_names(text);
        let mut found: Vec<Mention> = Vec::new();
        for PartnerName { name, partner } in &self.names {
            for range in places.places_of(name).filter(|range| stands_alone(range) && !is_surname(text, range, words)) {
                match found
                    .iter_mut()
                    .find(|mention| mention.range.start < range.end && range.start < mention.range.end)
                {
                    Some(mention) if mention.range == range => mention.partners.push(*partner),
                    Some(_) => {}
                    None => found.push(Mention { range, partners: vec![*partner] }),
                }
            }
        }
        found.sort_by_key(|mention| mention.range.start);
        found
    }
}

/// True when no letter of the name's own script goes before it (新山田商事 is not 山田商事), or after a Latin one.
/// 株式会社 may go before.
fn stands_alone(text: &str, range: &Range<usize>, words: &NameWords) -> bool {
    let before = &text[..range.start];
    let last = before.chars().next_back();
    if text[range.clone()].is_ascii() {
        let is_letter = |beside: Option<char>| beside.is_some_and(|beside| beside.is_ascii_alphanumeric());
        let is_address = last == Some('@')
            || text[range.end..].starts_with(['@', '.'])
                && text[range.end + 1..].starts_with(|c: char| c.is_ascii_alphanumeric());
        return !is_letter(last) && !is_letter(text[range.end..].chars().next()) && !is_address;
    }
    let is_wide_letter = |c: char| c.is_alphabetic() && !matches!(c, '\u{3041}'..='\u{3096}');
    !last.is_some_and(|c| !c.is_ascii() && is_wide_letter(c)) || words.ends_with_form(&end_of(before))
}

/// True when a Latin name is a piece of a longer word: Port of `report`. `AcmePrices` and `acme2026` are two words.
fn is_inside_latin(text: &str, range: &Range<usize>) -> bool {
    let name = &text[range.clone()];
    let goes_on = |left: Option<char>, right: Option<char>| {
        let is_new_word = left.is_some_and(char::is_lowercase) && right.is_some_and(char::is_uppercase);
        left.zip(right).is_some_and(|(left, right)| left.is_ascii_alphabetic() && right.is_ascii_alphabetic())
            && !is_new_word
    };
    goes_on(text[..range.start].chars().next_back(), name.chars().next())
        || goes_on(name.chars().next_back(), text[range.end..].chars().next())
}

/// True when two or three kanji stand as a person's name does: 山田様, 山田部長, 山田太郎様, and no form beside them.
fn is_surname(text: &str, range: &Range<usize>, words: &NameWords) -> bool {
    let is_kanji =
        |c: char| matches!(c, '々' | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}');
    let name = &text[range.clone()];
    if name.chars().count() > SURNAME_CHARACTERS || !name.chars().all(is_kanji) {
        return false;
    }
    let after: String = text[range.end..].chars().take(12).collect();
    let after = fold(&after);
    let after = after.trim_start();
    if words.ends_with_form(&end_of(&text[..range.start])) || words.begins_with_form(after) {
        return false;
    }
    match words.honorifics().find(|(word, _)| after.starts_with(word)) {
        Some((_, is_organization)) => !is_organization,
        // 山田営業部 is a company's, 山田営業部長 a person.
        None => {
            after.starts_with(is_kanji) && words.after_first_office(after).is_none_or(|rest| rest.starts_with('長'))
        }
    }
}

/// The last characters of a text, folded: as many as the longest form has.
fn end_of(text: &str) -> String {
    let start = text.char_indices().rev().nth(11).map_or(0, |(start, _)| start);
    fold(text[start..].trim_end())
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail loudly")]
mod tests {
    use super::*;

    #[track_caller]
    fn finds(partners: &[&str], text: &str, expected: &[(&str, &[usize])]) {
        let partner = |name: &&str| Partner { name: (*name).to_owned(), ..Partner::default() };
        let partners: Vec<Partner> = partners.iter().map(partner).collect();
        let words = NameWords::builtin();
        let found = PartnerNames::new(&partners, &words).mentions_in(text, &words);
        let found: Vec<(&str, &[usize])> =
            found.iter().map(|mention| (&text[mention.range.clone()], mention.partners.as_slice())).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn a_partner_is_known_without_its_form() {
        finds(&["株式会社ヤマセミ"], "ヤマセミの佐藤様", &[("ヤマセミ", &[0])]);
        finds(&["株式会社ヤマセミ"], "㈱ヤマセミ", &[("ヤマセミ", &[0])]);
        finds(&["山田商事"], "株式会社山田商事 御中", &[("山田商事", &[0])]);
        finds(&["Acme Trading Ltd"], "Dear Acme Trading,", &[("Acme Trading", &[0])]);
    }

    #[test]
    fn another_name_that_holds_it_is_another() {
        finds(&["山田商事"], "新山田商事 御中", &[]);
        finds(&["Acme"], "Acmefield, sales@acme.example, acme.example", &[]);
        finds(&["山田商事", "山田商事東京"], "山田商事東京 御中", &[("山田商事東京", &[1])]);
    }

    #[test]
    fn a_name_is_known_in_each_spelling_of_its_kanji() {
        finds(&["髙島物産"], "高島物産様", &[("高島物産", &[0])]);
        finds(&["渡辺商店"], "渡邊商店 御中", &[("渡邊商店", &[0])]);
    }

    #[test]
    fn a_surname_is_no_company_unless_something_says_so() {
        for text in ["山田様", "山田 様", "山田さん", "山田太郎様", "山田　太郎様", "山田部長"]
        {
            finds(&["山田株式会社"], text, &[]);
        }
        for text in ["山田 御中", "山田営業部 佐藤様", "山田の佐藤様", "山田(株)様"] {
            finds(&["山田株式会社"], text, &[("山田", &[0])]);
        }
        finds(&["山田株式会社"], "山田株式会社 佐藤様", &[("山田株式会社", &[0])]);
        finds(&["株式会社山田"], "株式会社 山田 様", &[("山田", &[0])]);
    }

    #[track_caller]
    fn finds_in_filename(partner: &str, stem: &str, expected: &[&str]) {
        let partners = [Partner { name: partner.to_owned(), ..Partner::default() }];
        let words = NameWords::builtin();
        let document_words = crate::lists::Lists::builtin().get("document-words").unwrap();
        let found = PartnerNames::new(&partners, &words).mentions_in_filename(stem, &words, &document_words);
        assert_eq!(found.iter().map(|mention| &stem[mention.range.clone()]).collect::<Vec<_>>(), expected, "{stem}");
    }

    #[test]
    fn words_of_a_file_name_stand_side_by_side() {
        finds_in_filename("Acme", "2026AcmePrices", &["Acme"]);
        finds_in_filename("Acme", "acme2026", &["acme"]);
        finds_in_filename("山田商事", "見積書山田商事20260501", &["山田商事"]);
    }

    #[test]
    fn a_name_inside_of_another_word_of_a_file_name_is_none() {
        finds_in_filename("Port", "Annual report", &[]);
        finds_in_filename("Port", "REPORT", &[]);
        finds_in_filename("山田商事", "新山田商事の資料", &[]);
        finds_in_filename("山田株式会社", "履歴書_山田太郎", &[]);
    }

    #[test]
    fn the_place_of_the_form_tells_two_partners_apart() {
        let partners = ["株式会社山田", "山田株式会社"];
        finds(&partners, "山田株式会社 御中", &[("山田株式会社", &[1])]);
        finds(&partners, "山田 御中", &[("山田", &[0, 1])]);
    }
}
