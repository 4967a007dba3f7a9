//! reviewdog's diagnostic format (rdjson): one JSON document whose diagnostics reviewdog posts as review comments.
//! Columns count bytes there, from 1, and an end is the first byte behind.

use super::remark::{Remark, Remarks};
use crate::report::json::write;
use crate::report::outcome::{MailingOutcome, Outcome, Summary};
use crate::report::{Report, Texts, safe};
use crate::severity::Severity;
use serde::Serialize;
use std::io;

/// Writes rdjson, draft by draft.
#[derive(Debug)]
pub struct Rdjson<'a> {
    remarks: Remarks<'a>,
    is_first: bool,
}

#[derive(Debug, Serialize)]
struct Diagnostic<'a> {
    message: String,
    location: Location<'a>,
    severity: &'static str,
    code: Code<'a>,
}

#[derive(Debug, Serialize)]
struct Location<'a> {
    path: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    range: Option<Range>,
}

#[derive(Debug, Serialize)]
struct Range {
    start: Position,
    #[serde(skip_serializing_if = "Option::is_none")]
    end: Option<Position>,
}

#[derive(Debug, Serialize)]
struct Position {
    line: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<usize>,
}

#[derive(Debug, Serialize)]
struct Code<'a> {
    value: &'a str,
}

impl<'a> Rdjson<'a> {
    /// A report in the language of `texts`.
    #[must_use]
    pub fn new(texts: Texts<'a>) -> Self {
        Self { remarks: Remarks::new(texts), is_first: true }
    }

    fn write(&mut self, remarks: &[Remark<'_>], out: &mut dyn io::Write) -> io::Result<()> {
        for remark in remarks {
            let mut message = remark.placed_message(self.remarks.texts.lang);
            if let Some(help) = &remark.help {
                message.push('\n');
                message.push_str(help);
            }
            let end = remark.extent.end.map(|end| Position { line: end.line, column: Some(end.byte_column) });
            let diagnostic = Diagnostic {
                message,
                location: Location {
                    path: remark.path.unwrap_or("."),
                    range: remark.line().map(|line| Range {
                        start: Position { line, column: remark.extent.byte_column },
                        end: end.filter(|_| remark.extent.byte_column.is_some()),
                    }),
                },
                severity: severity(remark.severity),
                code: Code { value: &safe::line(remark.rule) },
            };
            out.write_all(if self.is_first { b"\n    " } else { b",\n    " })?;
            self.is_first = false;
            write(&diagnostic, out)?;
        }
        Ok(())
    }
}

const fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "ERROR",
        Severity::Warning => "WARNING",
        Severity::Info => "INFO",
    }
}

impl Report for Rdjson<'_> {
    fn begin(&mut self, out: &mut dyn io::Write) -> io::Result<()> {
        self.is_first = true;
        write!(out, "{{\n  \"source\": {{\"name\":\"mailcheck\"}},\n  \"diagnostics\": [")
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
        writeln!(out, "\n  ]\n}}")
    }
}
