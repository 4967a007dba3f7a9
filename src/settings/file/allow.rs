//! `[[allow]]`: suppression, always by rule and with a reason. Whether the rule exists is not known here.

use super::{File, Values};
use crate::document::{Item, TableReader};
use crate::settings::Allowance;
use crate::settings::allowance::check_file_glob;
use crate::settings::pattern::check_address_glob;
use crate::span::Spanned;

impl File<'_> {
    pub(super) fn read_allowances(&mut self, root: &TableReader<'_>, values: &mut Values) {
        for table in root.table_readers("allow", self.problems()) {
            let rule = self.required_text(&table, "rule");
            let recipients = self.globs(&table, "recipients", check_address_glob);
            let files = self.globs(&table, "files", check_file_glob);
            let reason = self.required_text(&table, "reason");
            let until = self.date(&table, "until");
            let span = rule.as_ref().map_or(table.span(), |rule| rule.span);
            table.finish(self.problems());
            if let (Some(rule), Some(reason)) = (rule, reason) {
                let (rule, reason) = (rule.value, reason.value);
                let (base, place) = (self.base.to_owned(), self.place(span));
                let allowance = Allowance { rule, recipients, files, reason, until, base, place };
                values.allowances.push(Spanned::new(allowance, span));
            }
        }
    }

    /// Globs that can be compiled. An empty list is refused: it reads as "for nobody" and would mean "for all".
    pub(super) fn globs<'t>(
        &mut self,
        table: &TableReader<'t>,
        key: &'t str,
        check: fn(&str) -> Result<(), String>,
    ) -> Vec<String> {
        let Some(texts) = self.texts(table, key) else { return Vec::new() };
        self.refuse_empty(table, key, "name what is allowed, or leave the key out to allow all");
        for text in &texts {
            if let Err(message) = check(&text.value) {
                self.refuse(text.span, message, "`*` stands for any characters, `**` for any folders");
            }
        }
        texts.into_iter().map(|text| text.value).collect()
    }

    fn date<'t>(&mut self, table: &TableReader<'t>, key: &'t str) -> Option<String> {
        let node = table.node(key)?;
        let help = "write a day without quotes: until = 2027-03-31";
        match &node.item {
            Item::Date(date) if date.parse::<jiff::civil::Date>().is_ok() && date.len() == "2027-03-31".len() => {
                return Some(date.clone());
            }
            Item::Date(date) => self.refuse(node.span, format!("`{date}` is not a day"), help),
            other => {
                let message = format!("`{}` must be a date, not {}", table.path_of(key), other.kind());
                self.refuse(node.span, message, help);
            }
        }
        None
    }
}
