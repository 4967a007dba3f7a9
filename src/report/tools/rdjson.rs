//! reviewdog's diagnostic format (rdjson): one JSON document whose diagnostics reviewdog posts as review comments.
//! Columns count bytes there, from 1, and an end is the first byte behind.

use super::listed::Form;
use super::remark::Remark;
use crate::lang::Lang;
use crate::report::json::write;
use crate::report::safe;
use crate::severity::Severity;
use serde::Serialize;
use std::io;

/// rdjson, draft by draft.
#[derive(Debug, Default)]
pub struct Rdjson {
    has_some: bool,
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

impl Form for Rdjson {
    fn begin(&mut self, out: &mut dyn io::Write) -> io::Result<()> {
        self.has_some = false;
        write!(out, "{{\n  \"source\": {{\"name\":\"mailcheck\"}},\n  \"diagnostics\": [")
    }

    fn write(&mut self, remarks: &[Remark<'_>], lang: Lang, out: &mut dyn io::Write) -> io::Result<()> {
        for remark in remarks {
            let mut message = remark.placed_message(lang);
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
            out.write_all(if self.has_some { b",\n    " } else { b"\n    " })?;
            self.has_some = true;
            write(&diagnostic, out)?;
        }
        Ok(())
    }

    fn end(&mut self, out: &mut dyn io::Write) -> io::Result<()> {
        writeln!(out, "\n  ]\n}}")
    }
}

const fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "ERROR",
        Severity::Warning => "WARNING",
        Severity::Info => "INFO",
    }
}
