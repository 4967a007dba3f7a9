//! Drafts in files -> what somebody approves or has approved. Signs nothing.

use super::approvals::{Approvals, Examined};
use super::checker::Checker;
use super::read::{messages, read};
use crate::approval::components::{Components, is_whole};
use crate::approval::standing::Standing;
use crate::approval::writer::{is_unknown, is_written_by};
use crate::draft::Draft;
use crate::lang::Bilingual;
use crate::load::Loaded;
use crate::paths::Input;
use jiff::Timestamp;
use std::collections::HashSet;
use std::path::{Path, PathBuf};

/// What somebody is to approve.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subject {
    /// All of it.
    pub components: Components,
    /// One of the people who would approve it is who sends it.
    pub is_own: bool,
    /// Nobody is named as who sends it, or one of them.
    pub is_writer_unknown: bool,
}

/// The one draft in a file, to be approved by somebody with all of these addresses.
///
/// # Errors
/// In words for people: it cannot be read, or holds several.
pub fn subject(input: &Input, people: &[String], checker: &Checker) -> Result<Subject, Bilingual> {
    let draft = one_draft(input, checker)?;
    if !is_whole(&draft) {
        return Err(not_whole());
    }
    Ok(Subject {
        components: Components::of(&draft),
        is_own: is_own(&draft, people),
        is_writer_unknown: is_unknown(&draft),
    })
}

/// All drafts in these files as one mailing. `roster` is the text of the table that it was made from.
///
/// # Errors
/// In words for people, with the file: one cannot be read.
pub fn mailing(
    inputs: &[Input],
    roster: Option<&[u8]>,
    people: &[String],
    checker: &Checker,
) -> Result<Subject, (PathBuf, Bilingual)> {
    let mut digests = Vec::new();
    let (mut is_any_own, mut is_any_unknown) = (false, false);
    for input in inputs {
        let drafts = drafts(input, checker).map_err(|why| (path_of(input).to_owned(), why))?;
        if !drafts.iter().all(is_whole) {
            return Err((path_of(input).to_owned(), not_whole()));
        }
        is_any_own |= drafts.iter().any(|draft| is_own(draft, people));
        is_any_unknown |= drafts.iter().any(is_unknown);
        digests.extend(drafts.iter().map(|draft| Components::of(draft).digest()));
    }
    let components = Components::of_mailing(&digests, roster);
    Ok(Subject { components, is_own: is_any_own, is_writer_unknown: is_any_unknown })
}

fn is_own(draft: &Draft, people: &[String]) -> bool {
    people.iter().any(|person| is_written_by(draft, person))
}

/// A draft of a file and its approvals.
#[derive(Debug, Clone)]
pub struct Stood {
    /// Which message of the file, from 1.
    pub message: u32,
    /// What an approval of it names.
    pub digest: String,
    /// The approvals.
    pub standing: Standing,
}

/// Every approval of the drafts in a file.
///
/// # Errors
/// In words for people: it cannot be read.
pub fn standings(
    input: &Input,
    approvals: &Approvals,
    checker: &Checker,
    now: Timestamp,
) -> Result<Vec<Stood>, Bilingual> {
    let stood = loaded(input, checker)?.into_iter().map(|message| Stood {
        message: message.message,
        digest: Components::of(&message.draft).digest(),
        standing: approvals.standing(&message.draft, input.file(), now),
    });
    Ok(stood.collect())
}

/// An approval in a file, and whether something that it is about lies there as well.
#[derive(Debug, Clone)]
pub struct Listed {
    /// The statement.
    pub file: PathBuf,
    /// What became of it.
    pub examined: Examined,
    /// No draft that was looked at is what it approves.
    pub is_orphaned: bool,
}

/// The approvals in `files`, held against the drafts in `inputs`; drafts that cannot be read belong to none.
#[must_use]
pub fn listed(
    files: Vec<PathBuf>,
    inputs: &[Input],
    approvals: &Approvals,
    checker: &Checker,
    now: Timestamp,
) -> Vec<Listed> {
    let drafts = inputs.iter().filter_map(|input| drafts(input, checker).ok()).flatten();
    let digests: HashSet<String> = drafts.map(|draft| Components::of(&draft).digest()).collect();
    let listed = files.into_iter().map(|file| {
        let examined = approvals.read(&file, now);
        let is_orphaned = examined.statement.as_ref().is_some_and(|statement| {
            let mailed = statement.components.lines.iter().filter(|line| line.kind == "draft");
            !digests.contains(&statement.digest()) && !mailed.into_iter().any(|line| digests.contains(&line.value))
        });
        Listed { file, examined, is_orphaned }
    });
    listed.collect()
}

fn not_whole() -> Bilingual {
    Bilingual {
        en: "not everything in it could be read, so nobody can agree to it".to_owned(),
        ja: "読めない部分があるため、承認できません".to_owned(),
    }
}

fn one_draft(input: &Input, checker: &Checker) -> Result<Draft, Bilingual> {
    let mut drafts = drafts(input, checker)?;
    match (drafts.pop(), drafts.is_empty()) {
        (Some(draft), true) => Ok(draft),
        _ => Err(Bilingual {
            en: "the file holds several messages: approve them with --mailing".to_owned(),
            ja: "ファイルに複数のメールがあります。--mailing でまとめて承認してください".to_owned(),
        }),
    }
}

fn drafts(input: &Input, checker: &Checker) -> Result<Vec<Draft>, Bilingual> {
    Ok(loaded(input, checker)?.into_iter().map(|message| message.draft).collect())
}

fn loaded(input: &Input, checker: &Checker) -> Result<Vec<Loaded>, Bilingual> {
    let bytes = read(input, checker.limits()).map_err(|failure| failure.text)?;
    let loaded = messages(&bytes, checker.limits(), checker.settings().code_page).map_err(|failure| failure.text)?;
    Ok(loaded.into_iter().filter(|message| !message.is_deleted).collect())
}

fn path_of(input: &Input) -> &Path {
    let (Input::Stdin(path) | Input::File(path) | Input::Deleted(path) | Input::Broken(path, _)) = input;
    path
}
