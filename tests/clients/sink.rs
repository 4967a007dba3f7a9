//! A mail server of one test: takes whatever is sent to a port of this machine and keeps it. Knows as much SMTP as msmtp
//! speaks to it (RFC 5321).

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

/// Fields that are another at every sending.
const PASSING: [&str; 2] = ["date", "message-id"];

/// What came in one transaction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delivery {
    pub sender: String,
    pub recipients: Vec<String>,
    /// Bytes of the message with their line ends, without the dots that SMTP adds.
    pub message: Vec<u8>,
}

impl Delivery {
    /// The same without the fields that are another at every sending.
    pub fn lasting(mut self) -> Self {
        let (mut is_header, mut is_passing) = (true, false);
        let lines = self.message.split_inclusive(|byte| *byte == b'\n').filter(|line| {
            is_header &= !line.trim_ascii().is_empty();
            if !line.starts_with(b" ") && !line.starts_with(b"\t") {
                let name = line.split(|byte| *byte == b':').next().unwrap_or_default();
                is_passing = PASSING.iter().any(|passing| name.eq_ignore_ascii_case(passing.as_bytes()));
            }
            !(is_header && is_passing)
        });
        self.message = lines.flatten().copied().collect();
        self
    }

    /// The same with the lines of its header sorted: for a program that writes the fields as chance has it.
    pub fn sorted(mut self) -> Self {
        let mut lines: Vec<&[u8]> = self.message.split_inclusive(|byte| *byte == b'\n').collect();
        let header = lines.iter().position(|line| line.trim_ascii().is_empty()).unwrap_or(lines.len());
        lines[..header].sort_unstable();
        self.message = lines.concat();
        self
    }
}

/// Listens until the test ends.
pub struct Sink {
    pub port: u16,
    taken: Arc<Mutex<Vec<Delivery>>>,
}

impl Sink {
    pub fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let taken = Arc::new(Mutex::new(Vec::new()));
        let shared = Arc::clone(&taken);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let taken = Arc::clone(&shared);
                thread::spawn(move || serve(&stream, &taken));
            }
        });
        Self { port, taken }
    }

    /// Nothing has come since the last call of `take`.
    pub fn is_empty(&self) -> bool {
        self.taken.lock().unwrap().is_empty()
    }

    /// What has come since the last call; a sender gets its answer after the message is kept.
    pub fn take(&self) -> Vec<Delivery> {
        std::mem::take(&mut *self.taken.lock().unwrap())
    }
}

fn serve(stream: &TcpStream, taken: &Mutex<Vec<Delivery>>) {
    let mut reader = BufReader::new(stream);
    let answer = |text: &str| drop((&mut &*stream).write_all(format!("{text}\r\n").as_bytes()));
    let nothing = || Delivery { sender: String::new(), recipients: Vec::new(), message: Vec::new() };
    let mut delivery = nothing();
    answer("220 sink.test ESMTP");
    let mut line = Vec::new();
    while reader.read_until(b'\n', &mut line).is_ok_and(|read| read > 0) {
        let command = String::from_utf8_lossy(&line).trim().to_owned();
        line.clear();
        let address = || command.split(['<', '>']).nth(1).unwrap_or_default().to_owned();
        match command.split([' ', ':']).next().unwrap_or_default() {
            "MAIL" => delivery.sender = address(),
            "RCPT" => delivery.recipients.push(address()),
            "DATA" => {
                answer("354 go on");
                while reader.read_until(b'\n', &mut line).is_ok_and(|read| read > 0) && line != b".\r\n" {
                    delivery.message.extend_from_slice(line.strip_prefix(b".").unwrap_or(&line));
                    line.clear();
                }
                line.clear();
                taken.lock().unwrap().push(std::mem::replace(&mut delivery, nothing()));
            }
            "QUIT" => return answer("221 bye"),
            _ => {}
        }
        answer("250 ok");
    }
}
