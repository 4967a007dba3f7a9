//! Options and commands for what goes beyond one run and one machine: what was sent before, parts of a mailing, loops.

use super::{Judging, Sources};
use clap::Args;
use std::path::PathBuf;

/// What a check is told of other runs.
#[derive(Debug, Clone, Default, Args)]
pub struct Beyond {
    /// Record of what was sent (`mailcheck sent`); tells drafts that went out before
    #[arg(long, value_name = "FILE")]
    pub history: Option<PathBuf>,
    /// Instead of drafts, parts of the mailing in their order, as `mailcheck digest` wrote them
    #[arg(long, value_name = "FILE", num_args = 1.., requires = "mailing", conflicts_with_all = ["paths", "files_from"])]
    pub digests: Vec<PathBuf>,
    /// For loops that check each message alone: remember in this folder, for some minutes, whom messages went to
    #[arg(long, value_name = "DIR", conflicts_with = "mailing")]
    pub loop_guard: Option<PathBuf>,
}

/// `mailcheck digest`.
#[derive(Debug, Clone, Args)]
pub struct Digest {
    /// Drafts: .eml, .msg, .oft, .emlx, mbox, folders, or - for standard input
    #[arg(value_name = "PATH", required_unless_present = "files_from")]
    pub paths: Vec<PathBuf>,
    /// The file to write
    #[arg(long, short, value_name = "FILE")]
    pub output: PathBuf,
    /// Whom the mailing is for: the same CSV for every part
    #[arg(long, value_name = "FILE")]
    pub roster: Option<PathBuf>,
    /// How they are judged.
    #[command(flatten)]
    pub judging: Judging,
    /// Where more drafts come from.
    #[command(flatten)]
    pub sources: Sources,
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
    /// Day of the sending instead of today, as 2026-04-01 or RFC 3339
    #[arg(long, value_name = "TIME")]
    pub now: Option<String>,
    /// Where more drafts come from.
    #[command(flatten)]
    pub sources: Sources,
}
