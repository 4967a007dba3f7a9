//! The schema of `[send]` and `[approval]`.

use super::policy::addresses;
use super::{table, text};
use crate::settings::{FailMode, StripBcc};
use crate::severity::Severity;
use serde_json::{Value, json};

/// Schema of `[approval]`.
pub(super) fn approval() -> Value {
    table(
        "Where approvals lie and whose keys count; `[[policy.approval]]` says when one is needed",
        &[
            ("signers", text("OpenSSH's allowed_signers: whose keys count, relative to this file")),
            ("revoked", text("Public keys that count no more, one a line")),
            (
                "roles",
                json!({
                    "type": "object",
                    "description": "Names for people, for `by = [\"role:NAME\"]` of `[[policy.approval]]`",
                    "additionalProperties": addresses("Who has the role"),
                }),
            ),
            ("folder", text("A folder of approvals, beside those that lie beside a draft")),
            (
                "locked",
                json!({ "type": "boolean", "description": "Only in the system's file: others say nothing here" }),
            ),
        ],
        &[],
    )
}

/// Schema of `[send]`.
pub(super) fn send() -> Value {
    let flag = |description: &str| json!({ "type": "boolean", "description": description });
    table(
        "How mailcheck stands between a mail program and what sends for it",
        &[
            ("via", text("The program that really sends, such as /usr/bin/msmtp")),
            ("log", text("A file for findings that hold nothing back, relative to this file")),
            ("fail-on", words(&Severity::ALL.map(Severity::name), "From which level on a message is not sent")),
            (
                "strip-bcc",
                words(
                    &StripBcc::ALL.map(StripBcc::name),
                    "Whether Bcc is taken out before programs that may leave it in",
                ),
            ),
            ("allow-in-draft", flag("Whether a field `Mailcheck-Allow: rule; reason` in a message counts")),
            (
                "fail-mode",
                words(
                    &FailMode::ALL.map(FailMode::name),
                    "What a mail server is told when a message cannot be checked",
                ),
            ),
            (
                "too-large",
                words(&FailMode::ALL.map(FailMode::name), "What a mail server is told of a message too large to check"),
            ),
        ],
        &[],
    )
}

fn words(words: &[&str], description: &str) -> Value {
    json!({ "enum": words, "description": description })
}
