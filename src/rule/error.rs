//! What can be wrong with a set of rules. Knows how none of it is found.

use super::compile::CompileError;
use crate::document::DocumentError;
use std::io;
use std::path::PathBuf;

/// Why there is no rule set. All reasons are listed at once.
#[derive(Debug, thiserror::Error, miette::Diagnostic)]
pub enum RuleSetError {
    /// A rule file is broken.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Document(#[from] DocumentError),
    /// A folder of rules, or a file in it, cannot be read.
    #[error("{} cannot be read: {cause}", path.display())]
    Unreadable {
        /// Which.
        path: PathBuf,
        /// What the system says.
        cause: io::Error,
    },
    /// A rule that nobody wrote is named.
    #[error("{place}: there is no rule `{id}`")]
    UnknownRule {
        /// As written.
        id: String,
        /// Who names it: `[rule.x]`, `--only`, `--skip`, or the place of an allowance.
        place: String,
        /// The nearest one.
        #[help]
        help: String,
    },
    /// A rule is named otherwise than where the system-wide file locks it.
    #[error("{place}: `{id}` is `{locked}`, which `{lock}` locks")]
    #[diagnostic(help("take it out: what is locked holds under every name of the rule"))]
    Locked {
        /// As written.
        id: String,
        /// Who names it: `mailcheck.toml:12`, `--skip x`.
        place: String,
        /// The name that is locked.
        locked: String,
        /// Where `[rule.ID]` locks it.
        lock: String,
    },
    /// A user's rule has the id of another rule.
    #[error("{}: there is a rule `{id}` already", path.display())]
    #[diagnostic(help("to tune that rule write [rule.{id}] in mailcheck.toml; give your own rule another name"))]
    TakenId {
        /// The id.
        id: String,
        /// The user's file.
        path: PathBuf,
    },
    /// `[rule.ID]` does not fit the rule.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Compile(#[from] CompileError),
}
