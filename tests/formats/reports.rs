//! The runs whose reports are looked at, each started once with every format. Knows nothing of what they must say.

use serde_json::Value;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

/// Formats that are written to files.
pub const FORMATS: [&str; 9] = ["json", "jsonl", "sarif", "github", "gitlab", "junit", "checkstyle", "rdjson", "html"];

/// Settings under which some findings point at what nobody may print.
pub const SETTINGS: &str = "fixtures/slips/personal-data-in-body-ja.toml";

/// The reports of one run.
pub struct Reports {
    pub name: &'static str,
    /// The rules about all drafts together have run.
    pub is_mailing: bool,
    texts: BTreeMap<&'static str, String>,
}

impl Reports {
    pub fn text(&self, format: &str) -> &str {
        &self.texts[format]
    }

    pub fn texts(&self) -> impl Iterator<Item = (&str, &str)> {
        self.texts.iter().map(|(format, text)| (*format, text.as_str()))
    }

    pub fn document(&self, format: &str) -> Value {
        serde_json::from_str(self.text(format)).unwrap_or_else(|error| panic!("{} {format}: {error}", self.name))
    }

    pub fn json(&self) -> Value {
        self.document("json")
    }
}

/// Every draft and two that cannot be read; a mailing with its roster, the same ended early; a draft that cannot be read;
/// nothing at all.
pub fn runs() -> &'static [Reports; 5] {
    static RUNS: OnceLock<[Reports; 5]> = OnceLock::new();
    RUNS.get_or_init(|| {
        let broken = tempfile::tempdir().unwrap();
        let broken_draft = broken.path().join("a,b: 100%\u{202e}.msg");
        std::fs::write(&broken_draft, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and no more").unwrap();
        let drafts = ["fixtures", "fixtures/there-is-no-such-draft.eml", broken_draft.to_str().unwrap()];
        let mailing =
            ["--mailing", "--roster", "fixtures/mailings/magazine.roster.csv", "fixtures/mailings/metro.mbox"];
        let unreadable = ["--mailing", "--expect", "7", "fixtures/mailings.toml"];
        let ended = ["--mailing", "--fail-fast", "fixtures/incidents/zoo-school.eml", "fixtures/mailings/metro.mbox"];
        let empty = tempfile::tempdir().unwrap();
        [
            reports("drafts", &[&["--config", SETTINGS], drafts.as_slice()].concat()),
            reports("mailing", &[&["--lang", "ja"], mailing.as_slice()].concat()),
            reports("ended", &ended),
            reports("unreadable", &unreadable),
            reports("nothing", &[empty.path().to_str().unwrap()]),
        ]
    })
}

fn reports(name: &'static str, arguments: &[&str]) -> Reports {
    let folder = tempfile::tempdir().unwrap();
    let file = |format: &str| folder.path().join(format);
    let mut command = Command::new(env!("CARGO_BIN_EXE_mailcheck"));
    command.args(["--show", "info", "--format", "short"]).current_dir(project_file(""));
    for variable in ["HOME", "XDG_CONFIG_HOME", "APPDATA", "PROGRAMDATA"] {
        command.env(variable, folder.path());
    }
    command.env_remove("LC_ALL").env("LANG", "en_US.UTF-8");
    for format in FORMATS {
        command.arg("--output").arg(format!("{format}={}", file(format).display()));
    }
    let output = command.args(arguments).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    let texts = FORMATS.map(|format| {
        (format, std::fs::read_to_string(file(format)).unwrap_or_else(|error| panic!("{format}: {error}: {said}")))
    });
    let has_fallen_short = arguments.contains(&"--fail-fast");
    Reports { name, is_mailing: arguments.contains(&"--mailing") && !has_fallen_short, texts: texts.into() }
}

/// A path from the project's root.
pub fn project_file(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}
