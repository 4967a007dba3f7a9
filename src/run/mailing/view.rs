//! The view of a mailing: the lines that its findings point at, of whatever draft, each behind the draft's name. So a
//! finding about many drafts is shown as one about a single draft is. Knows no rule.

use crate::draft::view::View;
use crate::facts::schema::{MailingPlace as At, MailingRow};
use crate::finding::Finding;
use crate::report::place::{Place, Places};
use crate::report::{MailingPlace, Outcome};
use crate::settings::Roster;
use crate::span::Span;
use std::collections::{BTreeMap, BTreeSet};

/// A draft under its name.
#[derive(Debug)]
pub struct NamedDraft {
    /// What it is called.
    pub name: Name,
    /// Its view, and the file for lines and columns; `None` when it cannot be read again.
    pub outcome: Option<Outcome>,
}

/// What a draft is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// Its path.
    pub path: String,
    /// Number of the message in its file, from 1.
    pub message: u32,
}

/// A view, and where its places really are.
#[derive(Debug, Default)]
pub struct Composed {
    /// The lines.
    pub view: View,
    /// By the span of a label.
    pub places: BTreeMap<Span, MailingPlace>,
}

/// Lines being gathered.
#[derive(Default)]
struct Lines {
    text: String,
    /// Where each row of the mailing stands in `text`.
    spans: BTreeMap<usize, Span>,
    places: BTreeMap<Span, MailingPlace>,
}

/// Writes the view of these findings, whose labels are numbers of `rows`, and moves the labels into it. `draft` reads
/// the draft of that number; it is asked for each once, in order.
pub fn compose(
    findings: &mut [Finding],
    rows: &[MailingRow],
    roster: Option<&Roster>,
    draft: &mut dyn FnMut(u32) -> Option<NamedDraft>,
) -> Composed {
    let labels = findings.iter().flat_map(|finding| &finding.labels);
    let numbers: BTreeSet<usize> = labels.map(|label| label.span.start).collect();
    let mut lines = Lines::default();
    let mut of_drafts: BTreeMap<u32, Vec<(Span, usize)>> = BTreeMap::new();
    let mut others = Vec::new();
    for number in numbers {
        match rows.get(number).map(|row| row.place) {
            Some(At::Draft { draft, span }) => of_drafts.entry(draft).or_default().push((span, number)),
            Some(place) => others.push((place, number)),
            None => {}
        }
    }
    for (place, number) in others {
        match place {
            At::RosterRow(row) => lines.add_roster_row(row, number, roster),
            At::Whole | At::Draft { .. } => lines.add_whole(number, rows),
        }
    }
    for (number, mut spans) in of_drafts {
        spans.sort_unstable();
        if let Some(draft) = draft(number) {
            lines.add_draft(&draft, &spans);
        }
    }
    for label in findings.iter_mut().flat_map(|finding| &mut finding.labels) {
        label.span = lines.spans.get(&label.span.start).copied().unwrap_or_default();
    }
    for finding in findings {
        finding.labels.sort_by_key(|label| (label.span, !label.is_primary));
    }
    Composed { view: View::new(lines.text, Vec::new()), places: lines.places }
}

impl Lines {
    /// The mailing as a whole: how many drafts there are.
    fn add_whole(&mut self, number: usize, rows: &[MailingRow]) {
        let drafts = rows.get(number).map_or(0, |row| row.drafts).to_string();
        self.text.push_str("Drafts: ");
        self.spans.insert(number, Span::new(self.text.len(), self.text.len() + drafts.len()));
        self.text.push_str(&drafts);
        self.text.push('\n');
    }

    fn add_roster_row(&mut self, row: u32, number: usize, roster: Option<&Roster>) {
        let path = roster.map_or("", |roster| roster.name.as_str());
        let found = roster.and_then(|roster| roster.rows.iter().find(|other| other.number == row));
        let cells = found.map(|row| [&row.written_address, &row.name, &row.organization]);
        let cells: Vec<&str> = cells.iter().flatten().filter_map(|cell| cell.as_deref()).collect();
        self.text.push_str(&format!("{path}:{row}: "));
        let start = self.text.len();
        // A row without anything in these columns still has a place: that of its number.
        let span = if cells.is_empty() {
            Span::new(start - format!("{row}: ").len(), start - ": ".len())
        } else {
            self.text.push_str(&cells.join(", "));
            Span::new(start, self.text.len())
        };
        self.text.push('\n');
        let place = MailingPlace { path: path.to_owned(), message: 1, place: Place::default(), roster_row: Some(row) };
        self.spans.insert(number, span);
        self.places.insert(span, place);
    }

    /// The lines of a draft in which these places stand; a draft that cannot be read again is its name.
    fn add_draft(&mut self, draft: &NamedDraft, spans: &[(Span, usize)]) {
        let Name { path, message } = &draft.name;
        let lead = if *message > 1 { format!("{path}#{message}") } else { path.clone() };
        let at = |place: Place| MailingPlace { path: path.clone(), message: *message, place, roster_row: None };
        let Some((outcome, view)) = draft.outcome.as_ref().and_then(|outcome| Some((outcome, outcome.view.as_ref()?)))
        else {
            let span = Span::new(self.text.len(), self.text.len() + lead.len());
            self.text.push_str(&lead);
            self.text.push('\n');
            self.spans.extend(spans.iter().map(|(_, number)| (*number, span)));
            self.places.insert(span, at(Place::default()));
            return;
        };
        let places = Places::of_any(outcome);
        let mut line = 0..0;
        let mut shift = 0;
        for (span, number) in spans {
            if span.end > view.text().len() || !view.text().is_char_boundary(span.start) {
                continue;
            }
            if span.start >= line.end || line.is_empty() {
                line = line_around(view.text(), *span);
                self.text.push_str(&lead);
                self.text.push_str(": ");
                shift = self.text.len();
                self.text.push_str(&view.text()[line.clone()]);
                self.text.push('\n');
            }
            let moved = |byte: usize| byte.clamp(line.start, line.end) - line.start + shift;
            let shown = Span::new(moved(span.start), moved(span.end));
            self.spans.insert(*number, shown);
            self.places.insert(shown, at(places.of(*span)));
        }
    }
}

/// The line in which `span` begins, without its end.
fn line_around(text: &str, span: Span) -> std::ops::Range<usize> {
    let start = text[..span.start].rfind('\n').map_or(0, |end| end + 1);
    let end = text[span.start..].find('\n').map_or(text.len(), |end| span.start + end);
    start..end
}
