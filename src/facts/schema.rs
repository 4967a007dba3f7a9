//! What rules may select and ask: collections, their fields, types and documentation. Closed; everything that
//! names a fact (rule files, `docs/facts.md`, the JSON Schema, `show`) is made from these tables.
//! Knows no draft: the rows are plain data, filled in by the other files of `facts/`.

mod attachments;
mod body;
mod contents;
mod defects;
pub mod demand;
mod headers;
mod mailing;
mod message;
mod policy;
mod recipients;

pub use attachments::AttachmentRow;
#[cfg(test)]
pub(crate) use attachments::{DANGERS, OBSTACLES};
pub use body::{BodyKind, BodyPlace, BodyRow, Certainty};
pub use contents::ContentRow;
pub use defects::DefectRow;
pub use demand::Demand;
pub use headers::HeaderRow;
pub use mailing::{MailingKind, MailingPlace, MailingRow};
#[cfg(test)]
pub(crate) use message::MESSAGE_KINDS;
pub use message::MessageRow;
pub use policy::PolicyRow;
pub(crate) use policy::policy_kind;
pub use recipients::RecipientRow;
pub(crate) use recipients::recipient_kind;

use crate::lang::Bilingual;
use crate::severity::Severity;
use crate::span::Span;
use serde::{Deserialize, Serialize};

/// A set of like things in a draft that a rule's test selects from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Collection {
    /// The message as a whole; always exactly one row.
    Message,
    /// Everyone in To, Cc and Bcc, and the attendees of an invitation.
    Recipients,
    /// Files that travel with it.
    Attachments,
    /// Places inside of these files.
    Contents,
    /// Phrases, links, placeholders and greetings found in its texts.
    Body,
    /// Header fields.
    Headers,
    /// Breaches of the format met while loading.
    Defects,
    /// Places where an entry of `[policy]` is not kept.
    Policy,
    /// What drafts that go out together show, and no single one does.
    Mailing,
}

impl Collection {
    /// Every collection, in the order of the documentation.
    pub const ALL: [Collection; 9] = [
        Collection::Message,
        Collection::Recipients,
        Collection::Attachments,
        Collection::Contents,
        Collection::Body,
        Collection::Headers,
        Collection::Defects,
        Collection::Policy,
        Collection::Mailing,
    ];

    /// The word in rule files: `[[when.recipients]]`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Collection::Message => "message",
            Collection::Recipients => "recipients",
            Collection::Attachments => "attachments",
            Collection::Contents => "contents",
            Collection::Body => "body",
            Collection::Headers => "headers",
            Collection::Defects => "defects",
            Collection::Policy => "policy",
            Collection::Mailing => "mailing",
        }
    }

    /// The collection of that name, or `None`.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|collection| collection.name() == name)
    }

    /// One sentence for the documentation.
    #[must_use]
    pub const fn doc(self) -> (&'static str, &'static str) {
        match self {
            Collection::Message => ("the message as a whole (always one)", "メール全体（常に 1 件）"),
            Collection::Recipients => (
                "everyone in To, Cc and Bcc, and the attendees of an invitation",
                "宛先・Cc・Bcc の全員と、招待の出席者",
            ),
            Collection::Attachments => ("files that travel with it", "添付ファイル"),
            Collection::Contents => (
                "what is inside these files: places with their counts, files in files, and what could not be looked into",
                "添付ファイルの中身：場所ごとの件数、中のファイル、調べられなかったもの",
            ),
            Collection::Body => (
                "phrases, links, placeholders and greetings found in its texts",
                "本文などから見つかった語句・リンク・差し込み記号・宛名",
            ),
            Collection::Headers => ("header fields", "ヘッダー項目"),
            Collection::Defects => ("breaches of the format met while loading", "読み込み中に見つかった形式上の問題"),
            Collection::Policy => {
                ("places where an entry of `[policy]` is not kept", "設定の [policy] に反しているところ")
            }
            Collection::Mailing => (
                "what drafts that go out together show, and no single one does (`--mailing`); a rule about it asks about nothing else",
                "一斉送信（--mailing）の下書きをまとめて初めて分かること。これについてのルールは、ほかの種類を併用できない",
            ),
        }
    }

    /// The fields of its rows.
    #[must_use]
    pub fn fields(self) -> Vec<&'static Field> {
        fn specs<R>(columns: &'static [Column<R>]) -> Vec<&'static Field> {
            columns.iter().map(|column| &column.field).collect()
        }
        match self {
            Collection::Message => specs(message::COLUMNS),
            Collection::Recipients => specs(recipients::COLUMNS),
            Collection::Attachments => specs(attachments::COLUMNS),
            Collection::Contents => specs(contents::COLUMNS),
            Collection::Body => specs(body::COLUMNS),
            Collection::Headers => specs(headers::COLUMNS),
            Collection::Defects => specs(defects::COLUMNS),
            Collection::Policy => specs(policy::COLUMNS),
            Collection::Mailing => specs(mailing::COLUMNS),
        }
    }

    /// The number of the field called `name`: what [`Row::value`] takes.
    #[must_use]
    pub fn field_index(self, name: &str) -> Option<usize> {
        self.fields().iter().position(|field| field.name == name)
    }
}

