//! What an entry asks for, and where a draft does not do it. Knows neither its condition nor its words for the user.

use super::texts::{Needles, Texts};
use super::{KnownDraft, MOST_PLACES, sender_addresses};
use crate::approval::standing::Wanted;
use crate::draft::{Attachment, Content};
use crate::facts::schema::{AttachmentRow, RecipientRow};
use crate::inspect::container::is_encrypted;
use crate::lang::Bilingual;
use crate::settings::{AddressGlobs, NameGlobs, PolicyDemand, TextPlace};
use crate::span::Span;

/// A place where the demand is not met.
#[derive(Debug, Default)]
pub(super) struct Violation {
    pub span: Span,
    pub address: Option<String>,
    pub filename: Option<String>,
    pub told: Bilingual,
}

/// [`PolicyDemand`], compiled.
#[derive(Debug)]
pub(super) enum Demand {
    Forbidden(AddressGlobs),
    Required(AddressGlobs),
    Keyword { words: Needles, places: Vec<TextPlace>, required: AddressGlobs, forbidden: AddressGlobs },
    Text { needles: Needles, places: Vec<TextPlace> },
    Attachment { names: NameGlobs, recipients: AddressGlobs, unless_encrypted: bool },
    Approval { count: u64, by: Option<AddressGlobs>, valid_days: Option<u64> },
}

impl Demand {
    pub fn new(demand: &PolicyDemand) -> Self {
        match demand {
            PolicyDemand::ForbiddenRecipient { recipients } => Demand::Forbidden(AddressGlobs::new(recipients)),
            PolicyDemand::RequiredRecipient { recipients } => Demand::Required(AddressGlobs::new(recipients)),
            PolicyDemand::KeywordRecipient { words, places, required, forbidden } => Demand::Keyword {
                words: Needles::new(words, None),
                places: places.clone(),
                required: AddressGlobs::new(required),
                forbidden: AddressGlobs::new(forbidden),
            },
            PolicyDemand::ForbiddenText { words, pattern, places } => {
                Demand::Text { needles: Needles::new(words, pattern.as_deref()), places: places.clone() }
            }
            PolicyDemand::AttachmentForbidden { names, recipients, unless_encrypted } => Demand::Attachment {
                names: NameGlobs::new(names),
                recipients: AddressGlobs::new(recipients),
                unless_encrypted: *unless_encrypted,
            },
            PolicyDemand::Approval { count, by, valid_days } => {
                // Somebody is named, or anybody may: a name that matches nobody does not let everybody in.
                let by = (!by.is_empty()).then(|| AddressGlobs::new(by));
                Demand::Approval { count: *count, by, valid_days: *valid_days }
            }
        }
    }

    /// Every place where a draft does not do as it is asked.
    pub fn violations(&self, known: &KnownDraft<'_>, texts: &Texts<'_>) -> Vec<Violation> {
        match self {
            Demand::Forbidden(recipients) => present(recipients, known),
            Demand::Required(recipients) if is_met(recipients, known) => Vec::new(),
            Demand::Required(_) => vec![at(known.message.span)],
            Demand::Keyword { words, places, required, forbidden } => {
                let found = texts.places_of(words, places, MOST_PLACES);
                if found.is_empty() {
                    return Vec::new();
                }
                let mut violations = present(forbidden, known);
                if !required.is_empty() && !is_met(required, known) {
                    violations.extend(found.into_iter().map(at));
                }
                violations
            }
            Demand::Text { needles, places } => {
                texts.places_of(needles, places, MOST_PLACES).into_iter().map(at).collect()
            }
            Demand::Attachment { names, recipients, unless_encrypted } => {
                if !recipients.is_empty() && !delivered(known).any(|(_, address)| recipients.matches(address)) {
                    return Vec::new();
                }
                let files = known.draft.attachments.iter().zip(known.attachments);
                files
                    .filter(|(_, row)| row.real && has_name(row, names))
                    .filter(|(attachment, _)| !*unless_encrypted || !is_known_encrypted(attachment))
                    .map(|(_, row)| Violation {
                        span: row.span,
                        filename: row.filename.clone(),
                        ..Violation::default()
                    })
                    .collect()
            }
            Demand::Approval { count, by, valid_days } => {
                let wanted = Wanted {
                    count: *count,
                    is_meant: &|address| by.as_ref().is_none_or(|by| by.matches(address)),
                    valid_days: *valid_days,
                };
                let told = known.standing.lacks(&wanted);
                told.map(|told| Violation { told, ..at(known.message.span) }).into_iter().collect()
            }
        }
    }
}

fn at(span: Span) -> Violation {
    Violation { span, ..Violation::default() }
}

/// Those who would get it, with their addresses.
fn delivered<'s>(known: &KnownDraft<'s>) -> impl Iterator<Item = (&'s RecipientRow, &'s str)> + use<'s> {
    let delivered = known.recipients.iter().filter(|row| row.delivered);
    delivered.filter_map(|row| Some((row, row.address.as_deref()?)))
}

fn present(forbidden: &AddressGlobs, known: &KnownDraft<'_>) -> Vec<Violation> {
    let found = delivered(known).filter(|(_, address)| forbidden.matches(address));
    found
        .map(|(row, address)| Violation { span: row.span, address: Some(address.to_owned()), ..Violation::default() })
        .collect()
}

/// True when one of them gets it, or the only one it could be is writing: nobody needs a copy of his own mail.
fn is_met(required: &AddressGlobs, known: &KnownDraft<'_>) -> bool {
    delivered(known).any(|(_, address)| required.matches(address))
        || sender_addresses(known.draft).any(|address| required.names(&address))
}

fn has_name(row: &AttachmentRow, names: &NameGlobs) -> bool {
    names.is_empty() || row.filename.as_deref().is_some_and(|name| names.matches(name))
}

/// False also where we cannot tell: an entry that wants encryption must not take it on trust.
fn is_known_encrypted(attachment: &Attachment) -> bool {
    match &attachment.content {
        Content::Bytes(bytes) => is_encrypted(bytes) == Some(true),
        Content::Message(_) | Content::Absent => false,
    }
}
