//! Rows of `recipients`: everyone in To, Cc and Bcc, and the attendees of an invitation.

use super::{Column, Kind, Row, Value, column, read};
use crate::span::Span;

/// One recipient with what is known about it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RecipientRow {
    /// The address in the view (the name, where there is no address).
    pub span: Span,
    /// `to`, `cc`, `bcc`, `attendee`.
    pub field: &'static str,
    /// Folded addr-spec: lower case, domain as A-labels. `None` when there is none.
    pub address: Option<String>,
    /// Folded.
    pub local_part: Option<String>,
    /// Folded A-labels.
    pub domain: Option<String>,
    /// As decoded.
    pub display_name: Option<String>,
    /// One of `ADDRESS_STATUSES`.
    pub address_status: &'static str,
    /// One of `PROBLEMS`.
    pub problem: Option<&'static str>,
    /// What the address would be with its problem put right.
    pub suggestion: Option<String>,
    /// `None`: we do not know who "we" are.
    pub external: Option<bool>,
    /// Under a member domain.
    pub member: bool,
    /// One of `RECIPIENT_KINDS`.
    pub kind: Option<&'static str>,
    /// Name of the partner or organization it belongs to, from settings or address book.
    pub organization: Option<String>,
    /// `None` for internal recipients.
    pub party: Option<String>,
    /// In To or Cc, or invited by the calendar inside.
    pub visible: bool,
    /// Newly shown to the other readers.
    pub exposed: bool,
    /// Already visible in the quoted thread.
    pub in_thread: bool,
    /// Of a party that the quoted thread does not show; `None`: it does not say who took part.
    pub new_to_thread: Option<bool>,
    /// The sender's own address.
    pub sender: bool,
    /// The same address stands further up.
    pub repeated: bool,
    /// The domain that was probably meant.
    pub typo_of: Option<String>,
    /// One of `TYPO_CERTAINTIES`.
    pub typo_certainty: Option<&'static str>,
    /// An address (or a configured organization's name) in the display name that is not this address.
    pub name_claims: Option<String>,
    /// One of `CLAIM_RELATIONS`.
    pub name_claims_party: Option<&'static str>,
    /// Group name.
    pub group: Option<String>,
    /// From a Resent block.
    pub resent: bool,
    /// Would get the message.
    pub delivered: bool,
    /// A mailing list, by its address.
    pub mailing_list: bool,
    /// A room or a thing booked with an invitation.
    pub resource: bool,
    /// In the address book. `None`: there is no book, or no address.
    pub in_book: Option<bool>,
    /// One of `LOOK_ALIKES`.
    pub look_alike: Option<&'static str>,
    /// The ASCII address that such letters read as.
    pub reads_as: Option<String>,
    /// An address of the book that is nearly this one.
    pub resembles: Option<String>,
    /// One of `TYPO_CERTAINTIES`.
    pub resembles_certainty: Option<&'static str>,
    /// Many people stand behind it.
    pub distribution_list: bool,
    /// `None`: no distribution list of the settings.
    pub list_has_outsiders: Option<bool>,
    /// Anybody can read what is sent there.
    pub public_archive: bool,
    /// One of `PRIVATE_MAILBOXES`.
    pub private_mailbox: Option<&'static str>,
    /// One of `MAILBOX_CERTAINTIES`.
    pub private_mailbox_certainty: Option<&'static str>,
}

/// Words of `address-status`.
pub(crate) const ADDRESS_STATUSES: &[&str] = &["ok", "malformed", "unresolved", "placeholder"];
/// Words of `problem`: those of `draft::AddressProblem`, then what only lists can tell.
pub(crate) const PROBLEMS: &[&str] = &[
    "at-sign",
    "full-width",
    "no-local-part",
    "domain",
    "dots",
    "space",
    "separator",
    "scheme",
    "character",
    "no-address",
    "unknown-top-level",
    "private-top-level",
];
/// Words of `kind`.
pub(crate) const RECIPIENT_KINDS: &[&str] = &["organization", "free-mail", "carrier", "isp"];
/// The word of `kind` that is written so, or `None`.
pub(crate) fn recipient_kind(word: &str) -> Option<&'static str> {
    RECIPIENT_KINDS.iter().copied().find(|kind| *kind == word)
}
/// Words of `typo-certainty`.
pub(crate) const TYPO_CERTAINTIES: &[&str] = &["likely", "sure"];
/// Words of `name-claims-party`.
pub(crate) const CLAIM_RELATIONS: &[&str] = &["same", "other"];
/// Words of `look-alike`.
pub(crate) const LOOK_ALIKES: &[&str] = &["invisible", "full-width", "mixed-script", "imitation"];
/// Words of `private-mailbox`.
pub(crate) const PRIVATE_MAILBOXES: &[&str] = &["twin", "same-name", "sender-name", "odd-one-out"];
/// Words of `private-mailbox-certainty`.
pub(crate) const MAILBOX_CERTAINTIES: &[&str] = &["weak", "likely", "sure"];

