//! Calendars inside of messages: whom they show to everyone.

use super::*;
use crate::load::eml;

/// `field address` of everyone, and `room` behind a resource.
fn people(parts: &Parts) -> Vec<String> {
    let of = |recipient: &PartRecipient| {
        let address = key(&recipient.mailbox.address.value).unwrap_or_default();
        let room = if recipient.is_resource { " room" } else { "" };
        format!("{} {address}{room}", recipient.field.name())
    };
    parts.recipients.iter().map(of).collect()
}

fn invitation(header: &str, content_type: &str, lines: &str) -> Parts {
    let text = format!("{header}Content-Type: {content_type}\n\nBEGIN:VCALENDAR\n{lines}END:VCALENDAR\n");
    eml::parse(text.as_bytes(), &Limits::default())
}

#[test]
fn attendees_are_added_once_and_those_in_to_are_not() {
    let parts = invitation(
        "To: Ken <ken@city.example>\nCc: mei@city.example\nBcc: rin@city.example\n",
        "text/calendar; method=REQUEST",
        "METHOD:REQUEST\nATTENDEE;CN=Ken:mailto:KEN@city.example\nATTENDEE:MAILTO:mei@city.example\n\
         ATTENDEE:mailto:rin@city.example\nATTENDEE:mailto:a@alpha.example\nATTENDEE:mailto:A@alpha.example\n",
    );
    assert_eq!(
        people(&parts),
        [
            "to ken@city.example",
            "cc mei@city.example",
            "bcc rin@city.example",
            "attendee rin@city.example",
            "attendee a@alpha.example"
        ]
    );
    assert_eq!(parts.kind, MessageKind::Meeting);
    assert!(!parts.recipients[4].is_delivered);
}

#[test]
fn a_room_is_a_resource_in_to_and_in_the_calendar() {
    let parts = invitation(
        "To: room1@city.example\n",
        "text/calendar",
        "METHOD:REQUEST\nATTENDEE;CUTYPE=ROOM:mailto:room1@city.example\n\
         ATTENDEE;CUTYPE=resource:mailto:beamer@city.example\nATTENDEE;CUTYPE=INDIVIDUAL:mailto:a@alpha.example\n",
    );
    assert_eq!(
        people(&parts),
        ["to room1@city.example room", "attendee beamer@city.example room", "attendee a@alpha.example"]
    );
}

#[test]
fn an_answer_shows_nobody_to_anybody() {
    let lines = "METHOD:REPLY\nATTENDEE;PARTSTAT=ACCEPTED:mailto:a@alpha.example\n";
    let parts = invitation("To: ken@city.example\n", "text/calendar", lines);
    assert_eq!((people(&parts).len(), parts.kind), (1, MessageKind::Meeting));
}

#[test]
fn a_calendar_that_is_only_a_file_shows_its_people_and_is_no_meeting() {
    let lines = "METHOD:PUBLISH\nATTENDEE:mailto:a@alpha.example\n";
    let parts = invitation("To: ken@city.example\n", "application/octet-stream; name=plan.ics", lines);
    assert_eq!((people(&parts).len(), parts.kind), (2, MessageKind::Note));
}

#[test]
fn the_recipients_who_are_invited_are_told_from_those_who_are_not() {
    let parts = invitation(
        "To: a@alpha.example, b@beta.example\nCc: boss@city.example\n",
        "text/calendar",
        "METHOD:REQUEST\nORGANIZER:mailto:boss@city.example\nATTENDEE:mailto:a@alpha.example\n\
         ATTENDEE:mailto:boss@city.example\n",
    );
    let invited: Vec<bool> = parts.recipients.iter().map(|recipient| recipient.is_invited).collect();
    assert_eq!(invited, [true, false, true]);
}

#[test]
fn one_who_invites_is_not_added() {
    let lines = "METHOD:REQUEST\nORGANIZER:mailto:ann@city.example\nATTENDEE:mailto:ANN@city.example\n\
                 ATTENDEE:mailto:a@alpha.example\n";
    let parts = invitation("To: a@alpha.example\n", "text/calendar", lines);
    assert_eq!(people(&parts), ["to a@alpha.example"]);
}

