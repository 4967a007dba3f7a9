//! What a draft would tell outside readers that is not theirs: third parties' addresses, personal data, a thread they were
//! no part of, what is marked as confidential. Finds and counts; whether that is a slip is for the rules.

mod quoted;
mod readers;

use super::addr_spec::placed_addresses_in;
use super::confidentiality::Confidentiality;
use super::headers::{field_body, subject_span};
use super::labels;
use super::own::Own;
use super::personal::{KeyWords, Persons, personal_data, persons};
use super::recipient::Acquaintances;
use super::schema::{BodyKind, BodyPlace, BodyRow, Certainty, RecipientRow};
use super::thread::ThreadAddresses;
use crate::draft::Draft;
use crate::fold::fold;
use crate::lists::{List, Lists};
use crate::span::Span;
use readers::Readers;

/// What is needed to tell what is whose.
#[derive(Debug, Clone, Copy)]
pub struct Known<'a> {
    /// Who "we" are.
    pub own: &'a Own,
    /// Partners and the address book.
    pub acquaintances: &'a Acquaintances,
    /// In force.
    pub lists: &'a Lists,
    /// Whom the quoted text shows.
    pub thread: &'a ThreadAddresses,
    /// The rows of the same draft.
    pub recipients: &'a [RecipientRow],
    /// Words that say what a number is.
    pub key_words: &'a KeyWords,
    /// Words that mark a text.
    pub confidentiality: &'a Confidentiality,
}

/// What was found.
#[derive(Debug, Default)]
pub struct Disclosure {
    /// In the order of the view.
    pub rows: Vec<BodyRow>,
    /// The people whose data stand in own text.
    pub persons: Persons,
    /// Own text has a word of the list `special-category-words`.
    pub is_special_category: bool,
}

/// Everything that the draft would disclose.
#[must_use]
pub fn disclosure(draft: &Draft, known: &Known<'_>) -> Disclosure {
    let readers = Readers::new(known);
    let mut disclosure = Disclosure::default();
    markers(draft, known.confidentiality, &mut disclosure.rows);
    for span in &draft.body.own {
        let text = draft.view.slice(*span);
        listed_addresses(text, *span, known, &readers, &mut disclosure.rows);
        own_personal_data(text, *span, known, &readers, &mut disclosure);
    }
    disclosure.rows.extend(quoted::row(draft, known, &readers));
    disclosure.rows.sort_by_key(|row| (row.span, row.kind));
    disclosure
}

fn markers(draft: &Draft, confidentiality: &Confidentiality, rows: &mut Vec<BodyRow>) {
    // Header fields are not shown: these stand at the Subject, and say what was set.
    rows.extend(header_labels(draft, confidentiality).map(|text| BodyRow {
        certainty: Certainty::Likely,
        ..BodyRow::new(subject_span(draft), BodyKind::ConfidentialityMarker, BodyPlace::Header, text)
    }));
    let mut add = |span: Span, place, certainty| {
        let text = draft.view.slice(span).to_owned();
        rows.push(BodyRow { certainty, ..BodyRow::new(span, BodyKind::ConfidentialityMarker, place, text) });
    };
    if let Some(subject) = &draft.subject
        && let Some(label) = confidentiality.in_title(draft.view.slice(subject.span))
    {
        add(Span::from(label.range).shifted(subject.span.start), BodyPlace::Subject, label.certainty);
    }
    for name in draft.attachments.iter().filter_map(|attachment| attachment.filename.as_ref()) {
        if let Some(certainty) = confidentiality.in_file_name(&name.value) {
            add(name.span, BodyPlace::AttachmentName, certainty);
        }
    }
    for (spans, place) in [(&draft.body.own, BodyPlace::OwnText), (&draft.body.quoted, BodyPlace::QuotedText)] {
        for span in spans {
            for label in confidentiality.in_text(draft.view.slice(*span), &draft.view.text()[span.end..]) {
                add(Span::from(label.range).shifted(span.start), place, label.certainty);
            }
        }
    }
}

/// What the sensitivity fields call the draft, when that marks it: `Company-Confidential` (RFC 2156 5.3.4; Private and
/// Personal ask the reader for discretion), and names of Microsoft Purview's labels.
fn header_labels<'d>(draft: &'d Draft, confidentiality: &'d Confidentiality) -> impl Iterator<Item = String> + 'd {
    let sensitivity = field_body(draft, "sensitivity").filter(|body| fold(body) == "company-confidential");
    let labels = field_body(draft, "msip_labels").into_iter().flat_map(labels::purview);
    sensitivity.map(str::to_owned).into_iter().chain(labels.filter(|name| confidentiality.is_label_name(name))).take(1)
}

/// Beginnings of lines whose addresses say who worked on a patch, or which way a message took.
const TRAILERS: [&str; 16] = [
    "signed-off-by:",
    "reviewed-by:",
    "acked-by:",
    "tested-by:",
    "reported-by:",
    "suggested-by:",
    "co-authored-by:",
    "co-developed-by:",
    "cc:",
    "author:",
    "committer:",
    "message-id:",
    "received:",
    "return-path:",
    "delivered-to:",
    "for <",
];

fn listed_addresses(text: &str, span: Span, known: &Known<'_>, readers: &Readers<'_>, rows: &mut Vec<BodyRow>) {
    if !text.contains(['@', '＠']) {
        return;
    }
    let roles = known.lists.needed("role-local-parts");
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let lower = line.trim_start().to_ascii_lowercase();
        let is_trailer = TRAILERS.iter().any(|trailer| lower.starts_with(trailer));
        for (range, address) in if is_trailer { Vec::new() } else { placed_addresses_in(line) } {
            let is_part_of_url = line[..range.start].ends_with(['/', ':']) && line[..range.start].contains("//")
                || line[range.end..].starts_with([':', '/']);
            if !is_part_of_url && !is_role(&address.local_part, &roles) && !readers.know(&address) {
                let place = Span::from(range.clone()).shifted(span.start + start);
                rows.push(BodyRow {
                    hidden_recipient: readers.hide(&address),
                    ..BodyRow::new(place, BodyKind::ListedAddress, BodyPlace::OwnText, address.address)
                });
            }
        }
        start += line.len();
    }
}

/// `info@`, `tokyo-info@`, `support.eu@`: the address of a desk, made to be published.
fn is_role(local_part: &str, roles: &List) -> bool {
    roles.has(local_part) || local_part.split(['-', '_', '.', '+']).any(|part| roles.has(part))
}

fn own_personal_data(text: &str, span: Span, known: &Known<'_>, readers: &Readers<'_>, disclosure: &mut Disclosure) {
    let data = personal_data(text, known.key_words);
    if data.is_empty() {
        return;
    }
    let counted = persons(text, &data, known.key_words, &|line| {
        placed_addresses_in(line).iter().any(|(_, address)| readers.know(address))
    });
    disclosure.persons.described += counted.described;
    disclosure.persons.contacts += counted.contacts;
    disclosure.persons.identifiers += counted.identifiers;
    let folded = fold(text);
    disclosure.is_special_category |= known.key_words.special_in(&folded).is_some();
    disclosure.rows.extend(data.into_iter().map(|datum| {
        let called = datum.kind.called();
        let place = Span::from(datum.range).shifted(span.start);
        let text = called.en.clone();
        BodyRow { personal: Some(called), ..BodyRow::new(place, BodyKind::PersonalData, BodyPlace::OwnText, text) }
    }));
}

#[cfg(test)]
mod tests;
