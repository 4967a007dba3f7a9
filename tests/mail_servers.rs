//! Real mail servers that ask mailcheck: Postfix by its milter, OpenSMTPD by its filter, and miltertest, which is none. Their
//! Debian packages are unpacked, never installed, and laid over the system in a mount namespace: by root, on Debian. Elsewhere
//! this is skipped aloud; with MAILCHECK_MAIL_SERVERS=all it fails instead.

#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

use std::process::Command;

/// By which the scripts say that the packages, or the rights, cannot be had.
const NOT_HERE: i32 = 2;

#[track_caller]
fn keeps_its_promises(script: &str) {
    let path = format!("{}/tests/{script}", env!("CARGO_MANIFEST_DIR"));
    let ran = Command::new(path).arg(env!("CARGO_BIN_EXE_mailcheck")).output().unwrap();
    let told = format!("{}{}", String::from_utf8_lossy(&ran.stdout), String::from_utf8_lossy(&ran.stderr));
    let is_promised = std::env::var_os("MAILCHECK_MAIL_SERVERS").is_some_and(|wanted| wanted == "all");
    if ran.status.code() == Some(NOT_HERE) && !is_promised {
        println!("skipped: {script}: {told}");
        return;
    }
    assert!(ran.status.success() && told.contains("all as promised"), "{script}: {told}");
    println!("{told}");
}

#[test]
fn postfix_refuses_what_may_not_leave_and_loses_nothing() {
    keeps_its_promises("milter/postfix.sh");
}

#[test]
fn opensmtpd_refuses_what_may_not_leave_and_changes_nothing() {
    keeps_its_promises("opensmtpd/smtpd.sh");
}

#[test]
fn miltertest_hears_what_the_protocol_says() {
    keeps_its_promises("milter/miltertest.sh");
}
