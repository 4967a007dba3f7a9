//! What a report for a tool says at one place: a finding at its primary label, a draft that could not be read, a run
//! that did not come to its end. Made once for all such reports; knows none of their forms.

use crate::finding::Finding;
use crate::lang::Lang;
use crate::report::fingerprint::{Fingerprints, primary};
use crate::report::logical::{Logical, LogicalPlace};
use crate::report::outcome::{MailingOutcome, Outcome, Status, Stopped, Summary};
use crate::report::place::{Extent, Place, Places};
use crate::report::{Texts, safe};
use crate::severity::Severity;

/// One thing to say.
#[derive(Debug, Clone)]
pub struct Remark<'a> {
    /// Id of the rule; of what could not be done the word for why.
    pub rule: &'a str,
    /// Error for what could not be done.
    pub severity: Severity,
    /// The finding; `None` for what could not be done.
    pub finding: Option<&'a Finding>,
    /// In one line, safe to print.
    pub message: String,
    /// What to do, in one line, safe to print.
    pub help: Option<String>,
    /// The file; `None` for all drafts together and for the run.
    pub path: Option<&'a str>,
    /// `path` holds percent-escapes for bytes that are not UTF-8.
    pub is_path_lossy: bool,
    /// Number of the message where a file has several; else `None`.
    pub message_number: Option<u32>,
    /// Where in the file.
    pub place: Place,
    /// How far the place goes.
    pub extent: Extent,
    /// Where in the message.
    pub logical: LogicalPlace,
    /// Tells the finding from others, and is the same in the next run.
    pub fingerprint: String,
}

impl Remark<'_> {
    /// Line of the file; a row of a roster counts as its line, as spreadsheet programs have it.
    #[must_use]
    pub fn line(&self) -> Option<usize> {
        match self.logical {
            LogicalPlace::RosterRow(row) => Some(row as usize),
            _ => self.place.line,
        }
    }

    /// The message, with the place in words where there is no line to point at.
    #[must_use]
    pub fn placed_message(&self, lang: Lang) -> String {
        if self.line().is_some() {
            return self.message.clone();
        }
        let number =
            self.message_number.map(|number| lang.pick("message {}", "{} 通目").replace("{}", &number.to_string()));
        let words = self.logical.words(lang).map(|words| safe::line(&words).into_owned());
        let property = self.place.property.as_deref().map(|property| safe::line(property).into_owned());
        let pieces: Vec<String> = [number, words, property].into_iter().flatten().collect();
        match (pieces.is_empty(), lang) {
            (true, _) => self.message.clone(),
            (false, Lang::En) => format!("{} ({})", self.message, pieces.join(", ")),
            (false, Lang::Ja) => format!("{}（{}）", self.message, pieces.join("、")),
        }
    }
}

/// Makes the remarks of a run.
#[derive(Debug, Clone)]
pub struct Remarks<'t> {
    /// The texts of the rules.
    pub texts: Texts<'t>,
    fingerprints: Fingerprints,
}

impl<'t> Remarks<'t> {
    /// Remarks in the language of `texts`.
    #[must_use]
    pub fn new(texts: Texts<'t>) -> Self {
        Self { texts, fingerprints: Fingerprints::default() }
    }

