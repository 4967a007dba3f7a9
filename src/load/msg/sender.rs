//! Who sends: in whose name, by whose hand, and where replies go.

use super::addresses::{Identity, IdentityTags};
use super::message::{Message, property};
use crate::draft::{Address, DefectKind, DefectPart};
use crate::load::address_list::read_addr_spec;
use crate::load::code_page;
use crate::load::mapi::tag;
use crate::load::parts::{Anchor, PartMailbox, Sourced};

const SENT_REPRESENTING: IdentityTags = IdentityTags {
    name: tag::SENT_REPRESENTING_NAME,
    address_type: tag::SENT_REPRESENTING_ADDRESS_TYPE,
    email: tag::SENT_REPRESENTING_EMAIL_ADDRESS,
    smtp: tag::SENT_REPRESENTING_SMTP_ADDRESS,
};
const SENDER: IdentityTags = IdentityTags {
    name: tag::SENDER_NAME,
    address_type: tag::SENDER_ADDRESS_TYPE,
    email: tag::SENDER_EMAIL_ADDRESS,
    smtp: tag::SENDER_SMTP_ADDRESS,
};
/// MAPI_ONE_OFF provider (MS-OXCDATA 2.2.5.1).
const ONE_OFF_PROVIDER: [u8; 16] =
    [0x81, 0x2B, 0x1F, 0xA4, 0xBE, 0xA3, 0x10, 0x19, 0x9D, 0x6E, 0x00, 0xDD, 0x01, 0x0F, 0x54, 0x02];
const ONE_OFF_UNICODE: u16 = 0x8000;

/// From: the one represented, else the sender. Sender only when it is another.
pub(super) fn read(message: &mut Message<'_, '_>) -> (Vec<PartMailbox>, Option<PartMailbox>) {
    let represented = identity(message, &SENT_REPRESENTING);
    let sender = identity(message, &SENDER);
    match (represented.is_empty(), sender.is_empty()) {
        (true, true) => (Vec::new(), None),
        (true, false) => (vec![sender.mailbox(&SENDER, "")], None),
        (false, true) => (vec![represented.mailbox(&SENT_REPRESENTING, "")], None),
        (false, false) => {
            let is_other = key(&represented, &SENT_REPRESENTING) != key(&sender, &SENDER);
            let from = represented.mailbox(&SENT_REPRESENTING, "");
            (vec![from], is_other.then(|| sender.mailbox(&SENDER, "")))
        }
    }
}

/// Reply-To: the addresses in PidTagReplyRecipientEntries, else what PidTagReplyRecipientNames shows.
pub(super) fn reply_to(message: &mut Message<'_, '_>) -> Vec<PartMailbox> {
    let anchor = || Anchor::Field("Reply-To");
    let entries = message.binary(tag::REPLY_RECIPIENT_ENTRIES, DefectPart::Header, anchor()).unwrap_or_default();
    let code_page = message.code_page;
    let limit = message.limits.recipients;
    let one_offs = flat_entries(&entries).into_iter().filter_map(|entry| one_off(entry, code_page));
    let one_offs: Vec<_> = one_offs.take(limit.saturating_add(1)).collect();
    if !one_offs.is_empty() {
        note_limit(message, one_offs.len());
        return one_offs
            .into_iter()
            .take(limit)
            .map(|(name, address)| {
                let has_name = !name.is_empty() && !name.eq_ignore_ascii_case(&address);
                let origin = || property("", tag::REPLY_RECIPIENT_ENTRIES);
                PartMailbox {
                    display_name: has_name.then(|| Sourced { value: name, origin: origin() }),
                    address: Sourced { value: read_addr_spec(&address), origin: origin() },
                }
            })
            .collect();
    }
    let names = message.text(tag::REPLY_RECIPIENT_NAMES, DefectPart::Header, anchor()).unwrap_or_default();
    let origin = || property("", tag::REPLY_RECIPIENT_NAMES);
    let names = || names.split(';').map(str::trim).filter(|name| !name.is_empty());
    note_limit(message, names().take(limit.saturating_add(1)).count());
    names()
        .take(limit)
        .map(|name| match read_addr_spec(name) {
            address @ Address::Ok(_) => {
                PartMailbox { display_name: None, address: Sourced { value: address, origin: origin() } }
            }
            _ => PartMailbox {
                display_name: Some(Sourced { value: name.to_owned(), origin: origin() }),
                address: Sourced { value: Address::NameOnly, origin: origin() },
            },
        })
        .collect()
}

