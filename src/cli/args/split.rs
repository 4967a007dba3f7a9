//! Options of `split`, `apology` and `gate`.

use super::SeverityArgument;
use clap::Args;
use std::ffi::OsString;
use std::path::PathBuf;

/// `mailcheck split`.
#[derive(Debug, Clone, Args)]
pub struct Split {
    /// The draft: .eml or .emlx
    #[arg(value_name = "DRAFT")]
    pub draft: PathBuf,
    /// The folder to write to; made when there is none
    #[arg(long, short, value_name = "FOLDER")]
    pub output: PathBuf,
    /// CSV with addresses and names: what each recipient is called
    #[arg(long, value_name = "FILE")]
    pub roster: Option<PathBuf>,
}

/// `mailcheck apology`.
#[derive(Debug, Clone, Args)]
pub struct Apology {
    /// Which mail, and where to write.
    #[command(flatten)]
    pub split: Split,
    /// A text of your own: `Subject: ...`, a blank line, the letter with {{name}} and {{date}}
    #[arg(long, value_name = "FILE")]
    pub letter: Option<PathBuf>,
}

/// `mailcheck gate`.
#[derive(Debug, Clone, Args)]
pub struct Gate {
    /// A recipient who need not stand in the message; may be given several times
    #[arg(long, value_name = "ADDRESS")]
    pub envelope: Vec<String>,
    /// Who sends, when that need not stand in the message
    #[arg(long, value_name = "ADDRESS")]
    pub envelope_sender: Option<String>,
    /// Hold back from this severity on; without it the setting, or error
    #[arg(long, value_name = "SEVERITY")]
    pub fail_on: Option<SeverityArgument>,
    /// What to run
    #[arg(value_name = "COMMAND", last = true, required = true)]
    pub command: Vec<OsString>,
}
