//! Glyphs with their places -> lines of text as a reader sees them. Knows no fonts and no operators.

use std::ops::Range;

/// Pieces on one page; more is a drawing.
const PIECE_LIMIT: usize = 300_000;
/// Bytes of text on one page.
const TEXT_BYTES: usize = 2 * 1024 * 1024;
/// Gaps wider than this many letters part cells.
const CELL_GAP: f64 = 1.6;
/// Gaps wider than this part words; between characters that are written without spaces the wider one.
const WORD_GAP: f64 = 0.2;
const WIDE_WORD_GAP: f64 = 0.6;

/// Which way text runs on the page, as it lies in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Direction {
    Right,
    Up,
    Left,
    Down,
    /// Japanese set vertically: letters one below another, columns from right to left.
    Vertical,
}

impl Direction {
    /// Place along the line, and above the lines that follow.
    fn turned(self, x: f64, y: f64) -> (f64, f64) {
        match self {
            Direction::Right => (x, y),
            Direction::Up => (y, -x),
            Direction::Left => (-x, -y),
            Direction::Down => (-y, x),
            Direction::Vertical => (-y, x),
        }
    }
}

/// One glyph, or several that stand for one code.
#[derive(Debug, Clone, Copy)]
pub(super) struct Glyph<'a> {
    pub(super) text: &'a str,
    pub(super) direction: Direction,
    /// Where it begins and where the next would.
    pub(super) start: (f64, f64),
    pub(super) end: (f64, f64),
    /// Height of a letter.
    pub(super) size: f64,
}

#[derive(Debug)]
struct Piece {
    direction: Direction,
    /// Along the line.
    start: f64,
    end: f64,
    /// Above the lines that follow.
    level: f64,
    size: f64,
    text: Range<usize>,
}

/// The text of a page while it is gathered.
#[derive(Debug, Default)]
pub(super) struct Lines {
    text: String,
    pieces: Vec<Piece>,
    /// Visible characters met.
    pub(super) character_count: usize,
    /// More than fits.
    pub(super) is_full: bool,
}

impl Lines {
    pub(super) fn push(&mut self, glyph: Glyph<'_>) {
        self.character_count += usize::from(!glyph.text.trim().is_empty());
        let (start, level) = glyph.direction.turned(glyph.start.0, glyph.start.1);
        let (end, _) = glyph.direction.turned(glyph.end.0, glyph.end.1);
        let at = self.text.len();
        if at > TEXT_BYTES {
            self.is_full = true;
            return;
        }
        if let Some(last) = self.pieces.last_mut() {
            let is_near = (level - last.level).abs() < 0.1 * glyph.size
                && (-0.3..0.15).contains(&((start - last.end) / glyph.size));
            if last.direction == glyph.direction && is_near && last.text.end == at {
                self.text.push_str(glyph.text);
                last.text.end = self.text.len();
                last.end = end;
                last.size = last.size.max(glyph.size);
                return;
            }
        }
        let is_placed = [start, end, level, glyph.size].iter().all(|number| number.is_finite());
        if self.pieces.len() >= PIECE_LIMIT || !is_placed {
            self.is_full |= is_placed;
            return;
        }
        self.text.push_str(glyph.text);
        let (direction, size) = (glyph.direction, glyph.size);
        self.pieces.push(Piece { direction, start, end, level, size, text: at..self.text.len() });
    }

    /// The lines from top to bottom; cells are parted by tabs.
    pub(super) fn finish(mut self) -> Vec<String> {
        self.pieces.retain(|piece| !self.text[piece.text.clone()].trim().is_empty());
        self.pieces.sort_by(|one, other| {
            one.direction
                .cmp(&other.direction)
                .then(other.level.total_cmp(&one.level))
                .then(one.start.total_cmp(&other.start))
        });
        let mut lines = Vec::new();
        let mut pieces = std::mem::take(&mut self.pieces);
        let mut rest = &mut pieces[..];
        while let Some(first) = rest.first() {
            let (direction, level, size) = (first.direction, first.level, first.size);
            let is_in_line =
                |piece: &&mut Piece| piece.direction == direction && level - piece.level < 0.4 * size.max(piece.size);
            let count = rest.iter_mut().take_while(is_in_line).count().max(1);
            let (line, after) = rest.split_at_mut(count);
            line.sort_by(|one, other| one.start.total_cmp(&other.start));
            lines.push(self.joined(line));
            rest = after;
        }
        lines
    }

