//! Opens a message that was signed as a whole: what is inside stands in the outer message as if it had not been
//! signed. Verifies nothing, and knows not how the signed part was found.

use super::parts::{Anchor, PartBody, PartContent, Parts};
use crate::draft::Origin;

/// Puts attachments, messages and defects of `inner` behind those of `outer`; its body is handed back. Its header fields
/// are dropped: the outer ones count, and nobody is sent to by inner ones. `part` is the number of the signed part.
pub fn adopt(outer: &mut Parts, inner: Parts, part: &str) -> Option<PartBody> {
    let (first_attachment, first_nested) = (outer.attachments.len(), outer.nested.len());
    for mut attachment in inner.attachments {
        if let PartContent::Message(index) = &mut attachment.content {
            *index += first_nested;
        }
        if !part.is_empty() {
            attachment.part = format!("{part}.{}", attachment.part);
        }
        outer.attachments.push(attachment);
    }
    outer.nested.extend(inner.nested);
    for mut defect in inner.defects {
        defect.anchor = match defect.anchor {
            Anchor::Attachment(index) => Anchor::Attachment(first_attachment + index),
            Anchor::Body => Anchor::Body,
            Anchor::Field(_) | Anchor::Recipient(_) | Anchor::Top => Anchor::Top,
        };
        outer.defects.push(defect);
    }
    inner.body
}

/// Puts `more` behind `body`.
pub fn append(body: &mut Option<PartBody>, more: PartBody) {
    let Some(body) = body else {
        *body = Some(more);
        return;
    };
    let length: usize = body.pieces.iter().map(|piece| piece.text.len()).sum();
    body.pieces.extend(more.pieces);
    body.targets.extend(more.targets.into_iter().map(|mut target| {
        target.place = length + target.place.start..length + target.place.end;
        target
    }));
    body.markup = body.markup.take().zip(more.markup).map(|(markup, more)| markup + &more);
    if let Some(text) = more.plain_alternative {
        body.plain_alternative.get_or_insert_default().push_str(&text);
    }
}

/// Says that everything in `parts` came from one place, since its own places are not those of the file.
pub fn relocate(parts: &mut Parts, origin: &Origin) {
    let mailboxes = parts.from.iter_mut().chain(&mut parts.sender).chain(&mut parts.reply_to);
    for mailbox in mailboxes.chain(parts.recipients.iter_mut().map(|recipient| &mut recipient.mailbox)) {
        mailbox.address.origin = origin.clone();
        if let Some(name) = &mut mailbox.display_name {
            name.origin = origin.clone();
        }
    }
    for text in parts.date.iter_mut().chain(&mut parts.subject) {
        text.origin = origin.clone();
    }
    for field in &mut parts.unreadable_fields {
        field.text.origin = origin.clone();
    }
    for header in &mut parts.headers {
        header.origin = origin.clone();
    }
    if let Some(body) = &mut parts.body {
        body.origin = origin.clone();
    }
    for attachment in &mut parts.attachments {
        attachment.origin = origin.clone();
        if let Some(name) = &mut attachment.filename {
            name.origin = origin.clone();
        }
    }
    for nested in &mut parts.nested {
        relocate(nested, origin);
    }
}
