//! Which value wins: later files over earlier ones, the command line over all. Knows nothing of how files were found.

use super::layers::{APPROVAL_RULE, ConfigFile, Loaded};
use super::source::{self, Place, Source};
use super::{Layer, PolicyKind, RuleSettings, Settings};
use std::collections::BTreeMap;

pub(super) use super::discovery::CommandLine;

/// The order of sections in the handbook and in `config show`.
pub(super) const SECTIONS: [&str; 17] = [
    "lang",
    "rules",
    "extends",
    "organization",
    "partner",
    "people",
    "rule",
    "override",
    "limits",
    "policy",
    "mailing",
    "template",
    "send",
    "approval",
    "lists",
    "outlook",
    "allow",
];

/// Lays the files over each other, the weakest first, and the options of this run over all.
pub(super) fn merge(files: Vec<ConfigFile>, command_line: &CommandLine) -> Loaded {
    let mut settings = Settings::default();
    let mut notes = Notes::default();
    let mut of_system = settings.organization.clone();
    for file in files {
        notes.take(&file);
        let is_of_system = file.layer == Layer::System;
        overlay(&mut settings, file);
        if is_of_system {
            of_system = settings.organization.clone();
        }
    }
    settings.approval.organization = settings.approval.is_locked.then_some(of_system);
    overlay_command_line(&mut settings, &mut notes, command_line);
    settings.policy.explain_roles(&settings.approval.roles);
    let mut sources = notes.sources;
    number_tables(&mut sources);
    sources.sort_by_key(|source| {
        let section = source.key.split(['.', '[']).next().unwrap_or_default();
        SECTIONS.iter().position(|known| *known == section)
    });
    Loaded { settings, sources }
}

/// Lays what one table says over another.
pub(super) fn overlay_rule(settings: &mut RuleSettings, stronger: &RuleSettings) {
    set(&mut settings.severity, stronger.severity);
    settings.params.extend(stronger.params.iter().map(|(name, number)| (name.clone(), *number)));
    settings.is_locked |= stronger.is_locked;
    settings.place.clone_from(&stronger.place);
}

fn overlay(settings: &mut Settings, file: ConfigFile) {
    let values = file.values;
    set(&mut settings.lang, values.lang);
    settings.rule_folders.extend(values.rule_folders);
    let organization = values.organization;
    set(&mut settings.organization.name, organization.name);
    replace(&mut settings.organization.aliases, organization.aliases);
    replace(&mut settings.organization.domains, organization.domains);
    replace(&mut settings.organization.member_domains, organization.member_domains);
    replace(&mut settings.organization.intranet_hosts, organization.intranet_hosts);
    replace(&mut settings.organization.allowed_senders, organization.allowed_senders);
    settings.partners.extend(values.partners);
    replace(&mut settings.people.address_book, values.address_book);
    replace(&mut settings.people.lists, values.people_lists);
    set(&mut settings.people.address_book_file, values.address_book_file);
    set(&mut settings.people.lists_file, values.people_lists_file);
    for rule in values.rules {
        overlay_rule(settings.rules.entry(rule.id.value).or_default(), &rule.settings);
    }
    for (name, change) in values.lists {
        let list = settings.lists.entry(name).or_default();
        list.add.extend(change.add);
        list.remove.extend(change.remove);
        list.place = change.place;
    }
    settings.allowances.extend(values.allowances.into_iter().map(|allowance| allowance.value));
    settings.overrides.extend(values.overrides.into_iter().map(|(given, _)| given));
    set(&mut settings.policy.bulk, values.bulk);
    set(&mut settings.policy.encrypt, values.encrypt);
    settings.policy.entries.extend(values.policy_entries);
    set(&mut settings.limits.mta_bytes, values.limits.mta_bytes);
    set(&mut settings.limits.tool_bytes, values.limits.tool_bytes);
    settings.limits.named.extend(values.limits.named);
    settings.reading.extend(values.reading);
    settings.inside.extend(values.inside);
    settings.roster_columns.extend(values.roster_columns);
    set(&mut settings.loop_guard, values.loop_guard);
    set(&mut settings.loop_guard_minutes, values.loop_guard_minutes);
    let send = values.send;
    set(&mut settings.send.via, send.via);
    set(&mut settings.send.log, send.log);
    set(&mut settings.send.fail_on, send.fail_on);
    set(&mut settings.send.strip_bcc, send.strip_bcc);
    set(&mut settings.send.allow_in_draft, send.allow_in_draft);
    set(&mut settings.send.fail_mode, send.fail_mode);
    set(&mut settings.send.too_large, send.too_large);
    let approval = values.approval;
    set(&mut settings.approval.signers, approval.signers);
    set(&mut settings.approval.revoked, approval.revoked);
    set(&mut settings.approval.folder, approval.folder);
    settings.approval.roles.extend(approval.roles);
    settings.approval.is_locked |= approval.is_locked;
    if approval.is_locked {
        settings.rules.entry(APPROVAL_RULE.to_owned()).or_default().is_locked = true;
    }
    settings.templates.extend(values.templates);
    set(&mut settings.code_page, values.code_page);
}

