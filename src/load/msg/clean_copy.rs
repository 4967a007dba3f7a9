//! The second opinion: what we read is written as a clean, flat, Unicode compound file, and msg_parser reads that.
//! Alone it mixes recipients of embedded messages into the outer ones, drops strings that are not Unicode and trusts
//! every number in a hostile file; on this copy it has none of these to meet.

use super::recipients::{Row, TAGS};
use crate::draft::RecipientField;
use crate::load::mapi::{Tag, tag};
use std::io::{Cursor, Write};

/// What goes into the copy; attachments and embedded messages stay out.
pub(super) struct Wanted<'read> {
    pub(super) subject: Option<&'read str>,
    pub(super) body: Option<&'read str>,
    pub(super) html: Option<&'read str>,
    pub(super) transport_headers: Option<&'read str>,
    pub(super) recipients: &'read [Row],
}

/// What msg_parser found in it. Texts that were absent are empty; ask for them with [`or_own`].
#[derive(Debug)]
pub(super) struct Copy {
    pub(super) subject: String,
    pub(super) body: String,
    pub(super) html: String,
    pub(super) transport_headers: String,
    to: Vec<Person>,
    cc: Vec<Person>,
    bcc: Vec<Person>,
}

/// Display name and address text.
type Person = (String, String);

/// The text of the copy, or our own where the copy has none.
pub(super) fn or_own(own: String, of_copy: Option<&String>) -> String {
    match of_copy {
        Some(text) if !text.is_empty() => text.clone(),
        _ => own,
    }
}

/// Writes the copy and reads it; `None` when msg_parser refuses it, which costs nothing but the second opinion.
pub(super) fn read(wanted: &Wanted<'_>) -> Option<Copy> {
    let outlook = msg_parser::Outlook::from_slice(write(wanted).ok()?).ok()?;
    let people = |people: Vec<msg_parser::Person>| {
        people.into_iter().map(|person| (person.name, person.email)).collect::<Vec<_>>()
    };
    Some(Copy {
        subject: outlook.subject,
        body: outlook.body,
        html: outlook.html,
        transport_headers: outlook.headers.raw,
        to: people(outlook.to),
        cc: people(outlook.cc),
        bcc: people(outlook.bcc),
    })
}

impl Copy {
    /// True when each field has the same people in the same order as the table.
    pub(super) fn agrees_with(&self, rows: &[Row]) -> bool {
        RecipientField::HEADERS.into_iter().all(|field| {
            let people = match field {
                RecipientField::To => &self.to,
                RecipientField::Cc => &self.cc,
                RecipientField::Bcc | RecipientField::Attendee => &self.bcc,
            };
            rows.iter().filter(|row| row.field == field).map(person).eq(people.iter().cloned())
        })
    }
}

fn person(row: &Row) -> Person {
    let address = row.identity.address_text(&TAGS).map_or("", |(text, _)| text);
    (row.identity.name.clone(), address.to_owned())
}

fn write(wanted: &Wanted<'_>) -> std::io::Result<Vec<u8>> {
    let mut file = cfb::CompoundFile::create_with_version(cfb::Version::V3, Cursor::new(Vec::new()))?;
    file.create_stream("/__properties_version1.0")?.write_all(&[0; 32])?;
    for (tag, text) in [
        (tag::SUBJECT, wanted.subject),
        (tag::BODY, wanted.body),
        (tag::HTML, wanted.html),
        (tag::TRANSPORT_MESSAGE_HEADERS, wanted.transport_headers),
    ] {
        if let Some(text) = text {
            write_text(&mut file, "/", tag, text)?;
        }
    }
    for (number, row) in wanted.recipients.iter().enumerate() {
        let path = format!("/__recip_version1.0_#{number:08X}/");
        file.create_storage(&path)?;
        let mut properties = vec![0; 8];
        properties.extend(0x0003u16.to_le_bytes());
        properties.extend(tag::RECIPIENT_TYPE.id.to_le_bytes());
        properties.extend([0; 4]);
        properties.extend(type_of(row.field).to_le_bytes());
        file.create_stream(format!("{path}__properties_version1.0"))?.write_all(&properties)?;
        let (name, address) = person(row);
        write_text(&mut file, &path, tag::DISPLAY_NAME, &name)?;
        write_text(&mut file, &path, tag::SMTP_ADDRESS, &address)?;
    }
    file.flush()?;
    Ok(file.into_inner().into_inner())
}

fn write_text(file: &mut cfb::CompoundFile<Cursor<Vec<u8>>>, path: &str, tag: Tag, text: &str) -> std::io::Result<()> {
    let bytes: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    file.create_stream(format!("{path}__substg1.0_{:04X}001F", tag.id))?.write_all(&bytes)
}

/// PidTagRecipientType of a field, as 64 bits for the property stream.
fn type_of(field: RecipientField) -> u64 {
    match field {
        RecipientField::To => 1,
        RecipientField::Cc => 2,
        RecipientField::Bcc | RecipientField::Attendee => 3,
    }
}
