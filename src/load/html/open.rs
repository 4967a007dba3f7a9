//! The elements that are open at a place in the HTML, as many as the depth limit allows.
//! Knows when a tag closes others by implication, not how anything is laid out.

use super::element::Meaning;
use super::markup::Weight;
use html5ever::{LocalName, local_name};
use std::collections::HashMap;

/// An element whose end was not met yet.
#[derive(Debug)]
pub(super) struct Open {
    pub name: LocalName,
    pub meaning: Meaning,
    pub is_quoted: bool,
    pub is_preformatted: bool,
    pub is_invisible: bool,
    pub is_sizeless: bool,
    /// What `Markup::start` gave.
    pub weight: Weight,
    /// `Layout::run_count` at its start.
    pub run_count: usize,
    /// The line of the layout at its start; only for Gmail's container.
    pub line: usize,
    /// Quotations met before it.
    pub quotation_count: usize,
}

/// Open elements, the innermost last, and what they say together.
#[derive(Debug)]
pub(super) struct OpenElements {
    elements: Vec<Open>,
    depth_limit: usize,
    /// Elements deeper than the limit, by name, so that their end tags close nothing else.
    beyond: HashMap<LocalName, usize>,
    is_too_deep: bool,
    hidden_count: usize,
    quoted_count: usize,
    signature_count: usize,
    paragraph_count: usize,
}

impl OpenElements {
    pub(super) fn new(depth_limit: usize) -> Self {
        Self {
            elements: Vec::new(),
            depth_limit,
            beyond: HashMap::new(),
            is_too_deep: false,
            hidden_count: 0,
            quoted_count: 0,
            signature_count: 0,
            paragraph_count: 0,
        }
    }

    pub(super) fn depth_limit(&self) -> usize {
        self.depth_limit
    }

    /// Whether no element is open.
    pub(super) fn is_none(&self) -> bool {
        self.elements.is_empty()
    }

    /// Whether the limit was ever met.
    pub(super) fn is_too_deep(&self) -> bool {
        self.is_too_deep
    }

    pub(super) fn is_hidden(&self) -> bool {
        self.hidden_count > 0
    }

    /// Whether letters and pictures take up room and are not drawn.
    pub(super) fn is_invisible(&self) -> bool {
        self.elements.last().is_some_and(|open| open.is_invisible)
    }

    /// Whether letters have no size.
    pub(super) fn is_sizeless(&self) -> bool {
        self.elements.last().is_some_and(|open| open.is_sizeless)
    }

    pub(super) fn is_quoted(&self) -> bool {
        self.quoted_count > 0
    }

    pub(super) fn is_signature(&self) -> bool {
        self.signature_count > 0
    }

    pub(super) fn is_preformatted(&self) -> bool {
        self.elements.last().is_some_and(|open| open.is_preformatted)
    }

    /// The innermost row, when the place is not in a deeper table.
    pub(super) fn row(&self) -> Option<&Open> {
        self.elements.iter().rev().take_while(|open| &*open.name != "table").find(|open| &*open.name == "tr")
    }

    /// Whether one of `names` is open.
    pub(super) fn is_in(&self, names: &[&str]) -> bool {
        self.elements.iter().any(|open| names.contains(&&*open.name))
    }

    /// The innermost quoting element.
    pub(super) fn quoting(&mut self) -> Option<&mut Open> {
        self.elements.iter_mut().rev().find(|open| open.is_quoted)
    }

    /// Text that follows in the innermost quoting element is not quoted by it any more.
    pub(super) fn end_quoting(&mut self) {
        if let Some(open) = self.quoting() {
            open.is_quoted = false;
            self.quoted_count -= 1;
        }
    }

    /// The elements that never ended, innermost first.
    pub(super) fn unended(&self) -> impl Iterator<Item = &Open> {
        self.elements.iter().rev()
    }

