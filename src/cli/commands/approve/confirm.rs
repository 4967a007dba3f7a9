//! Goes through a check sheet, one question after another: each group of recipients, each file, what the sheet asks. Whoever
//! says no once has not approved.

use crate::lang::Lang;
use crate::report::human::Style;
use crate::report::safe;
use crate::sheet::page::{Page, bundle_page};
use crate::sheet::text::text;
use crate::sheet::{File, Group, GroupKind, MailingSheet, Person, Sheet};
use dialoguer::Confirm;
use miette::{IntoDiagnostic, Result, miette};
use std::io::IsTerminal;

/// People who are named before a question; the sheet above it has all.
const MOST_PEOPLE: usize = 20;
/// From how many organizations of one person each on they are asked about together.
const TOGETHER: usize = 4;

/// Asks about one draft.
#[derive(Debug, Clone, Copy)]
pub(super) struct Asking {
    /// Of the sheet.
    pub style: Style,
    /// Of the questions.
    pub lang: Lang,
}

impl Asking {
    /// True when everything about the draft was answered with yes.
    pub fn agrees(self, sheet: &Sheet) -> Result<bool> {
        self.show(Page::of(sheet, self.lang))?;
        let (single, others): (Vec<&Group>, Vec<&Group>) =
            sheet.readers.groups.iter().partition(|group| group.kind == GroupKind::Domain && group.people.len() == 1);
        let (single, others) = match single.len() {
            TOGETHER.. => (single, others),
            _ => (Vec::new(), sheet.readers.groups.iter().collect()),
        };
        for group in others {
            if !self.agrees_to(&self.name_of(group), &group.people.iter().collect::<Vec<_>>())? {
                return Ok(false);
            }
        }
        if !single.is_empty() {
            let name = self.lang.pick("{} organizations, one person each", "1 人ずつの組織 {} 件");
            let people: Vec<&Person> = single.iter().flat_map(|group| &group.people).collect();
            if !self.agrees_to(&name.replace("{}", &people.len().to_string()), &people)? {
                return Ok(false);
            }
        }
        for file in &sheet.files {
            if !self.agrees_to_file(file)? {
                return Ok(false);
            }
        }
        for question in &sheet.questions {
            if !ask(question.text.get(self.lang))? {
                return Ok(false);
            }
        }
        ask(self.lang.pick("Have you read subject and text to the end?", "件名と本文を最後まで読みましたか？"))
    }

    /// True when everything about the mailing was answered with yes.
    pub fn agrees_to_all(self, mailing: &MailingSheet) -> Result<bool> {
        self.show(bundle_page(mailing, self.lang))?;
        for question in &mailing.questions {
            if !ask(question.text.get(self.lang))? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn show(self, page: Page) -> Result<()> {
        if !std::io::stdin().is_terminal() {
            let text =
                self.lang.pick("--confirm asks questions and needs a terminal", "--confirm の質問には端末が必要です");
            return Err(miette!("{text}"));
        }
        eprintln!("{}", text(&[page], self.style, self.lang, false));
        Ok(())
    }

    fn name_of(self, group: &Group) -> String {
        match group.kind {
            GroupKind::Private => self.lang.pick("private mailboxes", "個人のアドレス").to_owned(),
            GroupKind::Unusable => self.lang.pick("addresses that cannot be used", "使えないアドレス").to_owned(),
            GroupKind::Own if group.name.is_empty() => self.lang.pick("our own people", "自組織").to_owned(),
            GroupKind::Own | GroupKind::Partner | GroupKind::Domain => safe::line(&group.name).into_owned(),
        }
    }

    fn agrees_to(self, name: &str, people: &[&Person]) -> Result<bool> {
        for Person { field, who, .. } in people.iter().take(MOST_PEOPLE) {
            let shown = match (&who.name, &who.address) {
                (Some(name), Some(address)) => format!("{name} <{address}>"),
                (Some(one), None) | (None, Some(one)) => one.clone(),
                (None, None) => String::new(),
            };
            eprintln!("  {field:8} {}", safe::line(&shown));
        }
        if let Some(more) = people.len().checked_sub(MOST_PEOPLE).filter(|more| *more > 0) {
            eprintln!("  {}", self.lang.pick("and {} more", "ほか {} 人").replace("{}", &more.to_string()));
        }
        let question = match self.lang {
            Lang::En => format!("{name}, {}: shall all of them get it?", counted(people.len(), "person", "people")),
            Lang::Ja => format!("{name}（{} 人）：全員に送ってよいですか？", people.len()),
        };
        ask(&question)
    }

    fn agrees_to_file(self, file: &File) -> Result<bool> {
        for place in &file.places {
            eprintln!("  {}", safe::line(place.text.get(self.lang)));
        }
        let name = file.name.as_deref().map_or("-".into(), safe::line);
        let question = self.lang.pick(
            "{}: have you opened it, and may everybody have it?",
            "{}：開いて確かめましたか？ 受け取る全員に渡してよいものですか？",
        );
        ask(&question.replace("{}", &name))
    }
}

fn counted(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

fn ask(question: &str) -> Result<bool> {
    Confirm::new().with_prompt(question).default(false).interact().into_diagnostic()
}
