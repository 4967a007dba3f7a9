//! The closed words of a rule file's head, and what a good name looks like. Knows no TOML.

use serde::{Deserialize, Serialize};

/// What kind of slip a rule is about; orders `rules list` and the documentation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Category {
    /// Recipients see each other's addresses.
    Exposure,
    /// A recipient is not the one who was meant.
    Recipients,
    /// What an answer or a forward carries along.
    Thread,
    /// What the author wrote.
    Text,
    /// Files that travel with it.
    Attachments,
    /// Drafts that go out together.
    Mailing,
    /// What we could not read.
    Reading,
    /// Rules of the house.
    Policy,
    /// Steps before sending.
    Workflow,
}

impl Category {
    /// Every category, in the order of the documentation.
    pub const ALL: [Category; 9] = [
        Category::Exposure,
        Category::Recipients,
        Category::Thread,
        Category::Text,
        Category::Attachments,
        Category::Mailing,
        Category::Reading,
        Category::Policy,
        Category::Workflow,
    ];

    /// The word in rule files.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Category::Exposure => "exposure",
            Category::Recipients => "recipients",
            Category::Thread => "thread",
            Category::Text => "text",
            Category::Attachments => "attachments",
            Category::Mailing => "mailing",
            Category::Reading => "reading",
            Category::Policy => "policy",
            Category::Workflow => "workflow",
        }
    }

    /// The category of that name, or `None`.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|category| category.name() == name)
    }
}

/// A set that `mailcheck.toml` gives: `$organization.domains` in a set comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum ConfiguredSet {
    /// `[organization] domains`.
    OrganizationDomains,
    /// `[organization] member-domains`.
    MemberDomains,
    /// `[organization] name` and `aliases`.
    OrganizationNames,
    /// `name` and `aliases` of every `[[partner]]`.
    PartnerNames,
    /// `domains` of every `[[partner]]`.
    PartnerDomains,
}

impl ConfiguredSet {
    /// Every set.
    pub const ALL: [ConfiguredSet; 5] = [
        ConfiguredSet::OrganizationDomains,
        ConfiguredSet::MemberDomains,
        ConfiguredSet::OrganizationNames,
        ConfiguredSet::PartnerNames,
        ConfiguredSet::PartnerDomains,
    ];

    /// Its name after `$`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            ConfiguredSet::OrganizationDomains => "organization.domains",
            ConfiguredSet::MemberDomains => "organization.member-domains",
            ConfiguredSet::OrganizationNames => "organization.names",
            ConfiguredSet::PartnerNames => "partner.names",
            ConfiguredSet::PartnerDomains => "partner.domains",
        }
    }
}

/// A key of `mailcheck.toml` without which a rule would have nothing to compare with: it is on when the key is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Need {
    /// `[organization] domains`.
    Domains,
    /// `[organization] member-domains`.
    MemberDomains,
    /// `[[partner]]`.
    Partner,
    /// `[people] address-book`.
    AddressBook,
    /// `[people] lists`.
    PeopleLists,
    /// `[policy] bulk`.
    BulkPolicy,
    /// `[policy] encrypt = "required"`.
    Encryption,
    /// `[[policy.forbidden-recipient]]`.
    ForbiddenRecipients,
    /// `[[policy.required-recipient]]`.
    RequiredRecipients,
    /// `[[policy.keyword-recipient]]`.
    KeywordRecipients,
    /// `[[policy.forbidden-text]]`.
    ForbiddenTexts,
    /// `[[policy.attachment-forbidden]]`.
    ForbiddenAttachments,
    /// Any key of `[limits]`.
    Limits,
    /// `[limits] mta-bytes`.
    MtaBytes,
    /// `[limits] tool-bytes`.
    ToolBytes,
    /// `[[template]]`.
    Template,
    /// `[[policy.approval]]`.
    Approvals,
}

