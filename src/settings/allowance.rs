//! `[[allow]]` compiled: which findings and which recipients are let pass, and which allowances no longer serve.
//! Knows no draft: it is asked with a rule, a path and an address.

use super::Allowance;
use super::pattern::{AddressGlob, build};
use super::reading::absolute;
use crate::domain_name::fold_address;
use crate::fold::{fold, fold_path};
use globset::GlobMatcher;
use jiff::civil::Date;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

/// All allowances, ready to be asked from several threads.
#[derive(Debug, Default)]
pub struct Allowances {
    compiled: Vec<Compiled>,
}

/// An allowance that no longer serves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOver {
    /// Where it stands: `mailcheck.toml:12`.
    pub place: String,
    /// Its rule.
    pub rule: String,
    /// What is the matter.
    pub reason: LeftOverReason,
}

/// Why an allowance no longer serves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LeftOverReason {
    /// It let nothing pass in this run.
    Unused,
    /// This was its last day.
    Expired(Date),
}

#[derive(Debug)]
struct Compiled {
    allowance: Allowance,
    recipients: Vec<AddressGlob>,
    files: FileGlobs,
    expired: Option<Date>,
    is_used: AtomicBool,
}

/// Globs of paths, relative to a folder.
#[derive(Debug)]
pub(super) struct FileGlobs {
    globs: Vec<FileGlob>,
    /// The folder, as globs see it.
    base: Option<String>,
}

#[derive(Debug)]
struct FileGlob {
    matcher: GlobMatcher,
    is_absolute: bool,
}

impl FileGlobs {
    /// Compiles; a glob that cannot be compiled (loading refuses it) matches nothing.
    pub(super) fn new(globs: &[String], base: &Path) -> Self {
        Self {
            globs: globs.iter().filter_map(|glob| compile_file(glob).ok()).collect(),
            base: absolute(base).map(|base| shown(&base)),
        }
    }

    /// True when one of them names this path; `None`, standard input, has none.
    pub(super) fn name(&self, path: Option<&Path>) -> bool {
        let Some(whole) = path.and_then(absolute).map(|path| shown(&path)) else { return false };
        let within = self.base.as_deref().and_then(|base| below(&whole, base));
        self.globs.iter().any(|glob| match (glob.is_absolute, &within) {
            (true, _) => glob.matcher.is_match(&whole),
            (false, Some(within)) => glob.matcher.is_match(within),
            (false, None) => false,
        })
    }
}

impl Allowances {
    /// Compiles; `id_of` tells what a rule is called today, `today` is the local date. A glob that cannot be compiled or a day that cannot be read (loading
    /// refuses both) lets nothing pass.
    #[must_use]
    pub fn new(allowances: &[Allowance], id_of: &dyn Fn(&str) -> String, today: Date) -> Self {
        let of_today = |allowance: &Allowance| Allowance { rule: id_of(&allowance.rule), ..allowance.clone() };
        Self { compiled: allowances.iter().map(|allowance| Compiled::new(&of_today(allowance), today)).collect() }
    }

    /// The first allowance that lets a whole finding of `rule` in this draft pass; ask only when there is a finding,
    /// since it counts as used from then on. `path` is `None` for standard input, which no `files` match.
    pub fn covers_draft(&self, rule: &str, path: Option<&Path>) -> Option<&Allowance> {
        let found = self.in_force(rule, path).find(|compiled| compiled.allowance.recipients.is_empty())?;
        Some(found.used())
    }

    /// True when an allowance takes this recipient out of what `rule` counts. `address` is an addr-spec,
    /// folded or not.
    pub fn exempts(&self, rule: &str, path: Option<&Path>, address: &str) -> bool {
        if self.compiled.is_empty() {
            return false;
        }
        let address = fold_address(address).unwrap_or_else(|| fold(address));
        // Not `any`: each allowance that matches is in use, also a second one that says the same.
        let matching = self.in_force(rule, path).filter(|compiled| compiled.names(&address));
        matching.map(Compiled::used).count() > 0
    }

