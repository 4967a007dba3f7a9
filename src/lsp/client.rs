//! What the client says of itself when it begins, and what we answer. Knows nothing of documents.

use super::position::Encoding;
use super::uri::path_of;
use crate::lang::Lang;
use crate::severity::Severity;
use serde_json::{Value, json};
use std::path::PathBuf;

/// What the client can and wants; what it does not say is as the protocol has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Client {
    /// The first of its encodings that we know.
    pub encoding: Encoding,
    /// The language of its menus.
    pub lang: Option<Lang>,
    /// `initializationOptions.show`: findings below are not shown.
    pub show: Severity,
    /// Folders that are open in it.
    pub folders: Vec<PathBuf>,
    /// An edit may create a file.
    pub creates_files: bool,
    /// It tells of changed files when it is asked to.
    pub watches_files: bool,
    /// It shows more places of a finding.
    pub shows_related: bool,
}

impl Client {
    /// The client that sends these parameters of `initialize`.
    pub fn of(params: &Value) -> Self {
        let capability = |pointer: &str| params.get("capabilities").and_then(|known| known.pointer(pointer));
        let is_able = |pointer: &str| capability(pointer).and_then(Value::as_bool).unwrap_or(false);
        let words = |pointer: &str| -> Vec<&str> {
            let list = capability(pointer).and_then(Value::as_array);
            list.into_iter().flatten().filter_map(Value::as_str).collect()
        };
        let show = params.pointer("/initializationOptions/show").and_then(Value::as_str);
        Self {
            encoding: words("/general/positionEncodings").into_iter().find_map(Encoding::from_name).unwrap_or_default(),
            lang: params.get("locale").and_then(Value::as_str).map(Lang::from_locale),
            show: show.and_then(Severity::from_name).unwrap_or(Severity::Warning),
            folders: folders_of(params),
            creates_files: is_able("/workspace/workspaceEdit/documentChanges")
                && words("/workspace/workspaceEdit/resourceOperations").contains(&"create"),
            watches_files: is_able("/workspace/didChangeWatchedFiles/dynamicRegistration"),
            shows_related: is_able("/textDocument/publishDiagnostics/relatedInformation"),
        }
    }

    /// The answer to `initialize`.
    pub fn answer(&self) -> Value {
        json!({
            "capabilities": {
                "positionEncoding": self.encoding.name(),
                "textDocumentSync": { "openClose": true, "change": 1, "save": { "includeText": false } },
                "hoverProvider": true,
                "codeActionProvider": { "codeActionKinds": ["quickfix"] },
                "workspace": { "workspaceFolders": { "supported": true, "changeNotifications": true } },
            },
            "serverInfo": { "name": "mailcheck", "version": env!("CARGO_PKG_VERSION") },
        })
    }
}

/// `workspaceFolders`, else what came before them in the protocol.
fn folders_of(params: &Value) -> Vec<PathBuf> {
    let folders = params.get("workspaceFolders").and_then(Value::as_array);
    let uris = folders.into_iter().flatten().filter_map(|folder| folder.get("uri"));
    let folders: Vec<PathBuf> = uris.filter_map(Value::as_str).filter_map(path_of).collect();
    if !folders.is_empty() {
        return folders;
    }
    let root = params.get("rootUri").and_then(Value::as_str).and_then(path_of);
    let root = root.or_else(|| params.get("rootPath").and_then(Value::as_str).map(PathBuf::from));
    root.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_client_that_says_nothing_is_served_as_the_protocol_has_it() {
        for silent in
            [json!({}), json!({ "capabilities": {} }), json!({ "capabilities": 3, "locale": [] }), Value::Null]
        {
            let client = Client::of(&silent);
            assert_eq!((client.encoding, client.lang, client.show), (Encoding::Utf16, None, Severity::Warning));
            assert!(client.folders.is_empty() && !client.creates_files && !client.watches_files);
        }
    }

    #[test]
    fn the_first_encoding_that_we_know_is_taken() {
        let client =
            Client::of(&json!({ "capabilities": { "general": { "positionEncodings": ["x", "utf-8", "utf-16"] } } }));
        assert_eq!(client.encoding, Encoding::Utf8);
        assert_eq!(client.answer()["capabilities"]["positionEncoding"], "utf-8");
    }

    #[test]
    #[cfg(not(windows))]
    fn an_old_client_has_one_folder() {
        let folders = |params: Value| Client::of(&params).folders;
        assert_eq!(
            folders(json!({ "workspaceFolders": null, "rootUri": "file:///srv/a%20b" })),
            [PathBuf::from("/srv/a b")]
        );
        assert_eq!(folders(json!({ "rootPath": "/srv" })), [PathBuf::from("/srv")]);
        let both = json!({ "workspaceFolders": [{ "uri": "file:///a", "name": "a" }, { "uri": "file:///b" }], "rootUri": "file:///a" });
        assert_eq!(folders(both), [PathBuf::from("/a"), PathBuf::from("/b")]);
    }
}
