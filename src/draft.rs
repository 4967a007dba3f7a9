//! What a draft is: a message not yet sent, as its author will read it. Knows no file format.

pub mod address;
pub mod attachment;
pub mod body;
pub mod defect;
pub mod envelope;
pub mod header;
pub mod kind;
pub mod view;

pub use address::{AddrSpec, Address, AddressProblem, Mailbox, Recipient, RecipientField};
pub use attachment::{Attachment, Content};
pub use body::{Body, LinkTarget, TargetKind};
pub use defect::{Defect, DefectKind, DefectPart};
pub use envelope::Envelope;
pub use header::HeaderField;
pub use kind::MessageKind;
pub use view::{Origin, Segment, View};

use crate::span::Spanned;

/// A message not yet sent. Every span points into [`Draft::view`].
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Draft {
    /// The decoded text that findings point into.
    pub view: View,
    /// What it is: mail, an invitation, a contact ...
    pub kind: MessageKind,
    /// PidTagMessageClass (`IPM.Note`); `None` for .eml.
    pub message_class: Option<String>,
    /// True when the mailer marks it as not yet sent (MSGFLAG_UNSENT, `X-Unsent: 1`, `X-Mozilla-Draft-Info`), or when
    /// an .eml lacks the Date or the Message-ID of a complete message and every trace of transport.
    pub is_unsent: bool,
    /// True for an Outlook template (.oft): placeholders are meant to be there.
    pub is_template: bool,
    /// From (for .msg: SentRepresenting, else Sender).
    pub from: Vec<Mailbox>,
    /// Sender, when it is another than From.
    pub sender: Option<Mailbox>,
    /// Reply-To; never recipients.
    pub reply_to: Vec<Mailbox>,
    /// Date as RFC 3339 with its offset; its span is the Date line in the view.
    pub date: Option<Spanned<String>>,
    /// Subject, decoded; `None` when there is no such field.
    pub subject: Option<Spanned<String>>,
    /// Everyone in To, Cc and Bcc, in that order, then in file order; then attendees that only a calendar names.
    pub recipients: Vec<Recipient>,
    /// Every header field in file order, then those shown although absent. For .msg: the transport headers when
    /// present, and the fields the view shows.
    pub headers: Vec<HeaderField>,
    /// The body.
    pub body: Body,
    /// Attachments in file order.
    pub attachments: Vec<Attachment>,
    /// Messages inside this one; each with a view of its own. Their recipients are never the outer ones'.
    pub nested: Vec<Draft>,
    /// Breaches of the format met while loading.
    pub defects: Vec<Defect>,
    /// Bytes of the whole message as its file holds it, each line end as the two bytes it has on the way (RFC 5321
    /// 2.3.8); 0 where the file is no such text (.msg), and for messages inside.
    pub file_bytes: u64,
    /// Of a message on its way out.
    pub envelope: Envelope,
    /// Bytes of its texts, plain and HTML together, where `file_bytes` does not tell.
    pub text_bytes: u64,
}
