//! A visitor for tests: writes down in a line each what it is told. Reads with what `run` hands in.
#![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

use super::limits::Limits;
use super::place::{Part, Place};
use super::visitor::{Cell, InnerFile, Obstacle, Row, Visitor};
use super::{Budget, look};
use crate::run::readers::with_readers;
use std::io::{Cursor, Write};
use std::path::Path;

/// Lines like `enter text`, `row 2: 見本 太郎 | 090-0000-0000`, `obstacle encrypted`. A cell has its column in front where it is
/// not the one behind the last, and `~` where that is hidden.
#[derive(Debug, Default)]
pub(super) struct Recorder {
    pub(super) lines: Vec<String>,
    is_entered: bool,
}

/// What `look` tells of a file.
pub(super) fn record(name: &str, bytes: &[u8]) -> Vec<String> {
    record_within(Limits::default(), name, bytes)
}

/// What `look` tells of a file, within `limits`.
pub(super) fn record_within(limits: Limits, name: &str, bytes: &[u8]) -> Vec<String> {
    let mut recorder = Recorder::default();
    with_readers(&crate::load::Limits::default(), None, |readers| {
        look(Some(name), bytes, readers, &mut Budget::new(limits), &mut recorder);
    });
    assert!(!recorder.is_entered, "a place is not left: {:?}", recorder.lines);
    recorder.lines
}

/// A file of `tests/attachments/files/`.
pub(super) fn fixture(name: &str) -> Vec<u8> {
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/attachments/files").join(name)).unwrap()
}

/// A zip with these files, the first one uncompressed.
pub(super) fn zip(files: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ::zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (index, (name, content)) in files.iter().enumerate() {
        let method = if index == 0 { ::zip::CompressionMethod::Stored } else { ::zip::CompressionMethod::Deflated };
        zip.start_file(*name, ::zip::write::SimpleFileOptions::default().compression_method(method)).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

impl Visitor for Recorder {
    fn file(&mut self, place: &Place, file: &InnerFile) {
        let mut line = format!("file {}{}", files(place), file.file_type.name());
        let marks =
            [(file.is_encrypted, " encrypted"), (file.has_macros, " macros"), (file.is_image_only, " image-only")];
        marks.iter().filter(|(is_so, _)| *is_so).for_each(|(_, mark)| line += mark);
        if let Some(pages) = file.pages {
            line += &format!(" pages={pages}");
        }
        self.lines.push(line);
    }

    fn enter(&mut self, place: &Place) {
        assert!(!self.is_entered, "places nest: {:?}", self.lines);
        self.is_entered = true;
        let hidden = place.hidden.map_or(String::new(), |hidden| format!(" hidden={hidden:?}"));
        self.lines.push(format!("enter {}{}{hidden}", files(place), part(&place.part)));
    }

    fn row(&mut self, row: &Row<'_>) {
        assert!(self.is_entered, "a row nowhere: {:?}", self.lines);
        let mut next = 0;
        let cell = |cell: &Cell<'_>| {
            let place = if cell.column == next { String::new() } else { format!("{}=", cell.column) };
            next = cell.column.saturating_add(1);
            format!("{place}{}{}", if cell.is_in_hidden_column { "~" } else { "" }, cell.text)
        };
        let cells: Vec<_> = row.cells.iter().map(cell).collect();
        let hidden = row.hidden.map_or(String::new(), |hidden| format!(" hidden={hidden:?}"));
        self.lines.push(format!("row {}{hidden}: {}", row.number, cells.join(" | ")));
    }

    fn text(&mut self, text: &str) {
        assert!(self.is_entered, "a text nowhere: {:?}", self.lines);
        self.lines.push(format!("text {text}"));
    }

    fn leave(&mut self) {
        assert!(self.is_entered, "left twice: {:?}", self.lines);
        self.is_entered = false;
    }

    fn obstacle(&mut self, place: &Place, obstacle: Obstacle) {
        let part = if place.part == Part::Text { String::new() } else { part(&place.part) + ": " };
        self.lines.push(format!("obstacle {}{part}{}", files(place), obstacle.name()));
    }
}

fn files(place: &Place) -> String {
    place.files.iter().map(|file| format!("{file} > ")).collect()
}

fn part(part: &Part) -> String {
    match part {
        Part::Sheet { name, is_active } => format!("sheet {name:?} active={is_active}"),
        Part::Slide(number) => format!("slide {number}"),
        Part::Notes(number) => format!("notes {number}"),
        Part::SlideComments(number) => format!("comments {number}"),
        Part::Page(number) => format!("page {number}"),
        other => format!("{other:?}").to_lowercase(),
    }
}
