//! `[policy]`: rules of the house, as they are written. Knows no draft; what an entry finds is a fact.

use crate::lang::Bilingual;
use crate::severity::Severity;
use std::collections::BTreeMap;

/// What stands before the name of a role in `by`.
pub(super) const ROLE_PREFIX: &str = "role:";

/// `[policy]`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Policy {
    /// `bulk`: `any`, `bcc` or `tool`.
    pub bulk: Option<BulkPolicy>,
    /// `encrypt`: `required` or `any`.
    pub encrypt: Option<EncryptionPolicy>,
    /// `[[policy.KIND]]` of every kind and file, the weakest file first.
    pub entries: Vec<PolicyEntry>,
}

impl Policy {
    /// Replaces roles by the addresses that they stand for. One that nobody explains is left as it is, and matches nobody.
    pub(super) fn explain_roles(&mut self, roles: &BTreeMap<String, Vec<String>>) {
        for entry in &mut self.entries {
            let PolicyDemand::Approval { by, .. } = &mut entry.demand else { continue };
            let explained =
                by.drain(..).flat_map(|who| match who.strip_prefix(ROLE_PREFIX).and_then(|role| roles.get(role)) {
                    Some(people) => people.clone(),
                    None => vec![who],
                });
            *by = explained.collect::<Vec<_>>();
        }
    }

    /// True when there is an entry of that kind.
    #[must_use]
    pub fn has(&self, kind: PolicyKind) -> bool {
        self.entries.iter().any(|entry| entry.demand.kind() == kind)
    }
}

/// How mail to many must go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum BulkPolicy {
    /// No rule of the house.
    Any,
    /// In Bcc.
    Bcc,
    /// Through the bulk-mail system.
    Tool,
}

impl BulkPolicy {
    /// Every policy.
    pub const ALL: [BulkPolicy; 3] = [BulkPolicy::Any, BulkPolicy::Bcc, BulkPolicy::Tool];

    /// The word in `mailcheck.toml`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            BulkPolicy::Any => "any",
            BulkPolicy::Bcc => "bcc",
            BulkPolicy::Tool => "tool",
        }
    }
}

/// How files with personal data must go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum EncryptionPolicy {
    /// No rule of the house.
    Any,
    /// Encrypted.
    Required,
}

impl EncryptionPolicy {
    /// Every policy.
    pub const ALL: [EncryptionPolicy; 2] = [EncryptionPolicy::Any, EncryptionPolicy::Required];

    /// The word in `mailcheck.toml`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            EncryptionPolicy::Any => "any",
            EncryptionPolicy::Required => "required",
        }
    }
}

/// One `[[policy.KIND]]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PolicyEntry {
    /// What the user is told. Written once, it stands for both languages.
    pub text: Bilingual,
    /// `None`: the level of the rule that reports it.
    pub level: Option<Severity>,
    /// When it applies.
    pub condition: PolicyCondition,
    /// What it wants.
    pub demand: PolicyDemand,
}

/// When an entry applies: everything that is set must hold; nothing set: always.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PolicyCondition {
    /// `when-external`: some recipient is known to be outside.
    pub external: bool,
    /// `when-attachment`: something is attached.
    pub attachment: bool,
    /// `when-words`: one of them stands in subject or own text.
    pub words: Vec<String>,
    /// `when-sender`: From is one of these addresses.
    pub senders: Vec<String>,
    /// `when-outside-recipients`: at least so many recipients are known to be outside.
    pub outside_recipients: Option<u64>,
    /// `when-persons`: personal data of at least so many people stand in the text or in one place of a file.
    pub persons: Option<u64>,
    /// `when-label`: its header carries one of these labels.
    pub labels: Vec<String>,
    /// `when-mailing`: it is one of several drafts that go out together.
    pub mailing: bool,
}

/// What an entry wants. Addresses are globs, or `@domain` with its sub-domains.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PolicyDemand {
    /// None of these is a recipient.
    ForbiddenRecipient {
        /// Addresses.
        recipients: Vec<String>,
    },
    /// One of these is a recipient.
    RequiredRecipient {
        /// Addresses.
        recipients: Vec<String>,
    },
    /// Where a word stands, one of some people is a recipient, and none of some others.
    KeywordRecipient {
        /// Words.
        words: Vec<String>,
        /// Where they count.
        places: Vec<TextPlace>,
        /// Addresses of which one must be there; empty: nobody must.
        required: Vec<String>,
        /// Addresses of which none may be there.
        forbidden: Vec<String>,
    },
    /// None of these stands in the text.
    ForbiddenText {
        /// Words.
        words: Vec<String>,
        /// A regular expression.
        pattern: Option<String>,
        /// Where they count.
        places: Vec<TextPlace>,
    },
    /// No such file is attached.
    AttachmentForbidden {
        /// Globs of file names; empty: any file.
        names: Vec<String>,
        /// Addresses; empty: whoever gets it.
        recipients: Vec<String>,
        /// Files that are known to be encrypted may go.
        unless_encrypted: bool,
    },
    /// Others have agreed to it.
    Approval {
        /// How many.
        count: u64,
        /// Addresses of who may, roles replaced by theirs; empty: whoever has a key.
        by: Vec<String>,
        /// Days that an approval holds.
        valid_days: Option<u64>,
    },
}

