//! What can go wrong with settings: every broken file is listed, each with all its problems.

use crate::document::{DocumentError, Problem};
use miette::Diagnostic;
use std::path::PathBuf;
use thiserror::Error;

/// The settings cannot be used; says everything that is wrong with them.
#[derive(Debug, Error, Diagnostic)]
#[error("the configuration cannot be used")]
pub struct SettingsError {
    /// What is broken, in the order it was met; at least one.
    #[related]
    pub broken: Vec<Broken>,
}

/// One thing that is broken.
#[derive(Debug, Error, Diagnostic)]
pub enum Broken {
    /// A file that can be read but says something wrong: `mailcheck.toml`, or a table of people it names.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Document(DocumentError),
    /// A configuration file that was found or asked for and cannot be read.
    #[error("`{}` cannot be read: {reason}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system says.
        reason: String,
    },
    /// `--skip` names a rule that the system-wide file locks.
    #[error("`--skip {rule}` would weaken a rule that `{place}` locks")]
    #[diagnostic(help("leave `--skip {rule}` out"))]
    SkipsLocked {
        /// Rule id.
        rule: String,
        /// Where it is locked: file and line.
        place: String,
    },
}

/// What was found wrong while reading one file, collected until all of it is known.
#[derive(Debug, Default)]
pub(super) struct Findings {
    /// Problems of the configuration file itself.
    pub problems: Vec<Problem>,
    /// Other files it names that are broken.
    pub broken: Vec<Broken>,
}
