//! Drafts for the tests of facts: the text given is the view, and its spans are read off it. Knows no file format:
//! one header field a line, mailboxes separated by `, `, and a body whose quote begins at the first line with `>` or
//! `-----`.

use crate::draft::{
    AddrSpec, Address, AddressProblem, Body, Draft, HeaderField, Mailbox, Recipient, RecipientField, View,
};
use crate::fold::fold;
use crate::inspect::{HtmlInside, Readers};
use crate::span::{Span, Spanned};

/// Readers that read UTF-8.
pub(crate) const READERS: Readers<'static> = Readers {
    text: &|bytes, _| String::from_utf8_lossy(bytes),
    html: &|html| HtmlInside { text: html.to_owned(), hidden: String::new() },
    rtf: &|_| String::new(),
    message: &|_| None,
    compound: &|_| None,
};

/// A draft of this view.
pub(crate) fn draft(text: &str) -> Draft {
    let mut draft = Draft { view: View::new(text.to_owned(), Vec::new()), ..Draft::default() };
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let Some((name, rest)) = line.trim_end().split_once(':') else { break };
        let (span, body) = trimmed(rest, start + name.len() + 1);
        draft.headers.push(HeaderField {
            name: name.to_owned(),
            body: body.to_owned(),
            span: Some(span),
            is_present: true,
        });
        let field = RecipientField::ALL.into_iter().find(|field| name.trim_start_matches("Resent-") == field.header());
        match (name, field) {
            (_, Some(field)) => {
                draft.recipients.extend(mailboxes(body, span.start).into_iter().map(|mailbox| Recipient {
                    field,
                    mailbox,
                    group: None,
                    is_resent: name.starts_with("Resent-"),
                    is_delivered: field != RecipientField::Attendee,
                    is_resource: false,
                    is_invited: field == RecipientField::Attendee,
                }))
            }
            ("From", _) => draft.from = mailboxes(body, span.start),
            ("Sender", _) => draft.sender = mailboxes(body, span.start).pop(),
            ("Subject", _) => draft.subject = Some(Spanned::new(body.to_owned(), span)),
            _ => {}
        }
    }
    draft.recipients.sort_by_key(|recipient| recipient.field);
    let end = text.len();
    let quote =
        ["\n>", "\n-----"].iter().filter_map(|mark| text[at..].find(mark)).min().map_or(end, |found| at + found + 1);
    draft.body = Body { span: Span::new(at, end), own: vec![Span::new(at, quote)], ..Body::default() };
    if quote < end {
        draft.body.quoted.push(Span::new(quote, end));
    }
    draft
}

fn mailboxes(body: &str, start: usize) -> Vec<Mailbox> {
    let mut at = start;
    let mut found = Vec::new();
    for piece in body.split(", ") {
        let (span, text) = trimmed(piece, at);
        at += piece.len() + 2;
        if !text.is_empty() {
            found.push(mailbox(text, span));
        }
    }
    found
}

/// `name <address>`, `address`, `name`, `name </o=...>` or a merge field.
fn mailbox(text: &str, span: Span) -> Mailbox {
    let (name, address_text) = match text.strip_suffix('>').and_then(|text| text.rsplit_once('<')) {
        Some((name, address)) if !text.starts_with("<<") => (name.trim().trim_matches('"'), address),
        _ if text.contains(['@', '＠', '{']) => ("", text),
        _ => (text, text),
    };
    let place = |part: &str| {
        let offset = text.find(part).unwrap_or(0);
        Span::new(span.start + offset, span.start + offset + part.len())
    };
    let display_name = (!name.is_empty()).then(|| Spanned::new(name.to_owned(), place(name)));
    Mailbox { display_name, address: Spanned::new(address(address_text), place(address_text)), span }
}

fn address(text: &str) -> Address {
    let addr_spec = |text: &str| {
        let (local_part, domain) = text.rsplit_once('@')?;
        Some(AddrSpec { local_part: local_part.to_owned(), domain: domain.to_owned() })
    };
    if text.starts_with("/o=") {
        Address::Unresolved
    } else if text.contains("{{") {
        Address::Placeholder(text.to_owned())
    } else if !text.contains(['@', '＠']) {
        Address::NameOnly
    } else if text.contains(['＠', '．']) {
        let problem = AddressProblem::FullWidth;
        Address::Malformed { text: text.to_owned(), problem, repaired: addr_spec(&fold(text)) }
    } else {
        let malformed = Address::Malformed { text: text.to_owned(), problem: AddressProblem::AtSign, repaired: None };
        addr_spec(text).filter(|found| !found.local_part.contains('@')).map_or(malformed, Address::Ok)
    }
}

fn trimmed(text: &str, start: usize) -> (Span, &str) {
    let inner = text.trim();
    let start = start + (text.len() - text.trim_start().len());
    (Span::new(start, start + inner.len()), inner)
}
