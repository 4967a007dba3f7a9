//! What an add-on is told about a draft: that it may leave, what was found, or why nobody knows. Always short enough for
//! the pipe.

use super::framing::REPLY_BYTES;
use serde::Serialize;

/// Characters of a text that is cut.
const SHORTENED: usize = 10_000;

/// One answer.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Reply {
    /// The draft may leave; anything else keeps it.
    pub ok: bool,
    /// What rules have found.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub findings: Vec<Finding>,
    /// All of it as one text for people, for add-ons that show nothing else.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Why the draft could not be checked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error: Option<String>,
}

/// One thing that keeps a draft back; texts in the language of the user, in one line each.
#[derive(Debug, Clone, Serialize)]
pub struct Finding {
    /// Id of the rule.
    pub rule: String,
    /// `error`, `warning` or `info`.
    pub severity: &'static str,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
    /// Where.
    pub place: Option<String>,
}

impl Reply {
    /// The draft may leave.
    #[must_use]
    pub fn passed() -> Self {
        Self { ok: true, ..Self::default() }
    }

    /// What was found keeps it.
    #[must_use]
    pub fn refused(findings: Vec<Finding>, text: String) -> Self {
        Self { findings, text: Some(text), ..Self::default() }
    }

    /// Nobody knows what is in it.
    #[must_use]
    pub fn failed(error: String) -> Self {
        Self { error: Some(error), ..Self::default() }
    }

    /// As JSON; the last findings go where the pipe takes no more.
    #[must_use]
    pub fn to_json(mut self) -> Vec<u8> {
        loop {
            // Texts and lists of texts only: there is nothing in it that JSON could not say.
            let json = serde_json::to_vec(&self).unwrap_or_else(|_| br#"{"ok":false,"error":"JSON"}"#.to_vec());
            if json.len() <= REPLY_BYTES {
                return json;
            }
            self.findings.truncate(self.findings.len() / 2);
            for text in [&mut self.text, &mut self.error].into_iter().flatten() {
                *text = text.chars().take(SHORTENED).collect();
            }
        }
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail loudly")]
mod tests {
    use super::*;

    #[test]
    fn only_what_passed_is_ok() {
        assert_eq!(Reply::passed().to_json(), br#"{"ok":true}"#);
        assert_eq!(Reply::failed("x".into()).to_json(), br#"{"ok":false,"error":"x"}"#);
    }

    #[test]
    fn the_pipe_takes_every_reply() {
        let finding = Finding {
            rule: "a".into(),
            severity: "error",
            message: "あ".repeat(1000),
            help: None,
            place: Some("To".into()),
        };
        let json = Reply::refused(vec![finding; 1000], "い".repeat(1_000_000)).to_json();
        assert!(json.len() <= REPLY_BYTES, "{}", json.len());
        let reply: serde_json::Value = serde_json::from_slice(&json).unwrap();
        assert_eq!(reply["ok"], false);
        assert!(reply["findings"].as_array().unwrap().len() > 100);
    }
}
