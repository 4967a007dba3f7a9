//! The report for programs: the document of `docs/report.schema.json`, version 1. Within one version keys may be
//! added, never renamed or removed. Everything is in it whatever `--show` says; nothing is shortened.

use crate::finding::{Filler, Finding, FixId, Label, Suppression};
use crate::report::outcome::{MailingOutcome, MailingPlace, Outcome, Stopped, Summary};
use crate::report::place::{Place, Places};
use crate::report::{Report, Texts, safe};
use crate::severity::Severity;
use serde::Serialize;
use serde_json::ser::{CompactFormatter, Formatter};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::{self, Seek, Write as _};
use tempfile::SpooledTempFile;

/// Version of the document.
pub const VERSION: u32 = 1;

/// Writes the JSON report.
///
/// The exit code stands at the head of the document and is known at the end of the run. So what is said of each
/// draft is kept as text until then; the drafts themselves are not. Beyond `KEPT_IN_MEMORY_BYTES` it is kept in a
/// temporary file without a name, which is gone when the program ends, however it ends.
#[derive(Debug)]
pub struct Json<'a> {
    texts: Texts<'a>,
    drafts: SpooledTempFile,
    count: usize,
    /// The part about the mailing, written.
    mailing: Option<Vec<u8>>,
}

/// Thousands of drafts with the everyday handful of findings stay below it.
const KEPT_IN_MEMORY_BYTES: usize = 16 << 20;

impl<'a> Json<'a> {
    /// A report in the language of `texts`.
    #[must_use]
    pub fn new(texts: Texts<'a>) -> Self {
        Self { texts, drafts: SpooledTempFile::new(KEPT_IN_MEMORY_BYTES), count: 0, mailing: None }
    }
}

impl Report for Json<'_> {
    fn begin(&mut self, _: &mut dyn io::Write) -> io::Result<()> {
        self.drafts = SpooledTempFile::new(KEPT_IN_MEMORY_BYTES);
        self.count = 0;
        self.mailing = None;
        Ok(())
    }

    fn draft(&mut self, outcome: &Outcome, _: &mut dyn io::Write) -> io::Result<()> {
        // A file is written to in one piece for each draft.
        let mut text = if self.count == 0 { b"\n    ".to_vec() } else { b",\n    ".to_vec() };
        write(&Draft::new(outcome, &self.texts), &mut text)?;
        self.count += 1;
        self.drafts.write_all(&text)
    }

    fn mailing(&mut self, mailing: &MailingOutcome, _: &mut dyn io::Write) -> io::Result<()> {
        let mut text = Vec::new();
        write(&Mailing::new(mailing, &self.texts), &mut text)?;
        self.mailing = Some(text);
        Ok(())
    }

    fn end(&mut self, summary: &Summary, out: &mut dyn io::Write) -> io::Result<()> {
        write!(out, "{{\n  \"version\": {VERSION},\n  \"tool\": ")?;
        write(&Tool::new(self.texts.version), out)?;
        write!(out, ",\n  \"lang\": ")?;
        write(&self.texts.lang, out)?;
        write!(out, ",\n  \"exit-code\": {},\n  \"drafts\": [", summary.exit_code)?;
        self.drafts.rewind()?;
        io::copy(&mut self.drafts, out)?;
        write!(out, "],\n  \"mailing\": ")?;
        out.write_all(self.mailing.as_deref().unwrap_or(b"null"))?;
        write!(out, ",\n  \"summary\": ")?;
        write(&Counts::new(summary), out)?;
        writeln!(out, "\n}}")
    }
}

/// Writes `value` on one line, with every character escaped that a terminal might obey.
///
/// # Errors
/// Those of `out`.
pub fn write(value: &impl Serialize, out: &mut dyn io::Write) -> io::Result<()> {
    let mut serializer = serde_json::Serializer::with_formatter(out, SafeFormatter(CompactFormatter));
    value.serialize(&mut serializer).map_err(io::Error::from)
}

/// The program.
#[derive(Debug, Serialize)]
pub struct Tool<'a> {
    name: &'static str,
    version: &'a str,
}

impl<'a> Tool<'a> {
    /// This program, of that version.
    #[must_use]
    pub const fn new(version: &'a str) -> Self {
        Self { name: "mailcheck", version }
    }
}

/// One draft as the document has it.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Draft<'a> {
    path: &'a str,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    path_lossy: bool,
    message: u32,
    format: &'a str,
    status: &'static str,
    inspection: &'static str,
    error: Option<Failure<'a>>,
    findings: Vec<Reported<'a>>,
}

impl<'a> Draft<'a> {
    /// What is said of a draft.
    #[must_use]
    pub fn new(outcome: &'a Outcome, texts: &Texts<'_>) -> Self {
        let places = Places::new(outcome);
        let findings = outcome.findings.iter().enumerate();
        Self {
            path: &outcome.path,
            path_lossy: outcome.path_lossy,
            message: outcome.message,
            format: &outcome.format,
            status: outcome.status.name(),
            inspection: outcome.inspection.name(),
            error: outcome
                .failure
                .as_ref()
                .map(|failure| Failure { code: &failure.code, text: failure.text.get(texts.lang) }),
            findings: findings
                .map(|(number, _)| {
                    let at = |label: &Label| At::of_draft(outcome, places.of(label.span));
                    Reported::new(outcome, number, &at, texts)
                })
                .collect(),
        }
    }
}

