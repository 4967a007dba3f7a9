//! What is asked of a draft at all: facts that cost much are made only for rules that ask for them. Knows no rule.

use super::{BodyKind, Collection};

/// What somebody asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Demand {
    /// What is inside the attachments.
    pub contents: bool,
    /// Phrases, merge fields, links, dates and promises in subject, names and text, and whether the bodies agree.
    pub phrases: bool,
    /// Whom the text speaks to: one person, a group, everybody.
    pub greetings: bool,
    /// Whether that is who gets it, name by name. Asks for the greetings, too.
    pub addressees: bool,
    /// What the text would disclose: personal data, addresses, the thread, marks of confidentiality.
    pub disclosures: bool,
}

/// Fields of `attachments` for which a file must be looked into.
const OF_CONTENT: [&str; 10] = [
    "file-type",
    "type-mismatch",
    "encrypted",
    "has-macros",
    "pages",
    "persons",
    "danger",
    "danger-called",
    "danger-certainty",
    "generic-name-certainty",
];
/// The field that is told by the file's name, and where settings name partners by the file's content as well.
const OF_PARTNERS: &str = "other-organization";

impl Demand {
    /// Everything.
    pub const ALL: Demand =
        Demand { contents: true, phrases: true, greetings: true, addressees: true, disclosures: true };

    /// Adds a field that somebody asks for; `None` is the collection as such. Rows of `body` are asked for by their kind:
    /// [`Demand::add_kind`].
    pub fn add(&mut self, collection: Collection, field: Option<usize>, has_partners: bool) {
        let name = field.and_then(|field| collection.fields().get(field).map(|field| field.name)).unwrap_or_default();
        match collection {
            Collection::Contents => self.contents = true,
            Collection::Attachments => {
                self.contents |= OF_CONTENT.contains(&name) || name == OF_PARTNERS && has_partners;
            }
            Collection::Mailing => self.contents |= name == "persons",
            Collection::Message => {
                self.greetings |= matches!(name, "audience" | "bulk-sign");
                self.disclosures |= matches!(name, "personal-weight" | "special-category");
            }
            Collection::Recipients => {
                if matches!(name, "namesakes" | "unnamed-partner") {
                    self.add_kind(Some(BodyKind::Addressee));
                }
                if matches!(name, "private-mailbox" | "private-mailbox-certainty") {
                    // Weighed by what travels along.
                    self.disclosures = true;
                    self.contents = true;
                }
            }
            Collection::Body | Collection::Headers | Collection::Defects | Collection::Policy => {}
        }
    }

    /// Adds rows of `body` of that kind; `None` is any.
    pub fn add_kind(&mut self, kind: Option<BodyKind>) {
        let Some(kind) = kind else {
            *self = Self { contents: self.contents, ..Self::ALL };
            return;
        };
        match kind {
            BodyKind::Greeting => self.greetings = true,
            BodyKind::Addressee | BodyKind::PartnerName => {
                self.greetings = true;
                self.addressees = true;
            }
            BodyKind::ConfidentialityMarker
            | BodyKind::ListedAddress
            | BodyKind::PersonalData
            | BodyKind::QuotedThread => self.disclosures = true,
            // Compares the greetings of the two forms, too.
            BodyKind::Disagreement => {
                self.phrases = true;
                self.greetings = true;
            }
            // Counts the files that are packed in attachments.
            BodyKind::PromisedFile => {
                self.phrases = true;
                self.contents = true;
            }
            BodyKind::AttachmentPhrase
            | BodyKind::AttachmentNegation
            | BodyKind::Link
            | BodyKind::Placeholder
            | BodyKind::TemplateField
            | BodyKind::UndeclaredField
            | BodyKind::MisspeltField
            | BodyKind::OpenMark
            | BodyKind::EscapedCharacter
            | BodyKind::EmptyMerge
            | BodyKind::DraftMarker
            | BodyKind::Password
            | BodyKind::StaleDate => self.phrases = true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_sizes_of_attachments_ask_for_nothing_inside() {
        let asks = |field: &str, has_partners| {
            let mut demand = Demand::default();
            demand.add(Collection::Attachments, Collection::Attachments.field_index(field), has_partners);
            demand.contents
        };
        assert!(!asks("filename", true) && !asks("size-bytes", true) && !asks("other-organization", false));
        assert!(asks("other-organization", true));
        for field in OF_CONTENT {
            assert!(asks(field, false), "{field}");
        }
    }
}
