//! One message, and those inside it: which of its properties make which part.
//! Each message has its own recipients; those of an embedded one are never the outer one's.

use super::{MsgError, attachments, body, class, clean_copy, headers, recipients, sender, smime};
use crate::draft::{DefectKind, DefectPart, MessageKind, Origin};
use crate::load::Limits;
use crate::load::calendar;
use crate::load::code_page;
use crate::load::mapi::{Compound, Holder, PropertySet, Tag, UnreadableStream, tag};
use crate::load::parts::{Anchor, PartDefect, Parts, Sourced};

/// Class id of an Outlook template's root storage.
const TEMPLATE_CLASS: &str = "0006f046-0000-0000-c000-000000000046";
/// MSGFLAG_UNSENT (MS-OXCMSG 2.2.1.6).
const UNSENT: u32 = 0x8;
/// FILETIME of 1970-01-01, in units of 100 nanoseconds.
const UNIX_EPOCH: i64 = 116_444_736_000_000_000;

/// A message while it is read.
pub(super) struct Message<'open, 'bytes> {
    pub(super) compound: &'open mut Compound<'bytes>,
    pub(super) limits: &'open Limits,
    /// Path of its storage, with a `/` at its end.
    pub(super) path: String,
    pub(super) properties: PropertySet,
    /// Of strings that are not Unicode.
    pub(super) code_page: u16,
    pub(super) class: String,
    pub(super) kind: MessageKind,
    /// Messages around this one.
    pub(super) depth: usize,
    /// [`Parts::item`] is asked for.
    pub(super) keeps_item: bool,
    pub(super) defects: Vec<PartDefect>,
}

/// Reads the message that the file is.
pub(super) fn read(
    compound: &mut Compound<'_>,
    limits: &Limits,
    default_code_page: u16,
    keeps_item: bool,
) -> Result<Parts, MsgError> {
    let is_template = compound.root_class().eq_ignore_ascii_case(TEMPLATE_CLASS);
    let properties = PropertySet::read(compound, "/", Holder::Message);
    if !properties.is_any() {
        return Err(MsgError::NotAMessage);
    }
    let mut message = Message::new(compound, limits, "/".to_owned(), properties, default_code_page, 0);
    message.keeps_item = keeps_item;
    let mut parts = message.parts();
    parts.is_template = is_template;
    Ok(parts)
}

impl<'open, 'bytes> Message<'open, 'bytes> {
    /// A message whose properties are at `path`; `parent_code_page` is for one that does not name its own.
    pub(super) fn new(
        compound: &'open mut Compound<'bytes>,
        limits: &'open Limits,
        path: String,
        properties: PropertySet,
        parent_code_page: u16,
        depth: usize,
    ) -> Self {
        let code_page = string_code_page(&properties).unwrap_or(parent_code_page);
        Self {
            compound,
            limits,
            path,
            properties,
            code_page,
            class: String::new(),
            kind: MessageKind::Note,
            depth,
            keeps_item: false,
            defects: Vec::new(),
        }
    }

    /// Reads everything.
    pub(super) fn parts(&mut self) -> Parts {
        if !self.properties.has_property_stream() {
            self.unreadable(DefectPart::Structure, Anchor::Top, "property stream");
        }
        let class = self.text(tag::MESSAGE_CLASS, DefectPart::Structure, Anchor::Top);
        self.class = class.clone().unwrap_or_default();
        self.kind = class::kind(&self.class);
        let subject = self.text(tag::SUBJECT, DefectPart::Header, Anchor::Field("Subject")).map(without_prefix_marker);
        let table = recipients::read(self);
        if self.kind == MessageKind::Appointment && table.rows.iter().any(|row| !row.is_organizer) {
            self.kind = MessageKind::Meeting;
        }
        let body = body::read(self);
        let transport_headers = self.text(tag::TRANSPORT_MESSAGE_HEADERS, DefectPart::Header, Anchor::Top);

        let copy = clean_copy::Wanted {
            subject: subject.as_deref(),
            body: body.plain.as_deref(),
            html: body.html.as_deref(),
            transport_headers: transport_headers.as_deref(),
            recipients: &table.rows,
        };
        let copy = clean_copy::read(&copy);

        let recipients = recipients::parts(self, table, copy.as_ref());
        let unreadable_fields = recipients::display_lists(self, recipients.is_empty());
        let headers = headers::read(self, copy.as_ref(), transport_headers);
        let (from, sender) = sender::read(self);
        let reply_to = sender::reply_to(self);
        let subject = subject.map(|subject| {
            let value = clean_copy::or_own(subject, copy.as_ref().map(|copy| &copy.subject));
            Sourced { value, origin: property("", tag::SUBJECT) }
        });
        let body = body.confirmed(copy.as_ref());
        let text_bytes = body.transported_bytes();
        let (attachments, nested) = attachments::read(self, &body);
        let item = self.keeps_item.then(|| Box::new(body::item(self, &body)));
        let body = body::parts(self, body);

        let mut parts = Parts {
            kind: self.kind,
            message_class: class,
            is_unsent: self.properties.integer(tag::MESSAGE_FLAGS).is_some_and(|flags| flags & UNSENT != 0),
            is_template: false,
            from,
            sender,
            reply_to,
            date: self.date(),
            subject,
            recipients,
            unreadable_fields,
            headers,
            body,
            attachments,
            nested,
            defects: std::mem::take(&mut self.defects),
            text_bytes,
            item,
        };
        smime::open(&mut parts, self.limits, self.depth);
        calendar::read_into(&mut parts, self.limits);
        parts
    }