    /// Opens an element; deeper than the limit it is only counted.
    pub(super) fn push(&mut self, open: Open) {
        if self.elements.len() >= self.depth_limit {
            *self.beyond.entry(open.name).or_default() += 1;
            self.is_too_deep = true;
            return;
        }
        self.hidden_count += usize::from(open.meaning.is_hidden);
        self.quoted_count += usize::from(open.is_quoted);
        self.signature_count += usize::from(open.meaning.is_signature);
        self.paragraph_count += usize::from(&*open.name == "p");
        self.elements.push(open);
    }

    /// Closes what a start tag closes by implication (HTML 13.2.6.4.7), innermost first.
    pub(super) fn close_implied_by(&mut self, name: &str, is_block: bool) -> Vec<Open> {
        let (closes, until): (&[&str], &[&str]) = match name {
            "li" => (&["li"], &["ul", "ol", "menu", "dir", "td", "th", "table", "blockquote"]),
            "dt" | "dd" => (&["dt", "dd"], &["dl", "td", "th", "table", "blockquote"]),
            "option" => (&["option"], &["select"]),
            "td" | "th" => (&["td", "th"], &["tr", "table"]),
            "tr" => (&["tr"], &["table"]),
            "tbody" | "thead" | "tfoot" => (&["tbody", "thead", "tfoot"], &["table"]),
            "table" => return Vec::new(),
            // HTML 13.2.6.4.7: one of these ends the one before, wherever it stands.
            "a" | "button" | "nobr" => return self.close(&LocalName::from(name), false).unwrap_or_default(),
            _ if is_block && self.paragraph_count > 0 => {
                (&["p"], &["td", "th", "table", "button", "object", "template"])
            }
            _ => return Vec::new(),
        };
        let place = self
            .elements
            .iter()
            .enumerate()
            .rev()
            .take_while(|(_, open)| !until.contains(&&*open.name))
            .find(|(_, open)| closes.contains(&&*open.name))
            .map(|(index, _)| index);
        place.map(|index| self.truncate(index)).unwrap_or_default()
    }

    /// Closes what an end tag closes, innermost first; `None` when no such element is open here.
    pub(super) fn close(&mut self, name: &LocalName, is_block: bool) -> Option<Vec<Open>> {
        if let Some(count) = self.beyond.get_mut(name).filter(|count| **count > 0) {
            *count -= 1;
            return Some(Vec::new());
        }
        let is_table_part = matches!(&**name, "td" | "th" | "tr" | "tbody" | "thead" | "tfoot" | "caption" | "table");
        if *name == local_name!("p") && self.paragraph_count == 0 {
            return None;
        }
        let is_heading = is_heading(name);
        for index in (0..self.elements.len()).rev() {
            let open = &self.elements[index];
            if open.name == *name || (is_heading && self::is_heading(&open.name)) {
                // An inline element that was nested wrongly is closed alone; what stands in it stays open.
                let has_block_within = self.elements[index + 1..].iter().any(|open| open.meaning.is_block);
                if !is_block && !is_table_part && has_block_within {
                    let open = self.elements.remove(index);
                    self.forget(&open);
                    return Some(vec![open]);
                }
                return Some(self.truncate(index));
            }
            let is_cell = open.name == local_name!("td") || open.name == local_name!("th");
            let is_wall = open.name == local_name!("table") || (is_cell && !is_table_part);
            if is_wall {
                return None;
            }
        }
        None
    }

    fn truncate(&mut self, length: usize) -> Vec<Open> {
        self.beyond = HashMap::new();
        let mut closed = self.elements.split_off(length);
        closed.reverse();
        for open in &closed {
            self.forget(open);
        }
        closed
    }

    fn forget(&mut self, open: &Open) {
        self.hidden_count -= usize::from(open.meaning.is_hidden);
        self.quoted_count -= usize::from(open.is_quoted);
        self.signature_count -= usize::from(open.meaning.is_signature);
        self.paragraph_count -= usize::from(&*open.name == "p");
    }
}

fn is_heading(name: &str) -> bool {
    matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
}
