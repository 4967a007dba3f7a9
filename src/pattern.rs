//! A regular expression that is compiled when it is first needed: start-up pays nothing for patterns that no draft
//! comes near. Knows neither rules nor word lists.

mod small;

use regex_automata::meta;
use regex_automata::nfa::thompson::WhichCaptures;
use small::SmallEngine;
use std::ops::Range;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

/// A pattern that is known to compile: it did when the rule or list it stands in was checked. One that does not is found
/// nowhere.
#[derive(Debug)]
pub struct Pattern {
    source: String,
    small: OnceLock<Option<SmallEngine>>,
    fast: OnceLock<Option<FastEngine>>,
    /// Bytes that the small engine has searched, in all texts so far.
    searched_bytes: AtomicUsize,
}

/// With everything that makes searching fast.
#[derive(Debug)]
struct FastEngine {
    regex: meta::Regex,
    has_group: bool,
}

/// The one that searches a text.
enum Engine<'p> {
    Small(&'p SmallEngine),
    Fast(&'p FastEngine),
}

/// Up to here, in all texts together, searching costs less than making a fast engine for it: the small one is made in
/// a sixth of the time and searches at a tenth of the speed. One draft seldom comes near, a mailing after a few letters.
const SMALL_ENGINE_BYTES: usize = 32 << 10;

impl Pattern {
    /// A pattern of this source, in the syntax of the `regex` crate.
    #[must_use]
    pub const fn new(source: String) -> Self {
        Self { source, small: OnceLock::new(), fast: OnceLock::new(), searched_bytes: AtomicUsize::new(0) }
    }

    /// True when this source, perhaps a user's, is a pattern at all.
    #[must_use]
    pub fn compiles(source: &str) -> bool {
        SmallEngine::new(source, has_group(source)).is_some()
    }

    /// The pattern as written.
    #[must_use]
    pub fn source(&self) -> &str {
        &self.source
    }

    /// True when it is found in `text`.
    #[must_use]
    pub fn is_found_in(&self, text: &str) -> bool {
        match self.engine_for(text) {
            None => false,
            Some(Engine::Small(engine)) => engine.is_found_in(text),
            Some(Engine::Fast(engine)) => engine.regex.is_match(text),
        }
    }

    /// Every place in `text`. A pattern with a group means that group: what stands around it is a condition.
    pub fn places_in<'a>(&'a self, text: &'a str) -> Box<dyn Iterator<Item = Range<usize>> + 'a> {
        match self.engine_for(text) {
            None => Box::new(std::iter::empty()),
            Some(Engine::Small(engine)) => Box::new(engine.places_in(text).into_iter()),
            Some(Engine::Fast(FastEngine { regex, has_group: true })) => {
                let groups = regex.captures_iter(text).filter_map(|groups| groups.get_group(1));
                Box::new(groups.map(|group| group.range()))
            }
            Some(Engine::Fast(FastEngine { regex, has_group: false })) => {
                Box::new(regex.find_iter(text).map(|place| place.range()))
            }
        }
    }

    fn engine_for(&self, text: &str) -> Option<Engine<'_>> {
        let searched_bytes = self.searched_bytes.load(Ordering::Relaxed).saturating_add(text.len());
        if searched_bytes <= SMALL_ENGINE_BYTES {
            let small = self.small.get_or_init(|| SmallEngine::new(&self.source, has_group(&self.source)));
            if let Some(engine) = small.as_ref().filter(|engine| engine.takes(text)) {
                // Threads that overtake one another here count a text too few, which costs one more slow search.
                self.searched_bytes.store(searched_bytes, Ordering::Relaxed);
                return Some(Engine::Small(engine));
            }
        }
        self.fast.get_or_init(|| FastEngine::new(&self.source)).as_ref().map(Engine::Fast)
    }
}

impl FastEngine {
    fn new(source: &str) -> Option<Self> {
        let has_group = has_group(source);
        let captures = if has_group { WhichCaptures::All } else { WhichCaptures::Implicit };
        let config = meta::Config::new().which_captures(captures);
        Some(Self { regex: meta::Builder::new().configure(config).build(source).ok()?, has_group })
    }
}

impl Clone for Pattern {
    /// A pattern of the same source; its engines are made anew.
    fn clone(&self) -> Self {
        Self::new(self.source.clone())
    }
}

/// True for a bracket that is neither escaped, nor in a class, nor followed by `?`.
fn has_group(source: &str) -> bool {
    let mut is_in_class = false;
    let mut characters = source.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\\' => {
                characters.next();
            }
            '[' => is_in_class = true,
            ']' => is_in_class = false,
            '(' if !is_in_class && characters.peek() != Some(&'?') => return true,
            _ => {}
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_engines_find_the_same_places() {
        let pattern = Pattern::new(r"(?i)(?m)^[ 　]*様$|\bx{2,}".to_owned());
        let text = "山田様\n　様\nfoo XXL axx\n様";
        let places = || pattern.places_in(text).collect::<Vec<_>>();
        let of_small = places();
        assert_eq!(of_small.len(), 3);
        assert!(!pattern.is_found_in(&"-".repeat(SMALL_ENGINE_BYTES)) && pattern.fast.get().is_some());
        assert_eq!(places(), of_small);
    }

    #[test]
    fn many_short_texts_are_worth_a_fast_engine() {
        let pattern = Pattern::new("様".to_owned());
        let text = "-".repeat(SMALL_ENGINE_BYTES / 4);
        for _ in 0..4 {
            assert!(!pattern.is_found_in(&text) && pattern.fast.get().is_none());
        }
        assert!(!pattern.is_found_in(&text) && pattern.fast.get().is_some());
    }

    #[test]
    fn a_group_is_the_place_and_the_rest_its_condition() {
        let places = |source: &str| Pattern::new(source.to_owned()).places_in("x axx").collect::<Vec<_>>();
        assert_eq!((places("a(x+)").pop(), places("a(?:x+)").pop()), (Some(3..5), Some(2..5)));
        assert!(!has_group(r"\([(（]a(?i:b)"));
    }

    #[test]
    fn what_does_not_compile_is_found_nowhere() {
        assert!(!Pattern::new("(".to_owned()).is_found_in("("));
        assert!(!Pattern::compiles("(") && Pattern::compiles("(a)"));
    }
}
