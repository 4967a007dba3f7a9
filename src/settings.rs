//! What the user has set: who "we" are, whom we write to, how rules are tuned. Knows no draft and no rule's inside.

pub mod allowance;
mod approval;
mod discovery;
mod error;
mod file;
mod json_schema;
mod layers;
mod limits;
mod lock;
mod merge;
pub mod overrides;
mod pattern;
mod people;
mod policy;
mod reading;
mod send;
mod show;
mod source;
mod starter;
pub mod templates;

pub use approval::ApprovalSettings;
pub use discovery::{CommandLine, FILE_NAME, Request};
pub use error::{Broken, SettingsError};
pub use json_schema::settings_schema;
pub use layers::{Loaded, from_text, load};
pub use limits::{
    InsideLimit, LARGE_PROVIDERS, MAIL_SERVER, MANY_SERVERS, RECIPIENT, ReadingLimit, SizeLimit, SizeLimits, TOOL,
};
pub use lock::Wish;
pub use pattern::{AddressGlobs, NameGlobs, TextPattern};
pub use people::{
    LARGEST_TABLE_BYTES, RosterField, cards_of, cells_of, decode_table, read_address_book, read_lists, read_roster,
};
pub use policy::{
    BulkPolicy, EncryptionPolicy, Policy, PolicyCondition, PolicyDemand, PolicyEntry, PolicyKind, TextPlace,
};
pub(crate) use reading::read_text;
pub use send::{FailMode, SendSettings, StripBcc};
pub use show::show;
pub(crate) use source::quoted;
pub use source::{Layer, Place, Source};
pub use starter::{Guess, starter};

use crate::lang::Lang;
use crate::severity::Severity;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// Everything in force after merging command line, project, user and system files.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Settings {
    /// `lang`.
    pub lang: Option<Lang>,
    /// `rules`: folders of the user's own rule files.
    pub rule_folders: Vec<PathBuf>,
    /// `[organization]`.
    pub organization: Organization,
    /// `[[partner]]`.
    pub partners: Vec<Partner>,
    /// `[people]`, read.
    pub people: People,
    /// `[rule.ID]`.
    pub rules: BTreeMap<String, RuleSettings>,
    /// What is said about other rules while some are locked; empty while none is.
    pub wishes: Vec<Wish>,
    /// `[lists]`.
    pub lists: BTreeMap<String, ListChange>,
    /// `[[allow]]`.
    pub allowances: Vec<Allowance>,
    /// `[[override]]`.
    pub overrides: Vec<Override>,
    /// `[policy]`.
    pub policy: Policy,
    /// `[limits]` and `[limits.size]`.
    pub limits: SizeLimits,
    /// `[limits.reading]`: those that differ from what holds otherwise.
    pub reading: BTreeMap<ReadingLimit, u64>,
    /// `[limits.attachments]`: those that differ from what holds otherwise.
    pub inside: BTreeMap<InsideLimit, u64>,
    /// `[mailing.columns]`: heads of the roster's columns, where they are not the usual ones.
    pub roster_columns: BTreeMap<RosterField, String>,
    /// `[mailing] loop-guard`: a folder, relative to the file that says so.
    pub loop_guard: Option<PathBuf>,
    /// `[mailing] loop-guard-minutes`.
    pub loop_guard_minutes: Option<u64>,
    /// `[[template]]`: what templates may have to be filled in.
    pub templates: Vec<TemplateFields>,
    /// `[send]`.
    pub send: SendSettings,
    /// `[approval]`.
    pub approval: ApprovalSettings,
    /// `[outlook] code-page`: for old .msg files that do not say theirs; `None` is 932.
    pub code_page: Option<u16>,
}

/// Who "we" are.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Organization {
    /// Its name, and other names of it.
    pub name: Option<String>,
    /// Other names of ours.
    pub aliases: Vec<String>,
    /// Internal domains, as folded A-labels; sub-domains included.
    pub domains: Vec<String>,
    /// Ours, but these people must not see each other's addresses.
    pub member_domains: Vec<String>,
    /// Hosts that only we can reach, as folded A-labels; sub-domains included.
    pub intranet_hosts: Vec<String>,
    /// Senders elsewhere who may write for us: globs of addresses.
    pub allowed_senders: Vec<String>,
}

