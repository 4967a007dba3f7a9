//! What is told of a file while it is looked into: files, tables, texts, and what could not be read.
//! Nothing is kept here: a sheet of a million rows passes by row by row.

use super::file_type::FileType;
use super::place::{Hidden, Place};

/// Told of everything that an attachment holds, in the order of the file.
///
/// Between [`Visitor::enter`] and [`Visitor::leave`] stand the rows and texts of one place. Places do not nest: a
/// workbook inside a document is entered when the document's own text has been left.
pub trait Visitor {
    /// A file, the attachment itself first; `place.files` ends with its name.
    fn file(&mut self, place: &Place, file: &InnerFile);
    /// Rows or texts of this place follow.
    fn enter(&mut self, place: &Place);
    /// A row of the table that stands here.
    fn row(&mut self, row: &Row<'_>);
    /// A paragraph, a line, a cell of a table in a text: never a part of a word.
    fn text(&mut self, text: &str);
    /// No more of the place entered last.
    fn leave(&mut self);
    /// Something could not be looked into, or not wholly.
    fn obstacle(&mut self, place: &Place, obstacle: Obstacle);
}

/// A file inside an attachment, or the attachment itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InnerFile {
    /// Last component of its name; `None` when it has none (a workbook embedded in a document).
    pub name: Option<String>,
    /// Told by content where there is content, else by name.
    pub file_type: FileType,
    /// Bytes of content after decompression, as far as known.
    pub size_bytes: Option<u64>,
    /// Opens only with a password or key.
    pub is_encrypted: bool,
    /// It holds macros (`vbaProject.bin`, `_VBA_PROJECT_CUR`).
    pub has_macros: bool,
    /// Pages or slides, where the file counts them.
    pub pages: Option<usize>,
    /// Pages exist and hold pictures only: there may be text that nobody can search.
    pub is_image_only: bool,
}

impl InnerFile {
    /// A file that is not encrypted and of which nothing else is known yet.
    #[must_use]
    pub fn new(name: Option<&str>, file_type: FileType, size_bytes: u64) -> Self {
        Self {
            name: name.map(str::to_owned),
            file_type,
            size_bytes: Some(size_bytes),
            is_encrypted: false,
            has_macros: false,
            pages: None,
            is_image_only: false,
        }
    }
}

/// One row of a table.
#[derive(Debug, Clone, Copy)]
pub struct Row<'a> {
    /// Number as the program shows it, from 1.
    pub number: u64,
    /// Why the row is not seen although its sheet is; `None` otherwise.
    pub hidden: Option<Hidden>,
    /// Cells with content, left to right.
    pub cells: &'a [Cell<'a>],
}

/// A cell with content.
#[derive(Debug, Clone, Copy)]
pub struct Cell<'a> {
    /// From 0.
    pub column: u32,
    /// As the program shows it, as far as that is known: dates as `2026-04-01`, whole numbers without a fraction.
    pub text: &'a str,
    /// True when its column is hidden.
    pub is_in_hidden_column: bool,
    /// True when a formula gave it: it says again what other cells say.
    pub is_computed: bool,
}

/// Why something was not looked into, or not wholly.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Obstacle {
    /// It opens only with a password or key.
    Encrypted,
    /// A kind of file that nothing here reads (7z, RAR, pictures, sound, TNEF).
    UnknownKind,
    /// A PDF without text: pictures of pages.
    ImageOnly,
    /// It breaks the rules of its format.
    Damaged,
    /// A PDF font whose codes stand for unknown characters.
    UnknownCharacters,
    /// Files inside files, deeper than the limit.
    Depth,
    /// More files than the limit.
    Entries,
    /// More bytes come out of compression than the limit.
    Size,
    /// More cells than the limit.
    Cells,
    /// More text than the limit.
    Text,
    /// More pages or slides than the limit.
    Pages,
}

impl Obstacle {
    /// The word in rule files and in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Obstacle::Encrypted => "encrypted",
            Obstacle::UnknownKind => "unknown-kind",
            Obstacle::ImageOnly => "image-only",
            Obstacle::Damaged => "damaged",
            Obstacle::UnknownCharacters => "unknown-characters",
            Obstacle::Depth => "depth",
            Obstacle::Entries => "entries",
            Obstacle::Size => "size",
            Obstacle::Cells => "cells",
            Obstacle::Text => "text",
            Obstacle::Pages => "pages",
        }
    }

    /// True for a limit of ours: the file may be whole.
    #[must_use]
    pub const fn is_limit(self) -> bool {
        matches!(
            self,
            Obstacle::Depth | Obstacle::Entries | Obstacle::Size | Obstacle::Cells | Obstacle::Text | Obstacle::Pages
        )
    }
}
