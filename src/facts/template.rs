//! What a template leaves to be filled in: each placeholder, whether it is declared, and marks that nothing closes.
//! Knows the marks of the usual template languages, not what a program would fill in.

mod blocks;
mod declared;
mod marks;
mod names;

use super::schema::{BodyKind, BodyPlace, BodyRow};
use super::text::{Vocabulary, targets};
use crate::draft::{Address, Draft, Mailbox};
use crate::span::Span;
use blocks::unbalanced;
use declared::{Declared, Standing};
use marks::{Mark, Trouble, marks};
use names::Names;
use std::ops::Range;

/// More marks than any template has: what comes after them is not looked at.
const MOST_MARKS: usize = 5_000;

/// A text of the template.
struct Passage<'a> {
    place: BodyPlace,
    text: &'a str,
    /// Where it begins in the view; the one place to show for a text that no view holds.
    shown: Shown,
}

/// How a place in a text becomes one in the view.
#[derive(Clone, Copy)]
enum Shown {
    From(usize),
    At(Span),
}

impl Shown {
    fn span(self, range: &Range<usize>) -> Span {
        match self {
            Shown::From(start) => Span::from(range.clone()).shifted(start),
            Shown::At(span) => span,
        }
    }
}

/// Rows for a template: one for each place where something is to be filled in, and one for each
/// mark or section that is left open. `declared` holds the names of `[[template]]`, `None` when none speaks of it.
#[must_use]
pub(super) fn rows(draft: &Draft, vocabulary: &Vocabulary, declared: Option<&[&str]>) -> Vec<BodyRow> {
    let declared = declared.map(Declared::new);
    let mut rows = Vec::new();
    // `%EMAIL%`: known for a placeholder by where it stands.
    let whole = |passage: &Passage<'_>| {
        let field = names::bare(passage.text);
        let standing = declared.as_ref().map(|declared| declared.standing(&field));
        field_row(passage, &(0..passage.text.len()), &field, standing)
    };
    for passage in passages(draft).into_iter().chain(addresses(draft)) {
        let found = rows_of(&passage, Some(vocabulary), declared.as_ref());
        if found.is_empty() && passage.place == BodyPlace::Address {
            rows.push(whole(&passage));
        }
        rows.extend(found);
    }
    for target in targets::of_template(draft) {
        let shown = Shown::At(target.target.span);
        let passage = |text| Passage { place: target.place, text, shown };
        let found = rows_of(&passage(&target.reading), None, declared.as_ref());
        if found.is_empty() {
            rows.extend(target.whole.iter().map(|field| whole(&passage(field))));
        }
        rows.extend(found);
    }
    rows
}

/// `vocabulary` is `None` for a text in which signs left by hand mean something else.
fn rows_of(passage: &Passage<'_>, vocabulary: Option<&Vocabulary>, declared: Option<&Declared<'_>>) -> Vec<BodyRow> {
    let (mut found, troubles) = marks(passage.text, MOST_MARKS);
    let taken = found.iter().map(|mark| &mark.range).chain(troubles.iter().map(|trouble| &trouble.range));
    let taken: Vec<Range<usize>> = taken.cloned().collect();
    let by_hand = vocabulary.map(|vocabulary| vocabulary.placeholders_in(passage.text)).into_iter().flatten();
    let by_hand = by_hand.filter(|range| !taken.iter().any(|taken| overlap(taken, range)));
    found.extend(by_hand.map(Mark::by_hand));
    found.sort_by_key(|mark| mark.range.start);
    let names = Names::of(passage.text, &found);
    let mut rows = Vec::new();
    for (mark, fields) in found.iter().zip(names.by_mark()) {
        let standing = |field: &str| declared.map(|declared| declared.standing_in(field, &names.sections));
        rows.extend(fields.iter().map(|field| field_row(passage, &mark.range, field, standing(field))));
    }
    rows.extend(troubles.iter().map(|trouble| trouble_row(passage, trouble)));
    rows.extend(unbalanced(passage.text, &found).iter().map(|trouble| trouble_row(passage, trouble)));
    rows
}

fn passages(draft: &Draft) -> Vec<Passage<'_>> {
    let view = &draft.view;
    let passage = |place, span: Span| Passage { place, text: view.slice(span), shown: Shown::From(span.start) };
    let mut passages = Vec::new();
    passages.extend(draft.subject.iter().map(|subject| passage(BodyPlace::Subject, subject.span)));
    passages.push(passage(BodyPlace::OwnText, draft.body.span));
    if let Some(plain) = &draft.body.plain_alternative {
        let first = draft.body.own.first().copied().unwrap_or(draft.body.span);
        let line = view.slice(first).lines().next().unwrap_or_default();
        let shown = Shown::At(Span::new(first.start, first.start + line.len()));
        passages.push(Passage { place: BodyPlace::OwnText, text: plain, shown });
    }
    let names = mailboxes(draft).filter_map(|mailbox| mailbox.display_name.as_ref());
    passages.extend(names.map(|name| passage(BodyPlace::DisplayName, name.span)));
    let files = draft.attachments.iter().filter_map(|attachment| attachment.filename.as_ref());
    passages.extend(files.map(|name| passage(BodyPlace::AttachmentName, name.span)));
    passages
}

/// Addresses that are a placeholder.
fn addresses(draft: &Draft) -> impl Iterator<Item = Passage<'_>> {
    mailboxes(draft).filter_map(|mailbox| match &mailbox.address.value {
        Address::Placeholder(text) => {
            Some(Passage { place: BodyPlace::Address, text, shown: Shown::At(mailbox.address.span) })
        }
        _ => None,
    })
}

fn mailboxes(draft: &Draft) -> impl Iterator<Item = &Mailbox> {
    draft.from.iter().chain(&draft.reply_to).chain(draft.recipients.iter().map(|recipient| &recipient.mailbox))
}

/// The row's text is what one would write to declare it.
fn field_row(passage: &Passage<'_>, range: &Range<usize>, field: &str, standing: Option<Standing<'_>>) -> BodyRow {
    let (kind, actual) = match standing {
        None | Some(Standing::Declared) => (BodyKind::TemplateField, None),
        Some(Standing::Misspelt(meant)) => (BodyKind::MisspeltField, Some(meant.to_owned())),
        Some(Standing::Unknown) => (BodyKind::UndeclaredField, None),
    };
    BodyRow { actual, ..BodyRow::new(passage.shown.span(range), kind, passage.place, field.to_owned()) }
}

fn trouble_row(passage: &Passage<'_>, trouble: &Trouble) -> BodyRow {
    let span = passage.shown.span(&trouble.range);
    let text = passage.text[trouble.range.clone()].to_owned();
    BodyRow { actual: Some(trouble.missing.clone()), ..BodyRow::new(span, BodyKind::OpenMark, passage.place, text) }
}

fn overlap(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.start < other.end && other.start < one.end
}

#[cfg(test)]
mod tests;
