//! A message on its way out -> what came of it. Knows neither who hands it over nor who sends it.

use super::checker::Checker;
use super::judge::{Raw, judge_message};
use crate::load::handed_over;
pub use crate::load::handed_over::Route;
use crate::paths::Input;
use crate::report::Outcome;
use std::sync::Arc;

/// Judges the one message in `bytes` with its envelope. It has no path: no setting for some files
/// applies to it.
#[must_use]
pub fn judge_handed_over(bytes: &Arc<[u8]>, route: &Route<'_>, checker: &Checker) -> Outcome {
    let message = handed_over(bytes, route, checker.limits());
    let raw = Raw { start: 0, length: bytes.len(), lines_before: 0, keep: &|| Arc::clone(bytes) };
    judge_message(message, &Input::Stdin("message".into()), &raw, checker).outcome
}
