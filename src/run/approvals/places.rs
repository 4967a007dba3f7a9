//! Where approvals of a draft are looked for, and by which names. Opens no file.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

/// Where approvals of a draft are looked for.
pub(super) struct Place {
    pub folder: PathBuf,
    /// How their names begin.
    prefixes: Vec<String>,
    /// The draft lies there as well.
    pub is_beside: bool,
}

impl Place {
    pub fn has(&self, name: &str) -> bool {
        self.prefixes.iter().any(|prefix| name.starts_with(prefix))
    }
}

/// Where approvals of the draft at `path` may lie, besides the `folder` of the settings; `digest` is the beginning of its own.
pub(super) fn places(path: Option<&Path>, folder: Option<&PathBuf>, digest: String) -> Vec<Place> {
    let mut places = Vec::new();
    if let Some(path) = path {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let name = path.file_name().and_then(OsStr::to_str).map(|name| format!("{name}."));
        // A name that cannot be made longer, or that is no text, stands in no other name.
        let prefixes = name.into_iter().chain([digest.clone()]).collect();
        places.push(Place { folder: folder.to_owned(), prefixes, is_beside: true });
    }
    let is_there = |folder: &PathBuf| {
        let same = |place: &Place| place.folder.canonicalize().ok() == folder.canonicalize().ok();
        places.iter().any(same)
    };
    if let Some(folder) = folder.filter(|folder| !is_there(folder)) {
        places.push(Place { folder: folder.clone(), prefixes: vec![digest], is_beside: false });
    }
    places
}
