//! Writes down what a visitor is told, a line for each event. For tests.

use super::place::Place;
use super::{Budget, InnerFile, Limits, Obstacle, Part, Row, Visitor, look};
use crate::run::readers::with_readers;

/// What was told, in order.
#[derive(Debug, Default)]
pub(super) struct Told {
    pub(super) lines: Vec<String>,
    entered: usize,
}

impl Visitor for Told {
    fn file(&mut self, place: &Place, file: &InnerFile) {
        let mut line = format!("file{} {}", files(place), file.file_type.name());
        if file.is_encrypted {
            line.push_str(" encrypted");
        }
        if file.has_macros {
            line.push_str(" macros");
        }
        if let Some(pages) = file.pages {
            line.push_str(&format!(" pages={pages}"));
        }
        if file.is_image_only {
            line.push_str(" image-only");
        }
        self.lines.push(line);
    }

    fn enter(&mut self, place: &Place) {
        assert_eq!(self.entered, 0, "places do not nest: {place:?} in {:?}", self.lines);
        self.entered += 1;
        self.lines.push(format!("enter{} {}{}", files(place), part(&place.part), hidden(place)));
    }

    fn row(&mut self, row: &Row<'_>) {
        assert_eq!(self.entered, 1, "a row outside of a place");
        let cells: Vec<String> = row
            .cells
            .iter()
            .map(|cell| {
                let hidden = if cell.is_in_hidden_column { " (hidden column)" } else { "" };
                format!("{}={}{hidden}", cell.column, cell.text)
            })
            .collect();
        let hidden = row.hidden.map_or_else(String::new, |hidden| format!(" hidden={hidden:?}"));
        self.lines.push(format!("row {}{hidden}: {}", row.number, cells.join(" | ")));
    }

    fn text(&mut self, text: &str) {
        assert_eq!(self.entered, 1, "a text outside of a place");
        self.lines.push(format!("text {text}"));
    }

    fn leave(&mut self) {
        assert_eq!(self.entered, 1, "left twice");
        self.entered -= 1;
        self.lines.push("leave".to_owned());
    }

    fn obstacle(&mut self, place: &Place, obstacle: Obstacle) {
        self.lines.push(format!("obstacle{} {} {}", files(place), part(&place.part), obstacle.name()));
    }
}

fn files(place: &Place) -> String {
    if place.files.is_empty() { String::new() } else { format!(" [{}]", place.files.join(" > ")) }
}

fn hidden(place: &Place) -> String {
    place.hidden.map_or_else(String::new, |hidden| format!(" hidden={hidden:?}"))
}

fn part(part: &Part) -> String {
    match part {
        Part::Text => "text".to_owned(),
        Part::Sheet { name, is_active } => format!("sheet {name:?}{}", if *is_active { " active" } else { "" }),
        Part::Slide(number) => format!("slide {number}"),
        Part::Notes(number) => format!("notes {number}"),
        Part::SlideComments(number) => format!("comments {number}"),
        Part::Page(number) => format!("page {number}"),
        other => format!("{other:?}").to_lowercase(),
    }
}

/// What the attachment shows, with the limits of everyday.
pub(super) fn told(name: &str, bytes: &[u8]) -> Vec<String> {
    told_within(name, bytes, Limits::default())
}

/// What the attachment shows within these limits.
pub(super) fn told_within(name: &str, bytes: &[u8], limits: Limits) -> Vec<String> {
    let mut visitor = Told::default();
    with_readers(&crate::load::Limits::default(), None, |readers| {
        look(Some(name), bytes, readers, &mut Budget::new(limits), &mut visitor);
    });
    assert_eq!(visitor.entered, 0, "a place was not left: {:?}", visitor.lines);
    visitor.lines
}
