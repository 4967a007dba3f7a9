//! The page of a rule with the report of its first bad example, made by running that example: nothing on the page is
//! written twice. Knows no files and no terminal.

use super::proof::Stage;
use crate::finding::private_places;
use crate::lang::Lang;
use crate::report::human::{Human, Style};
use crate::report::outcome::MAILING;
use crate::report::{Outcome, Report, Texts};
use crate::rule::file::RuleFile;
use crate::rule::page::page;
use crate::severity::Severity;

/// Columns of the report on a page.
const PAGE_COLUMNS: usize = 80;

/// What a rule says about its first bad example.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExampleReport {
    /// The finding's message.
    pub message: String,
    /// The report for people, without colour.
    pub text: String,
}

/// The page that `mailcheck explain` prints, in Markdown that reads well as plain text.
#[must_use]
pub fn rule_page(file: &RuleFile, lang: Lang) -> String {
    let report = example_report(file, lang);
    page(file, lang, report.as_ref().map(|report| report.text.as_str()))
}

/// Runs the first bad example; `None` when it reports nothing, which `rules test` calls missing.
#[must_use]
pub fn example_report(file: &RuleFile, lang: Lang) -> Option<ExampleReport> {
    let stage = Stage::of(file, file.bad.first()?).ok()?;
    let (finding, view) = stage.finding()?;
    let texts = Texts::new([stage.rule()], lang, Severity::Info, env!("CARGO_PKG_VERSION"));
    let message = texts.message(&finding);
    let outcome = Outcome {
        path: "draft.eml".to_owned(),
        format: if stage.rule().is_about_mailing() { MAILING.to_owned() } else { String::new() },
        view: Some(view.into_owned().with_asterisks(&private_places(std::slice::from_ref(&finding)))),
        findings: vec![finding],
        ..Outcome::default()
    };
    let style = Style { color: false, unicode: true, width: PAGE_COLUMNS, graphics: true };
    let mut text = Vec::new();
    Human::new(texts, style).draft(&outcome, &mut text).ok()?;
    let text = String::from_utf8(text).ok()?;
    Some(ExampleReport { message, text: text.trim_end().to_owned() })
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail loudly")]
mod tests {
    use super::*;
    use crate::rule::builtin::{builtin_file, builtin_ids};

    #[test]
    fn every_built_in_rule_shows_a_report_in_both_languages() {
        for id in builtin_ids() {
            let file = builtin_file(id).unwrap();
            for lang in Lang::ALL {
                let report = example_report(&file, lang).unwrap();
                assert!(report.text.contains(lang.pick("help: ", "対処：")), "{id}: {}", report.text);
                assert!(rule_page(&file, lang).contains(&report.text), "{id}");
            }
        }
    }
}
