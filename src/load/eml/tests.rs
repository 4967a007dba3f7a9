//! Whole messages as real mailers write them; each test is one trap.

mod bodies;
mod inside;
mod limits;

use super::*;
use crate::draft::{Address, DefectPart, Origin, RecipientField};
use crate::load::parts::{PartContent, PieceKind};

fn read(file: impl AsRef<[u8]>) -> Parts {
    parse(file.as_ref(), &Limits::default())
}

fn addresses(parts: &Parts, field: RecipientField) -> Vec<String> {
    let recipients = parts.recipients.iter().filter(|recipient| recipient.field == field);
    recipients
        .map(|recipient| match &recipient.mailbox.address.value {
            Address::Ok(addr_spec) => addr_spec.to_string(),
            other => format!("{other:?}"),
        })
        .collect()
}

fn to(parts: &Parts) -> Vec<String> {
    addresses(parts, RecipientField::To)
}

fn own_text(parts: &Parts) -> String {
    let pieces = parts.body.iter().flat_map(|body| &body.pieces);
    pieces.filter(|piece| piece.kind == PieceKind::Own).map(|piece| piece.text.as_str()).collect()
}

fn kinds(parts: &Parts) -> Vec<DefectKind> {
    parts.defects.iter().map(|defect| defect.kind).collect()
}

fn raw<'a>(file: &'a [u8], origin: &Origin) -> &'a [u8] {
    match origin {
        Origin::Raw(range) => &file[range.clone()],
        Origin::Property { .. } => unreachable!("an .eml has no properties"),
    }
}

const MIXED: &str = "To: a@x.example\nContent-Type: multipart/mixed; boundary=b\n\n";

#[test]
fn whatever_hides_the_header_hides_no_recipient() {
    let plain = "To: a@x.example\nCc: b@x.example\nSubject: c\n\nd\n";
    let utf_16: Vec<u8> = plain.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let files: [(Vec<u8>, DefectKind); 6] = [
        (format!("\u{feff}{plain}").into(), DefectKind::ByteOrderMark),
        (format!("\r\n{plain}").into(), DefectKind::LeadingBlankLine),
        (plain.replace('\n', "\r").into(), DefectKind::BareCarriageReturns),
        (format!("From ann Fri Jan  2\n{plain}").into(), DefectKind::MboxFromLine),
        ([&[0xff, 0xfe][..], &utf_16].concat(), DefectKind::Utf16),
        (utf_16, DefectKind::Utf16),
    ];
    for (file, kind) in files {
        let parts = read(&file);
        assert!(looks_like_message(&file), "{kind:?}");
        assert_eq!(to(&parts), ["a@x.example"], "{kind:?}");
        assert_eq!(addresses(&parts, RecipientField::Cc), ["b@x.example"], "{kind:?}");
        assert_eq!(own_text(&parts), "d\n", "{kind:?}");
        assert_eq!(kinds(&parts), [kind]);
        let bytes: Vec<u8> =
            raw(&file, &parts.recipients[0].mailbox.address.origin).iter().copied().filter(|b| *b != 0).collect();
        assert_eq!(bytes, b"a@x.example", "{kind:?}");
    }
}

#[test]
fn every_to_field_counts_and_the_last_needs_no_line_end() {
    let parts = read("To: a@x.example\nTo: b@x.example\nSubject: s\nTO: c@x.example");
    assert_eq!(to(&parts), ["a@x.example", "b@x.example", "c@x.example"]);
}

#[test]
fn an_address_is_pointed_at_in_the_file() {
    let file = b"\xef\xbb\xbfTo: =?UTF-8?B?5bGx?=\r\n <a@x.example>\r\n\r\n";
    let parts = read(file);
    let mailbox = &parts.recipients[0].mailbox;
    assert_eq!(raw(file, &mailbox.address.origin), b"a@x.example");
    let name = mailbox.display_name.as_ref().expect("the name is there");
    assert_eq!((name.value.as_str(), raw(file, &name.origin)), ("山", &b"=?UTF-8?B?5bGx?="[..]));
    assert_eq!(raw(file, &parts.headers[0].origin), b"To: =?UTF-8?B?5bGx?=\r\n <a@x.example>");
}

#[test]
fn a_subject_split_inside_a_character_is_whole() {
    let parts = read("Subject: =?ISO-2022-JP?B?GyRCOzM=?= =?ISO-2022-JP?B?RUQbKEI=?=\n\n");
    assert_eq!(parts.subject.map(|subject| subject.value).as_deref(), Some("山田"));
}

#[test]
fn a_recipient_field_with_text_and_no_address_is_told_and_an_empty_one_is_not() {
    let parts = read("To: ,;\nCc:\nBcc: undisclosed-recipients:;\n\n");
    assert_eq!(kinds(&parts), [DefectKind::UnreadableField]);
    assert_eq!(parts.unreadable_fields[0].text.value, ",;");
    assert!(parts.recipients.is_empty());
}

