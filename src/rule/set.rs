//! The rules in force: built-in ones and the user's, tuned and switched by the settings. Knows no draft.

mod switch;

#[cfg(test)]
mod tests;

pub use switch::WhyOff;

use super::Rule;
use super::builtin::{builtin_text, rule_files};
use super::compile::{Context, ListLookup, compile};
use super::error::RuleSetError;
use super::file::RuleFile;
use super::folder::read_paths;
use crate::document::nearest;
use crate::facts::schema::Demand;
use crate::lists::builtin::BUILTIN;
use crate::settings::{RuleSettings, Settings, Wish};
use std::path::PathBuf;
use switch::Switches;

/// Where a rule comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RuleSource {
    /// Shipped.
    BuiltIn,
    /// A file of the user.
    User {
        /// Where it lies.
        path: PathBuf,
        /// What is written there.
        text: String,
    },
}

/// A rule that exists, in force or not.
#[derive(Debug, Clone)]
pub struct KnownRule {
    /// What its file says; of built-in rules without prose and examples.
    pub file: RuleFile,
    /// Where it comes from.
    pub source: RuleSource,
    /// Why it is not in force; `None`: it is.
    pub off: Option<WhyOff>,
}

impl KnownRule {
    /// The whole text of its file.
    #[must_use]
    pub fn text(&self) -> &str {
        match &self.source {
            RuleSource::BuiltIn => builtin_text(&self.file.id).unwrap_or_default(),
            RuleSource::User { text, .. } => text,
        }
    }
}

/// The rules in force, and those that are not with the reason.
#[derive(Debug, Clone, Default)]
pub struct RuleSet {
    rules: Vec<Rule>,
    known: Vec<KnownRule>,
}

impl RuleSet {
    /// The rules under `settings`. `only` (when not empty) and `skip` are ids from the command line, which says the
    /// last word: a rule named in `only` is in force though it is off by default or by the settings.
    ///
    /// # Errors
    /// Every broken rule file, every name of a rule that does not exist, and every setting that does not fit.
    pub fn load(
        settings: &Settings,
        lists: ListLookup<'_>,
        only: &[String],
        skip: &[String],
    ) -> Result<Self, Vec<RuleSetError>> {
        let mut errors = Vec::new();
        let mut known = known_rules(settings, &mut errors);
        check_names(&known, settings, only, skip, &mut errors);
        errors.extend(settings.wishes.iter().filter_map(|wish| against_lock(&known, settings, wish)));
        let switches = Switches { settings, only, skip };
        let mut rules = Vec::new();
        for rule in &mut known {
            rule.off = switches.why_off(&rule.file);
            let tuning = tuning_of(&rule.file, settings);
            match compile(
                &rule.file,
                &Context { settings: tuning.unwrap_or(&RuleSettings::default()), configured: settings, lists },
            ) {
                Ok(compiled) if rule.off.is_none() => rules.push(compiled),
                Ok(_) => {}
                Err(problems) => errors.extend(problems.into_iter().map(RuleSetError::Compile)),
            }
        }
        if errors.is_empty() { Ok(Self { rules, known }) } else { Err(errors) }
    }

    /// The rules in force, in the order of their ids.
    #[must_use]
    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }

    /// The rule in force with that id.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Rule> {
        self.rules.binary_search_by_key(&id, |rule| &rule.id).ok().map(|at| &self.rules[at])
    }

    /// What the rules in force ask of a draft. `has_partners`: the settings name some. `in_mailing`: rules about drafts
    /// that go out together are asked too.
    #[must_use]
    pub fn demand(&self, has_partners: bool, in_mailing: bool) -> Demand {
        let mut demand = Demand::default();
        for rule in self.rules.iter().filter(|rule| in_mailing || !rule.is_about_mailing()) {
            rule.add_demand(&mut demand, has_partners);
        }
        demand
    }

    /// Every rule, in force or not, in the order of their ids.
    #[must_use]
    pub fn known(&self) -> &[KnownRule] {
        &self.known
    }

    /// The rule called `id` now or formerly.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<&KnownRule> {
        find(&self.known, id)
    }
}

