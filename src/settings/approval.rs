//! `[approval]`: where approvals lie and whose keys count. When one is asked for stands in `[[policy.approval]]`.

use super::Organization;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// `[approval]`; `None` where the settings are silent.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ApprovalSettings {
    /// `signers`: whose keys count, as OpenSSH's allowed_signers has them.
    pub signers: Option<PathBuf>,
    /// `revoked`: keys that count no more, one public key a line.
    pub revoked: Option<PathBuf>,
    /// `folder`: approvals beside those that lie beside a draft; where a message without a path is looked up.
    pub folder: Option<PathBuf>,
    /// `[approval.roles]`: names for people, which `by = ["role:NAME"]` of `[[policy.approval]]` stands for. Addresses are globs, or
    /// `@domain` with its sub-domains; no role is empty.
    pub roles: BTreeMap<String, Vec<String>>,
    /// `locked`: files below the system's own say nothing about approvals.
    pub is_locked: bool,
    /// Who "we" are by the system's files alone, when they lock it: nobody else says who is outside of an approval.
    pub organization: Option<Organization>,
}
