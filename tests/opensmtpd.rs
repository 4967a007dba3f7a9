//! `mailcheck opensmtpd-filter` as OpenSMTPD meets it: what passes and what does not, bounds, endings, and what is no line of
//! its protocol. OpenSMTPD itself stands in tests/opensmtpd/smtpd.sh.

#![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

#[path = "opensmtpd/driver.rs"]
mod driver;

use driver::Filter;

const GOOD: &str =
    "From: Ann <ann@tsubame.example>\nTo: Bob <bob@tsubame.example>\nSubject: Minutes\n\nDear Bob,\n\nhere they are.";
/// Five people's private addresses in To.
const BAD: &str = "From: Ann <ann@tsubame.example>\nTo: hana.test01@gmail.com, taro.test02@docomo.ne.jp,\n yui.test03@yahoo.co.jp, ken.test04@gmail.com, mei.test05@ezweb.ne.jp\nSubject: Minutes\n\nHere they are.";
const PROCEED: &str = "proceed";
const REFUSED: &str = "reject|550 5.7.1 mailcheck: not sent: error[exposed-personal-addresses]: 5 people's";

#[test]
fn a_good_mail_passes_byte_for_byte_and_a_bad_one_is_refused() {
    let mut filter = Filter::start("");
    let odd =
        [GOOD.as_bytes(), b"\na|b||\n..\n...dot\n.sloppy\n\xff\xfe\x82\xa0\r\n\n  \nfilter-dataline|1|2|.\n"].concat();
    assert_eq!(filter.send(1, &odd, &["bob@tsubame.example"]), (odd.clone(), PROCEED.into()));
    let (passed, decision) = filter.send(1, BAD.as_bytes(), &["hana.test01@gmail.com"]);
    assert_eq!(passed, BAD.as_bytes(), "it is refused at its end");
    assert!(decision.starts_with(REFUSED) && decision.contains("; help: "), "{decision}");
    assert_eq!(filter.send(1, GOOD.as_bytes(), &["bob@tsubame.example"]).1, PROCEED, "the session goes on");
    assert_eq!(filter.ends(), (Vec::new(), Some(0)));
    assert!(filter.said().starts_with("00000001: 550 5.7.1 mailcheck: not sent: error["), "{}", filter.said());
}

#[test]
fn sessions_that_take_turns_do_not_mix() {
    let mut filter = Filter::start("[organization]\ndomains = [\"tsubame.example\"]\n[send]\nfail-on = \"info\"\n");
    let (one, two) = (u64::MAX, 7);
    filter.envelope(one, &["bob@tsubame.example"]);
    filter.envelope(two, &["bob@tsubame.example", "eve@evil.example"]);
    for line in GOOD.split('\n') {
        filter.line(one, line.as_bytes());
        filter.line(two, line.as_bytes());
    }
    for (session, expected) in [(two, false), (one, true)] {
        filter.line(session, b".");
        for line in GOOD.split('\n').chain(["."]) {
            assert!(filter.hear().ends_with(format!("|{line}").as_bytes()));
        }
        let decision = filter.decision(session);
        assert_eq!(decision == PROCEED, expected, "{decision}");
        assert!(expected || decision.contains("eve@evil.example"), "{decision}");
    }
    let (_, decision) = filter.send(two, GOOD.as_bytes(), &["bob@tsubame.example"]);
    assert_eq!(decision, PROCEED, "the envelope of before is forgotten");
}

#[test]
fn hidden_recipients_pass_since_the_mail_server_takes_the_field_out() {
    let mut filter = Filter::start("");
    let recipients = ["bob@tsubame.example", "carol@tsubame.example"];
    assert_eq!(filter.send(1, GOOD.as_bytes(), &recipients).1, PROCEED);
    let shown = format!("Bcc: carol@tsubame.example\n{GOOD}");
    assert_eq!(filter.send(1, shown.as_bytes(), &recipients).1, PROCEED);
}

#[test]
fn our_own_field_is_taken_out_of_the_header_where_it_counts() {
    let mut filter = Filter::start("[send]\nallow-in-draft = true\n");
    let field = "Mailcheck-Allow: exposed-personal-addresses;\n they know each other\n";
    let (passed, decision) = filter.send(1, format!("{field}{BAD}\nMailcheck-Allow: text").as_bytes(), &[]);
    assert_eq!(decision, PROCEED);
    assert_eq!(passed, format!("{BAD}\nMailcheck-Allow: text").as_bytes());
}

