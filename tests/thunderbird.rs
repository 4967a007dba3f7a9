//! Thunderbird itself with the add-on of extras/thunderbird and `mailcheck native-host` behind it, in a profile of its own:
//! what is good arrives, what is not never does, and its window stays as it was. tests/thunderbird/driver is an add-on that
//! writes and sends the mails. Skipped aloud where there is no Thunderbird; MAILCHECK_THUNDERBIRD=all makes that a failure.

#![cfg(target_os = "linux")]
#![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

#[path = "clients/sink.rs"]
#[expect(dead_code, reason = "the tests of other mail programs ask more of it")]
mod sink;

use serde_json::Value;
use sink::Sink;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;
use tempfile::TempDir;

const MAILCHECK: &str = env!("CARGO_BIN_EXE_mailcheck");
const ADD_ON: &str = "thunderbird@mailcheck.example";
const DRIVER: &str = "driver@mailcheck.test";
/// A draft in HTML with a file, which needs an approval.
const APPROVED: &str = include_str!("thunderbird/approved.eml");
const SETTINGS: &str = "[organization]\ndomains = [\"tsubame.example\"]\n\
    [approval]\nsigners = \"signers\"\nfolder = \"approvals\"\n\
    [[policy.approval]]\ntext = \"somebody else looks at it\"\nwhen-words = [\"稟議\"]\n";
/// Longer than any machine takes for one step; a Thunderbird that hangs must not hold the others up for ever.
const PATIENCE: Duration = Duration::from_secs(100);

const BAD: &str = r#"{"locale":"ja","details":{"from":"ann@tsubame.example","to":["hana.test01@gmail.com","taro.test02@docomo.ne.jp",
    "yui.test03@yahoo.co.jp","ken.test04@gmail.com","mei.test05@ezweb.ne.jp"],"subject":"Minutes","isPlainText":true,
    "plainTextBody":"Here they are."},"attachments":[]}"#;
const GOOD: &str = r#"{"locale":"en-US","details":{"from":"Ann <ann@tsubame.example>","to":["Bob <bob@tsubame.example>"],
    "subject":"Minutes","body":"<p>Dear Bob,</p><p>here they are.</p>"},"attachments":[{"name":"a.txt","contentType":"text/plain","base64":"Zm9v"}]}"#;

#[test]
fn every_request_gets_its_answer_and_only_a_good_draft_is_ok() {
    let home = tempfile::tempdir().unwrap();
    let unread = GOOD.replace("Zm9v", "Zm9");
    let list = GOOD.replace("\"Bob <bob@tsubame.example>\"", "{\"id\":\"1\",\"nodeType\":\"mailingList\"}");
    let told = answers(home.path(), &[], &[GOOD, BAD, "{", &unread, &list, GOOD]);
    assert_eq!(told.len(), 6);
    assert_eq!((&told[0], &told[5]), (&serde_json::json!({"ok": true}), &told[0]));
    let finding = &told[1]["findings"][0];
    assert_eq!((&told[1]["ok"], &finding["rule"]), (&Value::from(false), &Value::from("exposed-personal-addresses")));
    assert_eq!((finding["severity"].as_str(), finding["place"].as_str()), (Some("error"), Some("To 欄")), "{finding}");
    assert!(finding["message"].as_str().is_some_and(|message| message.contains("5 人")), "{finding}");
    assert!(finding["help"].is_string() && told[1]["text"].as_str().unwrap().contains("対処："), "{}", told[1]);
    for (failed, why) in told[2..5].iter().zip(["EOF", "a.txt", "did not match"]) {
        assert!(failed["ok"] == false && failed["error"].as_str().is_some_and(|error| error.contains(why)), "{failed}");
    }
}

#[test]
fn settings_that_cannot_be_used_keep_the_draft() {
    let home = tempfile::tempdir().unwrap();
    let settings = home.path().join("broken.toml");
    fs::write(&settings, "[send]\nfail-on = \"often\"\n").unwrap();
    let told = answers(home.path(), &["--config", settings.to_str().unwrap()], &[GOOD]);
    assert!(told[0]["ok"] == false && told[0]["error"].as_str().unwrap().contains("settings"), "{}", told[0]);
}

