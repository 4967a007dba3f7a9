//! Where the messages of an mbox begin and end (RFC 4155). Knows nothing of what is in them.

use std::ops::Range;

/// The messages of an mbox, each with its `From ` line; one range over everything when the file is no mbox.
///
/// A message begins at a `From ` line at the top of the file or after a blank line that has the form of one: an
/// envelope sender, then a date with a four-digit year. "From what I hear ..." in a letter has no year at its end.
#[must_use]
pub fn split(bytes: &[u8]) -> Vec<Range<usize>> {
    let whole = || std::iter::once(0..bytes.len()).collect();
    if !bytes.starts_with(b"From ") {
        return whole();
    }
    let mut starts = vec![0];
    let mut is_after_blank = false;
    let mut position = 0;
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        let text = line.trim_ascii_end();
        if position > 0 && is_after_blank && is_from_line(text) {
            starts.push(position);
        }
        is_after_blank = text.is_empty();
        position += line.len();
    }
    let ends = starts.iter().skip(1).copied().chain([bytes.len()]);
    starts.iter().copied().zip(ends).map(|(start, end)| start..end).collect()
}

/// `From ann@city.example Mon Apr  6 09:00:00 2026`.
fn is_from_line(line: &[u8]) -> bool {
    let Some(rest) = line.strip_prefix(b"From ") else { return false };
    let words: Vec<&[u8]> = rest.split(u8::is_ascii_whitespace).filter(|word| !word.is_empty()).collect();
    let is_year = |word: &&[u8]| word.len() == 4 && word.iter().all(u8::is_ascii_digit);
    let is_time = |word: &&[u8]| word.len() >= 5 && word.contains(&b':') && word[0].is_ascii_digit();
    words.len() >= 5 && words.iter().any(is_year) && words.iter().any(is_time)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TWO: &[u8] = b"From ann@city.example Mon Apr  6 09:00:00 2026\nTo: a@x.example\n\nHi\n\nFrom ann@city.example Mon Apr  6 09:01:00 2026\nTo: b@x.example\n\nHi\n";

    #[test]
    fn each_from_line_begins_a_message() {
        let messages = split(TWO);
        assert_eq!(messages.len(), 2);
        assert!(TWO[messages[1].clone()].starts_with(b"From ann@city.example Mon Apr  6 09:01"));
    }

    #[test]
    fn a_sentence_that_begins_with_from_is_text() {
        let bytes = b"From ann@city.example Mon Apr  6 09:00:00 2026\nTo: a@x.example\n\nHi\n\nFrom what I hear in 2026 it is fine.\n";
        assert_eq!(split(bytes).len(), 1);
    }

    #[test]
    fn a_lone_message_is_one_range() {
        assert_eq!(split(b"To: a@x.example\n\nFrom me\n"), vec![0..25]);
    }
}
