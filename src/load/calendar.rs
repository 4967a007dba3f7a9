//! Whom a calendar inside a message invites (RFC 5545 3.8.4.1, RFC 5546): attendees see each other's addresses, also
//! those that stand in neither To nor Cc. And to what, when the message has no other text. Knows no dates, and adds
//! no organizer, who is mostly the sender.

mod content_line;

use super::Limits;
use super::address_list::{parse_text, read_addr_spec};
use super::charset;
use super::met::Met;
use super::parts::{
    Anchor, PartAttachment, PartBody, PartContent, PartDefect, PartMailbox, PartRecipient, Parts, Sourced,
};
use super::{quote, signed, text, transfer_encoding};
use crate::draft::{AddrSpec, Address, DefectKind, DefectPart, MessageKind, RecipientField};
use content_line::ContentLine;
use std::collections::{HashMap, HashSet};

/// Methods of an answer (RFC 5546 1.4): it goes to the organizer, who knows whom he invited.
const ANSWERS: [&str; 4] = ["REPLY", "REFRESH", "COUNTER", "DECLINECOUNTER"];

/// Method of a calendar to look at: nobody is invited.
const PUBLISHED: &str = "PUBLISH";

/// Adds the attendees whom only a calendar among the attachments names, marks rooms among the recipients, and calls a
/// message a meeting that invites or answers. One who is in Bcc is added, too: the calendar shows him to everyone. The
/// description becomes the body of a message without text, as it does when mailers show the invitation.
pub fn read_into(parts: &mut Parts, limits: &Limits) {
    let (mut invited, mut organizers) = (Vec::new(), HashSet::new());
    let has_body = parts.body.is_some();
    for index in 0..parts.attachments.len() {
        let limit = limits.recipients.saturating_sub(invited.len());
        let Some(calendar) = calendar(parts, index, limits, limit) else { continue };
        if calendar.method.as_ref().is_some_and(|method| method != PUBLISHED)
            && matches!(parts.kind, MessageKind::Note | MessageKind::Signed)
        {
            parts.kind = MessageKind::Meeting;
        }
        if !has_body && !calendar.description.is_empty() {
            let pieces = quote::split(text::lines(&calendar.description, false, false));
            let origin = parts.attachments[index].origin.clone();
            signed::append(
                &mut parts.body,
                PartBody { pieces, origin, plain_alternative: None, targets: Vec::new(), markup: Some(String::new()) },
            );
        }
        if calendar.has_files {
            let met = Met::new(DefectKind::UnreadableAttachment, "files within a calendar");
            parts.defects.push(defect(met, DefectPart::Attachment, index));
        }
        if !calendar.method.is_some_and(|method| ANSWERS.contains(&method.as_str())) {
            organizers.extend(calendar.organizer);
            invited.extend(calendar.attendees.into_iter().map(|attendee| (attendee, index)));
        }
    }
    if !invited.is_empty() {
        mark(parts, &invited, &organizers);
        add(parts, invited, &organizers, limits);
    }
}

/// True when a file is a calendar and not a message.
#[must_use]
pub fn is_calendar_file(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start();
    bytes.get(..BEGINNING.len()).is_some_and(|start| start.eq_ignore_ascii_case(BEGINNING))
}

const BEGINNING: &[u8] = b"BEGIN:VCALENDAR";

/// What we read of a calendar.
#[derive(Debug, Default)]
struct Calendar {
    /// In upper case; `None` for one that is only a file.
    method: Option<String>,
    /// The key of the one who invites.
    organizer: Option<String>,
    attendees: Vec<Attendee>,
    /// Of all its events.
    description: String,
    /// Files stand in it, rather than links to files (RFC 5545 3.8.1.1).
    has_files: bool,
}

#[derive(Debug)]
struct Attendee {
    name: Option<String>,
    address: Address,
    is_resource: bool,
}

/// The calendar that an attachment is; reads one attendee more than `limit`, so that it is noticed.
fn calendar(parts: &mut Parts, index: usize, limits: &Limits, limit: usize) -> Option<Calendar> {
    let attachment = &parts.attachments[index];
    let PartContent::Bytes(bytes) = &attachment.content else { return None };
    if !is_calendar(attachment) && !is_calendar_file(bytes) {
        return None;
    }
    let mut met = Vec::new();
    let mut bytes = &bytes[..];
    if bytes.len() > limits.body_bytes {
        met.push(Met::new(DefectKind::SizeLimit, format!("{} bytes of a calendar", limits.body_bytes)));
        bytes = &bytes[..limits.body_bytes];
    }
    let (text, charset_met) = charset::decode(&content_line::unfolded(bytes), attachment.charset.as_deref());
    met.extend(charset_met);
    parts.defects.extend(met.into_iter().map(|met| defect(met, DefectPart::Attachment, index)));
    Some(read(&text, limit))
}

fn is_calendar(attachment: &PartAttachment) -> bool {
    let name = attachment.filename.as_ref().map(|name| name.value.to_ascii_lowercase()).unwrap_or_default();
    matches!(attachment.media_type.as_str(), "text/calendar" | "application/ics" | "text/x-vcalendar")
        || name.ends_with(".ics")
        || name.ends_with(".vcs")
}

