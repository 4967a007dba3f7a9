//! Who is spoken to by name in the first lines of own text: 「株式会社山田商事　営業部　山田太郎様」, 「佐藤様、鈴木様」,
//! 「山田部長」, "Dear Bob and Carol,". Takes a line apart from its end, word by word; knows no recipient.

mod japanese;
mod latin;

use super::Vocabulary;
use super::greeting::{GREETING_BYTES, opening_lines};
use crate::draft::Draft;
use crate::facts::name::person::PersonName;
use crate::fold::{PlacedFold, fold};
use crate::span::Span;

/// A Latin greeting stands at the very top, or below a date.
const LATIN_LINES: usize = 2;

/// One person or organization spoken to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Salutation {
    /// The words in the view, with honorific.
    pub span: Span,
    /// The person; `None` for an organization, and where the name cannot be told from what stands around it.
    pub person: Option<PersonName>,
    /// True when the words may name an organization too.
    pub names_organization: bool,
    /// True when the person's word may be anything that people call each other: `hi gorgeous`, "Hey Sparky".
    pub may_be_pet_name: bool,
}

/// What a folded line says: the words of one salutation, and the person in them.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Addressed {
    text: String,
    person: Option<PersonName>,
    names_organization: bool,
    may_be_pet_name: bool,
}

/// Everyone spoken to by name at the top of own text, in order.
///
/// Ends at the first line of prose: a name further down is one that the text talks about. A line with an
/// organization's name counts when a person follows below it; else it may be the letter head.
#[must_use]
pub fn salutations(draft: &Draft, vocabulary: &Vocabulary) -> Vec<Salutation> {
    let mut found: Vec<Salutation> = Vec::new();
    let mut organization_line: Option<Span> = None;
    for (number, span) in opening_lines(draft).into_iter().enumerate() {
        let line = draft.view.slice(span);
        if line.len() > GREETING_BYTES {
            break;
        }
        let folded = fold(line).split_whitespace().collect::<Vec<_>>().join(" ");
        if vocabulary.groups.greeted(&folded).is_some() {
            break;
        }
        let mut addressed = japanese::addressed_in(&folded, vocabulary);
        let is_latin = addressed.is_empty() && number < LATIN_LINES;
        if is_latin {
            addressed = latin::addressed_in(line, vocabulary);
        }
        if addressed.is_empty() {
            if !found.is_empty() || is_prose(&folded) {
                break;
            }
            organization_line = names_organization(&folded, vocabulary).then_some(span).or(organization_line);
            continue;
        }
        found.extend(organization_line.take().map(|span| Salutation {
            span,
            person: None,
            names_organization: true,
            may_be_pet_name: false,
        }));
        let places = PlacedFold::new(line);
        found.extend(addressed.into_iter().map(|addressed| {
            let place = places.places_of(&addressed.text).next();
            Salutation {
                span: place.map_or(span, |place| Span::from(place).shifted(span.start)),
                person: addressed.person,
                names_organization: addressed.names_organization,
                may_be_pet_name: addressed.may_be_pet_name,
            }
        }));
        if is_latin {
            break;
        }
    }
    found
}

fn is_prose(folded: &str) -> bool {
    folded.contains(['。', '.', '?', '!', ';', '>']) || folded.ends_with([':', ',', '、'])
}

fn names_organization(folded: &str, vocabulary: &Vocabulary) -> bool {
    vocabulary.names.has_form(folded) || folded.split(' ').any(|word| vocabulary.names.is_office(word))
}

#[cfg(test)]
mod tests;
