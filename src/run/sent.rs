//! `mailcheck sent`: drafts that were sent -> the keys of their sendings. Knows no file of a history.

use super::checker::Checker;
use super::course::each;
use super::drafts::RunError;
use super::judge::Judged;
use crate::facts::mailing::key::Key;
use crate::lang::Bilingual;
use crate::paths::Inputs;
use crate::report::Status;

/// What is to be recorded.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sendings {
    /// One for each draft that goes to somebody.
    pub keys: Vec<Key>,
    /// Drafts that go to nobody, and those thrown away.
    pub left_out: usize,
    /// Drafts that could not be read: the path, and why.
    pub unreadable: Vec<(String, Bilingual)>,
}

/// The sendings of these drafts. `checker` must be one for a mailing.
///
/// # Errors
/// The system gives no threads.
pub fn sendings(inputs: &Inputs, checker: &Checker, jobs: Option<usize>) -> Result<Sendings, RunError> {
    let mut sendings = Sendings::default();
    each(&inputs.inputs, checker, jobs, &mut |_, Judged { outcome, left, .. }| {
        match (outcome.status, left.and_then(|(digest, _)| digest.sending)) {
            (Status::Unreadable, _) => {
                let text = outcome.failure.map(|failure| failure.text).unwrap_or_default();
                sendings.unreadable.push((outcome.path, text));
            }
            (_, Some(key)) => sendings.keys.push(key),
            (_, None) => sendings.left_out += 1,
        }
        Ok(())
    })?;
    Ok(sendings)
}
