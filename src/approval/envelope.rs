//! What an approval of a message on its way out is held against: the components of the draft, and those to whom the envelope
//! alone sends it. Knows neither how an envelope was told nor whom an alias stands for.

use super::components::{Component, Components};
use crate::draft::Draft;

/// Kinds of components about people, in their order.
const PEOPLE: [&str; 11] = [
    "from",
    "sender",
    "reply-to",
    "to",
    "cc",
    "bcc",
    "attendee",
    "resent-to",
    "resent-cc",
    "resent-bcc",
    "resent-attendee",
];

/// [`Components::of`], and whom rules do not see among the hidden recipients.
#[must_use]
pub fn components(draft: &Draft) -> Components {
    let mut components = Components::of(draft);
    if draft.envelope.unlisted.is_empty() {
        return components;
    }
    let is_resent = draft.headers.iter().any(|field| field.name.to_ascii_lowercase().starts_with("resent-"));
    let kind = if is_resent { "resent-bcc" } else { "bcc" };
    let place = |line: &Component| PEOPLE.iter().position(|known| line.kind.trim_start_matches("long-") == *known);
    let own = PEOPLE.iter().position(|known| *known == kind);
    let start = components.lines.partition_point(|line| place(line).is_some_and(|at| Some(at) < own));
    let end = components.lines.partition_point(|line| place(line).is_some_and(|at| Some(at) <= own));
    let mut hidden: Vec<Component> = components.lines.drain(start..end).collect();
    // As in the field, of what is no address: without white space.
    let plain = |name: &String| name.split_whitespace().collect::<String>();
    hidden.extend(draft.envelope.unlisted.iter().map(|name| Component { kind: kind.to_owned(), value: plain(name) }));
    hidden.sort_by(|one, other| one.value.cmp(&other.value));
    hidden.dedup();
    components.lines.splice(start..start, hidden);
    components
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::{Limits, Route, handed_over};

    fn lines(text: &str, envelope: &[&str]) -> String {
        let recipients: Vec<String> = envelope.iter().map(|address| (*address).to_owned()).collect();
        let route = Route { sender: None, recipients: &recipients };
        components(&handed_over(text.as_bytes(), &route, &Limits::default()).draft).text()
    }

    /// What a mail program takes out of the message it tells in the envelope.
    #[test]
    fn hidden_recipients_are_the_same_in_their_field_and_in_the_envelope() {
        let text = "From: a@x.example\nTo: b@x.example\nBcc: all-staff, c@x.example\nSubject: x\n\nText.\n";
        let without = text.replace("Bcc: all-staff, c@x.example\n", "");
        let stripped = lines(&without, &["c@x.example", "All-Staff", "b@x.example"]);
        assert_eq!(lines(text, &[]), stripped);
        assert!(stripped.contains("to b@x.example\nbcc all-staff\nbcc c@x.example\nsubject"), "{stripped}");
        assert_ne!(lines(text, &[]), lines(&without, &["c@x.example", "all-staff", "root"]));

        let resent = |text: &str| format!("Resent-From: c@x.example\n{}", text.replace("Bcc:", "Resent-Bcc:"));
        let stripped = lines(&resent(&without), &["c@x.example", "all-staff"]);
        assert_eq!(lines(&resent(text), &[]), stripped);
        assert!(stripped.contains("resent-bcc c@x.example"), "{stripped}");
        assert_ne!(stripped, lines(&resent(&without), &["c@x.example", "all-staff", "b@x.example"]));
    }
}
