//! One page for the browser that needs nothing but itself: the numbers on top, then what was found, draft by draft, with
//! the lines it is about. The page can be mailed, archived and printed; without its script it shows everything.
//!
//! Numbers are known only when the last draft is checked, and they stand on top: what was found waits until then, beyond
//! `KEPT_IN_MEMORY_BYTES` in a temporary file without a name.

mod element;
mod excerpt;
mod page;

use crate::finding::Finding;
use crate::lang::Lang;
use crate::report::excerpt::Room;
use crate::report::outcome::{MailingOutcome, Outcome, Status, Summary};
use crate::report::shown::{self, by_place};
use crate::report::tools::remark::{Remark, Remarks};
use crate::report::{Report, Texts};
use crate::severity::Severity;
pub(crate) use element::{escaped, say};
pub(crate) use page::{hash, unix_lines};
use std::io::{self, Seek, Write as _};
use tempfile::SpooledTempFile;

const KEPT_IN_MEMORY_BYTES: usize = 4 << 20;

/// Columns of an excerpt; browsers break lines that are wider than their window, so this only bounds the page.
const COLUMNS: usize = 160;

/// Writes the page.
#[derive(Debug)]
pub struct Html<'a> {
    remarks: Remarks<'a>,
    /// What was found, in the order of the drafts.
    drafts: SpooledTempFile,
    /// What was found in all drafts together, which stands before them.
    mailing: String,
}

impl<'a> Html<'a> {
    /// A page in the language of `texts`.
    #[must_use]
    pub fn new(texts: Texts<'a>) -> Self {
        Self {
            remarks: Remarks::new(texts),
            drafts: SpooledTempFile::new(KEPT_IN_MEMORY_BYTES),
            mailing: String::new(),
        }
    }

    /// A draft, or all of them together, with what was found; empty when nothing was.
    fn section(&self, outcome: &Outcome) -> String {
        let texts = &self.remarks.texts;
        let shown: Vec<_> = texts.shown(outcome).collect();
        let mut html = String::new();
        if shown.is_empty() {
            return html;
        }
        open_section(&shown::name(outcome, texts.lang), &mut html);
        for group in by_place(&shown) {
            // Shared lines are marked in the colour of the gravest.
            let gravest = group.iter().map(|finding| finding.severity).max().unwrap_or(Severity::Info);
            say(&mut html, format_args!("<div class=\"group\" data-weight=\"{}\">\n", gravest.name()));
            for finding in &group {
                self.finding(finding, &mut html);
            }
            let room = Room { width: COLUMNS, unicode: true, lang: texts.lang };
            if let Some(lines) = texts.excerpt(outcome, &group, room) {
                excerpt::write(&lines, texts.lang, &mut html);
            }
            html.push_str("</div>\n");
        }
        html.push_str("</section>\n");
        html
    }

    fn finding(&self, finding: &Finding, html: &mut String) {
        let texts = &self.remarks.texts;
        let help = texts.help(finding);
        let words =
            Sentence { rule: &finding.rule, message: &texts.message(finding), help: help.as_deref(), lang: texts.lang };
        words.write(finding.severity.name(), severity_word(finding.severity, texts.lang), html);
    }
}

impl Report for Html<'_> {
    fn begin(&mut self, _: &mut dyn io::Write) -> io::Result<()> {
        self.drafts = SpooledTempFile::new(KEPT_IN_MEMORY_BYTES);
        self.mailing.clear();
        Ok(())
    }

    fn draft(&mut self, outcome: &Outcome, _: &mut dyn io::Write) -> io::Result<()> {
        let section = match outcome.status {
            Status::Skipped => String::new(),
            Status::Checked => self.section(outcome),
            Status::Unreadable => {
                let remarks = self.remarks.all(outcome);
                let name = shown::name(outcome, self.remarks.texts.lang);
                remarks.iter().map(|remark| undone(&name, remark, self.remarks.texts.lang)).collect()
            }
        };
        self.drafts.write_all(section.as_bytes())
    }

    fn mailing(&mut self, mailing: &MailingOutcome, _: &mut dyn io::Write) -> io::Result<()> {
        self.mailing = self.section(&mailing.outcome);
        Ok(())
    }

    fn end(&mut self, summary: &Summary, out: &mut dyn io::Write) -> io::Result<()> {
        let lang = self.remarks.texts.lang;
        page::head(&self.remarks.texts, summary, out)?;
        if let Some(remark) = self.remarks.of_run(summary) {
            let name = lang.pick("the whole run", "検査の全体");
            out.write_all(undone(name, &remark, lang).as_bytes())?;
        }
        out.write_all(self.mailing.as_bytes())?;
        self.drafts.rewind()?;
        io::copy(&mut self.drafts, out)?;
        page::foot(&self.remarks.texts, out)
    }
}

/// Something that could not be done.
fn undone(name: &str, remark: &Remark<'_>, lang: Lang) -> String {
    let mut html = String::new();
    open_section(name, &mut html);
    html.push_str("<div class=\"group\">\n");
    let words = Sentence { rule: remark.rule, message: &remark.message, help: None, lang };
    words.write("failure", lang.pick("not checked", "未検査"), &mut html);
    html.push_str("</div>\n</section>\n");
    html
}

fn open_section(name: &str, html: &mut String) {
    say(html, format_args!("<section class=\"draft\">\n<h2><bdi>{}</bdi></h2>\n", escaped(name)));
}

/// The word for a severity in front of a sentence.
const fn severity_word(severity: Severity, lang: Lang) -> &'static str {
    match lang {
        Lang::En => severity.name(),
        Lang::Ja => crate::report::summary::japanese_name(severity),
    }
}

/// What is said of a draft.
struct Sentence<'s> {
    rule: &'s str,
    message: &'s str,
    help: Option<&'s str>,
    lang: Lang,
}

impl Sentence<'_> {
    /// `weight` is what the filter goes by, `word` what is read.
    fn write(&self, weight: &str, word: &str, html: &mut String) {
        let rule = escaped(self.rule);
        say(html, format_args!("<div class=\"finding\" data-weight=\"{weight}\" data-rule=\"{rule}\">\n"));
        say(html, format_args!("<h3><span class=\"word\">{word}</span> <bdi>{}</bdi></h3>\n", escaped(self.message)));
        if let Some(help) = self.help {
            let lead = self.lang.pick("What to do: ", "対処：");
            say(html, format_args!("<p class=\"help\"><b>{lead}</b><bdi>{}</bdi></p>\n", escaped(help)));
        }
        let lead = self.lang.pick("Rule: ", "ルール：");
        let lead = if weight == "failure" { self.lang.pick("Reason: ", "理由：") } else { lead };
        say(html, format_args!("<p class=\"rule\">{lead}<code>{rule}</code></p>\n</div>\n"));
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail loudly")]
mod tests;
