//! A file with one draft -> the same file corrected, read again to see that the correction is what was meant. Knows
//! neither where the file lies nor what becomes of it.

use super::checker::Checker;
use super::read::{DEFAULT_CODE_PAGE, load_failure, messages};
use crate::convert::{self, Converted, Refusal};
use crate::draft::Draft;
use crate::facts::Facts;
use crate::finding::Finding;
use crate::fix::{Edit, Obstacle, Plan, Reach, applied, edits};
use crate::load::{Format, Loaded};
use crate::report::{self, Failure};
use crate::severity::Severity;
use crate::span::Span;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// What came of correcting a file.
#[derive(Debug, Clone, Default)]
pub struct Corrected {
    /// Edits of the file that lie apart, in its order.
    pub edits: Vec<Edit>,
    /// Rules whose findings they answer.
    pub answered: Vec<String>,
    /// Rules whose findings could not be answered, and why.
    pub left: Vec<(String, Obstacle)>,
}

/// Corrects what the rules find in `bytes`; `path` is `None` for standard input.
///
/// # Errors
/// The file holds no draft that can be read.
pub fn corrected(bytes: &[u8], path: Option<&Path>, checker: &Checker, reach: Reach) -> Result<Corrected, Failure> {
    let mut found = messages(bytes, checker.limits(), checker.settings().code_page)?.into_iter();
    let Some(message) = found.next() else { return Ok(Corrected::default()) };
    let facts = checker.facts(&message.draft, path);
    let findings = checker.findings(&facts, path);
    let mut corrected = Corrected::default();
    let mut whole = Plan::default();
    let is_mbox = found.next().is_some();
    for finding in &findings {
        let plan = Plan::of(finding, &message.draft, &facts.recipients, reach);
        if plan.is_empty() {
            continue;
        }
        let both = whole.and(&plan);
        let edits = if is_mbox { Err(Obstacle::Mbox) } else { edits_of_file(bytes, &message, &both) };
        let is_proven = |edits: &Vec<Edit>| is_proven(edits, bytes, &message, &findings, &both, path, checker);
        match edits.and_then(|edits| if is_proven(&edits) { Ok(edits) } else { Err(Obstacle::Unproven) }) {
            Ok(edits) => {
                (corrected.edits, whole) = (edits, both);
                corrected.answered.push(finding.rule.clone());
            }
            Err(obstacle) => corrected.left.push((finding.rule.clone(), obstacle)),
        }
    }
    Ok(corrected)
}

/// The draft that an Outlook item becomes, which is never rewritten itself; `None` when the file is none.
///
/// # Errors
/// The file cannot be read.
pub fn converted(bytes: &[u8], checker: &Checker) -> Result<Option<Result<Converted, Refusal>>, Failure> {
    if !convert::is_item(bytes) {
        return Ok(None);
    }
    let code_page = checker.settings().code_page.unwrap_or(DEFAULT_CODE_PAGE);
    convert::converted(bytes, checker.limits(), code_page).map(Some).map_err(|error| load_failure(&error))
}

/// The safe edits of the file that answer each finding, by its number: those that `corrected` would make for it alone.
pub(super) fn safe_edits(
    message: &Loaded,
    bytes: &[u8],
    facts: &Facts,
    findings: &[Finding],
    path: Option<&Path>,
    checker: &Checker,
) -> BTreeMap<usize, Vec<report::Edit>> {
    // Several rules may want the same, and each proof reads the draft again.
    let mut known: Vec<(Plan, Option<Vec<Edit>>)> = Vec::new();
    let mut of = |finding: &Finding| {
        let plan = Plan::of(finding, &message.draft, &facts.recipients, Reach::Safe);
        if plan.is_empty() {
            return None;
        }
        let at = known.iter().position(|(other, _)| *other == plan).unwrap_or_else(|| {
            let edits = edits_of_file(bytes, message, &plan).ok().filter(|edits| !edits.is_empty());
            let edits = edits.filter(|edits| is_proven(edits, bytes, message, findings, &plan, path, checker));
            known.push((plan, edits));
            known.len() - 1
        });
        let edits = known[at].1.clone()?;
        Some(edits.into_iter().map(|Edit { bytes, replacement }| report::Edit { bytes, replacement }).collect())
    };
    findings.iter().enumerate().filter_map(|(number, finding)| Some((number, of(finding)?))).collect()
}

