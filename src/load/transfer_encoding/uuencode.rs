//! uuencode, as a transfer encoding and as blocks within a text: `begin 644 name`, lines of data, `end`
//! (POSIX `uuencode`). Knows nothing of parts.

use super::Decoded;
use crate::load::scan;
use std::iter;
use std::ops::Range;

/// One file within a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UuBlock {
    /// Whole lines, from `begin` to `end`.
    pub range: Range<usize>,
    /// As written, in the charset of the text; empty when there is none.
    pub filename: Vec<u8>,
    /// Damaged when the block breaks off.
    pub content: Decoded,
}

/// A body sent as `x-uuencode`: its first block; text around it is no content. Without one nothing can be read, and
/// the bytes stay as they are.
#[must_use]
pub fn uuencode(input: &[u8]) -> Decoded {
    match uu_blocks(input).next() {
        Some(block) => block.content,
        None => Decoded { bytes: input.to_vec(), is_damaged: true },
    }
}

/// The files in a text, in order. A line `begin 644 name`, or without the name, begins one only when data follows.
pub fn uu_blocks(input: &[u8]) -> impl Iterator<Item = UuBlock> {
    let mut at = 0;
    iter::from_fn(move || {
        while let Some(found) = scan::lines_with(&input[at..], b"begin ").next() {
            let start = at + found;
            at = scan::line_end(input, start);
            let filename = filename(input[start..at].trim_ascii_end());
            if let Some(block) = filename.and_then(|filename| block(input, start, at, filename)) {
                at = block.range.end;
                return Some(block);
            }
        }
        at = input.len();
        None
    })
}

/// The name in a `begin` line.
fn filename(line: &[u8]) -> Option<&[u8]> {
    let rest = line.strip_prefix(b"begin ")?;
    let mode_len = rest.iter().take_while(|byte| (b'0'..=b'7').contains(*byte)).count();
    let name = &rest[mode_len..];
    ((3..=6).contains(&mode_len) && (name.is_empty() || name.starts_with(b" "))).then(|| name.trim_ascii())
}

fn block(input: &[u8], start: usize, data_start: usize, filename: &[u8]) -> Option<UuBlock> {
    let mut bytes = Vec::new();
    let mut at = data_start;
    let mut is_closed = false;
    let mut first_short = None;
    while at < input.len() {
        let end = scan::line_end(input, at);
        let line = input[at..end].trim_ascii_end();
        if line == b"end" {
            is_closed = true;
            at = end;
            break;
        }
        let len_before = bytes.len();
        if !line.is_empty() && !decode_line(line, &mut bytes) {
            break;
        }
        if !line.is_empty() && line.len() <= (bytes.len() - len_before).div_ceil(3) * 4 {
            first_short.get_or_insert((at, len_before));
        }
        at = end;
    }
    if let Some((first, length)) = first_short.filter(|_| !is_closed) {
        // Without an end, what is shorter than it says is rather a text in capitals than data.
        at = first;
        bytes.truncate(length);
    }
    // A sentence that begins with these words has no data below it.
    let is_file = !bytes.is_empty() || is_closed;
    is_file.then(|| UuBlock {
        range: start..at,
        filename: filename.to_owned(),
        content: Decoded { bytes, is_damaged: !is_closed },
    })
}

/// False for a line that holds no data. Blanks at the end of a line get lost on the way and stand for zeros.
fn decode_line(line: &[u8], bytes: &mut Vec<u8>) -> bool {
    let Some((length, digits)) = line.split_first() else { return false };
    if !line.iter().all(|byte| (b' '..=b'`').contains(byte)) {
        return false;
    }
    let length = usize::from(value(*length));
    let digit_count = length.div_ceil(3) * 4;
    // One character more may be a check sum.
    if digits.len() > digit_count + 1 || (length > 0 && digits.is_empty()) {
        return false;
    }
    let before = bytes.len();
    let mut digits = digits.iter().map(|digit| value(*digit)).chain(std::iter::repeat(0));
    while bytes.len() < before + length {
        let quantum = (0..4).fold(0u32, |quantum, _| quantum << 6 | u32::from(digits.next().unwrap_or(0)));
        bytes.extend_from_slice(&quantum.to_be_bytes()[1..]);
    }
    bytes.truncate(before + length);
    true
}

fn value(digit: u8) -> u8 {
    digit.wrapping_sub(b' ') & 0x3f
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail loudly")]
mod tests {
    use super::*;

    const BLOCK: &[u8] = b"begin 644 kaigi.txt\r\n+:&5L;&\\@=V]R;&0`\r\n`\r\nend\r\n";

    #[test]
    fn a_body_is_decoded() {
        let decoded = uuencode(&[b"see below\r\n\r\n", BLOCK, b"bye\r\n"].concat());
        assert_eq!(decoded, Decoded { bytes: b"hello world".to_vec(), is_damaged: false });
    }

    #[test]
    fn a_body_without_a_block_is_damaged_and_kept() {
        assert_eq!(uuencode(b"hello"), Decoded { bytes: b"hello".to_vec(), is_damaged: true });
    }

    #[test]
    fn a_block_within_a_text_is_found_with_its_name() {
        let text = [b"a\r\n", BLOCK, b"b\r\n", BLOCK].concat();
        let blocks: Vec<UuBlock> = uu_blocks(&text).collect();
        assert_eq!(blocks.len(), 2);
        assert_eq!((blocks[0].range.clone(), blocks[0].filename.as_slice()), (3..3 + BLOCK.len(), &b"kaigi.txt"[..]));
    }

    #[test]
    fn a_block_that_breaks_off_is_told_and_hides_no_text() {
        let text = b"begin 644 a.txt\n+:&5L;&\\@=V]R;&0`\nThis is text, you see.\n";
        let blocks: Vec<UuBlock> = uu_blocks(text).collect();
        assert_eq!(blocks[0].content, Decoded { bytes: b"hello world".to_vec(), is_damaged: true });
        assert!(text[blocks[0].range.end..].starts_with(b"This"));
    }

    #[test]
    fn capitals_behind_a_block_that_breaks_off_are_text() {
        let text = b"begin 644 a.txt\n+:&5L;&\\@=V]R;&0`\n\nCALL ME BACK.\n";
        let blocks: Vec<UuBlock> = uu_blocks(text).collect();
        assert_eq!(blocks[0].content.bytes, b"hello world");
        assert!(text[blocks[0].range.end..].starts_with(b"CALL"));
    }

    #[test]
    fn a_file_may_have_no_name() {
        assert_eq!(uu_blocks(b"begin 644 \n$85\n`\nend\n").next().unwrap().filename, b"");
    }

    #[test]
    fn a_sentence_is_no_block() {
        assert!(uu_blocks(b"begin 644 words from here\nand no data follows\n").next().is_none());
        assert!(uu_blocks(b"begin at nine\nend\n").next().is_none());
    }

    #[test]
    fn blanks_lost_at_the_end_of_a_line_are_zeros() {
        assert_eq!(uuencode(b"begin 644 a\n$85\n`\nend\n").bytes, b"aP\0\0");
    }

    #[test]
    fn many_beginnings_take_linear_time() {
        assert!(uu_blocks(&b"begin 644 a\n".repeat(300_000)).next().is_none());
    }
}
