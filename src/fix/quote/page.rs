//! Tags of a page by their bytes: where a quotation begins, and which end tags outlive it. Reads no words, and of
//! attributes only where they end.

use super::Cut;
use std::ops::Range;

/// Elements without an end tag (HTML 13.1.2).
const VOID: [&str; 14] =
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"];
/// Elements that end when the next of them begins, and where nobody misses the end tag.
const ENDED_BY_OTHERS: [&str; 10] = ["p", "li", "tr", "td", "th", "tbody", "thead", "dd", "dt", "option"];

/// A tag.
struct Tag {
    /// From `<` to `>`.
    range: Range<usize>,
    /// Lower-case.
    name: String,
    is_end: bool,
}

/// Where the page can be cut: at its tags and comments, and its end.
pub(super) fn starts(page: &str) -> Vec<usize> {
    page.match_indices('<').map(|(at, _)| at).chain([page.len()]).collect()
}

/// The start tag of the outermost element that begins in `range` and goes on behind it; the end of `range` without any.
pub(super) fn outermost_start(page: &str, range: Range<usize>) -> usize {
    let mut open: Vec<Tag> = Vec::new();
    for tag in tags(page, range.clone()) {
        close_or_open(&mut open, tag);
    }
    let outermost = open.iter().find(|tag| !ENDED_BY_OTHERS.contains(&tag.name.as_str())).or(open.first());
    outermost.map_or(range.end, |tag| tag.range.start)
}

/// Everything from `start` on, but for the end tags of elements that began before.
pub(super) fn cut_behind(page: &str, start: usize) -> Cut {
    let mut open: Vec<Tag> = Vec::new();
    let mut kept = String::new();
    let mut end = page.len();
    for tag in tags(page, start..page.len()) {
        if tag.is_end && matches!(tag.name.as_str(), "body" | "html") {
            end = tag.range.start;
            break;
        }
        if tag.is_end && !open.iter().any(|other| other.name == tag.name) {
            kept.push_str(&page[tag.range.clone()]);
        }
        close_or_open(&mut open, tag);
    }
    Cut { range: start..end, kept }
}

fn close_or_open(open: &mut Vec<Tag>, tag: Tag) {
    if !tag.is_end {
        open.push(tag);
    } else if let Some(place) = open.iter().rposition(|other| other.name == tag.name) {
        open.truncate(place);
    }
}

/// The tags that begin in `range`, without those that need no end tag; what stands in comments is none.
fn tags(page: &str, range: Range<usize>) -> impl Iterator<Item = Tag> {
    let mut at = range.start;
    std::iter::from_fn(move || {
        while at < range.end {
            let start = at + page[at..range.end].find('<')?;
            let rest = &page[start..];
            if let Some(comment) = rest.strip_prefix("<!--") {
                at = start + 4 + comment.find("-->").map_or(comment.len(), |end| end + 3);
                continue;
            }
            let is_end = rest.starts_with("</");
            let name_start = start + 1 + usize::from(is_end);
            let name = page[name_start..].split(|sign: char| sign.is_ascii_whitespace() || "/>".contains(sign)).next();
            let name = name.unwrap_or_default().to_ascii_lowercase();
            at = start + tag_len(rest);
            let is_tag = name.starts_with(|first: char| first.is_ascii_alphabetic());
            let is_complete = page[..at].ends_with("/>") && name.contains(':');
            if is_tag && !VOID.contains(&name.as_str()) && !is_complete {
                return Some(Tag { range: start..at, name, is_end });
            }
        }
        None
    })
}

/// Up to the `>` that stands in no quoted value.
fn tag_len(tag: &str) -> usize {
    let mut quote = None;
    for (at, sign) in tag.char_indices().skip(1) {
        match (quote, sign) {
            (None, '>') => return at + 1,
            (None, '"' | '\'') => quote = Some(sign),
            (Some(open), sign) if sign == open => quote = None,
            _ => {}
        }
    }
    tag.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str =
        "<div>own<br>\n<div class=a title='>'><p>x<p>On Monday<blockquote>q</blockquote></div></div></body>\n";

    #[test]
    fn a_quotation_begins_with_its_outermost_element() {
        let place = |text: &str| PAGE.find(text).unwrap_or_default();
        let start = outermost_start(PAGE, place("<br>")..place("<blockquote"));
        assert_eq!(start, place("<div class"));
    }

    #[test]
    fn end_tags_of_what_began_before_stay() {
        let start = PAGE.find("<div class").unwrap_or_default();
        let cut = cut_behind(PAGE, start);
        assert_eq!((cut.kept.as_str(), &PAGE[cut.range.end..]), ("</div>", "</body>\n"));
    }
}
