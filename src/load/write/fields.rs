//! Writes mailboxes: one a line where there are several.

use super::page::{Page, one_line};
use crate::draft::{AddrSpec, Address, Mailbox, Origin, Recipient, RecipientField};
use crate::load::parts::{PartMailbox, PartRecipient, Parts};
use crate::span::{Span, Spanned};

/// Writes a field of mailboxes; the span of its lines (without the last line end) and the mailboxes.
pub(super) fn mailbox_field(
    page: &mut Page,
    name: &str,
    mailboxes: &[PartMailbox],
    origin: Option<&Origin>,
) -> (Span, Vec<Mailbox>) {
    let start = page.position();
    page.plain(name);
    page.plain(":");
    let written = mailboxes
        .iter()
        .enumerate()
        .map(|(index, mailbox)| {
            separate(page, index);
            write_mailbox(page, mailbox)
        })
        .collect();
    let line = Span::new(start, page.position());
    if let Some(origin) = origin {
        page.origin(line, origin);
    }
    page.plain("\n");
    (line, written)
}

/// The recipient fields as written.
pub(super) struct RecipientFields {
    /// In the order of the view.
    pub(super) recipients: Vec<Recipient>,
    /// Lines by field.
    pub(super) lines: Vec<(RecipientField, Span)>,
    /// For each of `Parts::recipients` its position in `recipients`.
    pub(super) positions: Vec<usize>,
}

/// Writes To, Cc, Bcc and the attendees of a calendar; To always, the others when the message has them.
pub(super) fn recipient_fields(page: &mut Page, parts: &Parts) -> RecipientFields {
    let mut written =
        RecipientFields { recipients: Vec::new(), lines: Vec::new(), positions: vec![0; parts.recipients.len()] };
    for field in RecipientField::ALL {
        let members: Vec<(usize, &PartRecipient)> =
            parts.recipients.iter().enumerate().filter(|(_, recipient)| recipient.field == field).collect();
        let rest = match field {
            // No header field of that name is one of recipients.
            RecipientField::Attendee => Vec::new(),
            _ => leftover_text(parts, field, members.is_empty()),
        };
        if members.is_empty() && rest.is_empty() && field != RecipientField::To {
            continue;
        }
        let start = page.position();
        page.plain(field.header());
        page.plain(":");
        let mut group: Option<&str> = None;
        for (line, (index, recipient)) in members.iter().enumerate() {
            separate(page, line);
            if recipient.group.as_deref() != group {
                group = recipient.group.as_deref();
                if let Some(name) = group {
                    page.plain(&format!("{}: ", one_line(name)));
                }
            }
            let mailbox = write_mailbox(page, &recipient.mailbox);
            written.positions[*index] = written.recipients.len();
            written.recipients.push(Recipient {
                field,
                mailbox,
                group: recipient.group.clone(),
                is_resent: recipient.is_resent,
                is_delivered: recipient.is_delivered,
                is_resource: recipient.is_resource,
                is_invited: recipient.is_invited,
            });
        }
        for (offset, (text, origin)) in rest.iter().enumerate() {
            separate(page, members.len() + offset);
            page.one_line(text, Some(origin));
        }
        let lines = Span::new(start, page.position());
        let origin = match field {
            RecipientField::Attendee => None,
            _ => super::header_origin(parts, field.header()),
        };
        if let Some(origin) = origin {
            page.origin(lines, origin);
        }
        written.lines.push((field, lines));
        page.plain("\n");
    }
    written
}

