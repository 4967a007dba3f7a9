//! What a line of allowed_signers lets pass: ssh-keygen is asked about each, and we are never looser than it.

use crate::desk::Desk;
use crate::keys::{SATO, SUZUKI, approve, desk, keygen};

/// What both say of a file. `{K}` stands for Sato's public key.
struct Case {
    file: &'static str,
    /// ssh-keygen lets it pass.
    theirs: bool,
    /// Why we do not; empty when we do.
    ours: &'static str,
    /// What `verify` says of lines; empty for nothing.
    told: &'static str,
}

const fn both(file: &'static str) -> Case {
    Case { file, theirs: true, ours: "", told: "" }
}

const fn neither(file: &'static str, ours: &'static str, told: &'static str) -> Case {
    Case { file, theirs: false, ours, told }
}

/// We are stricter, on purpose.
const fn stricter(file: &'static str, ours: &'static str, told: &'static str) -> Case {
    Case { file, theirs: true, ours, told }
}

const OTHER: &str = "somebody else's key";
const BAD: &str = "cannot be read";
const MANY: &str = "not one person's";
const USE: &str = "not for this use";
const NOBODY: &str = "a key that nobody knows";

#[rustfmt::skip]
const CASES: &[Case] = &[
    // Who.
    both("{P} {K}"),
    both("{P} {K} with a comment"),
    both("\t {P}\t \t{K}\r"),
    both("\"{P}\" {K}"),
    both("someone@else.example,{P} {K}"),
    both("{P},!tax@tsubame.example {K}"),
    both("{P},!*@other.example {K}"),
    neither("{P},!*@tsubame.example {K}", "left out by a `!`", ""),
    neither("*@tsubame.example,!{P} {K}", "left out by a `!`", "line 1 counts for nobody: a pattern"),
    neither("!{P} {K}", "left out by a `!`", ""),
    neither("!tax@tsubame.example {K}", OTHER, ""),
    neither("someone@else.example {K}", OTHER, ""),
    neither("Sato@tsubame.example {K}", "with other capitals", ""),
    neither("{P}x {K}", OTHER, ""),
    neither("{P}\u{0} {K}", OTHER, "byte-order mark"),
    neither("\u{feff}{P} {K}", BAD, "byte-order mark"),
    neither("\"{P} {K}", NOBODY, "quotation mark is not closed"),
    stricter("*@tsubame.example {K}", MANY, "line 1 counts for nobody: a pattern"),
    stricter("*@tsubame.example,!tax@tsubame.example {K}", MANY, "line 1 counts for nobody: a pattern"),
    stricter("sat?@tsubame.example {K}", MANY, "a pattern"),
    stricter("{P},*@else.example {K}", MANY, "a pattern"),
    stricter("* {K}", MANY, "a pattern"),
    // For what.
    both("{P} namespaces=\"mailcheck-approval\" {K}"),
    both("{P} NameSpaces=\"mailcheck-approval\" {K}"),
    both("{P} namespaces=\"git,mailcheck-*\" {K}"),
    both("{P} namespaces=\"mailcheck-*,!x\" {K}"),
    both("{P} namespaces=\"*\" {K}"),
    both("{P} namespaces=\"mailcheck?approval\",valid-after=\"20200101Z\" {K}"),
    both("{P} ,,namespaces=\"*\" {K}"),
    neither("{P} namespaces=\"git\" {K}", USE, ""),
    neither("{P} namespaces=\"mailcheck-*,!mailcheck-approval\" {K}", USE, ""),
    neither("{P} namespaces=\"!git\" {K}", USE, ""),
    neither("{P} namespaces=\"Mailcheck-Approval\" {K}", USE, ""),
    neither("{P} namespaces=\"git, mailcheck-approval\" {K}", USE, ""),
    neither("{P} namespaces=\"\" {K}", USE, ""),
    neither("{P} namespaces=mailcheck-approval {K}", BAD, "`namespaces=mailcheck-approval` is no option"),
    neither("{P} namespaces=\"git\",namespaces=\"mailcheck-approval\" {K}", BAD, "`namespaces` stands there twice"),
    neither("{P} namespaces=\"mailcheck-approval {K}", NOBODY, "quotation mark is not closed"),
    neither("{P} namespaces=\"mailcheck-approval\\\" {K}", NOBODY, "quotation mark is not closed"),
    neither("{P} namespaces=\"mailcheck-approval\\\"\" {K}", USE, ""),
    // When.
    both("{P} valid-after=\"20200101Z\",valid-before=\"29990101Z\" {K}"),
    both("{P} valid-after=\"202001012359\",valid-before=\"29990101235959\" {K}"),
    neither("{P} valid-after=\"29990101Z\" {K}", "does not count yet", ""),
    neither("{P} valid-before=\"20200101Z\" {K}", "counts no more", ""),
    neither("{P} valid-after=\"20200102Z\",valid-before=\"20200101Z\" {K}", BAD, "not later than"),
    neither("{P} valid-after=\"20200101Z\",valid-before=\"20200101Z\" {K}", BAD, "not later than"),
    neither("{P} valid-after=\"soon\" {K}", BAD, "`soon` is no time"),
    neither("{P} valid-after=\"\" {K}", BAD, "is no time"),
    neither("{P} valid-after=20200101Z {K}", BAD, "is no option"),
    neither("{P} valid-after=\"20201301Z\" {K}", BAD, "is no time"),
    neither("{P} valid-after=\"19690101Z\" {K}", BAD, "is no time"),
    neither("{P} valid-before=\"19700101Z\" {K}", BAD, "is no time"),
    neither("{P} valid-before=\"29990101Z\",valid-before=\"29990101Z\" {K}", BAD, "twice"),
    stricter("{P} valid-before=\"29990230Z\" {K}", BAD, "is no time"),
    stricter("{P} valid-before=\"2999 1 1Z\" {K}", BAD, "is no time"),
    // Other options.
    neither("{P} cert-authority {K}", MANY, "a certificate authority"),
    neither("{P} Cert-Authority,namespaces=\"*\" {K}", MANY, "a certificate authority"),
    neither("{P} sometimes {K}", BAD, "`sometimes` is no option"),
    neither("{P} sometimes,namespaces=\"*\" {K}", BAD, "`sometimes` is no option"),
    neither("{P} namespaces=\"*\", {K}", BAD, "is no option"),
    neither("{P} namespaces=\"*\" valid-after=\"20200101Z\" {K}", NOBODY, "no readable public key"),
    neither("{P} verify-required {K}", BAD, "is no option"),
    // The key.
    neither("{P}", NOBODY, "no readable public key"),
    neither("{P} ssh-ed25519 AAAA", NOBODY, "no readable public key"),
    neither("{P} ssh-ed25519", NOBODY, "no readable public key"),
    neither("{P} ssh-rsa {B}", NOBODY, "no readable public key"),
    neither("# {P} {K}", NOBODY, ""),
    neither("", NOBODY, ""),
    // A line that cannot be read stops nobody else.
    Case { told: "line 1 counts for nobody: `sometimes`", ..both("{P} sometimes {K}\n{P} {K}") },
    Case { told: "line 2 counts for nobody", ..both("{P} {K}\n{P} sometimes {K}") },
    Case { told: "line 1 counts for nobody: no readable", ..both("nonsense\n\n{P} {K}") },
    Case { told: "line 1 counts for nobody: a quotation", ..both("\"{P} {K}\n{P} {K}") },
    both("{P} namespaces=\"git\" {K}\n{P} {K}"),
    both("{P} valid-before=\"20200101Z\" {K}\n{P} valid-after=\"20200101Z\" {K}"),
    both("!{P} {K}\n{P} {K}"),
];

