//! The roster, ready to be asked: whose row has this address, this name?

use crate::facts::name::NameWords;
use crate::facts::name::person::{KnownName, PersonName};
use crate::settings::Roster;
use std::collections::HashMap;

/// Rows of a roster by what is known of them. Rows are numbered by their place in [`Roster::rows`].
#[derive(Debug, Default)]
pub struct Members {
    by_address: HashMap<String, u32>,
    /// What each row says of its person.
    names: Vec<Option<KnownName>>,
    /// Rows by the whole name, in order.
    by_name: HashMap<String, Vec<u32>>,
    /// Rows by one word of the name, in order.
    by_word: HashMap<String, Vec<u32>>,
}

impl Members {
    /// Of that roster.
    #[must_use]
    pub fn new(roster: &Roster, words: &NameWords) -> Self {
        let mut members = Self { by_address: HashMap::with_capacity(roster.rows.len()), ..Self::default() };
        for (row, number) in roster.rows.iter().zip(0..) {
            if let Some(address) = &row.address {
                members.by_address.entry(address.clone()).or_insert(number);
            }
            let name = row.name.as_deref().map(|name| KnownName::of_text(name, words));
            if let Some(name) = name.as_ref().filter(|name| !name.words().is_empty()) {
                members.by_name.entry(name.words().concat()).or_default().push(number);
                for word in name.words().iter().filter(|_| name.words().len() > 1) {
                    members.by_word.entry(word.clone()).or_default().push(number);
                }
            }
            members.names.push(name);
        }
        members
    }

    /// The first row with this folded address.
    #[must_use]
    pub fn row_of_address(&self, address: &str) -> Option<u32> {
        self.by_address.get(address).copied()
    }

    /// Whether `person` is the one of that row; `None` when the row has no name, or one in another script.
    #[must_use]
    pub fn is_person_of(&self, row: u32, person: &PersonName, words: &NameWords) -> Option<bool> {
        let known = self.names.get(row as usize)?.as_ref()?;
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
        rows.iter().copied().min_by_key(|other| other.abs_diff(row))
    }
}
