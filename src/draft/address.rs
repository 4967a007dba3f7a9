//! Mailboxes and recipients (RFC 5322 3.4, 3.6.3; MS-OXOMSG recipients).

use crate::span::{Span, Spanned};

/// `local-part@domain`, read without loss (RFC 5322 3.4.1).
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct AddrSpec {
    /// Left of the last `@`, as written.
    pub local_part: String,
    /// Right of the last `@`, as written (not folded; see `facts::domain` for comparison).
    pub domain: String,
}

impl std::fmt::Display for AddrSpec {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{}@{}", self.local_part, self.domain)
    }
}

/// What is wrong with an address that cannot be used as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AddressProblem {
    /// No `@`, or more than one outside quotes.
    AtSign,
    /// Full-width characters that stand for ASCII (`＠`, `．`).
    FullWidth,
    /// Nothing before the `@`.
    NoLocalPart,
    /// Nothing usable after the `@`: empty label, leading, trailing or double dot, no top-level label.
    Domain,
    /// Double, leading or trailing dot in the local part: breaks RFC 5322, though old carrier addresses have it.
    Dots,
    /// White space or a control character inside.
    Space,
    /// A comma or semicolon where a dot or a separator should be.
    Separator,
    /// `mailto:` or another scheme in front.
    Scheme,
    /// Any other character an addr-spec cannot hold.
    Character,
}

impl AddressProblem {
    /// Every problem.
    pub const ALL: [AddressProblem; 9] = [
        AddressProblem::AtSign,
        AddressProblem::FullWidth,
        AddressProblem::NoLocalPart,
        AddressProblem::Domain,
        AddressProblem::Dots,
        AddressProblem::Space,
        AddressProblem::Separator,
        AddressProblem::Scheme,
        AddressProblem::Character,
    ];

    /// The word rules and reports use.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            AddressProblem::AtSign => "at-sign",
            AddressProblem::FullWidth => "full-width",
            AddressProblem::NoLocalPart => "no-local-part",
            AddressProblem::Domain => "domain",
            AddressProblem::Dots => "dots",
            AddressProblem::Space => "space",
            AddressProblem::Separator => "separator",
            AddressProblem::Scheme => "scheme",
            AddressProblem::Character => "character",
        }
    }
}

/// The address of a mailbox, or why there is none to use.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Address {
    /// A usable addr-spec.
    Ok(AddrSpec),
    /// Text that stands where an address should and cannot be used as it is.
    Malformed {
        /// As written, decoded.
        text: String,
        /// Why not.
        problem: AddressProblem,
        /// What it would be after folding full-width characters and dropping what does not belong, when that is
        /// an addr-spec. Rules about domains judge this one too, so that a slip of the pen hides nothing.
        repaired: Option<AddrSpec>,
    },
    /// An Exchange recipient without an SMTP address in the file (an X.500 name): internal, but unknown.
    Unresolved,
    /// A name with no address at all.
    NameOnly,
    /// A merge field, `{{email}}` or `<<Mail>>`.
    Placeholder(String),
}

/// A display name with an address (RFC 5322 3.4).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mailbox {
    /// Decoded, without quotes. `None` when there is none.
    pub display_name: Option<Spanned<String>>,
    /// The address; its span is the address text in the view (the display name's for [`Address::NameOnly`] and
    /// [`Address::Unresolved`]).
    pub address: Spanned<Address>,
    /// The whole mailbox in the view, without separators.
    pub span: Span,
}

impl Mailbox {
    /// The usable addr-spec: the one written, else the repaired one.
    #[must_use]
    pub fn addr_spec(&self) -> Option<&AddrSpec> {
        match &self.address.value {
            Address::Ok(addr_spec) => Some(addr_spec),
            Address::Malformed { repaired, .. } => repaired.as_ref(),
            Address::Unresolved | Address::NameOnly | Address::Placeholder(_) => None,
        }
    }
}

/// The field a recipient stands in (RFC 5322 3.6.3; PidTagRecipientType 1, 2, 3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RecipientField {
    /// Seen by everyone.
    To,
    /// Seen by everyone.
    Cc,
    /// Seen by the sender only.
    Bcc,
    /// Invited by a calendar inside the message and in neither To nor Cc: nobody is sent to, everyone sees them
    /// (RFC 5545 3.8.4.1).
    Attendee,
}

impl RecipientField {
    /// All fields, in the order of the view.
    pub const ALL: [RecipientField; 4] =
        [RecipientField::To, RecipientField::Cc, RecipientField::Bcc, RecipientField::Attendee];
    /// Those that are header fields of a message (RFC 5322 3.6.3).
    pub const HEADERS: [RecipientField; 3] = [RecipientField::To, RecipientField::Cc, RecipientField::Bcc];

    /// `to`, `cc`, `bcc`, `attendee`: the word in rules and JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            RecipientField::To => "to",
            RecipientField::Cc => "cc",
            RecipientField::Bcc => "bcc",
            RecipientField::Attendee => "attendee",
        }
    }

    /// `To`, `Cc`, `Bcc`: the field name; `Attendees` is the line in the view.
    #[must_use]
    pub const fn header(self) -> &'static str {
        match self {
            RecipientField::To => "To",
            RecipientField::Cc => "Cc",
            RecipientField::Bcc => "Bcc",
            RecipientField::Attendee => "Attendees",
        }
    }
}

/// Someone the draft would go to, or whose address its readers would see.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recipient {
    /// The field it stands in (for a Resent block the field it corresponds to).
    pub field: RecipientField,
    /// Who.
    pub mailbox: Mailbox,
    /// Name of the RFC 5322 group it is a member of.
    pub group: Option<String>,
    /// True when it comes from the newest Resent block (RFC 5322 3.6.6).
    pub is_resent: bool,
    /// False for the old To and Cc of a message with Resent fields, and for attendees: nobody is sent to, but every
    /// reader sees them.
    pub is_delivered: bool,
    /// A room or a thing that is booked with an invitation (PidTagRecipientType 3 on a meeting, CUTYPE=ROOM or
    /// RESOURCE): everyone sees it, and its address is nobody's.
    pub is_resource: bool,
    /// True when a calendar inside the message invites them, in whichever field they stand. An invitation that is kept
    /// as a recipient table alone (.msg) has no calendar.
    pub is_invited: bool,
}
