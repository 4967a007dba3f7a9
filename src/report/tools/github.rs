//! Annotations of GitHub Actions: workflow commands on standard output, `::error file=a.eml,line=3::message`.
//!
//! GitHub shows ten of each kind for a step, those that come first; so the weightiest stand first, and what is more than
//! ten is told in a notice. All of them are in the log. The weight of a later draft is not known before it is checked:
//! lines wait until the end, beyond `KEPT_IN_MEMORY_BYTES` of each kind in a temporary file without a name.

use super::remark::{Remark, Remarks};
use crate::lang::Lang;
use crate::report::outcome::{MailingOutcome, Outcome, Summary};
use crate::report::{Report, Texts, safe};
use crate::severity::Severity;
use std::fmt::Write as _;
use std::io::{self, Seek, Write as _};
use tempfile::SpooledTempFile;

const KEPT_IN_MEMORY_BYTES: usize = 4 << 20;

/// Annotations of one kind that GitHub shows for a step.
const SHOWN: usize = 10;

/// Writes workflow commands.
#[derive(Debug)]
pub struct Github<'a> {
    remarks: Remarks<'a>,
    /// Errors, warnings, notices.
    kinds: [Kind; 3],
}

/// Annotations that wait.
#[derive(Debug)]
struct Kind {
    command: &'static str,
    lines: SpooledTempFile,
    count: usize,
}

impl Kind {
    fn all() -> [Self; 3] {
        ["error", "warning", "notice"].map(|command| Self {
            command,
            lines: SpooledTempFile::new(KEPT_IN_MEMORY_BYTES),
            count: 0,
        })
    }
}

impl<'a> Github<'a> {
    /// A report in the language of `texts`.
    #[must_use]
    pub fn new(texts: Texts<'a>) -> Self {
        Self { remarks: Remarks::new(texts), kinds: Kind::all() }
    }

    fn keep(&mut self, remarks: &[Remark<'_>]) -> io::Result<()> {
        for remark in remarks {
            let kind = &mut self.kinds[match remark.severity {
                Severity::Error => 0,
                Severity::Warning => 1,
                Severity::Info => 2,
            }];
            let line = command(kind.command, remark, self.remarks.texts.lang);
            kind.lines.write_all(line.as_bytes())?;
            kind.count += 1;
        }
        Ok(())
    }

    /// How many there are of kinds of which GitHub does not show all; `None` when it shows all.
    fn beyond(&self) -> Option<String> {
        let [errors, warnings, notices] = [0, 1, 2].map(|kind: usize| self.kinds[kind].count);
        let is_beyond = |count: usize| count > SHOWN;
        if !is_beyond(errors) && !is_beyond(warnings) && !is_beyond(notices) {
            return None;
        }
        Some(match self.remarks.texts.lang {
            Lang::En => format!(
                "GitHub shows {SHOWN} annotations of a kind; errors: {errors}, warnings: {warnings}, notices: {notices}. The log \
                 of this step has all of them"
            ),
            Lang::Ja => format!(
                "GitHub が表示する注釈は種類ごとに {SHOWN} 件までです。全部でエラー {errors} 件、警告 {warnings} 件、情報 {notices} 件あり、\
                 このステップのログですべて読めます"
            ),
        })
    }
}

impl Report for Github<'_> {
    fn begin(&mut self, _: &mut dyn io::Write) -> io::Result<()> {
        self.kinds = Kind::all();
        Ok(())
    }

    fn draft(&mut self, outcome: &Outcome, _: &mut dyn io::Write) -> io::Result<()> {
        let remarks = self.remarks.shown(outcome);
        self.keep(&remarks)
    }

    fn mailing(&mut self, mailing: &MailingOutcome, _: &mut dyn io::Write) -> io::Result<()> {
        let remarks = self.remarks.shown_of_mailing(mailing);
        self.keep(&remarks)
    }

