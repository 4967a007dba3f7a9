//! What changed in a draft since it was last looked at: which earlier sheet, or earlier draft, it belongs to, and how far
//! the two differ. Reads no file.

use super::Sheet;
use super::printed::{Printed, hidden, shown};
use crate::approval::components::{Component, Components};
use crate::approval::difference::{Change, changes};
use std::collections::HashMap;
use std::path::Path;

/// What changed since an earlier sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Since {
    /// The file of the earlier sheet, or the earlier draft.
    pub file: String,
    /// Day of the earlier check; `None` for a draft.
    pub checked_on: Option<String>,
    /// `None` when there is nothing about this draft.
    pub changes: Option<Vec<Change>>,
}

/// What a file of earlier sheets has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Earlier {
    /// The file.
    pub file: String,
    /// Its sheets.
    pub printed: Vec<Printed>,
    /// Nobody named the file: it is the one that the sheet takes the place of, and only the same draft's sheet counts.
    pub is_found: bool,
}

impl Earlier {
    /// What changed in the draft of `sheet`; `is_only`: it is the only one that is looked at. `None`: nothing is known, and
    /// nobody asked.
    #[must_use]
    pub fn since(&self, sheet: &Sheet, is_only: bool) -> Option<Since> {
        let since = |changes, printed: Option<&Printed>| {
            let checked_on = printed.and_then(|printed| printed.checked_on.clone());
            Since { file: self.file.clone(), checked_on, changes }
        };
        let Some(printed) = self.of(sheet, is_only) else {
            return (!self.is_found).then(|| since(None, self.printed.first()));
        };
        let found = difference(printed, sheet)?;
        // Printed again, the sheet says what it said, and no more: nobody may have looked at it yet.
        match self.is_found && found.is_empty() {
            true => printed.since.clone(),
            false => Some(since(Some(found), Some(printed))),
        }
    }

    /// The earlier sheet of that draft: by its file, or because there is only one on both sides, or by its content.
    fn of(&self, sheet: &Sheet, is_only: bool) -> Option<&Printed> {
        let name = |path: &str| Path::new(&path.replace('\\', "/")).file_name().map(std::ffi::OsStr::to_owned);
        let named = name(&sheet.path);
        let is_same = |printed: &&Printed| printed.message == sheet.message && name(&printed.path) == named;
        let by_name = self.printed.iter().find(is_same);
        let only = (is_only && self.printed.len() == 1).then(|| self.printed.first()).flatten();
        let by_digest = || self.printed.iter().find(|printed| sheet.digest.is_some() && printed.digest == sheet.digest);
        match self.is_found {
            true => by_name,
            false => by_name.or(only).or_else(by_digest),
        }
    }
}

/// The changes between an earlier sheet and the draft, as far as the sheet shows them. What one sheet shows and another
/// hides is the same when it is the same.
fn difference(printed: &Printed, sheet: &Sheet) -> Option<Vec<Change>> {
    let present = shown(sheet)?;
    let whole = &sheet.components.as_ref()?.lines;
    let mut known: HashMap<Component, &Component> = HashMap::new();
    for (line, shown) in whole.iter().zip(&present.lines) {
        known.insert(line.clone(), shown);
        known.insert(Component { kind: line.kind.clone(), value: hidden(line) }, shown);
    }
    let before = printed.components.lines.iter().map(|line| known.get(line).map_or(line, |shown| shown).clone());
    let before = Components { form: printed.components.form, lines: before.collect() };
    Some(changes(&before, &present))
}
