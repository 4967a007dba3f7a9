//! SARIF 2.1.0 (OASIS), for code scanning and its viewers: rules with their pages, results with places in the file and
//! in the message, fingerprints, and what could not be done as notifications. Holds everything, whatever `--show` says;
//! what an allowance or the baseline covers is there as suppressed.

mod rules;
mod values;

use super::remark::{Remark, Remarks};
use crate::report::json::write;
use crate::report::outcome::{MailingOutcome, Outcome, Summary};
use crate::report::{Report, Texts, safe};
use crate::rule::file::RuleFile;
use crate::severity::Severity;
use std::io::{self, Seek, Write as _};
use tempfile::SpooledTempFile;
use values::{Descriptor, Location, Message, Notification, SarifResult, level};

/// Beyond it, notifications wait in a temporary file without a name: they stand behind the results.
const KEPT_IN_MEMORY_BYTES: usize = 4 << 20;

/// Gives the file of a rule, with its prose.
pub type RuleFileOf<'a> = Box<dyn Fn(&str) -> Option<RuleFile> + 'a>;

/// Writes SARIF, draft by draft.
pub struct Sarif<'a> {
    remarks: Remarks<'a>,
    rule_file: RuleFileOf<'a>,
    is_first: bool,
    notifications: SpooledTempFile,
    notification_count: usize,
}

impl<'a> Sarif<'a> {
    /// A report in the language of `texts`. `rule_file` gives what the page of a rule is made of.
    #[must_use]
    pub fn new(texts: Texts<'a>, rule_file: RuleFileOf<'a>) -> Self {
        Self {
            remarks: Remarks::new(texts),
            rule_file,
            is_first: true,
            notifications: SpooledTempFile::new(KEPT_IN_MEMORY_BYTES),
            notification_count: 0,
        }
    }

    fn result(&mut self, result: &SarifResult<'_>, out: &mut dyn io::Write) -> io::Result<()> {
        out.write_all(if self.is_first { b"\n      " } else { b",\n      " })?;
        self.is_first = false;
        write(result, out)
    }

    fn notify(&mut self, notification: &Notification<'_>) -> io::Result<()> {
        let lead: &[u8] = if self.notification_count == 0 { b"\n        " } else { b",\n        " };
        let mut text = lead.to_vec();
        write(notification, &mut text)?;
        self.notification_count += 1;
        self.notifications.write_all(&text)
    }

    fn notify_failure(&mut self, remark: &Remark<'_>) -> io::Result<()> {
        self.notify(&Notification {
            descriptor: Some(Descriptor { id: &safe::line(remark.rule) }),
            level: level(Severity::Error),
            message: Message { text: &remark.message },
            locations: Location::of(remark).into_iter().collect(),
        })
    }
}

impl Report for Sarif<'_> {
    fn begin(&mut self, out: &mut dyn io::Write) -> io::Result<()> {
        self.is_first = true;
        self.notifications = SpooledTempFile::new(KEPT_IN_MEMORY_BYTES);
        self.notification_count = 0;
        let texts = &self.remarks.texts;
        write!(
            out,
            "{{\n  \"$schema\": \"https://json.schemastore.org/sarif-2.1.0.json\",\n  \"version\": \"2.1.0\",\n"
        )?;
        write!(out, "  \"runs\": [{{\n    \"tool\": {{\"driver\": {{\"name\": \"mailcheck\", \"version\": ")?;
        write(&texts.version, out)?;
        write!(out, ", \"language\": ")?;
        write(&texts.lang.name(), out)?;
        write!(out, ", \"rules\": [")?;
        for (number, rule) in texts.rules().enumerate() {
            out.write_all(if number == 0 { b"\n      " } else { b",\n      " })?;
            write(&rules::Rule::new(rule, (self.rule_file)(&rule.id).as_ref(), texts.lang), out)?;
        }
        write!(out, "]}}}},\n    \"language\": ")?;
        write(&texts.lang.name(), out)?;
        write!(out, ",\n    \"columnKind\": \"unicodeCodePoints\",\n    \"results\": [")
    }

    fn draft(&mut self, outcome: &Outcome, out: &mut dyn io::Write) -> io::Result<()> {
        let remarks = self.remarks.all(outcome);
        let others = values::Others::new(outcome);
        for remark in &remarks {
            match remark.finding {
                None => self.notify_failure(remark)?,
                Some(finding) => {
                    let texts = &self.remarks.texts;
                    let result = SarifResult::new(remark, finding, others.of(remark, finding, texts), texts);
                    self.result(&result, out)?;
                }
            }
        }
        Ok(())
    }

    fn mailing(&mut self, mailing: &MailingOutcome, out: &mut dyn io::Write) -> io::Result<()> {
        let remarks = self.remarks.all_of_mailing(mailing);
        for remark in &remarks {
            if let Some(finding) = remark.finding {
                let texts = &self.remarks.texts;
                let related = values::related_of_mailing(mailing, finding, texts);
                let result = SarifResult::new(remark, finding, related, texts);
                self.result(&result, out)?;
            }
        }
        Ok(())
    }

    fn end(&mut self, summary: &Summary, out: &mut dyn io::Write) -> io::Result<()> {
        let of_run = self.remarks.of_run(summary);
        match &of_run {
            Some(remark) => self.notify_failure(remark)?,
            None => {
                for note in &summary.notes {
                    let text = safe::line(note.get(self.remarks.texts.lang)).into_owned();
                    let message = Message { text: &text };
                    let level = level(Severity::Info);
                    self.notify(&Notification { descriptor: None, level, message, locations: Vec::new() })?;
                }
            }
        }
        let is_done = summary.exit_code != 2;
        write!(out, "],\n    \"invocations\": [{{\n      \"executionSuccessful\": {is_done},\n")?;
        write!(out, "      \"exitCode\": {},\n      \"toolExecutionNotifications\": [", summary.exit_code)?;
        self.notifications.rewind()?;
        io::copy(&mut self.notifications, out)?;
        writeln!(out, "]\n    }}]\n  }}]\n}}")
    }
}
