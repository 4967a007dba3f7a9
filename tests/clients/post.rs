//! One mail program in a folder of its own, with the lines of docs/send-path.md: sends a good and a bad draft through
//! mailcheck and past it, and compares what arrives.

use crate::sink::{Delivery, Sink};
use std::io::Write;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

/// What really sends, in docs/send-path.md and here.
const TRANSPORT: &str = "/usr/bin/msmtp";
/// Why the bad draft stays.
pub const REASON: &str = "5 people's private addresses are visible to every recipient";
/// With what mailcheck begins to say so.
pub const REFUSED: &str = "mailcheck: not sent: error[exposed-personal-addresses]: ";

pub const SENDER: &str = "ann@tsubame.example";
pub const HIDDEN: &str = "cho@tsubame.example";
/// With what transports trip over: a line with a dot alone, one that begins with From, one that is not ASCII.
pub const TEXT: &str = "Dear Bob,\n\nhere they are: 議事録.\n.\nFrom here on it is dull.\n";

/// What a mail program is asked to send.
pub struct Draft {
    pub to: &'static [&'static str],
    pub subject: &'static str,
}

const GOOD: Draft = Draft { to: &["bob@tsubame.example"], subject: "Minutes 議事録" };
/// Five people's private addresses in To.
pub const BAD: Draft = Draft {
    to: &[
        "hana.test01@gmail.com",
        "taro.test02@docomo.ne.jp",
        "yui.test03@yahoo.co.jp",
        "ken.test04@gmail.com",
        "mei.test05@ezweb.ne.jp",
    ],
    subject: "Minutes 議事録",
};

impl Draft {
    /// As a message, for programs that hand one over; with the recipient whom only Bcc names.
    pub fn message(&self, separator: &str) -> String {
        let fields = format!("From: Ann <{SENDER}>\nTo: {}\nBcc: {HIDDEN}\nSubject: Minutes\n", self.to.join(", "));
        format!("{fields}{separator}\n{TEXT}")
    }
}

/// Whether mailcheck stands in between.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    Direct,
    Checked,
}

/// A home with the settings of msmtp and mailcheck, and a server that msmtp sends to.
pub struct Post {
    folder: TempDir,
    pub sink: Sink,
    /// The program writes its fields in another order every time.
    pub shuffles_fields: bool,
    /// It sends a text of its own, or with fields of its own: no other program could have written it.
    pub writes_its_own: bool,
}

