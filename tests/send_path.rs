//! In the send path: what `mailcheck sendmail`, `gate` and `git-validate` let through, and what they keep back. The
//! program that really sends is a script that writes down what it was given; real mail programs stand in tests/clients.

#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

use std::io::Write;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

const MAILCHECK: &str = env!("CARGO_BIN_EXE_mailcheck");

/// An ordinary mail with what transports trip over: a line with a dot alone, no last line end, bytes that are no UTF-8.
const GOOD: &[u8] = b"From: Ann <ann@tsubame.example>\nTo: Bob <bob@tsubame.example>\nSubject: Minutes\n\nDear Bob,\n\nhere they are.\n.\n\x82\xa0";
/// Five people's private addresses in To.
const BAD: &[u8] = b"From: Ann <ann@tsubame.example>\nTo: hana.test01@gmail.com, taro.test02@docomo.ne.jp,\n yui.test03@yahoo.co.jp, ken.test04@gmail.com, mei.test05@ezweb.ne.jp\nSubject: Minutes\n\nHere they are.\n";

/// A folder with the script, settings and what the script wrote down.
struct Post {
    folder: TempDir,
}

impl Post {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let post = Self { folder };
        let script = format!(
            "#!/bin/sh\nprintf '%s\\n' \"$@\" > '{0}/words'\ncat > '{0}/message'\nexit ${{ENDS_WITH:-0}}\n",
            post.folder.path().display()
        );
        std::fs::write(post.path("send"), script).unwrap();
        std::fs::set_permissions(post.path("send"), std::fs::Permissions::from_mode(0o755)).unwrap();
        post.settings("");
        post
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn settings(&self, text: &str) {
        std::fs::write(self.path("settings.toml"), text).unwrap();
    }

    fn via(&self) -> String {
        format!("--via={}", self.path("send").display())
    }

    /// `mailcheck sendmail` with the script, the settings and these words.
    fn sendmail(&self, words: &[&str], message: &[u8]) -> Output {
        let config = format!("--config={}", self.path("settings.toml").display());
        let mut command = self.command(MAILCHECK.as_ref());
        command.args(["sendmail", &self.via(), &config]).args(words);
        given(&mut command, message)
    }

    /// Nobody's settings but those that are named, and English.
    fn command(&self, program: &Path) -> Command {
        let mut command = Command::new(program);
        command.env_remove("MAILCHECK_SENDING").env("LC_ALL", "C.UTF-8").env_remove("LANGUAGE");
        command.env("XDG_CONFIG_HOME", self.folder.path()).env("HOME", self.folder.path());
        command.current_dir(self.folder.path());
        command
    }

    /// What was handed on: words and message; `None` when nothing was.
    fn sent(&self) -> Option<(Vec<String>, Vec<u8>)> {
        let words = std::fs::read_to_string(self.path("words")).ok()?;
        let message = std::fs::read(self.path("message")).unwrap();
        std::fs::remove_file(self.path("words")).unwrap();
        Some((words.lines().map(str::to_owned).collect(), message))
    }

    #[track_caller]
    fn refuses(&self, ran: &Output, code: i32, told: &str) {
        let said = String::from_utf8_lossy(&ran.stderr);
        assert_eq!(ran.status.code(), Some(code), "{said}");
        assert!(said.starts_with("mailcheck: not sent: ") && said.contains(told), "{said}");
        assert_eq!(self.sent(), None);
    }
}

fn given(command: &mut Command, message: &[u8]) -> Output {
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut input = child.stdin.take().unwrap();
    // Who refuses at once reads nothing.
    let _ = input.write_all(message);
    drop(input);
    child.wait_with_output().unwrap()
}

#[test]
fn a_good_mail_goes_on_as_it_came_and_nothing_is_said() {
    let post = Post::new();
    for words in [&["-oi", "-f", "ann@tsubame.example", "--", "bob@tsubame.example"] as &[&str], &["-t", "-i"]] {
        let ran = post.sendmail(words, GOOD);
        assert_eq!((ran.status.code(), ran.stdout.len(), ran.stderr.len()), (Some(0), 0, 0), "{ran:?}");
        let (handed, message) = post.sent().unwrap();
        assert_eq!(handed, words);
        assert_eq!(message, GOOD);
    }
    post.sendmail(&["-t"], GOOD);
    assert_eq!(post.sent().unwrap().0, ["-i", "-t"], "else a dot alone may end the message");
}

