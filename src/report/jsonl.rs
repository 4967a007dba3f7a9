//! The report for programs that read while it is written: one JSON object a line, `draft` by `draft`, then `mailing`,
//! last `summary`. The same values as in [`super::json`], and all of them, whatever `--show` says.

use crate::lang::Lang;
use crate::report::json::{Counts, Draft, Mailing, Tool, VERSION, write};
use crate::report::outcome::{MailingOutcome, Outcome, Summary};
use crate::report::{Report, Texts};
use serde::Serialize;
use std::io;

/// Writes a line for each draft as soon as it is checked.
#[derive(Debug)]
pub struct Jsonl<'a> {
    texts: Texts<'a>,
}

/// An object that says what it is.
#[derive(Debug, Serialize)]
struct Line<T> {
    #[serde(rename = "type")]
    kind: &'static str,
    #[serde(flatten)]
    value: T,
}

/// What stands at the head of the JSON report, and its summary.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
struct End<'a> {
    version: u32,
    tool: Tool<'a>,
    lang: Lang,
    exit_code: u8,
    #[serde(flatten)]
    counts: Counts,
}

impl<'a> Jsonl<'a> {
    /// A report in the language of `texts`.
    #[must_use]
    pub const fn new(texts: Texts<'a>) -> Self {
        Self { texts }
    }
}

fn line(kind: &'static str, value: impl Serialize, out: &mut dyn io::Write) -> io::Result<()> {
    write(&Line { kind, value }, out)?;
    writeln!(out)
}

impl Report for Jsonl<'_> {
    fn begin(&mut self, _: &mut dyn io::Write) -> io::Result<()> {
        Ok(())
    }

    fn draft(&mut self, outcome: &Outcome, out: &mut dyn io::Write) -> io::Result<()> {
        line("draft", Draft::new(outcome, &self.texts), out)
    }

    fn mailing(&mut self, mailing: &MailingOutcome, out: &mut dyn io::Write) -> io::Result<()> {
        line("mailing", Mailing::new(mailing, &self.texts), out)
    }

    fn end(&mut self, summary: &Summary, out: &mut dyn io::Write) -> io::Result<()> {
        let end = End {
            version: VERSION,
            tool: Tool::new(self.texts.version),
            lang: self.texts.lang,
            exit_code: summary.exit_code,
            counts: Counts::new(summary),
        };
        line("summary", end, out)
    }
}
