//! Drafts -> what stands on their sheets. Knows neither how a sheet is drawn nor where it goes.

mod approved;

use super::checker::Checker;
use super::drafts::shown_path;
use super::read::{messages, read};
use crate::approval::canonical_text::sha256;
use crate::approval::components::{Components, is_whole};
use crate::facts::mailing::digest::DraftDigest;
use crate::finding::Finding;
use crate::lang::Bilingual;
use crate::load::Loaded;
use crate::paths::Input;
use crate::report::{Failure, Texts};
use crate::sheet::{Earlier, Gathered, MailingSheet, Material, NotPrinted, Open, Printed, Sheet, Table};
use approved::{Tally, approvals};
use std::path::Path;

/// A path and why nothing was read there.
pub type Unread = (String, Failure);

/// What all sheets of a run are made with.
#[derive(Debug, Clone, Copy)]
pub struct Making<'a> {
    /// Judges the drafts; of a mailing it knows that they go out together.
    pub checker: &'a Checker,
    /// The words of findings, and from which severity on they stand on a sheet.
    pub texts: &'a Texts<'a>,
    /// Day of the check, `2026-04-01`.
    pub checked_on: &'a str,
    /// Text of the table that the mailing was made from.
    pub roster: Option<&'a str>,
}

/// A sheet for each message of the inputs, in their order, and what could not be read.
#[must_use]
pub fn sheets(inputs: &[Input], making: &Making<'_>) -> (Vec<Sheet>, Vec<Unread>) {
    let mut sheets = Vec::new();
    let mut unread = Vec::new();
    for input in inputs {
        let each = each_message(input, making, &mut |message, path| {
            sheets.push(judged(message, input, path, making).0);
        });
        unread.extend(each.err());
    }
    (sheets, unread)
}

/// What a file has of drafts that were looked at before: a sheet of ours as HTML or JSON, or an earlier version of the draft.
///
/// # Errors
/// As the end of a sentence that begins with the file: it cannot be read, or is neither.
pub fn earlier(file: &Path, making: &Making<'_>) -> Result<(Earlier, Kind), Bilingual> {
    let with = |printed| Earlier { file: shown_path(file).0, printed, is_found: false };
    let why = match printed(file, making)? {
        Ok(printed) => return Ok((with(printed), Kind::Sheet)),
        Err(why) => why,
    };
    let (en, ja) = match why {
        NotPrinted::NoSheet => {
            let (drafts, _) = sheets(&[Input::File(file.to_owned())], making);
            let of_draft = |sheet| Some(Printed { checked_on: None, ..Printed::of(sheet)? });
            let drafts: Vec<Printed> = drafts.iter().filter_map(of_draft).collect();
            if !drafts.is_empty() {
                return Ok((with(drafts), Kind::Draft));
            }
            (
                "this is neither a sheet that mailcheck wrote with --format html or json, nor a draft",
                "mailcheck が --format html か json で書き出した確認票でも、下書きでもありません",
            )
        }
        NotPrinted::Mailing => (
            "this is the sheet of a mailing: name a sheet of one draft, or an earlier version of the draft",
            "一斉送信の確認票です。下書き 1 通の確認票か、前の版の下書きを指定してください",
        ),
        NotPrinted::OtherVersion => (
            "another version of mailcheck wrote this sheet, and it cannot be compared: name the earlier draft instead",
            "別の版の mailcheck による確認票なので比べられません。代わりに、前の版の下書きを指定してください",
        ),
    };
    Err(Bilingual { en: en.to_owned(), ja: ja.to_owned() })
}

/// The sheet of ours that lies where one is to be written; `None` for anything else.
#[must_use]
pub fn found(file: &Path, making: &Making<'_>) -> Option<Earlier> {
    let printed = printed(file, making).ok()?.ok()?;
    Some(Earlier { file: shown_path(file).0, printed, is_found: true })
}

