//! A message as a mail program hands it to what sends for it: one message, whatever its first line is, and the recipients
//! of its envelope (RFC 5321 2.3.1), which need not stand in any field.

use super::address_list::parse_text;
use super::file::{Format, Loaded, transported_bytes};
use super::limits::Limits;
use super::parts::{Anchor, ENVELOPE, PartDefect, PartMailbox, PartRecipient, Parts};
use super::{eml, write};
use crate::draft::{Address, DefectKind, DefectPart, Envelope, Origin, RecipientField};
use std::collections::HashSet;

/// Who is named beside a message, as it is written there.
#[derive(Debug, Clone, Copy, Default)]
pub struct Route<'r> {
    /// Who sends.
    pub sender: Option<&'r str>,
    /// Who gets it.
    pub recipients: &'r [String],
}

/// Reads `bytes` as one message. Addresses of the envelope that no recipient field names become recipients in Bcc: they
/// get the message, and nobody sees them. Names of local users, without `@`, are no recipients that a rule would see, or
/// every mail to root were an outsider's: they are kept in [`Envelope::unlisted`]. Whom an alias stands for nobody knows
/// here.
#[must_use]
pub fn handed_over(bytes: &[u8], route: &Route<'_>, limits: &Limits) -> Loaded {
    let mut parts = eml::parse(bytes, limits);
    let unlisted = add_envelope(&mut parts, route.recipients, limits);
    let mut draft = write::write(parts);
    let sender = route.sender.map(bare).filter(|sender| !sender.is_empty()).map(one_line);
    draft.envelope = Envelope { sender, unlisted };
    draft.file_bytes = transported_bytes(bytes);
    Loaded { format: Format::Eml, message: 1, start: 0, end: bytes.len(), draft, is_deleted: false }
}

/// Adds hidden recipients; the others, whom rules do not see.
fn add_envelope(parts: &mut Parts, envelope: &[String], limits: &Limits) -> Vec<String> {
    let has_resent_fields = parts.headers.iter().any(|header| header.name.to_ascii_lowercase().starts_with("resent-"));
    // Recipients of a field Resent-Bcc alone are in the envelope alone once the field is gone, and those of To have got
    // the message long ago.
    let is_resent_to_hidden = has_resent_fields && !parts.recipients.iter().any(|recipient| recipient.is_resent);
    let keys = |is_wanted: &dyn Fn(&PartRecipient) -> bool| -> HashSet<String> {
        parts.recipients.iter().filter(|recipient| is_wanted(recipient)).map(|known| key(&known.mailbox)).collect()
    };
    let mut reached = keys(&|recipient| recipient.is_delivered);
    let named = keys(&|recipient| !recipient.is_delivered);
    let (mut unlisted, mut again) = (Vec::new(), HashSet::new());
    let mut is_cut = false;
    for written in envelope {
        let members = if written.contains('@') { parse_text(bare(written)) } else { Vec::new() };
        if members.is_empty() {
            let name = one_line(bare(written)).to_lowercase();
            if !name.is_empty() && !reached.contains(&name) {
                unlisted.push(name);
            }
        }
        for (_, mailbox) in members {
            let key = key(&mailbox);
            let is_local = !key.contains('@');
            if reached.contains(&key) {
                if is_resent_to_hidden {
                    unlisted.push(key);
                }
            } else if named.contains(&key) {
                unlisted.push(key.clone());
                reached.insert(key.clone());
                again.insert(key);
            } else if is_local {
                unlisted.push(key);
            } else if parts.recipients.len() >= limits.recipients {
                is_cut = true;
            } else {
                parts.recipients.push(hidden(mailbox, has_resent_fields));
                reached.insert(key);
            }
        }
    }
    for recipient in parts.recipients.iter_mut().filter(|_| !again.is_empty()) {
        recipient.is_delivered |= again.contains(&key(&recipient.mailbox));
    }
    if is_cut {
        let detail = format!("more than {} recipients", limits.recipients);
        let (kind, anchor) = (DefectKind::SizeLimit, Anchor::Field(RecipientField::Bcc.header()));
        parts.defects.push(PartDefect { kind, part: DefectPart::Recipients, anchor, detail });
    }
    unlisted.sort_unstable();
    unlisted.dedup();
    unlisted
}

fn hidden(mailbox: PartMailbox, is_resent: bool) -> PartRecipient {
    let origin = Origin::Property { storage: String::new(), tag: ENVELOPE };
    let mut mailbox = mailbox;
    mailbox.address.origin = origin.clone();
    if let Some(name) = &mut mailbox.display_name {
        name.origin = origin;
    }
    PartRecipient {
        field: RecipientField::Bcc,
        mailbox,
        group: None,
        is_resent,
        is_delivered: true,
        is_resource: false,
        is_invited: false,
    }
}

/// Without blanks and angle brackets around it, also where one of them is missing.
fn bare(written: &str) -> &str {
    let written = written.trim();
    let written = written.strip_prefix('<').unwrap_or(written);
    // A name may stand before it.
    written.strip_suffix('>').filter(|inner| !inner.contains('<')).unwrap_or(written).trim()
}

fn one_line(written: &str) -> String {
    written.replace(char::is_control, " ")
}

