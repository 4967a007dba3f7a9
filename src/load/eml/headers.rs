//! The header section of a message or part: fields with their places, by way of mail-parser. Decodes nothing.

use mail_parser::{DateTime, HeaderName, MessageParser};
use std::ops::Range;

/// A field as it lies in the parsed bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Field {
    /// As written.
    pub name: String,
    /// After the colon, to the last character of the (folded) body.
    pub body: Range<usize>,
    /// Name and body, without the line end.
    pub whole: Range<usize>,
}

impl Field {
    pub(super) fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }
}

/// The fields above a body.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct HeaderSection {
    pub fields: Vec<Field>,
    /// Where the body begins.
    pub end: usize,
}

impl HeaderSection {
    pub(super) fn first(&self, name: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.is(name))
    }
}

/// Reads the fields at the beginning of `range`.
pub(super) fn read(bytes: &[u8], range: Range<usize>) -> HeaderSection {
    let (header_end, body_start) = header_end(&bytes[range.clone()]);
    let header = &bytes[range.start..range.start + header_end];
    // mail-parser loses a last field without a line end, and wants the blank line.
    let block = [header, b"\n\n"].concat();
    // One field named, since a parser with none named ignores the default: raw, as we decode ourselves.
    let parser = MessageParser::new().header_raw(HeaderName::Subject).default_header_raw();
    let message = parser.parse_headers(&block);
    let found = message.iter().flat_map(|message| message.parts.first()).flat_map(|part| part.headers.iter());
    let mut fields: Vec<Field> = found
        .filter_map(|found| {
            let (start, colon_end, end) =
                (found.offset_field as usize, found.offset_start as usize, found.offset_end as usize);
            let name = block.get(start..colon_end.saturating_sub(1))?.trim_ascii();
            let body = block.get(colon_end..end.min(header_end)).unwrap_or_default();
            let end = colon_end + body.trim_ascii_end().len();
            is_field_name(name).then(|| Field {
                name: String::from_utf8_lossy(name).into_owned(),
                body: range.start + colon_end..range.start + end,
                whole: range.start + start..range.start + end,
            })
        })
        .collect();
    // A line between two fields that is none, such as a folded line that lost its blanks, belongs to the one above.
    for index in 1..fields.len() {
        let stray = bytes[fields[index - 1].whole.end..fields[index].whole.start].trim_ascii_end().len();
        fields[index - 1].body.end += stray;
        fields[index - 1].whole.end += stray;
    }
    let last = fields.last().map_or(range.start, |field| field.whole.end);
    HeaderSection { end: text_after_fields(bytes, last, range.start + header_end, range.start + body_start), fields }
}

/// Where the body begins when lines that are no fields follow the last field: the blank line before it was forgotten,
/// and servers take those lines as the body.
fn text_after_fields(bytes: &[u8], last_field_end: usize, header_end: usize, body_start: usize) -> usize {
    let gap = &bytes[last_field_end..header_end.max(last_field_end)];
    let skipped = gap.len() - gap.trim_ascii_start().len();
    if gap.trim_ascii().is_empty() { body_start } else { last_field_end + skipped }
}

/// RFC 5322 3.6.8: printable ASCII without a colon; blanks before the colon are old and harmless.
pub(super) fn is_field_name(name: &[u8]) -> bool {
    let name = name.trim_ascii_end();
    !name.is_empty() && name.iter().all(|byte| byte.is_ascii_graphic() && *byte != b':')
}

/// The end of the last header line, and the beginning of the body.
fn header_end(bytes: &[u8]) -> (usize, usize) {
    let mut at = 0;
    while at < bytes.len() {
        let length = bytes[at..].iter().position(|byte| *byte == b'\n').map_or(bytes.len() - at, |end| end + 1);
        if matches!(&bytes[at..at + length], b"\n" | b"\r\n") {
            return (at, at + length);
        }
        at += length;
    }
    (bytes.len(), bytes.len())
}

/// A Date field's body as RFC 3339; `None` when it is no date.
pub(super) fn rfc_3339(body: &str) -> Option<String> {
    DateTime::parse_rfc822(body.trim()).filter(DateTime::is_valid).map(|date| date.to_rfc3339())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(header: &str) -> Vec<String> {
        read(header.as_bytes(), 0..header.len()).fields.into_iter().map(|field| field.name).collect()
    }

    #[test]
    fn a_last_field_without_line_end_is_kept() {
        assert_eq!(names("To: a@x.example\nBcc: b@x.example"), ["To", "Bcc"]);
    }

    #[test]
    fn places_hold_the_folded_body_without_line_end() {
        let header = "Subject: a\r\n b\r\nTO : c\r\n\r\nbody";
        let section = read(header.as_bytes(), 0..header.len());
        assert_eq!(&header[section.fields[0].body.clone()], " a\r\n b");
        assert_eq!(&header[section.fields[1].whole.clone()], "TO : c");
        assert_eq!(&header[section.end..], "body");
    }

    #[test]
    fn text_without_a_blank_line_above_it_is_body() {
        let header = "To: a@x.example\nDear Ann,\nbye\n";
        let section = read(header.as_bytes(), 0..header.len());
        assert_eq!((section.fields.len(), &header[section.end..]), (1, "Dear Ann,\nbye\n"));
    }

    #[test]
    fn a_stray_line_hides_no_later_field_and_belongs_to_the_one_above() {
        let header = "To: a@x.example\nb@x.example\nSubject: a\n\n";
        assert_eq!(names(header), ["To", "Subject"]);
        let section = read(header.as_bytes(), 0..header.len());
        assert_eq!(&header[section.fields[0].body.clone()], " a@x.example\nb@x.example");
    }

    #[test]
    fn dates_keep_their_offset() {
        assert_eq!(rfc_3339(" Fri, 2 Jan 2026 09:00:00 +0900").as_deref(), Some("2026-01-02T09:00:00+09:00"));
        assert_eq!(rfc_3339("soon"), None);
    }
}
