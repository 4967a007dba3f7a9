//! What the parts of a mailing must have in common, else together they are not what one run would have been.

use crate::facts::mailing::key::{Key, KeyWriter};
use crate::lists::builtin::BUILTIN;
use crate::run::checker::{CheckOptions, Checker};
use crate::settings::{Roster, Settings};
use serde::{Deserialize, Serialize};

/// What a part was made with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MadeWith {
    version: String,
    rules: Key,
    settings: Key,
    roster: Option<Key>,
    day: String,
    is_template_stage: bool,
}

impl MadeWith {
    /// What parts are made with in a run of this checker with these options.
    #[must_use]
    pub fn of(checker: &Checker, options: &CheckOptions) -> Self {
        let settings = checker.settings();
        Self {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            rules: rules(checker),
            settings: key_of(&comparable(settings)),
            roster: settings.people.roster.as_ref().map(|roster| {
                // Its name is a path, and may be another on every machine.
                key_of(&Roster { name: String::new(), ..roster.clone() })
            }),
            day: options.today.to_string(),
            is_template_stage: options.is_template_stage,
        }
    }

    /// What is different in a part, and what to do about it; `None` when nothing is.
    pub(super) fn difference_from(&self, part: &MadeWith) -> Option<(String, String)> {
        let told = |what: &str, help: &str| Some((what.to_owned(), help.to_owned()));
        if self.version != part.version {
            let what = format!("mailcheck {}, this is {}", part.version, self.version);
            return Some((what, "make all parts with the version that joins them".to_owned()));
        }
        if self.roster != part.roster {
            return match (&self.roster, &part.roster) {
                (Some(_), None) => told("no roster", "give `--roster` to every `mailcheck digest` as well"),
                (None, Some(_)) => told("a roster", "give the same `--roster` here"),
                _ => told("another roster", "give the same `--roster` to every part and here"),
            };
        }
        if self.is_template_stage != part.is_template_stage {
            return told("another `--stage`", "give the same `--stage` to every part and here");
        }
        if self.settings != part.settings {
            let help = "use the same mailcheck.toml, and the tables that it names, for every part and here";
            return told("other settings", help);
        }
        if self.rules != part.rules {
            return told("other rules", "use the same rules, `--only` and `--skip` for every part and here");
        }
        if self.day != part.day {
            let help = format!("`--now {}` here, and the same for every part", part.day);
            return Some((format!("the date {}, this run has {}", part.day, self.day), help));
        }
        None
    }
}

/// The rules in force, every word list that they may ask, and which of them are on.
fn rules(checker: &Checker) -> Key {
    let in_force = checker.rules().known().iter().filter(|rule| rule.off.is_none());
    let rules = in_force.flat_map(|rule| [rule.file.id.as_str(), rule.text()]);
    Key::of_texts(rules.chain(BUILTIN.iter().flat_map(|(name, text)| [*name, *text])))
}

/// The settings without what may be another on every machine and makes no difference: paths, and the language.
fn comparable(settings: &Settings) -> Settings {
    let mut settings = settings.clone();
    settings.lang = None;
    settings.rule_folders.clear();
    settings.people.address_book_file = None;
    settings.people.lists_file = None;
    settings.people.roster = None;
    settings.loop_guard = None;
    settings.loop_guard_minutes = None;
    for rule in settings.rules.values_mut() {
        rule.place.clear();
    }
    for list in settings.lists.values_mut() {
        list.place.clear();
    }
    for allowance in &mut settings.allowances {
        allowance.base.clear();
        allowance.place.clear();
    }
    for given in &mut settings.overrides {
        given.base.clear();
        given.place.clear();
    }
    settings
}

/// The key of whatever can be written out; versions of the program are compared apart.
fn key_of(value: &impl std::fmt::Debug) -> Key {
    let mut writer = Writer::default();
    std::fmt::Write::write_fmt(&mut writer, format_args!("{value:?}")).expect("keys are made of anything");
    writer.0.key()
}

#[derive(Default)]
struct Writer(KeyWriter);

impl std::fmt::Write for Writer {
    fn write_str(&mut self, text: &str) -> std::fmt::Result {
        self.0.add(text.as_bytes());
        Ok(())
    }
}
