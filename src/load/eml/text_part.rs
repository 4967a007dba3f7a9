//! One text part -> decoded text: transfer encoding, charset, the forms that are neither plain text nor HTML, and files
//! that stand within the text. Knows nothing of the other parts.

use super::budget::Budget;
use super::part_content::content;
use super::source::Source;
use super::structure::Entity;
use crate::draft::DefectKind;
use crate::load::charset::{self, Charset};
use crate::load::enriched;
use crate::load::met::Met;
use crate::load::rtf::{self, RtfBody};
use crate::load::transfer_encoding::{UuBlock, uu_blocks};
use std::borrow::Cow;
use std::ops::Range;

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
    /// Pages with the same words that some reader shows instead: their links may be others.
    pub also: Vec<String>,
}

/// How the text of a part is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TextForm {
    Plain,
    Html,
    Enriched,
    Rtf,
}

impl TextForm {
    /// The form of a media type that readers of mail show as text; `None` for the others, which hang on as files.
    pub(super) fn of(media_type: &str) -> Option<Self> {
        Some(match media_type {
            "text/plain" | "text/markdown" | "text/x-markdown" => Self::Plain,
            "text/html" => Self::Html,
            "text/enriched" | "text/richtext" => Self::Enriched,
            "text/rtf" => Self::Rtf,
            _ => return None,
        })
    }
}

/// What a text part holds.
#[derive(Debug, Default)]
pub(super) struct Read {
    pub segment: Segment,
    /// Files within plain text; their lines are taken out of it.
    pub files: Vec<UuFile>,
    pub met: Vec<Met>,
}

/// A file that stood within the text.
#[derive(Debug)]
pub(super) struct UuFile {
    pub filename: String,
    pub bytes: Vec<u8>,
    pub is_damaged: bool,
}

/// Decodes a text part.
pub(super) fn read(source: Source<'_>, entity: &Entity, form: TextForm, budget: &mut Budget<'_>) -> Read {
    let limits = budget.limits;
    let (bytes, damage) = content(source, entity);
    let mut met: Vec<Met> = damage.into_iter().collect();
    let label = entity.content_type.token("charset");
    let mut blocks = Vec::new();
    if form == TextForm::Plain {
        blocks.extend(uu_blocks(&bytes).take(budget.parts.saturating_add(1)));
    }
    if blocks.len() > budget.parts {
        // It and what follows stay in the text.
        blocks.truncate(budget.parts);
        met.push(Met::new(DefectKind::PartLimit, format!("more than {} parts", limits.parts)));
    }
    budget.parts -= blocks.len();
    let bytes = without(&bytes, &blocks);
    let mut bytes = &bytes[..];
    if bytes.len() > limits.body_bytes {
        met.push(Met::new(DefectKind::SizeLimit, format!("more than {} bytes of text", limits.body_bytes)));
        bytes = &bytes[..cut_length(bytes, limits.body_bytes)];
    }
    if form == TextForm::Rtf {
        let segment = match rtf::de_encapsulate(bytes) {
            Some(RtfBody::Html(html)) => Segment { html: Some(unflowed(html, entity)), ..Segment::default() },
            Some(RtfBody::Text(text)) => Segment { plain: Some(unflowed(text, entity)), ..Segment::default() },
            None => {
                met.push(Met::new(DefectKind::UnreadableProperty, entity.media_type()));
                Segment::default()
            }
        };
        return Read { segment, files: Vec::new(), met };
    }
    let (text, charset_met) = decode(bytes, label.as_deref(), form);
    met.extend(charset_met);
    let text = text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text);
    let segment = match form {
        TextForm::Html => Segment { html: Some(unflowed(text, entity)), ..Segment::default() },
        TextForm::Enriched => Segment { plain: Some(unflowed(enriched::plain(&text), entity)), ..Segment::default() },
        TextForm::Plain | TextForm::Rtf => {
            let has = |name, value: &str| {
                entity.content_type.token(name).is_some_and(|found| found.eq_ignore_ascii_case(value))
            };
            let (is_flowed, del_sp) = (has("format", "flowed"), has("delsp", "yes"));
            Segment { plain: Some(TextPart { is_flowed, del_sp, ..unflowed(text, entity) }), ..Segment::default() }
        }
    };
    Read { segment, files: files(blocks, label.as_deref()), met }
}

fn unflowed(text: String, entity: &Entity) -> TextPart {
    TextPart { text, range: entity.body.clone(), is_flowed: false, del_sp: false }
}

fn decode(bytes: &[u8], label: Option<&str>, form: TextForm) -> (String, Vec<Met>) {
    let (text, met) = charset::decode(bytes, label);
    let is_sure = label.is_some() && met.is_empty();
    if form == TextForm::Html
        && !is_sure
        && let Some(meta) = meta_charset(bytes)
    {
        let (meta_text, meta_met) = charset::decode(bytes, Some(&meta));
        if meta_met.is_empty() {
            return (meta_text, meta_met);
        }
    }
    (text, met)
}

/// The text without the lines of the files in it.
fn without<'a>(bytes: &'a [u8], blocks: &[UuBlock]) -> Cow<'a, [u8]> {
    if blocks.is_empty() {
        return Cow::Borrowed(bytes);
    }
    let mut rest = Vec::new();
    let mut at = 0;
    for block in blocks {
        rest.extend_from_slice(&bytes[at..block.range.start]);
        at = block.range.end;
    }
    rest.extend_from_slice(&bytes[at..]);
    Cow::Owned(rest)
}

fn files(blocks: Vec<UuBlock>, label: Option<&str>) -> Vec<UuFile> {
    let file = |block: UuBlock| UuFile {
        filename: charset::decode(&block.filename, label).0,
        bytes: block.content.bytes,
        is_damaged: block.content.is_damaged,
    };
    blocks.into_iter().map(file).collect()
}

/// At the last line end before `limit`, so that no character is cut.
fn cut_length(bytes: &[u8], limit: usize) -> usize {
    bytes[..limit].iter().rposition(|byte| *byte == b'\n').map_or(limit, |at| at + 1)
}

pub(super) fn meta_charset(bytes: &[u8]) -> Option<String> {
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
