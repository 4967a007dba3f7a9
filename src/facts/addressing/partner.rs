//! Partners that subject and own text name, and whether somebody of them reads it. Greetings are compared elsewhere.

use super::{Addressing, Salutation};
use crate::draft::Draft;
use crate::facts::attachment::addressee::own_names;
use crate::facts::schema::{BodyKind, BodyPlace, BodyRow, Certainty, RecipientRow};
use crate::fold::{fold, fold_name};
use crate::span::Span;
use std::collections::BTreeSet;

/// An honorific this near, in characters, makes a name one that is spoken to or about with respect: 「ヤマセミの佐藤様」.
const HONORIFIC_CHARACTERS: usize = 10;

/// A row for each place where a partner is named, outside of `salutations`.
///
/// Certainty: `sure` beside an honorific and after "for" and the like; `likely` with its company form, or while
/// somebody writes from a private address; else `weak`.
pub(super) fn rows(
    addressing: &Addressing<'_>,
    recipients: &[RecipientRow],
    salutations: &[Salutation],
) -> Vec<BodyRow> {
    let partners = &addressing.settings.partners;
    if partners.is_empty() {
        return Vec::new();
    }
    let (draft, names) = (addressing.draft, &addressing.vocabulary.names);
    let partner_names = addressing.acquaintances.partner_names(names);
    let outside = || recipients.iter().filter(|row| row.delivered && row.external != Some(false));
    let mut readers: BTreeSet<&str> = recipients.iter().filter_map(|row| row.organization.as_deref()).collect();
    for quoted in &draft.body.quoted {
        let mentions = partner_names.mentions_in(draft.view.slice(*quoted), names);
        let quoted = mentions.iter().flat_map(|mention| &mention.partners).filter_map(|index| partners.get(*index));
        readers.extend(quoted.map(|partner| partner.name.as_str()));
    }
    let own: Vec<String> = own_names(addressing.settings).map(fold_name).collect();
    let may_read = outside().any(|row| row.kind != Some("organization") && row.organization.is_none());
    let mut rows = Vec::new();
    for (place, passage) in passages(draft) {
        let text = draft.view.slice(passage);
        for mention in partner_names.mentions_in(text, names) {
            let span = Span::from(mention.range.clone()).shifted(passage.start);
            let mut named = mention.partners.iter().filter_map(|index| partners.get(*index)).peekable();
            let Some(first) = named.peek().map(|partner| partner.name.clone()) else { continue };
            if salutations.iter().any(|salutation| salutation.span.overlaps(span)) {
                continue;
            }
            let is_ours = |name: &str| own.iter().any(|own| own.contains(&fold_name(name)));
            let reads = outside().next().is_none()
                || named.any(|partner| readers.contains(partner.name.as_str()) || is_ours(&partner.name));
            let certainty = match certainty(text, &mention.range, addressing) {
                Certainty::Sure if may_read => Certainty::Likely,
                certainty => certainty,
            };
            let row = BodyRow::new(span, BodyKind::PartnerName, place, text[mention.range].to_owned());
            rows.push(BodyRow { certainty, organization: Some(first), reads: Some(reads), ..row });
        }
    }
    rows
}

/// Fills `unnamed_partner`. What is sent without a word of text is another rule's.
pub(super) fn mark_unnamed(addressing: &Addressing<'_>, recipients: &mut [RecipientRow]) {
    let partners = &addressing.settings.partners;
    let required = |name: &str| partners.iter().any(|partner| partner.is_name_required && partner.name == name);
    let is_asked = |row: &RecipientRow| row.field == "to" && row.organization.as_deref().is_some_and(required);
    let draft = addressing.draft;
    if draft.body.own.is_empty() || !recipients.iter().any(is_asked) {
        return;
    }
    let names = &addressing.vocabulary.names;
    let partner_names = addressing.acquaintances.partner_names(names);
    let quoted = draft.body.quoted.iter().map(|span| (BodyPlace::QuotedText, *span));
    let named: BTreeSet<usize> = passages(draft)
        .chain(quoted)
        .flat_map(|(_, span)| partner_names.mentions_in(draft.view.slice(span), names))
        .flat_map(|mention| mention.partners)
        .collect();
    let is_named =
        |name: &str| named.iter().filter_map(|index| partners.get(*index)).any(|partner| partner.name == name);
    for row in recipients.iter_mut().filter(|row| is_asked(row)) {
        row.unnamed_partner = row.organization.clone().filter(|name| !is_named(name));
    }
}

fn passages(draft: &Draft) -> impl Iterator<Item = (BodyPlace, Span)> + '_ {
    let subject = draft.subject.iter().map(|subject| (BodyPlace::Subject, subject.span));
    subject.chain(draft.body.own.iter().map(|span| (BodyPlace::OwnText, *span)))
}

/// How surely the text turns to the partner, or is about what is theirs.
fn certainty(text: &str, range: &std::ops::Range<usize>, addressing: &Addressing<'_>) -> Certainty {
    let names = &addressing.vocabulary.names;
    let before: String = text[..range.start].chars().rev().take(24).collect::<Vec<_>>().into_iter().rev().collect();
    let after: String = text[range.end..].chars().take(HONORIFIC_CHARACTERS).collect();
    let (before, after) = (fold(&before), fold(&after));
    let near = after.split(['、', '。', ',', '.', '\n', '(', '「']).next().unwrap_or_default();
    let words: Vec<&str> = before.split_whitespace().collect();
    let is_for =
        matches!(words.as_slice(), [.., document, "for" | "to"] if addressing.vocabulary.document_words.has(document));
    if names.honorifics().any(|(honorific, _)| near.contains(honorific)) || is_for {
        Certainty::Sure
    } else if names.ends_with_form(&before) || names.has_form(near) || names.has_form(&text[range.clone()]) {
        Certainty::Likely
    } else {
        Certainty::Weak
    }
}
