//! Which styles of an OpenDocument file hide what they are given to: text that is not displayed, pages left out of the
//! show, rows that are collapsed. Knows nothing else of styles.

use super::super::xml::Element;
use std::collections::HashSet;

/// Styles that are remembered.
const STYLES: usize = 20_000;

/// Names of styles that hide, gathered while the styles pass by.
#[derive(Debug, Default)]
pub(super) struct Styles {
    names: HashSet<String>,
    current: String,
}

impl Styles {
    /// Hears an element of a style (ODF 1.3 part 3, 20.289 `text:display`, 20.265 `presentation:visibility`).
    pub(super) fn hear(&mut self, element: &Element<'_>) {
        match element.name() {
            "style" => {
                self.current = element.kept("name").unwrap_or_default();
                // A style that is made from a hidden one hides as well.
                if element.kept("parent-style-name").is_some_and(|parent| self.names.contains(&parent)) {
                    self.insert();
                }
            }
            "text-properties" if element.attribute("display").is_some_and(|value| value == "none") => self.insert(),
            "section-properties" if element.attribute("display").is_some_and(|value| value == "none") => self.insert(),
            "drawing-page-properties" if element.attribute("visibility").is_some_and(|value| value == "hidden") => {
                self.insert();
            }
            _ => {}
        }
    }

    fn insert(&mut self) {
        if self.names.len() < STYLES {
            self.names.insert(self.current.clone());
        }
    }

    /// True when the style of this element hides it.
    pub(super) fn hide(&self, element: &Element<'_>) -> bool {
        !self.names.is_empty() && element.kept("style-name").is_some_and(|name| self.names.contains(&name))
    }
}
