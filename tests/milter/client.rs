//! A `mailcheck milter` of its own for each test, and a mail server that asks it.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, ChildStderr, Command, Output, Stdio};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;
use tempfile::TempDir;

/// The server; ends with the test.
pub struct Milter {
    child: Child,
    endpoint: String,
    said: Arc<Mutex<String>>,
    listener: Option<thread::JoinHandle<()>>,
    _folder: TempDir,
}

impl Milter {
    pub fn start(settings: &str) -> Self {
        Self::start_with(settings, &["--listen", "inet:127.0.0.1:0"])
    }

    pub fn start_with(settings: &str, words: &[&str]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut child = command(&folder, settings, words).spawn().unwrap();
        let mut stderr = BufReader::new(child.stderr.take().unwrap());
        let mut line = String::new();
        stderr.read_line(&mut line).unwrap();
        let endpoint =
            line.trim().strip_prefix("mailcheck: listening on ").unwrap_or_else(|| panic!("{line}")).to_owned();
        let said = Arc::default();
        let listener = Some(listen_to(stderr, Arc::clone(&said)));
        Self { child, endpoint, said, listener, _folder: folder }
    }

    /// One that does not come to serve.
    pub fn fails(settings: &str, words: &[&str]) -> Output {
        let folder = tempfile::tempdir().unwrap();
        command(&folder, settings, words).output().unwrap()
    }

    pub fn address(&self) -> &str {
        self.endpoint.strip_prefix("inet:").unwrap()
    }

    pub fn client(&self) -> Client {
        let stream = TcpStream::connect(self.address()).unwrap();
        stream.set_nodelay(true).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
        Client::over(Box::new(stream))
    }

    pub fn signal(&self, signal: &str) {
        let ran = Command::new("kill").args([signal, &self.child.id().to_string()]).status().unwrap();
        assert!(ran.success());
    }

    pub fn ended(&mut self) -> Option<i32> {
        self.child.wait().unwrap().code()
    }

    pub fn said(&self) -> String {
        self.said.lock().unwrap().clone()
    }

    /// All that was said, once it has ended.
    pub fn said_to_its_end(&mut self) -> String {
        self.listener.take().unwrap().join().unwrap();
        self.said()
    }

    /// Memory in use; `None` where /proc does not tell.
    pub fn resident_kib(&self) -> Option<u64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).ok()?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
        line.split_whitespace().next()?.parse().ok()
    }
}

impl Drop for Milter {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Nobody's settings but those that are named, and English.
fn command(folder: &TempDir, settings: &str, words: &[&str]) -> Command {
    let file = folder.path().join("settings.toml");
    std::fs::write(&file, settings).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_mailcheck"));
    command.args(["milter", "--config"]).arg(file);
    if !words.contains(&"--listen") {
        command.args(["--listen", "inet:127.0.0.1:0"]);
    }
    command.args(words).env("LC_ALL", "C.UTF-8").env_remove("LANGUAGE").env("XDG_CONFIG_HOME", folder.path());
    command.env("HOME", folder.path()).current_dir(folder.path()).stdin(Stdio::null()).stderr(Stdio::piped());
    command
}

fn listen_to(mut stderr: BufReader<ChildStderr>, said: Arc<Mutex<String>>) -> thread::JoinHandle<()> {
    thread::spawn(move || {
        let mut line = String::new();
        while stderr.read_line(&mut line).is_ok_and(|read| read > 0) {
            said.lock().unwrap().push_str(&std::mem::take(&mut line));
        }
    })
}

pub trait Stream: Read + Write + Send {}
impl<S: Read + Write + Send> Stream for S {}

/// What a mail server says, as Postfix 3.7 does.
pub struct Client {
    stream: Box<dyn Stream>,
}

impl Client {
    pub fn over(stream: Box<dyn Stream>) -> Self {
        let mut client = Self { stream };
        client.say(b'O', b"\0\0\0\x06\0\0\x01\xff\0\x1f\xff\xff");
        let answer = client.answer().unwrap();
        assert_eq!(answer[..5], *b"O\0\0\0\x06");
        assert_eq!(answer[9..], 0x18_c3c3_u32.to_be_bytes(), "only what was agreed on is left out below");
        client
    }

    /// A whole message; the first answer to it, letter and all.
    pub fn send(&mut self, message: &str, recipients: &[&str]) -> Vec<u8> {
        self.begin(message, recipients);
        self.end()
    }

    /// A message without its end.
    pub fn begin(&mut self, message: &str, recipients: &[&str]) {
        self.say(b'D', b"Mi\0ABC123\0");
        self.say(b'M', b"<ann@tsubame.example>\0");
        for recipient in recipients {
            self.say(b'R', format!("{recipient}\0").as_bytes());
        }
        let (header, body) = message.split_once("\n\n").unwrap();
        for field in header.replace("\n ", "\r ").split('\n') {
            let (name, value) = field.split_once(':').unwrap();
            self.say(b'L', format!("{name}\0{}\0", value.replace('\r', "\n")).as_bytes());
        }
        let body = body.replace('\n', "\r\n");
        for piece in body.as_bytes().chunks(65_535) {
            self.say(b'B', piece);
        }
    }

    pub fn end(&mut self) -> Vec<u8> {
        self.try_end().unwrap()
    }

    pub fn try_end(&mut self) -> Option<Vec<u8>> {
        // Who is dead does not read it.
        let _ = self.stream.write_all(b"\0\0\0\x01E");
        self.answer()
    }

    fn say(&mut self, letter: u8, content: &[u8]) {
        let length = (content.len() as u32 + 1).to_be_bytes();
        self.stream.write_all(&[&length as &[u8], &[letter], content].concat()).unwrap();
    }

    /// The next answer; `None` when the connection is over.
    pub fn answer(&mut self) -> Option<Vec<u8>> {
        let mut length = [0; 4];
        self.stream.read_exact(&mut length).ok()?;
        let mut answer = vec![0; u32::from_be_bytes(length) as usize];
        self.stream.read_exact(&mut answer).ok()?;
        Some(answer)
    }
}
