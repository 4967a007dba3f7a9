//! A draft -> its findings, each at the bytes it came from, as the JSON and SARIF reports have them. Knows no rule.

use super::{Found, Subject, Telling, at_top, diagnostic, failure};
use crate::finding::{Finding, Label};
use crate::lang::Lang;
use crate::lsp::bench::Bench;
use crate::lsp::position::Lines;
use crate::lsp::protocol::{Location, Range, Related, TextEdit};
use crate::lsp::trouble::{Trouble, with_help};
use crate::report::fingerprint::primary;
use crate::report::place::{Extent, Place, Places};
use crate::report::tools::remark::{Remark, Remarks};
use crate::report::{Edit, Outcome, Texts, safe};
use crate::run::buffer::judge_buffer;
use crate::run::checker::Checker;
use crate::span::Span;
use std::sync::Arc;

/// How many further places of a finding are told.
const MOST_RELATED: usize = 20;

/// How many reasons are told why nothing can be checked.
const MOST_REASONS: usize = 5;

pub(super) fn diagnose(subject: &Subject, bench: &Bench, telling: Telling) -> Vec<Found> {
    let lines = Lines::new(&subject.text, telling.encoding);
    match &bench.checker {
        Ok(checker) => Draft { subject, lines, telling, checker, lang: bench.lang }.found(),
        Err(troubles) => {
            let unusable = bench.lang.pick(
                "nothing can be checked: the settings or rules cannot be used",
                "検査できません：設定またはルールに誤りがあります",
            );
            let reasons = troubles.iter().take(MOST_REASONS).map(Trouble::in_words);
            let message = std::iter::once(unusable.to_owned()).chain(reasons).collect::<Vec<_>>().join("\n");
            vec![at_top(&subject.text, telling.encoding, "settings", safe::block(&message).into_owned())]
        }
    }
}

struct Draft<'d> {
    subject: &'d Subject,
    lines: Lines<'d>,
    telling: Telling,
    checker: &'d Checker,
    lang: Lang,
}

impl Draft<'_> {
    fn found(&self) -> Vec<Found> {
        let bytes: Arc<[u8]> = Arc::from(Arc::clone(&self.subject.text));
        let outcomes = judge_buffer(self.subject.path.as_deref(), &bytes, self.checker);
        let rules = self.checker.rules().rules();
        let mut remarks = Remarks::new(Texts::new(rules, self.lang, self.telling.show, env!("CARGO_PKG_VERSION")));
        let mut found = Vec::new();
        for outcome in &outcomes {
            let shown = remarks.shown(outcome);
            found.extend(shown.iter().map(|remark| self.shown(remark, outcome, &remarks.texts)));
        }
        found
    }

    fn shown(&self, remark: &Remark<'_>, outcome: &Outcome, texts: &Texts<'_>) -> Found {
        let range = self.range(&remark.place, remark.extent);
        let message = with_help(&remark.placed_message(self.lang), remark.help.as_deref());
        let Some(finding) = remark.finding else { return failure(range, remark.rule, message) };
        let mut diagnostic = diagnostic(range, remark.severity, remark.rule, message);
        if self.telling.shows_related {
            diagnostic.related_information = self.related(finding, outcome, texts);
        }
        let number = outcome.findings.iter().position(|other| std::ptr::eq(other, finding));
        let edits = number.and_then(|number| outcome.edits.get(&number)).map(Vec::as_slice).unwrap_or_default();
        let edits = edits.iter().map(|edit| self.edit(edit)).collect();
        Found { diagnostic, rule: Some(finding.rule.clone()), edits }
    }

    /// The first line for what has no place in the text, such as a field that is missing.
    fn range(&self, place: &Place, extent: Extent) -> Range {
        match (place.bytes, extent.end) {
            (Some([start, end]), Some(_)) => self.lines.range(Span::new(start, end)),
            // So long that it is a whole part of the message.
            (Some([start, _]), None) => self.lines.rest_of_line(start),
            (None, _) => self.lines.rest_of_line(0),
        }
    }

    fn related(&self, finding: &Finding, outcome: &Outcome, texts: &Texts<'_>) -> Vec<Related> {
        let places = Places::new(outcome);
        let first = primary(finding).map(std::ptr::from_ref);
        let others = finding.labels.iter().filter(|label| Some(std::ptr::from_ref(*label)) != first);
        let related = |label: &Label| {
            let place = places.of(label.span);
            place.bytes?;
            let message = safe::line(&texts.note(finding, label)?).into_owned();
            let range = self.range(&place, places.extent(&place));
            Some(Related { location: Location { uri: self.subject.uri.clone(), range }, message })
        };
        others.filter_map(related).take(MOST_RELATED).collect()
    }

    fn edit(&self, edit: &Edit) -> TextEdit {
        let range = self.lines.range(Span::new(edit.bytes.start, edit.bytes.end));
        TextEdit { range, new_text: edit.replacement.clone() }
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail loudly")]
mod tests {
    use super::*;
    use crate::lsp::documents::Kind;
    use crate::lsp::position::Encoding;
    use crate::run::checker::CheckOptions;
    use crate::settings::Settings;
    use crate::severity::Severity;

    #[test]
    fn a_safe_correction_comes_along() {
        let text = "From: a@x.example\nTo: 山 <b@y.example>\nSubject: x\n\nHi b,\n";
        let subject = Subject { uri: "file:///a.eml".into(), kind: Kind::Draft, path: None, text: text.into() };
        let checker = Checker::new(Settings::default(), &CheckOptions::default()).unwrap();
        let telling = Telling { encoding: Encoding::Utf16, show: Severity::Info, shows_related: true };
        let lines = Lines::new(&subject.text, telling.encoding);
        let draft = Draft { subject: &subject, lines, telling, checker: &checker, lang: Lang::En };
        let finding = Finding {
            rule: "any".into(),
            severity: Severity::Error,
            labels: Vec::new(),
            values: Default::default(),
            fix: Vec::new(),
            suppressed: None,
        };
        let at = text.find("b@y").unwrap();
        let edit = Edit { bytes: at..at + 11, replacement: "c@y.example".into() };
        let outcome = Outcome { findings: vec![finding], edits: [(0, vec![edit])].into(), ..Outcome::default() };
        let mut remarks = Remarks::new(Texts::new([], Lang::En, Severity::Info, "0.1.0"));
        let remark = &remarks.shown(&outcome)[0];
        let found = draft.shown(remark, &outcome, &Texts::new([], Lang::En, Severity::Info, "0.1.0"));
        let edit = &found.edits[0];
        assert_eq!((edit.range.start.line, edit.range.start.character), (1, 7));
        assert_eq!((edit.range.end.character, edit.new_text.as_str()), (18, "c@y.example"));
    }
}
