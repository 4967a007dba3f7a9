//! Drafts -> what stands on their sheets. Knows neither how a sheet is drawn nor where it goes.

use super::checker::Checker;
use super::drafts::shown_path;
use super::read::{messages, read};
use crate::approval::components::Components;
use crate::approval::standing::{Approval, Refused, Standing};
use crate::facts::mailing::digest::DraftDigest;
use crate::finding::Finding;
use crate::lang::Bilingual;
use crate::load::Loaded;
use crate::paths::Input;
use crate::report::{Failure, Texts};
use crate::sheet::{Approved, Gathered, MailingSheet, Material, Open, Sheet};

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

/// One page about all messages of the inputs, and what could not be read.
#[must_use]
pub fn mailing(inputs: &[Input], making: &Making<'_>) -> (MailingSheet, Vec<Unread>) {
    let Making { checker, texts, .. } = *making;
    let mut gathered = Gathered::default();
    let mut digests = Vec::new();
    let mut unread = Vec::new();
    for input in inputs {
        let each = each_message(input, making, &mut |message, path| {
            let (sheet, digest) = judged(message, input, path, making);
            digests.extend(digest);
            gathered.add(&sheet);
        });
        unread.extend(each.err());
    }
    let findings = checker.mailing_findings(&checker.mailing_facts(&digests));
    let counts = |finding: &&Finding| finding.suppressed.is_none() && finding.severity >= texts.show;
    let together = findings.iter().filter(counts).map(|finding| Open::of(finding, texts)).collect();
    let sheet = gathered.sheet(unread.len(), together);
    (MailingSheet { checked_on: making.checked_on.to_owned(), ..sheet }, unread)
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
    let sheet = Sheet {
        path: path.to_owned(),
        message: message.message,
        checked_on: making.checked_on.to_owned(),
        digest: Some(Components::of(&message.draft).digest()),
        approvals: checker.standing(&message.draft, input.file()).map(|standing| approvals(&standing)),
        ..Sheet::of(&material)
    };
    (sheet, checker.digest(&message.draft, &facts))
}

/// Those that count first.
fn approvals(standing: &Standing) -> Vec<Approved> {
    let valid = standing.valid.iter().map(|Approval { approver, approved_at, .. }| {
        let text = Bilingual {
            en: format!("{approver} approved exactly this draft, {approved_at}"),
            ja: format!("{approver} がこのままの内容を承認しています（{approved_at}）"),
        };
        Approved { text, is_valid: true }
    });
    let refused = standing.refused.iter().map(|Refused { approver, why, .. }| {
        let text = Bilingual { en: format!("{approver} {}", why.told.en), ja: format!("{approver} {}", why.told.ja) };
        Approved { text, is_valid: false }
    });
    valid.chain(refused).collect()
}
