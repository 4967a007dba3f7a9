//! The parts of an Outlook item -> the bytes of an Internet message. The door for mail-builder.

use super::{Change, Refusal};
use crate::draft::{Address, MessageKind};
use crate::load::parts::{Item, PartAttachment, PartContent, PartMailbox, Parts};
use mail_builder::headers::Header;
use mail_builder::headers::address::{Address as WrittenAddress, EmailAddress};
use mail_builder::headers::content_type::ContentType;
use mail_builder::headers::date::Date;
use mail_builder::headers::raw::Raw;
use mail_builder::headers::text::Text;
use mail_builder::mime::{BodyPart, MimePart};
use std::borrow::Cow;
use std::collections::BTreeSet;

/// Fields of the item that a new draft has as well.
const OF_A_DRAFT: [&str; 10] = [
    "In-Reply-To",
    "References",
    "Thread-Index",
    "Thread-Topic",
    "Keywords",
    "Sensitivity",
    "Importance",
    "Priority",
    "X-Priority",
    "msip_labels",
];
/// Fields that are written from what the item says otherwise.
const WRITTEN: [&str; 10] =
    ["From", "Sender", "Reply-To", "To", "Cc", "Bcc", "Subject", "Date", "MIME-Version", "X-Unsent"];

/// The message, and what is otherwise in it.
pub(super) fn composed(parts: &Parts) -> Result<(Vec<u8>, BTreeSet<Change>), Refusal> {
    let mut composer = Composer::default();
    let message = composer.message(parts, true)?;
    Ok((message, composer.changes))
}

/// A message while it is written, with those inside.
#[derive(Default)]
struct Composer {
    changes: BTreeSet<Change>,
    boundaries: usize,
}

impl Composer {
    fn message(&mut self, parts: &Parts, is_outermost: bool) -> Result<Vec<u8>, Refusal> {
        match parts.kind {
            MessageKind::Note => {}
            MessageKind::Signed | MessageKind::Encrypted => return Err(Refusal::Sealed),
            _ => return Err(Refusal::NoMail),
        }
        if parts.defects.iter().any(|defect| defect.kind.is_loss()) {
            return Err(Refusal::Damaged);
        }
        let item = parts.item.as_deref().ok_or(Refusal::Different)?;
        let mut message = Vec::new();
        for (field, mailboxes) in [("From", &parts.from[..]), ("Sender", parts.sender.as_slice())] {
            // Who sends a draft is filled in when it is sent.
            let left = mailboxes.iter().filter(|mailbox| !is_outermost || has_address(mailbox));
            people(&mut message, field, left.clone())?;
            if left.count() < mailboxes.len() {
                self.changes.insert(Change::Sender);
            }
        }
        people(&mut message, "Reply-To", parts.reply_to.iter())?;
        for field in crate::draft::RecipientField::HEADERS {
            let here = parts.recipients.iter().filter(|recipient| recipient.field == field);
            people(&mut message, field.header(), here.map(|recipient| &recipient.mailbox))?;
        }
        if let Some(subject) = &parts.subject {
            write(&mut message, "Subject", &Text::new(spaced(&subject.value)));
        }
        if is_outermost {
            self.fields_of_a_draft(&mut message, parts, item)?;
        } else {
            fields_of_an_original(&mut message, parts);
        }
        write(&mut message, "MIME-Version", &Raw::new("1.0"));
        self.content(parts, item)?.write_part(&mut message);
        if item.is_layout_lost {
            self.changes.insert(Change::Layout);
        }
        Ok(message)
    }

