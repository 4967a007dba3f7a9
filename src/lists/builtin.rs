//! The data files of rules/data, embedded.

/// Name and text of each list.
pub(super) static BUILTIN: &[(&str, &str)] = &[
    ("consumer-domains", include_str!("../../rules/data/consumer-domains.tsv")),
    ("mailing-list-domains", include_str!("../../rules/data/mailing-list-domains.tsv")),
    ("private-top-levels", include_str!("../../rules/data/private-top-levels.tsv")),
    ("reserved-top-levels", include_str!("../../rules/data/reserved-top-levels.tsv")),
    ("shared-tenant-suffixes", include_str!("../../rules/data/shared-tenant-suffixes.tsv")),
    ("typo-allow", include_str!("../../rules/data/typo-allow.tsv")),
    ("typo-domains", include_str!("../../rules/data/typo-domains.tsv")),
];
