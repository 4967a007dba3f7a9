//! What is inside the attachments, counted: people whose data are there, addresses, marks, what nobody sees. Looks into
//! files only when somebody asks, and keeps no value of what it sees. Knows no rule.

mod addresses;
mod figures;
mod form;
mod headers;
mod kind;
mod open_place;
mod opening;
mod passage;
mod published;
mod rows;
mod survey;
mod surveyed;
mod table;
mod words;

#[cfg(test)]
mod tests;

pub use kind::{ColumnKind, Kinds};

use super::confidentiality::Confidentiality;
use super::own::Own;
use super::real_attachment::is_worth_a_look;
use super::recipient::Acquaintances;
use super::schema::{BodyKind, BodyPlace, BodyRow, Certainty, ContentRow, RecipientRow};
use super::text::Vocabulary;
use crate::draft::{Attachment, Content, Draft};
use crate::inspect::{Budget, FileType, InnerFile, Limits, Obstacle, Part, Place, Readers, Visitor, look};
use crate::lists::Lists;
use crate::settings::Settings;
use addresses::AddressJudge;
use headers::HeaderWords;
use survey::Survey;
use surveyed::Surveyed;

/// What contents are judged with.
#[derive(Debug, Clone, Copy)]
pub struct Known<'a> {
    /// Who "we" are.
    pub own: &'a Own,
    /// In force.
    pub settings: &'a Settings,
    /// Its people and partners.
    pub acquaintances: &'a Acquaintances,
    /// Word and domain lists.
    pub lists: &'a Lists,
    /// Words that texts are searched with.
    pub vocabulary: &'a Vocabulary,
    /// Rows of the same draft.
    pub recipients: &'a [RecipientRow],
}

/// What is inside the attachments of a draft.
#[derive(Debug, Default)]
pub struct Contents {
    /// One for each attachment of the draft, in its order; `None` for what was not looked into.
    surveyed: Vec<Option<Surveyed>>,
}

/// What is known of one attachment as a whole.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Whole {
    /// Kind of file by its content.
    pub file_type: Option<FileType>,
    /// It opens only with a password or key.
    pub is_encrypted: bool,
    /// It, or a file inside of it, holds macros.
    pub has_macros: bool,
    /// Pages or slides.
    pub pages: Option<u64>,
    /// People whose data are in it.
    pub persons: u64,
    /// Personal data of three people, a number that identifies one, or a mark as confidential.
    pub is_sensitive: bool,
    /// Partners it is for, by what it says at its beginning: indices into the settings.
    pub partners: Vec<usize>,
}

/// Looks into the attachments of `draft` that a person would call so.
#[must_use]
pub fn contents(draft: &Draft, known: &Known<'_>, readers: &Readers<'_>, limits: Limits) -> Contents {
    let judge = AddressJudge::new(known);
    // Read here and not with the vocabulary: most drafts carry no file.
    let headers = HeaderWords::new(known.lists.needed("personal-headers"));
    let mut budget = Budget::new(limits);
    let surveyed = draft.attachments.iter().map(|attachment| {
        is_worth_a_look(attachment).then(|| {
            let mut survey = Survey::new(known, &judge, &headers);
            attached(attachment, draft, &mut survey, readers, &mut budget, 0);
            survey.surveyed()
        })
    });
    Contents { surveyed: surveyed.collect() }
}

fn attached(
    attachment: &Attachment,
    draft: &Draft,
    survey: &mut Survey<'_>,
    readers: &Readers<'_>,
    budget: &mut Budget,
    depth: usize,
) {
    let name = attachment.filename.as_ref().map(|name| name.value.as_str());
    match &attachment.content {
        Content::Bytes(bytes) => look(name, bytes, readers, budget, survey),
        Content::Message(number) => {
            let nested = draft.nested.get(*number);
            let file = InnerFile::new(name, FileType::Eml, attachment.size_bytes);
            survey.file(&Place::default(), &file);
            match nested {
                Some(nested) if depth < budget.limits().depth => message(nested, survey, readers, budget, depth),
                Some(_) => survey.obstacle(&Place::default(), Obstacle::Depth),
                None => survey.obstacle(&Place::default(), Obstacle::Damaged),
            }
        }
        Content::Absent => {}
    }
}

