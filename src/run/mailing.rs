//! `--mailing`: what the drafts left is judged together. Drafts that a finding points at are read once more, one after
//! another: to keep the texts of all would take the memory of all.

pub mod pieces;
pub mod view;

use super::checker::Checker;
use super::drafts::shown_path;
use super::read::messages;
use super::stored::Stored;
use crate::facts::mailing::digest::DraftDigest;
use crate::finding::private_places;
use crate::load::mbox::begins_with_from_line;
use crate::load::message_of_mbox;
use crate::paths::Input;
use crate::report::outcome::MAILING;
use crate::report::{MailingOutcome, Outcome};
use crate::span::Span;
use pieces::Pieces;
use std::fs::File;
use std::sync::{Arc, Mutex};
use view::{Name, NamedDraft};

/// What is kept of the drafts of a run until all have been seen.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    digests: Vec<DraftDigest>,
    sources: Vec<Source>,
    /// Standard input, by the number of the input.
    stdin: Option<(u32, Arc<Stored>)>,
}

/// Where a draft can be read again.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Source {
    /// Number of its input.
    pub(super) input: u32,
    /// Number in its file, from 1.
    pub(super) message: u32,
    /// First byte of it in the file.
    pub(super) start: u64,
    /// How many.
    pub(super) length: u32,
    /// Lines of the file before it.
    pub(super) lines_before: u32,
}

impl Gathered {
    /// Keeps what the draft left that stands there.
    pub(super) fn add(&mut self, digest: DraftDigest, source: Source) {
        self.digests.push(digest);
        self.sources.push(source);
    }

    /// Keeps what came in on standard input, which cannot be read again.
    pub(super) fn keep(&mut self, input: u32, stored: Arc<Stored>) {
        self.stdin = Some((input, stored));
    }

    /// What the rules find in the mailing; `None` when `is_interrupted` says that nobody waits for it any more.
    pub(super) fn judge(
        &self,
        inputs: &[Input],
        checker: &Checker,
        is_interrupted: &dyn Fn() -> bool,
    ) -> Option<MailingOutcome> {
        judge(&self.digests, checker, is_interrupted, &mut |draft, places| {
            self.named_draft(*self.sources.get(draft as usize)?, places, inputs, checker)
        })
    }

    /// The draft of that source, read again; its name alone when it cannot be any more.
    fn named_draft(&self, source: Source, places: &[Span], inputs: &[Input], checker: &Checker) -> Option<NamedDraft> {
        let input = inputs.get(source.input as usize)?;
        let (Input::Stdin(path) | Input::File(path) | Input::Deleted(path) | Input::Broken(path, _)) = input;
        let name = Name { path: shown_path(path).0, message: source.message };
        let bytes = match (input, &self.stdin) {
            (Input::Stdin(_), Some((number, stored))) if *number == source.input => {
                stored.read(source.start, source.length.into()).ok()
            }
            (Input::File(path), _) => File::open(path)
                .and_then(|file| Stored::File(Mutex::new(file)).read(source.start, source.length.into()))
                .ok(),
            _ => None,
        };
        let outcome = bytes.and_then(|bytes| outcome(source, bytes, checker));
        Some(NamedDraft { name, pieces: outcome.map(|outcome| Pieces::of(&outcome, places)) })
    }
}

/// What the rules find in a mailing of these drafts; `None` when that was interrupted. `draft` reads what stands at these
/// places of one of them.
pub(super) fn judge(
    digests: &[DraftDigest],
    checker: &Checker,
    is_interrupted: &dyn Fn() -> bool,
    draft: &mut dyn FnMut(u32, &[Span]) -> Option<NamedDraft>,
) -> Option<MailingOutcome> {
    // Of a million drafts each of these takes seconds, and reading them again takes minutes.
    let is_awaited = || (!is_interrupted()).then_some(());
    is_awaited()?;
    let facts = checker.mailing_facts(digests);
    is_awaited()?;
    let mut findings = checker.mailing_findings(&facts);
    let roster = checker.settings().people.roster.as_ref();
    let mut draft_if_awaited = |number: u32, places: &[Span]| is_awaited().and_then(|()| draft(number, places));
    let composed = view::compose(&mut findings, &facts.mailing, roster, &mut draft_if_awaited);
    is_awaited()?;
    Some(MailingOutcome {
        outcome: Outcome {
            format: MAILING.to_owned(),
            message: 1,
            view: Some(composed.view.with_asterisks(&private_places(&findings))),
            findings,
            ..Outcome::default()
        },
        places: composed.places,
    })
}

fn outcome(source: Source, bytes: Arc<[u8]>, checker: &Checker) -> Option<Outcome> {
    let start = usize::try_from(source.start).ok()?;
    let message = if begins_with_from_line(&bytes) {
        message_of_mbox(&bytes, source.message, 0, checker.limits())
    } else {
        messages(&bytes, checker.limits(), checker.settings().code_page).ok()?.into_iter().next()?
    };
    Some(Outcome {
        raw_start: start,
        lines_before: source.lines_before as usize,
        raw_offset: start + message.start,
        view: Some(message.draft.view),
        raw: bytes,
        ..Outcome::default()
    })
}
