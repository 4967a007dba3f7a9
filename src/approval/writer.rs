//! Whether somebody is who sends a draft, however the address is written: nobody approves for themselves.

use crate::draft::{Address, Draft};
use crate::fold::fold;

/// Fields that say who sends.
const FIELDS: [&str; 4] = ["from", "sender", "resent-from", "resent-sender"];

/// True when `person`, an address in lower case, stands in one of the fields that say who sends, in whichever spelling.
#[must_use]
pub fn is_written_by(draft: &Draft, person: &str) -> bool {
    let person = plain(person);
    let mailboxes = draft.from.iter().chain(&draft.sender);
    let is_writer = mailboxes.into_iter().any(|mailbox| match &mailbox.address.value {
        Address::Ok(addr_spec) => plain(&addr_spec.to_string()) == person,
        _ => plain(draft.view.slice(mailbox.address.span)).contains(&person),
    });
    // Also where the field stands twice, or holds more than the first mailbox.
    is_writer
        || draft.headers.iter().any(|field| {
            FIELDS.iter().any(|name| field.name.eq_ignore_ascii_case(name)) && plain(&field.body).contains(&person)
        })
}

/// Without what makes no other mailbox of it: width and case of letters, quotes, blanks, a dot at the end, `+tag`.
fn plain(address: &str) -> String {
    let folded = fold(address).replace(['"', ' ', '\t'], "");
    let folded = folded.trim_end_matches('.');
    match folded.rsplit_once('@') {
        Some((local, domain)) => {
            let local = local.split_once('+').map_or(local, |(before, _)| before);
            format!("{local}@{domain}")
        }
        None => folded.to_owned(),
    }
}
