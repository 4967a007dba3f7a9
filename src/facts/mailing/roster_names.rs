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
/// Of this many bits of a table one is set: one place in so many is looked at closer for nothing.
const BITS_FOR_EACH: usize = 16;

/// What of a roster can be found in a text.
#[derive(Debug, Default)]
pub struct Names {
    /// Rows by the name without spaces.
    rows: HashMap<String, Vec<u32>>,
    /// How Latin names begin: most places of a text are passed over by these.
    latin: Beginnings,
    /// How other names begin.
    other: Beginnings,
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
        let (mut latin, mut other, mut lengths) = (HashSet::new(), HashSet::new(), HashSet::new());
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
            if is_latin {
                latin.extend(letters_at(squeezed.as_bytes()));
            } else {
                other.insert(number_of(characters[0], characters[1], characters[2]));
            }
            lengths.insert(characters.len());
            names.spaced.insert(number, fold_variants(name).split_whitespace().collect::<Vec<_>>().join(" "));
            names.rows.entry(squeezed).or_default().push(number);
        }
        (names.latin, names.other) = (Beginnings::of(latin), Beginnings::of(other));
        names.lengths = lengths.into_iter().collect();
        names.lengths.sort_unstable();
        names
    }

    /// Rows whose name stands in a text without spaces, with the name.
    pub(super) fn named_in<'t>(&self, squeezed: &'t str) -> Vec<(&'t str, &[u32])> {
        let mut found = Vec::new();
        let mut characters = squeezed.char_indices();
        let (Some(mut first), Some(mut second)) = (characters.next(), characters.next()) else { return found };
        for third in characters {
            let start = first.0;
            let letters = || letters_at(&squeezed.as_bytes()[start..]);
            if self.other.contain(number_of(first.1, second.1, third.1))
                || first.1.is_ascii() && letters().is_some_and(|letters| self.latin.contain(letters))
            {
                self.add_names_at(&squeezed[start..], &mut found);
            }
            (first, second) = (second, third);
        }
        found
    }

    /// Adds the names that `rest` begins with.
    fn add_names_at<'t, 's>(&'s self, rest: &'t str, found: &mut Vec<(&'t str, &'s [u32])>) {
        let mut ends = rest.char_indices().map(|(start, _)| start).chain([rest.len()]);
        let mut passed = 0;
        for length in &self.lengths {
            let Some(end) = ends.nth(length - passed) else { return };
            passed = length + 1;
            if let Some(rows) = self.rows.get(&rest[..end]) {
                found.push((&rest[..end], rows.as_slice()));
            }
        }
    }
}

/// The first seven letters of a Latin name in one number; `None` where other characters stand.
fn letters_at(bytes: &[u8]) -> Option<u64> {
    let letters = bytes.first_chunk::<LEAST_LETTERS>().filter(|letters| letters.is_ascii())?;
    let mut number = [0; 8];
    number[..LEAST_LETTERS].copy_from_slice(letters);
    Some(u64::from_le_bytes(number))
}

/// The first three characters of a name in one number.
fn number_of(first: char, second: char, third: char) -> u64 {
    u64::from(first) | u64::from(second) << 21 | u64::from(third) << 42
}

/// A set that says no at the cost of a multiplication, as it does nearly always.
#[derive(Debug, Default)]
struct Beginnings {
    all: HashSet<u64>,
    /// A bit for each, in a table with room for some more.
    bits: Vec<u64>,
}

impl Beginnings {
    fn of(all: HashSet<u64>) -> Self {
        let bits = if all.is_empty() { 0 } else { (all.len() * BITS_FOR_EACH).next_power_of_two().max(64) };
        let mut beginnings = Self { bits: vec![0; bits / 64], all: HashSet::new() };
        for number in &all {
            let bit = beginnings.bit(*number);
            beginnings.bits[bit / 64] |= 1 << (bit % 64);
        }
        Self { all, ..beginnings }
    }

    fn contain(&self, number: u64) -> bool {
        if self.bits.is_empty() {
            return false;
        }
        let bit = self.bit(number);
        self.bits[bit / 64] >> (bit % 64) & 1 == 1 && self.all.contains(&number)
    }

    /// The upper bits of a product with the golden ratio, which all bits of the number have a say in.
    fn bit(&self, number: u64) -> usize {
        let bits = self.bits.len() as u64 * 64;
        (number.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (64 - bits.ilog2())) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::RosterRow;

    #[track_caller]
    fn found(names: &[&str], text: &str, expected: &[(&str, &[u32])]) {
        let row = |name: &&str| RosterRow { name: Some((*name).to_owned()), ..RosterRow::default() };
        let names = Names::of(&Roster { rows: names.iter().map(row).collect(), ..Roster::default() });
        assert_eq!(names.named_in(&fold_name(text)), expected);
    }

    #[test]
    fn names_are_found_wherever_they_stand() {
        found(&["見本 太郎", "例田 花子"], "例田花子と見本太郎", &[("例田花子", &[1]), ("見本太郎", &[0])]);
        found(
            &["Ann Sample", "José Sample"],
            "to Ann Sample, José Sample",
            &[("annsample", &[0]), ("josésample", &[1])],
        );
        found(&["林一郎", "林一郎太", "林 一郎"], "小林一郎太", &[("林一郎", &[0, 2]), ("林一郎太", &[1])]);
    }

    #[test]
    fn nothing_is_found_of_names_that_are_too_short_or_cut_off() {
        found(&["林一", "Bo Li", "見本 太郎", "Ann Sample"], "林一、Bo Li、見本太", &[]);
        found(&["見本 太郎", "Ann Sample"], "Ann Sampl", &[]);
        found(&[], "見本太郎 Ann Sample", &[]);
    }

    #[test]
    fn a_large_set_has_what_was_put_in_and_nothing_else() {
        let beginnings = Beginnings::of((0..10_000).map(|number| number * 3).collect());
        assert!((0..10_000).all(|number| beginnings.contain(number * 3) && !beginnings.contain(number * 3 + 1)));
    }
}
