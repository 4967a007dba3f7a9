//! `--baseline` and `--write-baseline`: findings that were there before stay out of the count. Knows drafts only by the
//! fingerprints of their findings, and writes no file itself.

use crate::finding::{Finding, Suppression};
use crate::lang::Bilingual;
use crate::report::fingerprint::{Fingerprints, VERSION};
use crate::report::{MailingOutcome, Outcome};
use crate::rule::set::RuleSet;
use crate::settings::{Settings, read_text};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// The first word of the file; the version of its form follows, and that of the fingerprints.
const MAGIC: &str = "mailcheck-baseline 1";

/// What stands below the first line, for whoever opens the file.
const COMMENT: &str = "\
# Findings that were there when this was written: a digest and the rule. No text of a draft and no path.
# Read with `mailcheck --baseline FILE`, written anew with `mailcheck --write-baseline FILE`.
";

/// The largest file that is read, in bytes: a million findings.
const LARGEST_FILE_BYTES: u64 = 128 * 1024 * 1024;

/// Findings that are known.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Baseline {
    /// What the file is called in messages.
    name: String,
    /// Rules by fingerprint.
    entries: BTreeMap<String, String>,
}

/// What the command line says of baselines.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct BaselineOptions {
    /// `--baseline`.
    pub known: Option<Baseline>,
    /// `--write-baseline`: everything found is let pass and remembered.
    pub is_written: bool,
}

/// Why a baseline cannot be used.
#[derive(Debug, thiserror::Error, miette::Diagnostic)]
pub enum BaselineError {
    /// The file cannot be read.
    #[error("{} cannot be read: {reason}", path.display())]
    #[diagnostic(help("`mailcheck --write-baseline {} ...` makes one", path.display()))]
    Unreadable {
        /// Which.
        path: PathBuf,
        /// What the system says.
        reason: String,
    },
    /// It does not begin as a baseline does.
    #[error("{} is no baseline of this version", path.display())]
    #[diagnostic(help("write it anew with `mailcheck --write-baseline {} ...`", path.display()))]
    NotOne {
        /// Which.
        path: PathBuf,
    },
    /// A line is neither an entry nor a comment.
    #[error("{}:{line}: this is no entry of a baseline", path.display())]
    #[diagnostic(help("an entry is a digest and the id of a rule; entries may be taken out line by line"))]
    Line {
        /// Which file.
        path: PathBuf,
        /// Which line, from 1.
        line: usize,
    },
}

impl Baseline {
    /// Reads the file.
    ///
    /// # Errors
    /// It cannot be read, or is no baseline.
    pub fn read(path: &Path) -> Result<Self, BaselineError> {
        let text = read_text(path, LARGEST_FILE_BYTES)
            .map_err(|reason| BaselineError::Unreadable { path: path.to_owned(), reason })?;
        Self::parse(path, &text)
    }

    fn parse(path: &Path, text: &str) -> Result<Self, BaselineError> {
        let mut lines = text.lines().map(str::trim).zip(1..);
        if lines.next().is_none_or(|(first, _)| first != first_line()) {
            return Err(BaselineError::NotOne { path: path.to_owned() });
        }
        let mut entries = BTreeMap::new();
        for (line, number) in lines.filter(|(line, _)| !line.is_empty() && !line.starts_with('#')) {
            let entry = line.split_once(' ').filter(|(digest, rule)| is_fingerprint(digest) && !rule.contains(' '));
            let Some((digest, rule)) = entry else {
                return Err(BaselineError::Line { path: path.to_owned(), line: number });
            };
            entries.insert(digest.to_owned(), rule.to_owned());
        }
        Ok(Self { name: path.display().to_string(), entries })
    }
}

/// Lets known findings pass during one run, and remembers what it saw. Findings of locked rules are never let pass.
#[derive(Debug)]
pub struct Keeper {
    options: BaselineOptions,
    /// Ids of the rules that the system-wide settings lock.
    locked: BTreeSet<String>,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    fingerprints: Fingerprints,
    /// Fingerprints of entries that were found again.
    met: BTreeSet<String>,
    /// What a baseline of this run holds.
    found: BTreeMap<String, String>,
    /// Findings that may not stand in a baseline.
    of_locked: usize,
}

impl Keeper {
    /// For one run with these settings.
    #[must_use]
    pub fn new(options: BaselineOptions, settings: &Settings, rules: &RuleSet) -> Self {
        let locked = settings.rules.iter().filter(|(_, tuning)| tuning.is_locked);
        let locked = locked.filter_map(|(id, _)| rules.find(id)).map(|rule| rule.file.id.clone()).collect();
        Self { options, locked, state: Mutex::default() }
    }

    /// Marks the known findings of the next draft; drafts come in the order of the run.
    pub fn take_draft(&self, outcome: &mut Outcome) {
        if outcome.findings.is_empty() {
            return;
        }
        let mut state = self.state();
        let digests: Vec<String> =
            outcome.findings.iter().map(|finding| state.fingerprints.of_draft(outcome, finding)).collect();
        self.let_pass(&mut outcome.findings, digests, &mut state);
    }

    /// The same for what the drafts show together.
    pub fn take_mailing(&self, mailing: &mut MailingOutcome) {
        let mut state = self.state();
        let digests: Vec<String> =
            mailing.outcome.findings.iter().map(|finding| state.fingerprints.of_mailing(mailing, finding)).collect();
        self.let_pass(&mut mailing.outcome.findings, digests, &mut state);
    }