/// A message that the draft carries: the loader has read it already.
fn message(nested: &Draft, survey: &mut Survey<'_>, readers: &Readers<'_>, budget: &mut Budget, depth: usize) {
    let place = Place { part: Part::Text, ..Place::default() };
    let text = nested.view.text();
    match budget.take_text(text.len() as u64) {
        Ok(()) => {
            survey.enter(&place);
            text.lines().for_each(|line| survey.text(line));
            survey.leave();
        }
        Err(obstacle) => survey.obstacle(&place, obstacle),
    }
    for (number, attachment) in nested.attachments.iter().enumerate() {
        if !is_worth_a_look(attachment) {
            continue;
        }
        let name = attachment.filename.as_ref().map_or_else(|| (number + 1).to_string(), |name| name.value.clone());
        survey.inside(&name, |survey| attached(attachment, nested, survey, readers, budget, depth + 1));
    }
}

impl Contents {
    /// What is known of attachment `number` as a whole; `None` when it was not looked into.
    #[must_use]
    pub fn whole(&self, number: usize) -> Option<Whole> {
        let surveyed = self.surveyed.get(number)?.as_ref()?;
        let itself = surveyed.files.first().map(|file| &file.file);
        let mut partners: Vec<usize> = surveyed.spots.iter().flat_map(|spot| spot.partners.iter().copied()).collect();
        partners.sort_unstable();
        partners.dedup();
        Some(Whole {
            file_type: itself.map(|file| file.file_type),
            is_encrypted: itself.is_some_and(|file| file.is_encrypted),
            has_macros: surveyed.files.iter().any(|file| file.file.has_macros),
            pages: itself.and_then(|file| file.pages).map(|pages| pages as u64),
            persons: surveyed.spots.iter().map(|spot| spot.group.persons).sum(),
            is_sensitive: rows::is_sensitive(surveyed),
            partners,
        })
    }

    /// Names of the files inside attachment `number`.
    pub fn inner_names(&self, number: usize) -> impl Iterator<Item = &str> {
        let surveyed = self.surveyed.get(number).and_then(Option::as_ref);
        let files = surveyed.map_or(&[][..], |surveyed| surveyed.files.get(1..).unwrap_or_default());
        files.iter().filter_map(|file| file.file.name.as_deref())
    }

    /// Marks such as 社外秘 that everybody sees inside of attachments whose names say nothing of it, one for each.
    #[must_use]
    pub fn marks(&self, draft: &Draft, confidentiality: &Confidentiality) -> Vec<BodyRow> {
        let mark = |(attachment, surveyed): (&Attachment, &Option<Surveyed>)| {
            let mut spots = surveyed.as_ref()?.spots.iter().filter(|spot| spot.is_shown());
            let mark = spots.find_map(|spot| spot.mark.clone())?;
            let name = attachment.filename.as_ref();
            let is_told_by_name = name.is_some_and(|name| confidentiality.in_file_name(&name.value).is_some());
            let span = name.map_or(attachment.span, |name| name.span);
            let row = BodyRow::new(span, BodyKind::ConfidentialityMarker, BodyPlace::AttachmentContent, mark);
            (!is_told_by_name).then_some(BodyRow { certainty: Certainty::Likely, ..row })
        };
        draft.attachments.iter().zip(&self.surveyed).filter_map(mark).collect()
    }

    /// Rows of `contents`, by attachment, the gravest place of each first.
    #[must_use]
    pub fn rows(&self, draft: &Draft, known: &Known<'_>) -> Vec<ContentRow> {
        let files = draft.attachments.iter().zip(&self.surveyed);
        files
            .filter_map(|(attachment, surveyed)| Some((attachment, surveyed.as_ref()?)))
            .flat_map(|(attachment, surveyed)| rows::of(attachment, surveyed, known))
            .collect()
    }
}