    /// Allowances past their day, and those that let nothing pass in this run, in the order of the files.
    #[must_use]
    pub fn left_over(&self) -> Vec<LeftOver> {
        self.compiled.iter().filter_map(Compiled::left_over).collect()
    }

    /// Which of them let something pass in this run, in the order of the files.
    #[must_use]
    pub fn used(&self) -> Vec<bool> {
        self.compiled.iter().map(|compiled| compiled.is_used.load(Ordering::Relaxed)).collect()
    }

    /// Takes those for used that let something pass in another run with the same settings.
    pub fn take_for_used(&self, used: &[bool]) {
        for (compiled, _) in self.compiled.iter().zip(used).filter(|(_, is_used)| **is_used) {
            compiled.used();
        }
    }

    fn in_force(&self, rule: &str, path: Option<&Path>) -> impl Iterator<Item = &Compiled> {
        self.compiled.iter().filter(move |compiled| compiled.is_in_force(rule, path))
    }
}

impl Compiled {
    fn new(allowance: &Allowance, today: Date) -> Self {
        let until = allowance.until.as_deref().map(|until| until.parse().unwrap_or(Date::MIN));
        Self {
            allowance: allowance.clone(),
            recipients: allowance.recipients.iter().filter_map(|glob| AddressGlob::compile(glob).ok()).collect(),
            files: FileGlobs::new(&allowance.files, &allowance.base),
            expired: until.filter(|last_day| *last_day < today),
            is_used: AtomicBool::new(false),
        }
    }

    fn is_in_force(&self, rule: &str, path: Option<&Path>) -> bool {
        self.allowance.rule == rule && self.expired.is_none() && self.covers_file(path)
    }

    fn covers_file(&self, path: Option<&Path>) -> bool {
        self.allowance.files.is_empty() || self.files.name(path)
    }

    fn names(&self, address: &str) -> bool {
        self.recipients.iter().any(|glob| glob.is_match(address))
    }

    fn used(&self) -> &Allowance {
        self.is_used.store(true, Ordering::Relaxed);
        &self.allowance
    }

    fn left_over(&self) -> Option<LeftOver> {
        let reason = match self.expired {
            Some(last_day) => LeftOverReason::Expired(last_day),
            None if self.is_used.load(Ordering::Relaxed) => return None,
            None => LeftOverReason::Unused,
        };
        Some(LeftOver { place: self.allowance.place.clone(), rule: self.allowance.rule.clone(), reason })
    }
}

/// Says what is wrong with a glob of paths.
///
/// # Errors
/// In words for people.
pub(super) fn check_file_glob(glob: &str) -> Result<(), String> {
    compile_file(glob).map(drop)
}

/// `*` stays within a folder, `**` crosses folders.
fn compile_file(glob: &str) -> Result<FileGlob, String> {
    if glob.contains('\\') {
        return Err(format!("`{glob}` has a backslash: write `/` on every system"));
    }
    let folded = fold_path(glob.strip_prefix("./").unwrap_or(glob));
    if folded.split('/').any(|part| part == "..") {
        return Err(format!("`{glob}` leaves the folder of this configuration file: write the whole path"));
    }
    let is_absolute = folded.starts_with('/') || folded.as_bytes().get(1..3) == Some(b":/");
    Ok(FileGlob { matcher: build(glob, &folded, true)?, is_absolute })
}

/// The path as globs see it: folded, with `/`.
fn shown(path: &Path) -> String {
    let text = path.to_string_lossy();
    fold_path(&if cfg!(windows) { text.replace('\\', "/") } else { text.into_owned() })
}

/// What follows `base` and a `/` in `path`.
fn below(path: &str, base: &str) -> Option<String> {
    let rest = path.strip_prefix(base.trim_end_matches('/'))?;
    rest.strip_prefix('/').map(str::to_owned)
}

#[cfg(test)]
mod tests;
