//! `[rule.ID]` and `[lists]`: how rules and their word lists are tuned. Whether an id or a list exists is not known here.

use super::{File, RuleValues, Values};
use crate::document::{Item, TableReader, as_number, nearest};
use crate::settings::{ListChange, RuleSettings};
use crate::severity::Severity;

/// The levels a rule can be set to; `off` is none.
pub(super) const LEVELS: [(&str, Option<Severity>); 4] = [
    ("off", None),
    (Severity::Info.name(), Some(Severity::Info)),
    (Severity::Warning.name(), Some(Severity::Warning)),
    (Severity::Error.name(), Some(Severity::Error)),
];

impl File<'_> {
    pub(super) fn read_rules(&mut self, root: &TableReader<'_>, values: &mut Values) {
        let Some(rules) = root.table_reader("rule", self.problems()) else { return };
        for (id, node) in &rules.table().entries {
            let Some(table) = TableReader::of(node, &rules.path_of(&id.value), self.problems()) else { continue };
            let lock = table.flag("locked", self.problems()).filter(|flag| flag.value).map(|flag| flag.span);
            let mut settings = RuleSettings {
                severity: self.word(&table, "severity", &LEVELS),
                is_locked: lock.is_some(),
                place: self.place(id.span),
                ..RuleSettings::default()
            };
            for (key, node) in &table.table().entries {
                if matches!(key.value.as_str(), "severity" | "locked") {
                    continue;
                }
                let path = table.path_of(&key.value);
                if let (false, Some(meant)) =
                    (matches!(node.item, Item::Integer(_)), nearest(&key.value, ["severity", "locked"]))
                {
                    self.refuse(key.span, format!("unknown key `{path}`"), &format!("did you mean `{meant}`?"));
                } else if let Some(number) = as_number(node, &path, self.problems()) {
                    settings.params.insert(key.value.clone(), number.value);
                }
            }
            values.rules.push(RuleValues { id: id.clone(), settings, lock });
        }
    }

    pub(super) fn read_lists(&mut self, root: &TableReader<'_>, values: &mut Values) {
        let Some(lists) = root.table_reader("lists", self.problems()) else { return };
        for (name, node) in &lists.table().entries {
            let Some(table) = TableReader::of(node, &lists.path_of(&name.value), self.problems()) else { continue };
            let add = self.plain_texts(&table, "add").unwrap_or_default();
            let mut remove = self.plain_texts(&table, "remove").unwrap_or_default();
            remove.extend(self.plain_texts(&table, "allow").unwrap_or_default());
            table.finish(self.problems());
            values.lists.push((name.value.clone(), ListChange { add, remove, place: self.place(name.span) }));
        }
    }
}
