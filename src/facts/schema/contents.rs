//! Rows of `contents`: places inside of attachments, files in them, and what could not be looked into. Counts and kinds,
//! never values.

use super::{Column, Kind, Row, Value, column, read};
use crate::lang::Bilingual;
use crate::span::Span;

/// A place, a file, or an obstacle.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ContentRow {
    /// Name of the attachment in the view.
    pub span: Span,
    /// A word of `ENTRIES`.
    pub entry: &'static str,
    /// Name of the attachment; `None` when it has none.
    pub attachment: Option<String>,
    /// Path of the file inside of it, folders and files joined with `/`; `None` for the attachment itself.
    pub file: Option<String>,
    /// Kind of that file.
    pub file_type: &'static str,
    /// Kind of the file it lies in.
    pub container: Option<&'static str>,
    /// Files: bytes of content, as far as known.
    pub size_bytes: Option<u64>,
    /// Files: opens only with a password.
    pub encrypted: Option<bool>,
    /// Files: holds macros.
    pub has_macros: Option<bool>,
    /// A word of `PARTS`.
    pub part: Option<&'static str>,
    /// Name of the sheet.
    pub sheet: Option<String>,
    /// Sheets: in front when the file is opened.
    pub active: Option<bool>,
    /// A word of `HIDDEN`.
    pub hidden: Option<&'static str>,
    /// A word of `RESIDUES`.
    pub residue: Option<&'static str>,
    /// Nothing but short entries to choose from.
    pub lookup: Option<bool>,
    /// Rows, or paragraphs.
    pub rows: u64,
    /// Cells, or paragraphs.
    pub cells: u64,
    /// People whose data are there.
    pub persons: u64,
    /// Kinds of their data.
    pub personal_kinds: Vec<String>,
    /// Numbers that identify one person.
    pub identifiers: u64,
    /// Tells health, origin, conduct, pay.
    pub special_category: bool,
    /// What all places of the attachment would disclose together, in people; `None` for a place without personal data.
    pub weight: Option<u64>,
    /// Personal data of three people or a number that identifies, or marked as confidential.
    pub sensitive: bool,
    /// Different e-mail addresses.
    pub addresses: u64,
    /// Of these, recipients of the draft.
    pub recipient_addresses: u64,
    /// Of these, members of the configured lists.
    pub known_addresses: u64,
    /// A list of those it goes to.
    pub recipient_list: bool,
    /// Marked as confidential.
    pub marker: bool,
    /// Partner whom it is for.
    pub partner: Option<String>,
    /// Everybody outside may receive files of this name.
    pub entrusted: bool,
    /// Obstacles: why it was not looked into.
    pub obstacle: Option<&'static str>,
    /// Where it is and what is there, for people.
    pub found: Bilingual,
    /// The same without the name of the attachment, where that stands beside it; no rule asks for it.
    pub found_inside: Bilingual,
}

/// Words of `entry`.
pub(crate) const ENTRIES: &[&str] = &["place", "file", "obstacle"];
/// Words of `part`.
pub(crate) const PARTS: &[&str] = &[
    "text",
    "sheet",
    "slide",
    "notes",
    "page",
    "margin",
    "comments",
    "tracked-changes",
    "redactions",
    "pivot-cache",
    "external-link",
    "properties",
    "defined-names",
];
/// Words of `hidden`.
pub(crate) const HIDDEN: &[&str] = &["sheet", "very-sheet", "rows", "columns", "slide", "text", "residue"];
/// Words of `residue`.
pub(crate) const RESIDUES: &[&str] = &["hidden-cells", "kept-source", "embedded", "revision", "hidden-text"];
/// Words of `obstacle`.
pub(crate) const OBSTACLES: &[&str] = &[
    "encrypted",
    "unknown-kind",
    "image-only",
    "damaged",
    "unknown-characters",
    "depth",
    "entries",
    "size",
    "cells",
    "text",
    "pages",
];

/// The field that is written in both languages.
const FOUND: &str = "found";