    fn joined(&self, pieces: &[Piece]) -> String {
        let mut line = String::new();
        let mut last: Option<&Piece> = None;
        for piece in pieces {
            let mut text = &self.text[piece.text.clone()];
            if let Some(before) = last {
                let size = before.size.min(piece.size).max(f64::MIN_POSITIVE);
                // Bold letters may be the same ones drawn twice.
                let drawn = &self.text[before.text.clone()];
                let is_same_end = piece.end < before.end + 0.15 * size && drawn.ends_with(text);
                if is_same_end && piece.start < before.end - 0.5 * size {
                    continue;
                }
                if (piece.start - before.start).abs() < 0.15 * size {
                    text = text.strip_prefix(drawn).unwrap_or(text);
                }
                let gap = (piece.start - before.end) / size;
                let is_wide = line.chars().next_back().is_some_and(is_wide) && text.chars().next().is_some_and(is_wide);
                if gap > CELL_GAP {
                    line.truncate(line.trim_end().len());
                    line.push('\t');
                } else if gap > if is_wide { WIDE_WORD_GAP } else { WORD_GAP } && !line.ends_with(char::is_whitespace) {
                    line.push(' ');
                }
            }
            line.extend(text.chars().map(|character| if character.is_control() { ' ' } else { character }));
            last = Some(piece);
        }
        line.trim().to_owned()
    }
}

/// Characters that Chinese and Japanese write without spaces between.
fn is_wide(character: char) -> bool {
    matches!(character, '\u{2e80}'..='\u{a4cf}' | '\u{f900}'..='\u{faff}' | '\u{ff01}'..='\u{ff9f}'
        | '\u{20000}'..='\u{3fffd}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(glyphs: &[(&str, f64, f64)]) -> Vec<String> {
        let mut lines = Lines::default();
        for (text, x, y) in glyphs {
            let width = 10.0 * text.chars().count() as f64;
            let (start, end) = ((*x, *y), (x + width, *y));
            lines.push(Glyph { text, direction: Direction::Right, start, end, size: 10.0 });
        }
        lines.finish()
    }

    #[test]
    fn pieces_are_put_in_the_order_of_reading() {
        assert_eq!(
            lines(&[("below", 0.0, 0.0), ("right", 100.0, 50.0), ("left", 0.0, 51.0)]),
            ["left\tright", "below"]
        );
    }

    #[test]
    fn gaps_part_words_and_cells() {
        assert_eq!(lines(&[("ab", 0.0, 0.0), ("cd", 23.0, 0.0), ("ef", 43.5, 0.0), ("g", 90.0, 0.0)]), ["ab cdef\tg"]);
        assert_eq!(lines(&[("見", 0.0, 0.0), ("本", 14.0, 0.0), ("太", 32.0, 0.0)]), ["見本 太"]);
    }

    #[test]
    fn letters_drawn_twice_are_read_once() {
        assert_eq!(lines(&[("bold", 0.0, 0.0), ("bold", 0.5, 0.0), ("x", 41.0, 0.0)]), ["boldx"]);
    }

    #[test]
    fn vertical_columns_are_read_from_right_to_left() {
        let mut lines = Lines::default();
        for (text, x, y) in [("一", 0.0, 0.0), ("二", 50.0, 0.0), ("三", 50.0, -10.0)] {
            let glyph = Glyph { text, direction: Direction::Vertical, start: (x, y), end: (x, y - 10.0), size: 10.0 };
            lines.push(glyph);
        }
        assert_eq!(lines.finish(), ["二三", "一"]);
    }
}
