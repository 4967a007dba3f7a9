//! Conversations without a stream.

use super::*;
use crate::mail_server::reply::Reply;
use crate::opensmtpd::protocol::{self, Line};

struct Talk<'p> {
    sessions: Sessions<'p>,
    said: String,
}

impl<'p> Talk<'p> {
    fn new(pool: &'p Pool, most: u64) -> Self {
        Self { sessions: Sessions::new(pool, most, "X-Ours"), said: String::new() }
    }

    /// What comes of it; what is said is kept.
    fn hears(&mut self, line: &str) -> Option<Task<'p>> {
        let turn = match protocol::line(line.as_bytes()) {
            Line::Event { session, event } => {
                self.sessions.event(session, &event);
                Turn::Nothing
            }
            Line::Request { request, phase } => self.sessions.request(request, &phase),
            other => panic!("{other:?}"),
        };
        match turn {
            Turn::Nothing => {}
            Turn::Say(answer) => self.said.push_str(std::str::from_utf8(&answer).unwrap()),
            Turn::Pass(passing) => self.passes(passing),
            Turn::Judge(task) => return Some(task),
            Turn::Unknown(_) => self.said.push_str("unknown\n"),
        }
        None
    }

    fn passes(&mut self, mut passing: Passing) {
        for line in passing.lines() {
            self.said.push_str(&format!("{}\n", std::str::from_utf8(line).unwrap()));
        }
    }

    /// The lines of a message, with its end.
    fn sends(&mut self, session: &str, text: &str) -> Task<'p> {
        for line in text.split('\n') {
            assert!(self.hears(&format!("filter|0.7|1|smtp-in|data-line|{session}|aa|{line}")).is_none());
        }
        self.hears(&format!("filter|0.7|1|smtp-in|data-line|{session}|aa|.")).unwrap()
    }

    fn judged(&mut self, mut task: Task<'p>, verdict: Verdict) {
        assert!(self.sessions.judged(&task.request, task.number(), verdict));
        let passing = task.passing();
        self.passes(passing);
    }
}

const PASS: Verdict = Verdict::Pass { without: "X-Ours" };

#[test]
fn a_message_is_judged_as_it_was_written_and_goes_on_as_it_came() {
    let pool = Pool::new(10_000);
    let mut talk = Talk::new(&pool, 1000);
    talk.hears("report|0.7|1|smtp-in|tx-begin|a1|3fd2");
    talk.hears("report|0.7|1|smtp-in|tx-mail|a1|3fd2|ok|a@x.example");
    talk.hears("report|0.7|1|smtp-in|tx-rcpt|a1|3fd2|ok|b@x.example");
    let text = "Received: by mx\n\tid 3fd2\nReceived: by us\nX-Ours: 1\n 2\nTo: b@x.example\n\n..dot\n.sloppy\na|b";
    let mut task = talk.sends("a1", text);
    let message = task.message();
    let bytes = "Received: by us\r\nX-Ours: 1\r\n 2\r\nTo: b@x.example\r\n\r\n.dot\r\nsloppy\r\na|b\r\n";
    assert_eq!(String::from_utf8(message.bytes).unwrap(), bytes);
    assert_eq!((message.sender.as_deref(), message.envelope), (Some("a@x.example"), vec!["b@x.example".to_owned()]));
    assert_eq!(message.queue_id.as_deref(), Some("3fd2"));
    assert_eq!(talk.said, "", "nothing goes on before its verdict");
    talk.judged(task, PASS);
    assert_eq!(talk.said, format!("{}\n", text.replace("X-Ours: 1\n 2\n", "")));
    talk.said.clear();
    talk.hears("filter|0.7|1|smtp-in|commit|a1|bb|");
    assert_eq!(talk.said, "filter-result|a1|bb|proceed\n");
    talk.said.clear();
    talk.hears("filter|0.7|1|smtp-in|commit|a1|bb|");
    assert_eq!(talk.said, "unknown\n", "a verdict is for one message");
}

