//! Bytes of a file -> the messages in it, told apart by content and never by name.

use super::foreign::ForeignFile;
use super::limits::Limits;
use super::msg::MsgError;
use super::{eml, mbox, msg, scan, write};
use crate::draft::Draft;
use std::ops::Range;

/// A file format that holds drafts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// One Internet message (RFC 5322).
    Eml,
    /// Several, each after a `From ` line (RFC 4155).
    Mbox,
    /// A message as Apple Mail keeps it: its length, the message, a property list.
    Emlx,
    /// An Outlook item (MS-OXMSG).
    Msg,
    /// An Outlook template.
    Oft,
}

impl Format {
    /// The word in reports.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Format::Eml => "eml",
            Format::Mbox => "mbox",
            Format::Emlx => "emlx",
            Format::Msg => "msg",
            Format::Oft => "oft",
        }
    }
}

/// One message of a file.
#[derive(Debug, Clone)]
pub struct Loaded {
    /// What the file is.
    pub format: Format,
    /// Number in the file, from 1.
    pub message: u32,
    /// Byte of the file at which the message begins: origins in the view count from there.
    pub start: usize,
    /// One past its last byte.
    pub end: usize,
    /// The message.
    pub draft: Draft,
    /// Thrown away by its author; the folder of an mbox keeps it until it is compacted (X-Mozilla-Status 0x8).
    pub is_deleted: bool,
}

/// A file that holds no draft we can read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LoadError {
    /// Nothing in it, or white space only.
    #[error("the file is empty")]
    Empty,
    /// Larger than `Limits::file_bytes`.
    #[error("the file has {size_bytes} bytes, more than {limit_bytes}")]
    TooLarge {
        /// Its size.
        size_bytes: u64,
        /// The limit.
        limit_bytes: u64,
    },
    /// Neither header fields at its top nor a compound file.
    #[error("the file is no e-mail message")]
    NotAMessage,
    /// A file of another kind, which a mail program may have saved instead.
    #[error("this is {}, no e-mail message", .0.name())]
    Foreign(ForeignFile),
    /// A compound file that is no Outlook item or is damaged.
    #[error(transparent)]
    Msg(#[from] MsgError),
}

impl LoadError {
    /// A word for programs.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            LoadError::Empty => "empty-file",
            LoadError::TooLarge { .. } => "too-large",
            LoadError::NotAMessage => "not-a-message",
            LoadError::Foreign(file) => file.code(),
            LoadError::Msg(error) => error.code(),
        }
    }
}

/// Reads every message of a file. `code_page` is for strings of old .msg files that do not say theirs.
///
/// # Errors
/// The file is empty, too large, or nothing that holds a message.
pub fn load(bytes: &[u8], limits: &Limits, code_page: u16) -> Result<Vec<Loaded>, LoadError> {
    Ok(messages(bytes, limits, code_page)?.into_iter().collect())
}

/// The messages of a file one by one, as [`load`] reads them: an mbox of 200 MB may hold millions.
///
/// # Errors
/// As [`load`].
pub fn messages<'a>(bytes: &'a [u8], limits: &'a Limits, code_page: u16) -> Result<Messages<'a>, LoadError> {
    let size_bytes = bytes.len() as u64;
    if size_bytes > limits.file_bytes {
        return Err(LoadError::TooLarge { size_bytes, limit_bytes: limits.file_bytes });
    }
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(LoadError::Empty);
    }
    let one = |format, range: Range<usize>, parts| {
        let Range { start, end } = range;
        let mut draft = write::write(parts);
        if matches!(format, Format::Eml | Format::Emlx) {
            draft.file_bytes = transported_bytes(&bytes[start..end]);
        }
        let is_deleted = format == Format::Eml && mbox::begins_with_from_line(bytes) && is_expunged(&draft);
        Messages::One(Box::new(Loaded { format, message: 1, start, end, draft, is_deleted }))
    };
    if msg::looks_like_compound_file(bytes) {
        let parts = msg::parse(bytes, limits, code_page)?;
        let format = if parts.is_template { Format::Oft } else { Format::Msg };
        return Ok(one(format, 0..bytes.len(), parts));
    }
    if let Some(file) = ForeignFile::of(bytes) {
        return Err(LoadError::Foreign(file));
    }
    if let Some(message) = emlx_message(bytes) {
        return Ok(one(Format::Emlx, message.clone(), eml::parse(&bytes[message], limits)));
    }
    let ranges = mbox::split(bytes);
    if ranges.clone().nth(1).is_some() {
        return Ok(Messages::Mbox(Mbox { bytes, limits, ranges: ranges.zip(1..) }));
    }
    if !eml::looks_like_message(bytes) {
        return Err(LoadError::NotAMessage);
    }
    Ok(one(Format::Eml, 0..bytes.len(), eml::parse(bytes, limits)))
}

/// Reads the message that was cut out of an mbox, `start` bytes from the top of the file and the `message`th in it.
#[must_use]
pub fn message_of_mbox(bytes: &[u8], message: u32, start: usize, limits: &Limits) -> Loaded {
    let mut draft = write::write(eml::parse(bytes, limits));
    draft.file_bytes = transported_bytes(bytes);
    let is_deleted = is_expunged(&draft);
    Loaded { format: Format::Mbox, message, start, end: start.saturating_add(bytes.len()), draft, is_deleted }
}

/// What a file holds.
#[derive(Debug)]
pub enum Messages<'a> {
    /// One message.
    One(Box<Loaded>),
    /// Several, each read when asked for.
    Mbox(Mbox<'a>),
}

