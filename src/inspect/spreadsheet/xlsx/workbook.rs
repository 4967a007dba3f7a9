//! The workbook's own part: sheets, which is in front, names of cells (ECMA-376 part 1, 18.2).

use crate::inspect::budget::Budget;
use crate::inspect::look::Look;
use crate::inspect::place::{Hidden, Part};
use crate::inspect::spreadsheet::MAX_LISTED;
use crate::inspect::spreadsheet::office::hidden;
use crate::inspect::spreadsheet::parts::Parts;
use crate::inspect::spreadsheet::section::Section;
use crate::inspect::visitor::Obstacle;
use crate::inspect::xml::{Element, Event};

/// Bytes of a name of cells with what it stands for.
const MAX_NAME_BYTES: usize = 8 * 1024;

/// What the part says.
#[derive(Default)]
pub(super) struct Workbook {
    pub(super) sheets: Vec<SheetEntry>,
    /// Number of the sheet in front.
    pub(super) active: usize,
    /// Days are counted from 1904.
    pub(super) is_1904: bool,
    /// `name=Sheet1!$A$1`, and whether it is hidden.
    names: Vec<(String, bool)>,
}

/// A line of the list of sheets.
pub(super) struct SheetEntry {
    pub(super) name: String,
    pub(super) hidden: Option<Hidden>,
    /// Id of the relationship to its part.
    pub(super) relationship: String,
}

impl Workbook {
    /// Reads the part, as far as it goes.
    ///
    /// # Errors
    /// The limit met, encryption, or damage.
    pub(super) fn read(&mut self, parts: &mut Parts<'_>, part: &str, budget: &mut Budget) -> Result<(), Obstacle> {
        let mut xml = parts.xml(part, budget).ok_or(Obstacle::Damaged)??;
        let mut name: Option<(String, bool)> = None;
        while let Some(event) = xml.next() {
            match event {
                Event::Start(element) => {
                    self.start(&element)?;
                    // Names that Excel gives itself (print areas, filters) begin so.
                    let given = element.kept("name").filter(|name| !name.starts_with("_xlnm."));
                    if let (Some(given), "definedName") = (given, element.name()) {
                        name = Some((format!("{given}="), is_true(element.attribute("hidden").as_deref())));
                    }
                }
                Event::Text(text) => {
                    if let Some((name, _)) = name.as_mut().filter(|(name, _)| name.len() < MAX_NAME_BYTES) {
                        name.push_str(&text);
                    }
                }
                Event::End(_) => {
                    if self.names.len() >= MAX_LISTED {
                        return Err(Obstacle::Entries);
                    }
                    self.names.extend(name.take());
                }
            }
        }
        xml.end()
    }

    fn start(&mut self, element: &Element<'_>) -> Result<(), Obstacle> {
        match element.name() {
            "workbookPr" => self.is_1904 = is_true(element.attribute("date1904").as_deref()),
            "workbookView" => {
                self.active = element.attribute("activeTab").and_then(|tab| tab.parse().ok()).unwrap_or_default();
            }
            "sheet" => {
                if self.sheets.len() >= MAX_LISTED {
                    return Err(Obstacle::Entries);
                }
                self.sheets.push(SheetEntry {
                    name: element.kept("name").unwrap_or_default(),
                    hidden: element.attribute("state").and_then(|state| hidden(&state)),
                    relationship: element.prefixed("id").unwrap_or_default().chars().take(256).collect(),
                });
            }
            _ => {}
        }
        Ok(())
    }

    /// Shows names of cells: those in the list first, then those that only a macro brings up.
    /// Names of cells, each with the cells.
    pub(super) fn names(&self) -> impl Iterator<Item = (&str, &str)> {
        self.names.iter().filter_map(|(name, _)| name.split_once('='))
    }

    pub(super) fn show_names(&self, look: &mut Look<'_>) {
        for is_hidden in [false, true] {
            let place = look.place(Part::DefinedNames, is_hidden.then_some(Hidden::Residue));
            let mut section = Section::new(place, &mut *look.visitor);
            let mut names = self.names.iter().filter(|(_, hidden)| *hidden == is_hidden);
            let outcome = names.try_for_each(|(name, _)| section.text(name, look.budget));
            section.end(outcome);
        }
    }
}

/// A truth value as XML Schema writes it.
pub(super) fn is_true(value: Option<&str>) -> bool {
    matches!(value, Some("1" | "true" | "on"))
}
