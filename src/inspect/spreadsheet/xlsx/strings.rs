//! The shared strings of a workbook (ECMA-376 part 1, 18.4).

use crate::inspect::budget::Budget;
use crate::inspect::spreadsheet::cell_text::unescape;
use crate::inspect::spreadsheet::parts::Parts;
use crate::inspect::spreadsheet::strings::Strings;
use crate::inspect::visitor::Obstacle;
use crate::inspect::xml::Event;

/// Reads the part `name`, if there is one, as far as it goes.
///
/// # Errors
/// The limit met, encryption, or damage.
pub(super) fn read(
    parts: &mut Parts<'_>,
    name: &str,
    strings: &mut Strings,
    budget: &mut Budget,
) -> Result<(), Obstacle> {
    let Some(xml) = parts.xml(name, budget) else { return Ok(()) };
    let mut xml = xml?;
    // Kana above a word (`rPh`) is no part of it.
    let (mut is_text, mut is_reading_aid) = (false, false);
    while let Some(event) = xml.next() {
        match event {
            Event::Start(element) => match element.name() {
                "t" => is_text = !is_reading_aid,
                "rPh" => is_reading_aid = true,
                _ => {}
            },
            Event::Text(text) if is_text => strings.push_str(&unescape(&text))?,
            Event::Text(_) => {}
            Event::End(name) => match &*name {
                "t" => is_text = false,
                "rPh" => is_reading_aid = false,
                "si" => strings.end()?,
                _ => {}
            },
        }
    }
    xml.end()
}
