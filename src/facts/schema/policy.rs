//! Rows of `policy`: places where an entry of `[policy]` is not kept.

use super::{Column, Kind, Row, Value, column, read};
use crate::lang::Bilingual;
use crate::severity::Severity;
use crate::span::Span;

/// One place. An entry that is not kept in several places has a row for each of them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PolicyRow {
    /// The recipient, the words, the attachment; the message's own place where someone or something is missing.
    pub span: Span,
    /// One of `POLICY_KINDS`.
    pub kind: &'static str,
    /// What the entry tells the user.
    pub text: Bilingual,
    /// The same in one text: both languages where they differ.
    pub said: String,
    /// The level the entry asks for.
    pub level: Option<Severity>,
    /// Approvals: which are there, and why others do not count.
    pub told: Bilingual,
    /// The entry as `config show` numbers it: `forbidden-recipient[1]`.
    pub entry: String,
    /// The forbidden recipient's folded address; `None` for what is no recipient.
    pub address: Option<String>,
    /// The forbidden attachment's name; `None` for what is no attachment.
    pub filename: Option<String>,
}

/// Words of `kind`: the tables below `[policy]`.
pub(crate) const POLICY_KINDS: &[&str] = &[
    "forbidden-recipient",
    "required-recipient",
    "keyword-recipient",
    "forbidden-text",
    "attachment-forbidden",
    "approval",
];

/// The word of `kind` that is written so, or `None`.
pub(crate) fn policy_kind(word: &str) -> Option<&'static str> {
    POLICY_KINDS.iter().copied().find(|kind| *kind == word)
}

/// Numbers of the columns that are written in both languages.
const TEXT: usize = 1;
const TOLD: usize = 4;

pub(crate) const COLUMNS: &[Column<PolicyRow>] = &[
    column(
        "kind",
        Kind::Choice(POLICY_KINDS),
        "the kind of entry: its table below `[policy]`",
        "決まりの種類（[policy] の下のテーブル名）",
        |row| Value::Text(row.kind),
    ),
    column(
        "text",
        Kind::Text,
        "what the entry tells the user",
        "決まりに書かれた、利用者に伝える文",
        |row| Value::Text(&row.said),
    ),
    column(
        "level",
        Kind::Choice(&["info", "warning", "error"]),
        "the level the entry asks for; a rule that points at it takes the highest",
        "決まりに書かれた重さ。これを指すルールは最も重いものに従う",
        |row| Value::text(row.level.map(Severity::name)),
    ),
    column(
        "entry",
        Kind::Name,
        "the entry as `mailcheck config show` numbers it: `forbidden-recipient[1]`",
        "mailcheck config show での番号（forbidden-recipient[1] など）",
        |row| Value::Text(&row.entry),
    ),
    column(
        "told",
        Kind::Text,
        "approvals: how many count of those that are needed, and why others do not; for messages",
        "承認：必要な数のうち有効な数と、ほかの承認が有効でない理由。メッセージ用",
        |row| Value::Text(&row.told.en),
    ),
];

impl Row for PolicyRow {
    fn span(&self) -> Span {
        self.span
    }

    fn value(&self, field: usize) -> Value<'_> {
        read(COLUMNS, self, field)
    }

    fn address(&self) -> Option<&str> {
        self.address.as_deref()
    }

    fn filename(&self) -> Option<&str> {
        self.filename.as_deref()
    }

    fn level(&self) -> Option<Severity> {
        self.level
    }

    fn bilingual(&self, field: usize) -> Option<&Bilingual> {
        match field {
            TEXT => Some(&self.text),
            TOLD => Some(&self.told).filter(|told| !told.en.is_empty()),
            _ => None,
        }
    }
}
