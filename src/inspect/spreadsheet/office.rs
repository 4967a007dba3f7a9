//! What .xlsx and .xlsb have in common: XML parts with remarks, text boxes and properties, and files embedded in them.

use super::parts::Parts;
use super::section::Section;
use crate::inspect::look::Look;
use crate::inspect::ooxml::{properties, rest};
use crate::inspect::place::{Hidden, Part, Place};
use crate::inspect::visitor::{InnerFile, Obstacle};
use crate::inspect::xml::Event;
use std::collections::HashSet;

/// Bytes of a paragraph that are gathered before they are shown.
const MAX_TEXT_BYTES: usize = 64 * 1024;
/// Opens the file and tells what it is; `None` when it cannot be read.
pub(super) fn open<'a>(bytes: &'a [u8], file: InnerFile, look: &mut Look<'_>) -> Option<Parts<'a>> {
    match Parts::open(bytes, look.budget) {
        Ok(parts) => {
            // Macros of Excel 4 stand in sheets of their own.
            let has_macros =
                rest::has_macros(&parts.package) || parts.package.holds(|name| name.contains("/macrosheets/"));
            look.tell(&InnerFile { has_macros, is_encrypted: parts.package.is_encrypted, ..file });
            Some(parts)
        }
        Err(obstacle) => {
            look.tell(&file);
            look.meet(obstacle);
            None
        }
    }
}

/// What reading gave, told where it could not go on.
pub(super) fn told<T: Default>(outcome: Result<T, Obstacle>, look: &mut Look<'_>) -> T {
    outcome.unwrap_or_else(|obstacle| {
        look.meet(obstacle);
        T::default()
    })
}

/// The workbook's own part.
pub(super) fn workbook_part(parts: &mut Parts<'_>, otherwise: &str, look: &mut Look<'_>) -> String {
    let relationships = parts.relationships("", look.budget);
    let workbook = relationships.into_values().find(|relationship| relationship.kind == "officeDocument");
    workbook.map_or(otherwise.to_owned(), |workbook| workbook.target)
}

/// Why a sheet with this state (`ST_SheetState`) is hidden.
pub(super) fn hidden(state: &str) -> Option<Hidden> {
    match state {
        "hidden" => Some(Hidden::Sheet),
        "veryHidden" => Some(Hidden::VerySheet),
        _ => None,
    }
}

/// Remarks and text boxes that hang on the sheet in `part` and stand in XML.
pub(super) fn beside_sheet(parts: &mut Parts<'_>, part: &str, sheet: &Place, look: &mut Look<'_>) {
    let relationships = parts.relationships(part, look.budget);
    for relationship in relationships.into_values().filter(|relationship| !relationship.is_external) {
        match relationship.kind.as_str() {
            "comments" if !relationship.target.ends_with(".bin") => {
                let place = Place { part: Part::Comments, ..sheet.clone() };
                texts(parts, &relationship.target, place, "text", "t", look);
            }
            "threadedComment" => {
                let place = Place { part: Part::Comments, ..sheet.clone() };
                texts(parts, &relationship.target, place, "threadedComment", "text", look);
            }
            "drawing" => texts(parts, &relationship.target, sheet.clone(), "p", "t", look),
            _ => {}
        }
    }
}

/// Properties, remarks that hang on no sheet, and embedded files.
pub(super) fn beside_workbook(parts: &mut Parts<'_>, look: &mut Look<'_>) {
    for name in parts.names(|name| name.starts_with("xl/") && name.contains("comment") && name.ends_with(".xml")) {
        if !parts.is_seen(&name) {
            let place = look.place(Part::Comments, Some(Hidden::Residue));
            let is_threaded = name.to_ascii_lowercase().contains("threaded");
            let (unit, leaf) = if is_threaded { ("threadedComment", "text") } else { ("text", "t") };
            texts(parts, &name, place, unit, leaf, look);
        }
    }
    // What a shared workbook remembers of its cells: their values before they were changed.
    for name in parts.names(|name| name.starts_with("xl/revisions/revisionlog") && name.ends_with(".xml")) {
        texts(parts, &name, look.place(Part::TrackedChanges, Some(Hidden::Residue)), "is", "t", look);
    }
    let read = properties::read(&mut parts.package, look);
    properties::show(&read, look);
    rest::read(&mut parts.package, &HashSet::new(), look);
    parts.package.tell_obstacles(look);
}

/// Shows where the workbooks lie that the link in `part` points at: a path is no value of theirs.
pub(super) fn link_targets(parts: &mut Parts<'_>, part: &str, look: &mut Look<'_>) {
    let targets = parts.relationships(part, look.budget);
    let place = look.place(Part::Properties, None);
    let mut section = Section::new(place, &mut *look.visitor);
    let outcome = targets
        .values()
        .filter(|relationship| relationship.is_external)
        .try_for_each(|relationship| section.text(&relationship.target, look.budget));
    section.end(outcome);
}

/// Shows the texts of a part: what stands in elements `leaf`, each element `unit` by itself.
pub(super) fn texts(parts: &mut Parts<'_>, part: &str, place: Place, unit: &str, leaf: &str, look: &mut Look<'_>) {
    let mut section = Section::new(place, &mut *look.visitor);
    let Some(xml) = parts.xml(part, look.budget) else { return };
    let outcome = xml.and_then(|mut xml| {
        let (mut text, mut is_leaf, mut is_reading_aid) = (String::new(), false, false);
        while let Some(event) = xml.next() {
            match event {
                Event::Start(element) => {
                    is_reading_aid |= element.name() == "rPh";
                    is_leaf = element.name() == leaf && !is_reading_aid;
                }
                Event::Text(piece) if is_leaf => text.push_str(&piece),
                Event::Text(_) => {}
                Event::End(name) => {
                    is_leaf = false;
                    is_reading_aid &= name != "rPh";
                    if name == unit || text.len() > MAX_TEXT_BYTES {
                        section.text(&text, xml.budget())?;
                        text.clear();
                    }
                }
            }
        }
        xml.end()
    });
    section.end(outcome);
}
