//! One pass over `content.xml`: sheets, rows and what hides them, remarks, recorded changes, names of cells.

use super::cell::{Cell, spacing};
use super::styles::Styles;
use crate::inspect::look::Look;
use crate::inspect::package::Events;
use crate::inspect::place::{Hidden, Part, Place};
use crate::inspect::spreadsheet::columns::Columns;
use crate::inspect::spreadsheet::parts::Parts;
use crate::inspect::spreadsheet::row_buffer::RowBuffer;
use crate::inspect::spreadsheet::section::Section;
use crate::inspect::spreadsheet::{MAX_COLUMNS, MAX_LISTED, MAX_ROWS};
use crate::inspect::visitor::{Obstacle, Visitor};
use crate::inspect::xml::{Element, Event};

/// Bytes of remarks and other texts that wait until the rows of their sheet have been shown.
const MAX_WAITING_BYTES: usize = 4 * 1024 * 1024;

/// Shows the sheets; `active` is the name of the one in front.
pub(super) fn show(parts: &mut Parts<'_>, active: &str, look: &mut Look<'_>) {
    let here = look.place(Part::default(), None);
    let outcome = match parts.xml("content.xml", look.budget) {
        Some(xml) => xml.and_then(|mut xml| {
            let mut content =
                Content { active, is_first: true, here, visitor: &mut *look.visitor, styles: Styles::default() };
            content.read(&mut xml)
        }),
        None => Err(Obstacle::Damaged),
    };
    if let Err(obstacle) = outcome {
        look.meet(obstacle);
    }
}

/// What goes along through the whole part.
struct Content<'c> {
    active: &'c str,
    is_first: bool,
    here: Place,
    visitor: &'c mut dyn Visitor,
    styles: Styles,
}

/// What goes along through a sheet.
struct Table {
    row: RowBuffer,
    columns: Columns,
    /// Number of the next column to be described, from 0.
    described: u32,
    /// Number of the next row, from 1.
    next_row: u64,
    /// Rows that the current one stands for.
    repeated: u64,
    next_column: u32,
    /// Groups of rows or columns that are not displayed, and which of the groups around are.
    groups: Vec<bool>,
    waiting: Waiting,
}

/// Texts that wait until rows have been shown.
#[derive(Default)]
struct Waiting {
    comments: Vec<String>,
    shapes: Vec<String>,
    bytes: usize,
}

impl Content<'_> {
    fn read(&mut self, xml: &mut Events<'_>) -> Result<(), Obstacle> {
        let (mut changes, mut names) = (Vec::new(), Vec::new());
        let (mut is_change, mut text) = (false, String::new());
        while let Some(event) = xml.next() {
            match event {
                Event::Start(element) => match element.name() {
                    "table" if !is_change => {
                        let place = self.place(&element);
                        self.is_first = false;
                        // Where a limit is met, the sheets after it are told by name at least.
                        self.table(place, xml);
                    }
                    "tracked-changes" => is_change = true,
                    "named-range" | "named-expression" if names.len() < MAX_LISTED => {
                        let value = |name| element.kept(name).unwrap_or_default();
                        let range = ["cell-range-address", "expression"].map(value).concat();
                        names.push(format!("{}={range}", value("name")));
                    }
                    _ => self.styles.start(&element),
                },
                Event::Text(piece) if is_change && text.len() < MAX_WAITING_BYTES => text.push_str(&piece),
                Event::Text(_) => {}
                Event::End(name) => match &*name {
                    "tracked-changes" => is_change = false,
                    "p" | "creator" if is_change && changes.len() < MAX_LISTED => {
                        changes.push(std::mem::take(&mut text));
                    }
                    _ => {}
                },
            }
        }
        self.texts(Part::TrackedChanges, None, &changes, xml);
        self.texts(Part::DefinedNames, None, &names, xml);
        xml.end()
    }

    fn place(&self, element: &Element<'_>) -> Place {
        let name = element.kept("name").unwrap_or_default();
        // Cells of other workbooks are kept in tables with the name of a file (ODF 1.3 part 3, 9.3.1).
        let is_link = name.starts_with("'file:") || name.starts_with("'http");
        let hidden = match () {
            () if is_link => Some(Hidden::Residue),
            () if self.styles.hides("table", element) => Some(Hidden::Sheet),
            () => None,
        };
        let is_active = if self.active.is_empty() { self.is_first } else { name == self.active };
        let part = if is_link { Part::ExternalLink } else { Part::Sheet { name, is_active } };
        Place { part, hidden, ..self.here.clone() }
    }

    /// Reads a sheet up to its end.
    fn table(&mut self, place: Place, xml: &mut Events<'_>) {
        let mut section = Section::new(place.clone(), &mut *self.visitor);
        section.enter();
        let mut table = Table {
            row: RowBuffer::default(),
            columns: Columns::new(),
            described: 0,
            next_row: 1,
            repeated: 1,
            next_column: 0,
            groups: Vec::new(),
            waiting: Waiting::default(),
        };
        let mut outcome = table.read(xml, &self.styles, &mut section);
        table.row.show(&mut table.columns, &mut section);
        let mut shapes = table.waiting.shapes.iter();
        outcome = outcome.and(shapes.try_for_each(|text| section.text(text, xml.budget())));
        section.end(outcome);
        self.texts(Part::Comments, place.hidden, &table.waiting.comments, xml);
    }

    fn texts(&mut self, part: Part, hidden: Option<Hidden>, texts: &[String], xml: &mut Events<'_>) {
        let place = Place { part, hidden, ..self.here.clone() };
        let mut section = Section::new(place, &mut *self.visitor);
        let outcome = texts.iter().try_for_each(|text| section.text(text, xml.budget()));
        section.end(outcome);
    }
}

