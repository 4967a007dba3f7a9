//! Rows of `attachments`: files that travel with the message.

use super::{Column, Kind, Row, Value, column, read};
use crate::lang::Bilingual;
use crate::span::Span;

/// A field that is written in both languages.
const DANGER_CALLED: &str = "danger-called";
/// A field that is written in both languages.
const OBSTACLE_CALLED: &str = "obstacle-called";
/// A field that is written in both languages.
const SUPERSEDED_CALLED: &str = "superseded-called";
/// A field that is written in both languages.
const SIZE_CALLED: &str = "size-called";
/// A field that is written in both languages.
const OVER_LIMITS_CALLED: &str = "over-limits-called";

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
    "disguised",
    "other-kind",
    "inner-macro",
];

/// Every word of the field `obstacle`.
pub(crate) const OBSTACLES: [&str; 8] = [
    "forbidden-sign",
    "control-character",
    "trailing-dot",
    "device-name",
    "too-long",
    "decomposed",
    "emoji",
    "same-name",
];

/// Every word of the field `superseded`.
const SUPERSEDED: &[&str] =
    &["lock-file", "working-file", "old", "draft", "older-version", "older-date", "copy", "several-finals"];

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
    /// Why its name or content speaks of harm.
    pub danger: Option<&'static str>,
    /// The same in words.
    pub danger_called: Option<Bilingual>,
    /// `sure`, `likely` or `weak`.
    pub danger_certainty: Option<&'static str>,
    /// Kind of file by its content; `None` when it was not looked into.
    pub file_type: Option<&'static str>,
    /// Its name says another kind than its content.
    pub type_mismatch: Option<bool>,
    /// It opens only with a password or key.
    pub encrypted: Option<bool>,
    /// It, or a file in it, holds macros.
    pub has_macros: Option<bool>,
    /// Pages or slides.
    pub pages: Option<u64>,
    /// People whose data are in it.
    pub persons: Option<u64>,
    /// Its name could be any file's. `None`: it has none, or is no file that a person would attach.
    pub generic_name: Option<bool>,
    /// `likely`: such a file holds personal data, or a mark, and goes outside; `weak`. `None`: its name is another.
    pub generic_name_certainty: Option<&'static str>,
    /// Why its name cannot be stored everywhere.
    pub obstacle: Option<&'static str>,
    /// The same in words.
    pub obstacle_called: Option<Bilingual>,
    /// Why its name speaks of a file that was not meant to be sent.
    pub superseded: Option<&'static str>,
    /// The same in words.
    pub superseded_called: Option<Bilingual>,
    /// `likely` or `weak`.
    pub superseded_certainty: Option<&'static str>,
    /// On its way, in base64.
    pub transported_bytes: u64,
    /// The same in words.
    pub size_called: Option<Bilingual>,
    /// Of the largest files of a message that is too large: whose limits it exceeds, by name.
    pub over_limits: Vec<String>,
    /// The same in words, with the size of the message.
    pub over_limits_called: Option<Bilingual>,
    /// `sure` or `likely`.
    pub over_limits_certainty: Option<&'static str>,
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
        "what a person would call an attachment: not inline, hidden, a signature or one person's business card",
        "人が「添付」と呼ぶもの（本文中の画像、電子署名、1 人分の名刺などを除く）",
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
        "why its name speaks of harm: a kind of list `dangerous-file-types`, `double-extension` (`report.pdf.exe`) or `turned-round` (U+202E in it), of the file or of one inside of it; or its content: a program (`disguised`) or another kind of file (`other-kind`) than its name says, macros (`inner-macro`)",
        "名前や中身から分かる危険：dangerous-file-types の種類（executable プログラム、script スクリプト、link ショートカット、installer、disk-image、macro マクロを含む文書、code、database）、拡張子の偽装 double-extension（report.pdf.exe）、逆向きの表示 turned-round（U+202E）（いずれも、書庫の中のファイルを含む）、名前と違うプログラム disguised、名前と違う形式 other-kind、中のマクロ inner-macro",
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
        "`sure`: mail systems refuse such files, or the name deceives; `likely`: a document with macros that goes outside, a program in an archive, or another kind of file than its name says; `weak`: anything else",
        "確かさ：sure メールシステムが受け付けない形式、または偽装された名前。likely 組織の外に送られるマクロ付き文書、書庫の中のプログラム、名前と違う形式。weak そのほか",
        |row| Value::text(row.danger_certainty),
    ),
    column(
        "file-type",
        Kind::Name,
        "kind of file by its content: `xlsx`, `pdf`, `zip` ...; this and the fields below are known of real attachments only",
        "中身による種類：xlsx、pdf、zip など。これ以下の項目は real な添付だけで分かる",
        |row| Value::text(row.file_type),
    ),
    column(
        "type-mismatch",
        Kind::Flag,
        "name or media type say another kind of file than the content",
        "名前やメディアタイプが中身の種類と食い違っている",
        |row| Value::flag(row.type_mismatch),
    ),
    column("encrypted", Kind::Flag, "opens only with a password or key", "パスワードや鍵が要る", |row| {
        Value::flag(row.encrypted)
    }),
    column(
        "has-macros",
        Kind::Flag,
        "it, or a file in it, holds macros",
        "マクロがある（中のファイルも）",
        |row| Value::flag(row.has_macros),
    ),
    column("pages", Kind::Number, "pages or slides", "ページやスライドの数", |row| {
        row.pages.map_or(Value::Unknown, Value::Number)
    }),
    column(
        "persons",
        Kind::Number,
        "people whose data are in it, all places together",
        "個人情報が載っている人の数（全体）",
        |row| row.persons.map_or(Value::Unknown, Value::Number),
    ),
    column(
        "generic-name",
        Kind::Flag,
        "its name is that of a scanner or a program, or a word such as 資料 (list `generic-file-names`): it says nothing of what is in the file; photos may be called what the camera calls them",
        "スキャナーやソフトが付けた名前や「資料」など、中身の分からない名前（リスト generic-file-names。写真は除く）",
        |row| Value::flag(row.generic_name),
    ),
    column(
        "generic-name-certainty",
        Kind::Choice(&["weak", "likely"]),
        "how much such a name matters: `likely` when the file holds personal data of three people, a number that identifies one, or a mark as confidential, and goes outside; unknown for other names",
        "そのような名前の重み：3 人分以上の個人情報、識別番号、社外秘などの表示があり、組織の外に送られるとき likely。それ以外の名前では不明",
        |row| Value::text(row.generic_name_certainty),
    ),
    column(
        "obstacle",
        Kind::Choice(&OBSTACLES),
        "why its name cannot be stored everywhere: a sign that Windows forbids, a control character, a dot at its end, the name of a device, over 255 bytes, kana in pieces (`decomposed`), an emoji, or the name of an attachment before it",
        "名前が原因で保存できないことのある理由：forbidden-sign Windows で使えない記号、control-character 制御文字、trailing-dot 末尾の点、device-name 装置の名前、too-long 255 バイト超、decomposed 分かれた濁点、emoji 絵文字、same-name ほかの添付と同じ名前",
        |row| Value::text(row.obstacle),
    ),
    column(
        OBSTACLE_CALLED,
        Kind::Text,
        "the same in words, for labels",
        "同じことを言葉で（ラベル用）",
        |row| Value::text(row.obstacle_called.as_ref().map(|called| called.en.as_str())),
    ),
    column(
        "superseded",
        Kind::Choice(SUPERSEDED),
        "why its name speaks of a file that was not meant to be sent: what Office keeps while a document is open (`lock-file`), a backup or working file, a mark such as 旧 or `old`, a mark such as 案 or `draft` (only to outside), an older version or date than a file beside it, a copy, or more than one \"final\"; unknown where the author speaks of it",
        "送るつもりでなかったと思われる理由：lock-file Office の作業中ファイル、working-file 作業用・控え、old 「旧」などの印、draft 「案」などの印（組織の外に送るときだけ）、older-version・older-date 一緒に添付した版より古い、copy 複製、several-finals 「最終」の重なり。本文で触れていれば不明",
        |row| Value::text(row.superseded),
    ),
    column(
        SUPERSEDED_CALLED,
        Kind::Text,
        "the same in words, for labels",
        "同じことを言葉で（ラベル用）",
        |row| Value::text(row.superseded_called.as_ref().map(|called| called.en.as_str())),
    ),
    column(
        "superseded-certainty",
        Kind::Choice(&["weak", "likely"]),
        "`likely`: worth a second look, which nothing but a `lock-file` is among colleagues; `weak`: a name that often is meant",
        "確かさ：likely 送る前に見直したいもの（組織内では lock-file だけ）、weak 意図したものも多い名前",
        |row| Value::text(row.superseded_certainty),
    ),
    column(
        "transported-bytes",
        Kind::Number,
        "size of the file on its way, in base64: about 37 % more than `size-bytes`",
        "送信時の大きさ（バイト。base64 で約 37 % 増える）",
        |row| Value::Number(row.transported_bytes),
    ),
    column(
        SIZE_CALLED,
        Kind::Text,
        "the same in words, for labels",
        "同じことを言葉で（ラベル用）",
        |row| Value::text(row.size_called.as_ref().map(|called| called.en.as_str())),
    ),
    column(
        "over-limits",
        Kind::Texts,
        "of the largest files of a message that is too large, without which it would fit: whose limits it exceeds, by the names in `[limits.size]` (`mail-server` is also `mta-bytes`, `tool` also `tool-bytes`; `many-servers` and `large-providers` hold by themselves)",
        "メール全体が大きすぎるとき、その主な原因のファイルについて、超えている上限の名前（[limits.size] の名前。mail-server は mta-bytes、tool は tool-bytes と同じ。many-servers と large-providers は設定がなくても有効）",
        |row| Value::Texts(&row.over_limits),
    ),
    column(
        OVER_LIMITS_CALLED,
        Kind::Text,
        "size of the message and the limits in words, for messages",
        "メールの大きさと上限を言葉で（メッセージ用）",
        |row| Value::text(row.over_limits_called.as_ref().map(|called| called.en.as_str())),
    ),
    column(
        "over-limits-certainty",
        Kind::Choice(&["likely", "sure"]),
        "`sure`: your own mail server or every large provider refuses it; `likely`: some on its way will",
        "確かさ：sure 自組織のサーバーまたは大手のサービスが受け付けない、likely 途中で拒否されることがある",
        |row| Value::text(row.over_limits_certainty),
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
        match COLUMNS.get(field)?.field.name {
            DANGER_CALLED => self.danger_called.as_ref(),
            OBSTACLE_CALLED => self.obstacle_called.as_ref(),
            SUPERSEDED_CALLED => self.superseded_called.as_ref(),
            SIZE_CALLED => self.size_called.as_ref(),
            OVER_LIMITS_CALLED => self.over_limits_called.as_ref(),
            _ => None,
        }
    }
}
