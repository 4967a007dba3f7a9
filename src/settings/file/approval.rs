//! Reads `[approval]`. Opens no file that it names.

use super::{File, Values};
use crate::document::TableReader;
use crate::settings::ApprovalSettings;

impl File<'_> {
    pub(super) fn read_approval(&mut self, root: &TableReader<'_>, values: &mut Values) {
        let Some(table) = root.table_reader("approval", self.problems()) else { return };
        values.approval = ApprovalSettings {
            signers: self.text(&table, "signers").map(|file| self.base.join(file.value)),
            revoked: self.text(&table, "revoked").map(|file| self.base.join(file.value)),
            folder: self.text(&table, "folder").map(|folder| self.base.join(folder.value)),
            is_locked: table.flag("locked", self.problems()).is_some_and(|flag| flag.value),
        };
        values.approval_place = Some(table.span());
        table.finish(self.problems());
    }
}
