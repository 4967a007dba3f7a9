//! `[send]`: how mailcheck stands between a mail program and what sends for it. Knows no message.

use crate::severity::Severity;
use std::path::PathBuf;

/// `[send]`; `None` where the settings are silent.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SendSettings {
    /// `via`: the program that really sends.
    pub via: Option<PathBuf>,
    /// `log`: where findings that hold nothing back are written.
    pub log: Option<PathBuf>,
    /// `fail-on`: from which level on a message is not sent; errors without it.
    pub fail_on: Option<Severity>,
    /// `strip-bcc`: whether Bcc is taken out before programs that may leave it in.
    pub strip_bcc: Option<StripBcc>,
    /// `allow-in-draft`: whether `Mailcheck-Allow` in a message counts.
    pub allow_in_draft: Option<bool>,
}

/// `strip-bcc`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum StripBcc {
    /// When the program that sends is not told to take recipients from the message.
    Auto,
    /// Never.
    Never,
}

impl StripBcc {
    /// Every choice.
    pub const ALL: [StripBcc; 2] = [StripBcc::Auto, StripBcc::Never];

    /// The word in `mailcheck.toml`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            StripBcc::Auto => "auto",
            StripBcc::Never => "never",
        }
    }
}
