//! `mailcheck rules` as clap reads it.

use clap::{Subcommand, ValueEnum};
use std::path::PathBuf;

/// `mailcheck rules`.
#[derive(Debug, Clone, Subcommand)]
pub enum RulesCommand {
    /// Every rule, whether it is in force, and why not
    List,
    /// Run the examples inside rule files; without a folder those of the rules in force
    Test {
        /// Folders or files of rules
        #[arg(value_name = "PATH")]
        paths: Vec<PathBuf>,
        /// Form of the report on standard output
        #[arg(long, value_name = "FORMAT", default_value = "human")]
        format: ProofFormatArgument,
    },
    /// Find rules that are broken, never match, or repeat another; without a folder those that the settings name
    Check {
        /// Folders or files of rules
        #[arg(value_name = "PATH")]
        paths: Vec<PathBuf>,
    },
    /// Write a rule to start from, with comments
    New {
        /// What it is called: the slip, as `old-price-list`
        #[arg(value_name = "NAME")]
        name: String,
        /// Folder to write it into; without it the one that the settings name, else `rules`
        #[arg(long, value_name = "DIR")]
        dir: Option<PathBuf>,
    },
}

/// `rules test --format`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ProofFormatArgument {
    /// One line for each failure
    Human,
    /// JUnit XML, for CI systems
    Junit,
}
