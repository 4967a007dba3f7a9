//! Rows of `mailing`: what several drafts that go out together show, and no single one does. One row for each place:
//! a draft concerned, a row of the roster, or the mailing as a whole.

use super::{Column, Kind, Row, Value, column, read};
use crate::lang::Bilingual;
use crate::span::Span;

/// The field that is written in both languages.
const TOLD: &str = "told";

/// What was seen across drafts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum MailingKind {
    /// A draft shows recipients whom other drafts are for.
    AccumulatedRecipients,
    /// A draft speaks to the person of another row of the roster.
    NameOfAnotherRow,
    /// A draft speaks to a person whom others, to other people, speak to as well.
    RepeatedPersonalBlock,
    /// A draft tells of a member whom it is not for.
    OtherMemberContent,
    /// A draft carries a file about people that goes to others as well.
    SharedPersonalFile,
    /// A draft carries a file for somebody who has a draft of their own.
    SwappedAttachment,
    /// A draft goes to somebody who is not on the roster.
    UnknownRecipient,
    /// Nobody writes to a row of the roster.
    RowWithoutDraft,
    /// Several drafts go to one row of the roster.
    RowWithSeveralDrafts,
    /// A row of the roster lacks something.
    IncompleteRow,
    /// The mailing has another size than announced, or than its roster.
    UnexpectedSize,
    /// The same text went to the same people before.
    SentBefore,
    /// The mailing as a whole; always one row.
    #[default]
    Whole,
}

impl MailingKind {
    /// Every kind, in the order of the documentation.
    pub const ALL: [MailingKind; 13] = [
        MailingKind::AccumulatedRecipients,
        MailingKind::NameOfAnotherRow,
        MailingKind::RepeatedPersonalBlock,
        MailingKind::OtherMemberContent,
        MailingKind::SharedPersonalFile,
        MailingKind::SwappedAttachment,
        MailingKind::UnknownRecipient,
        MailingKind::RowWithoutDraft,
        MailingKind::RowWithSeveralDrafts,
        MailingKind::IncompleteRow,
        MailingKind::UnexpectedSize,
        MailingKind::SentBefore,
        MailingKind::Whole,
    ];

    /// The word in rule files.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            MailingKind::AccumulatedRecipients => "accumulated-recipients",
            MailingKind::NameOfAnotherRow => "name-of-another-row",
            MailingKind::RepeatedPersonalBlock => "repeated-personal-block",
            MailingKind::OtherMemberContent => "other-member-content",
            MailingKind::SharedPersonalFile => "shared-personal-file",
            MailingKind::SwappedAttachment => "swapped-attachment",
            MailingKind::UnknownRecipient => "unknown-recipient",
            MailingKind::RowWithoutDraft => "row-without-draft",
            MailingKind::RowWithSeveralDrafts => "row-with-several-drafts",
            MailingKind::IncompleteRow => "incomplete-row",
            MailingKind::UnexpectedSize => "unexpected-size",
            MailingKind::SentBefore => "sent-before",
            MailingKind::Whole => "whole",
        }
    }
}

/// Where a row stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum MailingPlace {
    /// In the view of a draft, numbered from 0 in the order of the mailing.
    Draft {
        /// Which.
        draft: u32,
        /// Where in its view.
        span: Span,
    },
    /// In the roster: the row's number as a table program shows it, the header being row 1.
    RosterRow(u32),
    /// Nowhere: the mailing as a whole.
    #[default]
    Whole,
}

/// One place.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct MailingRow {
    /// Number of the row, as a span: views belong to single drafts, so what a label points at is looked up in `place`.
    pub span: Span,
    /// Where it really is.
    pub place: MailingPlace,
    /// What was seen.
    pub kind: MailingKind,
    /// A word of `PROBLEMS`.
    pub problem: Option<&'static str>,
    /// Drafts in the mailing that could be read.
    pub drafts: u64,
    /// Drafts with the same: the same name, the same file.
    pub alike: u64,
    /// Different people (addresses) these drafts go to.
    pub readers: u64,
    /// How many drafts were to be expected.
    pub expected: Option<u64>,
    /// Accumulated: recipients shown whom another draft is for.
    pub shown: u64,
    /// Files: people whose data are in it.
    pub persons: u64,
    /// Row of the roster whom the draft is for.
    pub roster_row: Option<u64>,
    /// Row of the roster whose name, data or file it is.
    pub other_row: Option<u64>,
    /// How far the other row is from the draft's own, `+1` or `-3`, where most of those concerned are that far.
    pub offset: Option<String>,
    /// Name of the file.
    pub filename: Option<String>,
    /// What is the matter at this place, for people.
    pub told: Bilingual,
}

/// Words of `problem`.
pub(crate) const PROBLEMS: &[&str] =
    &["no-address", "invalid-address", "no-name", "repeated-address", "name", "address", "number", "more", "fewer"];

