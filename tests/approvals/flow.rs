//! From a draft that does not pass to one that does: checked from a file, through a gate, as sendmail, as a mailing.

use crate::desk::project_file;
use crate::keys::{DRAFT, POLICY, SATO, SUZUKI, approve, desk, keygen};

#[test]
fn with_a_colleagues_approval_a_draft_passes_and_with_its_authors_it_does_not() {
    let Some(desk) = desk() else { return };
    let ran = desk.run(&["draft.eml"]).expect_code(1);
    assert!(
        ran.out.contains("a second person must look at it") && ran.out.contains("nobody has approved it"),
        "{}",
        ran.out
    );
    let ran = desk.run(&["approve", "draft.eml", "--as", SUZUKI, "--key", "suzuki"]).expect_code(1);
    assert!(ran.err.contains("whoever sends it cannot approve it"), "{}", ran.err);
    approve(&desk, &["draft.eml"]);
    desk.run(&["draft.eml"]).expect_code(0);
    let ran = desk.run(&["verify", "draft.eml"]).expect_code(0);
    assert!(ran.out.starts_with(&format!("draft.eml: approved by {SATO} at 20")), "{}", ran.out);
    let ran = desk.run(&["approvals"]).expect_code(0);
    assert_eq!(ran.out, format!("./draft.eml.approval: draft: {SATO}: in force\n"));

    desk.write("draft.eml", DRAFT.replace("yen", "euros"));
    let ran = desk.run(&["draft.eml"]).expect_code(1);
    let ran = [ran.out, desk.run(&["verify", "draft.eml"]).expect_code(1).out].concat();
    assert!(ran.contains("approved something else (the text is another)"), "{ran}");
    assert!(desk.run(&["approvals"]).expect_code(1).out.contains("orphaned"));
}

/// An approval that the author signed by hand, without our command.
#[test]
fn the_authors_own_statement_counts_for_nothing() {
    let Some(desk) = desk() else { return };
    approve(&desk, &["draft.eml"]);
    let statement = desk.read("draft.eml.approval").replace(SATO, SUZUKI);
    let signed = keygen(&desk, &["-q", "-Y", "sign", "-n", "mailcheck-approval", "-f", "suzuki"], &statement);
    desk.write("draft.eml.approval", &statement);
    desk.write("draft.eml.approval.sig", signed.stdout);
    let ran = desk.run(&["draft.eml"]).expect_code(1);
    assert!(ran.out.contains("is who"), "{}", ran.out);
}

#[test]
fn ssh_keygen_and_mailcheck_read_each_other() {
    let Some(desk) = desk() else { return };
    approve(&desk, &["draft.eml", "--days", "7"]);
    let words = |signature: &'static str| {
        ["-Y", "verify", "-f", "allowed_signers", "-I", SATO, "-n", "mailcheck-approval", "-s", signature]
    };
    let statement = desk.read("draft.eml.approval");
    let verified = keygen(&desk, &words("draft.eml.approval.sig"), &statement);
    assert!(verified.status.success(), "{verified:?}");
    // Now the statement is ours and the signature theirs; with every kind of key that OpenSSH makes.
    for kind in ["ed25519", "rsa", "ecdsa-256", "ecdsa-384", "ecdsa-521"] {
        let (family, bits) = kind.split_once('-').unwrap_or((kind, if kind == "rsa" { "3072" } else { "256" }));
        keygen(&desk, &["-q", "-t", family, "-b", bits, "-N", "", "-f", kind], "");
        desk.write("allowed_signers", format!("{SATO} {}", desk.read(&format!("{kind}.pub"))));
        assert!(desk.run(&["draft.eml"]).expect_code(1).out.contains("nobody knows"));
        let signed = keygen(&desk, &["-q", "-Y", "sign", "-n", "mailcheck-approval", "-f", kind], &statement);
        desk.write("draft.eml.approval.sig", signed.stdout);
        desk.run(&["draft.eml"]).expect_code(0);
    }
}

