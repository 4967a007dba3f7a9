//! Styles that hide: tables that are not displayed, rows and columns without height or width.

use crate::inspect::spreadsheet::MAX_LISTED;
use crate::inspect::xml::Element;
use std::collections::HashSet;

/// Names of styles that hide what has them (ODF 1.3 part 3, 17.15 to 17.17).
#[derive(Default)]
pub(super) struct Styles {
    hiding: HashSet<String>,
    /// Name of the style that is read.
    current: String,
}

impl Styles {
    /// An element that may belong to a style begins.
    pub(super) fn start(&mut self, element: &Element<'_>) {
        match element.name() {
            "style" => {
                let family = element.attribute("family").unwrap_or_default();
                self.current = element.attribute("name").map_or(String::new(), |name| key(&family, &name));
            }
            "table-properties" if element.attribute("display").is_some_and(|display| display == "false") => {
                self.hide();
            }
            "table-row-properties" if element.attribute("row-height").is_some_and(|height| is_zero(&height)) => {
                self.hide();
            }
            "table-column-properties" if element.attribute("column-width").is_some_and(|width| is_zero(&width)) => {
                self.hide();
            }
            _ => {}
        }
    }

    /// Whether the element, which is of this family, has a style that hides it.
    pub(super) fn hides(&self, family: &str, element: &Element<'_>) -> bool {
        element.attribute("style-name").is_some_and(|name| self.hiding.contains(&key(family, &name)))
    }

    fn hide(&mut self) {
        if self.hiding.len() < MAX_LISTED {
            self.hiding.insert(std::mem::take(&mut self.current));
        }
    }
}

fn key(family: &str, name: &str) -> String {
    let name = &name[..name.floor_char_boundary(256)];
    format!("{family}/{name}")
}

/// A length like `0cm`.
fn is_zero(length: &str) -> bool {
    length.trim_end_matches(|unit: char| unit.is_ascii_alphabetic()).parse() == Ok(0.0)
}