/// The same for two ways to write one address: case makes no difference to any server in use.
fn key(mailbox: &PartMailbox) -> String {
    let name = || mailbox.display_name.as_ref().map(|name| name.value.clone()).unwrap_or_default();
    let written = match &mailbox.address.value {
        Address::Ok(addr_spec) => addr_spec.to_string(),
        Address::Malformed { text, .. } | Address::Placeholder(text) => text.clone(),
        Address::Unresolved | Address::NameOnly => name(),
    };
    one_line(written.trim()).to_lowercase()
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail loudly")]
mod tests {
    use super::*;
    use crate::draft::Draft;

    fn loaded(text: &str, envelope: &[&str]) -> Draft {
        let recipients: Vec<String> = envelope.iter().map(|address| (*address).to_owned()).collect();
        let route = Route { sender: Some(" <A@city.example> "), recipients: &recipients };
        handed_over(text.as_bytes(), &route, &Limits::default()).draft
    }

    fn recipients(text: &str, envelope: &[&str]) -> Vec<(RecipientField, String)> {
        let recipients = loaded(text, envelope).recipients.into_iter();
        recipients
            .map(|recipient| match recipient.mailbox.address.value {
                Address::Ok(addr_spec) => (recipient.field, addr_spec.to_string()),
                other => panic!("{other:?}"),
            })
            .collect()
    }

    fn unlisted(text: &str, envelope: &[&str]) -> Vec<String> {
        loaded(text, envelope).envelope.unlisted
    }

    const TEXT: &str = "From: a@city.example\nTo: Bob <b@city.example>\nSubject: x\n\nText.\n";

    #[test]
    fn who_stands_in_the_envelope_only_is_hidden() {
        let envelope = ["B@CITY.example", "c@evil.example", "root", "<d@evil.example>"];
        assert_eq!(
            recipients(TEXT, &envelope),
            [
                (RecipientField::To, "b@city.example".to_owned()),
                (RecipientField::Bcc, "c@evil.example".to_owned()),
                (RecipientField::Bcc, "d@evil.example".to_owned()),
            ]
        );
        assert_eq!(loaded(TEXT, &envelope).envelope.sender.as_deref(), Some("A@city.example"));
    }

    /// Quotes and comments of one address cannot swallow the next.
    #[test]
    fn each_address_of_the_envelope_is_read_by_itself() {
        let envelope = ["\"c@evil.example", "d@evil.example", "(e@evil.example", "f@evil.example, All-Staff"];
        let draft = loaded(TEXT, &envelope);
        let told = format!("{:?}{:?}", draft.recipients, draft.envelope.unlisted);
        for name in ["c@evil", "e@evil", "all-staff"] {
            assert!(told.contains(name), "{name}: {told}");
        }
        for local_part in ["d", "f"] {
            assert!(told.contains(&format!("local_part: {local_part:?}, domain: \"evil.example\"")), "{told}");
        }
    }

    #[test]
    fn an_address_with_one_bracket_is_the_one_inside() {
        let envelope = ["<c@evil.example", "d@evil.example>", "Eve <e@evil.example>", "<root", "root>"];
        let hidden = recipients(TEXT, &envelope).into_iter().skip(1).map(|(_, address)| address);
        assert_eq!(hidden.collect::<Vec<_>>(), ["c@evil.example", "d@evil.example", "e@evil.example"]);
        assert_eq!(unlisted(TEXT, &envelope), ["root"]);
    }

    #[test]
    fn names_of_local_users_are_kept_for_approvals_alone() {
        assert_eq!(unlisted(TEXT, &["<Postmaster>", "all-staff", "ALL-STAFF", "", "<>"]), ["all-staff", "postmaster"]);
        assert_eq!(recipients(TEXT, &["root"]).len(), 1);
        // Cron names root in both places.
        let cron = "From: root (Cron Daemon)\nTo: root\nSubject: Cron\n\nText.\n";
        assert_eq!(unlisted(cron, &["root"]), [""; 0]);
        assert_eq!(loaded(cron, &["root"]).recipients.len(), 1);
    }

    #[test]
    fn those_to_whom_sendmail_sends_apparently_are_recipients() {
        let text = TEXT.replace("Subject", "Apparently-To: c@evil.example\nSubject");
        assert_eq!(recipients(&text, &[])[1], (RecipientField::To, "c@evil.example".to_owned()));
    }

    #[test]
    fn a_resent_message_keeps_its_hidden_recipients_apart() {
        let resent = format!("Resent-From: a@city.example\nResent-To: c@city.example\n{TEXT}");
        let draft = loaded(&resent, &["c@city.example", "d@city.example"]);
        let hidden = draft.recipients.iter().find(|recipient| recipient.field == RecipientField::Bcc).unwrap();
        assert!(hidden.is_resent && hidden.is_delivered && draft.envelope.unlisted.is_empty());
        // Who got it then gets it again.
        let draft = loaded(&resent, &["c@city.example", "b@city.example"]);
        assert_eq!(draft.envelope.unlisted, ["b@city.example"]);
        assert!(draft.recipients.iter().all(|recipient| recipient.is_delivered));
        let without_field = format!("Resent-From: a@city.example\n{TEXT}");
        assert_eq!(unlisted(&without_field, &["d@city.example"]), [""; 0]);
        assert_eq!(unlisted(&without_field, &["d@city.example", "b@city.example"]), ["b@city.example"]);
    }

    #[test]
    fn more_recipients_than_are_read_are_told() {
        let recipients: Vec<String> = (0..4).map(|number| format!("p{number}@beta.example")).collect();
        let limits = Limits { recipients: 3, ..Limits::default() };
        let route = Route { sender: None, recipients: &recipients };
        let draft = handed_over(TEXT.as_bytes(), &route, &limits).draft;
        assert!(draft.recipients.len() == 3 && draft.defects.iter().any(|defect| defect.kind.is_limit()));
    }

    #[test]
    fn a_line_of_an_mbox_does_not_make_several_messages() {
        let text = "From 1a2b Mon Sep 17 00:00:00 2001\nFrom: a@city.example\nTo: b@city.example\n\nx\n\nFrom c\nTo: d@city.example\n\ny\n";
        assert_eq!(recipients(text, &[]), [(RecipientField::To, "b@city.example".to_owned())]);
    }
}