#[test]
fn a_folded_name_in_another_charset_is_read() {
    let name = encoding_rs::ISO_2022_JP.encode("ATTENDEE;CN=\"山田 花子\"").0;
    let head = b"To: ken@city.example\nContent-Type: text/calendar; charset=iso-2022-jp\n\nBEGIN:VCALENDAR\n";
    let text = [head, &name[..], b":mai\n lto:hanako@alpha.example\nEND:VCALENDAR\n"].concat();
    let parts = eml::parse(&text, &Limits::default());
    let mailbox = &parts.recipients[1].mailbox;
    assert_eq!(mailbox.display_name.as_ref().map(|name| name.value.as_str()), Some("山田 花子"));
    assert_eq!(key(&mailbox.address.value).as_deref(), Some("hanako@alpha.example"));
}

#[test]
fn addresses_are_found_in_every_form_that_calendars_have() {
    let calendar = read(
        "ATTENDEE;EMAIL=a@alpha.example:urn:uuid:1\nATTENDEE;ROLE=ATTENDEE:Bob <b@beta.example>\n\
         ATTENDEE:mailto:c%40gamma.example\nATTENDEE;CN=Nobody:invalid:nomail\nATTENDEE;CN=Cut:mailto:\n",
        10,
    );
    let keys: Vec<_> = calendar.attendees.iter().filter_map(|attendee| key(&attendee.address)).collect();
    assert_eq!(keys, ["a@alpha.example", "b@beta.example", "c@gamma.example"]);
    assert_eq!(calendar.attendees.len(), 3);
}

#[test]
fn more_attendees_than_the_limit_are_told() {
    let text = "To: ken@city.example\nContent-Type: text/calendar\n\nATTENDEE:mailto:a@alpha.example\n\
        ATTENDEE:mailto:b@alpha.example\n";
    let parts = eml::parse(text.as_bytes(), &Limits { recipients: 2, ..Limits::default() });
    assert_eq!(parts.recipients.len(), 2);
    assert!(parts.defects.iter().any(|defect| defect.kind == DefectKind::SizeLimit));
}

#[test]
fn the_description_is_the_text_of_a_message_that_has_none() {
    let lines = "BEGIN:VALARM\nDESCRIPTION:Reminder\nEND:VALARM\nDESCRIPTION:Bring\\, please:\\nthe list\\n\n";
    let body = invitation("", "text/calendar", lines).body.unwrap();
    let text: String = body.pieces.iter().map(|piece| piece.text.as_str()).collect();
    assert_eq!(text.trim_end(), "Bring, please:\nthe list");
    let with_text = "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nx\n--b\nContent-Type: text/calendar\n\n\
                     BEGIN:VCALENDAR\nDESCRIPTION:y\nEND:VCALENDAR\n--b--\n";
    let body = eml::parse(with_text.as_bytes(), &Limits::default()).body.unwrap();
    assert_eq!(body.pieces.iter().map(|piece| piece.text.trim_end()).collect::<Vec<_>>(), ["x"]);
}

#[test]
fn files_within_a_calendar_are_told() {
    let kinds = |lines: &str| {
        invitation("", "text/calendar", lines).defects.into_iter().map(|defect| defect.kind).collect::<Vec<_>>()
    };
    let file = "ATTACH;FILENAME=a.pdf;ENCODING=BASE64;VALUE=BINARY:aGVsbG8=\n";
    assert_eq!(kinds(file), [DefectKind::UnreadableAttachment]);
    assert_eq!(kinds("ATTACH;FILENAME=a.pdf:https://files.example/a.pdf\n"), []);
}

#[test]
fn an_attendee_without_an_address_is_shown_to_nobody() {
    let lines = "METHOD:REQUEST\nATTENDEE;CN=Ken:mailto:\nATTENDEE:mailto:\n";
    let draft = crate::load::write::write(invitation("To: mei@city.example\n", "text/calendar; method=REQUEST", lines));
    let places: Vec<_> = draft.recipients.iter().map(|row| draft.view.slice(row.mailbox.address.span)).collect();
    assert_eq!(places, ["mei@city.example"]);
}
