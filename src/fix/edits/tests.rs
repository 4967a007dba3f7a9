//! Each message is read as the program reads it, and its bytes are compared after the edits.

use super::*;
use crate::fix::applied;
use crate::load::{Limits, load};

fn hidden(numbers: &[usize]) -> Plan {
    Plan { hidden: numbers.iter().copied().collect(), ..Plan::default() }
}

fn dropped(numbers: &[usize]) -> Plan {
    Plan { dropped: numbers.iter().copied().collect(), ..Plan::default() }
}

fn replaced(number: usize, address: &str) -> Plan {
    Plan { replaced: [(number, address.to_owned())].into(), ..Plan::default() }
}

fn corrected(message: &str, plan: &Plan) -> Result<String, Obstacle> {
    let draft = load(message.as_bytes(), &Limits::default(), 932).unwrap().remove(0).draft;
    let edits = edits(message.as_bytes(), &draft, plan)?;
    Ok(String::from_utf8(applied(message.as_bytes(), &edits)).unwrap())
}

#[test]
fn who_is_hidden_goes_to_bcc_as_written_and_the_sender_takes_the_place() {
    let message = "From: Ann <ann@a.example>\r\nTo: \"B, b\" <b@b.example>,\r\n =?utf-8?Q?c,?= <c@c.example>\r\n\
        Subject:  odd  \r\n\r\nHello \r\n";
    let expected = "From: Ann <ann@a.example>\r\nTo: ann@a.example\r\n\
        Bcc: \"B, b\" <b@b.example>, =?utf-8?Q?c,?= <c@c.example>\r\nSubject:  odd  \r\n\r\nHello \r\n";
    assert_eq!(corrected(message, &hidden(&[0, 1])).as_deref(), Ok(expected));
}

#[test]
fn who_is_not_hidden_stays_where_it_stood() {
    let message =
        "From: a@a.example\nTo: b@b.example, c@c.example,\n d@d.example\nCc: e@e.example\nBcc:  f@f.example\n\nHi\n";
    let expected =
        "From: a@a.example\nTo: c@c.example\nBcc:  f@f.example,\n b@b.example, d@d.example, e@e.example\n\nHi\n";
    assert_eq!(corrected(message, &hidden(&[0, 2, 3])).as_deref(), Ok(expected));
}

#[test]
fn an_empty_bcc_is_filled_and_a_missing_to_is_made() {
    let empty = "From: a@a.example\nBCC: \nTo: b@b.example, c@c.example\n\nHi\n";
    let expected = "From: a@a.example\nBCC: b@b.example\nTo: c@c.example\n\nHi\n";
    assert_eq!(corrected(empty, &hidden(&[0])).as_deref(), Ok(expected));
    let without = "From: a@a.example\nCc: b@b.example\nSubject: x\n\nHi\n";
    let expected = "From: a@a.example\nTo: a@a.example\nBcc: b@b.example\nSubject: x\n\nHi\n";
    assert_eq!(corrected(without, &hidden(&[0])).as_deref(), Ok(expected));
}

#[test]
fn nobody_takes_the_place_where_the_sender_cannot() {
    for from in ["", "From: a@a.example, b@a.example\n", "From: nobody\n"] {
        let message = format!("{from}To: b@b.example\n\nHi\n");
        let expected = format!("{from}To: undisclosed-recipients:;\nBcc: b@b.example\n\nHi\n");
        assert_eq!(corrected(&message, &hidden(&[0])), Ok(expected));
    }
}

#[test]
fn who_stands_twice_stands_once() {
    let message = "From: a@a.example\nTo: b@b.example\nCc: c@c.example, B@b.example\nBcc: b@b.example\n\nHi\n";
    let expected = "From: a@a.example\nTo: b@b.example\nCc: c@c.example\n\nHi\n";
    assert_eq!(corrected(message, &dropped(&[2, 3])).as_deref(), Ok(expected));
    let hidden_twice =
        "From: a@a.example\nTo: a@a.example\nCc: c@c.example, B@b.example\nBcc: b@b.example, c@c.example\n\n";
    let expected = "From: a@a.example\nTo: a@a.example\nBcc: b@b.example, c@c.example\n\n";
    assert_eq!(corrected(hidden_twice, &hidden(&[1, 2])).as_deref(), Ok(expected));
}

#[test]
fn an_address_is_replaced_where_it_stands_and_where_it_goes() {
    let message = "From: a@a.example\nTo: 佐藤 <ｂ＠b.example>, c@c.example\n\nHi\n";
    let plan = replaced(0, "b@b.example");
    let expected = "From: a@a.example\nTo: 佐藤 <b@b.example>, c@c.example\n\nHi\n";
    assert_eq!(corrected(message, &plan).as_deref(), Ok(expected));
    let expected = "From: a@a.example\nTo: c@c.example\nBcc: 佐藤 <b@b.example>\n\nHi\n";
    assert_eq!(corrected(message, &plan.and(&hidden(&[0]))).as_deref(), Ok(expected));
}

#[test]
fn what_cannot_be_done_faithfully_is_not_done() {
    for (to, obstacle) in [
        ("friends: b@b.example, c@c.example;", Obstacle::Group),
        ("=?utf-8?B?YkBiLmV4YW1wbGUsIGNAYy5leGFtcGxl?=", Obstacle::Unclear),
        ("b@b.example、c@c.example", Obstacle::Unclear),
        ("b@b.example c@c.example", Obstacle::Unclear),
        ("\"b@b.example, c@c.example", Obstacle::Unclear),
    ] {
        let message = format!("From: a@a.example\nTo: {to}\n\nHi\n");
        assert_eq!(corrected(&message, &hidden(&[0])), Err(obstacle), "{to}");
    }
    let resent = "From: a@a.example\nTo: b@b.example\nResent-To: c@c.example\n\nHi\n";
    assert_eq!(corrected(resent, &hidden(&[0])), Err(Obstacle::Resent));
    let joined = "From: a@a.example\nTo: =?utf-8?B?772C77ygYi5leGFtcGxl?=\n\nHi\n";
    assert_eq!(corrected(joined, &replaced(0, "b@b.example")), Err(Obstacle::Unclear));
}
