//! One draft in every carrier that can hold it: line ends, charsets, transfer encodings, HTML. What a carrier cannot
//! hold is an `Err` with the reason. Outlook's files stand in `outlook.rs`.

use super::mime::{base64_lines, encode, encoded_words, parameter, quoted_printable};
use super::page::page;
use encoding_rs::{Encoding, ISO_2022_JP, SHIFT_JIS, UTF_8};
use mailcheck::draft::{Address, Attachment, Content, Draft, HeaderField, Mailbox, Recipient};

/// How an .eml is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MimeCarrier {
    pub name: &'static str,
    /// Of encoded-words in the header; `None` leaves the fields raw UTF-8 (RFC 6532).
    header: Option<&'static Encoding>,
    charset: &'static Encoding,
    transfer: Transfer,
    is_html: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Transfer {
    SevenBit,
    EightBit,
    QuotedPrintable,
    Base64,
}

const fn carrier(
    name: &'static str,
    header: Option<&'static Encoding>,
    charset: &'static Encoding,
    transfer: Transfer,
) -> MimeCarrier {
    MimeCarrier { name, header, charset, transfer, is_html: false }
}

/// Every way an .eml is written anew.
pub const MIME_CARRIERS: [MimeCarrier; 7] = [
    carrier("raw UTF-8", None, UTF_8, Transfer::EightBit),
    carrier("UTF-8 8bit", Some(UTF_8), UTF_8, Transfer::EightBit),
    carrier("UTF-8 quoted-printable", Some(UTF_8), UTF_8, Transfer::QuotedPrintable),
    carrier("UTF-8 base64", Some(UTF_8), UTF_8, Transfer::Base64),
    carrier("ISO-2022-JP", Some(ISO_2022_JP), ISO_2022_JP, Transfer::SevenBit),
    carrier("Shift_JIS base64", Some(SHIFT_JIS), SHIFT_JIS, Transfer::Base64),
    MimeCarrier { is_html: true, ..carrier("HTML", Some(UTF_8), UTF_8, Transfer::QuotedPrintable) },
];

/// Boundary of the parts; no text of ours holds it.
const BOUNDARY: &str = "=_mailcheck_carrier_";

/// The same file with line ends LF, or CR LF.
pub fn with_line_ends(bytes: &[u8], line_end: &[u8]) -> Vec<u8> {
    let mut output = Vec::new();
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        let text = line.strip_suffix(b"\n").map(|line| line.strip_suffix(b"\r").unwrap_or(line));
        output.extend_from_slice(text.unwrap_or(line));
        if text.is_some() {
            output.extend_from_slice(line_end);
        }
    }
    output
}

impl MimeCarrier {
    /// True when the words stay and their layout may not: then the author's text has to be compared first.
    pub const fn is_html(self) -> bool {
        self.is_html
    }

    /// The draft as the bytes of an .eml.
    pub fn carry(self, draft: &Draft) -> Result<Vec<u8>, String> {
        if !draft.nested.is_empty() {
            return Err("a message inside the message has no text of its own here".to_owned());
        }
        let mut head = self.fields(draft)?;
        head.push_str("MIME-Version: 1.0\r\n");
        let body = self.body(draft)?;
        if draft.attachments.is_empty() {
            return Ok([head.as_bytes(), &body].concat());
        }
        let mut bytes = head.into_bytes();
        bytes.extend(format!("Content-Type: multipart/mixed; boundary=\"{BOUNDARY}\"\r\n\r\n").bytes());
        bytes.extend(format!("--{BOUNDARY}\r\n").bytes());
        bytes.extend(body);
        for attachment in &draft.attachments {
            bytes.extend(format!("\r\n--{BOUNDARY}\r\n{}", self.attachment(attachment)?).bytes());
        }
        bytes.extend(format!("\r\n--{BOUNDARY}--\r\n").bytes());
        Ok(bytes)
    }

    fn body(self, draft: &Draft) -> Result<Vec<u8>, String> {
        if !self.is_html && !draft.body.targets.is_empty() {
            return Err("plain text shows no targets of links".to_owned());
        }
        let plain = draft.view.slice(draft.body.span).replace('\n', "\r\n");
        let text = if self.is_html { page(draft)? } else { plain };
        let subtype = if self.is_html { "html" } else { "plain" };
        let bytes = encode(&text, self.charset).ok_or_else(|| self.cannot_hold("the text"))?;
        let (encoding, bytes) = match self.transfer {
            Transfer::SevenBit => ("7bit", bytes),
            Transfer::EightBit => ("8bit", bytes),
            Transfer::QuotedPrintable => ("quoted-printable", quoted_printable(&text).into_bytes()),
            Transfer::Base64 => ("base64", base64_lines(&bytes).into_bytes()),
        };
        let head = format!(
            "Content-Type: text/{subtype}; charset={}\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n",
            self.charset.name()
        );
        Ok([head.as_bytes(), &bytes].concat())
    }

