//! Globs and patterns of the settings, compiled: addresses, file names, texts. Knows no draft: it is asked with an
//! address, a name or a text. Whether one can be compiled is said when the settings are read.

use crate::domain_name::{fold_domain, is_same_or_under};
use crate::fold::fold;
use globset::{GlobBuilder, GlobMatcher};
use regex::Regex;
use std::ops::Range;
use std::sync::OnceLock;

/// Signs that make a glob of an address.
const WILDCARDS: [char; 4] = ['*', '?', '[', '{'];

/// Addresses: globs, or `@domain`, which means the domain and its sub-domains.
#[derive(Debug, Default)]
pub struct AddressGlobs(Vec<AddressGlob>);

/// One of [`AddressGlobs`].
#[derive(Debug)]
pub(super) enum AddressGlob {
    /// `@yamada.example`: the folded domain.
    Under(String),
    /// `archive@city.example`, folded.
    Address(String),
    /// `*@lists.example`
    Glob(GlobMatcher),
}

impl AddressGlobs {
    /// Compiles; a glob that cannot be compiled (reading refuses it) matches nothing.
    #[must_use]
    pub fn new(globs: &[String]) -> Self {
        Self(globs.iter().filter_map(|glob| AddressGlob::compile(glob).ok()).collect())
    }

    /// True when nothing is named.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// True when one is this folded address itself, without wildcard or whole domain.
    #[must_use]
    pub fn names(&self, address: &str) -> bool {
        self.0.iter().any(|glob| matches!(glob, AddressGlob::Address(named) if named == address))
    }

    /// True when one matches this folded address.
    #[must_use]
    pub fn matches(&self, address: &str) -> bool {
        self.0.iter().any(|glob| glob.is_match(address))
    }
}

impl AddressGlob {
    /// `*` stands for any characters; a domain without wildcards is folded, so that `*@日本語.example` finds its
    /// A-label.
    ///
    /// # Errors
    /// Why it can match no address, in words for people.
    pub(super) fn compile(glob: &str) -> Result<Self, String> {
        let folded = fold(glob);
        let folded = match folded.rsplit_once('@') {
            Some((local_part, domain)) => match fold_domain(domain) {
                Some(domain) if local_part.is_empty() => return Ok(AddressGlob::Under(domain)),
                Some(domain) if !local_part.contains(WILDCARDS) => {
                    return Ok(AddressGlob::Address(format!("{local_part}@{domain}")));
                }
                Some(domain) => format!("{local_part}@{domain}"),
                None if local_part.is_empty() => return Err(format!("`{glob}` names no domain")),
                None => folded,
            },
            None if folded.contains('*') => folded,
            None => return Err(format!("`{glob}` matches no address: write `*@{glob}`")),
        };
        build(glob, &folded, false).map(AddressGlob::Glob)
    }

    /// True for a folded address that it names.
    pub(super) fn is_match(&self, address: &str) -> bool {
        match self {
            AddressGlob::Under(domain) => {
                address.rsplit_once('@').is_some_and(|(_, found)| is_same_or_under(found, domain))
            }
            AddressGlob::Address(named) => named == address,
            AddressGlob::Glob(glob) => glob.is_match(address),
        }
    }
}

/// Names of files, compared without width and case.
#[derive(Debug, Default)]
pub struct NameGlobs(Vec<GlobMatcher>);

impl NameGlobs {
    /// Compiles; a glob that cannot be compiled (reading refuses it) matches nothing.
    #[must_use]
    pub fn new(globs: &[String]) -> Self {
        Self(globs.iter().filter_map(|glob| compile_name(glob).ok()).collect())
    }

    /// True when nothing is named.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// True when one matches the name.
    #[must_use]
    pub fn matches(&self, filename: &str) -> bool {
        let folded = fold(filename);
        self.0.iter().any(|glob| glob.is_match(&folded))
    }
}

/// A regular expression that is compiled when the first text comes.
#[derive(Debug, Clone)]
pub struct TextPattern {
    source: String,
    regex: OnceLock<Option<Regex>>,
}

impl TextPattern {
    /// A pattern; one that cannot be compiled (reading refuses it) is found nowhere.
    #[must_use]
    pub fn new(source: &str) -> Self {
        Self { source: source.to_owned(), regex: OnceLock::new() }
    }

