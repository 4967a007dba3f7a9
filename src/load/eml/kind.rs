//! What an Internet message is: by its outermost part, else by the class that Exchange writes into its header.
//! Calendars are looked into elsewhere.

use super::source::Source;
use super::structure::Entity;
use crate::draft::MessageKind;

/// Names behind `urn:content-classes:` (MS-OXCMAIL 2.1.3.2.20; the field of Exchange and Outlook).
const CONTENT_CLASSES: &[(&str, MessageKind)] = &[
    ("appointment", MessageKind::Appointment),
    ("calendarmessage", MessageKind::Meeting),
    ("dsn", MessageKind::Report),
    ("mdn", MessageKind::Report),
    ("person", MessageKind::Contact),
    ("recallmessage", MessageKind::Recall),
    ("recallreport", MessageKind::Report),
    ("task", MessageKind::Task),
    ("taskrequest", MessageKind::TaskRequest),
];

/// The kind of the message whose outermost part is `root`; `smime` is what was found in a
/// part of opaque S/MIME, when it could be opened.
pub(super) fn kind(source: Source<'_>, root: &Entity, smime: Option<MessageKind>) -> MessageKind {
    match root.media_type() {
        "multipart/report" => MessageKind::Report,
        "multipart/encrypted" => MessageKind::Encrypted,
        "multipart/signed" => MessageKind::Signed,
        "application/pkcs7-mime" | "application/x-pkcs7-mime" => smime.unwrap_or(MessageKind::Encrypted),
        _ => content_class(source, root).unwrap_or(MessageKind::Note),
    }
}

fn content_class(source: Source<'_>, root: &Entity) -> Option<MessageKind> {
    let field = root.header.first("Content-Class")?;
    let body = String::from_utf8_lossy(&source.bytes[field.body.clone()]).trim().to_ascii_lowercase();
    let name = body.strip_prefix("urn:content-classes:")?;
    CONTENT_CLASSES.iter().find(|(known, _)| *known == name).map(|(_, kind)| *kind)
}
