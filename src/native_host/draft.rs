//! What an add-on of Thunderbird knows of a draft (its `ComposeDetails`, and the attachments) -> the message as it would leave,
//! as bytes. Written for a check, not for sending: names and texts are all in UTF-8, Bcc is in it.

use super::pictures::{content_id, taken_out};
use crate::send::compose::{base64, encoded_text, mailbox};
use serde::Deserialize;
use std::borrow::Cow;
use std::fmt::Write;
use thiserror::Error;

const LINE_END: &str = "\r\n";
/// Between the parts: `=_` stands in no line of base64.
const BOUNDARY: &str = "=_mailcheck";
/// Between a page and its pictures.
const PAGE_BOUNDARY: &str = "=_page";
/// Signs of base64 in one line (RFC 2045 6.8).
const BASE64_COLUMNS: usize = 76;
/// What is answered stands nowhere; that it is an answer matters.
const UNKNOWN_MESSAGE_ID: &str = "unknown@mailcheck.invalid";

/// One request.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Request<'a> {
    /// Of the mail program, such as `ja` or `en-US`.
    pub locale: Option<String>,
    /// What is in the window.
    pub details: Details,
    /// Its attachments, in their order.
    #[serde(borrow)]
    pub attachments: Vec<File<'a>>,
    /// Message-ID of the message that is answered.
    pub in_reply_to: Option<String>,
}

/// `compose.ComposeDetails` of Thunderbird; mailboxes as texts, those of the address book looked up.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Details {
    from: Option<Mailboxes>,
    to: Option<Mailboxes>,
    cc: Option<Mailboxes>,
    bcc: Option<Mailboxes>,
    reply_to: Option<Mailboxes>,
    newsgroups: Option<Mailboxes>,
    subject: Option<String>,
    #[serde(default)]
    is_plain_text: bool,
    body: Option<String>,
    plain_text_body: Option<String>,
    #[serde(default)]
    custom_headers: Vec<CustomHeader>,
    /// `new`, `reply`, `forward`, `redirect` or `draft`.
    #[serde(rename = "type")]
    course: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Mailboxes {
    One(String),
    Many(Vec<String>),
}

#[derive(Debug, Deserialize)]
struct CustomHeader {
    name: String,
    value: String,
}

/// An attachment.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct File<'a> {
    name: String,
    content_type: Option<String>,
    /// Its bytes.
    #[serde(borrow)]
    base64: Cow<'a, str>,
}

/// What cannot be made a message.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum DraftError {
    /// The bytes of the attachment of that name are no base64.
    #[error("{0}")]
    NotBase64(String),
    /// There is neither a `body` nor a `plainTextBody`.
    #[error("body")]
    NoBody,
}

impl Request<'_> {
    /// The message.
    ///
    /// # Errors
    /// What is asked about is not whole.
    pub fn message(&self) -> Result<Vec<u8>, DraftError> {
        let mut message = self.details.header();
        if let Some(answered) = self.answered() {
            message += &format!("In-Reply-To: <{answered}>{LINE_END}");
        }
        message += &format!("MIME-Version: 1.0{LINE_END}");
        let text = self.details.text()?;
        if self.attachments.is_empty() {
            message += &text;
            return Ok(message.into_bytes());
        }
        message += &format!("Content-Type: multipart/mixed; boundary=\"{BOUNDARY}\"{LINE_END}{LINE_END}");
        message += &format!("--{BOUNDARY}{LINE_END}{text}");
        for file in &self.attachments {
            message += &format!("--{BOUNDARY}{LINE_END}");
            file.write(&mut message)?;
        }
        message += &format!("--{BOUNDARY}--{LINE_END}");
        Ok(message.into_bytes())
    }

    /// The Message-ID of what is answered, without its brackets.
    fn answered(&self) -> Option<String> {
        let named = self.in_reply_to.as_deref().map(|id| id.trim().trim_matches(['<', '>']));
        let named = named.filter(|id| !id.is_empty() && id.chars().all(|sign| sign.is_ascii_graphic()));
        let is_reply = self.details.course.as_deref() == Some("reply");
        named.map(str::to_owned).or_else(|| is_reply.then(|| UNKNOWN_MESSAGE_ID.to_owned()))
    }
}

