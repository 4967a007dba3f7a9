//! Streams without a process.

use super::*;
use crate::mail_server::reply::Reply;
use std::io::Cursor;

const BOUNDS: Bounds = Bounds { checks: 2, message_bytes: 3_000_000, all_bytes: 6_000_000 };

/// What is answered to these lines, after the registration; messages with `bad` in them are refused.
fn answers(lines: &[u8]) -> String {
    let mut said = Vec::new();
    let input = [b"config|protocol|0.7\nconfig|ready\n", lines].concat();
    let judge = |message: Message| {
        if message.excess.is_some() || message.bytes.windows(3).any(|three| three == b"bad") {
            Verdict::Refuse(Reply::new("550", "5.7.1", &format!("{:?}", message.excess)))
        } else {
            Verdict::Pass { without: "X" }
        }
    };
    serve(Cursor::new(input), &mut said, &BOUNDS, "X", &judge).unwrap();
    let said = said.strip_prefix(REGISTRATION).unwrap();
    String::from_utf8_lossy(said).into_owned()
}

#[test]
fn it_registers_when_it_is_told_to_and_ends_with_its_input() {
    let mut said = Vec::new();
    let judge = |_| Verdict::Pass { without: "X" };
    serve(Cursor::new(b"config|protocol|0.7\n"), &mut said, &BOUNDS, "X", &judge).unwrap();
    assert!(said.is_empty());
    assert_eq!(answers(b"report|0.7|1|smtp-in|tx-reset|a1|\nfilter|0.7|1|smtp-in|data-line|a1|aa|cut in the midd"), "");
}

#[test]
fn a_line_longer_than_any_does_not_pass() {
    let long = "x".repeat(2 * LONGEST_LINE as usize);
    let lines = format!("filter|0.7|1|smtp-in|data-line|a1|aa|{long}\nfilter|0.7|1|smtp-in|data-line|a1|aa|.\n");
    assert_eq!(answers(lines.as_bytes()), "filter-dataline|a1|aa|.\n");
    let garbage = [long.as_bytes(), b"\nfilter|0.7|1|smtp-in|helo|a1|aa|mx\n"].concat();
    assert_eq!(answers(&garbage), "filter-result|a1|aa|proceed\n");
}

#[test]
fn an_end_without_a_message_is_not_accepted() {
    let answer = answers(b"filter|0.7|1|smtp-in|commit|a1|aa|\n");
    assert_eq!(answer, "filter-result|a1|aa|reject|550 5.7.1 Some(Nothing)\n");
}
