//! `[[template]]`: what templates may have to be filled in. Knows no template.

use super::{File, Values};
use crate::document::TableReader;
use crate::settings::TemplateFields;
use crate::settings::allowance::check_file_glob;

impl File<'_> {
    pub(super) fn read_templates(&mut self, root: &TableReader<'_>, values: &mut Values) {
        for table in root.table_readers("template", self.problems()) {
            let files = self.globs(&table, "files", check_file_glob);
            let placeholders = self.texts(&table, "placeholders");
            if table.table().get("placeholders").is_none() {
                table.missing("placeholders", self.problems());
            }
            for name in placeholders.iter().flatten() {
                if name.value.contains(['{', '}', '<', '>', '%', '|']) {
                    let message = format!("`{}` is a placeholder with its brackets", name.value);
                    self.refuse(name.span, message, "write the name alone: \"name\" for {{ name }}");
                }
            }
            table.finish(self.problems());
            let placeholders = placeholders.unwrap_or_default().into_iter().map(|name| name.value).collect();
            values.templates.push(TemplateFields { files, placeholders, base: self.base.to_owned() });
        }
    }
}
