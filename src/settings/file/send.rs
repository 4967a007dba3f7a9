//! Reads `[send]`. Runs no program.

use super::{File, Values};
use crate::document::TableReader;
use crate::settings::{FailMode, SendSettings, StripBcc};
use crate::severity::Severity;

impl File<'_> {
    pub(super) fn read_send(&mut self, root: &TableReader<'_>, values: &mut Values) {
        let Some(table) = root.table_reader("send", self.problems()) else { return };
        values.send = SendSettings {
            via: self.text(&table, "via").map(|program| self.base.join(program.value)),
            log: self.text(&table, "log").map(|file| self.base.join(file.value)),
            fail_on: self.word(&table, "fail-on", &Severity::ALL.map(|level| (level.name(), level))),
            strip_bcc: self.word(&table, "strip-bcc", &StripBcc::ALL.map(|choice| (choice.name(), choice))),
            allow_in_draft: table.flag("allow-in-draft", self.problems()).map(|flag| flag.value),
            fail_mode: self.word(&table, "fail-mode", &FailMode::ALL.map(|mode| (mode.name(), mode))),
            too_large: self.word(&table, "too-large", &FailMode::ALL.map(|mode| (mode.name(), mode))),
        };
        table.finish(self.problems());
    }
}
