//! A list of patterns, each tried only where its literal stands.

use crate::facts::schema::Certainty;
use crate::fold::fold;
use crate::lists::List;
use regex::Regex;
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
    #[must_use]
    pub fn found_in(&self, text: &str) -> Vec<(Range<usize>, Certainty)> {
        let folded = fold(text);
        let mut found: Vec<(Range<usize>, Certainty)> = self
            .entries
            .iter()
            .filter(|entry| folded.contains(&entry.literal))
            .filter_map(|entry| Some((entry.regex()?, entry.certainty)))
            .flat_map(|(regex, certainty)| regex.find_iter(text).map(move |place| (place.range(), certainty)))
            .filter(|(range, _)| !range.is_empty())
            .collect();
        found.sort_by_key(|(range, certainty)| {
            (std::cmp::Reverse(*certainty), std::cmp::Reverse(range.len()), range.start)
        });
        let mut kept: Vec<(Range<usize>, Certainty)> = Vec::new();
        for (range, certainty) in found {
            if !kept.iter().any(|(other, _)| range.start < other.end && other.start < range.end) {
                kept.push((range, certainty));
            }
            if kept.len() == MOST_FOUND {
                break;
            }
        }
        kept.sort_by_key(|(range, _)| range.start);
        kept
    }
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
