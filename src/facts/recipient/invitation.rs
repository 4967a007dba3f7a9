//! Holds the recipients of an invitation against the attendees of the calendar inside it. Knows that an address in Bcc
//! and among the attendees is one person, and no calendar: the draft says who is invited.

use crate::draft::{Recipient, RecipientField};
use crate::facts::schema::RecipientRow;
use std::collections::HashSet;

/// Fills in `invitation` of the rows, one for each of `recipients`; leaves all of them unknown where no calendar
/// invites anybody.
///
/// Rooms and hidden recipients who are not invited say nothing: a room is booked, and an archive in Bcc is no guest.
pub(super) fn compare(rows: &mut [RecipientRow], recipients: &[Recipient]) {
    if !recipients.iter().any(|recipient| recipient.is_invited) {
        return;
    }
    let hidden: HashSet<String> = rows
        .iter()
        .filter(|row| row.field == RecipientField::Bcc.name())
        .filter_map(|row| row.address.clone())
        .collect();
    for (row, recipient) in rows.iter_mut().zip(recipients) {
        let is_hidden = || row.address.as_ref().is_some_and(|address| hidden.contains(address));
        row.invitation = match (recipient.field, recipient.is_invited) {
            _ if row.resource => None,
            (RecipientField::Attendee, _) if is_hidden() => Some("hidden"),
            (RecipientField::Attendee, _) => Some("unmailed"),
            (_, true) => Some("invited"),
            (RecipientField::Bcc, false) => None,
            (_, false) => Some("uninvited"),
        };
    }
}

#[cfg(test)]
mod tests {
    use crate::draft::Draft;
    use crate::facts::own::Own;
    use crate::facts::recipient::{Acquaintances, rows};
    use crate::facts::test_draft::draft;
    use crate::facts::thread::ThreadAddresses;
    use crate::lists::Lists;
    use crate::settings::Settings;

    fn invitations(draft: &Draft) -> Vec<Option<&'static str>> {
        let (settings, lists) = (Settings::default(), Lists::builtin());
        let own = Own::of(draft, &settings, &lists);
        let thread = ThreadAddresses::of(draft);
        let rows = rows(draft, &own, &Acquaintances::new(&settings), &lists, &thread);
        rows.iter().map(|row| row.invitation).collect()
    }

    #[test]
    fn those_in_one_of_both_only_are_told_apart() {
        let mut draft = draft("To: a@alpha.example, b@beta.example\nAttendees: c@gamma.example\n\n");
        draft.recipients[0].is_invited = true;
        assert_eq!(invitations(&draft), [Some("invited"), Some("uninvited"), Some("unmailed")]);
    }

    #[test]
    fn an_attendee_in_bcc_is_hidden_in_vain_and_an_archive_there_is_no_guest() {
        let draft = draft("Bcc: A@alpha.example, archive@me.example\nAttendees: a@alpha.example\n\n");
        assert_eq!(invitations(&draft), [None, None, Some("hidden")]);
    }

    #[test]
    fn a_room_says_nothing() {
        let mut draft = draft("To: room@alpha.example\nAttendees: a@alpha.example\n\n");
        draft.recipients[0].is_resource = true;
        assert_eq!(invitations(&draft), [None, Some("unmailed")]);
    }

    #[test]
    fn without_a_calendar_nothing_is_known() {
        assert_eq!(invitations(&draft("To: a@alpha.example\n\n")), [None]);
    }
}
