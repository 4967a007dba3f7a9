//! What a finding about a mailing shows of one draft: the lines that its places stand in, and where in the file these
//! are. All that is kept of a draft that is no longer at hand. Knows no finding.

use crate::draft::view::View;
use crate::report::Outcome;
use crate::report::place::{Place, Places};
use crate::span::Span;
use serde::{Deserialize, Serialize};

/// Lines of a view and places in them.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Pieces {
    lines: Vec<Line>,
    /// Sorted by span.
    pieces: Vec<Piece>,
}

/// A line of a view, without its end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// Its first byte in the view.
    pub start: usize,
    /// What stands there.
    pub text: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Piece {
    span: Span,
    /// Number of the line in which it begins.
    line: usize,
    place: Place,
}

impl Pieces {
    /// What there is at these places; `spans` are sorted. Those that lie in no text of the view are left out.
    #[must_use]
    pub fn of(outcome: &Outcome, spans: &[Span]) -> Self {
        let Some(view) = &outcome.view else { return Self::default() };
        let places = Places::of_any(outcome);
        let mut pieces = Self::default();
        for span in spans {
            let is_text = |byte: usize| view.text().is_char_boundary(byte);
            if span.end < span.start || !is_text(span.start) || !is_text(span.end) {
                continue;
            }
            let line = pieces.line_at(view, *span);
            pieces.pieces.push(Piece { span: *span, line, place: places.of(*span) });
        }
        pieces
    }

    /// The line in which that place begins, the place in that line, and where it is in the file.
    #[must_use]
    pub fn at(&self, span: Span) -> Option<(&Line, Span, &Place)> {
        let found = self.pieces.binary_search_by_key(&span, |piece| piece.span).ok()?;
        let piece = &self.pieces[found];
        let line = self.lines.get(piece.line)?;
        // Of several lines the first is shown.
        let within = |byte: usize| byte.saturating_sub(line.start).min(line.text.len());
        let shown = Span::new(within(span.start), within(span.end));
        let is_text = |byte: usize| line.text.is_char_boundary(byte);
        (shown.start <= shown.end && is_text(shown.start) && is_text(shown.end)).then_some((line, shown, &piece.place))
    }

    /// The number of the line in which `span` begins.
    fn line_at(&mut self, view: &View, span: Span) -> usize {
        let text = view.text();
        let start = text[..span.start].rfind('\n').map_or(0, |end| end + 1);
        // Places come in order, so a line that is known already is the last one.
        if self.lines.last().is_none_or(|line| line.start != start) {
            let end = text[span.start..].find('\n').map_or(text.len(), |end| span.start + end);
            self.lines.push(Line { start, text: text[start..end].to_owned() });
        }
        self.lines.len() - 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(text: &str, spans: &[Span]) -> Pieces {
        let outcome = Outcome { view: Some(View::new(text.to_owned(), Vec::new())), ..Outcome::default() };
        Pieces::of(&outcome, spans)
    }

    #[test]
    fn a_line_is_kept_once_and_a_place_knows_where_it_stands_in_it() {
        let spans = [Span::new(4, 5), Span::new(6, 7), Span::new(8, 14)];
        let pieces = pieces("To: a,b\n見本\n様", &spans);
        assert_eq!(pieces.lines.len(), 2);
        let (line, shown, _) = pieces.at(spans[1]).expect("it is there");
        assert_eq!((line.text.as_str(), shown), ("To: a,b", Span::new(6, 7)));
        assert_eq!(pieces.at(Span::new(0, 2)), None);
    }

    #[test]
    fn of_a_place_in_several_lines_the_first_is_shown() {
        let span = Span::new(0, 10);
        let pieces = pieces("見本\n様", &[span]);
        assert_eq!(pieces.at(span).map(|(_, shown, _)| shown), Some(Span::new(0, 6)));
    }

    #[test]
    fn places_outside_of_the_text_are_none() {
        for span in [Span::new(0, 99), Span::new(1, 3), Span::new(3, 0), Span::new(usize::MAX, usize::MAX)] {
            assert_eq!(pieces("見本\n", &[span]).at(span), None, "{span:?}");
        }
    }
}
