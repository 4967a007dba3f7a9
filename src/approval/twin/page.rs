//! A page as visible signs, with the places of its links, raised letters and numbered lists: what the plain text beside it is
//! compared with.

use crate::approval::canonical_text::{composed_but_variants, is_nothing};
use crate::draft::LinkTarget;
use crate::link::link_form;
use std::collections::HashMap;

/// A page to compare with. Places in it are numbers of signs before them.
#[derive(Debug, Default)]
pub(in crate::approval) struct Page {
    pub(super) signs: Vec<Sign>,
    /// Before the text of each link and behind it, in order.
    links: Vec<(usize, usize)>,
    /// The links by [`link_form`].
    pub(super) by_form: HashMap<String, Vec<usize>>,
    /// Where a raised letter begins, ascending.
    pub(super) raised: Vec<usize>,
    /// From where to where its lists have numbers, ascending.
    lists: Vec<(usize, usize)>,
}

impl Page {
    /// The page as its reader sees it: its text, which begins at `start` for the spans of `targets`.
    pub(in crate::approval) fn shown(text: &str, targets: &[LinkTarget], start: usize) -> Self {
        // How many signs there are before each place that is asked for.
        let place = |at: usize| text.floor_char_boundary(at.saturating_sub(start));
        let mut asked: Vec<usize> =
            targets.iter().flat_map(|target| [place(target.span.start), place(target.span.end)]).collect();
        asked.sort_unstable();
        asked.dedup();
        let (mut counts, mut counted, mut before) = (HashMap::new(), 0, 0);
        for at in asked {
            counted += signs(&text[before..at]).len();
            before = at;
            counts.insert(at, counted);
        }
        let count = |at: usize| counts.get(&place(at)).copied().unwrap_or(0);
        let mut page = Self { signs: signs(text), ..Self::default() };
        for target in targets {
            page.link(&target.target, count(target.span.start), count(target.span.end));
        }
        page
    }

    /// All that the page has as text, seen or not: programs that know no style sheets write this out.
    pub(in crate::approval) fn written(markup: &str) -> Self {
        let mut page = Self::default();
        let (mut link, mut list) = (None, None);
        let mut is_behind_space = true;
        for piece in pieces(markup) {
            match piece {
                Piece::Text(text) => {
                    let mut more = signs(&text);
                    if let Some(first) = more.first_mut() {
                        first.is_behind_space = is_behind_space || text.starts_with(char::is_whitespace);
                    }
                    is_behind_space = text.ends_with(char::is_whitespace) || (is_behind_space && more.is_empty());
                    page.signs.extend(more);
                }
                Piece::Start("a", tag) => link = value(tag, "href").map(|target| (target, page.signs.len())),
                Piece::End("a") => {
                    if let Some((target, start)) = link.take() {
                        page.link(&target, start, page.signs.len());
                    }
                }
                Piece::Start("img", tag) => page.signs.extend(signs(&value(tag, "alt").unwrap_or_default())),
                Piece::Start("sup", _) => page.raised.push(page.signs.len()),
                Piece::Start("ol", _) => list = list.or(Some(page.signs.len())),
                Piece::End("ol") => page.lists.extend(list.take().map(|start| (start, page.signs.len()))),
                Piece::Start(..) | Piece::End(_) => {}
            }
        }
        page
    }

    fn link(&mut self, target: &str, start: usize, end: usize) {
        self.by_form.entry(link_form(target)).or_default().push(self.links.len());
        self.links.push((start, end));
    }

    /// The next link after `used` that leads there and whose text ends, or stands, at that place.
    pub(super) fn link_to(&self, form: &str, shown: usize, used: Option<usize>) -> Option<usize> {
        let fits = |index: &usize| {
            let (start, end) = self.links[*index];
            used.is_none_or(|used| used < *index) && start < shown && shown <= end
        };
        self.by_form.get(form)?.iter().copied().find(fits)
    }

    pub(super) fn is_in_list(&self, shown: usize) -> bool {
        let before = self.lists.partition_point(|(_, end)| *end <= shown);
        self.lists.get(before).is_some_and(|(start, _)| *start <= shown)
    }
}

/// A piece of a page written down by loading (`draft::Body::markup`).
enum Piece<'m> {
    Text(String),
    /// Name, and what stands in the tag after it.
    Start(&'m str, &'m str),
    End(&'m str),
}

/// Without comments, and without what stands in elements that show no text.
fn pieces(markup: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = markup;
    let mut unseen: Option<&str> = None;
    while !rest.is_empty() {
        let (text, tag) = rest.split_at(rest.find('<').unwrap_or(rest.len()));
        if unseen.is_none() && !text.is_empty() {
            pieces.push(Piece::Text(decoded(text)));
        }
        // Values hold no such sign.
        let Some(end) = tag.find('>') else { break };
        let inside = &tag[1..end];
        rest = &tag[end + 1..];
        let name = inside.split('|').next().unwrap_or_default();
        match name.strip_prefix('/') {
            Some(name) if unseen == Some(name) => unseen = None,
            _ if unseen.is_some() || name.starts_with('!') => {}
            Some(name) => pieces.push(Piece::End(name)),
            None if matches!(name, "style" | "script" | "title" | "iframe" | "noembed" | "noframes") => {
                unseen = Some(name)
            }
            None => pieces.push(Piece::Start(name, &inside[name.len()..])),
        }
    }
    pieces
}

/// The value of an attribute.
fn value(tag: &str, name: &str) -> Option<String> {
    let (_, value) = tag.split_once(&format!("|{name}=\""))?;
    value.split_once('"').map(|(value, _)| decoded(value))
}

/// `&lt;`, `&#160;` as the signs they stand for.
fn decoded(text: &str) -> String {
    let mut pieces = text.split('&');
    let mut decoded = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let (name, rest) = piece.split_once(';').unwrap_or((piece, ""));
        match name {
            "amp" => decoded.push('&'),
            "lt" => decoded.push('<'),
            "gt" => decoded.push('>'),
            "quot" => decoded.push('"'),
            _ => decoded.extend(name.strip_prefix('#').and_then(|code| code.parse().ok()).and_then(char::from_u32)),
        }
        decoded.push_str(rest);
    }
    decoded
}

/// A visible sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Sign {
    pub sign: char,
    pub is_behind_space: bool,
    pub starts_line: bool,
}

/// The visible signs of a text.
pub(super) fn signs(text: &str) -> Vec<Sign> {
    let (mut is_behind_space, mut starts_line) = (true, true);
    let mut signs = Vec::with_capacity(text.len());
    for sign in composed_but_variants(text).chars().filter(|sign| !is_nothing(*sign)) {
        if sign.is_whitespace() || sign.is_control() {
            is_behind_space = true;
            starts_line |= sign == '\n';
            continue;
        }
        signs.push(Sign { sign, is_behind_space, starts_line });
        (is_behind_space, starts_line) = (false, false);
    }
    signs
}
