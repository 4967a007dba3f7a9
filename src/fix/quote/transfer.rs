//! A cut of a decoded text -> an edit of the part's bytes. Quoted-printable stays as it was around the cut; base64 is
//! written anew, since every byte behind the cut moves.

use super::{Cut, Edit, Obstacle};
use crate::load::eml::{PlacedText, Transfer};
use data_encoding::BASE64;
use std::ops::Range;

/// The longest line of an encoded part (RFC 2045 6.7, 6.8).
const LINE_BYTES: usize = 76;

/// The edit of `message` that makes the cut.
pub(super) fn edit(message: &[u8], text: &PlacedText, cut: &Cut) -> Result<Edit, Obstacle> {
    let start = text.byte_of(cut.range.start).ok_or(Obstacle::Text)?;
    let end = text.byte_of(cut.range.end).filter(|end| *end >= start).ok_or(Obstacle::Text)?;
    let part = &message[text.place.clone()];
    let (inside, replacement) = match text.transfer {
        Transfer::Plain => (start..end, cut.kept.clone()),
        Transfer::QuotedPrintable => {
            let places = places(part);
            // Blanks at the end of a line are no content (RFC 2045 6.7), and are counted here.
            if places.len() != text.content.len() + 1 {
                return Err(Obstacle::Text);
            }
            quoted_printable(part, places[start]..places[end], &cut.kept)
        }
        Transfer::Base64 => {
            let content = [&text.content[..start], cut.kept.as_bytes(), &text.content[end..]].concat();
            let written = base64(part, &content);
            // Lines before the cut stay as they are.
            let same = part.iter().zip(written.bytes()).take_while(|(old, new)| **old == *new).count();
            let same = part[..same].iter().rposition(|byte| *byte == b'\n').map_or(0, |end| end + 1);
            (same..part.trim_ascii_end().len().max(same), written[same..].to_owned())
        }
    };
    let first = text.place.start;
    Ok(Edit { bytes: first + inside.start..first + inside.end, replacement })
}

/// In lines as long as those of `part`, with its line ends.
fn base64(part: &[u8], content: &[u8]) -> String {
    let first = part.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let line_end = if first.ends_with(b"\r") { "\r\n" } else { "\n" };
    let first = first.trim_ascii().len();
    let length = if first.is_multiple_of(4) && (4..=LINE_BYTES).contains(&first) { first } else { LINE_BYTES };
    let lines: Vec<String> = content.chunks(length / 4 * 3).map(|bytes| BASE64.encode(bytes)).collect();
    lines.join(line_end)
}

/// The bytes of quoted-printable that go, and what comes in their place.
fn quoted_printable(part: &[u8], range: Range<usize>, kept: &str) -> (Range<usize>, String) {
    let Range { start, end } = range;
    let line_end = if part.windows(2).any(|pair| pair == b"\r\n") { "\r\n" } else { "\n" };
    let soft_break = format!("={line_end}");
    let before = start - part[..start].iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
    let behind = part[end..].iter().position(|byte| *byte == b'\n').unwrap_or(part.len() - end);
    let mut replacement = String::new();
    let mut column = before;
    // The end tags that stay are ASCII; `=` in one would be an attribute, which end tags have not.
    for tag in kept.replace('=', "=3D").split_inclusive('>') {
        if column + tag.len() >= LINE_BYTES {
            replacement.push_str(&soft_break);
            column = 0;
        }
        replacement.push_str(tag);
        column += tag.len();
    }
    if column > 0 && column + behind > LINE_BYTES {
        replacement.push_str(&soft_break);
    }
    (start..end, replacement)
}

/// Where each byte of the content stands in `part`, and its end; a line end is one of them for each of its bytes.
fn places(part: &[u8]) -> Vec<usize> {
    let mut places = Vec::with_capacity(part.len() + 1);
    let mut at = 0;
    while at < part.len() {
        at += match &part[at..] {
            [b'=', b'\r', b'\n', ..] => 3,
            [b'=', b'\n', ..] => 2,
            [b'=', high, low, ..] if high.is_ascii_hexdigit() && low.is_ascii_hexdigit() => {
                places.push(at);
                3
            }
            _ => {
                places.push(at);
                1
            }
        };
    }
    places.push(part.len());
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quoted_printable_is_cut_between_its_signs() {
        let part = b"a =E5=B1=B1=\r\n<b>\r\nc</div>";
        let places = places(part);
        let (bytes, replacement) = quoted_printable(part, places[5]..places[10], "</p>");
        assert_eq!((&part[bytes], replacement.as_str()), (&b"<b>\r\n"[..], "</p>"));
    }

    #[test]
    fn lines_of_quoted_printable_stay_short() {
        let part = [&[b'a'; 70][..], b"<b>", &[b'c'; 70]].concat();
        let (_, replacement) = quoted_printable(&part, 70..73, "</div></div>");
        assert_eq!(replacement, "=\n</div></div>=\n");
    }

    #[test]
    fn base64_keeps_the_length_of_its_lines() {
        assert_eq!(base64(b"YWJjZGVm\r\nYWI=", b"abcdefabcdef"), "YWJjZGVm\r\nYWJjZGVm");
    }
}
