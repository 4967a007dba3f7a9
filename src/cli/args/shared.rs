//! Options that several commands take: where drafts come from, how they are judged, what the report shows.

use super::{FailOnArgument, FormatArgument, StageArgument};
use crate::severity::Severity;
use clap::Args;
use std::path::PathBuf;

/// Where drafts come from beside the paths on the command line, and how many are read at once.
#[derive(Debug, Clone, Default, Args)]
pub struct Sources {
    /// Name of standard input in reports
    #[arg(long, value_name = "NAME")]
    pub stdin_filename: Option<PathBuf>,
    /// Read paths from this file, one a line, or - for standard input
    #[arg(long, value_name = "FILE")]
    pub files_from: Option<PathBuf>,
    /// Paths of --files-from end with NUL instead of a line end
    #[arg(short = '0', requires = "files_from")]
    pub null: bool,
    /// How many drafts to work on at once; without it one for each core
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    pub jobs: Option<u16>,
}

/// By which rules drafts are judged, as what, and at what time.
#[derive(Debug, Clone, Args)]
pub struct Judging {
    /// Run only this rule; may be given several times
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub only: Vec<String>,
    /// Leave this rule out; may be given several times
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub skip: Vec<String>,
    /// What the drafts are: templates may have placeholders, rendered messages may not
    #[arg(long, value_name = "STAGE", default_value = "rendered")]
    pub stage: StageArgument,
    /// Time of the check instead of now, as 2026-04-01 or RFC 3339
    #[arg(long, value_name = "TIME")]
    pub now: Option<String>,
}

/// The report on standard output, and what of it fails the run.
#[derive(Debug, Clone, Args)]
pub struct Reporting {
    /// Form of the report on standard output
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub format: FormatArgument,
    /// Fail from this severity on
    #[arg(long, value_name = "SEVERITY", default_value = "error")]
    pub fail_on: FailOnArgument,
}

impl Reporting {
    /// From which severity on findings are shown when nobody says so. `--fail-on info` implies `--show info`: a run never
    /// fails over something it hides.
    #[must_use]
    pub fn shown(&self) -> Severity {
        self.fail_on.severity().unwrap_or(Severity::Warning).min(Severity::Warning)
    }
}
