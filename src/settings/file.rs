//! Reads one `mailcheck.toml`: every value checked, every mistake kept with its place. Knows nothing of other
//! configuration files, only of the tables of people that this one names.

mod allow;
mod approval;
mod limits;
mod mailing;
mod organization;
mod overrides;
mod policy;
mod rules;
mod send;
mod templates;

use super::error::Findings;
use super::source::Lines;
use super::{
    Allowance, ApprovalSettings, BulkPolicy, EncryptionPolicy, InsideLimit, Lang, ListChange, ListMember, Override,
    Partner, Person, PolicyEntry, ReadingLimit, RosterField, RuleSettings, SendSettings, SizeLimits, TemplateFields,
};
use crate::document::{Document, Item, Problem, TableReader, nearest};
use crate::span::{Span, Spanned};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// What one file says; `None` where it is silent.
#[derive(Debug, Default)]
pub(super) struct Values {
    pub lang: Option<Lang>,
    pub rule_folders: Vec<PathBuf>,
    pub extends: Vec<Spanned<PathBuf>>,
    pub organization: OrganizationValues,
    pub partners: Vec<Partner>,
    pub address_book: Option<Vec<Person>>,
    pub people_lists: Option<Vec<ListMember>>,
    pub address_book_file: Option<PathBuf>,
    pub people_lists_file: Option<PathBuf>,
    pub rules: Vec<RuleValues>,
    pub lists: Vec<(String, ListChange)>,
    pub allowances: Vec<Spanned<Allowance>>,
    /// Each with the rules it names.
    pub overrides: Vec<(Override, Vec<Spanned<String>>)>,
    pub bulk: Option<BulkPolicy>,
    pub encrypt: Option<EncryptionPolicy>,
    pub policy_entries: Vec<PolicyEntry>,
    pub limits: SizeLimits,
    pub reading: BTreeMap<ReadingLimit, u64>,
    pub inside: BTreeMap<InsideLimit, u64>,
    pub roster_columns: BTreeMap<RosterField, String>,
    pub loop_guard: Option<PathBuf>,
    pub loop_guard_minutes: Option<u64>,
    pub templates: Vec<TemplateFields>,
    pub send: SendSettings,
    pub approval: ApprovalSettings,
    /// Roles that `by` of `[[policy.approval]]` names; which there are is known when all files are.
    pub role_uses: Vec<Spanned<String>>,
    /// Where `[approval]` stands.
    pub approval_place: Option<Span>,
    pub code_page: Option<u16>,
}

/// `[organization]`.
#[derive(Debug, Default)]
pub(super) struct OrganizationValues {
    pub name: Option<String>,
    pub aliases: Option<Vec<String>>,
    pub domains: Option<Vec<String>>,
    pub member_domains: Option<Vec<String>>,
    pub intranet_hosts: Option<Vec<String>>,
    pub allowed_senders: Option<Vec<String>>,
}

/// `[rule.ID]`.
#[derive(Debug)]
pub(super) struct RuleValues {
    pub id: Spanned<String>,
    pub settings: RuleSettings,
    /// Where `locked = true` stands.
    pub lock: Option<Span>,
}

/// Reads the whole file. `base` is the folder it stands in, to which its paths are relative. The tables of `[people]`
/// are only named when they are to be left unread.
pub(super) fn read(document: &Document, base: &Path, leaves_people_unread: bool) -> (Values, Findings) {
    let (lines, findings) = (Lines::of(&document.text), Findings::default());
    let mut file = File { name: &document.name, base, leaves_people_unread, lines, findings, role_uses: Vec::new() };
    let root = document.reader();
    let mut values = Values {
        lang: file.word(&root, "lang", &Lang::ALL.map(|lang| (lang.name(), lang))),
        rule_folders: file.paths(&root, "rules").into_iter().map(|path| path.value).collect(),
        extends: file.paths(&root, "extends"),
        ..Values::default()
    };
    file.read_organization(&root, &mut values);
    file.read_partners(&root, &mut values);
    file.read_people(&root, &mut values);
    file.read_rules(&root, &mut values);
    file.read_limits(&root, &mut values);
    file.read_policy(&root, &mut values);
    file.read_mailing(&root, &mut values);
    file.read_templates(&root, &mut values);
    file.read_send(&root, &mut values);
    file.read_approval(&root, &mut values);
    file.read_lists(&root, &mut values);
    if let Some(table) = root.table_reader("outlook", file.problems()) {
        values.code_page = file.code_page(&table);
        table.finish(file.problems());
    }
    file.read_allowances(&root, &mut values);
    file.read_overrides(&root, &mut values);
    root.finish(file.problems());
    values.role_uses = file.role_uses;
    (values, file.findings)
}