    /// Everything there is to say of a draft, whatever `--show` says, with what does not count.
    pub fn all<'o>(&mut self, outcome: &'o Outcome) -> Vec<Remark<'o>> {
        let message_number = (outcome.format == "mbox" || outcome.message > 1).then_some(outcome.message);
        let of_file = Remark {
            rule: "",
            severity: Severity::Error,
            finding: None,
            message: String::new(),
            help: None,
            path: Some(&outcome.path),
            is_path_lossy: outcome.path_lossy,
            message_number,
            place: Place::default(),
            extent: Extent::default(),
            logical: LogicalPlace::Nowhere,
            fingerprint: String::new(),
        };
        if let (Status::Unreadable, Some(failure)) = (outcome.status, &outcome.failure) {
            let fingerprint = self.fingerprints.of_failure(&outcome.path, &failure.code);
            let text = failure.text.get(self.texts.lang);
            let message = self.texts.lang.pick("could not be read: {}", "読み取れません：{}").replace("{}", text);
            let message = safe::line(&message).into_owned();
            return vec![Remark { rule: &failure.code, message, fingerprint, ..of_file }];
        }
        let places = Places::new(outcome);
        let logical = Logical::of_draft(outcome);
        let remark = |finding: &'o Finding| {
            let label = primary(finding);
            let place = label.map(|label| places.of(label.span)).unwrap_or_default();
            Remark {
                extent: places.extent(&place),
                place,
                logical: label.map_or(LogicalPlace::Nowhere, |label| logical.of(label.span)),
                fingerprint: self.fingerprints.of_draft(outcome, finding),
                ..self.texts.remark(finding, of_file.clone())
            }
        };
        outcome.findings.iter().map(remark).collect()
    }

    /// What there is to say of a draft to people: findings that count and reach `--show`.
    pub fn shown<'o>(&mut self, outcome: &'o Outcome) -> Vec<Remark<'o>> {
        let all = self.all(outcome);
        self.only_shown(all)
    }

    /// Everything there is to say of all drafts together.
    pub fn all_of_mailing<'o>(&mut self, mailing: &'o MailingOutcome) -> Vec<Remark<'o>> {
        let remark = |finding: &'o Finding| {
            let mut labels = primary(finding).into_iter().chain(&finding.labels);
            let at = labels.find_map(|label| mailing.places.get(&label.span));
            let path = at.map(|at| at.path.as_str());
            let of_file = Remark {
                rule: "",
                severity: Severity::Error,
                finding: None,
                message: String::new(),
                help: None,
                path,
                is_path_lossy: false,
                message_number: at.map(|at| at.message).filter(|number| *number > 1),
                place: at.map(|at| at.place.clone()).unwrap_or_default(),
                extent: Extent::default(),
                logical: at.and_then(|at| at.roster_row).map_or(LogicalPlace::Nowhere, LogicalPlace::RosterRow),
                fingerprint: self.fingerprints.of_mailing(mailing, finding),
            };
            self.texts.remark(finding, of_file)
        };
        mailing.outcome.findings.iter().map(remark).collect()
    }

    /// What there is to say of all drafts together to people.
    pub fn shown_of_mailing<'o>(&mut self, mailing: &'o MailingOutcome) -> Vec<Remark<'o>> {
        let all = self.all_of_mailing(mailing);
        self.only_shown(all)
    }

    /// That the run did not do what it was to do: it was ended early, or checked nothing. `None` when it did, and when
    /// drafts that could not be read have said so themselves.
    pub fn of_run(&mut self, summary: &Summary) -> Option<Remark<'static>> {
        if !summary.is_incomplete() {
            return None;
        }
        let rule = summary.stopped.map_or("nothing-checked", Stopped::name);
        let lang = self.texts.lang;
        let nothing = lang.pick("no draft was checked", "検査した下書きはありません");
        let notes = summary.notes.iter().map(|note| safe::line(note.get(lang)).into_owned());
        let notes = notes.reduce(|one, next| one + lang.pick("; ", "。") + &next);
        Some(Remark {
            rule,
            severity: Severity::Error,
            finding: None,
            message: notes.unwrap_or_else(|| nothing.to_owned()),
            help: None,
            path: None,
            is_path_lossy: false,
            message_number: None,
            place: Place::default(),
            extent: Extent::default(),
            logical: LogicalPlace::Nowhere,
            fingerprint: self.fingerprints.of_failure("", rule),
        })
    }

    fn only_shown<'o>(&self, mut remarks: Vec<Remark<'o>>) -> Vec<Remark<'o>> {
        let show = self.texts.show;
        let is_shown = |finding: &Finding| finding.suppressed.is_none() && finding.severity >= show;
        remarks.retain(|remark| remark.finding.is_none_or(is_shown));
        remarks
    }
}

impl Texts<'_> {
    /// `place` with what the rule says.
    fn remark<'o>(&self, finding: &'o Finding, place: Remark<'o>) -> Remark<'o> {
        Remark {
            rule: &finding.rule,
            severity: finding.severity,
            finding: Some(finding),
            message: safe::line(&self.message(finding)).into_owned(),
            help: self.help(finding).map(|help| safe::line(&help).into_owned()),
            ..place
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample::{exposed, finding, outcome, span_of, summary};

    #[test]
    fn a_place_without_a_line_is_told_in_words() {
        let rules = [exposed()];
        let mut remarks = Remarks::new(Texts::new(&rules, Lang::En, Severity::Info, "0.1.0"));
        let text = "To: a@x.example\n\nHi\n";
        let mut outcome =
            outcome("a.msg", text, vec![finding("exposed-personal-addresses", vec![span_of(text, "a@x.example")])]);
        let all = remarks.all(&outcome);
        assert_eq!(all[0].placed_message(Lang::En), "1 personal addresses can be seen by everyone");
        outcome.view = Some(crate::draft::view::View::new(text.to_owned(), Vec::new()));
        let all = remarks.all(&outcome);
        assert_eq!(all[0].placed_message(Lang::En), "1 personal addresses can be seen by everyone (in To)");
        assert_eq!(all[0].placed_message(Lang::Ja), "1 personal addresses can be seen by everyone（To 欄）");
    }

    #[test]
    fn a_run_that_checked_nothing_says_so_once() {
        let mut remarks = Remarks::new(Texts::new([], Lang::En, Severity::Info, "0.1.0"));
        let of_run =
            |summary: &Summary, remarks: &mut Remarks<'_>| remarks.of_run(summary).map(|remark| remark.message);
        assert_eq!(of_run(&summary(), &mut remarks), None);
        let nothing = Summary { drafts: 0, checked: 0, exit_code: 2, ..summary() };
        assert_eq!(of_run(&nothing, &mut remarks).as_deref(), Some("no draft was checked"));
        assert_eq!(of_run(&Summary { drafts: 1, unreadable: 1, ..nothing }, &mut remarks), None);
    }
}
