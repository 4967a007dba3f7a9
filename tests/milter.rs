//! `mailcheck milter` as a mail server meets it: what passes and what does not, bounds, endings, and what is no milter
//! protocol at all. Postfix itself stands in tests/milter/postfix.sh.

#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

#[path = "milter/client.rs"]
mod client;

use client::{Client, Milter};
use std::io::{Read, Write};
use std::net::TcpStream;
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

const GOOD: &str =
    "From: Ann <ann@tsubame.example>\nTo: Bob <bob@tsubame.example>\nSubject: Minutes\n\nDear Bob,\n\nhere they are.\n";
/// Five people's private addresses in To.
const BAD: &str = "From: Ann <ann@tsubame.example>\nTo: hana.test01@gmail.com, taro.test02@docomo.ne.jp,\n yui.test03@yahoo.co.jp, ken.test04@gmail.com, mei.test05@ezweb.ne.jp\nSubject: Minutes\n\nHere they are.\n";
const ACCEPTED: &[u8] = b"a";

#[track_caller]
fn refused(answer: &[u8], start: &str, told: &str) {
    let answer = std::str::from_utf8(answer).unwrap();
    assert!(answer.is_ascii() && answer.starts_with(start) && answer.contains(told), "{answer}");
}

#[test]
fn a_good_mail_passes_and_a_bad_one_is_refused_on_the_same_connection() {
    let milter = Milter::start("");
    let mut client = milter.client();
    for _ in 0..2 {
        assert_eq!(client.send(GOOD, &["<bob@tsubame.example>"]), ACCEPTED);
        let answer = client.send(BAD, &["<hana.test01@gmail.com>"]);
        refused(
            &answer,
            "y550-5.7.1 mailcheck: not sent: error[exposed-personal-addresses]: 5 people's",
            "\r\n550 5.7.1 ",
        );
        assert_eq!(answer.last(), Some(&0));
    }
}

#[test]
fn whom_only_the_envelope_names_is_a_hidden_recipient() {
    let milter = Milter::start("[organization]\ndomains = [\"tsubame.example\"]\n[send]\nfail-on = \"info\"\n");
    let mut client = milter.client();
    let answer = client.send(GOOD, &["<bob@tsubame.example>", "<eve@evil.example>"]);
    refused(&answer, "y550-5.7.1 ", "eve@evil.example");
    assert_eq!(client.send(GOOD, &["<bob@tsubame.example>"]), ACCEPTED, "the envelope of before is forgotten");
}

#[test]
fn a_hidden_recipient_passes_and_a_field_that_shows_him_does_not() {
    let milter = Milter::start("");
    let mut client = milter.client();
    let recipients = ["<bob@tsubame.example>", "<carol@tsubame.example>"];
    assert_eq!(client.send(GOOD, &recipients), ACCEPTED, "this is how mail programs send Bcc");
    let shown = format!("Bcc: carol@tsubame.example\n{GOOD}");
    refused(&client.send(&shown, &recipients), "y550-5.7.1 mailcheck: not sent: error[bcc-leak]", "Bcc");
}

#[test]
fn the_journal_names_the_message_as_the_mail_server_does() {
    let mut milter = Milter::start("");
    refused(&milter.client().send(BAD, &[]), "y550-5.7.1 ", "exposed-personal-addresses");
    milter.signal("-TERM");
    milter.ended();
    let said = milter.said_to_its_end();
    assert!(said.starts_with("ABC123: 550 5.7.1 mailcheck: not sent: error[exposed-personal-addresses]: "), "{said}");
}

#[test]
fn our_own_field_is_taken_out_where_it_counts() {
    let milter = Milter::start("[send]\nallow-in-draft = true\n");
    let allowed = format!("Mailcheck-Allow: exposed-personal-addresses; they know each other\n{BAD}");
    let mut client = milter.client();
    assert_eq!(client.send(&allowed, &[]), b"m\0\0\0\x01Mailcheck-Allow\0\0");
    assert_eq!(client.answer().unwrap(), ACCEPTED);
}

