//! What tests say in a rule file, names resolved to numbers, params and lists still open. Knows no TOML.

use super::words::ConfiguredSet;
use crate::facts::schema::Collection;
use crate::lang::Bilingual;
use serde::{Deserialize, Serialize};

/// A number that users may change: `[params]`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Param {
    /// Its name in `$name`, in placeholders and in `[rule.ID]`.
    pub name: String,
    /// Used when the user sets none.
    pub default: u64,
    /// Smallest value that makes sense.
    pub min: u64,
    /// Largest value that makes sense.
    pub max: Option<u64>,
    /// What it does; empty in built-in rules, whose prose stays in their text.
    #[serde(skip)]
    pub doc: Bilingual,
}

/// A set taken from the message: `[let.NAME]`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WrittenLet {
    /// Its name in `$name` and in placeholders.
    pub name: String,
    /// Which rows.
    pub test: WrittenTest,
    /// Number of the field taken from them.
    pub take: usize,
}

/// One table under `when`, `raise` or `unless`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WrittenTest {
    /// Whose rows.
    pub collection: Collection,
    /// All must hold for a row.
    pub conditions: Vec<WrittenCondition>,
    /// How many rows; `None`: at least one.
    pub count: Option<WrittenCount>,
    /// What the finding says there.
    pub label: Option<Bilingual>,
}

/// One key of a test that names a field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WrittenCondition {
    /// Number of the field in its collection.
    pub field: usize,
    /// What is asked of it.
    pub matcher: WrittenMatcher,
}

/// What is asked of a field. Words are folded (`fold::fold`) already.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum WrittenMatcher {
    /// `true` or `false`.
    Flag(bool),
    /// One of these numbers.
    NumberIs(Vec<Number>),
    /// `at-least`.
    AtLeast(Number),
    /// `at-most`.
    AtMost(Number),
    /// `info`, `warning`, `error`.
    Graded(WrittenGrades),
    /// The whole of a name or choice.
    Is(Vec<String>),
    /// `contains`, or a plain value for a text.
    Contains(Vec<String>),
    /// `word`.
    Word(Vec<String>),
    /// `glob`; each is known to be valid.
    Glob(Vec<String>),
    /// `regex`; each is known to compile.
    Regex(Vec<String>),
    /// `list` of a name: it is in the word or domain list of that name.
    InList(String),
    /// `list` of a text: it contains a word of the list of that name.
    ContainsListed(String),
    /// `some-in`.
    SomeIn(WrittenSet),
    /// `none-in`.
    NoneIn(WrittenSet),
    /// `all-in`.
    AllIn(WrittenSet),
    /// `some-not-in`.
    SomeNotIn(WrittenSet),
    /// `present`.
    Present(bool),
    /// `not`.
    Not(Box<WrittenMatcher>),
    /// Several matchers in one table.
    All(Vec<WrittenMatcher>),
}

impl WrittenMatcher {
    /// True when it sets the severity.
    #[must_use]
    pub fn is_graded(&self) -> bool {
        match self {
            WrittenMatcher::Graded(_) => true,
            WrittenMatcher::All(matchers) => matchers.iter().any(Self::is_graded),
            _ => false,
        }
    }
}

/// A number as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Number {
    /// Digits.
    Literal(u64),
    /// `$name` of the param of that number.
    Param(usize),
}

/// The other side of a set comparison, as written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum WrittenSet {
    /// Names, folded (`fold::fold_name`).
    Names(Vec<String>),
    /// `$name` of the `let` of that number.
    Let(usize),
    /// `$organization.domains` and the like: from the user's settings.
    Configured(ConfiguredSet),
    /// `{ list = "name" }`.
    List(String),
}

/// `count = {...}`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct WrittenCount {
    /// Number of the field whose different values are counted.
    pub distinct: Option<usize>,
    /// `at-least`.
    pub at_least: Option<Number>,
    /// `at-most`.
    pub at_most: Option<Number>,
    /// `info`, `warning`, `error`.
    pub grades: Option<WrittenGrades>,
}

/// Numbers from which a level holds; at least one is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct WrittenGrades {
    /// `info`.
    pub info: Option<Number>,
    /// `warning`.
    pub warning: Option<Number>,
    /// `error`.
    pub error: Option<Number>,
}
