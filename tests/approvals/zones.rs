//! Times without `Z` in allowed_signers are those of this machine's zone, and the ones that ssh-keygen takes them for.

use crate::desk::Desk;
use crate::keys::{SATO, approve, desk};
use jiff::{SignedDuration, Timestamp};
use std::process::{Command, Stdio};

/// `None`: the variable is not set, and the machine's own zone holds.
const ZONES: [Option<&str>; 7] = [
    None,
    Some(""),
    Some("UTC"),
    Some("Asia/Tokyo"),
    Some("America/New_York"),
    Some("EST5EDT,M3.2.0,M11.1.0"),
    Some(":Australia/Lord_Howe"),
];

fn in_zone(command: &mut Command, zone: Option<&str>) {
    match zone {
        Some(zone) => command.env("TZ", zone),
        None => command.env_remove("TZ"),
    };
}

fn ssh_keygen_lets_pass(desk: &Desk, zone: Option<&str>, words: &[&str]) -> bool {
    let mut command = Command::new("ssh-keygen");
    command.args(["-Y", "verify", "-f", "allowed_signers", "-I", SATO, "-n", "mailcheck-approval"]);
    command.args(["-s", "draft.eml.approval.sig"]).args(words).current_dir(desk.path(""));
    command.stdin(std::fs::File::open(desk.path("draft.eml.approval")).unwrap());
    in_zone(&mut command, zone);
    command.stdout(Stdio::null()).stderr(Stdio::null()).status().unwrap().success()
}

fn we_let_pass(desk: &Desk, zone: Option<&str>) -> bool {
    let mut command = desk.command("", &[]);
    in_zone(&mut command, zone);
    let ran = command.args(["verify", "draft.eml"]).output().unwrap();
    assert!(ran.stderr.is_empty(), "{zone:?}: {ran:?}");
    ran.status.success()
}

fn sign_with(desk: &Desk, option: &str) {
    desk.write("allowed_signers", format!("{SATO} {option} {}", desk.read("sato.pub")));
}

#[test]
fn a_time_without_z_is_that_of_the_zone() {
    let Some(desk) = desk() else { return };
    approve(&desk, &["draft.eml"]);
    for zone in ZONES {
        // Ten minutes off, so that no hour's end falls between the two programs.
        let now = Timestamp::now() + SignedDuration::from_mins(10);
        let mut passed = 0;
        for hours in -14..=14 {
            let time = now + SignedDuration::from_hours(hours);
            let text = time.strftime("%Y%m%d%H%M");
            for name in ["valid-after", "valid-before"] {
                sign_with(&desk, &format!("{name}=\"{text}\""));
                let theirs = ssh_keygen_lets_pass(&desk, zone, &[]);
                assert_eq!(we_let_pass(&desk, zone), theirs, "{zone:?} {name} {text}");
                passed += usize::from(theirs);
            }
        }
        assert_eq!(passed, 29, "{zone:?}: each time is either before or after");
    }
}

/// The figures are those of the test beside our own reading of times.
#[test]
fn ssh_keygen_takes_times_of_the_summer_for_standard_time() {
    let Some(desk) = desk() else { return };
    approve(&desk, &["draft.eml"]);
    for (text, before, from) in [
        ("20260101", "20260101045959Z", "20260101050000Z"),
        ("20260701", "20260701045959Z", "20260701050000Z"),
        ("202607010130", "20260701062959Z", "20260701063000Z"),
        ("20260701013059", "20260701063058Z", "20260701063059Z"),
        ("202603080230", "20260308072959Z", "20260308073000Z"),
        ("202611010130", "20261101062959Z", "20261101063000Z"),
    ] {
        sign_with(&desk, &format!("valid-after=\"{text}\""));
        let passes = |time| ssh_keygen_lets_pass(&desk, Some("America/New_York"), &[&format!("-Overify-time={time}")]);
        assert!(!passes(before) && passes(from), "{text}");
    }
}

/// ssh-keygen takes a zone that it cannot find for UTC; a time in a zone that nobody knows is none.
#[test]
fn in_a_zone_that_cannot_be_found_a_time_needs_its_z() {
    let Some(desk) = desk() else { return };
    approve(&desk, &["draft.eml"]);
    sign_with(&desk, "valid-after=\"20200101\"");
    for (lang, told) in [("en", "the time zone of this machine is not known"), ("ja", "タイムゾーンがわかりません")]
    {
        let ran = desk.run_with(&[("TZ", "No/Where")], &["--lang", lang, "verify", "draft.eml"], "").expect_code(1);
        assert!(ran.err.contains(told), "{}", ran.err);
    }
    assert!(ssh_keygen_lets_pass(&desk, Some("No/Where"), &[]));
    sign_with(&desk, "valid-after=\"20200101Z\"");
    assert!(we_let_pass(&desk, Some("No/Where")));
}
