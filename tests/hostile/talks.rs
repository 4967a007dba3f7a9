//! What must hold of any bytes that another program says: a mail server, a mail program, or whoever lays files down as an
//! approval. The tests and the fuzzer ask the same.

use mailcheck::approval::allowed_signers::AllowedSigners;
use mailcheck::approval::envelope;
use mailcheck::approval::signature::{Revoked, Verifier};
use mailcheck::approval::statement::{NAMESPACE, Statement};
use mailcheck::load::{Limits, Route, handed_over};
use mailcheck::mail_server::bounds::{Pool, Share};
use mailcheck::mail_server::message::{Message, Verdict};
use mailcheck::mail_server::reply::Reply;
use mailcheck::milter::protocol::{Command, Options, Packets};
use mailcheck::milter::session::Session;
use mailcheck::native_host::draft::Request;
use mailcheck::native_host::framing;
use mailcheck::native_host::reply::Reply as HostReply;
use mailcheck::opensmtpd::protocol::{Line, line};
use mailcheck::opensmtpd::sessions::{Sessions, Task, Turn};
use std::collections::HashSet;

/// What is held of one message, and of all together: small, so that the ends of both are met.
const MESSAGE_BYTES: u64 = 4_000;
const ALL_BYTES: u64 = 10_000;
/// A field that is meant for us alone.
const OURS: &str = "Mailcheck-Allow";
/// Between the files of an approval: statement, allowed_signers, signature, revoked.
pub const BETWEEN_FILES: &str = "====\n";
/// The one statement that somebody with a key in `approval/allowed_signers` has signed.
const GENUINE: &str = include_str!("approval/statement");

/// Refuses every other message, so that both ends of a conversation are met.
fn verdict(message: &Message) -> Verdict {
    match message.bytes.len() % 2 {
        0 => Verdict::Pass { without: OURS },
        _ => Verdict::Refuse(Reply::new("550", "5.7.1", "no\nnever")),
    }
}

/// What is wrong with a message as it was put together.
fn message_problems(message: &Message) -> Vec<String> {
    let mut problems = Vec::new();
    let held = message.bytes.len() + message.envelope.iter().map(String::len).sum::<usize>();
    if held as u64 > MESSAGE_BYTES {
        problems.push(format!("{held} bytes are held"));
    }
    if message.excess.is_some() && (held > 0 || message.sender.is_some()) {
        problems.push("something is kept of what cannot be held".to_owned());
    }
    let route = Route { sender: message.sender.as_deref(), recipients: &message.envelope };
    let draft = handed_over(&message.bytes, &route, &Limits::default()).draft;
    // Everybody in the envelope is compared, in one way or the other.
    let components = envelope::components(&draft);
    for written in &message.envelope {
        let name = written.trim().to_lowercase();
        let name = name.strip_prefix('<').unwrap_or(&name);
        let name = name.strip_suffix('>').unwrap_or(name);
        let is_plain =
            !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"@.-".contains(&byte));
        let has_name =
            || components.lines.iter().any(|line| line.value.to_lowercase() == name || line.kind.starts_with("long-"));
        if is_plain && !has_name() {
            problems.push(format!("{name:?} gets the message, and no approval asks for it"));
        }
    }
    problems
}

/// Bytes of a mail server's milter connection: the same commands however they are cut, and packets for an answer.
pub fn milter_problems(bytes: &[u8]) -> Vec<String> {
    let mut problems = Vec::new();
    let whole = commands(bytes, usize::MAX);
    let size = bytes.first().map_or(1, |byte| usize::from(*byte) + 1);
    let cut = commands(bytes, size);
    // Before broken bytes more may have been understood when they came one after the other.
    if whole.len() > cut.len() || whole[..] != cut[..whole.len()] {
        problems.push(format!("other commands in pieces of {size} bytes"));
    }
    let pool = Pool::new(ALL_BYTES);
    let mut room = Share::new(&pool, MESSAGE_BYTES);
    let mut session = Session::default();
    let greeting = Command::Negotiate(Options { version: 6, actions: u32::MAX, steps: u32::MAX });
    for command in [greeting].into_iter().chain(cut) {
        let turn = session.take(command, &mut room, &mut |message| {
            problems.extend(message_problems(&message));
            verdict(&message)
        });
        for answer in &turn.answers {
            let packet = answer.bytes();
            let length = packet.first_chunk::<4>().map(|length| u32::from_be_bytes(*length) as usize);
            if length != Some(packet.len() - 4) {
                problems.push(format!("{answer:?} is no packet"));
            }
        }
        if turn.is_over {
            break;
        }
    }
    drop(session);
    problems
}

fn commands(bytes: &[u8], size: usize) -> Vec<Command> {
    let mut packets = Packets::default();
    let mut commands = Vec::new();
    for piece in bytes.chunks(size) {
        packets.push(piece);
        match packets.commands() {
            Ok(more) => commands.extend(more),
            Err(_) => break,
        }
    }
    commands
}

