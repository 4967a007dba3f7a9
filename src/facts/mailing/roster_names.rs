//! Names and numbers of a roster as they are looked for in texts. Knows no text.

use crate::fold::{fold, fold_name, fold_variants};
use crate::settings::Roster;
use std::collections::{HashMap, HashSet};

/// Shorter Japanese names are words too often: 林一 in 一林一木.
const LEAST_CHARACTERS: usize = 3;
/// Shorter Latin names, their words in one, may arise where two words meet.
const LEAST_LETTERS: usize = 7;
/// Shorter numbers are years, prices, rooms.
const LEAST_DIGITS: usize = 3;

/// What of a roster can be found in a text.
#[derive(Debug, Default)]
pub struct Names {
    /// Rows by the name without spaces.
    rows: HashMap<String, Vec<u32>>,
    /// The first two characters of every name: most places of a text are passed over by these.
    beginnings: HashSet<(char, char)>,
    /// Lengths of names, in characters.
    lengths: Vec<usize>,
    /// The name with its words apart, as it is looked for when its place is wanted.
    pub(super) spaced: HashMap<u32, String>,
    /// Rows by the folded number.
    pub(super) numbers: HashMap<String, Vec<u32>>,
}

impl Names {
    /// The names and numbers of a roster; not those too short to be told from other words.
    #[must_use]
    pub fn of(roster: &Roster) -> Self {
        let mut names = Self::default();
        let mut lengths = HashSet::new();
        for (row, number) in roster.rows.iter().zip(0..) {
            if let Some(member_number) = row.member_number.as_deref().map(|text| fold(text.trim())) {
                let digits = member_number.chars().filter(char::is_ascii_digit).count();
                if digits >= LEAST_DIGITS && !member_number.contains(char::is_whitespace) {
                    names.numbers.entry(member_number).or_default().push(number);
                }
            }
            let Some(name) = &row.name else { continue };
            let squeezed = fold_name(name);
            let characters: Vec<char> = squeezed.chars().collect();
            let is_latin = squeezed.is_ascii();
            let is_long = if is_latin {
                characters.len() >= LEAST_LETTERS && name.trim().contains(' ')
            } else {
                characters.len() >= LEAST_CHARACTERS
            };
            if !is_long {
                continue;
            }
            names.beginnings.insert((characters[0], characters[1]));
            lengths.insert(characters.len());
            names.spaced.insert(number, fold_variants(name).split_whitespace().collect::<Vec<_>>().join(" "));
            names.rows.entry(squeezed).or_default().push(number);
        }
        names.lengths = lengths.into_iter().collect();
        names.lengths.sort_unstable();
        names
    }

    /// Rows whose name stands in a text without spaces, with the name.
    pub(super) fn named_in<'t>(&self, squeezed: &'t str) -> Vec<(&'t str, &[u32])> {
        let places: Vec<(usize, char)> = squeezed.char_indices().collect();
        let end_of = |index: usize| places.get(index).map_or(squeezed.len(), |(start, _)| *start);
        let mut found = Vec::new();
        for (index, pair) in places.windows(2).enumerate() {
            if !self.beginnings.contains(&(pair[0].1, pair[1].1)) {
                continue;
            }
            for length in self.lengths.iter().take_while(|length| index + **length <= places.len()) {
                let name = &squeezed[pair[0].0..end_of(index + length)];
                if let Some(rows) = self.rows.get(name) {
                    found.push((name, rows.as_slice()));
                }
            }
        }
        found
    }
}