#[test]
fn a_bad_mail_stays_and_the_user_is_told_why() {
    let post = Post::new();
    let told = "5 people's private addresses are visible to every recipient";
    post.refuses(&post.sendmail(&["-t", "-i"], BAD), 65, told);
    let ran = given(post.command(MAILCHECK.as_ref()).args(["sendmail", "--lang=ja", &post.via(), "-t"]), BAD);
    let said = String::from_utf8(ran.stderr).unwrap();
    assert!(said.starts_with("mailcheck：送信していません：error[exposed-personal-addresses]"), "{said}");
    assert!(said.contains("対処："), "{said}");
    assert_eq!(post.sent(), None);
}

#[test]
fn whom_only_the_arguments_name_is_a_hidden_recipient() {
    let post = Post::new();
    post.settings("[organization]\ndomains = [\"tsubame.example\"]\n[send]\nfail-on = \"info\"\n");
    let ran = post.sendmail(&["-i", "bob@tsubame.example", "eve@evil.example"], GOOD);
    post.refuses(&ran, 65, "eve@evil.example");
    assert_eq!(post.sendmail(&["-i", "BOB@tsubame.example", "root"], GOOD).status.code(), Some(0));
}

#[test]
fn the_settings_of_a_folder_do_not_count_here() {
    let post = Post::new();
    std::fs::write(post.path("mailcheck.toml"), "[rule.exposed-personal-addresses]\nseverity = \"off\"\n").unwrap();
    let ran = given(post.command(MAILCHECK.as_ref()).args(["sendmail", &post.via(), "-t"]), BAD);
    post.refuses(&ran, 65, "exposed-personal-addresses");
}

#[test]
fn whatever_goes_wrong_keeps_the_mail_back() {
    let post = Post::new();
    post.settings("organisation = 1\n");
    post.refuses(&post.sendmail(&["-t"], GOOD), 78, "the settings cannot be used");
    post.refuses(&post.sendmail(&["-t"], GOOD), 78, "settings.toml:1: ");
    post.settings("");
    let nowhere = |word: &str| given(post.command(MAILCHECK.as_ref()).args(["sendmail", word, "-t"]), GOOD);
    post.refuses(&nowhere("--via=/nowhere/send"), 69, "/nowhere/send");
    let itself = nowhere(&format!("--via={MAILCHECK}"));
    post.refuses(&itself, 78, "leads back to mailcheck");
    let mut again = post.command(MAILCHECK.as_ref());
    let again = given(again.args(["sendmail", &post.via(), "-t"]).env("MAILCHECK_SENDING", "1"), GOOD);
    post.refuses(&again, 78, "leads back to mailcheck");
}

#[test]
fn it_works_with_an_empty_environment() {
    let post = Post::new();
    let mut command = Command::new(MAILCHECK);
    let ran = given(command.env_clear().current_dir("/").args(["sendmail", &post.via(), "-t"]), GOOD);
    assert_eq!(ran.status.code(), Some(0), "{ran:?}");
    let mut command = Command::new(MAILCHECK);
    let ran = given(command.env_clear().current_dir("/").args(["sendmail", &post.via(), "-t"]), BAD);
    assert_eq!(ran.status.code(), Some(65), "{ran:?}");
}

#[test]
fn the_end_of_the_program_that_sends_is_ours_but_never_75() {
    let post = Post::new();
    for (ends_with, code) in [("67", 67), ("0", 0), ("75", 70)] {
        let mut command = post.command(MAILCHECK.as_ref());
        command.args(["sendmail", &post.via(), "-t"]).env("ENDS_WITH", ends_with);
        assert_eq!(given(&mut command, GOOD).status.code(), Some(code));
    }
}

