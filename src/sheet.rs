//! The sheet for the person who checks a draft before it leaves: who gets it, who sees whom, what it says, what is
//! attached, what was found, what to ask. Judges nothing itself: everything on it comes from the draft, its facts and the
//! findings.

pub mod html;
pub mod json;
pub mod json_schema;
pub mod mailing;
pub mod page;
pub mod printed;
pub mod questions;
pub mod since;
pub mod text;

mod contents;
mod readers;

pub use contents::{File, Link, Place, Quote, Words};
pub use mailing::{Brief, Gathered, MailingSheet, Table};
pub use printed::{NotPrinted, Printed};
pub use questions::Question;
pub use readers::{FieldCount, Group, GroupKind, Person, Readers};
pub use since::{Earlier, Since};

use crate::approval::components::Components;
use crate::draft::{Address, Draft, Mailbox};
use crate::facts::Facts;
use crate::finding::{Finding, private_places};
use crate::lang::{Bilingual, Lang};
use crate::report::Texts;
use crate::severity::Severity;

/// What stands on the sheet of one draft.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sheet {
    /// Where the draft lies.
    pub path: String,
    /// Number of the message in its file, from 1.
    pub message: u32,
    /// Day of the check, `2026-04-01`.
    pub checked_on: String,
    /// What an approval of this draft is bound to; `None` until it is filled in.
    pub digest: Option<String>,
    /// What that digest is made of; `None` until it is filled in.
    pub components: Option<Components>,
    /// What changed since an earlier sheet; `None` when there is none to compare with.
    pub since: Option<Since>,
    /// The subject, decoded; `None` when there is no such field.
    pub subject: Option<String>,
    /// From.
    pub from: Vec<Who>,
    /// Where answers go, when that is none of the senders.
    pub reply_to: Vec<Who>,
    /// Who gets it, and who sees whom.
    pub readers: Readers,
    /// An answer or a forward.
    pub is_reply: bool,
    /// What is written.
    pub words: Words,
    /// Files that go along, but for pictures inside of the text.
    pub files: Vec<File>,
    /// Pictures inside of the text.
    pub pictures: usize,
    /// Open findings, the gravest first.
    pub findings: Vec<Open>,
    /// Findings that are open, too, and below what is shown.
    pub findings_below: usize,
    /// Who has approved it, and what changed since; `None` where nobody is to.
    pub approvals: Option<Vec<Approved>>,
    /// What to ask oneself.
    pub questions: Vec<Question>,
}

/// A mailbox as people read it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Who {
    /// Display name.
    pub name: Option<String>,
    /// As written; `None` when there is none.
    pub address: Option<String>,
}

/// A finding that counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Open {
    /// Id of the rule.
    pub rule: String,
    /// How grave.
    pub severity: Severity,
    /// The fact.
    pub message: String,
    /// What to do about it.
    pub help: String,
}

/// An approval that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Approved {
    /// Whose, and since when or why it does not count.
    pub text: Bilingual,
    /// It counts.
    pub is_valid: bool,
}

/// What a sheet is made of.
#[derive(Debug, Clone, Copy)]
pub struct Material<'a> {
    /// The draft.
    pub draft: &'a Draft,
    /// Everything known of it.
    pub facts: &'a Facts,
    /// What the rules found.
    pub findings: &'a [Finding],
    /// The words of the findings, and from which severity on they are shown.
    pub texts: &'a Texts<'a>,
    /// What our organization is called in the settings.
    pub own_name: Option<&'a str>,
}

impl Sheet {
    /// The sheet of a draft; where it lies and the day of the check are to be filled in.
    #[must_use]
    pub fn of(material: &Material<'_>) -> Self {
        let Material { draft, facts, findings, texts, own_name } = *material;
        let counting = || findings.iter().filter(|finding| finding.suppressed.is_none());
        let shown: Vec<&Finding> = counting().filter(|finding| finding.severity >= texts.show).collect();
        let from: Vec<Who> = draft.from.iter().map(Who::of).collect();
        let is_other = |who: &Who| from.iter().all(|sender| !is_same(&sender.address, &who.address));
        // What nobody may print is not printed here either.
        let view = draft.view.clone().with_asterisks(&private_places(findings));
        let attached = draft.attachments.iter().zip(&facts.attachments);
        let mut sheet = Self {
            message: 1,
            subject: draft.subject.as_ref().map(|subject| view.slice(subject.span).to_owned()),
            reply_to: draft.reply_to.iter().map(Who::of).filter(is_other).collect(),
            readers: Readers::of(draft, facts, &shown, own_name),
            is_reply: facts.message.reply,
            words: Words::of(draft, facts, &view),
            files: contents::files(draft, facts),
            pictures: attached.filter(|(attachment, known)| contents::is_picture(attachment, known)).count(),
            findings: shown.iter().map(|finding| Open::of(finding, texts)).collect(),
            findings_below: counting().count() - shown.len(),
            from,
            ..Self::default()
        };
        sheet.questions = questions::of(&sheet);
        sheet
    }

    /// The same with what changed since an earlier one.
    #[must_use]
    pub fn with_since(mut self, since: Option<Since>) -> Self {
        self.since = since;
        self.questions = questions::of(&self);
        self
    }
}

impl Who {
    fn of(mailbox: &Mailbox) -> Self {
        let address = match &mailbox.address.value {
            Address::Ok(addr_spec) => Some(addr_spec.to_string()),
            Address::Malformed { text, .. } | Address::Placeholder(text) => Some(text.clone()),
            Address::Unresolved | Address::NameOnly => None,
        };
        Self { name: mailbox.display_name.as_ref().map(|name| name.value.clone()), address }
    }

    /// What stands behind the @ of the address, in lower case.
    #[must_use]
    pub fn domain(&self) -> Option<String> {
        Some(self.address.as_deref()?.rsplit_once('@')?.1.to_lowercase())
    }

    /// `name <address>`, or what there is of it.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        match (&self.name, &self.address) {
            // Many address books repeat the address as a name.
            (Some(name), Some(address)) if !name.trim_matches(['\'', '"', ' ']).eq_ignore_ascii_case(address) => {
                format!("{name} <{address}>")
            }
            (_, Some(address)) => address.clone(),
            (Some(name), None) => name.clone(),
            (None, None) => lang.pick("(no address)", "（アドレスなし）").to_owned(),
        }
    }
}

impl Open {
    /// The finding in words.
    #[must_use]
    pub fn of(finding: &Finding, texts: &Texts<'_>) -> Self {
        Self {
            rule: finding.rule.clone(),
            severity: finding.severity,
            message: texts.message(finding),
            help: texts.help(finding).unwrap_or_default(),
        }
    }
}

fn is_same(one: &Option<String>, other: &Option<String>) -> bool {
    let fold = |address: &Option<String>| address.as_ref().map(|address| address.to_lowercase());
    fold(one) == fold(other)
}