/// The messages of an mbox, each read when asked for.
#[derive(Debug)]
pub struct Mbox<'a> {
    bytes: &'a [u8],
    limits: &'a Limits,
    ranges: std::iter::Zip<mbox::Ranges<'a>, std::ops::RangeFrom<u32>>,
}

impl<'a> IntoIterator for Messages<'a> {
    type Item = Loaded;
    type IntoIter = Box<dyn Iterator<Item = Loaded> + 'a>;

    fn into_iter(self) -> Self::IntoIter {
        match self {
            Messages::One(loaded) => Box::new(std::iter::once(*loaded)),
            Messages::Mbox(mbox) => Box::new(mbox),
        }
    }
}

impl Iterator for Mbox<'_> {
    type Item = Loaded;

    fn next(&mut self) -> Option<Loaded> {
        let (range, message) = self.ranges.next()?;
        Some(message_of_mbox(&self.bytes[range.clone()], message, range.start, self.limits))
    }
}

/// Bytes of a text whose line ends are CR LF on the way, whatever they are in the file.
pub(super) fn transported_bytes(bytes: &[u8]) -> u64 {
    let line_feeds = scan::count(bytes, b'\n');
    let after_returns = match scan::find_byte(bytes, b'\r') {
        Some(first) => bytes[first..].windows(2).filter(|pair| *pair == b"\r\n").count(),
        None => 0,
    };
    (bytes.len() + line_feeds - after_returns) as u64
}

/// Deleted from a folder of Thunderbird that has not been compacted since (nsMsgMessageFlags::Expunged).
fn is_expunged(draft: &Draft) -> bool {
    const EXPUNGED: u32 = 0x8;
    let status = draft.headers.iter().find(|field| field.name.eq_ignore_ascii_case("X-Mozilla-Status"));
    let flags = status.and_then(|field| u32::from_str_radix(field.body.trim(), 16).ok());
    flags.is_some_and(|flags| flags & EXPUNGED != 0)
}

/// The message in an .emlx: its first line is the number of bytes that follow, behind them stands a property list.
fn emlx_message(bytes: &[u8]) -> Option<Range<usize>> {
    let end = bytes.iter().take(EMLX_LENGTH_BYTES).position(|byte| *byte == b'\n')?;
    let length: usize = std::str::from_utf8(&bytes[..end]).ok()?.trim().parse().ok()?;
    let message = end + 1..end.checked_add(1)?.checked_add(length)?.min(bytes.len());
    eml::looks_like_message(&bytes[message.clone()]).then_some(message)
}

/// The line with the length: Apple Mail pads it with blanks.
const EMLX_LENGTH_BYTES: usize = 32;

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail loudly")]
mod tests {
    use super::*;

    fn loaded(bytes: &[u8]) -> Vec<Loaded> {
        load(bytes, &Limits::default(), 932).unwrap()
    }

    #[test]
    fn an_emlx_is_its_message_without_the_property_list() {
        let bytes = b"27        \nTo: a@x.example\n\nHi there!\n<?xml version=\"1.0\"?><plist/>\n";
        let found = loaded(bytes);
        assert_eq!((found.len(), found[0].format, found[0].start), (1, Format::Emlx, 11));
        assert!(found[0].draft.view.text().ends_with("Hi there!\n"), "{}", found[0].draft.view.text());
    }

    #[test]
    fn a_file_is_told_by_its_content() {
        assert_eq!(loaded(b"To: a@x.example\n\nHi\n")[0].format, Format::Eml);
        assert!(matches!(load(b"%PDF-1.7\n", &Limits::default(), 932), Err(LoadError::NotAMessage)));
        assert!(matches!(load(b" \n", &Limits::default(), 932), Err(LoadError::Empty)));
    }

    #[test]
    fn a_draft_deleted_in_thunderbird_is_told_when_it_stands_in_a_folder() {
        let draft = "X-Mozilla-Status: 0009\nX-Mozilla-Status2: 00000000\nTo: a@x.example\n\nHi\n";
        let kept = "X-Mozilla-Status: 0001\nTo: a@x.example\n\nHi\n";
        let folder = format!("From - Mon Apr  6 09:00:00 2026\n{draft}\nFrom - Mon Apr  6 09:01:00 2026\n{kept}");
        let found: Vec<_> = loaded(folder.as_bytes()).into_iter().map(|loaded| loaded.is_deleted).collect();
        assert_eq!(found, [true, false]);
        assert!(loaded(format!("From - Mon Apr  6 09:00:00 2026\n{draft}").as_bytes())[0].is_deleted);
        // Given by itself, somebody wants it checked.
        assert!(!loaded(draft.as_bytes())[0].is_deleted);
    }

    #[test]
    fn a_part_that_apple_mail_keeps_elsewhere_is_told() {
        let message = "To: a@x.example\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nHi\n--b\n\
            Content-Type: application/pdf; name=a.pdf\nX-Apple-Content-Length: 4711\n\n--b--\n";
        let found = loaded(format!("{}\n{message}<plist/>\n", message.len()).as_bytes());
        let draft = &found[0].draft;
        assert_eq!(draft.attachments[0].content, crate::draft::Content::Absent);
        assert_eq!(draft.defects[0].kind, crate::draft::DefectKind::UnreadableAttachment);
    }

    #[test]
    fn a_file_over_the_limit_is_not_read() {
        let limits = Limits { file_bytes: 4, ..Limits::default() };
        assert!(matches!(load(b"To: a@x.example\n\n", &limits, 932), Err(LoadError::TooLarge { .. })));
    }
}
