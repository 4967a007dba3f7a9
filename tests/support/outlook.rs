//! A draft as the Outlook item that would show the same. What an item cannot hold is an `Err` with the reason.

use super::compose_msg::{MsgAttachment, MsgBody, MsgContent, MsgDraft, Person};
use mailcheck::draft::{Address, Attachment, Content, Draft, Mailbox, MessageKind, RecipientField};

/// The item: in Unicode, unsent as the draft is; the caller changes what its test is about.
pub fn outlook_item(draft: &Draft) -> Result<MsgDraft, String> {
    if draft.headers.iter().any(|field| field.name.to_ascii_lowercase().starts_with("resent-")) {
        return Err("an Outlook draft has no Resent fields".to_owned());
    }
    if draft.headers.iter().any(|field| matches!(&*field.name.to_ascii_lowercase(), "received" | "delivered-to")) {
        return Err("an unsent item has no traces of transport".to_owned());
    }
    let recipients = draft.recipients.iter().map(|recipient| {
        let kind = match recipient.field {
            RecipientField::To if recipient.is_resource && draft.kind == MessageKind::Meeting => 3,
            RecipientField::To => 1,
            RecipientField::Cc => 2,
            RecipientField::Bcc => 3,
            RecipientField::Attendee => {
                return Err("attendees of a calendar, which an item has as recipients".to_owned());
            }
        };
        Ok((kind, person(&recipient.mailbox)?))
    });
    let header = |name: &str| {
        let field = draft.headers.iter().find(|field| field.name.eq_ignore_ascii_case(name));
        field.map(|field| field.body.clone())
    };
    let body = draft.view.slice(draft.body.span).replace('\n', "\r\n");
    Ok(MsgDraft {
        message_class: class(draft.kind).to_owned(),
        subject: draft.subject.as_ref().map(|subject| subject.value.clone()),
        from: draft.from.first().map(person).transpose()?,
        recipients: recipients.collect::<Result<_, String>>()?,
        body: if body.is_empty() { MsgBody::None } else { MsgBody::Plain(body) },
        attachments: draft.attachments.iter().map(attachment).collect::<Result<_, _>>()?,
        in_reply_to: header("In-Reply-To"),
        labels: header("msip_labels"),
        is_unsent: draft.is_unsent,
        ..MsgDraft::default()
    })
}

/// The class that Outlook gives such an item; the author's own form of mail for what no item is made of here.
fn class(kind: MessageKind) -> &'static str {
    match kind {
        MessageKind::Appointment => "IPM.Appointment",
        MessageKind::Meeting => "IPM.Schedule.Meeting.Request",
        MessageKind::Task => "IPM.Task",
        MessageKind::TaskRequest => "IPM.TaskRequest",
        MessageKind::Contact => "IPM.Contact",
        MessageKind::Recall => "IPM.Outlook.Recall",
        _ => "IPM.Note",
    }
}

fn person(mailbox: &Mailbox) -> Result<Person, String> {
    let Address::Ok(addr_spec) = &mailbox.address.value else {
        return Err("Outlook resolves a recipient before it is kept: no address, or no such address".to_owned());
    };
    let address = addr_spec.to_string();
    // Outlook shows the address where there is no name.
    let name = mailbox.display_name.as_ref().map_or(address.as_str(), |name| name.value.as_str());
    Ok(Person::smtp(name, &address))
}

fn attachment(attachment: &Attachment) -> Result<MsgAttachment, String> {
    let Content::Bytes(content) = &attachment.content else {
        return Err("an attachment without content, or a message inside the message".to_owned());
    };
    let name = attachment.filename.as_ref().map_or("", |name| name.value.as_str());
    Ok(MsgAttachment {
        media_type: attachment.media_type.clone(),
        content_id: attachment.content_id.clone(),
        is_hidden: attachment.is_hidden,
        ..MsgAttachment::new(name, MsgContent::Bytes(content.to_vec()))
    })
}

/// True when every string of the item can be written in cp932 as it is.
pub fn fits_shift_jis(item: &MsgDraft) -> bool {
    let body = match &item.body {
        MsgBody::Plain(text) | MsgBody::Html(text) => text.as_str(),
        _ => "",
    };
    let names = item.recipients.iter().map(|(_, person)| person.name.as_str());
    let attachments = item.attachments.iter().map(|attachment| attachment.filename.as_str());
    let from = item.from.iter().map(|person| person.name.as_str());
    let texts = names.chain(attachments).chain(from).chain(item.subject.as_deref()).chain([body]);
    texts.into_iter().all(|text| {
        let (bytes, _, has_errors) = encoding_rs::SHIFT_JIS.encode(text);
        !has_errors && encoding_rs::SHIFT_JIS.decode_without_bom_handling(&bytes).0 == text
    })
}
