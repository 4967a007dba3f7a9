//! What is kept of an attachment: files, places and obstacles with their counts. Knows no reader.

use super::kind::Kinds;
use super::table::Group;
use crate::facts::personal::Signs;
use crate::inspect::{FileType, Hidden, InnerFile, Obstacle, Part};

/// What is known of one attachment.
#[derive(Debug, Default)]
pub(crate) struct Surveyed {
    /// The attachment itself first.
    pub files: Vec<FileSeen>,
    pub spots: Vec<Spot>,
    pub obstacles: Vec<(Key, Obstacle)>,
}

/// A file, the attachment or one inside of it.
#[derive(Debug)]
pub(crate) struct FileSeen {
    /// Path inside the attachment, joined with `/`; empty for the attachment.
    pub path: String,
    pub file: InnerFile,
    /// What it lies in; `None` for the attachment.
    pub container: Option<FileType>,
}

/// Which place: pages and slides of one file are one place.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Key {
    /// Path of the file inside the attachment.
    pub path: String,
    pub part: &'static str,
    /// Name of the sheet; empty where there is none.
    pub sheet: String,
    pub hidden: Option<Hidden>,
}

/// Which pages or slides of a place hold something, as far as it matters: none, one, or several.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Numbers {
    /// None, or pages are not counted here.
    #[default]
    None,
    /// This one alone.
    One(usize),
    /// More than one.
    Several,
}

impl Numbers {
    /// Adds a page.
    pub fn add(&mut self, number: Option<usize>) {
        self.add_all(number.map_or(Numbers::None, Numbers::One));
    }

    /// Adds the pages of another stretch.
    pub fn add_all(&mut self, other: Numbers) {
        *self = match (*self, other) {
            (numbers, Numbers::None) | (Numbers::None, numbers) => numbers,
            (one, same) if one == same => one,
            _ => Numbers::Several,
        };
    }
}

/// What was counted in one place.
#[derive(Debug)]
pub(crate) struct Spot {
    pub key: Key,
    pub container: Option<FileType>,
    pub file_type: FileType,
    pub is_active: Option<bool>,
    pub rows: u64,
    /// Cells and paragraphs with content.
    pub cells: u64,
    /// Cells of its widest row.
    pub widest_row: u64,
    /// Cells and paragraphs of more than a few words, or with a number in them.
    pub telling_cells: u64,
    pub group: Group,
    /// Pages or slides with content.
    pub filled: Numbers,
    /// Pages or slides with personal data.
    pub personal: Numbers,
    pub addresses: u64,
    pub recipient_addresses: u64,
    pub listed_addresses: u64,
    /// The mark at its beginning, end or margin: a word of our lists.
    pub mark: Option<String>,
    /// Partners spoken to at its beginning: indices into the settings.
    pub partners: Vec<usize>,
}

impl Spot {
    /// True for what everybody sees who opens the file: no hidden sheet, no comment.
    pub fn is_shown(&self) -> bool {
        self.key.hidden.is_none() && matches!(self.key.part, "text" | "sheet" | "slide" | "page" | "margin")
    }

    /// What another stretch of the same place held.
    pub fn add(&mut self, other: Spot) {
        self.rows += other.rows;
        self.cells += other.cells;
        self.widest_row = self.widest_row.max(other.widest_row);
        self.telling_cells += other.telling_cells;
        self.group = merged(self.group, other.group);
        self.filled.add_all(other.filled);
        self.personal.add_all(other.personal);
        self.addresses += other.addresses;
        self.recipient_addresses += other.recipient_addresses;
        self.listed_addresses += other.listed_addresses;
        self.mark = self.mark.take().or(other.mark);
        self.partners.extend(other.partners);
    }
}

/// Both groups together.
pub(super) fn merged(one: Group, other: Group) -> Group {
    let mut kinds: Kinds = one.kinds;
    kinds.add_all(other.kinds);
    Group {
        persons: one.persons + other.persons,
        identifiers: one.identifiers + other.identifiers,
        kinds,
        has_special: one.has_special || other.has_special,
    }
}

/// Longest entry of a list to choose from, in characters.
const LIST_ENTRY_CHARACTERS: usize = 30;

/// True for what no list to choose from holds: prose, and what belongs to a person.
pub(super) fn is_telling(text: &str, signs: Signs) -> bool {
    const PERSONAL: Signs = Signs::of_bits(
        Signs::EMAIL.bits()
            | Signs::PHONE.bits()
            | Signs::NAME.bits()
            | Signs::ADDRESS.bits()
            | Signs::MY_NUMBER.bits()
            | Signs::PAYMENT_CARD.bits(),
    );
    signs.has_any(PERSONAL) || text.len() > LIST_ENTRY_CHARACTERS && text.chars().count() > LIST_ENTRY_CHARACTERS
}

/// The word of a part in rule files.
pub(super) fn part_word(part: &Part) -> &'static str {
    match part {
        Part::Text => "text",
        Part::Sheet { .. } => "sheet",
        Part::Slide(_) => "slide",
        Part::Notes(_) => "notes",
        Part::Page(_) => "page",
        Part::Margin => "margin",
        Part::Comments | Part::SlideComments(_) => "comments",
        Part::Redactions => "redactions",
        Part::TrackedChanges => "tracked-changes",
        Part::PivotCache => "pivot-cache",
        Part::ExternalLink => "external-link",
        Part::Properties => "properties",
        Part::DefinedNames => "defined-names",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_one_page_alone_has_a_number() {
        let mut numbers = Numbers::default();
        numbers.add(None);
        assert_eq!(numbers, Numbers::None);
        numbers.add(Some(3));
        numbers.add(Some(3));
        numbers.add(None);
        assert_eq!(numbers, Numbers::One(3));
        numbers.add(Some(4));
        numbers.add(Some(3));
        assert_eq!(numbers, Numbers::Several);
    }
}
