//! The text of a message: which forms of it there are, their decoding, and the one its recipient will read.

use super::Source;
use super::structure::Entity;
use crate::draft::{DefectKind, DefectPart, Origin};
use crate::load::charset::{self, Charset};
use crate::load::line::Line;
use crate::load::met::Met;
use crate::load::parts::{Anchor, PartBody, PartDefect};
use crate::load::transfer_encoding::{self, Decoded};
use crate::load::{Limits, html, quote, text};
use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

/// How far into a page a `<meta charset>` counts (HTML, prescan).
const META_BYTES: usize = 1024;

/// One text part, decoded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct TextPart {
    pub text: String,
    /// In the parsed bytes.
    pub range: Range<usize>,
    pub is_flowed: bool,
    pub del_sp: bool,
}

/// One stretch of the body in the forms it was sent in.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Segment {
    pub html: Option<TextPart>,
    pub plain: Option<TextPart>,
}

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
fn encoding(source: Source<'_>, entity: &Entity) -> String {
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

/// Decodes a text part, and what was met on the way.
pub(super) fn text_part(source: Source<'_>, entity: &Entity, limits: &Limits) -> (TextPart, Vec<Met>) {
    let (bytes, damage) = content(source, entity);
    let mut met: Vec<Met> = damage.into_iter().collect();
    let mut bytes = &bytes[..];
    if bytes.len() > limits.body_bytes {
        met.push(Met::new(DefectKind::SizeLimit, format!("more than {} bytes of text", limits.body_bytes)));
        bytes = &bytes[..cut_length(bytes, limits.body_bytes)];
    }
    let label = entity.content_type.token("charset");
    let (mut text, mut charset_met) = charset::decode(bytes, label.as_deref());
    let is_sure = label.is_some() && charset_met.is_empty();
    if entity.media_type() == "text/html"
        && !is_sure
        && let Some(meta) = meta_charset(bytes)
    {
        let (meta_text, meta_met) = charset::decode(bytes, Some(&meta));
        if meta_met.is_empty() {
            (text, charset_met) = (meta_text, meta_met);
        }
    }
    met.extend(charset_met);
    let has =
        |name, value: &str| entity.content_type.token(name).is_some_and(|found| found.eq_ignore_ascii_case(value));
    let text_part = TextPart {
        text: text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text),
        range: entity.body.clone(),
        is_flowed: has("format", "flowed"),
        del_sp: has("delsp", "yes"),
    };
    (text_part, met)
}

/// At the last line end before `limit`, so that no character is cut.
fn cut_length(bytes: &[u8], limit: usize) -> usize {
    bytes[..limit].iter().rposition(|byte| *byte == b'\n').map_or(limit, |at| at + 1)
}

fn meta_charset(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(META_BYTES)]).to_ascii_lowercase();
    let meta = head.match_indices("<meta").find_map(|(at, _)| {
        let tag = head[at..].split('>').next()?;
        let value = tag.split_once("charset")?.1.trim_start().strip_prefix('=')?;
        let value = value.trim_start().trim_start_matches(['"', '\'']);
        let end = value.find(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | ';' | '/')).unwrap_or(value.len());
        Some(value[..end].to_owned())
    })?;
    // A page that was read this far is no UTF-16, whatever it says.
    Some(meta).filter(|label| !label.starts_with("utf-16") && Charset::from_label(label).is_some())
}

/// The body its recipient will look at: HTML where there is some, else plain text; `None` without any text part.
pub(super) fn body(
    source: Source<'_>,
    segments: Vec<Segment>,
    limits: &Limits,
    defects: &mut Vec<PartDefect>,
) -> Option<PartBody> {
    let mut lines = Vec::new();
    let mut plain_alternative: Option<String> = None;
    let mut place: Option<Range<usize>> = None;
    let mut text_bytes = 0usize;
    for segment in segments {
        let Some(shown) = segment.html.as_ref().or(segment.plain.as_ref()) else { continue };
        text_bytes = text_bytes.saturating_add(shown.text.len());
        // A part is cut while decoded; this holds the sum of many parts down.
        if text_bytes > limits.body_bytes {
            defects.push(body_defect(Met::new(
                DefectKind::SizeLimit,
                format!("more than {} bytes of text", limits.body_bytes),
            )));
            break;
        }
        place = Some(match place {
            Some(place) => place.start.min(shown.range.start)..place.end.max(shown.range.end),
            None => shown.range.clone(),
        });
        if shown.text.trim_start().starts_with("-----BEGIN PGP MESSAGE-----") {
            defects.push(body_defect(Met::new(DefectKind::Encrypted, "PGP")));
        }
        match (&segment.html, &segment.plain) {
            (Some(page), plain) => {
                append(&mut lines, html::lines(&page.text, limits.html_depth));
                if let Some(plain) = plain {
                    plain_alternative.get_or_insert_default().push_str(&plain.text);
                }
            }
            (None, Some(plain)) => append(&mut lines, text::lines(&plain.text, plain.is_flowed, plain.del_sp)),
            (None, None) => {}
        }
    }
    let origin = Origin::Raw(source.map.file_range(place?));
    Some(PartBody { pieces: quote::split(lines), origin, plain_alternative })
}

/// Adds lines; the first are taken as they are, since millions of blank ones need room only once.
fn append(lines: &mut Vec<Line>, mut more: Vec<Line>) {
    if lines.is_empty() {
        *lines = more;
    } else {
        lines.append(&mut more);
    }
}

/// A defect of the body.
pub(super) fn body_defect(met: Met) -> PartDefect {
    PartDefect { kind: met.kind, part: DefectPart::Body, anchor: Anchor::Body, detail: met.detail }
}
