//! Whose keys count (ssh-keygen(1), ALLOWED SIGNERS): one line for each key, read as OpenSSH reads it, and stricter: a line
//! for everybody at a domain, or for a certificate authority, approves nothing, since it says of nobody who they are.

mod flaw;
mod line;
mod time;

use super::pattern_list::{Match, PatternList};
use crate::lang::Bilingual;
use jiff::Timestamp;
use ssh_key::PublicKey;
use std::path::PathBuf;

pub use flaw::Flaw;

/// The lines of an allowed_signers file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AllowedSigners {
    /// In order; of those that count for nobody the ones with a readable key.
    pub signers: Vec<Signer>,
}

/// A line that counts for nobody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// As the settings name it.
    pub file: PathBuf,
    /// From 1.
    pub line: usize,
    /// Why.
    pub why: Bilingual,
}

/// A line: whose key, for what, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signer {
    /// Its number, from 1.
    pub line: usize,
    /// Whose.
    pub principals: PatternList,
    /// Uses that the key is meant for; `None` for all.
    pub namespaces: Option<PatternList>,
    /// The key counts from then on.
    pub valid_after: Option<Timestamp>,
    /// The key counts until then, and in that second still.
    pub valid_before: Option<Timestamp>,
    /// Why the line counts for nobody.
    pub flaw: Option<Flaw>,
    /// Whose signatures are meant; `None` when it cannot be read, which is a flaw.
    pub key: Option<PublicKey>,
}

impl AllowedSigners {
    /// Reads a file. A line that cannot be read counts for nobody and stops nobody else's, as in OpenSSH.
    #[must_use]
    pub fn read(bytes: &[u8]) -> Self {
        let lines = bytes.split(|byte| *byte == b'\n').zip(1..);
        Self { signers: lines.filter_map(|(line, number)| line::signer(line, number)).collect() }
    }

    /// Every address that has a key which `principal` has as well, in lower case.
    #[must_use]
    pub fn people_of(&self, principal: &str) -> Vec<String> {
        let has = |signer: &&Signer| signer.names(principal) == Match::Yes || signer.names_in_other_letters(principal);
        let theirs: Vec<_> = self.signers.iter().filter(has).filter_map(|signer| signer.key.as_ref()).collect();
        let is_theirs = |key: &PublicKey| theirs.iter().any(|their| their.key_data() == key.key_data());
        let same = self.signers.iter().filter(|signer| signer.key.as_ref().is_some_and(is_theirs));
        same.flat_map(|signer| signer.principals.literals()).map(str::to_lowercase).collect()
    }

    /// Lines that count for nobody, with the reason.
    pub fn left_out(&self) -> impl Iterator<Item = (usize, &Flaw)> {
        self.signers.iter().filter_map(|signer| Some((signer.line, signer.flaw.as_ref()?)))
    }
}

impl Signer {
    /// What the line says of `principal`. The case of letters counts, as it does for OpenSSH.
    #[must_use]
    pub fn names(&self, principal: &str) -> Match {
        self.principals.matches(principal)
    }

    /// True when the line names `principal` but for the case of letters.
    #[must_use]
    pub fn names_in_other_letters(&self, principal: &str) -> bool {
        self.principals.literals().any(|named| named.eq_ignore_ascii_case(principal))
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail loudly")]
mod tests {
    use super::*;

    const KEY: &str = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAILM+rvN+ot98qgEN796jTiQfZfG1KaT0PtFDJ/XFSqti";

    #[test]
    fn lines_are_read_as_ssh_keygen_reads_them() {
        let text = format!(
            "# people\n\nann@tsubame.example,bob@tsubame.example {KEY} comment here\n\
             cho@tsubame.example namespaces=\"mailcheck-approval,git\",Valid-After=\"20260101Z\" {KEY}\r\n\
             \t\"dan@tsubame.example\" valid-before=\"202601020304Z\" {KEY}"
        );
        let signers = AllowedSigners::read(text.as_bytes()).signers;
        assert_eq!(signers.len(), 3);
        assert_eq!(signers[0].names("bob@tsubame.example"), Match::Yes);
        assert_eq!(signers[0].names("BOB@tsubame.example"), Match::No);
        assert!(signers[0].names_in_other_letters("BOB@tsubame.example"));
        assert_eq!(signers[1].namespaces.as_ref().unwrap().matches("git"), Match::Yes);
        assert_eq!(signers[1].valid_after, Some("2026-01-01T00:00:00Z".parse().unwrap()));
        assert_eq!((signers[2].line, signers[2].names("dan@tsubame.example")), (5, Match::Yes));
        assert_eq!(signers[2].valid_before, Some("2026-01-02T03:04:00Z".parse().unwrap()));
        assert!(signers.iter().all(|signer| signer.flaw.is_none()));
    }

    #[test]
    fn a_line_that_cannot_be_read_is_told_and_stops_nobody() {
        for (line, told) in [
            (format!("ann@tsubame.example sometimes {KEY}"), "`sometimes` is no option"),
            (format!("ann@tsubame.example valid-after=\"soon\" {KEY}"), "`soon` is no time"),
            ("ann@tsubame.example ssh-ed25519 AAAA".to_owned(), "no readable public key"),
            ("ann@tsubame.example".to_owned(), "no readable public key"),
            (format!("\"ann@tsubame.example {KEY}"), "a quotation mark is not closed"),
        ] {
            let text = format!("# one\n{line}\nbob@tsubame.example {KEY}\n");
            let signers = AllowedSigners::read(text.as_bytes());
            let left_out: Vec<(usize, String)> =
                signers.left_out().map(|(line, flaw)| (line, flaw.told().en)).collect();
            assert_eq!(left_out.len(), 1, "{line}");
            assert!(left_out[0].0 == 2 && left_out[0].1.contains(told), "{line}: {left_out:?}");
            assert!(signers.signers[1].flaw.is_none(), "{line}");
        }
    }
}