impl Details {
    fn header(&self) -> String {
        let mut header = String::new();
        let fields = [
            ("From", &self.from),
            ("Reply-To", &self.reply_to),
            ("To", &self.to),
            ("Cc", &self.cc),
            ("Bcc", &self.bcc),
            ("Newsgroups", &self.newsgroups),
        ];
        for (name, mailboxes) in fields {
            let mailboxes: Vec<String> = match mailboxes {
                Some(Mailboxes::One(one)) => vec![written(one)],
                Some(Mailboxes::Many(many)) => many.iter().map(|one| written(one)).collect(),
                None => Vec::new(),
            };
            let mailboxes: Vec<String> = mailboxes.into_iter().filter(|mailbox| !mailbox.is_empty()).collect();
            if !mailboxes.is_empty() {
                header += &format!("{name}: {}{LINE_END}", mailboxes.join(&format!(",{LINE_END} ")));
            }
        }
        if let Some(subject) = &self.subject {
            header += &format!("Subject: {}{LINE_END}", encoded_text(subject, LINE_END));
        }
        for CustomHeader { name, value } in &self.custom_headers {
            let is_name = !name.is_empty() && name.chars().all(|sign| sign.is_ascii_graphic() && sign != ':');
            let lower = name.to_ascii_lowercase();
            // Those of the body are ours.
            if is_name && !lower.starts_with("content-") && lower != "mime-version" {
                header += &format!("{name}: {}{LINE_END}", encoded_text(value, LINE_END));
            }
        }
        header
    }

    /// The part that is read, with the header fields of its own.
    fn text(&self) -> Result<String, DraftError> {
        let (subtype, text) = match (self.is_plain_text, &self.plain_text_body, &self.body) {
            (true, Some(text), _) | (_, Some(text), None) => ("plain", text),
            (_, _, Some(text)) => ("html", text),
            (_, None, None) => return Err(DraftError::NoBody),
        };
        if subtype == "plain" {
            return Ok(text_part(subtype, text));
        }
        let (page, pictures) = taken_out(text);
        if pictures.is_empty() {
            return Ok(text_part(subtype, &page));
        }
        let boundary = format!("boundary=\"{PAGE_BOUNDARY}\"");
        let mut related = format!("Content-Type: multipart/related; {boundary}{LINE_END}{LINE_END}");
        related += &format!("--{PAGE_BOUNDARY}{LINE_END}{}", text_part(subtype, &page));
        for (picture, number) in pictures.iter().zip(1..) {
            let name = picture.name.as_deref().map(percent_encoded);
            let name = name.map(|name| format!("; filename*=UTF-8''{name}")).unwrap_or_default();
            related += &format!(
                "--{PAGE_BOUNDARY}{LINE_END}Content-Type: {}{LINE_END}Content-ID: <{}>{LINE_END}\
                 Content-Disposition: inline{name}{LINE_END}Content-Transfer-Encoding: base64{LINE_END}{LINE_END}",
                picture.media_type,
                content_id(number)
            );
            wrap(picture.base64, &mut related);
        }
        related += &format!("--{PAGE_BOUNDARY}--{LINE_END}");
        Ok(related)
    }
}

/// Text with the header fields of its part.
fn text_part(subtype: &str, text: &str) -> String {
    let mut part = format!(
        "Content-Type: text/{subtype}; charset=utf-8{LINE_END}Content-Transfer-Encoding: base64{LINE_END}{LINE_END}"
    );
    wrap(&base64(text.as_bytes()), &mut part);
    part
}

