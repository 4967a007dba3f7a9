//! The files with which other programs run mailcheck do what docs/continuous-integration.md says: hooks of pre-commit, the
//! GitHub action, the GitLab job. Their scripts are taken from the files and run, as those programs run them.

// Their scripts are for POSIX shells; Windows runs the same in Git's bash.
#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

#[path = "integrations/action.rs"]
mod action;
#[path = "integrations/gitlab.rs"]
mod gitlab;
#[path = "integrations/guide.rs"]
mod guide;
#[path = "integrations/matcher.rs"]
mod matcher;
#[path = "integrations/outlook.rs"]
mod outlook;
#[path = "integrations/pre_commit.rs"]
mod pre_commit;
#[path = "integrations/python.rs"]
mod python;
#[path = "integrations/workspace.rs"]
mod workspace;
