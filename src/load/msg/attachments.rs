//! The attachment table (MS-OXMSG 2.2.2): files, messages inside this one, and what is only linked.

use super::body::{self, Bodies};
use super::message::{Message, property};
use super::recipients::numbered_storages;
use crate::draft::{DefectKind, DefectPart, Origin};
use crate::load::mapi::{Holder, PropertySet, Tag, tag};
use crate::load::met::Met;
use crate::load::parts::{Anchor, PartAttachment, PartContent, Parts, Sourced, limits_of};
use std::collections::HashSet;
use std::sync::Arc;

const STORAGE_PREFIX: &str = "__attach_version1.0_#";
/// The body refers to it (PidTagAttachFlags, attRenderedInBody).
const RENDERED_IN_BODY: u32 = 0x4;

/// PidTagAttachMethod (MS-OXCMSG 2.2.2.9).
mod method {
    pub(super) const NONE: u32 = 0;
    pub(super) const BY_VALUE: u32 = 1;
    pub(super) const EMBEDDED_MESSAGE: u32 = 5;
}

/// Reads the table, and every message in it.
pub(super) fn read(message: &mut Message<'_, '_>, bodies: &Bodies) -> (Vec<PartAttachment>, Vec<Parts>) {
    let names = numbered_storages(message, STORAGE_PREFIX);
    if let Some((_, stated)) = message.properties.counts().filter(|(_, stated)| *stated as usize > names.len()) {
        let detail = format!("{} of {stated} attachments", names.len());
        let last = Anchor::Attachment(names.len().saturating_sub(1));
        message.defect(DefectKind::UnreadableAttachment, DefectPart::Attachment, last, &detail);
    }
    if names.len() > message.limits.parts {
        let limit = format!("more than {} attachments", message.limits.parts);
        let last = Anchor::Attachment(message.limits.parts.saturating_sub(1));
        message.defect(DefectKind::PartLimit, DefectPart::Attachment, last, &limit);
    }
    let references = if names.is_empty() { HashSet::new() } else { references(message, bodies) };
    let mut nested = Vec::new();
    let attachments = names
        .into_iter()
        .enumerate()
        .take(message.limits.parts)
        .map(|(index, name)| {
            let path = format!("{}{name}/", message.path);
            let properties = PropertySet::read(message.compound, &path, Holder::RecipientOrAttachment);
            Storage { index, properties }.attachment(message, &references, &mut nested)
        })
        .collect();
    (attachments, nested)
}

/// One attachment while it is read.
struct Storage {
    index: usize,
    properties: PropertySet,
}

impl Storage {
    fn attachment(
        &self,
        message: &mut Message<'_, '_>,
        references: &HashSet<String>,
        nested: &mut Vec<Parts>,
    ) -> PartAttachment {
        let filename = [tag::ATTACH_LONG_FILENAME, tag::ATTACH_FILENAME, tag::DISPLAY_NAME]
            .into_iter()
            .find_map(|tag| Some(Sourced { value: self.text(message, tag)?, origin: self.origin(tag) }));
        let content_id = self
            .text(message, tag::ATTACH_CONTENT_ID)
            .map(|id| id.trim().trim_start_matches('<').trim_end_matches('>').to_owned())
            .filter(|id| !id.is_empty());
        let is_embedded = self.properties.integer(tag::ATTACH_METHOD) == Some(method::EMBEDDED_MESSAGE);
        let media_type = self.text(message, tag::ATTACH_MIME_TAG).map(|media_type| media_type.trim().to_lowercase());
        let media_type = media_type.unwrap_or_else(|| {
            if is_embedded { "application/vnd.ms-outlook" } else { "application/octet-stream" }.to_owned()
        });
        let is_hidden = self.properties.boolean(tag::ATTACHMENT_HIDDEN) == Some(true);
        let is_referenced = content_id.as_ref().is_some_and(|id| references.contains(&id.to_ascii_lowercase()));
        let flags = self.properties.integer(tag::ATTACH_FLAGS).unwrap_or(0);
        // The flag alone is not believed for a document: some writers set it for everything with a Content-ID.
        let is_picture = flags & RENDERED_IN_BODY != 0 && media_type.starts_with("image/");
        let (content, size_bytes) = self.content(message, nested);
        PartAttachment {
            filename,
            other_names: Vec::new(),
            media_type,
            charset: None,
            size_bytes,
            is_inline: is_hidden || is_referenced || is_picture,
            is_hidden,
            content_id,
            part: (self.index + 1).to_string(),
            origin: self.origin(tag::ATTACH_DATA),
            content,
        }
    }