impl Post {
    /// `None`, said aloud, where one of the programs is missing; outside of a machine that has promised to have them all.
    pub fn with(client: &str, programs: &[&str]) -> Option<Self> {
        let is_there = |program: &&&str| {
            let mut command = Command::new("sh");
            command.args(["-c", "command -v \"$0\"", program]).output().is_ok_and(|output| output.status.success())
        };
        if let Some(missing) = [TRANSPORT].iter().chain(programs).find(|program| !is_there(program)) {
            skip(client, &format!("{missing} is not installed"));
            return None;
        }
        let post = Self {
            folder: tempfile::tempdir().unwrap(),
            sink: Sink::open(),
            shuffles_fields: false,
            writes_its_own: false,
        };
        for (link, program) in [
            ("bin/mailcheck", env!("CARGO_BIN_EXE_mailcheck")),
            ("lib/sendmail", env!("CARGO_BIN_EXE_mailcheck")),
            ("direct/sendmail", TRANSPORT),
        ] {
            std::fs::create_dir_all(post.path(link).parent().unwrap()).unwrap();
            symlink(program, post.path(link)).unwrap();
        }
        let transport = format!(
            "account default\nhost 127.0.0.1\nport {}\nfrom {SENDER}\nauth off\ntls off\nset_date_header off\n",
            post.sink.port
        );
        // Not in the home: s-nail gives programs the one of /etc/passwd.
        std::fs::create_dir_all(post.path("config/msmtp")).unwrap();
        post.write("config/msmtp/config", &transport);
        post.settings("");
        Some(post)
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn write(&self, name: &str, text: &str) {
        std::fs::write(self.path(name), text).unwrap();
    }

    /// The user's settings: the program that sends, and these behind it.
    pub fn settings(&self, more: &str) {
        std::fs::create_dir_all(self.path("config/mailcheck")).unwrap();
        self.write("config/mailcheck/mailcheck.toml", &format!("[send]\nvia = \"{TRANSPORT}\"\n{more}"));
    }

    /// What the log of `[send] log = "send.log"` holds so far.
    pub fn log(&self) -> String {
        std::fs::read_to_string(self.path("config/mailcheck/send.log")).unwrap_or_default()
    }

    /// What docs/send-path.md tells users of `program` to write, with the paths of this folder; sent past mailcheck, what
    /// they had written before.
    pub fn line(&self, program: &str, way: Way) -> String {
        let line = guide("docs/send-path.md", program);
        assert_eq!(line, guide("docs/send-path.ja.md", program), "both languages say the same");
        let shown = |name: &str| self.path(name).display().to_string();
        let line = line.replace("--via=/usr/sbin/sendmail", &format!("--via={TRANSPORT}"));
        let line = match way {
            Way::Checked => {
                let line = line.replace("/usr/bin/mailcheck ", &format!("{} ", shown("bin/mailcheck")));
                line.replace("/usr/lib/mailcheck/sendmail", &shown("lib/sendmail"))
            }
            Way::Direct => {
                let line = line.replace("/usr/bin/mailcheck sendmail --via=", "");
                let line = line.replace("mailcheck sendmail --via=", "");
                let line = line.replace("/usr/lib/mailcheck/sendmail", TRANSPORT);
                line.replace(TRANSPORT, &shown("direct/sendmail"))
            }
        };
        let is_checked = line.contains(&shown("")) && !line.contains(&shown("direct")) || line.contains("mailcheck ");
        assert_eq!(is_checked, way == Way::Checked, "{line}");
        line
    }

    /// A program in this home, ended after half a minute: one that asks would wait for ever.
    pub fn command(&self, program: impl AsRef<Path>) -> Command {
        let mut command = Command::new("timeout");
        command.arg("30").arg(program.as_ref()).current_dir(self.folder.path()).stdin(Stdio::null());
        let path = std::env::var("PATH").unwrap_or_default();
        command.env("PATH", format!("{}:{path}", self.path("bin").display()));
        command.env("HOME", self.folder.path()).env("XDG_CONFIG_HOME", self.path("config"));
        command.env("MAILRC", self.path("mailrc")).env("DEAD", self.path("dead.letter"));
        command.env("LC_ALL", "C.UTF-8").env_remove("LANGUAGE").env_remove("MAILCHECK_SENDING");
        command
    }

    /// Sends the good draft both ways, then the bad one; hands back how the program ended when mailcheck refused.
    ///
    /// The good one arrives as it does without mailcheck, at the same people, and the program says no more than then. The
    /// bad one arrives only past mailcheck.
    #[track_caller]
    pub fn tries(&self, send: impl Fn(Way, &Draft) -> Output) -> Output {
        let ran = send(Way::Direct, &GOOD);
        let direct = self.arrives(&ran);
        let ran_checked = send(Way::Checked, &GOOD);
        let checked = self.arrives(&ran_checked);
        assert_eq!(said(&ran_checked), said(&ran), "no word more");
        let mut recipients = checked.recipients.clone();
        recipients.sort_unstable();
        assert_eq!(recipients, [GOOD.to[0], HIDDEN]);
        assert!(!String::from_utf8_lossy(&checked.message).contains(HIDDEN), "{checked:?}");
        assert_eq!(checked, direct);
        if !self.writes_its_own {
            self.passes_with_an_approval(&send);
        }

        assert_eq!(self.arrives(&send(Way::Direct, &BAD)).recipients.len(), BAD.to.len() + 1);
        let refused = send(Way::Checked, &BAD);
        assert_eq!(self.sink.take(), [], "{refused:?}");
        refused
    }

    /// What was approved as a file is found again in what the program makes of it, whatever its charset, encoding, wrapping,
    /// and whether Bcc is still in it; without the approval it stays.
    #[track_caller]
    fn passes_with_an_approval(&self, send: &impl Fn(Way, &Draft) -> Output) {
        if Command::new("ssh-keygen").arg("-?").output().is_err() {
            return skip("an approval", "ssh-keygen is not installed");
        }
        let folder = self.path("approval");
        std::fs::create_dir_all(&folder).unwrap();
        let in_folder = |program: &str, words: &[&str]| {
            let ran = self.command(program).args(words).current_dir(&folder).output().unwrap();
            assert!(ran.status.success(), "{ran:?}");
        };
        let keeper = self.read_settings();
        if !folder.join("key").exists() {
            in_folder("ssh-keygen", &["-q", "-t", "ed25519", "-N", "", "-f", "key"]);
        }
        let key = std::fs::read_to_string(folder.join("key.pub")).unwrap();
        std::fs::write(folder.join("signers"), format!("dora@tsubame.example {key}")).unwrap();
        let shown = folder.display();
        let table = format!(
            "\n[approval]\nsigners = \"{shown}/signers\"\nfolder = \"{shown}/given\"\n[[policy.approval]]\ntext = \"dora looks at it\"\n"
        );
        self.write("config/mailcheck/mailcheck.toml", &format!("{keeper}{table}"));
        let refused = send(Way::Checked, &GOOD);
        assert_eq!(self.sink.take(), [], "{refused:?}");
        for subject in ["Minutes", "Minutes 議事録"] {
            let message = GOOD.message("").replace("Subject: Minutes", &format!("Subject: {subject}"));
            std::fs::write(folder.join("draft.eml"), message).unwrap();
            let words = ["approve", "draft.eml", "--as", "dora@tsubame.example", "--key", "key", "--folder", "given"];
            in_folder("mailcheck", &words);
        }
        self.arrives(&send(Way::Checked, &GOOD));
        self.write("config/mailcheck/mailcheck.toml", &keeper);
    }

    fn read_settings(&self) -> String {
        std::fs::read_to_string(self.path("config/mailcheck/mailcheck.toml")).unwrap()
    }

    #[track_caller]
    fn arrives(&self, ran: &Output) -> Delivery {
        assert!(ran.status.success(), "{ran:?}");
        let mut taken = self.sink.take();
        assert_eq!(taken.len(), 1, "{ran:?}");
        let delivery = taken.remove(0).lasting();
        if self.shuffles_fields { delivery.sorted() } else { delivery }
    }
}

/// Whatever a program wrote.
pub fn said(ran: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&ran.stdout), String::from_utf8_lossy(&ran.stderr))
}

/// Runs with `text` on standard input.
pub fn given(command: &mut Command, text: &str) -> Output {
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    // Who refuses at once reads nothing.
    let _ = child.stdin.take().unwrap().write_all(text.as_bytes());
    child.wait_with_output().unwrap()
}

/// Says past the harness that a client was not tried; fails where all were promised.
pub fn skip(client: &str, reason: &str) {
    assert!(std::env::var_os("MAILCHECK_CLIENTS").is_none(), "{client}: {reason}");
    let _ = writeln!(std::io::stderr(), "skipped: nobody sends with {client}: {reason}");
}

/// The last code in the row of `program` in the table of configuration lines.
fn guide(page: &str, program: &str) -> String {
    let text = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(page)).unwrap();
    let row = text.lines().find(|line| line.starts_with(&format!("| {program}")) && line.contains('`'));
    let row = row.unwrap_or_else(|| panic!("{page} has no row for {program}"));
    row.rsplit('`').nth(1).unwrap().to_owned()
}
