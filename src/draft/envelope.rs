//! What stands beside a message on its way out (RFC 5321 2.3.1). Knows no mail server.

/// What the envelope says that the recipients of the draft do not; empty for a draft in a file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Envelope {
    /// Who sends, as it is written there, without angle brackets; `None` where nobody is named.
    pub sender: Option<String>,
    /// Who gets the message without being one of [`super::Draft::recipients`] to whom it goes by its fields, in lower case:
    /// names of local users, without `@`, and people whom an older sending or a calendar names. Only approvals ask for them.
    pub unlisted: Vec<String>,
}
