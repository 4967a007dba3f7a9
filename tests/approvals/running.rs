//! A server runs for months: a key that is called back counts no more with its next message.

use crate::client::Milter;
use crate::desk::Desk;
use crate::keys::{DRAFT, POLICY, SATO, approve, desk, signers};
use jiff::{SignedDuration, Timestamp};
use mailcheck::load::{Limits, load};
use mailcheck::run::approvals::Approvals;
use mailcheck::settings::ApprovalSettings;
use std::path::Path;

const ACCEPTED: &[u8] = b"a";

#[track_caller]
fn expect(answer: &[u8], told: &str) {
    let answer = String::from_utf8_lossy(answer);
    assert!(answer.starts_with("y550") && answer.contains(told), "{answer}");
}

#[test]
fn a_running_milter_refuses_what_a_revoked_key_has_signed() {
    let Some(desk) = desk() else { return };
    approve(&desk, &["draft.eml", "--folder", "approvals"]);
    desk.write("revoked", "");
    let place = |name: &str| format!("\"{}\"", desk.path(name).display());
    let settings = POLICY
        .replace(
            "signers = \"allowed_signers\"",
            &format!("signers = {}\nrevoked = {}", place("allowed_signers"), place("revoked")),
        )
        .replace("\"approvals\"", &place("approvals"));
    let milter = Milter::start(&settings);
    let mut client = milter.client();
    let mut send = || client.send(DRAFT, &["<bob@beta.example>"]);
    assert_eq!(send(), ACCEPTED);
    desk.write("revoked", desk.read("sato.pub"));
    expect(&send(), "error[approval-required]");
    desk.write("revoked", "");
    assert_eq!(send(), ACCEPTED);
    // Somebody who has left.
    let kept = desk.read("allowed_signers");
    desk.write("allowed_signers", signers(&desk, "someone@tsubame.example", ""));
    expect(&send(), "error[approval-required]");
    desk.write("allowed_signers", &kept);
    assert_eq!(send(), ACCEPTED);
    // A list that cannot be read revokes everybody, and a file of keys that is gone has nobody's.
    desk.write("revoked", "nonsense\n");
    expect(&send(), "error[approval-required]");
    desk.write("revoked", "");
    assert_eq!(send(), ACCEPTED);
    std::fs::remove_file(desk.path("allowed_signers")).unwrap();
    expect(&send(), "error[approval-required]");
    desk.write("allowed_signers", &kept);
    assert_eq!(send(), ACCEPTED);
}

fn approvals(desk: &Desk) -> Approvals {
    let settings = ApprovalSettings {
        signers: Some(desk.path("allowed_signers")),
        revoked: Some(desk.path("revoked")),
        ..ApprovalSettings::default()
    };
    Approvals::new(&settings).unwrap()
}

fn counts(approvals: &Approvals, desk: &Desk, name: &str, now: Timestamp) -> Result<(), String> {
    let loaded = load(&std::fs::read(desk.path(name)).unwrap(), &Limits::default(), 0).unwrap();
    let standing = approvals.standing(&loaded[0].draft, Some(&desk.path(name)), now);
    match standing.valid.len() {
        0 => Err(standing.refused.iter().map(|refused| refused.why.told.en.clone()).collect()),
        _ => Ok(()),
    }
}

/// Overwrites a file, and leaves its time and its length as they were.
fn overwrite_unseen(path: &Path, text: &str) {
    let metadata = path.metadata().unwrap();
    assert_eq!(metadata.len(), text.len() as u64);
    std::fs::write(path, text).unwrap();
    std::fs::File::options().write(true).open(path).unwrap().set_modified(metadata.modified().unwrap()).unwrap();
}

#[test]
fn within_a_minute_a_file_is_read_whatever_its_time_says() {
    let Some(desk) = desk() else { return };
    approve(&desk, &["draft.eml"]);
    let key = desk.read("sato.pub");
    desk.write("revoked", format!("#{}\n", " ".repeat(key.len() - 2)));
    let approvals = approvals(&desk);
    let now = Timestamp::now();
    let later = now + SignedDuration::from_secs(59);
    assert_eq!(counts(&approvals, &desk, "draft.eml", now), Ok(()));
    overwrite_unseen(&desk.path("revoked"), &key);
    assert_eq!(counts(&approvals, &desk, "draft.eml", later), Err("has a key that was revoked".to_owned()));
}

/// A statement about many drafts is kept for a while; not beyond its key.
#[test]
fn an_approval_of_a_mailing_ends_with_its_key() {
    let Some(desk) = desk() else { return };
    for name in ["ann", "bob"] {
        desk.write(&format!("letters/{name}.eml"), DRAFT.replace("bob@", &format!("{name}@")));
    }
    approve(&desk, &["--mailing", "letters"]);
    desk.write("revoked", "");
    let approvals = approvals(&desk);
    let now = Timestamp::now();
    assert_eq!(counts(&approvals, &desk, "letters/bob.eml", now), Ok(()));
    desk.write("revoked", desk.read("sato.pub"));
    assert_eq!(counts(&approvals, &desk, "letters/bob.eml", now), Err("has a key that was revoked".to_owned()));
    desk.write("revoked", "");
    desk.write("allowed_signers", format!("{SATO} valid-before=\"20200101Z\" {}", desk.read("sato.pub")));
    assert_eq!(counts(&approvals, &desk, "letters/bob.eml", now), Err("has a key that counts no more".to_owned()));
}
