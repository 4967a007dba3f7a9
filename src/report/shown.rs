//! What the reports that show lines of the draft have in common: which findings stand together, the lines they share,
//! and what the draft is called. Knows neither terminals nor pages.

use crate::finding::Finding;
use crate::lang::Lang;
use crate::report::excerpt::{Excerpt, Mark, Room};
use crate::report::outcome::{MAILING, Outcome};
use crate::report::{Texts, safe};
use crate::span::Span;
use std::collections::HashMap;

impl Texts<'_> {
    /// The lines of the draft that the findings of a group point at; `None` when they point nowhere.
    pub(super) fn excerpt(&self, outcome: &Outcome, group: &[&Finding], room: Room) -> Option<Excerpt> {
        let view = outcome.view.as_ref()?;
        let first = group.first().filter(|finding| !finding.labels.is_empty())?;
        let mut marks: Vec<Mark> = Vec::with_capacity(first.labels.len());
        let mut at: HashMap<(Span, usize), usize> = HashMap::new();
        for finding in group {
            let mut seen: HashMap<Span, usize> = HashMap::new();
            for label in &finding.labels {
                let nth = seen.entry(label.span).or_default();
                let note = self.note(finding, label).map(|note| safe::line(&note).into_owned());
                let mark = Mark { span: label.span, note, is_primary: label.is_primary, kind: label.test };
                match at.get(&(label.span, *nth)) {
                    Some(number) => marks[*number].join(mark),
                    None => {
                        at.insert((label.span, *nth), marks.len());
                        marks.push(mark);
                    }
                }
                *nth += 1;
            }
        }
        Some(Excerpt::new(view, &marks, room))
    }
}

/// What the text shown is: the file itself, or what we read out of it. Safe to print.
pub(super) fn name(outcome: &Outcome, lang: Lang) -> String {
    if outcome.format == MAILING {
        return lang.pick("all drafts together", "一斉送信の全体").to_owned();
    }
    let mut name = safe::line(&outcome.path).into_owned();
    if outcome.format == "mbox" || outcome.message > 1 {
        let words = lang.pick(", message {}", " の {} 通目").replace("{}", &outcome.message.to_string());
        name.push_str(&words);
    }
    if matches!(outcome.format.as_str(), "msg" | "oft") {
        name.push_str(lang.pick(" (decoded)", "（読み取った内容）"));
    }
    name
}

/// Findings that point at the same places, together, in the order of the first of each group.
pub(super) fn by_place<'o>(findings: &[&'o Finding]) -> Vec<Vec<&'o Finding>> {
    let mut groups: Vec<Vec<&Finding>> = Vec::new();
    let mut at: HashMap<Vec<Span>, usize> = HashMap::new();
    for finding in findings {
        let places: Vec<_> = finding.labels.iter().map(|label| label.span).collect();
        match at.get(&places) {
            Some(group) if !places.is_empty() => groups[*group].push(finding),
            _ => {
                at.insert(places, groups.len());
                groups.push(vec![finding]);
            }
        }
    }
    groups
}
