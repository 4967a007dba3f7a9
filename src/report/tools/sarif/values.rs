//! The parts of a SARIF run that are made of findings: results, places, notifications.

use crate::finding::{Finding, Label, Suppression as Why};
use crate::report::fingerprint::primary;
use crate::report::logical::{Logical, LogicalPlace};
use crate::report::outcome::{MailingOutcome, Outcome};
use crate::report::place::{Extent, Place, Places};
use crate::report::tools::remark::Remark;
use crate::report::{Texts, safe};
use crate::severity::Severity;
use serde::Serialize;
use std::fmt::Write;

/// SARIF's word for a severity.
pub(super) const fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

/// `message` (SARIF 3.11). Braces and brackets stay as they are: viewers show them so, and a draft's `{{name}}` is what
/// a finding may be about.
#[derive(Debug, Serialize)]
pub(super) struct Message<'a> {
    pub(super) text: &'a str,
}

/// `result` (SARIF 3.27).
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct SarifResult<'a> {
    rule_id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule_index: Option<usize>,
    level: &'static str,
    message: Message<'a>,
    locations: Vec<Location>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Location>,
    partial_fingerprints: Fingerprints<'a>,
    suppressions: Vec<Suppression>,
}

/// Under our own name, and under the one that GitHub compares.
#[derive(Debug, Serialize)]
struct Fingerprints<'a> {
    #[serde(rename = "mailcheck/v1")]
    ours: &'a str,
    #[serde(rename = "primaryLocationLineHash")]
    of_github: &'a str,
}

/// `suppression` (SARIF 3.35): both stand outside of the draft.
#[derive(Debug, Serialize)]
struct Suppression {
    kind: &'static str,
    justification: &'static str,
}

/// `notification` (SARIF 3.58).
#[derive(Debug, Serialize)]
pub(super) struct Notification<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) descriptor: Option<Descriptor<'a>>,
    pub(super) level: &'static str,
    pub(super) message: Message<'a>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) locations: Vec<Location>,
}

/// `reportingDescriptorReference` (SARIF 3.52).
#[derive(Debug, Serialize)]
pub(super) struct Descriptor<'a> {
    pub(super) id: &'a str,
}

/// `location` (SARIF 3.28).
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Location {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<usize>,
    physical_location: PhysicalLocation,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    logical_locations: Vec<LogicalLocation>,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<OwnMessage>,
}

#[derive(Debug, Serialize)]
struct OwnMessage {
    text: String,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation {
    artifact_location: ArtifactLocation,
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<Region>,
}

#[derive(Debug, Serialize)]
struct ArtifactLocation {
    uri: String,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    start_column: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_line: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_column: Option<usize>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct LogicalLocation {
    name: String,
    fully_qualified_name: String,
    kind: &'static str,
}

impl<'a> SarifResult<'a> {
    pub(super) fn new(remark: &'a Remark<'_>, finding: &Finding, related: Vec<Location>, texts: &Texts<'_>) -> Self {
        Self {
            rule_id: remark.rule,
            rule_index: texts.rules().position(|rule| rule.id == remark.rule),
            level: level(remark.severity),
            message: Message { text: &remark.message },
            locations: vec![Location::of(remark).unwrap_or_else(Location::of_all)],
            related_locations: related,
            partial_fingerprints: Fingerprints { ours: &remark.fingerprint, of_github: &remark.fingerprint },
            suppressions: finding.suppressed.map(suppression).into_iter().collect(),
        }
    }
}

const fn suppression(why: Why) -> Suppression {
    let justification = match why {
        Why::Allow => "allow",
        Why::Baseline => "baseline",
    };
    Suppression { kind: "external", justification }
}

/// Where something stands.
struct At<'a> {
    path: &'a str,
    is_path_lossy: bool,
    message_number: Option<u32>,
    place: &'a Place,
    extent: Extent,
    logical: &'a LogicalPlace,
}

impl Location {
    /// Where a remark points; `None` when it is about no file.
    pub(super) fn of(remark: &Remark<'_>) -> Option<Self> {
        let at = At {
            path: remark.path?,
            is_path_lossy: remark.is_path_lossy,
            message_number: remark.message_number,
            place: &remark.place,
            extent: remark.extent,
            logical: &remark.logical,
        };
        Some(Self::new(&at))
    }

    /// Where all drafts together are: the folder we were called in. The standard asks for no location, but GitHub refuses
    /// a whole file for one result without.
    fn of_all() -> Self {
        let place = (&Place::default(), &LogicalPlace::Nowhere);
        let at = At {
            path: ".",
            is_path_lossy: false,
            message_number: None,
            place: place.0,
            extent: Extent::default(),
            logical: place.1,
        };
        Self::new(&at)
    }

    fn new(at: &At<'_>) -> Self {
        let row = if let LogicalPlace::RosterRow(row) = at.logical { Some(*row as usize) } else { None };
        let region = row.or(at.place.line).map(|start_line| Region {
            start_line,
            start_column: at.place.column,
            end_line: at.extent.end.map(|end| end.line),
            end_column: at.extent.end.map(|end| end.column),
        });
        Self {
            id: None,
            physical_location: PhysicalLocation {
                artifact_location: ArtifactLocation { uri: uri(at.path, at.is_path_lossy) },
                region,
            },
            logical_locations: logical_locations(at),
            message: None,
        }
    }

