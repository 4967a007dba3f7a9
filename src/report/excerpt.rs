//! The lines of the view that a finding is about, shortened for reading: of many labelled lines the first few and
//! the last, unrelated lines left out, long lines cut around their labels, every character safe to print.
//! Knows neither rules nor how an excerpt is drawn.

mod lines;
mod row;

use crate::draft::view::View;
use crate::lang::Lang;
use crate::span::Span;
use lines::Lines;
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
        let shown: Vec<_> = with_context(&chosen(&marked), &lines).into_iter().collect();
        let hidden =
            |from: usize, to: usize| marked.range(from..to.max(from)).map(|(_, marks)| marks.len()).sum::<usize>();
        let mut rows = Rows { room, rows: Vec::new(), hidden: 0 };
        let mut next = shown.first().copied().unwrap_or(0);
        for (at, number) in shown.iter().copied().enumerate() {
            rows.hidden += hidden(next, number);
            if number > next || rows.hidden > 0 {
                rows.gap(row::indent(lines.text(number)));
            }
            rows.line(&lines, number, marked.get(&number).map_or(&[], Vec::as_slice));
            let room_below = shown.get(at + 1).map_or(usize::MAX, |below| below - number - 1);
            let further = further_lines.get(&number).copied().unwrap_or(0).min(room_below);
            rows.further(further);
            next = number + 1 + further;
            rows.hidden += hidden(number + 1, next);
        }
        rows.end();
        let mut excerpt = Self { rows: rows.rows };
        excerpt.say_once();
        excerpt
    }

    /// Leaves each note once, at the primary place if it is said there: four times "visible to everyone" says no
    /// more than once.
    fn say_once(&mut self) {
        let mut marks: Vec<&mut Mark> = Vec::new();
        for row in &mut self.rows {
            if let Row::Line { marks: of_row, .. } = row {
                marks.extend(of_row);
            }
        }
        marks.sort_by_key(|mark| !mark.is_primary);
        let mut said = BTreeSet::new();
        for mark in marks {
            mark.note = mark.note.take().filter(|note| said.insert(note.clone()));
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

    /// Says that the label goes on.
    fn further(&mut self, lines: usize) {
        let words = match (self.room.lang, lines) {
            (_, 0) => return,
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
