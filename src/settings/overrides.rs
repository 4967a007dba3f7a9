//! `[[override]]` compiled: the level of a rule for drafts that lie in some folder. Knows no draft: it is asked with a
//! rule and a path.

use super::Override;
use super::allowance::FileGlobs;
use crate::severity::Severity;
use std::collections::BTreeMap;
use std::path::Path;

/// All overrides, the one that counts most at the end.
#[derive(Debug, Default)]
pub struct Overrides {
    compiled: Vec<Compiled>,
}

#[derive(Debug)]
struct Compiled {
    files: FileGlobs,
    /// By the rule's id of today; `None` is `off`.
    levels: BTreeMap<String, Option<Severity>>,
}

impl Overrides {
    /// Compiles; `id_of` tells what a rule is called today.
    #[must_use]
    pub fn new(overrides: &[Override], id_of: &dyn Fn(&str) -> String) -> Self {
        let compiled = |given: &Override| Compiled {
            files: FileGlobs::new(&given.files, &given.base),
            levels: given.levels.iter().map(|(id, level)| (id_of(id), *level)).collect(),
        };
        Self { compiled: overrides.iter().map(compiled).collect() }
    }

    /// The level that findings of `rule` have in the draft at `path`, `Some(None)` for none at all; `None` when no override
    /// speaks of them. The last that does counts.
    #[must_use]
    pub fn level(&self, rule: &str, path: Option<&Path>) -> Option<Option<Severity>> {
        let speaking = self.compiled.iter().rev().filter_map(|given| Some((given.levels.get(rule)?, &given.files)));
        speaking.into_iter().find(|(_, files)| files.name(path)).map(|(level, _)| *level)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_one_that_names_the_path_counts() {
        let given = |files: &str, level: Option<Severity>| Override {
            files: vec![files.to_owned()],
            levels: BTreeMap::from([("once".to_owned(), level)]),
            base: "/office".into(),
            place: String::new(),
        };
        let given = [given("**", Some(Severity::Info)), given("out/**", None)];
        let overrides = Overrides::new(&given, &|id| id.replace("once", "rule"));
        let level = |path: &str| overrides.level("rule", Some(Path::new(path)));
        assert_eq!(level("/office/out/a.eml"), Some(None));
        assert_eq!(level("/office/OUT/b/a.eml"), Some(None), "as on systems that fold case");
        assert_eq!(level("/office/a.eml"), Some(Some(Severity::Info)));
        assert_eq!(level("/home/a.eml"), None);
        assert_eq!(overrides.level("rule", None), None, "standard input lies nowhere");
        assert_eq!(overrides.level("other", Some(Path::new("/office/a.eml"))), None);
    }
}