/// A rule by its name of today before any former one.
fn find<'k>(known: &'k [KnownRule], id: &str) -> Option<&'k KnownRule> {
    let of_today = known.iter().find(|rule| rule.file.id == id);
    of_today.or_else(|| known.iter().find(|rule| is_called(&rule.file, id)))
}

/// What is wrong when a wish is about a rule that is locked under another of its names.
fn against_lock(known: &[KnownRule], settings: &Settings, wish: &Wish) -> Option<RuleSetError> {
    let rule = &find(known, &wish.rule)?.file;
    let (locked, tuning) = names_of(rule).find_map(|id| {
        let tuning = settings.rules.get(id).filter(|tuning| tuning.is_locked)?;
        Some((id, tuning))
    })?;
    Some(RuleSetError::Locked {
        id: wish.rule.clone(),
        place: wish.place.clone(),
        locked: locked.clone(),
        lock: tuning.place.clone(),
    })
}

/// The name of today, then former ones.
fn names_of(file: &RuleFile) -> impl Iterator<Item = &String> {
    std::iter::once(&file.id).chain(&file.formerly)
}

/// True when `id` is the rule's name, or was.
fn is_called(file: &RuleFile, id: &str) -> bool {
    names_of(file).any(|name| name == id)
}

/// `[rule.ID]`, by the rule's name of today before any former one.
fn tuning_of<'a>(file: &RuleFile, settings: &'a Settings) -> Option<&'a RuleSettings> {
    names_of(file).find_map(|id| settings.rules.get(id))
}

/// Built-in rules, then the user's; one whose name is taken is an error.
fn known_rules(settings: &Settings, errors: &mut Vec<RuleSetError>) -> Vec<KnownRule> {
    let mut known: Vec<KnownRule> =
        rule_files().into_iter().map(|file| KnownRule { file, source: RuleSource::BuiltIn, off: None }).collect();
    let mut lists: Vec<&str> = BUILTIN.iter().map(|(name, _)| *name).collect();
    lists.extend(settings.lists.keys().map(String::as_str));
    for rule in read_paths(&settings.rule_folders, &lists, errors) {
        if known.iter().any(|other| is_called(&other.file, &rule.file.id)) {
            errors.push(RuleSetError::TakenId { id: rule.file.id, path: rule.path });
            continue;
        }
        let source = RuleSource::User { path: rule.path, text: rule.text };
        known.push(KnownRule { file: rule.file, source, off: None });
    }
    known.sort_by(|one, other| one.file.id.cmp(&other.file.id));
    known
}

/// Notes every name of a rule in the settings and on the command line that no rule has.
fn check_names(
    known: &[KnownRule],
    settings: &Settings,
    only: &[String],
    skip: &[String],
    errors: &mut Vec<RuleSetError>,
) {
    let tuned = settings.rules.keys().map(|id| (id, format!("[rule.{id}]")));
    let allowed = settings.allowances.iter().map(|allowance| (&allowance.rule, allowance.place.clone()));
    let overridden = settings.overrides.iter();
    let overridden = overridden.flat_map(|given| given.levels.keys().map(|id| (id, given.place.clone())));
    let only = only.iter().map(|id| (id, "--only".to_owned()));
    let skip = skip.iter().map(|id| (id, "--skip".to_owned()));
    for (id, place) in tuned.chain(allowed).chain(overridden).chain(only).chain(skip) {
        if !known.iter().any(|rule| is_called(&rule.file, id)) {
            let near = nearest(id, known.iter().map(|rule| rule.file.id.as_str()));
            let help = match near {
                Some(near) => format!("did you mean `{near}`?"),
                None => "`mailcheck rules list` names them all".to_owned(),
            };
            errors.push(RuleSetError::UnknownRule { id: id.clone(), place, help });
        }
    }
}
