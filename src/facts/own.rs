//! Who "we" are: from settings, else from the sender's address. Knows no recipients.

use crate::domain_name::is_same_or_under;
use crate::draft::Draft;
use crate::facts::addr_spec::FoldedAddress;
use crate::facts::domain::organizational_domain;
use crate::lists::Lists;
use crate::settings::{Organization, Settings};
use std::collections::BTreeSet;

/// Who "we" are, and who the sender is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Own {
    internal: Internal,
    member_domains: Vec<String>,
    sender_addresses: BTreeSet<String>,
    is_private_sender: bool,
}

/// Which domains are internal.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Internal {
    /// `[organization] domains`, sub-domains included.
    Configured(Vec<String>),
    /// The organizational domains of From.
    OfSender(Vec<String>),
    /// From is a private person: nobody else is internal.
    Nobody,
    /// Neither settings nor From say.
    Unknown,
}

impl Own {
    /// Who sends this draft. Its From is for .msg what the sender stands for (SentRepresenting), so Sender is asked
    /// only where From has no address.
    #[must_use]
    pub fn of(draft: &Draft, settings: &Settings, lists: &Lists) -> Self {
        Self::in_organization(draft, &settings.organization, lists)
    }

    /// The same where others than all settings together say who "we" are.
    #[must_use]
    pub fn in_organization(draft: &Draft, organization: &Organization, lists: &Lists) -> Self {
        let from: Vec<FoldedAddress> = draft.from.iter().filter_map(FoldedAddress::of_mailbox).collect();
        let sender = draft.sender.as_ref().and_then(FoldedAddress::of_mailbox);
        let speaking: Vec<&FoldedAddress> =
            if from.is_empty() { sender.iter().collect() } else { from.iter().collect() };
        let domains: Vec<&str> = speaking.iter().filter_map(|address| address.domain.as_deref()).collect();
        let mut own = Self::from_domains(organization, &domains, lists);
        own.sender_addresses = from.iter().chain(&sender).map(|address| address.address.clone()).collect();
        own
    }

    /// Who "we" are when mail comes from these folded domains.
    ///
    /// Settings win. Without them the organizational domains of From are internal; a From at a consumer provider
    /// (list `consumer-domains`) makes nobody internal.
    #[must_use]
    pub fn new(settings: &Settings, from_domains: &[&str], lists: &Lists) -> Self {
        Self::from_domains(&settings.organization, from_domains, lists)
    }

    fn from_domains(organization: &Organization, from_domains: &[&str], lists: &Lists) -> Self {
        let consumers = lists.needed("consumer-domains");
        let is_consumer = |domain: &&str| consumers.domain(domain).is_some();
        let organizations: Vec<String> = from_domains
            .iter()
            .filter(|domain| !is_consumer(domain))
            .map(|domain| organizational_domain(domain, lists))
            .collect();
        let internal = if !organization.domains.is_empty() {
            Internal::Configured(organization.domains.clone())
        } else if !organizations.is_empty() {
            Internal::OfSender(organizations)
        } else if from_domains.is_empty() {
            Internal::Unknown
        } else {
            Internal::Nobody
        };
        let is_set = |domain: &&&str| organization.domains.iter().any(|own| is_same_or_under(domain, own));
        let is_private_sender = from_domains.iter().filter(|domain| !is_set(domain)).any(is_consumer);
        Self {
            internal,
            member_domains: organization.member_domains.clone(),
            sender_addresses: BTreeSet::new(),
            is_private_sender,
        }
    }

    /// Whether a folded domain is outside our organization; `None` when nothing says who we are. Members are ours.
    #[must_use]
    pub fn is_external(&self, domain: &str, lists: &Lists) -> Option<bool> {
        if self.is_member(domain) {
            return Some(false);
        }
        match &self.internal {
            Internal::Configured(domains) => Some(!domains.iter().any(|own| is_same_or_under(domain, own))),
            Internal::OfSender(organizations) => Some(!organizations.contains(&organizational_domain(domain, lists))),
            Internal::Nobody => Some(true),
            Internal::Unknown => None,
        }
    }

    /// True for a folded domain under one of `[organization] member-domains`.
    #[must_use]
    pub fn is_member(&self, domain: &str) -> bool {
        self.member_domains.iter().any(|member| is_same_or_under(domain, member))
    }

    /// True for a folded address that stands in From or Sender.
    #[must_use]
    pub fn is_sender(&self, address: &str) -> bool {
        self.sender_addresses.contains(address)
    }

