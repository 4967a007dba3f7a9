//! Rows of `headers` from a draft. Knows of the settings only who may send.

use super::addr_spec::FoldedAddress;
use super::own::Own;
use super::recipient::Acquaintances;
use super::schema::HeaderRow;
use crate::draft::{Draft, Mailbox};
use crate::lists::Lists;
use crate::span::Span;

/// Every header field of the draft, and those the view shows although they are absent.
#[must_use]
pub fn rows(draft: &Draft, own: &Own, acquaintances: &Acquaintances, lists: &Lists) -> Vec<HeaderRow> {
    let subject = subject_span(draft);
    let is_outside = |mailboxes: &[Mailbox]| outside_sender(mailboxes, own, acquaintances, lists);
    draft
        .headers
        .iter()
        .map(|field| HeaderRow {
            span: field.span.unwrap_or(subject),
            name: field.name.trim().to_lowercase(),
            body: field.body.trim().to_owned(),
            existing: field.is_present,
            outside_sender: match field.name.trim() {
                name if name.eq_ignore_ascii_case("from") => is_outside(&draft.from),
                name if name.eq_ignore_ascii_case("sender") && !came_through_a_list(draft) => {
                    is_outside(draft.sender.as_slice())
                }
                _ => None,
            },
        })
        .collect()
}

/// Fields that the managers of mailing lists add to what they pass on; their Sender is then a robot of the list.
const LIST_FIELDS: [&str; 6] = ["list-id", "list-post", "list-unsubscribe", "precedence", "x-beenthere", "x-loop"];

/// True for a message that a mailing list has passed on, by its fields or by a Sender such as `owner-parser` or
/// `parser-bounces`: whoever wrote it is in From alone.
fn came_through_a_list(draft: &Draft) -> bool {
    let is_list_field = |name: &str| LIST_FIELDS.iter().any(|field| name.eq_ignore_ascii_case(field));
    let sender = draft.sender.as_ref().and_then(FoldedAddress::of_mailbox);
    let is_robot = sender.is_some_and(|sender| {
        let ends = ["-admin", "-bounces", "-owner", "-request", "-errors"];
        sender.local_part.starts_with("owner-") || ends.iter().any(|end| sender.local_part.ends_with(end))
    });
    is_robot || draft.headers.iter().any(|field| field.is_present && is_list_field(field.name.trim()))
}

/// Whether one of them is neither ours nor allowed; `None` when none has a domain, or the settings do not say who we
/// are: without them whoever sends is "us".
fn outside_sender(mailboxes: &[Mailbox], own: &Own, acquaintances: &Acquaintances, lists: &Lists) -> Option<bool> {
    let senders = mailboxes.iter().filter_map(FoldedAddress::of_mailbox).filter_map(|sender| {
        let is_external = own.is_configured().then(|| own.is_external(sender.domain.as_deref()?, lists))??;
        Some(is_external && !acquaintances.may_send(&sender.address))
    });
    senders.reduce(|one, other| one || other)
}

/// The line that stands for the message: its Subject, or the name of the field where that is empty or absent; the start
/// of the view where there is neither.
#[must_use]
pub fn subject_span(draft: &Draft) -> Span {
    let line = || {
        let mut fields = draft.headers.iter().filter(|field| field.name.eq_ignore_ascii_case("subject"));
        fields.find_map(|field| field.span)
    };
    let subject = draft.subject.as_ref().map(|subject| subject.span).filter(|span| !span.is_empty());
    subject.or_else(line).unwrap_or_default()
}

/// The body of the first field of that name (lower case), trimmed; `None` when the message has no such field.
#[must_use]
pub fn field_body<'d>(draft: &'d Draft, name: &str) -> Option<&'d str> {
    let mut fields = draft.headers.iter().filter(|field| field.is_present);
    fields.find(|field| field.name.eq_ignore_ascii_case(name)).map(|field| field.body.trim())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::HeaderField;
    use crate::facts::test_draft::draft;
    use crate::settings::{Organization, Settings};

    fn rows_of(draft: &Draft) -> Vec<HeaderRow> {
        rows_with(&Settings::default(), draft)
    }

    fn rows_with(settings: &Settings, draft: &Draft) -> Vec<HeaderRow> {
        let lists = Lists::builtin();
        rows(draft, &Own::of(draft, settings, &lists), &Acquaintances::new(settings), &lists)
    }

    #[test]
    fn names_are_lower_case_and_bodies_trimmed() {
        let rows = rows_of(&draft("From: a@alpha.example\nX-Unsent: 1\nSubject:  Hello \n\nx\n"));
        assert_eq!(rows[1].name, "x-unsent");
        assert_eq!((rows[2].body.as_str(), rows[2].existing), ("Hello", true));
    }

    #[test]
    fn an_absent_subject_is_a_row_with_a_place() {
        let mut draft = draft("From: a@alpha.example\n\nx\n");
        let span = Span::new(0, 4);
        draft.headers.push(HeaderField {
            name: "Subject".to_owned(),
            body: String::new(),
            span: Some(span),
            is_present: false,
        });
        let rows = rows_of(&draft);
        assert_eq!((rows[1].name.as_str(), rows[1].existing, rows[1].span), ("subject", false, span));
        assert_eq!(subject_span(&draft), span);
        assert_eq!(field_body(&draft, "subject"), None);
    }

    #[test]
    fn a_field_the_view_does_not_show_points_at_the_subject() {
        let mut draft = draft("Subject: Hello\n\nx\n");
        draft.headers.push(HeaderField {
            name: "References".to_owned(),
            body: "<1@alpha.example>".to_owned(),
            span: None,
            is_present: true,
        });
        assert_eq!(draft.view.slice(rows_of(&draft)[1].span), "Hello");
    }

    #[test]
    fn a_sender_is_outside_only_when_the_settings_say_who_we_are() {
        let sent = draft("From: hana-demo@gmail.com\nSender: office@beta.example\nSubject: x\n\nx\n");
        let outside = |rows: &[HeaderRow]| rows.iter().map(|row| row.outside_sender).collect::<Vec<_>>();
        assert_eq!(outside(&rows_of(&sent)), [None, None, None]);
        let organization = Organization {
            domains: vec!["alpha.example".to_owned()],
            allowed_senders: vec!["@beta.example".to_owned()],
            ..Organization::default()
        };
        let settings = Settings { organization, ..Settings::default() };
        assert_eq!(outside(&rows_with(&settings, &sent)), [Some(true), Some(false), None]);
        let ours = draft("From: ann@mail.alpha.example\nSubject: x\n\nx\n");
        assert_eq!(outside(&rows_with(&settings, &ours)), [Some(false), None]);
        let passed_on = draft("From: ann@alpha.example\nSender: owner-parser@gamma.example\nSubject: x\n\nx\n");
        assert_eq!(outside(&rows_with(&settings, &passed_on)), [Some(false), None, None]);
        let without = draft("From: Ann\nSubject: x\n\nx\n");
        assert_eq!(outside(&rows_with(&settings, &without)), [None, None]);
    }
}
