//! A regular expression that is compiled when it is first needed: start-up pays nothing for patterns that no draft
//! comes near. Knows neither rules nor word lists.

use regex_automata::meta;
use regex_automata::nfa::thompson::WhichCaptures;
use std::ops::Range;
use std::sync::OnceLock;

/// A pattern that is known to compile: it did when the rule or list it stands in was checked. One that does not is found
/// nowhere.
#[derive(Debug, Clone)]
pub struct Pattern {
    source: String,
    small: OnceLock<Option<meta::Regex>>,
    fast: OnceLock<Option<meta::Regex>>,
}

/// Up to here a search costs less than making a fast engine for it: an engine without prefilters and lazy DFAs is made
/// in a quarter of the time and searches at a tenth of the speed.
const SHORT_TEXT_BYTES: usize = 32 << 10;

impl Pattern {
    /// A pattern of this source, in the syntax of the `regex` crate.
    #[must_use]
    pub const fn new(source: String) -> Self {
        Self { source, small: OnceLock::new(), fast: OnceLock::new() }
    }

    /// True when this source, perhaps a user's, is a pattern at all.
    #[must_use]
    pub fn compiles(source: &str) -> bool {
        compile(source, true).is_some()
    }

    /// The pattern as written.
    #[must_use]
    pub fn source(&self) -> &str {
        &self.source
    }

    /// True when it is found in `text`.
    #[must_use]
    pub fn is_found_in(&self, text: &str) -> bool {
        self.engine_for(text.len()).is_some_and(|engine| engine.is_match(text))
    }

    /// Every place in `piece`, which is one of the pieces of a text of `whole_bytes` that are to be searched. A pattern
    /// with a group means that group: what stands around it is a condition.
    pub fn places_in<'a>(&'a self, piece: &'a str, whole_bytes: usize) -> Box<dyn Iterator<Item = Range<usize>> + 'a> {
        let Some(engine) = self.engine_for(whole_bytes) else { return Box::new(std::iter::empty()) };
        if has_group(&self.source) {
            return Box::new(
                engine.captures_iter(piece).filter_map(|groups| groups.get_group(1)).map(|group| group.range()),
            );
        }
        Box::new(engine.find_iter(piece).map(|place| place.range()))
    }

    fn engine_for(&self, text_bytes: usize) -> Option<&meta::Regex> {
        let is_short = text_bytes <= SHORT_TEXT_BYTES;
        let engine = if is_short { &self.small } else { &self.fast };
        engine.get_or_init(|| compile(&self.source, is_short)).as_ref()
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

fn compile(source: &str, is_small: bool) -> Option<meta::Regex> {
    let captures = if has_group(source) { WhichCaptures::All } else { WhichCaptures::Implicit };
    let mut config = meta::Config::new().which_captures(captures);
    if is_small {
        config = config.auto_prefilter(false).hybrid(false).dfa(false).onepass(false);
    }
    meta::Builder::new().configure(config).build(source).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_engines_find_the_same_places() {
        let pattern = Pattern::new(r"(?i)(?m)^[ 　]*様$|\bx{2,}".to_owned());
        let text = "山田様\n　様\nfoo XXL axx\n様";
        let places = |whole_bytes| pattern.places_in(text, whole_bytes).collect::<Vec<_>>();
        assert_eq!(places(text.len()), places(usize::MAX));
        assert_eq!(places(0).len(), 3);
    }

    #[test]
    fn a_group_is_the_place_and_the_rest_its_condition() {
        let places = |source: &str| Pattern::new(source.to_owned()).places_in("x axx", 0).collect::<Vec<_>>();
        assert_eq!((places("a(x+)").pop(), places("a(?:x+)").pop()), (Some(3..5), Some(2..5)));
        assert!(!has_group(r"\([(（]a(?i:b)"));
    }

    #[test]
    fn what_does_not_compile_is_found_nowhere() {
        assert!(!Pattern::new("(".to_owned()).is_found_in("("));
        assert!(!Pattern::compiles("(") && Pattern::compiles("(a)"));
    }
}
