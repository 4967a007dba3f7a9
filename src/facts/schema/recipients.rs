//! Rows of `recipients`: everyone in To, Cc and Bcc, and the attendees of an invitation.

mod columns;

pub(crate) use columns::COLUMNS;

use super::{Row, Value, read};
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
    /// Another address that the address book has for this display name.
    pub name_of_another: Option<String>,
    /// One of `TYPO_CERTAINTIES`: `sure` when the book knows this address by another name.
    pub name_of_another_certainty: Option<&'static str>,
    /// Others in the address book who go by the name that the greeting gives this recipient; `None` when the
    /// greeting does not give a surname or given name alone.
    pub namesakes: Option<u64>,
    /// Group name.
    pub group: Option<String>,
    /// From a Resent block.
    pub resent: bool,
    /// Would get the message.
    pub delivered: bool,
    /// A mailing list, by its address.
    pub mailing_list: bool,
    /// A mailing list whose readers write to each other.
    pub public_list: bool,
    /// A room or a thing booked with an invitation.
    pub resource: bool,
    /// One of `INVITATIONS`; `None` without a calendar that invites.
    pub invitation: Option<&'static str>,
    /// The list marked private that it is a member of.
    pub private_list: Option<String>,
    /// In the address book. `None`: there is no book, or no address.
    pub in_book: Option<bool>,
    /// One of `LOOK_ALIKES`.
    pub look_alike: Option<&'static str>,
    /// The ASCII address that such letters read as.
    pub reads_as: Option<String>,
    /// An address of the book that is nearly this one.
    pub resembles: Option<String>,
    /// One of `MAILBOX_CERTAINTIES`.
    pub resembles_certainty: Option<&'static str>,
    /// The partner it belongs to, which the settings want to be named and the text does not name.
    pub unnamed_partner: Option<String>,
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
/// Words of `invitation`.
pub(crate) const INVITATIONS: &[&str] = &["invited", "uninvited", "unmailed", "hidden"];
/// The word of `kind` that is written so, or `None`.
pub(crate) fn recipient_kind(word: &str) -> Option<&'static str> {
    RECIPIENT_KINDS.iter().copied().find(|kind| *kind == word)
}
/// Words of `typo-certainty`.
pub(crate) const TYPO_CERTAINTIES: &[&str] = &["likely", "sure"];
/// Words of `name-claims-party`.
pub(crate) const CLAIM_RELATIONS: &[&str] = &["same", "moved", "other"];
/// Words of `look-alike`.
pub(crate) const LOOK_ALIKES: &[&str] = &["invisible", "full-width", "mixed-script", "imitation"];
/// Words of `private-mailbox`.
pub(crate) const PRIVATE_MAILBOXES: &[&str] = &["twin", "same-name", "sender-name", "odd-one-out"];
/// Words of `private-mailbox-certainty`.
pub(crate) const MAILBOX_CERTAINTIES: &[&str] = &["weak", "likely", "sure"];

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