#[test]
fn nothing_of_somebody_else_is_written_over() {
    let home = tempfile::tempdir().unwrap();
    let install = || at_home(Command::new(MAILCHECK).args(["native-host", "--install"]), home.path()).output().unwrap();
    for _ in 0..2 {
        assert!(install().status.success());
    }
    let manifest = home.path().join(".mozilla/native-messaging-hosts/mailcheck.json");
    let written: Value = serde_json::from_slice(&fs::read(&manifest).unwrap()).unwrap();
    let program = PathBuf::from(written["path"].as_str().unwrap());
    assert_eq!(conversation(Command::new(&program).args(["manifest.json", ADD_ON]), &[GOOD])[0]["ok"], true);

    fs::write(&manifest, "{\"name\":\"mailcheck\"}").unwrap();
    assert_eq!(install().status.code(), Some(2));
    assert_eq!(fs::read_to_string(&manifest).unwrap(), "{\"name\":\"mailcheck\"}");
    fs::remove_file(&manifest).unwrap();
    fs::remove_file(&program).unwrap();
    fs::write(&program, "mine").unwrap();
    assert_eq!(install().status.code(), Some(2));
    assert!(fs::read_to_string(&program).unwrap() == "mine" && !manifest.exists());
}

/// What `mailcheck native-host` answers, as a mail program calls it.
fn answers(home: &Path, options: &[&str], requests: &[&str]) -> Vec<Value> {
    let mut host = Command::new(MAILCHECK);
    host.arg("native-host").args(options).args(["/some/manifest.json", ADD_ON]);
    conversation(at_home(&mut host, home), requests)
}

fn conversation(host: &mut Command, requests: &[&str]) -> Vec<Value> {
    let mut host = host.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut input = host.stdin.take().unwrap();
    for request in requests {
        input.write_all(&u32::try_from(request.len()).unwrap().to_ne_bytes()).unwrap();
        input.write_all(request.as_bytes()).unwrap();
    }
    drop(input);
    let ran = host.wait_with_output().unwrap();
    assert_eq!(ran.status.code(), Some(0));
    let (mut rest, mut answers) = (ran.stdout.as_slice(), Vec::new());
    while let Some((length, following)) = rest.split_first_chunk() {
        let (answer, following) = following.split_at(u32::from_ne_bytes(*length) as usize);
        answers.push(serde_json::from_slice(answer).unwrap());
        rest = following;
    }
    assert!(rest.is_empty(), "standard output carries nothing else");
    answers
}

#[test]
fn the_add_on_says_everything_in_both_languages() {
    let folder = project("extras/thunderbird");
    let json = |file: &str| serde_json::from_slice::<Value>(&fs::read(folder.join(file)).unwrap()).unwrap();
    let manifest = json("manifest.json");
    assert_eq!(manifest["browser_specific_settings"]["gecko"]["id"], ADD_ON);
    assert_eq!(manifest["version"], env!("CARGO_PKG_VERSION"));
    let [english, japanese] = ["en", "ja"].map(|lang| json(&format!("_locales/{lang}/messages.json")));
    let names = |messages: &Value| messages.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&english), names(&japanese));
    let scripts = ["background.js", "reasons.js"].map(|file| fs::read_to_string(folder.join(file)).unwrap()).concat();
    for name in names(&english) {
        let is_used = name.starts_with("addOn") || scripts.contains(&format!("\"{name}\""));
        assert!(is_used && english[&name]["placeholders"] == japanese[&name]["placeholders"], "{name}");
    }
}

