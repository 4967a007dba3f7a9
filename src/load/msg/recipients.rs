//! The recipient table (MS-OXMSG 2.2.1): one storage for each recipient, in the order of their numbers.
//! The display strings are not trusted; they are kept when the table is empty, so that nobody is hidden.

use super::addresses::{Identity, IdentityTags};
use super::clean_copy::Copy;
use super::message::{Message, property};
use crate::draft::{Address, DefectKind, DefectPart, MessageKind, RecipientField};
use crate::load::mapi::{Holder, PropertySet, tag};
use crate::load::parts::{Anchor, PartMailbox, PartRecipient, Sourced, UnreadableField};

const STORAGE_PREFIX: &str = "__recip_version1.0_#";
/// recipOrganizer in PidTagRecipientFlags (MS-OXOCAL 2.2.4.10.1).
const ORGANIZER: u32 = 0x2;

/// Properties that name a recipient.
pub(super) const TAGS: IdentityTags = IdentityTags {
    name: tag::DISPLAY_NAME,
    address_type: tag::ADDRESS_TYPE,
    email: tag::EMAIL_ADDRESS,
    smtp: tag::SMTP_ADDRESS,
};

/// The recipient table as the compound file has it.
#[derive(Debug, Default)]
pub(super) struct Table {
    /// Those that the message goes to.
    pub(super) rows: Vec<Row>,
}

/// One recipient.
#[derive(Debug)]
pub(super) struct Row {
    /// Counted from 0 over all storages, also those that are no recipients.
    pub(super) index: usize,
    pub(super) field: RecipientField,
    pub(super) is_resource: bool,
    /// The one who invites, whom Outlook lists among those invited.
    pub(super) is_organizer: bool,
    pub(super) identity: Identity,
}

/// Reads the table; what it says of itself is compared with what is there.
pub(super) fn read(message: &mut Message<'_, '_>) -> Table {
    let names = numbered_storages(message, STORAGE_PREFIX);
    if message.properties.counts().is_some_and(|(recipients, _)| recipients as usize > names.len()) {
        message.defect(
            DefectKind::RecipientCount,
            DefectPart::Recipients,
            Anchor::Field("To"),
            &format!("{} of {} recipients", names.len(), message.properties.counts().map_or(0, |(count, _)| count)),
        );
    }
    if names.len() > message.limits.recipients {
        let limit = format!("more than {} recipients", message.limits.recipients);
        message.defect(DefectKind::SizeLimit, DefectPart::Recipients, Anchor::Field("To"), &limit);
    }
    let mut table = Table::default();
    for (index, name) in names.into_iter().enumerate().take(message.limits.recipients) {
        let path = format!("{}{name}/", message.path);
        let properties = PropertySet::read(message.compound, &path, Holder::RecipientOrAttachment);
        // Those that follow this one are not counted yet: its number among the recipients is the rows so far.
        let anchor = Anchor::Recipient(table.rows.len());
        let Some((field, is_resource)) = field(message, &properties, &anchor) else { continue };
        let flags = properties.integer(tag::RECIPIENT_FLAGS).unwrap_or(0);
        let mut text =
            |tag| message.text_of(&properties, tag, DefectPart::Recipients, anchor.clone()).unwrap_or_default();
        let identity = Identity {
            name: text(tag::DISPLAY_NAME),
            address_type: text(tag::ADDRESS_TYPE),
            email: text(tag::EMAIL_ADDRESS),
            smtp: text(tag::SMTP_ADDRESS),
        };
        if identity.is_empty() {
            message.unreadable(DefectPart::Recipients, anchor.clone(), "a recipient without name and address");
        }
        table.rows.push(Row { index, field, is_resource, is_organizer: flags & ORGANIZER != 0, identity });
    }
    table
}

/// The recipients, checked against the clean copy.
pub(super) fn parts(message: &mut Message<'_, '_>, table: Table, copy: Option<&Copy>) -> Vec<PartRecipient> {
    // The table is the truth; what the second reader makes of it only tells us when not to be sure.
    if copy.is_some_and(|copy| !copy.agrees_with(&table.rows)) {
        let detail = "the table read twice differs";
        message.defect(DefectKind::RecipientCount, DefectPart::Recipients, Anchor::Field("To"), detail);
    }
    table
        .rows
        .into_iter()
        .map(|row| PartRecipient {
            field: row.field,
            mailbox: mailbox(&row),
            group: None,
            is_resent: false,
            is_delivered: true,
            is_resource: row.is_resource,
            is_invited: false,
        })
        .collect()
}

fn mailbox(row: &Row) -> PartMailbox {
    let mut mailbox = row.identity.mailbox(&TAGS, &format!("recipients[{}]", row.index));
    // The one who invites is the author: that Outlook keeps no address of him is no slip.
    if row.is_organizer && mailbox.address.value == Address::NameOnly {
        mailbox.address.value = Address::Unresolved;
    }
    mailbox
}

/// Display strings of a message without any recipient: a table was lost, or another program wrote the file.
pub(super) fn display_lists(message: &mut Message<'_, '_>, is_table_empty: bool) -> Vec<UnreadableField> {
    let mut fields = Vec::new();
    for (field, tag) in [
        (RecipientField::To, tag::DISPLAY_TO),
        (RecipientField::Cc, tag::DISPLAY_CC),
        (RecipientField::Bcc, tag::DISPLAY_BCC),
    ] {
        if !is_table_empty {
            break;
        }
        let anchor = Anchor::Field(field.header());
        let Some(text) = message.text(tag, DefectPart::Recipients, anchor.clone()) else { continue };
        if !text.trim().is_empty() {
            message.defect(DefectKind::UnreadableField, DefectPart::Recipients, anchor, field.header());
            fields.push(UnreadableField { field, text: Sourced { value: text, origin: property("", tag) } });
        }
    }
    fields
}

/// Storages named `prefix` and a number, in the order of the numbers.
pub(super) fn numbered_storages(message: &Message<'_, '_>, prefix: &str) -> Vec<String> {
    let mut numbered: Vec<(u32, String)> = message
        .compound
        .children(&message.path)
        .into_iter()
        .filter(|child| child.is_storage)
        .filter_map(|child| {
            let number = u32::from_str_radix(child.name.strip_prefix(prefix)?, 16).ok()?;
            Some((number, child.name))
        })
        .collect();
    numbered.sort();
    // A damaged directory may name one storage twice; the header then counts more than are left here.
    numbered.dedup();
    numbered.into_iter().map(|(_, name)| name).collect()
}

/// The field a recipient stands in, and whether it is a room or a thing; `None` for the originator, which some writers
/// list (type 0).
fn field(message: &mut Message<'_, '_>, properties: &PropertySet, anchor: &Anchor) -> Option<(RecipientField, bool)> {
    let is_meeting = matches!(message.kind, MessageKind::Meeting | MessageKind::Appointment);
    match properties.integer(tag::RECIPIENT_TYPE).map(|kind| kind & 0xF) {
        Some(0) => None,
        Some(2) => Some((RecipientField::Cc, false)),
        // On an appointment type 3 is a room or a projector, which every attendee sees (MS-OXOCAL 2.2.4.10.7).
        Some(3) if is_meeting => Some((RecipientField::To, true)),
        Some(3) => Some((RecipientField::Bcc, false)),
        Some(1) => Some((RecipientField::To, false)),
        _ => {
            message.unreadable(DefectPart::Recipients, anchor.clone(), tag::RECIPIENT_TYPE.name);
            Some((RecipientField::To, false))
        }
    }
}
