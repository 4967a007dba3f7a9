//! What the protocol asks of a server beside its services: order, refusals, odd clients and an end.

use super::desk::Desk;
use super::editor::Editor;
use super::{GOOD, range};
use serde_json::{Value, json};

#[test]
fn nothing_is_answered_before_the_beginning_and_after_the_end() {
    let desk = Desk::new();
    let mut editor = Editor::start_with(&desk, &["--stdio"]);
    assert_eq!(editor.request("textDocument/hover", &json!({}))["error"]["code"], -32002);
    editor.notify("textDocument/didOpen", &json!({}));
    let answer = editor.initialize(&json!({ "processId": null, "rootUri": null, "capabilities": {} }));
    assert_eq!(answer["capabilities"]["textDocumentSync"]["change"], 1);
    assert_eq!(answer["capabilities"]["positionEncoding"], "utf-16");
    assert_eq!(editor.request("initialize", &json!({}))["error"]["code"], -32600);
    assert_eq!(editor.request("textDocument/rename", &json!({}))["error"]["code"], -32601);
    assert_eq!(editor.request("textDocument/hover", &json!([1]))["error"]["code"], -32602);
    assert_eq!(editor.request("shutdown", &Value::Null)["result"], Value::Null);
    assert_eq!(editor.request("textDocument/hover", &json!({}))["error"]["code"], -32600);
    editor.notify("exit", &Value::Null);
    assert_eq!(editor.exit_code(), 0);
}

#[test]
fn a_client_that_goes_without_a_word_ends_the_server() {
    let desk = Desk::new();
    let mut editor = Editor::open_on(&desk, "", &json!({}));
    editor.notify("exit", &Value::Null);
    assert_eq!(editor.exit_code(), 1);
    let mut editor = Editor::open_on(&desk, "", &json!({}));
    editor.hang_up();
    assert_eq!(editor.exit_code(), 1);
    let mut editor = Editor::start(&desk);
    editor.hang_up();
    assert_eq!(editor.exit_code(), 1);
}

#[test]
fn what_cannot_be_understood_changes_nothing() {
    let desk = Desk::new();
    let mut editor = Editor::open_on(&desk, "", &json!({}));
    let path = desk.path("a.eml");
    assert_eq!(editor.open(&path, "eml", GOOD), [] as [Value; 0]);
    editor.send_bytes(b"Content-Length: 3\r\n\r\n{]}");
    assert_eq!(editor.wait_for(|message| message["error"]["code"] == -32700)["id"], Value::Null);
    editor.send_bytes(b"Content-Length: 34\r\nContent-Type: x\r\n\r\n{\"id\":1.5,\"method\":\"x\",\"params\":2}");
    assert_eq!(editor.wait_for(|message| message["id"] == 1.5)["error"]["code"], -32700);
    for (method, params) in [
        ("textDocument/didOpen", json!({})),
        ("textDocument/didChange", json!({ "textDocument": { "uri": "file:///nowhere.eml" }, "contentChanges": [] })),
        ("textDocument/didClose", json!({ "textDocument": { "uri": "file:///nowhere.eml" } })),
        ("textDocument/didSave", json!(null)),
        ("workspace/didChangeWorkspaceFolders", json!({ "event": { "added": [], "removed": [{ "uri": "x:y" }] } })),
        ("$/cancelRequest", json!({ "id": 99 })),
    ] {
        editor.notify(method, &params);
    }
    let far = range((4_000_000_000, 4_000_000_000), (4_000_000_000, 4_000_000_000));
    assert!(editor.actions(&path, &far).is_empty());
    assert_eq!(editor.hover(&path, u32::MAX, u32::MAX), Value::Null);
    assert_eq!(editor.change(&path, &GOOD.replace("見積", "")).len(), 1);
    editor.quit();
}

#[test]
fn of_many_keys_only_the_last_text_is_told() {
    let desk = Desk::new();
    let mut editor = Editor::open_on(&desk, "", &json!({}));
    let path = desk.path("a.eml");
    editor.open(&path, "eml", GOOD);
    for number in 0..200 {
        editor.change_unheard(&path, &GOOD.replace("Monday", &format!("{{{{name{number}}}}}")));
    }
    let shown = editor.diagnostics(&path);
    assert!(shown[0]["message"].as_str().unwrap().contains("name199"), "{shown:?}");
    let published = editor.unread_of("textDocument/publishDiagnostics");
    assert!(published < 20, "{published} of 200 texts were told");
    editor.quit();
}

#[test]
fn a_draft_that_is_no_file_yet_is_checked_and_not_allowed() {
    let desk = Desk::new();
    let mut editor = Editor::open_on(&desk, "", &json!({}));
    let uri = "untitled:Untitled-1";
    let text = GOOD.replace("見積", "");
    let document = json!({ "uri": uri, "languageId": "mail", "version": 1, "text": text });
    editor.notify("textDocument/didOpen", &json!({ "textDocument": document }));
    let shown = editor.wait_for(|message| message["params"]["uri"] == uri);
    assert_eq!(shown["params"]["diagnostics"][0]["code"], "empty-subject");
    let params =
        json!({ "textDocument": { "uri": uri }, "range": range((0, 0), (9, 0)), "context": { "diagnostics": [] } });
    assert_eq!(editor.request("textDocument/codeAction", &params)["result"], json!([]));
    editor.quit();
}
