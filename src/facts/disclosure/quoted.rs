//! What the quoted thread shows to outside readers who took no part in it. Knows no own text.

use super::readers::Readers;
use super::{Known, personal_data, persons};
use crate::draft::Draft;
use crate::facts::addr_spec::placed_addresses_in;
use crate::facts::schema::{BodyKind, BodyPlace, BodyRow, Certainty};
use crate::facts::thread::ThreadAddresses;
use crate::fold::fold;
use crate::span::Span;
use std::collections::BTreeSet;

/// From here on somebody else's talk is a thread.
const THREAD_MESSAGES: usize = 3;
/// A talk among colleagues has two people at least.
const FEWEST_COLLEAGUES: usize = 2;
/// Messages of a talk by name alone: one that a colleague sent may have been meant for passing on.
const FEWEST_NAMED_MESSAGES: usize = 2;
/// Addresses of third parties that make a list.
const LISTED_ADDRESSES: usize = 5;
/// People whose data are worth a second look.
const PERSONAL_WEIGHT: u64 = 3;

/// The row of the quoted thread; `None` without one, and when nobody outside gets it.
pub(super) fn row(draft: &Draft, known: &Known<'_>, readers: &Readers<'_>) -> Option<BodyRow> {
    let first = draft.body.quoted.first()?;
    readers.outside().next()?;
    let text = draft.view.slice(*first);
    let start = first.start + (text.len() - text.trim_start().len());
    let line = text.trim_start().lines().next().unwrap_or_default().trim_end();
    let span = Span::new(start, start + line.len());
    let shows = shown(draft, known, readers);
    Some(BodyRow { shows, ..BodyRow::new(span, BodyKind::QuotedThread, BodyPlace::QuotedText, line.to_owned()) })
}

/// A word of `shows`: the gravest that holds.
fn shown(draft: &Draft, known: &Known<'_>, readers: &Readers<'_>) -> Option<&'static str> {
    let thread = known.thread;
    let has_stranger = readers.outside().any(|row| row.new_to_thread == Some(true));
    let has_participant = readers.outside().any(|row| row.new_to_thread != Some(true));
    // Whoever is shown by name alone may be the reader, unless the thread is passed on to somebody new.
    let is_passed_on = || {
        let has_outsider = || shows_outsider(draft, known);
        thread.has_only_named_senders() && is_forward(draft) && !has_named_reader(readers, thread) && !has_outsider()
    };
    let is_internal = thread.names_recipients()
        && (if thread.has_names_only() { is_passed_on() } else { thread.addresses().count() >= FEWEST_COLLEAGUES })
        && thread.addresses().all(|address| {
            let external = address.domain.as_deref().and_then(|domain| known.own.is_external(domain, known.lists));
            known.own.is_sender(&address.address) || external == Some(false)
        });
    if !has_stranger && !is_internal {
        return None;
    }
    if is_marked(draft, known) {
        Some("confidential")
    } else if personal_weight(draft, known, readers) >= PERSONAL_WEIGHT {
        Some("personal")
    } else if is_internal && (!thread.has_names_only() || thread.message_count() >= FEWEST_NAMED_MESSAGES) {
        Some("internal")
    } else if thread.message_count() >= THREAD_MESSAGES && !has_participant && !thread.has_names_only() {
        Some("unrelated")
    } else if lists_third_parties(draft, readers, known) {
        Some("third-parties")
    } else {
        None
    }
}

/// What forwards begin with (folded).
const FORWARD_PREFIXES: [&str; 5] = ["fw", "fwd", "転送", "wg", "转发"];

fn is_forward(draft: &Draft) -> bool {
    let subject = draft.subject.as_ref().map(|subject| fold(&subject.value));
    let prefix = subject.as_deref().and_then(|subject| subject.split_once(':')).map(|(prefix, _)| prefix.trim());
    prefix.is_some_and(|prefix| FORWARD_PREFIXES.contains(&prefix))
}

/// Some address in the quote is of outside: a thread by name alone is then not known to be ours.
fn shows_outsider(draft: &Draft, known: &Known<'_>) -> bool {
    let texts = draft.body.quoted.iter().map(|span| draft.view.slice(*span));
    texts.flat_map(placed_addresses_in).any(|(_, address)| {
        address.domain.as_deref().and_then(|domain| known.own.is_external(domain, known.lists)) == Some(true)
    })
}

/// Some reader outside has an address or a name that the quote shows.
fn has_named_reader(readers: &Readers<'_>, thread: &ThreadAddresses) -> bool {
    readers.outside().any(|row| {
        let address = row.address.as_deref().unwrap_or_default();
        thread.shows(address, row.display_name.as_deref())
    })
}

fn is_marked(draft: &Draft, known: &Known<'_>) -> bool {
    let view = &draft.view;
    let labels = |span: &Span| known.confidentiality.in_text(view.slice(*span), &view.text()[span.end..]);
    draft.body.quoted.iter().flat_map(labels).any(|label| label.certainty >= Certainty::Likely)
}

fn personal_weight(draft: &Draft, known: &Known<'_>, readers: &Readers<'_>) -> u64 {
    let weights = draft.body.quoted.iter().map(|span| {
        let text = draft.view.slice(*span);
        let data = personal_data(text, known.key_words);
        if data.is_empty() {
            return 0;
        }
        let is_known = |line: &str| placed_addresses_in(line).iter().any(|(_, address)| readers.know(address));
        persons(text, &data, known.key_words, &is_known).weight_of_rows()
    });
    weights.sum()
}

fn lists_third_parties(draft: &Draft, readers: &Readers<'_>, known: &Known<'_>) -> bool {
    let mut listed = BTreeSet::new();
    for span in &draft.body.quoted {
        for (_, address) in placed_addresses_in(draft.view.slice(*span)) {
            let is_ours =
                address.domain.as_deref().and_then(|domain| known.own.is_external(domain, known.lists)) != Some(true);
            if !is_ours && !readers.is_reader(&address) {
                listed.insert(address.address);
            }
            if listed.len() >= LISTED_ADDRESSES {
                return true;
            }
        }
    }
    false
}
