//! S/MIME in Outlook items (MS-OXOSMIME): the whole message stands in the only attachment, as a signed MIME message or
//! as CMS. What is only signed is opened; what is encrypted is told.

use crate::draft::{DefectKind, DefectPart, MessageKind};
use crate::load::cms::{self, Cms};
use crate::load::parts::{Anchor, PartContent, PartDefect, Parts};
use crate::load::{Limits, eml, signed};
use std::borrow::Cow;

/// Puts body and attachments of a signed message in the place of the attachment that holds them. `depth` counts the
/// messages around this one.
pub(super) fn open(parts: &mut Parts, limits: &Limits, depth: usize) {
    if !matches!(parts.kind, MessageKind::Signed | MessageKind::Encrypted) {
        return;
    }
    let mut detail = parts.message_class.clone().unwrap_or_default();
    if let [attachment] = parts.attachments.as_slice()
        && let PartContent::Bytes(bytes) = attachment.content.clone()
    {
        let signed = match cms::read(&bytes) {
            Some(Cms::Signed(content)) => Some(Cow::Owned(content)),
            Some(Cms::Sealed(kind)) => {
                detail = format!("S/MIME {kind}");
                None
            }
            Some(Cms::Detached) => None,
            None => eml::looks_like_message(&bytes).then_some(Cow::Borrowed(&bytes[..])),
        };
        if let Some(signed) = signed.filter(|_| depth < limits.depth) {
            replace(parts, &signed, limits, depth);
            return;
        }
    }
    // A clear-signed message whose attachment is not what it should be still has the body beside it.
    if parts.kind == MessageKind::Encrypted {
        let defect = defect(parts, detail);
        parts.defects.push(defect);
    }
}

fn replace(parts: &mut Parts, signed_message: &[u8], limits: &Limits, depth: usize) {
    let container = parts.attachments.remove(0);
    for defect in &mut parts.defects {
        if matches!(defect.anchor, Anchor::Attachment(_)) {
            defect.anchor = Anchor::Top;
        }
    }
    let inner = eml::parse_inside(signed_message, &container.origin, limits, depth + 1);
    let is_sealed = inner.defects.iter().any(|defect| defect.kind == DefectKind::Encrypted);
    parts.kind = match inner.kind {
        _ if is_sealed => MessageKind::Encrypted,
        MessageKind::Meeting => MessageKind::Meeting,
        _ => MessageKind::Signed,
    };
    // What was signed is what its recipient reads; the body beside it is Outlook's copy.
    if let Some(body) = signed::adopt(parts, inner, &container.part) {
        parts.body = Some(body);
    }
}

/// At the attachment, where there is one: nothing else of the message is in the file.
fn defect(parts: &Parts, detail: String) -> PartDefect {
    let (part, anchor) = match parts.attachments.as_slice() {
        [] => (DefectPart::Body, Anchor::Body),
        _ => (DefectPart::Attachment, Anchor::Attachment(0)),
    };
    PartDefect { kind: DefectKind::Encrypted, part, anchor, detail }
}
