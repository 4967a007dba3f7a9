//! Puts text into lines as a mail client shows it: the gaps between words, cells, lines and paragraphs.
//! Knows no element names and no style.

use crate::load::line::Line;
use std::mem;
use std::ops::Range;

/// What the markup tells about a stretch of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Mark {
    /// Quoted or forwarded.
    pub is_quoted: bool,
    /// Part of the author's signature.
    pub is_signature: bool,
}

impl Mark {
    /// What holds for both: a line is quoted only when all of it is.
    fn and(self, other: Self) -> Self {
        Self { is_quoted: self.is_quoted && other.is_quoted, is_signature: self.is_signature && other.is_signature }
    }
}

/// A place between what was written so far and what comes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place {
    /// Counted from 0.
    pub line: usize,
    /// Bytes of the line before it.
    pub at: usize,
    /// A bullet comes before the next text.
    has_bullet: bool,
}

/// What stands between the text so far and the next; written only when there is a next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Gap {
    Nothing,
    Space { has_newline: bool },
    Cells(usize),
    Line,
    Paragraph,
}

/// Text being laid out.
#[derive(Debug)]
pub(super) struct Layout {
    lines: Vec<Line>,
    text: String,
    /// A hard space is content without visible text: it makes an empty line high.
    has_content: bool,
    mark: Option<Mark>,
    gap: Gap,
    has_bullet: bool,
    run_count: usize,
    /// The last line is a margin; an empty paragraph after it makes no second blank line.
    ends_in_margin: bool,
}

impl Layout {
    pub(super) fn new() -> Self {
        Self {
            lines: Vec::new(),
            text: String::new(),
            has_content: false,
            mark: None,
            gap: Gap::Nothing,
            has_bullet: false,
            run_count: 0,
            ends_in_margin: false,
        }
    }

    /// Text whose white space collapses; U+3000 is no white space in HTML and stays.
    pub(super) fn write(&mut self, text: &str, mark: Mark) {
        for character in text.chars() {
            match character {
                ' ' | '\t' | '\r' | '\x0c' => self.space(false),
                '\n' => self.space(true),
                character => self.push(character, mark),
            }
        }
    }

    /// Text whose white space is kept.
    pub(super) fn write_preformatted(&mut self, text: &str, mark: Mark) {
        for character in text.chars() {
            match character {
                '\n' => self.line_break(mark),
                '\r' => {}
                character => self.push(character, mark),
            }
        }
    }

    /// `<br>`: ends the line, also an empty one.
    pub(super) fn line_break(&mut self, mark: Mark) {
        if matches!(self.gap, Gap::Line | Gap::Paragraph) {
            self.close_gap(None, mark);
        }
        if !self.has_content {
            self.mark = Some(mark);
        }
        self.push_line();
        self.gap = Gap::Nothing;
    }

    /// The next text starts a line.
    pub(super) fn new_line(&mut self) {
        if matches!(self.gap, Gap::Nothing | Gap::Space { .. }) {
            self.gap = Gap::Line;
        }
    }

    /// The next text starts a paragraph: a blank line stands before it.
    pub(super) fn new_paragraph(&mut self) {
        // A paragraph that opens a cell stays beside the cell before it, as in the tables of Word.
        if !matches!(self.gap, Gap::Cells(_)) {
            self.gap = Gap::Paragraph;
        }
    }

    /// The next text stands in a further cell of the row.
    pub(super) fn new_cell(&mut self) {
        self.gap = Gap::Cells(if let Gap::Cells(count) = self.gap { count + 1 } else { 1 });
    }

    /// The row ends: cells that stayed empty are forgotten.
    pub(super) fn end_row(&mut self) {
        if self.gap != Gap::Paragraph {
            self.gap = Gap::Line;
        }
    }

    /// The next text is a list item.
    pub(super) fn bullet(&mut self) {
        self.has_bullet = true;
    }

    /// The list item ends, with or without text.
    pub(super) fn end_item(&mut self) {
        self.has_bullet = false;
    }

    /// The line after the one that is being written, counted from 0.
    pub(super) fn next_line(&self) -> usize {
        self.lines.len() + usize::from(self.has_content)
    }

    /// Starts a line now and says which one it is, counted from 0.
    pub(super) fn start_line(&mut self) -> usize {
        if self.has_content {
            self.push_line();
        }
        self.new_line();
        self.lines.len()
    }

