//! The items of an address list as bytes: cut at its commas and nothing else (RFC 5322 3.4), or not at all. Stricter than
//! the reader of drafts, since what is written back must be what stood there.

use super::Obstacle;
use std::ops::Range;

/// Places of the items in `list`, without the white space and commas around them; none for an empty list.
///
/// # Errors
/// A group, bytes that are no UTF-8 or switch to another charset, quotes and brackets that are not closed.
pub(super) fn items(list: &[u8]) -> Result<Vec<Range<usize>>, Obstacle> {
    const ESCAPE: u8 = 0x1B;
    if std::str::from_utf8(list).is_err() || list.iter().any(|byte| matches!(*byte, 0 | ESCAPE)) {
        return Err(Obstacle::Unclear);
    }
    let mut found = Vec::new();
    let (mut start, mut at) = (0, 0);
    while at < list.len() {
        at = match list[at] {
            b',' => {
                found.extend(trimmed(list, start..at));
                start = at + 1;
                start
            }
            b':' | b';' => return Err(Obstacle::Group),
            b'"' => closed(list, at, b'"')?,
            b'<' => closed(list, at, b'>')?,
            b'[' => closed(list, at, b']')?,
            b'(' => comment(list, at)?,
            b')' | b'>' | b']' => return Err(Obstacle::Unclear),
            b'=' if list[at..].starts_with(b"=?") => encoded_word(list, at),
            _ => at + 1,
        };
    }
    found.extend(trimmed(list, start..list.len()));
    Ok(found)
}

fn trimmed(list: &[u8], range: Range<usize>) -> Option<Range<usize>> {
    let item = &list[range.clone()];
    let before = item.len() - item.trim_ascii_start().len();
    let length = item.trim_ascii().len();
    (length > 0).then(|| range.start + before..range.start + before + length)
}

/// Behind the byte that closes what is opened at `at`.
fn closed(list: &[u8], at: usize, close: u8) -> Result<usize, Obstacle> {
    let mut inside = at + 1;
    while inside < list.len() {
        match list[inside] {
            b'\\' if close != b'>' => inside += 1,
            byte if byte == close => return Ok(inside + 1),
            b'"' if close == b'>' => inside = closed(list, inside, b'"')? - 1,
            b'<' if close == b'>' => return Err(Obstacle::Unclear),
            _ => {}
        }
        inside += 1;
    }
    Err(Obstacle::Unclear)
}

/// Behind a comment, with the comments in it.
fn comment(list: &[u8], at: usize) -> Result<usize, Obstacle> {
    let (mut depth, mut inside) = (0_usize, at);
    while inside < list.len() {
        match list[inside] {
            b'\\' => inside += 1,
            b'(' => depth += 1,
            b')' => depth -= 1,
            _ => {}
        }
        inside += 1;
        if depth == 0 {
            return Ok(inside);
        }
    }
    Err(Obstacle::Unclear)
}

/// Behind an encoded-word (RFC 2047 2), or behind its first byte when it is none.
fn encoded_word(list: &[u8], at: usize) -> usize {
    let word = &list[at..];
    let end = word.iter().position(u8::is_ascii_whitespace).unwrap_or(word.len());
    let word = &word[..end];
    // `=?charset?Q?=41?=`: the end is searched behind the third question mark.
    let mut marks = word.iter().enumerate().filter(|(_, byte)| **byte == b'?').map(|(place, _)| place);
    let text = marks.nth(2).map(|mark| mark + 1);
    let close = text.and_then(|text| word[text..].windows(2).position(|pair| pair == b"?=").map(|end| text + end + 2));
    close.map_or(at + 1, |length| at + length)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail loudly")]
mod tests {
    use super::*;

    fn texts(list: &str) -> Vec<&str> {
        items(list.as_bytes()).unwrap().into_iter().map(|range| &list[range]).collect()
    }

    #[test]
    fn commas_cut_only_between_mailboxes() {
        let list =
            " \"a, b\" <a@x.example>,\r\n\t=?utf-8?Q?c,_d:?= <c@x.example> (left, (or) right), ,\r\n e@x.example\r\n";
        let expected = ["\"a, b\" <a@x.example>", "=?utf-8?Q?c,_d:?= <c@x.example> (left, (or) right)", "e@x.example"];
        assert_eq!(texts(list), expected);
        assert_eq!(texts(" \r\n"), [""; 0]);
    }

    #[test]
    fn what_is_not_clear_is_not_cut() {
        assert_eq!(items(b"friends: a@x.example;"), Err(Obstacle::Group));
        for list in ["a@x.example, \"b", "<a@x.example", "(a", "a)", "<a <b@x.example>", "\u{1b}$B,"] {
            assert_eq!(items(list.as_bytes()), Err(Obstacle::Unclear), "{list}");
        }
        assert_eq!(items(b"\x8e\x52 <a@x.example>"), Err(Obstacle::Unclear));
    }
}
