//! Conversations without a connection.

use super::*;
use crate::mail_server::message::Excess;
use crate::mail_server::reply::Reply;

/// Room for so many bytes.
struct Bytes(usize);

impl Room for Bytes {
    fn take(&mut self, bytes: usize) -> Result<(), Excess> {
        self.0 = self.0.checked_sub(bytes).ok_or(Excess::Message)?;
        Ok(())
    }

    fn give_back(&mut self) {}
}

struct Talk {
    session: Session,
    room: Bytes,
    judged: Vec<Message>,
    verdict: Verdict,
}

impl Talk {
    fn new(steps: u32, room: usize) -> Self {
        let verdict = Verdict::Pass { without: "X-Ours" };
        let mut talk = Self { session: Session::default(), room: Bytes(room), judged: Vec::new(), verdict };
        talk.says(Command::Negotiate(Options { version: 6, actions: u32::MAX, steps }));
        talk
    }

    fn says(&mut self, command: Command) -> Turn {
        let (judged, verdict) = (&mut self.judged, &self.verdict);
        self.session.take(command, &mut self.room, &mut |message| {
            judged.push(message);
            verdict.clone()
        })
    }

    fn header(&mut self, name: &str, value: &str) {
        self.says(Command::Header { name: name.into(), value: value.into() });
    }

    fn message(&mut self) -> Vec<Answer> {
        self.says(Command::Mail("<a@x.example>".into()));
        self.says(Command::Recipient("<b@x.example>".into()));
        self.header("To", " b@x.example,\n\tc@x.example");
        self.header("x-OURS", " one");
        self.header("X-Ours", " two");
        self.says(Command::Body(b"\x82\xa0\r\n".to_vec()));
        self.says(Command::EndOfMessage(b".".to_vec())).answers
    }
}

#[test]
fn a_message_is_put_together_as_it_was_written() {
    let mut talk = Talk::new(u32::MAX, 1000);
    talk.message();
    let bytes = b"To: b@x.example,\r\n\tc@x.example\r\nx-OURS: one\r\nX-Ours: two\r\n\r\n\x82\xa0\r\n.";
    let envelope = vec!["<b@x.example>".to_owned()];
    let sender = Some("<a@x.example>".to_owned());
    assert_eq!(talk.judged, [Message { bytes: bytes.to_vec(), sender, envelope, ..Message::default() }]);
    let mut old = Talk::new(0, 1000);
    old.says(Command::Mail("<a@x.example>".into()));
    old.header("To", "b@x.example");
    old.says(Command::EndOfMessage(Vec::new()));
    assert_eq!(old.judged[0].bytes, b"To: b@x.example\r\n\r\n");
}

#[test]
fn only_what_is_awaited_is_answered() {
    let mut quiet = Talk::new(u32::MAX, 1000);
    assert!(quiet.says(Command::Mail("<a@x.example>".into())).answers.is_empty());
    assert_eq!(quiet.says(Command::EndOfHeader).answers, [Answer::Continue], "no answer was not agreed on");
    let mut old = Talk::new(0, 1000);
    assert_eq!(old.says(Command::Mail("<a@x.example>".into())).answers, [Answer::Continue]);
    assert_eq!(old.says(Command::Unneeded(step::NO_REPLY_HELO)).answers, [Answer::Continue]);
    assert!(old.says(Command::Macros { queue_id: None }).answers.is_empty());
    assert!(old.says(Command::Abort).answers.is_empty());
}

#[test]
fn our_own_fields_go_from_the_last_to_the_first() {
    let mut talk = Talk::new(u32::MAX, 1000);
    let removed = |number| Answer::RemoveHeader { name: "X-Ours", number };
    assert_eq!(talk.message(), [removed(2), removed(1), Answer::Accept]);
    assert_eq!(talk.message(), [removed(2), removed(1), Answer::Accept], "the first message left nothing behind");
    talk.verdict = Verdict::Refuse(Reply::new("550", "5.7.1", "no"));
    assert_eq!(talk.message(), [Answer::Reply("550 5.7.1 no".into())]);
}

#[test]
fn of_a_message_without_room_nothing_is_kept_and_it_is_judged_all_the_same() {
    for room in 0..100 {
        let mut talk = Talk::new(u32::MAX, room);
        talk.message();
        let [message] = talk.judged.as_slice() else { panic!("judged once") };
        assert_eq!(message.excess.is_some(), message.bytes.is_empty(), "{room}: {message:?}");
    }
}

#[test]
fn nothing_is_done_before_both_sides_agree() {
    let mut session = Session::default();
    let mut judge = |_| Verdict::Pass { without: "X" };
    assert!(session.take(Command::Mail("<a@x.example>".into()), &mut Bytes(9), &mut judge).is_over);
    let old = Options { version: 1, actions: 0, steps: 0 };
    assert!(session.take(Command::Negotiate(old), &mut Bytes(9), &mut judge).is_over);
    let mut talk = Talk::new(0, 9);
    assert!(talk.session.is_idle());
    talk.says(Command::Mail("<a@x.example>".into()));
    assert!(!talk.session.is_idle());
    talk.says(Command::Abort);
    assert!(talk.session.is_idle());
}

#[test]
fn a_message_has_the_name_that_the_mail_server_gave_it_last() {
    let mut talk = Talk::new(u32::MAX, 1000);
    talk.says(Command::Macros { queue_id: Some("A1".into()) });
    talk.says(Command::Mail("<a@x.example>".into()));
    talk.says(Command::Macros { queue_id: None });
    talk.says(Command::EndOfMessage(Vec::new()));
    talk.message();
    talk.says(Command::Mail("<a@x.example>".into()));
    talk.says(Command::Macros { queue_id: Some("B2".into()) });
    talk.says(Command::EndOfMessage(Vec::new()));
    let names: Vec<_> = talk.judged.iter().map(|message| message.queue_id.as_deref()).collect();
    assert_eq!(names, [Some("A1"), None, Some("B2")]);
}
