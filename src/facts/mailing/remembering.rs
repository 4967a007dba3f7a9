//! What a draft leaves behind, made from the draft and its facts. Knows no other draft.

use super::digest::{DraftDigest, FileDigest, Greeted, Mention, Place, Reader};
use super::inside::{Looking, told_inside};
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
use crate::inspect::Budget;
use crate::span::Span;

/// What a draft is remembered with.
#[derive(Clone, Copy)]
pub struct Remembering<'a> {
    /// The draft.
    pub draft: &'a Draft,
    /// What the rules can see of it.
    pub facts: &'a Facts,
    /// Words of names and greetings.
    pub vocabulary: &'a Vocabulary,
    /// The roster, when there is one.
    pub members: Option<&'a Members>,
    /// How files are looked into.
    pub looking: Looking<'a>,
    /// Somebody will compare the draft with what went out before.
    pub has_history: bool,
}

impl Remembering<'_> {
    /// What is kept of a draft.
    #[must_use]
    pub fn digest(&self) -> DraftDigest {
        let delivered = self.facts.recipients.iter().filter(|row| row.delivered);
        let readers: Box<[Reader]> = delivered.filter_map(|row| self.reader(row)).collect();
        let own_row = readers.iter().find_map(|reader| reader.roster_row);
        let salutations = salutations(self.draft, self.vocabulary);
        let own_rows: Vec<u32> = readers.iter().filter_map(|reader| reader.roster_row).collect();
        let greetings: Vec<Span> = salutations.iter().map(|salutation| salutation.span).collect();
        let mentions = self
            .members
            .filter(|_| !own_rows.is_empty())
            .map(|members| mentions(self.draft, members, &own_rows, &greetings));
        let greeted = salutations.iter().filter(|salutation| !salutation.may_be_pet_name).filter_map(|salutation| {
            let person = salutation.person.as_ref().filter(|person| !is_role(person, &self.vocabulary.names))?;
            Some(self.greeted(person, salutation.span, own_row))
        });
        DraftDigest {
            greeted: greeted.collect(),
            reader_names: self.reader_names(&salutations, &own_rows),
            mentions: mentions.unwrap_or_default().into(),
            files: self.files(&own_rows),
            sending: if self.has_history { sending(self.draft, &self.facts.recipients) } else { None },
            place: self.place(&readers),
            readers,
        }
    }

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
        let mut budget = Budget::new(self.looking.limits);
        files
            .filter_map(|(attachment, row)| {
                let Content::Bytes(bytes) = &attachment.content else { return None };
                let for_row =
                    row.filename.as_deref().zip(self.members).and_then(|(name, members)| members.row_of_file(name));
                let told = self.members.filter(|_| !own_rows.is_empty()).and_then(|members| {
                    let with = (self.looking.readers, &mut budget);
                    told_inside(row.filename.as_deref(), bytes, members, own_rows, with)
                });
                Some(FileDigest {
                    told: told.map(|(told, what)| Mention { row: told, what, place: row.span.into() }),
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