#[test]
fn what_cannot_be_checked_is_answered_as_the_settings_say() {
    let broken_guard = "[mailing]\nloop-guard = \"settings.toml\"\n";
    let answer = |settings: &str, message: &str| Milter::start(settings).client().send(message, &[]);
    refused(&answer(broken_guard, GOOD), "y451 4.7.1 mailcheck: not checked: ", "guard");
    assert_eq!(answer(&format!("{broken_guard}[send]\nfail-mode = \"accept\"\n"), GOOD), ACCEPTED);
    let small = "[limits.reading]\nfile-bytes = 1000\n";
    let large = format!("{GOOD}{}", "Here they are.\n".repeat(20_000));
    refused(
        &answer(small, &large),
        "y550 5.7.1 mailcheck: not checked: ",
        "larger than what can be checked (1000 bytes)",
    );
    refused(&answer(&format!("{small}[send]\ntoo-large = \"tempfail\"\n"), &large), "y451 4.7.1 ", "larger");
}

#[test]
fn a_thousand_mails_on_ten_connections_are_all_judged_and_nothing_piles_up() {
    let milter = Milter::start("");
    let run = |count: usize| {
        thread::scope(|scope| {
            let talks: Vec<_> = (0..10)
                .map(|_| {
                    scope.spawn(|| {
                        let mut client = milter.client();
                        let bad = |at: usize| at % 10 == 3;
                        (0..count)
                            .filter(|at| {
                                let answer = client.send(if bad(*at) { BAD } else { GOOD }, &[]);
                                (answer == ACCEPTED) != bad(*at) && matches!(answer[0], b'a' | b'y')
                            })
                            .count()
                    })
                })
                .collect();
            talks.into_iter().map(|talk| talk.join().unwrap()).sum::<usize>()
        })
    };
    assert_eq!(run(10), 100);
    let warm = milter.resident_kib();
    assert_eq!(run(90), 900);
    if let (Some(warm), Some(end)) = (warm, milter.resident_kib()) {
        println!("{warm} KiB in use after 100 messages, {end} KiB after 1,000");
        assert!(end < warm + warm / 4 + 8 * 1024, "{warm} KiB became {end} KiB");
    }
}

#[test]
fn whoever_waits_for_a_place_gets_one() {
    let milter = Milter::start_with("", &["--connections", "1"]);
    let first = milter.client();
    let second = thread::scope(|scope| {
        let second = scope.spawn(|| milter.client().send(GOOD, &[]));
        thread::sleep(Duration::from_millis(50));
        assert!(!second.is_finished());
        drop(first);
        second.join().unwrap()
    });
    assert_eq!(second, ACCEPTED);
}

#[test]
fn the_message_under_way_is_answered_before_the_end() {
    let mut milter = Milter::start("");
    let (mut under_way, mut idle) = (milter.client(), milter.client());
    under_way.begin(BAD, &[]);
    milter.signal("-TERM");
    assert_eq!(idle.answer(), None, "between two messages nothing is lost");
    refused(&under_way.end(), "y550-5.7.1 ", "exposed-personal-addresses");
    assert_eq!(under_way.answer(), None);
    assert_eq!(milter.ended(), Some(0));
}

#[test]
fn killed_in_the_middle_it_has_accepted_nothing() {
    let mut milter = Milter::start("");
    let mut client = milter.client();
    client.begin(GOOD, &[]);
    milter.signal("-KILL");
    assert_eq!(milter.ended(), None);
    assert_eq!(client.try_end(), None);
}

#[test]
fn a_socket_file_is_taken_over_from_the_dead_and_taken_away() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("milter");
    drop(std::os::unix::net::UnixListener::bind(&path).unwrap());
    let mut milter = Milter::start_with("", &["--listen", &format!("unix:{}", path.display())]);
    let mut client = Client::over(Box::new(std::os::unix::net::UnixStream::connect(&path).unwrap()));
    assert_eq!(client.send(GOOD, &[]), ACCEPTED);
    drop(client);
    milter.signal("-TERM");
    assert_eq!(milter.ended(), Some(0));
    assert!(!path.exists());
}

