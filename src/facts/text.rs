//! What the texts of a draft say: promised attachments, placeholders, empty merges, links, greetings.
//! Knows words and where they stand, not whether that is a slip: rules say so.

mod field;
pub mod greeting;
pub mod groups;
mod links;
mod marker;
mod password;
pub mod patterns;
mod prose;
pub mod salutation;
pub(super) mod targets;
mod wrapped;

use super::confidentiality::Confidentiality;
use super::name::NameWords;
use super::personal::KeyWords;
use super::schema::{BodyKind, BodyPlace, BodyRow, Certainty};
use crate::domain_name::is_same_or_under;
use crate::draft::{Address, Content, Draft, Mailbox};
use crate::fold::fold;
use crate::inspect::container::is_encrypted;
use crate::lists::List;
use crate::pattern::Pattern;
use crate::span::Span;
use groups::Groups;
use patterns::{Patterns, Searched};
use prose::{Code, is_mentioned, sentence};
use std::sync::Arc;
use wrapped::Unwrapped;

/// The word lists that texts are searched with, made ready once for all drafts.
#[derive(Debug)]
pub struct Vocabulary {
    attachment_phrases: Patterns,
    attachment_negations: Patterns,
    placeholders: Patterns,
    empty_merges: Patterns,
    password_phrases: Patterns,
    escaped_characters: Patterns,
    draft_markers: Arc<List>,
    /// Words by which a text speaks to many.
    pub groups: Groups,
    /// Words in 〜様 that name nobody.
    pub greeting_stop_words: Arc<List>,
    /// Honorifics, titles, forms such as 株式会社.
    pub names: NameWords,
    /// Words of file names that name a kind of document.
    pub document_words: Arc<List>,
    /// Names of files that say nothing.
    pub generic_file_names: Arc<List>,
    /// Marks of files that were not meant to be sent.
    pub superseded_file_words: Arc<List>,
    /// Endings of files that can do harm.
    pub dangerous_file_types: Arc<List>,
    file_transfer_hosts: Arc<List>,
    template_words: Arc<List>,
    /// Words that say what a number is.
    pub personal_key_words: KeyWords,
    /// Words that mark a text as confidential.
    pub confidentiality: Confidentiality,
}

impl Vocabulary {
    /// True for what can stand in the second column of a list of patterns.
    #[must_use]
    pub fn takes(pattern: &str) -> bool {
        Pattern::compiles(pattern)
    }

    /// Merge fields in a text that no draft shows, sure ones only.
    pub(super) fn sure_placeholders<'t>(&self, text: &'t str) -> Vec<&'t str> {
        let found = self.placeholders.found_in(&Searched::new(text)).into_iter();
        let sure = found.filter(|(range, certainty)| *certainty == Certainty::Sure && !field::is_code(text, range));
        sure.map(|(range, _)| &text[range]).collect()
    }

    /// Signs that people and tools leave to be filled in, wherever they stand in a text.
    pub(super) fn placeholders_in(&self, text: &str) -> Vec<std::ops::Range<usize>> {
        self.placeholders.found_in(&Searched::new(text)).into_iter().map(|(range, _)| range).collect()
    }

    /// Takes the lists by name; a list that is missing is empty, which only a broken build can bring about (a test
    /// holds that none is).
    #[must_use]
    pub fn new(list: &dyn Fn(&str) -> Option<Arc<List>>) -> Self {
        let list = |name: &str| list(name).unwrap_or_default();
        let [
            attachment_phrases,
            attachment_negations,
            placeholders,
            empty_merges,
            password_phrases,
            escaped_characters,
        ] = Patterns::together([
            &list("attachment-phrases"),
            &list("attachment-negations"),
            &list("placeholders"),
            &list("empty-merges"),
            &list("password-phrases"),
            &list("escaped-characters"),
        ]);
        Self {
            attachment_phrases,
            attachment_negations,
            placeholders,
            empty_merges,
            password_phrases,
            escaped_characters,
            draft_markers: list("draft-markers"),
            groups: Groups::new(&list("group-greetings")).with_insiders(&list("insider-greetings")),
            greeting_stop_words: list("greeting-stop-words"),
            names: NameWords::new(&list),
            document_words: list("document-words"),
            generic_file_names: list("generic-file-names"),
            superseded_file_words: list("superseded-file-words"),
            dangerous_file_types: list("dangerous-file-types"),
            file_transfer_hosts: list("file-transfer-hosts"),
            template_words: list("template-words"),
            personal_key_words: KeyWords::new(&list("personal-key-words"))
                .with_lists(list("surnames"), list("special-category-words")),
            confidentiality: Confidentiality::new(list("confidentiality-markers"), list("confidentiality-notices")),
        }
    }
}

/// What texts are searched with.
#[derive(Debug, Clone, Copy)]
pub struct Searching<'a> {
    /// Word lists.
    pub vocabulary: &'a Vocabulary,
    /// `[organization] intranet-hosts`.
    pub intranet_hosts: &'a [String],
}

