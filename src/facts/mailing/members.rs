//! The roster, ready to be asked: whose row has this address, this name?

use super::roster_names::Names;
use crate::facts::name::NameWords;
use crate::facts::name::person::{KnownName, PersonName};
use crate::fold::fold;
use crate::settings::Roster;
use std::collections::HashMap;

/// Rows of a roster by what is known of them. Rows are numbered by their place in [`Roster::rows`].
#[derive(Debug, Default)]
pub struct Members {
    by_address: HashMap<String, u32>,
    /// What each row says of its person.
    names: Vec<Option<KnownName>>,
    /// Name and organization of each row as written.
    written: Vec<(Option<String>, Option<String>)>,
    /// Rows by the whole name, in order.
    by_name: HashMap<String, Vec<u32>>,
    /// Rows by one word of the name, in order.
    by_word: HashMap<String, Vec<u32>>,
    /// What can be found in texts.
    texts: Names,
    /// Rows by what a file for them is called, folded.
    by_file: HashMap<String, u32>,
}

impl Members {
    /// Of that roster.
    #[must_use]
    pub fn new(roster: &Roster, words: &NameWords) -> Self {
        let mut members = Self { texts: Names::of(roster), ..Self::default() };
        for (row, number) in roster.rows.iter().zip(0..) {
            if let Some(address) = &row.address {
                members.by_address.entry(address.clone()).or_insert(number);
            }
            if let Some(file) = &row.attachment {
                members.by_file.entry(fold(file)).or_insert(number);
            }
            let name = row.name.as_deref().map(|name| KnownName::of_text(name, words));
            if let Some(name) = name.as_ref().filter(|name| !name.words().is_empty()) {
                members.by_name.entry(name.words().concat()).or_default().push(number);
                for word in name.words().iter().filter(|_| name.words().len() > 1) {
                    members.by_word.entry(word.clone()).or_default().push(number);
                }
            }
            members.names.push(name);
            members.written.push((row.name.clone(), row.organization.clone()));
        }
        members
    }

    /// The first row with this folded address.
    #[must_use]
    pub fn row_of_address(&self, address: &str) -> Option<u32> {
        self.by_address.get(address).copied()
    }

    /// Names and numbers, for searches.
    #[must_use]
    pub fn texts(&self) -> &Names {
        &self.texts
    }

    /// The row whose file is called so.
    #[must_use]
    pub fn row_of_file(&self, filename: &str) -> Option<u32> {
        self.by_file.get(&fold(filename)).copied()
    }

    /// Name and organization of a row as written.
    #[must_use]
    pub fn written_names(&self, row: u32) -> Option<impl Iterator<Item = &str>> {
        let (name, organization) = self.written.get(row as usize)?;
        Some(name.iter().chain(organization).map(String::as_str))
    }

    /// Whether `person` is the one of that row; `None` when the row has no name, or one in another script.
    #[must_use]
    pub fn is_person_of(&self, row: u32, person: &PersonName, words: &NameWords) -> Option<bool> {
        let known = self.names.get(row as usize)?.as_ref()?;
        // Whoever goes by this very name is meant, however alike the row's own is: 例田 太郎 is not 見本 太郎.
        if !person.is_short()
            && let Some(rows) = self.by_name.get(&person.joined())
        {
            return Some(rows.binary_search(&row).is_ok());
        }
        person.is_name_of(std::slice::from_ref(known), words)
    }

    /// The row that `person` is of: of several the one nearest to `row`, since lists slip by little.
    #[must_use]
    pub fn row_of_person(&self, person: &PersonName, row: u32) -> Option<u32> {
        let whole = self.by_name.get(&person.joined());
        let rows = match whole {
            Some(rows) => rows,
            None if person.words.len() == 1 => self.by_word.get(&person.words[0])?,
            None => return None,
        };
        let next = rows.partition_point(|other| *other < row);
        let neighbours = rows[next.saturating_sub(1)..].iter().take(2).copied();
        neighbours.min_by_key(|other| other.abs_diff(row))
    }
}