pub(crate) const COLUMNS: &[Column<RecipientRow>] = &[
    column(
        "field",
        Kind::Choice(&["to", "cc", "bcc", "attendee"]),
        "the field it stands in; `attendee`: only the calendar inside the message names it",
        "宛先・Cc・Bcc のどれか。attendee は招待（カレンダー）の中だけに名前がある出席者",
        |row| Value::Text(row.field),
    ),
    column(
        "address",
        Kind::Name,
        "the address, in lower case, domain as ASCII (`xn--`)",
        "アドレス（小文字、ドメインは ASCII 表記）",
        |row| Value::text(row.address.as_deref()),
    ),
    column("local-part", Kind::Name, "left of the `@`, in lower case", "@ の左側（小文字）", |row| {
        Value::text(row.local_part.as_deref())
    }),
    column(
        "domain",
        Kind::Name,
        "right of the `@`, in lower case, as ASCII",
        "@ の右側（小文字、ASCII 表記）",
        |row| Value::text(row.domain.as_deref()),
    ),
    column("display-name", Kind::Text, "the name beside the address", "アドレスに添えられた名前", |row| {
        Value::text(row.display_name.as_deref())
    }),
    column(
        "address-status",
        Kind::Choice(ADDRESS_STATUSES),
        "whether the address can be used: ok, malformed, unresolved (a name only), placeholder",
        "アドレスの状態：ok、malformed（形が壊れている）、unresolved（名前だけ）、placeholder（差し込み記号）",
        |row| Value::Text(row.address_status),
    ),
    column(
        "problem",
        Kind::Choice(PROBLEMS),
        "what is wrong with the address",
        "アドレスのどこがおかしいか",
        |row| Value::text(row.problem),
    ),
    column(
        "suggestion",
        Kind::Name,
        "the address with its problem put right, where that is certain",
        "直した形のアドレス（確実なときだけ）",
        |row| Value::text(row.suggestion.as_deref()),
    ),
    column(
        "external",
        Kind::Flag,
        "outside our organization; unknown when nothing says who we are",
        "組織外かどうか（自組織が分からないときは不明）",
        |row| Value::flag(row.external),
    ),
    column(
        "member",
        Kind::Flag,
        "under one of `[organization] member-domains`",
        "[organization] member-domains のアドレス",
        |row| Value::Flag(row.member),
    ),
    column(
        "kind",
        Kind::Choice(RECIPIENT_KINDS),
        "whose address it is: an organization's, or a person's at a free-mail, carrier or ISP provider",
        "アドレスの種類：組織、フリーメール、携帯キャリア、プロバイダー",
        |row| Value::text(row.kind),
    ),
    column(
        "organization",
        Kind::Name,
        "the partner or organization it belongs to, from settings or address book",
        "属する組織（設定またはアドレス帳から）",
        |row| Value::text(row.organization.as_deref()),
    ),
    column(
        "party",
        Kind::Name,
        "one external organization is one party, however many people and domains; each consumer address and each member is a party of its own; internal recipients have none",
        "組織外の 1 組織を 1 と数える単位。個人のアドレスと会員は 1 人ずつ。組織内にはない",
        |row| Value::text(row.party.as_deref()),
    ),
    column(
        "visible",
        Kind::Flag,
        "in To or Cc, or an attendee of the invitation: every reader sees it",
        "宛先・Cc・招待の出席者のどれかで、全員に見える",
        |row| Value::Flag(row.visible),
    ),
    column(
        "exposed",
        Kind::Flag,
        "visible, not the sender's own, no room, and not already visible in the thread being answered",
        "全員に見え、差出人自身でも会議室などでもなく、返信元のやりとりでもまだ見えていない",
        |row| Value::Flag(row.exposed),
    ),
    column(
        "in-thread",
        Kind::Flag,
        "already visible in the quoted thread",
        "引用されたやりとりの中ですでに見えている",
        |row| Value::Flag(row.in_thread),
    ),
    column(
        "new-to-thread",
        Kind::Flag,
        "an outside party that the quoted thread does not show; unknown when the quote does not name its recipients, or names some without address",
        "引用されたやりとりに加わっていない社外の組織・個人（引用に宛先がない、または名前しかないときは不明）",
        |row| Value::flag(row.new_to_thread),
    ),
    column("sender", Kind::Flag, "the sender's own address", "差出人自身のアドレス", |row| {
        Value::Flag(row.sender)
    }),
    column(
        "repeated",
        Kind::Flag,
        "the same address stands further up",
        "同じアドレスがすでに上にある",
        |row| Value::Flag(row.repeated),
    ),
    column(
        "typo-of",
        Kind::Name,
        "the domain that was probably meant",
        "本来書くはずだったと思われるドメイン",
        |row| Value::text(row.typo_of.as_deref()),
    ),
    column(
        "typo-certainty",
        Kind::Choice(TYPO_CERTAINTIES),
        "`sure` for listed slips, `likely` for look-alikes",
        "sure：よくある打ち間違い、likely：よく似たドメイン",
        |row| Value::text(row.typo_certainty),
    ),
    column(
        "name-claims",
        Kind::Name,
        "another address, or a configured organization, that the display name speaks of",
        "名前の中に書かれた別のアドレスまたは組織",
        |row| Value::text(row.name_claims.as_deref()),
    ),
    column(
        "name-claims-party",
        Kind::Choice(CLAIM_RELATIONS),
        "whether that belongs to the same party as the address, or to another",
        "それがアドレスと同じ組織か、別の組織か",
        |row| Value::text(row.name_claims_party),
    ),
    column("group", Kind::Name, "the group it is listed in", "属するグループ名", |row| {
        Value::text(row.group.as_deref())
    }),
    column("resent", Kind::Flag, "from a Resent block", "Resent 項目の宛先", |row| Value::Flag(row.resent)),
    column("delivered", Kind::Flag, "would get the message", "実際に届く宛先", |row| Value::Flag(row.delivered)),
    column(
        "mailing-list",
        Kind::Flag,
        "a mailing list, by its address",
        "メーリングリストのアドレス",
        |row| Value::Flag(row.mailing_list),
    ),
    column(
        "resource",
        Kind::Flag,
        "a room or a thing booked with an invitation",
        "招待で予約する会議室や備品",
        |row| Value::Flag(row.resource),
    ),
    column(
        "in-book",
        Kind::Flag,
        "in the address book; unknown without one",
        "アドレス帳にある（アドレス帳がなければ不明）",
        |row| row.in_book.map_or(Value::Unknown, Value::Flag),
    ),
    column(
        "look-alike",
        Kind::Choice(LOOK_ALIKES),
        "letters that pass for others: `invisible` ones, `full-width` letters and digits, `mixed-script` (a Cyrillic letter in a Latin word), `imitation` (wholly of such letters, or a known domain but for them)",
        "紛らわしい文字：invisible（見えない文字）、full-width（全角の英数字）、mixed-script（ラテン文字に混じったキリル文字など）、imitation（そうした文字だけで書かれた、または知っているドメインに見せかけた名前）",
        |row| Value::text(row.look_alike),
    ),
    column(
        "reads-as",
        Kind::Name,
        "the plain address that such letters read as",
        "そうした文字が見せかけているふつうのアドレス",
        |row| Value::text(row.reads_as.as_deref()),
    ),
    column(
        "resembles",
        Kind::Name,
        "an address of the book that this one, which is not in it, nearly is",
        "アドレス帳にないこのアドレスと、わずかに違うアドレス帳のアドレス",
        |row| Value::text(row.resembles.as_deref()),
    ),
    column(
        "resembles-certainty",
        Kind::Choice(TYPO_CERTAINTIES),
        "`sure` for the same name at a domain that looks alike, `likely` for a name or an office that looks alike",
        "sure：名前が同じでドメインがよく似ている、likely：名前が似ている、または代表アドレス",
        |row| Value::text(row.resembles_certainty),
    ),
    column(
        "distribution-list",
        Kind::Flag,
        "many people stand behind it: a mailing list, a list of the settings, or a name such as `all` or `zenin`",
        "多くの人に届くアドレス：メーリングリスト、設定の配布リスト、all・zenin などの名前",
        |row| Value::Flag(row.distribution_list),
    ),
    column(
        "list-has-outsiders",
        Kind::Flag,
        "a distribution list of the settings has outside members; unknown for other addresses",
        "設定の配布リストに組織外のメンバーがいる（ほかのアドレスでは不明）",
        |row| row.list_has_outsiders.map_or(Value::Unknown, Value::Flag),
    ),
    column(
        "public-archive",
        Kind::Flag,
        "anybody can read what is sent there: a request at a freedom-of-information site, or one of the list `public-archives`",
        "送った内容が公開されるアドレス（情報公開請求サイトなど）",
        |row| Value::Flag(row.public_archive),
    ),
    column(
        "private-mailbox",
        Kind::Choice(PRIVATE_MAILBOXES),
        "why an address at a provider looks like a colleague's private one: `twin` (same local part), `same-name`, `sender-name` (made of the sender's name, with a file attached), `odd-one-out` (the only one among people of one organization)",
        "同僚の私用アドレスに見える理由：twin（@ の左側が同じ）、same-name（名前が同じ）、sender-name（差出人の名前からなり、添付がある）、odd-one-out（1 つの組織の人たちの中にただ 1 つ）",
        |row| Value::text(row.private_mailbox),
    ),
    column(
        "private-mailbox-certainty",
        Kind::Choice(MAILBOX_CERTAINTIES),
        "how sure that is; less at an ISP or when the address book has it",
        "その確かさ（プロバイダーのアドレスやアドレス帳にあるものは弱くなる）",
        |row| Value::text(row.private_mailbox_certainty),
    ),
];

impl Row for RecipientRow {
    fn span(&self) -> Span {
        self.span
    }

    fn value(&self, field: usize) -> Value<'_> {
        read(COLUMNS, self, field)
    }

    fn address(&self) -> Option<&str> {
        self.address.as_deref()
    }
}
