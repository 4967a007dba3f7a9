//! Reads all configuration files and what they extend, holds what is locked, and lists everything that is broken.
//! Which value wins is decided in `merge`.

use super::discovery::Request;
use super::error::{Broken, Findings, SettingsError};
use super::file::{self, Values};
use super::merge::{self, CommandLine};
use super::source::{Layer, Lines, Source};
use super::{RuleSettings, Settings, Wish, reading};
use crate::document::{Document, DocumentError, Problem, nearest};
use crate::span::Span;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// The rule that asks for approvals.
pub(super) const APPROVAL_RULE: &str = "approval-required";

/// The largest configuration file that is read, in bytes.
const LARGEST_FILE_BYTES: u64 = 4 * 1024 * 1024;

/// How far `extends` may lead from file to file.
const LONGEST_CHAIN: usize = 16;

/// Settings, and where they come from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Loaded {
    /// What is in force.
    pub settings: Settings,
    /// Each value that is written somewhere and in force, in the order of the handbook's sections.
    pub sources: Vec<Source>,
}

/// Loads the settings in force: options of this run over the project's file over the user's over the system's, and
/// each file over those it extends.
///
/// # Errors
/// Every file that cannot be read or says something wrong, and every try to weaken what the system-wide file locks.
pub fn load(request: &Request) -> Result<Loaded, SettingsError> {
    let mut reader = Reader::new(&request.working_directory, request.leaves_people_unread);
    reader.unsaved = request.unsaved.as_ref().map(|(path, text)| (identity(path), text.as_str()));
    for (layer, path) in request.files() {
        if let Err(reason) = reader.read_file(layer, &path) {
            reader.broken.push(Broken::Unreadable { path, reason });
        }
    }
    reader.finish(&request.command_line)
}

/// Settings of one text alone, such as the `config` of an example in a rule file. `base` is the folder to which its paths
/// are relative.
///
/// # Errors
/// Everything that is wrong in it.
pub fn from_text(name: &str, text: &str, base: &Path) -> Result<Settings, SettingsError> {
    let mut reader = Reader::new(base, false);
    reader.read_text(Layer::Config, name.to_owned(), &base.join(name), text);
    Ok(reader.finish(&CommandLine::default())?.settings)
}

/// A configuration file that was read.
#[derive(Debug)]
pub(super) struct ConfigFile {
    pub layer: Layer,
    pub document: Document,
    pub lines: Lines,
    pub values: Values,
    path: PathBuf,
    findings: Findings,
}

impl ConfigFile {
    /// `mailcheck.toml:12`.
    fn place(&self, span: Span) -> String {
        format!("{}:{}", self.document.name, self.lines.line_of(span))
    }
}

struct Reader<'a> {
    working_directory: &'a Path,
    leaves_people_unread: bool,
    /// A file whose text stands in an editor.
    unsaved: Option<(PathBuf, &'a str)>,
    /// The weakest first.
    files: Vec<ConfigFile>,
    /// Files being read, each extended by the one before it.
    chain: Vec<(PathBuf, String)>,
    /// Files that did not even parse.
    unparsed: BTreeSet<PathBuf>,
    broken: Vec<Broken>,
}

impl<'a> Reader<'a> {
    fn new(working_directory: &'a Path, leaves_people_unread: bool) -> Self {
        Self {
            working_directory,
            leaves_people_unread,
            unsaved: None,
            files: Vec::new(),
            chain: Vec::new(),
            unparsed: BTreeSet::new(),
            broken: Vec::new(),
        }
    }

    /// Reads a file after those it extends. `Err` says why it cannot be read at all.
    fn read_file(&mut self, layer: Layer, path: &Path) -> Result<(), String> {
        let unsaved = self.unsaved.as_ref().filter(|(unsaved, _)| *unsaved == identity(path));
        let text = match unsaved {
            Some((_, text)) => (*text).to_owned(),
            None => reading::read_text(path, LARGEST_FILE_BYTES)?,
        };
        self.read_text(layer, self.shown(path), path, &text);
        Ok(())
    }

    fn read_text(&mut self, layer: Layer, name: String, path: &Path, text: &str) {
        let document = match Document::parse(&name, text) {
            Ok(document) => document,
            Err(error) => {
                if self.unparsed.insert(identity(path)) {
                    self.broken.push(Broken::Document(error));
                }
                return;
            }
        };
        let plain = reading::absolute(path).unwrap_or_else(|| path.to_owned());
        let (values, mut findings) = file::read(&document, plain.parent().unwrap_or(&plain), self.leaves_people_unread);
        self.chain.push((identity(path), name));
        for extended in &values.extends {
            if let Some(problem) = self.read_extended(layer, &extended.value, extended.span) {
                findings.problems.push(problem);
            }
        }
        self.chain.pop();
        let lines = Lines::of(text);
        self.files.push(ConfigFile { layer, document, lines, values, path: identity(path), findings });
    }