    /// A string of the message itself, cut at the limit of bodies; `None` when it is absent or unreadable.
    pub(super) fn text(&mut self, tag: Tag, part: DefectPart, anchor: Anchor) -> Option<String> {
        let read = self.properties.text(self.compound, tag, self.code_page);
        self.checked(read, tag, part, anchor)
    }

    /// A string of a recipient or an attachment.
    pub(super) fn text_of(
        &mut self,
        properties: &PropertySet,
        tag: Tag,
        part: DefectPart,
        anchor: Anchor,
    ) -> Option<String> {
        let read = properties.text(self.compound, tag, self.code_page);
        self.checked(read, tag, part, anchor)
    }

    /// Bytes of the message itself; `None` when they are absent or unreadable.
    pub(super) fn binary(&mut self, tag: Tag, part: DefectPart, anchor: Anchor) -> Option<Vec<u8>> {
        let read = self.properties.binary(self.compound, tag);
        self.checked_bytes(read, tag, part, anchor)
    }

    /// Bytes of a string of the message itself that is not in the code page of the others.
    pub(super) fn string_8(&mut self, tag: Tag, part: DefectPart, anchor: Anchor) -> Option<Vec<u8>> {
        let read = self.properties.string_8(self.compound, tag);
        self.checked_bytes(read, tag, part, anchor)
    }

    pub(super) fn unreadable(&mut self, part: DefectPart, anchor: Anchor, what: &str) {
        self.defect(DefectKind::UnreadableProperty, part, anchor, what);
    }

    pub(super) fn defect(&mut self, kind: DefectKind, part: DefectPart, anchor: Anchor, detail: &str) {
        self.defects.push(PartDefect { kind, part, anchor, detail: detail.to_owned() });
    }

    /// Cuts `text` at the limit of bodies and says so.
    pub(super) fn within_limit(&mut self, mut text: String, part: DefectPart, anchor: Anchor) -> String {
        if text.len() > self.limits.body_bytes {
            text.truncate(text.floor_char_boundary(self.limits.body_bytes));
            let limit = format!("more than {} bytes", self.limits.body_bytes);
            self.defect(DefectKind::SizeLimit, part, anchor, &limit);
        }
        text
    }

    fn checked_bytes(
        &mut self,
        read: Result<Option<Vec<u8>>, UnreadableStream>,
        tag: Tag,
        part: DefectPart,
        anchor: Anchor,
    ) -> Option<Vec<u8>> {
        read.unwrap_or_else(|UnreadableStream| {
            self.unreadable(part, anchor, tag.name);
            None
        })
    }

    fn checked(
        &mut self,
        read: Result<Option<crate::load::mapi::PropertyText>, UnreadableStream>,
        tag: Tag,
        part: DefectPart,
        anchor: Anchor,
    ) -> Option<String> {
        match read {
            Ok(None) => None,
            Ok(Some(read)) => {
                if read.had_invalid {
                    self.defect(DefectKind::InvalidBytes, part, anchor.clone(), tag.name);
                }
                Some(self.within_limit(read.text, part, anchor))
            }
            Err(UnreadableStream) => {
                self.unreadable(part, anchor, tag.name);
                None
            }
        }
    }

    /// When it was sent, as RFC 3339 in UTC; absent in most drafts.
    fn date(&self) -> Option<Sourced<String>> {
        let ticks = i64::try_from(self.properties.time(tag::CLIENT_SUBMIT_TIME)?).ok()?;
        let seconds = ticks.checked_sub(UNIX_EPOCH)?.div_euclid(10_000_000);
        let value = jiff::Timestamp::from_second(seconds).ok()?.to_string();
        Some(Sourced { value, origin: property("", tag::CLIENT_SUBMIT_TIME) })
    }
}

/// The place of a property: `storage` is empty for the message itself.
pub(super) fn property(storage: &str, tag: Tag) -> Origin {
    Origin::Property { storage: storage.to_owned(), tag: tag.name }
}

/// Code page of the strings that are not Unicode, when the message names one. PidTagInternetCodepage does not count:
/// it is for the HTML body only, and in real files mostly UTF-8 or US-ASCII, in which no such string was ever written.
fn string_code_page(properties: &PropertySet) -> Option<u16> {
    let named = properties.integer(tag::MESSAGE_CODEPAGE).and_then(|code_page| u16::try_from(code_page).ok());
    named
        // A code page of UTF-16 says only that there should be no such strings.
        .filter(|code_page| code_page::is_known(*code_page) && !matches!(code_page, 1200 | 1201))
        .or_else(|| properties.integer(tag::MESSAGE_LOCALE_ID).and_then(code_page::of_locale))
}

/// A subject may begin with a character 1 and the length of its prefix as a character (MS-OXCMSG 2.2.1.46).
fn without_prefix_marker(subject: String) -> String {
    let mut characters = subject.chars();
    if characters.next() == Some('\u{1}') {
        characters.next();
        return characters.as_str().to_owned();
    }
    subject
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_prefix_marker_is_no_part_of_the_subject() {
        assert_eq!(without_prefix_marker("\u{1}\u{5}RE: plan".to_owned()), "RE: plan");
        assert_eq!(without_prefix_marker("plan".to_owned()), "plan");
    }
}
