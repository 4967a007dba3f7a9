//! The content of a part without its transfer encoding. Knows nothing of what it means.

use super::source::Source;
use super::structure::Entity;
use crate::draft::DefectKind;
use crate::load::met::Met;
use crate::load::transfer_encoding::{self, Decoded};
use std::borrow::Cow;
use std::sync::Arc;

/// The content of an attachment, to be shared; `Met` when it does not decode.
pub(super) fn shared_content(source: Source<'_>, entity: &Entity) -> (Arc<[u8]>, Option<Met>) {
    if encoding(source, entity) == "base64" {
        let (bytes, is_damaged) = transfer_encoding::base64_shared(&source.bytes[entity.body.clone()]);
        return (bytes, is_damaged.then(|| Met::new(DefectKind::TransferEncoding, "base64")));
    }
    let (bytes, met) = content(source, entity);
    (bytes.into(), met)
}

/// The word of Content-Transfer-Encoding, lower-case; empty without one.
pub(super) fn encoding(source: Source<'_>, entity: &Entity) -> String {
    let field = entity.header.first("Content-Transfer-Encoding");
    let body = field.map(|field| String::from_utf8_lossy(&source.bytes[field.body.clone()]).to_ascii_lowercase());
    let word = body.as_deref().unwrap_or_default().trim().split([';', ' ', '\t', '(']).next();
    word.unwrap_or_default().trim_matches('"').to_owned()
}

/// The content of a part without its transfer encoding; `Met` when it does not decode.
pub(super) fn content<'a>(source: Source<'a>, entity: &Entity) -> (Cow<'a, [u8]>, Option<Met>) {
    let raw = &source.bytes[entity.body.clone()];
    let encoding = encoding(source, entity);
    let encoding = encoding.as_str();
    let Decoded { bytes, is_damaged } = match encoding {
        "base64" => transfer_encoding::base64(raw),
        "quoted-printable" => transfer_encoding::quoted_printable(raw),
        "x-uuencode" | "uuencode" | "x-uue" | "uue" => transfer_encoding::uuencode(raw),
        "" | "7-bit" | "8-bit" => return (Cow::Borrowed(raw), None),
        plain if ["7bit", "8bit", "binary"].iter().any(|known| plain.starts_with(known)) => {
            return (Cow::Borrowed(raw), None);
        }
        other => {
            let met = Met::new(DefectKind::TransferEncoding, other.chars().take(40).collect::<String>());
            return (Cow::Borrowed(raw), Some(met));
        }
    };
    let met = is_damaged.then(|| Met::new(DefectKind::TransferEncoding, encoding));
    (Cow::Owned(bytes), met)
}
