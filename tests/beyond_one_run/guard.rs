//! `--loop-guard`: each message of a loop checked by a process of its own.

use super::desk::{Desk, Ran};

/// The message of that number; a loop that does not clear its list has all before it in Cc.
fn message(number: usize, is_cleared: bool) -> String {
    let copies: Vec<String> = (0..number).map(|before| format!("jinji@k{before}.example")).collect();
    let copies = if copies.is_empty() || is_cleared { String::new() } else { format!("Cc: {}\n", copies.join(", ")) };
    format!(
        "From: Fair <fair@college.example>\nTo: jinji@k{number}.example\n{copies}Subject: Careers fair\n\nDear partner,\n\nthe fair opens on Friday.\n"
    )
}

const ONLY: [&str; 6] = ["--only", "mailing-recipient-accumulation", "--format", "short", "--loop-guard", "guard"];

fn check(desk: &Desk, minute: usize, text: &str) -> Ran {
    let now = format!("2026-04-01T09:{minute:02}:00Z");
    desk.run_with(&[("LANG", "en_US.UTF-8")], &[ONLY.as_slice(), &["--now", &now, "-"]].concat(), text)
}

#[test]
fn the_second_message_of_a_loop_that_does_not_clear_its_list_is_stopped() {
    let desk = Desk::new();
    check(&desk, 0, &message(0, false)).expect_code(0);
    let second = check(&desk, 1, &message(1, false)).expect_code(1);
    assert!(second.out.starts_with("<stdin>:3:5: error[mailing-recipient-accumulation]"), "{}", second.out);
    assert!(second.out.contains("1 of 2"), "{}", second.out);
    check(&desk, 2, &message(2, false)).expect_code(1);
}

#[test]
fn a_loop_that_clears_its_list_passes_and_so_does_what_is_tried_again() {
    let desk = Desk::new();
    for number in 0..12 {
        check(&desk, number / 2, &message(number, true)).expect_code(0);
    }
    for _ in 0..2 {
        check(&desk, 7, &message(0, true)).expect_code(0);
    }
}

#[test]
fn messages_are_forgotten_after_some_minutes() {
    let desk = Desk::new();
    check(&desk, 0, &message(0, false)).expect_code(0);
    check(&desk, 10, &message(1, false)).expect_code(0);
    desk.write("mailcheck.toml", "[mailing]\nloop-guard = \"elsewhere\"\nloop-guard-minutes = 30\n");
    check(&desk, 10, &message(0, false)).expect_code(0);
    check(&desk, 39, &message(1, false)).expect_code(1);
}

#[test]
fn other_senders_and_other_subjects_are_other_loops() {
    let desk = Desk::new();
    check(&desk, 0, &message(0, false)).expect_code(0);
    check(&desk, 0, &message(1, false).replace("Careers fair", "Open day")).expect_code(0);
    check(&desk, 0, &message(1, false).replace("fair@college", "fair@school")).expect_code(0);
    check(&desk, 0, &message(1, false).replace("Careers fair", "careers  ｆair")).expect_code(1);
}

#[test]
fn nothing_is_remembered_unless_somebody_asks() {
    let desk = Desk::with(&[("0.eml", &message(0, false)), ("1.eml", &message(1, false))]);
    desk.run(&["--only", "mailing-recipient-accumulation", "0.eml", "1.eml"]).expect_code(0);
    assert_eq!(desk.names(), ["0.eml", "1.eml"]);
    desk.write("mailcheck.toml", "[mailing]\nloop-guard = \"guard\"\n");
    desk.run(&["--only", "mailing-recipient-accumulation", "0.eml", "1.eml"]).expect_code(1);
    desk.run(&["--only", "mailing-recipient-accumulation", "--mailing", "0.eml"]).expect_code(0);
    desk.run(&["--loop-guard", "guard", "--mailing", "0.eml"]).expect_code(2);
}

#[test]
fn eight_processes_at_once_miss_nothing() {
    let desk = Desk::new();
    let codes: Vec<i32> = std::thread::scope(|scope| {
        let started: Vec<_> = (0..8)
            .map(|number| {
                scope.spawn({
                    let desk = &desk;
                    move || check(desk, 0, &message(number, false)).code
                })
            })
            .collect();
        started.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    // Whoever comes first has nobody before it; each later one meets a list that it is in, or that is in it.
    assert!(codes.iter().filter(|code| **code == 1).count() >= 1, "{codes:?}");
    assert!(codes.iter().all(|code| *code < 2), "{codes:?}");
    // All eight were remembered: the next one shows the whole of them.
    let last = check(&desk, 1, &message(8, false)).expect_code(1);
    assert!(last.out.contains("of 9"), "{}", last.out);
}

#[test]
fn a_guard_that_cannot_work_is_told_and_the_message_is_checked() {
    let desk = Desk::with(&[("guard", "a file")]);
    let ran = check(&desk, 0, &message(0, false)).expect_code(2);
    assert!(ran.err.contains("the loop guard cannot be used"), "{}", ran.err);
    assert!(ran.err.contains("1 draft checked"), "{}", ran.err);
}
