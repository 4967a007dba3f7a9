//! `mailcheck show`: the decoded view as text, and everything the rules can see as JSON.
//! The shape of the document is held by `docs/show.schema.json`; keys are added, never renamed.

mod contents;
pub mod json_schema;
mod targets;

pub use contents::{Piece, pieces};

use crate::draft::{Address, Attachment, Content, Draft, LinkTarget, Mailbox};
use crate::facts::Facts;
use crate::facts::schema::{Collection, ContentRow, Row, Value};
use serde::Serialize;
use serde_json::{Map, Value as Json, json};
use sha2::{Digest, Sha256};

/// The whole document.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Shown {
    /// Version of this shape.
    pub version: u32,
    /// One for each message.
    pub drafts: Vec<Json>,
}

impl Shown {
    /// A document of these messages.
    #[must_use]
    pub fn new(drafts: Vec<Json>) -> Self {
        Self { version: 1, drafts }
    }
}

/// One message of the document.
#[must_use]
pub fn draft_json(path: &str, message: u32, format: &str, draft: &Draft, facts: Option<&Facts>) -> Json {
    json!({
        "path": path,
        "message": message,
        "format": format,
        "unsent": draft.is_unsent,
        "message-class": draft.message_class,
        "kind": draft.kind.name(),
        "from": draft.from.iter().map(mailbox_json).collect::<Vec<_>>(),
        "sender": draft.sender.as_ref().map(mailbox_json),
        "reply-to": draft.reply_to.iter().map(mailbox_json).collect::<Vec<_>>(),
        "date": draft.date.as_ref().map(|date| &date.value),
        "subject": draft.subject.as_ref().map(|subject| &subject.value),
        "recipients": recipients_json(draft, facts),
        "body": {
            "own-text": own_text(draft),
            "quoted-text": draft.body.quoted.iter().map(|span| draft.view.slice(*span)).collect::<String>(),
            "targets": draft.body.targets.iter().map(|target| target_json(draft, target)).collect::<Vec<_>>(),
        },
        "attachments": attachments_json(draft, facts),
        "nested": draft.nested.iter().map(|nested| draft_json(path, message, format, nested, None)).collect::<Vec<_>>(),
        "defects": draft.defects.iter().map(|defect| defect.kind.name()).collect::<Vec<_>>(),
        "facts": facts.map_or_else(|| json!({}), facts_json),
    })
}

/// Own text with the signature, in the order of the body.
fn own_text(draft: &Draft) -> String {
    let mut spans = draft.body.own.clone();
    spans.extend(&draft.body.signatures);
    spans.sort();
    spans.iter().map(|span| draft.view.slice(*span)).collect()
}

fn target_json(draft: &Draft, target: &LinkTarget) -> Json {
    json!({
        "kind": target.kind.name(),
        "target": target.target,
        "shown": draft.view.slice(target.span),
        "quoted": target.is_quoted,
    })
}

fn mailbox_json(mailbox: &Mailbox) -> Json {
    json!({
        "name": mailbox.display_name.as_ref().map(|name| &name.value),
        "address": address_text(&mailbox.address.value),
    })
}

/// The addr-spec as written, or `None` when there is none.
fn address_text(address: &Address) -> Option<String> {
    match address {
        Address::Ok(addr_spec) => Some(addr_spec.to_string()),
        Address::Malformed { text, .. } | Address::Placeholder(text) => Some(text.clone()),
        Address::Unresolved | Address::NameOnly => None,
    }
}

fn recipients_json(draft: &Draft, facts: Option<&Facts>) -> Vec<Json> {
    draft
        .recipients
        .iter()
        .enumerate()
        .map(|(index, recipient)| {
            let row = facts.and_then(|facts| facts.recipients.get(index));
            json!({
                "field": recipient.field.name(),
                "name": recipient.mailbox.display_name.as_ref().map(|name| &name.value),
                "address": address_text(&recipient.mailbox.address.value),
                "address-status": address_status(&recipient.mailbox.address.value),
                "group": recipient.group,
                "resent": recipient.is_resent,
                "external": row.and_then(|row| row.external),
                "member": row.is_some_and(|row| row.member),
                "kind": row.and_then(|row| row.kind),
                "organization": row.and_then(|row| row.organization.as_deref()),
                "party": row.and_then(|row| row.party.as_deref()),
            })
        })
        .collect()
}

fn address_status(address: &Address) -> &'static str {
    match address {
        Address::Ok(_) => "ok",
        Address::Malformed { .. } => "malformed",
        Address::Unresolved | Address::NameOnly => "unresolved",
        Address::Placeholder(_) => "placeholder",
    }
}

fn attachments_json(draft: &Draft, facts: Option<&Facts>) -> Vec<Json> {
    let rows = contents::by_attachment(facts);
    draft.attachments.iter().map(|attachment| attachment_json(attachment, contents::of(attachment, &rows))).collect()
}

fn attachment_json(attachment: &Attachment, rows: &[&ContentRow]) -> Json {
    json!({
        "filename": attachment.filename.as_ref().map(|name| &name.value),
        "media-type": attachment.media_type,
        "size": attachment.size_bytes,
        "inline": attachment.is_inline,
        "hidden": attachment.is_hidden,
        "sha256": sha256(attachment),
        "part": attachment.part,
        "inspection": contents::inspection(rows),
        "contents": contents::json(rows),
    })
}

/// SHA-256 of the decoded content, hexadecimal; `None` for a message and for what is not in the draft.
#[must_use]
pub fn sha256(attachment: &Attachment) -> Option<String> {
    match &attachment.content {
        Content::Bytes(bytes) => Some(hexadecimal(&Sha256::digest(bytes))),
        Content::Message(_) | Content::Absent => None,
    }
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Every fact by collection and field name.
fn facts_json(facts: &Facts) -> Json {
    let mut collections = Map::new();
    for collection in Collection::ALL {
        let rows: Vec<Json> = facts.rows(collection).into_iter().map(|row| row_json(collection, row)).collect();
        let value = match collection {
            Collection::Message => rows.into_iter().next().unwrap_or_else(|| json!({})),
            _ => Json::Array(rows),
        };
        collections.insert(collection.name().to_owned(), value);
    }
    Json::Object(collections)
}

fn row_json(collection: Collection, row: &dyn Row) -> Json {
    let fields = collection.fields();
    let pairs = fields.iter().enumerate().map(|(index, field)| {
        let value = match row.value(index) {
            Value::Unknown => Json::Null,
            Value::Flag(flag) => json!(flag),
            Value::Number(number) => json!(number),
            Value::Text(text) => json!(text),
            Value::Texts(texts) => json!(texts),
        };
        (field.name.to_owned(), value)
    });
    Json::Object(pairs.collect())
}
