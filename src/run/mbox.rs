//! The messages of an mbox of any size: cut from it in a stream, judged in batches on all cores, handed over in order.
//! Together they may be a hundred times as large as their file, so only a few are held.

use super::checker::Checker;
use super::judge::{Judged, Raw, judge_message, unreadable_message};
use super::read::{io_failure, message_too_large};
use super::stored::{FromTop, Stored};
use crate::load::mbox::cutter::{Cut, Cutter};
use crate::load::message_of_mbox;
use crate::paths::Input;
use std::io;
use std::sync::Arc;

/// Messages that one thread takes at once: small ones are judged faster than threads can be told of them.
const BATCH_MESSAGES: usize = 64;
/// Bytes of them; a larger message is alone.
const BATCH_BYTES: u64 = 256 * 1024;

/// An mbox being cut.
#[derive(Debug)]
pub(super) struct Mbox {
    pub(super) input: Input,
    pub(super) stored: Arc<Stored>,
    pub(super) batches: Batches,
}

/// Messages that stand behind one another in an mbox.
#[derive(Debug)]
pub(super) struct Batch {
    /// Number in the file of the first of them, from 1.
    first_message: u32,
    cuts: Vec<Cut>,
    /// Behind them the file cannot be read.
    failure: Option<io::Error>,
}

/// The batches of an mbox one by one.
#[derive(Debug)]
pub(super) struct Batches {
    cutter: Cutter<FromTop>,
    /// Taken, and given back.
    first: Option<Batch>,
    /// Cut already: it has no room in the batch before.
    waiting: Option<io::Result<Cut>>,
    next_message: u32,
}

impl Batches {
    pub(super) fn new(stored: Arc<Stored>) -> Self {
        Self { cutter: Cutter::new(FromTop::new(stored)), first: None, waiting: None, next_message: 1 }
    }

    /// Gives back the batch that was taken last.
    pub(super) fn put_back(&mut self, batch: Batch) {
        self.first = Some(batch);
    }

    /// Whether there is another message; what has to be read to tell is read.
    pub(super) fn has_more(&mut self) -> bool {
        if self.first.is_none() {
            self.waiting = self.waiting.take().or_else(|| self.cutter.next());
        }
        self.first.is_some() || self.waiting.is_some()
    }

    /// How many messages the file has, those that have been taken too; what is left is not looked into. `None` when the
    /// file cannot be read to its end, or `is_enough` says that nobody wants to know any more.
    pub(super) fn count_all(&mut self, is_enough: &dyn Fn() -> bool) -> Option<u64> {
        let mut messages = u64::from(self.next_message) - 1;
        while let Some(cut) = self.waiting.take().or_else(|| self.cutter.next()) {
            cut.ok().filter(|_| !is_enough())?;
            messages += 1;
        }
        Some(messages)
    }
}

impl Iterator for Batches {
    type Item = Batch;

    fn next(&mut self) -> Option<Batch> {
        if let Some(first) = self.first.take() {
            return Some(first);
        }
        let mut batch = Batch { first_message: self.next_message, cuts: Vec::new(), failure: None };
        let mut bytes = 0;
        while batch.cuts.len() < BATCH_MESSAGES {
            match self.waiting.take().or_else(|| self.cutter.next()) {
                None => break,
                Some(Err(error)) => {
                    batch.failure = Some(error);
                    break;
                }
                Some(Ok(cut)) if bytes > 0 && bytes + cut.size_bytes() > BATCH_BYTES => {
                    self.waiting = Some(Ok(cut));
                    break;
                }
                Some(Ok(cut)) => {
                    bytes += cut.size_bytes();
                    batch.cuts.push(cut);
                }
            }
        }
        self.next_message = self.next_message.saturating_add(u32::try_from(batch.cuts.len()).unwrap_or(u32::MAX));
        (!batch.cuts.is_empty() || batch.failure.is_some()).then_some(batch)
    }
}

impl Batch {
    /// How many messages are in it.
    pub(super) fn messages(&self) -> usize {
        self.cuts.len()
    }

    /// Whether the file could not be read to its end.
    pub(super) fn is_cut_off(&self) -> bool {
        self.failure.is_some()
    }

    /// What the batch will weigh in memory.
    pub(super) fn size_bytes(&self, checker: &Checker) -> u64 {
        let sizes = self.cuts.iter().map(Cut::size_bytes);
        sizes.filter(|size| *size <= checker.limits().file_bytes).sum()
    }

    /// The byte of the file behind the last of them.
    pub(super) fn end(&self) -> u64 {
        self.cuts.last().map_or(0, |cut| cut.end)
    }

    /// Judges each message.
    pub(super) fn judge(self, input: &Input, stored: &Stored, checker: &Checker) -> Vec<Judged> {
        let mut judged: Vec<Judged> = Vec::with_capacity(self.cuts.len());
        if let (Some(first), Some(last)) = (self.cuts.first(), self.cuts.last()) {
            let start = first.start;
            let limit_bytes = checker.limits().file_bytes;
            let bytes = match self.cuts[..] {
                // Not even read; smaller ones that are too large for a small limit come in with their neighbours.
                [cut] if cut.size_bytes() > limit_bytes => Ok(Arc::default()),
                _ => stored.read(start, last.end - start).map_err(|error| io_failure(&error)),
            };
            for (cut, message) in self.cuts.iter().zip(self.first_message..) {
                let size_bytes = cut.size_bytes();
                judged.push(match &bytes {
                    _ if size_bytes > limit_bytes => {
                        unreadable_message(input, message, message_too_large(size_bytes, limit_bytes))
                    }
                    Err(failure) => unreadable_message(input, message, failure.clone()),
                    Ok(bytes) => judge_cut(*cut, message, start, bytes, input, checker),
                });
            }
        }
        if let Some(error) = self.failure {
            let message = self.first_message.saturating_add(u32::try_from(self.cuts.len()).unwrap_or(u32::MAX));
            judged.push(unreadable_message(input, message, io_failure(&error)));
        }
        judged
    }
}

/// Judges a message of the batch that begins at `batch_start` of the file and has these bytes.
fn judge_cut(cut: Cut, message: u32, batch_start: u64, bytes: &Arc<[u8]>, input: &Input, checker: &Checker) -> Judged {
    let place = |byte: u64| usize::try_from(byte).unwrap_or(usize::MAX);
    let range = place(cut.start - batch_start)..place(cut.end - batch_start);
    let own = &bytes[range.clone()];
    let start = place(cut.start);
    let loaded = message_of_mbox(own, message, start, &checker.check_limits());
    let raw = Raw {
        start,
        length: own.len(),
        lines_before: place(cut.lines_before),
        // A report counts the lines of what it is given: were it the whole batch, it would do so for each message.
        keep: &|| if range.len() == bytes.len() { Arc::clone(bytes) } else { own.into() },
    };
    judge_message(loaded, input, &raw, checker)
}
