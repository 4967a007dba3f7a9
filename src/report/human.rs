//! The report for people: each finding as a sentence, the lines of the draft it is about, and what to do. Must be
//! understood by someone who has never seen a linter, without colour, and read aloud.
//! Knows neither rules' conditions nor where in the file something stands: people look at their mail, not at bytes.

mod alike;
mod frame;
mod plain;
pub(crate) mod wrap;

use crate::finding::Finding;
use crate::lang::Lang;
use crate::report::excerpt::Room;
use crate::report::outcome::{MailingOutcome, Outcome, Status, Summary};
use crate::report::shown::{self, by_place};
use crate::report::{Report, Texts, safe, summary};
use crate::severity::Severity;
use alike::Alike;
use std::fmt::Write as _;
use std::io;

/// What the terminal can show.
#[derive(Debug, Clone, Copy)]
pub struct Style {
    /// Colours are wanted.
    pub color: bool,
    /// Characters beyond ASCII can be drawn. The draft's own text and Japanese are printed either way.
    pub unicode: bool,
    /// Columns.
    pub width: usize,
    /// False: no drawing, for screen readers and Braille (`NO_GRAPHICS`).
    pub graphics: bool,
}

/// Writes the report for people.
#[derive(Debug)]
pub struct Human<'a> {
    texts: Texts<'a>,
    style: Style,
    /// For drafts that go out together: what was shown already.
    alike: Option<Alike>,
}

impl<'a> Human<'a> {
    /// A report in the language of `texts`. Below 40 columns lines are let run over; above 100 they would be hard
    /// to read.
    #[must_use]
    pub fn new(texts: Texts<'a>, style: Style) -> Self {
        Self { texts, style: Style { width: style.width.clamp(40, 100), ..style }, alike: None }
    }

    /// The same for drafts that go out together: what several have is shown once, with their number.
    #[must_use]
    pub fn of_mailing(self) -> Self {
        Self { alike: Some(Alike::default()), ..self }
    }
}

impl Report for Human<'_> {
    fn begin(&mut self, _: &mut dyn io::Write) -> io::Result<()> {
        Ok(())
    }

    fn draft(&mut self, outcome: &Outcome, out: &mut dyn io::Write) -> io::Result<()> {
        let mut text = String::new();
        match outcome.status {
            Status::Skipped => {}
            Status::Unreadable => self.unreadable(outcome, &mut text),
            Status::Checked => {
                let mut shown: Vec<_> = self.texts.shown(outcome).collect();
                let name = shown::name(outcome, self.texts.lang);
                if let Some(alike) = &mut self.alike {
                    shown = alike.new_among(&shown, &name);
                }
                for group in by_place(&shown) {
                    self.group(outcome, &group, &mut text);
                }
            }
        }
        out.write_all(text.as_bytes())
    }

    fn mailing(&mut self, mailing: &MailingOutcome, out: &mut dyn io::Write) -> io::Result<()> {
        let shown: Vec<_> = self.texts.shown(&mailing.outcome).collect();
        let mut text = String::new();
        self.met_again(&mut text);
        for group in by_place(&shown) {
            self.group(&mailing.outcome, &group, &mut text);
        }
        out.write_all(text.as_bytes())
    }

    fn end(&mut self, summary: &Summary, out: &mut dyn io::Write) -> io::Result<()> {
        let lang = self.texts.lang;
        let mut text = String::new();
        for note in &summary.notes {
            self.paragraph(0, lang.pick("note: ", "お知らせ："), &safe::line(note.get(lang)), &mut text);
        }
        // One line however wide: scripts look for it.
        text.push_str(&summary::line(summary, self.texts.show, lang));
        text.push('\n');
        out.write_all(text.as_bytes())
    }
}

