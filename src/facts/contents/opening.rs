//! What a document says of itself where it begins and ends: whom it is for, and whether it is marked as confidential.
//! Keeps a few lines, for as long as the place is read.

use super::Known;
use crate::facts::schema::Certainty;
use crate::fold::fold;
use std::collections::VecDeque;

/// Lines at either end in which a mark stands.
const MARK_LINES: usize = 20;
/// Lines of headers and footers: each page may have its own.
const MARGIN_LINES: usize = 200;
/// Cells or paragraphs in which a document says whom it is for.
const ADDRESS_PIECES: usize = 50;
/// Longer lines are prose and no label.
const LONGEST_LINE_BYTES: usize = 360;
/// Cells of a row that are kept.
const MOST_CELLS: usize = 12;
/// A row of more cells is one of a table: what stands in it says something of that row.
const MARK_CELLS: usize = 3;
/// Rows of several cells that hold a mark; more of them are a column.
const MOST_MARKED_ROWS: usize = 2;
/// An honorific this near, in characters, makes a name the one that is spoken to.
const HONORIFIC_CHARACTERS: usize = 10;
/// Words behind a name that say for whom something is, beside the honorifics.
const FOR: [&str; 3] = ["宛", "宛て", "あて"];

/// First and last lines of a place.
#[derive(Debug)]
pub(super) struct Opening {
    is_margin: bool,
    /// Rows with a space between their cells, paragraphs.
    addressed: String,
    pieces: usize,
    first: Vec<Line>,
    last: VecDeque<Line>,
}

/// A paragraph, or the cells of a row with line ends between them.
#[derive(Debug, Default)]
struct Line {
    text: String,
    cells: usize,
}

impl Opening {
    pub fn new(is_margin: bool) -> Self {
        Self { is_margin, addressed: String::new(), pieces: 0, first: Vec::new(), last: VecDeque::new() }
    }

    /// Takes a paragraph or a line.
    pub fn text(&mut self, text: &str) {
        self.row(std::iter::once(text));
    }

    /// Takes a row.
    pub fn row<'t>(&mut self, cells: impl Iterator<Item = &'t str>) {
        // Rows of a long table only pass through the last lines: their buffers are used again.
        let is_first = self.first.len() < if self.is_margin { MARGIN_LINES } else { MARK_LINES };
        let mut line = if !is_first && self.last.len() >= MARK_LINES {
            self.last.pop_front().unwrap_or_default()
        } else {
            Line::default()
        };
        line.text.clear();
        line.cells = 0;
        for cell in cells.map(str::trim).filter(|cell| !cell.is_empty()).take(MOST_CELLS) {
            line.cells += 1;
            if self.pieces < ADDRESS_PIECES && cell.len() <= LONGEST_LINE_BYTES {
                self.pieces += 1;
                self.addressed.push_str(cell);
                self.addressed.push(' ');
            }
            if line.text.len() + cell.len() <= LONGEST_LINE_BYTES {
                line.text.push_str(cell);
                line.text.push('\n');
            }
        }
        if self.pieces < ADDRESS_PIECES {
            self.addressed.push('\n');
        }
        match () {
            () if line.text.is_empty() => {}
            () if is_first => self.first.push(line),
            () => self.last.push_back(line),
        }
    }

    /// The mark that stands there, a word of our lists, and the partners it is for: indices into the settings.
    pub fn found(&self, known: &Known<'_>) -> (Option<String>, Vec<usize>) {
        (self.mark(known), self.partners(known))
    }

    fn mark(&self, known: &Known<'_>) -> Option<String> {
        let (mut text, mut rows) = (String::new(), Vec::new());
        for line in self.first.iter().chain(&self.last).filter(|line| line.cells <= MARK_CELLS) {
            text.push_str(&line.text);
            rows.push((text.len(), line.cells));
        }
        let labels = known.vocabulary.confidentiality.in_text(&text, "");
        let (mut in_rows, mut alone) = (Vec::new(), None);
        for label in labels.iter().filter(|label| label.certainty >= Certainty::Likely) {
            let cells =
                rows.get(rows.partition_point(|(end, _)| *end <= label.range.start)).map_or(1, |(_, cells)| *cells);
            if cells > 1 { in_rows.push(label) } else { alone = alone.or(Some(label)) }
        }
        let in_row = in_rows.first().copied().filter(|_| in_rows.len() <= MOST_MARKED_ROWS);
        alone.or(in_row).map(|label| text[label.range.clone()].trim().to_owned())
    }

    fn partners(&self, known: &Known<'_>) -> Vec<usize> {
        if known.settings.partners.is_empty() {
            return Vec::new();
        }
        let names = &known.vocabulary.names;
        let mentions = known.acquaintances.partner_names(names).mentions_in(&self.addressed, names);
        let is_addressed = |after: &str| {
            let after: String = after.chars().take(HONORIFIC_CHARACTERS).collect();
            let after = fold(after.split('\n').next().unwrap_or_default());
            names.honorifics().any(|(honorific, _)| after.contains(honorific))
                || FOR.iter().any(|word| after.contains(word))
        };
        let addressed = mentions.into_iter().filter(|mention| is_addressed(&self.addressed[mention.range.end..]));
        addressed.flat_map(|mention| mention.partners).collect()
    }
}
