//! Walks the tree of parts: text to read goes to the body, everything else becomes an attachment or a message inside.

use super::bodies::{self, Segment, body_defect};
use super::smime::{self, Opened};
use super::structure::Entity;
use super::{Source, message, parse_at_depth, structure_defect};
use crate::draft::{DefectKind, DefectPart, Origin};
use crate::load::Limits;
use crate::load::met::Met;
use crate::load::normalise::preamble_len;
use crate::load::parameter;
use crate::load::parts::{Anchor, PartAttachment, PartContent, PartDefect, Parts, Sourced};
use crate::load::source_map::SourceMap;
use std::collections::HashSet;
use std::sync::Arc;

/// What the walk has found so far.
pub(super) struct Contents<'a> {
    pub(super) source: Source<'a>,
    pub(super) limits: &'a Limits,
    /// Messages and multiparts around this one.
    pub(super) depth: usize,
    pub(super) parts: &'a mut Parts,
    /// What stood inside of opaque signed parts.
    pub(super) opened: Opened,
    /// A calendar part names a method of an invitation, be it without a calendar (RFC 6047 2.4).
    pub(super) has_invitation: bool,
}

impl<'a> Contents<'a> {
    pub(super) fn new(source: Source<'a>, limits: &'a Limits, depth: usize, parts: &'a mut Parts) -> Self {
        Self { source, limits, depth, parts, opened: Opened::default(), has_invitation: false }
    }

    /// Text of `root` in order; its attachments and nested messages are put into the parts.
    pub(super) fn walk(&mut self, root: &Entity) -> Vec<Segment> {
        self.segments(root, "", 0)
    }

    /// Marks pictures that a page shows: they are no attachments to anyone.
    pub(super) fn mark_inline(&mut self, segments: &[Segment]) {
        let mut shown: HashSet<String> = HashSet::new();
        for page in segments.iter().filter_map(|segment| segment.html.as_ref()) {
            for rest in page.text.split("cid:").skip(1) {
                let end = rest.find(['"', '\'', ')', '>', ' ', '\n', '&']).unwrap_or(0);
                shown.insert(rest[..end].replace("%40", "@"));
            }
        }
        for attachment in &mut self.parts.attachments {
            attachment.is_inline |= attachment.content_id.as_ref().is_some_and(|content_id| shown.contains(content_id));
        }
    }

    fn segments(&mut self, entity: &Entity, parent_type: &str, index: usize) -> Vec<Segment> {
        match entity.media_type() {
            "multipart/alternative" if entity.is_split => self.alternative(entity),
            "multipart/encrypted" if entity.is_split => {
                self.parts.defects.push(body_defect(Met::new(DefectKind::Encrypted, "multipart/encrypted")));
                self.all(entity)
            }
            _ if entity.is_split => self.all(entity),
            "message/rfc822" | "message/global" => {
                self.message(entity);
                Vec::new()
            }
            "text/plain" | "text/html" if self.is_body(entity, parent_type, index) => {
                let (text_part, met) = bodies::text_part(self.source, entity, self.limits);
                self.parts.defects.extend(met.into_iter().map(body_defect));
                let is_html = entity.media_type() == "text/html";
                vec![if is_html {
                    Segment { html: Some(text_part), plain: None }
                } else {
                    Segment { html: None, plain: Some(text_part) }
                }]
            }
            _ if smime::is_smime(entity) => {
                self.smime(entity, parent_type);
                Vec::new()
            }
            _ => {
                self.attachment(entity, parent_type);
                Vec::new()
            }
        }
    }

    fn all(&mut self, entity: &Entity) -> Vec<Segment> {
        let children = entity.children.iter().enumerate();
        children.flat_map(|(index, child)| self.segments(child, entity.media_type(), index)).collect()
    }

    /// The last form that has HTML, with the plain text of the others as its twin (RFC 2046 5.1.4).
    fn alternative(&mut self, entity: &Entity) -> Vec<Segment> {
        let children = entity.children.iter().enumerate();
        let mut forms: Vec<Vec<Segment>> =
            children.map(|(index, child)| self.segments(child, entity.media_type(), index)).collect();
        forms.retain(|form| !form.is_empty());
        let Some(page) = forms.iter().rposition(|form| form.iter().any(|segment| segment.html.is_some())) else {
            return forms.pop().unwrap_or_default();
        };
        let mut chosen = forms.remove(page);
        let twin = forms.into_iter().flatten().filter_map(|segment| segment.plain).reduce(|mut first, next| {
            first.text.push_str(&next.text);
            first
        });
        if let Some(segment) = chosen.iter_mut().find(|segment| segment.html.is_some())
            && segment.plain.is_none()
        {
            segment.plain = twin;
        }
        chosen
    }

