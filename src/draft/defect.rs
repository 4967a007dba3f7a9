//! Breaches of the format met while loading. A strange mail is a defect, never an error.

use crate::span::Span;

/// The part of a draft that a defect touches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DefectPart {
    /// To, Cc, Bcc and their Resent forms, or the recipient table of a .msg.
    Recipients,
    /// Any other header field.
    Header,
    /// The text of the body.
    Body,
    /// An attachment.
    Attachment,
    /// The message as a whole: nesting, part count, line ends.
    Structure,
}

impl DefectPart {
    /// Every part.
    pub const ALL: [DefectPart; 5] =
        [DefectPart::Recipients, DefectPart::Header, DefectPart::Body, DefectPart::Attachment, DefectPart::Structure];

    /// The word rules and reports use.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            DefectPart::Recipients => "recipients",
            DefectPart::Header => "header",
            DefectPart::Body => "body",
            DefectPart::Attachment => "attachment",
            DefectPart::Structure => "structure",
        }
    }
}

/// What was met. Kinds that lost nothing (`is_loss() == false`) are put right silently and only shown by `show`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DefectKind {
    /// A byte-order mark before the header.
    ByteOrderMark,
    /// Blank lines before the header, or blanks before its first field.
    LeadingBlankLine,
    /// An mbox `From ` line before the header.
    MboxFromLine,
    /// Line ends are bare carriage returns.
    BareCarriageReturns,
    /// The whole file is UTF-16.
    Utf16,
    /// Raw 8-bit bytes in a header field, decoded by guess.
    RawBytes,
    /// A character split over two encoded-words, or another breach of RFC 2047 that could be put right.
    EncodedWord,
    /// A charset label that is unknown; the text was decoded by guess.
    UnknownCharset,
    /// Bytes that are not valid in their charset; replacement characters stand for them.
    InvalidBytes,
    /// Base64 or quoted-printable that does not decode.
    TransferEncoding,
    /// Two mailboxes without a comma between them, read as two.
    MissingComma,
    /// A recipient field that has text and yields no address.
    UnreadableField,
    /// A property or stream of a .msg that could not be read.
    UnreadableProperty,
    /// The recipient table of a .msg says another number than was read.
    RecipientCount,
    /// Attachment data that could not be read.
    UnreadableAttachment,
    /// Opaque content (S/MIME, PGP): cannot be checked.
    Encrypted,
    /// An attachment that holds text or files in a format that we do not look into.
    Opaque,
    /// Nested deeper than the limit.
    DepthLimit,
    /// More parts than the limit.
    PartLimit,
    /// Larger than the limit.
    SizeLimit,
    /// The file ends before the structure does.
    Truncated,
}

impl DefectKind {
    /// Every kind.
    pub const ALL: [DefectKind; 21] = [
        DefectKind::ByteOrderMark,
        DefectKind::LeadingBlankLine,
        DefectKind::MboxFromLine,
        DefectKind::BareCarriageReturns,
        DefectKind::Utf16,
        DefectKind::RawBytes,
        DefectKind::EncodedWord,
        DefectKind::UnknownCharset,
        DefectKind::InvalidBytes,
        DefectKind::TransferEncoding,
        DefectKind::MissingComma,
        DefectKind::UnreadableField,
        DefectKind::UnreadableProperty,
        DefectKind::RecipientCount,
        DefectKind::UnreadableAttachment,
        DefectKind::Encrypted,
        DefectKind::Opaque,
        DefectKind::DepthLimit,
        DefectKind::PartLimit,
        DefectKind::SizeLimit,
        DefectKind::Truncated,
    ];

    /// The word rules and reports use.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            DefectKind::ByteOrderMark => "byte-order-mark",
            DefectKind::LeadingBlankLine => "leading-blank-line",
            DefectKind::MboxFromLine => "mbox-from-line",
            DefectKind::BareCarriageReturns => "bare-carriage-returns",
            DefectKind::Utf16 => "utf-16",
            DefectKind::RawBytes => "raw-bytes",
            DefectKind::EncodedWord => "encoded-word",
            DefectKind::UnknownCharset => "unknown-charset",
            DefectKind::InvalidBytes => "invalid-bytes",
            DefectKind::TransferEncoding => "transfer-encoding",
            DefectKind::MissingComma => "missing-comma",
            DefectKind::UnreadableField => "unreadable-field",
            DefectKind::UnreadableProperty => "unreadable-property",
            DefectKind::RecipientCount => "recipient-count",
            DefectKind::UnreadableAttachment => "unreadable-attachment",
            DefectKind::Encrypted => "encrypted",
            DefectKind::Opaque => "opaque",
            DefectKind::DepthLimit => "depth-limit",
            DefectKind::PartLimit => "part-limit",
            DefectKind::SizeLimit => "size-limit",
            DefectKind::Truncated => "truncated",
        }
    }

    /// True when a stated limit stood in the way. One met in a message inside another is told of both.
    #[must_use]
    pub const fn is_limit(self) -> bool {
        matches!(self, DefectKind::DepthLimit | DefectKind::PartLimit | DefectKind::SizeLimit)
    }

    /// True when something that a rule would have judged may be missing from the draft as read.
    #[must_use]
    pub const fn is_loss(self) -> bool {
        match self {
            DefectKind::ByteOrderMark
            | DefectKind::LeadingBlankLine
            | DefectKind::MboxFromLine
            | DefectKind::BareCarriageReturns
            | DefectKind::Utf16
            | DefectKind::RawBytes
            | DefectKind::EncodedWord
            | DefectKind::MissingComma => false,
            DefectKind::UnknownCharset
            | DefectKind::InvalidBytes
            | DefectKind::TransferEncoding
            | DefectKind::UnreadableField
            | DefectKind::UnreadableProperty
            | DefectKind::RecipientCount
            | DefectKind::UnreadableAttachment
            | DefectKind::Encrypted
            | DefectKind::Opaque
            | DefectKind::DepthLimit
            | DefectKind::PartLimit
            | DefectKind::SizeLimit
            | DefectKind::Truncated => true,
        }
    }
}

/// One breach with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Defect {
    /// What was met.
    pub kind: DefectKind,
    /// What it touches.
    pub part: DefectPart,
    /// The place in the view that stands for it (the field's line, the attachment's line, the body); the first
    /// line of the view when it has no better one.
    pub span: Span,
    /// What was seen, short, without personal data: a charset label, a field name, a limit.
    pub detail: String,
}