/// In the send path there is no file: the approval is found by what it approves.
#[test]
fn the_gate_finds_an_approval_by_its_digest() {
    let Some(desk) = desk() else { return };
    desk.run_with(&[], &["--config", "mailcheck.toml", "gate", "--", "cat"], DRAFT).expect_code(65);
    approve(&desk, &["draft.eml", "--folder", "approvals"]);
    let gate = ["--config", "mailcheck.toml", "gate", "--", "cat"];
    let ran = desk.run_with(&[], &gate, DRAFT).expect_code(0);
    assert_eq!(ran.out, DRAFT);
    let ran = desk.run_with(&[], &gate, DRAFT.replace("bob@", "bop@")).expect_code(65);
    assert!(ran.err.contains("nobody has approved it") || ran.err.contains("a second person"), "{}", ran.err);

    // A hidden recipient stands in the envelope when the field is gone.
    let hidden = DRAFT.replace("Subject:", "Bcc: carl@gamma.example\nSubject:");
    desk.write("hidden.eml", &hidden);
    approve(&desk, &["hidden.eml", "--folder", "approvals"]);
    let sendmail = |words: &[&str], message: &str| {
        let words = [&["sendmail", "--via=/bin/true", "--config=mailcheck.toml", "-i"], words].concat();
        desk.run_with(&[], &words, message).code
    };
    assert_eq!(sendmail(&["-t"], &hidden), 0);
    assert_eq!(sendmail(&["bob@beta.example", "carl@gamma.example"], DRAFT), 0);
    assert_eq!(sendmail(&["bob@beta.example", "dora@delta.example"], DRAFT), 65);
    assert_eq!(sendmail(&["-t"], DRAFT), 0);
}

#[test]
fn as_many_as_the_policy_wants_and_those_whom_it_names() {
    let Some(desk) = desk() else { return };
    desk.write("mailcheck.toml", format!("{POLICY}count = 2\n"));
    approve(&desk, &["draft.eml"]);
    approve(&desk, &["draft.eml"]);
    let ran = desk.run(&["draft.eml"]).expect_code(1);
    assert!(ran.out.contains("1 of 2 have approved it"), "{}", ran.out);
    keygen(&desk, &["-q", "-t", "ed25519", "-N", "", "-f", "head"], "");
    desk.write(
        "allowed_signers",
        format!("{}head@tsubame.example {}", desk.read("allowed_signers"), desk.read("head.pub")),
    );
    desk.run(&["approve", "draft.eml", "--as", "head@tsubame.example", "--key", "head"]).expect_code(0);
    assert!(desk.names().contains(&"draft.eml.head@tsubame.example.approval".to_owned()), "{:?}", desk.names());
    desk.run(&["draft.eml"]).expect_code(0);
    desk.write("mailcheck.toml", format!("{POLICY}by = [\"chief@tsubame.example\"]\n"));
    let report = desk.json(&["draft.eml"]).to_string();
    assert!(report.contains("head@tsubame.example is not one of those who may"), "{report}");
}

#[test]
fn a_mailing_is_approved_as_one() {
    let Some(desk) = desk() else { return };
    let letter = |name: &str| DRAFT.replace("bob@beta.example", &format!("{name}@beta.example"));
    for name in ["ann", "bob", "cho"] {
        desk.write(&format!("letters/{name}.eml"), letter(name));
    }
    desk.write("members.csv", "address\nann@beta.example\nbob@beta.example\ncho@beta.example\n");
    desk.run(&["--mailing", "letters"]).expect_code(1);
    approve(&desk, &["--mailing", "letters", "--roster", "members.csv"]);
    desk.run(&["--mailing", "letters"]).expect_code(0);
    desk.run(&["letters/bob.eml"]).expect_code(0);
    let ran = desk.run(&["--mailing", "letters", "--roster", "members.csv"]).expect_code(0);
    assert!(ran.out.contains("3 drafts"), "{}", ran.out);
    desk.write("members.csv", "address\nann@beta.example\nbob@beta.example\ncho@beta.example\n\n");
    let report = desk.json(&["--mailing", "letters", "--roster", "members.csv"]).to_string();
    assert!(report.contains("approved a mailing from another roster"), "{report}");
    desk.write("letters/bob.eml", letter("bob").replace("1 000", "2 000"));
    let ran = desk.run(&["--mailing", "letters"]).expect_code(1);
    assert!(ran.out.contains("letters/bob.eml") && !ran.out.contains("letters/ann.eml"), "{}", ran.out);
    assert!(desk.json(&["letters/bob.eml"]).to_string().contains("approved a mailing without this draft"));
}

