//! Whether a rule is in force, and why not. Knows nothing of what it asks.

use super::{is_called, tuning_of};
use crate::rule::file::{Need, RuleFile};
use crate::settings::{EncryptionPolicy, PolicyKind, Settings};

/// Why a rule is not in force.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum WhyOff {
    /// The command line names other rules only.
    NotSelected,
    /// `--skip`.
    Skipped,
    /// `severity = "off"` in the settings.
    Settings,
    /// It has nothing to compare with until this is set.
    Needs(Need),
    /// Off unless somebody switches it on.
    Default,
}

/// Everything that switches rules.
pub(super) struct Switches<'a> {
    pub settings: &'a Settings,
    pub only: &'a [String],
    pub skip: &'a [String],
}

impl Switches<'_> {
    /// Why `file` is not in force; `None` when it is.
    pub fn why_off(&self, file: &RuleFile) -> Option<WhyOff> {
        let is_named_in = |ids: &[String]| ids.iter().any(|id| is_called(file, id));
        let is_selected = is_named_in(self.only);
        let tuning = tuning_of(file, self.settings);
        let severity = tuning.and_then(|tuning| tuning.severity);
        // What the system's file locks stays in force, whatever else is asked for.
        let is_locked = tuning.is_some_and(|tuning| tuning.is_locked);
        if is_named_in(self.skip) {
            Some(WhyOff::Skipped)
        } else if !self.only.is_empty() && !is_selected && !is_locked {
            Some(WhyOff::NotSelected)
        } else if severity == Some(None) && !is_selected {
            Some(WhyOff::Settings)
        } else if let Some(need) = file.needs.filter(|need| !is_met(*need, self.settings)) {
            Some(WhyOff::Needs(need))
        } else if !file.is_on_by_default && severity.flatten().is_none() && !is_selected {
            Some(WhyOff::Default)
        } else {
            None
        }
    }
}

/// True when the settings have what a rule needs.
fn is_met(need: Need, settings: &Settings) -> bool {
    let limits = &settings.limits;
    match need {
        Need::Domains => !settings.organization.domains.is_empty(),
        Need::MemberDomains => !settings.organization.member_domains.is_empty(),
        Need::Partner => !settings.partners.is_empty(),
        Need::AddressBook => !settings.people.address_book.is_empty(),
        Need::PeopleLists => !settings.people.lists.is_empty(),
        Need::BulkPolicy => settings.policy.bulk.is_some(),
        Need::Encryption => settings.policy.encrypt == Some(EncryptionPolicy::Required),
        Need::ForbiddenRecipients => settings.policy.has(PolicyKind::ForbiddenRecipient),
        Need::RequiredRecipients => settings.policy.has(PolicyKind::RequiredRecipient),
        Need::KeywordRecipients => settings.policy.has(PolicyKind::KeywordRecipient),
        Need::ForbiddenTexts => settings.policy.has(PolicyKind::ForbiddenText),
        Need::ForbiddenAttachments => settings.policy.has(PolicyKind::AttachmentForbidden),
        Need::Limits => limits.is_set(),
        Need::MtaBytes => limits.mta_bytes.is_some(),
        Need::ToolBytes => limits.tool_bytes.is_some(),
        Need::Approvals => settings.policy.has(PolicyKind::Approval),
        Need::Template => !settings.templates.is_empty(),
    }
}
