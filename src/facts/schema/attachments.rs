//! Rows of `attachments`: files that travel with the message.

use super::{Column, Kind, Row, Value, column, read};
use crate::span::Span;

/// One attachment with what is known about it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AttachmentRow {
    /// Its name in the view (its line, when it has no name).
    pub span: Span,
    /// Decoded.
    pub filename: Option<String>,
    /// Lower case, without the dot.
    pub extension: Option<String>,
    /// Lower-case `type/subtype`.
    pub media_type: String,
    /// Decoded content.
    pub size_bytes: u64,
    /// Shown inside the body.
    pub inline: bool,
    /// Marked hidden.
    pub hidden: bool,
    /// What a person would call an attachment.
    pub real: bool,
    /// Organizations and people its name speaks of, bare and folded.
    pub addressees: Vec<String>,
    /// The one among them that no recipient belongs to.
    pub other_organization: Option<String>,
    /// That one is a configured partner.
    pub other_organization_configured: bool,
}

pub(crate) const COLUMNS: &[Column<AttachmentRow>] = &[
    column("filename", Kind::Text, "the file name, decoded", "ファイル名（復号後）", |row| {
        Value::text(row.filename.as_deref())
    }),
    column("extension", Kind::Name, "after the last dot, in lower case", "拡張子（小文字）", |row| {
        Value::text(row.extension.as_deref())
    }),
    column("media-type", Kind::Name, "`type/subtype`, in lower case", "メディアタイプ（小文字）", |row| {
        Value::Text(&row.media_type)
    }),
    column("size-bytes", Kind::Number, "size of the content in bytes", "大きさ（バイト）", |row| {
        Value::Number(row.size_bytes)
    }),
    column("inline", Kind::Flag, "a picture shown inside the body", "本文中に表示される画像", |row| {
        Value::Flag(row.inline)
    }),
    column(
        "hidden",
        Kind::Flag,
        "marked hidden by the mailer",
        "メールソフトが非表示にしている",
        |row| Value::Flag(row.hidden),
    ),
    column(
        "real",
        Kind::Flag,
        "what a person would call an attachment: not inline, hidden, a signature or a business card",
        "人が「添付」と呼ぶもの（本文中の画像、電子署名、名刺などを除く）",
        |row| Value::Flag(row.real),
    ),
    column(
        "addressees",
        Kind::Texts,
        "organizations and people the file name speaks of, without 株式会社 and 様",
        "ファイル名に書かれた組織や人（株式会社・様などを除いた名前）",
        |row| Value::Texts(&row.addressees),
    ),
    column(
        "other-organization",
        Kind::Name,
        "an organization or person in the file name to whom no recipient belongs, though the recipients are known to be others",
        "ファイル名にあるが、宛先の誰も属していない組織または人",
        |row| Value::text(row.other_organization.as_deref()),
    ),
    column(
        "other-organization-configured",
        Kind::Flag,
        "that organization is a `[[partner]]`",
        "その組織が [[partner]] に登録されている",
        |row| Value::Flag(row.other_organization_configured),
    ),
];

impl Row for AttachmentRow {
    fn span(&self) -> Span {
        self.span
    }

    fn value(&self, field: usize) -> Value<'_> {
        read(COLUMNS, self, field)
    }

    fn filename(&self) -> Option<&str> {
        self.filename.as_deref()
    }
}
