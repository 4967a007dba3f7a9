//! `mailcheck book lint`: the rules about addresses over address books, distribution lists and forwarding lists. Each
//! address is judged for itself, so that each finding names one row.
//!
//! Places are those of the text: in a file that is not UTF-8, bytes count from its text in UTF-8.

mod table;

use super::checker::Checker;
use super::drafts::{RunError, RunOptions, Sink, count, exit_code, shown_path};
use super::read::read;
use crate::draft::{Address, Draft, Mailbox, Origin, Recipient, RecipientField, Segment, View};
use crate::facts::Facts;
use crate::finding::Finding;
use crate::lang::Bilingual;
use crate::paths::Input;
use crate::report::{Failure, Outcome, Status, Summary};
use crate::settings::decode_table;
use crate::span::{Span, Spanned};
use std::path::Path;
use table::{Row, Table};

/// The rules that can be asked about an address that no message carries.
pub const BOOK_RULES: [&str; 5] = [
    "look-alike-characters",
    "recipient-malformed",
    "recipient-domain-typo",
    "display-name-disagrees",
    "duplicate-recipient",
];

/// What a run came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Linted {
    /// Files count as drafts.
    pub summary: Summary,
    /// Addresses looked at.
    pub addresses: usize,
}

/// Checks each file and writes the report. The checker's settings should hold no people: a slip that stands in the
/// address book would be taken for somebody known.
///
/// # Errors
/// The report cannot be written. Files that cannot be read are part of the report, not errors.
pub fn lint(inputs: &[Input], checker: &Checker, options: RunOptions, sink: &mut Sink<'_>) -> Result<Linted, RunError> {
    let in_force = checker.rules().rules().iter().filter(|rule| BOOK_RULES.contains(&rule.id.as_str()));
    let mut summary = Summary { rules: in_force.count(), fail_on: options.fail_on, ..Summary::default() };
    let mut addresses = 0;
    sink.report.begin(&mut sink.out)?;
    for input in inputs {
        let outcome = match table_of(input, checker) {
            Ok((table, text)) => {
                addresses += table.rows.len();
                judged(input, &table, &text, checker)
            }
            Err(failure) => {
                let (path, path_lossy) = shown_path(path_of(input));
                let (status, failure) = (Status::Unreadable, Some(failure));
                Outcome { path, path_lossy, message: 1, status, failure, ..Outcome::default() }
            }
        };
        count(&outcome, options, &mut summary);
        sink.report.draft(&outcome, &mut sink.out)?;
    }
    summary.exit_code = exit_code(&summary, options);
    Ok(Linted { summary, addresses })
}

fn table_of(input: &Input, checker: &Checker) -> Result<(Table, String), Failure> {
    let bytes = read(input, checker.limits())?;
    let text = decode_table("", &bytes).map_err(|_| Failure {
        code: "encoding".to_owned(),
        text: Bilingual {
            en: "this is neither UTF-8 nor Shift_JIS".into(),
            ja: "UTF-8 でも Shift_JIS でもありません".into(),
        },
    })?;
    let table = table::read(&text);
    if table.rows.is_empty() {
        // A check that checked nothing is not a pass.
        let (en, ja) = ("there is no address in this file".into(), "アドレスが 1 件もありません".into());
        return Err(Failure { code: "no-address".to_owned(), text: Bilingual { en, ja } });
    }
    Ok((table, text))
}

fn judged(input: &Input, table: &Table, text: &str, checker: &Checker) -> Outcome {
    let path = path_of(input);
    let real_path = (!matches!(input, Input::Stdin(_))).then_some(path);
    let mut page = Page::default();
    let recipients: Vec<(&Row, Recipient)> = table.rows.iter().map(|row| (row, page.write(row))).collect();
    let mut findings: Vec<Finding> = Vec::new();
    // Members of one list may not be in it twice; to be in two lists is ordinary.
    for list in recipients.chunk_by(|(one, _), (next, _)| one.list == next.list) {
        let recipients = list.iter().map(|(_, recipient)| recipient.clone()).collect();
        for row in checker.recipients(&Draft { recipients, ..Draft::default() }) {
            let alone = Facts { recipients: vec![row], ..Facts::default() };
            findings.extend(checker.findings_of(&BOOK_RULES, &alone, real_path));
        }
    }
    let (path, path_lossy) = shown_path(path);
    Outcome {
        path,
        path_lossy,
        message: 1,
        format: table.kind.to_owned(),
        view: Some(View::new(page.text, page.segments)),
        raw: text.as_bytes().into(),
        findings,
        ..Outcome::default()
    }
}

/// The view of a table: a line for each address, after the number of its line in the file.
#[derive(Default)]
struct Page {
    text: String,
    segments: Vec<Segment>,
}

impl Page {
    fn write(&mut self, row: &Row) -> Recipient {
        self.text.push_str(&format!("{}: ", row.line));
        let start = self.text.len();
        let written = match &row.address {
            Address::Ok(addr_spec) => Some(addr_spec.to_string()),
            Address::Malformed { text, .. } | Address::Placeholder(text) => Some(text.clone()),
            Address::Unresolved | Address::NameOnly => None,
        };
        let display_name = row.name.as_ref().map(|name| {
            let span = self.push(name);
            Spanned::new(name.clone(), span)
        });
        let span = match (&written, &display_name) {
            (Some(written), Some(_)) => {
                self.text.push_str(" <");
                let span = self.push(written);
                self.text.push('>');
                span
            }
            (Some(written), None) => self.push(written),
            (None, _) => Span::new(start, self.text.len()),
        };
        self.segments.push(Segment { span, origin: Origin::Raw(row.span.range()) });
        let mailbox_span = Span::new(start, self.text.len());
        self.text.push('\n');
        let address = Spanned::new(row.address.clone(), span);
        Recipient {
            field: RecipientField::To,
            mailbox: Mailbox { display_name, address, span: mailbox_span },
            group: None,
            is_resent: false,
            is_delivered: true,
            is_resource: false,
            is_invited: false,
        }
    }

    /// Writes on one line, and says where.
    fn push(&mut self, words: &str) -> Span {
        let start = self.text.len();
        self.text.extend(words.chars().map(|character| if character.is_control() { ' ' } else { character }));
        Span::new(start, self.text.len())
    }
}

fn path_of(input: &Input) -> &Path {
    let (Input::Stdin(path) | Input::File(path) | Input::Deleted(path) | Input::Broken(path, _)) = input;
    path
}