fn ssh_keygen_lets_pass(desk: &Desk) -> bool {
    let words = ["-Y", "verify", "-f", "allowed_signers", "-I", SATO, "-n", "mailcheck-approval"];
    let statement = desk.read("draft.eml.approval");
    keygen(desk, &[&words[..], &["-s", "draft.eml.approval.sig"]].concat(), &statement).status.success()
}

#[test]
fn lines_of_allowed_signers_let_pass_what_they_let_ssh_keygen() {
    let Some(desk) = desk() else { return };
    approve(&desk, &["draft.eml"]);
    let key = desk.read("sato.pub").split(' ').take(2).collect::<Vec<_>>().join(" ");
    let blob = key.split(' ').nth(1).unwrap().to_owned();
    for Case { file, theirs, ours, told } in CASES {
        let text = file.replace("{P}", SATO).replace("{K}", &key).replace("{B}", &blob);
        desk.write("allowed_signers", format!("{text}\n"));
        assert_eq!(ssh_keygen_lets_pass(&desk), *theirs, "{file}");
        let ran = desk.run(&["verify", "draft.eml"]);
        assert_eq!(ran.code, if ours.is_empty() { 0 } else { 1 }, "{file}: {}{}", ran.out, ran.err);
        assert!(ran.out.contains(ours), "{file}: {}", ran.out);
        assert!(ran.err.contains(told) && ran.err.is_empty() == told.is_empty(), "{file}: {}", ran.err);
        // Never looser.
        assert!(*theirs || ran.code == 1, "{file}");
    }
}