/// Everything found in subject, own text, names and addresses but greetings ([`greeting::rows`]), in the order of the view.
#[must_use]
pub fn rows(draft: &Draft, searching: &Searching<'_>) -> Vec<BodyRow> {
    let vocabulary = searching.vocabulary;
    let mut rows = Vec::new();
    for passage in passages(draft) {
        search(&passage, searching, &mut rows);
    }
    rows.extend(placeholder_addresses(draft));
    rows.extend(marker::rows(draft, vocabulary));
    if rows.iter().any(|row| row.kind == BodyKind::Password) && has_locked_attachment(draft) {
        let passwords = rows.iter_mut().filter(|row| row.kind == BodyKind::Password);
        passwords.for_each(|row| row.certainty = Certainty::Sure);
    }
    rows.sort_by_key(|row| (row.span, row.kind));
    rows.dedup_by(|later, earlier| later.kind == earlier.kind && later.span.overlaps(earlier.span));
    let targets = targets::rows(draft, searching, &rows);
    if !targets.is_empty() {
        rows.extend(targets);
        rows.sort_by_key(|row| (row.span, row.kind));
    }
    rows
}

/// Something that opens only with a password travels with the text: a password there is the one for it.
fn has_locked_attachment(draft: &Draft) -> bool {
    draft.attachments.iter().any(|attachment| match &attachment.content {
        Content::Bytes(bytes) => is_encrypted(bytes) == Some(true),
        _ => false,
    })
}

/// A stretch of text to search.
struct Passage<'a> {
    place: BodyPlace,
    text: &'a str,
    start: usize,
    /// Own text; anything else is a name or a title.
    is_prose: bool,
}

fn passages(draft: &Draft) -> Vec<Passage<'_>> {
    let view = &draft.view;
    let passage = |place, span: Span, is_prose| Passage { place, text: view.slice(span), start: span.start, is_prose };
    let mut passages = Vec::new();
    passages.extend(draft.subject.iter().map(|subject| passage(BodyPlace::Subject, subject.span, false)));
    passages.extend(draft.body.own.iter().map(|span| passage(BodyPlace::OwnText, *span, true)));
    let names = mailboxes(draft).filter_map(|mailbox| mailbox.display_name.as_ref());
    passages.extend(names.map(|name| passage(BodyPlace::DisplayName, name.span, false)));
    let files = draft.attachments.iter().filter_map(|attachment| attachment.filename.as_ref());
    passages.extend(files.map(|name| passage(BodyPlace::AttachmentName, name.span, false)));
    passages
}

fn mailboxes(draft: &Draft) -> impl Iterator<Item = &Mailbox> {
    draft.from.iter().chain(draft.recipients.iter().map(|recipient| &recipient.mailbox))
}

fn search(passage: &Passage<'_>, searching: &Searching<'_>, rows: &mut Vec<BodyRow>) {
    let vocabulary = searching.vocabulary;
    let mut add = |kind, range: std::ops::Range<usize>, certainty| {
        let span = Span::from(range.clone()).shifted(passage.start);
        let text = passage.text[range].trim().to_owned();
        rows.push(BodyRow { certainty, ..BodyRow::new(span, kind, passage.place, text) });
    };
    let searched = Searched::new(passage.text);
    let code = if passage.is_prose { Code::of(passage.text) } else { Code::default() };
    let is_text = passage.is_prose || passage.place == BodyPlace::Subject;
    for (range, certainty) in vocabulary.placeholders.found_in(&searched) {
        let is_spoken_of = is_mentioned(passage.text, &range)
            || code.holds(passage.text, &range)
            || (is_text && is_about_templates(&passage.text[sentence(passage.text, &range)], vocabulary))
            || (is_text && field::is_code(passage.text, &range));
        add(BodyKind::Placeholder, range, if is_spoken_of { Certainty::Weak } else { certainty });
    }
    for (range, certainty) in vocabulary.escaped_characters.found_in(&searched) {
        let is_meant = is_mentioned(passage.text, &range)
            || code.holds(passage.text, &range)
            || (is_text && is_about_templates(&passage.text[sentence(passage.text, &range)], vocabulary))
            || (is_text && field::is_markup(passage.text, &range));
        add(BodyKind::EscapedCharacter, range, if is_meant { Certainty::Weak } else { certainty });
    }
    if is_text {
        for (range, certainty) in vocabulary.empty_merges.found_in(&searched) {
            add(BodyKind::EmptyMerge, trimmed(passage.text, range), certainty);
        }
        for (range, kind, certainty) in attachment_words(passage.text, &searched, vocabulary) {
            add(kind, range, certainty);
        }
        for (range, certainty) in password::found_in(passage.text, &searched, &vocabulary.password_phrases) {
            add(BodyKind::Password, range, certainty);
        }
        rows.extend(links::found_in(passage.text).into_iter().map(|link| link_row(passage, link, searching)));
    }
}

