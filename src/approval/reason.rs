//! Why an approval does not count: a word for programs, which stays as it is, and a sentence's end for people.

use super::difference::Change;
use crate::lang::Bilingual;

/// Why an approval does not count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// For programs.
    pub key: ReasonKey,
    /// As the end of a sentence that begins with the approver, or with the file where nobody is named.
    pub told: Bilingual,
    /// What is not as it was when it was approved; empty for other reasons.
    pub changes: Vec<Change>,
}

impl Reason {
    /// A reason in both languages.
    #[must_use]
    pub fn new(key: ReasonKey, en: &str, ja: &str) -> Self {
        Self::of(key, Bilingual { en: en.to_owned(), ja: ja.to_owned() })
    }

    /// A reason in words that are there already.
    #[must_use]
    pub const fn of(key: ReasonKey, told: Bilingual) -> Self {
        Self { key, told, changes: Vec::new() }
    }
}

macro_rules! reason_keys {
    ($($(#[$meaning:meta])* $key:ident => $name:literal,)*) => {
        /// Words for programs: they are added to, and never renamed.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum ReasonKey {
            $($(#[$meaning])* $key,)*
        }

        impl ReasonKey {
            /// Every key.
            pub const ALL: &[ReasonKey] = &[$(ReasonKey::$key,)*];

            /// The word.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self {
                    $(ReasonKey::$key => $name,)*
                }
            }
        }
    };
}

reason_keys! {
    /// The file cannot be read.
    FileUnreadable => "file-unreadable",
    /// The folder holds more approvals than are read.
    TooManyFiles => "too-many-files",
    /// The file is no statement.
    NoStatement => "no-statement",
    /// Something changed the line ends of the statement.
    StatementLineEnds => "statement-line-ends",
    /// A line of the statement is unknown, or missing.
    StatementUnreadable => "statement-unreadable",
    /// The digest is not that of the lines.
    StatementEdited => "statement-edited",
    /// There is no signature.
    Unsigned => "unsigned",
    /// The settings name no file of keys.
    NoSigners => "no-signers",
    /// A file of keys cannot be used.
    KeysUnusable => "keys-unusable",
    /// The signature is none of OpenSSH.
    SignatureUnreadable => "signature-unreadable",
    /// Something changed the line ends of the signature.
    SignatureLineEnds => "signature-line-ends",
    /// It was made with a certificate.
    Certificate => "certificate",
    /// Keys of this kind or size are not verified.
    KindOfKey => "kind-of-key",
    /// It was made for another use.
    OtherNamespace => "other-namespace",
    /// The text is not what was signed.
    TextChanged => "text-changed",
    /// Nobody is known to have this key.
    UnknownKey => "unknown-key",
    /// The key is somebody else's.
    OtherPerson => "other-person",
    /// The name is written with other capitals in allowed_signers.
    OtherLetters => "other-letters",
    /// A `!` in allowed_signers leaves the person out.
    Excluded => "excluded",
    /// The line of the key cannot be read.
    KeyLineUnreadable => "key-line-unreadable",
    /// The line of the key is for many, or for an authority.
    NotOnePerson => "not-one-person",
    /// The key is not for approvals.
    KeyOtherUse => "key-other-use",
    /// The key counts from a later time on.
    KeyNotYet => "key-not-yet",
    /// The key counts no more.
    KeyExpired => "key-expired",
    /// The key was called back.
    KeyRevoked => "key-revoked",
    /// It was approved at a time that has not come.
    InFuture => "in-future",
    /// The approval has ended.
    Expired => "expired",
    /// The draft could not be read whole.
    DraftNotWhole => "draft-not-whole",
    /// The approver is who sends it.
    OwnDraft => "own-draft",
    /// The mailing that was approved is without this draft.
    OtherMailing => "other-mailing",
    /// The mailing was made from another table.
    OtherRoster => "other-roster",
    /// The draft is not as it was when it was approved.
    DraftChanged => "draft-changed",
    /// The policy names others.
    NotEntitled => "not-entitled",
    /// The policy lets an approval hold for less time.
    TooOld => "too-old",
}
