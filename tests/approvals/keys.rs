//! A desk with keys of two colleagues, made by ssh-keygen, and settings that ask for an approval.

use crate::desk::Desk;
use std::io::Write;
use std::process::{Command, Output, Stdio};

/// Who approves.
pub const SATO: &str = "sato@tsubame.example";
/// Who sends.
pub const SUZUKI: &str = "suzuki@tsubame.example";

pub const POLICY: &str = "[organization]\ndomains = [\"tsubame.example\"]\n\
    [approval]\nsigners = \"allowed_signers\"\nfolder = \"approvals\"\n\
    [[policy.approval]]\ntext = \"a second person must look at it\"\nwhen-external = true\n";

/// An ordinary mail to somebody outside.
pub const DRAFT: &str = "From: Suzuki <suzuki@tsubame.example>\nTo: bob@beta.example\nSubject: Minutes\nDate: Tue, 3 Mar 2026 10:00:00 +0900\n\nDear Bob,\n\nit costs 1 000 yen.\n";

/// `None`, said aloud, without ssh-keygen; where mail programs are promised it is promised, too.
pub fn desk() -> Option<Desk> {
    let is_there = Command::new("ssh-keygen").arg("-?").output().is_ok();
    if !is_there {
        assert!(std::env::var_os("MAILCHECK_CLIENTS").is_none(), "ssh-keygen is not installed");
        let _ = writeln!(std::io::stderr(), "skipped: nobody signs: ssh-keygen is not installed");
        return None;
    }
    let desk = Desk::with(&[("mailcheck.toml", POLICY), ("draft.eml", DRAFT)]);
    for name in ["sato", "suzuki"] {
        keygen(&desk, &["-q", "-t", "ed25519", "-N", "", "-C", name, "-f", name], "");
    }
    desk.write("allowed_signers", signers(&desk, "", ""));
    Some(desk)
}

/// allowed_signers with options for the first of two lines.
pub fn signers(desk: &Desk, principal: &str, options: &str) -> String {
    let principal = if principal.is_empty() { SATO } else { principal };
    format!("{principal} {options} {}{SUZUKI} {}", desk.read("sato.pub"), desk.read("suzuki.pub"))
}

/// Runs ssh-keygen on the desk.
pub fn keygen(desk: &Desk, words: &[&str], input: &str) -> Output {
    let mut command = Command::new("ssh-keygen");
    command.args(words).current_dir(desk.path("")).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    // It may have seen enough before it has read all: what it says of it is what is asked.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    child.wait_with_output().unwrap()
}

/// `mailcheck approve` by Sato, with more words.
pub fn approve(desk: &Desk, words: &[&str]) {
    desk.run(&[&["approve", "--as", SATO, "--key", "sato"], words].concat()).expect_code(0);
}