    fn content(&self, message: &mut Message<'_, '_>, nested: &mut Vec<Parts>) -> (PartContent, u64) {
        match self.properties.integer(tag::ATTACH_METHOD).unwrap_or(method::NONE) {
            method::NONE | method::BY_VALUE => self.bytes(message),
            method::EMBEDDED_MESSAGE => {
                let Some(path) = self.properties.object_path(tag::ATTACH_DATA) else {
                    return (self.unreadable(message), 0);
                };
                let size_bytes = message.compound.len_bytes_below(&path);
                (self.embedded(message, path, nested), size_bytes)
            }
            // OLE objects and links to files elsewhere: nothing in here that could be judged.
            _ => (PartContent::Absent, self.properties.integer(tag::ATTACH_SIZE).unwrap_or(0).into()),
        }
    }

    fn bytes(&self, message: &mut Message<'_, '_>) -> (PartContent, u64) {
        match self.properties.binary(message.compound, tag::ATTACH_DATA) {
            Ok(Some(bytes)) => {
                let size_bytes = bytes.len() as u64;
                (PartContent::Bytes(Arc::from(bytes)), size_bytes)
            }
            Ok(None) if self.properties.stated_binary_bytes(tag::ATTACH_DATA) == Some(0) => {
                (PartContent::Bytes(Arc::from([])), 0)
            }
            _ => (self.unreadable(message), 0),
        }
    }

    fn embedded(&self, message: &mut Message<'_, '_>, path: String, nested: &mut Vec<Parts>) -> PartContent {
        let depth = message.depth + 1;
        if depth > message.limits.depth {
            let limit = format!("more than {} messages inside each other", message.limits.depth);
            message.defect(DefectKind::DepthLimit, DefectPart::Structure, Anchor::Attachment(self.index), &limit);
            return PartContent::Absent;
        }
        let properties = PropertySet::read(message.compound, &path, Holder::EmbeddedMessage);
        if !properties.is_any() {
            return self.unreadable(message);
        }
        let (limits, code_page) = (message.limits, message.code_page);
        let keeps_item = message.keeps_item;
        let mut inner = Message::new(message.compound, limits, path, properties, code_page, depth);
        inner.keeps_item = keeps_item;
        let parts = inner.parts();
        for Met { kind, detail } in limits_of(&parts) {
            message.defect(kind, DefectPart::Attachment, Anchor::Attachment(self.index), &detail);
        }
        nested.push(parts);
        PartContent::Message(nested.len() - 1)
    }

    fn unreadable(&self, message: &mut Message<'_, '_>) -> PartContent {
        let anchor = Anchor::Attachment(self.index);
        message.defect(DefectKind::UnreadableAttachment, DefectPart::Attachment, anchor, tag::ATTACH_DATA.name);
        PartContent::Absent
    }

    /// A string that is there and not blank.
    fn text(&self, message: &mut Message<'_, '_>, tag: Tag) -> Option<String> {
        let anchor = Anchor::Attachment(self.index);
        let text = message.text_of(&self.properties, tag, DefectPart::Attachment, anchor)?;
        (!text.trim().is_empty()).then_some(text)
    }

    fn origin(&self, tag: Tag) -> Origin {
        property(&format!("attachments[{}]", self.index), tag)
    }
}

/// Content-IDs that the body refers to. A body shown as text may have its HTML in the RTF beside it.
fn references(message: &mut Message<'_, '_>, bodies: &Bodies) -> HashSet<String> {
    match &bodies.html {
        Some(html) => content_ids_in(html),
        None => body::wrapped_html(message).map(|html| content_ids_in(&html)).unwrap_or_default(),
    }
}

/// Content-IDs that `html` refers to (RFC 2392), in lower case.
fn content_ids_in(html: &str) -> HashSet<String> {
    let html = html.to_ascii_lowercase();
    html.match_indices("cid:")
        .map(|(at, scheme)| {
            let rest = &html[at + scheme.len()..];
            let end = rest.find(|character: char| character.is_whitespace() || "\"'<>)&".contains(character));
            rest[..end.unwrap_or(rest.len())].replace("%40", "@")
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_ids_are_found_in_attributes_and_styles() {
        let ids = content_ids_in("<img src=\"cid:Logo%40town.example\"><p style='background:url(cid:b)'>cid:");
        assert_eq!(ids, HashSet::from(["logo@town.example".to_owned(), "b".to_owned(), String::new()]));
    }
}
