//! Rows of `headers`: header fields, and the ones the view shows although they are absent.

use super::{Column, Kind, Row, Value, column, read};
use crate::span::Span;

/// One header field.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct HeaderRow {
    /// Its line in the view; the Subject line for a field that the view does not show.
    pub span: Span,
    /// Field name in lower case.
    pub name: String,
    /// Decoded, trimmed.
    pub body: String,
    /// The message has this field.
    pub existing: bool,
    /// Names a sender who is neither ours nor allowed. `None`: not From or Sender, or nothing says who we are.
    pub outside_sender: Option<bool>,
}

pub(crate) const COLUMNS: &[Column<HeaderRow>] = &[
    column("name", Kind::Name, "the field name, in lower case", "項目名（小文字）", |row| {
        Value::Text(&row.name)
    }),
    column("body", Kind::Text, "the field body, decoded", "項目の内容（復号後）", |row| {
        Value::Text(&row.body)
    }),
    column(
        "blank",
        Kind::Flag,
        "nothing but white space (also when the field is absent)",
        "空白しかない（項目がない場合も）",
        |row| Value::Flag(row.body.trim().is_empty()),
    ),
    column(
        "existing",
        Kind::Flag,
        "the message has this field; From, To and Subject are listed even when it has not",
        "項目が実際にある（From・To・Subject はなくても一覧に載る）",
        |row| Value::Flag(row.existing),
    ),
    column(
        "outside-sender",
        Kind::Flag,
        "From and Sender, when the settings name our domains: the sender is at another domain and not one of `[organization] allowed-senders`",
        "From・Sender のみ：差出人が自組織のドメイン（設定時）でも [organization] allowed-senders でもない",
        |row| row.outside_sender.map_or(Value::Unknown, Value::Flag),
    ),
];

impl Row for HeaderRow {
    fn span(&self) -> Span {
        self.span
    }

    fn value(&self, field: usize) -> Value<'_> {
        read(COLUMNS, self, field)
    }
}