    /// True when From is at a free-mail, carrier or ISP provider, and the settings do not call that domain ours.
    #[must_use]
    pub fn is_private_sender(&self) -> bool {
        self.is_private_sender
    }

    /// True when `[organization] domains` says who we are; else it is the sender who does.
    #[must_use]
    pub fn is_configured(&self) -> bool {
        matches!(self.internal, Internal::Configured(_))
    }

    /// Our domains, without members': those of the settings, else the organizational domains of From.
    #[must_use]
    pub fn domains(&self) -> &[String] {
        match &self.internal {
            Internal::Configured(domains) | Internal::OfSender(domains) => domains,
            Internal::Nobody | Internal::Unknown => &[],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::test_draft::draft;

    fn settings(domains: &[&str], member_domains: &[&str]) -> Settings {
        let owned = |domains: &[&str]| domains.iter().map(|domain| (*domain).to_owned()).collect();
        Settings {
            organization: Organization {
                domains: owned(domains),
                member_domains: owned(member_domains),
                ..Organization::default()
            },
            ..Settings::default()
        }
    }

    #[track_caller]
    fn external(settings: &Settings, from: &[&str], domain: &str, expected: Option<bool>) {
        let lists = Lists::builtin();
        assert_eq!(Own::new(settings, from, &lists).is_external(domain, &lists), expected, "{domain}");
    }

    #[test]
    fn configured_domains_need_no_from_and_hold_their_sub_domains() {
        let settings = settings(&["city.alpha.example"], &[]);
        external(&settings, &[], "city.alpha.example", Some(false));
        external(&settings, &[], "tax.city.alpha.example", Some(false));
        external(&settings, &[], "notcity.alpha.example", Some(true));
        external(&settings, &["gmail.com"], "gmail.com", Some(true));
    }

    #[test]
    fn partner01_below_a_configured_domain_is_internal() {
        external(&settings(&["example.co.jp"], &[]), &[], "partner01.example.co.jp", Some(false));
    }

    #[test]
    fn without_settings_the_organization_of_from_is_internal() {
        let settings = Settings::default();
        external(&settings, &["mail.alpha.example"], "tokyo.alpha.example", Some(false));
        external(&settings, &["mail.alpha.example"], "beta.example", Some(true));
        external(&settings, &["pref.osaka.lg.jp"], "city.osaka.lg.jp", Some(true));
        external(&settings, &["alpha.onmicrosoft.com"], "beta.onmicrosoft.com", Some(true));
        external(&settings, &["soumu.city.yokohama.jp"], "zeimu.city.yokohama.jp", Some(false));
    }

    #[test]
    fn a_private_sender_has_nobody_inside() {
        external(&Settings::default(), &["gmail.com"], "gmail.com", Some(true));
        assert!(Own::new(&Settings::default(), &["sepia.ocn.ne.jp"], &Lists::builtin()).is_private_sender());
    }

    #[test]
    fn a_shop_at_its_provider_is_no_private_sender() {
        let lists = Lists::builtin();
        let own = Own::new(&settings(&["minato-demo.ocn.ne.jp"], &[]), &["minato-demo.ocn.ne.jp"], &lists);
        assert!(!own.is_private_sender());
        assert_eq!(own.is_external("other-demo.ocn.ne.jp", &lists), Some(true));
    }

    #[test]
    fn without_from_and_settings_external_is_unknown() {
        external(&Settings::default(), &[], "beta.example", None);
    }

    #[test]
    fn a_member_is_ours_even_when_nothing_else_is_known() {
        let settings = settings(&[], &["stu.alpha.example"]);
        external(&settings, &[], "b1.stu.alpha.example", Some(false));
        assert!(Own::new(&settings, &[], &Lists::builtin()).is_member("stu.alpha.example"));
        assert!(!Own::new(&settings, &[], &Lists::builtin()).is_member("alpha.example"));
    }

    #[test]
    fn sender_is_asked_only_when_from_has_no_address() {
        let lists = Lists::builtin();
        let sent = draft("From: Jimu\nSender: jimu@alpha.example\nTo: a@beta.example\n\nx\n");
        assert_eq!(Own::of(&sent, &Settings::default(), &lists).domains(), ["alpha.example"]);
        let sent = draft("From: jimu@beta.example\nSender: jimu@alpha.example\nTo: a@beta.example\n\nx\n");
        let own = Own::of(&sent, &Settings::default(), &lists);
        assert_eq!(own.domains(), ["beta.example"]);
        assert!(own.is_sender("jimu@alpha.example") && own.is_sender("jimu@beta.example"));
    }
}
