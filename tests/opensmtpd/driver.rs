//! A `mailcheck opensmtpd-filter` of its own for each test, and a mail server that runs it, as OpenSMTPD 6.8 does.

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::Duration;
use tempfile::TempDir;

/// The filter; ends with the test.
pub struct Filter {
    child: Child,
    input: Option<ChildStdin>,
    /// Read beside, as the mail server does: neither side waits until the other has read.
    output: Receiver<Vec<u8>>,
    folder: TempDir,
}

impl Filter {
    /// One that has registered.
    pub fn start(settings: &str) -> Self {
        let mut filter = Self::begin(settings);
        filter.say(b"config|smtpd-version|6.8.0p2\nconfig|protocol|0.6\nconfig|smtp-session-timeout|300\n");
        filter.say(b"config|subsystem|smtp-in\nconfig|ready\n");
        let registered: Vec<Vec<u8>> = (0..8).map(|_| filter.hear()).collect();
        assert!(registered.iter().all(|line| line.starts_with(b"register|")), "{registered:?}");
        assert_eq!(registered.last().unwrap(), b"register|ready");
        filter
    }

    /// One that has not.
    pub fn begin(settings: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("settings.toml");
        std::fs::write(&file, settings).unwrap();
        let said = std::fs::File::create(folder.path().join("said")).unwrap();
        let mut command = Command::new(env!("CARGO_BIN_EXE_mailcheck"));
        command.args(["opensmtpd-filter", "--config"]).arg(file);
        // OpenSMTPD hands over no environment of ours either: nobody's settings but those that are named, and English.
        command.env("LC_ALL", "C.UTF-8").env_remove("LANGUAGE").env("XDG_CONFIG_HOME", folder.path());
        command.env("HOME", folder.path()).current_dir(folder.path());
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(said);
        let mut child = command.spawn().unwrap();
        let (input, mut stdout) = (child.stdin.take(), BufReader::new(child.stdout.take().unwrap()));
        let (sender, output) = mpsc::channel();
        thread::spawn(move || {
            let mut line = Vec::new();
            while stdout.read_until(b'\n', &mut line).is_ok_and(|read| read > 0) {
                // The test may be over.
                let _ = sender.send(std::mem::take(&mut line));
            }
        });
        Self { child, input, output, folder }
    }

    pub fn say(&mut self, bytes: &[u8]) {
        self.input.as_mut().unwrap().write_all(bytes).unwrap();
    }

    /// The next line, without its end.
    pub fn hear(&mut self) -> Vec<u8> {
        let line = self.output.recv_timeout(Duration::from_secs(60));
        let mut line = line.unwrap_or_else(|error| panic!("{error}: {}", self.said()));
        assert_eq!(line.pop(), Some(b'\n'), "{}", self.said());
        line
    }

    pub fn report(&mut self, event: &str, session: u64, rest: &str) {
        self.say(format!("report|0.6|1576146008.006099|smtp-in|{event}|{session:016x}|{rest}\n").as_bytes());
    }

    /// MAIL and RCPT.
    pub fn envelope(&mut self, session: u64, recipients: &[&str]) {
        self.report("tx-begin", session, &format!("{session:08x}"));
        for recipient in recipients {
            self.report("tx-rcpt", session, &format!("{session:08x}|ok|{recipient}"));
        }
    }

    /// A line of the message as it is on the wire.
    pub fn line(&mut self, session: u64, line: &[u8]) {
        self.say(
            &[b"filter|0.6|1576146008.006099|smtp-in|data-line|", self.names(session).as_bytes(), line, b"\n"].concat(),
        );
    }

    /// Lines of a message, but for the dot at its end.
    pub fn lines(&mut self, session: u64, message: &[u8]) {
        self.line(session, b"Received: from pc (pc [192.0.2.1])");
        self.line(session, b"\tby mx.tsubame.example (OpenSMTPD) with ESMTP id 3fd2");
        for line in message.split(|byte| *byte == b'\n') {
            self.line(session, line);
        }
    }

    /// What comes back of a message, without the field of the mail server, and what is decided about it.
    pub fn end(&mut self, session: u64) -> (Vec<u8>, String) {
        self.line(session, b".");
        let head = format!("filter-dataline|{}", self.names(session)).into_bytes();
        let mut passed = Vec::new();
        loop {
            let line = self.hear();
            let line = line.strip_prefix(&*head).unwrap_or_else(|| panic!("{}", String::from_utf8_lossy(&line)));
            if line == b"." {
                break;
            }
            passed.push(line.to_vec());
        }
        assert!(passed.len() >= 2 && passed[0].starts_with(b"Received: ") && passed[1].starts_with(b"\tby mx"));
        (passed[2..].join(&b'\n'), self.decision(session))
    }

    /// The answer to the question whether the message may be accepted.
    pub fn decision(&mut self, session: u64) -> String {
        self.say(format!("filter|0.6|1576146008.006099|smtp-in|commit|{}\n", self.names(session)).as_bytes());
        let answer = String::from_utf8(self.hear()).unwrap();
        assert!(answer.is_ascii() && answer.len() < 600, "{answer}");
        answer.strip_prefix(&format!("filter-result|{}", self.names(session))).unwrap().to_owned()
    }

    /// A whole message.
    pub fn send(&mut self, session: u64, message: &[u8], recipients: &[&str]) -> (Vec<u8>, String) {
        self.envelope(session, recipients);
        self.lines(session, message);
        self.end(session)
    }

    fn names(&self, session: u64) -> String {
        format!("{session:016x}|1ef1c203cc576e5d|")
    }

    /// The mail server ends: what else was said, and the exit code.
    pub fn ends(&mut self) -> (Vec<u8>, Option<i32>) {
        drop(self.input.take());
        let rest = self.output.iter().flatten().collect();
        (rest, self.child.wait().unwrap().code())
    }

    /// What the mail server's journal has.
    pub fn said(&self) -> String {
        std::fs::read_to_string(self.folder.path().join("said")).unwrap()
    }
}

impl Drop for Filter {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