    fn let_pass(&self, findings: &mut [Finding], digests: Vec<String>, state: &mut State) {
        for (finding, digest) in findings.iter_mut().zip(digests).filter(|(finding, _)| finding.suppressed.is_none()) {
            if self.locked.contains(&finding.rule) {
                state.of_locked += 1;
                continue;
            }
            let is_known = self.options.known.as_ref().is_some_and(|known| known.entries.contains_key(&digest));
            if is_known || self.options.is_written {
                finding.suppressed = Some(Suppression::Baseline);
            }
            if is_known {
                state.met.insert(digest.clone());
            }
            if self.options.is_written {
                state.found.insert(digest, finding.rule.clone());
            }
        }
    }

    /// What to say of entries that nothing matches any more; asked after a whole collection was checked.
    #[must_use]
    pub fn left_over(&self) -> Option<Bilingual> {
        let known = self.options.known.as_ref().filter(|_| !self.options.is_written)?;
        let rules = self.unmet();
        let number = rules.len();
        if number == 0 {
            return None;
        }
        let rules: BTreeSet<&str> = rules.into_iter().collect();
        let (name, rules) = (&known.name, rules.into_iter().collect::<Vec<_>>());
        // Entries bear no paths: whether they are of drafts that were not checked now cannot be told.
        let entries = if number == 1 { "1 entry matches" } else { &format!("{number} entries match") };
        Some(Bilingual {
            en: format!(
                "{name}: {entries} nothing that was checked ({}); when that was everything, --write-baseline leaves them out",
                rules.join(", ")
            ),
            ja: format!(
                "{name}：{number} 件は、今回検査した中のどこにも当てはまりません（{}）。すべてを検査したのであれば、--write-baseline で書き直すと除かれます",
                rules.join("、")
            ),
        })
    }

    /// The text of the baseline that this run gives.
    #[must_use]
    pub fn text(&self) -> String {
        let state = self.state();
        let entries = state.found.iter().map(|(digest, rule)| format!("{digest} {rule}\n"));
        format!("{}\n{COMMENT}{}", first_line(), entries.collect::<String>())
    }

    /// What to say of the baseline that was written to `name`.
    #[must_use]
    pub fn written(&self, name: &str) -> Bilingual {
        let unmet = self.unmet().len();
        let state = self.state();
        let number = state.found.len();
        let mut en = format!("{name}: {number} finding{} let pass", if number == 1 { "" } else { "s" });
        let mut ja = format!("{name}：{number} 件を既知として記録しました");
        if unmet > 0 {
            en += &format!("; left out, since nothing matches them any more: {unmet}");
            ja += &format!("。当てはまらなくなった {unmet} 件は除きました");
        }
        if state.of_locked > 0 {
            en += &format!("; findings of locked rules stay: {}", state.of_locked);
            ja += &format!("。固定されたルールの {} 件は記録できません", state.of_locked);
        }
        Bilingual { en, ja }
    }

    /// Rules of the entries that nothing matched.
    fn unmet(&self) -> Vec<&str> {
        let state = self.state();
        let entries = self.options.known.iter().flat_map(|known| &known.entries);
        entries.filter(|(digest, _)| !state.met.contains(*digest)).map(|(_, rule)| rule.as_str()).collect()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn first_line() -> String {
    format!("{MAGIC} {VERSION}")
}

/// 32 hexadecimal digits, `:` and a number from 1.
fn is_fingerprint(text: &str) -> bool {
    let Some((digest, number)) = text.split_once(':') else { return false };
    let is_hex = |letter: u8| letter.is_ascii_digit() || (b'a'..=b'f').contains(&letter);
    digest.len() == 32 && digest.bytes().all(is_hex) && number.parse::<u32>().is_ok_and(|number| number > 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::severity::Severity;

    fn parse(text: &str) -> Result<Baseline, BaselineError> {
        Baseline::parse(Path::new("known.txt"), text)
    }

    #[test]
    fn an_entry_is_a_digest_and_a_rule() {
        let digest = "0123456789abcdef0123456789abcdef:1";
        let first = first_line();
        let known = parse(&format!("{first}\n# comment\n\n{digest} missing-bcc\n"));
        assert!(known.is_ok_and(|known| known.entries.get(digest).is_some_and(|rule| rule == "missing-bcc")));
        for line in [digest, "missing-bcc", "<<<<<<< ours", &format!("{digest}x missing-bcc")] {
            let read = parse(&format!("{first}\n{line}\n"));
            assert!(matches!(read, Err(BaselineError::Line { line: 2, .. })), "{line}: {read:?}");
        }
    }

    #[test]
    fn another_form_of_fingerprints_is_refused() {
        for text in ["", "mailcheck-baseline 1 mailcheck/0\n", "{}"] {
            assert!(matches!(parse(text), Err(BaselineError::NotOne { .. })), "{text}");
        }
    }

    #[test]
    fn a_finding_of_a_locked_rule_is_not_let_pass() {
        let finding = |rule: &str| Finding {
            rule: rule.to_owned(),
            severity: Severity::Error,
            labels: Vec::new(),
            values: BTreeMap::new(),
            fix: Vec::new(),
            suppressed: None,
        };
        let options = BaselineOptions { known: None, is_written: true };
        let locked = BTreeSet::from(["locked".to_owned()]);
        let keeper = Keeper { options, locked, state: Mutex::default() };
        let mut outcome = Outcome { findings: vec![finding("locked"), finding("free")], ..Outcome::default() };
        keeper.take_draft(&mut outcome);
        let suppressed: Vec<_> = outcome.findings.iter().map(|finding| finding.suppressed).collect();
        assert_eq!(suppressed, [None, Some(Suppression::Baseline)]);
        assert!(keeper.text().contains(":1 free\n") && !keeper.text().contains(" locked\n"), "{}", keeper.text());
        assert!(keeper.written("known.txt").en.ends_with("findings of locked rules stay: 1"));
    }
}
