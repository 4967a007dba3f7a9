//! `mailcheck rules test`: the examples inside rule files, told line by line or as tests of a CI system.

use super::{Written, counted, none_found, written};
use crate::cli::args::{Arguments, ProofFormatArgument};
use crate::cli::commands::{language, load_settings};
use crate::cli::terminal;
use crate::lang::Lang;
use crate::report::tools::proof::{ProofCase, ProofSuite, write_junit};
use crate::rule::file::Example;
use crate::run::drafts::{EXIT_CLEAN, EXIT_FINDINGS};
use crate::run::proof::{Failure, FailureKind, prove};
use miette::{IntoDiagnostic, Result};
use std::path::PathBuf;

pub(super) fn run(arguments: &Arguments, paths: &[PathBuf], format: ProofFormatArgument) -> Result<u8> {
    let lang = language(&arguments.common, &load_settings(arguments)?);
    let rules = written(arguments, paths)?;
    if rules.is_empty() {
        return Ok(none_found(lang));
    }
    let proofs: Vec<(&Written, Vec<Failure>)> = rules.iter().map(|rule| (rule, prove(&rule.file))).collect();
    let failures: usize = proofs.iter().map(|(_, failures)| failures.len()).sum();
    let summary = summary(&rules, failures, lang);
    match format {
        ProofFormatArgument::Human => {
            for (rule, failures) in &proofs {
                failures.iter().try_for_each(|failure| terminal::print(&line(rule, failure)))?;
            }
            terminal::print(&summary)?;
        }
        ProofFormatArgument::Junit => {
            let suites: Vec<ProofSuite> = proofs.iter().map(|(rule, failures)| suite(rule, failures, lang)).collect();
            let mut document = Vec::new();
            write_junit(&suites, &mut document).into_diagnostic()?;
            terminal::print(&String::from_utf8_lossy(&document))?;
            eprint!("{summary}");
        }
    }
    Ok(if failures == 0 { EXIT_CLEAN } else { EXIT_FINDINGS })
}

fn line(rule: &Written, failure: &Failure) -> String {
    let line = rule.line_of(failure.span.start);
    format!("{}:{line}: {}[{}]: {}\n", rule.name, failure.kind.name(), failure.rule, failure.detail)
}

fn summary(rules: &[Written], failures: usize, lang: Lang) -> String {
    let examples: usize = rules.iter().map(|rule| rule.file.bad.len() + rule.file.good.len()).sum();
    match lang {
        Lang::En => {
            let (rules, examples) = (counted(rules.len(), "rule"), counted(examples, "example"));
            format!("{rules}, {examples}, {}\n", counted(failures, "failure"))
        }
        Lang::Ja => format!("ルール {} 件、例 {examples} 件、失敗 {failures} 件\n", rules.len()),
    }
}

/// A test for each example, and one for the conditions: each is needed by an example.
fn suite(rule: &Written, failures: &[Failure], lang: Lang) -> ProofSuite {
    let lines = |is_meant: &dyn Fn(&Failure) -> bool| -> Vec<String> {
        failures.iter().filter(|failure| is_meant(failure)).map(|failure| line(rule, failure)).collect()
    };
    let case = |example: &Example, kind: &str, number: usize| {
        let because = example.because.as_ref().map_or_else(String::new, |because| format!(": {because}"));
        let is_of_it = |failure: &Failure| failure.kind != FailureKind::Idle && failure.span == example.span;
        ProofCase { name: format!("{kind} {number}{because}"), failures: lines(&is_of_it) }
    };
    let bad = rule.file.bad.iter().zip(1..).map(|(example, number)| case(example, "bad", number));
    let good = rule.file.good.iter().zip(1..).map(|(example, number)| case(example, "good", number));
    let conditions = ProofCase {
        name: lang.pick("every condition is needed by an example", "どの条件も、いずれかの例に必要である").to_owned(),
        failures: lines(&|failure| failure.kind == FailureKind::Idle),
    };
    ProofSuite { name: rule.name.clone(), cases: bad.chain(good).chain([conditions]).collect() }
}
