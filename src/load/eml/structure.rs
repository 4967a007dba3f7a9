//! The tree of MIME parts (RFC 2046), split within limits. Decodes no content.

use super::budget::Budget;
use super::headers::{self, HeaderSection};
use super::source::Source;
use crate::draft::DefectKind;
use crate::load::met::Met;
use crate::load::parameter::Parameters;
use crate::load::scan;
use std::ops::Range;

/// A message or a part of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entity {
    pub header: HeaderSection,
    pub content_type: Parameters,
    pub disposition: Parameters,
    /// Header and body.
    pub range: Range<usize>,
    pub body: Range<usize>,
    /// As IMAP counts (RFC 3501 6.4.5).
    pub number: String,
    /// Parts of a multipart.
    pub children: Vec<Entity>,
    /// True for a multipart that was split, be it into no parts.
    pub is_split: bool,
    /// What was met while splitting it: its place in the view is where it, or its last part, is shown.
    pub met: Vec<Met>,
}

impl Entity {
    /// Lower-case `type/subtype`.
    pub(super) fn media_type(&self) -> &str {
        &self.content_type.value
    }
}

/// Splits parts; counts them over the whole message.
pub(super) struct Splitter<'a, 'limits> {
    pub source: Source<'a>,
    pub budget: &'a mut Budget<'limits>,
}

impl Splitter<'_, '_> {
    /// The entity that fills `range`. `parent_type` is the multipart it stands in, empty for a message.
    pub(super) fn entity(&mut self, range: Range<usize>, parent_type: &str, number: String, depth: usize) -> Entity {
        let bytes = self.source.bytes;
        let header = headers::read(bytes, range.clone(), self.budget);
        // Of the message itself this is told by its reader: recipients may be hidden.
        let met = header.cut.iter().filter(|_| !number.is_empty()).cloned().collect();
        let parameters = |name| header.first(name).map(|field| Parameters::read(&bytes[field.body.clone()]));
        let mut content_type = parameters("Content-Type").unwrap_or_default();
        let disposition = parameters("Content-Disposition").unwrap_or_default();
        if !content_type.value.contains('/') {
            // RFC 2045 5.2, RFC 2046 5.1.5.
            let default = match content_type.value.as_str() {
                "application" | "image" | "audio" | "video" => "application/octet-stream",
                "html" => "text/html",
                "" if parent_type == "multipart/digest" => "message/rfc822",
                _ => "text/plain",
            };
            content_type.value = default.to_owned();
        }
        let body = header.end.min(range.end)..range.end;
        let children = Vec::new();
        let mut entity =
            Entity { header, content_type, disposition, range, body, number, children, is_split: false, met };
        if entity.media_type().starts_with("multipart/") {
            self.split(&mut entity, depth);
        }
        entity
    }

    fn split(&mut self, entity: &mut Entity, depth: usize) {
        let limits = self.budget.limits;
        if depth >= limits.depth {
            entity.met.push(Met::new(DefectKind::DepthLimit, format!("more than {} levels", limits.depth)));
            return;
        }
        let boundary = entity.content_type.token("boundary").map(|boundary| boundary.trim_end().to_owned());
        let delimited = boundary.and_then(|boundary| delimited(self.source.bytes, entity.body.clone(), &boundary));
        let Some(Delimited { ranges, is_closed }) = delimited else {
            // What was meant to be parts is shown as text rather than hidden.
            let detail = format!("{} without parts", entity.media_type());
            entity.met.push(Met::new(DefectKind::Truncated, detail));
            entity.content_type.value = "text/plain".to_owned();
            return;
        };
        if !is_closed {
            entity.met.push(Met::new(DefectKind::Truncated, "no closing boundary"));
        }
        entity.is_split = true;
        for (index, range) in ranges.into_iter().enumerate() {
            let Some(left) = self.budget.parts.checked_sub(1) else {
                entity.met.push(Met::new(DefectKind::PartLimit, format!("more than {} parts", limits.parts)));
                return;
            };
            self.budget.parts = left;
            let number = match entity.number.as_str() {
                "" => (index + 1).to_string(),
                parent => format!("{parent}.{}", index + 1),
            };
            let child = self.entity(range, &entity.content_type.value, number, depth + 1);
            entity.children.push(child);
        }
    }
}

struct Delimited {
    ranges: Vec<Range<usize>>,
    is_closed: bool,
}

/// Cuts `body` at its boundary lines (RFC 2046 5.1.1); `None` without any. A line must be the boundary, not only
/// begin with it, since mailers derive inner boundaries from outer ones.
fn delimited(bytes: &[u8], body: Range<usize>, boundary: &str) -> Option<Delimited> {
    if boundary.is_empty() {
        return None;
    }
    let mut ranges = Vec::new();
    let mut part_start = None;
    let delimiter = format!("--{boundary}");
    for found in scan::lines_with(&bytes[body.clone()], delimiter.as_bytes()) {
        let at = body.start + found;
        let end = scan::line_end(&bytes[..body.end], at);
        let rest = bytes[at..end].get(delimiter.len()..).map(<[u8]>::trim_ascii);
        if matches!(rest, Some(b"" | b"--")) {
            let is_closing = rest == Some(b"--");
            if let Some(start) = part_start {
                ranges.push(start..without_line_end(bytes, start, at));
                if is_closing {
                    return Some(Delimited { ranges, is_closed: true });
                }
            }
            // One that closes no part begins none: the text before it would be hidden as a preamble.
            if !is_closing {
                part_start = Some(end);
            }
        }
    }
    ranges.push(part_start?..body.end);
    Some(Delimited { ranges, is_closed: false })
}

/// The line end before a boundary belongs to the boundary.
fn without_line_end(bytes: &[u8], start: usize, end: usize) -> usize {
    match &bytes[start..end] {
        [.., b'\r', b'\n'] => end - 2,
        [.., b'\n'] => end - 1,
        _ => end,
    }
}
