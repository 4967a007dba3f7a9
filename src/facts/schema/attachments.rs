//! Rows of `attachments`: files that travel with the message.

use super::{Column, Kind, Row, Value, column, read};
use crate::lang::Bilingual;
use crate::span::Span;

/// The field that is written in both languages.
const DANGER_CALLED: &str = "danger-called";

/// Every word of the field `danger`.
pub(crate) const DANGERS: &[&str] = &[
    "executable",
    "script",
    "link",
    "installer",
    "disk-image",
    "macro",
    "code",
    "database",
    "double-extension",
    "turned-round",
];

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
    /// Why its name speaks of harm.
    pub danger: Option<&'static str>,
    /// The same in words.
    pub danger_called: Option<Bilingual>,
    /// `sure`, `likely` or `weak`.
    pub danger_certainty: Option<&'static str>,
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
    column(
        "danger",
        Kind::Choice(DANGERS),
        "why its name speaks of harm: a kind of list `dangerous-file-types`, `double-extension` (`report.pdf.exe`) or `turned-round` (U+202E in it)",
        "名前から分かる危険：dangerous-file-types の種類（executable プログラム、script スクリプト、link ショートカット、installer、disk-image、macro マクロを含む文書、code、database）、拡張子の偽装 double-extension（report.pdf.exe）、逆向きの表示 turned-round（U+202E）",
        |row| Value::text(row.danger),
    ),
    column(
        DANGER_CALLED,
        Kind::Text,
        "the same in words, for labels",
        "同じことを言葉で（ラベル用）",
        |row| Value::text(row.danger_called.as_ref().map(|called| called.en.as_str())),
    ),
    column(
        "danger-certainty",
        Kind::Choice(&["weak", "likely", "sure"]),
        "`sure`: mail systems refuse such files, or the name deceives; `likely`: a document with macros that goes outside; `weak`: anything else",
        "確かさ：sure メールシステムが受け付けない形式、または偽装された名前。likely 組織の外に送られるマクロ付き文書。weak そのほか",
        |row| Value::text(row.danger_certainty),
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

    fn bilingual(&self, field: usize) -> Option<&Bilingual> {
        COLUMNS.get(field).filter(|column| column.field.name == DANGER_CALLED).and(self.danger_called.as_ref())
    }
}
