//! The course of a session: takes messages and finished checks one after another, in the order they come, and is the
//! only one who writes to the client. Never checks anything itself, so that it is always there to answer.

use super::actions::{self, Target};
use super::bench::{Benches, Surroundings};
use super::client::Client;
use super::diagnose::{Found, Subject, Telling, diagnose, too_large};
use super::documents::{Documents, Kind};
use super::hover;
use super::position::Lines;
use super::protocol::{ActionsAsked, Asked, Changed, Diagnostic, FoldersChanged, Identifier, Named, Opened};
use super::queue::{Job, Queue, pause};
use super::transport::{self, Incoming};
use super::uri::{path_of, uri_of};
use crate::settings::read_text;
use lsp_server::{ErrorCode, Message, Notification, Request, Response};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use std::io::{self, BufRead, Write};
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;
use std::time::Duration;

/// The client said `shutdown` before `exit`.
const EXIT_ORDERLY: u8 = 0;
/// It did not, or is gone.
const EXIT_ABRUPT: u8 = 1;

/// The largest settings file that is read to write into it, in bytes.
const LARGEST_SETTINGS_BYTES: u64 = 4 << 20;

/// What the session waits for.
enum Event {
    Incoming(Incoming),
    Checked { uri: String, generation: u64, found: Vec<Found> },
}

/// Serves one client until it says `exit` or is gone, and gives the exit code that the protocol wants.
///
/// # Errors
/// The system gives no thread. A client that closes its end is none.
pub fn serve(
    surroundings: Surroundings,
    input: impl BufRead + Send + 'static,
    output: &mut dyn Write,
) -> io::Result<u8> {
    // Without a buffer: a client that sends faster than we read waits.
    let (events, inbox) = sync_channel(0);
    let read = events.clone();
    thread::Builder::new().name("reader".to_owned()).spawn(move || read_all(input, &read))?;
    let Some((client, benches)) = begin(surroundings, &inbox, output) else { return Ok(EXIT_ABRUPT) };
    let (queue, benches) = (Arc::new(Queue::default()), Arc::new(benches));
    let (jobs, at, telling) = (Arc::clone(&queue), Arc::clone(&benches), Telling::to(&client));
    thread::Builder::new().name("checker".to_owned()).spawn(move || check_all(&jobs, &at, telling, &events))?;
    let mut session = Session { client, benches, queue, documents: Documents::default(), output, is_shut_down: false };
    let code = loop {
        match inbox.recv() {
            Err(_) => break EXIT_ABRUPT,
            Ok(event) => match session.take(event) {
                Err(_) => break EXIT_ABRUPT,
                Ok(ControlFlow::Break(code)) => break code,
                Ok(ControlFlow::Continue(())) => {}
            },
        }
    };
    session.queue.close();
    Ok(code)
}

fn read_all(mut input: impl BufRead, events: &SyncSender<Event>) {
    loop {
        let incoming = transport::read(&mut input).unwrap_or(Incoming::End);
        let is_last = match &incoming {
            Incoming::End => true,
            Incoming::Message(Message::Notification(message)) => message.method == "exit",
            _ => false,
        };
        if events.send(Event::Incoming(incoming)).is_err() || is_last {
            return;
        }
    }
}

fn check_all(queue: &Queue, benches: &Benches, telling: Telling, events: &SyncSender<Event>) {
    while let Some(job) = queue.take() {
        let found = diagnose(&job.subject, benches, telling);
        let checked = Event::Checked { uri: job.subject.uri, generation: job.generation, found };
        if events.send(checked).is_err() {
            return;
        }
    }
}

/// Waits for `initialize`, and answers it; `None` when the client goes without.
fn begin(surroundings: Surroundings, inbox: &Receiver<Event>, output: &mut dyn Write) -> Option<(Client, Benches)> {
    loop {
        let Event::Incoming(incoming) = inbox.recv().ok()? else { continue };
        let response = match incoming {
            Incoming::End => return None,
            Incoming::Message(Message::Notification(message)) if message.method == "exit" => return None,
            Incoming::Message(Message::Request(request)) if request.method == "initialize" => {
                let client = Client::of(&request.params);
                let benches = Benches::new(surroundings, client.lang, client.folders.clone());
                write(output, Response::new_ok(request.id, client.answer())).ok()?;
                return Some((client, benches));
            }
            Incoming::Message(Message::Request(request)) => {
                refusal(request, ErrorCode::ServerNotInitialized, "`initialize` comes first")
            }
            _ => continue,
        };
        write(output, response).ok()?;
    }
}

struct Session<'o> {
    client: Client,
    benches: Arc<Benches>,
    queue: Arc<Queue>,
    documents: Documents,
    output: &'o mut dyn Write,
    is_shut_down: bool,
}