const KINDS: [&str; MailingKind::ALL.len()] = {
    let mut names = [""; MailingKind::ALL.len()];
    let mut number = 0;
    while number < names.len() {
        names[number] = MailingKind::ALL[number].name();
        number += 1;
    }
    names
};

pub(crate) const COLUMNS: &[Column<MailingRow>] = &[
    column(
        "kind",
        Kind::Choice(&KINDS),
        "what the drafts show together: a draft shows those whom other drafts are for (`accumulated-recipients`), speaks to the person of another row of the roster (`name-of-another-row`) or to somebody whom drafts to other people speak to (`repeated-personal-block`), tells of another member (`other-member-content`), carries a file about people that goes to several parties (`shared-personal-file`) or one for somebody else in the mailing (`swapped-attachment`), goes to nobody on the roster (`unknown-recipient`), went out before (`sent-before`); a row of the roster has no draft, has several, or lacks something; the number of drafts is not what it should be (`unexpected-size`); `whole` is the mailing itself",
        "一斉送信の下書きをまとめて見たときに分かること：ほかの下書きの宛先が見える accumulated-recipients、名簿の別の行の人に宛てている name-of-another-row、別の人への下書きと同じ個人名に宛てている repeated-personal-block、ほかの会員のことが書かれている other-member-content、個人情報のある同じファイルが複数の相手に届く shared-personal-file、別の相手のファイルが付いている swapped-attachment、名簿にない宛先 unknown-recipient、以前に送ったもの sent-before。名簿の行に下書きがない row-without-draft、複数ある row-with-several-drafts、不備がある incomplete-row。通数が想定と違う unexpected-size。全体 whole",
        |row| Value::Text(row.kind.name()),
    ),
    column(
        "problem",
        Kind::Choice(PROBLEMS),
        "what exactly: of a row of the roster (`no-address`, `invalid-address`, `no-name`, `repeated-address`), what of the other member stands there (`name`, `address`, `number`), or whether there are `more` or `fewer` drafts than expected",
        "詳しい内容。名簿の行：アドレスなし no-address、不正なアドレス invalid-address、名前なし no-name、アドレスの重複 repeated-address。書かれているもの：名前 name、アドレス address、番号 number。通数：多い more、少ない fewer",
        |row| Value::text(row.problem),
    ),
    column("drafts", Kind::Number, "drafts in the mailing", "一斉送信全体の通数", |row| {
        Value::Number(row.drafts)
    }),
    column(
        "alike",
        Kind::Number,
        "drafts with the same: the same name in the greeting, the same file",
        "同じもの（宛名・ファイル）がある下書きの数",
        |row| Value::Number(row.alike),
    ),
    column(
        "readers",
        Kind::Number,
        "different addresses that these drafts go to",
        "それらの下書きの宛先（異なるアドレス）の数",
        |row| Value::Number(row.readers),
    ),
    column("expected", Kind::Number, "drafts that were expected", "想定していた通数", |row| {
        row.expected.map_or(Value::Unknown, Value::Number)
    }),
    column(
        "shown",
        Kind::Number,
        "accumulated recipients: how many that other drafts are for this draft shows",
        "累積した宛先：ほかの下書きの宛先のうち、この下書きで見える数",
        |row| Value::Number(row.shown),
    ),
    column(
        "persons",
        Kind::Number,
        "files: people whose data are in it",
        "ファイル：個人情報が載っている人の数",
        |row| Value::Number(row.persons),
    ),
    column(
        "roster-row",
        Kind::Number,
        "row of the roster that it is about or the draft is for; the header is row 1",
        "名簿の行番号（見出しが 1 行目）",
        |row| row.roster_row.map_or(Value::Unknown, Value::Number),
    ),
    column(
        "other-row",
        Kind::Number,
        "row of the roster whose name, data or file stands in the draft",
        "下書きに出てくる名前・内容・ファイルの、名簿の行番号",
        |row| row.other_row.map_or(Value::Unknown, Value::Number),
    ),
    column(
        "offset",
        Kind::Text,
        "how many rows the other one is away, `+1` or `-3`, when four of five are as far; else unknown",
        "何行ずれているか（+1、-3 など）。8 割以上が同じずれのときだけ",
        |row| Value::text(row.offset.as_deref()),
    ),
    column("filename", Kind::Text, "files: the name", "ファイル：名前", |row| {
        Value::text(row.filename.as_deref())
    }),
    column(
        TOLD,
        Kind::Text,
        "what is the matter at this place, for messages",
        "その場所で何が起きているか。メッセージ用",
        |row| Value::Text(&row.told.en),
    ),
];

impl Row for MailingRow {
    fn span(&self) -> Span {
        self.span
    }

    fn value(&self, field: usize) -> Value<'_> {
        read(COLUMNS, self, field)
    }

    fn bilingual(&self, field: usize) -> Option<&Bilingual> {
        let has_text = !self.told.en.is_empty();
        COLUMNS.get(field).filter(|column| column.field.name == TOLD && has_text).map(|_| &self.told)
    }

    fn filename(&self) -> Option<&str> {
        self.filename.as_deref()
    }
}