/// Text of a recipient field that is no mailbox: what could not be read, and fields such as
/// `undisclosed-recipients:;` that name nobody.
fn leftover_text(parts: &Parts, field: RecipientField, is_empty: bool) -> Vec<(&str, &Origin)> {
    let unreadable: Vec<(&str, &Origin)> = parts
        .unreadable_fields
        .iter()
        .filter(|unreadable| unreadable.field == field)
        .map(|unreadable| (unreadable.text.value.as_str(), &unreadable.text.origin))
        .collect();
    if !unreadable.is_empty() || !is_empty {
        return unreadable;
    }
    parts
        .headers
        .iter()
        .filter(|header| header.name.eq_ignore_ascii_case(field.header()) && !header.body.trim().is_empty())
        .map(|header| (header.body.trim(), &header.origin))
        .collect()
}

fn separate(page: &mut Page, index: usize) {
    page.plain(if index == 0 { " " } else { ",\n    " });
}

/// A row of the recipient table without a name and an address.
const NOBODY: &str = "<>";

fn write_mailbox(page: &mut Page, mailbox: &PartMailbox) -> Mailbox {
    let start = page.position();
    let display_name = mailbox
        .display_name
        .as_ref()
        .map(|name| Spanned::new(one_line(&name.value), page.one_line(&name.value, Some(&name.origin))));
    let address = address_on_one_line(mailbox.address.value.clone());
    let text = address_text(&address);
    let address_span = match (&text, &display_name) {
        (Some(text), Some(_)) => {
            page.plain(" <");
            let span = page.one_line(text, Some(&mailbox.address.origin));
            page.plain(">");
            span
        }
        (Some(text), None) => page.one_line(text, Some(&mailbox.address.origin)),
        (None, Some(name)) => name.span,
        // Someone of whom nothing is known still has a place to point at.
        (None, None) => page.one_line(NOBODY, Some(&mailbox.address.origin)),
    };
    let span = Span::new(start, page.position());
    page.origin(span, &whole_origin(mailbox));
    Mailbox { display_name, address: Spanned::new(address, address_span), span }
}

/// The address as the view has it: a tab in a quoted local part, or in what should have been an address, is a space. An
/// empty one, as of an attendee whose `mailto:` has nobody behind it, is none.
fn address_on_one_line(address: Address) -> Address {
    match address {
        Address::Ok(addr_spec) => {
            Address::Ok(AddrSpec { local_part: one_line(&addr_spec.local_part), domain: one_line(&addr_spec.domain) })
        }
        Address::Malformed { text, .. } if text.trim().is_empty() => Address::NameOnly,
        Address::Malformed { text, problem, repaired } => {
            Address::Malformed { text: one_line(&text), problem, repaired }
        }
        Address::Placeholder(text) => Address::Placeholder(one_line(&text)),
        Address::Unresolved | Address::NameOnly => address,
    }
}

fn address_text(address: &Address) -> Option<String> {
    match address {
        Address::Ok(addr_spec) => Some(addr_spec.to_string()),
        Address::Malformed { text, .. } | Address::Placeholder(text) => {
            Some(text.clone()).filter(|text| !text.is_empty())
        }
        Address::Unresolved | Address::NameOnly => None,
    }
}

/// Name and address together: from the first byte of one to the last of the other.
fn whole_origin(mailbox: &PartMailbox) -> Origin {
    match (mailbox.display_name.as_ref().map(|name| &name.origin), &mailbox.address.origin) {
        (Some(Origin::Raw(name)), Origin::Raw(address)) => {
            Origin::Raw(name.start.min(address.start)..name.end.max(address.end))
        }
        (_, origin) => origin.clone(),
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail loudly")]
mod tests {
    use crate::load::{Limits, load};

    #[test]
    fn an_address_with_a_tab_is_what_the_view_shows() {
        for to in ["ann@city.example\u{1}\tTaro", "\"a\tb\"@city.example"] {
            let bytes = format!("From: x@y.example\nTo: {to}\n\nHi\n");
            let draft = load(bytes.as_bytes(), &Limits::default(), 932).unwrap().remove(0).draft;
            let address = &draft.recipients[0].mailbox.address;
            assert_eq!(super::address_text(&address.value).as_deref(), Some(draft.view.slice(address.span)));
        }
    }
}
