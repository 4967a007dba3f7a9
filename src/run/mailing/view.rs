//! The view of a mailing: the lines that its findings point at, of whatever draft, each behind the draft's name. So a
//! finding about many drafts is shown as one about a single draft is. Knows no rule.

use super::pieces::Pieces;
use crate::draft::view::View;
use crate::facts::schema::{MailingPlace as At, MailingRow};
use crate::finding::Finding;
use crate::report::MailingPlace;
use crate::report::place::Place;
use crate::settings::{Roster, RosterRow};
use crate::span::Span;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// A draft under its name.
#[derive(Debug)]
pub struct NamedDraft {
    /// What it is called.
    pub name: Name,
    /// What stands at the places asked for; `None` when it cannot be read again.
    pub pieces: Option<Pieces>,
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
/// what stands at these places of the draft of that number; it is asked for each once, in order.
pub fn compose(
    findings: &mut [Finding],
    rows: &[MailingRow],
    roster: Option<&Roster>,
    draft: &mut dyn FnMut(u32, &[Span]) -> Option<NamedDraft>,
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
    let roster_rows: HashMap<u32, &RosterRow> = match roster {
        Some(roster) if !others.is_empty() => roster.rows.iter().map(|row| (row.number, row)).collect(),
        _ => HashMap::new(),
    };
    let path = roster.map_or("", |roster| roster.name.as_str());
    for (place, number) in others {
        match place {
            At::RosterRow(row) => lines.add_roster_row(path, row, number, roster_rows.get(&row).copied()),
            At::Whole | At::Draft { .. } => lines.add_whole(number, rows),
        }
    }
    for (number, mut spans) in of_drafts {
        spans.sort_unstable();
        let asked: Vec<Span> = spans.iter().map(|(span, _)| *span).collect();
        if let Some(draft) = draft(number, &asked) {
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

    /// The row of that number of the roster at `path`.
    fn add_roster_row(&mut self, path: &str, row: u32, number: usize, found: Option<&RosterRow>) {
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
        let Some(pieces) = &draft.pieces else {
            let span = Span::new(self.text.len(), self.text.len() + lead.len());
            self.text.push_str(&lead);
            self.text.push('\n');
            self.spans.extend(spans.iter().map(|(_, number)| (*number, span)));
            self.places.insert(span, at(Place::default()));
            return;
        };
        let mut written = None;
        let mut shift = 0;
        for (span, number) in spans {
            let Some((line, within, place)) = pieces.at(*span) else { continue };
            if written != Some(line.start) {
                written = Some(line.start);
                self.text.push_str(&lead);
                self.text.push_str(": ");
                shift = self.text.len();
                self.text.push_str(&line.text);
                self.text.push('\n');
            }
            let shown = within.shifted(shift);
            self.spans.insert(*number, shown);
            self.places.insert(shown, at(place.clone()));
        }
    }
}
