//! A rule file -> its mistakes, and when there are none the examples that do not show what they should. Knows no
//! settings: a rule file is right or wrong by itself.

use super::{Found, Subject, failure};
use crate::lists::Lists;
use crate::lsp::position::{Encoding, Lines};
use crate::lsp::trouble::with_help;
use crate::report::safe;
use crate::rule::file::RuleFile;
use crate::run::proof::prove;

pub(super) fn diagnose(subject: &Subject, encoding: Encoding) -> Vec<Found> {
    let Some(path) = subject.path.as_deref() else { return Vec::new() };
    let id = path.file_stem().unwrap_or_default().to_string_lossy();
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let lines = Lines::new(&subject.text, encoding);
    match RuleFile::parse(&id, &name, &subject.text, &Lists::names()) {
        Err(error) => {
            let problems = error.problems().iter();
            let found = problems.map(|problem| {
                let message = with_help(&problem.message, problem.help.as_deref());
                failure(lines.range(problem.span), "rule-file", safe::block(&message).into_owned())
            });
            found.collect()
        }
        Ok(file) => {
            let failures = prove(&file).into_iter();
            let found = failures.map(|shown| {
                let range = lines.rest_of_line(shown.span.start);
                let message = format!("{}: {}", shown.kind.name(), shown.detail);
                failure(range, shown.kind.name(), safe::block(&message).into_owned())
            });
            found.collect()
        }
    }
}
