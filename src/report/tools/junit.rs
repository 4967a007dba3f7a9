//! JUnit's XML, as Jenkins and GitLab read it: a suite for each draft, a test for each finding. A finding that makes the
//! run fail is a failed test; one below `--fail-on` is a passed one whose output has the text, since JUnit knows no
//! warnings. A draft without findings is one passed test.

use super::remark::{Remark, Remarks};
use super::xml;
use crate::report::outcome::{MailingOutcome, Outcome, Status, Summary};
use crate::report::{Report, Texts, safe};
use crate::severity::Severity;
use std::collections::BTreeMap;
use std::io;

/// Writes JUnit's XML, draft by draft.
#[derive(Debug)]
pub struct Junit<'a> {
    remarks: Remarks<'a>,
    /// `--fail-on`; `None` for never.
    fail_on: Option<Severity>,
}

impl<'a> Junit<'a> {
    /// A report in the language of `texts` of a run that fails from `fail_on` on.
    #[must_use]
    pub fn new(texts: Texts<'a>, fail_on: Option<Severity>) -> Self {
        Self { remarks: Remarks::new(texts), fail_on }
    }

    fn result(&self, remark: &Remark<'_>) -> Result {
        match remark.finding {
            None => Result::Error,
            Some(_) if self.fail_on.is_some_and(|fail_on| remark.severity >= fail_on) => Result::Failure,
            Some(_) => Result::Passed,
        }
    }

    /// A suite named `name`; without remarks it has one test, which has passed or was `skipped` for that reason.
    fn suite(
        &self,
        name: &str,
        remarks: &[Remark<'_>],
        skipped: Option<&str>,
        out: &mut dyn io::Write,
    ) -> io::Result<()> {
        let count = |result: Result| remarks.iter().filter(|remark| self.result(remark) == result).count().to_string();
        let lang = self.remarks.texts.lang;
        let attributes = [
            ("name", name),
            ("tests", &remarks.len().max(1).to_string()),
            ("failures", &count(Result::Failure)),
            ("errors", &count(Result::Error)),
            ("skipped", if skipped.is_some() { "1" } else { "0" }),
        ];
        xml::start(1, "testsuite", &attributes, out)?;
        let test = |rule: &str| [("name".to_owned(), rule.to_owned()), ("classname".to_owned(), name.to_owned())];
        if remarks.is_empty() {
            let [case, class] = test(if skipped.is_some() { "skipped" } else { "nothing found" });
            let attributes = [(&*case.0, &*case.1), (&*class.0, &*class.1)];
            match skipped {
                None => xml::empty(2, "testcase", &attributes, out)?,
                Some(why) => {
                    xml::start(2, "testcase", &attributes, out)?;
                    xml::empty(3, "skipped", &[("message", why)], out)?;
                    xml::end(2, "testcase", out)?;
                }
            }
        }
        // Tests are known by their names: the second finding of a rule needs one of its own.
        let mut again: BTreeMap<&str, usize> = BTreeMap::new();
        for remark in remarks {
            let number = again.entry(remark.rule).or_default();
            *number += 1;
            let rule = safe::line(remark.rule);
            let case = if *number == 1 { rule.into_owned() } else { format!("{rule} ({number})") };
            xml::start(2, "testcase", &[("name", &case), ("classname", name)], out)?;
            let message = remark.placed_message(lang);
            let text = details(name, remark, &message);
            let attributes = [("type", remark.severity.name()), ("message", &message)];
            match self.result(remark) {
                Result::Passed => xml::text(3, "system-out", &[], &text, out)?,
                Result::Failure => xml::text(3, "failure", &attributes, &text, out)?,
                Result::Error => xml::text(3, "error", &attributes, &text, out)?,
            }
            xml::end(2, "testcase", out)?;
        }
        xml::end(1, "testsuite", out)
    }
}

/// How a test ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Result {
    Passed,
    Failure,
    /// It could not be run.
    Error,
}

/// What a reader of the log sees: `a.eml:3:5: error[rule]: message` and what to do.
fn details(name: &str, remark: &Remark<'_>, message: &str) -> String {
    let place = match (remark.line(), remark.place.column) {
        (Some(line), Some(column)) => format!("{line}:{column}:"),
        (Some(line), None) => format!("{line}:"),
        _ => String::new(),
    };
    let path = remark.path.map_or_else(|| name.into(), safe::line);
    let mut text = format!("{path}:{place} {}[{}]: {message}", remark.severity.name(), safe::line(remark.rule));
    if let Some(help) = &remark.help {
        text.push('\n');
        text.push_str(help);
    }
    text
}

impl Report for Junit<'_> {
    fn begin(&mut self, out: &mut dyn io::Write) -> io::Result<()> {
        xml::declaration(out)?;
        xml::start(0, "testsuites", &[("name", "mailcheck")], out)
    }

    fn draft(&mut self, outcome: &Outcome, out: &mut dyn io::Write) -> io::Result<()> {
        let remarks = self.remarks.shown(outcome);
        let mut name = safe::line(&outcome.path).into_owned();
        if outcome.format == "mbox" || outcome.message > 1 {
            name.push_str(&format!("#{}", outcome.message));
        }
        let marked = self.remarks.texts.lang.pick("marked as deleted", "削除の印が付いています");
        self.suite(&name, &remarks, (outcome.status == Status::Skipped).then_some(marked), out)
    }

    fn mailing(&mut self, mailing: &MailingOutcome, out: &mut dyn io::Write) -> io::Result<()> {
        let remarks = self.remarks.shown_of_mailing(mailing);
        let name = self.remarks.texts.lang.pick("all drafts together", "一斉送信の全体");
        self.suite(name, &remarks, None, out)
    }

    fn end(&mut self, summary: &Summary, out: &mut dyn io::Write) -> io::Result<()> {
        if let Some(remark) = self.remarks.of_run(summary) {
            self.suite("mailcheck", &[remark], None, out)?;
        }
        xml::end(0, "testsuites", out)?;
        writeln!(out)
    }
}
