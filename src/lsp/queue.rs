//! Texts that wait to be checked, the newest of each document, until nobody has typed for a moment. One thread takes
//! them, so that no number of open drafts takes all cores. Knows no client.

use super::bench::locked;
use super::diagnose::Subject;
use std::collections::BTreeMap;
use std::sync::{Condvar, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// What is waited for after a key was pressed.
const PAUSE: Duration = Duration::from_millis(150);
/// For a large text, longer: so many bytes are a millisecond.
const BYTES_OF_A_MILLISECOND: usize = 10_000;
/// But never longer.
const LONGEST_PAUSE: Duration = Duration::from_secs(2);

/// A text to be checked.
#[derive(Debug, Clone)]
pub(super) struct Job {
    pub subject: Subject,
    pub generation: u64,
}

#[derive(Debug, Default)]
struct Waiting {
    /// By URI.
    jobs: BTreeMap<String, (Instant, Job)>,
    is_closed: bool,
}

/// The texts that wait.
#[derive(Debug, Default)]
pub(super) struct Queue {
    waiting: Mutex<Waiting>,
    changed: Condvar,
}

impl Queue {
    /// Takes the place of an older text of the same document.
    pub fn put(&self, job: Job, pause: Duration) {
        let mut waiting = locked(&self.waiting);
        waiting.jobs.insert(job.subject.uri.clone(), (Instant::now() + pause, job));
        drop(waiting);
        self.changed.notify_one();
    }

    /// The document is closed.
    pub fn drop_job(&self, uri: &str) {
        locked(&self.waiting).jobs.remove(uri);
    }

    /// Nothing is taken from here any more.
    pub fn close(&self) {
        locked(&self.waiting).is_closed = true;
        self.changed.notify_one();
    }

    /// The next text whose pause is over; waits for it. `None` once the queue is closed.
    pub fn take(&self) -> Option<Job> {
        let mut waiting = locked(&self.waiting);
        loop {
            if waiting.is_closed {
                return None;
            }
            let next = waiting.jobs.iter().min_by_key(|(_, (due, _))| *due).map(|(uri, (due, _))| (uri.clone(), *due));
            let now = Instant::now();
            waiting = match next {
                Some((uri, due)) if due <= now => return waiting.jobs.remove(&uri).map(|(_, job)| job),
                Some((_, due)) => {
                    let woken = self.changed.wait_timeout(waiting, due - now);
                    woken.unwrap_or_else(PoisonError::into_inner).0
                }
                None => self.changed.wait(waiting).unwrap_or_else(PoisonError::into_inner),
            };
        }
    }
}

/// How long to wait for the next key in a text of that size.
pub(super) fn pause(bytes: usize) -> Duration {
    let size = Duration::from_millis((bytes / BYTES_OF_A_MILLISECOND) as u64);
    (PAUSE + size).min(LONGEST_PAUSE)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lsp::documents::Kind;

    fn job(uri: &str, generation: u64) -> Job {
        let subject = Subject { uri: uri.into(), kind: Kind::Draft, path: None, text: "".into() };
        Job { subject, generation }
    }

    #[test]
    fn of_a_document_only_the_newest_text_is_checked() {
        let queue = Queue::default();
        queue.put(job("a", 1), Duration::ZERO);
        queue.put(job("a", 2), Duration::from_millis(20));
        queue.put(job("b", 3), Duration::ZERO);
        queue.put(job("c", 4), Duration::ZERO);
        queue.drop_job("c");
        let generations: Vec<u64> = (0..2).filter_map(|_| queue.take()).map(|job| job.generation).collect();
        assert_eq!(generations, [3, 2]);
        queue.put(job("d", 5), Duration::ZERO);
        queue.close();
        assert!(queue.take().is_none());
    }

    #[test]
    fn a_large_text_waits_longer_and_not_for_ever() {
        assert!(pause(0) < pause(1_000_000) && pause(1_000_000) < pause(usize::MAX));
        assert_eq!(pause(usize::MAX), LONGEST_PAUSE);
    }
}
