//! Rows of `message`: what holds for the message as a whole.

use super::{Column, Kind, Row, Value, column, read};
use crate::span::Span;

/// The one row of `message`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct MessageRow {
    /// Stands for the message: the Subject line.
    pub span: Span,
    /// Decoded subject.
    pub subject: Option<String>,
    /// Own text of the body.
    pub own_text: String,
    /// Nothing is written: neither by the author nor in a thread below.
    pub blank_body: bool,
    /// One of `MESSAGE_KINDS`.
    pub kind: &'static str,
    /// PidTagMessageClass.
    pub message_class: Option<String>,
    /// Marked as not yet sent.
    pub unsent: bool,
    /// Placeholders are meant to be there.
    pub template: bool,
    /// On its way out with a field Bcc that its readers will see.
    pub shows_bcc: bool,
    /// On its way out with the mark of a draft.
    pub sent_as_draft: bool,
    /// An Outlook recall.
    pub recall: bool,
    /// A patch series.
    pub patch_mail: bool,
    /// Has been through the mail.
    pub transported: bool,
    /// An answer or a forward.
    pub reply: bool,
    /// All recipients are known to be internal, and there is one at least.
    pub internal_only: bool,
    /// Some recipient is known to be external.
    pub has_external: bool,
    /// Some recipient is known to be external, or a distribution list of the settings.
    pub reaches_outside_or_list: bool,
    /// From stands at a consumer provider.
    pub private_sender: bool,
    /// Some recipient is a mailing list.
    pub to_mailing_list: bool,
    /// Some visible recipient is a public mailing list.
    pub to_public_list: bool,
    /// Goes on with what a public mailing list talks about.
    pub list_discussion: bool,
    /// The readers probably have each other's addresses already.
    pub known_audience: bool,
    /// Whom the text speaks to.
    pub audience: Option<&'static str>,
    /// Recipients who would get it.
    pub recipient_count: u64,
    /// Different parties in To and Cc whose addresses are newly exposed.
    pub exposed_parties: u64,
    /// Different addresses in To and Cc that are newly exposed.
    pub exposed_addresses: u64,
    /// On its way, with its files in base64.
    pub transported_bytes: u64,
    /// One of several drafts that belong together.
    pub in_mailing: bool,
    /// Policy `[policy] bulk`.
    pub bulk_policy: Option<&'static str>,
    /// Why this looks like mail to many.
    pub bulk_sign: Option<&'static str>,
    /// Everyone it goes to is a distribution list.
    pub only_to_lists: bool,
    /// Outside addresses in the address book. `None`: there is no book.
    pub outsiders_in_book: Option<u64>,
    /// Whose personal data its own text would disclose: see `personal::Persons::weight`.
    pub personal_weight: u64,
    /// Own text speaks of health, origin, conduct, grades.
    pub special_category: bool,
}

/// Words of `kind`: those of `draft::MessageKind`.
pub(crate) const MESSAGE_KINDS: &[&str] = &[
    "note",
    "meeting",
    "appointment",
    "task-request",
    "task",
    "contact",
    "distribution-list",
    "post",
    "sticky-note",
    "journal",
    "recall",
    "report",
    "signed",
    "encrypted",
    "other",
];
/// Words of `audience`.
pub(crate) const AUDIENCES: &[&str] = &["person", "organization", "internal", "group", "public"];
/// Words of `bulk-sign`.
pub(crate) const BULK_SIGNS: &[&str] = &["policy", "public", "group"];
/// Words of `bulk-policy`.
pub(crate) const BULK_POLICIES: &[&str] = &["any", "bcc", "tool"];

