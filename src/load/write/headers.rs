//! The header fields of a draft: those of the message, and those that the view shows beside them.

use super::{Lines, Page};
use crate::draft::{HeaderField, Origin, RecipientField};
use crate::load::parts::{ENVELOPE, Parts};
use crate::span::Span;

/// Every field of the message in file order, then those of the view that the message has in another form (a .msg keeps
/// its subject in a property), then From, To and Subject where it has none at all.
pub(super) fn header_fields(page: &Page, parts: &Parts, lines: &Lines) -> Vec<HeaderField> {
    let mut fields: Vec<HeaderField> = parts
        .headers
        .iter()
        .map(|header| HeaderField {
            name: header.name.clone(),
            body: header.body.clone(),
            span: lines.of_field(&header.name),
            is_present: true,
        })
        .collect();
    for name in ["From", "Sender", "Reply-To", "Date", "To", "Cc", "Bcc", "Subject"] {
        let Some(line) = lines.of_field(name) else { continue };
        if !fields.iter().any(|field| field.name.eq_ignore_ascii_case(name)) {
            let is_present = is_in(parts, name);
            let body = if is_present { line_value(page, line) } else { String::new() };
            fields.push(HeaderField { name: name.to_owned(), body, span: Some(line), is_present });
        }
    }
    fields
}

/// False for the lines that the view shows although the message has nothing for them.
fn is_in(parts: &Parts, name: &str) -> bool {
    match name {
        "From" => !parts.from.is_empty(),
        "To" => {
            parts.recipients.iter().any(|recipient| recipient.field == RecipientField::To)
                || parts.unreadable_fields.iter().any(|unreadable| unreadable.field == RecipientField::To)
        }
        // Of those that an envelope alone names the message itself says nothing.
        "Bcc" => parts.recipients.iter().any(|recipient| {
            let is_of_envelope = matches!(recipient.mailbox.address.origin, Origin::Property { tag: ENVELOPE, .. });
            recipient.field == RecipientField::Bcc && !is_of_envelope
        }),
        "Subject" => parts.subject.is_some(),
        _ => true,
    }
}

/// What stands after the colon, on one line.
fn line_value(page: &Page, line: Span) -> String {
    let text = page.value(line);
    let value = text.split_once(':').map_or("", |(_, value)| value);
    value.lines().map(str::trim).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail loudly")]
mod tests {
    use crate::draft::Origin;
    use crate::load::parts::{Parts, Sourced};
    use crate::load::write;

    fn subject_of_property(subject: &str) -> Sourced<String> {
        let origin = Origin::Property { storage: String::new(), tag: "PidTagSubject" };
        Sourced { value: subject.to_owned(), origin }
    }

    #[test]
    fn a_subject_kept_in_a_property_is_a_header_field() {
        let draft = write::write(Parts { subject: Some(subject_of_property("打ち合わせ")), ..Parts::default() });
        let field = draft.headers.iter().find(|field| field.name == "Subject").unwrap();
        assert_eq!((field.body.as_str(), field.is_present), ("打ち合わせ", true));
        assert_eq!(draft.view.slice(field.span.unwrap()), "Subject: 打ち合わせ");
    }

    #[test]
    fn a_field_of_which_there_is_nothing_is_a_place_only() {
        let draft = write::write(Parts::default());
        let absent: Vec<_> = draft.headers.iter().map(|field| (field.name.as_str(), field.is_present)).collect();
        assert_eq!(absent, [("From", false), ("To", false), ("Subject", false)]);
    }
}
