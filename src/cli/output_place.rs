//! Where a run may write: neither over a draft nor over anything else that it reads, and not twice to one place. Asked
//! before anything is checked; writes nothing itself.

use crate::lang::Lang;
use crate::paths::{Input, Inputs, is_named_as_draft};
use crate::settings::FILE_NAME;
use miette::{Result, miette};
use std::path::{Path, PathBuf};

/// Looks at the files that the options of a run tell it to write. `read` are the files beside drafts that it reads.
///
/// # Errors
/// One of them may not be written: what stands there would be lost.
pub(super) fn hold(written: &[&Path], inputs: &Inputs, read: &[&Path], lang: Lang) -> Result<()> {
    let places: Vec<(&Path, PathBuf)> =
        written.iter().filter(|path| !is_device(path)).map(|path| (*path, place_of(path))).collect();
    for (number, (path, place)) in places.iter().enumerate() {
        let why = if is_named_as_draft(place) || inputs.inputs.iter().any(|input| is_at(input, place)) {
            lang.pick("it is a draft, or called like one", "下書き、または下書きの名前です")
        } else if place.ends_with(FILE_NAME) || read.iter().any(|read| is_same(read, place)) {
            lang.pick("this run reads it", "この実行で読み込むファイルです")
        } else if places[..number].iter().any(|(_, other)| other == place) {
            lang.pick("two options name it", "2 つのオプションが同じファイルを指しています")
        } else if place.is_dir() {
            lang.pick("it is a folder", "フォルダーです")
        } else {
            continue;
        };
        let message = lang.pick("nothing is written to `{}`: {why}", "「{}」には書き込みません：{why}");
        let message = message.replace("{why}", why).replace("{}", &path.display().to_string());
        return Err(miette!(help = lang.pick("name another file", "別のファイルを指定してください"), "{message}"));
    }
    Ok(())
}

/// What is written to as it is, and may be so twice.
fn is_device(path: &Path) -> bool {
    std::fs::metadata(path).is_ok_and(|found| !found.is_file() && !found.is_dir())
}

fn is_at(input: &Input, place: &Path) -> bool {
    match input {
        Input::File(path) | Input::Deleted(path) => is_same(path, place),
        Input::Stdin(_) | Input::Broken(..) => false,
    }
}

/// Asks the system only about a path that may lead there: drafts may be a million.
fn is_same(path: &Path, place: &Path) -> bool {
    let may_be = path.file_name() == place.file_name() || path.is_symlink();
    may_be && place_of(path) == place
}

/// The path behind all links and ways round; a file that is not there yet lies in the folder that is.
fn place_of(path: &Path) -> PathBuf {
    let of_new = || {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        Some(std::fs::canonicalize(folder).ok()?.join(path.file_name()?))
    };
    std::fs::canonicalize(path).ok().or_else(of_new).unwrap_or_else(|| path.to_owned())
}
