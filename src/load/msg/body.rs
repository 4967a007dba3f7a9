//! The body the reader sees: HTML when there is one, else plain text, else what compressed RTF wraps.
//! How lines are told apart and which are quoted is the shared work of [`crate::load`].

use super::clean_copy::{self, Copy};
use super::message::{Message, property};
use crate::draft::{DefectKind, DefectPart};
use crate::load::charset::Charset;
use crate::load::line::Line;
use crate::load::mapi::{Tag, tag};
use crate::load::parts::{Anchor, Item, PartBody};
use crate::load::rtf::{self, RtfBody};
use crate::load::{code_page, html, quote, text};

/// PidTagNativeBody: the author wrote plain text (MS-OXCMSG 2.2.1.58.2).
const NATIVE_PLAIN: u32 = 1;
/// The author wrote rich text.
const NATIVE_RTF: u32 = 2;
/// How far into HTML a charset is looked for.
const META_BYTES: usize = 4096;

/// The bodies as read.
#[derive(Debug, Default)]
pub(super) struct Bodies {
    pub(super) html: Option<String>,
    pub(super) plain: Option<String>,
    /// The one that holds the text to show.
    source: Option<Tag>,
}

impl Bodies {
    /// Bytes of the texts as UTF-8: a page goes out with its plain twin.
    pub(super) fn transported_bytes(&self) -> u64 {
        let length = |text: &Option<String>| text.as_ref().map_or(0, |text| text.len() as u64);
        length(&self.html).saturating_add(length(&self.plain))
    }

    /// The same texts as the second reader has them.
    pub(super) fn confirmed(self, copy: Option<&Copy>) -> Self {
        Self {
            html: self.html.map(|own| clean_copy::or_own(own, copy.map(|copy| &copy.html))),
            plain: self.plain.map(|own| clean_copy::or_own(own, copy.map(|copy| &copy.body))),
            source: self.source,
        }
    }
}

/// Reads the bodies. Compressed RTF is unpacked only when it is the only one: Outlook adds it to every message.
pub(super) fn read(message: &mut Message<'_, '_>) -> Bodies {
    let is_some = |text: &String| !text.trim().is_empty();
    let html = html_property(message).filter(is_some);
    let plain = message.text(tag::BODY, DefectPart::Body, Anchor::Body).filter(is_some);
    if let Some(source) = html.as_ref().map(|_| tag::HTML).or(plain.as_ref().map(|_| tag::BODY)) {
        return Bodies { html, plain, source: Some(source) };
    }
    let source = Some(tag::RTF_COMPRESSED);
    match rtf_property(message) {
        Some(RtfBody::Html(html)) => Bodies { html: Some(html).filter(is_some), plain: None, source },
        Some(RtfBody::Text(plain)) => Bodies { html: None, plain: Some(plain).filter(is_some), source },
        None => Bodies::default(),
    }
}

/// The body to show; `None` when there is no text at all.
pub(super) fn parts(message: &mut Message<'_, '_>, bodies: Bodies) -> Option<PartBody> {
    let source = bodies.source?;
    let is_plain_native = message.properties.integer(tag::NATIVE_BODY) == Some(NATIVE_PLAIN);
    let (mut targets, mut markup) = (Vec::new(), String::new());
    let keeps_markup = message.limits.keeps_markup;
    let (lines, plain_alternative) = match (bodies.html, bodies.plain) {
        // Outlook makes PidTagBody from the HTML; only a native plain body says something of its own.
        (Some(html), plain) => {
            let read = if keeps_markup { html::read_whole } else { html::read };
            let page = read(&html, message.limits.html_depth);
            if page.is_too_deep {
                let limit = format!("more than {} levels of HTML", message.limits.html_depth);
                message.defect(DefectKind::DepthLimit, DefectPart::Body, Anchor::Body, &limit);
            }
            if page.has_too_many_targets {
                message.defect(DefectKind::SizeLimit, DefectPart::Body, Anchor::Body, html::TOO_MANY_TARGETS);
            }
            (targets, markup) = (page.targets, page.markup);
            let mut lines = page.lines;
            if let Some(plain) = plain.as_ref().filter(|_| Line::are_blank(&lines)) {
                // A page without a word, a picture for instance, leaves the reader of plain text alone with these.
                lines = text::lines(plain, false, false);
            }
            (lines, plain.filter(|_| is_plain_native))
        }
        (None, Some(plain)) => (text::lines(&plain, false, false), None),
        (None, None) => return None,
    };
    let targets = html::in_body(targets, &lines);
    Some(PartBody {
        pieces: quote::split(lines),
        origin: property("", source),
        plain_alternative,
        targets,
        markup: keeps_markup.then_some(markup),
    })
}

/// The texts as they stand in the item, with the page that its RTF wraps where it says the same as the plain text.
pub(super) fn item(message: &mut Message<'_, '_>, bodies: &Bodies) -> Item {
    let native = message.properties.integer(tag::NATIVE_BODY);
    let mut item = Item {
        html: bodies.html.clone(),
        plain: bodies.plain.clone(),
        importance: message.properties.integer(tag::IMPORTANCE),
        wants_receipt: message.properties.boolean(tag::READ_RECEIPT_REQUESTED) == Some(true),
        is_deferred: message.properties.time(tag::DEFERRED_SEND_TIME).is_some_and(|ticks| ticks > 0),
        ..Item::default()
    };
    match &item.html {
        Some(page) => {
            let is_blank = || Line::are_blank(&html::read(page, message.limits.html_depth).lines);
            item.has_two_texts = item.plain.is_some() && (native == Some(NATIVE_PLAIN) || is_blank());
        }
        None if native != Some(NATIVE_PLAIN) && item.plain.is_some() => {
            let wrapped = wrapped_html(message);
            let words =
                |lines: Vec<Line>| lines.iter().flat_map(|line| line.text.split_whitespace()).collect::<String>();
            let plain = text::lines(item.plain.as_deref().unwrap_or_default(), false, false);
            let plain = words(plain);
            item.html = wrapped.filter(|page| words(html::read(page, message.limits.html_depth).lines) == plain);
            let is_rich = native == Some(NATIVE_RTF) || bodies.source == Some(tag::RTF_COMPRESSED);
            item.is_layout_lost = item.html.is_none() && is_rich;
        }
        None => {}
    }
    item
}

