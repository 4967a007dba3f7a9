//! Options of `mailcheck native-host`.

use clap::Args;
use std::ffi::OsString;

/// `mailcheck native-host`.
#[derive(Debug, Clone, Args)]
pub struct NativeHost {
    /// Make mailcheck known to your Thunderbird, and end
    #[arg(long)]
    pub install: bool,
    /// What Thunderbird says when it calls: its manifest, and the add-on
    #[arg(value_name = "WORD", conflicts_with = "install")]
    pub words: Vec<OsString>,
}