/// The edits of a file that holds the message alone, with the number of bytes at the top of an .emlx.
fn edits_of_file(bytes: &[u8], message: &Loaded, plan: &Plan) -> Result<Vec<Edit>, Obstacle> {
    if plan.is_empty() {
        return Ok(Vec::new());
    }
    match message.format {
        Format::Msg | Format::Oft => return Err(Obstacle::Outlook),
        Format::Mbox => return Err(Obstacle::Mbox),
        Format::Eml | Format::Emlx => {}
    }
    let start = message.start;
    let own = bytes.get(start..message.end).ok_or(Obstacle::Unclear)?;
    let mut edits = edits(own, &message.draft, plan)?;
    for edit in &mut edits {
        edit.bytes = edit.bytes.start + start..edit.bytes.end + start;
    }
    if message.format == Format::Emlx && !edits.is_empty() {
        edits.insert(0, length_of_emlx(&bytes[..start], &edits)?);
    }
    Ok(edits)
}

/// The first line of an .emlx tells the number of bytes behind it; blanks fill it up to its old width.
fn length_of_emlx(first_line: &[u8], edits: &[Edit]) -> Result<Edit, Obstacle> {
    let line = std::str::from_utf8(first_line).map_err(|_| Obstacle::Unclear)?.trim_end_matches(['\r', '\n']);
    let before: usize = line.trim().parse().map_err(|_| Obstacle::Unclear)?;
    let added: usize = edits.iter().map(|edit| edit.replacement.len()).sum();
    let removed: usize = edits.iter().map(|edit| edit.bytes.len()).sum();
    let after = (before + added).checked_sub(removed).ok_or(Obstacle::Unclear)?;
    let width = line.len();
    Ok(Edit { bytes: 0..width, replacement: format!("{after:<width$}") })
}

/// Read again, the draft goes to those it is to go to, and no rule finds what was not found before.
fn is_proven(
    edits: &[Edit],
    bytes: &[u8],
    before: &Loaded,
    findings: &[Finding],
    plan: &Plan,
    path: Option<&Path>,
    checker: &Checker,
) -> bool {
    let bytes = applied(bytes, edits);
    let Ok(found) = messages(&bytes, checker.limits(), checker.settings().code_page) else { return false };
    let found: Vec<Loaded> = found.into_iter().collect();
    let [after] = found.as_slice() else { return false };
    let is_meant = after.format == before.format
        && goes_to_the_same(&before.draft, &after.draft, plan)
        && says_the_same(&before.draft, &after.draft, plan);
    if !is_meant {
        return false;
    }
    let known: BTreeSet<&str> = findings.iter().map(|finding| finding.rule.as_str()).collect();
    let again = checker.findings(&checker.facts(&after.draft, path), path);
    again.iter().all(|finding| finding.severity < Severity::Warning || known.contains(finding.rule.as_str()))
}

/// True when the author's words and what is attached are as they were, and only a quote has gone that was to go.
fn says_the_same(before: &Draft, after: &Draft, plan: &Plan) -> bool {
    let words = |draft: &Draft, spans: &[Span]| -> String {
        spans.iter().flat_map(|span| draft.view.slice(*span).split_whitespace()).collect()
    };
    let is_same = |of: fn(&Draft) -> &[Span]| words(before, of(before)) == words(after, of(after));
    let attached = |draft: &Draft| -> Vec<_> {
        draft.attachments.iter().map(|attachment| (attachment.size_bytes, attachment.is_inline)).collect()
    };
    let is_quote_as_meant =
        if plan.cuts_quote { after.body.quoted.is_empty() } else { is_same(|draft| &draft.body.quoted) };
    is_quote_as_meant
        && is_same(|draft| &draft.body.own)
        && is_same(|draft| &draft.body.signatures)
        && attached(before) == attached(after)
}

/// True when everybody who was written to still is, where the plan wants them; the sender may have come.
fn goes_to_the_same(before: &Draft, after: &Draft, plan: &Plan) -> bool {
    let written =
        |draft: &Draft, number: usize| draft.view.slice(draft.recipients[number].mailbox.address.span).to_lowercase();
    let staying = (0..before.recipients.len()).filter(|number| !plan.dropped.contains(number));
    let wanted: BTreeSet<(bool, String)> = staying
        .map(|number| {
            let address = plan.replaced.get(&number).cloned().unwrap_or_else(|| written(before, number)).to_lowercase();
            let is_hidden = before.recipients[number].field.name() == "bcc" || plan.hidden.contains(&number);
            (is_hidden, address)
        })
        .collect();
    let found: BTreeSet<(bool, String)> = (0..after.recipients.len())
        .map(|number| (after.recipients[number].field.name() == "bcc", written(after, number)))
        .collect();
    let sender = before.from.first().map(|from| before.view.slice(from.address.span).to_lowercase());
    wanted.is_subset(&found)
        && found.difference(&wanted).all(|(is_hidden, address)| !is_hidden && Some(address) == sender.as_ref())
}
