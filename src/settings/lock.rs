//! What the system-wide file locks, and what others say beside it. Locks go by the ids that are written; that two ids are
//! of one rule is known only where rules are.

/// What a file below the system-wide one, or an option of this run, says about a rule whose id is not locked. Kept while
/// anything is locked: that id may be another name of a rule that is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wish {
    /// The rule's id, as written.
    pub rule: String,
    /// Who says it: `mailcheck.toml:12`, `--skip x`.
    pub place: String,
}
