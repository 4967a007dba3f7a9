//! An editor that starts `mailcheck lsp` and talks with it over its streams, as the protocol has it. Never waits for
//! ever. Knows nothing of drafts.

use super::desk::Desk;
use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

/// For a loaded machine; an answer takes milliseconds.
const PATIENCE: Duration = Duration::from_secs(60);

pub struct Editor {
    child: Child,
    to_server: Option<ChildStdin>,
    from_server: Receiver<Value>,
    /// What came while something else was waited for.
    unread: Vec<Value>,
    requests: i64,
    version: i64,
}

impl Editor {
    /// Starts the server on the desk, in English.
    pub fn start(desk: &Desk) -> Self {
        Self::start_with(desk, &["--lang", "en"])
    }

    pub fn start_with(desk: &Desk, arguments: &[&str]) -> Self {
        let mut command = desk.command("", &[]);
        command.arg("lsp").args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::inherit());
        let mut child = command.spawn().unwrap();
        let to_server = child.stdin.take();
        let mut out = BufReader::new(child.stdout.take().unwrap());
        let (sender, from_server) = channel();
        std::thread::spawn(move || {
            while let Some(message) = next_message(&mut out) {
                if sender.send(message).is_err() {
                    return;
                }
            }
        });
        Self { child, to_server, from_server, unread: Vec::new(), requests: 0, version: 0 }
    }

    /// Starts, and has this folder of the desk open.
    pub fn open_on(desk: &Desk, folder: &str, capabilities: &Value) -> Self {
        let mut editor = Self::start(desk);
        editor.initialize(&json!({ "rootUri": uri(&desk.path(folder)), "capabilities": capabilities }));
        editor
    }

    pub fn initialize(&mut self, params: &Value) -> Value {
        let answer = self.request("initialize", params);
        self.notify("initialized", &json!({}));
        answer["result"].clone()
    }

    pub fn send_bytes(&mut self, bytes: &[u8]) {
        let stream = self.to_server.as_mut().unwrap();
        stream.write_all(bytes).unwrap();
        stream.flush().unwrap();
    }

    fn send(&mut self, message: &Value) {
        let text = message.to_string();
        self.send_bytes(format!("Content-Length: {}\r\n\r\n{text}", text.len()).as_bytes());
    }

    pub fn notify(&mut self, method: &str, params: &Value) {
        self.send(&json!({ "jsonrpc": "2.0", "method": method, "params": params }));
    }

    /// Sends a request, and gives its whole answer.
    pub fn request(&mut self, method: &str, params: &Value) -> Value {
        self.requests += 1;
        let id = self.requests;
        self.send(&json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params }));
        self.wait_for(|message| message["id"] == id && message.get("method").is_none())
    }

    /// The first message that is so, also one that came before.
    pub fn wait_for(&mut self, is_so: impl Fn(&Value) -> bool) -> Value {
        if let Some(at) = self.unread.iter().position(&is_so) {
            return self.unread.remove(at);
        }
        let patience = Instant::now() + PATIENCE;
        loop {
            let left = patience.saturating_duration_since(Instant::now());
            let message = self.from_server.recv_timeout(left);
            let message = message.unwrap_or_else(|error| panic!("{error}; what came: {:#?}", self.unread));
            if is_so(&message) {
                return message;
            }
            self.unread.push(message);
        }
    }

    pub fn open(&mut self, path: &Path, language: &str, text: &str) -> Vec<Value> {
        self.open_unheard(path, language, text);
        self.diagnostics(path)
    }

    pub fn open_unheard(&mut self, path: &Path, language: &str, text: &str) {
        self.version += 1;
        let document = json!({ "uri": uri(path), "languageId": language, "version": self.version, "text": text });
        self.notify("textDocument/didOpen", &json!({ "textDocument": document }));
    }

    pub fn change(&mut self, path: &Path, text: &str) -> Vec<Value> {
        self.change_unheard(path, text);
        self.diagnostics(path)
    }

    pub fn change_unheard(&mut self, path: &Path, text: &str) {
        self.version += 1;
        let named = json!({ "uri": uri(path), "version": self.version });
        let params = json!({ "textDocument": named, "contentChanges": [{ "text": text }] });
        self.notify("textDocument/didChange", &params);
    }

    /// What is shown in the newest text of a document.
    pub fn diagnostics(&mut self, path: &Path) -> Vec<Value> {
        let (uri, version) = (uri(path), self.version);
        let published = self.wait_for(|message| {
            let params = &message["params"];
            message["method"] == "textDocument/publishDiagnostics"
                && params["uri"] == uri
                && params["version"] == version
        });
        published["params"]["diagnostics"].as_array().unwrap().clone()
    }

    /// What is published for a document next, whatever its version.
    pub fn published(&mut self, path: &Path) -> Vec<Value> {
        let uri = uri(path);
        let published = self.wait_for(|message| message["params"]["uri"] == uri);
        published["params"]["diagnostics"].as_array().unwrap().clone()
    }

    pub fn hover(&mut self, path: &Path, line: u32, character: u32) -> Value {
        let position = json!({ "line": line, "character": character });
        let params = json!({ "textDocument": { "uri": uri(path) }, "position": position });
        self.request("textDocument/hover", &params)["result"].clone()
    }

    pub fn actions(&mut self, path: &Path, range: &Value) -> Vec<Value> {
        let named = json!({ "uri": uri(path) });
        let params = json!({ "textDocument": named, "range": range, "context": { "diagnostics": [] } });
        self.request("textDocument/codeAction", &params)["result"].as_array().unwrap().clone()
    }

    /// How many messages of that method came and were not waited for.
    pub fn unread_of(&self, method: &str) -> usize {
        self.unread.iter().filter(|message| message["method"] == method).count()
    }

    /// Closes the stream to the server.
    pub fn hang_up(&mut self) {
        self.to_server = None;
    }

    /// Waits for the end of the server, and gives its exit code.
    pub fn exit_code(mut self) -> i32 {
        let patience = Instant::now() + PATIENCE;
        while Instant::now() < patience {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status.code().expect("it ended by itself");
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        panic!("the server does not end");
    }

    /// Ends as the protocol has it.
    pub fn quit(mut self) {
        assert_eq!(self.request("shutdown", &Value::Null)["result"], Value::Null);
        self.notify("exit", &Value::Null);
        assert_eq!(self.exit_code(), 0);
    }
}

