//! What one draft leaves behind for the judgement of its mailing: keys, numbers and places, no text but names of files. A few hundred bytes,
//! so that a million of them fit into memory; the draft itself is forgotten.

use super::key::Key;
use super::members::Members;
use super::mentions::mentions;
use super::sending::sending;
use crate::draft::{Content, Draft, RecipientField};
use crate::facts::Facts;
use crate::facts::name::NameWords;
use crate::facts::name::person::{KnownName, PersonName};
use crate::facts::schema::RecipientRow;
use crate::facts::text::Vocabulary;
use crate::facts::text::salutation::{Salutation, salutations};
use crate::span::Span;
use serde::{Deserialize, Serialize};

/// What is kept of a draft.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct DraftDigest {
    /// Everybody with an address in To, Cc and Bcc, in the order of the view.
    pub readers: Box<[Reader]>,
    /// Everybody whom its greeting speaks to by name.
    pub greeted: Box<[Greeted]>,
    /// What its readers are called: display names, organizations, the name in the greeting, that of the roster.
    pub reader_names: Box<[Key]>,
    /// Members of the roster whom it tells of and is not for.
    pub mentions: Box<[Mention]>,
    /// Files that travel with it.
    pub files: Box<[FileDigest]>,
    /// Of whom it goes to and what it says: the same for a draft that is sent a second time. `None` without readers.
    pub sending: Option<Key>,
    /// What stands for the whole draft: its subject, without one its first reader.
    pub place: Place,
}

/// A recipient.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reader {
    /// Of the folded address.
    pub address: Key,
    /// Of the party outside; `None` for our own people.
    pub party: Option<Key>,
    /// In which field.
    #[serde(with = "field_number")]
    pub field: RecipientField,
    /// In To or Cc.
    pub is_visible: bool,
    /// `None`: nobody knows who "we" are.
    pub external: Option<bool>,
    /// Row of the roster with that address, by its place in [`crate::settings::Roster::rows`]; the first of several.
    pub roster_row: Option<u32>,
    /// Where it stands in the view.
    pub place: Place,
}

/// Somebody spoken to by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Greeted {
    /// Of the name, folded.
    pub name: Key,
    /// A surname or a given name alone.
    pub is_short: bool,
    /// Whether it is somebody whom the draft goes to, by the roster or by what stands beside the address.
    pub is_reader: Option<bool>,
    /// When it is not: the row of the roster whose name it is.
    pub other_row: Option<u32>,
    /// Where it stands in the view.
    pub place: Place,
}

/// A member of the roster in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mention {
    /// Row of the roster; the first of several with the same.
    pub row: u32,
    /// What of them stands there.
    pub what: What,
    /// Where in the view.
    pub place: Place,
}

/// What of a member stands in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum What {
    /// The whole name.
    Name,
    /// The address.
    Address,
    /// The number.
    Number,
}

impl What {
    /// The word in rule files.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            What::Name => "name",
            What::Address => "address",
            What::Number => "number",
        }
    }
}

/// A file that travels along.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileDigest {
    /// Of its bytes.
    pub content: Key,
    /// What it is called: the one text that is kept, since a message without it would help nobody.
    pub filename: Option<Box<str>>,
    /// People whose data are in it, as far as it was looked into.
    pub persons: u64,
    /// Organizations and people its name speaks of.
    pub named: Box<[Key]>,
    /// Row of the roster that it is for, when the draft is not.
    pub other_row: Option<u32>,
    /// Its name in the view.
    pub place: Place,
}

/// A place in a view, small.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub struct Place {
    start: u32,
    end: u32,
}

impl From<Span> for Place {
    /// The same; at the end of what can be said for a view of more than 4 GB.
    fn from(span: Span) -> Self {
        let small = |byte: usize| u32::try_from(byte).unwrap_or(u32::MAX);
        Self { start: small(span.start), end: small(span.end) }
    }
}

impl From<Place> for Span {
    fn from(place: Place) -> Self {
        Span::new(place.start as usize, place.end as usize)
    }
}

/// What a draft is remembered with.
#[derive(Debug, Clone, Copy)]
pub struct Remembering<'a> {
    /// The draft.
    pub draft: &'a Draft,
    /// What the rules can see of it.
    pub facts: &'a Facts,
    /// Words of names and greetings.
    pub vocabulary: &'a Vocabulary,
    /// The roster, when there is one.
    pub members: Option<&'a Members>,
}

