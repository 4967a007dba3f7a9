//! Number formats of cells (ECMA-376 part 1, 18.8); colours, fonts and borders say nothing here.

use crate::inspect::budget::Budget;
use crate::inspect::spreadsheet::number_format::NumberFormats;
use crate::inspect::spreadsheet::parts::Parts;
use crate::inspect::visitor::Obstacle;
use crate::inspect::xml::{Element, Event};

/// Reads the part `name`, if there is one, as far as it goes.
///
/// # Errors
/// The limit met, encryption, or damage.
pub(super) fn read(
    parts: &mut Parts<'_>,
    name: &str,
    formats: &mut NumberFormats,
    budget: &mut Budget,
) -> Result<(), Obstacle> {
    let Some(xml) = parts.xml(name, budget) else { return Ok(()) };
    let mut xml = xml?;
    let mut is_of_cells = false;
    let number = |element: &Element<'_>| element.attribute("numFmtId").and_then(|id| id.parse().ok());
    while let Some(event) = xml.next() {
        match event {
            Event::Start(element) => match element.name() {
                "cellXfs" => is_of_cells = true,
                "xf" if is_of_cells => formats.add_cell_format(number(&element).unwrap_or_default()),
                "numFmt" => {
                    if let (Some(id), Some(code)) = (number(&element), element.attribute("formatCode")) {
                        formats.define(id, &code);
                    }
                }
                _ => {}
            },
            Event::End(name) if name == "cellXfs" => is_of_cells = false,
            _ => {}
        }
    }
    xml.end()
}
