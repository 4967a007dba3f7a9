//! The names of the address book: what people are called, and who else is called so. Knows no draft.

use crate::fold::{fold, fold_name};
use crate::settings::Person;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Names of the address book, ready for look-ups.
#[derive(Debug, Default)]
pub struct KnownNames {
    /// Names as written, readings included, by folded address.
    by_address: HashMap<String, Vec<String>>,
    /// Folded addresses by folded name.
    addresses: HashMap<String, BTreeSet<String>>,
    /// Folded whole names with an address, by folded name and by each Latin word of it.
    by_word: BTreeMap<String, BTreeSet<(String, String)>>,
}

impl KnownNames {
    pub(super) fn new(book: &[Person]) -> Self {
        let mut known = Self::default();
        for person in book.iter().filter(|person| !person.name.trim().is_empty()) {
            let name = fold_name(&person.name);
            let names = known.by_address.entry(person.address.clone()).or_default();
            names.extend(std::iter::once(&person.name).chain(&person.kana).cloned());
            known.addresses.entry(name.clone()).or_default().insert(person.address.clone());
            let words = fold(&person.name);
            let words = words.split([' ', ',', '　']).filter(|word| word.is_ascii() && !word.is_empty());
            for word in words.chain([name.as_str()]) {
                let entry = (name.clone(), person.address.clone());
                known.by_word.entry(word.to_owned()).or_default().insert(entry);
            }
        }
        known
    }

    /// Names and readings of whom a folded address belongs to.
    pub(crate) fn names_of(&self, address: &str) -> &[String] {
        self.by_address.get(address).map_or(&[], Vec::as_slice)
    }

    /// The first other address that the book has for exactly this name, and whether the book knows `address` by other
    /// names. `None` when it has none, or has the name for `address` itself.
    pub(super) fn other_address(&self, address: &str, display_name: &str) -> Option<(&str, bool)> {
        let name = fold_name(display_name);
        let addresses = self.addresses.get(&name).filter(|addresses| !addresses.contains(address))?;
        let own_names = self.names_of(address);
        // 「佐藤」 in the book and 「佐藤 一郎」 in To may be one; so may a reading.
        if own_names.iter().map(|own| fold_name(own)).any(|own| own.starts_with(&name) || name.starts_with(&own)) {
            return None;
        }
        addresses.first().map(|other| (other.as_str(), !own_names.is_empty()))
    }

    /// Addresses of people who go by a folded surname or given name, without those who are called as `address` is.
    /// Japanese names begin with it; Latin ones have it as a word.
    pub(crate) fn namesakes<'k>(&'k self, short: &'k str, address: &str) -> impl Iterator<Item = &'k str> {
        let own_names: BTreeSet<String> = self.names_of(address).iter().map(|name| fold_name(name)).collect();
        let is_match = move |word: &str| if short.is_ascii() { word == short } else { word.starts_with(short) };
        let found = self.by_word.range(short.to_owned()..).take_while(move |(word, _)| word.starts_with(short));
        let mut seen = own_names;
        let address = address.to_owned();
        found
            .filter(move |(word, _)| is_match(word))
            .flat_map(|(_, people)| people)
            .filter(move |(name, other)| *other != address && name != short && seen.insert(name.clone()))
            .map(|(_, other)| other.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn book(people: &[(&str, &str)]) -> KnownNames {
        let person = |(address, name): &(&str, &str)| Person {
            address: (*address).to_owned(),
            name: (*name).to_owned(),
            ..Person::default()
        };
        KnownNames::new(&people.iter().map(person).collect::<Vec<_>>())
    }

    #[test]
    fn a_name_belongs_to_the_addresses_that_the_book_gives_it() {
        let known = book(&[("a@x.example", "佐藤 一郎"), ("b@x.example", "鈴木"), ("c@x.example", "佐藤一郎")]);
        assert_eq!(known.other_address("b@x.example", "佐藤　一郎"), Some(("a@x.example", true)));
        assert_eq!(known.other_address("z@x.example", "佐藤　一郎"), Some(("a@x.example", false)));
        assert_eq!(known.other_address("c@x.example", "佐藤　一郎"), None);
        assert_eq!(known.other_address("b@x.example", "いちろう"), None);
    }

    #[test]
    fn namesakes_have_another_name_and_another_address() {
        let known = book(&[
            ("a@x.example", "佐藤 一郎"),
            ("a2@x.example", "佐藤 一郎"),
            ("b@x.example", "佐藤花子"),
            ("c@x.example", "Bob Smith"),
            ("d@x.example", "Bobby Smith"),
        ]);
        assert_eq!(known.namesakes("佐藤", "a@x.example").collect::<Vec<_>>(), ["b@x.example"]);
        assert_eq!(known.namesakes("bob", "z@x.example").collect::<Vec<_>>(), ["c@x.example"]);
        assert_eq!(known.namesakes("smith", "c@x.example").collect::<Vec<_>>(), ["d@x.example"]);
    }
}
