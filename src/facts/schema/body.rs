//! Rows of `body`: things found in the texts of a draft.

mod gap;
mod place;

pub use place::BodyPlace;

use super::{Column, Kind, Row, Value, column, read};
use crate::lang::Bilingual;
use crate::span::Span;

/// The fields that are written in both languages.
const PERSONAL: &str = "personal";
const GAP: &str = "gap";

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
    /// 社外秘, Confidential: a label, not a word of a sentence.
    ConfidentialityMarker,
    /// An address of somebody who is neither ours nor one of the readers' own.
    ListedAddress,
    /// A number or date that belongs to a person.
    PersonalData,
    /// The quoted thread as a whole.
    QuotedThread,
    /// A mark that says draft or test.
    DraftMarker,
    /// A password, told by its name and a value beside it.
    Password,
    /// An announced date that cannot be meant.
    StaleDate,
    /// A file that the text names or counts, and that is not attached though others are.
    PromisedFile,
    /// What one form of the body says and the other does not.
    Disagreement,
    /// A person, an organization or a group that the greeting speaks to, compared with the recipients.
    Addressee,
    /// A `[[partner]]` that the text names.
    PartnerName,
    /// A field of a template, declared or not compared with anything.
    TemplateField,
    /// A field of a template that `[[template]]` does not declare.
    UndeclaredField,
    /// One that is declared with a slightly different name.
    MisspeltField,
    /// A mark or section of a template that is open at one end.
    OpenMark,
    /// A character as HTML writes it, `&amp;`, where a reader sees it.
    EscapedCharacter,
}

impl BodyKind {
    /// Every kind.
    pub const ALL: [BodyKind; 22] = [
        BodyKind::AttachmentPhrase,
        BodyKind::AttachmentNegation,
        BodyKind::Link,
        BodyKind::Placeholder,
        BodyKind::EmptyMerge,
        BodyKind::Greeting,
        BodyKind::ConfidentialityMarker,
        BodyKind::ListedAddress,
        BodyKind::PersonalData,
        BodyKind::QuotedThread,
        BodyKind::DraftMarker,
        BodyKind::Password,
        BodyKind::StaleDate,
        BodyKind::PromisedFile,
        BodyKind::Disagreement,
        BodyKind::Addressee,
        BodyKind::PartnerName,
        BodyKind::TemplateField,
        BodyKind::UndeclaredField,
        BodyKind::MisspeltField,
        BodyKind::OpenMark,
        BodyKind::EscapedCharacter,
    ];

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
            BodyKind::ConfidentialityMarker => "confidentiality-marker",
            BodyKind::ListedAddress => "listed-address",
            BodyKind::PersonalData => "personal-data",
            BodyKind::QuotedThread => "quoted-thread",
            BodyKind::DraftMarker => "draft-marker",
            BodyKind::Password => "password",
            BodyKind::StaleDate => "stale-date",
            BodyKind::PromisedFile => "promised-file",
            BodyKind::Disagreement => "disagreement",
            BodyKind::Addressee => "addressee",
            BodyKind::PartnerName => "partner-name",
            BodyKind::TemplateField => "template-field",
            BodyKind::UndeclaredField => "undeclared-field",
            BodyKind::MisspeltField => "misspelt-field",
            BodyKind::OpenMark => "open-mark",
            BodyKind::EscapedCharacter => "escaped-character",
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
    /// Listed addresses: a hidden recipient's.
    pub hidden_recipient: bool,
    /// Personal data: of what kind, in words for people.
    pub personal: Option<Bilingual>,
    /// The quoted thread: one of `SHOWS`.
    pub shows: Option<&'static str>,
    /// Links: who can follow it; a word of `LINK_REACHES`.
    pub reach: Option<&'static str>,
    /// Dates, promised files and disagreements: a word of `BODY_PROBLEMS`.
    pub problem: Option<&'static str>,
    /// Dates, promised files, disagreements, fields and marks of templates: what is the case instead.
    pub actual: Option<String>,
    /// Addressees: one of `MISSES`; `None` when they fit the recipients, or nothing is known of these.
    pub misses: Option<&'static str>,
    /// Partner names: the partner.
    pub organization: Option<String>,
    /// Partner names: somebody of it reads the message, or is in the thread.
    pub reads: Option<bool>,
}

impl BodyRow {
    /// A row that is sure and has nothing but what every row has.
    #[must_use]
    pub const fn new(span: Span, kind: BodyKind, place: BodyPlace, text: String) -> Self {
        Self {
            span,
            kind,
            place,
            text,
            certainty: Certainty::Sure,
            audience: None,
            host: None,
            shares_file: false,
            hidden_recipient: false,
            personal: None,
            shows: None,
            reach: None,
            problem: None,
            actual: None,
            misses: None,
            organization: None,
            reads: None,
        }
    }
}

/// Words of `misses`.
pub(crate) const MISSES: &[&str] = &["partner", "organization", "person", "audience", "copied", "others"];

/// Words of `shows`, the gravest first.
pub(crate) const SHOWS: &[&str] = &["confidential", "personal", "internal", "unrelated", "third-parties"];
/// Words of `reach`.
pub(crate) const LINK_REACHES: &[&str] = &["shared", "local", "intranet"];
/// Words of `problem` of a body row.
pub(crate) const BODY_PROBLEMS: &[&str] =
    &["weekday", "past", "this-year", "file", "count", "number", "name", "date", "amount", "placeholder", "link"];

