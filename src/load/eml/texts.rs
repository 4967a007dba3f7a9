//! The texts of a message with their places, for whoever takes a piece out of one and leaves every other byte as it is.
//! Knows not what is taken out.

use super::budget::Budget;
use super::part_content::{content, encoding};
use super::source::Source;
use super::structure::{Entity, Splitter};
use super::text_part::{self, TextForm, meta_charset};
use crate::load::charset::Charset;
use crate::load::line::Line;
use crate::load::normalise::normalise;
use crate::load::{Limits, html, parameter, text};
use std::ops::Range;

/// How the content of a part is written (RFC 2045 6).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Transfer {
    /// As it is.
    Plain,
    /// Quoted-printable.
    QuotedPrintable,
    /// Base64.
    Base64,
}

/// A text of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlacedText {
    /// The content of its part, in its transfer encoding, in the message.
    pub place: Range<usize>,
    /// How it is written there.
    pub transfer: Transfer,
    /// The content without its transfer encoding.
    pub content: Vec<u8>,
    /// The content as text.
    pub text: String,
    /// It is HTML.
    pub is_page: bool,
    charset: Charset,
    is_flowed: bool,
    del_sp: bool,
    html_depth: usize,
}

/// The texts that readers of the message see, all forms of them, in its order; `None` where they cannot be told from the
/// bytes as they lie there.
#[must_use]
pub fn texts(message: &[u8], limits: &Limits) -> Option<Vec<PlacedText>> {
    let normalised = normalise(message);
    if normalised.map.file_range(0..normalised.bytes.len()) != (0..message.len()) || *normalised.bytes != *message {
        return None;
    }
    let source = Source { bytes: &normalised.bytes, map: &normalised.map, charset: None };
    let mut budget = Budget::new(limits);
    let root = Splitter { source, budget: &mut budget }.entity(0..message.len(), "", String::new(), 0);
    let mut found = Vec::new();
    collect(source, &root, limits, &mut found).then_some(found)
}

/// False when a text cannot be read byte for byte.
fn collect(source: Source<'_>, entity: &Entity, limits: &Limits, found: &mut Vec<PlacedText>) -> bool {
    if entity.is_split {
        return entity.children.iter().all(|child| collect(source, child, limits, found));
    }
    let is_file = entity.disposition.value == "attachment"
        || !entity.number.is_empty() && parameter::filename(&entity.disposition, &entity.content_type).is_some();
    match TextForm::of(entity.media_type()).filter(|_| !is_file) {
        None => true,
        Some(form @ (TextForm::Plain | TextForm::Html)) => match placed(source, entity, form, limits) {
            Some(text) => {
                found.push(text);
                true
            }
            None => false,
        },
        Some(TextForm::Enriched | TextForm::Rtf) => false,
    }
}

fn placed(source: Source<'_>, entity: &Entity, form: TextForm, limits: &Limits) -> Option<PlacedText> {
    let transfer = match encoding(source, entity).as_str() {
        "base64" => Transfer::Base64,
        "quoted-printable" => Transfer::QuotedPrintable,
        "" | "7bit" | "8bit" | "binary" => Transfer::Plain,
        _ => return None,
    };
    let (content, damage) = content(source, entity);
    let mut budget = Budget::new(limits);
    let read = text_part::read(source, entity, form, &mut budget);
    let part = read.segment.html.or(read.segment.plain)?;
    if damage.is_some() || !read.files.is_empty() || !read.met.is_empty() {
        return None;
    }
    let label = entity.content_type.token("charset");
    let labels = [label, meta_charset(&content), Some("utf-8".to_owned())];
    let charsets = labels.iter().flatten().filter_map(|label| Charset::from_label(label));
    let charset = charsets.into_iter().find(|charset| decoded(*charset, &content) == part.text)?;
    Some(PlacedText {
        place: entity.body.clone(),
        transfer,
        content: content.into_owned(),
        text: part.text,
        is_page: form == TextForm::Html,
        charset,
        is_flowed: part.is_flowed,
        del_sp: part.del_sp,
        html_depth: limits.html_depth,
    })
}

fn decoded(charset: Charset, bytes: &[u8]) -> String {
    let text = charset.decode(bytes).0;
    text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text)
}

impl PlacedText {
    /// The lines that a reader of such a text sees.
    #[must_use]
    pub fn lines(&self, text: &str) -> Vec<Line> {
        if self.is_page {
            html::read(text, self.html_depth).lines
        } else {
            text::lines(text, self.is_flowed, self.del_sp)
        }
    }

    /// The byte of the content at which the text from `offset` on begins; `None` where that cannot be told.
    #[must_use]
    pub fn byte_of(&self, offset: usize) -> Option<usize> {
        /// Of a character, or of what switches to another set of characters (ISO 2022).
        const LONGEST: usize = 4;
        if self.content == self.text.as_bytes() {
            return Some(offset);
        }
        let (mut low, mut high) = (0, self.content.len());
        while low < high {
            let middle = low + (high - low) / 2;
            if decoded(self.charset, &self.content[..middle]).len() < offset { low = middle + 1 } else { high = middle }
        }
        let near = low.saturating_sub(LONGEST)..=(low + LONGEST).min(self.content.len());
        let is_there = |byte: &usize| {
            let (before, behind) = self.content.split_at(*byte);
            self.text.get(..offset) == Some(&*decoded(self.charset, before))
                && self.text.get(offset..) == Some(&*decoded(self.charset, behind))
        };
        near.into_iter().find(is_there)
    }
}
