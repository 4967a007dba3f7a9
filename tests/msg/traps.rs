//! What real files do that makes a careless reader see another message than Outlook shows.

use super::compose_msg::{MsgContent, Strings};
use super::*;
use mailcheck::draft::Origin;
use mailcheck::load::parts::PartContent;

#[test]
fn recipients_of_an_embedded_message_are_not_the_outer_ones() {
    let parts = load(&circular());
    assert_eq!(parts.nested.len(), 1);
    assert_eq!(
        recipients(&parts.nested[0]),
        [
            "To 内部太郎 <naibu@inner.example>",
            "To 内部次郎 <jiro@inner.example>",
            "Bcc 内部秘密 <himitsu@inner.example>"
        ]
    );
    assert_eq!(recipients(&parts).len(), 3);
    assert_eq!(parts.nested[0].subject.as_ref().unwrap().value, "元の依頼");
    assert_eq!(parts.attachments[1].content, PartContent::Message(0));
    assert_eq!(parts.nested[0].attachments[0].filename.as_ref().unwrap().value, "内側.txt");
}

#[test]
fn one_message_reads_the_same_in_every_string_and_sector_form() {
    let expected = load(&circular());
    for strings in [Strings::Unicode, Strings::ShiftJisByCodepage, Strings::ShiftJisByLocale, Strings::ShiftJisUntold] {
        for has_large_sectors in [false, true] {
            let mut draft = MsgDraft { strings, has_large_sectors, ..circular() };
            // The embedded message has strings of the same kind and leaves the code page to its parent.
            if let MsgContent::Message(inner) = &mut draft.attachments[1].content {
                inner.strings = if strings == Strings::Unicode { strings } else { Strings::ShiftJisUntold };
            }
            let mut parts = load(&draft);
            parts.attachments[1].size_bytes = expected.attachments[1].size_bytes;
            assert_eq!(parts, expected, "{strings:?} {has_large_sectors}");
        }
    }
}

#[test]
fn the_internet_code_page_is_not_for_strings() {
    let draft = MsgDraft { subject: Some("能力表".into()), strings: Strings::ShiftJisUntold, ..MsgDraft::default() };
    assert_eq!(load(&draft).subject.unwrap().value, "能力表");
}

#[test]
fn an_exchange_recipient_is_resolved_or_said_to_be_unresolved() {
    let draft = MsgDraft {
        recipients: vec![
            (1, Person::exchange("総務課", "/o=Town/ou=First/cn=Recipients/cn=soumu", "soumu@town.example")),
            (1, Person::exchange("税務課", "/o=Town/ou=First/cn=Recipients/cn=zeimu", "")),
        ],
        ..MsgDraft::default()
    };
    let parts = load(&draft);
    assert_eq!(recipients(&parts), ["To 総務課 <soumu@town.example>", "To 税務課 Unresolved"]);
    let origin = |index: usize| parts.recipients[index].mailbox.address.origin.clone();
    assert_eq!(origin(0), Origin::Property { storage: "recipients[0]".into(), tag: "PidTagSmtpAddress" });
    assert_eq!(origin(1), Origin::Property { storage: "recipients[1]".into(), tag: "PidTagDisplayName" });
}

#[test]
fn display_strings_without_a_table_are_shown_and_told() {
    let draft = MsgDraft { display_to: Some("山田 花子; 総務課".into()), ..MsgDraft::default() };
    let parts = load(&draft);
    assert_eq!(parts.recipients, []);
    assert_eq!(parts.unreadable_fields.len(), 1);
    assert_eq!(parts.unreadable_fields[0].text.value, "山田 花子; 総務課");
    assert_eq!(defects(&parts), ["unreadable-field"]);
}

#[test]
fn a_display_string_beside_a_table_is_not_trusted() {
    let draft = MsgDraft { display_to: Some("someone else".into()), ..circular() };
    assert_eq!(load(&draft), load(&circular()));
}

#[test]
fn a_resource_of_an_appointment_is_seen_by_everyone() {
    let room = vec![(3, Person::smtp("第一会議室", "room1@town.example"))];
    let appointment =
        MsgDraft { message_class: "IPM.Appointment".into(), recipients: room.clone(), ..MsgDraft::default() };
    assert_eq!(recipients(&load(&appointment)), ["To 第一会議室 <room1@town.example>"]);
    let note = MsgDraft { recipients: room, ..MsgDraft::default() };
    assert_eq!(recipients(&load(&note)), ["Bcc 第一会議室 <room1@town.example>"]);
}

#[test]
fn flags_above_the_recipient_type_are_masked_and_the_originator_is_left_out() {
    let draft = MsgDraft {
        recipients: vec![
            (0, Person::smtp("自分", "self@town.example")),
            (0x1000_0002, Person::smtp("総務課", "soumu@town.example")),
        ],
        ..MsgDraft::default()
    };
    let parts = load(&draft);
    assert_eq!(recipients(&parts), ["Cc 総務課 <soumu@town.example>"]);
    let origin = &parts.recipients[0].mailbox.address.origin;
    assert_eq!(*origin, Origin::Property { storage: "recipients[1]".into(), tag: "PidTagSmtpAddress" });
}

