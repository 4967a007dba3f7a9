//! A list of patterns, each tried only on the lines where its literal stands.

use crate::facts::schema::Certainty;
use crate::fold::fold;
use crate::lists::{self, List, WordIndex};
use crate::pattern::Pattern;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

/// Patterns of one list file. A text without 添付 pays nothing for the dozen patterns around 添付, and a long text
/// with one 添付 only for that line: no pattern crosses a line end.
#[derive(Debug)]
pub struct Patterns {
    entries: Vec<Entry>,
    literals: Arc<Literals>,
    /// Number of the first entry's literal among all of `literals`.
    first: usize,
}

/// The first literal of each entry of some lists: a text is gone through once for all of them.
#[derive(Debug)]
struct Literals {
    words: Vec<String>,
    /// Made when first asked.
    index: OnceLock<WordIndex>,
}

#[derive(Debug)]
struct Entry {
    /// What must stand on a line before the pattern is made: words that all must, where the file parts them by `...`.
    literals: Vec<String>,
    pattern: Pattern,
    certainty: Certainty,
    /// The pattern matches nothing but the beginning of a line, white space, and then the literal: 様 stands in
    /// every Japanese letter, at the beginning of a line in hardly any.
    opens_line: bool,
}

/// A text with its folding, made once for all patterns.
pub(super) struct Searched<'a> {
    text: &'a str,
    folded: String,
    lines: Vec<Line>,
    /// For the literals asked for last.
    standing: RefCell<Option<Standing>>,
}

/// Where literals stand in a text.
struct Standing {
    literals: Arc<Literals>,
    /// The number of a literal and of a line on which it stands, each pair once.
    places: Vec<(usize, usize)>,
}

/// Where a line stands, in the text and in its folding.
struct Line {
    text: Range<usize>,
    folded: Range<usize>,
}

impl<'a> Searched<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let folded = fold(text);
        // Folding keeps line ends.
        let (mut start, mut folded_start) = (0, 0);
        let both = text.split('\n').zip(folded.split('\n'));
        let lines = both.map(|(line, folded)| {
            let place = Line { text: start..start + line.len(), folded: folded_start..folded_start + folded.len() };
            (start, folded_start) = (place.text.end + 1, place.folded.end + 1);
            place
        });
        Self { text, lines: lines.collect(), folded, standing: RefCell::new(None) }
    }

    /// Those of `numbers` among the literals that stand in the text, and the lines they stand on.
    fn standing(&self, literals: &Arc<Literals>, numbers: Range<usize>) -> Vec<(usize, &Line)> {
        let mut standing = self.standing.borrow_mut();
        if standing.as_ref().is_none_or(|standing| !Arc::ptr_eq(&standing.literals, literals)) {
            *standing = Some(Standing { literals: Arc::clone(literals), places: self.look_for(literals) });
        }
        let all = standing.iter().flat_map(|standing| &standing.places);
        let these = all.filter(|(number, _)| numbers.contains(number));
        these.map(|(number, line)| (*number, &self.lines[*line])).collect()
    }

    fn look_for(&self, literals: &Literals) -> Vec<(usize, usize)> {
        let mut standing = Vec::new();
        // For each literal the line after the last one that it was seen on.
        let mut seen = vec![0; literals.words.len()];
        let mut at = 0;
        for (number, literal) in literals.index().found_in(&self.folded) {
            let rest = self.lines.get(at..).unwrap_or_default();
            at += rest.iter().take_while(|line| line.folded.end <= literal.start).count();
            if at < self.lines.len() && seen[number] <= at {
                seen[number] = at + 1;
                standing.push((number, at));
            }
        }
        standing
    }
}

impl Literals {
    fn index(&self) -> &WordIndex {
        self.index.get_or_init(|| WordIndex::new(self.words.iter().cloned()))
    }
}

impl Patterns {
    /// Reads the columns literal, pattern, certainty; an entry that a user added has its literal alone.
    #[must_use]
    pub fn new(list: &List) -> Self {
        let [patterns] = Self::together([list]);
        patterns
    }

    /// The same for lists that are searched for in the same texts.
    #[must_use]
    pub fn together<const N: usize>(lists: [&List; N]) -> [Self; N] {
        let entries = lists.map(|list| list.entries.iter().map(Entry::new).collect::<Vec<_>>());
        let words = entries.iter().flatten().map(|entry| entry.literals[0].clone()).collect();
        let literals = Arc::new(Literals { words, index: OnceLock::new() });
        let mut first = 0;
        entries.map(|entries| {
            let patterns = Self { literals: Arc::clone(&literals), first, entries };
            first += patterns.entries.len();
            patterns
        })
    }

    /// False when none of the literals stands in a text as it is written: a quick look before folding. Only for
    /// literals that fold to themselves, as kanji do.
    pub(super) fn may_stand_in(&self, text: &str) -> bool {
        let mut found = self.literals.index().found_in(text).filter(|(number, _)| self.numbers().contains(number));
        found.any(|(number, _)| !self.literals.words[number].is_ascii())
    }