impl Drop for Editor {
    fn drop(&mut self) {
        // A test that failed leaves no server behind.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn next_message(out: &mut impl BufRead) -> Option<Value> {
    let mut length = 0;
    loop {
        let mut line = String::new();
        if out.read_line(&mut line).ok()? == 0 {
            return None;
        }
        match line.trim_end().split_once(": ") {
            Some(("Content-Length", value)) => length = value.parse().ok()?,
            Some(_) => {}
            None => break,
        }
    }
    let mut body = vec![0; length];
    out.read_exact(&mut body).ok()?;
    Some(serde_json::from_slice(&body).unwrap())
}

/// The `file:` URI of a path, escaped as VS Code does.
pub fn uri(path: &Path) -> String {
    let path = path.to_str().unwrap().replace('\\', "/");
    let mut uri = String::from(if path.starts_with('/') { "file://" } else { "file:///" });
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'.' | b'_' | b'~' => uri.push(char::from(byte)),
            other => uri.push_str(&format!("%{other:02X}")),
        }
    }
    uri
}

/// The text after an edit, positions counted in UTF-16.
pub fn edited(text: &str, edit: &Value) -> String {
    let at = |position: &Value| {
        let line = usize::try_from(position["line"].as_u64().unwrap()).unwrap();
        let start: usize = text.split_inclusive('\n').take(line).map(str::len).sum();
        let mut left = position["character"].as_u64().unwrap();
        let rest = &text[start..];
        let mut letters = rest.char_indices();
        let end = letters.find(|(_, letter)| {
            let is_here = left == 0;
            left = left.saturating_sub(letter.len_utf16() as u64);
            is_here
        });
        start + end.map_or(rest.len(), |(at, _)| at)
    };
    let (start, end) = (at(&edit["range"]["start"]), at(&edit["range"]["end"]));
    format!("{}{}{}", &text[..start], edit["newText"].as_str().unwrap(), &text[end..])
}