#[test]
fn smtp_is_answered_at_once_and_queues_are_passed_on() {
    let post = Post::new();
    // Standard input stays open, as that of a client that waits for a greeting.
    let mut command = post.command(MAILCHECK.as_ref());
    let mut child =
        command.args(["sendmail", &post.via(), "-bs"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(64));
    let ran = child.wait_with_output().unwrap();
    assert!(ran.stdout.starts_with(b"554 5.3.2 "), "{ran:?}");
    for word in ["-bp", "-bi", "-q"] {
        assert_eq!(post.sendmail(&[word], b"").status.code(), Some(0));
        assert_eq!(post.sent().unwrap().0, [word]);
    }
}

#[test]
fn under_the_name_sendmail_it_does_the_same() {
    let post = Post::new();
    let link = post.path("sendmail");
    std::os::unix::fs::symlink(MAILCHECK, &link).unwrap();
    let config_folder = post.path("mailcheck");
    std::fs::create_dir(&config_folder).unwrap();
    std::fs::write(config_folder.join("mailcheck.toml"), format!("[send]\nvia = {:?}\n", post.path("send"))).unwrap();
    assert_eq!(given(post.command(&link).arg("-t"), GOOD).status.code(), Some(0));
    assert_eq!(post.sent().unwrap().1, GOOD);
    post.refuses(&given(post.command(&link).arg("-t"), BAD), 65, "exposed-personal-addresses");
}

#[test]
fn bcc_goes_out_only_where_it_is_read() {
    let post = Post::new();
    let message = b"From: a@tsubame.example\nTo: b@tsubame.example\nBcc: c@tsubame.example,\n d@tsubame.example\nSubject: Minutes\n\nDear Bob,\n\nhere they are.\n";
    post.sendmail(&["-t", "-i"], message);
    assert_eq!(post.sent().unwrap().1, message, "its reader takes it out");
    post.sendmail(&["-i", "b@tsubame.example", "c@tsubame.example", "d@tsubame.example"], message);
    let stripped = String::from_utf8(post.sent().unwrap().1).unwrap();
    assert_eq!(
        stripped,
        "From: a@tsubame.example\nTo: b@tsubame.example\nSubject: Minutes\n\nDear Bob,\n\nhere they are.\n"
    );
    post.settings("[send]\nstrip-bcc = \"never\"\n");
    post.refuses(&post.sendmail(&["-i", "b@tsubame.example"], message), 65, "bcc-leak");
    post.sendmail(&["-t", "-i"], message);
    assert_eq!(post.sent().unwrap().1, message);
}

#[test]
fn a_mail_may_allow_one_thing_where_the_settings_let_it() {
    let post = Post::new();
    let asking = [b"Mailcheck-Allow: exposed-personal-addresses;\n a family party\n" as &[u8], BAD].concat();
    post.refuses(&post.sendmail(&["-t"], &asking), 65, "Mailcheck-Allow does not count here");
    post.settings("[send]\nallow-in-draft = true\nlog = \"send.log\"\n");
    let ran = post.sendmail(&["-t"], &asking);
    assert_eq!(ran.status.code(), Some(0), "{ran:?}");
    assert_eq!(post.sent().unwrap().1, BAD, "the field is for us alone");
    let log = std::fs::read_to_string(post.path("send.log")).unwrap();
    assert!(log.contains("allowed[exposed-personal-addresses]: a family party"), "{log}");
    let other = [b"Mailcheck-Allow: empty-subject; a reason\n" as &[u8], BAD].concat();
    post.refuses(&post.sendmail(&["-t"], &other), 65, "exposed-personal-addresses");
}

#[test]
fn warnings_go_to_the_log_and_hold_back_where_the_settings_say_so() {
    let post = Post::new();
    let message =
        b"From: a@tsubame.example\nTo: bob@beta.example\nSubject: Your order\n\nDear ,\n\nit is on its way.\n";
    post.settings("[send]\nlog = \"send.log\"\n");
    let ran = post.sendmail(&["-t"], message);
    assert_eq!((ran.status.code(), ran.stderr.len()), (Some(0), 0), "{ran:?}");
    let log = std::fs::read_to_string(post.path("send.log")).unwrap();
    assert!(log.contains("warning[empty-merge]"), "{log}");
    post.sent().unwrap();
    post.settings("[send]\nfail-on = \"warning\"\n");
    post.refuses(&post.sendmail(&["-t"], message), 65, "empty-merge");
    post.settings("");
    post.refuses(&post.sendmail(&["--fail-on=warning", "-t"], message), 65, "empty-merge");
}

#[test]
fn a_loop_that_keeps_adding_to_cc_is_stopped_at_its_second_message() {
    let post = Post::new();
    post.settings("[mailing]\nloop-guard = \"guard\"\n");
    let message = |cc: &str| {
        format!(
            "From: Fair <fair@college.example>\nTo: jinji@k{}.example\n{cc}Subject: Careers fair\n\nDear partner,\n\nplease come.\n",
            cc.len()
        )
    };
    assert_eq!(post.sendmail(&["-t"], message("").as_bytes()).status.code(), Some(0));
    post.sent().unwrap();
    let second = post.sendmail(&["-t"], message("Cc: jinji@k0.example\n").as_bytes());
    post.refuses(&second, 65, "mailing-recipient-accumulation");
}

#[test]
fn a_command_gets_what_has_passed() {
    let post = Post::new();
    let gate = |message: &[u8]| {
        let mut command = post.command(MAILCHECK.as_ref());
        given(command.args(["gate", "--"]).arg(post.path("send")).args(["--account", "work"]), message)
    };
    assert_eq!(gate(GOOD).status.code(), Some(0));
    let (words, message) = post.sent().unwrap();
    assert_eq!(
        (words.as_slice(), message.as_slice()),
        (&["--account".to_owned(), "work".to_owned()] as &[String], GOOD)
    );
    post.refuses(&gate(BAD), 65, "exposed-personal-addresses");
}

#[test]
fn a_patch_is_checked_with_the_fields_that_git_hands_over() {
    let post = Post::new();
    let patch = "From 1a2b Mon Sep 17 00:00:00 2001\nFrom: Ann <ann@tsubame.example>\nDate: Mon, 1 Jan 2024 00:00:00 +0000\nSubject: [PATCH] Fix the door\n\nIt squeaked.\n---\n a | 2 +-\n\ndiff --git a/a b/a\n--- a/a\n+++ b/a\n@@ -1 +1 @@\n-x\n+y\n";
    std::fs::write(post.path("0001.patch"), patch).unwrap();
    let validate = |files: &[&str]| {
        let mut command = post.command(MAILCHECK.as_ref());
        command.arg("git-validate").args(files).stdin(Stdio::null()).output().unwrap()
    };
    assert_eq!(validate(&["0001.patch"]).status.code(), Some(0), "{:?}", validate(&["0001.patch"]));
    std::fs::write(post.path("header"), "To: dev@lists.tsubame.example\nCc: Bob <bob@docomo.ne.jp.>, foo@@bar")
        .unwrap();
    let ran = validate(&["0001.patch", "header"]);
    let said = String::from_utf8_lossy(&ran.stderr);
    assert_eq!(ran.status.code(), Some(65), "{said}");
    assert_eq!(validate(&["nowhere.patch"]).status.code(), Some(70));
}

/// Recipients in Resent-Bcc are taken from there with -t, and msmtp sends the field with the message.
#[test]
fn msmtp_is_handed_no_resent_bcc() {
    let post = Post::new();
    let message =
        [b"Resent-From: a@tsubame.example\nResent-To: b@tsubame.example\nResent-Bcc: c@tsubame.example\n", GOOD]
            .concat();
    assert_eq!(post.sendmail(&["-t"], &message).status.code(), Some(0));
    std::fs::copy(post.path("send"), post.path("msmtp")).unwrap();
    std::fs::remove_file(post.path("message")).unwrap();
    let via = format!("--via={}", post.path("msmtp").display());
    let refused = post.sendmail(&[&via, "-t"], &message);
    assert_eq!(refused.status.code(), Some(65), "{refused:?}");
    assert!(String::from_utf8_lossy(&refused.stderr).contains("error[bcc-leak]"), "{refused:?}");
    assert!(!post.path("message").exists());
    // Without -t its recipients are those of the command line, and the field is taken out.
    assert_eq!(post.sendmail(&[&via, "b@tsubame.example"], &message).status.code(), Some(0));
    assert!(!String::from_utf8_lossy(&std::fs::read(post.path("message")).unwrap()).contains("Resent-Bcc"));
}
