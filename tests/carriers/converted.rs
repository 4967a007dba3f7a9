//! An Outlook item that became an .eml says what it said: the same findings, people, text and attachments. What cannot be
//! carried over is refused, or told.

use super::compose_msg::{MsgAttachment, MsgBody, MsgContent, MsgDraft, Person};
use super::judge::{self, default_checker, draft_of, verdicts};
use super::{carry, fixture};
use mailcheck::convert::{Change, Converted, Refusal, converted};
use mailcheck::draft::{Content, Draft, MessageKind};
use mailcheck::load::Limits;
use std::collections::BTreeMap;

fn convert(bytes: &[u8]) -> Result<Converted, Refusal> {
    converted(bytes, &Limits::default(), 932).unwrap()
}

/// A file name of ASCII is not folded (RFC 5322 2.1.1 wants 78, and allows 998).
const LONGEST_LINE: usize = 100;

/// Field, name and address of each recipient, in order.
fn people(draft: &Draft) -> Vec<(&'static str, String, String)> {
    let recipients = draft.recipients.iter();
    let person = |mailbox: &mailcheck::draft::Mailbox| {
        let name = mailbox.display_name.as_ref().map(|name| name.value.clone()).unwrap_or_default();
        (name, draft.view.slice(mailbox.address.span).to_owned())
    };
    let recipients = recipients.map(|recipient| (recipient.field.name(), person(&recipient.mailbox)));
    let senders = draft.from.iter().chain(&draft.reply_to).map(|mailbox| ("from", person(mailbox)));
    recipients.chain(senders).map(|(field, (name, address))| (field, name, address)).collect()
}

/// Names and bytes of the files in the message.
fn files(draft: &Draft) -> Vec<(Option<String>, Vec<u8>)> {
    let bytes = |content: &Content| match content {
        Content::Bytes(bytes) => bytes.to_vec(),
        _ => Vec::new(),
    };
    // A message that is attached has the ending of its new format.
    let name = |attachment: &mailcheck::draft::Attachment| {
        let name = attachment.filename.as_ref().map(|name| name.value.clone())?;
        let is_message = matches!(attachment.content, Content::Message(_));
        Some(if is_message { name.trim_end_matches(".eml").to_owned() } else { name })
    };
    let mut files: Vec<_> = draft.attachments.iter().map(|file| (name(file), bytes(&file.content))).collect();
    files.sort();
    files
}

fn differences(item: &[u8], message: &[u8]) -> Vec<String> {
    let checker = default_checker();
    let (before, after) = (draft_of(item).unwrap(), draft_of(message).unwrap());
    let mut differences = judge::differences(&verdicts(&before, &checker), &verdicts(&after, &checker));
    if people(&before) != people(&after) {
        differences.push(format!("people: {:?}, not {:?}", people(&after), people(&before)));
    }
    let text = |draft: &Draft| draft.view.slice(draft.body.span).trim_end().to_owned();
    if text(&before) != text(&after) {
        differences.push(format!("text: {:?}, not {:?}", text(&after), text(&before)));
    }
    if files(&before) != files(&after) {
        differences.push("files".to_owned());
    }
    let subject = |draft: &Draft| draft.subject.as_ref().map(|subject| subject.value.clone());
    if subject(&before) != subject(&after) {
        differences.push(format!("subject: {:?}, not {:?}", subject(&after), subject(&before)));
    }
    let is_ascii = people(&before).iter().all(|(_, _, address)| address.is_ascii());
    if !after.is_unsent || after.date.is_some() || message.is_ascii() != is_ascii {
        differences.push("no draft, or not in ASCII".to_owned());
    }
    let longest = message.split(|byte| *byte == b'\n').map(<[u8]>::len).max();
    if longest > Some(LONGEST_LINE) {
        differences.push(format!("a line of {longest:?} bytes"));
    }
    differences
}

#[test]
fn every_item_becomes_the_same_draft_or_is_refused() {
    let items = fixture::fixtures().into_iter();
    let is_item = |fixture: &fixture::Fixture| fixture.path.extension().is_some_and(|ending| ending == "msg");
    let items = items.filter(is_item).map(|fixture| (fixture.title(), fixture.bytes));
    let small = fixture::fixtures().into_iter().filter(|fixture| {
        fixture.folder != "malformed" && !is_item(fixture) && fixture.bytes.len() < super::SMALL_BYTES
    });
    let carried = small.flat_map(|fixture| {
        let title = fixture.title();
        let items = carry(&fixture.bytes).into_iter().filter(|carried| carried.carrier.starts_with(".msg"));
        items.filter_map(move |carried| Some((format!("{title} in {}", carried.carrier), carried.bytes.ok()?)))
    });
    let (mut made, mut refused, mut failures) = (0, BTreeMap::new(), Vec::new());
    for (title, bytes) in items.chain(carried) {
        match convert(&bytes) {
            Ok(converted) => {
                made += 1;
                let found = differences(&bytes, &converted.message);
                failures.extend(found.into_iter().map(|difference| format!("{title}: {difference}")));
            }
            Err(refusal) => {
                let kind = draft_of(&bytes).unwrap().kind;
                if refusal != Refusal::NoMail || kind == MessageKind::Note {
                    failures.push(format!("{title}: {refusal:?}"));
                }
                *refused.entry(kind.name()).or_insert(0) += 1;
            }
        }
    }
    assert!(failures.is_empty(), "{} failures\n{}", failures.len(), failures.join("\n"));
    assert!(made > 60, "only {made} were converted; refused: {refused:?}");
    assert!(refused.contains_key("meeting") && refused.contains_key("recall"), "{refused:?}");
}

