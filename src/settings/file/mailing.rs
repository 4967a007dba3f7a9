//! Reads `[mailing]`. Knows no roster.

use super::{File, Values};
use crate::document::{Problem, TableReader, nearest};
use crate::settings::RosterField;

/// A loop that takes longer for two messages is none.
const LONGEST_GUARD_MINUTES: u64 = 24 * 60;

impl File<'_> {
    pub(super) fn read_mailing(&mut self, root: &TableReader<'_>, values: &mut Values) {
        let Some(table) = root.table_reader("mailing", self.problems()) else { return };
        if let Some(columns) = table.table_reader("columns", self.problems()) {
            for (key, _) in &columns.table().entries {
                let head = self.text(&columns, &key.value);
                match (RosterField::from_name(&key.value), head) {
                    (Some(field), Some(head)) => {
                        values.roster_columns.insert(field, head.value);
                    }
                    (Some(_), None) => {}
                    (None, _) => {
                        let names = RosterField::ALL.map(RosterField::name);
                        let problem = Problem::new(key.span, format!("unknown key `{}`", columns.path_of(&key.value)));
                        self.problems().push(match nearest(&key.value, names) {
                            Some(name) => problem.with_help(format!("did you mean `{name}`?")),
                            None => problem.with_help(format!("known here: {}", names.join(", "))),
                        });
                    }
                }
            }
            columns.finish(self.problems());
        }
        values.loop_guard = self.text(&table, "loop-guard").map(|folder| self.base.join(folder.value));
        if let Some(minutes) = table.number("loop-guard-minutes", self.problems()) {
            if (1..=LONGEST_GUARD_MINUTES).contains(&minutes.value) {
                values.loop_guard_minutes = Some(minutes.value);
            } else {
                let message = format!("`{}` cannot be {}", table.path_of("loop-guard-minutes"), minutes.value);
                self.refuse(minutes.span, message, "write a number from 1 to 1440, which is a day");
            }
        }
        table.finish(self.problems());
    }
}