fn note_limit(message: &mut Message<'_, '_>, mailboxes: usize) {
    let limit = message.limits.recipients;
    if mailboxes > limit {
        let detail = format!("more than {limit} recipients");
        message.defect(DefectKind::SizeLimit, DefectPart::Header, Anchor::Field("Reply-To"), &detail);
    }
}

fn identity(message: &mut Message<'_, '_>, tags: &IdentityTags) -> Identity {
    let mut text = |tag| message.text(tag, DefectPart::Header, Anchor::Field("From")).unwrap_or_default();
    Identity {
        name: text(tags.name),
        address_type: text(tags.address_type),
        email: text(tags.email),
        smtp: text(tags.smtp),
    }
}

/// What tells two identities apart. Some files have the SMTP address of one and only the Exchange name of the other:
/// then the Exchange names decide.
fn key(identity: &Identity, tags: &IdentityTags) -> String {
    let text = if identity.email.trim().is_empty() {
        identity.address_text(tags).map_or(identity.name.trim(), |(text, _)| text)
    } else {
        identity.email.trim()
    };
    text.to_lowercase()
}

/// Entry ids in a FLATENTRYLIST (MS-OXCDATA 2.3.3): a count, a size, then each with its size, padded to four bytes.
fn flat_entries(list: &[u8]) -> Vec<&[u8]> {
    let mut entries = Vec::new();
    let mut rest = list.get(8..).unwrap_or_default();
    while let Some((size, behind)) = rest.split_first_chunk::<4>() {
        let size = u32::from_le_bytes(*size) as usize;
        let Some(entry) = behind.get(..size) else { break };
        // One of nothing names nobody, and a list may have millions of them.
        if !entry.is_empty() {
            entries.push(entry);
        }
        rest = behind.get(size.next_multiple_of(4)..).unwrap_or_default();
    }
    entries
}

/// Display name and address of a one-off entry id (MS-OXCDATA 2.2.5.1), which holds its texts itself.
fn one_off(entry: &[u8], code_page: u16) -> Option<(String, String)> {
    if entry.get(4..20)? != ONE_OFF_PROVIDER {
        return None;
    }
    let flags = u16::from_le_bytes([*entry.get(22)?, *entry.get(23)?]);
    let is_unicode = flags & ONE_OFF_UNICODE != 0;
    let mut rest = entry.get(24..)?;
    let mut next = || {
        let width = if is_unicode { 2 } else { 1 };
        let units = rest.chunks_exact(width).take_while(|unit| unit.iter().any(|byte| *byte != 0)).count();
        let text = rest.get(..units * width)?;
        rest = rest.get((units + 1) * width..).unwrap_or_default();
        Some(code_page::decode(text, if is_unicode { 1200 } else { code_page }).0)
    };
    let (name, _address_type, address) = (next()?, next()?, next()?);
    (!address.is_empty()).then_some((name, address))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry_of(name: &str, address: &str) -> Vec<u8> {
        let mut entry = vec![0; 4];
        entry.extend(ONE_OFF_PROVIDER);
        entry.extend([0, 0]);
        entry.extend(ONE_OFF_UNICODE.to_le_bytes());
        for text in [name, "SMTP", address] {
            entry.extend(text.encode_utf16().flat_map(u16::to_le_bytes));
            entry.extend([0, 0]);
        }
        entry
    }

    #[test]
    fn one_off_entries_hold_their_addresses() {
        let entry = entry_of("窓口", "madoguchi@town.example");
        let mut list = vec![1, 0, 0, 0, 0, 0, 0, 0];
        list.extend((entry.len() as u32).to_le_bytes());
        list.extend(&entry);
        let entries = flat_entries(&list);
        assert_eq!(entries.len(), 1);
        assert_eq!(one_off(entries[0], 932), Some(("窓口".to_owned(), "madoguchi@town.example".to_owned())));
    }

    #[test]
    fn a_list_that_lies_about_its_sizes_ends() {
        assert!(flat_entries(&[1, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF]).is_empty());
        assert!(flat_entries(&[0; 64]).is_empty());
        assert_eq!(one_off(&[0; 30], 932), None);
    }
}
