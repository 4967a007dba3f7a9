//! A list of patterns, each tried only where its literal stands.

use crate::facts::schema::Certainty;
use crate::lists::List;
use regex::Regex;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::OnceLock;

/// Patterns of one list file, compiled when their literal is first met: a text without 添付 pays nothing for the
/// dozen patterns around 添付.
#[derive(Debug)]
pub struct Patterns {
    entries: Vec<Entry>,
}

#[derive(Debug)]
struct Entry {
    literal: String,
    source: String,
    certainty: Certainty,
    regex: OnceLock<Option<Regex>>,
}

impl Patterns {
    /// Reads the columns literal, pattern, certainty; an entry that a user added has its literal alone.
    #[must_use]
    pub fn new(list: &List) -> Self {
        let entries = list
            .entries
            .iter()
            .map(|entry| Entry {
                literal: entry.key.clone(),
                source: entry.columns.first().cloned().unwrap_or_else(|| format!("(?i){}", regex::escape(&entry.key))),
                certainty: match entry.columns.get(1).map(String::as_str) {
                    Some("weak") => Certainty::Weak,
                    Some("likely") => Certainty::Likely,
                    _ => Certainty::Sure,
                },
                regex: OnceLock::new(),
            })
            .collect();
        Self { entries }
    }

    /// Places in `text` that a pattern matches, in order of place; where two overlap the surer, then the longer one.
    /// `folded` is the same text folded. A pattern with a group means that group: what stands around it is a condition.
    #[must_use]
    pub fn found_in(&self, text: &str, folded: &str) -> Vec<(Range<usize>, Certainty)> {
        let mut found: Vec<(Range<usize>, Certainty)> = self
            .entries
            .iter()
            .filter(|entry| folded.contains(&entry.literal))
            .filter_map(|entry| Some((entry.regex()?, entry.certainty)))
            .flat_map(|(regex, certainty)| places(regex, text).map(move |range| (range, certainty)))
            .filter(|(range, _)| !range.is_empty())
            .collect();
        found.sort_by_key(|(range, certainty)| {
            (std::cmp::Reverse(*certainty), std::cmp::Reverse(range.len()), range.start)
        });
        // By start; no two overlap, so only the neighbours of a new one can.
        let mut kept: BTreeMap<usize, (Range<usize>, Certainty)> = BTreeMap::new();
        for (range, certainty) in found {
            let is_free = kept.range(..range.end).next_back().is_none_or(|(_, (before, _))| before.end <= range.start);
            if is_free {
                kept.insert(range.start, (range, certainty));
            }
            if kept.len() == MOST_FOUND {
                break;
            }
        }
        kept.into_values().collect()
    }
}

fn places<'t>(regex: &'t Regex, text: &'t str) -> Box<dyn Iterator<Item = Range<usize>> + 't> {
    if regex.captures_len() == 1 {
        return Box::new(regex.find_iter(text).map(|place| place.range()));
    }
    Box::new(regex.captures_iter(text).filter_map(|groups| groups.get(1)).map(|place| place.range()))
}

/// More places than anybody reads; keeps a text of a million placeholders from costing a million squared.
const MOST_FOUND: usize = 1_000;

impl Entry {
    fn regex(&self) -> Option<&Regex> {
        self.regex.get_or_init(|| Regex::new(&self.source).ok()).as_ref()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lists::Lists;

    fn found<'t>(pattern: &str, text: &'t str) -> Vec<&'t str> {
        let list = List::parse("patterns", &format!("x\t{pattern}\tsure\n"));
        Patterns::new(&list).found_in(text, text).into_iter().map(|(range, _)| &text[range]).collect()
    }

    #[test]
    fn a_group_is_the_place_and_the_rest_its_condition() {
        assert_eq!(found("a(x+)", "x axx"), ["xx"]);
        assert_eq!(found("ax+", "x axx"), ["axx"]);
    }

    #[test]
    fn of_two_that_overlap_the_longer_one_is_kept() {
        let list = List::parse("patterns", "x\tax\tsure\nx\txbc\tsure\nx\tc\tsure\n");
        let found = Patterns::new(&list).found_in("axbc ax", "axbc ax");
        assert_eq!(found.into_iter().map(|(range, _)| range).collect::<Vec<_>>(), [1..4, 5..7]);
    }

    #[test]
    fn every_pattern_of_the_lists_compiles_and_has_its_literal() {
        for name in ["attachment-phrases", "attachment-negations", "placeholders", "empty-merges"] {
            let list = Lists::builtin().get(name).expect("built in");
            assert!(!list.entries.is_empty(), "{name} is empty");
            for entry in &list.entries {
                let pattern = entry.columns.first().expect("a pattern column");
                assert!(Regex::new(pattern).is_ok(), "{name}: {pattern}");
            }
        }
    }
}
