//! The lines of the view that a finding is about, shortened for reading: of many labelled lines the first few and
//! the last, unrelated lines left out, long lines cut around their labels, every character safe to print.
//! Knows neither rules nor how an excerpt is drawn.

mod row;

use crate::draft::view::View;
use crate::lang::Lang;
use crate::span::Span;
use std::collections::{BTreeMap, BTreeSet};

/// Labelled lines shown before the rest is counted.
const FIRST: usize = 3;

/// A place of the view to point at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// In the view.
    pub span: Span,
    /// What is said there; safe to print, one line for each thing said.
    pub note: Option<String>,
    /// The place to look at first; never left out.
    pub is_primary: bool,
    /// Marks of one kind stand for each other when there are too many.
    pub kind: usize,
}

impl Mark {
    /// Points for `other` too, and says what it says.
    pub fn join(&mut self, other: Mark) {
        self.is_primary |= other.is_primary;
        match (&mut self.note, other.note) {
            (Some(notes), Some(note)) if !notes.split('\n').any(|said| said == note) => {
                notes.push('\n');
                notes.push_str(&note);
            }
            (notes @ None, note) => *notes = note,
            _ => {}
        }
    }
}

/// How much room there is, and how to write in it.
#[derive(Debug, Clone, Copy)]
pub struct Room {
    /// Columns for one line of text.
    pub width: usize,
    /// False where only ASCII characters of ours can be shown.
    pub unicode: bool,
    /// Language of the words between the lines.
    pub lang: Lang,
}

impl Room {
    /// The sign for text left out.
    #[must_use]
    pub const fn ellipsis(self) -> &'static str {
        if self.unicode { "…" } else { "..." }
    }
}

/// Lines to show, in the order of the view.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Excerpt {
    /// From top to bottom.
    pub rows: Vec<Row>,
}

/// One line of an excerpt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Row {
    /// A line of the view, safe to print, perhaps cut.
    Line {
        /// What is shown.
        text: String,
        /// The header field it belongs to; `None` in the body.
        field: Option<String>,
        /// Places in `text`; in order, without overlap.
        marks: Vec<Mark>,
    },
    /// Lines left out.
    Gap {
        /// What is shown: `… 288 more`, or the sign alone when nothing labelled was left out.
        text: String,
        /// Labels left out.
        hidden: usize,
    },
}

impl Row {
    /// What is shown.
    #[must_use]
    pub fn text(&self) -> &str {
        match self {
            Row::Line { text, .. } | Row::Gap { text, .. } => text,
        }
    }
}

impl Excerpt {
    /// The lines of `view` that `marks` are about.
    ///
    /// A mark over several lines points at its first one; how many follow is said below it.
    #[must_use]
    pub fn new(view: &View, marks: &[Mark], room: Room) -> Self {
        let lines = Lines::new(view.text());
        let mut marked: BTreeMap<usize, Vec<Mark>> = BTreeMap::new();
        let mut further_lines: BTreeMap<usize, usize> = BTreeMap::new();
        for mark in marks {
            let (number, mark, further) = lines.place(mark);
            marked.entry(number).or_default().push(mark);
            let most = further_lines.entry(number).or_default();
            *most = further.max(*most);
        }
        let shown = with_context(&chosen(&marked), &lines);
        let mut rows = Rows { room, rows: Vec::new(), hidden: 0 };
        let mut next = shown.first().copied().unwrap_or(0);
        for number in shown {
            rows.hidden += marked.range(next..number).map(|(_, marks)| marks.len()).sum::<usize>();
            if number > next {
                rows.gap(row::indent(lines.text(number)));
            }
            let marks = marked.get(&number).map_or(&[][..], Vec::as_slice);
            rows.line(&lines, number, marks);
            next = number + 1;
            if let Some(further) = further_lines.get(&number).filter(|further| **further > 0) {
                rows.further(*further);
                next = number + 1 + further;
            }
        }
        rows.end();
        let mut excerpt = Self { rows: rows.rows };
        excerpt.say_once();
        excerpt
    }

    /// Takes away notes that a mark further up has: four times "visible to everyone" says no more than once.
    fn say_once(&mut self) {
        let mut said = BTreeSet::new();
        for row in &mut self.rows {
            let Row::Line { marks, .. } = row else { continue };
            for mark in marks {
                if let Some(note) = mark.note.take()
                    && said.insert(note.clone())
                {
                    mark.note = Some(note);
                }
            }
        }
    }

    /// All rows as one text, each ended by a line feed, and the marks where they stand in it.
    #[must_use]
    pub fn flat(&self) -> (String, Vec<Mark>) {
        let mut text = String::new();
        let mut flat = Vec::new();
        for row in &self.rows {
            if let Row::Line { marks, .. } = row {
                flat.extend(marks.iter().cloned().map(|mark| Mark { span: mark.span.shifted(text.len()), ..mark }));
            }
            text.push_str(row.text());
            text.push('\n');
        }
        (text, flat)
    }
}

