//! What a pivot table was made from, as long as it is in the workbook: sheets with how many rows they have, and names and
//! tables on them. Knows no pivot table.

use super::super::MAX_LISTED;
use super::super::parts::Parts;
use crate::inspect::budget::Budget;
use crate::inspect::xml::Event;
use std::collections::HashMap;

/// Sheets that were shown.
#[derive(Default)]
pub(super) struct Sources {
    /// Rows with content by the name of the sheet, the table or the cells, in small letters.
    rows: HashMap<String, u64>,
}

impl Sources {
    /// Takes a sheet that was shown, with the tables on it (ECMA-376 part 1, 18.5).
    pub(super) fn add_sheet(&mut self, name: &str, part: &str, rows: u64, parts: &mut Parts<'_>, budget: &mut Budget) {
        self.add(name, rows);
        for table in parts.relationships(part, budget).into_values().filter(|beside| beside.kind == "table") {
            if let Some(name) = table_name(parts, &table.target, budget) {
                self.add(&name, rows);
            }
        }
    }

    /// Takes a name for cells: 「顧客!$A$1:$C$4」.
    pub(super) fn add_name(&mut self, name: &str, cells: &str) {
        let Some((sheet, _)) = cells.rsplit_once('!') else { return };
        if let Some(rows) = self.rows_of(&sheet.trim_matches('\'').replace("''", "'")) {
            self.add(name, rows);
        }
    }

    /// Rows of the sheet that is called so, or on which what is called so lies; `None` when it is not in the workbook.
    pub(super) fn rows_of(&self, name: &str) -> Option<u64> {
        self.rows.get(&name.to_lowercase()).copied()
    }

    fn add(&mut self, name: &str, rows: u64) {
        if self.rows.len() < MAX_LISTED && !name.is_empty() {
            self.rows.insert(name.to_lowercase(), rows);
        }
    }
}

fn table_name(parts: &mut Parts<'_>, part: &str, budget: &mut Budget) -> Option<String> {
    let mut xml = parts.xml(part, budget)?.ok()?;
    while let Some(event) = xml.next() {
        if let Event::Start(element) = event
            && element.name() == "table"
        {
            return element.attribute("displayName").map(|name| name.chars().take(256).collect());
        }
    }
    None
}
