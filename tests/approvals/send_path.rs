//! In the send path an approval is held against whom the envelope names as well.

use crate::desk::Desk;
use crate::keys::{DRAFT, POLICY, approve, desk};

/// The exit code of `mailcheck sendmail` with these words.
fn sendmail(desk: &Desk, words: &[&str], message: &str) -> i32 {
    let words = [&["sendmail", "--via=/bin/true", "--config=mailcheck.toml", "-i"], words].concat();
    desk.run_with(&[], &words, message).code
}

#[test]
fn names_of_local_users_are_recipients_that_nobody_approved() {
    let Some(desk) = desk() else { return };
    approve(&desk, &["draft.eml", "--folder", "approvals"]);
    assert_eq!(sendmail(&desk, &["bob@beta.example"], DRAFT), 0);
    assert_eq!(sendmail(&desk, &["bob@beta.example", "all-staff"], DRAFT), 65);
    let words = ["--config", "mailcheck.toml", "gate", "--envelope", "<postmaster>", "--", "cat"];
    let ran = desk.run_with(&[], &words, DRAFT).expect_code(65);
    assert!(ran.err.contains("a second person must look at it"), "{}", ran.err);
    // Approved as it will be sent, it passes, also when the mail program has taken the field out.
    let hidden = DRAFT.replace("Subject:", "Bcc: all-staff\nSubject:");
    desk.write("hidden.eml", &hidden);
    approve(&desk, &["hidden.eml", "--folder", "approvals"]);
    assert_eq!(sendmail(&desk, &["bob@beta.example", "All-Staff"], DRAFT), 0);
    assert_eq!(sendmail(&desk, &["bob@beta.example", "all-staff", "root"], DRAFT), 65);
}

#[test]
fn whom_sendmail_finds_in_apparently_to_is_a_recipient() {
    let Some(desk) = desk() else { return };
    let inside = DRAFT.replace("bob@beta.example", "ann@tsubame.example");
    assert_eq!(sendmail(&desk, &["-t"], &inside), 0);
    assert_eq!(sendmail(&desk, &["-t"], &format!("Apparently-To: carl@gamma.example\n{inside}")), 65);
}

#[test]
fn a_hidden_recipient_of_a_resent_message_is_the_same_without_the_field() {
    let Some(desk) = desk() else { return };
    let resent = format!(
        "Resent-From: suzuki@tsubame.example\nResent-Date: Tue, 3 Mar 2026 10:00:00 +0900\nResent-Bcc: carl@gamma.example\n{DRAFT}"
    );
    let stripped = resent.replace("Resent-Bcc: carl@gamma.example\n", "");
    desk.write("resent.eml", &resent);
    approve(&desk, &["resent.eml", "--folder", "approvals"]);
    assert_eq!(sendmail(&desk, &["-t"], &resent), 0);
    assert_eq!(sendmail(&desk, &["carl@gamma.example"], &stripped), 0);
    for others in
        [&["carl@gamma.example", "bob@beta.example"][..], &["dora@delta.example"], &["carl@gamma.example", "root"]]
    {
        assert_eq!(sendmail(&desk, others, &stripped), 65, "{others:?}");
    }
}

#[test]
fn ordinary_mail_on_one_machine_passes() {
    let Some(desk) = desk() else { return };
    let cron = "From: root (Cron Daemon)\nTo: root\nSubject: Cron <root@mx> true\n\nDone.\n";
    desk.write("mailcheck.toml", POLICY.replace("allowed_signers", "gone").split("[[policy").next().unwrap());
    let told = |words: &[&str]| {
        let words = [&["--config", "mailcheck.toml", "gate", "--fail-on", "info"], words, &["--", "cat"]].concat();
        let ran = desk.run_with(&[], &words, cron);
        (ran.code, ran.err)
    };
    assert_eq!(told(&[]), told(&["--envelope", "root", "--envelope", "postmaster"]));
}
