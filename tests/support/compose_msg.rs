//! Writes .msg files for tests, as Outlook lays them out (MS-OXMSG). Shares no code with the loader, so that a mistake
//! in one is not made good by the same mistake in the other.

mod msg_storage;

use msg_storage::{File, Storage, create_storage, write};
use std::io::Cursor;
use std::time::SystemTime;

/// Someone in a message.
#[derive(Debug, Clone, Default)]
pub struct Person {
    pub name: String,
    /// `SMTP` or `EX`; empty for none.
    pub address_type: String,
    /// Address in that type.
    pub email: String,
    /// PidTagSmtpAddress; empty for none.
    pub smtp: String,
    /// The one who invites to a meeting (PidTagRecipientFlags 0x2).
    pub is_organizer: bool,
}

impl Person {
    /// Someone with an Internet address.
    pub fn smtp(name: &str, address: &str) -> Self {
        Self {
            name: name.into(),
            address_type: "SMTP".into(),
            email: address.into(),
            smtp: address.into(),
            is_organizer: false,
        }
    }

    /// Someone in an Exchange directory; `smtp` is empty when the directory was not asked.
    pub fn exchange(name: &str, distinguished_name: &str, smtp: &str) -> Self {
        Self {
            name: name.into(),
            address_type: "EX".into(),
            email: distinguished_name.into(),
            smtp: smtp.into(),
            is_organizer: false,
        }
    }
}

/// An attachment.
#[derive(Debug, Clone)]
pub struct MsgAttachment {
    pub filename: String,
    pub content: MsgContent,
    pub media_type: String,
    pub content_id: Option<String>,
    pub is_hidden: bool,
}

/// What an attachment holds.
#[derive(Debug, Clone)]
pub enum MsgContent {
    Bytes(Vec<u8>),
    Message(Box<MsgDraft>),
    /// Only a link to it (afByReference).
    Link(String),
    /// Said to be there, and not there.
    Missing,
}

impl MsgAttachment {
    /// A file.
    pub fn file(filename: &str, bytes: &[u8]) -> Self {
        Self::new(filename, MsgContent::Bytes(bytes.to_vec()))
    }

    /// A message inside the message.
    pub fn message(draft: MsgDraft) -> Self {
        let name = draft.subject.clone().unwrap_or_default();
        Self::new(&name, MsgContent::Message(Box::new(draft)))
    }

    /// Something else.
    pub fn new(filename: &str, content: MsgContent) -> Self {
        Self { filename: filename.into(), content, media_type: String::new(), content_id: None, is_hidden: false }
    }
}

/// The form of the body.
#[derive(Debug, Clone)]
pub enum MsgBody {
    None,
    Plain(String),
    /// UTF-8 HTML, with the plain twin Outlook makes of it.
    Html(String),
    /// UTF-8 HTML, with a plain text of its own.
    HtmlAndPlain(String, String),
    /// HTML bytes in a code page.
    HtmlBytes(Vec<u8>, u32),
    /// The same, kept as a string that is not Unicode.
    HtmlString8(Vec<u8>, u32),
    /// Only RTF, in the uncompressed form of PidTagRtfCompressed.
    Rtf(Vec<u8>),
}

/// How strings are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Strings {
    Unicode,
    /// PtypString8 in cp932, told by PidTagMessageCodepage.
    ShiftJisByCodepage,
    /// PtypString8 in cp932, told by PidTagMessageLocaleId 1041.
    ShiftJisByLocale,
    /// PtypString8 in cp932, told by nothing; PidTagInternetCodepage misleads.
    ShiftJisUntold,
}

/// A draft to write. `default()` is an empty unsent message.
#[derive(Debug, Clone)]
pub struct MsgDraft {
    pub message_class: String,
    pub subject: Option<String>,
    /// In whose name.
    pub from: Option<Person>,
    /// By whose hand.
    pub sender: Option<Person>,
    /// PidTagRecipientType and who.
    pub recipients: Vec<(u32, Person)>,
    /// PidTagDisplayTo, when it should not be made from the recipients.
    pub display_to: Option<String>,
    /// Recipients that the property stream counts beyond those written.
    pub recipients_missing: u32,
    pub body: MsgBody,
    pub attachments: Vec<MsgAttachment>,
    pub transport_headers: Option<String>,
    pub in_reply_to: Option<String>,
    /// PidTagSensitivity.
    pub sensitivity: u32,
    /// The named property `msip_labels` of the outermost message.
    pub labels: Option<String>,
    /// PidTagClientSubmitTime as a FILETIME.
    pub submit_time: Option<u64>,
    pub is_unsent: bool,
    pub is_template: bool,
    pub strings: Strings,
    /// Sectors of 4096 bytes (version 4) instead of 512.
    pub has_large_sectors: bool,
}