/// Type of a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// True or false (or unknown).
    Flag,
    /// A whole number.
    Number,
    /// Prose: a plain value in a rule asks whether it contains that, since Japanese has no word boundaries.
    Text,
    /// An identifier (address, domain, field name): a plain value in a rule is compared with the whole of it.
    Name,
    /// A set of names.
    Texts,
    /// One word of a closed list.
    Choice(&'static [&'static str]),
}

/// A named, documented fact about the rows of a collection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Field {
    /// kebab-case.
    pub name: &'static str,
    /// Its type.
    pub kind: Kind,
    /// What it means, in English.
    pub doc_en: &'static str,
    /// What it means, in Japanese.
    pub doc_ja: &'static str,
}

/// A field and how to read it from a row.
#[derive(Debug)]
pub(crate) struct Column<R> {
    pub(crate) field: Field,
    pub(crate) read: fn(&R) -> Value<'_>,
}

pub(crate) const fn column<R>(
    name: &'static str,
    kind: Kind,
    doc_en: &'static str,
    doc_ja: &'static str,
    read: fn(&R) -> Value<'_>,
) -> Column<R> {
    Column { field: Field { name, kind, doc_en, doc_ja }, read }
}

/// What a row answers for a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Value<'a> {
    /// Not known, or there is none: satisfies no test but `present = false`.
    Unknown,
    /// For [`Kind::Flag`].
    Flag(bool),
    /// For [`Kind::Number`].
    Number(u64),
    /// For [`Kind::Text`], [`Kind::Name`] and [`Kind::Choice`].
    Text(&'a str),
    /// For [`Kind::Texts`].
    Texts(&'a [String]),
}

impl<'a> Value<'a> {
    /// A flag that may be unknown.
    #[must_use]
    pub fn flag(flag: Option<bool>) -> Self {
        flag.map_or(Value::Unknown, Value::Flag)
    }

    /// A text that may be missing.
    #[must_use]
    pub fn text(text: Option<&'a str>) -> Self {
        text.map_or(Value::Unknown, Value::Text)
    }
}

/// One element of a collection.
pub trait Row {
    /// Where it stands in the view: what a label points at.
    fn span(&self) -> Span;
    /// The value of field number `field` (see [`Collection::field_index`]); `Unknown` for a number out of range.
    fn value(&self, field: usize) -> Value<'_>;
    /// The address (folded) by which an allowance's `recipients` globs may exempt it; `None` for rows that are no
    /// recipient.
    fn address(&self) -> Option<&str> {
        None
    }
    /// Names an allowance or a report may know it by beside the address; file name of an attachment.
    fn filename(&self) -> Option<&str> {
        None
    }
    /// The level that this row asks for by itself; `None`: that of the rule which selects it.
    fn level(&self) -> Option<Severity> {
        None
    }
    /// True when no report may print what stands there.
    fn is_private(&self) -> bool {
        false
    }
    /// What field number `field` says in each language, where it is a text that the user wrote for people.
    fn bilingual(&self, _field: usize) -> Option<&Bilingual> {
        None
    }
}

pub(crate) fn read<'r, R>(columns: &'static [Column<R>], row: &'r R, field: usize) -> Value<'r> {
    columns.get(field).map_or(Value::Unknown, |column| (column.read)(row))
}
