//! A message as a mail program hands it to what sends for it: one message, whatever its first line is, and the recipients
//! of its envelope (RFC 5321 2.3.1), which need not stand in any field.

use super::file::{Format, Loaded, transported_bytes};
use super::limits::Limits;
use super::parts::ENVELOPE;
use super::{eml, write};
use crate::draft::{Address, Origin};

/// Reads `bytes` as one message. Addresses of `envelope` that no recipient field names become recipients in Bcc: they get
/// the message, and nobody sees them. Names of local users, without `@`, are left out: they get it on this machine.
#[must_use]
pub fn handed_over(bytes: &[u8], envelope: &[String], limits: &Limits) -> Loaded {
    let mut parts = eml::parse(bytes, limits);
    let hidden: Vec<&str> =
        envelope.iter().map(|address| address.trim()).filter(|address| address.contains('@')).collect();
    if !hidden.is_empty() {
        let origin = Origin::Property { storage: String::new(), tag: ENVELOPE };
        let field: Vec<String> = hidden.iter().map(|address| address.replace(char::is_control, " ")).collect();
        let field = format!("Bcc: {}\r\n\r\n", field.join(",\r\n "));
        let more = eml::parse_inside(field.as_bytes(), &origin, limits, 0);
        let known: Vec<String> =
            parts.recipients.iter().map(|recipient| key(&recipient.mailbox.address.value)).collect();
        let is_new = |address: &Address| !known.contains(&key(address));
        parts
            .recipients
            .extend(more.recipients.into_iter().filter(|recipient| is_new(&recipient.mailbox.address.value)));
    }
    let mut draft = write::write(parts);
    draft.file_bytes = transported_bytes(bytes);
    Loaded { format: Format::Eml, message: 1, start: 0, end: bytes.len(), draft, is_deleted: false }
}

/// The same for two ways to write one address: case makes no difference to any server in use.
fn key(address: &Address) -> String {
    match address {
        Address::Ok(addr_spec) => addr_spec.to_string().to_lowercase(),
        other => format!("{other:?}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::RecipientField;

    fn recipients(text: &str, envelope: &[&str]) -> Vec<(RecipientField, String)> {
        let envelope: Vec<String> = envelope.iter().map(|address| (*address).to_owned()).collect();
        let loaded = handed_over(text.as_bytes(), &envelope, &Limits::default());
        let recipients = loaded.draft.recipients.into_iter();
        recipients.map(|recipient| (recipient.field, key(&recipient.mailbox.address.value))).collect()
    }

    #[test]
    fn who_stands_in_the_envelope_only_is_hidden() {
        let text = "From: a@city.example\nTo: Bob <b@city.example>\nSubject: x\n\nText.\n";
        let envelope = ["B@CITY.example", "c@evil.example", "root", "<d@evil.example>"];
        assert_eq!(
            recipients(text, &envelope),
            [
                (RecipientField::To, "b@city.example".to_owned()),
                (RecipientField::Bcc, "c@evil.example".to_owned()),
                (RecipientField::Bcc, "d@evil.example".to_owned()),
            ]
        );
    }

    #[test]
    fn a_line_of_an_mbox_does_not_make_several_messages() {
        let text = "From 1a2b Mon Sep 17 00:00:00 2001\nFrom: a@city.example\nTo: b@city.example\n\nx\n\nFrom c\nTo: d@city.example\n\ny\n";
        assert_eq!(recipients(text, &[]), [(RecipientField::To, "b@city.example".to_owned())]);
    }
}
