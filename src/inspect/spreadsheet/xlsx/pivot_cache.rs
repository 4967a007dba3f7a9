//! Rows that pivot tables keep of the data they were made from (ECMA-376 part 1, 18.10): they stay when the sheet with
//! that data is deleted.

use crate::inspect::budget::Budget;
use crate::inspect::look::Look;
use crate::inspect::package::Events;
use crate::inspect::place::{Hidden, Part};
use crate::inspect::spreadsheet::MAX_COLUMNS;
use crate::inspect::spreadsheet::cell_text::unescape;
use crate::inspect::spreadsheet::columns::Columns;
use crate::inspect::spreadsheet::office::told;
use crate::inspect::spreadsheet::parts::Parts;
use crate::inspect::spreadsheet::row_buffer::RowBuffer;
use crate::inspect::spreadsheet::section::Section;
use crate::inspect::spreadsheet::strings::Strings;
use crate::inspect::visitor::Obstacle;
use crate::inspect::xml::{Element, Event};
use std::borrow::Cow;

/// What a cache says of its columns.
struct Fields {
    names: Vec<String>,
    /// Values that rows name by number, those of the first column first.
    items: Strings,
    /// Where the values of each column begin in `items`.
    starts: Vec<usize>,
}

/// Shows all of them.
pub(super) fn show(parts: &mut Parts<'_>, look: &mut Look<'_>) {
    for name in parts.names(|name| name.starts_with("xl/pivotcache/pivotcachedefinition") && name.ends_with(".xml")) {
        let mut fields =
            Fields { names: Vec::new(), items: Strings::new(look.budget.limits().part_bytes), starts: Vec::new() };
        let outcome = fields.read(parts, &name, look.budget);
        told(outcome, look);
        let relationships = parts.relationships(&name, look.budget);
        let records = relationships.into_values().find(|relationship| relationship.kind == "pivotCacheRecords");
        show_rows(parts, records.map(|records| records.target).as_deref(), &fields, look);
    }
    for name in parts.names(|name| name.starts_with("xl/pivotcache/pivotcacherecords") && name.ends_with(".xml")) {
        if !parts.is_seen(&name) {
            let fields = Fields { names: Vec::new(), items: Strings::new(0), starts: Vec::new() };
            show_rows(parts, Some(&name), &fields, look);
        }
    }
}

/// Shows the rows in the part `records` below the names of the columns; without rows, the values that are kept.
fn show_rows(parts: &mut Parts<'_>, records: Option<&str>, fields: &Fields, look: &mut Look<'_>) {
    let place = look.place(Part::PivotCache, Some(Hidden::Residue));
    let mut section = Section::new(place, &mut *look.visitor);
    let mut row = RowBuffer::default();
    row.begin(1, false);
    let mut outcome = (0..).zip(&fields.names).try_for_each(|(column, name)| row.push(column, name, look.budget));
    row.show(&mut Columns::new(), &mut section);
    if outcome.is_ok() {
        outcome = match records.filter(|records| parts.has(records)) {
            Some(records) => match parts.xml(records, look.budget) {
                Some(xml) => xml.and_then(|mut xml| fields.show_rows(&mut xml, &mut row, &mut section)),
                None => Ok(()),
            },
            None => fields.show_items(&mut section, look.budget),
        };
    }
    section.end(outcome);
}

impl Fields {
    /// Reads what a cache says of its columns, as far as it goes.
    fn read(&mut self, parts: &mut Parts<'_>, name: &str, budget: &mut Budget) -> Result<(), Obstacle> {
        let mut xml = parts.xml(name, budget).ok_or(Obstacle::Damaged)??;
        let mut are_items = false;
        while let Some(event) = xml.next() {
            match event {
                Event::Start(element) => match element.name() {
                    "cacheField" => {
                        if self.names.len() >= MAX_COLUMNS as usize {
                            return Err(Obstacle::Cells);
                        }
                        let name = element.attribute("name").unwrap_or_default();
                        self.names.push(unescape(&name).chars().take(256).collect());
                        self.starts.push(self.items.len());
                    }
                    "sharedItems" => are_items = true,
                    _ if are_items => {
                        if let Some(text) = value(&element) {
                            self.items.push_str(&text)?;
                            self.items.end()?;
                        }
                    }
                    _ => {}
                },
                Event::End(name) if name == "sharedItems" => are_items = false,
                _ => {}
            }
        }
        xml.end()
    }

    fn show_rows(&self, xml: &mut Events<'_>, row: &mut RowBuffer, section: &mut Section<'_>) -> Result<(), Obstacle> {
        let mut column = 0;
        while let Some(event) = xml.next() {
            match event {
                Event::Start(element) if element.name() == "r" => {
                    row.begin(row.number().saturating_add(1), false);
                    column = 0;
                }
                Event::Start(element) if column < MAX_COLUMNS => {
                    let Some(text) = self.text(column as usize, &element).map(Cow::into_owned) else { continue };
                    row.push(column, &text, xml.budget())?;
                    column += 1;
                }
                Event::End(name) if name == "r" => row.show(&mut Columns::new(), section),
                _ => {}
            }
        }
        xml.end()
    }

    fn show_items(&self, section: &mut Section<'_>, budget: &mut Budget) -> Result<(), Obstacle> {
        let mut items = (0..self.items.len()).filter_map(|index| self.items.get(index));
        items.try_for_each(|item| section.text(item, budget))
    }

    /// What `element` of a row says in this column; `None` when it is no value.
    fn text<'e>(&'e self, column: usize, element: &'e Element<'_>) -> Option<Cow<'e, str>> {
        if element.name() != "x" {
            return value(element);
        }
        let index = element.attribute("v").and_then(|index| index.parse::<usize>().ok());
        let start = self.starts.get(column).copied();
        let item = start.zip(index).and_then(|(start, index)| {
            let end = self.starts.get(column + 1).copied().unwrap_or(self.items.len());
            self.items.get(start.checked_add(index).filter(|at| *at < end)?)
        });
        Some(Cow::Borrowed(item.unwrap_or_default()))
    }
}

/// A value as it is shown; `None` for other elements.
fn value<'e>(element: &'e Element<'_>) -> Option<Cow<'e, str>> {
    let value = || element.attribute("v").unwrap_or_default();
    match element.name() {
        "s" | "e" => Some(match value() {
            Cow::Borrowed(value) => unescape(value),
            Cow::Owned(value) => Cow::Owned(unescape(&value).into_owned()),
        }),
        "n" => Some(value()),
        "d" => Some(Cow::Owned(value().trim_end_matches("T00:00:00").to_owned())),
        "b" => Some(Cow::Borrowed(if value() == "1" { "TRUE" } else { "FALSE" })),
        "m" => Some(Cow::Borrowed("")),
        _ => None,
    }
}
