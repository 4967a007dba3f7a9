//! Rule files -> [`Rule`]: what the file says, and what was checked and compiled. Knows no draft.

pub mod builtin;
pub mod compile;
mod demand;
pub mod error;
pub mod facts_doc;
pub mod file;
pub mod folder;
pub mod json_schema;
pub mod lint;
pub mod page;
pub mod set;
pub mod skeleton;
pub mod template;

use crate::facts::schema::Collection;
use crate::finding::FixId;
use crate::lang::Bilingual;
use crate::lists::List;
use crate::pattern::Pattern;
use crate::severity::Severity;
use globset::GlobSet;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A rule in force: every name resolved, every number filled in.
#[derive(Debug, Clone)]
pub struct Rule {
    /// File stem.
    pub id: String,
    /// Level when neither a grade nor a raise says another.
    pub severity: Severity,
    /// Level of every firing, set by the user; thresholds still decide whether it fires.
    pub fixed_severity: Option<Severity>,
    /// What could be proposed.
    pub fix: Vec<FixId>,
    /// `[params]` with the numbers in force, for placeholders.
    pub params: BTreeMap<String, u64>,
    /// Message with placeholders.
    pub message: Bilingual,
    /// Help with placeholders.
    pub help: Bilingual,
    /// Named sets that tests refer to by number.
    pub lets: Vec<Let>,
    /// All must hold.
    pub when: Vec<Test>,
    /// Judged after the rule holds; the highest that holds replaces the severity.
    pub raise: Vec<(Severity, Test)>,
    /// None may hold.
    pub unless: Vec<Test>,
}

impl Rule {
    /// True for a rule that judges drafts together; such a rule asks about nothing else.
    #[must_use]
    pub fn is_about_mailing(&self) -> bool {
        self.when.iter().any(|test| test.collection == Collection::Mailing)
    }
}

/// A set of values taken from the rows that a test selects.
#[derive(Debug, Clone)]
pub struct Let {
    /// Its name in `$name` and `{name}`.
    pub name: String,
    /// Which rows.
    pub test: Test,
    /// Which field of them.
    pub take: usize,
}

/// Selects rows of one collection and counts them.
#[derive(Debug, Clone)]
pub struct Test {
    /// Which rows.
    pub collection: Collection,
    /// All must hold for a row.
    pub conditions: Vec<Condition>,
    /// `None`: at least one row.
    pub count: Option<Count>,
    /// What the finding says at the rows selected; `None`: it does not point at them.
    pub label: Option<Bilingual>,
}

/// One field of a row against one matcher.
#[derive(Debug, Clone)]
pub struct Condition {
    /// Number of the field.
    pub field: usize,
    /// What it is compared with.
    pub matcher: Matcher,
}

/// A comparison. Every one is false for an unknown value, but `Present(false)`; so is `Not` of it: what we do not
/// know proves nothing.
#[derive(Debug, Clone)]
pub enum Matcher {
    /// A flag has this value.
    Flag(bool),
    /// A whole number is one of these.
    NumberIs(Vec<u64>),
    /// At least.
    AtLeast(u64),
    /// At most.
    AtMost(u64),
    /// A number that reaches a grade; the grade becomes the severity.
    Graded(Grades),
    /// A name or choice equals one of these (folded).
    Is(Vec<String>),
    /// Contains one of these (both folded).
    Contains(Vec<String>),
    /// Contains one of these (folded) with no letter or digit of the same script beside it.
    Word(Vec<String>),
    /// Matches one of these globs, case folded.
    Glob(GlobSet),
    /// One of these patterns is found.
    Regex(Vec<Pattern>),
    /// A name is in the list; a domain also when it is under a listed one.
    InList(Arc<List>),
    /// A text contains a word of the list.
    ContainsListed(Arc<List>),
    /// A set has a member in that set.
    SomeIn(SetSource),
    /// A set has no member in that set.
    NoneIn(SetSource),
    /// Every member of a set (that has one) is in that set.
    AllIn(SetSource),
    /// A set has a member that is not in that set.
    SomeNotIn(SetSource),
    /// There is a value.
    Present(bool),
    /// It does not match.
    Not(Box<Matcher>),
    /// All of these.
    All(Vec<Matcher>),
}

/// The other side of a set comparison; members are compared as folded names (`fold::fold_name`).
#[derive(Debug, Clone)]
pub enum SetSource {
    /// Written in the rule or taken from settings; folded.
    Fixed(BTreeSet<String>),
    /// The `let` of that number.
    Let(usize),
}

/// How many rows a test wants.
#[derive(Debug, Clone, Default)]
pub struct Count {
    /// Count different values of this field instead of rows; a row without a value counts as one of its own.
    pub distinct: Option<usize>,
    /// No fewer.
    pub at_least: Option<u64>,
    /// No more.
    pub at_most: Option<u64>,
    /// The grade reached becomes the severity; none reached: the test does not hold.
    pub grades: Option<Grades>,
}

/// Numbers from which a level holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Grades {
    /// From here info.
    pub info: Option<u64>,
    /// From here a warning.
    pub warning: Option<u64>,
    /// From here an error.
    pub error: Option<u64>,
}

impl Grades {
    /// The highest level whose number `count` reaches.
    #[must_use]
    pub fn reached(self, count: u64) -> Option<Severity> {
        let reaches = |number: Option<u64>| number.is_some_and(|number| count >= number);
        if reaches(self.error) {
            Some(Severity::Error)
        } else if reaches(self.warning) {
            Some(Severity::Warning)
        } else if reaches(self.info) {
            Some(Severity::Info)
        } else {
            None
        }
    }
}