    fn numbered(self, id: usize, note: Option<String>) -> Self {
        let message = note.map(|note| OwnMessage { text: safe::line(&note).into_owned() });
        Self { id: Some(id), message, ..self }
    }
}

fn logical_locations(at: &At<'_>) -> Vec<LogicalLocation> {
    let message = at.message_number.map_or_else(String::new, |number| format!("message {number}/"));
    let of_message = at.logical.name().map(|name| {
        let name = safe::line(&name).into_owned();
        LogicalLocation {
            fully_qualified_name: format!("{message}{}/{name}", at.logical.kind()),
            name,
            kind: at.logical.kind(),
        }
    });
    let property = at.place.property.as_ref().map(|property| LogicalLocation {
        name: property.rsplit('/').next().unwrap_or(property).to_owned(),
        fully_qualified_name: format!("{message}{property}"),
        kind: "property",
    });
    of_message.into_iter().chain(property).collect()
}

/// Finds the places of a draft's labels beside the primary ones.
pub(super) struct Others<'a> {
    outcome: &'a Outcome,
    places: Places<'a>,
    logical: Logical<'a>,
}

impl<'a> Others<'a> {
    pub(super) fn new(outcome: &'a Outcome) -> Self {
        Self { outcome, places: Places::new(outcome), logical: Logical::of_draft(outcome) }
    }

    /// The places of a finding that are not primary, with what is said there.
    pub(super) fn of(&self, remark: &Remark<'_>, finding: &Finding, texts: &Texts<'_>) -> Vec<Location> {
        let location = |(number, label): (usize, &Label)| {
            let place = self.places.of(label.span);
            let at = At {
                path: &self.outcome.path,
                is_path_lossy: self.outcome.path_lossy,
                message_number: remark.message_number,
                extent: self.places.extent(&place),
                place: &place,
                logical: &self.logical.of(label.span),
            };
            Location::new(&at).numbered(number, texts.note(finding, label))
        };
        others(finding).map(location).collect()
    }
}

/// The same of a finding about all drafts together.
pub(super) fn related_of_mailing(mailing: &MailingOutcome, finding: &Finding, texts: &Texts<'_>) -> Vec<Location> {
    let location = |(number, label): (usize, &Label)| {
        let at = mailing.places.get(&label.span)?;
        let logical = at.roster_row.map_or(LogicalPlace::Nowhere, LogicalPlace::RosterRow);
        let at = At {
            path: &at.path,
            is_path_lossy: false,
            message_number: Some(at.message).filter(|number| *number > 1),
            place: &at.place,
            extent: Extent::default(),
            logical: &logical,
        };
        Some(Location::new(&at).numbered(number, texts.note(finding, label)))
    };
    others(finding).filter_map(location).collect()
}

fn others(finding: &Finding) -> impl Iterator<Item = (usize, &Label)> {
    let first = primary(finding).map(std::ptr::from_ref);
    let labels = finding.labels.iter().filter(move |label| Some(std::ptr::from_ref(*label)) != first);
    labels.enumerate().map(|(number, label)| (number + 1, label))
}

/// The path as a URI reference (RFC 3986): relative as it was given, absolute as `file:`.
fn uri(path: &str, is_lossy: bool) -> String {
    let mut uri = String::with_capacity(path.len() + 8);
    let drive = path.as_bytes().get(1) == Some(&b':') && path.starts_with(|letter: char| letter.is_ascii_alphabetic());
    if path.starts_with("//") {
        uri.push_str("file:");
    } else if path.starts_with('/') {
        uri.push_str("file://");
    } else if drive && path.as_bytes().get(2) == Some(&b'/') {
        uri.push_str("file:///");
    }
    let is_absolute = !uri.is_empty();
    let path = path.strip_prefix("./").unwrap_or(path);
    for (at, byte) in path.bytes().enumerate() {
        let is_plain = byte.is_ascii_alphanumeric()
            || b"/-._~!$&'()*+,;=@".contains(&byte)
            // Elsewhere a colon in the first segment would make it a scheme.
            || (byte == b':' && is_absolute && at == 1)
            // Bytes that are not UTF-8 are escaped already.
            || (byte == b'%' && is_lossy);
        if is_plain {
            uri.push(char::from(byte));
        } else {
            write!(uri, "%{byte:02X}").expect("writing to a String does not fail");
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_a_uri() {
        for (path, expected) in [
            ("drafts/a.eml", "drafts/a.eml"),
            ("./a b.eml", "a%20b.eml"),
            ("../見積.eml", "../%E8%A6%8B%E7%A9%8D.eml"),
            ("10:30?#100%.eml", "10%3A30%3F%23100%25.eml"),
            ("/srv/a.eml", "file:///srv/a.eml"),
            ("C:/mail/a.eml", "file:///C:/mail/a.eml"),
            ("//server/mail/a.eml", "file://server/mail/a.eml"),
            ("<stdin>", "%3Cstdin%3E"),
        ] {
            assert_eq!(uri(path, false), expected);
        }
        assert_eq!(uri("%FF.eml", true), "%FF.eml");
    }
}