/// One letter alone is a part of the mailing that somebody approved.
#[test]
fn a_letter_of_an_approved_mailing_needs_what_the_mailing_needs() {
    let Some(desk) = desk() else { return };
    desk.write(
        "mailcheck.toml",
        format!("{}when-mailing = true\ncount = 2\n", POLICY.replace("when-external = true\n", "")),
    );
    desk.write("letters/ann.eml", DRAFT.replace("bob@", "ann@"));
    desk.write("letters/bob.eml", DRAFT);
    desk.run(&["--only", "approval-required", "letters/bob.eml"]).expect_code(0);
    approve(&desk, &["--mailing", "letters", "--folder", "approvals"]);
    let report = desk.json(&["letters/bob.eml"]).to_string();
    assert!(report.contains("1 of 2 have approved it"), "{report}");
    keygen(&desk, &["-q", "-t", "ed25519", "-N", "", "-f", "head"], "");
    desk.write(
        "allowed_signers",
        format!("{}head@tsubame.example {}", desk.read("allowed_signers"), desk.read("head.pub")),
    );
    let words = ["approve", "--mailing", "letters", "--folder", "approvals", "--as", "head@tsubame.example", "--key"];
    desk.run(&[&words[..], &["head"]].concat()).expect_code(0);
    desk.run(&["--only", "approval-required", "letters/bob.eml"]).expect_code(0);
}

#[test]
fn a_draft_that_nobody_asks_about_needs_none() {
    let Some(desk) = desk() else { return };
    desk.write("inside.eml", DRAFT.replace("bob@beta.example", SATO));
    desk.run(&["inside.eml"]).expect_code(0);
    desk.write("mailcheck.toml", POLICY.replace("allowed_signers", "gone"));
    let ran = desk.run(&["draft.eml"]).expect_code(2);
    assert!(ran.err.contains("[approval]") && ran.err.contains("gone"), "{}", ran.err);
}

/// The story of the care homes, with the settings that the guide begins with.
#[test]
fn mail_to_225_outsiders_does_not_leave_without_a_second_person() {
    let Some(desk) = desk() else { return };
    let guides = ["docs/second-person.md", "docs/second-person.ja.md"].map(|page| {
        let page = std::fs::read_to_string(project_file(page)).unwrap();
        let block = page.split("```toml\n").nth(1).unwrap().split("```").next().unwrap().to_owned();
        block.lines().map(|line| format!("{}\n", line.trim_start())).collect::<String>()
    });
    let homes = (0..225).map(|number| format!("home{number}@care{number}.example")).collect::<Vec<_>>().join(",\n ");
    let notice = format!(
        "From: Suzuki <suzuki@city.example>\nTo: suzuki@city.example\nBcc: {homes}\nSubject: Training\n\nDear all,\n\nplease join.\n"
    );
    desk.write("notices/notice.eml", &notice);
    desk.write("signers", desk.read("allowed_signers").replace("tsubame", "city"));
    for guide in guides {
        desk.write("mailcheck.toml", guide.replace("\"allowed_signers\"", "\"signers\"\nfolder = \"approvals\""));
        let gate = ["--config", "mailcheck.toml", "gate", "--", "true"];
        let check = |code| {
            desk.run(&["notices/notice.eml"]).expect_code(code);
            // As in CI: a folder, and a report for it.
            desk.run(&["--format", "github", "notices"]).expect_code(code);
            desk.run_with(&[], &gate, &notice).expect_code(if code == 0 { 0 } else { 65 });
        };
        check(1);
        let words = |who, key| ["approve", "notices/notice.eml", "--folder", "approvals", "--as", who, "--key", key];
        desk.run(&words("suzuki@city.example", "suzuki")).expect_code(1);
        check(1);
        desk.run(&words("sato@city.example", "sato")).expect_code(0);
        check(0);
        std::fs::remove_dir_all(desk.path("approvals")).unwrap();
    }
}
