//! An engine for a few short texts: quickly made, slow at searching. Knows no other engine.

use regex_automata::nfa::thompson::backtrack::BoundedBacktracker;
use regex_automata::nfa::thompson::{Compiler, Config, WhichCaptures};
use std::cell::RefCell;
use std::ops::Range;

/// What a compiled pattern may take, in bytes; as much as the crate allows the fast engine.
const LARGEST_BYTES: usize = 10 << 20;

thread_local! {
    /// Kept, since making its tables for UTF-8 takes a third of the time of compiling a pattern.
    static COMPILER: RefCell<Compiler> = RefCell::new(Compiler::new());
}

/// A backtracker without anything that is worth its making only for long texts: prefilters, lazy DFAs.
#[derive(Debug)]
pub(super) struct SmallEngine {
    backtracker: BoundedBacktracker,
    has_group: bool,
}

impl SmallEngine {
    /// `None` for what is no pattern, or a very large one.
    pub(super) fn new(source: &str, has_group: bool) -> Option<Self> {
        let captures = if has_group { WhichCaptures::All } else { WhichCaptures::Implicit };
        let config = Config::new().which_captures(captures).nfa_size_limit(Some(LARGEST_BYTES));
        let nfa = COMPILER.with_borrow_mut(|compiler| compiler.configure(config).build(source).ok())?;
        Some(Self { backtracker: BoundedBacktracker::new_from_nfa(nfa).ok()?, has_group })
    }

    /// True for a text that is short enough: what was visited of pattern times text is remembered in a bounded space.
    pub(super) fn takes(&self, text: &str) -> bool {
        text.len() <= self.backtracker.max_haystack_len()
    }

    /// For a text that it takes.
    pub(super) fn is_found_in(&self, text: &str) -> bool {
        self.backtracker.try_is_match(&mut self.backtracker.create_cache(), text).unwrap_or(false)
    }

    /// For a text that it takes: every place, of the first group where there is one.
    pub(super) fn places_in(&self, text: &str) -> Vec<Range<usize>> {
        let mut cache = self.backtracker.create_cache();
        if self.has_group {
            let found = self.backtracker.try_captures_iter(&mut cache, text).map_while(Result::ok);
            return found.filter_map(|groups| groups.get_group(1)).map(|group| group.range()).collect();
        }
        let found = self.backtracker.try_find_iter(&mut cache, text).map_while(Result::ok);
        found.map(|place| place.range()).collect()
    }
}
