//! The lines of a view: which one a place is on, and which header field a line belongs to. Knows nothing of what is
//! shown of them.

use super::Mark;
use crate::span::Span;

/// The lines of a view, from 0.
pub(super) struct Lines<'a> {
    text: &'a str,
    starts: Vec<usize>,
    /// The empty line below the header; the number of lines when there is none.
    header_end: usize,
}

impl<'a> Lines<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let starts: Vec<_> = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        let mut lines = Self { text, starts, header_end: usize::MAX };
        lines.header_end =
            (0..lines.starts.len()).find(|number| lines.text(*number).is_empty()).unwrap_or(lines.starts.len());
        lines
    }

    fn span(&self, number: usize) -> Span {
        let start = self.starts.get(number).copied().unwrap_or(self.text.len());
        let end = self.starts.get(number + 1).map_or(self.text.len(), |next| next - 1);
        let text = &self.text[start..end];
        Span::new(start, end - usize::from(text.ends_with('\r')))
    }

    pub(super) fn text(&self, number: usize) -> &'a str {
        &self.text[self.span(number).range()]
    }

    fn number_of(&self, byte: usize) -> usize {
        self.starts.partition_point(|start| *start <= byte).saturating_sub(1)
    }

    /// The line a mark stands on, the mark within that line, and how many lines it goes on for.
    pub(super) fn place(&self, mark: &Mark) -> (usize, Mark, usize) {
        let covered = self.text.get(mark.span.range()).unwrap_or_default();
        let blank = covered.len() - covered.trim_start_matches(['\r', '\n']).len();
        let blank = if blank == covered.len() { 0 } else { blank };
        let start = mark.span.start + blank;
        let number = self.number_of(start);
        let last = self.number_of(mark.span.start + covered.trim_end().len().max(blank));
        let line = self.span(number);
        let start = start.clamp(line.start, line.end) - line.start;
        let end = mark.span.end.clamp(line.start + start, line.end) - line.start;
        (number, Mark { span: Span::new(start, end), ..mark.clone() }, last.saturating_sub(number))
    }

    /// The line with the field name for a continued line of the header.
    pub(super) fn field_line(&self, number: usize) -> Option<usize> {
        if number >= self.header_end || !is_continued(self.text(number)) {
            return None;
        }
        (0..number).rev().find(|above| !is_continued(self.text(*above)))
    }

    /// The field a line of the header belongs to.
    pub(super) fn field(&self, number: usize) -> Option<&'a str> {
        if number >= self.header_end {
            return None;
        }
        let (name, _) = self.text(self.field_line(number).unwrap_or(number)).split_once(':')?;
        Some(name)
    }

    /// True for one of many mailboxes: beside others it says nothing.
    pub(super) fn is_in_list(&self, number: usize) -> bool {
        number < self.header_end && is_continued(self.text(number))
    }
}

fn is_continued(line: &str) -> bool {
    line.starts_with([' ', '\t'])
}