fn draft() -> MsgDraft {
    MsgDraft {
        subject: Some("見積書の送付について（四月分・改訂版）".to_owned()),
        from: Some(Person::smtp("山田 太郎", "yamada@city.example")),
        recipients: vec![
            (1, Person::smtp("川辺, 花子", "kawabe@beta.example")),
            (2, Person::smtp("", "c@gamma.example")),
            (3, Person::smtp("秘書", "d@city.example")),
        ],
        body: MsgBody::Plain("川辺様\r\n\r\nお送りします。\r\n".to_owned()),
        ..MsgDraft::default()
    }
}

fn message_of(item: &MsgDraft) -> String {
    let bytes = item.compose();
    let converted = convert(&bytes).unwrap();
    assert_eq!(differences(&bytes, &converted.message), [""; 0]);
    String::from_utf8(converted.message).unwrap()
}

#[test]
fn pictures_of_a_page_stay_in_it_and_files_beside_it() {
    let picture = MsgAttachment {
        media_type: "image/png".to_owned(),
        content_id: Some("logo@city".to_owned()),
        is_hidden: true,
        ..MsgAttachment::file("ロゴ.png", b"\x89PNG\r\n\x1a\n")
    };
    let table = MsgAttachment {
        media_type: "text/csv".to_owned(),
        ..MsgAttachment::file("四月の一覧表、改訂版.csv", b"a,b\nc,d")
    };
    let page = "<html><body><p>川辺様</p><p>図のとおり<img src=\"cid:logo@city\"></p></body></html>";
    let item = MsgDraft { body: MsgBody::Html(page.to_owned()), attachments: vec![table, picture], ..draft() };
    let message = message_of(&item);
    for words in ["multipart/mixed", "multipart/related", "Content-ID: <logo@city>", "filename*", "X-Unsent: 1\r\n"] {
        assert!(message.contains(words), "{words}: {message}");
    }
    assert!(!message.contains("multipart/alternative"), "{message}");
}

#[test]
fn a_text_beside_a_page_without_words_stays() {
    let body =
        MsgBody::HtmlAndPlain("<p><img src=\"https://city.example/a.png\"></p>".to_owned(), "Dear Bob".to_owned());
    assert!(message_of(&MsgDraft { body, ..draft() }).contains("multipart/alternative"));
}

#[test]
fn a_message_inside_stays_one() {
    let inner = MsgDraft { submit_time: Some(134_000_000_000_000_000), is_unsent: false, ..draft() };
    let attachments = vec![MsgAttachment::message(inner)];
    let message = message_of(&MsgDraft { attachments, ..draft() });
    assert!(message.contains("Content-Type: message/rfc822"), "{message}");
    assert!(message.contains("\r\nDate: "), "{message}");
}

#[test]
fn what_cannot_be_carried_over_is_refused() {
    let refusal = |item: MsgDraft| convert(&item.compose()).unwrap_err();
    let with = |attachment: MsgAttachment| MsgDraft { attachments: vec![attachment], ..draft() };
    let of_class = |class: &str| MsgDraft { message_class: class.to_owned(), ..draft() };
    assert_eq!(refusal(of_class("IPM.Schedule.Meeting.Request")), Refusal::NoMail);
    assert_eq!(refusal(of_class("IPM.TaskRequest")), Refusal::NoMail);
    assert_eq!(refusal(of_class("IPM.Contact")), Refusal::NoMail);
    assert_eq!(refusal(of_class("IPM.Note.SMIME")), Refusal::Sealed);
    assert_eq!(refusal(of_class("IPM.Note.SMIME.MultipartSigned")), Refusal::Sealed);
    let link = MsgContent::Link("\\\\server\\plan.docx".to_owned());
    assert_eq!(refusal(with(MsgAttachment::new("plan.docx", link))), Refusal::NotInFile);
    assert_eq!(refusal(with(MsgAttachment::new("plan.docx", MsgContent::Missing))), Refusal::Damaged);
    assert_eq!(refusal(with(MsgAttachment::message(of_class("IPM.Contact")))), Refusal::Inside);
    let colleague = Person::exchange("Ken", "/o=City/cn=Ken", "");
    assert_eq!(refusal(MsgDraft { recipients: vec![(1, colleague)], ..draft() }), Refusal::NoAddress);
}

#[test]
fn what_is_otherwise_is_told() {
    let changes = |item: MsgDraft| convert(&item.compose()).unwrap().changes.into_iter().collect::<Vec<_>>();
    assert_eq!(changes(draft()), []);
    let sent = MsgDraft { submit_time: Some(134_000_000_000_000_000), is_unsent: false, ..draft() };
    assert_eq!(changes(sent), [Change::Sent]);
    let colleague = Person::exchange("Ann", "/o=City/cn=Ann", "");
    assert_eq!(changes(MsgDraft { from: Some(colleague), ..draft() }), [Change::Sender]);
    let rich = MsgBody::Rtf(b"{\\rtf1\\ansi {\\b Dear Bob},\\par see below.\\par}".to_vec());
    assert_eq!(changes(MsgDraft { body: rich, ..draft() }), [Change::Layout]);
}
