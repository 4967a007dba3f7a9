//! Rows of `defects`: breaches of the format met while loading.

use super::{Column, Kind, Row, Value, column, read};
use crate::span::Span;

/// One breach.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DefectRow {
    /// The place that stands for it.
    pub span: Span,
    /// Name of a `draft::DefectKind`.
    pub kind: &'static str,
    /// Name of a `draft::DefectPart`.
    pub part: &'static str,
    /// Something that rules would have judged may be missing.
    pub loss: bool,
    /// What was seen.
    pub detail: String,
}

/// Words of `kind`: a test in `facts` holds them equal to `draft::DefectKind::ALL`.
pub(crate) const DEFECT_KINDS: &[&str] = &[
    "byte-order-mark",
    "leading-blank-line",
    "mbox-from-line",
    "bare-carriage-returns",
    "utf-16",
    "raw-bytes",
    "encoded-word",
    "unknown-charset",
    "invalid-bytes",
    "transfer-encoding",
    "missing-comma",
    "unreadable-field",
    "unreadable-property",
    "recipient-count",
    "unreadable-attachment",
    "encrypted",
    "opaque",
    "depth-limit",
    "part-limit",
    "size-limit",
    "truncated",
];
/// Words of `part`: a test in `facts` holds them equal to `draft::DefectPart::ALL`.
pub(crate) const DEFECT_PARTS: &[&str] = &["recipients", "header", "body", "attachment", "structure"];

pub(crate) const COLUMNS: &[Column<DefectRow>] = &[
    column("kind", Kind::Choice(DEFECT_KINDS), "what was met", "問題の種類", |row| Value::Text(row.kind)),
    column("part", Kind::Choice(DEFECT_PARTS), "what it touches", "どこの問題か", |row| Value::Text(row.part)),
    column(
        "loss",
        Kind::Flag,
        "something that rules would have judged may be missing",
        "検査すべきものが読めていないおそれがある",
        |row| Value::Flag(row.loss),
    ),
    column("detail", Kind::Text, "what was seen", "見つかった内容", |row| Value::Text(&row.detail)),
];

impl Row for DefectRow {
    fn span(&self) -> Span {
        self.span
    }

    fn value(&self, field: usize) -> Value<'_> {
        read(COLUMNS, self, field)
    }
}
