//! Messages inside messages, and what is signed: whose recipients are whose, and which files can be reached.

use super::*;
use crate::draft::MessageKind;
use crate::load::cms::tests::signed_message;
use crate::load::parts::PartContent;

fn names(parts: &Parts) -> Vec<&str> {
    parts.attachments.iter().flat_map(|attachment| &attachment.filename).map(|name| name.value.as_str()).collect()
}

fn kinds(parts: &Parts) -> Vec<DefectKind> {
    parts.defects.iter().map(|defect| defect.kind).collect()
}

fn forward(name: &str, inner: Option<&str>) -> String {
    let inner = inner.map(|inner| format!("--{name}\nContent-Type: message/rfc822\n\n{inner}\n")).unwrap_or_default();
    format!(
        "To: {name}@x.example\nContent-Type: multipart/mixed; boundary={name}\n\n--{name}\n\nbody of {name}\n{inner}\
         --{name}\nContent-Type: text/csv; name={name}.csv\n\na,b\n--{name}--\n"
    )
}

#[test]
fn three_messages_inside_each_other_keep_their_people_and_files() {
    let parts = read(forward("one", Some(&forward("two", Some(&forward("three", None))))));
    let mut level = &parts;
    for name in ["one", "two", "three"] {
        assert_eq!(to(level), [format!("{name}@x.example")]);
        assert_eq!(names(level), [format!("{name}.csv")]);
        level = level.nested.first().unwrap_or(level);
    }
}

#[test]
fn each_part_of_a_digest_is_a_message() {
    let parts = read(
        "To: list@x.example\nContent-Type: multipart/digest; boundary=b\n\n--b\n\nTo: a@y.example\nSubject: one\n\nHi\n\
         --b\n\nTo: b@y.example\nContent-Type: text/csv; name=two.csv\n\na,b\n--b--\n",
    );
    assert_eq!(to(&parts), ["list@x.example"]);
    let inner: Vec<_> = parts.nested.iter().flat_map(to).collect();
    assert_eq!(inner, ["a@y.example", "b@y.example"]);
    assert_eq!(names(&parts.nested[1]), ["two.csv"]);
    assert!(matches!(parts.attachments[1].content, PartContent::Message(1)));
}

/// A file beside a message, in base64 as it travels.
fn opaque(cms: &[u8], header: &str) -> String {
    format!("To: a@x.example\nSubject: s\n{header}Content-Transfer-Encoding: base64\n\n{}\n", base64(cms))
}

fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let digit = |number: u32, place: u32| char::from(DIGITS[(number >> (6 * place) & 63) as usize]);
    let group = |bytes: &[u8]| {
        let number = (0..3).fold(0, |number, at| number << 8 | u32::from(bytes.get(at).copied().unwrap_or(0)));
        (0..=bytes.len() as u32).map(|at| digit(number, 3 - at)).collect::<String>()
    };
    bytes.chunks(3).map(group).collect()
}

const SIGNED_DATA: &str = "Content-Type: application/pkcs7-mime; smime-type=signed-data; name=smime.p7m\n";

#[test]
fn an_opaque_message_that_is_only_signed_is_opened() {
    let inner = forward("in", Some("To: deep@y.example\n\nHi\n"));
    let parts = read(opaque(&signed_message(inner.as_bytes()), SIGNED_DATA));
    assert_eq!((parts.kind, kinds(&parts)), (MessageKind::Signed, Vec::new()));
    assert_eq!((to(&parts), names(&parts)), (vec!["a@x.example".to_owned()], vec!["in.csv"]));
    assert_eq!(to(&parts.nested[0]), ["deep@y.example"]);
    let body = parts.body.as_ref().map(|body| body.pieces[0].text.clone());
    assert_eq!(body.as_deref(), Some("body of in\n"));
}

#[test]
fn signed_mail_inside_of_signed_mail_ends_at_the_limit() {
    let mut content = b"\nhidden\n".to_vec();
    for _ in 0..18 {
        content = opaque(&signed_message(&content), SIGNED_DATA).into_bytes();
    }
    assert!(kinds(&read(&content)).contains(&DefectKind::DepthLimit));
}

#[test]
fn certificates_alone_hide_nothing_and_an_invitation_that_was_signed_is_a_meeting() {
    let parts = read(opaque(b"0", "Content-Type: application/pkcs7-mime; smime-type=certs-only\n"));
    assert_eq!((parts.kind, kinds(&parts)), (MessageKind::Note, Vec::new()));
    let calendar = b"Content-Type: text/calendar\n\nBEGIN:VCALENDAR\nMETHOD:REQUEST\nATTENDEE:mailto:b@x.example\n";
    let parts = read(opaque(&signed_message(calendar), SIGNED_DATA));
    assert_eq!((parts.kind, parts.recipients.len()), (MessageKind::Meeting, 2));
}

#[test]
fn a_message_is_told_by_its_outermost_part_or_its_class() {
    let kind = |header: &str| read(format!("To: a@x.example\n{header}\n\n--b\n\nHi\n--b--\n")).kind;
    assert_eq!(kind("Content-Type: multipart/report; boundary=b"), MessageKind::Report);
    assert_eq!(kind("Content-Type: multipart/signed; boundary=b"), MessageKind::Signed);
    assert_eq!(kind("Content-Type: multipart/encrypted; boundary=b"), MessageKind::Encrypted);
    assert_eq!(kind("Content-class: urn:content-classes:recallmessage"), MessageKind::Recall);
    assert_eq!(kind("Content-class: urn:content-classes:message"), MessageKind::Note);
    assert_eq!(kind("Content-Type: text/calendar; method=REQUEST"), MessageKind::Meeting);
    // With somebody in To it is no entry for its author alone.
    assert_eq!(kind("Content-class: urn:content-classes:appointment"), MessageKind::Meeting);
}

#[test]
fn a_piece_of_a_message_is_told() {
    let parts = read("Content-Type: message/partial; id=a@x.example; number=1; total=2\n\nSubject: a\n\nb");
    assert_eq!(kinds(&parts), [DefectKind::Truncated]);
}
