//! A folder to work in, and the program run there. Knows nothing of drafts.

use std::ffi::OsStr;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use tempfile::TempDir;

/// Variables of the machine that would change what is printed.
const CLEARED: [&str; 13] = [
    "CI",
    "CLICOLOR",
    "CLICOLOR_FORCE",
    "COLORTERM",
    "FORCE_COLOR",
    "LANG",
    "LANGUAGE",
    "LC_ALL",
    "LC_CTYPE",
    "LC_MESSAGES",
    "NO_COLOR",
    "NO_GRAPHICS",
    "SOURCE_DATE_EPOCH",
];

/// A working directory with no settings but those that a test writes.
pub struct Desk {
    folder: TempDir,
}

/// How the program ended and what it printed.
#[derive(Debug)]
pub struct Ran {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Desk {
    pub fn new() -> Self {
        let folder = TempDir::new().unwrap();
        for name in ["desk", "home"] {
            std::fs::create_dir(folder.path().join(name)).unwrap();
        }
        // The search for settings goes upwards and ends here, whatever lies above.
        std::fs::write(folder.path().join("mailcheck.toml"), "").unwrap();
        Self { folder }
    }

    /// A desk with these files on it.
    pub fn with(files: &[(&str, &str)]) -> Self {
        let desk = Self::new();
        for (name, text) in files {
            desk.write(name, text);
        }
        desk
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join("desk").join(name)
    }

    pub fn write(&self, name: &str, text: impl AsRef<[u8]>) {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    pub fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).unwrap()
    }

    /// Names of what lies on the desk, sorted.
    pub fn names(&self) -> Vec<String> {
        let entries = std::fs::read_dir(self.path("")).unwrap();
        let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    /// Runs the program in English.
    pub fn run(&self, arguments: &[&str]) -> Ran {
        self.run_with(&[], &[&["--lang", "en"], arguments].concat(), "")
    }

    /// Runs the program in English, and takes its output for JSON.
    pub fn json(&self, arguments: &[&str]) -> serde_json::Value {
        let ran = self.run(&[&["--format", "json"], arguments].concat());
        serde_json::from_str(&ran.out).unwrap_or_else(|error| panic!("{error}: {ran:?}"))
    }

    /// Runs the program with these variables and this standard input, in the language that they give.
    pub fn run_with(&self, variables: &[(&str, &str)], arguments: &[&str], stdin: impl AsRef<[u8]>) -> Ran {
        self.run_in("", variables, arguments, stdin)
    }

    /// The same from a folder on the desk.
    pub fn run_in(&self, folder: &str, variables: &[(&str, &str)], arguments: &[&str], stdin: impl AsRef<[u8]>) -> Ran {
        let arguments: Vec<&OsStr> = arguments.iter().map(OsStr::new).collect();
        let mut child = self
            .command(folder, variables)
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // The program may end without having read it.
        let _ = child.stdin.take().unwrap().write_all(stdin.as_ref());
        let output = child.wait_with_output().unwrap();
        Ran {
            code: output.status.code().expect("it ended by itself"),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// The program in a folder on the desk, to be started.
    pub fn command(&self, folder: &str, variables: &[(&str, &str)]) -> Command {
        let home = self.folder.path().join("home");
        let mut command = Command::new(env!("CARGO_BIN_EXE_mailcheck"));
        for variable in CLEARED {
            command.env_remove(variable);
        }
        for variable in ["HOME", "XDG_CONFIG_HOME", "APPDATA", "PROGRAMDATA", "GIT_CEILING_DIRECTORIES"] {
            command.env(variable, &home);
        }
        command.env("GIT_CONFIG_NOSYSTEM", "1").env("GIT_CONFIG_GLOBAL", home.join("gitconfig"));
        command.envs(variables.iter().copied()).current_dir(self.path(folder));
        command
    }

    /// The folder of the user's own settings.
    pub fn write_user_settings(&self, text: &str) {
        let folder = self.folder.path().join("home").join("mailcheck");
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join("mailcheck.toml"), text).unwrap();
    }
}

impl Ran {
    /// Everything printed.
    pub fn all(&self) -> String {
        format!("{}{}", self.out, self.err)
    }

    /// This exit code, else everything that was printed.
    #[track_caller]
    pub fn expect_code(self, code: i32) -> Self {
        assert_eq!(self.code, code, "{}", self.all());
        self
    }

    /// These words somewhere in what was printed.
    #[track_caller]
    pub fn expect(self, words: &[&str]) -> Self {
        let all = self.all();
        for word in words {
            assert!(all.contains(word), "`{word}` is not in:\n{all}");
        }
        self
    }
}

/// A file of the project.
pub fn project_file(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}
