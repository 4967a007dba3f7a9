//! One message -> `Parts`: its fields here, its recipients and contents in the neighbouring files.

use super::budget::Budget;
use super::contents::Contents;
use super::headers::HeaderSection;
use super::source::Source;
use super::structure::{Entity, Splitter};
use super::{bodies, headers, kind, recipients};
use crate::draft::{DefectPart, MessageKind, Origin};
use crate::load::calendar;
use crate::load::charset::Charset;
use crate::load::normalise::normalise;
use crate::load::parts::{Anchor, PartDefect, PartHeader, Parts, Sourced};
use crate::load::signed;
use crate::load::source_map::SourceMap;
use std::ops::Range;

/// Reads bytes that are a message; `whole` is the place of everything in the message, when it was decoded from a part of the file.
pub(super) fn read_decoded(bytes: &[u8], whole: Option<SourceMap>, budget: &mut Budget<'_>, depth: usize) -> Parts {
    let normalised = normalise(bytes);
    let map = whole.unwrap_or(normalised.map);
    let source = Source { bytes: &normalised.bytes, map: &map, charset: None };
    let mut parts = read(source, 0..normalised.bytes.len(), budget, depth);
    let met = normalised.met.into_iter().map(|kind| PartDefect::of_structure(kind, String::new()));
    parts.defects.splice(0..0, met);
    parts
}

/// Reads the message that fills `range`; `depth` counts the messages and multiparts around it.
pub(super) fn read(source: Source<'_>, range: Range<usize>, budget: &mut Budget<'_>, depth: usize) -> Parts {
    let mut parts = Parts::default();
    let root = Splitter { source, budget }.entity(range, "", String::new(), depth);
    let source = Source { charset: text_charset(&root), ..source };
    fields(source, &root.header, &mut parts);
    recipients::read(source, &root.header, budget, &mut parts);
    // What was cut off may have named recipients.
    parts.defects.extend(root.header.cut.clone().map(|met| PartDefect {
        kind: met.kind,
        part: DefectPart::Header,
        anchor: Anchor::Top,
        detail: met.detail,
    }));
    let limits = budget.limits;
    let mut contents = Contents::new(source, budget, depth, &mut parts);
    let segments = contents.walk(&root);
    contents.mark_inline(&segments);
    let (opened, has_invitation, readings) = (contents.opened, contents.has_invitation, contents.readings);
    parts.body = bodies::body(source, segments, limits, &mut parts.defects);
    if let Some(markup) = parts.body.as_mut().and_then(|body| body.markup.as_mut()) {
        markup.push_str(&readings);
    }
    parts.kind = kind::kind(source, &root, opened.kind);
    match parts.kind {
        // With somebody in To it is no entry for its author alone.
        MessageKind::Appointment if !parts.recipients.is_empty() => parts.kind = MessageKind::Meeting,
        MessageKind::Note | MessageKind::Signed if has_invitation => parts.kind = MessageKind::Meeting,
        _ => {}
    }
    for body in opened.bodies {
        signed::append(&mut parts.body, body);
    }
    calendar::read_into(&mut parts, limits);
    parts
}

fn fields(source: Source<'_>, header: &HeaderSection, parts: &mut Parts) {
    for field in &header.fields {
        let (decoded, _) = source.decode(&field.body);
        let origin = Origin::Raw(source.map.file_range(field.whole.clone()));
        parts.headers.push(PartHeader { name: field.name.clone(), body: decoded.text().trim().to_owned(), origin });
    }
    if let Some(field) = header.first("Subject") {
        let (decoded, met) = source.decode(&field.body);
        let origin = Origin::Raw(source.map.file_range(field.whole.clone()));
        parts.subject = Some(Sourced { value: decoded.text().trim().to_owned(), origin });
        parts.defects.extend(met.into_iter().map(|met| PartDefect {
            kind: met.kind,
            part: DefectPart::Header,
            anchor: Anchor::Field("Subject"),
            detail: met.detail,
        }));
    }
    if let Some(field) = header.first("Date") {
        let body = String::from_utf8_lossy(&source.bytes[field.body.clone()]);
        let origin = Origin::Raw(source.map.file_range(field.whole.clone()));
        parts.date = headers::rfc_3339(&body).map(|value| Sourced { value, origin });
    }
    parts.is_unsent = is_unsent(source, header);
}

/// The charset that the first text in `entity` states.
fn text_charset(entity: &Entity) -> Option<Charset> {
    if entity.media_type().starts_with("text/") {
        return entity.content_type.token("charset").and_then(|label| Charset::from_label(&label));
    }
    entity.children.iter().find_map(text_charset)
}

/// Marked by its mailer (Outlook's `X-Unsent`, Thunderbird's drafts), or without transport and not yet complete: Date
/// says that a message is ready to go (RFC 5322 3.6.1), and Message-ID that this version of it is (3.6.4).
fn is_unsent(source: Source<'_>, header: &HeaderSection) -> bool {
    let is_marked = header.first("X-Unsent").is_some_and(|field| source.bytes[field.body.clone()].trim_ascii() == b"1");
    is_marked
        || header.first("X-Mozilla-Draft-Info").is_some()
        || (header.first("Received").is_none()
            && (header.first("Date").is_none() || header.first("Message-ID").is_none()))
}
