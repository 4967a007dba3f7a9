//! What a column of a table holds, told by its head or by most of its cells, and whether a cell fits. Knows no rows.

use crate::facts::contents::kind::{ColumnKind, Kinds};
use crate::facts::personal::Signs;

/// Cells of a column that must be filled before their likeness says anything.
const FEWEST_FILLED: u64 = 3;
/// My Numbers without a word for them: one in ten numbers of twelve digits passes the check, five of them by no chance.
const FEWEST_NAMELESS: u64 = 5;
/// Share of the filled cells that must be of one kind, in percent.
const SHARE_PERCENT: u64 = 60;
/// A name by its form.
const ANY_NAME: Signs = Signs::NAME.and(Signs::WHOLE_NAME);
/// Kinds that cells show by themselves.
pub(super) const SHARED: [(Signs, ColumnKind); 8] = [
    (ANY_NAME, ColumnKind::Name),
    (Signs::ADDRESS, ColumnKind::Address),
    (Signs::PHONE, ColumnKind::Phone),
    (Signs::EMAIL, ColumnKind::Email),
    (Signs::MY_NUMBER, ColumnKind::MyNumber),
    (Signs::PAYMENT_CARD, ColumnKind::PaymentCard),
    (Signs::PASSPORT, ColumnKind::Passport),
    (Signs::SOCIAL_SECURITY, ColumnKind::SocialSecurity),
];

/// What was seen of a column.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Column {
    pub head: Option<ColumnKind>,
    pub filled: u64,
    pub counts: [u64; SHARED.len()],
}

/// What a column holds.
#[derive(Debug, Clone, Copy)]
pub(super) struct Held {
    pub kind: ColumnKind,
    /// Its head says so; else its cells show it.
    pub by_head: bool,
}

impl Column {
    /// A head decides, but a My Number or a card must also look like one: most cells below 「カード番号」 may be those of
    /// library cards. Without a head most cells must be of one kind.
    pub fn kind(&self, named: Kinds) -> Option<Held> {
        let has_share = |count: u64| count > 0 && count * 100 >= self.filled * SHARE_PERCENT;
        let count_of =
            |kind| SHARED.iter().zip(self.counts).find(|((_, shared), _)| *shared == kind).map(|(_, count)| count);
        if let Some(head) = self.head {
            let must_pass = head.is_identifier() && !matches!(head, ColumnKind::Insurance | ColumnKind::Passport);
            // A column `address` of an address book.
            let is_email = || count_of(ColumnKind::Email).is_some_and(has_share);
            let head = if head == ColumnKind::Address && is_email() { ColumnKind::Email } else { head };
            return (!must_pass || count_of(head).is_some_and(has_share)).then_some(Held { kind: head, by_head: true });
        }
        if self.filled < FEWEST_FILLED {
            return None;
        }
        let shared = SHARED.iter().zip(self.counts).find(|(_, count)| has_share(*count)).map(|((_, kind), _)| *kind)?;
        let is_proved = match shared {
            // Slips, licences and items have as many digits; cards alone have an issuer and a check digit.
            ColumnKind::MyNumber => named.has(shared) || count_of(shared).is_some_and(|count| count >= FEWEST_NAMELESS),
            ColumnKind::Passport | ColumnKind::SocialSecurity => named.has(shared),
            _ => true,
        };
        is_proved.then_some(Held { kind: shared, by_head: false })
    }
}

/// What a number is whose row says so: a form has its labels before its cells.
pub(super) fn identifier_named_in_row(signs: Signs) -> Option<ColumnKind> {
    let kinds = SHARED.iter().filter(|(_, kind)| kind.is_identifier());
    signs.has(Signs::NAMED).then(|| kinds.copied().find(|(sign, _)| signs.has(*sign))).flatten().map(|(_, kind)| kind)
}

/// Whether a cell shows by itself that it is of a kind.
pub(super) fn shows(kind: ColumnKind, signs: Signs) -> bool {
    SHARED.iter().any(|(sign, shared)| *shared == kind && signs.has_any(*sign))
}

/// Whether a cell can be what the head of its column says.
pub(super) fn fits(kind: ColumnKind, signs: Signs) -> bool {
    match kind {
        ColumnKind::Name => signs.has(Signs::LETTERS) && !signs.has_any(Signs::EMAIL.and(Signs::NOBODY)),
        ColumnKind::Address => signs.has(Signs::LETTERS),
        ColumnKind::PostalCode => signs.has_any(Signs::POSTAL_FORM.and(Signs::MANY_DIGITS)),
        ColumnKind::Phone => signs.has_any(Signs::PHONE.and(Signs::MANY_DIGITS)),
        ColumnKind::Email => signs.has(Signs::EMAIL),
        ColumnKind::BirthDate => signs.has(Signs::DIGITS),
        ColumnKind::Profile | ColumnKind::Special => signs.has(Signs::FILLED),
        ColumnKind::BankAccount => signs.has(Signs::DIGITS),
        ColumnKind::Insurance => signs.has(Signs::MANY_DIGITS),
        ColumnKind::MyNumber => signs.has(Signs::MY_NUMBER),
        ColumnKind::PaymentCard => signs.has(Signs::PAYMENT_CARD),
        ColumnKind::Passport => signs.has_any(Signs::PASSPORT.and(Signs::DOCUMENT)),
        ColumnKind::SocialSecurity => signs.has(Signs::SOCIAL_SECURITY),
    }
}
