//! GitLab's code quality report: a JSON list with the fields that GitLab documents. Each finding must have a fingerprint
//! of its own, since GitLab shows only one of those that are equal.

use super::listed::Form;
use super::remark::Remark;
use crate::lang::Lang;
use crate::report::json::write;
use crate::report::safe;
use crate::severity::Severity;
use serde::Serialize;
use std::io;

/// GitLab's list, draft by draft.
#[derive(Debug, Default)]
pub struct Gitlab {
    has_some: bool,
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

impl Form for Gitlab {
    fn begin(&mut self, out: &mut dyn io::Write) -> io::Result<()> {
        self.has_some = false;
        write!(out, "[")
    }

    fn write(&mut self, remarks: &[Remark<'_>], lang: Lang, out: &mut dyn io::Write) -> io::Result<()> {
        for remark in remarks {
            let issue = Issue {
                description: &remark.placed_message(lang),
                check_name: &safe::line(remark.rule),
                fingerprint: &remark.fingerprint,
                severity: severity(remark),
                // A path and a line are required: all drafts together are the folder we were called in.
                location: Location {
                    path: remark.path.map_or(".", |path| path.strip_prefix("./").unwrap_or(path)),
                    lines: Lines { begin: remark.line().unwrap_or(1) },
                },
            };
            out.write_all(if self.has_some { b",\n  " } else { b"\n  " })?;
            self.has_some = true;
            write(&issue, out)?;
        }
        Ok(())
    }

    fn end(&mut self, out: &mut dyn io::Write) -> io::Result<()> {
        writeln!(out, "\n]")
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
