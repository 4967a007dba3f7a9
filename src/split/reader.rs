//! The people whom a draft goes to, each of them once: whoever writes to each of them apart starts here.

use crate::draft::{Address, Draft};
use std::collections::HashSet;

/// One of those who get a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reader {
    /// As written, normalised (RFC 5322 3.4.1).
    pub address: String,
    /// Of a person or an office; never an address.
    pub name: Option<String>,
}

/// Everybody whom a draft goes to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Readers {
    /// In the order of the draft; an address in two fields counts once.
    pub named: Vec<Reader>,
    /// Addresses that cannot be written to, as they stand in the draft.
    pub unusable: Vec<String>,
}

/// Who gets `draft`. `name_of` knows the name behind an address better than the draft does.
pub fn readers(draft: &Draft, name_of: &dyn Fn(&str) -> Option<String>) -> Readers {
    let mut seen = HashSet::new();
    let mut readers = Readers::default();
    for recipient in draft.recipients.iter().filter(|recipient| recipient.is_delivered) {
        let mailbox = &recipient.mailbox;
        let Address::Ok(addr_spec) = &mailbox.address.value else {
            readers.unusable.push(draft.view.slice(mailbox.address.span).to_owned());
            continue;
        };
        let address = addr_spec.to_string();
        if seen.insert(address.to_lowercase()) {
            let written = mailbox.display_name.as_ref().map(|name| name.value.clone());
            let name = name_of(&address).or(written).filter(|name| !name.contains('@'));
            readers.named.push(Reader { address, name });
        }
    }
    readers
}
