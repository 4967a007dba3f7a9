//! Opaque S/MIME: a message in one part, as CMS. What is only signed is opened, everything else is told. Verifies nothing.

use super::contents::Contents;
use super::structure::Entity;
use super::{message, part_content};
use crate::draft::{DefectKind, MessageKind};
use crate::load::cms::{self, Cms};
use crate::load::met::Met;
use crate::load::parameter;
use crate::load::parts::{PartBody, PartDefect};
use crate::load::signed;
use crate::load::source_map::SourceMap;

/// What stood inside of opaque signed parts (`application/pkcs7-mime; smime-type=signed-data`).
#[derive(Debug, Default)]
pub(super) struct Opened {
    /// Their texts, in order.
    pub(super) bodies: Vec<PartBody>,
    /// What the last such part makes of the message.
    pub(super) kind: Option<MessageKind>,
}

impl Contents<'_, '_> {
    /// S/MIME in one opaque part: opened when it is only signed (RFC 8551 3.5.2), else told.
    pub(super) fn smime(&mut self, entity: &Entity, parent_type: &str) {
        let (content, _) = part_content::content(self.source, entity);
        let smime_type = entity.content_type.token("smime-type").unwrap_or_default();
        match cms::read(&content) {
            Some(Cms::Signed(signed)) if self.depth + 1 < self.budget.limits.depth && self.budget.encodings > 0 => {
                let whole = SourceMap::whole(self.source.map.file_range(entity.range.clone()));
                self.budget.encodings -= 1;
                let inner = message::read_decoded(&signed, Some(whole), self.budget, self.depth + 1);
                self.budget.encodings += 1;
                let is_sealed = inner.defects.iter().any(|defect| defect.kind == DefectKind::Encrypted);
                self.opened.kind = Some(if is_sealed { MessageKind::Encrypted } else { MessageKind::Signed });
                self.opened.bodies.extend(signed::adopt(self.parts, inner, &entity.number));
                return;
            }
            Some(Cms::Signed(_)) => {
                let limits = self.budget.limits;
                let detail = format!("more than {} levels or {} encodings", limits.depth, limits.encodings);
                self.parts.defects.push(PartDefect::of_structure(DefectKind::DepthLimit, detail));
            }
            Some(Cms::Detached) => self.opened.kind = Some(MessageKind::Note),
            Some(Cms::Sealed(kind)) => self.met(Met::new(DefectKind::Encrypted, format!("S/MIME {kind}"))),
            None if smime_type.eq_ignore_ascii_case("certs-only") => self.opened.kind = Some(MessageKind::Note),
            None => self.met(Met::new(DefectKind::Encrypted, entity.media_type().to_owned())),
        }
        self.attachment(entity, parent_type);
    }
}

/// An opaque part of S/MIME, by its type or its name.
pub(super) fn is_smime(entity: &Entity) -> bool {
    matches!(entity.media_type(), "application/pkcs7-mime" | "application/x-pkcs7-mime")
        || parameter::filename(&entity.disposition, &entity.content_type)
            .is_some_and(|(name, _, _)| name.eq_ignore_ascii_case("smime.p7m"))
}