pub(crate) const COLUMNS: &[Column<ContentRow>] = &[
    column(
        "entry",
        Kind::Choice(ENTRIES),
        "what the row is: a place with something in it, a file (the attachment itself first), or something that was not looked into",
        "行の種類：中身のある場所 place、ファイル file（最初が添付そのもの）、中を調べられなかったもの obstacle",
        |row| Value::Text(row.entry),
    ),
    column("attachment", Kind::Text, "name of the attachment", "添付ファイルの名前", |row| {
        Value::text(row.attachment.as_deref())
    }),
    column(
        "file",
        Kind::Text,
        "path of the file inside of the attachment; unknown for the attachment itself",
        "添付の中のファイルのパス。添付そのものでは不明",
        |row| Value::text(row.file.as_deref()),
    ),
    column(
        "file-type",
        Kind::Name,
        "kind of that file by its content: `xlsx`, `pdf`, `zip` ...",
        "そのファイルの種類（中身による）：xlsx、pdf、zip など",
        |row| Value::Text(row.file_type),
    ),
    column(
        "container",
        Kind::Name,
        "kind of the file it lies in; unknown for the attachment itself",
        "それが入っているファイルの種類。添付そのものでは不明",
        |row| Value::text(row.container),
    ),
    column(
        "size-bytes",
        Kind::Number,
        "files: size of the content in bytes; unknown where the archive does not tell",
        "ファイル：大きさ（バイト）。圧縮ファイルに書かれていなければ不明",
        |row| row.size_bytes.map_or(Value::Unknown, Value::Number),
    ),
    column(
        "encrypted",
        Kind::Flag,
        "files: opens only with a password or key",
        "ファイル：パスワードや鍵が要る",
        |row| Value::flag(row.encrypted),
    ),
    column("has-macros", Kind::Flag, "files: holds macros", "ファイル：マクロがある", |row| {
        Value::flag(row.has_macros)
    }),
    column(
        "part",
        Kind::Choice(PARTS),
        "places: which part of the file",
        "場所：ファイルのどの部分か",
        |row| Value::text(row.part),
    ),
    column("sheet", Kind::Text, "places: name of the sheet", "場所：シート名", |row| {
        Value::text(row.sheet.as_deref())
    }),
    column(
        "active",
        Kind::Flag,
        "sheets: the one in front when the file is opened",
        "シート：開いたとき前に出ているもの",
        |row| Value::flag(row.active),
    ),
    column(
        "hidden",
        Kind::Choice(HIDDEN),
        "places: why nobody sees it who opens the file; unknown for what everybody sees",
        "場所：開いた人に見えない理由。見えるものでは不明",
        |row| Value::text(row.hidden),
    ),
    column(
        "residue",
        Kind::Choice(RESIDUES),
        "places: what kind of leftover it is: hidden sheets, rows and columns of a workbook (`hidden-cells`), source data of pivot tables and links (`kept-source`), a workbook inside of a document (`embedded`), tracked changes, comments and redactions not applied (`revision`), hidden text and slides and notes for the speaker (`hidden-text`)",
        "場所：残っているものの種類。隠れたシート・行・列 hidden-cells、ピボットテーブルやリンクの元データ kept-source、文書に埋め込まれたブック embedded、変更履歴・コメント・未適用の墨消し revision、隠し文字・非表示スライド・ノート hidden-text",
        |row| Value::text(row.residue),
    ),
    column(
        "lookup",
        Kind::Flag,
        "places: nothing but short entries to choose from, such as prefectures or products",
        "場所：都道府県や商品名のような、選択肢の一覧だけ",
        |row| Value::flag(row.lookup),
    ),
    column(
        "rows",
        Kind::Number,
        "places: rows or paragraphs with content",
        "場所：中身のある行や段落の数",
        |row| Value::Number(row.rows),
    ),
    column(
        "cells",
        Kind::Number,
        "places: cells or paragraphs with content",
        "場所：中身のあるセルや段落の数",
        |row| Value::Number(row.cells),
    ),
    column(
        "persons",
        Kind::Number,
        "places: people whose data are there; neither ours nor those of the only organization that reads it",
        "場所：個人情報が載っている人の数（自分の組織と、受け取る唯一の組織の人を除く）",
        |row| Value::Number(row.persons),
    ),
    column("personal-kinds", Kind::Texts, "places: kinds of their data", "場所：個人情報の種類", |row| {
        Value::Texts(&row.personal_kinds)
    }),
    column(
        "identifiers",
        Kind::Number,
        "places: numbers that a state or a bank gave one person (My Number, card, passport ...)",
        "場所：マイナンバー・カード・旅券などの番号の数",
        |row| Value::Number(row.identifiers),
    ),
    column(
        "special-category",
        Kind::Flag,
        "places: tells health, origin, conduct or pay of these people",
        "場所：病歴・国籍・成績・給与など特に配慮の要る情報がある",
        |row| Value::Flag(row.special_category),
    ),
    column(
        "weight",
        Kind::Number,
        "places with personal data: how much all of them in the attachment would disclose, in people; an identifying number counts as seventeen",
        "個人情報のある場所：その添付全体でどれだけの人に関わるか（識別番号 1 件は 17 人と数える）",
        |row| row.weight.map_or(Value::Unknown, Value::Number),
    ),
    column(
        "sensitive",
        Kind::Flag,
        "places: personal data while the attachment has those of three people or a number that identifies one, or a mark such as 社外秘",
        "場所：個人情報（添付全体で 3 人分以上か識別番号）、または社外秘などの表示がある",
        |row| Value::Flag(row.sensitive),
    ),
    column(
        "addresses",
        Kind::Number,
        "places: different e-mail addresses",
        "場所：異なるメールアドレスの数",
        |row| Value::Number(row.addresses),
    ),
    column(
        "recipient-addresses",
        Kind::Number,
        "places: those of them that are recipients of the draft and not ours",
        "場所：そのうち、この下書きの（組織外の）宛先であるもの",
        |row| Value::Number(row.recipient_addresses),
    ),
    column(
        "known-addresses",
        Kind::Number,
        "places: those of them that stand on a list of `[people] lists`",
        "場所：そのうち [people] lists の名簿にあるもの",
        |row| Value::Number(row.known_addresses),
    ),
    column(
        "recipient-list",
        Kind::Flag,
        "places: five addresses or more, of which three are recipients or stand on a list, or the file's name says that it is such a list",
        "場所：5 件以上のアドレスがあり、うち 3 件以上が宛先か名簿にある、またはファイル名が配信リストなどを示す",
        |row| Value::Flag(row.recipient_list),
    ),
    column(
        "marker",
        Kind::Flag,
        "places: marked as confidential in the first or last 20 lines, or in a header or footer",
        "場所：最初か最後の 20 行、またはヘッダー・フッターに社外秘などの表示がある",
        |row| Value::Flag(row.marker),
    ),
    column(
        "partner",
        Kind::Name,
        "places: a `[[partner]]` whom it is for, by its first 50 cells or paragraphs",
        "場所：最初の 50 セル（段落）に書かれた、宛先の取引先",
        |row| Value::text(row.partner.as_deref()),
    ),
    column(
        "entrusted",
        Kind::Flag,
        "everybody outside who gets it belongs to a `[[partner]]` whose `may-receive` names this attachment",
        "組織外の宛先がみな、may-receive でこの添付を受け取ってよいとされた取引先である",
        |row| Value::Flag(row.entrusted),
    ),
    column(
        "obstacle",
        Kind::Choice(OBSTACLES),
        "obstacles: why it was not looked into, or not wholly",
        "障害：中を（全部は）調べられなかった理由",
        |row| Value::text(row.obstacle),
    ),
    column(
        FOUND,
        Kind::Text,
        "where it is and what is there, for messages: counts and kinds, no values",
        "どこに何があるか（件数と種類だけ）。メッセージ用",
        |row| Value::Text(&row.found.en),
    ),
];

impl Row for ContentRow {
    fn span(&self) -> Span {
        self.span
    }

    fn value(&self, field: usize) -> Value<'_> {
        read(COLUMNS, self, field)
    }

    fn filename(&self) -> Option<&str> {
        self.attachment.as_deref()
    }

    fn bilingual(&self, field: usize) -> Option<&Bilingual> {
        COLUMNS.get(field).filter(|column| column.field.name == FOUND).map(|_| &self.found)
    }
}