/// All drafts together as the document has them.
#[derive(Debug, Serialize)]
pub struct Mailing<'a> {
    findings: Vec<Reported<'a>>,
}

impl<'a> Mailing<'a> {
    /// What is said of a mailing.
    #[must_use]
    pub fn new(mailing: &'a MailingOutcome, texts: &Texts<'_>) -> Self {
        let outcome = &mailing.outcome;
        let at = |label: &Label| mailing.places.get(&label.span).map(At::in_mailing).unwrap_or_default();
        let findings = outcome.findings.iter().enumerate();
        Self { findings: findings.map(|(number, _)| Reported::new(outcome, number, &at, texts)).collect() }
    }
}

#[derive(Debug, Serialize)]
struct Failure<'a> {
    code: &'a str,
    text: &'a str,
}

/// A finding.
#[derive(Debug, Serialize)]
struct Reported<'a> {
    rule: &'a str,
    severity: Severity,
    message: String,
    help: String,
    labels: Vec<Labelled<'a>>,
    values: BTreeMap<&'a str, Cow<'a, Filler>>,
    fix: &'a [FixId],
    edits: Vec<Edit<'a>>,
    suppressed: Option<Suppression>,
}

impl<'a> Reported<'a> {
    fn new(outcome: &'a Outcome, number: usize, at: &dyn Fn(&Label) -> At<'a>, texts: &Texts<'_>) -> Self {
        let finding: &Finding = &outcome.findings[number];
        let labels = finding.labels.iter().map(|label| Labelled {
            role: if label.is_primary { "primary" } else { "secondary" },
            text: outcome.view.as_ref().map_or("", |view| view.slice(label.span)),
            note: texts.note(finding, label),
            at: at(label),
        });
        let edits = outcome.edits.get(&number).map(Vec::as_slice).unwrap_or_default().iter();
        let values = finding.values.iter().map(|(name, value)| (name.as_str(), value.in_language(texts.lang)));
        Self {
            rule: &finding.rule,
            severity: finding.severity,
            message: texts.message(finding),
            help: texts.help(finding).unwrap_or_default(),
            labels: labels.collect(),
            values: values.collect(),
            fix: &finding.fix,
            edits: edits
                .map(|edit| Edit { bytes: [edit.bytes.start, edit.bytes.end], replacement: &edit.replacement })
                .collect(),
            suppressed: finding.suppressed,
        }
    }
}

/// A label.
#[derive(Debug, Serialize)]
struct Labelled<'a> {
    role: &'static str,
    text: &'a str,
    note: Option<String>,
    #[serde(flatten)]
    at: At<'a>,
}

/// Where a label points; nothing for the mailing as a whole.
#[derive(Debug, Default, Serialize)]
#[serde(rename_all = "kebab-case")]
struct At<'a> {
    path: Option<&'a str>,
    message: Option<u32>,
    line: Option<usize>,
    column: Option<usize>,
    bytes: Option<[usize; 2]>,
    property: Option<String>,
    part: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    roster_row: Option<u32>,
}

impl<'a> At<'a> {
    fn of_draft(outcome: &'a Outcome, place: Place) -> Self {
        Self::new(&outcome.path, outcome.message, place, None)
    }

    fn in_mailing(place: &'a MailingPlace) -> Self {
        Self::new(&place.path, place.message, place.place.clone(), place.roster_row)
    }

    fn new(path: &'a str, message: u32, place: Place, roster_row: Option<u32>) -> Self {
        Self {
            path: Some(path),
            message: Some(message),
            line: place.line,
            column: place.column,
            bytes: place.bytes,
            property: place.property,
            part: place.part,
            roster_row,
        }
    }
}

#[derive(Debug, Serialize)]
struct Edit<'a> {
    bytes: [usize; 2],
    replacement: &'a str,
}

/// The run in numbers, as the document has it.
#[derive(Debug, Serialize)]
pub struct Counts {
    drafts: usize,
    checked: usize,
    unreadable: usize,
    skipped: usize,
    rules: usize,
    errors: usize,
    warnings: usize,
    infos: usize,
    suppressed: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    stopped: Option<&'static str>,
}

impl Counts {
    /// The numbers of `summary`.
    #[must_use]
    pub fn new(summary: &Summary) -> Self {
        Self {
            stopped: summary.stopped.map(Stopped::name),
            drafts: summary.drafts,
            checked: summary.checked,
            unreadable: summary.unreadable,
            skipped: summary.skipped,
            rules: summary.rules,
            errors: summary.errors,
            warnings: summary.warnings,
            infos: summary.infos,
            suppressed: summary.suppressed,
        }
    }
}

/// JSON whose strings hold no character that a terminal or a log viewer would obey; they mean the same to a parser.
struct SafeFormatter(CompactFormatter);

impl Formatter for SafeFormatter {
    fn write_string_fragment<W: io::Write + ?Sized>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()> {
        for part in fragment.split_inclusive(safe::is_unsafe) {
            let end = part.char_indices().next_back().filter(|(_, last)| safe::is_unsafe(*last));
            let (plain, escaped) = part.split_at(end.map_or(part.len(), |(at, _)| at));
            self.0.write_string_fragment(writer, plain)?;
            for unit in escaped.encode_utf16() {
                write!(writer, "\\u{unit:04x}")?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail loudly")]
mod tests;
