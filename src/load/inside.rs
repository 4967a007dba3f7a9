//! Texts and messages that lie in attachments, read by the means with which drafts are read.
//! Knows no attachment and no budget but the limits of loading: who looks into files hands in bytes and takes text.

use super::charset::{self, Charset};
use super::mapi::compound;
use super::rtf::{self, RtfBody};
use super::{Limits, html, messages};
use crate::draft::{Content, Draft};
use std::borrow::Cow;
use std::sync::Arc;

/// How much of a text without label is looked at to tell its charset.
const SAMPLE_BYTES: usize = 256 * 1024;
/// Below this size a wrong guess from a part is put right by a guess from the whole.
const GUESS_BYTES: usize = 4 * 1024 * 1024;
/// Text of a file of many messages beyond which no further one is read; whoever asks has a smaller limit.
const TEXT_BYTES: usize = 16 * 1024 * 1024;

/// The streams of a compound file, each with the names that lead to it; `None` when it is none, or damaged.
#[must_use]
pub fn compound_streams(bytes: &[u8], limits: &Limits) -> Option<Vec<(Vec<String>, Vec<u8>)>> {
    compound::open(bytes, limits).ok().map(|mut file| file.streams())
}

/// Text in whatever charset it is: a byte order mark, the label, else a guess. Bytes that mean nothing become U+FFFD.
#[must_use]
pub fn text<'a>(bytes: &'a [u8], label: Option<&str>) -> Cow<'a, str> {
    if let Some(rest) = bytes.strip_prefix(b"\xEF\xBB\xBF") {
        return String::from_utf8_lossy(rest);
    }
    if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) || is_utf_16(bytes) {
        let mut text = charset::decode(bytes, Some("utf-16")).0;
        if text.starts_with('\u{FEFF}') {
            text.remove(0);
        }
        return Cow::Owned(text);
    }
    if label.is_some_and(|label| Charset::from_label(label).is_some()) {
        return Cow::Owned(charset::decode(bytes, label).0);
    }
    let Some(first) = bytes.iter().position(|byte| *byte >= 0x80 || *byte == 0x1B) else {
        return String::from_utf8_lossy(bytes);
    };
    if let Ok(text) = std::str::from_utf8(bytes)
        && !bytes.contains(&0x1B)
    {
        return Cow::Borrowed(text);
    }
    let (text, is_damaged) = charset::guess(sample(bytes, first)).decode(bytes);
    if is_damaged && bytes.len() <= GUESS_BYTES {
        return Cow::Owned(charset::decode(bytes, None).0);
    }
    Cow::Owned(text)
}

/// Whole lines around the first byte that is not ASCII.
fn sample(bytes: &[u8], first: usize) -> &[u8] {
    let start = bytes[..first].iter().rposition(|byte| *byte == b'\n').map_or(0, |newline| newline + 1);
    let rest = &bytes[start.max(first.saturating_sub(SAMPLE_BYTES))..];
    if rest.len() <= SAMPLE_BYTES {
        return rest;
    }
    let rest = &rest[..SAMPLE_BYTES];
    rest.iter().rposition(|byte| *byte == b'\n').map_or(rest, |newline| &rest[..newline])
}

/// UTF-16 without a mark: every second byte of ASCII is zero.
fn is_utf_16(bytes: &[u8]) -> bool {
    let (pairs, _) = bytes[..bytes.len().min(4096)].as_chunks::<2>();
    let halves = pairs.iter().filter(|[first, second]| (*first == 0) != (*second == 0)).count();
    pairs.len() >= 4 && halves * 3 > pairs.len() && !bytes.is_empty()
}

/// What a reader of this HTML sees, cells of a row parted by tabs; and what is in it that nobody sees.
#[must_use]
pub fn html_text(html: &str, limits: &Limits) -> (String, String) {
    let page = html::read(html, limits.html_depth);
    let mut text = String::with_capacity(html.len() / 2);
    for line in &page.lines {
        text.push_str(&line.text);
        text.push('\n');
    }
    (text, page.unseen)
}

/// The text of RTF, compressed as in a mailbox (MS-OXRTFCP) or not; empty for what is none.
#[must_use]
pub fn rtf_text(bytes: &[u8], limits: &Limits) -> String {
    let is_plain = bytes.starts_with(b"{\\rtf");
    let decompressed = if is_plain { None } else { rtf::decompress(bytes, limits.body_bytes) };
    match rtf::de_encapsulate(decompressed.as_deref().unwrap_or(bytes)) {
        Some(RtfBody::Html(html)) => html_text(&html, limits).0,
        Some(RtfBody::Text(text)) => text,
        None => String::new(),
    }
}

