//! Names of partners in texts: whole names and what is left of them without 株式会社. Knows no recipients.

use super::name::NameWords;
use crate::fold::{PlacedFold, fold};
use crate::settings::Partner;
use std::cmp::Reverse;
use std::ops::Range;

/// The names of all partners, ready for a search.
#[derive(Debug, Default)]
pub struct PartnerNames {
    /// The longest first.
    names: Vec<PartnerName>,
}

#[derive(Debug)]
struct PartnerName {
    /// Folded, with single spaces.
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
                let mut forms = vec![single(&fold(written)), single(&words.without_forms(written))];
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
        if self.names.is_empty() {
            return Vec::new();
        }
        let places = PlacedFold::new(text);
        let mut found: Vec<Mention> = Vec::new();
        for PartnerName { name, partner } in &self.names {
            for range in places.places_of(name).filter(|range| stands_alone(text, range, words)) {
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
    let is_wide_letter = |c: char| c.is_alphanumeric() && !matches!(c, '\u{3041}'..='\u{3096}');
    let tail = before.char_indices().rev().nth(11).map_or(0, |(start, _)| start);
    !last.is_some_and(|c| !c.is_ascii() && is_wide_letter(c)) || words.ends_with_form(&fold(&before[tail..]))
}

#[cfg(test)]
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
    fn the_place_of_the_form_tells_two_partners_apart() {
        let partners = ["株式会社山田", "山田株式会社"];
        finds(&partners, "山田株式会社 御中", &[("山田株式会社", &[1])]);
        finds(&partners, "山田 御中", &[("山田", &[0, 1])]);
    }
}
