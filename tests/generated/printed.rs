//! What the program prints for shells and for `man`, committed below `packaging/` for packages: up to date, and read by
//! those it is for, where they are installed.

use super::{hold, root, run};
use mailcheck::lang::Lang;
use std::io::Write;
use std::process::{Command, Output};

const PRINTED: [(&str, &[&str]); 6] = [
    ("packaging/completions/mailcheck.bash", &["completions", "bash"]),
    ("packaging/completions/_mailcheck", &["completions", "zsh"]),
    ("packaging/completions/mailcheck.fish", &["completions", "fish"]),
    ("packaging/completions/mailcheck.ps1", &["completions", "powershell"]),
    ("packaging/man/mailcheck.1", &["man"]),
    ("packaging/man/ja/mailcheck.1", &["man"]),
];

#[test]
fn packages_get_what_the_program_prints() {
    for (number, (path, _)) in PRINTED.iter().enumerate() {
        hold(path, &printed(number));
    }
}

fn printed(number: usize) -> String {
    let (path, arguments) = PRINTED[number];
    let lang = if path.contains("/ja/") { "ja" } else { "en" };
    let ran = run(&[&["--lang", lang], arguments].concat());
    assert_eq!(ran.status.code(), Some(0), "{}", String::from_utf8_lossy(&ran.stderr));
    String::from_utf8(ran.stdout).unwrap()
}

#[test]
fn what_is_printed_needs_no_settings() {
    let ran = run(&["--config", "there-is-no-such.toml", "completions", "bash"]);
    assert_eq!(ran.status.code(), Some(0), "a shell that starts is not told of mistakes in settings");
}

#[test]
fn shells_read_their_completions() {
    for (number, shell, words) in [
        (0, "bash", ["-n"].as_slice()),
        (1, "zsh", &["-n"]),
        (2, "fish", &["--no-execute"]),
        (3, "pwsh", &["-NoProfile", "-File"]),
    ] {
        let script = Printed::new(number);
        let Some(ran) = ran(shell, &[words, &[script.path()]].concat()) else { continue };
        assert!(ran.status.success(), "{shell}: {}", String::from_utf8_lossy(&ran.stderr));
    }
}

#[test]
fn bash_completes_commands_options_their_words_and_rules() {
    let completions = Printed::new(0);
    const SCRIPT: &str = r#"
        source "$1"
        [[ $(complete -p mailcheck) == *"-F _mailcheck mailcheck" ]] || exit 9
        shift
        COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMPREPLY=()
        _mailcheck mailcheck "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
        printf '%s\n' "${COMPREPLY[@]}""#;
    for (typed, expected) in [
        (["mailcheck", "expl"].as_slice(), "explain"),
        (&["mailcheck", "--fail-o"], "--fail-on"),
        (&["mailcheck", "--format", "s"], "short\nsarif"),
        (&["mailcheck", "rules", "n"], "new"),
        (&["mailcheck", "explain", "missing-b"], "missing-bcc"),
        (&["mailcheck", "--skip", "missing-b"], "missing-bcc"),
        // Files are bash's own.
        (&["mailcheck", "draft"], ""),
    ] {
        let Some(ran) = ran("bash", &[&["-c", SCRIPT, "bash", completions.path()], typed].concat()) else { return };
        assert_eq!(ran.status.code(), Some(0), "{}", String::from_utf8_lossy(&ran.stderr));
        assert_eq!(String::from_utf8(ran.stdout).unwrap().trim_end(), expected, "{typed:?}");
    }
}

#[test]
fn the_manual_tells_of_every_command_and_option() {
    for (number, lang) in [(4, Lang::En), (5, Lang::Ja)] {
        let page = printed(number).replace("\\-", "-");
        let mut command = mailcheck::cli::command(lang);
        command.build();
        told(&page, &command);
    }
}

fn told(page: &str, command: &clap::Command) {
    for argument in command.get_arguments() {
        let names = argument.get_value_names().unwrap_or_default();
        let called = match (argument.get_long(), argument.get_short()) {
            (Some(long), _) => format!("\\fB--{long}\\fR"),
            (None, Some(short)) => format!("\\fB-{short}\\fR"),
            (None, None) => format!("\\fI{}\\fR", names[0]),
        };
        assert!(page.contains(&called), "{} of {}", called, command.get_name());
    }
    for sub in command.get_subcommands() {
        let title = format!(".SS {}\n", sub.get_bin_name().unwrap());
        assert!(page.contains(&title) || sub.has_subcommands(), "{title}");
        told(page, sub);
    }
}

#[test]
fn man_reads_the_manual_without_complaint() {
    for page in [4, 5].map(Printed::new) {
        let path = page.path();
        if let Some(ran) = ran("mandoc", &["-K", "utf-8", "-T", "lint", "-W", "warning", path]) {
            let complaints = String::from_utf8_lossy(&ran.stdout).into_owned();
            // The page has no date: it is the same on every day.
            let complaints: Vec<_> = complaints.lines().filter(|line| !line.contains("missing date")).collect();
            assert!(complaints.is_empty(), "{complaints:#?}");
        }
        if let Some(ran) = ran("man", &["--warnings", "-l", path]) {
            assert!(ran.status.success() && ran.stderr.is_empty(), "{}", String::from_utf8_lossy(&ran.stderr));
            let page = String::from_utf8(ran.stdout).unwrap();
            assert!(page.contains("mailcheck [OPTIONS] [PATH]..."), "{page}");
            let widest = page.lines().map(|line| line.chars().count()).max();
            assert!(widest < Some(81), "a line of {widest:?} columns");
        }
    }
}

/// A file for those who read files, which nobody writes at the same time.
struct Printed(tempfile::NamedTempFile);

impl Printed {
    fn new(number: usize) -> Self {
        // PowerShell takes no other ending; nobody else minds.
        let mut file = tempfile::Builder::new().suffix(".ps1").tempfile().unwrap();
        file.write_all(printed(number).as_bytes()).unwrap();
        Self(file)
    }

    fn path(&self) -> &str {
        self.0.path().to_str().unwrap()
    }
}

/// `None`, with a word about it, where the program is not installed.
fn ran(program: &str, arguments: &[&str]) -> Option<Output> {
    let mut command = Command::new(program);
    // Eighty columns, without backspaces.
    command
        .args(arguments)
        .current_dir(root())
        .env("LC_ALL", "C.UTF-8")
        .env("MANWIDTH", "80")
        .env_remove("MAN_KEEP_FORMATTING");
    match command.output() {
        Ok(ran) => Some(ran),
        Err(error) => {
            let _ = writeln!(std::io::stderr(), "skipped: `{program}` does not read what is for it: {error}");
            None
        }
    }
}