/// Lines of OpenSMTPD: each answer is one line to a session that was asked about.
pub fn opensmtpd_problems(bytes: &[u8]) -> Vec<String> {
    let mut problems = Vec::new();
    let pool = Pool::new(ALL_BYTES);
    let mut sessions = Sessions::new(&pool, MESSAGE_BYTES, OURS);
    let mut asked: HashSet<String> = HashSet::new();
    let mut said: Vec<u8> = Vec::new();
    let mut waiting: Vec<Task<'_>> = Vec::new();
    for text in bytes.split(|byte| *byte == b'\n') {
        let turn = match line(text) {
            Line::Ready | Line::Other => Turn::Nothing,
            Line::Event { session, event } => {
                sessions.event(session, &event);
                Turn::Nothing
            }
            Line::Request { request, phase } => {
                asked.insert(request.session.clone());
                sessions.request(request, &phase)
            }
        };
        match turn {
            Turn::Nothing => {}
            Turn::Say(answer) => said.extend(answer),
            Turn::Pass(mut passing) => {
                let request = passing.request.clone();
                passing.lines().for_each(|line| request.pass(line, &mut said));
            }
            Turn::Judge(task) => waiting.push(task),
            Turn::Unknown(request) => said.extend(request.reject("550 5.7.1 no")),
        }
        // Verdicts come when others have said something in between.
        if waiting.len() > 1 || text.len() % 3 == 0 {
            for mut task in waiting.drain(..) {
                let message = task.message();
                problems.extend(message_problems(&message));
                if sessions.judged(&task.request, task.number(), verdict(&message)) {
                    let mut passing = task.passing();
                    let request = passing.request.clone();
                    passing.lines().for_each(|line| request.pass(line, &mut said));
                }
            }
        }
    }
    for answer in said.split_inclusive(|byte| *byte == b'\n') {
        let words: Vec<&[u8]> = answer.splitn(4, |byte| *byte == b'|').collect();
        let is_kind = matches!(words.first(), Some(&b"filter-result") | Some(&b"filter-dataline"));
        let names = words.iter().skip(1).take(2).map(|name| String::from_utf8_lossy(name).into_owned());
        if !is_kind
            || words.len() < 4
            || !answer.ends_with(b"\n")
            || !names.into_iter().any(|name| asked.contains(&name))
        {
            problems.push(format!("{:?} answers nobody", String::from_utf8_lossy(answer)));
        }
    }
    problems
}

/// What an add-on says: drafts that can be read as one message, with the same attachments, and replies that can be framed.
pub fn native_host_problems(bytes: &[u8]) -> Vec<String> {
    let mut problems = Vec::new();
    let mut input = bytes;
    while let Ok(Some(text)) = framing::read(&mut input, 1 << 20) {
        let reply = match serde_json::from_slice::<Request<'_>>(&text) {
            Err(error) => HostReply::failed(error.to_string()),
            Ok(request) => match request.message() {
                Err(error) => HostReply::failed(error.to_string()),
                Ok(message) => {
                    let draft = handed_over(&message, &Route::default(), &Limits::default()).draft;
                    // Nothing that stands in a name or a field can end the header or begin a part of its own.
                    let (there, asked) = (draft.attachments.len(), request.attachments.len());
                    let is_whole = draft.defects.iter().all(|defect| !defect.kind.is_limit());
                    if is_whole && there < asked {
                        problems.push(format!("{there} of {asked} attachments are in the message"));
                    }
                    HostReply::passed()
                }
            },
        };
        let mut framed = Vec::new();
        let json = reply.to_json();
        let is_framed = framing::write(&mut framed, &json).is_ok();
        if !is_framed || framing::read(&mut framed.as_slice(), 1 << 20).ok().flatten().as_ref() != Some(&json) {
            problems.push("a reply that cannot be read back".to_owned());
        }
        if serde_json::from_slice::<serde_json::Value>(&json).is_err() {
            problems.push("a reply that is no JSON".to_owned());
        }
    }
    problems
}

/// Files as somebody may lay them down: a statement is read as it is written, and only the one that was signed counts.
pub fn approval_problems(text: &str) -> Vec<String> {
    let mut problems = Vec::new();
    let mut files = text.split(BETWEEN_FILES);
    let mut next = || files.next().unwrap_or_default();
    let (statement_text, signers_text, signature, revoked) = (next(), next(), next(), next());
    let statement = Statement::read(statement_text);
    if let Ok(statement) = &statement
        && Statement::read(&statement.text()).as_ref() != Ok(statement)
    {
        problems.push("a statement that is another when it is written again".to_owned());
    }
    let signers = AllowedSigners::read(signers_text.as_bytes());
    if let Some((line, flaw)) = signers.left_out().find(|(line, _)| *line > signers_text.split('\n').count()) {
        problems.push(format!("{flaw:?} stands in no line: {line}"));
    }
    let revoked = Revoked::read(revoked.as_bytes()).unwrap_or_default();
    let approver = statement.as_ref().map_or("sato@city.example", |statement| statement.approver.as_str());
    let now = "2026-03-04T00:00:00Z".parse().expect("it is a time");
    let verifier = Verifier { signers: &signers, revoked: &revoked, namespace: NAMESPACE, now };
    match verifier.verify(statement_text.as_bytes(), signature, approver) {
        Ok(_) if statement_text != GENUINE => problems.push("a text that nobody signed counts".to_owned()),
        Ok(signed) if !signed.people.iter().any(|person| person.eq_ignore_ascii_case(approver)) => {
            problems.push("somebody else's signature counts".to_owned());
        }
        Ok(_) => {}
        Err(why) => drop(why.reason()),
    }
    problems
}
