//! Reads the user's own rule files. Knows no settings beyond the folders.

use super::file::RuleFile;
use super::set::RuleSetError;
use std::io;
use std::path::{Path, PathBuf};

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

/// Every `*.toml` in `folder` itself, in the order of the names; broken files and a folder that cannot be read are
/// noted in `errors`, and reading goes on.
pub fn read_folder(folder: &Path, lists: &[&str], errors: &mut Vec<RuleSetError>) -> Vec<UserRule> {
    let paths = match rule_paths(folder) {
        Ok(paths) => paths,
        Err(cause) => {
            errors.push(RuleSetError::Unreadable { path: folder.to_owned(), cause });
            return Vec::new();
        }
    };
    let mut rules = Vec::new();
    for path in paths {
        let text = match std::fs::read_to_string(&path) {
            Ok(text) => text,
            Err(cause) => {
                errors.push(RuleSetError::Unreadable { path, cause });
                continue;
            }
        };
        let id = path.file_stem().unwrap_or_default().to_string_lossy();
        match RuleFile::parse(&id, &path.to_string_lossy(), &text, lists) {
            Ok(file) => rules.push(UserRule { path, text, file }),
            Err(error) => errors.push(RuleSetError::Document(error)),
        }
    }
    rules
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
