//! Rows that pivot tables keep of the data they were made from (ECMA-376 part 1, 18.10): they stay when the sheet with
//! that data is deleted. As long as it is there with all of its rows they are a copy of it, of which nothing is told.

use super::sources::Sources;
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
    /// The sheet, or the name of the cells, in this workbook that it was made from.
    source: Option<String>,
    names: Vec<String>,
    /// Values that rows name by number, those of the first column first.
    items: Strings,
    /// Where the values of each column begin in `items`.
    starts: Vec<usize>,
}

/// Shows all of them.
pub(super) fn show(parts: &mut Parts<'_>, sources: &Sources, look: &mut Look<'_>) {
    for name in parts.names(|name| name.starts_with("xl/pivotcache/pivotcachedefinition") && name.ends_with(".xml")) {
        let mut fields = Fields::new(look.budget.limits().part_bytes);
        let outcome = fields.read(parts, &name, look.budget);
        told(outcome, look);
        let relationships = parts.relationships(&name, look.budget);
        let records = relationships.into_values().find(|relationship| relationship.kind == "pivotCacheRecords");
        let records = records.map(|records| records.target);
        let source = fields.source.as_deref().and_then(|name| sources.rows_of(name));
        if source.is_some_and(|rows| fields.fit_below_head(rows, records.as_deref(), parts, look.budget)) {
            continue;
        }
        show_rows(parts, records.as_deref(), &fields, look);
    }
    for name in parts.names(|name| name.starts_with("xl/pivotcache/pivotcacherecords") && name.ends_with(".xml")) {
        if !parts.is_seen(&name) {
            show_rows(parts, Some(&name), &Fields::new(0), look);
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
    /// Nothing read yet; the values may take so much memory.
    fn new(most_bytes: u64) -> Self {
        Self { source: None, names: Vec::new(), items: Strings::new(most_bytes), starts: Vec::new() }
    }

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
                    "worksheetSource" if element.prefixed("id").is_none() => {
                        let source = element.attribute("sheet").or_else(|| element.attribute("name"));
                        self.source = source.map(|source| source.chars().take(256).collect());
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

    /// True when a sheet of `rows`, of which one is the head, has as many rows as the cache, or more. Rows are counted:
    /// what a cache says of their number need not be so.
    fn fit_below_head(&self, rows: u64, records: Option<&str>, parts: &mut Parts<'_>, budget: &mut Budget) -> bool {
        let mut kept = 0;
        match records.and_then(|records| parts.xml(records, budget)) {
            Some(Ok(mut xml)) => {
                while let Some(event) = xml.next() {
                    kept += u64::from(matches!(event, Event::Start(element) if element.name() == "r"));
                    if kept >= rows {
                        return false;
                    }
                }
                xml.end().is_ok()
            }
            Some(Err(_)) => false,
            None => {
                let ends = self.starts.iter().copied().skip(1).chain([self.items.len()]);
                let most = self.starts.iter().zip(ends).map(|(start, end)| end - start).max();
                most.is_none_or(|most| (most as u64) < rows)
            }
        }
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
