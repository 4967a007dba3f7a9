//! Loading of .msg and .oft: each trap of the format is a draft here.
#![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

#[path = "support/compose_msg.rs"]
mod compose_msg;

#[path = "msg/classes.rs"]
mod classes;
#[path = "msg/hostile.rs"]
mod hostile;
#[path = "msg/readback.rs"]
mod readback;
#[path = "msg/traps.rs"]
mod traps;

use compose_msg::{MsgAttachment, MsgBody, MsgDraft, Person};
use mailcheck::draft::{Address, RecipientField};
use mailcheck::load::{Limits, msg, parts::Parts};

fn load(draft: &MsgDraft) -> Parts {
    msg::parse(&draft.compose(), &Limits::default(), 932).unwrap()
}

/// `To 総務課 <soumu@town.example>` for each recipient.
fn recipients(parts: &Parts) -> Vec<String> {
    parts
        .recipients
        .iter()
        .map(|recipient| {
            let name = recipient.mailbox.display_name.as_ref().map_or("", |name| name.value.as_str());
            let address = match &recipient.mailbox.address.value {
                Address::Ok(addr_spec) => format!("<{addr_spec}>"),
                other => format!("{other:?}"),
            };
            format!("{} {name} {address}", recipient.field.header())
        })
        .collect()
}

fn body(parts: &Parts) -> String {
    parts.body.iter().flat_map(|body| &body.pieces).map(|piece| piece.text.as_str()).collect()
}

fn defects(parts: &Parts) -> Vec<&'static str> {
    parts.defects.iter().map(|defect| defect.kind.name()).collect()
}

/// A message to two people with a file and another message in it, in Japanese.
fn circular() -> MsgDraft {
    let inner = MsgDraft {
        subject: Some("元の依頼".into()),
        recipients: vec![
            (1, Person::smtp("内部太郎", "naibu@inner.example")),
            (1, Person::smtp("内部次郎", "jiro@inner.example")),
            (3, Person::smtp("内部秘密", "himitsu@inner.example")),
        ],
        body: MsgBody::Plain("元の本文です。\r\n".into()),
        attachments: vec![MsgAttachment::file("内側.txt", b"inner")],
        ..MsgDraft::default()
    };
    MsgDraft {
        subject: Some("説明会のご案内".into()),
        from: Some(Person::smtp("役場 窓口", "madoguchi@town.example")),
        recipients: vec![
            (1, Person::smtp("山田 花子", "hanako@corp.example")),
            (2, Person::smtp("総務課", "soumu@town.example")),
            (3, Person::smtp("記録係", "kiroku@town.example")),
        ],
        body: MsgBody::Plain("山田様\r\n\r\n資料をお送りします。能力表もご覧ください。\r\n".into()),
        attachments: vec![MsgAttachment::file("資料ソ.txt", b"content"), MsgAttachment::message(inner)],
        ..MsgDraft::default()
    }
}

#[test]
fn fields_and_order_of_recipients_are_kept() {
    let parts = load(&circular());
    assert_eq!(
        recipients(&parts),
        ["To 山田 花子 <hanako@corp.example>", "Cc 総務課 <soumu@town.example>", "Bcc 記録係 <kiroku@town.example>"]
    );
    assert_eq!(parts.recipients[2].field, RecipientField::Bcc);
    assert_eq!(defects(&parts), [""; 0]);
}
