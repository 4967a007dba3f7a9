//! Internet messages (RFC 5322, MIME) -> `Parts`; the one door to mail-parser, which reads header fields and dates.
//! Multiparts are split here: mail-parser nests them without limit, takes a boundary for any longer one that begins
//! with it, and decodes text by rules that lose Japanese. Knows nothing of the view.

mod attachments;
mod bodies;
mod budget;
mod contents;
mod headers;
mod kind;
mod message;
mod part_content;
mod readings;
mod recipients;
mod smime;
mod source;
mod structure;
mod text_part;
mod texts;

use crate::draft::{DefectKind, Origin};
use crate::load::Limits;
use crate::load::normalise::normalise;
use crate::load::parts::{PartDefect, Parts};
use crate::load::scan;
use crate::load::signed;
use budget::Budget;

pub use texts::{PlacedText, Transfer, texts};

/// Reads a file that is known to be a message. Never fails: what is wrong becomes a defect.
#[must_use]
pub fn parse(bytes: &[u8], limits: &Limits) -> Parts {
    let limit = usize::try_from(limits.file_bytes).unwrap_or(usize::MAX);
    let mut defects = Vec::new();
    if bytes.len() > limit {
        defects.push(PartDefect::of_structure(DefectKind::SizeLimit, format!("more than {limit} bytes")));
    }
    let mut parts = message::read_decoded(&bytes[..bytes.len().min(limit)], None, &mut Budget::new(limits), 0);
    defects.append(&mut parts.defects);
    parts.defects = defects;
    parts
}

/// Reads a message that stands inside another file, `depth` messages deep: its places are all `origin`.
pub(super) fn parse_inside(bytes: &[u8], origin: &Origin, limits: &Limits, depth: usize) -> Parts {
    let mut parts = message::read_decoded(bytes, None, &mut Budget::new(limits), depth);
    signed::relocate(&mut parts, origin);
    parts
}

/// True when the file begins with header fields, of which at least one belongs to mail.
#[must_use]
pub fn looks_like_message(bytes: &[u8]) -> bool {
    const HEAD_BYTES: usize = 64 * 1024;
    const MAIL_FIELDS: [&str; 22] = [
        "from",
        "to",
        "cc",
        "bcc",
        "subject",
        "date",
        "sender",
        "reply-to",
        "message-id",
        "received",
        "return-path",
        "mime-version",
        "content-type",
        "x-unsent",
        "x-mozilla-status",
        "x-mozilla-draft-info",
        "delivered-to",
        "resent-from",
        "resent-to",
        "x-mailer",
        "references",
        "in-reply-to",
    ];
    let normalised = normalise(&bytes[..bytes.len().min(HEAD_BYTES)]);
    let is_of_mail = |name: &[u8]| MAIL_FIELDS.iter().any(|known| known.as_bytes().eq_ignore_ascii_case(name));
    let line = &normalised.bytes[..scan::line_end(&normalised.bytes, 0)];
    let first = scan::find_byte(line, b':').map(|colon| &line[..colon]).filter(|name| headers::is_field_name(name));
    let Some(first) = first else { return false };
    // Nearly every message begins with one, and its header need not be read twice.
    is_of_mail(first)
        || headers::read(&normalised.bytes, 0..normalised.bytes.len(), &mut Budget::new(&Limits::default()))
            .fields
            .iter()
            .any(|field| is_of_mail(field.name.as_bytes()))
}

#[cfg(test)]
mod tests;
