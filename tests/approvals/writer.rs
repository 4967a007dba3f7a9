//! Nobody approves for themselves: not under another spelling, and not in a draft that names nobody.

use crate::keys::{DRAFT, POLICY, SATO, SUZUKI, approve, desk, keygen, signers};

const FROM: &str = "From: Suzuki <suzuki@tsubame.example>\n";

#[test]
fn approve_refuses_as_verify_does() {
    let Some(desk) = desk() else { return };
    for from in ["From: SATO@tsubame.example\n", "From: sato+x@tsubame.example\n", "From: sato@tsubame.example.\n"] {
        desk.write("own.eml", DRAFT.replace(FROM, from));
        let ran = desk.run(&["approve", "own.eml", "--as", SATO, "--key", "sato"]).expect_code(1);
        assert!(ran.err.contains("whoever sends it cannot approve it"), "{from}: {}", ran.err);
        assert!(!desk.path("own.eml.approval").exists());
    }
    // Nor as a part of a mailing, nor with a key that the sender has as well.
    let ran = desk.run(&["approve", "--mailing", "own.eml", "draft.eml", "--as", SATO, "--key", "sato"]).expect_code(1);
    assert!(ran.err.contains("whoever sends it"), "{}", ran.err);
    desk.write("allowed_signers", signers(&desk, "sato@tsubame.example,suzuki@tsubame.example", ""));
    let words = ["--lang", "ja", "approve", "draft.eml", "--as", SATO, "--key", "sato"];
    let ran = desk.run_with(&[], &words, "").expect_code(1);
    assert!(ran.err.contains("差出人本人は承認できません"), "{}", ran.err);
    // Somebody with nearly the same address is somebody else.
    desk.write("allowed_signers", signers(&desk, "", ""));
    desk.write("asato.eml", DRAFT.replace("suzuki@", "asato@"));
    approve(&desk, &["asato.eml"]);
    desk.run(&["asato.eml"]).expect_code(0);
}

#[test]
fn a_draft_without_a_sender_takes_one_more() {
    let Some(desk) = desk() else { return };
    let nameless = DRAFT.replace(FROM, "");
    desk.write("draft.eml", &nameless);
    let check = |code| desk.run(&["--only", "approval-required", "draft.eml"]).expect_code(code);
    let ran = desk.run(&["approve", "draft.eml", "--as", SUZUKI, "--key", "suzuki"]).expect_code(0);
    assert!(ran.err.contains("one approval more is needed"), "{}", ran.err);
    assert!(check(1).out.contains("no sender is named"));
    let ran = desk.run(&["verify", "draft.eml"]).expect_code(1);
    assert!(ran.out.contains("approved by suzuki") && ran.out.contains("no sender is named"), "{}", ran.out);
    assert!(desk.run(&["sheet", "draft.eml"]).out.contains("no sender is named"));
    approve(&desk, &["draft.eml"]);
    check(0);
    desk.run(&["verify", "draft.eml"]).expect_code(0);
}

/// Mail programs that write no From leave it to the envelope.
#[test]
fn the_sender_of_the_envelope_is_who_sends() {
    let Some(desk) = desk() else { return };
    let nameless = DRAFT.replace(FROM, "");
    desk.write("draft.eml", &nameless);
    approve(&desk, &["draft.eml", "--folder", "approvals"]);
    let sent = |words: &[&str], message: &str| {
        let words = [&["sendmail", "--via=/bin/true", "--config=mailcheck.toml", "-i"], words, &["bob@beta.example"]];
        desk.run_with(&[], &words.concat(), message).code
    };
    assert_eq!(sent(&[], &nameless), 65);
    assert_eq!(sent(&["-f", SUZUKI], &nameless), 0);
    assert_eq!(sent(&["-f", "Sato+out@tsubame.example"], &nameless), 65);
    assert_eq!(sent(&["-fsato"], &nameless), 65);
    let gate = |sender: &str| {
        let words = ["--config", "mailcheck.toml", "gate", "--envelope-sender", sender, "--", "cat"];
        desk.run_with(&[], &words, &nameless).code
    };
    assert_eq!((gate("<>"), gate(SATO), gate(SUZUKI)), (65, 65, 0));
    // From a shared address it is who sends it.
    let shared = DRAFT.replace("suzuki@", "office@");
    desk.write("shared.eml", &shared);
    approve(&desk, &["shared.eml", "--folder", "approvals"]);
    assert_eq!((sent(&["-f", SUZUKI], &shared), sent(&["-f", SATO], &shared)), (0, 65));
}

/// An approval that its author signed by hand, in whichever spelling of the address.
#[test]
fn a_hand_made_approval_of_ones_own_draft_counts_for_nothing() {
    let Some(desk) = desk() else { return };
    desk.write("mailcheck.toml", POLICY);
    for from in [
        "From: Sato <SATO@tsubame.example>\n",
        "From: sato+x@tsubame.example\n",
        "From: \"sato\"@tsubame.example\n",
        "From: sato＠tsubame.example\n",
        "From: Suzuki <suzuki@tsubame.example>\nSender: suzuki@tsubame.example\nSender: sato@tsubame.example\n",
        "From: Suzuki <suzuki@tsubame.example>\nResent-From: sato@tsubame.example\nResent-To: bob@beta.example\n",
    ] {
        desk.write("own.eml", DRAFT.replace(FROM, from));
        desk.run(&["approve", "own.eml", "--as", SUZUKI, "--key", "suzuki"]);
        desk.run(&["approve", "own.eml", "--as", "head@tsubame.example", "--key", "suzuki"]);
        let made = desk.names().into_iter().find(|name| name.starts_with("own.eml") && name.ends_with(".approval"));
        let made = made.unwrap();
        let text = desk.read(&made);
        let approver = text.lines().find_map(|line| line.strip_prefix("approver ")).unwrap().to_owned();
        let statement = text.replace(&format!("approver {approver}"), &format!("approver {SATO}"));
        let signed = keygen(&desk, &["-q", "-Y", "sign", "-n", "mailcheck-approval", "-f", "sato"], &statement);
        for name in desk.names().into_iter().filter(|name| name.starts_with("own.eml.")) {
            std::fs::remove_file(desk.path(&name)).unwrap();
        }
        desk.write("own.eml.approval", &statement);
        desk.write("own.eml.approval.sig", signed.stdout);
        let ran = desk.run(&["verify", "own.eml"]).expect_code(1);
        assert!(ran.out.contains("is who sends it"), "{from}: {}", ran.out);
    }
}