impl PolicyDemand {
    /// Its kind.
    #[must_use]
    pub const fn kind(&self) -> PolicyKind {
        match self {
            PolicyDemand::ForbiddenRecipient { .. } => PolicyKind::ForbiddenRecipient,
            PolicyDemand::RequiredRecipient { .. } => PolicyKind::RequiredRecipient,
            PolicyDemand::KeywordRecipient { .. } => PolicyKind::KeywordRecipient,
            PolicyDemand::ForbiddenText { .. } => PolicyKind::ForbiddenText,
            PolicyDemand::AttachmentForbidden { .. } => PolicyKind::AttachmentForbidden,
            PolicyDemand::Approval { .. } => PolicyKind::Approval,
        }
    }
}

/// The kinds of entries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PolicyKind {
    /// `[[policy.forbidden-recipient]]`
    ForbiddenRecipient,
    /// `[[policy.required-recipient]]`
    RequiredRecipient,
    /// `[[policy.keyword-recipient]]`
    KeywordRecipient,
    /// `[[policy.forbidden-text]]`
    ForbiddenText,
    /// `[[policy.attachment-forbidden]]`
    AttachmentForbidden,
    /// `[[policy.approval]]`
    Approval,
}

impl PolicyKind {
    /// Every kind, in the order of the handbook.
    pub const ALL: [PolicyKind; 6] = [
        PolicyKind::ForbiddenRecipient,
        PolicyKind::RequiredRecipient,
        PolicyKind::KeywordRecipient,
        PolicyKind::ForbiddenText,
        PolicyKind::AttachmentForbidden,
        PolicyKind::Approval,
    ];

    /// Its key below `policy`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            PolicyKind::ForbiddenRecipient => "forbidden-recipient",
            PolicyKind::RequiredRecipient => "required-recipient",
            PolicyKind::KeywordRecipient => "keyword-recipient",
            PolicyKind::ForbiddenText => "forbidden-text",
            PolicyKind::AttachmentForbidden => "attachment-forbidden",
            PolicyKind::Approval => "approval",
        }
    }

    /// The `when-` keys that say something beside its own keys.
    pub(super) const fn conditions(self) -> &'static [&'static str] {
        match self {
            PolicyKind::RequiredRecipient => &["when-external", "when-attachment", "when-words", "when-sender"],
            PolicyKind::ForbiddenRecipient => &["when-attachment", "when-words", "when-sender"],
            PolicyKind::KeywordRecipient | PolicyKind::ForbiddenText => {
                &["when-external", "when-attachment", "when-sender"]
            }
            PolicyKind::AttachmentForbidden => &["when-external", "when-words", "when-sender"],
            PolicyKind::Approval => &[
                "when-external",
                "when-attachment",
                "when-words",
                "when-sender",
                "when-outside-recipients",
                "when-persons",
                "when-label",
                "when-mailing",
            ],
        }
    }
}

/// A text in which words count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TextPlace {
    /// The subject.
    Subject,
    /// What the author wrote, without signature.
    OwnText,
    /// The quoted thread.
    QuotedText,
    /// Names of attachments.
    AttachmentName,
}

impl TextPlace {
    /// Every place.
    pub const ALL: [TextPlace; 4] =
        [TextPlace::Subject, TextPlace::OwnText, TextPlace::QuotedText, TextPlace::AttachmentName];
    /// Where words count unless the entry says so: all that the author is answerable for.
    pub const DEFAULT: [TextPlace; 3] = [TextPlace::Subject, TextPlace::OwnText, TextPlace::AttachmentName];

    /// The word in `mailcheck.toml`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            TextPlace::Subject => "subject",
            TextPlace::OwnText => "own-text",
            TextPlace::QuotedText => "quoted-text",
            TextPlace::AttachmentName => "attachment-name",
        }
    }
}