    /// Reads a file that another extends; what keeps it from being read is a problem of the other.
    fn read_extended(&mut self, layer: Layer, path: &Path, span: Span) -> Option<Problem> {
        let path_identity = identity(path);
        if let Some(start) = self.chain.iter().position(|(open, _)| *open == path_identity) {
            let names: Vec<&str> = self.chain[start..].iter().map(|(_, name)| name.as_str()).collect();
            let circle = format!("{} -> {}", names.join(" -> "), names.first().copied().unwrap_or_default());
            return Some(Problem::new(span, format!("`extends` runs in a circle: {circle}")));
        }
        if self.chain.len() >= LONGEST_CHAIN {
            return Some(Problem::new(span, format!("`extends` leads over more than {LONGEST_CHAIN} files")));
        }
        let is_read = |file: &ConfigFile| file.layer == layer && file.path == path_identity;
        if self.unparsed.contains(&path_identity) || self.files.iter().any(is_read) {
            return None;
        }
        let reason = self.read_file(layer, path).err()?;
        let problem = Problem::new(span, format!("`{}` cannot be read: {reason}", self.shown(path)));
        Some(problem.with_help("write its path relative to this configuration file"))
    }

    /// The path as people know it: from the working directory when it lies below, else whole.
    fn shown(&self, path: &Path) -> String {
        let plain = reading::absolute(path).unwrap_or_else(|| path.to_owned());
        let from = reading::absolute(self.working_directory);
        let short = from.as_deref().and_then(|from| plain.strip_prefix(from).ok());
        short.unwrap_or(&plain).display().to_string()
    }

    fn finish(mut self, command_line: &CommandLine) -> Result<Loaded, SettingsError> {
        self.drop_repeated();
        self.hold_locks(command_line);
        self.look_for_roles();
        for file in &mut self.files {
            let problems = std::mem::take(&mut file.findings.problems);
            if !problems.is_empty() {
                let error = DocumentError::new(&file.document.name, &file.document.text, problems);
                self.broken.push(Broken::Document(error));
            }
            self.broken.append(&mut file.findings.broken);
        }
        if self.broken.is_empty() {
            let wishes = self.wishes(command_line);
            let mut loaded = merge::merge(self.files, command_line);
            loaded.settings.wishes = wishes;
            Ok(loaded)
        } else {
            Err(SettingsError { broken: self.broken })
        }
    }

    /// A file reached on two ways counts once, or its allowances and partners would be there twice: where it counts
    /// most, but what the system-wide file extends stays the system's, with its locks.
    fn drop_repeated(&mut self) {
        let places: Vec<(Layer, PathBuf)> = self.files.iter().map(|file| (file.layer, file.path.clone())).collect();
        let mut number = 0;
        self.files.retain(|file| {
            let same = |place: &(Layer, PathBuf)| place.1 == file.path;
            let after_system = places[..number].iter().any(|place| same(place) && place.0 == Layer::System);
            let before_stronger = places[number + 1..].iter().any(same) && file.layer != Layer::System;
            number += 1;
            !after_system && !before_stronger
        });
    }

    /// What the system-wide file locks is taken whole from there: saying anything else is a mistake, not a wish.
    fn hold_locks(&mut self, command_line: &CommandLine) {
        let locks = self.locks();
        for file in self.files.iter_mut().filter(|file| file.layer != Layer::System) {
            for rule in &file.values.rules {
                if let Some(lock) = rule.lock {
                    let problem = Problem::new(lock, "`locked` counts only in the system-wide file".to_owned());
                    file.findings.problems.push(problem.with_help("take it out, or put the table there"));
                }
                if let Some((locked, place)) = locks.get(&rule.id.value).filter(|lock| differs(&rule.settings, &lock.0))
                {
                    let message = format!("`rule.{}` is locked by `{place}`", rule.id.value);
                    let help = format!("take this table out: {} holds", in_words(locked));
                    file.findings.problems.push(Problem::new(rule.id.span, message).with_help(help));
                }
            }
            for id in file.values.overrides.iter().flat_map(|(_, ids)| ids) {
                if let Some((_, place)) = locks.get(&id.value) {
                    let problem = Problem::new(id.span, format!("`{}` is locked by `{place}`", id.value));
                    file.findings.problems.push(problem.with_help("take it out: it holds for every draft"));
                }
            }
            for allowance in &file.values.allowances {
                if let Some((_, place)) = locks.get(&allowance.value.rule) {
                    let message =
                        format!("`{}` is locked by `{place}` and cannot be allowed here", allowance.value.rule);
                    let problem = Problem::new(allowance.span, message);
                    file.findings.problems.push(problem.with_help("ask for an `[[allow]]` in the file that locks it"));
                }
            }
        }
        self.hold_approval_lock();
        for rule in &command_line.skip {
            if let Some((_, place)) = locks.get(rule) {
                self.broken.push(Broken::SkipsLocked { rule: rule.clone(), place: place.clone() });
            }
        }
    }

