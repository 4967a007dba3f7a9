//! What an address property says, whosever it is: a recipient's, the sender's, a reply's.

use super::message::property;
use crate::draft::Address;
use crate::load::address_list::read_addr_spec;
use crate::load::mapi::Tag;
use crate::load::parts::{PartMailbox, Sourced};

/// The texts that name someone, each as the file has it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Identity {
    pub(super) name: String,
    pub(super) address_type: String,
    /// In the address type.
    pub(super) email: String,
    pub(super) smtp: String,
}

/// The properties that hold them.
#[derive(Debug, Clone, Copy)]
pub(super) struct IdentityTags {
    pub(super) name: Tag,
    pub(super) address_type: Tag,
    pub(super) email: Tag,
    pub(super) smtp: Tag,
}

impl Identity {
    /// True when nobody is named.
    pub(super) fn is_empty(&self) -> bool {
        [&self.name, &self.email, &self.smtp].iter().all(|text| text.trim().is_empty())
    }

    /// The text to read as an address, with the property that holds it; `None` when there is only a name.
    pub(super) fn address_text(&self, tags: &IdentityTags) -> Option<(&str, Tag)> {
        let is_smtp = self.address_type.trim().eq_ignore_ascii_case("SMTP");
        let is_email = self.email.contains(['@', '＠']) || is_smtp && !self.email.trim().is_empty();
        if !self.smtp.trim().is_empty() && !is_distinguished_name(&self.smtp) {
            Some((self.smtp.trim(), tags.smtp))
        } else if is_email && !is_distinguished_name(&self.email) {
            Some((self.email.trim(), tags.email))
        } else if self.has_no_directory()
            && matches!(read_addr_spec(&self.name), Address::Ok(_) | Address::Placeholder(_))
        {
            // Typed by hand and not yet resolved: Outlook keeps it as a name until the draft is sent.
            Some((self.name.trim(), tags.name))
        } else {
            None
        }
    }

    /// The mailbox; `storage` is the part of the message that holds the properties.
    pub(super) fn mailbox(&self, tags: &IdentityTags, storage: &str) -> PartMailbox {
        let (address, address_tag, text) = match self.address_text(tags) {
            Some((text, tag)) => (read_addr_spec(text), tag, text),
            None if self.has_no_directory() => (Address::NameOnly, tags.name, ""),
            None => (Address::Unresolved, tags.name, ""),
        };
        let name = self.name.trim();
        let is_name = !name.is_empty() && !name.trim_matches('\'').eq_ignore_ascii_case(text);
        PartMailbox {
            display_name: is_name.then(|| Sourced { value: name.to_owned(), origin: property(storage, tags.name) }),
            address: Sourced { value: address, origin: property(storage, address_tag) },
        }
    }

    /// True when the address book that holds the rest is not Exchange's nor a personal one.
    fn has_no_directory(&self) -> bool {
        !matches!(self.address_type.trim().to_ascii_uppercase().as_str(), "EX" | "MAPIPDL")
            && !is_distinguished_name(&self.email)
    }
}

/// An X.500 name as Exchange writes it: `/o=org/ou=unit/cn=Recipients/cn=name`.
fn is_distinguished_name(text: &str) -> bool {
    let start = text.trim_start().get(..3).unwrap_or_default();
    start.eq_ignore_ascii_case("/o=") || start.eq_ignore_ascii_case("/cn")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::mapi::tag;

    const TAGS: IdentityTags = IdentityTags {
        name: tag::DISPLAY_NAME,
        address_type: tag::ADDRESS_TYPE,
        email: tag::EMAIL_ADDRESS,
        smtp: tag::SMTP_ADDRESS,
    };

    fn identity(name: &str, address_type: &str, email: &str, smtp: &str) -> PartMailbox {
        Identity { name: name.into(), address_type: address_type.into(), email: email.into(), smtp: smtp.into() }
            .mailbox(&TAGS, "recipients[0]")
    }

    #[test]
    fn an_exchange_name_without_smtp_address_is_unresolved() {
        let mailbox = identity("総務課", "EX", "/o=Org/ou=A/cn=Recipients/cn=soumu", "");
        assert_eq!(mailbox.address.value, Address::Unresolved);
        assert_eq!(mailbox.address.origin, property("recipients[0]", tag::DISPLAY_NAME));
    }

    #[test]
    fn the_smtp_address_wins_over_the_exchange_name() {
        let mailbox = identity("総務課", "EX", "/o=Org/cn=soumu", "soumu@town.example");
        assert!(matches!(mailbox.address.value, Address::Ok(_)));
        assert_eq!(mailbox.address.origin, property("recipients[0]", tag::SMTP_ADDRESS));
    }

    #[test]
    fn a_name_that_repeats_the_address_is_no_name() {
        assert_eq!(identity("'taro@town.example'", "SMTP", "taro@town.example", "").display_name, None);
    }

    #[test]
    fn an_address_typed_by_hand_is_read_from_the_name() {
        let mailbox = identity("taro@town.example", "", "", "");
        assert!(matches!(mailbox.address.value, Address::Ok(_)));
        assert_eq!(identity("Taro", "", "", "").address.value, Address::NameOnly);
    }

    #[test]
    fn smtp_text_without_an_at_sign_is_malformed_not_lost() {
        assert!(matches!(identity("Taro", "SMTP", "taro", "").address.value, Address::Malformed { .. }));
    }
}