/// The file being read.
struct File<'a> {
    name: &'a str,
    base: &'a Path,
    leaves_people_unread: bool,
    lines: Lines,
    findings: Findings,
    role_uses: Vec<Spanned<String>>,
}

impl File<'_> {
    fn problems(&mut self) -> &mut Vec<Problem> {
        &mut self.findings.problems
    }

    fn refuse(&mut self, span: Span, message: String, help: &str) {
        self.findings.problems.push(Problem::new(span, message).with_help(help));
    }

    /// `mailcheck.toml:12`.
    fn place(&self, span: Span) -> String {
        format!("{}:{}", self.name, self.lines.line_of(span))
    }

    /// One word of a closed set.
    fn word<'t, T: Copy>(&mut self, table: &TableReader<'t>, key: &'t str, known: &[(&str, T)]) -> Option<T> {
        let word = table.text(key, self.problems())?;
        self.known_word(&word, &table.path_of(key), known)
    }

    /// What a word of a closed set stands for.
    fn known_word<T: Copy>(&mut self, word: &Spanned<String>, path: &str, known: &[(&str, T)]) -> Option<T> {
        let found = known.iter().find(|(name, _)| *name == word.value).map(|(_, value)| *value);
        if found.is_none() {
            let names: Vec<&str> = known.iter().map(|(name, _)| *name).collect();
            let help = match nearest(&word.value, names.iter().copied()) {
                Some(name) => format!("did you mean `{name}`?"),
                None => format!("known here: {}", names.join(", ")),
            };
            self.refuse(word.span, format!("`{path}` cannot be `{}`", word.value), &help);
        }
        found
    }

    /// A string that says something; white space around it is dropped.
    fn not_blank(&mut self, text: Spanned<String>, path: &str) -> Option<Spanned<String>> {
        let trimmed = text.value.trim();
        if trimmed.is_empty() {
            self.refuse(text.span, format!("`{path}` is blank"), "write something, or leave the key out");
            return None;
        }
        Some(Spanned::new(trimmed.to_owned(), text.span))
    }

    fn text<'t>(&mut self, table: &TableReader<'t>, key: &'t str) -> Option<Spanned<String>> {
        let text = table.text(key, self.problems())?;
        self.not_blank(text, &table.path_of(key))
    }

    fn required_text<'t>(&mut self, table: &TableReader<'t>, key: &'t str) -> Option<Spanned<String>> {
        let text = table.required_text(key, self.problems())?;
        self.not_blank(text, &table.path_of(key))
    }

    /// A list of strings that say something.
    fn texts<'t>(&mut self, table: &TableReader<'t>, key: &'t str) -> Option<Vec<Spanned<String>>> {
        let texts = table.texts(key, self.problems())?;
        let path = table.path_of(key);
        Some(texts.into_iter().filter_map(|text| self.not_blank(text, &path)).collect())
    }

    /// Refuses a list that is there and holds nothing: it reads as "none" and would mean "all".
    fn refuse_empty(&mut self, table: &TableReader<'_>, key: &str, help: &str) {
        let Some(node) = table.table().get(key) else { return };
        if matches!(&node.item, Item::Array(nodes) if nodes.is_empty()) {
            self.refuse(node.span, format!("`{}` is empty", table.path_of(key)), help);
        }
    }

    fn plain_texts<'t>(&mut self, table: &TableReader<'t>, key: &'t str) -> Option<Vec<String>> {
        Some(self.texts(table, key)?.into_iter().map(|text| text.value).collect())
    }

    fn paths<'t>(&mut self, table: &TableReader<'t>, key: &'t str) -> Vec<Spanned<PathBuf>> {
        let texts = self.texts(table, key).unwrap_or_default();
        texts.into_iter().map(|text| Spanned::new(self.base.join(text.value), text.span)).collect()
    }

    fn code_page(&mut self, table: &TableReader<'_>) -> Option<u16> {
        let number = table.number("code-page", self.problems())?;
        let code_page = u16::try_from(number.value).ok().filter(|number| *number > 0);
        if code_page.is_none() {
            let message = format!("`{}` is no code page", number.value);
            self.refuse(number.span, message, "932 is Japanese, 1252 Western European, 65001 UTF-8");
        }
        code_page
    }
}

#[cfg(test)]
mod tests;