impl Human<'_> {
    /// Findings about the same places: the lines of the draft are shown once, below the first of them.
    fn group(&self, outcome: &Outcome, group: &[&Finding], text: &mut String) {
        let room = Room { width: self.style.width - 8, unicode: self.style.unicode, lang: self.texts.lang };
        let excerpt = self.texts.excerpt(outcome, group, room);
        let name = shown::name(outcome, self.texts.lang);
        for (number, finding) in group.iter().enumerate() {
            let message = safe::line(&self.texts.message(finding)).into_owned();
            let heading = Heading { severity: finding.severity, lang: self.texts.lang, message: &message };
            let excerpt = if number == 0 { excerpt.as_ref() } else { None };
            if self.style.graphics {
                text.push_str(&frame::render(heading, &name, excerpt, self.style));
            } else {
                plain::render(heading, &name, excerpt, text);
            }
            match excerpt {
                None if number > 0 => {
                    self.paragraph(
                        2,
                        "",
                        self.texts.lang.pick("in the same place as above", "場所は上と同じです"),
                        text,
                    );
                }
                None => {
                    self.paragraph(2, self.texts.lang.pick("draft: ", "下書き："), &name, text);
                }
                _ => {}
            }
            if let Some(help) = self.texts.help(finding) {
                self.paragraph(2, self.texts.lang.pick("help: ", "対処："), &safe::line(&help), text);
            }
            let more = self.lead(self.texts.lang.pick("more: ", "詳細："));
            // Not broken into lines, since it is there to be copied.
            writeln!(text, "  {more}mailcheck explain {}\n", finding.rule).expect("writing to a String does not fail");
        }
    }

    /// One line for each rule that further drafts of a mailing break.
    fn met_again(&self, text: &mut String) {
        let Some(alike) = &self.alike else { return };
        let lang = self.texts.lang;
        for (severity, rule, again) in alike.again() {
            let drafts = again.drafts.to_string();
            let sentence = match (lang, again.drafts) {
                (Lang::En, 1) => format!("{rule} in 1 more draft: {}", again.named(lang)),
                (Lang::En, _) => format!("{rule} in {drafts} more drafts: {}", again.named(lang)),
                (Lang::Ja, _) => format!("{rule}（ほかに {drafts} 通）：{}", again.named(lang)),
            };
            let heading = Heading { severity, lang, message: "" };
            let indent = if self.style.graphics { 2 } else { 0 };
            self.paragraph(indent, &format!("{}{}", heading.word(), lang.pick(" ", "")), &sentence, text);
        }
        if alike.again().next().is_some() {
            text.push('\n');
        }
    }

    fn unreadable(&self, outcome: &Outcome, text: &mut String) {
        let lang = self.texts.lang;
        let name = shown::name(outcome, self.texts.lang);
        let why = outcome.failure.as_ref().map_or(String::new(), |failure| {
            format!("{}{}", lang.pick(": ", "："), safe::line(failure.text.get(lang)))
        });
        let sentence = lang.pick("{} could not be read", "{} を読み取れません").replace("{}", &name);
        let indent = if self.style.graphics { 2 } else { 0 };
        self.paragraph(indent, lang.pick("not checked: ", "未検査："), &format!("{sentence}{why}"), text);
        text.push('\n');
    }

    /// Lines `lead` + `sentence`, each beginning below the sentence's beginning; without drawing a single line, since
    /// whoever reads aloud knows best where to pause.
    fn paragraph(&self, indent: usize, lead: &str, sentence: &str, text: &mut String) {
        let hang = indent + wrap::columns(lead);
        let width = if self.style.graphics { self.style.width.saturating_sub(hang) } else { usize::MAX };
        let lines = wrap::wrap(sentence, width);
        for (number, line) in lines.iter().enumerate() {
            let result = if number == 0 {
                writeln!(text, "{:indent$}{}{line}", "", self.lead(lead))
            } else {
                writeln!(text, "{:hang$}{line}", "")
            };
            result.expect("writing to a String does not fail");
        }
    }

    /// The words before a sentence. Bold is the only emphasis of our own lines: it can be read on dark and on light,
    /// whatever the colour scheme.
    fn lead(&self, words: &str) -> String {
        if self.style.color && !words.is_empty() { format!("\u{1b}[1m{words}\u{1b}[0m") } else { words.to_owned() }
    }
}

/// The sentence a finding begins with.
#[derive(Debug, Clone, Copy)]
struct Heading<'a> {
    severity: Severity,
    lang: Lang,
    /// Safe to print.
    message: &'a str,
}

impl Heading<'_> {
    /// The word for the severity with its colon: weight must not be told by colour or a symbol alone.
    const fn word(self) -> &'static str {
        match (self.lang, self.severity) {
            (Lang::En, Severity::Error) => "error:",
            (Lang::En, Severity::Warning) => "warning:",
            (Lang::En, Severity::Info) => "info:",
            (Lang::Ja, Severity::Error) => "エラー：",
            (Lang::Ja, Severity::Warning) => "警告：",
            (Lang::Ja, Severity::Info) => "情報：",
        }
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail loudly")]
mod tests;
