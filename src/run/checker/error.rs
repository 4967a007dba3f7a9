//! Why nothing can be checked: settings and rules with mistakes.

use crate::document::DocumentError;
use crate::lists::{Lists, UnknownList};
use crate::rule::error::RuleSetError;
use crate::run::approvals::Unusable;

/// Why nothing can be checked.
#[derive(Debug, thiserror::Error, miette::Diagnostic)]
pub enum CheckerError {
    /// `[lists]` names a list that does not exist.
    #[error("[lists]: {0}")]
    #[diagnostic(help("known lists: {}", Lists::names().join(", ")))]
    List(#[from] UnknownList),
    /// `[lists]` adds something to a list of patterns that is none.
    #[error("[lists] {list}: `{pattern}` is no regular expression")]
    #[diagnostic(help("the second column of this list is a pattern; write the word alone where none is needed"))]
    ListPattern {
        /// The list.
        list: String,
        /// As written.
        pattern: String,
    },
    /// The roster cannot be used.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Roster(#[from] DocumentError),
    /// Whose approvals count cannot be read.
    #[error("[approval]: {} {}", .0.file.display(), .0.why.en)]
    #[diagnostic(help("`signers` names a file in the form of OpenSSH's allowed_signers, relative to the settings"))]
    Approvals(Unusable),
    /// Rules or names of rules are broken.
    #[error("the rules cannot be used")]
    Rules(#[related] Vec<RuleSetError>),
}
