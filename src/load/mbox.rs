//! Where the messages of an mbox begin and end (RFC 4155). Knows nothing of what is in them.

pub mod cutter;

use super::scan;
use std::ops::Range;

/// The messages of an mbox, each with its `From ` line; one range over everything when the file is no mbox.
///
/// A message begins at a `From ` line at the top of the file or after a blank line that has the form of one: an
/// envelope sender, then a date with a four-digit year. "From what I hear ..." in a letter has no year at its end.
/// Mailers that trust Content-Length leave out the blank line, and some the date (`From -`, `From 17@xxx`): such a
/// line counts when a header field follows it. Content-Length is not trusted: where it is wrong, a message would
/// disappear inside another; a message too many is only noise.
#[must_use]
pub fn split(bytes: &[u8]) -> Ranges<'_> {
    let is_mbox = begins_with_from_line(bytes);
    Ranges { bytes, next: Some(0), is_mbox }
}

/// The ranges one by one: an mbox of 200 MB may hold millions of messages.
#[derive(Debug, Clone)]
pub struct Ranges<'a> {
    bytes: &'a [u8],
    /// Where the next message begins.
    next: Option<usize>,
    is_mbox: bool,
}

impl Iterator for Ranges<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        let start = self.next.take()?;
        if !self.is_mbox {
            return Some(start..self.bytes.len());
        }
        let mut is_after_blank = false;
        let mut position = start;
        while position < self.bytes.len() {
            let begin = position;
            position = scan::line_end(self.bytes, begin);
            let line = &self.bytes[begin..position];
            if begin > start && begins_message(line, is_after_blank, &self.bytes[position..]) {
                self.next = Some(begin);
                return Some(start..begin);
            }
            is_after_blank = line.trim_ascii_end().is_empty();
        }
        Some(start..self.bytes.len())
    }
}

/// Whether a message begins with `line`, its line end included; `behind` is what follows, of which
/// [`FIELD_NAME_BYTES`] and one more byte decide.
fn begins_message(line: &[u8], is_after_blank: bool, behind: &[u8]) -> bool {
    if line.len() > LONGEST_FROM_LINE {
        return false;
    }
    match FromLine::read(line.trim_ascii_end()) {
        Some(FromLine::Dated) => is_after_blank || begins_with_field(behind),
        Some(FromLine::Undated) => begins_with_field(behind),
        None => false,
    }
}

/// True for an mbox, and for a message cut out of one.
#[must_use]
pub fn begins_with_from_line(bytes: &[u8]) -> bool {
    bytes.strip_prefix(BYTE_ORDER_MARK).unwrap_or(bytes).starts_with(b"From ")
}

const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";
/// A line that begins a message is shorter, its line end included: it holds an address and a date.
const LONGEST_FROM_LINE: usize = 4096;
/// Longer names of header fields are not looked for.
const FIELD_NAME_BYTES: usize = 78;

/// A line that may begin a message.
enum FromLine {
    /// `From ann@city.example Mon Apr  6 09:00:00 2026`.
    Dated,
    /// `From -`, `From ann@city.example`.
    Undated,
}

impl FromLine {
    fn read(line: &[u8]) -> Option<Self> {
        let rest = line.strip_prefix(b"From ")?;
        let words: Vec<&[u8]> = rest.split(u8::is_ascii_whitespace).filter(|word| !word.is_empty()).collect();
        let is_year = |word: &&[u8]| word.len() == 4 && word.iter().all(u8::is_ascii_digit);
        let is_time = |word: &&[u8]| word.len() >= 5 && word.contains(&b':') && word[0].is_ascii_digit();
        match words[..] {
            [sender] if sender == b"-" || sender.contains(&b'@') => Some(FromLine::Undated),
            [_, _, _, _, _, ..] if words.iter().any(is_year) && words.iter().any(is_time) => Some(FromLine::Dated),
            _ => None,
        }
    }
}

/// True when `bytes` begin with the name of a header field and its colon (RFC 5322 2.2).
fn begins_with_field(bytes: &[u8]) -> bool {
    let name_bytes = bytes.iter().take(FIELD_NAME_BYTES).take_while(|byte| byte.is_ascii_graphic() && **byte != b':');
    let name_bytes = name_bytes.count();
    name_bytes > 0 && bytes.get(name_bytes) == Some(&b':')
}

#[cfg(test)]
mod tests {
    use super::*;

    const TWO: &[u8] = b"From ann@city.example Mon Apr  6 09:00:00 2026\nTo: a@x.example\n\nHi\n\nFrom ann@city.example Mon Apr  6 09:01:00 2026\nTo: b@x.example\n\nHi\n";

    #[test]
    fn each_from_line_begins_a_message() {
        let messages: Vec<_> = split(TWO).collect();
        assert_eq!(messages.len(), 2);
        assert!(TWO[messages[1].clone()].starts_with(b"From ann@city.example Mon Apr  6 09:01"));
    }

    #[test]
    fn a_sentence_that_begins_with_from_is_text() {
        let bytes = b"From ann@city.example Mon Apr  6 09:00:00 2026\nTo: a@x.example\n\nHi\n\nFrom what I hear in 2026 it is fine.\n";
        assert_eq!(split(bytes).count(), 1);
    }

    #[test]
    fn a_from_line_without_date_begins_a_message_when_a_field_follows() {
        let bytes =
            b"From -\nTo: a@x.example\n\nHi\n\nFrom -\nTo: b@x.example\n\nHi\n\nFrom 17@x\nTo: c@x.example\n\nHi\n";
        assert_eq!(split(bytes).count(), 3);
    }

    #[test]
    fn a_message_without_its_last_line_end_does_not_swallow_the_next() {
        let bytes = b"From - Mon Apr  6 09:00:00 2026\nTo: a@x.example\n\nHi\nFrom - Mon Apr  6 09:01:00 2026\nTo: b@x.example\n\nHi\n";
        assert_eq!(split(bytes).count(), 2);
    }

    #[test]
    fn a_title_that_begins_with_from_is_text_even_before_a_colon() {
        let bytes = b"From -\nTo: a@x.example\n\nWe watched:\n\nFrom Paris with joy\nYear: 2026\n";
        assert_eq!(split(bytes).count(), 1);
    }

    #[test]
    fn a_byte_order_mark_hides_no_message() {
        let bytes = b"\xEF\xBB\xBFFrom -\nTo: a@x.example\n\nHi\n\nFrom -\nTo: b@x.example\n\nHi\n";
        assert_eq!(split(bytes).count(), 2);
    }

    #[test]
    fn a_content_length_swallows_no_message() {
        let bytes = b"From -\nContent-Length: 9999\nTo: a@x.example\n\nHi\n\nFrom -\nTo: b@x.example\n\nHi\n";
        assert_eq!(split(bytes).count(), 2);
    }

    #[test]
    fn a_lone_message_is_one_range() {
        let ranges: Vec<_> = split(b"To: a@x.example\n\nFrom me\n").collect();
        assert_eq!(ranges, std::slice::from_ref(&(0..25)));
    }
}