#[test]
fn settings_that_cannot_be_used_are_told_at_the_start() {
    let told = Milter::fails("organisation = 1\n", &[]);
    assert_eq!(told.status.code(), Some(78), "{told:?}");
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let told = Milter::fails("", &["--listen", &format!("inet:{}", taken.local_addr().unwrap())]);
    assert_eq!(told.status.code(), Some(78), "{told:?}");
    assert!(String::from_utf8_lossy(&told.stderr).contains("cannot listen on inet:127.0.0.1:"), "{told:?}");
}

#[test]
fn whatever_is_no_milter_protocol_ends_its_own_connection_only() {
    let milter = Milter::start("");
    let mut good = milter.client();
    let negotiated = b"\0\0\0\x0dO\0\0\0\x06\0\0\x01\xff\0\x1f\xff\xff";
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut random = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state
    };
    for round in 0..200 {
        let mut stream = TcpStream::connect(milter.address()).unwrap();
        let mut bytes = if round % 2 == 0 { Vec::new() } else { negotiated.to_vec() };
        for _ in 0..random() % 30 {
            // Packets of the right form with letters in any order, now and then a length that is a lie.
            let length = (random() % 40) as u32;
            let letters = b"ODCHMRLNBEATUQKz";
            bytes.extend(if round % 5 == 4 { random() as u32 } else { length + 1 }.to_be_bytes());
            bytes.push(letters[random() as usize % (letters.len() - usize::from(round % 3 > 0))]);
            bytes.extend((0..length).map(|_| (random() % 256) as u8));
        }
        // It may hang up before it has read everything.
        let _ = stream.write_all(&bytes);
        let _ = stream.shutdown(std::net::Shutdown::Write);
        let start = Instant::now();
        let _ = stream.read_to_end(&mut Vec::new());
        assert!(start.elapsed() < Duration::from_secs(20), "round {round} was left waiting");
    }
    assert_eq!(good.send(GOOD, &[]), ACCEPTED);
    refused(&milter.client().send(BAD, &[]), "y550-5.7.1 ", "exposed-personal-addresses");
    assert!(!milter.said().contains("panicked"), "{}", milter.said());
}

/// A milter that runs for weeks sees an approval that was given a moment ago, and knows Bcc by the envelope.
#[test]
fn an_approved_mail_passes_for_those_who_were_approved() {
    let folder = tempfile::tempdir().unwrap();
    let ran = |program: &str, words: &[&str]| {
        let ran = Command::new(program).args(words).current_dir(folder.path()).output();
        ran.is_ok_and(|ran| ran.status.success())
    };
    if !ran("ssh-keygen", &["-q", "-t", "ed25519", "-N", "", "-f", "key"]) {
        assert!(std::env::var_os("MAILCHECK_CLIENTS").is_none(), "ssh-keygen is not installed");
        println!("skipped: nobody signs: ssh-keygen is not installed");
        return;
    }
    let key = std::fs::read_to_string(folder.path().join("key.pub")).unwrap();
    std::fs::write(folder.path().join("signers"), format!("dora@tsubame.example {key}")).unwrap();
    let shown = folder.path().display();
    let settings = format!(
        "[approval]\nsigners = \"{shown}/signers\"\nfolder = \"{shown}/given\"\n[[policy.approval]]\ntext = \"dora looks at it\"\n"
    );
    std::fs::write(folder.path().join("mailcheck.toml"), &settings).unwrap();
    let milter = Milter::start(&settings);
    let mut client = milter.client();
    let recipients = ["<bob@tsubame.example>", "<carol@tsubame.example>"];
    refused(&client.send(GOOD, &recipients), "y550-5.7.1 mailcheck: not sent: error[approval-required]", "dora");
    let draft = format!("Bcc: carol@tsubame.example\n{GOOD}");
    std::fs::write(folder.path().join("draft.eml"), draft).unwrap();
    let words = ["approve", "draft.eml", "--as", "dora@tsubame.example", "--key", "key", "--folder", "given"];
    assert!(ran(env!("CARGO_BIN_EXE_mailcheck"), &words));
    assert_eq!(client.send(GOOD, &recipients), ACCEPTED);
    refused(&client.send(GOOD, &recipients[..1]), "y550-5.7.1 ", "dora");
    refused(&client.send(GOOD, &[recipients[0], recipients[1], "<eve@evil.example>"]), "y550-5.7.1 ", "dora");
}
