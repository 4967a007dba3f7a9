//! The drafts under `fixtures/`. Knows nothing of what they must show.

use std::path::{Path, PathBuf};

/// A draft in the repository.
#[derive(Debug, Clone)]
pub struct Fixture {
    pub path: PathBuf,
    /// `clean`, `incidents`, `malformed`, `replies` or `slips`.
    pub folder: String,
    /// File name with its ending.
    pub name: String,
    pub bytes: Vec<u8>,
}

impl Fixture {
    /// `clean/two-companies-ja.eml`: the same on every system.
    pub fn title(&self) -> String {
        format!("{}/{}", self.folder, self.name)
    }
}

/// `fixtures/` of the repository.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures")
}

/// Every draft in any folder, in the order of the titles.
pub fn fixtures() -> Vec<Fixture> {
    let mut fixtures: Vec<Fixture> = files(&root()).into_iter().filter_map(fixture).collect();
    fixtures.sort_by_key(Fixture::title);
    assert!(fixtures.len() > 80, "{} drafts: is this the right folder?", fixtures.len());
    fixtures
}

/// Every file in the folders of `root`.
pub fn files(root: &Path) -> Vec<PathBuf> {
    let entries = |folder: &Path| -> Vec<PathBuf> {
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect()
    };
    entries(root).iter().filter(|path| path.is_dir()).flat_map(|folder| entries(folder)).collect()
}

fn fixture(path: PathBuf) -> Option<Fixture> {
    let name = path.file_name()?.to_str()?.to_owned();
    let folder = path.parent()?.file_name()?.to_str()?.to_owned();
    let is_draft = [".eml", ".msg", ".oft"].iter().any(|ending| name.ends_with(ending));
    is_draft.then(|| Fixture { bytes: std::fs::read(&path).unwrap(), path, folder, name })
}
