//! The few colours of our own lines. Only colours that stand out on dark and on light terminals, and never as the
//! only sign of anything; what they look like is the user's colour scheme's business.

use crate::severity::Severity;

/// Colours, or none.
#[derive(Debug, Clone, Copy)]
pub(super) struct Paint {
    /// False: every text stays plain.
    pub(super) color: bool,
}

impl Paint {
    /// The word before a sentence: bold.
    pub(super) fn lead(self, text: &str) -> String {
        self.with("1", text)
    }

    /// A word that says how grave something is, in the colours of the frame.
    pub(super) fn severity(self, severity: Severity, text: &str) -> String {
        match severity {
            Severity::Error => self.with("31", text),
            Severity::Warning => self.with("35;1", text),
            Severity::Info => self.with("1", text),
        }
    }

    fn with(self, code: &str, text: &str) -> String {
        if self.color && !text.is_empty() { format!("\u{1b}[{code}m{text}\u{1b}[0m") } else { text.to_owned() }
    }
}
