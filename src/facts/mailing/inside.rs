//! The text of a file that travels along, as far as it can be read, for a search for members. Keeps nothing beyond it.

use super::digest::What;
use super::members::Members;
use super::mentions::told_by_file;
use crate::inspect::{Budget, InnerFile, Limits, Obstacle, Place, Readers, Row, Visitor, look};

/// A file with more text than this is a table or a book, and no letter to one member.
const MOST_TEXT_BYTES: usize = 1 << 20;

/// What files are looked into with.
#[derive(Clone, Copy)]
pub struct Looking<'a> {
    /// Of texts, pages and messages.
    pub readers: &'a Readers<'a>,
    /// For the files of one draft together.
    pub limits: Limits,
}

/// The first member whom the file tells of when it tells of nobody of `own_rows`, and what of them.
pub(super) fn told_inside(
    filename: Option<&str>,
    bytes: &[u8],
    members: &Members,
    own_rows: &[u32],
    (readers, budget): (&Readers<'_>, &mut Budget),
) -> Option<(u32, What)> {
    let mut file = Text::default();
    look(filename, bytes, readers, budget, &mut file);
    (!file.is_cut).then(|| told_by_file(&file.text, members, own_rows))?
}

#[derive(Default)]
struct Text {
    text: String,
    /// There was more, in which the reader may be told of.
    is_cut: bool,
}

impl Text {
    fn add<'t>(&mut self, words: impl IntoIterator<Item = &'t str>) {
        for word in words {
            if self.text.len() + word.len() > MOST_TEXT_BYTES {
                self.is_cut = true;
                return;
            }
            self.text.push_str(word);
            // Cells beside each other are no word together.
            self.text.push('\t');
        }
        self.text.push('\n');
    }
}

impl Visitor for Text {
    fn file(&mut self, _: &Place, _: &InnerFile) {}

    fn enter(&mut self, _: &Place) {}

    fn row(&mut self, row: &Row<'_>) {
        self.add(row.cells.iter().map(|cell| cell.text));
    }

    fn text(&mut self, text: &str) {
        self.add([text]);
    }

    fn leave(&mut self) {}

    fn obstacle(&mut self, _: &Place, obstacle: Obstacle) {
        // Pictures are in many files, and seldom instead of a text.
        self.is_cut |= obstacle != Obstacle::UnknownKind;
    }
}
