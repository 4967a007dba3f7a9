//! `mailcheck fix`.

use clap::Args;
use std::path::PathBuf;

/// `mailcheck fix`.
#[derive(Debug, Clone, Args)]
pub struct Fix {
    /// Drafts: .eml or .emlx, or - for standard input; .msg and .oft with --output
    #[arg(value_name = "DRAFT", required = true)]
    pub drafts: Vec<PathBuf>,
    /// Show what would change, and change nothing; this is what happens without --write and --output
    #[arg(long, conflicts_with_all = ["write", "output"])]
    pub diff: bool,
    /// Correct the drafts where they lie
    #[arg(long, conflicts_with = "output")]
    pub write: bool,
    /// Write the corrected draft to this file; an Outlook item becomes an .eml that Outlook opens as a draft
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Guesses as well: the address that was probably meant, a quoted thread that was not
    #[arg(long = "unsafe")]
    pub guesses: bool,
    /// Correct only what this rule finds; may be given several times
    #[arg(long, value_name = "RULE")]
    pub only: Vec<String>,
}