/// HTML inside the compressed RTF of a message that shows another body; `None` also when it cannot be read, which
/// loses nothing that is shown.
pub(super) fn wrapped_html(message: &mut Message<'_, '_>) -> Option<String> {
    let compressed = message.properties.binary(message.compound, tag::RTF_COMPRESSED).ok()??;
    match rtf::de_encapsulate(&rtf::decompress(&compressed, message.limits.body_bytes)?)? {
        RtfBody::Html(html) => Some(html),
        RtfBody::Text(_) => None,
    }
}

fn html_property(message: &mut Message<'_, '_>) -> Option<String> {
    let bytes = match message.binary(tag::HTML, DefectPart::Body, Anchor::Body) {
        Some(bytes) => Some(bytes),
        // A page kept as a string has the charset of pages all the same.
        None => message.string_8(tag::HTML, DefectPart::Body, Anchor::Body),
    };
    let Some(bytes) = bytes else {
        return message.text(tag::HTML, DefectPart::Body, Anchor::Body);
    };
    let named = message.properties.integer(tag::INTERNET_CODEPAGE).and_then(|code_page| u16::try_from(code_page).ok());
    let (mut html, had_invalid) = decode_html(&bytes, named, message.code_page);
    if had_invalid {
        message.defect(DefectKind::InvalidBytes, DefectPart::Body, Anchor::Body, tag::HTML.name);
    }
    html.truncate(html.trim_end_matches('\0').len());
    Some(message.within_limit(html, DefectPart::Body, Anchor::Body))
}

fn rtf_property(message: &mut Message<'_, '_>) -> Option<RtfBody> {
    let compressed = message.binary(tag::RTF_COMPRESSED, DefectPart::Body, Anchor::Body)?;
    if compressed.is_empty() {
        return None;
    }
    let limit = message.limits.body_bytes;
    let raw = rtf::decompress(&compressed, limit);
    if raw.as_ref().is_some_and(|raw| raw.len() == limit) {
        let detail = format!("more than {limit} bytes");
        message.defect(DefectKind::SizeLimit, DefectPart::Body, Anchor::Body, &detail);
    }
    let body = raw.and_then(|raw| rtf::de_encapsulate(&raw));
    if body.is_none() {
        message.unreadable(DefectPart::Body, Anchor::Body, tag::RTF_COMPRESSED.name);
    }
    body
}

/// Decodes HTML: by its byte-order mark, PidTagInternetCodepage, its own `charset=`, UTF-8, the code page of the
/// strings - the first in which every byte is valid, else the first that is named.
fn decode_html(bytes: &[u8], internet_code_page: Option<u16>, string_code_page: u16) -> (String, bool) {
    if let Some((encoding, _)) = encoding_rs::Encoding::for_bom(bytes) {
        let (text, had_invalid) = encoding.decode_with_bom_removal(bytes);
        return (text.into_owned(), had_invalid);
    }
    let mut first = None;
    let mut is_good = |(text, had_invalid): (String, bool)| {
        if had_invalid {
            first.get_or_insert(text);
            return None;
        }
        Some((text, false))
    };
    internet_code_page
        .filter(|code_page| code_page::is_known(*code_page))
        .and_then(|code_page| is_good(code_page::decode(bytes, code_page)))
        .or_else(|| is_good(meta_charset(bytes)?.decode(bytes)))
        .or_else(|| is_good(code_page::decode(bytes, 65001)))
        .or_else(|| is_good(code_page::decode(bytes, string_code_page)))
        .unwrap_or_else(|| (first.unwrap_or_default(), true))
}

/// The charset HTML names itself, in `<meta charset=...>` or its `http-equiv` form.
fn meta_charset(bytes: &[u8]) -> Option<Charset> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(META_BYTES)]).to_ascii_lowercase();
    let (_, label) = head.split_once("charset=")?;
    let label = label.trim_start_matches(['"', '\'', ' ']);
    let end = label.find(|character: char| !character.is_ascii_alphanumeric() && !"-_:.".contains(character));
    match &label[..end.unwrap_or(label.len())] {
        // What could be read as ASCII up to here is not UTF-16, whatever it says.
        label if label.starts_with("utf-16") => Some(Charset::UTF_8),
        label => Charset::from_label(label),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const YAMA_SHIFT_JIS: &[u8] = b"<meta charset=\"cp932\"><p>\x8e\x52";

    #[test]
    fn the_named_code_page_wins_when_the_bytes_fit_it() {
        assert_eq!(decode_html(YAMA_SHIFT_JIS, Some(932), 1252).0, "<meta charset=\"cp932\"><p>山");
    }

    #[test]
    fn the_charset_of_the_html_helps_when_they_do_not() {
        let (html, had_invalid) = decode_html(YAMA_SHIFT_JIS, Some(65001), 1252);
        assert!(html.ends_with("山"));
        assert!(!had_invalid);
    }

    #[test]
    fn bytes_that_fit_nothing_are_told() {
        assert!(decode_html(b"<p>\xff\xfe\x81", Some(65001), 932).1);
    }
}