    /// The lines from that one on, as far as they are complete.
    pub(super) fn lines_from(&self, first: usize) -> &[Line] {
        self.lines.get(first..).unwrap_or_default()
    }

    /// Takes the quote mark from the lines from that one on.
    pub(super) fn unquote_from(&mut self, first: usize) {
        for line in self.lines.iter_mut().skip(first) {
            line.is_quoted = false;
        }
    }

    /// The unfinished line.
    pub(super) fn unfinished(&self) -> &str {
        &self.text
    }

    /// Grows with every visible character: tells whether anything was written since.
    pub(super) fn run_count(&self) -> usize {
        self.run_count
    }

    pub(super) fn place(&self) -> Place {
        Place { line: self.lines.len(), at: self.text.len(), has_bullet: self.has_bullet }
    }

    /// The first line of what was written since, and its bytes there; `None` when nothing visible was.
    pub(super) fn written_since(&self, place: &Place) -> Option<(usize, Range<usize>)> {
        let finished = self.lines.iter().skip(place.line).map(|line| line.text.as_str());
        let mut from = place.at;
        for (line, text) in (place.line..).zip(finished.chain([self.text.as_str()])) {
            let written = text.get(mem::take(&mut from)..).unwrap_or_default().trim_start();
            let written = if place.has_bullet { written.strip_prefix("- ").unwrap_or(written) } else { written };
            if !written.trim_end().is_empty() {
                let start = text.len() - written.len();
                return Some((line, start..start + written.trim_end().len()));
            }
        }
        None
    }

    pub(super) fn finish(mut self) -> Vec<Line> {
        if self.has_content {
            self.push_line();
        }
        self.lines
    }

    fn space(&mut self, is_newline: bool) {
        match &mut self.gap {
            Gap::Nothing if self.has_content => self.gap = Gap::Space { has_newline: is_newline },
            Gap::Space { has_newline } => *has_newline |= is_newline,
            _ => {}
        }
    }

    fn push(&mut self, character: char, mark: Mark) {
        if self.gap != Gap::Nothing {
            self.close_gap(Some(character), mark);
        }
        if mem::take(&mut self.has_bullet) {
            self.text.push_str("- ");
        }
        self.text.push(if character == '\u{a0}' { ' ' } else { character });
        self.mark = Some(self.mark.map_or(mark, |before| before.and(mark)));
        self.has_content = true;
        self.run_count += 1;
    }

    fn close_gap(&mut self, next: Option<char>, mark: Mark) {
        match mem::replace(&mut self.gap, Gap::Nothing) {
            Gap::Nothing => {}
            Gap::Space { has_newline } => {
                // A line end in the source between two wide characters is no space (CSS Text 3, 4.1.3).
                let is_between_wide = self.text.chars().next_back().is_some_and(is_wide) && next.is_some_and(is_wide);
                if !(has_newline && is_between_wide) {
                    self.text.push(' ');
                }
            }
            Gap::Cells(count) if self.mark.is_none_or(|before| before == mark) => {
                if self.has_content {
                    self.text.extend(std::iter::repeat_n('\t', count));
                }
            }
            Gap::Cells(_) | Gap::Line => {
                if self.has_content {
                    self.push_line();
                }
            }
            Gap::Paragraph => {
                if self.has_content {
                    self.push_line();
                }
                if let Some(before) = self.lines.last().filter(|line| !line.text.is_empty()) {
                    let before = Mark { is_quoted: before.is_quoted, is_signature: before.is_signature };
                    self.mark = Some(before.and(mark));
                    self.push_line();
                    self.ends_in_margin = true;
                }
            }
        }
    }

    fn push_line(&mut self) {
        let mark = self.mark.take().unwrap_or(Mark { is_quoted: false, is_signature: false });
        let mut text = mem::take(&mut self.text);
        if text != "-- " {
            text.truncate(text.trim_end().len());
        }
        self.has_content = false;
        if mem::take(&mut self.ends_in_margin) && text.is_empty() {
            return;
        }
        self.lines.push(Line { text, is_quoted: mark.is_quoted, is_signature: mark.is_signature });
    }
}

/// Characters that Chinese and Japanese write without spaces between.
fn is_wide(character: char) -> bool {
    matches!(character, '\u{2e80}'..='\u{a4cf}' | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe4f}'
        | '\u{ff01}'..='\u{ff9f}' | '\u{20000}'..='\u{3fffd}')
}
