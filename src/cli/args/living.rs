//! Options for living with findings: those that are known, and reports that anybody may read.

use clap::Args;
use std::path::PathBuf;

/// What is let pass, and what is shown of it.
#[derive(Debug, Clone, Default, Args)]
pub struct Living {
    /// Let findings pass that stand in this file
    #[arg(long, value_name = "FILE")]
    pub baseline: Option<PathBuf>,
    /// Let everything pass that is found now, and write it into this file for --baseline
    #[arg(long, value_name = "FILE", conflicts_with = "fail_fast")]
    pub write_baseline: Option<PathBuf>,
    /// For public logs: no text of a draft and no address in any report
    #[arg(long)]
    pub redact: bool,
}