fn read(text: &str, limit: usize) -> Calendar {
    let mut calendar = Calendar::default();
    let mut is_alarm = false;
    for line in text.lines().filter_map(ContentLine::read) {
        match line.name.as_str() {
            "METHOD" => calendar.method = Some(line.value.trim().to_ascii_uppercase()),
            "BEGIN" | "END" if line.value.trim().eq_ignore_ascii_case("VALARM") => is_alarm = line.name == "BEGIN",
            // An alarm says that it is one, and brings its sound.
            "DESCRIPTION" | "ATTACH" if is_alarm => {}
            "DESCRIPTION" => {
                calendar.description.push_str(&line.text());
                calendar.description.push('\n');
            }
            "ATTACH" => {
                calendar.has_files |= line.parameter("VALUE").is_some_and(|value| value.eq_ignore_ascii_case("BINARY"));
            }
            "ORGANIZER" => calendar.organizer = attendee(&line).and_then(|organizer| key(&organizer.address)),
            "ATTENDEE" if calendar.attendees.len() <= limit => calendar.attendees.extend(attendee(&line)),
            _ => {}
        }
    }
    calendar
}

/// `None` for one without an address (`invalid:nomail`, `mailto:` alone): nothing of him is shown but the name.
fn attendee(line: &ContentLine<'_>) -> Option<Attendee> {
    let value = line.value.trim().trim_matches('"');
    let mut name = line.parameter("CN");
    let is_mailto = value.get(..7).is_some_and(|scheme| scheme.eq_ignore_ascii_case("mailto:"));
    let address = if is_mailto {
        let address = value[7..].split('?').next().unwrap_or_default();
        read_addr_spec(String::from_utf8_lossy(&transfer_encoding::percent(address.as_bytes()).bytes).trim())
    } else if let Some(address) = line.parameter("EMAIL") {
        read_addr_spec(address.trim())
    } else if value.contains('@') {
        // vCalendar 1.0: `Ann <ann@city.example>`.
        let (_, mailbox) = parse_text(value).into_iter().next()?;
        name = name.or(mailbox.display_name.map(|name| name.value));
        mailbox.address.value
    } else {
        return None;
    };
    if matches!(&address, Address::Malformed { text, .. } if text.trim().is_empty()) {
        return None;
    }
    let is_resource = line
        .parameter("CUTYPE")
        .is_some_and(|kind| kind.eq_ignore_ascii_case("ROOM") || kind.eq_ignore_ascii_case("RESOURCE"));
    let name = name.map(|name| name.trim().to_owned()).filter(|name| !name.is_empty());
    Some(Attendee { name, address, is_resource })
}

/// Says of the recipients who of them is a room, and who is invited; the one who invites takes part as well.
fn mark(parts: &mut Parts, invited: &[(Attendee, usize)], organizers: &HashSet<String>) {
    let attendees: HashMap<String, bool> =
        invited.iter().filter_map(|(attendee, _)| Some((key(&attendee.address)?, attendee.is_resource))).collect();
    for recipient in &mut parts.recipients {
        let Some(key) = key(&recipient.mailbox.address.value) else { continue };
        recipient.is_resource |= attendees.get(&key) == Some(&true);
        recipient.is_invited = attendees.contains_key(&key) || organizers.contains(&key);
    }
}

/// Adds those whom nobody has seen yet; each stands with the number of the attachment that names him.
fn add(parts: &mut Parts, invited: Vec<(Attendee, usize)>, organizers: &HashSet<String>, limits: &Limits) {
    let visible = parts.recipients.iter().filter(|recipient| recipient.field != RecipientField::Bcc);
    let mut shown: HashSet<String> = visible.filter_map(|recipient| key(&recipient.mailbox.address.value)).collect();
    shown.extend(organizers.iter().cloned());
    for (Attendee { name, address, is_resource }, index) in invited {
        if key(&address).is_some_and(|key| !shown.insert(key)) {
            continue;
        }
        if parts.recipients.len() >= limits.recipients {
            let met = Met::new(DefectKind::SizeLimit, format!("{} recipients", limits.recipients));
            parts.defects.push(defect(met, DefectPart::Recipients, index));
            return;
        }
        let origin = parts.attachments[index].origin.clone();
        let name = name.filter(|name| key(&address).as_deref() != Some(&name.to_lowercase()));
        let mailbox = PartMailbox {
            display_name: name.map(|value| Sourced { value, origin: origin.clone() }),
            address: Sourced { value: address, origin },
        };
        parts.recipients.push(PartRecipient {
            field: RecipientField::Attendee,
            mailbox,
            group: None,
            is_resent: false,
            is_delivered: false,
            is_resource,
            is_invited: true,
        });
    }
}

/// What tells two addresses apart here; `None` where there is none that could be used.
fn key(address: &Address) -> Option<String> {
    let addr_spec: &AddrSpec = match address {
        Address::Ok(addr_spec) => addr_spec,
        Address::Malformed { repaired, .. } => repaired.as_ref()?,
        Address::Unresolved | Address::NameOnly | Address::Placeholder(_) => return None,
    };
    Some(addr_spec.to_string().to_lowercase())
}

fn defect(met: Met, part: DefectPart, attachment: usize) -> PartDefect {
    PartDefect { kind: met.kind, part, anchor: Anchor::Attachment(attachment), detail: met.detail }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail loudly")]
mod tests;
