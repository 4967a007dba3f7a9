//! Where the links, pictures, forms and frames of a page lead, and which of its text stands for each.
//! Knows nothing of what a target means; style sheets and what only Outlook shows are not looked into.

use super::element::attribute;
use super::layout::{Layout, Place};
use crate::draft::TargetKind;
use crate::load::line::Line;
use crate::load::parts::PartTarget;
use html5ever::tokenizer::Tag;
use std::ops::Range;

/// Most targets of a page; a page with more says so.
const MOST_TARGETS: usize = 10_000;
/// What a defect says of a page with more.
pub const TOO_MANY_TARGETS: &str = "more than 10000 links and pictures";
/// Longest target in bytes, its rest is cut: browsers and mailers stop at about as many characters.
const LONGEST_BYTES: usize = 2_048;
/// Most text in bytes that stands for what shows none of its own.
const BESIDE_BYTES: usize = 60;

/// A target, and where in the lines of its page it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageTarget {
    /// As written, character references decoded.
    pub target: String,
    /// What leads there.
    pub kind: TargetKind,
    /// The line, counted from 0.
    pub line: usize,
    /// Bytes of that line's text: what is shown, else text beside it; empty on a page without text.
    pub place: Range<usize>,
}

/// Targets met so far.
#[derive(Debug, Default)]
pub(super) struct Targets {
    found: Vec<Found>,
    /// The number of the link that has not ended.
    open: Option<usize>,
    has_too_many: bool,
}

#[derive(Debug)]
struct Found {
    target: String,
    kind: TargetKind,
    start: Place,
    shown: Option<(usize, Range<usize>)>,
}

impl Targets {
    /// Takes what a start tag leads to; its text follows from here on.
    pub(super) fn start(&mut self, tag: &Tag, layout: &Layout) {
        let is_link = &*tag.name == "a";
        if is_link {
            // HTML has no link in a link: the next one ends the one before it.
            self.end_link(layout);
        }
        let Some((kind, target)) = target(tag) else { return };
        if self.found.len() == MOST_TARGETS {
            self.has_too_many = true;
            return;
        }
        let target = target.trim_matches(|sign: char| sign.is_ascii_whitespace() || sign.is_ascii_control());
        if target.is_empty() {
            return;
        }
        if is_link {
            self.open = Some(self.found.len());
        }
        let target = target[..target.floor_char_boundary(LONGEST_BYTES)].to_owned();
        self.found.push(Found { target, kind, start: layout.place(), shown: None });
    }

    /// The link that is open ends.
    pub(super) fn end_link(&mut self, layout: &Layout) {
        if let Some(link) = self.open.take().and_then(|open| self.found.get_mut(open)) {
            link.shown = layout.written_since(&link.start);
        }
    }

    /// The picture that was met last has been laid out: its alternative text stands for it.
    pub(super) fn end_picture(&mut self, tag: &Tag, before: Place, layout: &Layout) {
        let count = self.found.len();
        self.start(tag, layout);
        if let Some(picture) = self.found.get_mut(count) {
            picture.shown = layout.written_since(&before);
            picture.start = before;
        }
    }

    /// A page had more targets than are kept.
    pub(super) fn has_too_many(&self) -> bool {
        self.has_too_many
    }

    /// The targets with their places in the finished lines.
    pub(super) fn finish(self, lines: &[Line]) -> Vec<PageTarget> {
        if self.found.is_empty() {
            return Vec::new();
        }
        let texts: Vec<usize> = (0..lines.len()).filter(|line| !lines[*line].text.trim().is_empty()).collect();
        let found = self.found.into_iter().map(|Found { target, kind, start, shown }| {
            let (line, place) = shown.unwrap_or_else(|| beside(&start, lines, &texts));
            PageTarget { target, kind, line, place }
        });
        found.collect()
    }
}

/// The same targets with their places in a body of these lines, each ended by `\n`.
pub fn in_body(targets: Vec<PageTarget>, lines: &[Line]) -> Vec<PartTarget> {
    if targets.is_empty() {
        return Vec::new();
    }
    let mut start = 0;
    let starts = lines.iter().map(|line| {
        start += line.text.len() + 1;
        start - line.text.len() - 1
    });
    let starts: Vec<usize> = starts.collect();
    let placed = targets.into_iter().map(|PageTarget { target, kind, line, place }| {
        let start = starts.get(line).copied().unwrap_or_default();
        PartTarget { target, kind, place: start + place.start..start + place.end }
    });
    placed.collect()
}

/// What a start tag leads to.
fn target(tag: &Tag) -> Option<(TargetKind, &str)> {
    let (kind, name) = match &*tag.name {
        "a" | "area" => (TargetKind::Link, "href"),
        "img" | "image" | "input" => (TargetKind::Picture, "src"),
        "body" | "table" | "tbody" | "tr" | "td" | "th" => (TargetKind::Picture, "background"),
        "form" => (TargetKind::Form, "action"),
        "iframe" | "frame" | "embed" => (TargetKind::Frame, "src"),
        _ => return None,
    };
    attribute(tag, name).map(|target| (kind, target))
}

