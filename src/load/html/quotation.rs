//! Which elements of a page are quoted or forwarded text. Knows how mailers mark it, and of words only that a header
//! field has a colon.

use super::element::Quote;
use super::open::Open;
use super::walk::Walk;
use crate::load::line::Line;

impl Walk {
    /// Whether the element quotes what stands in it; notes where the rest of the body is quoted.
    pub(super) fn quotes(&mut self, name: &str, quote: Quote, class: &str) -> bool {
        // A header of Outlook inside a quotation belongs to it and says nothing about the text below the quotation.
        let is_quoted_already = self.open.is_quoted() || self.is_rest_quoted;
        match quote {
            Quote::No => false,
            Quote::GmailContainer => true,
            Quote::Element => {
                self.quotation_count += 1;
                if name == "blockquote" && class.split_ascii_whitespace().any(|class| class == "gmail_quote") {
                    self.end_gmail_container();
                }
                true
            }
            Quote::Rest => {
                self.layout.start_line();
                self.is_rest_quoted |= !is_quoted_already;
                true
            }
            Quote::RestIfHeader => {
                let line = self.layout.start_line();
                if !is_quoted_already && self.header_lines.last() != Some(&line) {
                    self.header_lines.push(line);
                }
                false
            }
        }
    }

    /// Gmail puts answers between the quoted lines into its container too: once the quotation itself is met, only it
    /// is quoted. A forwarded message has no such quotation; quotations further in are its own.
    fn end_gmail_container(&mut self) {
        let Some(container) = self.open.quoting().filter(|open| open.meaning.quote == Quote::GmailContainer) else {
            return;
        };
        let first_line = container.line;
        if !self.is_forward(first_line) {
            self.open.end_quoting();
        }
    }

    /// A container of Gmail that holds neither quotation nor forwarded message was left by a paste or an edit.
    pub(super) fn leave_gmail_container(&mut self, closed: &Open) {
        let is_empty = closed.is_quoted && closed.quotation_count == self.quotation_count;
        if is_empty && !self.mark().is_quoted && !self.is_forward(closed.line) {
            self.layout.start_line();
            self.layout.unquote_from(closed.line);
        }
    }

    /// Whether the text from that line on starts like a forwarded message of Gmail.
    fn is_forward(&self, first_line: usize) -> bool {
        let complete = self.layout.lines_from(first_line).iter().map(|line| line.text.as_str());
        complete
            .chain([self.layout.unfinished()])
            .find(|text| !text.is_empty())
            .is_some_and(|text| text.starts_with("-----"))
    }
}

/// The first of `candidates` (ascending) whose first two lines with text each hold a header field: one alone is a note in
/// a frame.
pub(super) fn first_header(lines: &[Line], candidates: &[usize]) -> Option<usize> {
    let mut first = None;
    let mut candidates = candidates.iter().rev().peekable();
    let (mut has_colon, mut next_has_colon) = (false, false);
    for index in (0..=lines.len()).rev() {
        if let Some(line) = lines.get(index).filter(|line| !line.text.is_empty()) {
            next_has_colon = has_colon;
            has_colon = line.text.contains([':', '：']);
        }
        if candidates.next_if(|candidate| **candidate >= index).is_some() && has_colon && next_has_colon {
            first = Some(index);
        }
    }
    first
}