impl Session<'_> {
    /// `Err`: the client does not read any more.
    fn take(&mut self, event: Event) -> io::Result<ControlFlow<u8>> {
        match event {
            Event::Checked { uri, generation, found } => self.take_found(&uri, generation, found)?,
            Event::Incoming(Incoming::End) => return Ok(ControlFlow::Break(EXIT_ABRUPT)),
            Event::Incoming(Incoming::TooLarge(bytes)) => {
                let message =
                    format!("mailcheck: a message of {bytes} bytes was passed over; what it changed is not checked");
                self.notify("window/showMessage", json!({ "type": 1, "message": message }))?;
            }
            Event::Incoming(Incoming::Malformed(id)) => {
                // lsp-server has no answer to what has no id.
                let error = json!({ "code": ErrorCode::ParseError as i32, "message": "this is no message" });
                self.write_json(&json!({ "jsonrpc": "2.0", "id": id, "error": error }))?;
            }
            Event::Incoming(Incoming::Message(Message::Notification(message))) if message.method == "exit" => {
                return Ok(ControlFlow::Break(if self.is_shut_down { EXIT_ORDERLY } else { EXIT_ABRUPT }));
            }
            Event::Incoming(Incoming::Message(Message::Notification(message))) => self.take_notification(message)?,
            Event::Incoming(Incoming::Message(Message::Request(request))) => {
                let response = self.answer(request);
                write(self.output, response)?;
            }
            // To our only request, which needs no answer.
            Event::Incoming(Incoming::Message(Message::Response(_))) => {}
        }
        Ok(ControlFlow::Continue(()))
    }

    fn take_notification(&mut self, message: Notification) -> io::Result<()> {
        let Notification { method, params } = message;
        match method.as_str() {
            "initialized" => self.watch_files()?,
            "textDocument/didOpen" => {
                if let Some(Opened { text_document: opened }) = understood(params) {
                    let is_config = path_of(&opened.uri).is_some_and(|path| self.benches.is_config(&path));
                    let (uri, version) = (opened.uri, opened.version);
                    if self.documents.open(uri.clone(), &opened.language_id, version, opened.text, is_config) {
                        self.check(&uri, Duration::ZERO)?;
                    }
                }
            }
            "textDocument/didChange" => {
                if let Some(Changed { text_document, mut content_changes }) = understood(params) {
                    let whole = content_changes.pop().filter(|change| change.range.is_none());
                    let Some(whole) = whole else { return Ok(()) };
                    let pause = pause(whole.text.len());
                    if self.documents.change(&text_document.uri, text_document.version, whole.text) {
                        self.check(&text_document.uri, pause)?;
                    }
                }
            }
            "textDocument/didSave" => {
                if let Some(Named { text_document }) = understood(params) {
                    match self.documents.get(&text_document.uri).map(|document| document.kind) {
                        Some(Kind::Draft) => self.check(&text_document.uri, Duration::ZERO)?,
                        Some(Kind::Settings | Kind::Toml) => self.check_everything()?,
                        None => {}
                    }
                }
            }
            "textDocument/didClose" => {
                if let Some(Named { text_document: Identifier { uri } }) = understood(params) {
                    self.queue.drop_job(&uri);
                    if self.documents.close(&uri) {
                        self.publish(&uri, None, &[])?;
                    }
                }
            }
            "workspace/didChangeWatchedFiles" => self.check_everything()?,
            "workspace/didChangeWorkspaceFolders" => {
                if let Some(FoldersChanged { event }) = understood(params) {
                    let paths = |folders: Vec<Identifier>| -> Vec<PathBuf> {
                        folders.iter().filter_map(|folder| path_of(&folder.uri)).collect()
                    };
                    self.benches.change_folders(paths(event.added), &paths(event.removed));
                    self.check_everything()?;
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn answer(&mut self, request: Request) -> Response {
        if self.is_shut_down {
            return refusal(request, ErrorCode::InvalidRequest, "`shutdown` was said: only `exit` follows");
        }
        let Request { id, method, params } = request;
        let asked = catch_unwind(AssertUnwindSafe(|| match method.as_str() {
            "shutdown" => Ok(Value::Null),
            "textDocument/hover" => understood(params).map(|asked| self.hover(&asked)).ok_or(ErrorCode::InvalidParams),
            "textDocument/codeAction" => {
                understood(params).map(|asked| self.actions(&asked)).ok_or(ErrorCode::InvalidParams)
            }
            "initialize" => Err(ErrorCode::InvalidRequest),
            _ => Err(ErrorCode::MethodNotFound),
        }));
        self.is_shut_down = method == "shutdown";
        match asked.unwrap_or(Err(ErrorCode::InternalError)) {
            Ok(result) => Response::new_ok(id, result),
            Err(code) => Response::new_err(id, code as i32, format!("`{method}` cannot be answered")),
        }
    }

    fn hover(&self, asked: &Asked) -> Value {
        let Some(document) = self.documents.get(&asked.text_document.uri) else { return Value::Null };
        let bench = self.benches.of(document.path.as_deref());
        match (document.kind, document.text.as_deref()) {
            (Kind::Draft, _) => hover::of_findings(&document.found, asked.position, &bench),
            (Kind::Settings | Kind::Toml, Some(text)) => {
                hover::of_word(&Lines::new(text, self.client.encoding), text, asked.position, &bench)
            }
            (Kind::Settings | Kind::Toml, None) => Value::Null,
        }
    }

    fn actions(&self, asked: &ActionsAsked) -> Value {
        let uri = &asked.text_document.uri;
        let is_wanted = |kind: &String| kind.is_empty() || kind == "quickfix";
        let is_asked = asked.context.only.as_ref().is_none_or(|only| only.iter().any(is_wanted));
        let Some(draft) = self.documents.get(uri).filter(|_| is_asked) else { return json!([]) };
        let found: Vec<&Found> =
            draft.found.iter().filter(|found| found.diagnostic.range.touches(asked.range)).collect();
        if found.iter().all(|found| found.rule.is_none()) {
            return json!([]);
        }
        let lang = self.benches.of(draft.path.as_deref()).lang;
        let path = self.benches.request_for(draft.path.as_deref()).own_file();
        let open = self.documents.at(&path);
        let text = match open {
            Some((_, document)) => document.text.as_deref().map(str::to_owned),
            None => read_text(&path, LARGEST_SETTINGS_BYTES).ok(),
        };
        let mut actions = actions::fixes(uri, &found, lang);
        // A file that is there and cannot be read is not written into.
        if text.is_some() || !path.exists() {
            let target = Target {
                uri: open.map_or_else(|| uri_of(&path), |(uri, _)| uri.to_owned()),
                path: &path,
                text: text.as_deref(),
                creates_files: self.client.creates_files,
                encoding: self.client.encoding,
            };
            actions.extend(actions::allowances(draft, &found, &target, lang));
        }
        Value::Array(actions)
    }

    /// Has the text checked once the pause is over.
    fn check(&mut self, uri: &str, pause: Duration) -> io::Result<()> {
        let Some(document) = self.documents.get(uri) else { return Ok(()) };
        let Some(text) = &document.text else {
            let lang = self.benches.of(document.path.as_deref()).lang;
            self.queue.drop_job(uri);
            let (uri, generation) = (uri.to_owned(), document.generation);
            return self.take_found(&uri, generation, vec![too_large(lang)]);
        };
        let subject =
            Subject { uri: uri.to_owned(), kind: document.kind, path: document.path.clone(), text: Arc::clone(text) };
        self.queue.put(Job { subject, generation: document.generation }, pause);
        Ok(())
    }

    /// Settings or rules may have changed.
    fn check_everything(&mut self) -> io::Result<()> {
        self.benches.forget();
        let uris: Vec<String> = self.documents.uris().map(str::to_owned).collect();
        uris.iter().try_for_each(|uri| self.check(uri, Duration::ZERO))
    }

    /// What was found in a text, unless there is a newer one.
    fn take_found(&mut self, uri: &str, generation: u64, found: Vec<Found>) -> io::Result<()> {
        let Some(document) = self.documents.get_mut(uri).filter(|open| open.generation == generation) else {
            return Ok(());
        };
        document.found = found;
        let version = document.version;
        let found: Vec<Diagnostic> = document.found.iter().map(|found| found.diagnostic.clone()).collect();
        self.publish(uri, Some(version), &found)
    }

    fn publish(&mut self, uri: &str, version: Option<i64>, diagnostics: &[Diagnostic]) -> io::Result<()> {
        let mut params = json!({ "uri": uri, "diagnostics": diagnostics });
        if let Some(version) = version {
            params["version"] = json!(version);
        }
        self.notify("textDocument/publishDiagnostics", params)
    }

    /// Asks to be told when settings or rules change on disk.
    fn watch_files(&mut self) -> io::Result<()> {
        if !self.client.watches_files {
            return Ok(());
        }
        let watchers = ["**/mailcheck.toml", "**/rules/*.toml"].map(|glob| json!({ "globPattern": glob }));
        let method = "workspace/didChangeWatchedFiles";
        let registration = json!({ "id": method, "method": method, "registerOptions": { "watchers": watchers } });
        let params = json!({ "registrations": [registration] });
        write(self.output, Request::new("watch".to_owned().into(), "client/registerCapability".to_owned(), params))
    }

    fn notify(&mut self, method: &str, params: Value) -> io::Result<()> {
        write(self.output, Notification::new(method.to_owned(), params))
    }

    fn write_json(&mut self, message: &Value) -> io::Result<()> {
        let text = message.to_string();
        write!(self.output, "Content-Length: {}\r\n\r\n{text}", text.len())?;
        self.output.flush()
    }
}

fn write(mut output: &mut dyn Write, message: impl Into<Message>) -> io::Result<()> {
    message.into().write(&mut output)
}

fn refusal(request: Request, code: ErrorCode, message: &str) -> Response {
    Response::new_err(request.id, code as i32, message.to_owned())
}

/// The parameters; `None` when they are none that we understand.
fn understood<T: DeserializeOwned>(params: Value) -> Option<T> {
    serde_json::from_value(params).ok()
}
