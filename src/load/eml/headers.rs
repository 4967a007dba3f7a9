//! The header section of a message or part: fields with their places, by way of mail-parser. Decodes nothing.

use super::budget::Budget;
use crate::draft::DefectKind;
use crate::load::met::Met;
use crate::load::scan;
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
    /// The limit that was met, when fields were left unread.
    pub cut: Option<Met>,
}

impl HeaderSection {
    pub(super) fn first(&self, name: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.is(name))
    }
}

/// Reads the fields at the beginning of `range`, as many as `budget` has left.
pub(super) fn read(bytes: &[u8], range: Range<usize>, budget: &mut Budget<'_>) -> HeaderSection {
    let (whole_end, body_start) = header_end(&bytes[range.clone()]);
    let (header_end, cut) = within(&bytes[range.start..range.start + whole_end], budget);
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
    let body_start = range.start + body_start;
    let end = match cut {
        Some(_) => body_start,
        None => text_after_fields(bytes, last, range.start + header_end, body_start),
    };
    HeaderSection { fields, end, cut }
}

/// How much of `header` is read, whole lines of it, and the limit that was met.
fn within(header: &[u8], budget: &mut Budget<'_>) -> (usize, Option<Met>) {
    let mut end = 0;
    for line in header.split_inclusive(|byte| *byte == b'\n') {
        if line.len() > budget.header_bytes {
            let met =
                Met::new(DefectKind::SizeLimit, format!("more than {} bytes of header", budget.limits.header_bytes));
            // A line that alone is too long ends between two mailboxes: half an address would be another one.
            let first = &line[..if end == 0 { budget.header_bytes } else { 0 }];
            let whole = first.iter().rposition(|byte| matches!(byte, b',' | b' ')).map_or(0, |at| at + 1);
            budget.header_bytes = 0;
            return (end + whole, Some(met));
        }
        let is_field = !line.starts_with(b" ") && !line.starts_with(b"\t");
        if is_field && budget.header_fields == 0 {
            let met =
                Met::new(DefectKind::SizeLimit, format!("more than {} header fields", budget.limits.header_fields));
            return (end, Some(met));
        }
        budget.header_bytes -= line.len();
        budget.header_fields -= usize::from(is_field);
        end += line.len();
    }
    (end, None)
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
        let end = scan::line_end(bytes, at);
        let line = &bytes[at..end];
        // A line of blanks folds the field above, unless text follows: then it was meant as the blank line.
        let is_end = matches!(line, b"\n" | b"\r\n")
            || (at > 0 && line.trim_ascii().is_empty() && !continues_header(&bytes[end..]));
        if is_end {
            return (at, end);
        }
        at = end;
    }
    (bytes.len(), bytes.len())
}

/// Whether a line is a field, or folds one.
fn continues_header(rest: &[u8]) -> bool {
    let line = rest.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let colon = line.iter().position(|byte| *byte == b':');
    matches!(line, [] | [b' ' | b'\t' | b'\r', ..]) || colon.is_some_and(|colon| is_field_name(&line[..colon]))
}

/// A Date field's body as RFC 3339; `None` when it is no date.
pub(super) fn rfc_3339(body: &str) -> Option<String> {
    DateTime::parse_rfc822(body.trim()).filter(DateTime::is_valid).map(|date| date.to_rfc3339())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::Limits;

    fn section(header: &str) -> HeaderSection {
        section_within(header, &Limits::default())
    }

    fn section_within(header: &str, limits: &Limits) -> HeaderSection {
        read(header.as_bytes(), 0..header.len(), &mut Budget::new(limits))
    }

    fn names(header: &str) -> Vec<String> {
        section(header).fields.into_iter().map(|field| field.name).collect()
    }

    #[test]
    fn a_last_field_without_line_end_is_kept() {
        assert_eq!(names("To: a@x.example\nBcc: b@x.example"), ["To", "Bcc"]);
    }

    #[test]
    fn a_line_of_blanks_before_text_ends_the_header() {
        let header = "To: a@x.example\n \n--b\n\nbody";
        assert_eq!(&header[section(header).end..], "--b\n\nbody");
        assert_eq!(names("To: a@x.example,\n \n b@x.example\n \nCc: c@x.example\n\n"), ["To", "Cc"]);
    }

    #[test]
    fn places_hold_the_folded_body_without_line_end() {
        let header = "Subject: a\r\n b\r\nTO : c\r\n\r\nbody";
        let section = section(header);
        assert_eq!(&header[section.fields[0].body.clone()], " a\r\n b");
        assert_eq!(&header[section.fields[1].whole.clone()], "TO : c");
        assert_eq!(&header[section.end..], "body");
    }

    #[test]
    fn text_without_a_blank_line_above_it_is_body() {
        let header = "To: a@x.example\nDear Ann,\nbye\n";
        let section = section(header);
        assert_eq!((section.fields.len(), &header[section.end..]), (1, "Dear Ann,\nbye\n"));
    }

    #[test]
    fn a_stray_line_hides_no_later_field_and_belongs_to_the_one_above() {
        let header = "To: a@x.example\nb@x.example\nSubject: a\n\n";
        assert_eq!(names(header), ["To", "Subject"]);
        let section = section(header);
        assert_eq!(&header[section.fields[0].body.clone()], " a@x.example\nb@x.example");
    }

    #[test]
    fn fields_beyond_the_limit_are_left_and_the_body_stays_body() {
        let header = "To: a@x.example\nCc: b@x.example\nBcc: c@x.example\n\nbody";
        let section = section_within(header, &Limits { header_fields: 2, ..Limits::default() });
        assert_eq!(section.fields.len(), 2);
        assert_eq!(section.cut, Some(Met::new(DefectKind::SizeLimit, "more than 2 header fields")));
        assert_eq!(&header[section.end..], "body");
    }

    #[test]
    fn a_header_beyond_the_limit_ends_with_a_whole_line() {
        let header = "To: a@x.example,\n b@x.example,\n c@x.example\n\nbody";
        let section = section_within(header, &Limits { header_bytes: 35, ..Limits::default() });
        assert_eq!(&header[section.fields[0].body.clone()], " a@x.example,\n b@x.example,");
        assert_eq!(section.cut, Some(Met::new(DefectKind::SizeLimit, "more than 35 bytes of header")));
    }

    #[test]
    fn a_line_beyond_the_limit_ends_between_two_mailboxes() {
        let header = "To: a@x.example,b@x.example.test\n\nbody";
        let section = section_within(header, &Limits { header_bytes: 27, ..Limits::default() });
        assert_eq!(&header[section.fields[0].body.clone()], " a@x.example,");
    }

    #[test]
    fn dates_keep_their_offset() {
        assert_eq!(rfc_3339(" Fri, 2 Jan 2026 09:00:00 +0900").as_deref(), Some("2026-01-02T09:00:00+09:00"));
        assert_eq!(rfc_3339("soon"), None);
    }
}