    fn fields_of_a_draft(&mut self, message: &mut Vec<u8>, parts: &Parts, item: &Item) -> Result<(), Refusal> {
        let is_named = |name: &str| parts.headers.iter().any(|header| header.name.eq_ignore_ascii_case(name));
        for header in &parts.headers {
            if OF_A_DRAFT.iter().any(|name| header.name.eq_ignore_ascii_case(name)) {
                write(message, &header.name, &Text::new(spaced(&header.body)));
            }
        }
        let importance = match item.importance {
            Some(0) => Some(("low", "5")),
            Some(2) => Some(("high", "1")),
            _ => None,
        };
        if let Some((importance, priority)) = importance.filter(|_| !is_named("Importance")) {
            write(message, "Importance", &Raw::new(importance));
            write(message, "X-Priority", &Raw::new(priority));
        }
        if item.wants_receipt {
            match parts.from.first().filter(|from| has_address(from)) {
                Some(from) => people(message, "Disposition-Notification-To", std::iter::once(from))?,
                None => _ = self.changes.insert(Change::Receipt),
            }
        }
        if item.is_deferred {
            self.changes.insert(Change::Deferred);
        }
        if !parts.is_unsent && parts.date.is_some() {
            self.changes.insert(Change::Sent);
        }
        write(message, "X-Unsent", &Raw::new("1"));
        Ok(())
    }

    /// The text, the pictures in it, and what hangs on the message.
    fn content<'p>(&mut self, parts: &'p Parts, item: &'p Item) -> Result<MimePart<'p>, Refusal> {
        let text = match (&item.html, &item.plain) {
            (Some(page), Some(plain)) if item.has_two_texts => {
                self.multipart("alternative", vec![text("plain", plain), text("html", page)])
            }
            (Some(page), _) => text("html", page),
            (None, plain) => text("plain", plain.as_deref().unwrap_or_default()),
        };
        let (mut pictures, mut files) = (Vec::new(), Vec::new());
        for attachment in &parts.attachments {
            let is_shown_in_page = item.html.is_some() && attachment.is_inline && attachment.content_id.is_some();
            let part = self.attachment(attachment, parts)?;
            if is_shown_in_page { pictures.push(part) } else { files.push(part) }
        }
        let mut whole = text;
        if !pictures.is_empty() {
            pictures.insert(0, whole);
            whole = self.multipart("related", pictures);
        }
        if !files.is_empty() {
            files.insert(0, whole);
            whole = self.multipart("mixed", files);
        }
        Ok(whole)
    }

    fn attachment<'p>(&mut self, attachment: &'p PartAttachment, parts: &'p Parts) -> Result<MimePart<'p>, Refusal> {
        let is_picture = attachment.is_inline && attachment.media_type.starts_with("image/");
        if attachment.is_hidden && attachment.content_id.is_none() && !is_picture {
            self.changes.insert(Change::Shown);
        }
        let filename = attachment.filename.as_ref().map(|name| name.value.trim());
        let (part, filename) = match &attachment.content {
            PartContent::Bytes(bytes) => {
                let media_type = ContentType::new(media_type(&attachment.media_type));
                (MimePart::new(media_type, BodyPart::Binary(Cow::Borrowed(bytes))), filename.map(Cow::Borrowed))
            }
            PartContent::Message(number) => {
                let inner = parts.nested.get(*number).ok_or(Refusal::Inside)?;
                let inner = self.message(inner, false).map_err(|refusal| match refusal {
                    Refusal::NoAddress | Refusal::NotInFile => refusal,
                    _ => Refusal::Inside,
                })?;
                let encoding = if inner.is_ascii() { "7bit" } else { "8bit" };
                let part = MimePart::new(ContentType::new("message/rfc822"), BodyPart::Binary(Cow::Owned(inner)));
                (part.transfer_encoding(encoding), filename.map(name_of_message))
            }
            PartContent::Absent => return Err(Refusal::NotInFile),
        };
        // A text that is not attached would be read as one of the message.
        let disposition = ContentType::new(if is_picture { "inline" } else { "attachment" });
        let disposition = match filename {
            Some(filename) => disposition.attribute("filename", filename),
            None => disposition,
        };
        let part = part.header("Content-Disposition", disposition);
        Ok(match &attachment.content_id {
            Some(content_id) => part.header("Content-ID", Raw::new(format!("<{}>", spaced(content_id)))),
            None => part,
        })
    }

