//! The few words of the protocol that we speak, as JSON has them. What a client sends beyond them is passed over, so
//! that an odd client is no reason to stop.

use serde::{Deserialize, Serialize};

/// A place between two characters; `character` counts in the encoding agreed on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
pub(super) struct Position {
    /// From 0.
    pub line: u32,
    /// From 0.
    pub character: u32,
}

/// From `start` up to and without `end`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(super) struct Range {
    pub start: Position,
    pub end: Position,
}

impl Range {
    /// True when the two share a place; their ends count, so that a cursor behind the last character is inside.
    pub fn touches(self, other: Range) -> bool {
        self.start <= other.end && other.start <= self.end
    }
}

/// One thing that is shown at a place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Diagnostic {
    pub range: Range,
    /// 1 error, 2 warning, 3 information.
    pub severity: u8,
    /// Id of the rule, or a word for what could not be done.
    pub code: String,
    pub source: &'static str,
    pub message: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub related_information: Vec<Related>,
}

/// Another place of the same finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Related {
    pub location: Location,
    pub message: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Location {
    pub uri: String,
    pub range: Range,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct TextEdit {
    pub range: Range,
    pub new_text: String,
}

/// `textDocument/didOpen`.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Opened {
    pub text_document: TextDocument,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct TextDocument {
    pub uri: String,
    #[serde(default)]
    pub language_id: String,
    #[serde(default)]
    pub version: i64,
    pub text: String,
}

/// `textDocument/didChange`: with full synchronization the last change is the whole text.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Changed {
    pub text_document: Versioned,
    pub content_changes: Vec<Change>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Versioned {
    pub uri: String,
    #[serde(default)]
    pub version: i64,
}

#[derive(Debug, Deserialize)]
pub(super) struct Change {
    /// Only a client that was not told to send whole texts has one.
    #[serde(default)]
    pub range: Option<Range>,
    pub text: String,
}

/// `textDocument/didSave` and `didClose`.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Named {
    pub text_document: Identifier,
}

#[derive(Debug, Deserialize)]
pub(super) struct Identifier {
    pub uri: String,
}

/// `textDocument/hover`.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Asked {
    pub text_document: Identifier,
    pub position: Position,
}

/// `textDocument/codeAction`.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ActionsAsked {
    pub text_document: Identifier,
    pub range: Range,
    #[serde(default)]
    pub context: ActionContext,
}

#[derive(Debug, Default, Deserialize)]
pub(super) struct ActionContext {
    /// Kinds that are wanted; `None` for all.
    #[serde(default)]
    pub only: Option<Vec<String>>,
}

/// `workspace/didChangeWorkspaceFolders`.
#[derive(Debug, Deserialize)]
pub(super) struct FoldersChanged {
    pub event: FolderChange,
}

#[derive(Debug, Deserialize)]
pub(super) struct FolderChange {
    #[serde(default)]
    pub added: Vec<Identifier>,
    #[serde(default)]
    pub removed: Vec<Identifier>,
}