    /// Text that a reader sees in the body rather than in the list of attachments.
    fn is_body(&self, entity: &Entity, parent_type: &str, index: usize) -> bool {
        if entity.disposition.value == "attachment" {
            return false;
        }
        match parent_type {
            "" | "multipart/alternative" => true,
            "multipart/related" => index == 0,
            _ => parameter::filename(&entity.disposition, &entity.content_type).is_none(),
        }
    }

    pub(super) fn attachment(&mut self, entity: &Entity, parent_type: &str) {
        let (content, damage) = bodies::content(self.source, entity);
        let media_type = entity.media_type().to_owned();
        let bytes: Arc<[u8]> = content.into();
        if media_type == "text/calendar" {
            let method = entity.content_type.token("method");
            self.has_invitation |= method.is_some_and(|method| !method.eq_ignore_ascii_case("PUBLISH"));
        }
        let is_left_out = bytes.is_empty() && entity.header.first("X-Apple-Content-Length").is_some();
        if is_left_out {
            // Apple Mail keeps it in a folder beside a `.partial.emlx`.
            self.met(Met::new(DefectKind::UnreadableAttachment, "kept outside of the file by Apple Mail"));
        }
        if let Some(damage) = damage {
            self.met(damage);
        }
        let is_signature = parent_type == "multipart/signed" && media_type.contains("signature");
        let is_control = parent_type == "multipart/encrypted" && media_type == "application/pgp-encrypted";
        self.push(
            PartAttachment {
                filename: None,
                is_inline: media_type.starts_with("image/") && entity.disposition.value == "inline",
                media_type,
                charset: entity.content_type.token("charset"),
                size_bytes: bytes.len() as u64,
                is_hidden: is_signature || is_control,
                content_id: None,
                part: String::new(),
                origin: self.origin(entity),
                content: if is_left_out { PartContent::Absent } else { PartContent::Bytes(bytes) },
            },
            entity,
        );
    }

    fn message(&mut self, entity: &Entity) {
        let (content, damage) = bodies::content(self.source, entity);
        if let Some(damage) = damage {
            self.met(damage);
        }
        let is_too_deep = self.depth + 1 >= self.limits.depth;
        let size_bytes = content.len() as u64;
        let content = if is_too_deep {
            let detail = format!("{} levels", self.limits.depth);
            self.parts.defects.push(structure_defect(DefectKind::DepthLimit, detail));
            PartContent::Absent
        } else {
            let nested = match content {
                // Not encoded: its places are places in the file.
                std::borrow::Cow::Borrowed(bytes) => {
                    let mut met = Vec::new();
                    let start = entity.body.start + preamble_len(bytes, &mut met);
                    let mut nested = message::read(self.source, start..entity.body.end, self.limits, self.depth + 1);
                    nested.defects.extend(met.into_iter().map(|kind| structure_defect(kind, String::new())));
                    nested
                }
                std::borrow::Cow::Owned(bytes) => {
                    let whole = SourceMap::whole(self.source.map.file_range(entity.range.clone()));
                    parse_at_depth(&bytes, Some(whole), self.limits, self.depth + 1)
                }
            };
            self.parts.nested.push(nested);
            PartContent::Message(self.parts.nested.len() - 1)
        };
        self.push(
            PartAttachment {
                filename: None,
                media_type: entity.media_type().to_owned(),
                charset: None,
                size_bytes,
                is_inline: false,
                is_hidden: false,
                content_id: None,
                part: String::new(),
                origin: self.origin(entity),
                content,
            },
            entity,
        );
    }

    /// Adds `attachment` with what the header of its part says.
    fn push(&mut self, mut attachment: PartAttachment, entity: &Entity) {
        if let Some((value, is_disposition, met)) = parameter::filename(&entity.disposition, &entity.content_type) {
            let (name, parameters) = if is_disposition {
                ("Content-Disposition", &entity.disposition)
            } else {
                ("Content-Type", &entity.content_type)
            };
            let field = entity.header.first(name).map_or(entity.range.clone(), |field| field.whole.clone());
            let origin = Origin::Raw(self.source.map.file_range(field));
            attachment.filename = Some(Sourced { value, origin });
            for met in met.into_iter().chain(parameters.met.iter().cloned()) {
                self.met(met);
            }
        }
        attachment.content_id = entity.header.first("Content-ID").map(|field| {
            let body = String::from_utf8_lossy(&self.source.bytes[field.body.clone()]);
            body.trim().trim_start_matches('<').trim_end_matches('>').to_owned()
        });
        attachment.part = if entity.number.is_empty() { "1".to_owned() } else { entity.number.clone() };
        self.parts.attachments.push(attachment);
    }

    /// Records what was met in the attachment that is pushed next.
    pub(super) fn met(&mut self, met: Met) {
        let anchor = Anchor::Attachment(self.parts.attachments.len());
        let Met { kind, detail } = met;
        self.parts.defects.push(PartDefect { kind, part: DefectPart::Attachment, anchor, detail });
    }

    fn origin(&self, entity: &Entity) -> Origin {
        Origin::Raw(self.source.map.file_range(entity.range.clone()))
    }
}
