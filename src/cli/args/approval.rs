//! Options of `approve`, `verify` and `approvals`.

use clap::{Args, ValueEnum};
use std::path::PathBuf;

/// `mailcheck approve`.
#[derive(Debug, Clone, Args)]
pub struct Approve {
    /// Drafts; with --mailing the drafts of one mailing, or their folder
    #[arg(value_name = "DRAFT", required = true)]
    pub drafts: Vec<PathBuf>,
    /// Who approves: the address that allowed_signers has for the key
    #[arg(long = "as", value_name = "ADDRESS")]
    pub approver: String,
    /// Your SSH key: a private key, or the public one of a key in ssh-agent or on a token
    #[arg(long, value_name = "FILE")]
    pub key: PathBuf,
    /// Days that the approval holds
    #[arg(long, value_name = "N")]
    pub days: Option<u64>,
    /// Go through recipients, text and attachments first, one question after another
    #[arg(long)]
    pub confirm: bool,
    /// Approve all drafts together, as one mailing
    #[arg(long)]
    pub mailing: bool,
    /// The table that the mailing was made from: the approval holds for it as well
    #[arg(long, value_name = "FILE", requires = "mailing")]
    pub roster: Option<PathBuf>,
    /// Write approvals to this folder, named by digest, instead of beside the drafts
    #[arg(long, value_name = "FOLDER")]
    pub folder: Option<PathBuf>,
}

/// `mailcheck verify`.
#[derive(Debug, Clone, Args)]
pub struct Verify {
    /// Drafts, or folders of drafts
    #[arg(value_name = "DRAFT", required = true)]
    pub drafts: Vec<PathBuf>,
    /// text: to read; json: for programs
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: ListFormatArgument,
}

/// `mailcheck approvals`.
#[derive(Debug, Clone, Args)]
pub struct Approvals {
    /// Folders with drafts and approvals; without it this one, and the folder of the settings
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// text: to read; json: for programs
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: ListFormatArgument,
}

/// `verify --format` and `approvals --format`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ListFormatArgument {
    /// To read
    Text,
    /// For programs
    Json,
}
