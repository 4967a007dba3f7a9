//! Options of `mailcheck sheet`.

use super::SeverityArgument;
use clap::{Args, ValueEnum};
use std::path::PathBuf;

/// `mailcheck sheet`.
#[derive(Debug, Clone, Args)]
pub struct Sheet {
    /// Drafts: .eml, .msg, .oft, .emlx, mbox, folders, or - for standard input
    #[arg(value_name = "DRAFT", required = true)]
    pub drafts: Vec<PathBuf>,
    /// text: to read; html: a page to print, in one file; json: for programs
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: SheetFormatArgument,
    /// Write the sheets to this file
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Findings from this severity on stand on the sheet
    #[arg(long, value_name = "SEVERITY", default_value = "warning")]
    pub show: SeverityArgument,
    /// List every recipient, however many there are; pages for the browser and JSON always do
    #[arg(long)]
    pub all: bool,
    /// The drafts go out together: one page about all of them
    #[arg(long)]
    pub mailing: bool,
    /// The table that the mailing was made from: its name, rows and hash stand on the page
    #[arg(long, value_name = "FILE", requires = "mailing")]
    pub roster: Option<PathBuf>,
    /// Say what changed since this earlier sheet (HTML or JSON), or since this earlier version of the draft
    #[arg(long, value_name = "FILE", conflicts_with = "mailing")]
    pub since: Option<PathBuf>,
    /// Time of the check instead of now, as 2026-04-01 or RFC 3339
    #[arg(long, value_name = "TIME")]
    pub now: Option<String>,
}

/// `sheet --format`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum SheetFormatArgument {
    /// To read
    Text,
    /// To print
    Html,
    /// For programs
    Json,
}