pub(crate) const COLUMNS: &[Column<MessageRow>] = &[
    column("subject", Kind::Text, "the subject, decoded", "件名（復号後）", |row| {
        Value::text(row.subject.as_deref())
    }),
    column(
        "own-text",
        Kind::Text,
        "what the author wrote: the body without signature and quoted thread",
        "本文のうち今回書いた部分（署名と引用を除く）",
        |row| Value::Text(&row.own_text),
    ),
    column(
        "blank-body",
        Kind::Flag,
        "nothing is written, neither by the author nor in a thread below; a signature alone says nothing",
        "本文に何も書かれていない（署名だけのものを含む。引用や転送文もない）",
        |row| Value::Flag(row.blank_body),
    ),
    column(
        "kind",
        Kind::Choice(MESSAGE_KINDS),
        "what it is: mail (`note`, `signed`, `encrypted`, `recall`, `report`), an invitation or an answer to one (`meeting`), a `task-request`, or something that is kept and not sent (`appointment`, `task`, `contact`, `distribution-list`, `post`, `sticky-note`, `journal`); `other` is an Outlook item unknown to us",
        "種類：メール（note、署名付き signed、暗号化 encrypted、取り消し recall、通知 report）、会議の招待と返事 meeting、仕事の依頼 task-request、送らずに置くもの（予定 appointment、仕事 task、連絡先 contact、連絡先グループ distribution-list、投稿 post、メモ sticky-note、履歴 journal）、other：不明な Outlook アイテム",
        |row| Value::Text(row.kind),
    ),
    column(
        "message-class",
        Kind::Name,
        "class of an Outlook item (`IPM.Note`)",
        "Outlook アイテムの種類",
        |row| Value::text(row.message_class.as_deref()),
    ),
    column(
        "unsent",
        Kind::Flag,
        "the mailer marks it as a draft, or an .eml lacks Date or Message-ID and every trace of transport",
        "メールソフトが下書きと記録している、または .eml に Date か Message-ID がなく配送の跡もない",
        |row| Value::Flag(row.unsent),
    ),
    column(
        "template",
        Kind::Flag,
        "a template (.oft, or `--stage template`): placeholders are meant to be there",
        "テンプレート（.oft または --stage template）。差し込み記号があって当然",
        |row| Value::Flag(row.template),
    ),
    column(
        "shows-bcc",
        Kind::Flag,
        "in the send path: the field Bcc is in the message, and stays there: its readers see who is hidden",
        "送信の経路で：Bcc の欄がメールに残ったまま送られ、隠したはずの宛先が受信者に見える",
        |row| Value::Flag(row.shows_bcc),
    ),
    column(
        "sent-as-draft",
        Kind::Flag,
        "in the send path: the message still has the mark of a draft (`X-Unsent: 1`, `X-Mozilla-Draft-Info`)",
        "送信の経路で：下書きの印（X-Unsent: 1、X-Mozilla-Draft-Info）が残っている",
        |row| Value::Flag(row.sent_as_draft),
    ),
    column(
        "recall",
        Kind::Flag,
        "an Outlook recall, by message class or by the subject's prefix",
        "Outlook の「メッセージの取り消し」（種類または件名の先頭で判断）",
        |row| Value::Flag(row.recall),
    ),
    column(
        "patch-mail",
        Kind::Flag,
        "a patch by mail (`[PATCH]` in the subject, `diff --git` in the text)",
        "パッチのメール",
        |row| Value::Flag(row.patch_mail),
    ),
    column(
        "transported",
        Kind::Flag,
        "has been through the mail already (Received, Delivered-To), so it is no draft",
        "すでに配送されたメール（Received、Delivered-To がある）で、下書きではない",
        |row| Value::Flag(row.transported),
    ),
    column(
        "reply",
        Kind::Flag,
        "an answer or a forward (In-Reply-To, References, or Re:/Fw: with a quoted thread)",
        "返信または転送",
        |row| Value::Flag(row.reply),
    ),
    column(
        "internal-only",
        Kind::Flag,
        "every recipient is known to be internal",
        "宛先がすべて組織内と分かっている",
        |row| Value::Flag(row.internal_only),
    ),
    column(
        "has-external",
        Kind::Flag,
        "some recipient is known to be external (when nothing says who we are: two parties at least)",
        "組織外と分かっている宛先がある（自組織が分からないときは 2 組織以上）",
        |row| Value::Flag(row.has_external),
    ),
    column(
        "reaches-outside-or-list",
        Kind::Flag,
        "some recipient is known to be external, as `has-external` says, or is a distribution list of the settings",
        "組織外と分かっている宛先（has-external と同じ）か、設定にある配信リストの宛先がある",
        |row| Value::Flag(row.reaches_outside_or_list),
    ),
    column(
        "private-sender",
        Kind::Flag,
        "From is at a free-mail, carrier or ISP provider",
        "差出人がフリーメール・携帯・プロバイダーのアドレス",
        |row| Value::Flag(row.private_sender),
    ),
    column(
        "to-mailing-list",
        Kind::Flag,
        "a visible recipient is a mailing list",
        "見える宛先にメーリングリストがある",
        |row| Value::Flag(row.to_mailing_list),
    ),
    column(
        "to-public-list",
        Kind::Flag,
        "a visible recipient is a public mailing list",
        "見える宛先に、参加者どうしが書き込むメーリングリストがある",
        |row| Value::Flag(row.to_public_list),
    ),
    column(
        "list-discussion",
        Kind::Flag,
        "an answer or a patch that goes to a visible public mailing list: its readers see each other's addresses every day",
        "参加者どうしが書き込むメーリングリストへの返信またはパッチ（参加者はふだんから互いのアドレスを見ている）",
        |row| Value::Flag(row.list_discussion),
    ),
    column(
        "known-audience",
        Kind::Flag,
        "the readers probably have each other's addresses: a reply whose quote names no recipients, a mail to a visible mailing list, a patch, or a private sender writing to fewer than 25 people",
        "受信者どうしがすでにアドレスを知っていそうなメール（引用に宛先のない返信、見えるメーリングリスト宛て、パッチ、25 人未満に宛てた私用のメール）",
        |row| Value::Flag(row.known_audience),
    ),
    column(
        "audience",
        Kind::Choice(AUDIENCES),
        "whom the greeting speaks to: one person, one organization, colleagues (職員各位), some group (各位, Dear all), or members and customers (会員の皆様)",
        "宛名の相手：個人、組織、職員、各位など、会員・お客様など",
        |row| Value::text(row.audience),
    ),
    column("recipient-count", Kind::Number, "how many would get it", "届く人数", |row| {
        Value::Number(row.recipient_count)
    }),
    column(
        "exposed-parties",
        Kind::Number,
        "how many different parties newly see each other in To and Cc",
        "宛先と Cc で新たに互いのアドレスが見える組織・個人の数",
        |row| Value::Number(row.exposed_parties),
    ),
    column(
        "exposed-addresses",
        Kind::Number,
        "how many different addresses in To and Cc newly become visible",
        "宛先と Cc で新たに見えるアドレスの数",
        |row| Value::Number(row.exposed_addresses),
    ),
    column(
        "transported-bytes",
        Kind::Number,
        "about how large it is on its way: header, texts, and its files in base64",
        "送信時のおよその大きさ（バイト。ヘッダー・本文と、base64 にした添付の合計）",
        |row| Value::Number(row.transported_bytes),
    ),
    column(
        "in-mailing",
        Kind::Flag,
        "one of several drafts given as one mailing",
        "一斉送信の中の 1 通",
        |row| Value::Flag(row.in_mailing),
    ),
    column(
        "bulk-policy",
        Kind::Choice(BULK_POLICIES),
        "how mail to many must go, from `[policy] bulk`",
        "一斉送信の方法（設定 [policy] bulk）",
        |row| Value::text(row.bulk_policy),
    ),
    column(
        "bulk-sign",
        Kind::Choice(BULK_SIGNS),
        "why this looks like mail to many: the settings say that bulk goes by Bcc, the text speaks to members or customers, or to some group",
        "大勢に宛てたメールとみなす理由：設定（bulk = \"bcc\"）、会員・お客様などへの文面、各位などへの文面",
        |row| Value::text(row.bulk_sign),
    ),
    column(
        "only-to-lists",
        Kind::Flag,
        "every visible recipient but the sender is a distribution list",
        "見える宛先がすべて配布リスト（差出人自身を除く）",
        |row| Value::Flag(row.only_to_lists),
    ),
    column(
        "outsiders-in-book",
        Kind::Number,
        "how many outside addresses the address book has; unknown without one",
        "アドレス帳にある組織外のアドレスの数（アドレス帳がなければ不明）",
        |row| row.outsiders_in_book.map_or(Value::Unknown, Value::Number),
    ),
    column(
        "personal-weight",
        Kind::Number,
        "how many people's data stand in own text: those named with an address, a date of birth or an account, contacts with a telephone from five on, and four for each number such as a My Number or a payment card; people of ours and the readers themselves are left out",
        "本文に何人分の個人情報があるか：住所・生年月日・口座とともに名前のある人、電話番号だけの人は 5 人から、マイナンバー・カード番号などは 1 件を 4 人と数える。組織内の人と受信者自身は除く",
        |row| Value::Number(row.personal_weight),
    ),
    column(
        "special-category",
        Kind::Flag,
        "own text speaks of health, welfare, creed, conduct or grades",
        "本文に病歴・福祉・信条・処分・成績などの語がある",
        |row| Value::Flag(row.special_category),
    ),
];

impl Row for MessageRow {
    fn span(&self) -> Span {
        self.span
    }

    fn value(&self, field: usize) -> Value<'_> {
        read(COLUMNS, self, field)
    }
}
