//! Items that are no plain mail: what they are, who sees whom, and what stands inside of signed ones.

use super::compose_msg::MsgContent;
use super::*;
use mailcheck::draft::MessageKind;

fn of_class(class: &str) -> MsgDraft {
    MsgDraft { message_class: class.into(), ..MsgDraft::default() }
}

#[test]
fn an_item_is_what_its_class_says() {
    let kind = |class: &str| load(&of_class(class)).kind;
    assert_eq!(kind("IPM.Contact"), MessageKind::Contact);
    assert_eq!(kind("IPM.StickyNote"), MessageKind::StickyNote);
    assert_eq!(kind("IPM.TaskRequest"), MessageKind::TaskRequest);
    assert_eq!(kind("IPM.Outlook.Recall"), MessageKind::Recall);
    assert_eq!(kind("IPM.Schedule.Meeting.Request"), MessageKind::Meeting);
    assert_eq!(kind("IPM.Note.Vacation"), MessageKind::Note);
}

#[test]
fn attendees_are_in_to_and_cc_and_a_room_is_a_resource_in_to() {
    let parts = load(&MsgDraft {
        recipients: vec![
            (1, Person::smtp("山田 花子", "hanako@corp.example")),
            (2, Person::smtp("総務課", "soumu@town.example")),
            (3, Person::smtp("第一会議室", "room1@town.example")),
        ],
        ..of_class("IPM.Schedule.Meeting.Request")
    });
    assert_eq!(
        recipients(&parts),
        ["To 山田 花子 <hanako@corp.example>", "Cc 総務課 <soumu@town.example>", "To 第一会議室 <room1@town.example>"]
    );
    let resources: Vec<_> = parts.recipients.iter().map(|recipient| recipient.is_resource).collect();
    assert_eq!(resources, [false, false, true]);
}

#[test]
fn an_appointment_becomes_a_meeting_with_somebody_beside_its_organizer() {
    let organizer = || Person { name: "窓口".into(), is_organizer: true, ..Person::default() };
    let alone = load(&MsgDraft { recipients: vec![(1, organizer())], ..of_class("IPM.Appointment") });
    assert_eq!((alone.kind, recipients(&alone)), (MessageKind::Appointment, vec!["To 窓口 Unresolved".to_owned()]));
    let guest = Person::smtp("山田 花子", "hanako@corp.example");
    let invited = MsgDraft { recipients: vec![(1, organizer()), (1, guest)], ..of_class("IPM.Appointment") };
    assert_eq!(load(&invited).kind, MessageKind::Meeting);
}

#[test]
fn an_invitation_that_is_a_note_with_a_calendar_shows_its_attendees() {
    let calendar = b"BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nATTENDEE:mailto:hanako@corp.example\r\nEND:VCALENDAR\r\n";
    let parts = load(&MsgDraft {
        recipients: vec![(1, Person::smtp("総務課", "soumu@town.example"))],
        attachments: vec![MsgAttachment::file("invite.ics", calendar)],
        ..MsgDraft::default()
    });
    assert_eq!(parts.kind, MessageKind::Meeting);
    assert_eq!(recipients(&parts), ["To 総務課 <soumu@town.example>", "Attendees  <hanako@corp.example>"]);
}

/// What a mailer signs: a text and a file.
const SIGNED: &str = "Content-Type: multipart/mixed; boundary=in\r\n\r\n--in\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n\
    署名した本文です。\r\n--in\r\nContent-Type: text/csv; name=\"meibo.csv\"\r\n\r\na,b\r\n--in--\r\n";

fn assert_opened(parts: &Parts, names: &[&str]) {
    assert_eq!((parts.kind, defects(parts)), (MessageKind::Signed, vec![""; 0]));
    assert_eq!(body(parts), "署名した本文です。\n");
    let found: Vec<_> = parts.attachments.iter().flat_map(|part| &part.filename).map(|name| &name.value).collect();
    assert_eq!(found, names);
}

#[test]
fn a_clear_signed_message_is_opened() {
    let message = format!(
        "MIME-Version: 1.0\r\nContent-Type: multipart/signed; boundary=out\r\n\r\n--out\r\n{SIGNED}\r\n--out\r\n\
         Content-Type: application/pkcs7-signature; name=\"smime.p7s\"\r\n\r\nMA==\r\n--out--\r\n"
    );
    let parts = load(&MsgDraft {
        body: MsgBody::Plain("Outlook's own copy".into()),
        attachments: vec![MsgAttachment::new("smime.p7m", MsgContent::Bytes(message.into_bytes()))],
        ..of_class("IPM.Note.SMIME.MultipartSigned")
    });
    assert_opened(&parts, &["meibo.csv", "smime.p7s"]);
    assert_eq!(parts.attachments[0].part, "1.1.2");
    let mailcheck::draft::Origin::Property { storage, .. } = &parts.attachments[0].origin else {
        panic!("the places inside are not those of the file");
    };
    assert_eq!(storage, "attachments[0]");
}

#[test]
fn an_opaque_message_that_is_only_signed_is_opened_and_an_encrypted_one_is_told() {
    let opaque = |content: Vec<u8>| {
        load(&MsgDraft {
            attachments: vec![MsgAttachment::new("smime.p7m", MsgContent::Bytes(content))],
            ..of_class("IPM.Note.SMIME")
        })
    };
    assert_opened(&opaque(cms(2, SIGNED.as_bytes())), &["meibo.csv"]);
    let encrypted = opaque(cms(3, b""));
    assert_eq!((encrypted.kind, defects(&encrypted)), (MessageKind::Encrypted, vec!["encrypted"]));
    assert_eq!(encrypted.attachments.len(), 1);
}

/// A CMS message (RFC 5652) of type 2 (signed) or 3 (enveloped), in DER.
fn cms(kind: u8, content: &[u8]) -> Vec<u8> {
    fn value(tag: u8, content: &[u8]) -> Vec<u8> {
        [&[tag, 0x82][..], &u16::try_from(content.len()).unwrap().to_be_bytes(), content].concat()
    }
    let identifier = |kind: u8| value(0x06, &[0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07, kind]);
    let encapsulated = value(0x30, &[identifier(1), value(0xA0, &value(0x04, content))].concat());
    let data = value(0x30, &[value(0x02, &[1]), value(0x31, &[]), encapsulated].concat());
    value(0x30, &[identifier(kind), value(0xA0, &data)].concat())
}

#[test]
fn three_messages_inside_each_other_keep_their_people_and_files() {
    let message = |name: &str, inner: Option<MsgDraft>| MsgDraft {
        recipients: vec![(1, Person::smtp(name, &format!("{name}@town.example")))],
        attachments: inner
            .map(MsgAttachment::message)
            .into_iter()
            .chain([MsgAttachment::file(&format!("{name}.txt"), b"x")])
            .collect(),
        ..MsgDraft::default()
    };
    let parts = load(&message("ichi", Some(message("ni", Some(message("san", None))))));
    let mut level = &parts;
    for name in ["ichi", "ni", "san"] {
        assert_eq!(recipients(level), [format!("To {name} <{name}@town.example>")]);
        let file = level.attachments.last().unwrap();
        assert_eq!(file.filename.as_ref().unwrap().value, format!("{name}.txt"));
        level = level.nested.first().unwrap_or(level);
    }
}
