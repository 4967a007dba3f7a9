//! Compares whom a text speaks to and of with the people it goes to. Says only what is certain: a name in another
//! script, an office's mailbox or a list among the readers may stand for anybody.

mod organization;
mod partner;
mod readers;

use super::name::person::PersonName;
use super::own::Own;
use super::recipient::Acquaintances;
use super::schema::{BodyKind, BodyPlace, BodyRow, RecipientRow};
use super::text::Vocabulary;
use super::text::salutation::{Salutation, salutations};
use crate::draft::Draft;
use crate::fold::fold;
use crate::lists::Lists;
use crate::settings::Settings;
use readers::Readers;

/// Longest line that is a name at the end of a letter.
const SIGNATURE_BYTES: usize = 80;

/// What greetings are compared with.
#[derive(Debug, Clone, Copy)]
pub struct Addressing<'a> {
    /// The draft whose text speaks.
    pub draft: &'a Draft,
    /// Who "we" are.
    pub own: &'a Own,
    /// In force.
    pub settings: &'a Settings,
    /// Its people and partners.
    pub acquaintances: &'a Acquaintances,
    /// Domain lists.
    pub lists: &'a Lists,
    /// Words of names.
    pub vocabulary: &'a Vocabulary,
}

impl Addressing<'_> {
    /// Adds to `body` whom the greeting addresses and which partners the text names, and to `recipients` how many
    /// others go by the same name.
    pub fn add(&self, body: &mut Vec<BodyRow>, recipients: &mut [RecipientRow]) {
        // A message that is sent on as it is greets its first readers.
        if recipients.iter().any(|row| row.resent) {
            return;
        }
        partner::mark_unnamed(self, recipients);
        let salutations = salutations(self.draft, self.vocabulary);
        let mut found: Vec<BodyRow> = partner::rows(self, recipients, &salutations);
        if !salutations.is_empty() {
            let readers = Readers::new(recipients, self);
            let mut addressees: Vec<BodyRow> =
                salutations.iter().map(|salutation| self.addressee(salutation, &readers)).collect();
            // 「佐藤様（To）、鈴木様（Cc）」 is how it is done: only a greeting to copies alone is strange.
            let people = || salutations.iter().filter_map(|salutation| salutation.person.as_ref());
            if people().any(|person| readers.spoken_to(person).next().is_some()) {
                addressees.iter_mut().for_each(|row| row.misses = row.misses.filter(|misses| *misses != "copied"));
            }
            let named: Vec<&PersonName> = people().collect();
            if addressees.iter().all(|row| row.misses.is_none())
                && readers.has_unnamed_party(&named)
                && let Some(first) = addressees.first_mut()
            {
                first.misses = Some("others");
            }
            found.extend(addressees);
            let namesakes = self.namesakes(&salutations, &readers);
            for (recipient, count) in namesakes {
                recipients[recipient].namesakes = Some(count);
            }
        }
        found.extend(self.insiders(body, recipients));
        body.extend(found);
        body.sort_by_key(|row| (row.span, row.kind));
    }

    fn addressee(&self, salutation: &Salutation, readers: &Readers<'_>) -> BodyRow {
        let text = self.draft.view.slice(salutation.span);
        let person = || {
            let person = salutation.person.as_ref().filter(|person| !self.signs_in_thread(person))?;
            let may_be_anybody =
                salutation.may_be_pet_name || readers.are_several() && self.may_be_plural(salutation, person);
            if may_be_anybody { None } else { readers.misses_person(person) }
        };
        let organization =
            || salutation.names_organization.then(|| organization::misses(self, text, readers)).flatten();
        let row = BodyRow::new(salutation.span, BodyKind::Addressee, BodyPlace::OwnText, text.to_owned());
        BodyRow { misses: organization().or_else(person), ..row }
    }

    /// True for one word that may speak to several: "Dear Traders", but not "Dear James" or "Dear Mr. Hobbs".
    fn may_be_plural(&self, salutation: &Salutation, person: &PersonName) -> bool {
        let text = self.draft.view.slice(salutation.span);
        let is_bare = text.split_whitespace().count() == person.words.len();
        is_bare
            && person.words.last().is_some_and(|word| {
                word.is_ascii() && word.ends_with('s') && !self.vocabulary.names.is_given_name(word)
            })
    }

    /// True when a line of the quoted thread is little more than this name: whoever is answered signs so, whatever the
    /// address book calls them (Kevin, for Zhang Wei).
    fn signs_in_thread(&self, person: &PersonName) -> bool {
        let lines = self.draft.body.quoted.iter().flat_map(|quoted| self.draft.view.slice(*quoted).lines());
        let mut short = lines.filter(|line| line.len() <= SIGNATURE_BYTES && !line.contains([':', '@']));
        short.any(|line| {
            let folded = fold(line);
            let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
            let signature = PersonName::new(&words.collect::<Vec<_>>());
            let is_signed = signature.words.iter().any(|word| person.words.contains(word));
            (1..=3).contains(&signature.words.len()) && is_signed
        })
    }

    /// A greeting to colleagues when everybody is outside. A private person has no colleagues at own domains.
    fn insiders(&self, body: &[BodyRow], recipients: &[RecipientRow]) -> Option<BodyRow> {
        let greeting = body.iter().find(|row| {
            let is_greeting = row.kind == BodyKind::Greeting && row.place == BodyPlace::OwnText;
            is_greeting && row.audience == Some("internal") && self.vocabulary.groups.greets_insiders(&fold(&row.text))
        })?;
        let mut others = recipients.iter().filter(|row| row.delivered && !row.sender).peekable();
        let is_wrong = others.peek().is_some() && others.all(|row| row.external == Some(true) && !row.mailing_list);
        let row = BodyRow::new(greeting.span, BodyKind::Addressee, BodyPlace::OwnText, greeting.text.clone());
        let misses = (is_wrong && !self.own.is_private_sender()).then_some("audience");
        Some(BodyRow { misses, ..row })
    }

    /// For each recipient whom a greeting calls by half of a name: how many others of the address book, on the same
    /// side of our organization, could be meant.
    fn namesakes(&self, salutations: &[Salutation], readers: &Readers<'_>) -> Vec<(usize, u64)> {
        let mut found = Vec::new();
        for person in salutations.iter().filter_map(|salutation| salutation.person.as_ref()) {
            let short = person.words.concat();
            for (index, row) in readers.spoken_to(person).filter(|_| person.is_short()) {
                let Some(address) = &row.address else { continue };
                let is_beside = |other: &&str| {
                    let domain = other.rsplit_once('@').map(|(_, domain)| domain);
                    domain.is_some_and(|domain| self.own.is_external(domain, self.lists) == row.external)
                };
                let count = self.acquaintances.names().namesakes(&short, address).filter(is_beside).count();
                found.push((index, count as u64));
            }
        }
        found
    }
}

#[cfg(test)]
mod tests;