impl DraftDigest {
    /// What is kept of a draft.
    #[must_use]
    pub fn of(remembering: &Remembering<'_>) -> Self {
        let delivered = remembering.facts.recipients.iter().filter(|row| row.delivered);
        let readers: Box<[Reader]> = delivered.filter_map(|row| remembering.reader(row)).collect();
        let own_row = readers.iter().find_map(|reader| reader.roster_row);
        let salutations = salutations(remembering.draft, remembering.vocabulary);
        let own_rows: Vec<u32> = readers.iter().filter_map(|reader| reader.roster_row).collect();
        let greetings: Vec<Span> = salutations.iter().map(|salutation| salutation.span).collect();
        let mentions = remembering
            .members
            .filter(|_| !own_rows.is_empty())
            .map(|members| mentions(remembering.draft, members, &own_rows, &greetings));
        let greeted = salutations.iter().filter(|salutation| !salutation.may_be_pet_name).filter_map(|salutation| {
            let person = salutation.person.as_ref().filter(|person| !is_role(person, &remembering.vocabulary.names))?;
            Some(remembering.greeted(person, salutation.span, own_row))
        });
        Self {
            greeted: greeted.collect(),
            reader_names: remembering.reader_names(&salutations, &own_rows),
            mentions: mentions.unwrap_or_default().into(),
            files: remembering.files(&own_rows),
            sending: sending(remembering.draft, &remembering.facts.recipients),
            place: remembering.place(&readers),
            readers,
        }
    }

    /// Every place that a row about this draft can be at, sorted, each once.
    #[must_use]
    pub fn places(&self) -> Vec<Span> {
        let readers = self.readers.iter().map(|reader| reader.place);
        let greeted = self.greeted.iter().map(|greeted| greeted.place);
        let mentions = self.mentions.iter().map(|mention| mention.place);
        let files = self.files.iter().map(|file| file.place);
        let all = readers.chain(greeted).chain(mentions).chain(files).chain([self.place]);
        let mut places: Vec<Span> = all.map(Span::from).collect();
        places.sort_unstable();
        places.dedup();
        places
    }

    /// Every row of the roster that it names, by its place in [`crate::settings::Roster::rows`].
    pub fn roster_rows(&self) -> impl Iterator<Item = u32> {
        let readers = self.readers.iter().filter_map(|reader| reader.roster_row);
        let greeted = self.greeted.iter().filter_map(|greeted| greeted.other_row);
        let mentions = self.mentions.iter().map(|mention| mention.row);
        readers.chain(greeted).chain(mentions).chain(self.files.iter().filter_map(|file| file.other_row))
    }

    /// Row of the roster whom the draft is for: that of the first recipient who is on it.
    #[must_use]
    pub fn roster_row(&self) -> Option<u32> {
        self.readers.iter().find_map(|reader| reader.roster_row)
    }
}

