//! A sheet in one language, before it is drawn: what stands where, said once for the terminal and for the browser. Knows
//! neither columns nor markup; texts of a draft stand in it as they are, and whoever draws makes them safe.

mod bundle;
mod groups;
mod parts;
mod people;
mod phrases;
mod sight;

pub use bundle::bundle_page;

use super::Sheet;
use super::printed;
use crate::lang::Lang;
use crate::severity::Severity;

/// One sheet of paper, or several when it is long.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// 確認票.
    pub title: &'static str,
    /// Day of the check.
    pub day: String,
    /// Which draft: names and values.
    pub head: Vec<(&'static str, String)>,
    /// In the order of reading.
    pub sections: Vec<Section>,
    /// The whole list of recipients, where the first section does not have it.
    pub annex: Option<Section>,
    /// Many people stand on it: everything else is set closer.
    pub is_close: bool,
    /// What the page keeps of its draft for a later one; empty when it keeps nothing.
    pub kept: String,
}

/// A part of a page under one heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// The heading.
    pub title: String,
    /// What stands below.
    pub blocks: Vec<Block>,
}

/// Something that stands on a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// Numbers to look at first.
    Figures(Vec<Figure>),
    /// A sentence.
    Said(String, Tone),
    /// People who belong together.
    People(People),
    /// Lines of the draft.
    Lines(Vec<String>),
    /// A file, or a draft of a mailing.
    Item(Item),
    /// A finding.
    Found(Found),
    /// A question with a box to tick.
    Ask(String),
}

/// A number with what it counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// The number, or a dash.
    pub number: String,
    /// What it counts.
    pub label: String,
    /// Worth a second look.
    pub is_loud: bool,
}

/// How loud something is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// As any text.
    Plain,
    /// By the way.
    Quiet,
    /// To be noticed.
    Loud,
}

/// A group of recipients.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct People {
    /// Who they are, with their number.
    pub heading: String,
    /// Beside the heading.
    pub note: String,
    /// What is to be known about all of them; true where it is to be noticed.
    pub marks: Vec<(String, bool)>,
    /// Outside our organization.
    pub is_outside: bool,
    /// One each.
    pub lines: Vec<PersonLine>,
    /// How many are left out here.
    pub more: Option<String>,
    /// How close they are set.
    pub form: Form,
}

/// How close people are set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// A line for each.
    List,
    /// The same on a page of their own.
    Annex,
    /// As many on a line as there is room for.
    Close,
    /// One line for the group.
    Brief,
}

/// A recipient.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonLine {
    /// To, Cc ...; empty where the page has said so for all.
    pub field: &'static str,
    /// Name and address.
    pub who: String,
    /// What is to be known about it; true where it is to be noticed.
    pub marks: Vec<(String, bool)>,
}

/// A file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Its name.
    pub heading: String,
    /// Beside the name.
    pub note: String,
    /// What was found inside; true where it is to be noticed.
    pub lines: Vec<(String, bool)>,
    /// SHA-256, hexadecimal.
    pub sha256: Option<String>,
}

/// A finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// From 1.
    pub number: usize,
    /// How grave.
    pub severity: Severity,
    /// The same as a word.
    pub word: &'static str,
    /// The fact.
    pub message: String,
    /// What to do.
    pub help: String,
    /// Id of the rule.
    pub rule: String,
}

impl Page {
    /// The page of a sheet.
    #[must_use]
    pub fn of(sheet: &Sheet, lang: Lang) -> Self {
        // Who has looked at an earlier sheet looks at this first.
        let mut sections: Vec<Section> = sheet.since.iter().map(|since| parts::since(since, lang)).collect();
        sections.extend([people::section(&sheet.readers, lang), sight::section(&sheet.readers, lang)]);
        let is_close = people::form(&sheet.readers) == Form::Close;
        sections.push(parts::words(sheet, is_close, lang));
        sections.push(parts::files(sheet, lang));
        sections.push(parts::findings(&sheet.findings, sheet.findings_below, lang));
        sections.extend(sheet.approvals.as_deref().map(|approvals| parts::approvals(approvals, lang)));
        sections.push(parts::questions(&sheet.questions, lang));
        number(&mut sections);
        Self {
            title: lang.pick("Check sheet", "確認票"),
            day: phrases::day(&sheet.checked_on, lang),
            head: parts::head(sheet, lang),
            sections,
            annex: people::annex(&sheet.readers, lang),
            is_close,
            kept: printed::kept(sheet, lang),
        }
    }
}

fn number(sections: &mut [Section]) {
    for (section, number) in sections.iter_mut().zip(1..) {
        section.title = format!("{number}. {}", section.title);
    }
}