    fn attachment(self, attachment: &Attachment) -> Result<String, String> {
        let Content::Bytes(content) = &attachment.content else {
            return Err("an attachment without content".to_owned());
        };
        let charset = self.header.unwrap_or(UTF_8);
        let filename = match &attachment.filename {
            Some(name) => {
                let filename = parameter("filename", &name.value, charset);
                format!(";\r\n {}", filename.ok_or_else(|| self.cannot_hold("a file name"))?)
            }
            None => String::new(),
        };
        let disposition = if attachment.is_inline { "inline" } else { "attachment" };
        let content_id =
            attachment.content_id.as_ref().map_or_else(String::new, |id| format!("Content-ID: <{id}>\r\n"));
        Ok(format!(
            "Content-Type: {}\r\nContent-Disposition: {disposition}{filename}\r\n{content_id}\
             Content-Transfer-Encoding: base64\r\n\r\n{}",
            attachment.media_type,
            base64_lines(content)
        ))
    }

    /// Every field in file order; a second field of one name is joined to the first, as the draft has them joined.
    fn fields(self, draft: &Draft) -> Result<String, String> {
        let mut text = String::new();
        let mut written: Vec<String> = Vec::new();
        for field in draft.headers.iter().filter(|field| field.is_present) {
            let name = field.name.to_ascii_lowercase();
            // Of these only the class is about the message and not about how it is carried.
            if (name.starts_with("content-") && name != "content-class") || name == "mime-version" {
                continue;
            }
            if name.starts_with("resent-") {
                return Err("Resent fields are not written anew".to_owned());
            }
            let body = match mailboxes(draft, &name) {
                Some(_) if written.contains(&name) => continue,
                Some(groups) if !groups.is_empty() => self.address_list(&groups)?,
                _ => self.unstructured(field)?,
            };
            text.push_str(&format!("{}: {body}\r\n", field.name));
            written.push(name);
        }
        Ok(text)
    }

    fn unstructured(self, field: &HeaderField) -> Result<String, String> {
        match self.header {
            Some(charset) if !field.body.is_ascii() => encoded_words(&field.body, charset)
                .ok_or_else(|| self.cannot_hold(&format!("the {} field", field.name))),
            _ => Ok(field.body.clone()),
        }
    }

    fn address_list(self, groups: &[(Option<&str>, Vec<&Mailbox>)]) -> Result<String, String> {
        let mut parts = Vec::new();
        for (group, mailboxes) in groups {
            let mailboxes = mailboxes.iter().map(|mailbox| self.mailbox(mailbox)).collect::<Result<Vec<_>, _>>()?;
            let list = mailboxes.join(",\r\n ");
            parts.push(match group {
                Some(group) => format!("{}: {list};", self.phrase(group)?),
                None => list,
            });
        }
        Ok(parts.join(",\r\n "))
    }

    fn mailbox(self, mailbox: &Mailbox) -> Result<String, String> {
        let name = mailbox.display_name.as_ref().map(|name| self.phrase(&name.value)).transpose()?;
        let address = match &mailbox.address.value {
            Address::Ok(addr_spec) => addr_spec.to_string(),
            Address::Malformed { text, .. } | Address::Placeholder(text) => text.clone(),
            Address::NameOnly => return name.ok_or_else(|| "a mailbox without anything".to_owned()),
            Address::Unresolved => return Err("a name of an Exchange directory".to_owned()),
        };
        if self.header.is_some() && !address.is_ascii() {
            return Err("an address that is not ASCII cannot stand in an encoded-word".to_owned());
        }
        Ok(name.map_or_else(|| address.clone(), |name| format!("{name} <{address}>")))
    }

    /// A display name: as it is, in quotes, or as encoded-words.
    fn phrase(self, name: &str) -> Result<String, String> {
        match self.header {
            Some(charset) if !name.is_ascii() => {
                encoded_words(name, charset).ok_or_else(|| self.cannot_hold("a display name"))
            }
            _ if name.chars().all(|character| character.is_alphanumeric() || character == ' ') => Ok(name.to_owned()),
            _ => Ok(format!("\"{}\"", name.replace('\\', "\\\\").replace('"', "\\\""))),
        }
    }

    fn cannot_hold(self, what: &str) -> String {
        let charset = if what == "the text" { self.charset } else { self.header.unwrap_or(UTF_8) };
        format!("{} has no room for every character of {what}", charset.name())
    }
}

/// The mailboxes of an address field, members of one group together; `None` for another field.
fn mailboxes<'a>(draft: &'a Draft, name: &str) -> Option<Vec<(Option<&'a str>, Vec<&'a Mailbox>)>> {
    let plain = |mailboxes: Vec<&'a Mailbox>| mailboxes.into_iter().map(|mailbox| (None, vec![mailbox])).collect();
    match name {
        "from" => Some(plain(draft.from.iter().collect())),
        "sender" => Some(plain(draft.sender.iter().collect())),
        "reply-to" => Some(plain(draft.reply_to.iter().collect())),
        "to" | "cc" | "bcc" => {
            let recipients = draft.recipients.iter().filter(|recipient| recipient.field.name() == name);
            Some(recipients.fold(
                Vec::new(),
                |mut groups: Vec<(Option<&str>, Vec<&Mailbox>)>, recipient: &Recipient| {
                    match groups.last_mut() {
                        Some((group, members)) if group.is_some() && *group == recipient.group.as_deref() => {
                            members.push(&recipient.mailbox);
                        }
                        _ => groups.push((recipient.group.as_deref(), vec![&recipient.mailbox])),
                    }
                    groups
                },
            ))
        }
        _ => None,
    }
}