/// The lines to show: of each kind the first few and the last, and the primary one.
///
/// Four lines and "1 more" would be no shorter than five lines, so five are shown in full.
fn chosen(marked: &BTreeMap<usize, Vec<Mark>>) -> BTreeSet<usize> {
    let mut of_kind: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    let mut chosen = BTreeSet::new();
    for (number, marks) in marked {
        for mark in marks {
            let numbers = of_kind.entry(mark.kind).or_default();
            if numbers.last() != Some(number) {
                numbers.push(*number);
            }
            if mark.is_primary {
                chosen.insert(*number);
            }
        }
    }
    for numbers in of_kind.values() {
        let first = if numbers.len() <= FIRST + 2 { numbers.len() } else { FIRST };
        chosen.extend(numbers.iter().take(first).chain(numbers.last()));
    }
    chosen
}

/// Adds the line with the field name above a continued line, and a single line that stands between two others:
/// a gap would take the same room.
fn with_context(chosen: &BTreeSet<usize>, lines: &Lines<'_>) -> BTreeSet<usize> {
    let mut shown = chosen.clone();
    shown.extend(chosen.iter().filter_map(|number| lines.field_line(*number)));
    let between = shown.iter().zip(shown.iter().skip(1)).filter(|(above, below)| *below - *above == 2);
    let between: Vec<_> = between.map(|(above, _)| above + 1).filter(|line| !lines.is_in_list(*line)).collect();
    shown.extend(between);
    shown
}

/// The lines of a view, from 0.
struct Lines<'a> {
    text: &'a str,
    starts: Vec<usize>,
    /// The empty line below the header; the number of lines when there is none.
    header_end: usize,
}

impl<'a> Lines<'a> {
    fn new(text: &'a str) -> Self {
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

    fn text(&self, number: usize) -> &'a str {
        &self.text[self.span(number).range()]
    }

    fn number_of(&self, byte: usize) -> usize {
        self.starts.partition_point(|start| *start <= byte).saturating_sub(1)
    }

    /// The line a mark stands on, the mark within that line, and how many lines it goes on for.
    fn place(&self, mark: &Mark) -> (usize, Mark, usize) {
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
    fn field_line(&self, number: usize) -> Option<usize> {
        if number >= self.header_end || !is_continued(self.text(number)) {
            return None;
        }
        (0..number).rev().find(|above| !is_continued(self.text(*above)))
    }

    /// The field a line of the header belongs to.
    fn field(&self, number: usize) -> Option<&'a str> {
        if number >= self.header_end {
            return None;
        }
        let (name, _) = self.text(self.field_line(number).unwrap_or(number)).split_once(':')?;
        Some(name)
    }

    /// True for one of many mailboxes: beside others it says nothing.
    fn is_in_list(&self, number: usize) -> bool {
        number < self.header_end && is_continued(self.text(number))
    }
}

fn is_continued(line: &str) -> bool {
    line.starts_with([' ', '\t'])
}

/// Rows while they are made.
struct Rows {
    room: Room,
    rows: Vec<Row>,
    /// Labels left out since the last row.
    hidden: usize,
}

impl Rows {
    fn line(&mut self, lines: &Lines<'_>, number: usize, marks: &[Mark]) {
        let (text, shown) = row::cut(lines.text(number), marks, self.room);
        self.hidden += marks.len() - shown.kept;
        let field = lines.field(number).map(|name| crate::report::safe::line(name).into_owned());
        self.rows.push(Row::Line { text, field, marks: shown.marks });
    }

    fn gap(&mut self, indent: &str) {
        let ellipsis = self.room.ellipsis();
        let hidden = std::mem::take(&mut self.hidden);
        let words = match hidden {
            0 => String::new(),
            hidden => self.room.lang.pick(" {} more", " ほか {} 件").replace("{}", &hidden.to_string()),
        };
        self.rows.push(Row::Gap { text: format!("{indent}{ellipsis}{words}"), hidden });
    }

    fn further(&mut self, lines: usize) {
        let words = match (self.room.lang, lines) {
            (Lang::En, 1) => "1 more line".to_owned(),
            (Lang::En, lines) => format!("{lines} more lines"),
            (Lang::Ja, lines) => format!("続き {lines} 行"),
        };
        self.rows.push(Row::Gap { text: format!("{} {words}", self.room.ellipsis()), hidden: 0 });
    }

    fn end(&mut self) {
        if self.hidden > 0 {
            self.gap("");
        }
    }
}

#[cfg(test)]
mod tests;