/// Text beside a place: before it on its line, after it there, at the end of the line above, on the one below. `texts`
/// are the lines that have any.
fn beside(start: &Place, lines: &[Line], texts: &[usize]) -> (usize, Range<usize>) {
    if let Some(line) = lines.get(start.line) {
        let (before, after) = line.text.split_at(line.text.floor_char_boundary(start.at));
        if !before.trim().is_empty() {
            return (start.line, end_of(before));
        }
        if !after.trim().is_empty() {
            let place = beginning_of(after);
            return (start.line, before.len() + place.start..before.len() + place.end);
        }
    }
    let next = texts.partition_point(|line| *line < start.line);
    if let Some(above) = next.checked_sub(1).and_then(|above| texts.get(above)) {
        return (*above, end_of(&lines[*above].text));
    }
    texts.get(next).map_or((0, 0..0), |below| (*below, beginning_of(&lines[*below].text)))
}

fn end_of(text: &str) -> Range<usize> {
    let end = text.trim_end().len();
    let mut start = text.floor_char_boundary(end.saturating_sub(BESIDE_BYTES));
    if start > 0 {
        // Not from the middle of a word on.
        start += text[start..end].find(' ').unwrap_or(0);
    }
    end - text[start..end].trim_start().len()..end
}

fn beginning_of(text: &str) -> Range<usize> {
    let start = text.len() - text.trim_start().len();
    let end = text.floor_char_boundary(start + BESIDE_BYTES);
    start..start + text[start..end].trim_end().len()
}

#[cfg(test)]
mod tests {
    use super::super::read;

    #[track_caller]
    fn shows(html: &str, expected: &[(&str, &str)]) {
        let page = read(html, 256);
        let found: Vec<(&str, &str)> = page
            .targets
            .iter()
            .map(|target| {
                let text = page.lines.get(target.line).map_or("", |line| line.text.as_str());
                (target.target.as_str(), &text[target.place.clone()])
            })
            .collect();
        assert_eq!(found, expected, "{html}");
    }

    #[test]
    fn a_link_is_shown_by_its_text() {
        shows(
            "<p>See <a href='https://a.example/?x=1&amp;y=%E3'> this <b>page</b> </a>.",
            &[("https://a.example/?x=1&y=%E3", "this page")],
        );
        shows("<p>a<p><a href=u>b</a>", &[("u", "b")]);
        shows("<ul><li><a href=u>b</a><li>c</ul>", &[("u", "b")]);
        shows("<table><tr><td>a<td><a href=u>b</a></table>", &[("u", "b")]);
        shows("<a href=u><div>first<br>second</div></a>", &[("u", "first")]);
        shows("<a href=u>b<p>c", &[("u", "b")]);
        shows("<a href=u>b<a href=v>c</a>", &[("u", "b"), ("v", "c")]);
    }

    #[test]
    fn what_shows_nothing_is_shown_by_the_text_beside_it() {
        shows("<p>before <img src=u> after", &[("u", "before")]);
        shows("<p><img src=u> after", &[("u", "after")]);
        shows("<p>above<p><a href=u><img src=v></a><p>below", &[("u", "above"), ("v", "above")]);
        shows("<p><a href=u></a><p>below", &[("u", "below")]);
        shows("<p><img src=u>", &[("u", "")]);
        shows("<p>a <img src=u alt=logo> b", &[("u", "logo")]);
        shows("<a href=u><img src=v alt=logo></a>", &[("u", "logo"), ("v", "logo")]);
    }

    #[test]
    fn forms_frames_backgrounds_and_areas_lead_somewhere() {
        shows(
            "<body background=a>x<form action=b><iframe src=c>y</iframe><map><area href=d></map>",
            &[("a", "x"), ("b", "x"), ("c", "x"), ("d", "x")],
        );
    }

    #[test]
    fn what_is_hidden_leads_nowhere() {
        shows("x<div style='display:none'><a href=u>b</a><img src=v></div><img src=w style='display:none'>", &[]);
        shows("x<a href=' '>b</a><a name=u>c</a>", &[]);
    }

    #[test]
    fn what_only_outlook_shows_moves_the_places_below_it() {
        shows("<p>a<!--[if mso]><p>b<![endif]--><p><a href=u>c</a>", &[("u", "c")]);
    }

    #[test]
    fn many_and_long_targets_have_an_end() {
        let page = read(&"<a href=u>b</a>".repeat(10_001), 256);
        assert!(page.has_too_many_targets && page.targets.len() == 10_000);
        let page = read(&format!("<a href='{}'>b</a>", "あ".repeat(5_000)), 256);
        assert!(!page.has_too_many_targets && page.targets[0].target.len() <= 2_048);
    }
}
