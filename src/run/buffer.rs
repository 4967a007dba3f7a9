//! A draft as it stands in an editor -> what came of it. Knows no editor, and reads no file.

use super::checker::Checker;
use super::judge::judge_whole;
use crate::paths::Input;
use crate::report::Outcome;
use std::path::Path;
use std::sync::Arc;

/// Judges the draft, or the messages of an mbox, in `bytes`. `path` is where it is to be saved; `None` when nobody has
/// said so yet: no allowance for files covers it.
#[must_use]
pub fn judge_buffer(path: Option<&Path>, bytes: &Arc<[u8]>, checker: &Checker) -> Vec<Outcome> {
    let input = match path {
        Some(path) => Input::File(path.to_owned()),
        None => Input::Stdin("draft.eml".into()),
    };
    judge_whole(bytes, &input, checker).into_iter().map(|judged| judged.outcome).collect()
}