    /// Who may change whose keys count can approve everything.
    fn hold_approval_lock(&mut self) {
        let lock =
            self.files.iter().filter(|file| file.layer == Layer::System).find(|file| file.values.approval.is_locked);
        let place = lock.map(|file| file.values.approval_place.map_or_else(String::new, |span| file.place(span)));
        for file in self.files.iter_mut().filter(|file| file.layer != Layer::System) {
            let Some(span) = file.values.approval_place else { continue };
            let problem = match &place {
                Some(place) => {
                    Problem::new(span, format!("`approval` is locked by `{place}`")).with_help("take this table out")
                }
                None if file.values.approval.is_locked => {
                    Problem::new(span, "`approval.locked` counts only in the system-wide file".to_owned())
                        .with_help("take it out, or put the table there")
                }
                None => continue,
            };
            file.findings.problems.push(problem);
        }
    }

    /// A role may be explained in another file than the one that names it.
    fn look_for_roles(&mut self) {
        let known: BTreeSet<String> =
            self.files.iter().flat_map(|file| file.values.approval.roles.keys().cloned()).collect();
        for file in &mut self.files {
            for role in file.values.role_uses.iter().filter(|role| !known.contains(&role.value)) {
                let problem = Problem::new(role.span, format!("`{}` is no role of `[approval.roles]`", role.value));
                file.findings.problems.push(problem.with_help(roles_in_words(&role.value, &known)));
            }
        }
    }

    /// What others than the system's files say about rules that are not locked, while any rule is.
    fn wishes(&self, command_line: &CommandLine) -> Vec<Wish> {
        let locks = self.locks();
        if locks.is_empty() {
            return Vec::new();
        }
        let of_files = self.files.iter().filter(|file| file.layer != Layer::System).flat_map(|file| {
            let tuned = file.values.rules.iter().map(|rule| (&rule.id.value, rule.id.span));
            let overridden = file.values.overrides.iter().flat_map(|(_, ids)| ids).map(|id| (&id.value, id.span));
            let allowed = file.values.allowances.iter().map(|allowance| (&allowance.value.rule, allowance.span));
            tuned
                .chain(overridden)
                .chain(allowed)
                .map(|(rule, span)| Wish { rule: rule.clone(), place: file.place(span) })
        });
        let skipped = command_line.skip.iter().map(|rule| Wish { rule: rule.clone(), place: format!("--skip {rule}") });
        of_files.chain(skipped).filter(|wish| !locks.contains_key(&wish.rule)).collect()
    }

    /// Locked rules: what the system's files together say about them, and where they are locked.
    fn locks(&self) -> BTreeMap<String, (RuleSettings, String)> {
        let system = || self.files.iter().filter(|file| file.layer == Layer::System);
        let mut locks = BTreeMap::new();
        for file in system() {
            for rule in &file.values.rules {
                if let Some(lock) = rule.lock {
                    locks.insert(rule.id.value.clone(), (RuleSettings::default(), file.place(lock)));
                }
            }
        }
        // Whoever can switch the rule off needs no key.
        for file in system().filter(|file| file.values.approval.is_locked) {
            let place = file.values.approval_place.map_or_else(String::new, |span| file.place(span));
            locks.entry(APPROVAL_RULE.to_owned()).or_insert((RuleSettings::default(), place));
        }
        for rule in system().flat_map(|file| &file.values.rules) {
            if let Some((locked, _)) = locks.get_mut(&rule.id.value) {
                merge::overlay_rule(locked, &rule.settings);
            }
        }
        locks
    }
}

/// True when `wish` sets anything to another value than `locked` has.
fn differs(wish: &RuleSettings, locked: &RuleSettings) -> bool {
    let other_severity = wish.severity.is_some() && wish.severity != locked.severity;
    other_severity || wish.params.iter().any(|(name, number)| locked.params.get(name) != Some(number))
}

/// In both languages: whoever writes approvals into the settings reads one of them.
fn roles_in_words(role: &str, known: &BTreeSet<String>) -> String {
    let names: Vec<&str> = known.iter().map(String::as_str).collect();
    let (en, ja) = match (nearest(role, names.iter().copied()), names.is_empty()) {
        (Some(name), _) => (format!("did you mean `role:{name}`?"), format!("「role:{name}」ではありませんか")),
        (None, true) => (
            format!("write `[approval.roles]` and below it `{role} = [\"address\"]`"),
            format!("[approval.roles] の下に {role} = [\"アドレス\"] と書いてください"),
        ),
        (None, false) => (format!("known roles: {}", names.join(", ")), format!("あるのは {}", names.join("、"))),
    };
    format!("{en} / 役割「{role}」は [approval.roles] にありません。{ja}")
}

fn in_words(locked: &RuleSettings) -> String {
    let severity = locked.severity.map(|severity| severity.map_or("off", |severity| severity.name()));
    let severity = severity.map(|severity| format!("severity = \"{severity}\""));
    let params = locked.params.iter().map(|(name, number)| format!("{name} = {number}"));
    let words: Vec<String> = severity.into_iter().chain(params).collect();
    if words.is_empty() { "the rule as it comes".to_owned() } else { format!("`{}`", words.join(", ")) }
}

/// What tells a file from others, also behind links.
fn identity(path: &Path) -> PathBuf {
    std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())
}

#[cfg(test)]
mod tests;