impl Default for MsgDraft {
    fn default() -> Self {
        Self {
            message_class: "IPM.Note".into(),
            subject: None,
            from: None,
            sender: None,
            recipients: Vec::new(),
            display_to: None,
            recipients_missing: 0,
            body: MsgBody::None,
            attachments: Vec::new(),
            transport_headers: None,
            in_reply_to: None,
            sensitivity: 0,
            labels: None,
            submit_time: None,
            is_unsent: true,
            is_template: false,
            strings: Strings::Unicode,
            has_large_sectors: false,
        }
    }
}

const LABELS: &str = "msip_labels";
const OUTLOOK_MESSAGE: &str = "00020d0b-0000-0000-c000-000000000046";
const OUTLOOK_TEMPLATE: &str = "0006f046-0000-0000-c000-000000000046";

impl MsgDraft {
    /// The file. The same draft gives the same bytes.
    pub fn compose(&self) -> Vec<u8> {
        let version = if self.has_large_sectors { cfb::Version::V4 } else { cfb::Version::V3 };
        let mut file = File::create_with_version(version, Cursor::new(Vec::new())).unwrap();
        let class = if self.is_template { OUTLOOK_TEMPLATE } else { OUTLOOK_MESSAGE };
        file.set_storage_clsid("/", class.parse().unwrap()).unwrap();
        create_storage(&mut file, "/__nameid_version1.0");
        for (tag, bytes) in ["00020102", "00030102", "00040102"].into_iter().zip(self.names()) {
            write(&mut file, &format!("/__nameid_version1.0/__substg1.0_{tag}"), &bytes);
        }
        self.write_to(&mut file, "/", 32);
        file.set_modified_time("/", SystemTime::UNIX_EPOCH).unwrap();
        file.flush().unwrap();
        file.into_inner().into_inner()
    }

    /// Sets, entries and strings of the named properties (MS-OXMSG 2.2.3.1).
    fn names(&self) -> [Vec<u8>; 3] {
        if self.labels.is_none() {
            return [const { Vec::new() }; 3];
        }
        let internet_headers = [0x86, 0x03, 0x02, 0x00, 0, 0, 0, 0, 0xC0, 0, 0, 0, 0, 0, 0, 0x46];
        let name: Vec<u8> = LABELS.encode_utf16().flat_map(u16::to_le_bytes).collect();
        // Number 3 is the first set of the stream; 1 says that the name is a string; its property is 0x8000.
        let entry = [0, 0, 0, 0, 3 << 1 | 1, 0, 0, 0];
        [internet_headers.to_vec(), entry.to_vec(), [&(name.len() as u32).to_le_bytes()[..], &name, &[0; 2]].concat()]
    }

    fn write_to(&self, file: &mut File, path: &str, header_bytes: usize) {
        let mut storage = Storage::new(file, path, self.strings);
        let has_attachments = if self.attachments.is_empty() { 0 } else { 0x10 };
        storage.text(0x001A, &self.message_class);
        storage.integer(0x0E07, 1 | has_attachments | if self.is_unsent { 8 } else { 0 });
        storage.integer(0x340D, if self.strings == Strings::Unicode { 0x0004_0E79 } else { 0x0E79 });
        match self.strings {
            Strings::Unicode => {}
            Strings::ShiftJisByCodepage => storage.integer(0x3FFD, 932),
            Strings::ShiftJisByLocale => storage.integer(0x3FF1, 1041),
            Strings::ShiftJisUntold => storage.integer(0x3FDE, 1252),
        }
        for (id, text) in
            [(0x0037, &self.subject), (0x0E1D, &self.subject), (0x0070, &self.subject), (0x1042, &self.in_reply_to)]
        {
            if let Some(text) = text {
                storage.text(id, text);
            }
        }
        if let Some(headers) = &self.transport_headers {
            storage.text(0x007D, headers);
        }
        if self.sensitivity > 0 {
            storage.integer(0x0036, self.sensitivity);
        }
        if let Some(labels) = &self.labels {
            storage.text(0x8000, labels);
        }
        if let Some(time) = self.submit_time {
            storage.fixed(0x0039, 0x0040, time);
        }
        storage.person(&self.from, [0x0042, 0x0064, 0x0065, 0x5D02]);
        storage.person(&self.sender, [0x0C1A, 0x0C1E, 0x0C1F, 0x5D01]);
        for (id, kind) in [(0x0E04, 1), (0x0E03, 2), (0x0E02, 3)] {
            let names: Vec<_> =
                self.recipients.iter().filter(|(of, _)| of & 0xF == kind).map(|(_, who)| who.name.as_str()).collect();
            let names = names.join("; ");
            storage.text(id, if kind == 1 { self.display_to.as_deref().unwrap_or(&names) } else { &names });
        }
        self.write_body(&mut storage);
        let counts = [self.recipients.len() as u32 + self.recipients_missing, self.attachments.len() as u32];
        storage.finish(header_bytes, counts);
        for (number, (kind, person)) in self.recipients.iter().enumerate() {
            self.write_recipient(file, &format!("{path}__recip_version1.0_#{number:08X}/"), number, *kind, person);
        }
        for (number, attachment) in self.attachments.iter().enumerate() {
            self.write_attachment(file, &format!("{path}__attach_version1.0_#{number:08X}/"), number, attachment);
        }
    }

