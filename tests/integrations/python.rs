//! Programs of others that are installed as Python packages, by `.ci/run`. Knows none of them.

use super::workspace::{Ran, Workspace};
use std::io::Write;

/// A module of Python in this folder; `None`, with a word about it, where it is not installed.
pub fn ran(workspace: &Workspace, module: &str, arguments: &[&str]) -> Option<Ran> {
    let named = std::env::var("MAILCHECK_PYTHON");
    // Where `.ci/run` has found a pip, it has installed them.
    let must_be_there = named.is_ok() && std::env::var_os("CI").is_some();
    let python = named.unwrap_or_else(|_| "python3".to_owned());
    let output = workspace.command(&python).args(["-m", module]).args(arguments).env("PYTHONUTF8", "1").output();
    let reason = match output {
        Err(error) => error.to_string(),
        Ok(output) => {
            let ran = Ran::from(output);
            if !ran.err.contains("No module named") {
                return Some(ran);
            }
            ran.err
        }
    };
    assert!(!must_be_there, "{python}: {reason}");
    let _ = writeln!(std::io::stderr(), "skipped: {module} is not asked: {}", reason.trim());
    None
}
