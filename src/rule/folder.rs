//! Reads the user's own rule files. Knows no settings beyond the folders.

use super::error::RuleSetError;
use super::file::RuleFile;
use crate::settings::read_text;
use std::io;
use std::path::{Path, PathBuf};

/// The largest rule file that is read, in bytes.
const LARGEST_FILE_BYTES: u64 = 4 * 1024 * 1024;

/// A rule file of the user with its text.
#[derive(Debug, Clone)]
pub struct UserRule {
    /// Where it lies.
    pub path: PathBuf,
    /// What is written there.
    pub text: String,
    /// What it says.
    pub file: RuleFile,
}

/// The rule files at `paths`: a file itself, of a folder every `*.toml` in it, in the order of the names. Broken files
/// and paths that cannot be read are noted in `errors`, and reading goes on.
pub fn read_paths(paths: &[PathBuf], lists: &[&str], errors: &mut Vec<RuleSetError>) -> Vec<UserRule> {
    let mut rules = Vec::new();
    for path in paths {
        let found = if path.is_dir() { rule_paths(path) } else { Ok(vec![path.clone()]) };
        match found {
            Ok(found) => rules.extend(found.into_iter().filter_map(|path| read_rule(path, lists, errors))),
            Err(cause) => errors.push(RuleSetError::Unreadable { path: path.clone(), cause }),
        }
    }
    rules
}

fn read_rule(path: PathBuf, lists: &[&str], errors: &mut Vec<RuleSetError>) -> Option<UserRule> {
    let text = match read_text(&path, LARGEST_FILE_BYTES) {
        Ok(text) => text,
        Err(reason) => {
            let cause = io::Error::other(reason);
            errors.push(RuleSetError::Unreadable { path, cause });
            return None;
        }
    };
    let id = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    match RuleFile::parse(&id, &path.to_string_lossy(), &text, lists) {
        Ok(file) => Some(UserRule { path, text, file }),
        Err(error) => {
            errors.push(RuleSetError::Document(error));
            None
        }
    }
}

fn rule_paths(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "toml") && path.is_file() {
            paths.push(path);
        }
    }
    paths.sort();
    Ok(paths)
}
