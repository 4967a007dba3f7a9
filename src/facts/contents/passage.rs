//! Counts the people in running text while its lines pass by, a window at a time. Knows no tables.

use super::addresses::AddressJudge;
use super::kind::{ColumnKind, Kinds};
use super::surveyed::Numbers;
use super::table::Group;
use crate::facts::addr_spec::placed_addresses_in;
use crate::facts::personal::{KeyWords, Persons, personal_data, persons};
use crate::fold::fold;

/// Text held at once.
const WINDOW_BYTES: usize = 64 * 1024;
/// From here on contacts are a list, as in a body.
const LIST_OF_CONTACTS: u64 = 5;

/// Text whose lines pass by.
#[derive(Debug, Default)]
pub(super) struct Passage {
    window: String,
    counted: Persons,
    kinds: Kinds,
    has_special: bool,
    /// Where in the window a page begins, and its number.
    pages: Vec<(usize, Option<usize>)>,
    /// Pages on which personal data stand.
    pub numbers: Numbers,
}

/// What text is searched with.
#[derive(Clone, Copy)]
pub(super) struct Reading<'a> {
    pub key_words: &'a KeyWords,
    /// Tells addresses of people who are not exposed.
    pub judge: &'a AddressJudge<'a>,
}

impl Passage {
    /// What follows stands on another page.
    pub fn turn(&mut self, number: Option<usize>) {
        let start = self.window.len();
        if self.pages.last().is_some_and(|page| page.0 == start) {
            self.pages.pop();
        }
        if self.pages.last().map(|page| page.1) != Some(number) {
            self.pages.push((start, number));
        }
    }

    /// Takes a line.
    pub fn line(&mut self, line: &str, reading: &Reading<'_>) {
        if self.window.len() + line.len() > WINDOW_BYTES {
            self.look(reading);
        }
        // A line longer than a window is no prose: personal_data leaves it out as well.
        if line.len() <= WINDOW_BYTES {
            self.window.push_str(line);
            self.window.push('\n');
        }
    }

    /// The people of all of it.
    pub fn people(&mut self, reading: &Reading<'_>) -> Group {
        self.look(reading);
        let contacts = if self.counted.contacts >= LIST_OF_CONTACTS { self.counted.contacts } else { 0 };
        let named = self.counted.described + contacts;
        let (mut kinds, mut persons) = (Kinds::default(), named);
        if named > 0 {
            kinds = self.kinds;
            kinds.add(ColumnKind::Name);
        } else if self.counted.identifiers > 0 {
            self.kinds.iter().filter(|kind| kind.is_identifier()).for_each(|kind| kinds.add(kind));
            persons = self.counted.identifiers;
        }
        Group { persons, identifiers: self.counted.identifiers, kinds, has_special: self.has_special && persons > 0 }
    }

    fn look(&mut self, reading: &Reading<'_>) {
        let data = personal_data(&self.window, reading.key_words);
        if !data.is_empty() {
            let is_known = |line: &str| {
                line.contains(['@', '＠'])
                    && placed_addresses_in(line).iter().any(|(_, address)| reading.judge.is_known(address))
            };
            let counted = persons(&self.window, &data, reading.key_words, &is_known);
            self.counted.described += counted.described;
            self.counted.contacts += counted.contacts;
            self.counted.identifiers += counted.identifiers;
            data.iter().for_each(|datum| self.kinds.add(ColumnKind::of_personal(datum.kind)));
            for datum in &data {
                let before = self.pages.partition_point(|page| page.0 <= datum.range.start);
                let page = before.checked_sub(1).and_then(|before| self.pages.get(before));
                self.numbers.add(page.and_then(|page| page.1));
            }
            self.has_special |= reading.key_words.special_in(&fold(&self.window)).is_some();
        }
        self.window.clear();
        // The page goes on.
        let page = self.pages.pop();
        self.pages.clear();
        self.pages.extend(page.map(|(_, number)| (0, number)));
    }
}
