//! The data files of rules/data, embedded.

/// Name and text of each list.
pub(super) static BUILTIN: &[(&str, &str)] = &[
    ("attachment-negations", include_str!("../../rules/data/attachment-negations.tsv")),
    ("attachment-phrases", include_str!("../../rules/data/attachment-phrases.tsv")),
    ("consumer-domains", include_str!("../../rules/data/consumer-domains.tsv")),
    ("document-words", include_str!("../../rules/data/document-words.tsv")),
    ("empty-merges", include_str!("../../rules/data/empty-merges.tsv")),
    ("file-transfer-hosts", include_str!("../../rules/data/file-transfer-hosts.tsv")),
    ("greeting-stop-words", include_str!("../../rules/data/greeting-stop-words.tsv")),
    ("group-greetings", include_str!("../../rules/data/group-greetings.tsv")),
    ("mailing-list-domains", include_str!("../../rules/data/mailing-list-domains.tsv")),
    ("organization-forms", include_str!("../../rules/data/organization-forms.tsv")),
    ("placeholders", include_str!("../../rules/data/placeholders.tsv")),
    ("private-top-levels", include_str!("../../rules/data/private-top-levels.tsv")),
    ("reserved-top-levels", include_str!("../../rules/data/reserved-top-levels.tsv")),
    ("shared-tenant-suffixes", include_str!("../../rules/data/shared-tenant-suffixes.tsv")),
    ("template-words", include_str!("../../rules/data/template-words.tsv")),
    ("typo-allow", include_str!("../../rules/data/typo-allow.tsv")),
    ("typo-domains", include_str!("../../rules/data/typo-domains.tsv")),
];
