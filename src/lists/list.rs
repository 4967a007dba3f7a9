//! One list and the three ways to ask it: as words, as names, as domains. Knows no file and no other list.

use super::word_index::WordIndex;
use crate::domain_name::fold_domain;
use crate::fold::fold;
use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};
use std::ops::Range;
use std::sync::OnceLock;

/// Longest domain name in bytes (RFC 1035 2.3.4).
const LONGEST_DOMAIN_BYTES: usize = 253;

/// A list of words or domains by name, folded, in the order of its file.
#[derive(Debug, Clone, Default)]
pub struct List {
    /// File stem in rules/data.
    pub name: String,
    /// Entries: the folded key, then the other columns of its line.
    pub entries: Vec<Entry>,
    /// Folded words that the user took out.
    taken_out: BTreeSet<String>,
    /// Number of the entry by its key, and by its A-labels where these differ; made when first asked.
    numbers: OnceLock<HashMap<Cow<'static, str>, usize>>,
    /// The keys, to be looked for in texts; made when first asked.
    index: OnceLock<WordIndex>,
}

impl PartialEq for List {
    fn eq(&self, other: &Self) -> bool {
        (&self.name, &self.entries, &self.taken_out) == (&other.name, &other.entries, &other.taken_out)
    }
}

impl Eq for List {}

/// One line of a list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Entry {
    /// Folded word or domain.
    pub key: Cow<'static, str>,
    /// What follows the key in its line: the other columns as written, with tabs between them.
    pub rest: Cow<'static, str>,
}

impl Entry {
    /// Column `number`, counted from 0 after the key; `None` also for an empty one.
    #[must_use]
    pub fn column(&self, number: usize) -> Option<&str> {
        self.columns().nth(number).filter(|column| !column.is_empty())
    }

    /// The columns after the key; none for a key alone.
    pub fn columns(&self) -> impl Iterator<Item = &str> {
        let rest = Some(&*self.rest).filter(|rest| !rest.is_empty());
        rest.into_iter().flat_map(|rest| rest.split('\t')).map(str::trim)
    }

    /// Reads a line: the key, then columns after tabs. `None` for a line without a key.
    fn parse(line: &str) -> Option<Self> {
        let (key, rest) = line.split_once('\t').unwrap_or((line, ""));
        let key = fold(key.trim());
        (!key.is_empty()).then(|| Self { key: key.into(), rest: rest.to_owned().into() })
    }

    /// A line whose key is folded already.
    fn of_folded(line: &'static str) -> Option<Self> {
        let (key, rest) = line.split_once('\t').unwrap_or((line, ""));
        (!key.is_empty()).then(|| Self { key: key.into(), rest: rest.into() })
    }
}

impl List {
    /// A list of these entries, their keys folded by the caller.
    #[must_use]
    pub fn new(name: &str, entries: Vec<Entry>) -> Self {
        Self { name: name.to_owned(), entries, ..Self::default() }
    }

    /// Reads a data file: one entry a line, columns separated by tabs, lines that begin with `# ` left out.
    #[must_use]
    pub fn parse(name: &str, text: &str) -> Self {
        Self::new(name, lines(text).filter_map(Entry::parse).collect())
    }

    /// The same for a file of rules/data, where a test holds that every key is folded: nothing is copied, since
    /// this happens at every start.
    pub(super) fn of_folded(name: &str, text: &'static str) -> Self {
        Self::new(name, lines(text).filter_map(Entry::of_folded).collect())
    }

    /// The list with entries added at its end and others taken out. A word alone takes out every entry with that key,
    /// a line with a second column only the entry that has it: one pattern of several with the same literal.
    #[must_use]
    pub(super) fn with_changes(&self, add: &[String], remove: &[String]) -> Self {
        let added: Vec<Entry> = add.iter().filter_map(|line| Entry::parse(line)).collect();
        let gone: Vec<Entry> = remove.iter().filter_map(|line| Entry::parse(line)).collect();
        let replaced = List::new("", added.clone());
        // In a list of patterns several entries share a literal: there an addition stands beside them.
        let has_own_keys = self.numbers().len() >= self.entries.len();
        let kept = self.entries.iter().filter(|entry| !has_own_keys || !replaced.has(&entry.key)).cloned();
        let is_gone = |entry: &Entry| {
            let mut same = gone.iter().filter(|gone| gone.key == entry.key);
            same.any(|gone| gone.column(0).is_none_or(|column| entry.column(0) == Some(column)))
        };
        let mut changed = Self::new(&self.name, kept.chain(added).filter(|entry| !is_gone(entry)).collect());
        changed.taken_out = gone.into_iter().filter(|gone| gone.rest.is_empty()).map(|gone| gone.key.into()).collect();
        changed
    }

