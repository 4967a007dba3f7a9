//! Attachments and whom they are for. Looks at names, and at what was counted of their contents.

pub mod addressee;
mod circle;
pub mod danger;
mod editions;
mod file_kind;
mod generic;
mod inner_danger;
mod marks;
mod portability;
pub mod size;
mod superseded;

use super::contents::Contents;
use super::partner_name::PartnerNames;
use super::real_attachment::{extension_of, is_real};
use super::schema::{AttachmentRow, RecipientRow};
use super::text::Vocabulary;
use crate::draft::{Attachment, Content, Draft};
use crate::facts::name::is_same;
use crate::fold::fold;
use crate::inspect::FileType;
use crate::lang::Bilingual;
use crate::settings::Settings;
use addressee::Addressee;
use circle::Circle;
use danger::Danger;
use file_kind::is_other_kind;
use portability::Obstacle;
use std::cell::LazyCell;
use std::collections::HashSet;

/// What the names of files are read with.
#[derive(Debug, Clone, Copy)]
pub struct Known<'a> {
    /// In force.
    pub settings: &'a Settings,
    /// Its partners.
    pub partner_names: &'a PartnerNames,
    /// Words of names.
    pub vocabulary: &'a Vocabulary,
}

/// Rows of `attachments`; `contents` is what is known of the files' insides, as far as anybody asks.
#[must_use]
pub fn rows(draft: &Draft, recipients: &[RecipientRow], known: Known<'_>, contents: &Contents) -> Vec<AttachmentRow> {
    // Hundreds of recipients are looked at only for a file that speaks of somebody.
    let circle = LazyCell::new(|| Circle::of(draft, recipients, known.settings, known.vocabulary));
    let stranger_among = |addressees: &[Addressee]| match addressees {
        [] => None,
        _ => circle.first_stranger(addressees).cloned(),
    };
    // Without any recipient nobody knows who will be one.
    let goes_outside = recipients.is_empty() || recipients.iter().any(|row| row.external != Some(false));
    let judge = Judge { stranger_among: &stranger_among, known, goes_outside };
    let excess = size::excess(draft, recipients, &known.settings.limits);
    let names = draft.attachments.iter().filter_map(name_of);
    let files = superseded::Files::new(draft, names, &known.vocabulary.superseded_file_words, goes_outside);
    let mut names_seen = HashSet::new();
    let row = |(number, attachment)| {
        let transported_bytes = size::file_bytes(draft, attachment);
        let obstacle = name_of(attachment).and_then(|name| Obstacle::of(name, &mut names_seen));
        let superseded = name_of(attachment).and_then(|name| files.judge(name));
        let excess = excess.as_ref().filter(|excess| excess.heavy.contains(&number));
        let generic_file_names = &known.vocabulary.generic_file_names;
        let is_generic = name_of(attachment).map(|name| generic::is_generic(name, generic_file_names));
        let is_sensitive = goes_outside && contents.whole(number).is_some_and(|whole| whole.is_sensitive);
        AttachmentRow {
            generic_name: is_generic,
            generic_name_certainty: is_generic
                .filter(|is_generic| *is_generic)
                .map(|_| if is_sensitive { "likely" } else { "weak" }),
            obstacle: obstacle.map(Obstacle::name),
            obstacle_called: obstacle.map(Obstacle::called),
            superseded: superseded.as_ref().map(|superseded| superseded.kind),
            superseded_certainty: superseded.as_ref().map(|found| if found.is_likely { "likely" } else { "weak" }),
            superseded_called: superseded.map(|superseded| superseded.called),
            transported_bytes,
            size_called: excess.map(|_| size_called(transported_bytes)),
            over_limits: excess.map(|excess| excess.limits.clone()).unwrap_or_default(),
            over_limits_called: excess.map(|excess| excess.called.clone()),
            over_limits_certainty: excess.map(|excess| excess.certainty),
            ..judge.row(attachment, number, contents)
        }
    };
    draft.attachments.iter().enumerate().map(row).collect()
}

/// What rows are made with.
struct Judge<'a> {
    stranger_among: &'a dyn Fn(&[Addressee]) -> Option<Addressee>,
    known: Known<'a>,
    goes_outside: bool,
}

