//! Rows of `body`: things found in the texts of a draft.

use super::{Column, Kind, Row, Value, column, read};
use crate::span::Span;

/// What was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BodyKind {
    /// Words that promise an attachment.
    AttachmentPhrase,
    /// Words that say there is none, or speak of another mail's.
    AttachmentNegation,
    /// A link.
    Link,
    /// A merge field that was not filled.
    Placeholder,
    /// A merge field that was filled with nothing.
    EmptyMerge,
    /// Whom the text speaks to.
    Greeting,
}

impl BodyKind {
    /// The word in rule files.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            BodyKind::AttachmentPhrase => "attachment-phrase",
            BodyKind::AttachmentNegation => "attachment-negation",
            BodyKind::Link => "link",
            BodyKind::Placeholder => "placeholder",
            BodyKind::EmptyMerge => "empty-merge",
            BodyKind::Greeting => "greeting",
        }
    }
}

/// In which text it was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BodyPlace {
    /// The subject.
    Subject,
    /// What the author wrote.
    OwnText,
    /// The quoted thread.
    QuotedText,
    /// A recipient's or the sender's display name.
    DisplayName,
    /// An address.
    Address,
    /// The name of an attachment.
    AttachmentName,
}

impl BodyPlace {
    /// The word in rule files.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            BodyPlace::Subject => "subject",
            BodyPlace::OwnText => "own-text",
            BodyPlace::QuotedText => "quoted-text",
            BodyPlace::DisplayName => "display-name",
            BodyPlace::Address => "address",
            BodyPlace::AttachmentName => "attachment-name",
        }
    }
}

/// How sure we are that it is what it looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Certainty {
    /// Often something else.
    Weak,
    /// Mostly it is.
    Likely,
    /// It is.
    Sure,
}

impl Certainty {
    /// The word in rule files.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Certainty::Weak => "weak",
            Certainty::Likely => "likely",
            Certainty::Sure => "sure",
        }
    }
}

/// One thing found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BodyRow {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub kind: BodyKind,
    /// In which text.
    pub place: BodyPlace,
    /// As written.
    pub text: String,
    /// How sure.
    pub certainty: Certainty,
    /// Greetings: one of `audience`'s words. Placeholders: nothing.
    pub audience: Option<&'static str>,
    /// Links: host in lower case.
    pub host: Option<String>,
    /// Links: a file left at a cloud storage.
    pub shares_file: bool,
}

pub(crate) const COLUMNS: &[Column<BodyRow>] = &[
    column(
        "kind",
        Kind::Choice(&["attachment-phrase", "attachment-negation", "link", "placeholder", "empty-merge", "greeting"]),
        "what was found",
        "見つかったものの種類",
        |row| Value::Text(row.kind.name()),
    ),
    column(
        "place",
        Kind::Choice(&["subject", "own-text", "quoted-text", "display-name", "address", "attachment-name"]),
        "in which text it stands",
        "どこにあったか",
        |row| Value::Text(row.place.name()),
    ),
    column("text", Kind::Text, "the words as written", "書かれている語句", |row| Value::Text(&row.text)),
    column(
        "certainty",
        Kind::Choice(&["weak", "likely", "sure"]),
        "how sure we are that it is what it looks like",
        "確からしさ",
        |row| Value::Text(row.certainty.name()),
    ),
    column(
        "audience",
        Kind::Choice(super::message::AUDIENCES),
        "greetings: whom it speaks to",
        "宛名：誰に向けたものか",
        |row| Value::text(row.audience),
    ),
    column("host", Kind::Name, "links: the host, in lower case", "リンク：ホスト名（小文字）", |row| {
        Value::text(row.host.as_deref())
    }),
    column(
        "shares-file",
        Kind::Flag,
        "links: a file left at a cloud storage or transfer service",
        "リンク：クラウドやファイル転送サービスのファイル",
        |row| Value::Flag(row.shares_file),
    ),
];

impl Row for BodyRow {
    fn span(&self) -> Span {
        self.span
    }

    fn value(&self, field: usize) -> Value<'_> {
        read(COLUMNS, self, field)
    }
}