#[test]
fn a_raw_japanese_header_loses_no_recipient() {
    let parts = read(b"To: \"\x95\x5c\" <a@x.example>, \x1b <b@x.example>\n\n");
    assert_eq!(to(&parts), ["a@x.example", "b@x.example"]);
    let parts = read(b"To: \x1b$B;3ED\x1b(B <a@x.example>\nSubject: \x1b$B;3\x1b(B\n\n");
    assert_eq!(to(&parts), ["a@x.example"]);
    assert_eq!(kinds(&parts), [DefectKind::RawBytes, DefectKind::RawBytes]);
}

#[test]
fn raw_bytes_above_a_text_are_in_its_charset() {
    // 会议 and 王 in GBK, which as EUC-JP would be other signs.
    let file =
        b"To: \xcd\xf5 <a@x.example>\nSubject: \xbb\xe1\xd2\xe9\nContent-Type: text/plain; charset=gb2312\n\n\xbb\n";
    let parts = read(file);
    assert_eq!(parts.subject.as_ref().map(|subject| subject.value.as_str()), Some("会议"));
    let name = parts.recipients[0].mailbox.display_name.as_ref();
    assert_eq!(name.map(|name| name.value.as_str()), Some("王"));
    assert!(kinds(&parts).contains(&DefectKind::RawBytes));
}

#[test]
fn the_newest_resent_block_gives_the_recipients() {
    let parts = read(
        "Resent-From: m@x.example\nResent-To: new@x.example\nReceived: x\nResent-From: n@x.example\n\
         Resent-To: older@x.example\nTo: old@x.example\nReply-To: r@x.example\nSender: s@x.example\n\n",
    );
    let seen: Vec<(String, bool, bool)> =
        to(&parts).into_iter().zip(&parts.recipients).map(|(to, r)| (to, r.is_resent, r.is_delivered)).collect();
    assert_eq!(
        seen,
        [
            ("new@x.example".to_owned(), true, true),
            ("older@x.example".to_owned(), false, false),
            ("old@x.example".to_owned(), false, false)
        ]
    );
    assert_eq!((parts.reply_to.len(), parts.sender.is_some()), (1, true));
}

#[test]
fn the_sender_is_told_only_when_another_than_from() {
    assert!(read("From: a@x.example\nSender: a@X.example\n\n").sender.is_none());
}

#[test]
fn drafts_are_told_from_sent_mail() {
    assert!(read("X-Unsent: 1\nDate: Fri, 2 Jan 2026 09:00:00 +0900\nTo: a@x.example\n\n").is_unsent);
    assert!(read("X-Mozilla-Draft-Info: internal/draft\nDate: Fri, 2 Jan 2026 09:00:00 +0900\n\n").is_unsent);
    assert!(read("To: a@x.example\n\n").is_unsent);
    assert!(read("Date: Fri, 2 Jan 2026 09:00:00 +0900\nTo: a@x.example\n\n").is_unsent);
    let sent = read("Date: Fri, 2 Jan 2026 09:00:00 +0900\nMessage-ID: <1@x.example>\nTo: a@x.example\n\n");
    assert!(!sent.is_unsent);
    assert_eq!(sent.date.map(|date| date.value).as_deref(), Some("2026-01-02T09:00:00+09:00"));
}

#[test]
fn the_page_is_the_body_and_the_text_its_twin() {
    let parts = read(
        "Content-Type: multipart/alternative; boundary=b\n\n--b\n\nplain\n--b\nContent-Type: multipart/related; \
         boundary=bb\n\n--bb\nContent-Type: text/html\n\n<p>page <img src=\"cid:i@x\">\n--bb\nContent-Type: image/png\n\
         Content-ID: <i@x>\nContent-Transfer-Encoding: base64\n\niVBO\n--bb--\n--b--\n",
    );
    assert_eq!(own_text(&parts).trim(), "page");
    assert_eq!(parts.body.and_then(|body| body.plain_alternative).as_deref(), Some("plain"));
    assert_eq!((parts.attachments[0].is_inline, parts.attachments[0].part.as_str()), (true, "2.2"));
    assert_eq!(parts.defects, []);
}

#[test]
fn an_inner_boundary_may_begin_like_the_outer_one() {
    let parts = read(
        "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: multipart/alternative; boundary=b1\n\n\
         --b1\n\nown\n--b1--\n--b\nContent-Type: text/csv; name=a.csv\n\n1,2\n--b--\n",
    );
    assert_eq!(own_text(&parts), "own\n");
    assert_eq!((parts.attachments.len(), parts.attachments[0].size_bytes), (1, 3));
}

#[test]
fn texts_in_a_mixed_message_are_read_one_after_the_other() {
    let parts = read(format!(
        "{MIXED}--b\n\none\n--b\nContent-Disposition: attachment; filename=n.txt\n\nno\n--b\n\ntwo\n--b--\n"
    ));
    assert_eq!(own_text(&parts), "one\ntwo\n");
    assert_eq!(parts.attachments.len(), 1);
}