/// A mailbox as Thunderbird shows it, with its name in encoded-words. What is more than one name and one address is left as
/// it is: nothing of it may vanish within a name.
fn written(shown: &str) -> String {
    let shown = shown.replace(char::is_control, " ");
    let shown = shown.trim();
    let Some((name, address)) = shown.strip_suffix('>').and_then(|shown| shown.rsplit_once('<')) else {
        return shown.to_owned();
    };
    let name = name.trim();
    let quoted = name.strip_prefix('"').and_then(|name| name.strip_suffix('"')).map(unescaped);
    match quoted {
        Some(Some(name)) => mailbox(Some(&name), address, LINE_END),
        _ if name.contains(['<', '>', '"', ',', ';', ':', '@']) => shown.to_owned(),
        _ => mailbox(Some(name), address, LINE_END),
    }
}

/// The inside of a quoted-string (RFC 5322 3.2.4); `None` when the quotes around it are not of one string.
fn unescaped(inside: &str) -> Option<String> {
    let mut text = String::new();
    let mut signs = inside.chars();
    while let Some(sign) = signs.next() {
        match sign {
            '\\' => text.push(signs.next()?),
            '"' => return None,
            _ => text.push(sign),
        }
    }
    Some(text)
}

impl File<'_> {
    fn write(&self, message: &mut String) -> Result<(), DraftError> {
        let signs = self.base64.trim_end_matches('=');
        let is_base64 = signs.bytes().all(|sign| sign.is_ascii_alphanumeric() || matches!(sign, b'+' | b'/'));
        if !is_base64 || !self.base64.len().is_multiple_of(4) || self.base64.len() - signs.len() > 2 {
            return Err(DraftError::NotBase64(self.name.clone()));
        }
        let name = percent_encoded(&self.name);
        *message += &format!(
            "Content-Type: {}{LINE_END}Content-Disposition: attachment; filename*=UTF-8''{name}{LINE_END}\
             Content-Transfer-Encoding: base64{LINE_END}{LINE_END}",
            self.media_type()
        );
        wrap(&self.base64, message);
        Ok(())
    }

    /// A type and a subtype. Of messages and of what has parts nothing may be encoded (RFC 2045 6.4): they are told by their
    /// content.
    fn media_type(&self) -> &str {
        let named = self.content_type.as_deref().and_then(|named| named.split(';').next()).map_or("", str::trim);
        let is_word = |word: &str| {
            !word.is_empty() && word.chars().all(|sign| sign.is_ascii_alphanumeric() || "!#$&^_.+-".contains(sign))
        };
        match named.split_once('/') {
            Some((kind, subtype)) if is_word(kind) && is_word(subtype) => {
                let is_whole = ["message", "multipart"].iter().any(|whole| kind.eq_ignore_ascii_case(whole));
                if is_whole { "application/octet-stream" } else { named }
            }
            _ => "application/octet-stream",
        }
    }
}

/// As in a parameter of RFC 2231.
fn percent_encoded(text: &str) -> String {
    let mut encoded = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            // Writing to a String cannot fail.
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}

