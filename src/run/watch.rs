//! What accompanies a long run: somebody who is told how far it has come, and who may end it. Knows no terminal.

/// Who watches a run.
pub trait Watch: Sync {
    /// More than one draft is to be checked: it may take a while.
    fn begins(&self) {}

    /// Drafts have been reported.
    fn came(&self, _progress: Progress) {}

    /// The last draft has been reported. What follows is the end of the reports.
    fn ends(&self) {}

    /// No further draft is to be taken.
    fn is_interrupted(&self) -> bool {
        false
    }
}

/// How far a run has come.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Progress {
    /// Drafts reported.
    pub drafts: usize,
    /// From 0 to 1: how much of what is to be checked that is.
    pub share: f64,
}

/// Nobody watches.
#[derive(Debug, Clone, Copy)]
pub struct Unwatched;

impl Watch for Unwatched {}
