//! Comments whose content Outlook shows and others do not: `<!--[if mso]>…<![endif]-->`, text boxes of Word for instance.
//! Knows no conditions but those for Outlook and its drawings.

use super::layout::Mark;
use super::target::PageTarget;
use crate::load::line::Line;
use std::collections::HashSet;

/// The lines of such a comment; `None` when it is none, or shows no text.
///
/// The tags in it are taken for complete, while pages like to open a table in one comment and to close it in another:
/// mixed with the page they would spoil its lines.
pub(super) fn shown_by_outlook(comment: &str, depth_limit: usize) -> Option<Vec<Line>> {
    let (condition, content) = comment.trim_start().strip_prefix("[if")?.split_once("]>")?;
    let condition = condition.to_ascii_lowercase();
    let is_for_outlook = condition.contains("mso") || condition.contains("vml");
    // `!mso` and its like: for the others, who skip comments.
    if !is_for_outlook || condition.contains('!') {
        return None;
    }
    // A comment has no end within, so what begins like one there is none; it would make this call itself.
    let content = content.split_once("<!--").map_or(content, |(content, _)| content);
    let mut lines = super::read(content, depth_limit).lines;
    lines.retain(|line| !line.text.is_empty());
    (!lines.is_empty()).then_some(lines)
}

/// What the comments met so far show.
#[derive(Debug, Default)]
pub(super) struct Conditional {
    /// With the line of the page before which they stand, ascending.
    lines: Vec<(usize, Line)>,
}

impl Conditional {
    /// Adds the lines of a comment before line `at` of the page.
    pub(super) fn push(&mut self, at: usize, lines: Vec<Line>, mark: Mark) {
        self.lines.extend(lines.into_iter().map(|mut line| {
            line.is_quoted |= mark.is_quoted;
            line.is_signature |= mark.is_signature;
            (at, line)
        }));
    }

    /// The page is quoted from that line on.
    pub(super) fn quote_from(&mut self, first: usize) {
        for (at, line) in &mut self.lines {
            line.is_quoted |= *at > first;
        }
    }

    /// The page with what only Outlook shows in its place; what another line says as well is left out. The targets of
    /// the page go with their lines.
    pub(super) fn insert_into(self, page: Vec<Line>, targets: &mut [PageTarget]) -> Vec<Line> {
        if self.lines.is_empty() {
            return page;
        }
        let dense = |line: &Line| line.text.split_whitespace().collect::<String>();
        let mut seen: HashSet<String> = page.iter().map(dense).collect();
        let mut more = self.lines.into_iter().filter(|(_, line)| seen.insert(dense(line))).peekable();
        let mut lines = Vec::with_capacity(page.len());
        let mut moved = Vec::with_capacity(page.len());
        for (index, line) in page.into_iter().enumerate() {
            while let Some((_, line)) = more.next_if(|(at, _)| *at <= index) {
                lines.push(line);
            }
            moved.push(lines.len());
            lines.push(line);
        }
        for target in targets {
            target.line = moved.get(target.line).copied().unwrap_or(target.line);
        }
        lines.extend(more.map(|(_, line)| line));
        lines
    }
}