#[test]
fn sessions_do_not_mix() {
    let pool = Pool::new(10_000);
    let mut talk = Talk::new(&pool, 1000);
    for (session, name) in [("a1", "b"), ("a2", "c")] {
        talk.hears(&format!("report|0.6|1|smtp-in|tx-begin|{session}|3fd2"));
        talk.hears(&format!("report|0.6|1|smtp-in|tx-rcpt|{session}|3fd2|ok|{name}@x.example"));
    }
    for (session, line) in [("a1", "To: b"), ("a2", "To: c"), ("a1", ""), ("a2", ""), ("a1", "one"), ("a2", "two")] {
        talk.hears(&format!("filter|0.6|1|smtp-in|data-line|{session}|aa|{line}"));
    }
    let mut one = talk.hears("filter|0.6|1|smtp-in|data-line|a1|aa|.").unwrap();
    let mut two = talk.hears("filter|0.6|1|smtp-in|data-line|a2|aa|.").unwrap();
    assert_eq!(
        (one.message().bytes, two.message().bytes),
        (b"To: b\r\n\r\none\r\n".to_vec(), b"To: c\r\n\r\ntwo\r\n".to_vec())
    );
    talk.judged(two, Verdict::Refuse(Reply::new("550", "5.7.1", "no\nnever")));
    talk.judged(one, PASS);
    talk.said.clear();
    talk.hears("filter|0.6|1|smtp-in|commit|a2|bb|");
    talk.hears("filter|0.6|1|smtp-in|commit|a1|bb|");
    assert_eq!(talk.said, "filter-result|a2|bb|reject|550 5.7.1 no; never\nfilter-result|a1|bb|proceed\n");
}

#[test]
fn what_cannot_be_held_goes_on_line_by_line_and_is_judged_without_its_text() {
    let pool = Pool::new(100);
    for room in 0..70 {
        let mut talk = Talk::new(&pool, room);
        talk.hears("report|0.6|1|smtp-in|tx-begin|a1|3fd2");
        let mut task = talk.sends("a1", "To: b\nX-Ours: 1\n 2\nSubject: c\n\nX-Ours: 3\n..");
        let message = task.message();
        assert_eq!(message.excess.is_some(), message.bytes.is_empty(), "{room}: {message:?}");
        talk.judged(task, PASS);
        assert_eq!(talk.said, "To: b\nSubject: c\n\nX-Ours: 3\n..\n", "{room}");
    }
    let mut held = Share::new(&pool, 100);
    assert_eq!(held.take(100), Ok(()), "everything was given back");
}

#[test]
fn of_a_session_that_is_gone_nothing_is_held_and_nothing_said() {
    let pool = Pool::new(100);
    let is_free = || Share::new(&pool, 100).take(100).is_ok();
    for end in ["tx-reset|a1|3fd2", "link-disconnect|a1"] {
        let mut talk = Talk::new(&pool, 100);
        talk.hears("filter|0.6|1|smtp-in|data-line|a1|aa|To: b");
        assert!(!is_free());
        talk.hears(&format!("report|0.6|1|smtp-in|{end}"));
        assert!(is_free(), "{end}");
        let task = talk.sends("a1", "To: c");
        talk.hears(&format!("report|0.6|1|smtp-in|{end}"));
        assert!(!talk.sessions.judged(&task.request, task.number(), PASS), "{end}");
        let other = talk.sends("a1", "To: d");
        assert!(!talk.sessions.judged(&task.request, task.number(), PASS), "that is another message");
        drop((task, other));
        assert!(is_free(), "{end}");
    }
}

#[test]
fn a_line_that_could_not_be_read_is_never_forgotten() {
    let pool = Pool::new(100);
    let mut talk = Talk::new(&pool, 100);
    talk.hears("filter|0.6|1|smtp-in|data-line|a1|aa|To: b");
    talk.sessions.lost_line("a1");
    let mut task = talk.sends("a1", "Subject: c");
    assert_eq!(task.message().excess, Some(Excess::Line));
}

#[test]
fn whatever_else_is_asked_for_proceeds() {
    let pool = Pool::new(100);
    let mut talk = Talk::new(&pool, 100);
    talk.hears("filter|0.6|1|smtp-in|rcpt-to|a1|aa|b@x.example");
    assert_eq!(talk.said, "filter-result|a1|aa|proceed\n");
}