#[test]
fn bodies_are_decoded_whatever_their_label() {
    let body = |label: &str, bytes: &[u8]| {
        let header = format!("To: a@x.example\nContent-Type: text/plain; charset={label}\n\n");
        own_text(&read([header.as_bytes(), bytes, b"\n"].concat()))
    };
    assert_eq!(body("cp932", b"\x87\x40\xfb\xfc"), "①髙\n");
    assert_eq!(body("iso-2022-jp-ms", b"\x1b$B-!-j\x1b(B"), "①㈱\n");
    assert_eq!(body("cp50221", b"\x1b(I1\x1b(B"), "ｱ\n");
    assert_eq!(body("us-ascii", b"\x1b$B;3\x1b(B"), "山\n");
}

#[test]
fn the_page_says_its_charset_when_the_header_does_not() {
    let mut file = b"Content-Type: text/html\n\n<meta charset=\"Shift_JIS\"><p>".to_vec();
    file.extend_from_slice(b"\x8e\xa9\x8f\xcc</p>\n");
    assert_eq!(own_text(&read(&file)).trim(), "自称");
    let wrong = String::from_utf8_lossy(&file[..24]).replace("html", "html; charset=utf-8");
    assert_eq!(own_text(&read([wrong.as_bytes(), &file[23..]].concat())).trim(), "自称");
}

#[test]
fn a_forwarded_message_keeps_its_recipients_to_itself() {
    let file =
        format!("{MIXED}--b\n\nsee below\n--b\nContent-Type: message/rfc822\n\nTo: in@y.example\n\ninner\n--b--\n");
    let parts = read(&file);
    assert_eq!(to(&parts), ["a@x.example"]);
    assert_eq!(parts.attachments[0].content, PartContent::Message(0));
    assert_eq!(to(&parts.nested[0]), ["in@y.example"]);
    assert_eq!(raw(file.as_bytes(), &parts.nested[0].recipients[0].mailbox.address.origin), b"in@y.example");
}

#[test]
fn an_encoded_message_is_pointed_at_as_a_whole() {
    let file = format!(
        "{MIXED}--b\nContent-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\nVG86IGluQHkuZXhhbXBsZQ==\n--b--\n"
    );
    let parts = read(&file);
    assert_eq!(to(&parts.nested[0]), ["in@y.example"]);
    let place = raw(file.as_bytes(), &parts.nested[0].recipients[0].mailbox.address.origin);
    assert!(place.starts_with(b"Content-Type: message/rfc822") && place.ends_with(b"ZQ=="));
}

#[test]
fn opaque_content_is_told() {
    let smime = "Content-Type: application/pkcs7-mime; name=smime.p7m\nContent-Transfer-Encoding: base64\n\nMIIB\n";
    assert_eq!(kinds(&read(smime)), [DefectKind::Encrypted]);
    let pgp = "Content-Type: multipart/encrypted; boundary=b\n\n--b\nContent-Type: application/pgp-encrypted\n\nVersion: 1\n\
               --b\nContent-Type: application/octet-stream\n\nx\n--b--\n";
    assert_eq!(kinds(&read(pgp)), [DefectKind::Encrypted]);
}

#[test]
fn a_cut_file_is_told() {
    let parts = read(format!("{MIXED}--b\n\nown text\n"));
    assert_eq!((own_text(&parts).as_str(), kinds(&parts)), ("own text\n", vec![DefectKind::Truncated]));
    let parts = read(format!("{MIXED}no boundary here\n"));
    assert_eq!((own_text(&parts).as_str(), kinds(&parts)), ("no boundary here\n", vec![DefectKind::Truncated]));
}

#[test]
fn a_closing_boundary_that_closes_no_part_hides_no_text() {
    let parts = read(format!("{MIXED}own text\n--b--\n"));
    assert_eq!((own_text(&parts).as_str(), kinds(&parts)), ("own text\n--b--\n", vec![DefectKind::Truncated]));
}

#[test]
fn files_that_are_no_message_are_told() {
    assert!(!looks_like_message(b"Note: nothing of mail\n\nhello"));
    assert!(!looks_like_message(b"\xd0\xcf\x11\xe0"));
    assert!(!looks_like_message(b"name,to\na,b\n"));
    assert!(looks_like_message(b"X-Unsent: 1\nSubject: a"));
}

#[test]
fn no_cut_or_flipped_byte_makes_us_panic() {
    let file = format!(
        "From: =?UTF-8?B?5bGx?= <a@x.example>\nTo: \"b\" <b@x.example>, c@x.example (c), g: d@x.example;\n{}--b\n\n山田\n--b\n\
         Content-Type: text/plain; name*0*=UTF-8''%E5; name*1=a.txt\nContent-Transfer-Encoding: base64\n\nYWJj\n--b\n\
         Content-Type: message/rfc822\n\nTo: in@y.example\n\ninner\n--b--\n",
        &MIXED[16..]
    );
    for at in 0..file.len() {
        read(&file.as_bytes()[..at]);
        for byte in *b"\"<(\\=?:;,\n\r \x1b\xe5\x81@\0" {
            let mut mutated = file.clone().into_bytes();
            mutated[at] = byte;
            read(&mutated);
        }
    }
}