#[test]
fn what_cannot_be_checked_is_answered_as_the_settings_say() {
    let decision = |settings: &str, message: &str| {
        let (passed, decision) = Filter::start(settings).send(1, message.as_bytes(), &[]);
        assert_eq!(passed, message.as_bytes());
        decision
    };
    let broken_guard = "[mailing]\nloop-guard = \"settings.toml\"\n";
    assert!(decision(broken_guard, GOOD).starts_with("reject|451 4.7.1 mailcheck: not checked: "));
    assert_eq!(decision(&format!("{broken_guard}[send]\nfail-mode = \"accept\"\n"), GOOD), PROCEED);
    let small = "[limits.reading]\nfile-bytes = 1000\n";
    let large = format!("{GOOD}{}", "\nHere they are.".repeat(20_000));
    let too_large = decision(small, &large);
    assert_eq!(
        too_large,
        "reject|550 5.7.1 mailcheck: not checked: the message is larger than what can be checked (1000 bytes)"
    );
    assert!(decision(&format!("{small}[send]\ntoo-large = \"tempfail\"\n"), &large).starts_with("reject|451 4.7.1 "));
    assert_eq!(decision(&format!("{small}[send]\ntoo-large = \"accept\"\n"), &large), PROCEED);
}

#[test]
fn whoever_hangs_up_leaves_nothing_behind() {
    let mut filter = Filter::start("[limits.reading]\nfile-bytes = 10000\n");
    // Together far more than is held at once.
    for session in 1..100 {
        filter.envelope(session, &["bob@tsubame.example"]);
        filter.lines(session, "x".repeat(5000).as_bytes());
        match session % 3 {
            0 => filter.report("link-disconnect", session, ""),
            1 => filter.report("tx-reset", session, "3fd2"),
            _ => filter.report("tx-begin", session, "3fd3"),
        }
    }
    assert_eq!(filter.send(200, GOOD.as_bytes(), &[]).1, PROCEED);
    assert_eq!(filter.ends(), (Vec::new(), Some(0)));
}

#[test]
fn an_end_in_the_middle_is_an_end() {
    let mut filter = Filter::start("");
    filter.lines(1, GOOD.as_bytes());
    filter.say(b"filter|0.6|1576146008.0060");
    assert_eq!(filter.ends(), (Vec::new(), Some(0)));
    assert_eq!(Filter::begin("").ends(), (Vec::new(), Some(0)));
}

#[test]
fn settings_that_cannot_be_used_are_told_at_the_start() {
    let mut filter = Filter::begin("organisation = 1\n");
    assert_eq!(filter.ends(), (Vec::new(), Some(78)));
    assert!(filter.said().contains("the settings cannot be used"), "{}", filter.said());
}

#[test]
fn whatever_is_no_line_of_the_protocol_ends_nothing() {
    let mut filter = Filter::start("");
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut random = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state
    };
    let words: [&[u8]; 12] = [
        b"report",
        b"filter",
        b"0.6",
        b"0.4",
        b"smtp-in",
        b"tx-rcpt",
        b"link-disconnect",
        b"data-line",
        b"commit",
        b"ok",
        b"\xff\0",
        b"",
    ];
    for _ in 0..5000 {
        let mut line = Vec::new();
        for _ in 0..random() % 10 {
            line.extend_from_slice(words[random() as usize % words.len()]);
            line.push(b'|');
        }
        // Never a whole request: those get an answer.
        line.truncate(line.iter().position(|byte| *byte == 0).unwrap_or(line.len()));
        line.extend_from_slice(b"\x01\n");
        filter.say(&line);
    }
    filter.report("tx-new-in-protocol-0.9", 1, "some|thing");
    filter.say(b"config|ready\n\n");
    // What came of it, if anything, is well formed: the mail server ends itself when it is not.
    filter.say(b"filter|0.6|1|smtp-in|helo|00000000000000ff|1ef1c203cc576e5d|mx\n");
    loop {
        let line = filter.hear();
        assert!(line.starts_with(b"filter-"), "{}", String::from_utf8_lossy(&line));
        if line == b"filter-result|00000000000000ff|1ef1c203cc576e5d|proceed" {
            break;
        }
    }
    assert_eq!(filter.send(1, GOOD.as_bytes(), &[]).1, PROCEED);
    assert!(!filter.said().contains("panicked"), "{}", filter.said());
}
