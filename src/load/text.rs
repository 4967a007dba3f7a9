//! text/plain bodies as lines, with format=flowed put together again (RFC 3676).
//! Knows no quotes save those that format=flowed counts.

use super::line::Line;
use super::scan;
use std::iter;

/// The signature separator of RFC 3676 4.3.
const SIGNATURE_SEPARATOR: &str = "-- ";

/// The lines of a decoded text/plain body.
///
/// Lines end at CRLF, LF, CR, U+2028 or U+2029. With `is_flowed` (`format=flowed`) soft line breaks are joined, space
/// stuffing is removed and lines with a quote depth are marked as quoted and written as `> text`; with `del_sp`
/// (`delsp=yes`) the space before a soft break is removed too (RFC 3676 4.1 to 4.6).
pub fn lines(plain: &str, is_flowed: bool, del_sp: bool) -> Vec<Line> {
    if is_flowed { flowed(plain, del_sp) } else { physical_lines(plain).map(|text| line(text, 0)).collect() }
}

fn flowed(plain: &str, del_sp: bool) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut paragraph: Option<Paragraph> = None;
    for physical in physical_lines(plain) {
        let unquoted = physical.trim_start_matches('>');
        let depth = physical.len() - unquoted.len();
        let text = unquoted.strip_prefix(' ').unwrap_or(unquoted);
        let is_separator = text == SIGNATURE_SEPARATOR;
        // A soft break before another depth or a signature separator is a mistake of the sender: it is a hard one.
        if (is_separator || paragraph.as_ref().is_some_and(|paragraph| paragraph.depth != depth))
            && let Some(paragraph) = paragraph.take()
        {
            lines.push(paragraph.into_line());
        }
        let paragraph_so_far = paragraph.get_or_insert_with(|| Paragraph { depth, text: String::new() });
        if text.ends_with(' ') && !is_separator {
            paragraph_so_far.text.push_str(if del_sp { &text[..text.len() - 1] } else { text });
        } else {
            paragraph_so_far.text.push_str(text);
            lines.extend(paragraph.take().map(Paragraph::into_line));
        }
    }
    lines.extend(paragraph.map(Paragraph::into_line));
    lines
}

/// A line before its soft breaks are all met.
struct Paragraph {
    depth: usize,
    text: String,
}

impl Paragraph {
    fn into_line(self) -> Line {
        line(&self.text, self.depth)
    }
}

fn line(text: &str, depth: usize) -> Line {
    let text = if text == SIGNATURE_SEPARATOR { text } else { text.trim_end() };
    let text = match (depth, text) {
        (0, text) => text.to_owned(),
        (depth, "") => ">".repeat(depth),
        (depth, text) => format!("{} {text}", ">".repeat(depth)),
    };
    Line { text, is_quoted: depth > 0, is_signature: false }
}

/// Lines without their ends; a line end at the very end opens no further line.
fn physical_lines(plain: &str) -> impl Iterator<Item = &str> {
    let mut rest = plain;
    iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let Some((end, next)) = line_end(rest) else {
            return Some(std::mem::take(&mut rest));
        };
        let line = &rest[..end];
        rest = &rest[next..];
        Some(line)
    })
}

/// Where the first line of `text` ends, and where the next begins.
fn line_end(text: &str) -> Option<(usize, usize)> {
    const SEPARATOR_LEAD: u8 = 0xe2;
    let mut at = 0;
    while let Some(found) = scan::find_any(&text.as_bytes()[at..], [b'\n', b'\r', SEPARATOR_LEAD]) {
        let end = at + found;
        match &text.as_bytes()[end..] {
            [b'\r', b'\n', ..] => return Some((end, end + 2)),
            [b'\r' | b'\n', ..] => return Some((end, end + 1)),
            // U+2028 and U+2029; the other signs of this lead are quotation marks and the like.
            [SEPARATOR_LEAD, 0x80, 0xa8 | 0xa9, ..] => return Some((end, end + 3)),
            _ => at = end + 1,
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(plain: &str, is_flowed: bool, del_sp: bool) -> Vec<String> {
        lines(plain, is_flowed, del_sp).into_iter().map(|line| line.text).collect()
    }

    #[test]
    fn every_kind_of_line_end_ends_a_line() {
        assert_eq!(texts("a\r\nb\nc\rd\u{2028}e\n", false, false), ["a", "b", "c", "d", "e"]);
    }

    #[test]
    fn blank_lines_stay() {
        assert_eq!(texts("a\n\n\r\nb", false, false), ["a", "", "", "b"]);
    }

    #[test]
    fn no_text_is_no_line() {
        assert!(lines("", false, false).is_empty());
        assert!(lines("", true, true).is_empty());
    }

    #[test]
    fn trailing_spaces_go_but_the_signature_separator_stays() {
        assert_eq!(texts("a  \n-- \nAnn　\n", false, false), ["a", "-- ", "Ann"]);
    }

    #[test]
    fn soft_breaks_are_joined() {
        assert_eq!(texts("one \r\ntwo \r\nthree\r\nfour", true, false), ["one two three", "four"]);
    }

    #[test]
    fn delsp_joins_japanese_without_a_space() {
        assert_eq!(texts("本日は晴天 \nなり\n", true, true), ["本日は晴天なり"]);
    }

    #[test]
    fn space_stuffing_is_removed() {
        assert_eq!(texts(" From here\n >not quoted\n", true, false), ["From here", ">not quoted"]);
    }

    #[test]
    fn quote_depth_is_kept_and_marked() {
        let lines = lines("> one \n> two\n>> deep\nown\n", true, false);
        let seen: Vec<(&str, bool)> = lines.iter().map(|line| (line.text.as_str(), line.is_quoted)).collect();
        assert_eq!(seen, [("> one two", true), (">> deep", true), ("own", false)]);
    }

    #[test]
    fn the_signature_separator_is_never_a_soft_break() {
        assert_eq!(texts("so long \n-- \nAnn\n", true, false), ["so long", "-- ", "Ann"]);
    }

    #[test]
    fn plain_text_that_is_not_flowed_keeps_its_quote_signs_unmarked() {
        assert_eq!(lines("> a", false, false), [Line { text: "> a".into(), ..Line::default() }]);
    }
}
