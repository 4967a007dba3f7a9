//! `[[override]]`: other levels for drafts in some folders. Whether the rules exist is not known here.

use super::rules::LEVELS;
use super::{File, Values};
use crate::document::TableReader;
use crate::settings::Override;
use crate::settings::allowance::check_file_glob;
use crate::span::Spanned;
use std::collections::BTreeMap;

impl File<'_> {
    pub(super) fn read_overrides(&mut self, root: &TableReader<'_>, values: &mut Values) {
        for table in root.table_readers("override", self.problems()) {
            let has_files = table.table().get("files").is_some();
            let files = self.globs(&table, "files", check_file_glob);
            if !has_files {
                table.missing("files", self.problems());
            }
            let mut ids = Vec::new();
            let mut levels = BTreeMap::new();
            if let Some(severity) = table.table_reader("severity", self.problems()) {
                for (id, _) in &severity.table().entries {
                    if let Some(level) = self.word(&severity, &id.value, &LEVELS) {
                        levels.insert(id.value.clone(), level);
                        ids.push(Spanned::new(id.value.clone(), id.span));
                    }
                }
                severity.finish(self.problems());
            } else if table.table().get("severity").is_none() {
                table.missing("severity", self.problems());
            }
            let place = self.place(table.span());
            table.finish(self.problems());
            values.overrides.push((Override { files, levels, base: self.base.to_owned(), place }, ids));
        }
    }
}
