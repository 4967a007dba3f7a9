//! Options and commands for what goes beyond one run: what was sent before.

use clap::Args;
use std::path::PathBuf;

/// What a check is told of other runs.
#[derive(Debug, Clone, Default, Args)]
pub struct Beyond {
    /// Record of what was sent (`mailcheck sent`); tells drafts that went out before
    #[arg(long, value_name = "FILE")]
    pub history: Option<PathBuf>,
}

/// `mailcheck sent`.
#[derive(Debug, Clone, Args)]
pub struct Sent {
    /// Drafts that were sent: .eml, .msg, .oft, .emlx, mbox, folders, or - for standard input
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// The record to add them to; made when there is none
    #[arg(long, value_name = "FILE")]
    pub history: PathBuf,
    /// Name of standard input in reports
    #[arg(long, value_name = "NAME")]
    pub stdin_filename: Option<PathBuf>,
    /// Read paths from this file, one a line, or - for standard input
    #[arg(long, value_name = "FILE")]
    pub files_from: Option<PathBuf>,
    /// Paths of --files-from end with NUL instead of a line end
    #[arg(short = '0', requires = "files_from")]
    pub null: bool,
    /// Day of the sending instead of today, as 2026-04-01 or RFC 3339
    #[arg(long, value_name = "TIME")]
    pub now: Option<String>,
    /// How many drafts to read at once; without it one for each core
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    pub jobs: Option<u16>,
}
