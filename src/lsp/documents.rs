//! The texts that are open in the editor, whole, and what was last found in each. Knows nothing of how it is found.

use super::diagnose::Found;
use super::uri::path_of;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// How many bytes of text are held at once; what is opened beyond is not checked, and says so.
const MOST_BYTES: usize = 256 << 20;

/// What kind of text a document is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Draft,
    /// mailcheck.toml, or what `--config` names.
    Settings,
    /// May be a rule file: that depends on where it lies, and on the settings.
    Toml,
}

/// An open document.
#[derive(Debug)]
pub(super) struct Document {
    pub kind: Kind,
    /// `None` when it is no file yet.
    pub path: Option<PathBuf>,
    /// Of the client.
    pub version: i64,
    /// `None` for a text that is too large to hold.
    pub text: Option<Arc<str>>,
    /// Counts texts of all documents, so that what was found in an old one is known to be old.
    pub generation: u64,
    /// Of that generation.
    pub found: Vec<Found>,
}

/// All of them, by URI.
#[derive(Debug)]
pub(super) struct Documents {
    open: BTreeMap<String, Document>,
    generations: u64,
    most_bytes: usize,
}

impl Default for Documents {
    fn default() -> Self {
        Self { open: BTreeMap::new(), generations: 0, most_bytes: MOST_BYTES }
    }
}

impl Documents {
    /// A document is open from now on; `false` when it is none of ours.
    pub fn open(&mut self, uri: String, language: &str, version: i64, text: String, is_config: bool) -> bool {
        let path = path_of(&uri);
        let name = path.as_deref().unwrap_or(Path::new(&uri));
        let Some(kind) = (if is_config { Some(Kind::Settings) } else { kind_of(name, language) }) else { return false };
        let document = Document { kind, path, version, text: None, generation: 0, found: Vec::new() };
        self.open.insert(uri.clone(), document);
        self.change(&uri, version, text)
    }

    /// A document has another text; `false` when it is none of ours.
    pub fn change(&mut self, uri: &str, version: i64, text: String) -> bool {
        let others = self.open.iter().filter(|(other, _)| *other != uri);
        let held: usize = others.filter_map(|(_, document)| document.text.as_ref()).map(|text| text.len()).sum();
        let Some(document) = self.open.get_mut(uri) else { return false };
        self.generations += 1;
        document.generation = self.generations;
        document.version = version;
        document.text = (held.saturating_add(text.len()) <= self.most_bytes).then(|| Arc::from(text));
        true
    }

    pub fn close(&mut self, uri: &str) -> bool {
        self.open.remove(uri).is_some()
    }

    pub fn get(&self, uri: &str) -> Option<&Document> {
        self.open.get(uri)
    }

    pub fn get_mut(&mut self, uri: &str) -> Option<&mut Document> {
        self.open.get_mut(uri)
    }

    /// The open document of a file, however the client writes its URI.
    pub fn at(&self, path: &Path) -> Option<(&str, &Document)> {
        let found = self.open.iter().find(|(_, document)| document.path.as_deref() == Some(path));
        found.map(|(uri, document)| (uri.as_str(), document))
    }

    pub fn uris(&self) -> impl Iterator<Item = &str> {
        self.open.keys().map(String::as_str)
    }
}

/// By the file's name, else by what the editor takes it for; `None` for what nobody asked us about.
fn kind_of(name: &Path, language: &str) -> Option<Kind> {
    let ending = name.extension().unwrap_or_default().to_ascii_lowercase();
    if name.file_name().is_some_and(|name| name == crate::settings::FILE_NAME) {
        return Some(Kind::Settings);
    }
    if ending == "toml" {
        return Some(Kind::Toml);
    }
    let is_draft = ["eml", "emlx", "mbox"].iter().any(|known| ending == *known)
        || ["eml", "mail", "email", "mbox", "message"].contains(&language);
    is_draft.then_some(Kind::Draft)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_is_known_by_its_name_or_its_language() {
        for (name, language, kind) in [
            ("/a/b.EML", "plaintext", Some(Kind::Draft)),
            ("/tmp/mutt-host-1000-123", "mail", Some(Kind::Draft)),
            ("untitled:Untitled-1", "eml", Some(Kind::Draft)),
            ("/a/mailcheck.toml", "toml", Some(Kind::Settings)),
            ("/a/rules/x.toml", "toml", Some(Kind::Toml)),
            ("/a/notes.txt", "plaintext", None),
        ] {
            assert_eq!(kind_of(Path::new(name), language), kind, "{name}");
        }
    }

    #[test]
    fn what_is_beyond_the_memory_is_known_and_not_held() {
        let mut documents = Documents { most_bytes: 10, ..Documents::default() };
        let half = "x".repeat(6);
        assert!(documents.open("file:///a.eml".into(), "", 1, half.clone(), false));
        assert!(documents.open("file:///b.eml".into(), "", 1, half.clone(), false));
        let is_held = |documents: &Documents, uri: &str| documents.get(uri).is_some_and(|open| open.text.is_some());
        assert!(is_held(&documents, "file:///a.eml") && !is_held(&documents, "file:///b.eml"));
        assert!(documents.close("file:///a.eml") && documents.change("file:///b.eml", 2, half));
        assert!(is_held(&documents, "file:///b.eml"));
        assert!(!documents.change("file:///a.eml", 2, String::new()));
    }
}
