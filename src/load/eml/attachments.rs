//! What hangs on a message: files, files that stood within its text, and messages inside. Knows not which parts do.

use super::contents::Contents;
use super::structure::Entity;
use super::text_part::UuFile;
use super::{message, part_content};
use crate::draft::{DefectKind, DefectPart, Origin};
use crate::load::met::Met;
use crate::load::normalise::preamble_len;
use crate::load::parameter;
use crate::load::parts::{Anchor, PartAttachment, PartContent, PartDefect, Sourced, limits_of};
use crate::load::source_map::SourceMap;
use std::borrow::Cow;

impl Contents<'_, '_> {
    pub(super) fn attachment(&mut self, entity: &Entity, parent_type: &str) {
        let (bytes, damage) = part_content::shared_content(self.source, entity);
        let media_type = entity.media_type().to_owned();
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
        if media_type == "message/partial" {
            // RFC 2046 5.2.2: a message in pieces; this one alone cannot be read.
            self.met(Met::new(DefectKind::Truncated, media_type.as_str()));
        }
        let is_signature = parent_type == "multipart/signed" && media_type.contains("signature");
        let is_control = parent_type == "multipart/encrypted" && media_type == "application/pgp-encrypted";
        self.push(
            PartAttachment {
                filename: None,
                other_names: Vec::new(),
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

    /// A file that an old mailer wrote into the text.
    pub(super) fn file_in_text(&mut self, file: UuFile, entity: &Entity) {
        if file.is_damaged {
            self.met(Met::new(DefectKind::TransferEncoding, "uuencode"));
        }
        let bytes: std::sync::Arc<[u8]> = file.bytes.into();
        self.parts.attachments.push(PartAttachment {
            filename: Some(Sourced { value: file.filename, origin: self.origin(entity) })
                .filter(|filename| !filename.value.is_empty()),
            other_names: Vec::new(),
            media_type: "application/octet-stream".to_owned(),
            charset: None,
            size_bytes: bytes.len() as u64,
            is_inline: false,
            is_hidden: false,
            content_id: None,
            part: part_number(entity),
            origin: self.origin(entity),
            content: PartContent::Bytes(bytes),
        });
    }

    pub(super) fn message(&mut self, entity: &Entity) {
        let (content, damage) = part_content::content(self.source, entity);
        if let Some(damage) = damage {
            self.met(damage);
        }
        let limits = self.budget.limits;
        let size_bytes = content.len() as u64;
        let is_encoded = matches!(content, Cow::Owned(_));
        let too_deep = match (self.depth + 1 >= limits.depth, is_encoded && self.budget.encodings == 0) {
            (true, _) => Some(format!("more than {} levels", limits.depth)),
            (_, true) => Some(format!("more than {} encodings", limits.encodings)),
            _ => None,
        };
        let content = if let Some(detail) = too_deep {
            let anchor = Anchor::Attachment(self.parts.attachments.len());
            let (kind, part) = (DefectKind::DepthLimit, DefectPart::Structure);
            self.parts.defects.push(PartDefect { kind, part, anchor, detail });
            PartContent::Absent
        } else {
            let nested = match content {
                // Not encoded: its places are places in the file.
                Cow::Borrowed(bytes) => {
                    let mut met = Vec::new();
                    let start = entity.body.start + preamble_len(bytes, &mut met);
                    let mut nested = message::read(self.source, start..entity.body.end, self.budget, self.depth + 1);
                    nested.defects.extend(met.into_iter().map(|kind| PartDefect::of_structure(kind, String::new())));
                    nested
                }
                Cow::Owned(bytes) => {
                    let whole = SourceMap::whole(self.source.map.file_range(entity.range.clone()));
                    self.budget.encodings -= 1;
                    let nested = message::read_decoded(&bytes, Some(whole), self.budget, self.depth + 1);
                    self.budget.encodings += 1;
                    nested
                }
            };
            for met in limits_of(&nested) {
                self.met(met);
            }
            self.parts.nested.push(nested);
            PartContent::Message(self.parts.nested.len() - 1)
        };
        self.push(
            PartAttachment {
                filename: None,
                other_names: Vec::new(),
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
            attachment.other_names = parameter::other_names(&entity.disposition, &entity.content_type, &value);
            attachment.filename = Some(Sourced { value, origin });
            for met in met.into_iter().chain(parameters.met.iter().cloned()) {
                self.met(met);
            }
        }
        attachment.content_id = self.content_id(entity);
        // A page may name it by this instead of a Content-ID (RFC 2557 5).
        if let Some(field) = entity.header.first("Content-Location") {
            let location = String::from_utf8_lossy(&self.source.bytes[field.body.clone()]);
            attachment.other_names.push(location.trim().to_owned());
        }
        self.met_at(entity, &Anchor::Attachment(self.parts.attachments.len()));
        attachment.part = part_number(entity);
        self.parts.attachments.push(attachment);
    }

    pub(super) fn content_id(&self, entity: &Entity) -> Option<String> {
        let field = entity.header.first("Content-ID")?;
        let body = String::from_utf8_lossy(&self.source.bytes[field.body.clone()]);
        Some(body.trim().trim_start_matches('<').trim_end_matches('>').to_owned())
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

/// As IMAP counts; a message without parts is its own first.
fn part_number(entity: &Entity) -> String {
    if entity.number.is_empty() { "1".to_owned() } else { entity.number.clone() }
}
