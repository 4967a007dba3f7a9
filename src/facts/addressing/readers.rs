//! Who reads a message and by what names they are known. Compares people; knows no organizations.

use super::Addressing;
use crate::facts::name::NameWords;
use crate::facts::name::person::{KnownName, PersonName};
use crate::facts::schema::RecipientRow;
use std::collections::BTreeMap;

/// As many outside parties as may be at one table while some of their people are spoken to by name.
const RELATED_PARTIES: usize = 2;

/// Everyone who reads it.
pub(super) struct Readers<'a> {
    readers: Vec<Reader<'a>>,
    names: &'a NameWords,
}

struct Reader<'a> {
    row: &'a RecipientRow,
    index: usize,
    /// Display name, names of the address book, local part.
    known: Vec<KnownName>,
}

impl<'a> Readers<'a> {
    pub(super) fn new(recipients: &'a [RecipientRow], addressing: &Addressing<'a>) -> Self {
        let names = &addressing.vocabulary.names;
        let reader = |(index, row): (usize, &'a RecipientRow)| {
            let address = row.address.as_deref().unwrap_or_default();
            let book = addressing.acquaintances.names().names_of(address).iter();
            let texts = row.display_name.iter().chain(book).map(|name| KnownName::of_text(name, names));
            // At a provider people take what name they like: it may fit, and tells nothing when it does not.
            let is_taken = row.kind.is_some_and(|kind| kind != "organization");
            let of_local_part = |local_part| match KnownName::of_local_part(local_part, names) {
                known if is_taken => known.half(),
                known => known,
            };
            let local_part = row.local_part.as_deref().into_iter().map(of_local_part);
            Reader { row, index, known: texts.chain(local_part).collect() }
        };
        Self { readers: recipients.iter().enumerate().map(reader).collect(), names }
    }

    /// The rows of those the message is for: To and Bcc, and where nobody stands there, Cc. Copies to oneself are not
    /// counted.
    pub(super) fn rows_for(&self) -> Vec<&'a RecipientRow> {
        self.addressed().iter().map(|reader| reader.row).collect()
    }

    /// The rows of everyone, copies included.
    pub(super) fn all(&self) -> impl Iterator<Item = &'a RecipientRow> {
        self.readers.iter().map(|reader| reader.row)
    }

    /// How a person who is spoken to does not fit: `person` when nobody has that name, `copied` when only somebody in Cc
    /// has. `None` when somebody has it or may have it.
    pub(super) fn misses_person(&self, person: &PersonName) -> Option<&'static str> {
        let addressed = self.addressed();
        let verdict = |reader: &Reader<'_>| match person.is_name_of(&reader.known, self.names) {
            // Behind an office's mailbox or a list anybody may read.
            Some(false) if self.is_shared(reader.row) => None,
            verdict => verdict,
        };
        let own = self.readers.iter().filter(|reader| reader.row.sender);
        if addressed.is_empty()
            || self.readers.iter().any(|reader| reader.row.mailing_list)
            || own.chain(addressed.iter().copied()).any(|reader| verdict(reader) == Some(true))
            || addressed.iter().any(|reader| verdict(reader).is_none())
        {
            return None;
        }
        let is_for_outside = addressed.iter().any(|reader| reader.row.external == Some(true));
        let copied = self.readers.iter().filter(|reader| matches!(reader.row.field, "cc" | "attendee"));
        let mut verdicts = copied.filter(|reader| !(is_for_outside && reader.row.external == Some(false))).map(verdict);
        let in_copy = self.readers.iter().any(|reader| verdict(reader) == Some(true));
        if in_copy { Some("copied") } else { verdicts.all(|verdict| verdict == Some(false)).then_some("person") }
    }

    /// True when the message is for two at least, not counting copies.
    pub(super) fn are_several(&self) -> bool {
        self.addressed().len() >= 2
    }

    /// True when two people or more are spoken to by name, while the message is for more than two outside parties and
    /// one of them has nobody of these names. Whoever's name is not known may be one of them.
    pub(super) fn has_unnamed_party(&self, named: &[&PersonName]) -> bool {
        let readers = self.addressed();
        if named.len() < 2 || readers.iter().any(|reader| reader.row.mailing_list) {
            return false;
        }
        let mut parties: BTreeMap<&str, bool> = BTreeMap::new();
        for reader in readers {
            let Some(party) = reader.row.party.as_deref() else { continue };
            let is_nobody = |person: &&PersonName| person.is_name_of(&reader.known, self.names) == Some(false);
            let is_unnamed = !self.is_shared(reader.row) && named.iter().all(is_nobody);
            parties.entry(party).and_modify(|all| *all &= is_unnamed).or_insert(is_unnamed);
        }
        parties.len() > RELATED_PARTIES && parties.values().any(|is_unnamed| *is_unnamed)
    }

    /// Those whom the message is for and who have this name.
    pub(super) fn spoken_to(&self, person: &PersonName) -> impl Iterator<Item = (usize, &'a RecipientRow)> {
        let addressed = self.addressed().into_iter();
        let named = addressed.filter(|reader| person.is_name_of(&reader.known, self.names) == Some(true));
        named.map(|reader| (reader.index, reader.row))
    }

    fn addressed(&self) -> Vec<&Reader<'a>> {
        let others = |fields: &'static [&'static str]| {
            self.readers.iter().filter(move |reader| {
                let row = reader.row;
                fields.contains(&row.field) && row.delivered && !row.sender && !row.resource
            })
        };
        let addressed: Vec<&Reader<'a>> = others(&["to", "bcc"]).collect();
        if addressed.is_empty() { others(&["cc"]).collect() } else { addressed }
    }

    fn is_shared(&self, row: &RecipientRow) -> bool {
        let local_part = row.local_part.as_deref().unwrap_or_default();
        let mut words = local_part.split(|c: char| !c.is_ascii_alphabetic()).filter(|word| !word.is_empty());
        row.mailing_list || row.resource || words.any(|word| self.names.is_office(word))
    }
}
