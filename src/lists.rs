//! Word and domain lists: the data files of rules/data, with what the user added and took out. Knows no draft and
//! no rule.

pub mod builtin;

/// A list of words or domains by name, folded, in the order of its file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct List {
    /// File stem in rules/data.
    pub name: String,
    /// Entries: the folded key, then the other columns of its line.
    pub entries: Vec<Entry>,
}

/// One line of a list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Entry {
    /// Folded word or domain.
    pub key: String,
    /// The other columns as written.
    pub columns: Vec<String>,
}
