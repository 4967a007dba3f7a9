//! Which report is meant by a word on the command line. Knows no report from the inside.

use super::args::FormatArgument;
use crate::report::html::Html;
use crate::report::human::{Human, Style};
use crate::report::json::Json;
use crate::report::jsonl::Jsonl;
use crate::report::redact::Redacted;
use crate::report::short::Short;
use crate::report::tools::checkstyle::Checkstyle;
use crate::report::tools::github::Github;
use crate::report::tools::gitlab::Gitlab;
use crate::report::tools::junit::Junit;
use crate::report::tools::listed::Listed;
use crate::report::tools::rdjson::Rdjson;
use crate::report::tools::sarif::Sarif;
use crate::report::{Report, Texts};
use crate::rule::builtin::builtin_file;
use crate::rule::set::{RuleSet, RuleSource};
use crate::severity::Severity;

/// What the reports of one run have in common.
#[derive(Debug, Clone, Copy)]
pub(super) struct ReportOptions<'a> {
    pub(super) rules: &'a RuleSet,
    /// `--mailing`
    pub(super) is_mailing: bool,
    /// `--fail-on`
    pub(super) fail_on: Option<Severity>,
    /// `--redact`
    pub(super) is_redacted: bool,
}

/// The report of that form.
pub(super) fn report<'a>(
    format: FormatArgument,
    texts: Texts<'a>,
    style: Style,
    options: ReportOptions<'a>,
) -> Box<dyn Report + 'a> {
    let report = open_report(format, texts, style, options);
    if options.is_redacted { Box::new(Redacted::new(report)) } else { report }
}

fn open_report<'a>(
    format: FormatArgument,
    texts: Texts<'a>,
    style: Style,
    options: ReportOptions<'a>,
) -> Box<dyn Report + 'a> {
    match format {
        FormatArgument::Human if options.is_mailing => Box::new(Human::new(texts, style).of_mailing()),
        FormatArgument::Human => Box::new(Human::new(texts, style)),
        FormatArgument::Short => Box::new(Short::new(texts)),
        FormatArgument::Json => Box::new(Json::new(texts)),
        FormatArgument::Jsonl => Box::new(Jsonl::new(texts)),
        FormatArgument::Sarif => Box::new(Sarif::new(texts, Box::new(|id: &str| rule_file(options.rules, id)))),
        FormatArgument::Github => Box::new(Github::new(texts)),
        FormatArgument::Gitlab => Box::new(Listed::new(texts, Gitlab::default())),
        FormatArgument::Junit => Box::new(Junit::new(texts, options.fail_on)),
        FormatArgument::Checkstyle => Box::new(Listed::new(texts, Checkstyle)),
        FormatArgument::Html => Box::new(Html::new(texts)),
        FormatArgument::Rdjson => Box::new(Listed::new(texts, Rdjson::default())),
    }
}

/// The file of a rule with its prose, which built-in rules do not have at hand.
fn rule_file(rules: &RuleSet, id: &str) -> Option<crate::rule::file::RuleFile> {
    let known = rules.find(id)?;
    match known.source {
        RuleSource::BuiltIn => builtin_file(&known.file.id),
        RuleSource::User { .. } => Some(known.file.clone()),
    }
}