fn printed(file: &Path, making: &Making<'_>) -> Result<Result<Vec<Printed>, NotPrinted>, Bilingual> {
    let bytes = read(&Input::File(file.to_owned()), making.checker.limits()).map_err(|failure| failure.text)?;
    Ok(std::str::from_utf8(&bytes).map_or(Err(NotPrinted::NoSheet), Printed::all_in))
}

/// What a file of earlier sheets is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A sheet of ours.
    Sheet,
    /// An earlier version of the draft.
    Draft,
}

/// One page about all messages of the inputs, and what could not be read.
#[must_use]
pub fn mailing(inputs: &[Input], making: &Making<'_>) -> (MailingSheet, Vec<Unread>) {
    let Making { checker, texts, .. } = *making;
    let mut gathered = Gathered::default();
    let mut digests = Vec::new();
    let mut unread = Vec::new();
    let mut approved = Tally::default();
    let mut drafts = Vec::new();
    let mut is_read = true;
    for input in inputs {
        let each = each_message(input, making, &mut |message, path| {
            let (sheet, digest) = judged(message, input, path, making);
            digests.extend(digest);
            drafts.extend(sheet.digest.clone());
            is_read &= is_whole(&message.draft);
            if let Some(standing) = checker.standing(&message.draft, input.file()) {
                approved.add(&standing);
            }
            gathered.add(&sheet);
        });
        unread.extend(each.err());
    }
    let findings = checker.mailing_findings(&checker.mailing_facts(&digests));
    let counts = |finding: &&Finding| finding.suppressed.is_none() && finding.severity >= texts.show;
    let roster = checker.settings().people.roster.as_ref().zip(making.roster);
    let roster = roster.map(|(roster, text)| Table {
        name: roster.name.clone(),
        rows: roster.rows.len(),
        hash: sha256(text.as_bytes()),
    });
    let components = Components::of_mailing(&drafts, making.roster.map(str::as_bytes));
    let begun = MailingSheet {
        checked_on: making.checked_on.to_owned(),
        digest: (is_read && unread.is_empty()).then(|| components.digest()),
        roster,
        approvals: approved.told(drafts.len()),
        unreadable: unread.len(),
        together: findings.iter().filter(counts).map(|finding| Open::of(finding, texts)).collect(),
        ..MailingSheet::default()
    };
    (gathered.sheet(begun), unread)
}

/// Hands over every message of an input that is to be sent.
fn each_message(input: &Input, making: &Making<'_>, take: &mut dyn FnMut(&Loaded, &str)) -> Result<(), Unread> {
    let (Input::Stdin(path) | Input::File(path) | Input::Deleted(path) | Input::Broken(path, _)) = input;
    let path = shown_path(path).0;
    if matches!(input, Input::Deleted(_)) {
        return Ok(());
    }
    let checker = making.checker;
    let bytes = read(input, checker.limits()).map_err(|failure| (path.clone(), failure))?;
    let found = messages(&bytes, checker.limits(), checker.settings().code_page);
    for message in found.map_err(|failure| (path.clone(), failure))? {
        if !message.is_deleted {
            take(&message, &path);
        }
    }
    Ok(())
}

/// The sheet of a message, and what it leaves for the judgement of its mailing.
fn judged(message: &Loaded, input: &Input, path: &str, making: &Making<'_>) -> (Sheet, Option<DraftDigest>) {
    let checker = making.checker;
    let facts = checker.facts(&message.draft, input.file());
    let findings = checker.findings(&facts, input.file());
    let material = Material {
        draft: &message.draft,
        facts: &facts,
        findings: &findings,
        texts: making.texts,
        own_name: checker.settings().organization.name.as_deref(),
    };
    let components = Components::of(&message.draft);
    let sheet = Sheet {
        path: path.to_owned(),
        message: message.message,
        checked_on: making.checked_on.to_owned(),
        digest: Some(components.digest()),
        components: Some(components),
        approvals: checker.standing(&message.draft, input.file()).map(|standing| approvals(&standing)),
        ..Sheet::of(&material)
    };
    (sheet, checker.digest(&message.draft, &facts))
}