/// Base64 in lines.
fn wrap(signs: &str, message: &mut String) {
    let mut rest = signs;
    while !rest.is_empty() {
        let (line, further) = rest.split_at(rest.len().min(BASE64_COLUMNS));
        *message += line;
        *message += LINE_END;
        rest = further;
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail loudly")]
mod tests {
    use super::*;

    fn message(details: &str, attachments: &str) -> Result<String, DraftError> {
        let request = format!("{{\"details\":{details},\"attachments\":{attachments}}}");
        let request: Request<'_> = serde_json::from_str(&request).unwrap();
        request.message().map(|message| String::from_utf8(message).unwrap())
    }

    #[test]
    fn pictures_in_the_page_are_parts() {
        let written = message(r#"{"body":"<img src=\"data:image/gif;filename=a.gif;base64,R0lG\">"}"#, "[]").unwrap();
        assert!(written.contains("Content-Type: multipart/related; boundary=\"=_page\""), "{written}");
        assert!(written.contains("filename*=UTF-8''a.gif\r\n") && written.contains("\r\n\r\nR0lG\r\n"), "{written}");
        assert!(!written.contains("data:"));
    }

    #[test]
    fn every_field_of_the_window_is_in_the_message() {
        let details = r#"{"from":"山田 <y@city.example>","to":["Bob <b@x.example>","c@x.example"],"cc":[],"bcc":"d@x.example",
            "replyTo":["desk@city.example"],"subject":"会議","isPlainText":true,"body":"<p>no</p>","plainTextBody":"Text.\n",
            "customHeaders":[{"name":"X-Label","value":"a\nTo: e@x.example"},{"name":"Content-Type","value":"x/y"}],
            "type":"reply","isModified":true,"priority":"normal"}"#;
        let expected = "From: =?UTF-8?B?5bGx55Sw?=\r\n <y@city.example>\r\nReply-To: desk@city.example\r\n\
            To: Bob <b@x.example>,\r\n c@x.example\r\nBcc: d@x.example\r\nSubject: =?UTF-8?B?5Lya6K2w?=\r\n\
            X-Label: a To: e@x.example\r\nIn-Reply-To: <unknown@mailcheck.invalid>\r\nMIME-Version: 1.0\r\n\
            Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\nVGV4dC4K\r\n";
        assert_eq!(message(details, "[]").unwrap(), expected);
    }

    #[test]
    fn no_address_vanishes_within_a_name() {
        for (shown, expected) in [
            ("\"Bell, Ann\" <a@x.example>", "\"Bell, Ann\" <a@x.example>"),
            ("\"b@x.example\" <a@x.example>", "\"b@x.example\" <a@x.example>"),
            ("A <a@x.example>, B <b@x.example>", "A <a@x.example>, B <b@x.example>"),
            ("\"A\" <a@x.example>, \"B\" <b@x.example>", "\"A\" <a@x.example>, \"B\" <b@x.example>"),
            ("a@x.example, b@x.example", "a@x.example, b@x.example"),
            ("a@x.example\r\nBcc: b@x.example", "a@x.example  Bcc: b@x.example"),
            ("<a@x.example>", "a@x.example"),
        ] {
            assert_eq!(written(shown), expected, "{shown}");
        }
    }

    #[test]
    fn attachments_follow_the_text() {
        let file = |content_type: &str, base64: &str| {
            format!("[{{\"name\":\"名簿 1.xlsx\",\"contentType\":\"{content_type}\",\"base64\":\"{base64}\"}}]")
        };
        let message = |files: &str| message("{\"body\":\"<p>Text</p>\"}", files);
        let written = message(&file("text/csv; charset=x", "Zm9v")).unwrap();
        assert!(
            written.contains("boundary=\"=_mailcheck\"\r\n\r\n--=_mailcheck\r\nContent-Type: text/html;"),
            "{written}"
        );
        let part = "--=_mailcheck\r\nContent-Type: text/csv\r\nContent-Disposition: attachment; \
            filename*=UTF-8''%E5%90%8D%E7%B0%BF%201.xlsx\r\nContent-Transfer-Encoding: base64\r\n\r\nZm9v\r\n--=_mailcheck--\r\n";
        assert!(written.ends_with(part), "{written}");
        for opaque in ["message/rfc822", "", "a/b\\r\\nX: y"] {
            assert!(message(&file(opaque, "Zg==")).unwrap().contains("Content-Type: application/octet-stream\r\n"));
        }
        for broken in ["Zg=", "Z===", "Zm9v\\n", "--=_mailcheck--", "Zm=v"] {
            assert!(matches!(message(&file("", broken)), Err(DraftError::NotBase64(_))), "{broken}");
        }
        assert!(message(&file("", &"Zm9v".repeat(60))).unwrap().lines().all(|line| line.len() <= 78));
    }

    #[test]
    fn a_draft_without_a_text_is_none() {
        assert_eq!(message("{\"to\":[\"a@x.example\"]}", "[]"), Err(DraftError::NoBody));
        assert!(message("{\"body\":\"\"}", "[]").unwrap().ends_with("\r\n\r\n"));
    }

    #[test]
    fn an_entry_of_the_address_book_must_be_looked_up_before() {
        let request = r#"{"details":{"to":[{"id":"1","type":"mailingList"}],"body":""},"attachments":[]}"#;
        assert!(serde_json::from_str::<Request<'_>>(request).is_err());
    }
}
