//! Runs the whole pipeline on files and keeps what it hands to a report. Knows nothing of what is expected.

use mailcheck::paths::inputs;
use mailcheck::report::{MailingOutcome, Outcome, Report, Summary};
use mailcheck::run::checker::{CheckOptions, Checker};
use mailcheck::run::drafts::{RunOptions, Sink, run as run_drafts};
use mailcheck::run::watch::Unwatched;
use mailcheck::settings::Settings;
use mailcheck::severity::Severity;
use std::io;
use std::path::PathBuf;
use std::sync::Mutex;

/// A run as its reports saw it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// One text for each draft: path, message, status, failure, every finding with the texts under its labels.
    pub outcomes: Vec<String>,
    pub exit_code: u8,
}

/// All default rules, with nothing set.
pub fn default_checker() -> Checker {
    Checker::new(Settings::default(), &CheckOptions::default()).expect("the built-in rules are sound")
}

/// Checks `paths` as the command line does.
pub fn run(paths: &[PathBuf], checker: &Checker, jobs: Option<usize>) -> Run {
    let outcomes = Mutex::new(Vec::new());
    let options = RunOptions {
        fail_on: Some(Severity::Error),
        show: Severity::Info,
        jobs,
        is_empty_allowed: false,
        is_fail_fast: false,
    };
    let mut sinks = [Sink { report: Box::new(Collector(&outcomes)), out: Box::new(io::sink()) }];
    let summary = run_drafts(&inputs(paths, None), checker, options, &Unwatched, &mut sinks).unwrap();
    drop(sinks);
    Run { outcomes: outcomes.into_inner().unwrap(), exit_code: summary.exit_code }
}

struct Collector<'a>(&'a Mutex<Vec<String>>);

impl Report for Collector<'_> {
    fn begin(&mut self, _: &mut dyn io::Write) -> io::Result<()> {
        Ok(())
    }

    fn draft(&mut self, outcome: &Outcome, _: &mut dyn io::Write) -> io::Result<()> {
        self.0.lock().unwrap().push(text_of(outcome));
        Ok(())
    }

    fn mailing(&mut self, mailing: &MailingOutcome, _: &mut dyn io::Write) -> io::Result<()> {
        self.0.lock().unwrap().push(text_of(&mailing.outcome));
        Ok(())
    }

    fn end(&mut self, _: &Summary, _: &mut dyn io::Write) -> io::Result<()> {
        Ok(())
    }
}

fn text_of(outcome: &Outcome) -> String {
    let failure = outcome.failure.as_ref().map_or("", |failure| failure.code.as_str());
    let mut text = format!("{}#{} {} {failure}", outcome.path, outcome.message, outcome.status.name());
    for finding in &outcome.findings {
        let view = outcome.view.as_ref().expect("a finding points into a view");
        let labels: Vec<&str> = finding.labels.iter().map(|label| view.slice(label.span)).collect();
        text.push_str(&format!("\n{} {}: {}", finding.severity.name(), finding.rule, labels.join(" | ")));
    }
    text
}