impl Table {
    fn read(&mut self, xml: &mut Events<'_>, styles: &Styles, section: &mut Section<'_>) -> Result<(), Obstacle> {
        let mut cell: Option<Cell> = None;
        // A remark or a text box, and how many elements it is deep.
        let mut aside: Option<(bool, String)> = None;
        let (mut tables, mut is_paragraph) = (1_usize, 0_usize);
        while let Some(event) = xml.next() {
            match event {
                Event::Start(element) => match element.name() {
                    "table" => tables += 1,
                    "table-row-group" | "table-column-group" => {
                        let is_shown = element.attribute("display").is_none_or(|display| display != "false");
                        self.groups.push(!is_shown);
                    }
                    "table-column" => self.column(&element, styles),
                    "table-row" => self.begin_row(&element, styles),
                    "table-cell" | "covered-table-cell" => cell = Some(Cell::of(&element)),
                    "annotation" => aside = Some((true, String::new())),
                    "shapes" | "frame" | "custom-shape" if aside.is_none() => aside = Some((false, String::new())),
                    "p" => {
                        is_paragraph += 1;
                        if let (None, Some(cell)) = (&aside, &mut cell) {
                            cell.begin_paragraph();
                        }
                    }
                    _ => {
                        if let Some(text) = spacing(&element).filter(|_| is_paragraph > 0) {
                            push(&mut aside, &mut cell, &text)?;
                        }
                    }
                },
                Event::Text(text) if is_paragraph > 0 => push(&mut aside, &mut cell, &text)?,
                Event::Text(_) => {}
                Event::End(name) => match &*name {
                    "table" => {
                        tables -= 1;
                        if tables == 0 {
                            return Ok(());
                        }
                    }
                    "table-row-group" | "table-column-group" => drop(self.groups.pop()),
                    "p" => {
                        is_paragraph = is_paragraph.saturating_sub(1);
                        push(&mut aside, &mut None, "\n")?;
                    }
                    "annotation" => self.waiting.add(aside.take())?,
                    "shapes" | "frame" | "custom-shape" if matches!(aside, Some((false, _))) => {
                        self.waiting.add(aside.take())?;
                    }
                    "table-cell" | "covered-table-cell" => {
                        if let Some(cell) = cell.take() {
                            self.cell(&cell, xml, section)?;
                        }
                    }
                    "table-row" => {
                        self.row.show(&mut self.columns, section);
                        self.next_row = self.next_row.saturating_add(self.repeated).min(MAX_ROWS);
                    }
                    _ => {}
                },
            }
        }
        xml.end()
    }

    fn column(&mut self, element: &Element<'_>, styles: &Styles) {
        let repeated = element.attribute("number-columns-repeated").and_then(|count| count.parse().ok()).unwrap_or(1);
        let end = self.described.saturating_add(repeated);
        if self.hides("table-column", element, styles) && end > self.described {
            self.columns.hide(self.described, end - 1);
        }
        self.described = end;
    }

    fn begin_row(&mut self, element: &Element<'_>, styles: &Styles) {
        let repeated = element.attribute("number-rows-repeated").and_then(|count| count.parse().ok());
        (self.repeated, self.next_column) = (repeated.unwrap_or(1), 0);
        self.row.begin(self.next_row, self.hides("table-row", element, styles));
    }

    /// `table:visibility` (ODF 1.3 part 3, 19.749), a group that is folded, or a style without height or width.
    fn hides(&self, family: &str, element: &Element<'_>, styles: &Styles) -> bool {
        element.attribute("visibility").is_some_and(|visibility| visibility != "visible")
            || self.groups.contains(&true)
            || styles.hides(family, element)
    }

    /// A cell that is repeated stands in each of its columns; without content it stands nowhere.
    fn cell(&mut self, cell: &Cell, xml: &mut Events<'_>, section: &mut Section<'_>) -> Result<(), Obstacle> {
        let first = self.next_column;
        self.next_column = first.saturating_add(cell.repeated).min(MAX_COLUMNS);
        if cell.shown().is_empty() {
            return Ok(());
        }
        for column in first..self.next_column {
            self.row.add(column, cell.shown(), cell.is_computed, xml.budget())?;
            if self.row.is_full() {
                self.row.show(&mut self.columns, section);
            }
        }
        Ok(())
    }
}

impl Waiting {
    fn add(&mut self, aside: Option<(bool, String)>) -> Result<(), Obstacle> {
        let Some((is_comment, text)) = aside else { return Ok(()) };
        self.bytes += text.len() + size_of::<String>();
        if self.bytes > MAX_WAITING_BYTES {
            return Err(Obstacle::Text);
        }
        if is_comment {
            self.comments.push(text)
        } else {
            self.shapes.push(text)
        }
        Ok(())
    }
}

/// Adds to the remark or text box that is read, else to the cell.
fn push(aside: &mut Option<(bool, String)>, cell: &mut Option<Cell>, text: &str) -> Result<(), Obstacle> {
    match (aside, cell) {
        (Some((_, aside)), _) if aside.len() > MAX_WAITING_BYTES => return Err(Obstacle::Text),
        (Some((_, aside)), _) => aside.push_str(text),
        (None, Some(cell)) => cell.push(text)?,
        (None, None) => {}
    }
    Ok(())
}