    /// Another boundary for each; `=_` stands in no text that is encoded (RFC 2045 6.7).
    fn multipart<'p>(&mut self, subtype: &str, parts: Vec<MimePart<'p>>) -> MimePart<'p> {
        self.boundaries += 1;
        let content_type = ContentType::new(format!("multipart/{subtype}"))
            .attribute("boundary", format!("=_mailcheck_{}_", self.boundaries));
        MimePart::new(content_type, BodyPart::Multipart(parts))
    }
}

/// What tells the way of a message that is attached stays, since that message was sent.
fn fields_of_an_original(message: &mut Vec<u8>, parts: &Parts) {
    let is_date = |name: &str| name.eq_ignore_ascii_case("Date");
    match parts.headers.iter().find(|header| is_date(&header.name)) {
        Some(date) => write(message, "Date", &Text::new(spaced(&date.body))),
        None => {
            let seconds = parts.date.as_ref().and_then(|date| date.value.parse::<jiff::Timestamp>().ok());
            if let Some(seconds) = seconds {
                write(message, "Date", &Date::new(seconds.as_second()));
            }
        }
    }
    for header in &parts.headers {
        let is_written = WRITTEN.iter().any(|name| header.name.eq_ignore_ascii_case(name));
        if !is_written && !header.name.to_ascii_lowercase().starts_with("content-") {
            write(message, &header.name, &Text::new(spaced(&header.body)));
        }
    }
}

fn people<'p>(
    message: &mut Vec<u8>,
    field: &str,
    mailboxes: impl Iterator<Item = &'p PartMailbox>,
) -> Result<(), Refusal> {
    let written = mailboxes.map(mailbox).collect::<Result<Vec<_>, _>>()?;
    if !written.is_empty() {
        write(message, field, &WrittenAddress::List(written));
    }
    Ok(())
}

/// False for names of an Exchange directory that the file does not resolve.
fn has_address(mailbox: &PartMailbox) -> bool {
    !matches!(mailbox.address.value, Address::Unresolved | Address::NameOnly)
}

fn mailbox(mailbox: &PartMailbox) -> Result<WrittenAddress<'_>, Refusal> {
    let email = match &mailbox.address.value {
        Address::Ok(addr_spec) => Cow::Owned(addr_spec.to_string()),
        Address::Malformed { text, .. } | Address::Placeholder(text) => Cow::Borrowed(text.as_str()),
        Address::Unresolved | Address::NameOnly => return Err(Refusal::NoAddress),
    };
    let name = mailbox.display_name.as_ref().map(|name| spaced(&name.value)).filter(|name| !name.is_empty());
    Ok(WrittenAddress::Address(EmailAddress { name: name.map(Cow::Owned), email }))
}

fn write(message: &mut Vec<u8>, name: &str, value: &impl Header) {
    message.extend_from_slice(name.as_bytes());
    message.extend_from_slice(b": ");
    value.write_header(message, name.len() + 2);
}

fn text<'p>(subtype: &str, text: &str) -> MimePart<'p> {
    let content_type = ContentType::new(format!("text/{subtype}")).attribute("charset", "utf-8");
    let lines = text.replace("\r\n", "\n").replace('\r', "\n").replace('\n', "\r\n");
    MimePart::new(content_type, BodyPart::Text(Cow::Owned(lines)))
}

/// Bytes of another message, and of parts, would be read as part of this one.
fn media_type(stated: &str) -> &str {
    let is_token = |text: &str| {
        !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"!#$&-^_.+".contains(&byte))
    };
    let is_whole = stated
        .split_once('/')
        .is_some_and(|(kind, subtype)| is_token(kind) && is_token(subtype) && !matches!(kind, "message" | "multipart"));
    if is_whole { stated } else { "application/octet-stream" }
}

/// Outlook names a message inside by its subject, and so has no ending or its own.
fn name_of_message(name: &str) -> Cow<'_, str> {
    let stem = name.get(name.len().saturating_sub(4)..).filter(|ending| ending.eq_ignore_ascii_case(".msg"));
    Cow::Owned(format!("{}.eml", &name[..name.len() - stem.map_or(0, str::len)]))
}

/// One line.
fn spaced(text: &str) -> String {
    text.replace(|sign: char| sign.is_control(), " ").trim().to_owned()
}