#[test]
fn a_bad_mail_does_not_leave_thunderbird() {
    let Some(display) = Display::open() else { return };
    let sink = Sink::open();
    let thunderbird = Thunderbird::start(&display, sink.port);

    let good = thunderbird.run("good");
    assert_eq!(good["sent"], true, "{good}");
    let arrived = sink.take();
    assert_eq!(arrived.len(), 1);
    assert_eq!(arrived[0].recipients, ["bob@tsubame.example"]);
    let text = String::from_utf8_lossy(&arrived[0].message).into_owned();
    assert!(text.contains("Subject: Good") && text.contains("filename=\"minutes.txt\""), "{text}");

    let bad = thunderbird.run("bad");
    assert_eq!(bad["sent"], false, "{bad}");
    assert_eq!(bad["to"].as_array().unwrap().len(), 5, "{bad}");
    assert_eq!(bad["bcc"][0], "Bob <bob@tsubame.example>", "{bad}");
    assert_eq!(bad["attachments"][0], "minutes.txt", "{bad}");
    assert_eq!(bad["reasons"][0], "Not sent: mailcheck", "{bad}");

    for held_back in ["html", "attachment", "list"] {
        let told = thunderbird.run(held_back);
        assert_eq!(told["sent"], false, "{told}");
    }
    assert!(sink.is_empty(), "nothing of what was held back");
    // Attachments that lie in another message, and the message itself as an attachment.
    for (sent, holds) in [("reply", "here they are."), ("forward", "minutes.csv"), ("attached", ".eml")] {
        let told = thunderbird.run(sent);
        assert_eq!(told["sent"], true, "{told}");
        let arrived = sink.take();
        assert!(arrived.len() == 1 && String::from_utf8_lossy(&arrived[0].message).contains(holds), "{sent}");
    }

    let waiting = thunderbird.run("waiting");
    assert_eq!(waiting["sent"], false, "{waiting}");
    thunderbird.approve();
    let approved = thunderbird.run("approved");
    assert_eq!(approved["sent"], true, "{approved}");
    let arrived = sink.take();
    assert_ne!(arrived[0].message, APPROVED.as_bytes());
    thunderbird.verify(&arrived[0].message);

    fs::remove_file(thunderbird.manifest()).unwrap();
    let alone = thunderbird.run("alone");
    assert_eq!(alone["sent"], false, "without the program nobody knows: {alone}");
    assert!(alone["reasons"].as_array().is_some_and(|titles| !titles.is_empty()), "{alone}");
    assert!(sink.is_empty());
}

/// An X server without a screen; `None`, with a word about it, when there is none, or no Thunderbird.
struct Display {
    server: Child,
    name: String,
}

impl Display {
    fn open() -> Option<Self> {
        let missing = ["thunderbird", "Xvfb", "zip"].into_iter().find(|program| {
            let found = Command::new("sh").args(["-c", &format!("command -v {program}")]).output();
            !found.is_ok_and(|found| found.status.success())
        });
        if let Some(missing) = missing {
            assert!(std::env::var_os("MAILCHECK_THUNDERBIRD").is_none_or(|what| what != "all"), "{missing} is missing");
            let _ = writeln!(std::io::stderr(), "skipped: Thunderbird is not asked: {missing} is missing");
            return None;
        }
        let mut server = Command::new("Xvfb");
        server.args(["-displayfd", "1", "-screen", "0", "1280x1024x24", "-nolisten", "tcp"]);
        let mut server = server.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut number = String::new();
        BufReader::new(server.stdout.take().unwrap()).read_line(&mut number).unwrap();
        assert!(!number.trim().is_empty(), "Xvfb has no display");
        Some(Self { server, name: format!(":{}", number.trim()) })
    }
}

impl Drop for Display {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

/// A running Thunderbird, whose driver waits for the name of what to do next.
struct Thunderbird {
    program: Child,
    home: TempDir,
    told: mpsc::Receiver<Value>,
    next: mpsc::Sender<String>,
}

impl Thunderbird {
    fn start(display: &Display, smtp: u16) -> Self {
        let home = tempfile::tempdir().unwrap();
        let (profile, add_ons) = (home.path().join("profile"), home.path().join("profile/extensions"));
        fs::create_dir_all(&add_ons).unwrap();
        let preferences = include_str!("thunderbird/user.js").replace("@SMTP@", &smtp.to_string());
        fs::write(profile.join("user.js"), preferences).unwrap();
        let (port, told, next) = listen();

        packed(&project("extras/thunderbird"), &add_ons.join(format!("{ADD_ON}.xpi")));
        let driver = home.path().join("driver");
        fs::create_dir(&driver).unwrap();
        for file in ["manifest.json", "driver.js"] {
            fs::copy(project("tests/thunderbird/driver").join(file), driver.join(file)).unwrap();
        }
        let approved = serde_json::to_string(APPROVED).unwrap();
        fs::write(driver.join("port.js"), format!("const TEST_PORT = {port};\nconst APPROVED = {approved};\n"))
            .unwrap();
        let mut zip = Command::new("zip");
        zip.args(["-q", "-r"]).arg(add_ons.join(format!("{DRIVER}.xpi"))).arg(".").current_dir(&driver);
        assert!(zip.status().unwrap().success());

        let settings = home.path().join(".config/mailcheck");
        fs::create_dir_all(&settings).unwrap();
        fs::write(settings.join("mailcheck.toml"), SETTINGS).unwrap();
        fs::write(settings.join("signers"), "").unwrap();
        let installed =
            at_home(Command::new(MAILCHECK).args(["native-host", "--install"]), home.path()).output().unwrap();
        assert!(installed.status.success(), "{}", String::from_utf8_lossy(&installed.stderr));

        let mut program = Command::new("thunderbird");
        program.args(["--no-remote", "--profile"]).arg(&profile).env("DISPLAY", &display.name);
        at_home(&mut program, home.path()).env_remove("WAYLAND_DISPLAY").env_remove("DBUS_SESSION_BUS_ADDRESS");
        let program = program.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        let thunderbird = Self { program, home, told, next };
        thunderbird.hear();
        thunderbird
    }