/// An organization we write to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Partner {
    /// Its name.
    pub name: String,
    /// Other names it goes by.
    pub aliases: Vec<String>,
    /// Its domains, as folded A-labels; sub-domains included.
    pub domains: Vec<String>,
    /// Mail to it is to name it.
    pub is_name_required: bool,
    /// Globs of names of files with personal data that it may receive: it handles them for us.
    pub may_receive: Vec<String>,
}

/// People we know.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct People {
    /// The address book.
    pub address_book: Vec<Person>,
    /// Distribution lists, one entry a member.
    pub lists: Vec<ListMember>,
    /// The file of the address book.
    pub address_book_file: Option<PathBuf>,
    /// The file of the distribution lists.
    pub lists_file: Option<PathBuf>,
    /// Whom a mailing is for; `None` without one.
    pub roster: Option<Roster>,
}

/// Whom a mailing is for: the table that its drafts were filled from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Roster {
    /// What it is called in messages: the path as given.
    pub name: String,
    /// In the order of the table, those with mistakes too; blank rows are left out.
    pub rows: Vec<RosterRow>,
}

/// One row of a roster.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RosterRow {
    /// Its number as a table program shows it; the header is row 1.
    pub number: u32,
    /// Folded; `None` when there is none, or it is none.
    pub address: Option<String>,
    /// The cell as written; `None` when it is blank.
    pub written_address: Option<String>,
    /// Name of the person.
    pub name: Option<String>,
    /// Organization.
    pub organization: Option<String>,
    /// Number or other mark by which the sender knows the member: 会員番号, customer no.
    pub member_number: Option<String>,
    /// Name of the file that goes to this member.
    pub attachment: Option<String>,
}

/// An entry of the address book.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Person {
    /// Address as written, folded.
    pub address: String,
    /// Name.
    pub name: String,
    /// Reading of the name.
    pub kana: Option<String>,
    /// Organization.
    pub organization: Option<String>,
    /// When or by whom the address was checked, as written.
    pub verified: Option<String>,
}

/// A member of a distribution list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ListMember {
    /// The list's address, folded.
    pub list: String,
    /// What to call it.
    pub name: Option<String>,
    /// `private` when its members must not see each other.
    pub audience: Option<String>,
    /// The member's address, folded.
    pub member: String,
    /// Outside our organization.
    pub external: bool,
}

/// `[rule.ID]`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RuleSettings {
    /// `severity`; `Some(None)` is `off`.
    pub severity: Option<Option<Severity>>,
    /// Params by name.
    pub params: BTreeMap<String, u64>,
    /// A project or user file cannot weaken it.
    pub is_locked: bool,
    /// Where the table stands that counts most, for reports: `mailcheck.toml:12`.
    pub place: String,
}

/// `[[override]]`: other levels for drafts in some folders.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Override {
    /// Path globs relative to `base`, with `/`.
    pub files: Vec<String>,
    /// By rule id; `None` is `off`.
    pub levels: BTreeMap<String, Option<Severity>>,
    /// The folder of the configuration file it stands in.
    pub base: PathBuf,
    /// Where it stands, for reports: `mailcheck.toml:12`.
    pub place: String,
}

/// `[[template]]`: the placeholders that whatever fills a template knows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TemplateFields {
    /// Path globs relative to `base`, with `/`; empty: every template.
    pub files: Vec<String>,
    /// Names as a template writes them, without brackets; `order` stands for everything below it, and `order.total` for
    /// that field.
    pub placeholders: Vec<String>,
    /// The folder of the configuration file it stands in.
    pub base: PathBuf,
}

/// `[lists] NAME.add`, `NAME.remove` (also written `allow`).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ListChange {
    /// Entries to add.
    pub add: Vec<String>,
    /// Entries to take out.
    pub remove: Vec<String>,
    /// Where it stands, for reports: `mailcheck.toml:12`.
    pub place: String,
}

/// `[[allow]]`: suppression, always by rule and with a reason.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Allowance {
    /// Rule id.
    pub rule: String,
    /// Globs of addresses; empty: the whole finding leaves.
    pub recipients: Vec<String>,
    /// Path globs relative to `base`, with `/`; empty: every draft.
    pub files: Vec<String>,
    /// Why.
    pub reason: String,
    /// Last day it holds, `YYYY-MM-DD`, local date.
    pub until: Option<String>,
    /// The folder of the configuration file it stands in.
    pub base: PathBuf,
    /// Where it stands, for reports: `mailcheck.toml:12`.
    pub place: String,
}
