//! Word and domain lists: the data files of rules/data, with what the user added and took out. Knows no draft and
//! no rule.

pub mod builtin;
mod list;
mod word_index;

pub use list::{Entry, List};
pub use word_index::WordIndex;

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

/// Every list in force. Built-in lists are read when they are first asked for, each once in a process.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Lists {
    changed: BTreeMap<String, Arc<List>>,
}

/// A change to a list that does not exist.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("there is no list `{name}`")]
pub struct UnknownList {
    /// The name as written.
    pub name: String,
}

impl Lists {
    /// The lists of rules/data as they are.
    #[must_use]
    pub fn builtin() -> Self {
        Self::default()
    }

    /// The lists of rules/data with changes, each a list's name, the entries to add and those to take out.
    ///
    /// An added entry may carry columns after tabs, as a line of the file does; one that is there already is
    /// replaced. What is taken out is gone even when it is added too.
    ///
    /// # Errors
    /// The first name that is no list.
    pub fn with_changes<'a>(
        changes: impl IntoIterator<Item = (&'a str, &'a [String], &'a [String])>,
    ) -> Result<Self, UnknownList> {
        let mut lists = Self::builtin();
        for (name, add, remove) in changes {
            let list = lists.get(name).ok_or_else(|| UnknownList { name: name.to_owned() })?;
            lists.changed.insert(name.to_owned(), Arc::new(list.with_changes(add, remove)));
        }
        Ok(lists)
    }

    /// The list of that name (file stem in rules/data), or `None`.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<Arc<List>> {
        self.changed.get(name).cloned().or_else(|| builtin_list(name))
    }

    /// The names of all lists, in alphabetical order.
    #[must_use]
    pub fn names() -> Vec<&'static str> {
        let mut names: Vec<&str> = builtin::BUILTIN.iter().map(|(name, _)| *name).collect();
        names.sort_unstable();
        names
    }

    /// True when the second column of that list is a regular expression.
    #[must_use]
    pub fn has_patterns(name: &str) -> bool {
        builtin::BUILTIN.iter().any(|(known, text)| *known == name && text.contains(PATTERN_COLUMNS))
    }

    /// A list that the code itself cannot do without.
    pub(crate) fn needed(&self, name: &'static str) -> Arc<List> {
        self.get(name).unwrap_or_else(|| Arc::new(List::new(name, Vec::new())))
    }
}

/// How the comment of a list of patterns names its columns.
const PATTERN_COLUMNS: &str = "Columns: literal, pattern";

fn builtin_list(name: &str) -> Option<Arc<List>> {
    static READ: OnceLock<Vec<OnceLock<Arc<List>>>> = OnceLock::new();
    let number = builtin::BUILTIN.iter().position(|(builtin, _)| *builtin == name)?;
    let cells = READ.get_or_init(|| builtin::BUILTIN.iter().map(|_| OnceLock::new()).collect());
    let (name, text) = builtin::BUILTIN[number];
    Some(cells[number].get_or_init(|| Arc::new(List::of_folded(name, text))).clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn list(name: &str) -> Arc<List> {
        Lists::builtin().get(name).expect(name)
    }

    #[test]
    fn every_list_says_what_it_is_and_where_it_came_from() {
        for (name, text) in builtin::BUILTIN {
            let comments: Vec<&str> = text.lines().take_while(|line| line.starts_with('#')).collect();
            assert!(comments.first().is_some_and(|line| line.contains("Columns:")), "{name} names no columns");
            assert!(comments.iter().any(|line| line.contains("Source:") && line.contains("Date: 20")), "{name}");
        }
    }

    #[test]
    fn every_key_is_folded_in_its_file() {
        for (name, text) in builtin::BUILTIN {
            assert_eq!(List::of_folded(name, text), List::parse(name, text));
        }
    }

    #[test]
    fn no_list_has_an_entry_twice_or_a_row_of_other_width() {
        for name in Lists::names() {
            let list = list(name);
            // In a list of patterns several share a literal.
            let keys: BTreeSet<(&str, &str)> = list
                .entries
                .iter()
                .map(|entry| (&*entry.key, entry.column(0).filter(|_| Lists::has_patterns(name)).unwrap_or("")))
                .collect();
            assert_eq!(keys.len(), list.entries.len(), "{name} has an entry twice");
            assert!(!list.entries.is_empty(), "{name}");
            let width = list.entries[0].columns().count();
            for entry in &list.entries {
                assert_eq!(entry.columns().count(), width, "{name}: {}", entry.key);
            }
        }
    }

    #[test]
    fn no_slip_of_the_pen_counts_as_a_provider() {
        let consumers = list("consumer-domains");
        for typo in &list("typo-domains").entries {
            assert!(!consumers.has(&typo.key), "{} is in both lists", typo.key);
        }
    }

    #[test]
    fn every_slip_means_a_provider_and_is_not_allowed() {
        let (consumers, allowed) = (list("consumer-domains"), list("typo-allow"));
        for typo in &list("typo-domains").entries {
            assert!(consumers.has(typo.column(0).expect("a domain")), "{} means nothing known", typo.key);
            assert!(["sure", "likely"].contains(&typo.column(1).unwrap_or_default()), "{}", typo.key);
            assert!(!allowed.has(&typo.key), "{} is allowed", typo.key);
        }
    }

    #[test]
    fn providers_are_of_a_known_kind() {
        for entry in &list("consumer-domains").entries {
            assert!(["free-mail", "carrier", "isp"].contains(&entry.column(0).unwrap_or_default()), "{}", entry.key);
        }
    }

    #[test]
    fn a_user_adds_and_takes_out() {
        let add = ["Kanri.example".to_owned()];
        let remove = ["gmail.com".to_owned()];
        let lists = Lists::with_changes([("consumer-domains", add.as_slice(), remove.as_slice())]).expect("known");
        let consumers = lists.get("consumer-domains").expect("known");
        assert!(consumers.domain("kanri.example").is_some());
        assert!(consumers.domain("gmail.com").is_none());
        assert!(list("consumer-domains").domain("gmail.com").is_some());
    }

    #[test]
    fn one_pattern_of_several_is_taken_out_and_stays_away() {
        let remove = ["同封\t同封(?:し|いた|致|させて|の)".to_owned(), "各位".to_owned()];
        let changes = |name| Lists::with_changes([(name, [].as_slice(), remove.as_slice())]).expect("known").get(name);
        let (before, after) = (list("attachment-phrases"), changes("attachment-phrases").expect("known"));
        assert_eq!(before.entries.len(), after.entries.len() + 1);
        assert!(changes("group-greetings").expect("known").lacks("各位") && !before.lacks("各位"));
    }

    #[test]
    fn a_change_to_no_list_is_an_error() {
        let changes: [(&str, &[String], &[String]); 1] = [("consumer-domain", &[], &[])];
        assert_eq!(Lists::with_changes(changes), Err(UnknownList { name: "consumer-domain".to_owned() }));
    }
}