    fn write_body(&self, storage: &mut Storage<'_>) {
        match &self.body {
            MsgBody::None => {}
            MsgBody::Plain(text) => {
                storage.text(0x1000, text);
                storage.integer(0x1016, 1);
            }
            MsgBody::Html(html) => {
                storage.text(0x1000, "made by Outlook from the HTML");
                storage.binary(0x1013, html.as_bytes());
                storage.integer(0x3FDE, 65001);
                storage.integer(0x1016, 3);
            }
            MsgBody::HtmlAndPlain(html, plain) => {
                storage.text(0x1000, plain);
                storage.binary(0x1013, html.as_bytes());
                storage.integer(0x3FDE, 65001);
            }
            MsgBody::HtmlBytes(html, code_page) => {
                storage.binary(0x1013, html);
                storage.integer(0x3FDE, *code_page);
            }
            MsgBody::HtmlString8(html, code_page) => {
                storage.stream(0x1013, 0x001E, html, 1);
                storage.integer(0x3FDE, *code_page);
            }
            MsgBody::Rtf(rtf) => {
                let mut compressed = (rtf.len() as u32 + 12).to_le_bytes().to_vec();
                compressed.extend((rtf.len() as u32).to_le_bytes());
                compressed.extend(b"MELA\0\0\0\0");
                compressed.extend(rtf);
                storage.binary(0x1009, &compressed);
            }
        }
    }

    fn write_recipient(&self, file: &mut File, path: &str, number: usize, kind: u32, person: &Person) {
        create_storage(file, path);
        let mut storage = Storage::new(file, path, self.strings);
        storage.integer(0x0C15, kind);
        storage.integer(0x3000, number as u32);
        storage.integer(0x0FFE, 6);
        if person.is_organizer {
            storage.integer(0x5FFD, 3);
        }
        storage.person(&Some(person.clone()), [0x3001, 0x3002, 0x3003, 0x39FE]);
        storage.finish(8, [0, 0]);
    }

    fn write_attachment(&self, file: &mut File, path: &str, number: usize, attachment: &MsgAttachment) {
        create_storage(file, path);
        let mut storage = Storage::new(file, path, self.strings);
        storage.integer(0x0E21, number as u32);
        storage.integer(0x370B, 0xFFFF_FFFF);
        storage.integer(0x0FFE, 7);
        storage.text(0x3001, &attachment.filename);
        if !matches!(attachment.content, MsgContent::Message(_)) {
            storage.text(0x3707, &attachment.filename);
        }
        if !attachment.media_type.is_empty() {
            storage.text(0x370E, &attachment.media_type);
        }
        if let Some(content_id) = &attachment.content_id {
            storage.text(0x3712, content_id);
            storage.integer(0x3714, 4);
        }
        if attachment.is_hidden {
            storage.fixed(0x7FFE, 0x000B, 1);
        }
        match &attachment.content {
            MsgContent::Bytes(bytes) => {
                storage.integer(0x3705, 1);
                storage.binary(0x3701, bytes);
            }
            MsgContent::Link(place) => {
                storage.integer(0x3705, 2);
                storage.text(0x370D, place);
            }
            MsgContent::Missing => storage.integer(0x3705, 1),
            MsgContent::Message(_) => {
                storage.integer(0x3705, 5);
                storage.fixed(0x3701, 0x000D, 0x1_FFFF_FFFF);
            }
        }
        storage.finish(8, [0, 0]);
        if let MsgContent::Message(draft) = &attachment.content {
            let path = format!("{path}__substg1.0_3701000D/");
            create_storage(file, &path);
            draft.write_to(file, &path, 24);
        }
    }
}