impl Remembering<'_> {
    fn place(&self, readers: &[Reader]) -> Place {
        let subject = self.draft.subject.as_ref().map(|subject| subject.span).filter(|span| !span.is_empty());
        let first = || readers.first().map(|reader| reader.place);
        subject.map(Place::from).or_else(first).unwrap_or_default()
    }

    fn reader(&self, row: &RecipientRow) -> Option<Reader> {
        let address = row.address.as_deref()?;
        Some(Reader {
            address: Key::of(address),
            party: row.party.as_deref().map(Key::of),
            field: RecipientField::ALL.into_iter().find(|field| field.name() == row.field)?,
            is_visible: row.visible,
            external: row.external,
            roster_row: self.members.and_then(|members| members.row_of_address(address)),
            place: row.span.into(),
        })
    }

    fn greeted(&self, person: &PersonName, span: Span, own_row: Option<u32>) -> Greeted {
        let rows = self.members.zip(own_row);
        let by_roster = rows.and_then(|(members, row)| members.is_person_of(row, person, &self.vocabulary.names));
        let is_reader = match by_roster {
            Some(false) => Some(false),
            // What a mail program writes beside an address was typed by somebody else than the greeting.
            Some(true) => Some(true),
            None => self.is_known_reader(person),
        };
        let other_row = rows.filter(|_| by_roster == Some(false)).and_then(|(members, row)| {
            let other = members.row_of_person(person, row)?;
            (other != row).then_some(other)
        });
        Greeted {
            name: Key::of(&person.joined()),
            is_short: person.is_short(),
            is_reader,
            other_row,
            place: span.into(),
        }
    }

    fn reader_names(&self, salutations: &[Salutation], own_rows: &[u32]) -> Box<[Key]> {
        let names = &self.vocabulary.names;
        let recipients = self.facts.recipients.iter().filter(|row| row.external != Some(false));
        let beside = recipients.flat_map(|row| row.display_name.iter().chain(&row.organization));
        let spoken_to = salutations.iter().map(|salutation| self.draft.view.slice(salutation.span));
        let on_roster = own_rows.iter().filter_map(|row| self.members?.written_names(*row));
        let mut keys: Vec<Key> = beside
            .map(String::as_str)
            .chain(spoken_to)
            .chain(on_roster.flatten())
            .map(|name| names.bare(name))
            .filter(|name| !name.is_empty())
            .map(|name| Key::of(&name))
            .collect();
        keys.sort_unstable();
        keys.dedup();
        keys.into()
    }

    fn files(&self, own_rows: &[u32]) -> Box<[FileDigest]> {
        let files = self.draft.attachments.iter().zip(&self.facts.attachments).filter(|(_, row)| row.real);
        files
            .filter_map(|(attachment, row)| {
                let Content::Bytes(bytes) = &attachment.content else { return None };
                let for_row =
                    row.filename.as_deref().zip(self.members).and_then(|(name, members)| members.row_of_file(name));
                Some(FileDigest {
                    content: Key::of_bytes(bytes),
                    filename: row.filename.as_deref().map(Box::from),
                    persons: row.persons.unwrap_or(0),
                    named: row.addressees.iter().map(|name| Key::of(name)).collect(),
                    other_row: for_row.filter(|row| !own_rows.is_empty() && !own_rows.contains(row)),
                    place: row.span.into(),
                })
            })
            .collect()
    }

    /// Whether a recipient goes by that name, as far as display names and local parts tell.
    fn is_known_reader(&self, person: &PersonName) -> Option<bool> {
        let names = &self.vocabulary.names;
        let known: Vec<KnownName> = self
            .facts
            .recipients
            .iter()
            .flat_map(|row| {
                let by_name = row.display_name.as_deref().map(|name| KnownName::of_text(name, names));
                let by_address = row.local_part.as_deref().map(|local| KnownName::of_local_part(local, names).half());
                by_name.into_iter().chain(by_address)
            })
            .collect();
        person.is_name_of(&known, names)
    }
}

/// True for what several people are called alike: 採用ご担当者, 保護者, ご利用者, Hiring Manager.
fn is_role(person: &PersonName, names: &NameWords) -> bool {
    let joined = person.joined();
    let is_office = person.words.iter().any(|word| names.is_office(word));
    let left: usize = KnownName::of_text(&person.words.join(" "), names).words().iter().map(String::len).sum();
    // No surname and no given name ends so, nor begins with お or ご (as folded for names) before kanji.
    let is_polite = joined.strip_prefix(['オ', 'ゴ']).is_some_and(|rest| rest.starts_with(|first| first >= '\u{3400}'));
    is_office || left < joined.len() || joined.ends_with(['者', '員', '客']) || is_polite
}

/// Fields of recipients as numbers: a digest goes from machine to machine.
mod field_number {
    use super::RecipientField;
    use serde::de::Error;
    use serde::{Deserialize, Deserializer, Serializer};

    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
    pub(super) fn serialize<S: Serializer>(field: &RecipientField, serializer: S) -> Result<S::Ok, S::Error> {
        let number = RecipientField::ALL.iter().position(|other| other == field).unwrap_or_default();
        serializer.serialize_u8(u8::try_from(number).unwrap_or_default())
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<RecipientField, D::Error> {
        let number = u8::deserialize(deserializer)?;
        RecipientField::ALL.get(usize::from(number)).copied().ok_or_else(|| D::Error::custom("no such field"))
    }
}
