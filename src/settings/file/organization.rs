//! `[organization]`, `[[partner]]` and `[people]`: who we are, whom we write to, whom we know.

use super::{File, OrganizationValues, Values};
use crate::document::{DocumentError, Problem, TableReader};
use crate::domain_name::fold_domain;
use crate::settings::error::Broken;
use crate::settings::pattern::{check_address_glob, check_name_glob};
use crate::settings::people::{self, LARGEST_TABLE_BYTES};
use crate::settings::{Partner, reading};
use crate::span::Spanned;
use std::path::Path;

impl File<'_> {
    pub(super) fn read_organization(&mut self, root: &TableReader<'_>, values: &mut Values) {
        let Some(table) = root.table_reader("organization", self.problems()) else { return };
        values.organization = OrganizationValues {
            name: self.text(&table, "name").map(|name| name.value),
            aliases: self.plain_texts(&table, "aliases"),
            domains: self.domains(&table, "domains"),
            member_domains: self.domains(&table, "member-domains"),
            intranet_hosts: self.domains(&table, "intranet-hosts"),
            allowed_senders: self.address_globs(&table, "allowed-senders"),
        };
        table.finish(self.problems());
    }

    pub(super) fn read_partners(&mut self, root: &TableReader<'_>, values: &mut Values) {
        for table in root.table_readers("partner", self.problems()) {
            let name = self.required_text(&table, "name");
            let aliases = self.plain_texts(&table, "aliases").unwrap_or_default();
            let domains = self.domains(&table, "domains").unwrap_or_default();
            let is_name_required = table.flag("name-required", self.problems()).is_some_and(|flag| flag.value);
            let may_receive = self.file_names(&table, "may-receive");
            table.finish(self.problems());
            if let Some(name) = name {
                values.partners.push(Partner { name: name.value, aliases, domains, is_name_required, may_receive });
            }
        }
    }

    pub(super) fn read_people(&mut self, root: &TableReader<'_>, values: &mut Values) {
        let Some(table) = root.table_reader("people", self.problems()) else { return };
        if let Some(path) = self.text(&table, "address-book") {
            values.address_book = self.people_table(&path, people::read_address_book);
            values.address_book_file = Some(self.base.join(&path.value));
        }
        if let Some(path) = self.text(&table, "lists") {
            values.people_lists = self.people_table(&path, people::read_lists);
            values.people_lists_file = Some(self.base.join(&path.value));
        }
        table.finish(self.problems());
    }

    /// A table of people beside the configuration file. A file that is not there is a problem of this one; what is
    /// wrong inside it is its own.
    fn people_table<T>(
        &mut self,
        path: &Spanned<String>,
        read: fn(&str, &str) -> Result<Vec<T>, DocumentError>,
    ) -> Option<Vec<T>> {
        if self.leaves_people_unread {
            return None;
        }
        let bytes = match reading::read_bytes(&self.base.join(&path.value), LARGEST_TABLE_BYTES) {
            Ok(bytes) => bytes,
            Err(reason) => {
                let message = format!("`{}` cannot be read: {reason}", path.value);
                self.refuse(path.span, message, "write its path relative to this configuration file");
                return None;
            }
        };
        let shown = Path::new(self.name).with_file_name(&path.value).display().to_string();
        match people::decode_table(&shown, &bytes).and_then(|text| read(&shown, &text)) {
            Ok(rows) => Some(rows),
            Err(error) => {
                self.findings.broken.push(Broken::Document(error));
                None
            }
        }
    }

    /// Globs of addresses that can be compiled.
    fn address_globs<'t>(&mut self, table: &TableReader<'t>, key: &'t str) -> Option<Vec<String>> {
        let texts = self.texts(table, key)?;
        for text in &texts {
            if let Err(message) = check_address_glob(&text.value) {
                self.refuse(text.span, message, "`*` stands for any characters, `@agency.example` for a whole domain");
            }
        }
        Some(texts.into_iter().map(|text| text.value).collect())
    }

    /// Globs of file names that can be compiled.
    fn file_names<'t>(&mut self, table: &TableReader<'t>, key: &'t str) -> Vec<String> {
        let texts = self.texts(table, key).unwrap_or_default();
        for text in &texts {
            if let Err(message) = check_name_glob(&text.value) {
                self.refuse(text.span, message, "`*` stands for any characters");
            }
        }
        texts.into_iter().map(|text| text.value).collect()
    }

    fn domains<'t>(&mut self, table: &TableReader<'t>, key: &'t str) -> Option<Vec<String>> {
        let texts = self.texts(table, key)?;
        Some(texts.into_iter().filter_map(|text| self.domain(&text)).collect())
    }

    fn domain(&mut self, text: &Spanned<String>) -> Option<String> {
        let folded = fold_domain(&text.value);
        if folded.is_none() {
            let problem = Problem::new(text.span, format!("`{}` is not a domain name", text.value));
            let bare = text.value.rsplit('@').next().unwrap_or_default().trim_start_matches(['*', '.']);
            self.problems().push(match fold_domain(bare) {
                Some(_) => problem.with_help(format!("write `{bare}`: sub-domains are included")),
                None => problem,
            });
        }
        folded
    }
}
