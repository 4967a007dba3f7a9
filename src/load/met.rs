//! One breach met while decoding, before it is known which part of the message it touches. Knows no place.

use crate::draft::DefectKind;

/// What a decoder met; its caller knows the field or part and makes a `PartDefect` of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Met {
    /// What was met.
    pub kind: DefectKind,
    /// Short, without personal data: a charset label, a field name.
    pub detail: String,
}

impl Met {
    /// A breach of `kind`; `detail` says what was seen.
    #[must_use]
    pub fn new(kind: DefectKind, detail: impl Into<String>) -> Self {
        Self { kind, detail: detail.into() }
    }
}