fn overlay_command_line(settings: &mut Settings, notes: &mut Notes, command_line: &CommandLine) {
    let place = |option: String| Place { layer: Layer::CommandLine, file: option, line: None };
    if let Some(lang) = command_line.lang {
        settings.lang = Some(lang);
        notes.note("lang".to_owned(), source::quoted(lang.name()), place("--lang".to_owned()));
    }
    for rule in &command_line.skip {
        let option = format!("--skip {rule}");
        let rule_settings = settings.rules.entry(rule.clone()).or_default();
        rule_settings.severity = Some(None);
        rule_settings.place.clone_from(&option);
        notes.note(format!("rule.{rule}.severity"), source::quoted("off"), place(option));
    }
}

fn set<T>(value: &mut Option<T>, stronger: Option<T>) {
    if stronger.is_some() {
        *value = stronger;
    }
}

fn replace<T>(value: &mut T, stronger: Option<T>) {
    if let Some(stronger) = stronger {
        *value = stronger;
    }
}

/// Values noted so far, and where each key stands among them.
#[derive(Default)]
struct Notes {
    sources: Vec<Source>,
    numbers: BTreeMap<String, usize>,
}

impl Notes {
    fn take(&mut self, file: &ConfigFile) {
        for entry in source::entries_of(&file.document, &file.lines) {
            let place = Place { layer: file.layer, file: file.document.name.clone(), line: Some(entry.line) };
            self.note(entry.key, entry.value, place);
        }
    }

    /// Notes a value; unless its key adds up, it takes the place of the one noted before.
    fn note(&mut self, key: String, value: String, place: Place) {
        let weaker = self.numbers.get(&key).filter(|_| !source::adds_up(&key));
        match weaker.map(|number| &mut self.sources[*number]) {
            Some(source) => {
                let weaker = std::mem::replace(&mut source.place, place);
                source.overrides.insert(0, weaker);
                source.value = value;
            }
            None => {
                self.numbers.insert(key.clone(), self.sources.len());
                self.sources.push(Source { key, value, place, overrides: Vec::new() });
            }
        }
    }
}

/// `partner`, `override`, `template`, `allow` and the entries of `policy` get their numbers, from 1.
fn number_tables(sources: &mut [Source]) {
    let kinds = PolicyKind::ALL.map(|kind| format!("policy.{}", kind.name()));
    for name in ["partner", "override", "template", "allow"].into_iter().chain(kinds.iter().map(String::as_str)) {
        let tables = sources.iter_mut().filter(|source| source.key == name);
        for (number, source) in tables.enumerate() {
            source.key = format!("{name}[{}]", number + 1);
        }
    }
}