impl Need {
    /// Every key that can be needed.
    pub const ALL: [Need; 17] = [
        Need::Domains,
        Need::MemberDomains,
        Need::Partner,
        Need::AddressBook,
        Need::PeopleLists,
        Need::BulkPolicy,
        Need::Encryption,
        Need::ForbiddenRecipients,
        Need::RequiredRecipients,
        Need::KeywordRecipients,
        Need::ForbiddenTexts,
        Need::ForbiddenAttachments,
        Need::Limits,
        Need::MtaBytes,
        Need::ToolBytes,
        Need::Template,
        Need::Approvals,
    ];

    /// The key, dotted.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Need::Domains => "organization.domains",
            Need::MemberDomains => "organization.member-domains",
            Need::Partner => "partner",
            Need::AddressBook => "people.address-book",
            Need::PeopleLists => "people.lists",
            Need::BulkPolicy => "policy.bulk",
            Need::Encryption => "policy.encrypt",
            Need::ForbiddenRecipients => "policy.forbidden-recipient",
            Need::RequiredRecipients => "policy.required-recipient",
            Need::KeywordRecipients => "policy.keyword-recipient",
            Need::ForbiddenTexts => "policy.forbidden-text",
            Need::ForbiddenAttachments => "policy.attachment-forbidden",
            Need::Limits => "limits",
            Need::MtaBytes => "limits.mta-bytes",
            Need::ToolBytes => "limits.tool-bytes",
            Need::Template => "template",
            Need::Approvals => "policy.approval",
        }
    }

    /// The need of that name, or `None`.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|need| need.name() == name)
    }
}

/// Words of an example's `stage`.
pub const STAGES: &[&str] = &["template", "rendered", "sending"];

/// Beginnings that name the remedy instead of the slip: "allow use-bcc" reads as its opposite. `no-` is not among
/// them: what is missing can be the slip itself (`no-recipient`).
pub const REMEDIES: &[&str] = &["avoid-", "use-", "check-"];

/// Files that examples can attach beside plain names, made by checked-in generators: `gen:NAME`.
pub const GENERATORS: &[&str] = &[];

/// Words a param or `let` cannot be called, since they mean something else in `[rule.ID]` or in a message.
pub const RESERVED: &[&str] = &["severity", "locked", "count"];

/// True for lower-case ASCII words and digits joined by single hyphens, beginning with a letter.
#[must_use]
pub fn is_kebab_case(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_lowercase())
        && name.split('-').all(|word| {
            !word.is_empty() && word.chars().all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit())
        })
}

/// What is wrong with `id` as the name of a rule, or `None`.
#[must_use]
pub fn id_problem(id: &str) -> Option<String> {
    if !is_kebab_case(id) {
        return Some(format!("`{id}` is not kebab-case"));
    }
    let remedy = REMEDIES.iter().find(|remedy| id.starts_with(**remedy))?;
    Some(format!("`{id}` begins with `{remedy}`: a rule is named after the slip, not after the remedy"))
}

/// True for `major.minor.patch` in digits.
#[must_use]
pub fn is_version(text: &str) -> bool {
    let parts: Vec<&str> = text.split('.').collect();
    parts.len() == 3 && parts.iter().all(|part| !part.is_empty() && part.chars().all(|digit| digit.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_is_named_after_the_slip() {
        assert_eq!(id_problem("missing-bcc"), None);
        assert_eq!(id_problem("nobody-in-to"), None);
        assert!(id_problem("use-bcc").is_some_and(|problem| problem.contains("slip")));
        for id in ["Missing-bcc", "missing--bcc", "missing_bcc", "-bcc", "", "2-bcc"] {
            assert!(id_problem(id).is_some(), "{id}");
        }
    }

    #[test]
    fn a_version_has_three_numbers() {
        assert!(is_version("0.1.0"));
        assert!(!is_version("0.1") && !is_version("1.0.x") && !is_version("v1.0.0"));
    }
}
