//! One line for each finding, as compilers write it: `draft.eml:12:5: error[rule-id]: message`. For editors and for
//! `grep`; knows no excerpt and no help.

use crate::report::outcome::{MailingOutcome, Outcome, Status, Summary};
use crate::report::place::{Place, Places};
use crate::report::{Report, Texts, safe};
use crate::severity::Severity;
use std::io;

/// Writes the short report. It ends with the last finding: a summary line would be no place in a file, so who
/// wants [`crate::report::summary::line`] prints it elsewhere.
#[derive(Debug)]
pub struct Short<'a> {
    texts: Texts<'a>,
}

impl<'a> Short<'a> {
    /// A report in the language of `texts`; severities stay English, since programs read them.
    #[must_use]
    pub const fn new(texts: Texts<'a>) -> Self {
        Self { texts }
    }
}

impl Report for Short<'_> {
    fn begin(&mut self, _: &mut dyn io::Write) -> io::Result<()> {
        Ok(())
    }

    fn draft(&mut self, outcome: &Outcome, out: &mut dyn io::Write) -> io::Result<()> {
        let path = safe::line(&outcome.path);
        if let (Status::Unreadable, Some(failure)) = (outcome.status, &outcome.failure) {
            let text = failure.text.get(self.texts.lang);
            return writeln!(out, "{path}: error[{}]: {}", safe::line(&failure.code), safe::line(text));
        }
        let places = Places::new(outcome);
        for finding in self.texts.shown(outcome) {
            let primary = finding.labels.iter().find(|label| label.is_primary).or(finding.labels.first());
            let place = position(&primary.map(|label| places.of(label.span)).unwrap_or_default());
            let message = self.texts.message(finding);
            let message = safe::line(&message);
            writeln!(out, "{path}:{place} {}[{}]: {message}", word(finding.severity), finding.rule)?;
        }
        Ok(())
    }

    fn mailing(&mut self, mailing: &MailingOutcome, out: &mut dyn io::Write) -> io::Result<()> {
        for finding in self.texts.shown(&mailing.outcome) {
            let mut labels = finding.labels.iter().filter(|label| label.is_primary).chain(&finding.labels);
            let at = labels.find_map(|label| mailing.places.get(&label.span));
            let place = match at {
                Some(at) => match at.roster_row {
                    Some(row) => format!("{}:{row}: ", safe::line(&at.path)),
                    None => format!("{}:{} ", safe::line(&at.path), position(&at.place)),
                },
                None => String::new(),
            };
            let message = self.texts.message(finding);
            writeln!(out, "{place}{}[{}]: {}", word(finding.severity), finding.rule, safe::line(&message))?;
        }
        Ok(())
    }

    fn end(&mut self, _: &Summary, _: &mut dyn io::Write) -> io::Result<()> {
        Ok(())
    }
}

/// What stands between the path and the severity: `12:5:`, `recipients[2]:`, or nothing.
fn position(place: &Place) -> String {
    match (place.line, place.column, &place.property) {
        (Some(line), Some(column), _) => format!("{line}:{column}:"),
        (_, _, Some(property)) => {
            let storage = property.split_once('/').map_or(property.as_str(), |(storage, _)| storage);
            format!("{storage}:")
        }
        _ => String::new(),
    }
}

/// The severities that editors know.
const fn word(severity: Severity) -> &'static str {
    match severity {
        Severity::Info => "notice",
        severity => severity.name(),
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail loudly")]
mod tests {
    use super::*;
    use crate::draft::view::{Origin, Segment, View};
    use crate::finding::Suppression;
    use crate::lang::Lang;
    use crate::report::Failure;
    use crate::report::sample::{bilingual, exposed, finding, outcome, span_of};
    use crate::span::Span;

    fn report(outcome: &Outcome) -> String {
        let rules = [exposed()];
        let mut out = Vec::new();
        Short::new(Texts::new(&rules, Lang::En, Severity::Info, "0.1.0")).draft(outcome, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn a_finding_is_one_line_at_its_primary_place() {
        let text = "To: a\nCc: b, c\n\nx\n";
        let mut finding = finding("exposed-personal-addresses", vec![span_of(text, "To"), span_of(text, "Cc")]);
        finding.labels[0].is_primary = false;
        finding.labels[1].is_primary = true;
        assert_eq!(
            report(&outcome("a\nb.eml", text, vec![finding])),
            "a\\u{A}b.eml:2:1: error[exposed-personal-addresses]: 2 personal addresses can be seen by everyone\n"
        );
    }

    #[test]
    fn a_property_stands_where_a_line_would() {
        let at = |storage: &str| {
            let origin = Origin::Property { storage: storage.into(), tag: "PidTagSubject" };
            let view = View::new("x".into(), vec![Segment { span: Span::new(0, 1), origin }]);
            let mut finding = finding("other", vec![Span::new(0, 1)]);
            finding.severity = Severity::Info;
            report(&Outcome { path: "a.msg".into(), view: Some(view), findings: vec![finding], ..Outcome::default() })
        };
        assert_eq!(at("recipients[2]"), "a.msg:recipients[2]: notice[other]: other\n");
        assert_eq!(at(""), "a.msg:PidTagSubject: notice[other]: other\n");
    }

    #[test]
    fn what_has_no_place_names_the_draft() {
        assert_eq!(
            report(&outcome("a.eml", "To: a\n", vec![finding("other", vec![])])),
            "a.eml: error[other]: other\n"
        );
        let failure = Failure { code: "not-a-compound-file".into(), text: bilingual("it is empty", "空です") };
        let outcome =
            Outcome { path: "a.msg".into(), status: Status::Unreadable, failure: Some(failure), ..Outcome::default() };
        assert_eq!(report(&outcome), "a.msg: error[not-a-compound-file]: it is empty\n");
    }

    #[test]
    fn what_is_allowed_is_not_reported() {
        let mut finding = finding("other", vec![]);
        finding.suppressed = Some(Suppression::Allow);
        assert_eq!(report(&outcome("a.eml", "To: a\n", vec![finding])), "");
    }
}
