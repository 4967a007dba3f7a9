//! Whether somebody is who sends a draft, however the address is written: nobody approves for themselves. Knows no more than
//! the draft and its envelope say: whoever writes there another's name, or sends from another's computer, is not found out.

use crate::draft::{Draft, Mailbox};
use crate::fold::fold;

/// Fields that say who sends.
const FIELDS: [&str; 4] = ["from", "sender", "resent-from", "resent-sender"];

/// True when `person`, an address, stands in one of the fields that say who sends, or is the sender of the envelope, in
/// whichever spelling. A name without `@` is the one of whoever has it before the `@`.
#[must_use]
pub fn is_written_by(draft: &Draft, person: &str) -> bool {
    let person = plain(&fold(person));
    let name = person.split('@').next().unwrap_or_default();
    let is_person = |text: &str| {
        let text = fold(text).replace('"', "").replace([' ', '\t'], " ").replace(" @", "@").replace("@ ", "@");
        text.trim() == name || pieces(&text).any(|piece| plain(piece) == person)
    };
    senders(draft).any(is_person)
}

/// True when nothing says who sends: neither a field nor the envelope has an address that an approver could be held
/// against. A name alone, as an Exchange server has it in a draft, is none.
#[must_use]
pub fn is_unknown(draft: &Draft) -> bool {
    !senders(draft).any(|text| fold(text).contains('@'))
}

/// Everything that says who sends, as it is written.
fn senders(draft: &Draft) -> impl Iterator<Item = &str> {
    let mailboxes = draft.from.iter().chain(&draft.sender);
    let address = |mailbox: &Mailbox| draft.view.slice(mailbox.address.span);
    // Also where the field stands twice, or holds more than the first mailbox.
    let is_sender = |name: &str| FIELDS.iter().any(|field| name.eq_ignore_ascii_case(field));
    let fields = draft.headers.iter().filter(move |field| field.is_present && is_sender(&field.name));
    mailboxes.map(address).chain(fields.map(|field| field.body.as_str())).chain(draft.envelope.sender.as_deref())
}

/// Addresses, and whatever stands between them.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    text.split([' ', '<', '>', ',', ';', ':', '(', ')', '、', '，']).filter(|piece| !piece.is_empty())
}

/// Of a folded address without what makes no other mailbox of it: a dot at the end, `+tag`.
fn plain(address: &str) -> String {
    let address = address.trim_end_matches('.');
    match address.rsplit_once('@') {
        Some((local, domain)) => {
            let local = local.split_once('+').map_or(local, |(before, _)| before);
            format!("{local}@{domain}")
        }
        None => address.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::Envelope;
    use crate::load::{Limits, Route, handed_over};

    fn draft(fields: &str, sender: Option<&str>) -> Draft {
        let text = format!("{fields}To: bob@beta.example\nSubject: x\n\nText.\n");
        handed_over(text.as_bytes(), &Route { sender, recipients: &[] }, &Limits::default()).draft
    }

    #[test]
    fn whoever_sends_is_known_however_it_is_written() {
        for fields in [
            "From: Sato <SATO@City.example>\n",
            "From: sato+news@city.example.\n",
            "From: \"sato\"@city.example\n",
            "From: sato＠city.example\n",
            "From: sato\n",
            "From: a@city.example\nSender: b@city.example\nSender: x+y <sato@city.example>\n",
            "From: a@city.example, b@city.example, Sato <sato @city.example>\n",
            "From: a@city.example\nResent-From: sato@city.example\n",
        ] {
            assert!(is_written_by(&draft(fields, None), "sato@city.example"), "{fields}");
        }
        assert!(is_written_by(&draft("From: office@city.example\n", Some("<Sato@city.example>")), "sato@city.example"));
        assert!(is_written_by(&draft("", Some("sato")), "sato@city.example"));
    }

    #[test]
    fn somebody_with_a_similar_address_is_somebody_else() {
        for from in ["asato@city.example", "sato@city.example.org", "Sato <ito@city.example>", "sato@beta.example"] {
            let draft = draft(&format!("From: {from}\n"), None);
            assert!(!is_written_by(&draft, "sato@city.example") && !is_unknown(&draft), "{from}");
        }
    }

    #[test]
    fn without_an_address_nobody_knows_who_sends() {
        for fields in ["", "From:\n", "From: Suzuki Hanako\n"] {
            assert!(is_unknown(&draft(fields, None)), "{fields}");
            assert!(is_unknown(&draft(fields, Some("<>"))), "{fields}");
            // The account of a web server sends for many.
            assert!(is_unknown(&draft(fields, Some("www-data"))), "{fields}");
            assert!(!is_unknown(&draft(fields, Some("suzuki@city.example"))), "{fields}");
        }
        assert!(is_unknown(&Draft { envelope: Envelope::default(), ..Draft::default() }));
    }
}
