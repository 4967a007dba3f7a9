//! Command-line paths -> the files to check, in order. Knows no file format beyond file name endings.

use ignore::WalkBuilder;
use std::collections::HashMap;
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

impl Input {
    /// The path to which settings for some paths apply; `None` for standard input, whose name is only a name.
    #[must_use]
    pub fn file(&self) -> Option<&Path> {
        match self {
            Input::Stdin(_) => None,
            Input::File(path) | Input::Deleted(path) | Input::Broken(path, _) => Some(path),
        }
    }
}

/// Inputs, and how many drafts ignore files kept out of a walk.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Inputs {
    /// In the order given; a folder's files sorted by path.
    pub inputs: Vec<Input>,
    /// Files that look like drafts and that .gitignore or .ignore left out.
    pub ignored: usize,
    /// Folders named in which there is no draft.
    pub without_draft: Vec<PathBuf>,
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

/// True for a file that a walk takes for its name's ending.
#[must_use]
pub fn is_named_as_draft(path: &Path) -> bool {
    let ending = path.extension().and_then(|ending| ending.to_str());
    ending.is_some_and(|ending| DRAFT_ENDINGS.iter().any(|known| known.eq_ignore_ascii_case(ending)))
}

fn walk(folder: &Path, found: &mut Inputs) {
    found.has_walked = true;
    let mut maildirs = Maildirs::default();
    let mut drafts = Vec::new();
    for entry in WalkBuilder::new(folder).hidden(false).filter_entry(|entry| entry.file_name() != ".git").build() {
        match entry {
            Ok(entry) if maildirs.is_draft(entry.path()) && !is_folder(&entry) => drafts.push(entry.into_path()),
            Ok(_) => {}
            Err(error) => found.inputs.push(Input::Broken(folder.to_owned(), error.to_string())),
        }
    }
    drafts.sort_unstable();
    let ignored = count_drafts(folder, &mut maildirs, |path| drafts.binary_search(path).is_err());
    if drafts.is_empty() && ignored == 0 {
        found.without_draft.push(folder.to_owned());
    }
    found.ignored += ignored;
    let input = |path: PathBuf| if maildirs.has_trashed(&path) { Input::Deleted(path) } else { Input::File(path) };
    found.inputs.extend(drafts.into_iter().map(input));
}

/// How many drafts the same walk finds with no ignore file honoured: what the difference counts.
fn count_drafts(folder: &Path, maildirs: &mut Maildirs, is_counted: impl Fn(&PathBuf) -> bool) -> usize {
    WalkBuilder::new(folder)
        .standard_filters(false)
        .filter_entry(|entry| entry.file_name() != ".git")
        .build()
        .filter_map(Result::ok)
        .filter(|entry| !is_folder(entry))
        .map(ignore::DirEntry::into_path)
        .filter(|path| maildirs.is_draft(path) && is_counted(path))
        .count()
}

/// A folder, or a link to one, which is not followed. Whatever else goes by the name of a draft is one to be checked: a
/// link leads to a draft, and of a pipe or a broken link it must be said that nobody read it.
fn is_folder(entry: &ignore::DirEntry) -> bool {
    match entry.file_type() {
        Some(kind) if kind.is_symlink() => entry.path().is_dir(),
        kind => kind.is_none_or(|kind| kind.is_dir()),
    }
}

/// `Drafts` with its index `Drafts.msf` beside it: an mbox without an ending.
fn is_thunderbird_folder(path: &Path) -> bool {
    path.extension().is_none() && path.with_extension("msf").is_file()
}

/// Folders called `cur` and `new`, and whether they are of a Maildir: asked once for each, not for each of a million
/// messages.
#[derive(Default)]
struct Maildirs(HashMap<PathBuf, bool>);

impl Maildirs {
    fn is_draft(&mut self, path: &Path) -> bool {
        is_named_as_draft(path) || self.has(path) || is_thunderbird_folder(path)
    }

    /// In `cur` or `new` of a Maildir; what lies in `tmp` is still being written.
    fn has(&mut self, path: &Path) -> bool {
        let Some(folder) = path.parent() else { return false };
        if !matches!(folder.file_name().and_then(|name| name.to_str()), Some("cur" | "new")) {
            return false;
        }
        if let Some(is_maildir) = self.0.get(folder) {
            return *is_maildir;
        }
        let is_maildir =
            folder.parent().is_some_and(|maildir| ["cur", "new", "tmp"].iter().all(|name| maildir.join(name).is_dir()));
        self.0.insert(folder.to_owned(), is_maildir);
        is_maildir
    }

    /// A name such as `1.host:2,ST`: behind `2,` stand flags, of which `T` is trashed (cr.yp.to, maildir). Windows, which
    /// has no colon in names, writes `!` or `;`.
    fn has_trashed(&mut self, path: &Path) -> bool {
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let flags = [":2,", "!2,", ";2,"].iter().find_map(|mark| name.rsplit_once(mark)).map(|(_, flags)| flags);
        flags.is_some_and(|flags| flags.contains('T')) && self.has(path)
    }
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