#[test]
fn a_line_that_counts_for_nobody_is_told_in_japanese() {
    let Some(desk) = desk() else { return };
    approve(&desk, &["draft.eml"]);
    desk.write("allowed_signers", format!("*@a.example {}{SATO} {}", desk.read("suzuki.pub"), desk.read("sato.pub")));
    let ran = desk.run_with(&[], &["--lang", "ja", "verify", "draft.eml"], "").expect_code(0);
    assert!(ran.err.contains("allowed_signers: 1 行目は無効です：「*」「?」のあるパターン"), "{}", ran.err);
    desk.run(&["draft.eml"]).expect_code(0);
}

/// A comment may be in Shift_JIS, as an editor of Windows leaves it.
#[test]
fn a_comment_in_another_charset_is_a_comment() {
    let Some(desk) = desk() else { return };
    approve(&desk, &["draft.eml"]);
    let key = desk.read("sato.pub");
    let line = [b"# \x8d\xb2\x93\xa1\n", SATO.as_bytes(), b" ", key.trim().as_bytes(), b" \x8d\xb2\x93\xa1\n"].concat();
    desk.write("allowed_signers", &line);
    assert!(ssh_keygen_lets_pass(&desk));
    assert!(desk.run(&["verify", "draft.eml"]).expect_code(0).err.is_empty());
    desk.write("allowed_signers", [b"\x8d\xb2@x.example,", SATO.as_bytes(), b" ", key.as_bytes()].concat());
    assert!(ssh_keygen_lets_pass(&desk));
    assert!(desk.run(&["verify", "draft.eml"]).expect_code(1).err.contains("no UTF-8"));
}

/// Whoever has a key under several addresses is one person, though a line of theirs cannot be read.
#[test]
fn a_line_that_cannot_be_read_still_says_whose_key_it_is() {
    let Some(desk) = desk() else { return };
    let key = desk.read("sato.pub");
    approve(&desk, &["draft.eml"]);
    desk.write("allowed_signers", format!("{SATO} {key}{SUZUKI} sometimes {key}"));
    let ran = desk.run(&["approve", "draft.eml", "--as", SATO, "--key", "sato"]).expect_code(1);
    assert!(ran.err.contains("whoever sends it cannot approve it"), "{}", ran.err);
    assert!(desk.run(&["verify", "draft.eml"]).expect_code(1).out.contains("is who sends it"));
}