    /// True for a folded word that the user took out: what is derived from other entries must not bring it back.
    #[must_use]
    pub fn lacks(&self, folded: &str) -> bool {
        self.taken_out.contains(folded)
    }

    /// True when the list has exactly this folded word or name.
    #[must_use]
    pub fn has(&self, folded: &str) -> bool {
        self.exactly(folded).is_some()
    }

    /// The entry that is exactly this folded word or name.
    #[must_use]
    pub fn exactly(&self, folded: &str) -> Option<&Entry> {
        self.numbers().get(folded).and_then(|number| self.entries.get(*number))
    }

    /// The entry that is this domain or the nearest one above it: `x.biz.ezweb.ne.jp` is found as `ezweb.ne.jp`,
    /// `notdocomo.ne.jp` is not `docomo.ne.jp`. The domain must be folded.
    #[must_use]
    pub fn domain(&self, domain: &str) -> Option<&Entry> {
        if domain.len() > LONGEST_DOMAIN_BYTES {
            return None;
        }
        let parents = domain.match_indices('.').map(|(dot, _)| &domain[dot + 1..]);
        std::iter::once(domain).chain(parents).find_map(|name| self.exactly(name))
    }

    /// The first entry that stands somewhere in this folded text.
    #[must_use]
    pub fn word_in(&self, folded_text: &str) -> Option<&Entry> {
        let numbers = self.words_in(folded_text).map(|(number, _)| number);
        self.entries.get(numbers.min()?)
    }

    /// The number of each entry wherever its key stands in this folded text, and its place, from left to right.
    pub fn words_in<'t>(&'t self, folded_text: &'t str) -> impl Iterator<Item = (usize, Range<usize>)> + use<'t> {
        self.index().found_in(folded_text)
    }

    fn index(&self) -> &WordIndex {
        self.index.get_or_init(|| WordIndex::new(self.entries.iter().map(|entry| entry.key.clone())))
    }

    fn numbers(&self) -> &HashMap<Cow<'static, str>, usize> {
        self.numbers.get_or_init(|| {
            let mut numbers = HashMap::with_capacity(self.entries.len());
            for (number, entry) in self.entries.iter().enumerate() {
                if !entry.key.is_ascii()
                    && let Some(domain) = fold_domain(&entry.key)
                {
                    numbers.entry(Cow::Owned(domain)).or_insert(number);
                }
                numbers.entry(entry.key.clone()).or_insert(number);
            }
            numbers
        })
    }
}

fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter(|line| !line.starts_with("# "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn domains() -> List {
        List::parse("domains", "# what\nne.example\tall\ndocomo.ne.example\tcarrier\tjp\n\n日本.example\tidn\n")
    }

    #[test]
    fn the_longest_label_suffix_wins() {
        let list = domains();
        assert_eq!(list.domain("a.docomo.ne.example").and_then(|entry| entry.column(0)), Some("carrier"));
        assert_eq!(list.domain("notdocomo.ne.example").and_then(|entry| entry.column(0)), Some("all"));
        assert_eq!(list.domain("example"), None);
    }

    #[test]
    fn a_japanese_domain_is_found_by_its_a_labels() {
        assert_eq!(domains().domain("mail.xn--wgv71a.example").and_then(|entry| entry.column(0)), Some("idn"));
    }

    #[test]
    fn names_are_whole_and_words_may_stand_anywhere() {
        let list = List::parse("words", "会員\nＤＥＡＲ all\n");
        assert!(list.has("会員") && !list.has("会"));
        assert_eq!(list.word_in("dear all, hello").map(|entry| &*entry.key), Some("dear all"));
        assert_eq!(list.word_in("お知らせ"), None);
    }

    #[test]
    fn a_text_that_is_no_domain_costs_nothing() {
        assert_eq!(domains().domain(&".".repeat(1_000_000)), None);
    }
}
