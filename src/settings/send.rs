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
    /// `fail-mode`: what a mail server is told when a message could not be checked.
    pub fail_mode: Option<FailMode>,
    /// `too-large`: what it is told of a message that is larger than what can be checked.
    pub too_large: Option<FailMode>,
}

/// `fail-mode` and `too-large`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FailMode {
    /// Try again later.
    Tempfail,
    /// Never.
    Reject,
    /// Let it pass unchecked.
    Accept,
}

impl FailMode {
    /// Every choice.
    pub const ALL: [FailMode; 3] = [FailMode::Tempfail, FailMode::Reject, FailMode::Accept];

    /// The word in `mailcheck.toml`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            FailMode::Tempfail => "tempfail",
            FailMode::Reject => "reject",
            FailMode::Accept => "accept",
        }
    }
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