    /// Places in the text that a pattern matches, in order of place; where two overlap the surer, then the longer
    /// one.
    pub(super) fn found_in(&self, searched: &Searched<'_>) -> Vec<(Range<usize>, Certainty)> {
        let mut found: Vec<(Range<usize>, Certainty)> = Vec::new();
        for (entry, line) in self.to_try(searched) {
            let places = entry.pattern.places_in(&searched.text[line.text.clone()]).filter(|place| !place.is_empty());
            let start = line.text.start;
            found.extend(places.map(|place| (start + place.start..start + place.end, entry.certainty)));
        }
        found.sort_by_key(|(range, certainty)| {
            (std::cmp::Reverse(*certainty), std::cmp::Reverse(range.len()), range.start)
        });
        // By start; no two overlap, so only the nearest before the end of a new one can.
        let mut kept: BTreeMap<usize, (Range<usize>, Certainty)> = BTreeMap::new();
        for (range, certainty) in found {
            if kept.range(..range.end).next_back().is_none_or(|(_, (before, _))| before.end <= range.start) {
                kept.insert(range.start, (range, certainty));
            }
            if kept.len() == MOST_FOUND {
                break;
            }
        }
        kept.into_values().collect()
    }

    /// Which entry is to be tried on which line: where its literals stand.
    fn to_try<'s>(&self, searched: &'s Searched<'_>) -> Vec<(&Entry, &'s Line)> {
        let standing = searched.standing(&self.literals, self.numbers()).into_iter();
        let entries = standing.map(|(number, line)| (&self.entries[number - self.first], line));
        entries.filter(|(entry, line)| entry.may_match(&searched.folded[line.folded.clone()])).collect()
    }

    /// Numbers of the own literals among all.
    fn numbers(&self) -> Range<usize> {
        self.first..self.first + self.entries.len()
    }
}

/// More places than anybody reads; keeps a text of a million placeholders from costing a million squared.
const MOST_FOUND: usize = 1_000;

/// Parts the words of a literal.
const WORD_BREAK: &str = "...";

/// How patterns begin that match only at the beginning of a line.
const LINE_START: &str = r"(?m)^[ 　\t]*";

impl Entry {
    fn new(entry: &lists::Entry) -> Self {
        let pattern = entry.column(0);
        // An entry of a user's has no pattern and is meant as it stands.
        let literals: Vec<String> = match pattern {
            Some(_) => entry.key.split(WORD_BREAK).map(str::to_owned).collect(),
            None => vec![entry.key.clone().into_owned()],
        };
        let source = pattern.map_or_else(|| format!("(?i){}", regex::escape(&entry.key)), str::to_owned);
        let after = source.strip_prefix(LINE_START).and_then(|rest| rest.strip_prefix(literals[0].as_str()));
        Self {
            opens_line: after.is_some_and(|after| !after.contains('|') && !after.starts_with(['?', '*', '{'])),
            certainty: match entry.column(1) {
                Some("weak") => Certainty::Weak,
                Some("likely") => Certainty::Likely,
                _ => Certainty::Sure,
            },
            pattern: Pattern::new(source),
            literals,
        }
    }

    /// For a line on which the first literal stands.
    fn may_match(&self, folded_line: &str) -> bool {
        if self.opens_line {
            folded_line.trim_start().starts_with(&self.literals[0])
        } else {
            self.literals[1..].iter().all(|literal| folded_line.contains(literal))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lists::Lists;

    const LISTS: [&str; 5] =
        ["attachment-phrases", "attachment-negations", "placeholders", "empty-merges", "escaped-characters"];

    fn patterns(name: &str) -> Patterns {
        Patterns::new(&Lists::builtin().get(name).expect("built in"))
    }

    #[test]
    fn every_pattern_of_the_lists_compiles() {
        for name in LISTS {
            let patterns = patterns(name);
            assert!(!patterns.entries.is_empty(), "{name} is empty");
            for entry in &patterns.entries {
                let source = entry.pattern.source();
                assert!(regex::Regex::new(source).is_ok(), "{name}: {source}");
            }
        }
    }

    #[test]
    fn no_pattern_of_the_lists_crosses_a_line_end() {
        let negated_class = regex::Regex::new(r"\[\^(?:\\.|[^\\\]])*\]").expect("a class");
        for name in LISTS {
            for entry in patterns(name).entries {
                let source = negated_class.replace_all(entry.pattern.source(), "").into_owned();
                assert!(
                    ["\\s", "\\n", "(?s", "\\W", "\\D"].iter().all(|part| !source.contains(part)),
                    "{name}: {source}"
                );
            }
        }
    }

    #[test]
    fn of_two_that_overlap_the_longer_one_is_kept() {
        let list = List::parse("patterns", "x\tax\tsure\nx\txbc\tsure\nx\tc\tsure\n");
        let found = Patterns::new(&list).found_in(&Searched::new("axbc ax"));
        assert_eq!(found.into_iter().map(|(range, _)| range).collect::<Vec<_>>(), [1..4, 5..7]);
    }

    #[test]
    fn every_line_is_searched_at_its_place() {
        let text = "①\nDear ,\n　様\n{{名前}} 様\n";
        let searched = Searched::new(text);
        let found = |name| {
            let places = patterns(name).found_in(&searched).into_iter();
            places.map(|(range, _)| text[range].trim()).collect::<Vec<_>>()
        };
        assert_eq!(found("placeholders"), ["{{名前}}"]);
        assert_eq!(found("empty-merges"), ["Dear ,", "様"]);
    }

    #[test]
    fn only_a_pattern_that_needs_its_literal_first_opens_a_line() {
        let opens = |source: &str| {
            let entry = lists::Entry { key: "様".into(), rest: source.to_owned().into() };
            Entry::new(&entry).opens_line
        };
        assert!(opens(r"(?m)^[ 　\t]*様[ 　\t]*$"));
        for source in [r"(?m)^[ 　\t]*様?$", r"(?m)^[ 　\t]*様|殿", r"(?m)^[ 　\t]*お客様", r"様"] {
            assert!(!opens(source), "{source}");
        }
    }
}