#[test]
fn a_row_that_names_nobody_is_kept_and_told() {
    let parts = load(&MsgDraft { recipients: vec![(1, Person::default())], ..MsgDraft::default() });
    assert_eq!(recipients(&parts), ["To  NameOnly"]);
    assert_eq!(defects(&parts), ["unreadable-property"]);
    let draft = mailcheck::load::write::write(parts);
    assert_eq!(draft.view.slice(draft.recipients[0].mailbox.address.span), "<>", "a place to point at");
}

#[test]
fn a_table_with_fewer_rows_than_it_counts_is_told() {
    let draft = MsgDraft { recipients_missing: 2, ..circular() };
    assert_eq!(defects(&load(&draft)), ["recipient-count"]);
}

#[test]
fn the_one_represented_is_from_and_the_writer_is_sender() {
    let boss = Person::smtp("課長", "kacho@town.example");
    let writer = Person::smtp("担当", "tanto@town.example");
    let parts = load(&MsgDraft { from: Some(boss.clone()), sender: Some(writer.clone()), ..MsgDraft::default() });
    assert_eq!(parts.from[0].display_name.as_ref().unwrap().value, "課長");
    assert_eq!(parts.sender.unwrap().display_name.unwrap().value, "担当");
    let parts = load(&MsgDraft { from: Some(boss.clone()), sender: Some(boss), ..MsgDraft::default() });
    assert_eq!(parts.sender, None);
    let parts = load(&MsgDraft { sender: Some(writer), ..MsgDraft::default() });
    assert_eq!(parts.from[0].display_name.as_ref().unwrap().value, "担当");
}

#[test]
fn flags_class_and_template_are_told() {
    let parts = load(&MsgDraft::default());
    assert!(parts.is_unsent && !parts.is_template);
    let parts = load(&MsgDraft { is_unsent: false, is_template: true, ..MsgDraft::default() });
    assert!(!parts.is_unsent && parts.is_template);
    assert_eq!(parts.message_class.as_deref(), Some("IPM.Note"));
}

#[test]
fn opaque_smime_cannot_be_checked_and_clear_signed_can() {
    let class = |class: &str| defects(&load(&MsgDraft { message_class: class.into(), ..MsgDraft::default() }));
    assert_eq!(class("IPM.Note.SMIME"), ["encrypted"]);
    assert_eq!(class("IPM.Note.rpmsg.Microsoft.Purview"), ["encrypted"]);
    assert_eq!(class("IPM.Note.SMIME.MultipartSigned"), [""; 0]);
}

#[test]
fn html_is_what_the_reader_sees() {
    let parts = load(&MsgDraft { body: MsgBody::Html("<p>本文です</p>".into()), ..MsgDraft::default() });
    assert_eq!(body(&parts).trim(), "本文です");
    let part = parts.body.unwrap();
    assert_eq!(part.origin, Origin::Property { storage: String::new(), tag: "PidTagHtml" });
    assert_eq!(part.plain_alternative, None);
}

#[test]
fn a_page_without_a_word_does_not_hide_the_plain_text() {
    let body_forms = MsgBody::HtmlAndPlain("<p>&nbsp;</p>".into(), "本文です".into());
    assert_eq!(body(&load(&MsgDraft { body: body_forms, ..MsgDraft::default() })).trim(), "本文です");
}

#[test]
fn html_is_read_in_its_own_code_page() {
    let bytes = encoding_rs::SHIFT_JIS.encode("<p>能力表</p>").0.into_owned();
    let parts = load(&MsgDraft { body: MsgBody::HtmlBytes(bytes, 932), ..MsgDraft::default() });
    assert_eq!(body(&parts).trim(), "能力表");
}

#[test]
fn html_kept_as_a_string_is_read_in_its_own_code_page() {
    let html = "<p>能力表</p>".as_bytes().to_vec();
    let parts = load(&MsgDraft { body: MsgBody::HtmlString8(html, 65001), ..MsgDraft::default() });
    assert_eq!(body(&parts).trim(), "能力表");
}

#[test]
fn a_body_that_is_only_rtf_is_read() {
    let rtf =
        br"{\rtf1\ansi\ansicpg932\fromtext \deff0{\fonttbl{\f0\fcharset128 MS Gothic;}}\f0 \'8e\'91\'97\'bf\par ok}";
    let parts = load(&MsgDraft { body: MsgBody::Rtf(rtf.to_vec()), ..MsgDraft::default() });
    assert_eq!(body(&parts), "資料\nok\n");
    let broken = MsgDraft { body: MsgBody::Rtf(b"no RTF".to_vec()), ..MsgDraft::default() };
    assert_eq!(defects(&load(&broken)), ["unreadable-property"]);
}

