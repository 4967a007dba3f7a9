//! What a file format yields: plain decoded parts with their origins, before the view is written.
//! Knows neither the view nor any format.

use crate::draft::{Address, DefectKind, DefectPart, MessageKind, Origin, RecipientField, TargetKind};
use crate::load::met::Met;
use std::ops::Range;
use std::sync::Arc;

/// What reports say instead of a property or a line for a recipient who stands in the envelope only.
pub const ENVELOPE: &str = "envelope";

/// A decoded value and where its bytes stand in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sourced<T> {
    /// Decoded.
    pub value: T,
    /// As fine as is true.
    pub origin: Origin,
}

/// A mailbox as read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartMailbox {
    /// Decoded, unquoted, not empty.
    pub display_name: Option<Sourced<String>>,
    /// The address with the place of its literal.
    pub address: Sourced<Address>,
}

/// A recipient as read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartRecipient {
    /// To, Cc, Bcc, or the calendar inside.
    pub field: RecipientField,
    /// Who.
    pub mailbox: PartMailbox,
    /// Group name, when inside one.
    pub group: Option<String>,
    /// See `draft::Recipient::is_resent`.
    pub is_resent: bool,
    /// See `draft::Recipient::is_delivered`.
    pub is_delivered: bool,
    /// See `draft::Recipient::is_resource`.
    pub is_resource: bool,
    /// See `draft::Recipient::is_invited`.
    pub is_invited: bool,
}

/// A header field as read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartHeader {
    /// Field name as written.
    pub name: String,
    /// Unfolded and decoded.
    pub body: String,
    /// The whole field in the file.
    pub origin: Origin,
}

/// What a run of body text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PieceKind {
    /// Written for this message.
    Own,
    /// The author's signature.
    Signature,
    /// Quoted or forwarded, with its header block.
    Quoted,
}

/// A run of whole lines of the body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// What it is.
    pub kind: PieceKind,
    /// Whole lines, each ended by `\n`.
    pub text: String,
}

/// The body as read: the form the recipient will look at (text/html when there is one), as text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartBody {
    /// In order; their texts together are the body.
    pub pieces: Vec<Piece>,
    /// The MIME part or property it came from.
    pub origin: Origin,
    /// The text/plain twin of an HTML body.
    pub plain_alternative: Option<String>,
    /// Where links, pictures, forms and frames of the HTML lead.
    pub targets: Vec<PartTarget>,
    /// See `draft::Body::markup`.
    pub markup: Option<String>,
}

/// Where something in an HTML body leads, as read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartTarget {
    /// See `draft::LinkTarget::target`.
    pub target: String,
    /// What leads there.
    pub kind: TargetKind,
    /// Bytes of the body (its pieces together) that stand for it; empty when the page has no text.
    pub place: Range<usize>,
}

/// Content of an attachment as read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PartContent {
    /// Decoded bytes.
    Bytes(Arc<[u8]>),
    /// Index into `Parts::nested`.
    Message(usize),
    /// Not there, or not readable (then a defect says so).
    Absent,
}

/// An attachment as read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartAttachment {
    /// Decoded file name with its origin (the Content-Disposition or Content-Type field, PidTagAttachLongFilename).
    pub filename: Option<Sourced<String>>,
    /// See `draft::Attachment::other_names`.
    pub other_names: Vec<String>,
    /// Lower-case `type/subtype`.
    pub media_type: String,
    /// Label of the charset of a text, as written.
    pub charset: Option<String>,
    /// Bytes of decoded content.
    pub size_bytes: u64,
    /// See `draft::Attachment::is_inline`.
    pub is_inline: bool,
    /// See `draft::Attachment::is_hidden`.
    pub is_hidden: bool,
    /// Without angle brackets.
    pub content_id: Option<String>,
    /// IMAP part number, or the number in a .msg from 1.
    pub part: String,
    /// The MIME part or attachment storage.
    pub origin: Origin,
    /// What is in it.
    pub content: PartContent,
}