impl Judge<'_> {
    fn row(&self, attachment: &Attachment, number: usize, contents: &Contents) -> AttachmentRow {
        let whole = contents.whole(number);
        let filename = attachment.filename.as_ref().map(|name| name.value.clone());
        let extension = filename.as_deref().and_then(extension_of);
        let is_real = is_real(attachment, extension.as_deref());
        let addressees = match &filename {
            Some(name) if is_real => addressee::named_in(name, self.known),
            _ => Vec::new(),
        };
        let by_name = (self.stranger_among)(&addressees);
        let is_configured = by_name.as_ref().is_some_and(|addressee| addressee.partner.is_some());
        // A name that fits a reader says whose file it is; only without one the content is asked.
        let other = by_name.or_else(|| {
            let inside = whole.as_ref().filter(|_| addressees.is_empty())?;
            (self.stranger_among)(&self.partners(&inside.partners))
        });
        let danger = danger_of(attachment, self.known.vocabulary);
        let file_type = whole.as_ref().and_then(|whole| whole.file_type);
        let has_other_name = file_type.is_some_and(|file_type| is_other_kind(file_type, extension.as_deref(), ""));
        let types = &self.known.vocabulary.dangerous_file_types;
        let inner = whole
            .as_ref()
            .filter(|_| danger.is_none())
            .and_then(|whole| inner_danger::of(number, contents, whole, has_other_name, types, self.goes_outside));
        AttachmentRow {
            span: attachment.filename.as_ref().map_or(attachment.span, |name| name.span),
            media_type: attachment.media_type.clone(),
            size_bytes: attachment.size_bytes,
            inline: attachment.is_inline,
            hidden: attachment.is_hidden,
            real: is_real,
            other_organization_configured: is_configured,
            other_organization: other.map(|addressee| addressee.spelling),
            addressees: addressees.into_iter().map(|Addressee { name, .. }| name).collect(),
            danger: danger.or(inner.as_ref().map(|inner| inner.danger)).map(Danger::name),
            danger_certainty: danger
                .map(|danger| danger.certainty(self.goes_outside))
                .or(inner.as_ref().map(|inner| inner.certainty)),
            danger_called: danger.map(Danger::called).or(inner.map(|inner| inner.called)),
            type_mismatch: file_type
                .map(|file_type| is_other_kind(file_type, extension.as_deref(), &attachment.media_type)),
            file_type: file_type.map(FileType::name),
            encrypted: whole.as_ref().map(|whole| whole.is_encrypted),
            has_macros: whole.as_ref().map(|whole| whole.has_macros),
            pages: whole.as_ref().and_then(|whole| whole.pages),
            persons: whole.as_ref().map(|whole| whole.persons),
            extension,
            filename,
            ..AttachmentRow::default()
        }
    }

    fn partners(&self, indices: &[usize]) -> Vec<Addressee> {
        let Known { settings, vocabulary, .. } = self.known;
        let named = indices.iter().filter_map(|index| Some((*index, settings.partners.get(*index)?)));
        let own: Vec<String> = addressee::own_names(settings).map(|name| vocabulary.names.bare(name)).collect();
        named
            .map(|(index, partner)| Addressee {
                name: vocabulary.names.bare(&partner.name),
                spelling: partner.name.clone(),
                partner: Some(index),
            })
            .filter(|addressee| !own.iter().any(|own| is_same(own, &addressee.name)))
            .collect()
    }
}

fn size_called(transported_bytes: u64) -> Bilingual {
    let size = size::readable(transported_bytes);
    Bilingual { en: format!("{size} when sent"), ja: format!("送信時 {size}") }
}

/// The name of a file that a person would call an attachment. A message inside is called by its subject.
fn name_of(attachment: &Attachment) -> Option<&str> {
    let filename = attachment.filename.as_ref().map(|name| name.value.as_str())?;
    let extension = stem_and_extension(filename).1.map(fold);
    let is_file = !matches!(attachment.content, Content::Message(_)) && is_real(attachment, extension.as_deref());
    is_file.then_some(filename)
}

/// What stands before the last dot and after it; the whole name where there is no ending.
fn stem_and_extension(filename: &str) -> (&str, Option<&str>) {
    match filename.rsplit_once('.') {
        Some((stem, extension)) if !extension.is_empty() => (stem, Some(extension)),
        _ => (filename, None),
    }
}

/// Of files that a reader could open from the list of attachments: no pictures of the body, no forwarded messages.
fn danger_of(attachment: &Attachment, vocabulary: &Vocabulary) -> Option<Danger> {
    let is_file = !attachment.is_inline && !attachment.is_hidden && !matches!(attachment.content, Content::Message(_));
    let filename = attachment.filename.as_ref().filter(|_| is_file)?;
    Danger::of(&filename.value, &vocabulary.dangerous_file_types)
}
