//! Command-line paths -> the files to check, in order. Knows no file format beyond file name endings.

use ignore::WalkBuilder;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// One thing to check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// Standard input, under the name it goes by in reports.
    Stdin(PathBuf),
    /// A file.
    File(PathBuf),
    /// A message in a Maildir whose name says that it was thrown away: found in a walk, and not checked.
    Deleted(PathBuf),
    /// A path that cannot be walked or read, with the reason.
    Broken(PathBuf, String),
}

/// Inputs, and how many drafts ignore files kept out of a walk.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Inputs {
    /// In the order given; a folder's files sorted by path.
    pub inputs: Vec<Input>,
    /// Files that look like drafts and that .gitignore or .ignore left out.
    pub ignored: usize,
    /// A folder was walked: the run sees a whole collection, not a draft picked out of it.
    pub has_walked: bool,
}

/// Name endings a walk takes; a path given by name is always checked, by content.
const DRAFT_ENDINGS: [&str; 5] = ["eml", "msg", "oft", "emlx", "mbox"];

/// Turns paths into inputs: `-` is standard input, a folder is walked, everything else is a file.
#[must_use]
pub fn inputs(paths: &[PathBuf], stdin_filename: Option<&Path>) -> Inputs {
    let mut found = Inputs::default();
    for path in paths {
        if path.as_os_str() == "-" {
            found.inputs.push(Input::Stdin(stdin_filename.unwrap_or(Path::new("<stdin>")).to_owned()));
        } else if path.is_dir() {
            walk(path, &mut found);
        } else {
            found.inputs.push(Input::File(path.clone()));
        }
    }
    found
}

fn walk(folder: &Path, found: &mut Inputs) {
    found.has_walked = true;
    let mut drafts = BTreeSet::new();
    for entry in WalkBuilder::new(folder).hidden(false).filter_entry(|entry| entry.file_name() != ".git").build() {
        match entry {
            Ok(entry) if is_draft(entry.path()) && entry.file_type().is_some_and(|kind| kind.is_file()) => {
                drafts.insert(entry.into_path());
            }
            Ok(_) => {}
            Err(error) => found.inputs.push(Input::Broken(folder.to_owned(), error.to_string())),
        }
    }
    found.ignored += all_drafts(folder).filter(|path| !drafts.contains(path)).count();
    let input = |path: PathBuf| if is_trashed(&path) { Input::Deleted(path) } else { Input::File(path) };
    found.inputs.extend(drafts.into_iter().map(input));
}

/// The same walk with no ignore file honoured: what the difference counts.
fn all_drafts(folder: &Path) -> impl Iterator<Item = PathBuf> {
    WalkBuilder::new(folder)
        .standard_filters(false)
        .filter_entry(|entry| entry.file_name() != ".git")
        .build()
        .filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_some_and(|kind| kind.is_file()))
        .map(ignore::DirEntry::into_path)
        .filter(|path| is_draft(path))
}

fn is_draft(path: &Path) -> bool {
    let ending = path.extension().and_then(|ending| ending.to_str()).map(str::to_ascii_lowercase);
    ending.is_some_and(|ending| DRAFT_ENDINGS.contains(&ending.as_str()))
        || in_maildir(path)
        || is_thunderbird_folder(path)
}

/// `Drafts` with its index `Drafts.msf` beside it: an mbox without an ending.
fn is_thunderbird_folder(path: &Path) -> bool {
    path.extension().is_none() && path.with_extension("msf").is_file()
}

/// In `cur` or `new` of a Maildir; what lies in `tmp` is still being written.
fn in_maildir(path: &Path) -> bool {
    let folder = path.parent().and_then(Path::file_name).and_then(|name| name.to_str());
    let siblings = path.parent().and_then(Path::parent);
    matches!(folder, Some("cur" | "new"))
        && siblings.is_some_and(|maildir| ["cur", "new", "tmp"].iter().all(|name| maildir.join(name).is_dir()))
}

/// A name such as `1.host:2,ST`: behind `2,` stand flags, of which `T` is trashed (cr.yp.to, maildir). Windows, which
/// has no colon in names, writes `!` or `;`.
fn is_trashed(path: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let flags = [":2,", "!2,", ";2,"].iter().find_map(|mark| name.rsplit_once(mark)).map(|(_, flags)| flags);
    flags.is_some_and(|flags| flags.contains('T')) && in_maildir(path)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail loudly")]
mod tests {
    use super::*;

    #[test]
    fn a_folder_gives_its_drafts_sorted_and_counts_what_is_ignored() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["b.eml", "a.msg", "note.txt", "skipped.eml", "Drafts", "Drafts.msf", "README"] {
            std::fs::write(folder.path().join(name), "x").unwrap();
        }
        std::fs::write(folder.path().join(".ignore"), "skipped.eml\n").unwrap();
        let found = inputs(&[folder.path().to_owned()], None);
        let names: Vec<_> = found
            .inputs
            .iter()
            .map(|input| match input {
                Input::File(path) => path.file_name().unwrap().to_str().unwrap().to_owned(),
                other => format!("{other:?}"),
            })
            .collect();
        assert_eq!(names, ["Drafts", "a.msg", "b.eml"]);
        assert_eq!(found.ignored, 1);
    }

    #[test]
    fn a_maildir_gives_its_messages() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["cur", "new", "tmp"] {
            std::fs::create_dir(folder.path().join(name)).unwrap();
        }
        for name in ["cur/1.host!2,DS", "cur/2.host!2,DST", "new/3.host", "tmp/4.host"] {
            std::fs::write(folder.path().join(name), "x").unwrap();
        }
        let kind_and_number = |input: &Input| match input {
            Input::File(path) => format!("file {}", &path.file_name().unwrap().to_str().unwrap()[..1]),
            Input::Deleted(path) => format!("deleted {}", &path.file_name().unwrap().to_str().unwrap()[..1]),
            other => format!("{other:?}"),
        };
        let found = inputs(&[folder.path().to_owned()], None);
        let found: Vec<_> = found.inputs.iter().map(kind_and_number).collect();
        assert_eq!(found, ["file 1", "deleted 2", "file 3"]);
    }
}