/// The place in the view a defect will point at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Anchor {
    /// The line of that header field (`To`, `Subject`); the top when the view does not show it.
    Field(&'static str),
    /// The n-th recipient of `Parts::recipients`.
    Recipient(usize),
    /// The n-th attachment of `Parts::attachments`.
    Attachment(usize),
    /// The body.
    Body,
    /// The first line of the view.
    Top,
}

/// A defect as met.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartDefect {
    /// What was met.
    pub kind: DefectKind,
    /// What it touches.
    pub part: DefectPart,
    /// Where the view stands for it.
    pub anchor: Anchor,
    /// Short, without personal data.
    pub detail: String,
}

impl PartDefect {
    /// A defect of the message as a whole, told at its top.
    #[must_use]
    pub fn of_structure(kind: DefectKind, detail: String) -> Self {
        Self { kind, part: DefectPart::Structure, anchor: Anchor::Top, detail }
    }
}

/// What an Outlook item holds beyond what a draft shows, for whoever writes it anew.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Item {
    /// The page, decoded.
    pub html: Option<String>,
    /// The plain text.
    pub plain: Option<String>,
    /// Both have words of their own.
    pub has_two_texts: bool,
    /// The text has a layout, as RTF, that neither of them has.
    pub is_layout_lost: bool,
    /// PidTagImportance: 0 low, 1 normal, 2 high.
    pub importance: Option<u32>,
    /// The sender wants to be told when it is read.
    pub wants_receipt: bool,
    /// It is not to be sent before a certain time.
    pub is_deferred: bool,
}

/// One message as a file format yields it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Parts {
    /// What the message is.
    pub kind: MessageKind,
    /// PidTagMessageClass.
    pub message_class: Option<String>,
    /// Marked as not yet sent.
    pub is_unsent: bool,
    /// An Outlook template.
    pub is_template: bool,
    /// From, in file order.
    pub from: Vec<PartMailbox>,
    /// Sender, when it is another than From.
    pub sender: Option<PartMailbox>,
    /// Reply-To.
    pub reply_to: Vec<PartMailbox>,
    /// Date as RFC 3339 with offset.
    pub date: Option<Sourced<String>>,
    /// Subject; `None` when the field is absent.
    pub subject: Option<Sourced<String>>,
    /// In file order; the writer sorts them by field.
    pub recipients: Vec<PartRecipient>,
    /// Recipient fields that are present, with their place, also when they are empty (`To`, `Cc`, `Bcc`), and whose
    /// text could not be read as recipients: shown in the view as it stands, so that nothing is hidden.
    pub unreadable_fields: Vec<UnreadableField>,
    /// All header fields, in file order.
    pub headers: Vec<PartHeader>,
    /// The body; `None` when there is no text part.
    pub body: Option<PartBody>,
    /// In file order.
    pub attachments: Vec<PartAttachment>,
    /// Messages inside this one.
    pub nested: Vec<Parts>,
    /// What was met while reading.
    pub defects: Vec<PartDefect>,
    /// Bytes of its texts, plain and HTML together, where the file is no text itself.
    pub text_bytes: u64,
    /// The rest of an Outlook item; only where it was asked for.
    pub item: Option<Box<Item>>,
}

/// A recipient field that has text and yields no mailbox.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnreadableField {
    /// Which.
    pub field: RecipientField,
    /// Its text, decoded as well as could be.
    pub text: Sourced<String>,
}

/// The limits that were met in a message, each kind once: told of the message around it too, whose reader sees only an
/// attachment.
#[must_use]
pub fn limits_of(nested: &Parts) -> Vec<Met> {
    let mut limits: Vec<Met> = Vec::new();
    for defect in nested.defects.iter().filter(|defect| defect.kind.is_limit()) {
        if !limits.iter().any(|met| met.kind == defect.kind) {
            limits.push(Met::new(defect.kind, defect.detail.clone()));
        }
    }
    limits
}