    /// What came of the mail of that name.
    fn run(&self, name: &str) -> Value {
        self.next.send(name.to_owned()).unwrap();
        let told = self.hear();
        assert_eq!((&told["name"], &told["failed"]), (&Value::from(name), &Value::Null), "{told}");
        told
    }

    /// Approves the draft as it lies in a file, which Thunderbird has never seen.
    fn approve(&self) {
        let folder = self.home.path().join(".config/mailcheck");
        let ran = |command: &mut Command| {
            let ran = at_home(command, self.home.path()).current_dir(&folder).output().unwrap();
            assert!(ran.status.success(), "{ran:?}");
        };
        ran(Command::new("ssh-keygen").args(["-q", "-t", "ed25519", "-N", "", "-f", "key"]));
        let key = fs::read_to_string(folder.join("key.pub")).unwrap();
        fs::write(folder.join("signers"), format!("dora@tsubame.example {key}")).unwrap();
        fs::write(folder.join("draft.eml"), APPROVED).unwrap();
        let words = ["approve", "draft.eml", "--as", "dora@tsubame.example", "--key", "key", "--folder", "approvals"];
        ran(Command::new(MAILCHECK).args(words));
    }

    /// What arrives is still what was approved.
    fn verify(&self, message: &[u8]) {
        let folder = self.home.path().join(".config/mailcheck");
        fs::write(folder.join("arrived.eml"), message).unwrap();
        let mut command = Command::new(MAILCHECK);
        let ran = at_home(command.args(["verify", "arrived.eml"]), self.home.path()).current_dir(&folder).output();
        let ran = ran.unwrap();
        assert!(ran.status.success(), "{ran:?}\n{}", String::from_utf8_lossy(message));
    }

    fn hear(&self) -> Value {
        self.told.recv_timeout(PATIENCE).expect("Thunderbird says nothing")
    }

    fn manifest(&self) -> PathBuf {
        self.home.path().join(".mozilla/native-messaging-hosts/mailcheck.json")
    }
}

impl Drop for Thunderbird {
    fn drop(&mut self) {
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}

/// What the driver tells comes out of the one channel, and is answered with what goes into the other.
fn listen() -> (u16, mpsc::Receiver<Value>, mpsc::Sender<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let (tell, told) = mpsc::channel();
    let (send, next) = mpsc::channel::<String>();
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let mut reader = BufReader::new(&stream);
            let mut length = 0;
            let mut line = String::new();
            while reader.read_line(&mut line).is_ok_and(|read| read > 2) {
                let field = line.to_ascii_lowercase();
                length = field.strip_prefix("content-length:").map_or(length, |number| number.trim().parse().unwrap());
                line.clear();
            }
            let mut body = vec![0; length];
            reader.read_exact(&mut body).unwrap();
            if tell.send(serde_json::from_slice(&body).unwrap()).is_err() {
                return;
            }
            let Ok(name) = next.recv() else { return };
            let head = "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: text/plain";
            let answer = format!("{head}\r\nContent-Length: {}\r\n\r\n{name}", name.len());
            (&stream).write_all(answer.as_bytes()).unwrap();
        }
    });
    (port, told, send)
}

/// Nobody's settings but those in that folder, and English.
fn at_home<'c>(command: &'c mut Command, home: &Path) -> &'c mut Command {
    for variable in ["XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_RUNTIME_DIR", "LANGUAGE"] {
        command.env_remove(variable);
    }
    command.env("HOME", home).env("LC_ALL", "C.UTF-8").current_dir(home)
}

/// By the script that users are told to run.
fn packed(folder: &Path, target: &Path) {
    let ran = Command::new(folder.join("pack.sh")).arg(target).output().unwrap();
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
}

fn project(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}
