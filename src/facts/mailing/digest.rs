//! What one draft leaves behind for the judgement of its mailing: keys, numbers and places, no text but names of files. A few hundred bytes,
//! so that a million of them fit into memory; the draft itself is forgotten.

use super::key::Key;
use crate::draft::RecipientField;
use crate::span::Span;
use serde::{Deserialize, Serialize};

/// What is kept of a draft.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct DraftDigest {
    /// Everybody with an address in To, Cc and Bcc, in the order of the view.
    pub readers: Box<[Reader]>,
    /// Everybody whom its greeting speaks to by name.
    pub greeted: Box<[Greeted]>,
    /// What its readers are called: display names, organizations, the name in the greeting, that of the roster.
    pub reader_names: Box<[Key]>,
    /// Members of the roster whom it tells of and is not for.
    pub mentions: Box<[Mention]>,
    /// Files that travel with it.
    pub files: Box<[FileDigest]>,
    /// Of whom it goes to and what it says: the same for a draft that is sent a second time. `None` without readers, and
    /// where nobody compares it with what was sent before.
    pub sending: Option<Key>,
    /// What stands for the whole draft: its subject, without one its first reader.
    pub place: Place,
}

/// A recipient.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reader {
    /// Of the folded address.
    pub address: Key,
    /// Of the party outside; `None` for our own people.
    pub party: Option<Key>,
    /// In which field.
    #[serde(with = "field_number")]
    pub field: RecipientField,
    /// In To or Cc.
    pub is_visible: bool,
    /// `None`: nobody knows who "we" are.
    pub external: Option<bool>,
    /// Row of the roster with that address, by its place in [`crate::settings::Roster::rows`]; the first of several.
    pub roster_row: Option<u32>,
    /// Where it stands in the view.
    pub place: Place,
}

/// Somebody spoken to by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Greeted {
    /// Of the name, folded.
    pub name: Key,
    /// A surname or a given name alone.
    pub is_short: bool,
    /// Whether it is somebody whom the draft goes to, by the roster or by what stands beside the address.
    pub is_reader: Option<bool>,
    /// When it is not: the row of the roster whose name it is.
    pub other_row: Option<u32>,
    /// Where it stands in the view.
    pub place: Place,
}

/// A member of the roster in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mention {
    /// Row of the roster; the first of several with the same.
    pub row: u32,
    /// What of them stands there.
    pub what: What,
    /// Where in the view.
    pub place: Place,
}

/// What of a member stands in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum What {
    /// The whole name.
    Name,
    /// The address.
    Address,
    /// The number.
    Number,
}

impl What {
    /// The word in rule files.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            What::Name => "name",
            What::Address => "address",
            What::Number => "number",
        }
    }
}

/// A file that travels along.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileDigest {
    /// Of its bytes.
    pub content: Key,
    /// What it is called: the one text that is kept, since a message without it would help nobody.
    pub filename: Option<Box<str>>,
    /// People whose data are in it, as far as it was looked into.
    pub persons: u64,
    /// Organizations and people its name speaks of.
    pub named: Box<[Key]>,
    /// Row of the roster that it is for, when the draft is not.
    pub other_row: Option<u32>,
    /// A member of the roster whom its text tells of when it tells of nobody whom the draft is for; the place is that of
    /// its name.
    pub told: Option<Mention>,
    /// Its name in the view.
    pub place: Place,
}

/// A place in a view, small.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub struct Place {
    start: u32,
    end: u32,
}

impl From<Span> for Place {
    /// The same; at the end of what can be said for a view of more than 4 GB.
    fn from(span: Span) -> Self {
        let small = |byte: usize| u32::try_from(byte).unwrap_or(u32::MAX);
        Self { start: small(span.start), end: small(span.end) }
    }
}

impl From<Place> for Span {
    fn from(place: Place) -> Self {
        Span::new(place.start as usize, place.end as usize)
    }
}

impl DraftDigest {
    /// Every place that a row about this draft can be at, sorted, each once.
    #[must_use]
    pub fn places(&self) -> Vec<Span> {
        let readers = self.readers.iter().map(|reader| reader.place);
        let greeted = self.greeted.iter().map(|greeted| greeted.place);
        let mentions = self.mentions.iter().map(|mention| mention.place);
        let files = self.files.iter().map(|file| file.place);
        let all = readers.chain(greeted).chain(mentions).chain(files).chain([self.place]);
        let mut places: Vec<Span> = all.map(Span::from).collect();
        places.sort_unstable();
        places.dedup();
        places
    }

    /// Every row of the roster that it names, by its place in [`crate::settings::Roster::rows`].
    pub fn roster_rows(&self) -> impl Iterator<Item = u32> {
        let readers = self.readers.iter().filter_map(|reader| reader.roster_row);
        let greeted = self.greeted.iter().filter_map(|greeted| greeted.other_row);
        let mentions = self.mentions.iter().map(|mention| mention.row);
        let files = self.files.iter().flat_map(|file| [file.other_row, file.told.map(|mention| mention.row)]);
        readers.chain(greeted).chain(mentions).chain(files.flatten())
    }

    /// Row of the roster whom the draft is for: that of the first recipient who is on it.
    #[must_use]
    pub fn roster_row(&self) -> Option<u32> {
        self.readers.iter().find_map(|reader| reader.roster_row)
    }
}

/// Fields of recipients as numbers: a digest goes from machine to machine.
mod field_number {
    use super::RecipientField;
    use serde::de::Error;
    use serde::{Deserialize, Deserializer, Serializer};

    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
    pub(super) fn serialize<S: Serializer>(field: &RecipientField, serializer: S) -> Result<S::Ok, S::Error> {
        let number = RecipientField::ALL.iter().position(|other| other == field).unwrap_or_default();
        serializer.serialize_u8(u8::try_from(number).unwrap_or_default())
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<RecipientField, D::Error> {
        let number = u8::deserialize(deserializer)?;
        RecipientField::ALL.get(usize::from(number)).copied().ok_or_else(|| D::Error::custom("no such field"))
    }
}
