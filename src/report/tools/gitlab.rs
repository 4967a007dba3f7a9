//! GitLab's code quality report: a JSON list with the fields that GitLab documents. Each finding must have a fingerprint
//! of its own, since GitLab shows only one of those that are equal.

use super::remark::{Remark, Remarks};
use crate::report::json::write;
use crate::report::outcome::{MailingOutcome, Outcome, Summary};
use crate::report::{Report, Texts, safe};
use crate::severity::Severity;
use serde::Serialize;
use std::io;

/// Writes GitLab's list, draft by draft.
#[derive(Debug)]
pub struct Gitlab<'a> {
    remarks: Remarks<'a>,
    is_first: bool,
}

#[derive(Debug, Serialize)]
struct Issue<'a> {
    description: &'a str,
    check_name: &'a str,
    fingerprint: &'a str,
    severity: &'static str,
    location: Location<'a>,
}

#[derive(Debug, Serialize)]
struct Location<'a> {
    path: &'a str,
    lines: Lines,
}

#[derive(Debug, Serialize)]
struct Lines {
    begin: usize,
}

impl<'a> Gitlab<'a> {
    /// A report in the language of `texts`.
    #[must_use]
    pub fn new(texts: Texts<'a>) -> Self {
        Self { remarks: Remarks::new(texts), is_first: true }
    }

    fn write(&mut self, remarks: &[Remark<'_>], out: &mut dyn io::Write) -> io::Result<()> {
        for remark in remarks {
            let issue = Issue {
                description: &remark.placed_message(self.remarks.texts.lang),
                check_name: &safe::line(remark.rule),
                fingerprint: &remark.fingerprint,
                severity: severity(remark),
                // A path and a line are required: all drafts together are the folder we were called in.
                location: Location {
                    path: remark.path.map_or(".", |path| path.strip_prefix("./").unwrap_or(path)),
                    lines: Lines { begin: remark.line().unwrap_or(1) },
                },
            };
            out.write_all(if self.is_first { b"\n  " } else { b",\n  " })?;
            self.is_first = false;
            write(&issue, out)?;
        }
        Ok(())
    }
}

/// GitLab's word: what could not be checked weighs most.
const fn severity(remark: &Remark<'_>) -> &'static str {
    match (remark.finding, remark.severity) {
        (None, _) => "blocker",
        (Some(_), Severity::Error) => "critical",
        (Some(_), Severity::Warning) => "major",
        (Some(_), Severity::Info) => "info",
    }
}

impl Report for Gitlab<'_> {
    fn begin(&mut self, out: &mut dyn io::Write) -> io::Result<()> {
        self.is_first = true;
        write!(out, "[")
    }

    fn draft(&mut self, outcome: &Outcome, out: &mut dyn io::Write) -> io::Result<()> {
        let remarks = self.remarks.shown(outcome);
        self.write(&remarks, out)
    }

    fn mailing(&mut self, mailing: &MailingOutcome, out: &mut dyn io::Write) -> io::Result<()> {
        let remarks = self.remarks.shown_of_mailing(mailing);
        self.write(&remarks, out)
    }

    fn end(&mut self, summary: &Summary, out: &mut dyn io::Write) -> io::Result<()> {
        let of_run = self.remarks.of_run(summary);
        self.write(of_run.as_slice(), out)?;
        writeln!(out, "\n]")
    }
}