/// What a file that holds messages shows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct MessageText {
    /// The views of all messages, also of those inside others.
    pub text: String,
    /// Names and contents of all attachments that are no messages.
    pub attachments: Vec<(Option<String>, Arc<[u8]>)>,
    /// Something of it could not be read.
    pub is_damaged: bool,
}

/// Reads an .eml, .msg or mbox; `None` when it is none of them.
#[must_use]
pub fn message(bytes: &[u8], limits: &Limits, code_page: u16) -> Option<MessageText> {
    let mut read = MessageText::default();
    for loaded in messages(bytes, limits, code_page).ok()? {
        add(&mut read, &loaded.draft);
        if read.text.len() > TEXT_BYTES {
            break;
        }
    }
    Some(read)
}

/// Messages inside messages end at the limit of loading.
fn add(read: &mut MessageText, draft: &Draft) {
    read.is_damaged |= draft.defects.iter().any(|defect| defect.kind.is_loss());
    read.text.push_str(draft.view.text());
    if !read.text.ends_with('\n') {
        read.text.push('\n');
    }
    for attachment in &draft.attachments {
        if let Content::Bytes(bytes) = &attachment.content {
            let name = attachment.filename.as_ref().map(|filename| filename.value.clone());
            read.attachments.push((name, Arc::clone(bytes)));
        }
    }
    draft.nested.iter().for_each(|nested| add(read, nested));
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail loudly")]
mod tests {
    use super::*;

    #[test]
    fn text_is_read_in_the_charsets_of_japanese_offices() {
        for (bytes, label) in [
            ("氏名,電話\n見本,1".as_bytes(), None),
            (b"\xEF\xBB\xBF\xE6\xB0\x8F\xE5\x90\x8D,\xE9\x9B\xBB\xE8\xA9\xB1\n\xE8\xA6\x8B\xE6\x9C\xAC,1", None),
            (b"\x8e\x81\x96\xbc,\x93\x64\x98\x62\n\x8c\xa9\x96\x7b,1", None),
            (b"\xbb\xe1\xcc\xbe,\xc5\xc5\xcf\xc3\n\xb8\xab\xcb\xdc,1", None),
            (b"\x1b$B;aL>\x1b(B,\x1b$BEEOC\x1b(B\n\x1b$B8+K\\\x1b(B,1", None),
            (b"\xFF\xFE\x0f\x6c\x0d\x54,\0\xfb\x96\x71\x8a\n\0\x8b\x89\x2c\x67,\x001\0", None),
            (b"\x8e\x81\x96\xbc,\x93\x64\x98\x62\n\x8c\xa9\x96\x7b,1", Some("shift_jis")),
        ] {
            assert_eq!(text(bytes, label), "氏名,電話\n見本,1", "{bytes:?}");
        }
    }

    #[test]
    fn utf_16_without_a_mark_is_told_by_its_zeros() {
        assert_eq!(text(b"n\0a\0m\0e\0,\0p\0", None), "name,p");
    }

    #[test]
    fn a_large_text_is_told_by_a_part_of_it() {
        let mut bytes = b"no,name\n".repeat(100_000);
        bytes.extend(b"1,\x8c\xa9\x96\x7b\n".repeat(100_000));
        assert!(text(&bytes, None).ends_with("1,見本\n"));
    }

    #[test]
    fn html_shows_its_cells_and_tells_what_is_hidden() {
        let html = "<table><tr><td>見本<td>090</tr></table><p style='display:none'>極秘</p>";
        assert_eq!(html_text(html, &Limits::default()), ("見本\t090\n".to_owned(), "極秘\n".to_owned()));
    }

    #[test]
    fn rtf_gives_its_text() {
        assert_eq!(rtf_text(br"{\rtf1\ansi\ansicpg932 \'8c\'a9\'96\'7b\par a}", &Limits::default()), "見本\na");
        assert_eq!(rtf_text(b"no rtf", &Limits::default()), "");
    }

    #[test]
    fn a_message_shows_its_view_and_the_files_of_messages_inside() {
        let eml = b"To: a@x.example\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nHi\n--b\n\
            Content-Type: message/rfc822\n\nTo: b@x.example\nContent-Type: text/csv; name=l.csv\n\
            Content-Disposition: attachment\n\n1,2\n--b--\n";
        let read = message(eml, &Limits::default(), 932).unwrap();
        assert!(read.text.contains("a@x.example") && read.text.contains("b@x.example"), "{}", read.text);
        assert_eq!(read.attachments.len(), 1);
        assert_eq!(read.attachments[0].0.as_deref(), Some("l.csv"));
        assert_eq!(message(b"\x89PNG", &Limits::default(), 932), None);
    }
}