#[test]
fn a_picture_in_the_body_is_no_attachment_to_its_author() {
    let mut logo = MsgAttachment::file("logo.png", b"png");
    logo.media_type = "image/png".into();
    logo.content_id = Some("<logo@town.example>".into());
    let mut hidden = MsgAttachment::file("smime.p7s", b"p7s");
    hidden.is_hidden = true;
    let mut sheet = MsgAttachment::file("名簿.xlsx", b"xlsx");
    sheet.content_id = Some("sheet@town.example".into());
    let parts = load(&MsgDraft {
        body: MsgBody::Html("<img src=\"cid:logo@town.example\">".into()),
        attachments: vec![logo, hidden, sheet],
        ..MsgDraft::default()
    });
    let attachments: Vec<_> = parts.attachments.iter().map(|part| (part.is_inline, part.is_hidden)).collect();
    assert_eq!(attachments, [(true, false), (true, true), (false, false)]);
    assert_eq!(parts.attachments[0].content_id.as_deref(), Some("logo@town.example"));
    assert_eq!(parts.attachments[2].part, "3");
}

#[test]
fn a_link_is_absent_and_lost_content_is_a_defect() {
    let link = MsgAttachment::new("集計.xlsx", MsgContent::Link("https://files.town.example/a".into()));
    let parts = load(&MsgDraft { attachments: vec![link], ..MsgDraft::default() });
    assert_eq!(parts.attachments[0].content, PartContent::Absent);
    assert_eq!(parts.attachments[0].filename.as_ref().unwrap().value, "集計.xlsx");
    assert_eq!(defects(&parts), [""; 0]);
    let lost = MsgAttachment::new("集計.xlsx", MsgContent::Missing);
    let parts = load(&MsgDraft { attachments: vec![lost], ..MsgDraft::default() });
    assert_eq!(defects(&parts), ["unreadable-attachment"]);
}

#[test]
fn messages_deeper_than_the_limit_are_told() {
    let mut draft = circular();
    for _ in 0..4 {
        draft = MsgDraft { attachments: vec![MsgAttachment::message(draft)], ..MsgDraft::default() };
    }
    let limits = Limits { depth: 3, ..Limits::default() };
    let parts = msg::parse(&draft.compose(), &limits, 932).unwrap();
    let deepest = &parts.nested[0].nested[0].nested[0];
    assert_eq!(defects(deepest), ["depth-limit"]);
    assert_eq!(deepest.attachments[0].content, PartContent::Absent);
}

#[test]
fn more_recipients_than_the_limit_are_told() {
    let limits = Limits { recipients: 2, ..Limits::default() };
    let parts = msg::parse(&circular().compose(), &limits, 932).unwrap();
    assert_eq!(parts.recipients.len(), 2);
    assert_eq!(defects(&parts), ["size-limit", "size-limit"], "its own, and that of the message inside");
}

#[test]
fn headers_are_those_it_came_with_else_made_from_properties() {
    let headers = |draft: MsgDraft| -> Vec<(String, String)> {
        load(&draft).headers.into_iter().map(|header| (header.name, header.body)).collect()
    };
    let in_reply_to = Some("<1@corp.example>".to_owned());
    let made = headers(MsgDraft { in_reply_to: in_reply_to.clone(), ..MsgDraft::default() });
    assert_eq!(made, [("In-Reply-To".to_owned(), "<1@corp.example>".to_owned())]);
    let transport_headers = Some("Received: a\r\n\tb\r\nX-Mailer: c\r\n\r\n".to_owned());
    let came = headers(MsgDraft { in_reply_to, transport_headers, ..MsgDraft::default() });
    assert_eq!(came, [("Received".to_owned(), "a b".to_owned()), ("X-Mailer".to_owned(), "c".to_owned())]);
}

#[test]
fn the_submit_time_is_the_date() {
    let draft = MsgDraft { submit_time: Some(133_801_632_000_000_000), ..MsgDraft::default() };
    assert_eq!(load(&draft).date.unwrap().value, "2025-01-01T00:00:00Z");
}

/// A slip of the pen weighs the same from Outlook as from an .eml: rules about domains judge what was meant.
#[test]
fn an_address_is_judged_as_in_an_eml() {
    for written in ["aoi..rei@docomo.ne.jp", "sora.rei＠gmail.com", "mailto:umi.rei@icloud.com", "<<Mail>>", "${mail}"]
    {
        let person = Person::smtp("葵", written);
        let parts = load(&MsgDraft { recipients: vec![(1, person)], ..MsgDraft::default() });
        let address = &parts.recipients[0].mailbox.address.value;
        assert_eq!(*address, mailcheck::load::address_list::read_addr_spec(written));
        if let Address::Malformed { repaired, .. } = address {
            assert!(repaired.is_some(), "{written} would be nobody's");
        }
    }
}

#[test]
fn the_sensitivity_of_a_draft_is_in_its_header() {
    let label = "MSIP_Label_0a1b_Name=Confidential";
    let headers = |draft: &MsgDraft| {
        let fields = load(draft).headers.into_iter();
        fields.map(|field| format!("{}: {}", field.name, field.body)).collect::<Vec<_>>()
    };
    assert_eq!(
        headers(&MsgDraft { labels: Some(label.into()), ..MsgDraft::default() }),
        [format!("msip_labels: {label}")]
    );
    assert_eq!(headers(&MsgDraft { sensitivity: 3, ..MsgDraft::default() }), ["Sensitivity: Company-Confidential"]);
    assert!(headers(&MsgDraft::default()).is_empty());
}