    /// Where it is found in `text` as written, in order, never an empty place.
    pub fn found_in<'t>(&'t self, text: &'t str) -> impl Iterator<Item = Range<usize>> + 't {
        let regex = self.regex.get_or_init(|| Regex::new(&self.source).ok()).as_ref();
        regex.into_iter().flat_map(|regex| regex.find_iter(text)).map(|found| found.range()).filter(|at| !at.is_empty())
    }
}

/// Says what is wrong with a glob of addresses.
///
/// # Errors
/// In words for people.
pub(super) fn check_address_glob(glob: &str) -> Result<(), String> {
    AddressGlob::compile(glob).map(drop)
}

/// Says what is wrong with a glob of file names.
///
/// # Errors
/// In words for people.
pub(super) fn check_name_glob(glob: &str) -> Result<(), String> {
    compile_name(glob).map(drop)
}

/// Says what is wrong with a word to look for.
///
/// # Errors
/// In words for people.
pub(super) fn check_word(word: &str) -> Result<(), String> {
    if fold(word).trim().is_empty() {
        Err("nobody can see this word: it would stand in any text".to_owned())
    } else {
        Ok(())
    }
}

/// Says what is wrong with a regular expression.
///
/// # Errors
/// In words for people.
pub(super) fn check_text_pattern(source: &str) -> Result<(), String> {
    match Regex::new(source) {
        Ok(regex) if regex.is_match("") => {
            Err(format!("`{source}` matches where nothing stands: it would mean any text"))
        }
        Ok(_) => Ok(()),
        Err(error) => {
            // The last line says why; those before it draw the pattern once more.
            let reason = error.to_string();
            let reason = reason.lines().last().unwrap_or_default().trim_start_matches("error: ").to_owned();
            Err(format!("`{source}` is no regular expression: {reason}"))
        }
    }
}

fn compile_name(glob: &str) -> Result<GlobMatcher, String> {
    if glob.contains(['/', '\\']) {
        return Err(format!("`{glob}` is a path: attachments have names alone"));
    }
    build(glob, &fold(glob), false)
}

/// A glob in which `*` stays within a folder or not; `glob` is how it was written.
pub(super) fn build(glob: &str, folded: &str, stays_in_folder: bool) -> Result<GlobMatcher, String> {
    let built = GlobBuilder::new(folded).literal_separator(stays_in_folder).backslash_escape(false).build();
    built.map(|glob| glob.compile_matcher()).map_err(|error| format!("`{glob}` is no glob: {}", error.kind()))
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail loudly")]
mod tests {
    use super::*;

    fn addresses(glob: &str) -> AddressGlobs {
        AddressGlobs::new(&[glob.to_owned()])
    }

    #[test]
    fn a_domain_means_its_sub_domains_too_and_no_other() {
        let globs = addresses("@Yamada.example");
        assert!(globs.matches("a@yamada.example") && globs.matches("a@tokyo.yamada.example"));
        assert!(!globs.matches("a@notyamada.example") && !globs.matches("yamada.example"));
    }

    #[test]
    fn an_address_is_that_address_alone() {
        assert!(addresses("Boss@city.example").matches("boss@city.example"));
        assert!(!addresses("boss@city.example").matches("big-boss@city.example"));
    }

    #[test]
    fn what_matches_no_address_is_refused() {
        for glob in ["yamada.example", "@", "@*", "a[@b.example"] {
            assert!(check_address_glob(glob).is_err(), "{glob}");
        }
    }

    #[test]
    fn names_of_files_fold_width_and_case() {
        let globs = NameGlobs::new(&["*.ＸＬＳＸ".to_owned()]);
        assert!(globs.matches("名簿.xlsx") && !globs.matches("名簿.xlsx.pdf"));
        assert!(check_name_glob("a/*.xlsx").is_err());
    }

    #[test]
    fn a_pattern_that_matches_nothing_at_all_is_refused() {
        assert!(check_text_pattern("x*").unwrap_err().contains("any text"));
        assert!(check_text_pattern("^$").is_err());
        assert!(check_text_pattern("x+").is_ok());
    }

    #[test]
    fn why_a_pattern_is_none_is_said_in_one_line() {
        let reason = check_text_pattern("(a").unwrap_err();
        assert_eq!(reason, "`(a` is no regular expression: unclosed group");
    }

    #[test]
    fn empty_places_are_not_found() {
        let pattern = TextPattern::new("b*");
        let found: Vec<&str> = pattern.found_in("abba").map(|at| &"abba"[at]).collect();
        assert_eq!(found, ["bb"]);
    }
}