pub(crate) const COLUMNS: &[Column<BodyRow>] = &[
    column(
        "kind",
        Kind::Choice(&[
            "attachment-phrase",
            "attachment-negation",
            "link",
            "placeholder",
            "empty-merge",
            "greeting",
            "confidentiality-marker",
            "listed-address",
            "personal-data",
            "quoted-thread",
            "draft-marker",
            "password",
            "stale-date",
            "promised-file",
            "disagreement",
            "addressee",
            "partner-name",
            "template-field",
            "undeclared-field",
            "misspelt-field",
            "open-mark",
            "escaped-character",
        ]),
        "what was found",
        "見つかったものの種類",
        |row| Value::Text(row.kind.name()),
    ),
    column(
        "place",
        Kind::Choice(&[
            "subject",
            "own-text",
            "quoted-text",
            "display-name",
            "address",
            "attachment-name",
            "attachment-content",
            "header",
            "link-target",
            "picture-source",
        ]),
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
    column(
        "hidden-recipient",
        Kind::Flag,
        "listed addresses: that of a recipient in Bcc",
        "並んだアドレス：Bcc の宛先のもの",
        |row| Value::Flag(row.hidden_recipient),
    ),
    column(
        PERSONAL,
        Kind::Text,
        "personal data: of what kind (`My Number`, `telephone number`); `text` says no more than that either",
        "個人情報：種類（マイナンバー、電話番号など）。text も値ではなく種類",
        |row| Value::text(row.personal.as_ref().map(|personal| personal.en.as_str())),
    ),
    column(
        GAP,
        Kind::Text,
        "placeholders: what is not filled in, in words for people: the text itself, or where it leads",
        "差し込み記号：差し込まれていないもの（文面か、リンク先や画像の場所か）",
        |row| Value::text(gap::of(row).map(|gap| gap.en.as_str())),
    ),
    column(
        "shows",
        Kind::Choice(SHOWS),
        "the quoted thread, when it tells an outside reader what that reader was no part of: text marked as confidential, personal data of three people or more, a talk among colleagues only, a talk of three messages among others, or five addresses of third parties",
        "引用されたやりとりが、それに加わっていない組織外の人に何を見せるか：confidential 社外秘などの表示、personal 3 人以上の個人情報、internal 組織内だけのやりとり、unrelated ほかの人どうしの 3 通以上のやりとり、third-parties 第三者のアドレス 5 件以上",
        |row| Value::text(row.shows),
    ),
    column(
        "reach",
        Kind::Choice(LINK_REACHES),
        "links that not everybody can follow: a document of a cloud service that opens for whoever has the link or a right (`shared`), a file of this computer or network (`local`), a host of `[organization] intranet-hosts` (`intranet`)",
        "誰でも開けるとは限らないリンク：クラウドの共有文書 shared、このパソコンや組織内ネットワークのファイル local、[organization] intranet-hosts のホスト intranet",
        |row| Value::text(row.reach),
    ),
    column(
        "problem",
        Kind::Choice(BODY_PROBLEMS),
        "what is wrong with a date (`weekday`: not that day's, `past`: over a week ago, `this-year`: 今年 with another year), with a promised file (`file`: named and not attached, `count`: more than are attached, `number`: 別紙3 is missing), or where the two forms of the body differ (`name`, `date`, `amount`, `placeholder`, `link`)",
        "問題の種類。日付：曜日違い weekday、1 週間以上前 past、「今年」と年の食い違い this-year。添付の約束：名前のあるファイルがない file、数が足りない count、別紙などの番号がない number。本文の 2 つの形の違い：name、date、amount、placeholder、link",
        |row| Value::text(row.problem),
    ),
    column(
        "actual",
        Kind::Text,
        "what is the case: the day that a date falls on, how many files are attached, in which form of the body the words are missing, how a field is declared, which bracket is missing",
        "実際の値：その日の曜日や日付、添付の数、語句が欠けている本文の形、宣言された項目名、足りない記号",
        |row| Value::text(row.actual.as_deref()),
    ),
    column(
        "misses",
        Kind::Choice(MISSES),
        "addressees: how they do not fit the recipients: nobody of that `[[partner]]` (`partner`), of that organization (`organization`; also a partner, while somebody writes from a private address) or of that name (`person`) is among them; colleagues, and everybody is outside (`audience`); a person who is only in Cc (`copied`); two or more people by name, and one of three parties or more is none of them (`others`). Unknown when they fit, and when the recipients' names do not say",
        "宛名と宛先の食い違い：取引先の人がいない partner、その組織の人がいない organization（個人アドレスが混じるときの取引先も）、その名前の人がいない person、職員向けなのに全員が外部 audience、Cc にしかいない copied、2 人以上を名指ししているのに 3 つ以上の相手のどれかが誰でもない others。合っているときと、宛先の名前が分からないときは不明",
        |row| Value::text(row.misses),
    ),
    column("organization", Kind::Name, "partner names: the partner", "取引先の名前：どの取引先か", |row| {
        Value::text(row.organization.as_deref())
    }),
    column(
        "reads",
        Kind::Flag,
        "partner names: somebody of that partner is among the recipients or in the quoted thread, or no recipient is outside",
        "取引先の名前：その取引先の人が宛先か引用にいる、または組織外の宛先がない",
        |row| Value::flag(row.reads),
    ),
];

impl Row for BodyRow {
    fn span(&self) -> Span {
        self.span
    }

    fn value(&self, field: usize) -> Value<'_> {
        read(COLUMNS, self, field)
    }

    fn bilingual(&self, field: usize) -> Option<&Bilingual> {
        match COLUMNS.get(field)?.field.name {
            PERSONAL => self.personal.as_ref(),
            GAP => gap::of(self),
            _ => None,
        }
    }

    fn is_private(&self) -> bool {
        self.kind == BodyKind::PersonalData
    }
}