    fn end(&mut self, summary: &Summary, out: &mut dyn io::Write) -> io::Result<()> {
        // First of all: that not everything was checked must not be cut off.
        if let Some(remark) = self.remarks.of_run(summary) {
            self.kinds[0].count += 1;
            out.write_all(command("error", &remark, self.remarks.texts.lang).as_bytes())?;
        }
        let mut beyond = self.beyond();
        for kind in &mut self.kinds {
            if kind.command == "notice"
                && let Some(beyond) = beyond.take()
            {
                writeln!(out, "::notice title=mailcheck::{}", escaped(&beyond))?;
            }
            kind.lines.rewind()?;
            io::copy(&mut kind.lines, out)?;
        }
        Ok(())
    }
}

/// One line.
fn command(command: &str, remark: &Remark<'_>, lang: Lang) -> String {
    let mut line = format!("::{command} ");
    if let Some(path) = remark.path {
        let path = path.strip_prefix("./").unwrap_or(path);
        let _ = write!(line, "file={},", escaped_property(&safe::line(path)));
    }
    if let Some(number) = remark.line() {
        let _ = write!(line, "line={number},");
        // Without an end GitHub marks one line; columns hold for one line alone.
        let end = remark.extent.end.filter(|end| end.line == number);
        if let Some(column) = remark.place.column {
            let _ = write!(line, "col={column},");
            if let Some(end) = end {
                let _ = write!(line, "endColumn={},", end.column);
            }
        }
    }
    let _ = write!(line, "title={}::", escaped_property(&safe::line(remark.rule)));
    line.push_str(&escaped(&remark.placed_message(lang)));
    if let Some(help) = &remark.help {
        line.push_str("%0A");
        line.push_str(&escaped(help));
    }
    line.push('\n');
    line
}

/// What stands behind `::` : only `%` and line ends mean something there, and line ends are gone.
fn escaped(text: &str) -> String {
    text.replace('%', "%25")
}

/// What stands behind `file=`.
fn escaped_property(text: &str) -> String {
    escaped(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail loudly")]
mod tests {
    use super::*;
    use crate::report::sample::{exposed, finding, outcome, span_of, summary};

    const TEXT: &str = "To: a@x.example\nCc: b@x.example\n\nHi\n";

    fn report(drafts: usize, severity: Severity) -> String {
        let rules = [exposed()];
        let mut github = Github::new(Texts::new(&rules, Lang::En, Severity::Info, "0.1.0"));
        let mut out = Vec::new();
        github.begin(&mut out).unwrap();
        for number in 0..drafts {
            let mut found = finding("exposed-personal-addresses", vec![span_of(TEXT, "b@x")]);
            found.severity = if number + 1 == drafts { Severity::Error } else { severity };
            github.draft(&outcome(&format!("50%, a:{number}.eml"), TEXT, vec![found]), &mut out).unwrap();
        }
        github.end(&summary(), &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn what_a_property_may_not_hold_is_escaped() {
        assert_eq!(
            report(1, Severity::Error),
            "::error file=50%25%2C a%3A0.eml,line=2,col=5,endColumn=8,title=exposed-personal-addresses::1 personal \
             addresses can be seen by everyone%0Amove them to Bcc, or send one message to each\n"
        );
    }

    #[test]
    fn the_weightiest_of_the_last_draft_stands_first() {
        let report = report(3, Severity::Info);
        let kinds: Vec<&str> = report.lines().map(|line| line.split(' ').next().unwrap()).collect();
        assert_eq!(kinds, ["::error", "::notice", "::notice"]);
    }

    #[test]
    fn more_than_ten_of_a_kind_are_told_in_a_notice_that_is_not_cut_off() {
        assert!(!report(10, Severity::Error).contains("title=mailcheck"));
        let report = report(12, Severity::Info);
        let notice = report.lines().nth(1).unwrap();
        assert!(notice.contains("errors: 1, warnings: 0, notices: 11."), "{notice}");
        assert_eq!(report.lines().count(), 13);
    }
}
