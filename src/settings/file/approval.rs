//! Reads `[approval]`. Opens no file that it names.

use super::{File, Values};
use crate::document::TableReader;
use crate::settings::ApprovalSettings;
use std::collections::BTreeMap;

impl File<'_> {
    pub(super) fn read_approval(&mut self, root: &TableReader<'_>, values: &mut Values) {
        let Some(table) = root.table_reader("approval", self.problems()) else { return };
        let mut roles = BTreeMap::new();
        if let Some(table) = table.table_reader("roles", self.problems()) {
            for (name, _) in &table.table().entries {
                roles.insert(name.value.clone(), self.addresses(&table, &name.value));
            }
            table.finish(self.problems());
        }
        values.approval = ApprovalSettings {
            roles,
            signers: self.text(&table, "signers").map(|file| self.base.join(file.value)),
            revoked: self.text(&table, "revoked").map(|file| self.base.join(file.value)),
            folder: self.text(&table, "folder").map(|folder| self.base.join(folder.value)),
            is_locked: table.flag("locked", self.problems()).is_some_and(|flag| flag.value),
            organization: None,
        };
        values.approval_place = Some(table.span());
        table.finish(self.problems());
    }
}
