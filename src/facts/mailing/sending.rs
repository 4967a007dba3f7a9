//! The same text to the same people a second time: a job that ran twice, a list taken up again after a break. Told from
//! last month's letter, which has another date, file or number in it. Knows no file of a history.

use super::digest::DraftDigest;
use super::key::Key;
use crate::draft::Draft;
use crate::facts::schema::{MailingKind, MailingPlace, MailingRow, RecipientRow};
use crate::fold::fold;
use crate::lang::Bilingual;
use jiff::civil::Date;

/// What was sent before, and on which day.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct History {
    /// By key; of several days the last.
    sent: Box<[(Key, Date)]>,
}

impl History {
    /// These sendings, in any order.
    #[must_use]
    pub fn new(mut sent: Vec<(Key, Date)>) -> Self {
        sent.sort_unstable_by_key(|(key, day)| (*key, std::cmp::Reverse(*day)));
        sent.dedup_by_key(|(key, _)| *key);
        Self { sent: sent.into() }
    }

    /// The last day on which this was sent; `None`: never.
    #[must_use]
    pub fn day_of(&self, sending: Key) -> Option<Date> {
        let found = self.sent.binary_search_by_key(&sending, |(key, _)| *key).ok()?;
        Some(self.sent[found].1)
    }
}

/// The key of a sending: everybody it is delivered to, its subject, its text, and what its files are called. `None` when
/// it goes to nobody.
///
/// Fields and the order of recipients do not count, nor do white space, width, case, signatures and what is in the files:
/// a file that is made anew has another date in it. Quoted text counts: answers are short and alike.
#[must_use]
pub fn sending(draft: &Draft, recipients: &[RecipientRow]) -> Option<Key> {
    let delivered = recipients.iter().filter(|row| row.delivered);
    let named = delivered.filter_map(|row| row.address.as_deref().or(row.display_name.as_deref()));
    let mut readers: Vec<String> = named.map(letters).collect();
    if readers.is_empty() {
        return None;
    }
    readers.sort_unstable();
    readers.dedup();
    let mut body = draft.body.own.iter().chain(&draft.body.quoted).copied().collect::<Vec<_>>();
    body.sort_unstable();
    let text: String = body.into_iter().map(|span| letters(draft.view.slice(span))).collect();
    let named = draft.attachments.iter().filter_map(|attachment| attachment.filename.as_ref());
    let mut files: Vec<String> = named.map(|name| letters(&name.value)).collect();
    files.sort_unstable();
    let counts = [readers.len(), files.len()].map(|count| count.to_string());
    let subject = subject(draft);
    let texts = counts.iter().chain(&readers).chain(&files).chain([&subject, &text]);
    Some(Key::of_texts(texts.map(String::as_str)))
}

/// The key of the folded subject; without one that of nothing.
#[must_use]
pub fn subject_key(draft: &Draft) -> Key {
    Key::of(&subject(draft))
}

/// The key of the folded address in From; without one that of nothing.
#[must_use]
pub fn sender_key(draft: &Draft) -> Key {
    let sender = draft.from.first().and_then(|mailbox| mailbox.addr_spec());
    Key::of(&sender.map(|address| letters(&address.to_string())).unwrap_or_default())
}

fn subject(draft: &Draft) -> String {
    draft.subject.as_ref().map(|subject| letters(&subject.value)).unwrap_or_default()
}

/// Folded and without white space: the same text in another carrier has its line ends elsewhere.
fn letters(text: &str) -> String {
    let mut folded = fold(text);
    folded.retain(|character| !character.is_whitespace());
    folded
}

/// One row for each of the drafts that went out before.
pub(super) fn rows(drafts: &[DraftDigest], history: Option<&History>) -> Vec<MailingRow> {
    let Some(history) = history else { return Vec::new() };
    let numbered = drafts.iter().zip(0..);
    let sent = numbered.filter_map(|(draft, number)| Some((draft, number, history.day_of(draft.sending?)?)));
    sent.map(|(draft, number, day)| MailingRow {
        kind: MailingKind::SentBefore,
        place: MailingPlace::Draft { draft: number, span: draft.place.into() },
        told: Bilingual { en: format!("went out on {day}"), ja: format!("{day} に送信済みです") },
        ..MailingRow::default()
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::Body;
    use crate::draft::View;
    use crate::span::{Span, Spanned};

    fn key(to: &[&str], subject: &str, text: &str) -> Option<Key> {
        let draft = Draft {
            view: View::new(text.to_owned(), Vec::new()),
            subject: Some(Spanned::new(subject.to_owned(), Span::default())),
            body: Body { own: vec![Span::new(0, text.len())], ..Body::default() },
            ..Draft::default()
        };
        let row = |address: &&str| RecipientRow {
            address: Some((*address).to_owned()),
            delivered: true,
            ..RecipientRow::default()
        };
        sending(&draft, &to.iter().map(row).collect::<Vec<_>>())
    }

    #[test]
    fn order_spacing_and_width_make_no_other_sending() {
        let one = key(&["a@x.example", "b@x.example"], "例会 2026", "例会を開きます。\r\n18 時");
        assert!(one.is_some());
        assert_eq!(one, key(&["b@x.example", "a@x.example"], "例会２０２６", "例会を 開きます。\n18時"));
    }

    #[test]
    fn other_people_another_subject_or_another_text_make_another_sending() {
        let one = key(&["a@x.example"], "例会", "18時");
        for other in [
            key(&["b@x.example"], "例会", "18時"),
            key(&["a@x.example"], "総会", "18時"),
            key(&["a@x.example"], "例会", "19時"),
        ] {
            assert_ne!(one, other);
        }
        assert_eq!(key(&[], "例会", "18時"), None);
    }

    #[test]
    fn of_several_days_the_last_is_told() {
        let key = Key::of("x");
        let [march, april] = [jiff::civil::date(2026, 3, 1), jiff::civil::date(2026, 4, 1)];
        let history = History::new(vec![(key, march), (key, april), (Key::of("y"), march)]);
        assert_eq!(history.day_of(key), Some(april));
        assert_eq!(history.day_of(Key::of("z")), None);
    }
}