fn link_row(passage: &Passage<'_>, link: links::Link, searching: &Searching<'_>) -> BodyRow {
    let text = &passage.text[link.range.clone()];
    let span = Span::from(link.range).shifted(passage.start);
    let is_intranet = searching.intranet_hosts.iter().any(|host| is_same_or_under(&link.host, host));
    BodyRow {
        shares_file: searching.vocabulary.file_transfer_hosts.domain(&link.host).is_some(),
        reach: if is_intranet { Some("intranet") } else { links::reach_of(text, &link.host) },
        host: (!link.host.is_empty()).then_some(link.host),
        ..BodyRow::new(span, BodyKind::Link, passage.place, text.to_owned())
    }
}

/// Words that promise an attachment, and words that say there is none. Text that a mailer has wrapped is also read as
/// it was before: a promise, and the negation that takes it back, may stand over two lines.
fn attachment_words(
    text: &str,
    searched: &Searched<'_>,
    vocabulary: &Vocabulary,
) -> Vec<(std::ops::Range<usize>, BodyKind, Certainty)> {
    let mut promises = vocabulary.attachment_phrases.found_in(searched);
    let mut negations = vocabulary.attachment_negations.found_in(searched);
    if let Some(joined) = joined_lines(text) {
        promises.extend(vocabulary.attachment_phrases.found_in(&Searched::new(&joined)));
    }
    let unwrapped = Unwrapped::new(text);
    let (words, denials) = (&vocabulary.attachment_phrases, &vocabulary.attachment_negations);
    if unwrapped.differs() && (words.may_stand_in(unwrapped.text()) || denials.may_stand_in(unwrapped.text())) {
        let searched = Searched::new(unwrapped.text());
        let place = |(range, certainty)| (unwrapped.place_of(&range), certainty);
        promises.extend(words.found_in(&searched).into_iter().map(place));
        negations.extend(denials.found_in(&searched).into_iter().map(place));
    }
    promises.retain(|(range, _)| {
        let sentence = unwrapped.place_of(&sentence(unwrapped.text(), &unwrapped.range_of(range)));
        !negations.iter().any(|(negation, _)| sentence.contains(&negation.start))
    });
    let kind = |kind| move |(range, certainty)| (range, kind, certainty);
    let promises = promises.into_iter().map(kind(BodyKind::AttachmentPhrase));
    promises.chain(negations.into_iter().map(kind(BodyKind::AttachmentNegation))).collect()
}

/// A merge field that the text speaks *about* is no slip: here, a sentence about templates or code. Latin words must
/// stand alone: `sql` is not in `mysql`, but `template` is in `templates`.
fn is_about_templates(sentence: &str, vocabulary: &Vocabulary) -> bool {
    let folded = fold(sentence);
    vocabulary.template_words.entries.iter().map(|entry| &*entry.key).any(|word| {
        folded.match_indices(word).any(|(start, _)| {
            let is_apart = |beside: Option<char>| !beside.is_some_and(|beside| beside.is_ascii_alphanumeric());
            let rest = &folded[start + word.len()..];
            let rest = rest.strip_prefix('s').unwrap_or(rest);
            !word.is_ascii() || (is_apart(folded[..start].chars().next_back()) && is_apart(rest.chars().next()))
        })
    })
}

/// The text with a space for each line end between two words, every place where it was: "please find / attached"
/// stands over two lines in text that a mailer has wrapped. `None` where nothing is.
fn joined_lines(text: &str) -> Option<String> {
    let bytes = text.as_bytes();
    let is_in_word = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_alphabetic);
    let is_wrapped = |at: &usize| *at > 0 && is_in_word(at - 1) && is_in_word(at + 1);
    let mut wrapped = text.match_indices('\n').map(|(at, _)| at).filter(is_wrapped).peekable();
    wrapped.peek()?;
    let mut joined = String::with_capacity(text.len());
    let mut from = 0;
    for at in wrapped {
        joined.push_str(&text[from..at]);
        joined.push(' ');
        from = at + 1;
    }
    joined.push_str(&text[from..]);
    Some(joined)
}

fn trimmed(text: &str, range: std::ops::Range<usize>) -> std::ops::Range<usize> {
    let found = &text[range.clone()];
    let start = range.start + (found.len() - found.trim_start().len());
    start..start + found.trim().len()
}

/// Addresses that are merge fields.
fn placeholder_addresses(draft: &Draft) -> impl Iterator<Item = BodyRow> + '_ {
    mailboxes(draft).filter_map(|mailbox| match &mailbox.address.value {
        Address::Placeholder(text) => {
            Some(BodyRow::new(mailbox.address.span, BodyKind::Placeholder, BodyPlace::Address, text.clone()))
        }
        _ => None,
    })
}

#[cfg(test)]
mod tests;
